//! How long there still is: the group of the list that a duty stands in, and its countdown.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::norms::duties::{Clock, Status};
use crate::text::Lang;
use crate::time::{End, Moment, Zone};

use super::Tone;
use super::clock::short_day;

/// The moment of looking, and the zone in which days begin.
#[derive(Clone, Copy)]
pub struct At {
    pub now: DateTime<Utc>,
    pub zone: Zone,
}

impl At {
    pub fn today(self) -> NaiveDate {
        self.zone.day(Moment::Exact(self.now.fixed_offset()))
    }

    /// The last of the seven days that begin today.
    fn week_ends(self) -> NaiveDate {
        let today = self.today();
        today.checked_add_days(Days::new(6)).unwrap_or(today)
    }
}

/// Where in the list a duty stands: what asks most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Late,
    AtLimit,
    /// What must be done without delay too: that is for today.
    Today,
    ThisWeek,
    Later,
    Done,
}

impl Stage {
    /// Where the clock that leads a duty puts it.
    pub fn of(clock: &Clock, at: At) -> Stage {
        match (clock.status, &clock.due) {
            (Status::Late, _) => Stage::Late,
            (Status::AtLimit, _) => Stage::AtLimit,
            (Status::Met | Status::MetLate, _) => Stage::Done,
            (_, Some(due)) if due.by.day(at.zone) > at.week_ends() => Stage::Later,
            (_, Some(due)) if due.by.day(at.zone) > at.today() => Stage::ThisWeek,
            _ => Stage::Today,
        }
    }

    /// What stands above so many duties.
    pub fn heading(self, count: usize, at: At, lang: Lang) -> String {
        let words = match self {
            Stage::Late => lang.pick("te laat", "late"),
            Stage::AtLimit => lang.pick("op de grens", "at the limit"),
            Stage::Today => lang.pick("vandaag", "today"),
            Stage::ThisWeek => lang.pick("deze week, t/m", "this week, through"),
            Stage::Later => lang.pick("later", "later"),
            Stage::Done => lang.pick("gedaan", "done"),
        };
        let through = match self {
            Stage::ThisWeek => format!(" {}", short_day(at.week_ends(), lang)),
            _ => String::new(),
        };
        format!("{words}{through} ({count})")
    }

    pub fn tone(self) -> Tone {
        match self {
            Stage::Late => Tone::Alarm,
            Stage::AtLimit => Tone::Caution,
            Stage::Today => Tone::Notice,
            Stage::ThisWeek | Stage::Later | Stage::Done => Tone::Plain,
        }
    }
}

/// To the safe end while it is ahead, then to the latest, then since the latest; how long what has no date has been open.
pub fn countdown(clock: &Clock, at: At, lang: Lang) -> String {
    match (clock.status, &clock.due) {
        (Status::Late, Some(due)) => late_for(Distance::to(due.latest, at), lang),
        (Status::AtLimit, Some(due)) => left(Distance::to(due.latest, at), lang),
        (Status::Soon | Status::Open, Some(due)) => ahead(Distance::to(due.by, at), lang),
        (Status::WithoutDelay, _) => open_for(clock, at, lang),
        _ if clock.has_lapsed => lang.pick("verstreken", "lapsed").to_string(),
        (status, _) => status.word(lang).to_string(),
    }
}

/// How far off an end is, either way: an instant within two days in elapsed time, all else in days of the calendar.
#[derive(Clone, Copy)]
enum Distance {
    Minutes(i64),
    Hours(i64),
    Days(i64),
}

const HOUR: i64 = 60 * 60;
const TWO_DAYS: i64 = 48 * HOUR;

impl Distance {
    fn to(end: End, at: At) -> Distance {
        if let End::At(instant) = end {
            let seconds = (instant.to_utc() - at.now).num_seconds().abs();
            if seconds < HOUR {
                return Distance::Minutes(seconds / 60);
            }
            if seconds <= TWO_DAYS {
                return Distance::Hours(seconds / HOUR);
            }
        }
        Distance::Days((end.day(at.zone) - at.today()).num_days().abs())
    }

    fn in_words(self, lang: Lang) -> String {
        let (number, one, more) = match self {
            Distance::Minutes(n) => (n, ("minuut", "minute"), ("minuten", "minutes")),
            Distance::Hours(n) => (n, ("uur", "hour"), ("uur", "hours")),
            Distance::Days(n) => (n, ("dag", "day"), ("dagen", "days")),
        };
        let (nl, en) = if number == 1 { one } else { more };
        format!("{number} {}", lang.pick(nl, en))
    }
}

fn ahead(distance: Distance, lang: Lang) -> String {
    match distance {
        Distance::Minutes(0) => lang.pick("nu", "now").to_string(),
        Distance::Days(0) => lang.pick("vandaag", "today").to_string(),
        Distance::Days(1) => lang.pick("morgen", "tomorrow").to_string(),
        distance => format!("{} {}", lang.pick("over", "in"), distance.in_words(lang)),
    }
}

fn left(distance: Distance, lang: Lang) -> String {
    match distance {
        Distance::Minutes(0) => lang.pick("nu uiterlijk", "now at the latest").to_string(),
        Distance::Days(0) => lang.pick("vandaag uiterlijk", "today at the latest").to_string(),
        Distance::Days(1) => lang.pick("morgen uiterlijk", "tomorrow at the latest").to_string(),
        distance => {
            let words = distance.in_words(lang);
            lang.pick(format!("nog {words} tot uiterlijk"), format!("{words} to the latest"))
        }
    }
}

fn late_for(distance: Distance, lang: Lang) -> String {
    match distance {
        Distance::Minutes(0) => lang.pick("zojuist verlopen", "just late").to_string(),
        distance => format!("{} {}", distance.in_words(lang), lang.pick("te laat", "late")),
    }
}

fn open_for(clock: &Clock, at: At, lang: Lang) -> String {
    let days = (at.today() - at.zone.day(clock.from)).num_days();
    if days <= 0 {
        return lang.pick("vandaag begonnen", "began today").to_string();
    }
    let words = Distance::Days(days).in_words(lang);
    lang.pick(format!("{words} open"), format!("open for {words}"))
}
