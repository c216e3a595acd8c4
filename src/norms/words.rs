//! Words to look for in texts: all of a norm's in one pass, for every text of every record is asked for all of them.

use std::borrow::Cow;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

/// Words, each in the form in which a pack writes it: the beginning of a word, or with `*` before it its end, or with `=`
/// the whole of it.
#[derive(Clone, Debug, Default)]
pub struct Words {
    forms: Vec<Form>,
    /// Made when it is first needed: a run that meets no text to look at does without.
    finder: OnceLock<AhoCorasick>,
}

#[derive(Clone, Debug)]
struct Form {
    word: String,
    begins_inside: bool,
    is_end: bool,
}

impl Words {
    pub fn of<'w>(written: impl IntoIterator<Item = &'w str>) -> Words {
        let form = |written: &str| {
            let (word, begins_inside, is_end) = match (written.strip_prefix('*'), written.strip_prefix('=')) {
                (Some(word), _) => (word, true, true),
                (_, Some(word)) => (word, false, true),
                _ => (written, false, false),
            };
            Form {
                word: word.to_lowercase(),
                begins_inside,
                is_end,
            }
        };
        Words {
            forms: written.into_iter().map(form).collect(),
            finder: OnceLock::new(),
        }
    }

    /// The words themselves, in small letters, and whether they may begin inside a word of a text: if so they end with it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, bool)> {
        self.forms.iter().map(|form| (form.word.as_str(), form.begins_inside))
    }

    pub fn are_in(&self, prose: &Prose) -> bool {
        self.found(prose).next().is_some()
    }

    /// The number of the word that is listed first of those that a text has.
    pub fn first_in(&self, prose: &Prose) -> Option<usize> {
        self.found(prose).min()
    }

    /// The numbers of the words that a text has. What is denied (`geen profilering`) is not mentioned.
    fn found<'w>(&'w self, prose: &'w Prose) -> impl Iterator<Item = usize> + 'w {
        let finder = self.finder.get_or_init(|| {
            let words = self.forms.iter().map(|form| &form.word);
            let built = AhoCorasick::builder().ascii_case_insensitive(true).build(words);
            built.expect("a pack has fewer than two thousand million letters")
        });
        let hits = finder.find_overlapping_iter(prose.0.as_ref());
        hits.filter_map(|hit| {
            let form = &self.forms[hit.pattern()];
            let (before, after) = (&prose.0[..hit.start()], &prose.0[hit.end()..]);
            let stands = (form.begins_inside || !before.ends_with(char::is_alphanumeric))
                && (!form.is_end || !after.starts_with(char::is_alphanumeric))
                && !is_denied(before);
            stands.then(|| hit.pattern().as_usize())
        })
    }
}

/// A text to look for words in, whatever its capitals.
pub struct Prose<'t>(Cow<'t, str>);

impl Prose<'_> {
    pub fn of(text: &str) -> Prose<'_> {
        // The finder knows the capitals of ASCII by itself, and of others there are few; most texts need no copy.
        let is_as_small = |c: char| c.is_ascii() || c.to_lowercase().eq([c]);
        Prose(match text.is_ascii() || text.chars().all(is_as_small) {
            true => Cow::Borrowed(text),
            false => Cow::Owned(text.to_lowercase()),
        })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_denied(before: &str) -> bool {
    let last = before
        .trim_end()
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let denies = |word: &&str| word.eq_ignore_ascii_case(last);
    before.ends_with(' ') && ["geen", "zonder", "no", "without"].iter().any(denies)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_word(text: &str, form: &str) -> bool {
        Words::of([form]).are_in(&Prose::of(text))
    }

    #[test]
    fn forms_of_words() {
        assert!(has_word("Bewerkersovereenkomst", "bewerker"));
        assert!(has_word("de (Wbp)", "wbp"));
        assert!(!has_word("verwerkersovereenkomst", "werker"));
        assert!(has_word("Politiewet 2012", "*wet") && !has_word("Wetenschappelijk", "*wet"));
        assert!(has_word("wet op iets", "=wet") && !has_word("wetens en willens", "=wet"));
        assert!(!has_word("Geen profilering", "profilering") && has_word("profilering", "profilering"));
        assert!(has_word("geen persoonsgegevens", "geen persoonsgegevens"));
        assert!(has_word("Één Geïdentificeerde", "geïdentificeerde") && !has_word("Ééngeïdentificeerde", "geïd"));
    }

    #[test]
    fn the_first_that_is_listed_not_the_first_that_is_written() {
        let words = Words::of(["gezondheid", "ras", "*gegevens"]);
        assert_eq!(words.first_in(&Prose::of("Gegevens over ras en gezondheid")), Some(0));
        assert_eq!(words.first_in(&Prose::of("persoonsgegevens, terras, ras")), Some(1));
        assert_eq!(words.first_in(&Prose::of("terras")), None);
    }
}
