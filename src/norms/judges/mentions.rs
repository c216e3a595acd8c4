//! Words that give something away: data that by their own name are not ordinary, law that was repealed, terms without a number.
//!
//! The words come from the pack. A hit is a place to look, so the message names the word; what goes by another name is not
//! seen.

use crate::text;
use crate::text::Text;

use super::{Case, Verdict};

/// Each text that has one of the words, named once with the first of them.
pub(super) fn mentions(case: &Case) -> Vec<Verdict> {
    let words = case.with.words.iter().map(|word| (word.as_str(), None));
    let entries = case.with.entries.iter();
    let entries = entries.flat_map(|(words, means)| words.iter().map(move |word| (word.as_str(), Some(means))));
    let words: Vec<(&str, Option<&Text>)> = words.chain(entries).collect();
    let hit = |(span, written): (_, &str)| {
        let (word, means) = words.iter().find(|(word, _)| begins_a_word(written, word))?;
        Some(Verdict {
            message: Some(found(written, word, *means)),
            ..Verdict::plain(span)
        })
    };
    case.readable().into_iter().filter_map(hit).collect()
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

fn found(written: &str, word: &str, means: Option<&Text>) -> Text {
    let short = excerpt(written);
    match means {
        None => text!("‘{word}’ in ‘{short}’", "‘{word}’ in ‘{short}’"),
        Some(means) => Text::by(|lang| format!("‘{word}’ in ‘{short}’: {}", means.get(lang))),
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
