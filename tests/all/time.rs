//! Properties of counting over all days of 2019–2035, held against the rules themselves.

use avg::text::Lang;
use avg::time::{Counting, Direction, End, Holiday, Moment, Term, Unit, Zone, count, holidays};
use chrono::{Datelike, Days, NaiveDate, Weekday};

fn days() -> impl Iterator<Item = NaiveDate> {
    let (first, last) = (day(2019, 1, 1), day(2035, 12, 31));
    first.iter_days().take_while(move |day| *day <= last)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn ends(term: Term, counting: Counting, from: NaiveDate) -> (NaiveDate, NaiveDate) {
    let due = count(term, counting, Moment::Day(from), Direction::After, Zone::default()).unwrap();
    match (due.by, due.latest) {
        (End::Day(by), End::Day(latest)) => (by, latest),
        ends => panic!("{ends:?}"),
    }
}

const TERMS: [Term; 16] = [
    Term::new(1, Unit::Days),
    Term::new(2, Unit::Days),
    Term::new(3, Unit::Days),
    Term::new(14, Unit::Days),
    Term::new(90, Unit::Days),
    Term::new(91, Unit::Days),
    Term::new(1, Unit::WorkingDays),
    Term::new(5, Unit::WorkingDays),
    Term::new(2, Unit::Weeks),
    Term::new(6, Unit::Weeks),
    Term::new(12, Unit::Weeks),
    Term::new(13, Unit::Weeks),
    Term::new(1, Unit::Months),
    Term::new(3, Unit::Months),
    Term::new(4, Unit::Months),
    Term::new(1, Unit::Years),
];

const COUNTINGS: [Counting; 4] = [Counting::Calendar, Counting::Eu, Counting::Atw, Counting::YearEnd];

#[test]
fn the_safe_end_is_never_after_the_last_defensible_one() {
    for counting in COUNTINGS {
        for term in TERMS {
            for from in days() {
                let (by, latest) = ends(term, counting, from);
                assert!(by <= latest, "{from} {term} {counting:?}");
                assert!(counting != Counting::Calendar || by == latest, "{from} {term}");
            }
        }
    }
}

#[test]
fn a_later_start_never_gives_an_earlier_end() {
    for counting in COUNTINGS {
        for term in TERMS {
            let mut before = (NaiveDate::MIN, NaiveDate::MIN);
            for from in days() {
                let now = ends(term, counting, from);
                assert!(before.0 <= now.0 && before.1 <= now.1, "{from} {term} {counting:?}");
                before = now;
            }
        }
    }
}

#[test]
fn four_weeks_never_end_after_one_month() {
    for from in days() {
        let weeks = ends(Term::new(4, Unit::Weeks), Counting::Calendar, from).1;
        let month = ends(Term::new(1, Unit::Months), Counting::Calendar, from).1;
        assert!(weeks <= month, "{from}");
        let fortnight = ends(Term::new(2, Unit::Weeks), Counting::Calendar, from).1;
        assert!(fortnight < month, "{from}");
    }
}

/// The holidays of ATW 3(1), said once more in other words: by date, and by the distance to a Sunday that is Easter
/// because the Easter of the almanac says so.
fn is_holiday(on: NaiveDate, with_equated: bool) -> bool {
    const EASTER: [(i32, u32, u32); 18] = [
        (2019, 4, 21),
        (2020, 4, 12),
        (2021, 4, 4),
        (2022, 4, 17),
        (2023, 4, 9),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2029, 4, 1),
        (2030, 4, 21),
        (2031, 4, 13),
        (2032, 3, 28),
        (2033, 4, 17),
        (2034, 4, 9),
        (2035, 3, 25),
        (2036, 4, 13),
    ];
    // Good Friday and Stcrt. publications, for the ATW alone.
    const DECREES: [(i32, u32, u32); 16] = [
        (2019, 5, 31),
        (2019, 12, 27),
        (2020, 5, 22),
        (2021, 5, 14),
        (2022, 5, 27),
        (2023, 4, 28),
        (2023, 5, 19),
        (2024, 5, 10),
        (2024, 12, 27),
        (2025, 5, 30),
        (2026, 1, 2),
        (2026, 5, 15),
        (2027, 5, 7),
        (2028, 4, 28),
        (2028, 5, 26),
        (2018, 12, 31),
    ];
    let (_, month, date) = EASTER
        .into_iter()
        .find(|(year, ..)| *year == on.year())
        .unwrap_or((0, 1, 1));
    let easter = day(on.year(), month, date);
    let fixed = matches!((on.month(), on.day()), (1, 1) | (5, 5) | (12, 25) | (12, 26));
    let kings_day = match (on.month(), on.day()) {
        (4, 27) => on.weekday() != Weekday::Sun,
        (4, 26) => on.weekday() == Weekday::Sat,
        _ => false,
    };
    let moving = [1, 39, 50].into_iter().any(|after| easter + Days::new(after) == on);
    let equated = on + Days::new(2) == easter || DECREES.contains(&(on.year(), on.month(), on.day()));
    fixed || kings_day || moving || (with_equated && equated)
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[test]
fn holidays_are_those_of_the_rule() {
    for on in days() {
        assert_eq!(holidays::recognised(on).is_some(), is_holiday(on, false), "{on}");
        assert_eq!(
            holidays::recognised_or_equated(on).is_some(),
            is_holiday(on, true),
            "{on}"
        );
    }
    // Every year has eight of article 3(1), unless two fall together.
    for year in 2019..=2035 {
        let all: Vec<Holiday> = days()
            .filter(|day| day.year() == year)
            .filter_map(holidays::recognised)
            .collect();
        let together = all.len() < 8;
        assert!(
            all.len() <= 8 && (!together || is_ascension_on_liberation_day(year)),
            "{year}: {all:?}"
        );
    }
}

fn is_ascension_on_liberation_day(year: i32) -> bool {
    holidays::easter_sunday(year).is_some_and(|easter| easter + Days::new(39) == day(year, 5, 5))
}

/// What a regime's last end must be: the first day, not before the nominal end, that is a working day with enough
/// working days behind it. Said as a search, where the code moves on step by step.
fn extended(from: NaiveDate, nominal: NaiveDate, atw: bool, needs: usize) -> NaiveDate {
    let works = |day: NaiveDate| !is_weekend(day) && !is_holiday(day, atw);
    let enough = |end: NaiveDate| {
        from.iter_days()
            .skip(1)
            .take_while(|day| *day <= end)
            .filter(|day| works(*day))
            .count()
            >= needs
    };
    nominal.iter_days().find(|day| works(*day) && enough(*day)).unwrap()
}

#[test]
fn regulation_1182_71_article_3_4_and_5() {
    for term in TERMS.into_iter().filter(|term| term.unit != Unit::WorkingDays) {
        let needs = if term == Term::new(1, Unit::Days) { 0 } else { 2 };
        for from in days().take_while(|day| day.year() < 2035) {
            let (nominal, latest) = ends(term, Counting::Eu, from);
            assert_eq!(latest, extended(from, nominal, false, needs), "{from} {term}");
            assert_eq!(nominal, ends(term, Counting::Calendar, from).0, "{from} {term}");
        }
    }
}

#[test]
fn algemene_termijnenwet_articles_1_to_4() {
    let excluded = [
        Term::new(91, Unit::Days),
        Term::new(13, Unit::Weeks),
        Term::new(4, Unit::Months),
        Term::new(1, Unit::Years),
    ];
    for term in TERMS.into_iter().filter(|term| term.unit != Unit::WorkingDays) {
        let needs = if matches!(
            term,
            Term {
                number: 1 | 2,
                unit: Unit::Days
            }
        ) {
            0
        } else {
            2
        };
        for from in days().take_while(|day| day.year() < 2035) {
            let (nominal, latest) = ends(term, Counting::Atw, from);
            let expected = if excluded.contains(&term) {
                nominal
            } else {
                extended(from, nominal, true, needs)
            };
            assert_eq!(latest, expected, "{from} {term}");
        }
    }
}

/// Hours are elapsed time: the same number of seconds whatever the clock does on the way.
#[test]
fn hours_are_elapsed_time() {
    let zone = Zone::default();
    for from in days() {
        for hour in [0, 1, 3, 12, 23] {
            let start = Moment::Local(from.and_hms_opt(hour, 20, 0).unwrap());
            let begin = zone.instant(start).unwrap();
            let due = count(Term::new(72, Unit::Hours), Counting::Eu, start, Direction::After, zone).unwrap();
            let (End::At(by), End::At(latest)) = (due.by, due.latest) else {
                panic!("hours end at an instant");
            };
            assert_eq!((by - begin).num_seconds(), 72 * 3600, "{from} {hour}");
            // The hour 12:00–13:00 holds 12:20: forty minutes more.
            assert_eq!((latest - by).num_seconds(), 40 * 60, "{from} {hour}");
            let house = count(
                Term::new(72, Unit::Hours),
                Counting::Calendar,
                start,
                Direction::After,
                zone,
            )
            .unwrap();
            assert_eq!((house.by, house.latest), (due.by, due.by));
        }
    }
}

#[test]
fn counting_back_leaves_the_whole_term_clear() {
    let zone = Zone::default();
    for event in days().skip(400) {
        for term in [
            Term::new(14, Unit::Days),
            Term::new(2, Unit::Weeks),
            Term::new(30, Unit::Days),
        ] {
            for counting in [Counting::Calendar, Counting::Eu, Counting::Atw] {
                let due = count(term, counting, Moment::Day(event), Direction::Before, zone).unwrap();
                let (End::Day(by), End::Day(latest)) = (due.by, due.latest) else {
                    panic!("days end on a day");
                };
                assert_eq!(ends(term, Counting::Calendar, latest).0, event, "{event} {term}");
                assert_eq!(by.succ_opt(), Some(latest), "{event} {term}");
            }
        }
    }
}

/// The clock changes on the last Sundays of March and October, at 01:00 UTC.
#[test]
fn clock_changes_of_europe() {
    let zone = Zone::default();
    for year in 2019..=2035 {
        let last_sunday = |month: u32| {
            let days = day(year, month, 31).iter_days().rev().take(7);
            days.into_iter().find(|day| day.weekday() == Weekday::Sun).unwrap()
        };
        let (spring, autumn) = (last_sunday(3), last_sunday(10));
        let at = |day: NaiveDate| Moment::Local(day.and_hms_opt(2, 30, 0).unwrap());
        assert!(zone.instant(at(spring)).is_err(), "{spring}");
        assert!(zone.comes_twice(at(autumn)), "{autumn}");
        assert_eq!(
            zone.instant(at(autumn)).unwrap().offset().local_minus_utc(),
            7200,
            "{autumn}: the earlier one"
        );
        assert!(zone.instant(at(autumn - Days::new(1))).is_ok());
    }
}

/// Article 3(1) leaves out the hour of the event, whole, whatever the minute, the second and less of it.
#[test]
fn the_hour_of_the_event_is_left_out_whole() {
    let hours = |from: &str, direction| {
        let due = count(
            Term::new(72, Unit::Hours),
            Counting::Eu,
            from.parse().unwrap(),
            direction,
            Zone::default(),
        );
        let due = due.unwrap();
        (due.by.to_string(), due.latest.to_string())
    };
    let (by, latest) = hours("2026-03-10T09:12:34.5+01:00", Direction::After);
    assert!(by.starts_with("2026-03-13T09:12:34.5"), "{by}");
    assert_eq!(latest, "2026-03-13T10:00:00+01:00");
    let (by, latest) = hours("2026-03-13T09:12:34.5+01:00", Direction::Before);
    assert_eq!(by, "2026-03-10T09:00:00+01:00");
    assert!(latest.starts_with("2026-03-10T09:12:34.5"), "{latest}");
}

/// The first step says where the counting began, and what it began without.
#[test]
fn the_beginning_is_told_as_it_was_given() {
    let steps = |term, from: &str| {
        let due = count(
            term,
            Counting::Calendar,
            from.parse().unwrap(),
            Direction::After,
            Zone::default(),
        );
        let steps = due.unwrap().explained();
        steps
            .iter()
            .map(|step| step.get(Lang::En).to_string())
            .collect::<Vec<_>>()
    };
    let of_a_day = steps(Term::new(0, Unit::Days), "2026-03-05");
    assert_eq!(of_a_day[0], "start: Thursday 2026-03-05, without a time.");
    assert_eq!(of_a_day[1], "without a term: on the day itself, Thursday 2026-03-05.");
    let of_hours = steps(Term::new(2, Unit::Hours), "2026-03-05");
    assert_eq!(of_hours[1], "without a time, hours count from the start of the day.");
    let of_a_moment = steps(Term::new(1, Unit::Days), "2026-10-25T02:30");
    assert!(of_a_moment[0].ends_with("That hour comes twice that night; the earlier one counts."));
    assert!(
        of_a_moment[1].starts_with("1 day after 2026-10-25, that day itself not counted"),
        "{of_a_moment:?}"
    );
}

/// Calendar time extends nothing, Regulation 1182/71 past a day off, the Dutch act past more of them, and the end of the year
/// past most of a year.
#[test]
fn countings_extend_in_their_order() {
    let order = [Counting::Calendar, Counting::Eu, Counting::Atw, Counting::YearEnd];
    for (at, counting) in order.iter().enumerate() {
        assert!(order[..at].iter().all(|less| counting.extends_more_than(*less)));
        assert!(!order[at..].iter().any(|more| counting.extends_more_than(*more)));
    }
}

/// A day is over when the next one begins here; an instant is kept up to itself.
#[test]
fn ends_are_kept_to_their_last_moment() {
    let zone = Zone::default();
    let now = |at: &str| at.parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let moment = |at: &str| at.parse::<Moment>().unwrap();
    let day = End::Day(day(2026, 3, 10));
    assert!(
        !day.is_past(now("2026-03-10T23:59:59+01:00"), zone) && day.is_past(now("2026-03-11T00:00:00+01:00"), zone)
    );
    assert!(day.is_kept_by(moment("2026-03-10"), zone) && !day.is_kept_by(moment("2026-03-11"), zone));
    assert!(
        day.is_kept_by(moment("2026-03-10T22:30:00Z"), zone) && !day.is_kept_by(moment("2026-03-10T23:00:00Z"), zone)
    );
    let at = End::At("2026-03-10T09:12:00+01:00".parse().unwrap());
    assert!(!at.is_past(now("2026-03-10T08:12:00Z"), zone) && at.is_past(now("2026-03-10T08:12:01Z"), zone));
    assert!(at.is_kept_by(moment("2026-03-10T09:12"), zone) && !at.is_kept_by(moment("2026-03-10T09:12:01"), zone));
    // Of a bare day every moment must be in time.
    assert!(at.is_kept_by(moment("2026-03-09"), zone) && !at.is_kept_by(moment("2026-03-10"), zone));
}

/// Whether a moment has come is known without the zone only where no zone can make a difference.
#[test]
fn a_moment_has_come_when_its_instant_has() {
    let now = "2026-03-29T01:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    for name in ["Europe/Amsterdam", "Pacific/Kiritimati", "Pacific/Niue", "UTC"] {
        let zone: Zone = name.parse().unwrap();
        for minutes in (-3_200..3_200).step_by(15) {
            let written = (now + chrono::Duration::minutes(minutes)).naive_utc();
            let exact = Moment::Exact(written.and_utc().fixed_offset());
            for moment in [Moment::Local(written), Moment::Day(written.date()), exact] {
                let has_come = zone.instant(moment).is_ok_and(|at| at <= now);
                assert_eq!(zone.has_come(moment, now), has_come, "{moment} in {name}");
            }
        }
    }
}
