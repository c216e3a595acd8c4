//! What is asked of a breach: a question, where the record answers it, and who asks. The answers of all notices come from here.

use crate::norms::duties::Status;
use crate::records::tree::{Node, Value};
use crate::records::{Kind, Record};
use crate::text::Lang;

use super::super::countdown::At;
use super::super::due::Line;
use super::super::sending::BeforeSending;
use super::super::values::{Reader, capital};
use super::super::{Cell, Table};
use super::follows;

/// A breach as it is told.
pub(super) struct Breach<'a> {
    pub record: &'a Record<'a>,
    pub reader: Reader<'a>,
    pub lines: Vec<Line<'a>>,
    pub at: At,
}

/// Where an answer comes from.
#[derive(Clone, Copy)]
pub(super) enum From {
    /// A field of the record.
    Field(&'static str),
    /// Several facts together; `None` where it cannot be said yet.
    Told(fn(&Breach) -> Option<String>),
    /// Only whoever sends it knows: records name nobody.
    Sender,
}

/// How the questions of the authority's form are told from those of the law: `AP 1` is asked in its section 1.
const FORM: &str = "AP ";

/// A question, in Dutch and in English.
pub(super) struct Question {
    pub asks: (&'static str, &'static str),
    pub from: From,
    /// The provision that wants it; the form or the contract where none does.
    pub by: &'static str,
    /// Where it is filled in, when that is not the field itself.
    pub at: Option<&'static str>,
}

impl Question {
    /// Where the answer is written; `None` where only whoever sends it knows.
    fn place(&self) -> Option<&'static str> {
        match (self.at, self.from) {
            (Some(place), _) | (None, From::Field(place)) => Some(place),
            (None, _) => None,
        }
    }
}

impl Breach<'_> {
    pub fn lang(&self) -> Lang {
        self.reader.lang
    }

    pub fn node(&self, path: &str) -> Option<&Node<'_>> {
        let keys: Vec<String> = path.split('.').map(str::to_string).collect();
        let node = self.record.root.at(&keys).into_iter().next()?;
        // An empty list says: none.
        let says = node.says_something() || matches!(&node.value, Value::List(items) if items.is_empty());
        says.then_some(node)
    }

    /// What the record says, as it is read.
    pub fn said(&self, path: &str) -> Option<String> {
        Some(self.reader.value(Kind::Incident, path, self.node(path)?))
    }

    pub fn items(&self, path: &str) -> Vec<String> {
        self.said(path)
            .filter(|_| self.node(path).is_some_and(Node::says_something))
            .map(|said| said.lines().map(str::to_string).collect())
            .unwrap_or_default()
    }

    pub fn word(&self, path: &str) -> Option<&str> {
        self.node(path)?.text()
    }

    pub fn yes(&self, path: &str) -> Option<bool> {
        match self.node(path)?.value {
            Value::Bool(yes) => Some(yes),
            _ => None,
        }
    }

    pub fn is_denied(&self) -> bool {
        self.yes("breach") == Some(false)
    }

    /// How the duty of a name stands, if it is there.
    pub fn status(&self, duty: &str) -> Option<Status> {
        let line = self.lines.iter().find(|line| line.duty.name == duty)?;
        Some(line.duty.status())
    }

    /// The answers as a list of facts; what is missing is told to whoever sends it.
    pub fn answers(&self, questions: &[Question], before: &mut BeforeSending) -> Table {
        let lang = self.lang();
        let rows = questions.iter().map(|question| {
            let asks = lang.pick(question.asks.0, question.asks.1);
            let answer = match question.from {
                From::Field(path) => self.said(path),
                From::Told(tell) => tell(self),
                From::Sender => None,
            };
            let cell = answer.map(Cell::Text).unwrap_or_else(|| {
                let by = match question.by.strip_prefix(FORM) {
                    Some(section) => lang.pick(format!("formulier AP, {section}"), format!("AP form, {section}")),
                    None => question.by.to_string(),
                };
                match question.place() {
                    Some(place) => {
                        before.miss(asks, &by, &self.written_at(place));
                        Cell::Missing(follows(lang))
                    }
                    None => {
                        before.miss(asks, &by, lang.pick("in de tekst zelf", "in the text itself"));
                        Cell::Missing(
                            lang.pick("[zelf in te vullen]", "[to be filled in by hand]")
                                .to_string(),
                        )
                    }
                }
            });
            [Cell::Text(capital(asks)), cell]
        });
        Table::facts(rows.collect(), lang)
    }

    /// How an answer is filled in: a field of the record, or one of another file.
    fn written_at(&self, place: &str) -> String {
        match place.split_once(": ") {
            Some(_) => place.to_string(),
            None => format!("avg edit {} --{}", self.record.name, place.replace(['.', '_'], "-")),
        }
    }
}
