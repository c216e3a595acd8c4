//! A term: a whole number and a unit, as people, contracts and statutes write it.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};

use crate::text;
use crate::text::{Lang, Text, single_spaced};

use super::holidays;

/// The units in which the sources express their terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Hours,
    Days,
    WorkingDays,
    Weeks,
    Months,
    Years,
}

/// A term such as `72h`, `14 days`, `1 month`. Written in English, Dutch or ISO 8601; shown in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    pub number: u32,
    pub unit: Unit,
}

/// Every word for a unit that is read. The first of a unit is the one that is written: singular, plural.
const WORDS: &[(&str, Unit)] = &[
    ("h", Unit::Hours),
    ("hour", Unit::Hours),
    ("hours", Unit::Hours),
    ("uur", Unit::Hours),
    ("uren", Unit::Hours),
    ("d", Unit::Days),
    ("day", Unit::Days),
    ("days", Unit::Days),
    ("dag", Unit::Days),
    ("dagen", Unit::Days),
    ("working day", Unit::WorkingDays),
    ("working days", Unit::WorkingDays),
    ("business day", Unit::WorkingDays),
    ("business days", Unit::WorkingDays),
    ("werkdag", Unit::WorkingDays),
    ("werkdagen", Unit::WorkingDays),
    ("w", Unit::Weeks),
    ("week", Unit::Weeks),
    ("weeks", Unit::Weeks),
    ("weken", Unit::Weeks),
    ("month", Unit::Months),
    ("months", Unit::Months),
    ("maand", Unit::Months),
    ("maanden", Unit::Months),
    ("y", Unit::Years),
    ("year", Unit::Years),
    ("years", Unit::Years),
    ("jaar", Unit::Years),
    ("jaren", Unit::Years),
];

impl Term {
    pub const fn new(number: u32, unit: Unit) -> Self {
        Term { number, unit }
    }

    /// The term in the reader's language: `72 uur`, `14 days`.
    pub fn in_words(self, lang: Lang) -> String {
        let n = self.number;
        let one = n == 1;
        let (nl, en) = match self.unit {
            Unit::Hours => ("uur", if one { "hour" } else { "hours" }),
            Unit::Days => (if one { "dag" } else { "dagen" }, if one { "day" } else { "days" }),
            Unit::WorkingDays => (
                if one { "werkdag" } else { "werkdagen" },
                if one { "working day" } else { "working days" },
            ),
            Unit::Weeks => (if one { "week" } else { "weken" }, if one { "week" } else { "weeks" }),
            Unit::Months => (
                if one { "maand" } else { "maanden" },
                if one { "month" } else { "months" },
            ),
            Unit::Years => ("jaar", if one { "year" } else { "years" }),
        };
        format!("{n} {}", lang.pick(nl, en))
    }

    /// Whether some start gives this term a later end than `other`, before any extension:
    /// what makes a house's or a contract's term laxer than the law's.
    pub fn can_outlast(self, other: Term) -> bool {
        match (self.calendar_months(), other.calendar_months()) {
            (Some(ours), Some(theirs)) => ours > theirs,
            _ if self.unit == Unit::Hours && other.unit == Unit::Hours => self.number > other.number,
            // Hours end at an instant, all else with the last hour of a day: up to a day after as many hours.
            _ if other.unit == Unit::Hours => (self.days().1 + 1) * 24 > u64::from(other.number),
            _ => self.days().1 > other.days().0,
        }
    }

    /// Months and years are one family: twelve months are a year from every start.
    fn calendar_months(self) -> Option<u64> {
        match self.unit {
            Unit::Months => Some(u64::from(self.number)),
            Unit::Years => Some(u64::from(self.number) * 12),
            _ => None,
        }
    }

