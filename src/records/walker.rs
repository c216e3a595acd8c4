//! The walk of a shape over a tree: every misfit at its place, with the nearest thing that would fit.

use crate::finding::MOST;
use crate::text;
use crate::text::{Lang, Text, nearest};
use crate::time::{Moment, Term};

use super::country;
use super::shape::{Misfit, Notation, Shape, Table};
use super::tree::{Node, Span, Value};
use super::vocabulary::{Quarters, WITHOUT_DELAY, is_agreement_name};

/// Everything that is wrong with a tree, in the order of the text.
pub(super) fn misfits(shape: &Shape, root: &Node, notation: Notation) -> Vec<Misfit> {
    let mut walker = Walker {
        notation,
        root: shape,
        found: Vec::new(),
        more: 0,
    };
    walker.walk(shape, root, None);
    walker
        .found
        .sort_by_key(|misfit| (misfit.span.start(), misfit.span.end()));
    if let (Some(last), more @ 1..) = (walker.found.last(), walker.more) {
        let misfit = Misfit {
            id: TOO_MANY,
            span: last.span,
            message: too_many(more),
            help: mend_these_first(),
        };
        walker.found.push(misfit);
    }
    walker.found
}

/// The finding that tells how many others there are.
pub(super) const TOO_MANY: &str = "too-many-mistakes";

pub(super) fn too_many(more: usize) -> Text {
    text!(
        "en nog {more} andere fouten in dit bestand, die hier niet staan",
        "and {more} other mistakes in this file, which are not told here"
    )
}

pub(super) fn mend_these_first() -> Text {
    text!("Herstel eerst de fouten hierboven.", "Mend the mistakes above first.")
}

struct Walker<'s> {
    notation: Notation,
    root: &'s Shape,
    found: Vec<Misfit>,
    /// How many there are beyond those.
    more: usize,
}

impl<'s> Walker<'s> {
    fn walk(&mut self, shape: &'s Shape, node: &Node, key: Option<&str>) {
        if matches!(node.value, Value::Unreadable) {
            return;
        }
        if !shape.is_sort_of(&node.value) {
            return self.wrong_type(shape, node, key);
        }
        match (shape, &node.value) {
            (Shape::List(row), Value::List(items)) => items.iter().for_each(|item| self.walk(row, item, key)),
            (Shape::Map(shape), Value::Table(entries)) => {
                entries
                    .iter()
                    .for_each(|entry| self.walk(shape, &entry.node, Some(&entry.key)));
            }
            (Shape::Table(table), Value::Table(_)) => self.table(table, node),
            (Shape::OneOf(shapes), value) => {
                if let Some(shape) = shapes.iter().find(|shape| shape.is_sort_of(value)) {
                    self.walk(shape, node, key);
                }
            }
            (Shape::Word(words), Value::Text(word)) if !words.iter().any(|it| it == word) => {
                self.unknown_word(words, word, node);
            }
            (Shape::Integer { min, max }, Value::Integer(number)) if number < min || number > max => {
                self.not_allowed(shape, node, &number.to_string());
            }
            (Shape::Quarters, value) => {
                // Whole numbers are quarters too; both are small, so the conversion is exact.
                let number = match value {
                    Value::Integer(number @ 0..=1) => *number as f64,
                    Value::Number(number) => *number,
                    _ => f64::NAN,
                };
                if Quarters::of(number).is_none() {
                    self.not_allowed(shape, node, "");
                }
            }
            (Shape::Term, Value::Text(written)) => self.term(written, node),
            (Shape::Within, Value::Text(written)) if written != WITHOUT_DELAY => self.term(written, node),
            (Shape::Country, Value::Text(code)) if !country::is_code(code) => self.push(
                "unknown-value",
                node.span,
                text!("‘{code}’ is geen landcode", "‘{code}’ is not a country code"),
                match country::meant(code) {
                    Some(meant) => text!("Bedoelt u \"{meant}\"?", "Did you mean \"{meant}\"?"),
                    None => text!(
                        "Schrijf twee hoofdletters volgens ISO 3166-1, zoals \"NL\".",
                        "Write two capital letters of ISO 3166-1, such as \"NL\"."
                    ),
                },
            ),
            (Shape::Agreement, Value::Text(name)) if !is_agreement_name(name) => self.push(
                "unknown-value",
                node.span,
                text!(
                    "‘{name}’ verwijst niet naar een overeenkomst",
                    "‘{name}’ does not refer to an agreement"
                ),
                text!(
                    "Schrijf \"agreements/\" met daarachter de naam van het bestand zonder .toml.",
                    "Write \"agreements/\" followed by the file's name without .toml."
                ),
            ),
            (Shape::Date, Value::Moment(moment)) if !moment.is_day() => self.wrong_type(shape, node, key),
            _ => {}
        }
    }

