//! What a value in a record says, in the reader's language: words, moments, terms and references as people read them.

use crate::records::shape::Shape;
use crate::records::tree::{Node, Value, keys};
use crate::records::vocabulary::WITHOUT_DELAY;
use crate::records::{Kind, Records, country, labels, shape_of};
use crate::text::Lang;
use crate::time::{End, Moment, Term, Zone};

use super::{Cell, Data};

/// For whom a document is made.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// What references are resolved in.
    pub records: &'a Records<'a>,
    pub lang: Lang,
    /// For programs: each value in a column of its own, beside the field that it is in.
    pub as_written: bool,
}

impl Reader<'_> {
    /// The same of a text to send: it is for people, whatever it is carried in.
    pub fn of_people(self) -> Self {
        Reader {
            as_written: false,
            ..self
        }
    }

    pub fn zone(&self) -> Zone {
        self.records.zone
    }

    /// What people call a field or table.
    pub fn label(&self, kind: Kind, path: &str) -> String {
        labels::field(kind, path).get(self.lang).to_string()
    }

    /// A value as it is read at a path such as `answer.outcome`.
    pub fn value(&self, kind: Kind, path: &str, node: &Node) -> String {
        let keys = keys(path);
        let shape = shape_of(kind).at(&keys).map(Shape::row);
        // A line that ends as Windows ends it is a line.
        self.shown(kind, path, node, shape).replace("\r\n", "\n")
    }

    /// The same with the value itself, for programs.
    pub fn cell(&self, kind: Kind, path: &str, node: &Node) -> Cell {
        Cell::value(self.value(kind, path, node), self.data(node))
    }

    pub fn data(&self, node: &Node) -> Data {
        Data::of(node, self.zone())
    }

    /// A moment as a value.
    pub fn moment_cell(&self, moment: Moment) -> Cell {
        Cell::value(self.moment(moment), Data::of_moment(moment, self.zone()))
    }

    /// A moment with its day of the week; with its offset where it has a time, because in October an hour comes twice.
    pub fn moment(&self, moment: Moment) -> String {
        match moment {
            Moment::Day(day) => End::Day(day).in_words(self.lang),
            _ => match self.zone().instant(moment) {
                Ok(at) => End::At(at).in_words(self.lang),
                Err(_) => moment.to_string(),
            },
        }
    }

    /// A country by its name.
    pub fn country<'c>(&self, code: &'c str) -> &'c str {
        match self.as_written {
            true => code,
            false => country::name(code, self.lang),
        }
    }

    fn shown(&self, kind: Kind, path: &str, node: &Node, shape: Option<&Shape>) -> String {
        let lang = self.lang;
        match &node.value {
            Value::Bool(value) => labels::yes_no(*value).get(lang).to_string(),
            Value::Number(number) => number.to_string().replace('.', lang.pick(",", ".")),
            Value::Text(text) => self.text(kind, path, text, shape),
            Value::Moment(moment) => self.moment(**moment),
            Value::List(items) if items.is_empty() => lang.pick("geen", "none").to_string(),
            Value::List(items) => {
                let items = items.iter().map(|item| self.shown(kind, path, item, shape));
                items.collect::<Vec<_>>().join("\n")
            }
            Value::Table(entries) => range(node, lang).unwrap_or_else(|| {
                let fields = entries.iter().map(|entry| {
                    let path = format!("{path}.{}", entry.key);
                    // A line a field, whatever stands in it.
                    let value = self.value(kind, &path, &entry.node).replace('\n', ", ");
                    format!("{}: {value}", self.label(kind, &path))
                });
                fields.collect::<Vec<_>>().join("\n")
            }),
            Value::Unreadable | Value::Time => lang.pick("(niet te lezen)", "(cannot be read)").to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Null => String::new(),
        }
    }

    fn text(&self, kind: Kind, path: &str, text: &str, shape: Option<&Shape>) -> String {
        let lang = self.lang;
        match shape {
            _ if text.trim().is_empty() && path.starts_with("clauses.") => {
                lang.pick("gezocht, niet gevonden", "looked for, not found").to_string()
            }
            _ if text.trim().is_empty() => lang.pick("(leeg)", "(empty)").to_string(),
            Some(Shape::Within) if text == WITHOUT_DELAY => lang.pick("onverwijld", "without delay").to_string(),
            Some(Shape::Term | Shape::Within) => match text.parse::<Term>() {
                Ok(term) => term.in_words(lang),
                Err(_) => text.to_string(),
            },
            Some(Shape::Agreement) => self.agreement(text),
            Some(Shape::Country) => self.country(text).to_string(),
            Some(Shape::Word(_) | Shape::Text) => labels::word(kind, path, text).get(lang).to_string(),
            _ => text.to_string(),
        }
    }

    /// An agreement by its own name and by that of its record.
    fn agreement(&self, reference: &str) -> String {
        let agreement = self.records.get(reference).filter(|record| record.is_well_formed);
        match agreement.and_then(|record| record.said("name")) {
            Some(name) => format!("{name} ({reference})"),
            None => reference.to_string(),
        }
    }
}

/// An approximate number of two: `120 tot 180`.
fn range(node: &Node, lang: Lang) -> Option<String> {
    let is_range = node
        .entries()
        .iter()
        .all(|entry| ["min", "max"].contains(&entry.key.as_ref()));
    let number = |key: &str| match node.get(key)?.value {
        Value::Integer(number) => Some(number),
        _ => None,
    };
    match (number("min"), number("max")) {
        _ if !is_range => None,
        (Some(min), Some(max)) if min == max => Some(min.to_string()),
        (Some(min), Some(max)) => Some(lang.pick(format!("{min} tot {max}"), format!("{min} to {max}"))),
        (Some(min), None) => Some(lang.pick(format!("ten minste {min}"), format!("at least {min}"))),
        (None, Some(max)) => Some(lang.pick(format!("ten hoogste {max}"), format!("at most {max}"))),
        (None, None) => None,
    }
}

/// The first letter as a heading has it.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
