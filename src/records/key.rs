//! A key, as a small number where a shape knows it: nearly every key of every record is one of some two hundred words, and
//! norms ask for them far more often than they are written.

use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use serde_json::Value as Json;

use crate::folder::Kind;

use super::schema;
use super::tree::{Span, is_users_own};

/// A key, with its place where it stands in a text. The place is kept within: every entry of every record has a key.
#[derive(Clone)]
pub struct Key<Place = ()>(Spelled<Place>);

#[derive(Clone)]
enum Spelled<Place> {
    /// The number of a word that a shape knows; such a word is never spelled out.
    Known(u16, Place),
    Other(Box<(Box<str>, Place)>),
}

/// The words that shapes have for keys, each at its number, and their numbers.
struct Words {
    by_number: Vec<String>,
    by_word: HashMap<String, u16>,
}

/// Every key of every record is looked up here, so the hash is a quick one; what it is asked is not hostile, the words are ours.
type HashMap<K, V> = std::collections::HashMap<K, V, FixedState>;

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words {
        by_number: Vec::new(),
        by_word: HashMap::default(),
    };
    Kind::ALL
        .iter()
        .for_each(|kind| words.gather(schema::of(*kind).as_value()));
    words
});

impl Words {
    fn gather(&mut self, schema: &Json) {
        let Some(object) = schema.as_object() else {
            schema.as_array().into_iter().flatten().for_each(|one| self.gather(one));
            return;
        };
        let properties = object.get("properties").and_then(Json::as_object);
        for word in properties.into_iter().flatten().map(|(word, _)| word) {
            if let (false, Ok(number)) = (self.by_word.contains_key(word), self.by_number.len().try_into()) {
                self.by_number.push(word.clone());
                self.by_word.insert(word.clone(), number);
            }
        }
        object.values().for_each(|below| self.gather(below));
    }
}

impl<Place> Key<Place> {
    pub fn at(written: &str, place: Place) -> Self {
        Key(match Asked::of(written) {
            Asked::Known(number) => Spelled::Known(number, place),
            Asked::Other(word) => Spelled::Other(Box::new((word.into(), place))),
        })
    }

    /// Whether this is the key that is asked for; where both are known no letter is compared.
    pub fn is(&self, asked: Asked) -> bool {
        match (&self.0, asked) {
            (Spelled::Known(ours, _), Asked::Known(theirs)) => *ours == theirs,
            (Spelled::Other(ours), Asked::Other(theirs)) => *ours.0 == *theirs,
            _ => false,
        }
    }

    /// The user's own: no shape knows it.
    pub fn is_users_own(&self) -> bool {
        matches!(&self.0, Spelled::Other(other) if is_users_own(&other.0))
    }

    fn place(&self) -> &Place {
        match &self.0 {
            Spelled::Known(_, place) => place,
            Spelled::Other(other) => &other.1,
        }
    }
}

impl Key<Span> {
    /// Where it stands.
    pub fn span(&self) -> Span {
        *self.place()
    }
}

impl From<&str> for Key {
    fn from(written: &str) -> Self {
        Key::at(written, ())
    }
}

impl<Place> Deref for Key<Place> {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Spelled::Known(number, _) => &WORDS.by_number[usize::from(*number)],
            Spelled::Other(other) => &other.0,
        }
    }
}

/// Keys are the same wherever they stand.
impl<Here, There> PartialEq<Key<There>> for Key<Here> {
    fn eq(&self, other: &Key<There>) -> bool {
        self.is(other.into())
    }
}

impl<Place> Eq for Key<Place> {}

impl<Place> PartialEq<str> for Key<Place> {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl<Place> PartialEq<&str> for Key<Place> {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl<Place> AsRef<str> for Key<Place> {
    fn as_ref(&self) -> &str {
        self
    }
}

impl<Place> fmt::Display for Key<Place> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl<Place: fmt::Debug> fmt::Debug for Key<Place> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {:?}", &**self, self.place())
    }
}

/// A key that is asked for.
#[derive(Clone, Copy)]
pub enum Asked<'k> {
    Known(u16),
    Other(&'k str),
}

impl<'k> Asked<'k> {
    pub fn of(word: &'k str) -> Self {
        match WORDS.by_word.get(word) {
            Some(number) => Asked::Known(*number),
            None => Asked::Other(word),
        }
    }
}

impl<'k> From<&'k str> for Asked<'k> {
    fn from(word: &'k str) -> Self {
        Asked::of(word)
    }
}

impl<'k> From<&&'k str> for Asked<'k> {
    fn from(word: &&'k str) -> Self {
        Asked::of(word)
    }
}

impl<'k> From<&'k String> for Asked<'k> {
    fn from(word: &'k String) -> Self {
        Asked::of(word)
    }
}

impl<'k, Place> From<&'k Key<Place>> for Asked<'k> {
    fn from(key: &'k Key<Place>) -> Self {
        match &key.0 {
            Spelled::Known(number, _) => Asked::Known(*number),
            Spelled::Other(other) => Asked::Other(&other.0),
        }
    }
}
