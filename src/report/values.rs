//! What a value in a record says, in the reader's language: words, moments, terms and references as people read them.

use crate::records::shape::Shape;
use crate::records::tree::{Node, Value, keys};
use crate::records::vocabulary::WITHOUT_DELAY;
use crate::records::{Kind, Records, country, labels, shape_of};
use crate::text::Lang;
use crate::time::{End, Moment, Term, Zone};

/// For whom a document is made.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// What references are resolved in.
    pub records: &'a Records<'a>,
    pub lang: Lang,
    /// Values as the files have them, for programs.
    pub as_written: bool,
    /// Countries by their code, for spreadsheets that are read by programs as well.
    pub by_code: bool,
}

impl Reader<'_> {
    /// The same of a text to send: it is for people, whatever it is carried in.
    pub fn of_people(self) -> Self {
        Reader {
            as_written: false,
            by_code: false,
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
        if self.as_written {
            return written(node);
        }
        let keys = keys(path);
        let shape = shape_of(kind).at(&keys).map(Shape::row);
        // A line that ends as Windows ends it is a line.
        self.shown(kind, path, node, shape).replace("\r\n", "\n")
    }

    /// A moment with its day of the week; with its offset where it has a time, because in October an hour comes twice.
    pub fn moment(&self, moment: Moment) -> String {
        match moment {
            _ if self.as_written => moment.to_string(),
            Moment::Day(day) => End::Day(day).in_words(self.lang),
            _ => match self.zone().instant(moment) {
                Ok(at) => End::At(at).in_words(self.lang),
                Err(_) => moment.to_string(),
            },
        }
    }

    /// A country by its name.
    pub fn country<'c>(&self, code: &'c str) -> &'c str {
        match self.as_written || self.by_code {
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
            Value::Moment(moment) => self.moment(*moment),
            Value::List(items) if items.is_empty() => lang.pick("geen", "none").to_string(),
            Value::List(items) => {
                let items = items.iter().map(|item| self.shown(kind, path, item, shape));
                items.collect::<Vec<_>>().join("\n")
            }
            Value::Table(_) if let Some(range) = range(node, lang) => range,
            Value::Table(entries) => {
                let fields = entries.iter().map(|entry| {
                    let path = format!("{path}.{}", entry.key);
                    // A line a field, whatever stands in it.
                    let value = self.value(kind, &path, &entry.node).replace('\n', ", ");
                    format!("{}: {value}", self.label(kind, &path))
                });
                fields.collect::<Vec<_>>().join("\n")
            }
            Value::Unreadable | Value::Time => lang.pick("(niet te lezen)", "(cannot be read)").to_string(),
            Value::Integer(_) | Value::Null => written(node),
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

/// A value as the file has it, without the quotes of a text.
fn written(node: &Node) -> String {
    match &node.value {
        Value::Bool(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Moment(moment) => moment.to_string(),
        Value::List(_) | Value::Table(_) => inside(node),
        Value::Time | Value::Null | Value::Unreadable => String::new(),
    }
}

/// The same inside a list or table, where texts need their quotes.
fn inside(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => serde_json::Value::from(text.as_ref()).to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(inside).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(entries) => {
            let fields = entries
                .iter()
                .map(|entry| format!("{} = {}", entry.key, inside(&entry.node)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        _ => written(node),
    }
}
