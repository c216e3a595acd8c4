//! TOML text to a tree of values with places, through the parser that goes on after an error.

use std::collections::BTreeSet;

use chrono::{FixedOffset, NaiveDate};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::time::Moment;

use super::key::Key;
use super::plain_tree;
use super::tree::{Entry, Node, Span, Value};

/// What the parser could not accept, and where.
#[derive(Debug)]
pub struct Trouble {
    pub span: Span,
    pub message: String,
    /// The form is right, but no such date, time or number exists: the rest of the file is still sound.
    pub only_the_value: bool,
}

/// Reads a text. The tree holds whatever could be understood, troubles or not.
pub fn read(text: &str) -> (Node<'_>, Vec<Trouble>) {
    match plain_tree::read(text) {
        Some(root) => (root, Vec::new()),
        None => recovered(text),
    }
}

/// The same by the parser that goes on after an error.
pub fn recovered(text: &str) -> (Node<'_>, Vec<Trouble>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut troubles: Vec<Trouble> = errors.iter().map(trouble).collect();
    let mut builder = Builder {
        in_trouble: troubles
            .iter()
            .map(|trouble| (trouble.span.start(), trouble.span.end()))
            .collect(),
        troubles: Vec::new(),
    };
    let root = Node {
        span: Span::default(),
        value: builder.entries(table.into_inner()),
    };
    troubles.extend(builder.troubles);
    troubles.sort_by_key(|trouble| (trouble.span.start(), trouble.span.end()));
    (root, troubles)
}

/// The tree of a text that can be read as a whole; of any other nothing is known.
pub fn whole(text: &str) -> Option<Node<'_>> {
    let (root, troubles) = read(text);
    troubles.iter().all(|trouble| trouble.only_the_value).then_some(root)
}

fn trouble(error: &Error) -> Trouble {
    let message = error.message().to_string();
    // The parser names these after the value's form was recognised; all else is syntax.
    let only_the_value = ["invalid date", "invalid time", "invalid offset"]
        .iter()
        .any(|kind| message.starts_with(kind));
    Trouble {
        span: error.span().unwrap_or_default().into(),
        message,
        only_the_value,
    }
}

/// Builds the tree from the parser's.
struct Builder {
    /// The places that the parser complained about.
    in_trouble: BTreeSet<(usize, usize)>,
    /// What it did not.
    troubles: Vec<Trouble>,
}

impl Builder {
    fn entries<'a>(&mut self, table: DeTable<'a>) -> Value<'a> {
        let mut entries: Vec<Entry<'a>> = table
            .into_iter()
            .map(|(key, value)| Entry {
                key: Key::at(key.get_ref(), key.span().into()),
                node: self.node(value),
            })
            .collect();
        // The order of the text, not of the alphabet.
        entries.sort_by_key(|entry| entry.key.span().start());
        Value::Table(entries.into())
    }

    fn node<'a>(&mut self, value: Spanned<DeValue<'a>>) -> Node<'a> {
        let span = Span::from(value.span());
        // What the parser complained about stands in the tree as its best guess; nobody should build on that.
        let in_trouble = self.in_trouble.contains(&(span.start(), span.end()));
        let value = match value.into_inner() {
            _ if in_trouble => Value::Unreadable,
            DeValue::Boolean(value) => Value::Bool(value),
            DeValue::String(text) => Value::Text(text),
            DeValue::Datetime(datetime) => moment(&datetime),
            DeValue::Integer(digits) => match i64::from_str_radix(digits.as_str(), digits.radix()) {
                Ok(value) => Value::Integer(value),
                // What is not a number at all is named already.
                Err(_)
                    if self
                        .in_trouble
                        .range((span.start(), 0)..=(span.end(), usize::MAX))
                        .next()
                        .is_some() =>
                {
                    Value::Unreadable
                }
                Err(_) => self.too_large(span),
            },
            DeValue::Float(digits) => match digits.as_str().parse::<f64>() {
                Ok(value) if value.is_infinite() && !digits.as_str().contains("inf") => self.too_large(span),
                read => read.map_or(Value::Unreadable, Value::Number),
            },
            DeValue::Array(items) => Value::List(items.into_iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => self.entries(table),
        };
        Node { span, value }
    }
}

impl Builder {
    /// A number beyond what is counted with.
    fn too_large(&mut self, span: Span) -> Value<'static> {
        self.troubles.push(Trouble {
            span,
            message: "number too large".to_string(),
            only_the_value: true,
        });
        Value::Unreadable
    }
}

pub(super) fn moment(datetime: &toml::value::Datetime) -> Value<'static> {
    let Some(date) = datetime.date else {
        return Value::Time;
    };
    let day = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day));
    let Some(day) = day else {
        return Value::Unreadable;
    };
    let Some(time) = datetime.time else {
        return Moment::Day(day).into();
    };
    // A leap second (:60) is the last moment of its minute.
    let second = u32::from(time.second.unwrap_or(0)).min(59);
    let nanosecond = time.nanosecond.unwrap_or(0);
    let local = day.and_hms_nano_opt(u32::from(time.hour), u32::from(time.minute), second, nanosecond);
    let moment = match (local, datetime.offset) {
        (Some(local), None) => Some(Moment::Local(local)),
        (Some(local), Some(offset)) => {
            let minutes = match offset {
                toml::value::Offset::Z => 0,
                toml::value::Offset::Custom { minutes } => i32::from(minutes),
            };
            FixedOffset::east_opt(minutes * 60)
                .and_then(|offset| local.and_local_timezone(offset).single())
                .map(Moment::Exact)
        }
        (None, _) => None,
    };
    moment.map_or(Value::Unreadable, Value::from)
}
