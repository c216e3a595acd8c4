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
        let prose = Prose::of(written);
        if case.with.unless.iter().any(|word| prose.has(word)) {
            continue;
        }
        let hit = meanings.iter().enumerate().find_map(|(at, (words, means))| {
            let word = words.iter().find(|word| prose.has(word))?;
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
    let texts: Vec<Prose> = case.readable().into_iter().map(|(_, text)| Prose::of(text)).collect();
    let is_there = |word: &String| texts.iter().any(|prose| prose.has(word));
    if case.with.words.iter().any(is_there) {
        return Vec::new();
    }
    let at = case.with.paths.first().map_or("", String::as_str);
    vec![Verdict::plain(case.place(at))]
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

/// A text to look for words in, in small letters.
pub(super) struct Prose(String);

impl Prose {
    pub(super) fn of(text: &str) -> Prose {
        Prose(text.to_lowercase())
    }

    /// Whether it has a word of this form: its beginning, or with `*` before it its end, or with `=` the whole of it. What is
    /// denied (`geen profilering`) is not mentioned.
    pub(super) fn has(&self, form: &str) -> bool {
        let (word, is_end, is_whole) = match (form.strip_prefix('*'), form.strip_prefix('=')) {
            (Some(word), _) => (word, true, false),
            (_, Some(word)) => (word, true, true),
            _ => (form, false, false),
        };
        let begins_inside = is_end && !is_whole;
        self.0.match_indices(word).any(|(at, _)| {
            let (before, after) = (&self.0[..at], &self.0[at + word.len()..]);
            (begins_inside || !before.ends_with(char::is_alphanumeric))
                && (!is_end || !after.starts_with(char::is_alphanumeric))
                && !is_denied(before)
        })
    }
}

fn is_denied(before: &str) -> bool {
    let last = before
        .trim_end()
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    before.ends_with(' ') && ["geen", "zonder", "no", "without"].contains(&last)
}

#[cfg(test)]
mod tests {
    use super::Prose;

    fn has_word(text: &str, form: &str) -> bool {
        Prose::of(text).has(form)
    }

    #[test]
    fn forms_of_words() {
        assert!(has_word("Bewerkersovereenkomst", "bewerker"));
        assert!(has_word("de (Wbp)", "wbp"));
        assert!(!has_word("verwerkersovereenkomst", "werker"));
        assert!(has_word("Politiewet 2012", "*wet") && !has_word("Wetenschappelijk", "*wet"));
        assert!(has_word("wet op iets", "=wet") && !has_word("wetens en willens", "=wet"));
        assert!(!has_word("geen profilering", "profilering") && has_word("profilering", "profilering"));
        assert!(has_word("geen persoonsgegevens", "geen persoonsgegevens"));
    }
}
