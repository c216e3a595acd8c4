//! What is wrong, how bad, and exactly where: the one type that reading, norms and rendering share.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::{Lang, Text};

/// How bad it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Guidance is not followed, or something is soon due.
    Warning,
    /// The text of the law, a contract or a house rule is not met, or the record is not one.
    #[default]
    Error,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Level::Note => lang.pick("opmerking", "note"),
            Level::Warning => lang.pick("waarschuwing", "warning"),
            Level::Error => lang.pick("fout", "error"),
        }
    }
}

/// Line and column, both from 1; the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// A place in a file: as bytes, for excerpts, and as lines and columns, for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// Relative to the folder, with `/`.
    pub file: String,
    pub start: Position,
    /// One past the last character.
    pub end: Position,
    bytes: (usize, usize),
}

const BOM: char = '\u{feff}';

impl Site {
    /// The place of a byte range in a file's text.
    pub fn new(file: &str, text: &str, bytes: Range<usize>) -> Self {
        let start = floor(text, bytes.start);
        let end = floor(text, bytes.end).max(start);
        Site {
            file: file.to_string(),
            start: position(text, start),
            end: position(text, end),
            bytes: (start, end),
        }
    }

    /// A file as a whole.
    pub fn whole(file: &str) -> Self {
        Site::new(file, "", 0..0)
    }

    pub fn bytes(&self) -> Range<usize> {
        self.bytes.0..self.bytes.1
    }
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte.min(text.len()))
}

fn position(text: &str, byte: usize) -> Position {
    let before = &text[..byte];
    let line_begins = before.rfind('\n').map_or(0, |newline| newline + 1);
    // A byte order mark is not a character that anyone sees; editors do not count it.
    let column = before[line_begins..].chars().filter(|c| *c != BOM).count();
    Position {
        line: before.matches('\n').count() + 1,
        column: column + 1,
    }
}

/// Something wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `pack/id`.
    pub norm: String,
    /// The pack's cite and the article: `AVG 30(1)(b)`.
    pub cite: Option<String>,
    pub level: Level,
    pub message: Text,
    /// What to do about it.
    pub help: Text,
    /// `incidents/2026-002`.
    pub record: Option<String>,
    pub site: Site,
    /// Other places that explain this one, each with its own few words.
    pub related: Vec<(Site, Text)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_no_byte_order_mark() {
        let text = "\u{feff}één = 1\r\ntwee = 'ü'\n";
        let at = |bytes| {
            let site = Site::new("x", text, bytes);
            (site.start.line, site.start.column, site.end.line, site.end.column)
        };
        assert_eq!(at(3..8), (1, 1, 1, 4));
        assert_eq!(at(21..25), (2, 8, 2, 11));
        // Inside a character, or past the end, is the nearest place that exists.
        assert_eq!(at(4..900), (1, 1, 3, 1));
    }
}
