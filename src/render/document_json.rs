//! A document for programs: its parts with a row an object, keyed alike in every language.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::report::{Cell, Document, Said, Table};
use crate::text::in_json;

#[derive(Serialize)]
pub(super) struct Wire<'a> {
    title: &'a str,
    about: &'a [String],
    parts: Vec<WirePart<'a>>,
}

#[derive(Serialize)]
struct WirePart<'a> {
    heading: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    text: Vec<&'a str>,
    /// Those of the text that must be filled in before it can go out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    aside: bool,
    rows: Vec<Map<String, Value>>,
}

/// One JSON document. A date and an instant are texts of ISO 8601, a number is a number, and what is missing is null.
pub fn render(document: &Document) -> serde_json::Result<String> {
    Ok(in_json(&serde_json::to_string_pretty(&wire(document))?))
}

/// What programs get of a document, in JSON and in YAML alike.
pub(super) fn wire(document: &Document) -> Wire<'_> {
    let parts = document.parts.iter().map(|part| WirePart {
        heading: &part.heading,
        text: part.text.iter().map(Said::words).collect(),
        missing: part.text.iter().filter_map(missing).collect(),
        aside: part.is_aside,
        rows: part.table.as_ref().map(rows).unwrap_or_default(),
    });
    Wire {
        title: &document.title,
        about: &document.about,
        parts: parts.collect(),
    }
}

fn missing(said: &Said) -> Option<&str> {
    matches!(said, Said::Missing(_)).then(|| said.words())
}

fn rows(table: &Table) -> Vec<Map<String, Value>> {
    let row = |(under, cells): (Option<&str>, &Vec<Cell>)| {
        // Only where there are headings does a row say under which it stands.
        let heading = under.map(|heading| ("group".to_string(), Value::from(heading)));
        let cells = table.keys.iter().zip(cells);
        let cells = cells.map(|(key, cell)| (key.to_string(), value(cell)));
        heading.into_iter().chain(cells).collect()
    };
    table.under_headings().map(row).collect()
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) | Cell::Link { to: text, .. } => Value::from(text.as_str()),
        Cell::Calendar(_) => Value::from(cell.shown()),
        Cell::Number(number) => Value::from(*number),
        Cell::Day(day) => Value::from(day.to_string()),
        Cell::At(at) | Cell::Local(at) => Value::from(at.to_rfc3339()),
        Cell::Missing(_) => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Part;

    #[test]
    fn what_a_text_misses_is_told_apart() {
        let said = vec![Said::Sentence("a".to_string()), Said::Missing("b".to_string())];
        let document = Document {
            parts: vec![
                Part::text("p", said),
                Part::text("q", vec![Said::Item("c".to_string())]),
            ],
            ..Document::default()
        };
        let read: Value = serde_json::from_str(&render(&document).unwrap()).unwrap();
        assert_eq!(read["parts"][0]["text"], serde_json::json!(["a", "b"]));
        assert_eq!(read["parts"][0]["missing"], serde_json::json!(["b"]));
        assert_eq!(read["parts"][1].get("missing"), None);
    }
}
