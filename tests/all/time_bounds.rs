//! Where counting changes: the longest terms beside the shortest, the years in which a rule began, moments that are hardly one.

use avg::text::Lang;
use avg::time::{Counting, Direction, End, Moment, Term, Unit, Zone, count, holidays};
use chrono::{Datelike, Days, NaiveDate, Weekday};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn latest(term: Term, counting: Counting, from: NaiveDate, direction: Direction) -> NaiveDate {
    match count(term, counting, Moment::Day(from), direction, Zone::default())
        .unwrap()
        .latest
    {
        End::Day(latest) => latest,
        end => panic!("{end:?}"),
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// How many days a number of working days takes at most, counted on a calendar, without what is equated with holidays.
fn most_days(working_days: usize) -> i64 {
    let starts = day(2024, 1, 1).iter_days().take(4 * 365 + 1);
    let lengths = starts.map(|start| {
        let working = |day: &NaiveDate| !is_weekend(*day) && holidays::recognised(*day).is_none();
        let end = start.iter_days().skip(1).filter(working).nth(working_days - 1);
        (end.unwrap() - start).num_days()
    });
    lengths.max().unwrap()
}

/// What is laxer than the law is known by this: some start gives the one term a later end than the other.
#[test]
fn a_term_can_outlast_another() {
    let term = |written: &str| written.parse::<Term>().unwrap();
    for (longer, shorter) in [
        // February has 28 days, most other months 31.
        ("29 days", "1 month"),
        ("1 month", "30 days"),
        ("366 days", "1 year"),
        ("1 year", "365 days"),
        ("13 months", "1 year"),
        ("5 weeks", "1 month"),
        ("73 hours", "3 days"),
        // A day ends with its last hour, whatever the hour at which it began to count.
        ("3 days", "95 hours"),
        ("73 hours", "72 hours"),
        ("50 hours", "49 hours"),
        // Beyond all calendars a month has from 28 to 31 days too.
        ("10000 years", "3700000 days"),
        // Ten working days from a Saturday on end on a Friday, before two weeks do.
        ("2 weeks", "10 working days"),
        ("10 working days", "2 weeks"),
    ] {
        assert!(term(longer).can_outlast(term(shorter)), "{longer}, {shorter}");
    }
    for (shorter, longer) in [
        ("28 days", "1 month"),
        ("1 month", "31 days"),
        ("12 months", "1 year"),
        ("1 year", "12 months"),
        ("72 hours", "3 days"),
        ("3 days", "96 hours"),
        ("72 hours", "72 hours"),
        ("49 hours", "50 hours"),
        ("3000000 days", "10000 years"),
        ("4 weeks", "28 days"),
        ("4 working days", "6 days"),
    ] {
        let outlasts = term(shorter).can_outlast(term(longer));
        assert!(outlasts == (shorter == "4 working days"), "{shorter}, {longer}");
    }
}

/// Of more working days than anybody agrees on in years the most is near enough, and never too few.
#[test]
fn working_days_are_no_more_calendar_days_than_they_take() {
    for number in [1, 5, 10, 20, 260, 261, 262, 300, 520] {
        let term = Term::new(u32::try_from(number).unwrap(), Unit::WorkingDays);
        let most = most_days(number);
        let days = |days: i64| Term::new(u32::try_from(days).unwrap(), Unit::Days);
        assert!(term.can_outlast(days(most - 1)), "{number}");
        let spare = if number > 260 { 21 } else { 0 };
        assert!(!term.can_outlast(days(most + spare)), "{number}");
    }
}

/// Many working days are counted by years at once: to the same day.
#[test]
fn long_terms_of_working_days_are_counted_as_short_ones_are() {
    for counting in [Counting::Eu, Counting::Atw] {
        for from in [day(2026, 1, 1), day(2026, 6, 30), day(2027, 12, 31)] {
            for (direction, step) in [(Direction::After, 1), (Direction::Before, -1)] {
                let mut day = from;
                let mut counted = 0;
                // Over more than four years, so that a year ends on each of the days that are held.
                while counted < 1_300 {
                    day += chrono::Duration::days(step);
                    let is_holiday = match counting {
                        Counting::Atw => holidays::recognised_or_equated(day).is_some(),
                        _ => holidays::recognised(day).is_some(),
                    };
                    if is_weekend(day) || is_holiday {
                        continue;
                    }
                    counted += 1;
                    if counted > 990 {
                        let term = Term::new(counted, Unit::WorkingDays);
                        assert_eq!(
                            latest(term, counting, from, direction),
                            day,
                            "{counted} from {from} {counting:?}"
                        );
                    }
                }
            }
        }
    }
}

/// 30 April, but for a Sunday: the day after until 1979, the day before from 1980.
#[test]
fn the_queens_birthday_gave_way_to_sundays() {
    let term = Term::new(3, Unit::Days);
    let extended = |from: NaiveDate| latest(term, Counting::Atw, from, Direction::After);
    // From a Friday on, with two days in the term that are not off (article 2). Monday 1 May 1978 was the celebration of Sunday.
    assert_eq!(extended(day(1978, 4, 28)), day(1978, 5, 3));
    // In 1989 it was Saturday the 29th.
    assert_eq!(extended(day(1989, 4, 28)), day(1989, 5, 2));
    assert!(holidays::recognised(day(1989, 4, 29)).is_some());
    assert!(holidays::recognised(day(1979, 4, 30)).is_some());
}

/// Which days are equated is decreed for some years; beyond them that is said.
#[test]
fn what_no_decree_says_yet_is_provisional() {
    let says_so = |year: i32| {
        let from = Moment::Day(day(year, 3, 2));
        let due = count(
            Term::new(14, Unit::Days),
            Counting::Atw,
            from,
            Direction::After,
            Zone::default(),
        );
        let steps = due.unwrap().explained();
        steps.iter().any(|step| step.get(Lang::En).starts_with("provisional"))
    };
    assert_eq!([2026, 2027, 2045, 2100].map(says_so), [false, false, true, true]);
}

/// What has a sign or a blank in it is neither a term nor a moment.
#[test]
fn numbers_are_digits() {
    for written in [
        "+5 days",
        "P+5D",
        "PT+2H",
        "P-1M",
        "P 1M",
        "5+ days",
        "12345678901 days",
    ] {
        assert!(written.parse::<Term>().is_err(), "{written}");
    }
    for written in [
        "2026-03-27T 2:34",
        "2026-03-27T2:34",
        "2026-03-27T1a:34",
        "+026-03-27",
        "2026-03-27T+2:34",
    ] {
        assert!(written.parse::<Moment>().is_err(), "{written}");
    }
}

/// The same instant is the same moment, however it is written; a day is none.
#[test]
fn moments_are_the_same_by_their_instant() {
    let zone = Zone::default();
    let is_same = |one: &str, other: &str| zone.is_same(one.parse().unwrap(), other.parse().unwrap());
    assert!(is_same("2026-03-10T09:12+01:00", "2026-03-10T08:12Z"));
    assert!(is_same("2026-03-10T09:12", "2026-03-10T08:12Z"));
    assert!(is_same("2026-03-10", "2026-03-10"));
    assert!(!is_same("2026-03-10T09:12", "2026-03-10T09:12Z"));
    assert!(!is_same("2026-03-10", "2026-03-11"));
    // The first instant of a day is not the whole of it.
    assert!(!is_same("2026-03-10", "2026-03-10T00:00"));
    assert!(!is_same("2026-03-10T00:00", "2026-03-10"));
    // What the clock skipped is the same only as itself.
    assert!(is_same("2026-03-29T02:30", "2026-03-29T02:30"));
    assert!(!is_same("2026-03-29T02:30", "2026-03-29T01:30Z"));
    // Nor does it ever come.
    let later = "2027-01-01T00:00:00Z".parse().unwrap();
    assert!(!zone.has_come("2026-03-29T02:30".parse().unwrap(), later));
    assert!(zone.has_come("2026-03-29T03:30".parse().unwrap(), later));
}

/// The Easter that moves the others is right far from today: against the tables of the almanac.
#[test]
fn easter_is_that_of_the_almanac() {
    for (year, month, date) in [
        (1818, 3, 22),
        (1943, 4, 25),
        (2000, 4, 23),
        (2011, 4, 24),
        (2038, 4, 25),
        (2285, 3, 22),
    ] {
        let monday = day(year, month, date) + Days::new(1);
        assert!(holidays::recognised(monday).is_some(), "{monday}");
        assert_eq!(monday.year(), year);
    }
}
