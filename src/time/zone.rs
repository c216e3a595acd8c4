//! The zone in which a folder's days begin and end. The zone library stays behind this file.

use std::str::FromStr;

use chrono::{
    DateTime, Datelike, Duration, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc,
    Weekday,
};
use chrono_tz::Tz;

use crate::text;
use crate::text::{Lang, Text};

use super::Moment;

/// An IANA time zone, such as `Europe/Amsterdam`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

/// A local time that the clock jumped over in spring, and the first moment after the jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    pub written: NaiveDateTime,
    pub next: DateTime<FixedOffset>,
}

impl Skipped {
    /// What is wrong, and what to write instead.
    pub fn text(self, zone: Zone) -> Text {
        let (written, next, zone) = (
            self.written.format("%Y-%m-%d %H:%M"),
            self.next.format("%H:%M"),
            zone.name(),
        );
        text!(
            "{written} bestaat niet in {zone}: de klok sprong vooruit; bedoeld is waarschijnlijk {next}",
            "{written} does not exist in {zone}: the clock went forward; probably {next} is meant",
        )
    }
}

impl Default for Zone {
    fn default() -> Self {
        Zone(Tz::Europe__Amsterdam)
    }
}

impl FromStr for Zone {
    type Err = Text;

    fn from_str(name: &str) -> Result<Self, Text> {
        name.parse().map(Zone).map_err(|_| {
            text!(
                "‘{name}’ is geen bekende tijdzone; schrijf een IANA-naam zoals Europe/Amsterdam",
                "‘{name}’ is not a known time zone; write an IANA name such as Europe/Amsterdam",
            )
        })
    }
}

impl Zone {
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The day on which a moment falls here.
    pub fn day(self, moment: Moment) -> NaiveDate {
        match moment {
            Moment::Day(day) => day,
            Moment::Local(local) => local.date(),
            Moment::Exact(instant) => instant.with_timezone(&self.0).date_naive(),
        }
    }

    /// The instant of a moment: the first of a day, the earlier of an hour that comes twice in autumn.
    pub fn instant(self, moment: Moment) -> Result<DateTime<FixedOffset>, Skipped> {
        match moment {
            // A day that does not begin at midnight (some zones change the clock there) begins at its first moment.
            Moment::Day(day) => Ok(self
                .instant(Moment::Local(day.and_time(NaiveTime::MIN)))
                .unwrap_or_else(|gap| gap.next)),
            Moment::Exact(instant) => Ok(self.local(instant.to_utc())),
            Moment::Local(written) => match self.0.from_local_datetime(&written) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(at.fixed_offset()),
                LocalResult::None => Err(Skipped {
                    written,
                    next: self.after_gap(written),
                }),
            },
        }
    }

    /// Whether a moment has come: it lies at an instant or before it. One that the clock skipped never comes.
    pub fn has_come(self, moment: Moment, now: DateTime<Utc>) -> bool {
        let written = match moment {
            Moment::Exact(at) => return at <= now,
            Moment::Day(day) => day.and_time(NaiveTime::MIN).and_utc(),
            Moment::Local(_) if self.instant(moment).is_err() => return false,
            Moment::Local(written) => written.and_utc(),
        };
        // No zone is a day from UTC, so most moments need not be looked up.
        match (now - written).num_days() {
            1.. => true,
            ..=-1 => false,
            0 => self.instant(moment).is_ok_and(|at| at <= now),
        }
    }

    /// The last instant that a moment as written can mean: the end of a bare date.
    pub fn last_instant(self, moment: Moment) -> Result<DateTime<FixedOffset>, Skipped> {
        match moment {
            Moment::Day(day) => match day.succ_opt() {
                Some(next) => Ok(self.instant(Moment::Day(next))? - Duration::seconds(1)),
                None => self.instant(moment),
            },
            _ => self.instant(moment),
        }
    }

    /// Whether two moments are the same one: with an offset or in local time, as long as it is the same instant.
    pub fn is_same(self, one: Moment, other: Moment) -> bool {
        if one.is_day() || other.is_day() {
            return one == other;
        }
        match (self.instant(one), self.instant(other)) {
            (Ok(one), Ok(other)) => one == other,
            _ => one == other,
        }
    }

    /// Whether the local time comes twice, because the clock went back.
    pub fn comes_twice(self, moment: Moment) -> bool {
        matches!(moment, Moment::Local(local) if matches!(self.0.from_local_datetime(&local), LocalResult::Ambiguous(..)))
    }

    pub fn local(self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        let local = instant.with_timezone(&self.0);
        instant.with_timezone(&local.offset().fix())
    }

    fn after_gap(self, written: NaiveDateTime) -> DateTime<FixedOffset> {
        // The offset an hour and more before the gap maps the written time to just after it.
        let before = written - Duration::hours(4);
        let offset = match self.0.from_local_datetime(&before) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.offset().fix(),
            LocalResult::None => Utc.fix(),
        };
        self.local((written - Duration::seconds(i64::from(offset.local_minus_utc()))).and_utc())
    }
}

/// A day within its year: `5 april`, `5 April`.
pub fn day_of_year_in_words(day: NaiveDate, lang: Lang) -> String {
    format!("{} {}", day.day(), month_in_words(day.month0(), lang))
}

/// A month, from 0.
pub fn month_in_words(month0: u32, lang: Lang) -> &'static str {
    let name = usize::try_from(month0).ok().and_then(|month| MONTHS.get(month));
    name.map_or("", |(nl, en)| lang.pick(nl, en))
}

const MONTHS: [(&str, &str); 12] = [
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];

/// A date with its day of the week: `zondag 2026-04-05`.
pub fn day_in_words(day: NaiveDate, lang: Lang) -> String {
    let (nl, en) = match day.weekday() {
        Weekday::Mon => ("maandag", "Monday"),
        Weekday::Tue => ("dinsdag", "Tuesday"),
        Weekday::Wed => ("woensdag", "Wednesday"),
        Weekday::Thu => ("donderdag", "Thursday"),
        Weekday::Fri => ("vrijdag", "Friday"),
        Weekday::Sat => ("zaterdag", "Saturday"),
        Weekday::Sun => ("zondag", "Sunday"),
    };
    format!("{} {day}", lang.pick(nl, en))
}
