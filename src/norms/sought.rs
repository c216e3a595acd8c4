//! What norms seek in the text of a record: words and numbers without which they find nothing. All of it is looked for in
//! two passes over the text, so that most norms of this sort need not look at a record at all.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;

use super::norm::{Demand, Norm};
use super::words::{Prose, Words};

/// What a norm seeks.
#[derive(Clone, Copy)]
pub enum Sought<'n> {
    /// One of these words, in the file as a whole.
    Words(&'n Words),
    Pattern(&'static str),
    Letter(char),
}

/// What several norms seek, by their numbers.
pub struct Seeker {
    words: Option<AhoCorasick>,
    /// For each word and each pattern the norm that seeks it.
    of_word: Vec<usize>,
    /// All patterns as one: hardly any text has any of them, so which one it is need not be asked here.
    pattern: Option<Regex>,
    of_pattern: Vec<usize>,
    letters: Vec<(char, usize)>,
    /// Whether a norm seeks nothing, and so is always held.
    always: Vec<bool>,
}

impl Seeker {
    pub fn of(norms: &[&Norm]) -> Seeker {
        let (mut words, mut of_word) = (Vec::new(), Vec::new());
        let (mut patterns, mut of_pattern, mut letters) = (Vec::new(), Vec::new(), Vec::new());
        let sought: Vec<Option<Sought>> = norms.iter().map(|norm| sought(norm)).collect();
        for (number, sought) in sought.iter().enumerate() {
            match sought {
                Some(Sought::Words(its)) => {
                    words.extend(its.iter());
                    of_word.resize(words.len(), number);
                }
                Some(Sought::Pattern(pattern)) => {
                    patterns.push(*pattern);
                    of_pattern.push(number);
                }
                Some(Sought::Letter(letter)) => letters.push((*letter, number)),
                None => {}
            }
        }
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words);
        let pattern = (!patterns.is_empty()).then(|| format!("(?:{})", patterns.join(")|(?:")));
        // Where either could not be made, nothing is passed over.
        Seeker {
            words: finder.ok(),
            of_word,
            pattern: pattern.and_then(|pattern| Regex::new(&pattern).ok()),
            of_pattern,
            letters,
            always: sought.iter().map(Option::is_none).collect(),
        }
    }

    /// For each norm whether it may find something in a text.
    pub fn worth_holding(&self, text: &str) -> Vec<bool> {
        // An escape can stand for any letter.
        let Some(words) = self.words.as_ref().filter(|_| !text.contains('\\')) else {
            return vec![true; self.always.len()];
        };
        let mut worth = self.always.clone();
        for hit in words.find_overlapping_iter(Prose::of(text).as_str()) {
            worth[self.of_word[hit.pattern()]] = true;
        }
        if self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text)) {
            self.of_pattern.iter().for_each(|norm| worth[*norm] = true);
        }
        for (letter, norm) in &self.letters {
            worth[*norm] = text.contains(*letter);
        }
        worth
    }
}

fn sought(norm: &Norm) -> Option<Sought<'_>> {
    match &norm.demand {
        Demand::Judge { judge, with } => (judge.seeks)(with),
        _ => None,
    }
}
