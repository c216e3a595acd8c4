//! A record as one row of cells: a column for each field, and what a row cannot carry.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml_edit::{Array, InlineTable, Value as Toml};

use crate::text;
use crate::text::{Text, in_json, steers};

use super::cell::Cell;
use super::field::Field;
use super::reading::{Record, shape_of};
use super::tree::{Entry, Node, Value};

/// The name of the first column, by which a table is known as one of ours.
pub const ID: &str = "id";

/// Where a column stands: in the order of the shape, the user's own by name behind the others.
pub type Column = (usize, String);

/// A record's cells, and what has none.
#[derive(Debug, Default)]
pub struct Flat {
    pub cells: BTreeMap<Column, Cell>,
    pub lost: Vec<Text>,
}

/// Reads a record out. Its shape must be right; who asks has looked.
pub fn flatten(record: &Record) -> Flat {
    let shape = shape_of(record.kind);
    let mut flat = Flat::default();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let known = Field::all(shape);
    let own = own_paths(&record.root);
    let own = own.iter().filter_map(|path| Field::at(shape, path));
    for field in known.into_iter().chain(own) {
        if let Some(cell) = field.cell_in(record, &mut taken) {
            let (table, inner, key) = field.keys();
            let keys: Vec<&str> = table.into_iter().chain(inner).chain([key]).collect();
            flat.cells.insert((field.index(), dotted(&keys)), cell);
        }
        without_rows(&field, &record.root, &mut flat, &mut taken);
    }
    untaken(&record.root, &mut Vec::new(), &taken, &mut flat.lost);
    comments(record, &mut flat.lost);
    flat
}

/// A text as TOML writes it, between quotes on one line.
pub fn quoted(text: &str) -> String {
    in_json(&serde_json::Value::from(text).to_string())
}

impl Field {
    /// What a record says of this field; the places of the values that were used are noted.
    fn cell_in(&self, record: &Record, taken: &mut BTreeSet<usize>) -> Option<Cell> {
        let root = &record.root;
        let (table, inner, key) = self.keys();
        let mut of_table = |node: &Node| {
            let here = inner.map_or(Some(node), |inner| node.get(inner))?;
            let value = here.get(key)?;
            let cell = if self.is_own() {
                own_cell(value, record.text)
            } else {
                known_cell(value, record.text)
            };
            taken.insert(value.span.start());
            Some(cell)
        };
        match (table, self.rows()) {
            (None, _) => of_table(root),
            (Some(table), None) => of_table(root.get(table)?),
            (Some(table), Some(_)) => {
                let rows = root.get(table)?.items().iter();
                let said: Vec<Cell> = rows
                    .filter(|row| !row.entries().is_empty())
                    .map(|row| of_table(row).unwrap_or(Cell::Absent))
                    .collect();
                said.iter()
                    .any(|cell| *cell != Cell::Absent)
                    .then_some(Cell::Rows(said))
            }
        }
    }
}

/// A list of rows that is there without a row: none, on purpose.
fn without_rows(field: &Field, root: &Node, flat: &mut Flat, taken: &mut BTreeSet<usize>) {
    let Some(table) = field.rows() else { return };
    let Some(node) = root.get(table) else { return };
    if let (Value::List(rows), true) = (&node.value, taken.insert(node.span.start()))
        && rows.is_empty()
    {
        flat.cells
            .insert((field.index(), table.to_string()), Cell::List(Vec::new()));
    }
}

/// The paths of the user's own keys, a table that holds others left out.
fn own_paths(root: &Node) -> BTreeSet<String> {
    fn walk(node: &Node, above: &[&str], found: &mut BTreeSet<String>) {
        for entry in node.entries() {
            let mut path = above.to_vec();
            path.push(&entry.key);
            if entry.is_users_own() {
                found.insert(dotted(&path));
                continue;
            }
            walk(&entry.node, &path, found);
            entry.node.items().iter().for_each(|row| walk(row, &path, found));
        }
    }
    let mut found = BTreeSet::new();
    walk(root, &[], &mut found);
    found
}

fn dotted(keys: &[&str]) -> String {
    let keys = keys.iter().map(|key| match key.contains(steers) {
        true => quoted(key),
        false => toml_edit::Key::new(*key).display_repr().into_owned(),
    });
    keys.collect::<Vec<_>>().join(".")
}

