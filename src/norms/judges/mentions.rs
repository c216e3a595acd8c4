//! Words that give something away: data that by their own name are not ordinary, law that was repealed, terms without a number.
//!
//! The words come from the pack. A hit is a place to look, so the message names the word; what goes by another name is not
//! seen.

use crate::text::Text;

use super::{Case, Verdict};

/// Each text that has one of the words. In a row of a table words of one meaning are named once: it is one thing to look at.
pub(super) fn mentions(case: &Case) -> Vec<Verdict> {
    let listed = (case.with.words.as_slice(), None);
    let entries = case
        .with
        .entries
        .iter()
        .map(|(words, means)| (words.as_slice(), Some(means)));
    let meanings: Vec<(&[String], Option<&Text>)> = [listed].into_iter().chain(entries).collect();
    let is_row = !std::ptr::eq(case.row.row, case.row.root);
    let mut named: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for (span, written) in case.readable() {
        let hit = meanings.iter().enumerate().find_map(|(at, (words, means))| {
            let word = words.iter().find(|word| begins_a_word(written, word))?;
            Some((at, word, *means))
        });
        let Some((at, word, means)) = hit.filter(|(at, ..)| !is_row || !named.contains(at)) else {
            continue;
        };
        named.push(at);
        found.push(Verdict::with_detail(span, in_words(written, word, means)));
    }
    found
}

/// None of the texts has any of the words: what should be mentioned is not.
pub(super) fn lacks(case: &Case) -> Vec<Verdict> {
    let texts = case.readable();
    let is_there = |word: &String| texts.iter().any(|(_, text)| begins_a_word(text, word));
    if case.with.words.iter().any(is_there) {
        return Vec::new();
    }
    let at = case.with.paths.first().map_or("", String::as_str);
    vec![Verdict::plain(case.place(at))]
}

fn in_words(written: &str, word: &str, means: Option<&Text>) -> Text {
    let short = excerpt(written);
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

/// Whether a text has a word with this beginning, in capitals or not.
pub(super) fn begins_a_word(text: &str, beginning: &str) -> bool {
    let text = text.to_lowercase();
    let mut starts = text.match_indices(beginning).map(|(at, _)| at);
    starts.any(|at| !text[..at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::begins_a_word;

    #[test]
    fn only_beginnings_of_words_count() {
        assert!(begins_a_word("Bewerkersovereenkomst", "bewerker"));
        assert!(begins_a_word("de (Wbp)", "wbp"));
        assert!(!begins_a_word("verwerkersovereenkomst", "werker"));
        assert!(!begins_a_word("een twee", "drie"));
    }
}
