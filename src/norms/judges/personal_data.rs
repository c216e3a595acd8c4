//! Personal data in the records themselves. A record is pseudonymous, because git does not forget: what was committed once
//! stays in the history. So the whole text is searched, comments too.

use std::sync::LazyLock;

use regex::Regex;

use crate::norms::sought::Sought;
use crate::norms::words::{Prose, Words};
use crate::records::tree::Span;
use crate::text;

use super::{Case, Verdict};

/// A pattern of this file, and what of it is sought beforehand. One that did not compile would find nothing for ever, so it is
/// no matter of silence.
macro_rules! pattern {
    ($name:ident, $finder:ident, $pattern:literal) => {
        pub(super) const $name: Sought = Sought::Pattern($pattern);
        pattern!($finder, $pattern);
    };
    ($finder:ident, $pattern:literal) => {
        static $finder: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect("a pattern that compiles"));
    };
}

pattern!(
    NINE_DIGITS,
    NINE_DIGITS_FINDER,
    r"[0-9]{9}|[0-9]{4}[. \u{a0}][0-9]{2}[. \u{a0}][0-9]{3}|[0-9]{3}[._ \u{a0}-][0-9]{3}[._ \u{a0}-][0-9]{3}"
);
pattern!(ACCOUNT, ACCOUNT_FINDER, r"(?-u)\b[A-Za-z]{2}\d{2}");
pub(super) const ADDRESS: Sought = Sought::Letter('@');
pattern!(
    ADDRESS_FINDER,
    r"(?-u)[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
);
pattern!(
    MOBILE,
    MOBILE_FINDER,
    r"(?-u)(?:\+31|\b0031|\(?\b0)[ .-]?(?:\(0\))?[ .-]?6\)?(?:[ ./-]{0,3}\d){8}\b"
);

/// How much of its line is looked at around what is found: a line can be as long as the file.
const AROUND: usize = 256;

/// What a pattern finds in the record's text, with what stands around it on its line.
fn found<'a>(case: &Case<'a, '_>, pattern: &'a LazyLock<Regex>) -> impl Iterator<Item = Found<'a>> {
    let text = case.record.text;
    pattern.find_iter(text).map(move |hit| Found {
        start: hit.start(),
        written: hit.as_str(),
        before: text[text.floor_char_boundary(hit.start().saturating_sub(AROUND))..hit.start()]
            .rsplit('\n')
            .next()
            .unwrap_or_default(),
        after: text[hit.end()..text.ceil_char_boundary(text.len().min(hit.end() + AROUND))]
            .split('\n')
            .next()
            .unwrap_or_default(),
    })
}

struct Found<'a> {
    start: usize,
    written: &'a str,
    before: &'a str,
    after: &'a str,
}

impl Found<'_> {
    fn span(&self) -> Span {
        (self.start..self.start + self.written.len()).into()
    }

    /// Whether it stands by itself, and is no part of a longer number, date or reference: what joins it to a label
    /// (`bsn:…`) does not join it to a number (`2026-…`).
    fn is_whole(&self) -> bool {
        let before = self.before.trim_end_matches(['-', '/', ':', '.', ',', ' ', '\u{a0}']);
        let is_joined = before.len() < self.before.len();
        let ends_in_digit = before.ends_with(|c: char| c.is_ascii_digit());
        let continues = before.ends_with(['+', '_']) || (!is_joined && before.ends_with(char::is_alphanumeric));
        let is_joined_by_space = self.before.ends_with([' ', '\u{a0}']);
        let is_grouped = self.written.contains([' ', '\u{a0}']);
        let is_part_of_number = ends_in_digit && is_joined && (!is_joined_by_space || is_grouped);
        let mut after = self.after.chars();
        let goes_on = match (after.next(), after.next()) {
            (Some(c), _) if c.is_alphanumeric() || c == '_' => true,
            (Some('.' | ',' | '-' | '/'), Some(next)) => next.is_alphanumeric(),
            (Some(' ' | '\u{a0}'), Some(next)) => is_grouped && next.is_ascii_digit(),
            _ => false,
        };
        !continues && !is_part_of_number && !goes_on
    }
}

/// Numbers of nine digits that pass the eleven-test, in one piece or in the groups in which they are printed.
pub(super) fn citizen_service_number(case: &Case) -> Vec<Verdict> {
    let numbers = found(case, &NINE_DIGITS_FINDER).filter(|number| {
        let digits: Vec<u32> = number.written.chars().filter_map(|c| c.to_digit(10)).collect();
        let is_other = is_of_organisation(number.before) || is_of_phone(number.before);
        number.is_whole() && passes_eleven_test(&digits) && !is_other
    });
    numbers.map(|number| Verdict::plain(number.span())).collect()
}