    fn table(&mut self, table: &'s Table, node: &Node) {
        for entry in node.entries().iter().filter(|entry| !entry.is_users_own()) {
            match table.fields.iter().find(|field| field.key == entry.key) {
                Some(field) => self.walk(&field.shape, &entry.node, Some(&entry.key)),
                None => self.unknown_key(table, &entry.key, entry.key.span()),
            }
        }
        for field in table
            .fields
            .iter()
            .filter(|field| field.required && node.get(&field.key).is_none())
        {
            let key = &field.key;
            let expected = self.notation.expected(&field.shape);
            let (assigned, word) = match self.notation {
                Notation::Toml => (format!("{key} ="), "\"…\""),
                Notation::Yaml => (format!("{key}:"), "…"),
            };
            self.push(
                "missing-key",
                node.place(&[key.to_string()]),
                text!("‘{key}’ ontbreekt", "‘{key}’ is missing"),
                Text::by(|lang| {
                    let expected = expected.get(lang);
                    match (lang, field.shape.words()) {
                        (Lang::Nl, Some(words)) => {
                            format!("Schrijf {assigned} {word} met een van: {}.", words.join(", "))
                        }
                        (Lang::En, Some(words)) => {
                            format!("Write {assigned} {word} with one of: {}.", words.join(", "))
                        }
                        (Lang::Nl, None) => format!("Schrijf {assigned} … met {expected}."),
                        (Lang::En, None) => format!("Write {assigned} … with {expected}."),
                    }
                }),
            );
        }
    }

    fn unknown_key(&mut self, table: &Table, key: &str, span: Span) {
        if self.is_full() {
            return;
        }
        let known: Vec<&str> = table.fields.iter().map(|field| &*field.key).collect();
        let elsewhere = || {
            let paths = self.root.paths();
            paths.into_iter().find(|path| path.rsplit('.').next() == Some(key))
        };
        let help = if let Some(nearest) = nearest(key, &known) {
            text!("Bedoelt u ‘{nearest}’?", "Did you mean ‘{nearest}’?")
        } else if let Some(path) = elsewhere() {
            text!(
                "Deze sleutel hoort hier niet, maar op de plaats ‘{path}’.",
                "This key does not belong here, but at ‘{path}’."
            )
        } else {
            let known = known.join(", ");
            text!(
                "Hier zijn bekend: {known}. Een eigen sleutel begint met x_.",
                "Known here are: {known}. A key of your own begins with x_."
            )
        };
        self.push(
            "unknown-key",
            span,
            text!("onbekende sleutel ‘{key}’", "unknown key ‘{key}’"),
            help,
        );
    }

    fn unknown_word(&mut self, words: &[String], word: &str, node: &Node) {
        if self.is_full() {
            return;
        }
        let known: Vec<&str> = words.iter().map(String::as_str).collect();
        let list = known.join(", ");
        let help = match nearest(word, &known) {
            Some(nearest) => text!(
                "Bedoelt u ‘{nearest}’? Bekend zijn: {list}.",
                "Did you mean ‘{nearest}’? Known are: {list}."
            ),
            None => text!("Bekend zijn: {list}.", "Known are: {list}."),
        };
        self.push(
            "unknown-value",
            node.span,
            text!("onbekende waarde ‘{word}’", "unknown value ‘{word}’"),
            help,
        );
    }

