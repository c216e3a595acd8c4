//! Rendering: findings and documents to what people and programs read. One format a file; nothing here decides anything.

pub mod csv;
pub mod document_json;
pub mod duties_ics;
pub mod duties_json;
pub mod findings_github;
pub mod findings_human;
pub mod findings_json;
pub mod findings_junit;
pub mod findings_sarif;
pub mod findings_short;
pub mod markdown;
pub mod terminal;

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::text::Lang;

/// The texts of the files that findings point into, for excerpts.
pub type Sources<'a> = BTreeMap<&'a str, &'a str>;

/// How much a terminal can show.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub colour: bool,
    /// Columns.
    pub width: u16,
}

/// What is wrong, and under which article.
fn cited(finding: &Finding, lang: Lang) -> String {
    let message = finding.message.get(lang);
    match &finding.cite {
        Some(cite) => format!("{message} ({cite})"),
        None => message.to_string(),
    }
}

/// Values come from files that others wrote: what would steer a terminal or turn the reading order is shown as its code.
pub fn harmless(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| {
            if steers(c) {
                c.escape_unicode().to_string()
            } else {
                c.to_string()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown() {
        assert_eq!(harmless("a\u{1b}[31mb\u{202e}c\nd"), "a\\u{1b}[31mb\\u{202e}c\nd");
    }
}
