//! A value as programs get it: in its own type, whatever the words in which people read it.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};

use crate::records::tree::{Node, Value};
use crate::time::{Moment, Zone};

#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Absent, or missing.
    Nothing,
    Yes(bool),
    Number(i64),
    Fraction(f64),
    Text(String),
    Day(NaiveDate),
    At(Instant),
    List(Vec<Data>),
    /// By the record's own keys, in its own order.
    Table(Vec<(String, Data)>),
}

/// An instant with the offset that it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instant {
    pub at: DateTime<FixedOffset>,
    /// What the clock said then in the folder's zone.
    pub local: NaiveDateTime,
}

impl Instant {
    pub fn of(at: DateTime<FixedOffset>, zone: Zone) -> Instant {
        Instant {
            at,
            local: zone.local(at.to_utc()).naive_local(),
        }
    }
}

impl Data {
    /// What a record says, whatever it says; a number that is none is the word that was written for it.
    pub fn of(node: &Node, zone: Zone) -> Data {
        match &node.value {
            Value::Bool(yes) => Data::Yes(*yes),
            Value::Integer(number) => Data::Number(*number),
            Value::Number(number) if number.is_finite() => Data::Fraction(*number),
            Value::Number(number) => Data::Text(number.to_string()),
            Value::Text(text) => Data::Text(text.to_string()),
            Value::Moment(moment) => Data::of_moment(**moment, zone),
            Value::List(items) => Data::List(items.iter().map(|item| Data::of(item, zone)).collect()),
            Value::Table(entries) => {
                let field = |key: &str, node| (key.to_string(), Data::of(node, zone));
                Data::Table(entries.iter().map(|entry| field(&entry.key, &entry.node)).collect())
            }
            Value::Time | Value::Null | Value::Unreadable => Data::Nothing,
        }
    }

    /// A local time has the offset of the folder's zone; one that the clock jumped over has none, and is as it was written.
    pub fn of_moment(moment: Moment, zone: Zone) -> Data {
        match moment {
            Moment::Day(day) => Data::Day(day),
            Moment::Exact(at) => Data::At(Instant::of(at, zone)),
            Moment::Local(_) => match zone.instant(moment) {
                Ok(at) => Data::At(Instant::of(at, zone)),
                Err(_) => Data::Text(moment.to_string()),
            },
        }
    }

    pub fn texts(items: impl IntoIterator<Item = String>) -> Data {
        Data::List(items.into_iter().map(Data::Text).collect())
    }
}
