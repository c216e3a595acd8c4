//! A document for programs: its parts with a row an object, keyed alike in every language.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::report::{Cell, Data, Document, Said, Table};
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

/// One JSON document. Each value has its own type; what is absent or missing is null.
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

/// Each keyed alike in every language.
pub(super) fn rows(table: &Table) -> Vec<Map<String, Value>> {
    let row = |(under, cells): (Option<&str>, &Vec<Cell>)| {
        // Only where there are headings does a row say under which it stands.
        let heading = under.map(|heading| ("group".to_string(), Value::from(heading)));
        let cells = table.keys.iter().zip(cells);
        let missed: Map<String, Value> = cells.clone().filter_map(|(key, cell)| missed(key, cell)).collect();
        let missed = (!missed.is_empty()).then(|| ("missing".to_string(), Value::from(missed)));
        let cells = cells.map(|(key, cell)| (key.to_string(), value(&cell.data())));
        heading.into_iter().chain(cells).chain(missed).collect()
    };
    table.under_headings().map(row).collect()
}

/// A field that must be there, beside the words that say so: its value is null like that of one that may be absent.
fn missed(key: &str, cell: &Cell) -> Option<(String, Value)> {
    match cell {
        Cell::Missing(words) => Some((key.to_string(), Value::from(words.as_str()))),
        _ => None,
    }
}

/// A day is `2026-01-12` and an instant `2026-01-12T09:00:00+01:00`, wherever they come from.
fn value(data: &Data) -> Value {
    match data {
        Data::Nothing => Value::Null,
        Data::Yes(yes) => Value::from(*yes),
        Data::Number(number) => Value::from(*number),
        Data::Fraction(number) => Value::from(*number),
        Data::Text(text) => Value::from(text.as_str()),
        Data::Day(day) => Value::from(day.to_string()),
        Data::At(instant) => Value::from(instant.at.to_rfc3339()),
        Data::List(items) => items.iter().map(value).collect(),
        Data::Table(fields) => fields.iter().map(|(key, data)| (key.clone(), value(data))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Part;

    #[test]
    fn what_a_row_misses_is_told_apart_from_what_may_be_absent() {
        let row = vec![Cell::Text(String::new()), Cell::Missing("missing (1)".to_string())];
        let table = Table::of(["a", "b"], ["a", "b"], vec![vec![row].into()]);
        let document = Document {
            parts: vec![Part::table("p", table)],
            ..Document::default()
        };
        let read: Value = serde_json::from_str(&render(&document).unwrap()).unwrap();
        let expected = serde_json::json!([{ "a": null, "b": null, "missing": { "b": "missing (1)" } }]);
        assert_eq!(read["parts"][0]["rows"], expected);
    }

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
