//! Words as they are compared: small letters without marks or punctuation, singular and plural alike.

use crate::records::naming::plain_letter;

/// Words that say nothing of what a column holds.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "de", "het", "een", "van", "der", "die", "das", "des", "den", "dem", "of", "the", "a", "an", "la", "le", "les", "l", "d", "du",
    "and", "or", "en", "et", "und", "ou", "oder", "ten", "aan", "te", "voor", "for", "to", "fur", "pour", "zu", "zur", "zum", "to",
    "in", "im", "on", "op", "aux", "au", "dans", "s",
];

/// What endings make of a word without changing what it names.
const ENDINGS: &[&str] = &["en", "es", "s", "n", "e"];

/// A text in plain words: small letters, no marks, no punctuation, single spaces.
pub(super) fn plain(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase).map(plain_letter) {
        match c {
            'ß' => written.push_str("ss"),
            'œ' => written.push_str("oe"),
            'æ' => written.push_str("ae"),
            c if c.is_alphanumeric() => written.push(c),
            _ if written.ends_with(' ') => {}
            _ => written.push(' '),
        }
    }
    written.trim().to_string()
}

/// What two headers have alike that mean the same: their stems, without fillers and numbers.
pub(super) fn stems(text: &str) -> String {
    let plain = plain(text);
    let words = plain
        .split(' ')
        .filter(|word| !FILLERS.contains(word) && !word.bytes().all(|b| b.is_ascii_digit()));
    words.map(stem).collect::<Vec<_>>().join(" ")
}

fn stem(word: &str) -> &str {
    let mut stem = word;
    while let Some(shorter) = ENDINGS
        .iter()
        .find_map(|ending| stem.strip_suffix(ending).filter(|rest| rest.chars().count() >= 4))
    {
        stem = shorter;
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_and_plural_are_one_word() {
        for (one, other) in [
            ("Doel van de verwerking", "doel verwerking"),
            ("Categorie", "Categorieën"),
            ("Finalités", "finalité"),
            ("Bewaartermijnen:", "bewaartermijn"),
            ("Maßnahme", "Massnahmen"),
        ] {
            assert_eq!(stems(one), stems(other), "{one}");
        }
        assert_ne!(stems("Ontvangers"), stems("Bewaartermijn"));
    }
}