fn known_cell(node: &Node, source: &str) -> Cell {
    match &node.value {
        Value::Text(text) => Cell::Text(text.to_string()),
        Value::Moment(moment) => Cell::Text(moment.to_string()),
        Value::List(items) => Cell::List(items.iter().map(|item| known_cell(item, source)).collect()),
        _ => Cell::Bare(toml(node, source).to_string()),
    }
}

fn own_cell(node: &Node, source: &str) -> Cell {
    let written = toml(node, source).to_string();
    match &node.value {
        Value::Text(text) if !text.is_empty() && text.parse::<Toml>().is_err() => Cell::Own(text.to_string()),
        _ => Cell::Own(written),
    }
}

/// A value as TOML writes it, on one line.
fn toml(node: &Node, source: &str) -> Toml {
    match &node.value {
        Value::Bool(value) => Toml::from(*value),
        Value::Integer(value) => Toml::from(*value),
        Value::Number(value) => Toml::from(*value),
        Value::Text(text) => Toml::from(text.as_ref()),
        Value::Moment(moment) => moment
            .to_string()
            .parse()
            .unwrap_or_else(|_| Toml::from(moment.to_string())),
        Value::List(items) => Toml::Array(items.iter().map(|item| toml(item, source)).collect::<Array>()),
        Value::Table(entries) => {
            let pair = |entry: &Entry| (entry.key.to_string(), toml(&entry.node, source));
            Toml::InlineTable(entries.iter().map(pair).collect::<InlineTable>())
        }
        // A time without a date is known by its text alone.
        Value::Time | Value::Null | Value::Unreadable => {
            let written = &source[Range::from(node.span)];
            written.parse().unwrap_or_else(|_| Toml::from(written))
        }
    }
}

/// What no column took: rows and tables without a key, and what is nested deeper than a path goes.
fn untaken<'n>(node: &'n Node, path: &mut Vec<&'n str>, taken: &BTreeSet<usize>, lost: &mut Vec<Text>) {
    for entry in node.entries() {
        path.push(&entry.key);
        match &entry.node.value {
            _ if entry.is_users_own() => {}
            Value::Table(entries) if entries.is_empty() => {
                let path = dotted(path);
                lost.push(text!("{path} is leeg", "{path} is empty"));
            }
            Value::Table(_) => untaken(&entry.node, path, taken, lost),
            Value::List(rows) if rows.iter().any(|row| matches!(row.value, Value::Table(_))) => {
                for row in rows {
                    if row.entries().is_empty() {
                        let path = dotted(path);
                        lost.push(text!("een lege rij in {path}", "an empty row in {path}"));
                    }
                    untaken(row, path, taken, lost);
                }
            }
            _ if taken.contains(&entry.node.span.start()) => {}
            _ => {
                let path = dotted(path);
                lost.push(text!("{path} heeft geen kolom", "{path} has no column"));
            }
        }
        path.pop();
    }
}

/// Comments, the schema's line aside: a table has no place for them.
fn comments(record: &Record, lost: &mut Vec<Text>) {
    let mut values: Vec<(usize, usize)> = Vec::new();
    spans(&record.root, &mut values);
    values.sort_unstable();
    let mut lines: Vec<usize> = Vec::new();
    let mut line = 1;
    for (at, byte) in record.text.bytes().enumerate() {
        line += usize::from(byte == b'\n');
        if byte != b'#' || lines.last() == Some(&line) || (line == 1 && record.text[at..].starts_with("#:schema")) {
            continue;
        }
        let before = values.partition_point(|(start, _)| *start <= at);
        let is_in_value = before.checked_sub(1).is_some_and(|last| at < values[last].1);
        if !is_in_value {
            lines.push(line);
        }
    }
    lost.extend(match lines.as_slice() {
        [] => None,
        [line] => Some(text!("commentaar op regel {line}", "a comment on line {line}")),
        [first, ..] => {
            let count = lines.len();
            Some(text!(
                "commentaar op {count} regels, vanaf regel {first}",
                "comments on {count} lines, from line {first}"
            ))
        }
    });
}

/// The places of keys and of values that hold no others.
fn spans(node: &Node, found: &mut Vec<(usize, usize)>) {
    match &node.value {
        Value::Table(entries) => {
            for entry in entries {
                found.push((entry.key.span().start(), entry.key.span().end()));
                spans(&entry.node, found);
            }
        }
        Value::List(items) => items.iter().for_each(|item| spans(item, found)),
        _ => found.push((node.span.start(), node.span.end())),
    }
}
