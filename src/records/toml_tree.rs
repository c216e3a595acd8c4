//! TOML text to a tree of values with places, through the parser that goes on after an error.

use chrono::{FixedOffset, NaiveDate};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::time::Moment;

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
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut troubles: Vec<Trouble> = errors.iter().map(trouble).collect();
    let root = Node {
        span: Span::default(),
        value: entries(table.into_inner(), &mut troubles),
    };
    troubles.sort_by_key(|trouble| (trouble.span.start, trouble.span.end));
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

fn entries<'a>(table: DeTable<'a>, troubles: &mut Vec<Trouble>) -> Value<'a> {
    let mut entries: Vec<Entry<'a>> = table
        .into_iter()
        .map(|(key, value)| Entry {
            key_span: key.span().into(),
            key: key.into_inner(),
            node: node(value, troubles),
        })
        .collect();
    // The order of the text, not of the alphabet.
    entries.sort_by_key(|entry| entry.key_span.start);
    Value::Table(entries)
}

fn node<'a>(value: Spanned<DeValue<'a>>, troubles: &mut Vec<Trouble>) -> Node<'a> {
    let span = Span::from(value.span());
    // What the parser complained about stands in the tree as its best guess; nobody should build on that.
    let in_trouble = troubles.iter().any(|trouble| trouble.span == span);
    let value = match value.into_inner() {
        _ if in_trouble => Value::Unreadable,
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::String(text) => Value::Text(text),
        DeValue::Datetime(datetime) => moment(&datetime),
        DeValue::Integer(digits) => match i64::from_str_radix(digits.as_str(), digits.radix()) {
            Ok(value) => Value::Integer(value),
            // What is not a number at all is named already.
            Err(_)
                if troubles
                    .iter()
                    .any(|trouble| (span.start..=span.end).contains(&trouble.span.start)) =>
            {
                Value::Unreadable
            }
            Err(_) => {
                troubles.push(Trouble {
                    span,
                    message: "number too large".to_string(),
                    only_the_value: true,
                });
                Value::Unreadable
            }
        },
        DeValue::Float(digits) => digits.as_str().parse().map_or(Value::Unreadable, Value::Number),
        DeValue::Array(items) => Value::List(items.into_iter().map(|item| node(item, troubles)).collect()),
        DeValue::Table(table) => entries(table, troubles),
    };
    Node { span, value }
}

fn moment(datetime: &toml::value::Datetime) -> Value<'static> {
    let Some(date) = datetime.date else {
        return Value::Time;
    };
    let day = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day));
    let Some(day) = day else {
        return Value::Unreadable;
    };
    let Some(time) = datetime.time else {
        return Value::Moment(Moment::Day(day));
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
    moment.map_or(Value::Unreadable, Value::Moment)
}
