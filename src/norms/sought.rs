//! What norms seek in the text of a record: words and numbers without which they find nothing. All of it is looked for in
//! two passes over the text, so that most norms of this sort need not look at a record at all.

use aho_corasick::AhoCorasick;
use regex::RegexSet;

use super::norm::{Demand, Norm};
use super::words::{Prose, Words};

/// What a norm seeks.
#[derive(Clone, Copy)]
pub enum Sought<'n> {
    /// One of these words, in the file as a whole.
    Words(&'n Words),
    Pattern(&'static str),
}

/// What several norms seek, by their numbers.
pub struct Seeker {
    words: Option<AhoCorasick>,
    /// For each word and each pattern the norm that seeks it.
    of_word: Vec<usize>,
    patterns: Option<RegexSet>,
    of_pattern: Vec<usize>,
    /// Whether a norm seeks nothing, and so is always held.
    always: Vec<bool>,
}

impl Seeker {
    pub fn of(norms: &[&Norm]) -> Seeker {
        let (mut words, mut of_word) = (Vec::new(), Vec::new());
        let (mut patterns, mut of_pattern) = (Vec::new(), Vec::new());
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
                None => {}
            }
        }
        // Where either could not be made, nothing is passed over.
        Seeker {
            words: AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok(),
            of_word,
            patterns: RegexSet::new(patterns).ok(),
            of_pattern,
            always: sought.iter().map(Option::is_none).collect(),
        }
    }

    /// For each norm whether it may find something in a text.
    pub fn worth_holding(&self, text: &str) -> Vec<bool> {
        let (Some(words), Some(patterns)) = (&self.words, &self.patterns) else {
            return vec![true; self.always.len()];
        };
        // An escape can stand for any letter.
        if text.contains('\\') {
            return vec![true; self.always.len()];
        }
        let mut worth = self.always.clone();
        for hit in words.find_overlapping_iter(Prose::of(text).as_str()) {
            worth[self.of_word[hit.pattern()]] = true;
        }
        for pattern in patterns.matches(text) {
            worth[self.of_pattern[pattern]] = true;
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