    /// The fewest and the most days that this term can be, from any start in a cycle of leap years.
    fn days(self) -> (u64, u64) {
        let n = u64::from(self.number);
        let exactly = |days| (days, days);
        match self.unit {
            Unit::Hours => exactly(n.div_ceil(24)),
            Unit::Days => exactly(n),
            Unit::Weeks => exactly(n * 7),
            // Nobody counts years in working days; beyond one weeks of five, and a holiday in each month, are near enough.
            Unit::WorkingDays if n > 260 => (n, n.div_ceil(5) * 7 + n / 20 + 14),
            Unit::WorkingDays => self.extremes(|start| {
                let working = |day: &NaiveDate| !holidays::is_weekend(*day) && holidays::recognised(*day).is_none();
                match self.number {
                    0 => Some(start),
                    n => start.iter_days().skip(1).filter(working).nth(n as usize - 1),
                }
            }),
            // No calendar goes so far; a month has from 28 to 31 days there too.
            Unit::Months | Unit::Years if self.calendar_months() > Some(MOST_MONTHS) => {
                let months = self.calendar_months().unwrap_or_default();
                (months * 28, months * 31)
            }
            Unit::Months | Unit::Years => self.extremes(|start| {
                let months = u32::try_from(self.calendar_months()?).ok()?;
                start.checked_add_months(Months::new(months))
            }),
        }
    }

    fn extremes(self, end: impl Fn(NaiveDate) -> Option<NaiveDate>) -> (u64, u64) {
        let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
        let lengths = first
            .iter_days()
            .take(4 * 365 + 1)
            .filter_map(|start| u64::try_from((end(start)? - start).num_days()).ok());
        lengths.fold((u64::MAX, 0), |(least, most), length| {
            (least.min(length), most.max(length))
        })
    }

    /// The same date so many months later or earlier; a day that the month lacks becomes the month's last day
    /// (Regulation 1182/71, article 3(2)(c)).
    pub(super) fn shift_months(date: NaiveDate, months: u32, back: bool) -> Option<NaiveDate> {
        let shifted = if back {
            date.checked_sub_months(Months::new(months))
        } else {
            date.checked_add_months(Months::new(months))
        };
        shifted.filter(|date| (0..=9999).contains(&date.year()))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Unit::Hours => write!(f, "{}h", self.number),
            _ => f.write_str(&self.in_words(Lang::En)),
        }
    }
}

/// As many months as there are in the years that are counted in.
const MOST_MONTHS: u64 = 9999 * 12;

/// More digits than this are a slip of the key, not a term.
const MOST_DIGITS: usize = 9;

/// The written form of a term as a regular expression, for editors; made from the same words that the reader knows.
pub fn pattern() -> String {
    let words: Vec<String> = WORDS
        .iter()
        .map(|(word, _)| word.chars().map(any_case).collect())
        .collect();
    let digits = format!("[0-9]{{1,{MOST_DIGITS}}}");
    let words = words.join("|");
    format!(r"^\s*({digits}\s*({words})|P({digits}[DWMY]|T{digits}H))\s*$")
}

fn any_case(c: char) -> String {
    match c {
        ' ' => r"\s+".to_string(),
        c => format!("[{c}{}]", c.to_ascii_uppercase()),
    }
}

impl FromStr for Term {
    type Err = Text;

    fn from_str(written: &str) -> Result<Self, Text> {
        let words = single_spaced(written);
        if let Some(iso) = words.strip_prefix('P') {
            return iso_8601(iso).ok_or_else(|| {
                text!(
                    "‘{written}’ is geen termijn van één getal en één eenheid: schrijf bijvoorbeeld P14D, P4W, P1M of PT72H",
                    "‘{written}’ is not a term of one number and one unit: write for example P14D, P4W, P1M or PT72H",
                )
            });
        }
        let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, unit) = words.split_at(digits);
        let unit = unit.trim_start();
        if number.is_empty() {
            return Err(text!(
                "‘{written}’ is geen termijn: schrijf een heel getal en een eenheid, zoals 72h, 14 dagen, 4 weken of 1 maand",
                "‘{written}’ is not a term: write a whole number and a unit, such as 72h, 14 days, 4 weeks or 1 month",
            ));
        }
        if unit.eq_ignore_ascii_case("m") {
            return Err(text!(
                "‘{written}’ is dubbelzinnig: schrijf ‘{number} maanden’; minuten kent geen enkele termijn",
                "‘{written}’ is ambiguous: write ‘{number} months’; no term is in minutes",
            ));
        }
        let Some((_, unit)) = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(unit)) else {
            return Err(text!(
                "‘{written}’ heeft geen bekende eenheid: schrijf uur, dagen, werkdagen, weken, maanden of jaar achter het hele getal",
                "‘{written}’ has no known unit: write hours, days, working days, weeks, months or years after the whole number",
            ));
        };
        short_number(number)
            .map(|number| Term::new(number, *unit))
            .ok_or_else(|| {
                text!(
                    "‘{written}’ is langer dan geteld kan worden",
                    "‘{written}’ is longer than can be counted",
                )
            })
    }
}

