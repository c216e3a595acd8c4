//! Conditions: a path and the values it may have. Nothing more; what needs more is a judge.

use crate::records::key::Asked;
use crate::records::tree::{Node, Span, Value};
use crate::records::{Base, Path};

use super::pack::{Choice, Scalar};

/// A row of a record that norms are held against: the record itself, or a table inside it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r, 'f> {
    pub root: &'r Node<'f>,
    pub row: &'r Node<'f>,
    /// `avg.toml`, where there is one.
    pub organisation: Option<&'r Node<'f>>,
}

impl<'r, 'f> Row<'r, 'f> {
    fn base(&self, base: Base) -> Option<&'r Node<'f>> {
        match base {
            Base::Row => Some(self.row),
            Base::Root => Some(self.root),
            Base::Organisation => self.organisation,
        }
    }

    /// Every value at a path as it is written.
    pub fn values_at(&self, path: &str) -> Vec<&'r Node<'f>> {
        let (base, keys) = Path::split(path);
        self.base(base)
            .map(|base| base.all_at(keys.map(Asked::of)))
            .unwrap_or_default()
    }

    pub fn value_at(&self, path: &str) -> Option<&'r Node<'f>> {
        let (base, keys) = Path::split(path);
        self.base(base)?.first_at(keys.map(Asked::of))
    }

    /// Where a path's value stands, or would stand; what is in another file is pointed at from the row.
    pub fn place(&self, path: &Path) -> Span {
        match path.base() {
            Base::Row => self.row.place(path.keys()),
            Base::Root => self.root.place(path.keys()),
            Base::Organisation => self.row.place(&[]),
        }
    }

    pub fn find(&self, path: &Path) -> Option<&'r Node<'f>> {
        self.base(path.base())?.first_at(path.iter())
    }

    /// Every value at a path.
    pub fn find_all(&self, path: &Path) -> Vec<&'r Node<'f>> {
        self.base(path.base())
            .map(|base| base.all_at(path.iter()))
            .unwrap_or_default()
    }
}

/// What a value must be.
#[derive(Clone, Debug, PartialEq)]
enum Accept {
    /// The key is there, even with nothing in it: `[]` says something on purpose.
    Present,
    /// The key is not there.
    Absent,
    /// Something is written there.
    Written,
    /// Nothing is written there, with or without the key.
    Unwritten,
    OneOf(Vec<Scalar>),
}

impl Accept {
    fn goes_with(&self, other: &Accept) -> bool {
        match (self, other) {
            (Accept::OneOf(ours), Accept::OneOf(theirs)) => ours.iter().any(|value| theirs.contains(value)),
            (Accept::Absent, other) | (other, Accept::Absent) => matches!(other, Accept::Absent | Accept::Unwritten),
            (Accept::Unwritten, other) | (other, Accept::Unwritten) => {
                matches!(other, Accept::Unwritten | Accept::Present)
            }
            _ => true,
        }
    }
}

/// A path and what will do there. Where the path leads through a list, one row that will do is enough.
#[derive(Clone, Debug)]
pub struct Condition {
    pub path: Path,
    accepts: Vec<Accept>,
}

pub const PRESENT: &str = "present";
pub const ABSENT: &str = "absent";
pub const WRITTEN: &str = "written";
pub const UNWRITTEN: &str = "unwritten";

impl Condition {
    pub fn of(path: &str, choice: &Choice) -> Condition {
        let mut accepts = Vec::new();
        let mut values = Vec::new();
        for value in choice.values() {
            match value {
                Scalar::Text(word) if word == PRESENT => accepts.push(Accept::Present),
                Scalar::Text(word) if word == ABSENT => accepts.push(Accept::Absent),
                Scalar::Text(word) if word == WRITTEN => accepts.push(Accept::Written),
                Scalar::Text(word) if word == UNWRITTEN => accepts.push(Accept::Unwritten),
                value => values.push(value.clone()),
            }
        }
        if !values.is_empty() {
            accepts.push(Accept::OneOf(values));
        }
        Condition {
            path: Path::parse(path),
            accepts,
        }
    }

    /// That a path says something.
    pub fn written(path: &str) -> Condition {
        Condition {
            path: Path::parse(path),
            accepts: vec![Accept::Written],
        }
    }

    /// The words that will do, where it is a matter of words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let values = self.accepts.iter().flat_map(|accept| match accept {
            Accept::OneOf(values) => values.as_slice(),
            _ => &[],
        });
        values.filter_map(|value| match value {
            Scalar::Text(word) => Some(word.as_str()),
            _ => None,
        })
    }

    /// Whether it holds only where something is said not to be so.
    pub fn asks_for_no(&self) -> bool {
        self.accepts == [Accept::OneOf(vec![Scalar::Bool(false)])]
    }

    /// Whether no record can meet both conditions: the same path, and no value that both accept.
    pub fn excludes(&self, other: &Condition) -> bool {
        let both = |ours: &Accept| other.accepts.iter().any(|theirs| ours.goes_with(theirs));
        self.path == other.path && !self.accepts.iter().any(both)
    }

    pub fn holds(&self, row: Row) -> bool {
        self.accepts.iter().any(|accept| match accept {
            Accept::Present => self.is_any(row, |_| true),
            Accept::Absent => !self.is_any(row, |_| true),
            Accept::Written => self.is_any(row, Node::says_something),
            Accept::Unwritten => !self.is_any(row, Node::says_something),
            Accept::OneOf(values) => self.is_any(row, |node| values.iter().any(|wanted| is(node, wanted))),
        })
    }

    fn is_any<'r, 'f>(&self, row: Row<'r, 'f>, is_it: impl Fn(&'r Node<'f>) -> bool) -> bool {
        let base = row.base(self.path.base());
        base.is_some_and(|base| base.any_at(self.path.iter(), &mut |node| is_it(node)))
    }
}

fn is(node: &Node, wanted: &Scalar) -> bool {
    match (&node.value, wanted) {
        (Value::List(items), _) => items.iter().any(|item| is(item, wanted)),
        (Value::Text(text), Scalar::Text(word)) => text == word,
        (Value::Bool(value), Scalar::Bool(wanted)) => value == wanted,
        (Value::Integer(value), Scalar::Integer(wanted)) => value == wanted,
        // A pack's fractions are texts, for `6.1` is an article there; one is what the record's text would be read as.
        (Value::Number(value), Scalar::Text(wanted)) => wanted.parse() == Ok(*value),
        _ => false,
    }
}
