//! What can still be understood of a text with syntax errors.
//!
//! The parser gives up on all that follows an error, but a slip in one line should not make a running clock or a
//! contract's term disappear. So each section is mended by itself, a line at a time, and every other place stays where
//! it is. What comes out serves the due list and the records that refer to this one; it is never judged.

use super::toml_tree::read;
use super::tree::Node;

/// How many lines of a section are mended before what is left must do.
const MOST_MENDINGS: usize = 32;

/// Longer texts were not written by people, and mending them would cost more than it gives.
const LONGEST: usize = 1 << 16;

pub(super) fn tree<'f>(text: &str) -> Node<'f> {
    let mut mended = text.to_string();
    if text.len() <= LONGEST {
        mended = sections(text).into_iter().map(mend).collect();
    }
    read(&mended).0.into_owned()
}

/// The text cut at each line that looks like the header of a table, sound or not.
fn sections(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && looks_like_header(line) {
            cuts.push(at);
        }
        at += line.len();
    }
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

fn looks_like_header(line: &str) -> bool {
    let line = line.trim();
    let name = line.trim_start_matches('[');
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    line.starts_with('[')
        && name
            .split(']')
            .next()
            .is_some_and(|name| !name.is_empty() && name.chars().all(is_name))
}

fn mend(section: &str) -> String {
    let mut mended = section.to_string();
    for _ in 0..MOST_MENDINGS {
        let Some(at) = first_error(&mended) else {
            break;
        };
        // The edit that lets the parser come furthest; of equals the gentlest.
        let edits = edits(&mended, at);
        let Some(best) = edits
            .into_iter()
            .rev()
            .max_by_key(|edit| first_error(edit).unwrap_or(usize::MAX))
        else {
            break;
        };
        mended = best;
    }
    // A value that is never closed must not swallow the sections after it: leave lines out from below until it goes.
    while first_error(&mended).is_some() {
        let written = mended.trim_end().len();
        let begin = mended[..written].rfind('\n').map_or(0, |newline| newline + 1);
        if begin == 0 {
            return " ".repeat(mended.len());
        }
        let rest = mended[begin..].chars().map(|c| {
            if c == '\n' {
                "\n".to_string()
            } else {
                " ".repeat(c.len_utf8())
            }
        });
        mended = format!("{}{}", &mended[..begin], rest.collect::<String>());
    }
    mended
}

fn first_error(text: &str) -> Option<usize> {
    let (_, troubles) = read(text);
    troubles
        .iter()
        .find(|trouble| !trouble.only_the_value)
        .map(|trouble| trouble.span.start())
}

/// The line of an error without its first character, without its last, and without anything: each replaced by spaces.
fn edits(text: &str, at: usize) -> Vec<String> {
    let begin = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let line = &text[begin..end];
    let first = begin + (line.len() - line.trim_start().len());
    let last = begin + line.trim_end().char_indices().next_back().map_or(0, |(index, _)| index);
    let blank = |from: usize, to: usize| {
        let spaces = " ".repeat(to - from);
        format!("{}{spaces}{}", &text[..from], &text[to..])
    };
    let one = |at: usize| {
        let length = text[at..end].chars().next().map_or(0, char::len_utf8);
        blank(at, at + length)
    };
    // The first letter of a key is no slip: without it that is another key.
    let is_of_key = text[first.min(end)..end].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let from_first = (!is_of_key).then(|| one(first.min(end)));
    from_first.into_iter().chain([one(last), blank(begin, end)]).collect()
}
