//! Records as the rows of a table: each field that a report asks for, and what the law asks and a record lacks as missing.

use crate::records::tree::{Node, Value};
use crate::records::{Kind, Record, Records};
use crate::text::Lang;
use crate::time::Moment;

use super::values::Reader;
use super::{Cell, Data, Group, Table};

/// A column: a field of the records, and what the law says of it.
pub(super) struct Column {
    pub path: &'static str,
    /// The provision that asks for it, where it must be there.
    pub demanded: Option<&'static str>,
    /// What stands in the cell when nothing is written, where that is no gap.
    pub absent: Option<Absent>,
}

/// What the law says of a field that it asks for only sometimes, by its provision.
#[derive(Clone, Copy)]
pub(super) enum Absent {
    /// It must be there where it is possible to know it.
    WherePossible(&'static str),
    /// It must be there where there is any.
    NoneRecorded(&'static str),
}

pub(super) const fn column(path: &'static str) -> Column {
    Column {
        path,
        demanded: None,
        absent: None,
    }
}

/// Article 30 asks for some of it only where that is possible: missing all the same, and said so.
pub(super) const fn where_possible(path: &'static str, by: &'static str) -> Column {
    Column {
        absent: Some(Absent::WherePossible(by)),
        ..column(path)
    }
}

/// What may well not be there at all: that none is recorded.
pub(super) const fn if_any(path: &'static str, by: &'static str) -> Column {
    Column {
        absent: Some(Absent::NoneRecorded(by)),
        ..column(path)
    }
}

pub(super) const fn demanded(path: &'static str, by: &'static str) -> Column {
    Column {
        demanded: Some(by),
        ..column(path)
    }
}

/// The records of a kind, in the order of their names.
pub(super) fn of_kind<'r, 'f>(records: &'r Records<'f>, kind: Kind) -> impl Iterator<Item = &'r Record<'f>> {
    records.iter().filter(move |record| record.kind == kind)
}

/// A row a record, in the order of their names.
pub(super) fn table(records: &[&Record], kind: Kind, columns: &[Column], reader: Reader) -> Table {
    let head = columns.iter().map(|column| match column.path.split_once('.') {
        Some((table, _)) => format!("{} – {}", reader.label(kind, table), reader.label(kind, column.path)),
        None => reader.label(kind, column.path),
    });
    let record = reader.lang.pick("registratie", "record").to_string();
    let row = |record: &&Record| {
        let cells = columns.iter().map(|column| cell(record, column, reader));
        [Cell::Text(record.name.clone())].into_iter().chain(cells).collect()
    };
    let rows: Vec<Vec<Cell>> = records.iter().map(row).collect();
    Table {
        head: [record].into_iter().chain(head).collect(),
        keys: ["record"]
            .into_iter()
            .chain(columns.iter().map(|column| column.path))
            .collect(),
        groups: vec![Group::from(rows)],
        ..Table::default()
    }
}

/// A row each row of a table inside a record; the columns are its fields.
pub(super) fn rows(record: &Record, list: &str, columns: &[Column], reader: Reader) -> Table {
    let path = |column: &Column| format!("{list}.{}", column.path);
    let items = record.root.get(list).map(Node::items).unwrap_or_default();
    let row = |row: &Node| -> Vec<Cell> {
        let cells = columns.iter().map(|column| {
            let node = row.get(column.path);
            // Of what each row must say, an empty list says nothing.
            let node = node.filter(|node| column.demanded.is_none() || node.says_something());
            cell_of(node, record.kind, &path(column), column.demanded, reader)
        });
        cells.collect()
    };
    Table {
        head: columns
            .iter()
            .map(|column| reader.label(record.kind, &path(column)))
            .collect(),
        keys: columns.iter().map(|column| column.path).collect(),
        groups: vec![items.iter().map(row).collect()],
        ..Table::default()
    }
}

pub(super) fn cell(record: &Record, column: &Column, reader: Reader) -> Cell {
    let node = record.root.value_at(column.path);
    let is_written = node.is_some_and(|node| !matches!(&node.value, Value::Text(text) if text.trim().is_empty()));
    if let (false, Some(absent)) = (is_written, column.absent) {
        return absent.cell(reader);
    }
    cell_of(node, record.kind, column.path, column.demanded, reader)
}

fn cell_of(node: Option<&Node>, kind: Kind, path: &str, demanded: Option<&str>, reader: Reader) -> Cell {
    let nothing = || match demanded {
        Some(by) => missing(by, reader.lang),
        None => Cell::Text(String::new()),
    };
    let Some(node) = node else {
        return nothing();
    };
    match (&node.value, node.moment()) {
        // Nothing is written there, and it is no list that says: none.
        (Value::Text(text), _) if text.trim().is_empty() => nothing(),
        (_, Some(Moment::Day(day))) => Cell::Day(day),
        _ => cell_as_shown(kind, path, node, reader),
    }
}

/// The same with the value itself, for programs.
pub(super) fn cell_as_shown(kind: Kind, path: &str, node: &Node, reader: Reader) -> Cell {
    Cell::value(shown(kind, path, node, reader), reader.data(node))
}

/// A value as it stands in a cell: a table a line.
pub(super) fn shown(kind: Kind, path: &str, node: &Node, reader: Reader) -> String {
    match &node.value {
        Value::List(rows) if rows.iter().any(|row| !row.entries().is_empty()) => {
            let lines = rows.iter().map(|row| line(kind, path, row, reader));
            lines.collect::<Vec<_>>().join("\n")
        }
        _ => reader.value(kind, path, node),
    }
}

/// Between the values of a row that stands on one line.
pub(super) const BETWEEN: &str = " · ";

/// A row of a table on one line: its values in the order of the file.
fn line(kind: Kind, path: &str, row: &Node, reader: Reader) -> String {
    let values = row.entries().iter().map(|entry| {
        let path = format!("{path}.{}", entry.key);
        let value = reader.value(kind, &path, &entry.node).replace('\n', ", ");
        match entry.node.value {
            // A bare moment, or yes, says nothing of what it is about.
            Value::Moment(_) | Value::Bool(_) => format!("{}: {value}", reader.label(kind, &path)),
            _ => value,
        }
    });
    values.collect::<Vec<_>>().join(BETWEEN)
}

impl Absent {
    fn cell(self, reader: Reader) -> Cell {
        let lang = reader.lang;
        match self {
            Absent::WherePossible(by) => {
                missing(&format!("{by}, {}", lang.pick("zo mogelijk", "where possible")), lang)
            }
            Absent::NoneRecorded(by) => Cell::value(
                lang.pick(format!("geen vastgelegd ({by})"), format!("none recorded ({by})")),
                Data::Nothing,
            ),
        }
    }
}

pub(super) fn missing(by: &str, lang: Lang) -> Cell {
    Cell::Missing(lang.pick(format!("ontbreekt (AVG {by})"), format!("missing (GDPR {by})")))
}
