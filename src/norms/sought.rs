//! What norms seek in the text of a record: words and numbers without which they find nothing. All of it is looked for in
//! two passes over the text, so that most norms of this sort need not look at a record at all.

use memchr::{memchr, memchr_iter, memmem};
use regex::Regex;

use super::norm::{Demand, Norm};
use super::words::{Prose, Words};

/// What a norm seeks.
#[derive(Clone, Copy)]
pub enum Sought<'n> {
    /// One of these words, in what the file says.
    Words(&'n Words),
    Pattern(&'static str),
    Letter(char),
}

/// What several norms seek, by their numbers.
pub struct Seeker {
    begins: Spelled,
    /// Words of which the end is sought, spelled from behind.
    ends: Spelled,
    /// All patterns as one: hardly any text has any of them, so which one it is need not be asked here.
    pattern: Option<Regex>,
    of_pattern: Vec<usize>,
    letters: Vec<(char, usize)>,
    /// Whether a norm seeks nothing, and so is always held.
    always: Vec<bool>,
}

impl Seeker {
    pub fn of(norms: &[&Norm]) -> Seeker {
        let sought: Vec<Option<Sought>> = norms.iter().map(|norm| sought(norm)).collect();
        Seeker::for_all(&sought)
    }

    fn for_all(sought: &[Option<Sought>]) -> Seeker {
        let mut seeker = Seeker {
            begins: Spelled::default(),
            ends: Spelled::default(),
            pattern: None,
            of_pattern: Vec::new(),
            letters: Vec::new(),
            always: sought.iter().map(Option::is_none).collect(),
        };
        let mut patterns = Vec::new();
        for (number, sought) in sought.iter().enumerate() {
            match sought {
                Some(Sought::Words(words)) => words.iter().for_each(|word| seeker.seek(word, number)),
                Some(Sought::Pattern(pattern)) => {
                    patterns.push(*pattern);
                    seeker.of_pattern.push(number);
                }
                Some(Sought::Letter(letter)) => seeker.letters.push((*letter, number)),
                None => {}
            }
        }
        seeker.begins.index();
        seeker.ends.index();
        // Where it could not be made, nothing is passed over.
        let pattern = (!patterns.is_empty()).then(|| format!("(?:{})", patterns.join(")|(?:")));
        seeker.pattern = pattern.and_then(|pattern| Regex::new(&pattern).ok());
        seeker
    }

    fn seek(&mut self, (word, begins_inside): (&str, bool), norm: usize) {
        let is_in_word = |byte: u8| SORTS[usize::from(byte)] != Sort::Other;
        let outermost = match begins_inside {
            true => word.bytes().next_back(),
            false => word.bytes().next(),
        };
        match outermost {
            // Only where words begin and end is looked, and for no less than two letters.
            Some(byte) if !is_in_word(byte) || word.len() < 2 => self.always[norm] = true,
            Some(_) if begins_inside => self.ends.add(word, |n| word.bytes().rev().nth(n), norm),
            Some(_) => self.begins.add(word, |n| word.as_bytes().get(n).copied(), norm),
            None => self.always[norm] = true,
        }
    }

    /// For each norm whether it may find something in a text.
    pub fn worth_holding(&self, text: &str) -> Vec<bool> {
        // An escape can stand for any letter.
        if memchr(b'\\', text.as_bytes()).is_some() {
            return vec![true; self.always.len()];
        }
        let mut worth = self.always.clone();
        if !self.begins.words.is_empty() || !self.ends.words.is_empty() {
            let prose = Prose::of(text);
            let small = prose.as_str().to_ascii_lowercase();
            said(small.as_bytes()).for_each(|said| self.mark_words(said, &mut worth));
        }
        if self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text)) {
            self.of_pattern.iter().for_each(|norm| worth[*norm] = true);
        }
        for (letter, norm) in &self.letters {
            worth[*norm] = text.contains(*letter);
        }
        worth
    }

    /// Looks where words begin and end, and nowhere else.
    fn mark_words(&self, text: &[u8], worth: &mut [bool]) {
        let sort = |byte: &u8| SORTS[usize::from(*byte)];
        let mut at = 0;
        while let Some(between) = text[at..].iter().position(|byte| sort(byte) != Sort::Other) {
            at += between;
            let rest = &text[at..];
            self.begins
                .mark(|n| rest.get(n).copied(), |word| rest.starts_with(word), worth);
            // A byte of which the sort is unknown stands by itself: what it is part of may begin and end anywhere.
            let length = rest.iter().position(|byte| sort(byte) != Sort::Word);
            at += length.unwrap_or(rest.len()).max(1);
            let (before, last) = (&text[..at], at - 1);
            self.ends.mark(
                |n| before.get(last.wrapping_sub(n)).copied(),
                |word| before.ends_with(word),
                worth,
            );
        }
    }
}

/// A record's text without the lines that are remarks, in which no norm looks for words. In a text of several lines a line can
/// look like one, so where there are such texts all is left in.
fn said(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_of_lines = [b"\"\"\"", b"'''"]
        .iter()
        .any(|quotes| memmem::find(text, *quotes).is_some());
    let ends = memchr_iter(b'\n', if is_of_lines { b"" } else { text });
    let mut begin = 0;
    let lines = ends.chain([text.len()]).map(move |end| {
        let line = &text[begin..end];
        begin = end + 1;
        line
    });
    lines.filter(move |line| is_of_lines || !line.trim_ascii_start().starts_with(b"#"))
}

/// What a byte of a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A letter or a digit.
    Word,
    /// What is not ASCII may be a letter, and may as well be a dash.
    Unknown,
    Other,
}

