//! For programs that take many folders together: one JSON object a line, each with whose it is, written as it goes.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::finding::Finding;
use crate::report::due::Line;
use crate::report::{Document, Part, Said};
use crate::text::{Lang, escaped_in_json, steers};

use super::{document_json, duties_json, findings_json};

/// A row of a document: the values of its JSON, behind whose it is and where in the document it stands. What is said in
/// running text is a line with a `text`.
pub fn document(document: &Document, organisation: Option<&str>, out: &mut dyn Write) -> Result<()> {
    for (number, part) in (1..).zip(&document.parts) {
        let place = Place {
            organisation,
            part: number,
            heading: &part.heading,
            aside: part.is_aside,
        };
        for mut row in said(part).chain(part.table.iter().flat_map(document_json::rows)) {
            // Who asks for what is missing finds that key where nothing is.
            row.entry("missing").or_insert(Value::Null);
            line(&Placed { place, row }, out)?;
        }
    }
    Ok(())
}

pub fn findings(findings: &[Finding], organisation: Option<&str>, lang: Lang, out: &mut dyn Write) -> Result<()> {
    for finding in findings {
        let what = findings_json::wire(finding, lang);
        line(&Whose { organisation, what }, out)?;
    }
    Ok(())
}

pub fn duties(lines: &[Line], explain: bool, lang: Lang, out: &mut dyn Write) -> Result<()> {
    for duty in lines {
        let whose = Whose {
            organisation: duty.place.organisation(),
            what: duties_json::wire(duty, explain, lang),
        };
        line(&whose, out)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Whose<'a, T> {
    organisation: Option<&'a str>,
    #[serde(flatten)]
    what: T,
}

#[derive(Serialize)]
struct Placed<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(flatten)]
    row: Map<String, Value>,
}

/// Where a row stands. Its keys are not those of any row.
#[derive(Clone, Copy, Serialize)]
struct Place<'a> {
    organisation: Option<&'a str>,
    /// From 1; the same in every language.
    part: usize,
    heading: &'a str,
    /// Whether it is for whoever hands the document over, and not for whom it is meant.
    aside: bool,
}

fn said(part: &Part) -> impl Iterator<Item = Map<String, Value>> {
    part.text.iter().map(|said| {
        let text = ("text".to_string(), Value::from(said.words()));
        let missing = match said {
            Said::Missing(_) => Some(("missing".to_string(), Value::from(Map::from_iter([text.clone()])))),
            Said::Sentence(_) | Said::Item(_) => None,
        };
        [text].into_iter().chain(missing).collect()
    })
}

/// On one line, also for those to whom more than a line feed ends one.
fn line(value: &impl Serialize, out: &mut dyn Write) -> Result<()> {
    let json = serde_json::to_string(value)?;
    let is_escaped = |c: char| steers(c) || matches!(c, '\u{2028}' | '\u{2029}');
    writeln!(out, "{}", escaped_in_json(&json, is_escaped))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Table;

    #[test]
    fn a_line_stays_a_line() {
        let words = "a\nb\r\u{85}\u{2028}\u{2029}\u{b}\u{c}\u{1b}[31m\u{202e}";
        let table = Table::of(["a"], ["a"], vec![vec![vec![words.to_string()]].into()]);
        let page = Document {
            parts: vec![Part::table("p", table)],
            ..Document::default()
        };
        let mut written = Vec::new();
        document(&page, Some(words), &mut written).unwrap();
        let written = String::from_utf8(written).unwrap();
        let line = written.strip_suffix('\n').unwrap();
        assert!(!line.contains(|c: char| steers(c) || c.is_control()), "{line}");
        assert!(!line.contains(['\u{2028}', '\u{2029}']), "{line}");
        let read: Value = serde_json::from_str(line).unwrap();
        assert_eq!([&read["a"], &read["organisation"]], [words, words]);
    }
}
