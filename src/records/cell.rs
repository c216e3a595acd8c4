//! The notation of a value in one cell of a table: what `avg export` writes and `avg import` reads back.
//!
//! Items are joined by `; `, rows by a new line. A backslash takes from what follows it the meaning that it would have:
//! `\;` is a semicolon, `\\` a backslash, `\n` a new line inside a value, `\` and a blank a blank at the edge of one,
//! `\u{1b}` a character that would steer a terminal or turn the reading order.
//! `""` is a text that is there and empty, `[]` a list that is there and empty; nothing at all is nothing.

use crate::text::steers;

/// What a record says in one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Absent,
    Text(String),
    /// A number, `true` or `false`, as TOML writes it.
    Bare(String),
    /// A value of the user's own, as TOML writes it; a text that cannot be taken for anything else without quotes.
    Own(String),
    List(Vec<Cell>),
    /// What each row says, `Absent` where it says nothing.
    Rows(Vec<Cell>),
}

/// Who wrote a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// `avg export`: every escape counts.
    Ours,
    /// A person, to whom a backslash is a backslash, save before a separator.
    Theirs,
}

impl Cell {
    pub fn written(&self) -> String {
        match self {
            Cell::Absent => String::new(),
            Cell::Text(text) => escaped(text, false),
            Cell::Bare(word) => word.clone(),
            Cell::Own(toml) => guarded(toml, false),
            Cell::List(items) if items.is_empty() => "[]".to_string(),
            Cell::List(items) => items.iter().map(Cell::item).collect::<Vec<_>>().join("; "),
            Cell::Rows(rows) => {
                let said = rows
                    .iter()
                    .rposition(|row| *row != Cell::Absent)
                    .map_or(0, |last| last + 1);
                rows[..said].iter().map(Cell::written).collect::<Vec<_>>().join("\n")
            }
        }
    }

    fn item(&self) -> String {
        match self {
            Cell::Text(text) => escaped(text, true),
            cell => cell.written(),
        }
    }
}

fn escaped(text: &str, in_list: bool) -> String {
    match text {
        "" => "\"\"".to_string(),
        "\"\"" | "[]" => format!("\\{text}"),
        _ => guarded(text, in_list),
    }
}

/// With a backslash before everything that would be read as something else.
fn guarded(text: &str, in_list: bool) -> String {
    let inside = text.trim();
    let begins = inside.as_ptr() as usize - text.as_ptr() as usize;
    let within = begins..begins + inside.len();
    let mut written = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            c if steers(c) => written.extend(c.escape_unicode()),
            ';' if in_list => written.push_str("\\;"),
            c if c.is_whitespace() && !within.contains(&at) => written.extend(['\\', c]),
            c => written.push(c),
        }
    }
    written
}

/// The pieces of a cell between separators, in their order: `None` where nothing is written between two.
///
/// A comma between digits or brackets separates nothing.
pub fn pieces(cell: &str, separators: &[char], hand: Hand) -> Vec<Option<String>> {
    let mut found = Vec::new();
    let mut piece: Vec<Char> = Vec::new();
    let mut depth = 0_usize;
    let chars = chars(cell, hand);
    for (at, read) in chars.iter().enumerate() {
        if !read.is_literal {
            match read.c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let is_digit = |at: usize| chars.get(at).is_some_and(|read| read.c.is_ascii_digit());
        let joins = read.c == ',' && (depth > 0 || (at > 0 && is_digit(at - 1) && is_digit(at + 1)));
        if !read.is_literal && separators.contains(&read.c) && !joins {
            found.push(said(&piece));
            piece.clear();
        } else {
            piece.push(*read);
        }
    }
    found.push(said(&piece));
    found
}

/// The one value of a cell.
pub fn value(cell: &str, hand: Hand) -> Option<String> {
    said(&chars(cell, hand))
}

/// A character as it is meant; a literal one separates nothing and is not trimmed.
#[derive(Clone, Copy)]
struct Char {
    c: char,
    is_literal: bool,
}

fn chars(cell: &str, hand: Hand) -> Vec<Char> {
    let mut found = Vec::with_capacity(cell.len());
    let mut rest = cell.chars();
    while let Some(c) = rest.next() {
        let meant = (c == '\\').then(|| meant(rest.as_str(), hand)).flatten();
        let meant = meant.map(|(meant, after)| {
            rest = after.chars();
            meant
        });
        found.push(Char {
            c: meant.unwrap_or(c),
            is_literal: meant.is_some(),
        });
    }
    found
}

/// What the beginning of a text means after a backslash, if that changes anything, and what follows it.
fn meant(rest: &str, hand: Hand) -> Option<(char, &str)> {
    if let (Hand::Ours, Some((code, after))) = (hand, rest.strip_prefix("u{").and_then(|code| code.split_once('}'))) {
        return Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, after));
    }
    let c = rest.chars().next()?;
    Some((one_meant(c, hand)?, &rest[c.len_utf8()..]))
}

fn one_meant(c: char, hand: Hand) -> Option<char> {
    match (hand, c) {
        (_, ';') | (Hand::Theirs, ',') => Some(c),
        (Hand::Theirs, _) => None,
        (Hand::Ours, 'n') => Some('\n'),
        (Hand::Ours, 'r') => Some('\r'),
        (Hand::Ours, 't') => Some('\t'),
        (Hand::Ours, '\\' | '"' | '[') => Some(c),
        (Hand::Ours, c) if c.is_whitespace() => Some(c),
        (Hand::Ours, _) => None,
    }
}

fn said(piece: &[Char]) -> Option<String> {
    let is_blank = |read: &Char| read.c.is_whitespace() && !read.is_literal;
    let begin = piece.iter().position(|read| !is_blank(read))?;
    let end = piece.iter().rposition(|read| !is_blank(read))? + 1;
    let piece = &piece[begin..end];
    let text: String = piece.iter().map(|read| read.c).collect();
    let is_empty_text = text == "\"\"" && piece.iter().all(|read| !read.is_literal);
    Some(if is_empty_text { String::new() } else { text })
}

/// Whether a cell says of a list that it is there and empty.
pub fn says_none(cell: &str) -> bool {
    cell.trim() == "[]"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(items in proptest::collection::vec("[a;,\\\\\"\\[\\] \t\r\n=é\u{a0}u{}1\u{1b}\u{85}\u{202e}]{0,6}", 1..4)) {
            let list = Cell::List(items.iter().cloned().map(Cell::Text).collect()).written();
            prop_assert!(!says_none(&list));
            let read: Vec<_> = pieces(&list, &[';'], Hand::Ours).into_iter().flatten().collect();
            prop_assert_eq!(&read, &items);
            prop_assert!(!list.contains(steers), "{list:?}");
            let rows = Cell::Rows(items.iter().cloned().map(Cell::Text).collect()).written();
            let read: Vec<_> = pieces(&rows, &['\n'], Hand::Ours);
            let read: Vec<_> = read.iter().flatten().cloned().collect();
            prop_assert_eq!(&read, &items);
            for item in &items {
                prop_assert_eq!(value(&Cell::Text(item.clone()).written(), Hand::Ours), Some(item.clone()));
            }
        }
    }

    #[test]
    fn a_backslash_of_a_person_is_one() {
        assert_eq!(value(r"C:\nieuw", Hand::Theirs).as_deref(), Some(r"C:\nieuw"));
        let read = pieces(r"a\; b; naam (voor, achter), 1,5 mm", &[';', ','], Hand::Theirs);
        let read: Vec<_> = read.into_iter().flatten().collect();
        assert_eq!(read, ["a; b", "naam (voor, achter)", "1,5 mm"]);
    }
}
