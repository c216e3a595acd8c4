//! Counting a term from a moment, under one of four regimes, into the two ends of a period.
//!
//! - `calendar`: house rules and contracts. The day of the event is not counted; nothing extends the term.
//! - `eu`: Regulation (EEC, Euratom) 1182/71, article 3, for periods of the Regulation.
//! - `atw`: Algemene termijnenwet, for terms set in a Dutch statute.
//! - `year-end`: retention that starts at the end of the calendar year.
//!
//! Not used: the reading of 1182/71 article 3(5) that would give a period of 72 hours two working days; the authorities
//! dispute it, and the defaults here are the safe ones.

use chrono::{DateTime, Datelike, Days, Duration, FixedOffset, NaiveDate, Timelike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text;
use crate::text::{Lang, Text};

use super::due::instant_in_words;
use super::extension::{extend_atw, extend_eu};
use super::holidays::{self, Holiday};
use super::{Due, End, Moment, Step, Term, Unit, Zone, day_in_words, working_days};

/// The regime by which a term is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// House rules and contracts: nothing extends the term.
    #[default]
    Calendar,
    /// Regulation (EEC, Euratom) 1182/71.
    Eu,
    /// Algemene termijnenwet: terms in Dutch statutes.
    Atw,
    /// From the end of the calendar year of the event.
    YearEnd,
}

impl Counting {
    /// From the one that extends nothing to the one that extends most.
    pub const ALL: [Counting; 4] = [Counting::Calendar, Counting::Eu, Counting::Atw, Counting::YearEnd];

    pub fn name(self) -> &'static str {
        match self {
            Counting::Calendar => "calendar",
            Counting::Eu => "eu",
            Counting::Atw => "atw",
            Counting::YearEnd => "year-end",
        }
    }

    /// Whether this regime can move an end further than another does.
    pub fn extends_more_than(self, other: Counting) -> bool {
        let rank = |counting| Counting::ALL.iter().position(|it| *it == counting);
        rank(self) > rank(other)
    }

    /// For a reader.
    pub fn in_words(self, lang: Lang) -> &'static str {
        match self {
            Counting::Calendar => lang.pick("kalendertijd, zonder verlenging", "calendar time, without extension"),
            Counting::Eu => lang.pick("Verordening 1182/71", "Regulation 1182/71"),
            Counting::Atw => lang.pick(
                "Algemene termijnenwet",
                "Algemene termijnenwet (General Extension of Time Limits Act)",
            ),
            Counting::YearEnd => lang.pick(
                "vanaf het einde van het kalenderjaar",
                "from the end of the calendar year",
            ),
        }
    }

    /// The holiday that a day is under this regime. Contracts and house rules know them for working days only.
    pub(super) fn holiday(self, day: NaiveDate) -> Option<Holiday> {
        match self {
            Counting::Atw => holidays::recognised_or_equated(day),
            _ => holidays::recognised(day),
        }
    }

    pub(super) fn is_working_day(self, day: NaiveDate) -> bool {
        !holidays::is_weekend(day) && self.holiday(day).is_none()
    }
}

/// Whether a term runs on from a moment, or must lie before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Within the term after the moment.
    After,
    /// At least the term ahead of the moment.
    Before,
}

/// Counts `term` from `from`. Fails on a local time that does not exist, on a result outside the years 0–9999,
/// and on combinations that mean nothing; the message says what to write instead.
pub fn count(term: Term, counting: Counting, from: Moment, direction: Direction, zone: Zone) -> Result<Due, Text> {
    let start = zone.instant(from).map_err(|gap| gap.text(zone))?;
    let mut steps = vec![begin(from, start, zone)];
    let (by, latest) = match (term.unit, direction, counting) {
        (Unit::Hours, _, Counting::YearEnd) => {
            return Err(text!(
                "uren lopen niet vanaf het einde van een jaar: schrijf de termijn in dagen, weken, maanden of jaren",
                "hours do not run from the end of a year: write the term in days, weeks, months or years",
            ));
        }
        (_, Direction::Before, Counting::YearEnd) => {
            return Err(text!(
                "‘year-end’ telt niet terug: kies een andere telling",
                "‘year-end’ does not count back: choose another counting",
            ));
        }
        (Unit::Hours, _, _) => hours(term, counting, (from, start), direction, zone, &mut steps)?,
        (_, Direction::Before, _) => days_before(term, counting, zone.day(from), &mut steps)?,
        (_, Direction::After, _) => days_after(term, counting, zone.day(from), &mut steps)?,
    };
    Ok(Due { by, latest, steps })
}