    fn wrong_type(&mut self, shape: &Shape, node: &Node, key: Option<&str>) {
        if self.is_full() {
            return;
        }
        let (expected, found) = (self.notation.expected(shape), sort_in_words(&node.value));
        let message = Text::by(|lang| {
            let (expected, found) = (expected.get(lang), found.get(lang));
            match (lang, key) {
                (Lang::Nl, Some(key)) => format!("‘{key}’ verwacht {expected}, niet {found}"),
                (Lang::En, Some(key)) => format!("‘{key}’ expects {expected}, not {found}"),
                (Lang::Nl, None) => format!("hier hoort {expected}, niet {found}"),
                (Lang::En, None) => format!("{expected} belongs here, not {found}"),
            }
        });
        let help = match (shape, &node.value) {
            (Shape::Date | Shape::Moment, Value::Text(text)) if text.parse::<Moment>().is_ok() => {
                text!("Laat de aanhalingstekens weg.", "Leave out the quotes.")
            }
            (Shape::Date, Value::Moment(moment)) => {
                let day = moment.to_string();
                let day = &day[..10];
                text!("Schrijf alleen de datum: {day}.", "Write the date only: {day}.")
            }
            (Shape::List(row), Value::Text(_)) if self.notation == Notation::Toml || row.fields().is_empty() => {
                text!("Zet er blokhaken omheen.", "Put it between square brackets.")
            }
            _ => Text::by(|lang| {
                let expected = expected.get(lang);
                lang.pick(format!("Schrijf {expected}."), format!("Write {expected}."))
            }),
        };
        self.push("wrong-type", node.span, message, help);
    }

    fn not_allowed(&mut self, shape: &Shape, node: &Node, written: &str) {
        let expected = shape.expected();
        let message = match written {
            "" => text!("deze waarde kan hier niet staan", "this value cannot stand here"),
            _ => text!("{written} kan hier niet staan", "{written} cannot stand here"),
        };
        let help = Text::by(|lang| {
            let expected = expected.get(lang);
            lang.pick(format!("Schrijf {expected}."), format!("Write {expected}."))
        });
        self.push("unknown-value", node.span, message, help);
    }

    fn term(&mut self, written: &str, node: &Node) {
        if let Err(message) = written.parse::<Term>() {
            let help = text!(
                "Voorbeelden: \"72h\", \"14 days\", \"4 weeks\", \"1 month\", \"2 years\".",
                "Examples: \"72h\", \"14 days\", \"4 weeks\", \"1 month\", \"2 years\"."
            );
            self.push("invalid-term", node.span, message, help);
        }
    }

    /// Whether there is no more to tell: more mistakes were not made by hand, and what each would say is more than the file
    /// itself. What would be told is counted.
    fn is_full(&mut self) -> bool {
        let is_full = self.found.len() >= MOST;
        self.more += usize::from(is_full);
        is_full
    }

    fn push(&mut self, id: &'static str, span: Span, message: Text, help: Text) {
        if self.is_full() {
            return;
        }
        self.found.push(Misfit {
            id,
            span,
            message,
            help,
        });
    }
}

fn sort_in_words(value: &Value) -> Text {
    match value {
        Value::Bool(_) => text!("true of false", "true or false"),
        Value::Integer(_) | Value::Number(_) => text!("een getal", "a number"),
        Value::Text(_) => text!("een tekst", "a text"),
        Value::Moment(moment) if moment.is_day() => text!("een datum", "a date"),
        Value::Moment(_) => text!("een datum met een tijd", "a date with a time"),
        Value::Time => text!("een tijd zonder datum", "a time without a date"),
        Value::List(_) => text!("een lijst", "a list"),
        Value::Table(_) => text!("een tabel", "a table"),
        Value::Null => text!("niets", "nothing"),
        Value::Unreadable => text!("iets onleesbaars", "something unreadable"),
    }
}
