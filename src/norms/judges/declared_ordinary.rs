//! Data that by their own words are not ordinary: health in a category that claims to be none, a citizen service number
//! without saying so.
//!
//! The words are those that registers use. A hit is a place to look, so the message names the word.

use crate::records::tree::Node;
use crate::text;

use super::{Case, Verdict};

/// The beginning of a word, and the kind of article 9(1) that it gives away.
const SPECIAL: &[(&str, &str)] = &[
    ("allergie", "health"),
    ("allergy", "health"),
    ("arbeidsongeschikt", "health"),
    ("dieet", "health"),
    ("diet", "health"),
    ("diagnos", "health"),
    ("gezondheid", "health"),
    ("handicap", "health"),
    ("health", "health"),
    ("medicatie", "health"),
    ("medisch", "health"),
    ("medical", "health"),
    ("ziekte", "health"),
    ("ziekmelding", "health"),
    ("verzuimreden", "health"),
    ("zwangerschap", "health"),
    ("etnisch", "racial-or-ethnic-origin"),
    ("etniciteit", "racial-or-ethnic-origin"),
    ("ethnic", "racial-or-ethnic-origin"),
    ("geloof", "religious-or-philosophical-beliefs"),
    ("godsdienst", "religious-or-philosophical-beliefs"),
    ("levensbeschouw", "religious-or-philosophical-beliefs"),
    ("religi", "religious-or-philosophical-beliefs"),
    ("politieke", "political-opinions"),
    ("political", "political-opinions"),
    ("vakbond", "trade-union-membership"),
    ("trade union", "trade-union-membership"),
    ("biometri", "biometric"),
    ("vingerafdruk", "biometric"),
    ("gezichtsherkenning", "biometric"),
    ("genetisch", "genetic"),
    ("genetic", "genetic"),
    ("seksuele", "sexual-orientation"),
    ("sexual", "sexual-orientation"),
];

const CRIMINAL: &[(&str, &str)] = &[
    ("strafblad", "criminal"),
    ("strafrechtelijk", "criminal"),
    ("verklaring omtrent het gedrag", "criminal"),
    ("criminal", "criminal"),
];

const NATIONAL_ID: &[&str] = &["bsn", "burgerservicenummer", "citizen service number", "sofinummer"];

pub(super) fn special_categories(case: &Case) -> Vec<Verdict> {
    given_away(case, SPECIAL)
}

pub(super) fn criminal(case: &Case) -> Vec<Verdict> {
    given_away(case, CRIMINAL)
}

/// The first word that gives away a kind.
fn given_away(case: &Case, words: &[(&str, &str)]) -> Vec<Verdict> {
    let found = texts(case.row).into_iter().find_map(|(at, text)| {
        let (word, kind) = words.iter().find(|(word, _)| begins_a_word(text, word))?;
        let message = text!(
            "‘{text}’ wijst met ‘{word}’ op kind = \"{kind}\", maar staat niet zo te boek",
            "‘{text}’ suggests kind = \"{kind}\" by ‘{word}’, but is not declared so"
        );
        Some(Verdict {
            at,
            message: Some(message),
        })
    });
    found.into_iter().collect()
}

pub(super) fn national_id(case: &Case) -> Vec<Verdict> {
    let found = texts(case.row).into_iter().find_map(|(at, text)| {
        NATIONAL_ID.iter().find(|word| begins_a_word(text, word))?;
        let message = text!(
            "‘{text}’ is een nationaal identificatienummer, maar staat als gewoon te boek",
            "‘{text}’ is a national identification number, but is declared ordinary"
        );
        Some(Verdict {
            at,
            message: Some(message),
        })
    });
    found.into_iter().collect()
}

/// The category and its items, with their paths; a list is pointed at as a whole.
fn texts<'n>(row: &'n Node) -> Vec<(Vec<String>, &'n str)> {
    let category = row
        .get("category")
        .and_then(Node::text)
        .map(|text| (vec!["category".to_string()], text));
    let items = row.get("items").map(Node::items).unwrap_or_default();
    let items = items
        .iter()
        .filter_map(|item| Some((vec!["items".to_string()], item.text()?)));
    category.into_iter().chain(items).collect()
}

fn begins_a_word(text: &str, beginning: &str) -> bool {
    let text = text.to_lowercase();
    let starts = text.match_indices(beginning).map(|(at, _)| at);
    starts
        .into_iter()
        .any(|at| !text[..at].ends_with(char::is_alphanumeric))
}
