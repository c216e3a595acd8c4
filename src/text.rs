//! What people read, in both languages at once: Dutch and English are written side by side, so neither can be forgotten.

use std::borrow::Cow;
use std::fmt;

/// The language of messages and reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    Nl,
    En,
}

impl Lang {
    pub fn named(name: &str) -> Option<Lang> {
        match name {
            "nl" => Some(Lang::Nl),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        self.pick("nl", "en")
    }

    /// One of two words: `lang.pick("dag", "day")`.
    pub fn pick<T>(self, nl: T, en: T) -> T {
        match self {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }
}

/// One message in Dutch and in English. As an error it is what the tool says when it cannot work.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    nl: String,
    en: String,
}

impl Text {
    pub fn new(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Text {
            nl: nl.into(),
            en: en.into(),
        }
    }

    /// The same words in both languages: a name, a path, a number.
    pub fn same(both: impl Into<String>) -> Self {
        let both = both.into();
        Text::new(both.clone(), both)
    }

    /// Builds each language with the same function, for messages whose parts differ by language too.
    pub fn by(build: impl Fn(Lang) -> String) -> Self {
        Text::new(build(Lang::Nl), build(Lang::En))
    }

    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.nl.is_empty() && self.en.is_empty()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for Text {}

/// A text with one blank wherever it has blanks or ends of lines; most texts are written so, and cost no copy.
pub fn single_spaced(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| c.is_whitespace() && c != ' ';
    match text.trim() == text && !text.contains("  ") && !text.contains(is_odd) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The known word that a misspelt one most resembles, if any does.
pub fn nearest<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    // What is not a word at all resembles none, and comparing it would cost the square of its length.
    if written.len() > 64 {
        return None;
    }
    let written = written.to_lowercase().replace('_', "-");
    known
        .iter()
        .map(|word| (strsim::damerau_levenshtein(&written, &word.replace('_', "-")), *word))
        .filter(|(distance, word)| *distance * 3 <= word.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Whether a character would steer a terminal or turn the reading order.
pub fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Values come from files that others wrote: what would steer a terminal or turn the reading order is shown as its code. A
/// line that ends as Windows ends it is a line.
pub fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match steers(c) {
            true => shown.extend(c.escape_unicode()),
            false => shown.push(c),
        }
    }
    shown
}

/// The same on one line: the name of a file can hold the end of one, and what follows it would pass for something else.
pub fn in_line(text: &str) -> String {
    harmless(text).replace('\n', "\\u{a}")
}

/// The same of JSON, by its own escape: such a character stands nowhere in it but in a text, and is read back as it was.
pub fn in_json(json: &str) -> String {
    escaped_in_json(json, steers)
}

/// JSON with some of the characters that are written in four digits as their escape.
pub fn escaped_in_json(json: &str, is_escaped: impl Fn(char) -> bool) -> String {
    let mut written = String::with_capacity(json.len());
    for c in json.chars() {
        match is_escaped(c) {
            true => written += &format!("\\u{:04x}", u32::from(c)),
            false => written.push(c),
        }
    }
    written
}

/// What a spreadsheet takes for the beginning of a formula: the full-width forms too.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet would compute a cell, or would without the apostrophes before it, which are its mark for a text, or
/// the blanks.
pub fn is_computed(cell: &str) -> bool {
    let is_passed_over = |c: char| c == '\'' || (c.is_whitespace() && !FORMULA.contains(&c));
    cell.trim_start_matches(is_passed_over).starts_with(FORMULA)
}

/// A cell of CSV that no spreadsheet computes: with an apostrophe before what it would, and before what would be read as
/// one that was so marked.
pub fn inert(cell: &str) -> String {
    let mark = if is_computed(cell) { "'" } else { "" };
    format!("{mark}{cell}")
}

/// Formats a [`Text`]: the Dutch first, then the English, then the arguments that both share.
#[macro_export]
macro_rules! text {
    ($nl:literal, $en:literal $(,)?) => {
        $crate::text::Text::new(format!($nl), format!($en))
    };
    ($nl:literal, $en:literal, $($arg:expr),+ $(,)?) => {
        $crate::text::Text::new(format!($nl, $($arg),+), format!($en, $($arg),+))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown() {
        assert_eq!(harmless("a\u{1b}[31mb\u{202e}c\nd"), "a\\u{1b}[31mb\\u{202e}c\nd");
        assert_eq!(harmless("a\r\nb\rc"), "a\nb\\u{d}c");
        assert_eq!(in_line("a\nb\u{1b}"), "a\\u{a}b\\u{1b}");
    }
}
