//! A text as a tree of values, each with its place. TOML records and YAML packs both become this.

use std::borrow::Cow;
use std::ops::Range;

use crate::time::Moment;

use super::Path;
use super::key::{Asked, Key};

/// A byte range in the text. Every value has one, so it is kept small: no file is read that it could not point into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    pub fn start(self) -> usize {
        self.start as usize
    }

    pub fn end(self) -> usize {
        self.end as usize
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        let small = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Span {
            start: small(range.start),
            end: small(range.end),
        }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start()..span.end()
    }
}

/// A value and where it stands. A table that has a header stands at its header.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    pub span: Span,
    pub value: Value<'a>,
}

#[derive(Clone, Debug)]
pub enum Value<'a> {
    Bool(bool),
    Integer(i64),
    /// Only ENISA's quarters are written with a fraction; they are read into whole quarters at once.
    Number(f64),
    Text(Cow<'a, str>),
    /// In a box: few values are moments, and all would be larger for them.
    Moment(Box<Moment>),
    /// A time of day without a date, which no field takes.
    Time,
    List(Box<[Node<'a>]>),
    Table(Box<[Entry<'a>]>),
    /// YAML's nothing.
    Null,
    /// Something is written here that the parser already complained about.
    Unreadable,
}

impl From<Moment> for Value<'_> {
    fn from(moment: Moment) -> Self {
        Value::Moment(Box::new(moment))
    }
}

#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub key: Key<Span>,
    pub node: Node<'a>,
}

// A record of 1.6 kB has some forty entries, and all records of a folder are in memory at once.
const _: () = assert!(size_of::<Entry>() <= 48);

impl Entry<'_> {
    pub fn is_users_own(&self) -> bool {
        self.key.is_users_own()
    }
}

/// The fields by which people tell the rows of a table apart, the first that is there.
pub const ROW_NAMES: [&str; 5] = ["agreement", "name", "to", "standard", "country"];

/// `x_…` keys are the user's own: nobody checks them, and a house's norms may name them.
pub fn is_users_own(key: &str) -> bool {
    key.starts_with("x_")
}

/// The names on a path such as `answer.given_on`.
pub fn keys(path: &str) -> Vec<String> {
    path.split('.').map(str::to_string).collect()
}

impl<'a> Node<'a> {
    /// The same tree with its texts its own.
    pub fn into_owned<'b>(self) -> Node<'b> {
        let value = match self.value {
            Value::Bool(value) => Value::Bool(value),
            Value::Integer(value) => Value::Integer(value),
            Value::Number(value) => Value::Number(value),
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Moment(moment) => Value::Moment(moment),
            Value::Time => Value::Time,
            Value::List(items) => Value::List(items.into_iter().map(Node::into_owned).collect()),
            Value::Table(entries) => Value::Table(
                entries
                    .into_iter()
                    .map(|entry| Entry {
                        key: entry.key,
                        node: entry.node.into_owned(),
                    })
                    .collect(),
            ),
            Value::Null => Value::Null,
            Value::Unreadable => Value::Unreadable,
        };
        Node { span: self.span, value }
    }

    pub fn entries(&self) -> &[Entry<'a>] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    pub fn items(&self) -> &[Node<'a>] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub fn get<'k>(&self, key: impl Into<Asked<'k>>) -> Option<&Node<'a>> {
        let asked = key.into();
        let entry = self.entries().iter().find(|entry| entry.key.is(asked));
        entry.map(|entry| &entry.node)
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn moment(&self) -> Option<Moment> {
        match self.value {
            Value::Moment(ref moment) => Some(**moment),
            _ => None,
        }
    }

    /// Whether two values are the same, wherever and however they are written.
    pub fn says_the_same(&self, other: &Node) -> bool {
        self.says_the_same_by(other, &|ours, theirs| ours == theirs)
    }

    /// The same, with moments compared as somebody sees them.
    pub fn says_the_same_by(&self, other: &Node, is_same: &dyn Fn(Moment, Moment) -> bool) -> bool {
        match (&self.value, &other.value) {
            (Value::Bool(ours), Value::Bool(theirs)) => ours == theirs,
            (Value::Integer(ours), Value::Integer(theirs)) => ours == theirs,
            // A number that is none is the same wherever it is written.
            (Value::Number(ours), Value::Number(theirs)) => ours == theirs || (ours.is_nan() && theirs.is_nan()),
            (Value::Text(ours), Value::Text(theirs)) => ours == theirs,
            (Value::Moment(ours), Value::Moment(theirs)) => is_same(**ours, **theirs),
            (Value::List(ours), Value::List(theirs)) => {
                ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| a.says_the_same_by(b, is_same))
            }
            (Value::Table(ours), Value::Table(theirs)) => {
                let has = |entry: &Entry| {
                    other
                        .get(&entry.key)
                        .is_some_and(|theirs| entry.node.says_the_same_by(theirs, is_same))
                };
                ours.len() == theirs.len() && ours.iter().all(has)
            }
            (Value::Null, Value::Null) | (Value::Time, Value::Time) | (Value::Unreadable, Value::Unreadable) => true,
            _ => false,
        }
    }

    /// What names a row: a reference, a name, a recipient, a standard, a country.
    pub fn row_name(&self) -> Option<&str> {
        ROW_NAMES.iter().find_map(|key| self.get(key)?.text())
    }

    /// Whether something is written here: not an empty text, list or table.
    pub fn says_something(&self) -> bool {
        match &self.value {
            Value::Text(text) => text.contains(|c: char| !c.is_whitespace()),
            Value::List(items) => items.iter().any(Node::says_something),
            Value::Table(entries) => !entries.is_empty(),
            Value::Null => false,
            _ => true,
        }
    }

    /// Looks at every value at a path below this one until `is_it` says yes; a list on the way stands for each of its rows.
    /// Every norm asks this of every record, so nothing is gathered on the way.
    pub fn any_at<'n, 'k>(
        &'n self,
        mut keys: impl Iterator<Item = Asked<'k>> + Clone,
        is_it: &mut impl FnMut(&'n Node<'a>) -> bool,
    ) -> bool {
        let Some(key) = keys.next() else {
            return is_it(self);
        };
        match &self.value {
            Value::Table(_) => self.get(key).is_some_and(|node| node.any_at(keys, is_it)),
            Value::List(rows) => rows
                .iter()
                .filter_map(|row| row.get(key))
                .any(|node| node.any_at(keys.clone(), is_it)),
            _ => false,
        }
    }

    pub fn all_at<'n, 'k>(&'n self, keys: impl Iterator<Item = Asked<'k>> + Clone) -> Vec<&'n Node<'a>> {
        let mut found = Vec::new();
        self.any_at(keys, &mut |node| {
            found.push(node);
            false
        });
        found
    }

    pub fn first_at<'n, 'k>(&'n self, keys: impl Iterator<Item = Asked<'k>> + Clone) -> Option<&'n Node<'a>> {
        let mut found = None;
        self.any_at(keys, &mut |node| {
            found = Some(node);
            true
        });
        found
    }

    /// Every value at a path below this one; a list on the way stands for each of its rows.
    pub fn at<'n>(&'n self, keys: &[String]) -> Vec<&'n Node<'a>> {
        self.all_at(keys.iter().map(|key| Asked::of(key)))
    }

    /// The same by a path as it is written: `answer.given_on`.
    pub fn values_at<'n>(&'n self, path: &str) -> Vec<&'n Node<'a>> {
        self.all_at(path.split('.').map(Asked::of))
    }

    /// The first of them.
    pub fn value_at<'n>(&'n self, path: &str) -> Option<&'n Node<'a>> {
        self.first_at(path.split('.').map(Asked::of))
    }

    /// A truth; nothing of anything else.
    pub fn yes(&self) -> Option<bool> {
        match self.value {
            Value::Bool(yes) => Some(yes),
            _ => None,
        }
    }

    /// Where a path's value stands, or where it would: at the innermost table on its way that is there.
    pub fn place(&self, keys: &[String]) -> Span {
        let mut here = self;
        for key in keys {
            let table = match &here.value {
                Value::List(rows) => rows.first().unwrap_or(here),
                _ => here,
            };
            match table.get(key.as_str()) {
                Some(next) => here = next,
                None => return table.heading(),
            }
        }
        here.heading()
    }

    /// A table without a header of its own, such as a file's root, is pointed at by its first key.
    fn heading(&self) -> Span {
        match (&self.value, self.span.start == self.span.end) {
            (Value::Table(entries), true) => entries.first().map_or(self.span, |entry| entry.key.span()),
            _ => self.span,
        }
    }

    /// The first value at a path.
    pub fn find(&self, path: &Path) -> Option<&Node<'a>> {
        self.first_at(path.iter())
    }
}
