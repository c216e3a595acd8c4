//! What a new record's file is called.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::folder::Kind;

use super::vocabulary::is_kebab_case;

/// Whether records of a kind are counted by year; the others go by their own name.
pub fn is_numbered(kind: Kind) -> bool {
    matches!(kind, Kind::Request | Kind::Incident)
}

/// The most digits that a number has. What has more was not counted: `2026-4294967295` is somebody's own reference.
const MOST_DIGITS: usize = 6;

/// What Windows takes for a device, whatever stands behind the dot: no clone there could hold such a file.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// The next free number of the year in which it began: `2026-003`.
pub fn next_number(began: NaiveDate, taken: &BTreeSet<String>) -> String {
    let prefix = format!("{}-", began.format("%Y"));
    let numbers = taken
        .range(prefix.clone()..)
        .map_while(|id| id.strip_prefix(&prefix))
        .filter(|digits| digits.len() <= MOST_DIGITS)
        .filter_map(|digits| digits.parse::<u32>().ok());
    format!("{prefix}{:03}", numbers.max().unwrap_or(0).saturating_add(1))
}

/// A name as the name of a file, where enough of it is left and every machine can have such a file.
pub fn from_name(name: &str) -> Option<String> {
    Some(kebab_case(name)).filter(|id| is_kebab_case(id) && !is_device(id))
}

fn is_device(id: &str) -> bool {
    let is_numbered = |device| matches!(id.strip_prefix(device).map(str::as_bytes), Some([b'0'..=b'9']));
    DEVICES.contains(&id) || NUMBERED_DEVICES.into_iter().any(is_numbered)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_counted_does_not_count() {
        let began = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        for (taken, next) in [
            (&[][..], "2026-001"),
            (&["2025-009", "2026-002", "2027-004"], "2026-003"),
            (&["2026-999", "2026-1000"], "2026-1001"),
            (
                &["2026-001", "2026-4294967295", "2026-99999999999", "2026-20260302"],
                "2026-002",
            ),
            (&["2026-laptop", "2026-004"], "2026-005"),
        ] {
            let taken = taken.iter().map(|id| (*id).to_string()).collect();
            assert_eq!(next_number(began, &taken), next, "{taken:?}");
        }
    }

    #[test]
    fn no_name_is_a_device_of_windows() {
        for name in ["Con", "nul", "AUX", "prn", "COM1", "lpt9", "com0", " -con- "] {
            assert_eq!(from_name(name), None, "{name}");
        }
        for (name, id) in [
            ("Com", "com"),
            ("con 1", "con-1"),
            ("com10", "com10"),
            ("Contract", "contract"),
        ] {
            assert_eq!(from_name(name).as_deref(), Some(id), "{name}");
        }
    }
}
