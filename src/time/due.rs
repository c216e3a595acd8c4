//! What counting yields: two ends, the safe one and the last defensible one, and the steps that led to them.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, Utc};

use crate::text::{Lang, Text};

use super::{Moment, Zone, day_in_words};

/// The end of a period: the last hour of a day, or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Through the end of this day.
    Day(NaiveDate),
    /// Up to and including this instant, at the offset that holds there and then.
    At(DateTime<FixedOffset>),
}

impl End {
    /// Whether the end lies behind `now`.
    pub fn is_past(self, now: DateTime<Utc>, zone: Zone) -> bool {
        match self {
            End::Day(day) => zone.day(Moment::Exact(now.fixed_offset())) > day,
            End::At(at) => now > at,
        }
    }

    /// Whether something done at `moment` was done in time. A bare date counts as that whole day:
    /// against an instant it is in time only where every moment of the day is.
    pub fn is_kept_by(self, moment: Moment, zone: Zone) -> bool {
        match self {
            End::Day(day) => zone.day(moment) <= day,
            End::At(at) => zone.last_instant(moment).is_ok_and(|done| done <= at),
        }
    }

    /// The instant at which the period is over, for ordering ends of both sorts.
    pub fn over_at(self, zone: Zone) -> DateTime<Utc> {
        match self {
            End::At(at) => at.to_utc(),
            End::Day(day) => {
                let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
                // A day has a first moment in every zone, so this cannot fail.
                zone.instant(Moment::Day(next)).unwrap_or_else(|gap| gap.next).to_utc()
            }
        }
    }

    /// The day on which it falls.
    pub fn day(self, zone: Zone) -> NaiveDate {
        match self {
            End::Day(day) => day,
            End::At(at) => zone.day(Moment::Exact(at)),
        }
    }

    /// For a reader: `zondag 2026-04-05`, `maandag 2026-03-30 16:00 (+02:00)`.
    pub fn in_words(self, lang: Lang) -> String {
        match self {
            End::Day(day) => day_in_words(day, lang),
            End::At(at) => instant_in_words(at, lang),
        }
    }
}

/// An instant for a reader, with its offset, because in October an hour comes twice.
pub(super) fn instant_in_words(at: DateTime<FixedOffset>, lang: Lang) -> String {
    let seconds = if at.format("%S%.f").to_string() == "00" {
        "%H:%M"
    } else {
        "%H:%M:%S%.f"
    };
    format!(
        "{} {} ({})",
        day_in_words(at.date_naive(), lang),
        at.format(seconds),
        at.offset()
    )
}

/// A date, or an instant with offset: as `--format json` gives it.
impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Day(day) => Moment::Day(*day).fmt(f),
            End::At(at) => Moment::Exact(*at).fmt(f),
        }
    }
}

/// The two ends of a period, and how they were found.
#[derive(Clone, Debug)]
pub struct Due {
    /// The safe end: the term without any extension.
    pub by: End,
    /// The last defensible end: with the extension that the regime grants.
    pub latest: End,
    /// How they were found, in order.
    pub steps: Vec<Step>,
}

/// How something was counted: a sentence that is made when somebody asks for it, for most clocks are never explained.
#[derive(Clone)]
pub struct Step(Arc<dyn Fn(Lang) -> String + Send + Sync>);

impl Step {
    pub fn by(say: impl Fn(Lang) -> String + Send + Sync + 'static) -> Step {
        Step(Arc::new(say))
    }

    /// One that is the same whatever is counted.
    pub fn fixed(nl: &'static str, en: &'static str) -> Step {
        Step::by(move |lang| lang.pick(nl, en).to_string())
    }

    fn text(&self) -> Text {
        Text::by(|lang| self.0(lang))
    }
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl Due {
    /// The steps, and what they come to.
    pub fn explained(&self) -> Vec<Text> {
        let conclusion = Text::by(|lang| {
            let (by, latest) = (self.by.in_words(lang), self.latest.in_words(lang));
            match (lang, self.by == self.latest) {
                (Lang::Nl, true) => format!("uiterlijk: {by}."),
                (Lang::En, true) => format!("due: {by}."),
                (Lang::Nl, false) => format!("veilig: {by}; laatst verdedigbaar: {latest}."),
                (Lang::En, false) => format!("safe: {by}; last defensible: {latest}."),
            }
        });
        self.steps.iter().map(Step::text).chain([conclusion]).collect()
    }
}
