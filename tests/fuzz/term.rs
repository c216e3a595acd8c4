//! Any text as a term, a moment or a zone: what reads is written and reads back the same, and whatever is counted from
//! whatever moment has two ends that follow one another.
//!
//! A text is taken apart at its lines, quotes and signs, so a record is an input as it is: its terms and moments are tried.

#![no_main]

use std::sync::LazyLock;

use avg::text::Lang;
use avg::time::term::pattern;
use avg::time::{Counting, Direction, Due, End, Moment, Term, Unit, Zone, count, holidays};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use libfuzzer_sys::fuzz_target;
use regex::Regex;

static PATTERN: LazyLock<Regex> = LazyLock::new(|| Regex::new(&pattern()).expect("the pattern that editors get"));

/// More terms than this in one text are not tried with every moment in it.
const MOST: usize = 3;

fuzz_target!(|text: &str| {
    let pieces: Vec<&str> = text.split(['\n', '"', '\'', '=', '{', '}', '|']).collect();
    let mut terms: Vec<Term> = pieces.iter().filter_map(|piece| term(piece)).collect();
    let mut moments: Vec<Moment> = pieces.iter().filter_map(|piece| moment(piece)).collect();
    let zones = pieces.iter().filter_map(|piece| piece.trim().parse::<Zone>().ok());
    let zone = zones.last().unwrap_or_default();
    terms.dedup();
    moments.dedup();
    for term in terms.iter().take(MOST) {
        for moment in moments.iter().take(MOST) {
            for counting in Counting::ALL {
                for direction in [Direction::After, Direction::Before] {
                    counted(*term, counting, *moment, direction, zone);
                }
            }
        }
    }
    for pair in terms.windows(2).take(MOST) {
        outlasts(pair[0], pair[1]);
    }
});

/// A term, which is one however it is written; and what editors accept is what the reader accepts.
fn term(written: &str) -> Option<Term> {
    let term = written.parse::<Term>();
    assert_eq!(term.is_ok(), PATTERN.is_match(written), "{written:?}");
    match &term {
        Ok(term) => {
            let words = [term.to_string(), term.in_words(Lang::Nl), term.in_words(Lang::En)];
            for word in words {
                assert_eq!(word.parse().as_ref(), Ok(term), "{word:?}");
            }
        }
        Err(why) => assert!(!why.is_empty()),
    }
    term.ok()
}

fn moment(written: &str) -> Option<Moment> {
    let moment = written.parse::<Moment>().ok()?;
    assert_eq!(moment.to_string().parse(), Ok(moment), "{written:?}");
    Some(moment)
}

fn counted(term: Term, counting: Counting, from: Moment, direction: Direction, zone: Zone) {
    let (skipped, twice) = (zone.instant(from).is_err(), zone.comes_twice(from));
    assert!(!(skipped && twice));
    let _ = zone
        .last_instant(from)
        .map(|last| assert!(zone.instant(from).is_ok_and(|first| first <= last)));
    let Ok(due) = count(term, counting, from, direction, zone) else {
        return;
    };
    let what = || format!("{term} {counting:?} {from} {direction:?} {}: {due:?}", zone.name());
    assert!(!skipped, "{}", what());
    for end in [due.by, due.latest] {
        let (day, over) = (end.day(zone), end.over_at(zone));
        assert!(end.in_words(Lang::Nl) != "" && end.to_string() != "");
        // An end can be said, and read back.
        assert!(end.to_string().parse::<Moment>().is_ok(), "{}", what());
        assert!(!end.is_past(year_zero(), zone), "{}", what());
        assert!(
            end.is_kept_by(Moment::Day(day), zone) || matches!(end, End::At(_)),
            "{}",
            what()
        );
        assert!(zone.day(Moment::Exact(over.fixed_offset())) >= day, "{}", what());
    }
    assert!(due.by.over_at(zone) <= due.latest.over_at(zone), "{}", what());
    for step in due.explained() {
        assert!(!step.is_empty());
    }
    is_as_by_hand(term, counting, from, direction, zone, &due);
}

/// Before any moment that can be written, in every zone.
fn year_zero() -> DateTime<Utc> {
    "-0001-12-30T00:00:00Z".parse().expect("a moment")
}

/// What anybody can count: days and weeks on a calendar, elapsed hours, the end of the year; and when a term may not end.
fn is_as_by_hand(term: Term, counting: Counting, from: Moment, direction: Direction, zone: Zone, due: &Due) {
    let what = || format!("{term} {counting:?} {from} {direction:?} {}: {due:?}", zone.name());
    let day = zone.day(from);
    let days = match term.unit {
        Unit::Days => Some(u64::from(term.number)),
        Unit::Weeks => Some(u64::from(term.number) * 7),
        _ => None,
    };
    match (direction, counting, days) {
        (Direction::After, Counting::YearEnd, Some(days)) => {
            let end = NaiveDate::from_ymd_opt(day.year(), 12, 31).and_then(|end| end.checked_add_days(Days::new(days)));
            assert_eq!(Some(due.by), end.map(End::Day), "{}", what());
        }
        (Direction::After, _, Some(days)) => {
            assert_eq!(
                Some(due.by),
                day.checked_add_days(Days::new(days)).map(End::Day),
                "{}",
                what()
            );
        }
        (Direction::Before, _, Some(days)) => {
            assert_eq!(
                Some(due.latest),
                day.checked_sub_days(Days::new(days)).map(End::Day),
                "{}",
                what()
            );
        }
        _ => {}
    }
    if let (Unit::Hours, Direction::After, End::At(by), Ok(start)) = (term.unit, direction, due.by, zone.instant(from))
    {
        assert_eq!((by - start).num_hours(), i64::from(term.number), "{}", what());
    }
    let is_extended = matches!(counting, Counting::Eu | Counting::Atw) && due.by != due.latest;
    if let (true, Direction::After, End::Day(latest)) = (is_extended, direction, due.latest) {
        let is_last = latest == NaiveDate::MAX;
        assert!(!holidays::is_weekend(latest) || is_last, "{}", what());
        assert!(holidays::recognised(latest).is_none() || is_last, "{}", what());
    }
}

/// A term cannot outlast another by its months where it is shorter by them; and nobody waits for the answer.
fn outlasts(one: Term, other: Term) {
    let is_longer = one.can_outlast(other);
    if one.unit == other.unit && !matches!(one.unit, Unit::WorkingDays) {
        assert_eq!(is_longer, one.number > other.number, "{one} {other}");
    }
}