/// A country's code before it makes it a telephone number.
fn is_of_phone(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with("+31") || before.ends_with("0031")
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

/// The tax number of an organisation passes the same test; it is called so on the same line.
fn is_of_organisation(before: &str) -> bool {
    let before = before.to_lowercase();
    before.contains("rsin") && !before.contains("geen rsin")
}

/// Account numbers whose checksum is right, in one piece or in groups.
pub(super) fn bank_account(case: &Case) -> Vec<Verdict> {
    let text = case.record.text;
    let mut end_of_last = 0;
    let mut verdicts = Vec::new();
    let starts = found(case, &ACCOUNT_FINDER).filter(|hit| !hit.before.ends_with(['-', '_', '/']));
    for start in starts.map(|hit| hit.start) {
        let Some(end) = account_end(&text[start..]).map(|length| start + length) else {
            continue;
        };
        if start >= end_of_last {
            verdicts.push(Verdict::plain((start..end).into()));
            end_of_last = end;
        }
    }
    verdicts
}

/// Where the longest valid account number at the beginning of a text ends.
fn account_end(text: &str) -> Option<usize> {
    let mut number = String::new();
    let mut end = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, c)| *c);
        match c {
            c if c.is_ascii_alphanumeric() => number.push(c.to_ascii_uppercase()),
            ' ' | '.' if next.is_some_and(|c| c.is_ascii_alphanumeric()) => continue,
            _ => break,
        }
        let is_whole_word = !next.is_some_and(char::is_alphanumeric);
        if is_whole_word && is_account_number(&number) {
            end = Some(at + 1);
        }
        if number.len() > 34 {
            break;
        }
    }
    end
}

/// ISO 13616: country, check digits and number; with the first four behind the others, the rest of a division by 97 is 1.
fn is_account_number(written: &str) -> bool {
    if !(15..=34).contains(&written.len()) {
        return false;
    }
    let (head, tail) = written.split_at(4);
    let rest = tail.chars().chain(head.chars()).try_fold(0, |rest: u32, c| {
        let digit = c.to_digit(36)?;
        let shifted = if digit < 10 { rest * 10 } else { rest * 100 };
        Some((shifted + digit) % 97)
    });
    rest == Some(1)
}

/// Addresses at providers where people have their own mail; which ones, the norm says.
pub(super) fn private_email(case: &Case) -> Vec<Verdict> {
    let private = found(case, &ADDRESS_FINDER).filter(|address| {
        let domain = address.written.rsplit('@').next().unwrap_or_default().to_lowercase();
        case.with.words.contains(&domain)
    });
    private.map(|address| Verdict::plain(address.span())).collect()
}

/// Where an organisation says how it can be reached.
const NUMBERS_OF_ORGANISATIONS: [&str; 6] = [
    "organisation.phone",
    "officer.phone",
    "representative.phone",
    "counterparty.phone",
    "counterparty.incident_phone",
    "contact",
];

/// Dutch mobile numbers: those of people, unless they stand where an organisation says how it can be reached.
pub(super) fn personal_phone(case: &Case) -> Vec<Verdict> {
    let places = NUMBERS_OF_ORGANISATIONS
        .into_iter()
        .flat_map(|path| case.row.values_at(path));
    let own: Vec<Span> = places.map(|node| node.span).collect();
    let is_own = |span: Span| {
        own.iter()
            .any(|own| own.start() <= span.start() && span.end() <= own.end())
    };
    let numbers = found(case, &MOBILE_FINDER).filter(|number| number.is_whole() && !is_date(number.written));
    numbers
        .map(|number| number.span())
        .filter(|span| !is_own(*span))
        .map(Verdict::plain)
        .collect()
}

/// `06-12-2025`, with whatever number comes behind it.
fn is_date(written: &str) -> bool {
    let parts: Vec<&str> = written.split(['-', '.', '/', ' ']).collect();
    matches!(parts.as_slice(), ["06", month, year, ..] if month.len() == 2 && year.len() == 4)
}

/// A subject that reads as somebody's name: words in capitals without a number, or a form of address.
pub(super) fn personal_name(case: &Case) -> Vec<Verdict> {
    static ADDRESSES: LazyLock<Words> = LazyLock::new(|| {
        Words::of([
            "=dhr", "=mevr", "=mw", "=mevrouw", "=meneer", "de heer", "=mr", "=mrs", "=ms",
        ])
    });
    static REFERENCES: LazyLock<Words> = LazyLock::new(|| {
        Words::of([
            "zaak",
            "case",
            "kenmerk",
            "dossier",
            "verzoek",
            "request",
            "vestiging",
            "afdeling",
            "team",
        ])
    });
    let Some(subject) = case.text("subject") else {
        return Vec::new();
    };
    let is_capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let words: Vec<&str> = subject.split_whitespace().collect();
    let capitals = words.iter().filter(|word| is_capital(word)).count();
    let ends_in_capital = words.last().is_some_and(is_capital);
    let has_number = subject.contains(|c: char| c.is_ascii_digit());
    let prose = Prose::of(subject);
    let is_addressed = ADDRESSES.are_in(&prose);
    let reads_as_name = capitals >= 2 && ends_in_capital && !has_number && !REFERENCES.are_in(&prose);
    if !is_addressed && !reads_as_name {
        return Vec::new();
    }
    let message = text!("‘{subject}’ leest als een naam", "‘{subject}’ reads as a name");
    vec![case.wrong("subject", message)]
}

#[cfg(test)]
mod tests {
    use super::*;

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
