//! A document as YAML: the values of the JSON, for people who read and keep it as text.

use anyhow::Result;
use serde_json::Value;

use crate::report::Document;
use crate::text::{escaped_in_json, steers};

use super::document_json;

/// Stands in the place of a text that is not written as it is. The writer shows it plainly, and no other text that is left
/// has it: one that does is itself set aside.
const MARK: char = '\u{e000}';

/// A character that steers a terminal or the direction of writing is written as its escape, and read back as it was.
pub fn render(document: &Document) -> Result<String> {
    let mut value = serde_json::to_value(document_json::wire(document))?;
    let mut aside = Vec::new();
    set_aside(&mut value, &mut aside);
    // The writer of YAML gives no say in how a text is quoted: what it must not show plainly is put in its place afterwards.
    let yaml = serde_yaml::to_string(&value)?;
    let mut out = String::with_capacity(yaml.len());
    let mut aside = aside.iter();
    for piece in yaml.split_inclusive(MARK) {
        out += piece.trim_end_matches(MARK);
        if let Some(text) = aside.next().filter(|_| piece.ends_with(MARK)) {
            out += &escaped_in_json(&Value::from(text.as_str()).to_string(), is_escaped);
        }
    }
    Ok(out)
}

/// What is no plain text in YAML, or breaks a line for some who read it.
fn is_escaped(c: char) -> bool {
    steers(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | MARK)
}

/// Puts the mark in the place of each such text, in the order in which they are written.
fn set_aside(value: &mut Value, aside: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().any(is_escaped) => {
            aside.push(std::mem::replace(text, MARK.to_string()));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| set_aside(item, aside)),
        Value::Object(fields) => fields.values_mut().for_each(|field| set_aside(field, aside)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Part, Table};

    fn with(values: Vec<String>) -> Document {
        let rows: Vec<Vec<String>> = values.into_iter().map(|value| vec![value]).collect();
        Document {
            parts: vec![Part::table("p", Table::of(["a"], ["a"], vec![rows.into()]))],
            ..Document::default()
        }
    }

    #[test]
    fn what_is_no_plain_text_is_escaped_and_read_back() {
        let values = [
            "a\tb",
            "a\rb",
            "a\r\nb\n",
            "\u{85}",
            "\u{9b}31m",
            "\u{202e}x",
            "\u{2028}",
            "\u{2029}",
            "\u{feff}",
            "\u{fffe}",
            "\u{ffff}\n",
            "\u{e000}",
            "\u{e000}\u{e000} \"q\" \\",
            "plain",
            "two\nlines",
            "😀",
            "escaped-0-here",
        ];
        let yaml = render(&with(values.map(str::to_string).to_vec())).unwrap();
        assert!(!yaml.contains(is_escaped), "{yaml}");
        let read: Value = serde_yaml::from_str(&yaml).unwrap();
        let rows = read["parts"][0]["rows"].as_array().unwrap();
        let read: Vec<&str> = rows.iter().filter_map(|row| row["a"].as_str()).collect();
        assert_eq!(read, values);
    }
}