/// The sort of each byte. Every byte of every record is asked for it.
static SORTS: [Sort; 256] = {
    let mut sorts = [Sort::Unknown; 256];
    let mut byte = 0;
    while byte < 128 {
        let is_word = (byte as u8).is_ascii_alphanumeric();
        sorts[byte] = if is_word { Sort::Word } else { Sort::Other };
        byte += 1;
    }
    sorts
};

fn sought(norm: &Norm) -> Option<Sought<'_>> {
    match &norm.demand {
        Demand::Judge { judge, with } => (judge.seeks)(with),
        _ => None,
    }
}

/// Words by the four letters with which they begin, or from behind with which they end.
struct Spelled {
    /// In the order of their heads.
    words: Vec<Word>,
    /// By the head of words: which third and fourth letters they have, a bit each, and where they begin. Hardly any word of a
    /// text need be compared.
    by_head: Box<[(u32, u32, usize); HEADS]>,
}

struct Word {
    /// Its first two letters as one number.
    head: usize,
    letters: Vec<u8>,
    /// The norm that seeks it.
    norm: usize,
}

/// How many sorts of letters are told apart. Of ASCII the five lowest bits tell letters apart; what else they tell alike is
/// compared in full.
const LETTERS: usize = 1 << 5;
const HEADS: usize = LETTERS * LETTERS;

impl Default for Spelled {
    fn default() -> Self {
        Spelled {
            words: Vec::new(),
            by_head: Box::new([(0, 0, 0); HEADS]),
        }
    }
}

impl Spelled {
    /// Adds a word, by its letters in the order in which they are looked at.
    fn add(&mut self, word: &str, letter: impl Fn(usize) -> Option<u8>, norm: usize) {
        let (thirds, fourths, _) = &mut self.by_head[head(&letter)];
        // A word of fewer letters goes on with any.
        *thirds |= letter(2).map_or(u32::MAX, bit);
        *fourths |= letter(3).map_or(u32::MAX, bit);
        self.words.push(Word {
            head: head(letter),
            letters: word.bytes().collect(),
            norm,
        });
    }

    /// Makes what words are looked up by, when all are there.
    fn index(&mut self) {
        self.words.sort_by_key(|word| word.head);
        for (number, word) in self.words.iter().enumerate().rev() {
            self.by_head[word.head].2 = number;
        }
    }

    /// Marks the norms that seek what stands here.
    fn mark(&self, letter: impl Fn(usize) -> Option<u8>, stands: impl Fn(&[u8]) -> bool, worth: &mut [bool]) {
        let head = head(&letter);
        let (thirds, fourths, begin) = self.by_head[head];
        let bit = |n| bit(letter(n).unwrap_or_default());
        if thirds & bit(2) == 0 || fourths & bit(3) == 0 {
            return;
        }
        for word in self.words[begin..].iter().take_while(|word| word.head == head) {
            if !worth[word.norm] && stands(&word.letters) {
                worth[word.norm] = true;
            }
        }
    }
}

/// The first two letters as one number; where there are none any more zero, which is no letter of any word.
fn head(letter: impl Fn(usize) -> Option<u8>) -> usize {
    let letter = |n| usize::from(letter(n).unwrap_or_default()) % LETTERS;
    letter(0) << 5 | letter(1)
}

/// One of as many bits as there are sorts of letters.
fn bit(letter: u8) -> u32 {
    1 << (usize::from(letter) % LETTERS)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    const PIECES: [&str; 16] = [
        "ras",
        "Ras",
        "gezondheid",
        "GEGEVENS",
        "gegeven",
        "s",
        " ",
        "-",
        "‘",
        "é",
        "één",
        "§",
        "ip",
        "x",
        "(wet)",
        "\n",
    ];

    proptest! {
        /// A word that a text has makes its norm worth holding, whatever stands around it.
        #[test]
        fn no_word_is_passed_over(text in vec(select(&PIECES[..]), 0..9)) {
            let text = text.concat();
            for form in ["ras", "=ip", "*gegevens", "één", "*é", "§", "(wet", "x", "=s", "*wet)"] {
                let words = Words::of([form]);
                let seeker = Seeker::for_all(&[None, Some(Sought::Words(&words))]);
                let worth = seeker.worth_holding(&text);
                prop_assert!(worth[0]);
                prop_assert!(worth[1] || !words.are_in(&Prose::of(&text)), "{form} in {text}");
            }
        }
    }

    #[test]
    fn what_has_none_of_the_words_is_passed_over() {
        let words = Words::of(["ras", "*gegevens"]);
        let seeker = Seeker::for_all(&[Some(Sought::Words(&words)), Some(Sought::Letter('@'))]);
        assert_eq!(seeker.worth_holding("terras, gegevensbron, rap"), [false, false]);
        assert_eq!(seeker.worth_holding("Ras"), [true, false]);
        assert_eq!(seeker.worth_holding("persoonsgegevens @ ras\\u0061"), [true, true]);
    }

    #[test]
    fn remarks_are_passed_over_and_what_looks_like_one_is_not() {
        let words = Words::of(["ras"]);
        let seeker = Seeker::for_all(&[Some(Sought::Words(&words))]);
        assert_eq!(seeker.worth_holding("# ras\n \t# ras\r\nname = \"x\"\n#ras"), [false]);
        assert_eq!(seeker.worth_holding("name = \"x\" # ras"), [true]);
        assert_eq!(seeker.worth_holding("name = \"\"\"\n# ras\"\"\""), [true]);
        assert_eq!(seeker.worth_holding("name = '''\n# ras'''"), [true]);
    }
}
