//! A moment as a person writes it: a date, a local time, or an instant with its offset.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};

use crate::text;
use crate::text::Text;

/// A moment as written: how exact it is, is part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A date without a time.
    Day(NaiveDate),
    /// A date and a time in the folder's zone.
    Local(NaiveDateTime),
    /// A date and a time with an offset from UTC.
    Exact(DateTime<FixedOffset>),
}

impl Moment {
    pub fn is_day(self) -> bool {
        matches!(self, Moment::Day(_))
    }
}

/// As TOML and ISO 8601 write it; seconds always, a fraction only where there is one.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(day) => write!(f, "{day}"),
            Moment::Local(local) => write!(f, "{}", local.format("%Y-%m-%dT%H:%M:%S%.f")),
            Moment::Exact(at) => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%S%.f%:z")),
        }
    }
}

impl FromStr for Moment {
    type Err = Text;

    /// Reads `2026-03-27`, `2026-03-27T15:00`, `2026-03-27 15:00:30`, each time with or without `+01:00` or `Z`.
    fn from_str(written: &str) -> Result<Self, Text> {
        parse(written.trim()).ok_or_else(|| {
            text!(
                "‘{written}’ is geen bestaand moment: schrijf een datum zoals 2026-03-27 of een tijdstip zoals 2026-03-27T15:00 of 2026-03-27T15:00+01:00",
                "‘{written}’ is not a moment that exists: write a date such as 2026-03-27 or a time such as 2026-03-27T15:00 or 2026-03-27T15:00+01:00",
            )
        })
    }
}

/// An instant for a reader: `2026-03-27 15:00 (+01:00)`.
pub fn to_the_minute(at: DateTime<FixedOffset>) -> String {
    at.format("%Y-%m-%d %H:%M (%:z)").to_string()
}

fn parse(written: &str) -> Option<Moment> {
    let head = written.get(..10)?;
    let shaped = head.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    });
    let day = NaiveDate::parse_from_str(head, "%Y-%m-%d")
        .ok()
        .filter(|day| shaped && (0..=9999).contains(&day.year()))?;
    let rest = &written[10..];
    if rest.is_empty() {
        return Some(Moment::Day(day));
    }
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let split = time.find(['+', '-', 'Z', 'z']).unwrap_or(time.len());
    let (clock, offset) = time.split_at(split);
    if !clock.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.') || clock.len() < 5 {
        return None;
    }
    let format = if clock.len() == 5 { "%H:%M" } else { "%H:%M:%S%.f" };
    let clock = chrono::NaiveTime::parse_from_str(clock, format).ok()?;
    let local = day.and_time(clock);
    match offset {
        "" => Some(Moment::Local(local)),
        "Z" | "z" => Some(Moment::Exact(local.and_utc().fixed_offset())),
        _ => {
            let shaped = offset.len() == 6 && offset.as_bytes()[3] == b':';
            let offset = offset.parse::<FixedOffset>().ok().filter(|_| shaped)?;
            local.and_local_timezone(offset).single().map(Moment::Exact)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for written in [
            "2026-03-27",
            "2026-03-27T15:00:00",
            "2026-03-27T15:00:00.250",
            "2026-03-27T15:00:00+01:00",
            "0000-01-01",
            "9999-12-31T23:59:59-00:30",
        ] {
            assert_eq!(written.parse::<Moment>().unwrap().to_string(), written);
        }
        assert_eq!(
            "2026-03-27 15:00Z".parse::<Moment>().unwrap().to_string(),
            "2026-03-27T15:00:00+00:00"
        );
    }

    #[test]
    fn refuses_what_does_not_exist() {
        for written in [
            "",
            "2026",
            "2026-02-29",
            "2026-3-27",
            "27-03-2026",
            "2026-03-27T",
            "2026-03-27T25:00",
            "2026-03-27T15",
            "2026-03-27T15:00+1",
            "2026-03-27T15:00+0100",
            "2026-03-27T15:00 CET",
            "+026-03-27",
            "2026-03-27x",
            "é026-03-27",
        ] {
            assert!(written.parse::<Moment>().is_err(), "{written}");
        }
    }
}