fn begin(from: Moment, start: DateTime<FixedOffset>, zone: Zone) -> Step {
    Step::by(move |lang| {
        let (nl, en) = match from {
            Moment::Day(day) => {
                let day = day_in_words(day, lang);
                (
                    format!("begin: {day}, zonder tijdstip."),
                    format!("start: {day}, without a time."),
                )
            }
            _ => {
                let at = instant_in_words(start, lang);
                let mut both = (format!("begin: {at}."), format!("start: {at}."));
                if zone.comes_twice(from) {
                    both.0 += " Dat uur komt die nacht twee keer; het vroegste telt.";
                    both.1 += " That hour comes twice that night; the earlier one counts.";
                }
                both
            }
        };
        lang.pick(nl, en)
    })
}

/// Hours run in elapsed time: the clock may change on the way. Under 1182/71 the hour of the event is not counted
/// (article 3(1)), so the last defensible end lies up to an hour later (for a term ahead: the safe one, earlier).
fn hours(
    term: Term,
    counting: Counting,
    (from, start): (Moment, DateTime<FixedOffset>),
    direction: Direction,
    zone: Zone,
    steps: &mut Vec<Step>,
) -> Result<(End, End), Text> {
    if from.is_day() {
        steps.push(Step::fixed(
            "zonder tijdstip tellen uren vanaf het begin van de dag.",
            "without a time, hours count from the start of the day.",
        ));
    }
    let period = Duration::hours(i64::from(term.number));
    let end = |from: DateTime<FixedOffset>| {
        let end = match direction {
            Direction::After => from.checked_add_signed(period),
            Direction::Before => from.checked_sub_signed(period),
        };
        end.filter(|end| (0..=9999).contains(&end.year()))
            .map(|end| End::At(zone.local(end.to_utc())))
            .ok_or_else(|| too_far(term))
    };
    let exact = end(start)?;
    steps.push(Step::by(move |lang| {
        let words = term.in_words(lang);
        match (lang, direction) {
            (Lang::Nl, Direction::After) => format!("{words} verstreken tijd erbij: {}.", exact.in_words(lang)),
            (Lang::Nl, Direction::Before) => format!("{words} verstreken tijd eraf: {}.", exact.in_words(lang)),
            (Lang::En, Direction::After) => format!("plus {words} of elapsed time: {}.", exact.in_words(lang)),
            (Lang::En, Direction::Before) => format!("minus {words} of elapsed time: {}.", exact.in_words(lang)),
        }
    }));
    if counting != Counting::Eu || term.number == 0 {
        if counting == Counting::Atw {
            steps.push(Step::fixed(
                "ATW 4, onder a: de wet geldt niet voor termijnen in uren.",
                "ATW 4(a): the act does not apply to terms in hours.",
            ));
        }
        return Ok((exact, exact));
    }
    let hour_begins = start
        - Duration::minutes(i64::from(start.minute()))
        - Duration::seconds(i64::from(start.second()))
        - Duration::nanoseconds(i64::from(start.nanosecond() % 1_000_000_000));
    let (whole, by, latest) = match direction {
        Direction::After => {
            let whole = end(hour_begins + Duration::hours(1))?;
            (whole, exact, whole)
        }
        Direction::Before => {
            let whole = end(hour_begins)?;
            (whole, whole, exact)
        }
    };
    steps.push(Step::by(move |lang| match lang {
        Lang::Nl => format!(
            "Verordening 1182/71, artikel 3, lid 1: het uur van de gebeurtenis telt niet mee: {}.",
            whole.in_words(lang)
        ),
        Lang::En => format!(
            "Regulation 1182/71, article 3(1): the hour of the event is not counted: {}.",
            whole.in_words(lang)
        ),
    }));
    Ok((by, latest))
}

