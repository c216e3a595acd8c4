//! A document as YAML: the values of the JSON, for people who read and keep it as text.

use anyhow::Result;
use chrono::NaiveDate;
use serde_json::Value;

use crate::report::Document;
use crate::text::{escaped_in_json, steers};

use super::document_json;

/// Stands on both sides of the number of a text that is not written as it is. The writer shows that plainly, and no other
/// text that is left has it: one that does is itself set aside.
const MARK: char = '\u{e000}';

/// A character that steers a terminal or the direction of writing is written as its escape, and read back as it was.
pub fn render(document: &Document) -> Result<String> {
    let mut value = serde_json::to_value(document_json::wire(document))?;
    let mut aside = Vec::new();
    set_aside(&mut value, &mut aside);
    // The writer of YAML gives no say in how a text is quoted: what it must not show plainly is put in its place afterwards.
    let yaml = serde_yaml::to_string(&value)?;
    let mut out = String::with_capacity(yaml.len());
    for (place, piece) in yaml.split(MARK).enumerate() {
        let text = (place % 2 == 1).then(|| aside.get(piece.parse::<usize>().ok()?));
        match text.flatten() {
            Some(text) => out += &escaped_in_json(&Value::from(text.as_str()).to_string(), is_escaped),
            None => out += piece,
        }
    }
    Ok(out)
}

/// What is no plain text in YAML, or breaks a line for some who read it.
fn is_escaped(c: char) -> bool {
    steers(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | MARK)
}

/// What those who still read YAML as it was before 1.2 take for something else than a text: `no`, also where it is Norway, and
/// digits that would be a number or a time of day. A date is no less a date to them.
fn is_taken_for_another(text: &str) -> bool {
    const WORDS: [&str; 6] = ["y", "n", "yes", "no", "on", "off"];
    let is_numeric = text.chars().any(|c| c.is_ascii_digit())
        && (text.starts_with("0b") || text.chars().all(|c| c.is_ascii_digit() || "_:.,+-".contains(c)));
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)) || (is_numeric && text.parse::<NaiveDate>().is_err())
}

/// Puts a number in the place of each such text, the names of fields as well: people name some of them themselves.
fn set_aside(value: &mut Value, aside: &mut Vec<String>) {
    let mut put_aside = |text: &mut String| {
        if text.chars().any(is_escaped) || is_taken_for_another(text) {
            let place = format!("{MARK}{}{MARK}", aside.len());
            aside.push(std::mem::replace(text, place));
        }
    };
    match value {
        Value::String(text) => put_aside(text),
        Value::Array(items) => items.iter_mut().for_each(|item| set_aside(item, aside)),
        Value::Object(fields) => {
            let named = std::mem::take(fields).into_iter().map(|(mut name, field)| {
                put_aside(&mut name);
                (name, field)
            });
            *fields = named.collect();
            fields.values_mut().for_each(|field| set_aside(field, aside));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Cell, Data, Part, Table};

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
            "no",
            "NO",
            "012",
            "12:30",
            "1_000",
            "0b11",
            "2026-01-12",
        ];
        let yaml = render(&with(values.map(str::to_string).to_vec())).unwrap();
        assert!(!yaml.contains(is_escaped), "{yaml}");
        let read: Value = serde_yaml::from_str(&yaml).unwrap();
        let rows = read["parts"][0]["rows"].as_array().unwrap();
        let read: Vec<&str> = rows.iter().filter_map(|row| row["a"].as_str()).collect();
        assert_eq!(read, values);
        // As older readers take them: no truth, no number.
        for plain in [": no\n", ": NO\n", ": 012\n", ": 12:30\n", ": 1_000\n", ": 0b11\n"] {
            assert!(!yaml.contains(plain), "{yaml}");
        }
        assert!(yaml.contains(": 2026-01-12\n"), "{yaml}");
    }

    #[test]
    fn names_that_people_gave_are_escaped_too() {
        let names = ["no", "a\u{1b}[31m", "b\u{202e}", "plain"];
        let fields = names.map(|name| (name.to_string(), Data::Yes(true)));
        let cell = Cell::value("", Data::Table(fields.to_vec()));
        let table = Table::of(["a"], ["a"], vec![vec![vec![cell]].into()]);
        let document = Document {
            parts: vec![Part::table("p", table)],
            ..Document::default()
        };
        let yaml = render(&document).unwrap();
        assert!(!yaml.contains(is_escaped), "{yaml}");
        let read: Value = serde_yaml::from_str(&yaml).unwrap();
        let read = read["parts"][0]["rows"][0]["a"].as_object().unwrap();
        assert_eq!(read.keys().map(String::as_str).collect::<Vec<_>>(), names);
    }
}
