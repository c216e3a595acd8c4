//! What is wrong, how bad, and exactly where: the one type that reading, norms and rendering share.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use memchr::{memchr_iter, memrchr};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::{Lang, Text};

mod told;

pub use told::{MOST, Told};

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

/// A byte order mark, in UTF-8.
const BOM: [u8; 3] = [0xef, 0xbb, 0xbf];

/// How far a text has come at the start of each of its stretches, so that a place in it is found by reading no more than one
/// of them, also in a text of a hundred megabytes that somebody wrote on one line.
#[derive(Debug)]
pub struct Lines {
    /// Of all stretches but the first, which begins with nothing behind it.
    later: Box<[Stretch]>,
}

/// How many bytes are read at once. Most records are shorter: they cost nothing beforehand.
const STRETCH: usize = 4096;

/// How far a text has come.
#[derive(Clone, Copy, Debug, Default)]
struct Stretch {
    /// How many lines have ended.
    lines: usize,
    /// How many characters there have been of the line that is going on.
    characters: usize,
}

impl Lines {
    pub fn of(text: &str) -> Lines {
        let mut here = Stretch::default();
        let begins = (STRETCH..text.len()).step_by(STRETCH);
        let later = begins.map(|begin| {
            here = here.after(text, begin - STRETCH..begin);
            here
        });
        Lines { later: later.collect() }
    }

    fn position(&self, text: &str, byte: usize) -> Position {
        // At the very end there may be no stretch that begins there.
        let stretch = (byte / STRETCH).min(self.later.len());
        let begin = self.later[..stretch].last().copied().unwrap_or_default();
        let here = begin.after(text, stretch * STRETCH..byte);
        Position {
            line: here.lines + 1,
            column: here.characters + 1,
        }
    }
}

impl Stretch {
    /// What it is after a range of a text.
    fn after(self, text: &str, range: Range<usize>) -> Stretch {
        let bytes = &text.as_bytes()[range.clone()];
        match memrchr(b'\n', bytes) {
            None => Stretch {
                characters: self.characters + characters(text, range),
                ..self
            },
            Some(last) => Stretch {
                lines: self.lines + memchr_iter(b'\n', &bytes[..=last]).count(),
                characters: characters(text, range.start + last + 1..range.end),
            },
        }
    }
}

/// How many characters begin in a range of a text, without byte order marks: nobody sees those, and editors do not count them.
fn characters(text: &str, range: Range<usize>) -> usize {
    let all = text.as_bytes();
    let bytes = &all[range.clone()];
    let characters = bytes.iter().filter(|byte| (**byte & 0b1100_0000) != 0b1000_0000);
    let marks = memchr_iter(BOM[0], bytes).filter(|at| all[range.start + at..].starts_with(&BOM));
    characters.count() - marks.count()
}

impl Site {
    /// The place of a byte range in a file's text.
    pub fn new(file: &str, text: &str, bytes: Range<usize>) -> Self {
        Site::within(file, text, &Lines::of(text), bytes)
    }

    /// The same where the lines of the text are known.
    pub fn within(file: &str, text: &str, lines: &Lines, bytes: Range<usize>) -> Self {
        let start = floor(text, bytes.start);
        let end = floor(text, bytes.end).max(start);
        Site {
            file: file.to_string(),
            start: lines.position(text, start),
            end: lines.position(text, end),
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
    /// The row inside the record: what names it, else its number.
    pub item: Option<String>,
    pub site: Site,
    /// Other places that explain this one, each with its own few words.
    pub related: Vec<(Site, Text)>,
}

impl Finding {
    /// What makes it the same finding in another version of the folder, wherever it has moved to.
    fn identity(&self) -> [&str; 4] {
        let about = self.record.as_ref().unwrap_or(&self.site.file);
        // A number says nothing of which row it is: a row above changes it.
        let item = self.item.as_deref().filter(|item| item.parse::<usize>().is_err());
        [&self.norm, about, item.unwrap_or_default(), self.message.get(Lang::En)]
    }
}

/// What a finding, or a duty, is known by in every version of the folder, on every machine and in either language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// FNV-1a: what others have stored must stay the same, which std's hasher does not promise.
    pub fn of<'p>(parts: impl IntoIterator<Item = &'p str>) -> Self {
        // No text holds the byte 0xff, so no two lists of parts read alike.
        let bytes = parts.into_iter().flat_map(|part| part.bytes().chain([0xff]));
        Fingerprint(bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b)
        }))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// The fingerprints of all findings in a folder. Those that are otherwise equal are told apart by their number.