fn days_after(term: Term, counting: Counting, day: NaiveDate, steps: &mut Vec<Step>) -> Result<(End, End), Text> {
    let start = match counting {
        Counting::YearEnd => {
            let end = NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(day);
            steps.push(Step::by(move |lang| {
                lang.pick(
                    format!("de termijn begint na het einde van het kalenderjaar: {end}."),
                    format!("the term begins after the end of the calendar year: {end}."),
                )
            }));
            end
        }
        _ => day,
    };
    let nominal = shift(term, counting, start, Direction::After)?;
    steps.push(Step::by(move |lang| {
        let (words, end) = (term.in_words(lang), day_in_words(nominal, lang));
        match lang {
            Lang::Nl if term.number == 0 => format!("zonder termijn: op de dag zelf, {end}."),
            Lang::En if term.number == 0 => format!("without a term: on the day itself, {end}."),
            Lang::Nl => format!("{words} na {start}, die dag zelf telt niet mee: tot en met {end}."),
            Lang::En => format!("{words} after {start}, that day itself not counted: through {end}."),
        }
    }));
    let latest = match counting {
        Counting::Eu => extend_eu(term, start, nominal, steps),
        Counting::Atw => extend_atw(term, start, nominal, steps),
        Counting::Calendar | Counting::YearEnd => nominal,
    };
    Ok((End::Day(nominal), End::Day(latest)))
}

/// Counting back, nothing extends (1182/71 3(4), ATW 1(2)). Whether the outer day may still be used is open:
/// the safe end leaves the whole term clear between, the last defensible one is the outer day itself.
fn days_before(term: Term, counting: Counting, day: NaiveDate, steps: &mut Vec<Step>) -> Result<(End, End), Text> {
    let outer = shift(term, counting, day, Direction::Before)?;
    let clear = outer
        .pred_opt()
        .filter(|day| day.year() >= 0)
        .ok_or_else(|| too_far(term))?;
    steps.push(Step::by(move |lang| {
        let (words, outer) = (term.in_words(lang), day_in_words(outer, lang));
        match lang {
            Lang::Nl => format!("{words} vóór {day}: {outer}; terugrekenen kent geen verlenging."),
            Lang::En => format!("{words} before {day}: {outer}; counting back knows no extension."),
        }
    }));
    steps.push(Step::by(move |lang| {
        let clear = day_in_words(clear, lang);
        match lang {
            Lang::Nl => format!("wie de hele termijn vrij houdt, handelt uiterlijk de dag ervoor: {clear}."),
            Lang::En => format!("to leave the whole term clear, act on the day before at the latest: {clear}."),
        }
    }));
    Ok((End::Day(clear), End::Day(outer)))
}

/// The day so much later or earlier, the day of the event not counted.
fn shift(term: Term, counting: Counting, day: NaiveDate, direction: Direction) -> Result<NaiveDate, Text> {
    let back = direction == Direction::Before;
    let n = term.number;
    let days = |n: u64| {
        let shifted = if back {
            day.checked_sub_days(Days::new(n))
        } else {
            day.checked_add_days(Days::new(n))
        };
        shifted.filter(|day| (0..=9999).contains(&day.year()))
    };
    let shifted = match term.unit {
        Unit::Hours | Unit::Days => days(u64::from(n)),
        Unit::Weeks => days(u64::from(n) * 7),
        Unit::Months => Term::shift_months(day, n, back),
        Unit::Years => n
            .checked_mul(12)
            .and_then(|months| Term::shift_months(day, months, back)),
        Unit::WorkingDays => working_days::shift(day, n, direction, counting),
    };
    shifted.ok_or_else(|| too_far(term))
}

fn too_far(term: Term) -> Text {
    Text::by(|lang| {
        let words = term.in_words(lang);
        match lang {
            Lang::Nl => format!("{words} verder of terug ligt buiten de jaren 0 tot en met 9999"),
            Lang::En => format!("{words} on or back lies outside the years 0 to 9999"),
        }
    })
}
