//! Where more can be learnt of a breach than from us, as contracts ask (6.2 of the published agreement): our own addresses, or
//! the officer's, are no answer to that.

use crate::records::Records;
use crate::report::letterhead::ours;

/// By which we and our officer are reached.
const OURS: &[&str] = &[
    "organisation.name",
    "organisation.email",
    "organisation.phone",
    "organisation.incident_phone",
    "organisation.address",
    "officer.name",
    "officer.email",
    "officer.phone",
];

/// What people write beside an address of their own.
const BESIDE_AN_ADDRESS: &[&str] = &[
    "afdeling",
    "bereikbaar",
    "bij",
    "by",
    "contact",
    "contactpunt",
    "data",
    "de",
    "department",
    "dpo",
    "e",
    "email",
    "en",
    "fg",
    "functionaris",
    "gegevensbescherming",
    "het",
    "incidenten",
    "incidents",
    "mail",
    "mailadres",
    "of",
    "office",
    "officer",
    "onder",
    "ons",
    "onze",
    "op",
    "or",
    "our",
    "phone",
    "point",
    "privacy",
    "protection",
    "tel",
    "telefoon",
    "telefoonnummer",
    "the",
    "via",
    "voor",
    "and",
    "at",
    "for",
];

/// Whether a text points at anyone but us: something is left of it without our own addresses.
pub(super) fn points_elsewhere(text: &str, records: &Records) -> bool {
    let written = text.to_lowercase();
    let own = OURS.iter().filter_map(|path| ours(records, path));
    let rest = own.fold(written.clone(), |rest, own| {
        rest.replace(&own.trim().to_lowercase(), " ")
    });
    let numbers = OURS.iter().filter(|path| path.ends_with("phone"));
    let numbers: Vec<String> = numbers
        .filter_map(|path| Some(national(ours(records, path)?)))
        .collect();
    let domain = ours(records, "organisation.email").and_then(|email| email.rsplit_once('@'));
    let domain = domain.map(|(_, domain)| format!("@{}", domain.to_lowercase()));
    let is_our_mailbox = |word: &str| domain.as_ref().is_some_and(|domain| word.ends_with(domain.as_str()));
    let is_our_number = |piece: &str| !piece.contains(char::is_alphabetic) && numbers.contains(&national(piece));
    let pieces: Vec<&str> = rest.split([';', ',', '\n', '(', ')', ':']).collect();
    let names_us = |piece: &&str| is_our_number(piece) || piece.split_whitespace().any(is_our_mailbox);
    if rest == written && !pieces.iter().any(names_us) {
        return true;
    }
    let is_elsewhere = |piece: &&str| {
        let words = piece.split_whitespace().filter(|word| !is_our_mailbox(word));
        let mut words = words.flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
        !is_our_number(piece) && words.any(|word| !word.is_empty() && !BESIDE_AN_ADDRESS.contains(&word))
    };
    pieces.iter().any(is_elsewhere)
}

/// The last digits of a telephone number, the same with a country code and without one.
fn national(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(9)..].iter().collect()
}