fn fingerprints(findings: &[Finding]) -> Vec<Fingerprint> {
    let mut seen: BTreeMap<[&str; 4], usize> = BTreeMap::new();
    let numbered = findings.iter().map(|finding| {
        let identity = finding.identity();
        let number = seen.entry(identity).or_default();
        *number += 1;
        Fingerprint::of(identity.into_iter().chain([number.to_string().as_str()]))
    });
    numbered.collect()
}

/// What all findings in a folder have that an older version of it had not, each with its fingerprint.
pub fn new_since(older: &[Finding], all: Vec<Finding>) -> Vec<(Finding, Fingerprint)> {
    let older: BTreeSet<Fingerprint> = fingerprints(older).into_iter().collect();
    let prints = fingerprints(&all);
    let known = all.into_iter().zip(prints);
    known.filter(|(_, print)| !older.contains(print)).collect()
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

    /// Long lines are counted in stretches; what is counted does not depend on where these end.
    #[test]
    fn columns_of_long_lines_are_those_of_short_ones() {
        let text = format!("{}\u{feff}x\n{}", "é1\u{feff}".repeat(700), "€".repeat(900));
        for (byte, _) in text.char_indices() {
            let before = &text[..byte];
            let line = before.rsplit('\n').next().unwrap_or_default();
            let expected = Position {
                line: before.matches('\n').count() + 1,
                column: line.chars().filter(|c| *c != '\u{feff}').count() + 1,
            };
            assert_eq!(Lines::of(&text).position(&text, byte), expected, "{byte}");
        }
    }

    fn missing(record: Option<&str>, item: Option<&str>, line: usize) -> Finding {
        Finding {
            norm: "avg/purpose-missing".into(),
            cite: None,
            level: Level::Error,
            message: Text::new("de doeleinden ontbreken", "the purposes are missing"),
            help: Text::default(),
            record: record.map(Into::into),
            item: item.map(Into::into),
            site: Site::new("avg.toml", &"\n".repeat(line), line..line),
            related: Vec::new(),
        }
    }

    /// Others have stored these: a change here makes every finding new to them.
    #[test]
    fn fingerprints_stay_what_they_are() {
        let found = [
            missing(Some("register/a"), None, 1),
            missing(Some("register/a"), Some("7"), 2),
            missing(Some("register/a"), Some("AVG BV"), 3),
            missing(None, None, 4),
        ];
        let prints = fingerprints(&found);
        let prints: Vec<String> = prints.iter().map(Fingerprint::to_string).collect();
        assert_eq!(
            prints,
            [
                "0cd60b7fc0460af47fc13d34c961843c",
                "0cd60b81c0460af47fc13d34c96276a3",
                "fbf56a8a04c59d5806d9fde945475944",
                "adbcf3205c484245544cc91b2f18bfad",
            ]
        );
    }

    #[test]
    fn what_is_new_is_counted_among_equals() {
        let older = [missing(Some("register/a"), None, 9)];
        let all = vec![
            missing(Some("register/a"), None, 1),
            missing(Some("register/a"), None, 2),
        ];
        let second = fingerprints(&all)[1];
        assert_eq!(new_since(&older, all.clone()), [(all[1].clone(), second)]);
        assert_eq!(new_since(&all, older.to_vec()), []);
        assert_eq!(new_since(&[], all).len(), 2);
    }
}