/// ISO 8601 durations of a single component, after the `P`.
fn iso_8601(rest: &str) -> Option<Term> {
    let (digits, units): (&str, &[(char, Unit)]) = match rest.strip_prefix('T') {
        Some(time) => (time, &[('H', Unit::Hours)]),
        None => (
            rest,
            &[
                ('D', Unit::Days),
                ('W', Unit::Weeks),
                ('M', Unit::Months),
                ('Y', Unit::Years),
            ],
        ),
    };
    units.iter().find_map(|(letter, unit)| {
        let number = digits.strip_suffix(*letter)?;
        short_number(number).map(|number| Term::new(number, *unit))
    })
}

fn short_number(digits: &str) -> Option<u32> {
    let plain = digits.len() <= MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(written: &str) -> Term {
        written.parse().unwrap()
    }

    #[test]
    fn three_languages_say_the_same() {
        for (same, number, unit) in [
            (&["72h", "72 h", "72 hours", "72 uur", "PT72H"][..], 72, Unit::Hours),
            (&["14 days", "14d", "14 dagen", "14  Dagen", "P14D"], 14, Unit::Days),
            (&["5 working days", "5 werkdagen"], 5, Unit::WorkingDays),
            (&["4 weeks", "4w", "4 weken", "P4W"], 4, Unit::Weeks),
            (&["1 month", "1 maand", "P1M"], 1, Unit::Months),
            (&["2 years", "2 jaar", "2y", "P2Y"], 2, Unit::Years),
        ] {
            for written in same {
                assert_eq!(term(written), Term::new(number, unit), "{written}");
            }
        }
    }

    #[test]
    fn what_is_not_one_number_and_one_unit_is_refused() {
        for written in [
            "",
            "days",
            "3m",
            "3 m",
            "1.5 days",
            "-1 day",
            "+1 day",
            "14",
            "14 dayz",
            "P",
            "PT",
            "P1Y6M",
            "PT5M",
            "P-1D",
            "P1.5D",
            "9223372036854775808 days",
            "P9223372036854775808D",
            "١٤ days",
            // The sign for kelvin, of which the small letter is a k.
            "4 wee\u{212a}s",
        ] {
            assert!(written.parse::<Term>().is_err(), "{written}");
        }
    }

    #[test]
    fn written_terms_read_back() {
        for unit in [
            Unit::Hours,
            Unit::Days,
            Unit::WorkingDays,
            Unit::Weeks,
            Unit::Months,
            Unit::Years,
        ] {
            for number in [0, 1, 2, 14] {
                let it = Term::new(number, unit);
                assert_eq!(term(&it.to_string()), it);
                assert_eq!(term(&it.in_words(Lang::Nl)), it);
                assert_eq!(term(&it.in_words(Lang::En)), it);
            }
        }
    }

    #[test]
    fn laxer_is_a_later_end_from_some_start() {
        // Four weeks are never longer than a month: 28 days is February.
        assert!(!term("4 weeks").can_outlast(term("1 month")));
        assert!(term("29 days").can_outlast(term("1 month")));
        assert!(term("1 month").can_outlast(term("30 days")));
        assert!(!term("1 month").can_outlast(term("31 days")));
        assert!(term("1 month").can_outlast(term("0 days")));
        assert!(!term("12 months").can_outlast(term("1 year")));
        assert!(term("13 months").can_outlast(term("1 year")));
        assert!(!term("72h").can_outlast(term("3 days")));
        assert!(term("73h").can_outlast(term("72h")));
        // Three days end with the last hour of a day: later than 72 hours from almost every start.
        assert!(term("3 days").can_outlast(term("72h")));
        assert!(!term("2 days").can_outlast(term("72h")));
        // Twenty working days from the end of April, with its holidays, run into June.
        assert!(term("20 working days").can_outlast(term("1 month")));
        assert!(!term("10 working days").can_outlast(term("1 month")));
    }
}
