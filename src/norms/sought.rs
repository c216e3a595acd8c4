//! What norms seek in the text of a record: words and numbers without which they find nothing. All of it is looked for in
//! two passes over the text, so that most norms of this sort need not look at a record at all.

use memchr::memchr;
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
            begins: Spelled::new(),
            ends: Spelled::new(),
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
        seeker.begins.words.sort();
        seeker.ends.words.sort();
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
            Some(byte) if is_in_word(byte) && begins_inside => self.ends.add(word.bytes().rev(), norm),
            Some(byte) if is_in_word(byte) => self.begins.add(word.bytes(), norm),
            // Only where words begin and end is looked.
            _ => self.always[norm] = true,
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
            self.mark_words(prose.as_str().as_bytes(), &mut worth);
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
        let mut before = Sort::Other;
        for (at, byte) in text.iter().enumerate() {
            let here = SORTS[usize::from(*byte)];
            if here != before || here == Sort::Unknown {
                self.mark_at(text, at, (before, here), worth);
                before = here;
            }
        }
        self.mark_at(text, text.len(), (before, Sort::Other), worth);
    }

    /// Looks at one place, between two sorts of bytes.
    fn mark_at(&self, text: &[u8], at: usize, (before, here): (Sort, Sort), worth: &mut [bool]) {
        let (above, below) = text.split_at(at);
        if here != Sort::Other && before != Sort::Word {
            self.begins.mark(|n| below.get(n).copied(), worth);
        }
        if before != Sort::Other && here != Sort::Word {
            self.ends.mark(|n| above.iter().nth_back(n).copied(), worth);
        }
    }
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
const SORTS: [Sort; 256] = {
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

/// Words as they are spelled, whatever their capitals.
struct Spelled {
    /// Whether any of the words begins with three letters, a bit for each three: so few do that hardly any word of a text need
    /// be compared.
    known: [u64; LETTERS.pow(3) / 64],
    /// The first three letters of a word, the word, and the norm that seeks it; in that order.
    words: Vec<(usize, Vec<u8>, usize)>,
}

/// How many sorts of letters are told apart. Of ASCII the five lowest bits tell letters apart, whatever their capitals; what
/// else they tell alike is compared in full.
const LETTERS: usize = 1 << 5;

impl Spelled {
    fn new() -> Self {
        Spelled {
            known: [0; LETTERS.pow(3) / 64],
            words: Vec::new(),
        }
    }

    fn add(&mut self, word: impl Iterator<Item = u8>, norm: usize) {
        let word: Vec<u8> = word.collect();
        // A word of one or two letters goes on with any.
        let any: usize = (word.len()..3).map(|_| LETTERS).product();
        let first = head(|n| word.get(n).copied());
        for head in first..first + any {
            self.known[head / 64] |= 1 << (head % 64);
            self.words.push((head, word.clone(), norm));
        }
    }

    /// Marks the norms that seek what a text goes on with, letter by letter.
    fn mark(&self, letter: impl Fn(usize) -> Option<u8>, worth: &mut [bool]) {
        let head = head(&letter);
        if self.known[head / 64] >> (head % 64) & 1 == 0 {
            return;
        }
        let from = self.words.partition_point(|(first, ..)| *first < head);
        let alike = self.words[from..].iter().take_while(|(first, ..)| *first == head);
        for (_, word, norm) in alike {
            let is_next = |(n, byte): (usize, &u8)| letter(n).is_some_and(|letter| letter.eq_ignore_ascii_case(byte));
            worth[*norm] |= word.iter().enumerate().all(is_next);
        }
    }
}

/// The first three letters as one number; 0 for those that are not there.
fn head(letter: impl Fn(usize) -> Option<u8>) -> usize {
    let letter = |n| usize::from(letter(n).unwrap_or_default()) % LETTERS;
    (letter(0) * LETTERS + letter(1)) * LETTERS + letter(2)
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
}
