//! Which terms of the Data Privacy Vocabulary 2.3 the words of a record mean: tables, and how they are looked up.
//!
//! Better no term than a wrong one. A phrase is compared by whole words, and no table guesses: what is not in it, what is
//! denied (`geen`, `without`) and what is about somebody else (`contactpersonen van klanten`) gets no term.

/// Phrases in Dutch and English, in order, and the terms that they mean.
pub(super) struct Terms {
    pub how: How,
    pub phrases: &'static [(&'static str, &'static [&'static str])],
}

/// Where in a value a phrase must stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// The value, or one part of an enumeration, is the phrase.
    Whole,
    /// It begins with the phrase, and goes on with a preposition if it goes on.
    Head,
    /// Anywhere, unless something is denied.
    Anywhere,
}

/// What a value means.
pub(super) struct Meant {
    /// Each once, in the order of the value.
    pub terms: Vec<&'static str>,
    /// How the value stands to them: below the one that it is, above the parts that it sums up, or beside what it names.
    pub relation: &'static str,
}

impl Terms {
    pub fn of(&self, value: &str) -> Meant {
        let words = words(value);
        let mut terms = match self.how {
            How::Anywhere => self.anywhere(&words),
            How::Whole | How::Head => self.parts(value, &words),
        };
        let is_one = self.at_the_head(&words).len() == 1;
        let mut seen = Vec::new();
        terms.retain(|term| {
            let is_new = !seen.contains(term);
            seen.push(*term);
            is_new
        });
        let relation = match self.how {
            _ if is_one && terms.len() == 1 => "skos:broader",
            How::Anywhere => "skos:related",
            How::Whole | How::Head => "skos:narrower",
        };
        Meant { terms, relation }
    }

    /// The whole value, or else each part of an enumeration. Behind a preposition nobody can say what belongs to what.
    fn parts(&self, value: &str, words: &[String]) -> Vec<&'static str> {
        let whole = self.at_the_head(words);
        if !whole.is_empty() || words.iter().any(|word| PREPOSITIONS.contains(&word.as_str())) {
            return whole;
        }
        let parts = value.split([',', ';', '/', '&']);
        let parts = parts.flat_map(|part| {
            let words = self::words(part);
            let parts = words.split(|word| word == "en" || word == "and");
            parts.map(<[String]>::to_vec).collect::<Vec<_>>()
        });
        parts.flat_map(|part| self.at_the_head(&part)).collect()
    }

    fn at_the_head(&self, words: &[String]) -> Vec<&'static str> {
        let Some((length, terms)) = self.longest(words) else {
            return Vec::new();
        };
        let goes_on = words.get(length).map(String::as_str);
        let fits = match goes_on {
            None => true,
            Some(word) => self.how == How::Head && PREPOSITIONS.contains(&word),
        };
        if fits { terms.to_vec() } else { Vec::new() }
    }

    fn anywhere(&self, words: &[String]) -> Vec<&'static str> {
        let mut found = Vec::new();
        let mut rest = match words.iter().any(|word| DENIALS.contains(&word.as_str())) {
            true => &[],
            false => words,
        };
        while !rest.is_empty() {
            let (length, terms) = self.longest(rest).unwrap_or((1, &[]));
            found.extend(terms);
            rest = &rest[length..];
        }
        found
    }

    /// The longest phrase that these words begin with, and how many words it has.
    fn longest(&self, words: &[String]) -> Option<(usize, &'static [&'static str])> {
        (1..=words.len().min(LONGEST)).rev().find_map(|length| {
            let phrase = words[..length].join(" ");
            let at = self
                .phrases
                .binary_search_by(|(known, _)| (*known).cmp(phrase.as_str()));
            at.ok().map(|at| (length, self.phrases[at].1))
        })
    }
}

/// How many words a phrase has at most.
const LONGEST: usize = 6;

/// What a value may go on with behind what it is about.
const PREPOSITIONS: &[&str] = &[
    "aan", "at", "bij", "door", "for", "from", "in", "met", "of", "op", "over", "to", "uit", "van", "via", "voor",
    "with",
];

