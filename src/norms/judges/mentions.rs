//! Words that give something away: data that by their own name are not ordinary, law that was repealed, terms without a number.
//!
//! The words come from the pack. A hit is a place to look, so the message names the word; what goes by another name is not
//! seen.

use crate::norms::words::Prose;
use crate::text::Text;

use super::{Case, Verdict};

/// Each text that has one of the words. In a row of a table words of one meaning are named once: it is one thing to look at.
pub(super) fn mentions(case: &Case) -> Vec<Verdict> {
    let is_row = !std::ptr::eq(case.row.row, case.row.root);
    let mut named: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    case.each_text(&mut |span, written| {
        let prose = Prose::of(written);
        let Some(number) = case.with.mentioned.first_in(&prose) else {
            return;
        };
        let (meaning, word, means) = case.with.word(number);
        if case.with.excepted.are_in(&prose) || (is_row && named.contains(&meaning)) {
            return;
        }
        named.push(meaning);
        found.push(Verdict::with_detail(span, in_words(written, word, means)));
    });
    found
}

/// None of the texts has any of the words: what should be mentioned is not.
pub(super) fn lacks(case: &Case) -> Vec<Verdict> {
    let mut are_there = false;
    case.each_text(&mut |_, text| are_there |= case.with.mentioned.are_in(&Prose::of(text)));
    if are_there {
        return Vec::new();
    }
    let at = case.with.paths.first().map(|path| case.row.place(path));
    vec![Verdict::plain(at.unwrap_or_else(|| case.place("")))]
}

fn in_words(written: &str, word: &str, means: Option<&Text>) -> Text {
    let short = excerpt(written);
    let word = word.trim_start_matches(['*', '=']);
    let place = if short.to_lowercase() == *word {
        format!("‘{short}’")
    } else {
        format!("‘{word}’ in ‘{short}’")
    };
    match means {
        None => Text::same(place),
        Some(means) => Text::by(|lang| format!("{place}, {}", means.get(lang))),
    }
}

/// Enough of a text to know it by.
fn excerpt(written: &str) -> String {
    const ENOUGH: usize = 60;
    let line = written.lines().next().unwrap_or_default();
    match line.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_string(),
    }
}
