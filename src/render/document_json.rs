//! A document for programs: its parts with a row an object, keyed alike in every language.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::report::{Document, Table};

#[derive(Serialize)]
struct Wire<'a> {
    title: &'a str,
    about: &'a [String],
    parts: Vec<WirePart<'a>>,
}

#[derive(Serialize)]
struct WirePart<'a> {
    heading: &'a str,
    rows: Vec<Map<String, Value>>,
}

/// One JSON document; every cell a text.
pub fn render(document: &Document) -> serde_json::Result<String> {
    let parts = document.parts.iter().map(|part| WirePart {
        heading: &part.heading,
        rows: rows(&part.table),
    });
    serde_json::to_string_pretty(&Wire {
        title: &document.title,
        about: &document.about,
        parts: parts.collect(),
    })
}

fn rows(table: &Table) -> Vec<Map<String, Value>> {
    let mut rows = Vec::new();
    let mut under = None;
    for group in &table.groups {
        under = group.heading.as_ref().or(under);
        // Only where there are headings does a row say under which it stands.
        let heading = under.map(|heading| ("group".to_string(), Value::from(heading.as_str())));
        rows.extend(group.rows.iter().map(|row| {
            let cells = table.keys.iter().zip(row);
            let cells = cells.map(|(key, cell)| (key.to_string(), Value::from(cell.as_str())));
            heading.clone().into_iter().chain(cells).collect()
        }));
    }
    rows
}
