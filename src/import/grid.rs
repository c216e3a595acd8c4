//! A file as sheets of rows of cells, whatever it was.

use crate::text;
use crate::text::Text;

use super::{csv, fides, xlsx};

/// What a file holds.
#[derive(Debug, Default)]
pub struct Source {
    /// What sort of file it is, and what was assumed to read it.
    pub about: Text,
    pub sheets: Vec<Sheet>,
    /// What stands in the file but in none of its rows: where, and what.
    pub beside: Vec<(String, String)>,
    pub is_manifest: bool,
}

#[derive(Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub place: Place,
    pub cells: Vec<Content>,
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Counted from 1, as a spreadsheet does.
    Row(usize),
    /// In a manifest: `system[0]`.
    Path(String),
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Content {
    #[default]
    Empty,
    Text(String),
    /// A list that is one in the file itself.
    Items(Vec<String>),
    /// A value that the spreadsheet could not compute: `#REF!`.
    Fault(String),
}

impl Place {
    pub fn text(&self) -> Text {
        match self {
            Place::Row(number) => text!("rij {number}", "row {number}"),
            Place::Path(path) => Text::same(path),
        }
    }
}

impl Content {
    pub fn of(text: impl Into<String>) -> Content {
        let text = text.into();
        if text.trim().is_empty() {
            Content::Empty
        } else {
            Content::Text(text)
        }
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Content::Empty => true,
            Content::Items(items) => items.is_empty(),
            Content::Text(_) | Content::Fault(_) => false,
        }
    }

    /// What is written, on as many lines as it has.
    pub fn shown(&self) -> String {
        match self {
            Content::Empty => String::new(),
            Content::Text(text) | Content::Fault(text) => text.clone(),
            Content::Items(items) => items.join("; "),
        }
    }
}

/// Reads a file by what is in it; only YAML is known by its name.
pub fn read(name: &str, bytes: &[u8]) -> Result<Source, Text> {
    const OLD_EXCEL: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
    let lower = name.to_lowercase();
    if bytes.is_empty() {
        return Err(text!("{name} is leeg", "{name} is empty"));
    }
    if bytes.starts_with(b"PK") {
        return xlsx::read(name, bytes);
    }
    if bytes.starts_with(OLD_EXCEL) {
        return Err(text!(
            "{name} is een werkmap van een oude soort of met een wachtwoord: bewaar haar als .xlsx zonder wachtwoord",
            "{name} is a workbook of an old sort or with a password: save it as .xlsx without a password"
        ));
    }
    if bytes.contains(&0) {
        return Err(not_a_table(name));
    }
    if lower.ends_with(".yaml") || lower.ends_with(".yml") {
        return fides::read(name, bytes);
    }
    csv::read(name, bytes)
}

pub(super) fn not_a_table(name: &str) -> Text {
    text!(
        "{name} is geen werkmap (.xlsx), CSV-bestand of Fides-manifest (.yaml) dat te lezen is",
        "{name} is not a workbook (.xlsx), CSV file or Fides manifest (.yaml) that can be read"
    )
}
