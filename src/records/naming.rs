//! What a new record's file is called.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::folder::Kind;

use super::vocabulary::is_kebab_case;

/// Whether records of a kind are counted by year; the others go by their own name.
pub fn is_numbered(kind: Kind) -> bool {
    matches!(kind, Kind::Request | Kind::Incident)
}

/// The next free number of the year in which it began: `2026-003`.
pub fn next_number(began: NaiveDate, taken: &BTreeSet<String>) -> String {
    let prefix = format!("{}-", began.format("%Y"));
    let numbers = taken
        .iter()
        .filter_map(|id| id.strip_prefix(&prefix)?.parse::<u32>().ok());
    format!("{prefix}{:03}", numbers.max().unwrap_or(0).saturating_add(1))
}

/// A name as the name of a file, where enough of it is left.
pub fn from_name(name: &str) -> Option<String> {
    Some(kebab_case(name)).filter(|id| is_kebab_case(id))
}

fn kebab_case(name: &str) -> String {
    let letters = name.to_lowercase().chars().map(plain_letter).collect::<String>();
    let joined: String = letters
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    joined
        .split('-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// A small letter without the marks that Dutch and its neighbours put on it.
pub fn plain_letter(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        c => c,
    }
}
