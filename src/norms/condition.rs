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

    /// Every value at a path.
    pub fn at(&self, path: &Path) -> Vec<&'r Node<'f>> {
        let base = self.base(path.base());
        base.map(|base| base.all_at(path.iter())).unwrap_or_default()
    }

    /// The same by a path as it is written.
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
    Is(Scalar),
}

impl Accept {
    fn goes_with(&self, other: &Accept) -> bool {
        match (self, other) {
            (Accept::Is(ours), Accept::Is(theirs)) => ours == theirs,
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
        let accept = |value: &Scalar| match value {
            Scalar::Text(word) if word == PRESENT => Accept::Present,
            Scalar::Text(word) if word == ABSENT => Accept::Absent,
            Scalar::Text(word) if word == WRITTEN => Accept::Written,
            Scalar::Text(word) if word == UNWRITTEN => Accept::Unwritten,
            value => Accept::Is(value.clone()),
        };
        Condition {
            path: Path::parse(path),
            accepts: choice.values().iter().map(accept).collect(),
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
        self.accepts.iter().filter_map(|accept| match accept {
            Accept::Is(Scalar::Text(word)) => Some(word.as_str()),
            _ => None,
        })
    }

    /// Whether it holds only where something is said not to be so.
    pub fn asks_for_no(&self) -> bool {
        self.accepts == [Accept::Is(Scalar::Bool(false))]
    }

    /// Whether no record can meet both conditions: the same path, and no value that both accept.
    pub fn excludes(&self, other: &Condition) -> bool {
        let both = |ours: &Accept| other.accepts.iter().any(|theirs| ours.goes_with(theirs));
        self.path == other.path && !self.accepts.iter().any(both)
    }

    pub fn holds(&self, row: Row) -> bool {
        let (mut is_there, mut is_written) = (false, false);
        let base = row.base(self.path.base());
        let is_said = base.is_some_and(|base| {
            base.any_at(self.path.iter(), &mut |node| {
                is_there = true;
                is_written |= node.says_something();
                let says = |accept: &Accept| matches!(accept, Accept::Is(value) if is(node, value));
                self.accepts.iter().any(says)
            })
        });
        is_said
            || self.accepts.iter().any(|accept| match accept {
                Accept::Present => is_there,
                Accept::Absent => !is_there,
                Accept::Written => is_written,
                Accept::Unwritten => !is_written,
                Accept::Is(_) => false,
            })
    }
}

fn is(node: &Node, wanted: &Scalar) -> bool {
    match (&node.value, wanted) {
        (Value::List(items), _) => items.iter().any(|item| is(item, wanted)),
        (Value::Text(text), Scalar::Text(word)) => text == word,
        (Value::Bool(value), Scalar::Bool(wanted)) => value == wanted,
        (Value::Integer(value), Scalar::Integer(wanted)) => value == wanted,
        _ => false,
    }
}