/// What turns a measure into its absence, or into a plan.
const DENIALS: &[&str] = &[
    "geen", "gepland", "never", "niet", "no", "nog", "nooit", "not", "planned", "without", "zonder",
];

/// The words of a value, in lower case and without what stands between them.
fn words(value: &str) -> Vec<String> {
    let lower = value.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::country;
    use crate::report::dpv_words::{
        ARTICLES, DATA, INSTRUMENTS, KINDS, ORGANISATIONAL, OUTCOMES, PROCESSING, PURPOSES, SOURCES, SUBJECTS,
        TECHNICAL,
    };

    const TABLES: [&Terms; 6] = [&PURPOSES, &PROCESSING, &SUBJECTS, &DATA, &TECHNICAL, &ORGANISATIONAL];

    #[test]
    fn tables_are_in_order_and_phrases_are_as_they_are_compared() {
        for table in TABLES {
            assert!(table.phrases.is_sorted_by(|(a, _), (b, _)| a < b));
            for (phrase, terms) in table.phrases {
                let words = words(phrase);
                assert_eq!(&words.join(" "), phrase);
                assert!(words.len() <= LONGEST && !terms.is_empty(), "{phrase}");
            }
        }
    }

    /// Every term that a record can get is one of the vocabulary's own, as its list has them.
    #[test]
    fn every_term_is_in_the_vocabulary() {
        let list = include_str!("../../tests/dpv-2.3-terms.txt");
        let known: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
        let of_phrases = TABLES
            .iter()
            .flat_map(|table| table.phrases)
            .flat_map(|(_, terms)| *terms);
        let meanings = [SOURCES, KINDS, INSTRUMENTS, OUTCOMES];
        let of_words = meanings.into_iter().flatten().flat_map(|(_, says)| *says);
        let of_words = of_words.flat_map(|(property, term)| [property, term]);
        let of_articles = ARTICLES.iter().map(|(_, term)| term);
        let ours = ["rdf:", "skos:"];
        let terms = of_phrases.chain(of_words).chain(of_articles);
        for term in terms.filter(|term| !ours.iter().any(|prefix| term.starts_with(prefix))) {
            assert!(known.contains(term), "{term}");
        }
        for country in country::CODES {
            assert!(known.contains(&format!("loc:{country}").as_str()), "{country}");
        }
    }

    #[test]
    fn better_no_term_than_a_wrong_one() {
        let of = |terms: &Terms, value: &str| terms.of(value).terms.join(" ");
        for (value, expected) in [
            ("medewerkers", "dpv:Employee"),
            ("Medewerkers van de klant", "dpv:Employee"),
            ("sollicitanten en medewerkers", "dpv:JobApplicant dpv:Employee"),
            ("contactpersonen van klanten", ""),
            ("oud-medewerkers", ""),
            ("kinderen van medewerkers en klanten", "dpv:Child"),
            ("geen klanten", ""),
        ] {
            assert_eq!(of(&SUBJECTS, value), expected, "{value}");
        }
        for (value, expected) in [
            ("Naam- en adresgegevens", "pd:Name pd:PhysicalAddress"),
            ("naam en adres van de organisatie", ""),
            ("zakelijk e-mailadres", "pd:EmailAddressWork"),
            ("IP-adressen", "pd:IPAddress"),
            ("naamsbekendheid", ""),
        ] {
            assert_eq!(of(&DATA, value), expected, "{value}");
        }
        for (value, expected) in [
            ("TLS tijdens transport", "dpv:EncryptionInTransfer"),
            ("versleutelde back-ups", "dpv:Encryption dpv:DataBackupProtocols"),
            ("nog geen versleuteling", ""),
            ("zonder MFA", ""),
        ] {
            assert_eq!(of(&TECHNICAL, value), expected, "{value}");
        }
        assert_eq!(of(&PURPOSES, "Klachten over de salarisadministratie"), "");
    }
}
