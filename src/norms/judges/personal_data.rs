//! Personal data in the records themselves. A record is pseudonymous, because git does not forget: what was committed once
//! stays in the history. So the whole text is searched, comments too.

use std::sync::LazyLock;

use regex::Regex;

use crate::records::Path;
use crate::records::tree::Span;
use crate::text;

use super::{Case, Verdict};

/// A pattern of this file; that each compiles is tested.
macro_rules! pattern {
    ($name:ident, $pattern:literal) => {
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($pattern).ok());
    };
}

pattern!(NINE_DIGITS, r"(?-u)\b(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3} \d{3} \d{3})\b");
pattern!(
    ACCOUNT,
    r"(?-u)\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"
);
pattern!(ADDRESS, r"(?-u)[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+");
pattern!(
    MOBILE,
    r"(?-u)(?:\+31|\b0031|\b0)[ .-]?(?:\(0\))?[ .-]?6(?:[ .-]?\d){8}\b"
);

/// What a pattern finds in the record's text, and what stands before it on its line.
fn found<'a>(case: &Case<'a, '_>, pattern: &'a LazyLock<Option<Regex>>) -> impl Iterator<Item = Found<'a>> {
    let text = case.record.text;
    let matches = LazyLock::force(pattern)
        .iter()
        .flat_map(move |pattern| pattern.find_iter(text));
    matches.map(move |hit| Found {
        span: hit.range().into(),
        written: hit.as_str(),
        before: text[..hit.start()].rsplit('\n').next().unwrap_or_default(),
        after: text[hit.end()..].chars().next(),
    })
}

struct Found<'a> {
    span: Span,
    written: &'a str,
    before: &'a str,
    after: Option<char>,
}

impl Found<'_> {
    /// Whether it stands by itself, and is no part of a longer number, date or name.
    fn is_whole(&self) -> bool {
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | ':' | '+');
        !self.before.ends_with(joins) && !self.after.is_some_and(joins)
    }
}

/// Numbers of nine digits that pass the eleven-test, in one piece or in the groups in which they are printed.
pub(super) fn citizen_service_number(case: &Case) -> Vec<Verdict> {
    let numbers = found(case, &NINE_DIGITS).filter(|number| {
        let digits: Vec<u32> = number.written.chars().filter_map(|c| c.to_digit(10)).collect();
        number.is_whole() && passes_eleven_test(&digits) && !is_of_organisation(number.before)
    });
    numbers.map(|number| Verdict::plain(number.span)).collect()
}

/// 9, 8, … 2 times the digits, less the last one, is a multiple of eleven.
fn passes_eleven_test(digits: &[u32]) -> bool {
    let (Some(last), 9) = (digits.last(), digits.len()) else {
        return false;
    };
    let sum: u32 = digits
        .iter()
        .zip((2..=9).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    sum > 0 && sum % 11 == *last
}

/// The tax number of an organisation passes the same test.
fn is_of_organisation(before: &str) -> bool {
    let before = before.to_lowercase();
    let word = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    word.ends_with("rsin")
}

/// Account numbers whose checksum is right.
pub(super) fn bank_account(case: &Case) -> Vec<Verdict> {
    let numbers = found(case, &ACCOUNT).filter(|number| number.is_whole());
    let valid = numbers.filter(|number| is_account_number(&number.written.replace(' ', "")));
    valid.map(|number| Verdict::plain(number.span)).collect()
}

/// ISO 13616: country, check digits and number; with the first four behind the others, the rest of a division by 97 is 1.
fn is_account_number(written: &str) -> bool {
    let (head, tail) = written.split_at(4);
    let rest = tail.chars().chain(head.chars()).try_fold(0, |rest: u32, c| {
        let digit = c.to_digit(36)?;
        let shifted = if digit < 10 { rest * 10 } else { rest * 100 };
        Some((shifted + digit) % 97)
    });
    written.len() <= 34 && rest == Some(1)
}

/// Addresses at providers where people have their own mail; which ones, the norm says.
pub(super) fn private_email(case: &Case) -> Vec<Verdict> {
    let private = found(case, &ADDRESS).filter(|address| {
        let domain = address.written.rsplit('@').next().unwrap_or_default().to_lowercase();
        case.with.words.contains(&domain)
    });
    private.map(|address| Verdict::plain(address.span)).collect()
}

/// Where an organisation says how it can be reached.
const NUMBERS_OF_ORGANISATIONS: [&str; 5] = [
    "organisation.phone",
    "officer.phone",
    "representative.phone",
    "counterparty.phone",
    "counterparty.incident_phone",
];

/// Dutch mobile numbers: those of people, unless they stand where an organisation says how it can be reached.
pub(super) fn personal_phone(case: &Case) -> Vec<Verdict> {
    let places = NUMBERS_OF_ORGANISATIONS
        .into_iter()
        .flat_map(|path| case.row.at(&Path::parse(path)));
    let own: Vec<Span> = places.map(|node| node.span).collect();
    let is_own = |span: Span| own.iter().any(|own| own.start <= span.start && span.end <= own.end);
    let numbers = found(case, &MOBILE).filter(|number| number.is_whole() && !is_own(number.span));
    numbers.map(|number| Verdict::plain(number.span)).collect()
}

/// A subject that reads as somebody's name: words in capitals without a number, or a form of address.
pub(super) fn personal_name(case: &Case) -> Vec<Verdict> {
    const ADDRESSES: &[&str] = &["dhr", "mevr", "mw ", "mw.", "meneer", "de heer", "mr.", "mrs", "ms."];
    let Some(subject) = case.text("subject") else {
        return Vec::new();
    };
    let is_capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let words: Vec<&str> = subject.split_whitespace().collect();
    let capitals = words.iter().filter(|word| is_capital(word)).count();
    let ends_in_capital = words.last().is_some_and(is_capital);
    let has_number = subject.contains(|c: char| c.is_ascii_digit());
    let is_addressed = ADDRESSES
        .iter()
        .any(|address| subject.to_lowercase().starts_with(address));
    if has_number || !(is_addressed || (capitals >= 2 && ends_in_capital)) {
        return Vec::new();
    }
    let message = text!("‘{subject}’ leest als een naam", "‘{subject}’ reads as a name");
    vec![case.wrong("subject", message)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for pattern in [&NINE_DIGITS, &ACCOUNT, &ADDRESS, &MOBILE] {
            assert!(pattern.is_some());
        }
    }

    /// 111222333 is the published test number; 123456782 passes too, 123456789 does not.
    #[test]
    fn eleven_test() {
        let digits = |written: &str| written.chars().filter_map(|c| c.to_digit(10)).collect::<Vec<_>>();
        for (written, expected) in [
            ("111222333", true),
            ("123456782", true),
            ("123456789", false),
            ("000000000", false),
            ("12345678", false),
        ] {
            assert_eq!(passes_eleven_test(&digits(written)), expected, "{written}");
        }
    }

    /// The examples of the standard's registry.
    #[test]
    fn account_numbers() {
        assert!(is_account_number("NL91ABNA0417164300"));
        assert!(is_account_number("GB29NWBK60161331926819"));
        assert!(is_account_number("DE89370400440532013000"));
        assert!(!is_account_number("NL91ABNA0417164301"));
    }
}
