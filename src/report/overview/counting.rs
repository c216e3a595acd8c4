//! Counts as the rows of a table, and the fields of records that they are taken from.

use chrono::{Datelike, NaiveDate};

use crate::records::shape::Shape;
use crate::records::tree::{Node, keys};
use crate::records::{Kind, Record, labels, shape_of};
use crate::report::{At, Cell, Form, Group, Table};
use crate::text::Lang;
use crate::time::Moment;

pub(super) fn number(count: usize) -> Cell {
    Cell::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

pub(super) fn row(what: impl Into<String>, count: usize) -> Vec<Cell> {
    vec![Cell::Text(what.into()), number(count)]
}

pub(super) fn group(heading: &str, rows: Vec<Vec<Cell>>) -> Group {
    Group {
        heading: Some(heading.to_string()),
        ..Group::from(rows)
    }
}

/// What is counted, and how many there are.
pub(super) fn counts(groups: Vec<Group>, lang: Lang) -> Table {
    bars(
        lang.pick(["wat", "aantal"], ["what", "count"]),
        ["what", "count"],
        groups,
    )
}

pub(super) fn bars<const N: usize>(head: [&str; N], keys: [&'static str; N], groups: Vec<Group>) -> Table {
    Table {
        form: Form::Bars,
        ..Table::of(head, keys, groups)
    }
}

/// How often each word that a field may have stands in it; what is no such word has a row of its own where there is any.
pub(super) fn by_word(records: &[&Record], kind: Kind, path: &str, lang: Lang) -> Vec<Vec<Cell>> {
    let words = words(kind, path);
    let has = |record: &&&Record, word: &str| field(record, path).and_then(Node::text) == Some(word);
    let mut rows: Vec<Vec<Cell>> = words
        .iter()
        .map(|word| {
            let count = records.iter().filter(|record| has(record, word)).count();
            row(labels::word(kind, path, word).get(lang), count)
        })
        .collect();
    let is_none = |record: &&&Record| !words.iter().any(|word| has(record, word));
    let unreadable = records.iter().filter(is_none).count();
    if unreadable > 0 {
        rows.push(row(lang.pick("niet te lezen", "cannot be read"), unreadable));
    }
    rows
}

/// The words that a field may have, in the order of the schema.
pub(super) fn words(kind: Kind, path: &str) -> &'static [String] {
    match shape_of(kind).at(&keys(path)).map(Shape::row) {
        Some(Shape::Word(words)) => words,
        Some(Shape::OneOf(shapes)) => {
            let words = shapes.iter().find_map(|shape| match shape {
                Shape::Word(words) => Some(words),
                _ => None,
            });
            words.map_or(&[], Vec::as_slice)
        }
        _ => &[],
    }
}

/// What stands at a path such as `answer.given_on`; also in a file whose shape is not that of its kind.
pub(super) fn field<'r, 'f>(record: &'r Record<'f>, path: &str) -> Option<&'r Node<'f>> {
    record.root.value_at(path)
}

/// The same in every row.
pub(super) fn fields<'r, 'f>(record: &'r Record<'f>, path: &str) -> Vec<&'r Node<'f>> {
    record.root.values_at(path)
}

pub(super) fn day(record: &Record, path: &str, at: At) -> Option<NaiveDate> {
    record.day(path, at.zone)
}

/// Whether something is written to have happened, and not later than the moment of looking.
pub(super) fn is_done(record: &Record, path: &str, at: At) -> bool {
    let moments = fields(record, path);
    moments
        .into_iter()
        .filter_map(Node::moment)
        .any(|moment| has_come(moment, at))
}

/// The records whose moment falls in a year of the folder's zone.
pub(super) fn of_year<'r, 'f>(records: Vec<&'r Record<'f>>, path: &str, year: i32, at: At) -> Vec<&'r Record<'f>> {
    let is_of_year = |record: &&Record| day(record, path, at).is_some_and(|day| day.year() == year);
    records.into_iter().filter(is_of_year).collect()
}

fn has_come(moment: Moment, at: At) -> bool {
    at.zone.has_come(moment, at.now)
}
