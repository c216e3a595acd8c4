//! The day so many working days on or back. A term of centuries is counted by whole years: a file can hold a million of them.

use std::iter;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};

use super::{Counting, Direction};

/// The years in which a date can be written down, from 0.
const YEARS: usize = 10_000;

/// Terms up to here are counted day by day.
const SHORT: u32 = 1_000;

/// How many working days each year has, once that was asked: with the holidays of most regimes, and with those of the ATW.
static IN_YEAR: [[OnceLock<u32>; YEARS]; 2] = [const { [const { OnceLock::new() }; YEARS] }; 2];

/// The day `number` working days from a day, which is itself not counted; nothing outside the years 0 to 9999.
pub(super) fn shift(day: NaiveDate, number: u32, direction: Direction, counting: Counting) -> Option<NaiveDate> {
    match number {
        0 => Some(day),
        1..=SHORT => nth(days_from(day, direction, counting), number),
        _ => by_years(day, number, direction, counting),
    }
}

fn by_years(day: NaiveDate, number: u32, direction: Direction, counting: Counting) -> Option<NaiveDate> {
    let is_in = |year: i32| move |day: &NaiveDate| day.year() == year;
    let within = || days_from(day, direction, counting).take_while(is_in(day.year()));
    let mut left = number;
    let mut year = day.year();
    let mut here = u32::try_from(within().count()).ok()?;
    while here < left {
        left -= here;
        year += if direction == Direction::After { 1 } else { -1 };
        let known = IN_YEAR[usize::from(counting == Counting::Atw)].get(usize::try_from(year).ok()?)?;
        let count = || days_of(year, Direction::After, counting).count();
        here = *known.get_or_init(|| u32::try_from(count()).unwrap_or_default());
    }
    match year == day.year() {
        true => nth(within(), left),
        false => nth(days_of(year, direction, counting), left),
    }
}

fn nth(mut days: impl Iterator<Item = NaiveDate>, number: u32) -> Option<NaiveDate> {
    days.nth(usize::try_from(number).ok()?.checked_sub(1)?)
}

/// The working days of a year, from its beginning or back from its end.
fn days_of(year: i32, direction: Direction, counting: Counting) -> impl Iterator<Item = NaiveDate> {
    let beside = match direction {
        Direction::After => NaiveDate::from_ymd_opt(year - 1, 12, 31),
        Direction::Before => NaiveDate::from_ymd_opt(year + 1, 1, 1),
    };
    let days = beside.into_iter().flat_map(move |day| all_from(day, direction));
    days.take_while(move |day| day.year() == year)
        .filter(move |day| counting.is_working_day(*day))
}

/// The working days after a day, or before it, as far as a date can be written down.
fn days_from(day: NaiveDate, direction: Direction, counting: Counting) -> impl Iterator<Item = NaiveDate> {
    let is_writable = |day: &NaiveDate| usize::try_from(day.year()).is_ok_and(|year| year < YEARS);
    all_from(day, direction)
        .take_while(is_writable)
        .filter(move |day| counting.is_working_day(*day))
}

fn all_from(day: NaiveDate, direction: Direction) -> impl Iterator<Item = NaiveDate> {
    let next = move |at: &NaiveDate| match direction {
        Direction::After => at.succ_opt(),
        Direction::Before => at.pred_opt(),
    };
    iter::successors(next(&day), next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However they are counted, the same days come out.
    #[test]
    fn years_at_once_end_where_single_days_do() {
        let days = [
            "2026-11-20",
            "2026-11-22",
            "0000-01-01",
            "0003-12-31",
            "9998-04-30",
            "9999-12-31",
        ];
        for day in days.map(|day| day.parse::<NaiveDate>().expect("a day")) {
            for counting in Counting::ALL {
                for direction in [Direction::After, Direction::Before] {
                    for number in [1, 2, 250, 260, 261, 1_500] {
                        let (one, other) = (
                            nth(days_from(day, direction, counting), number),
                            by_years(day, number, direction, counting),
                        );
                        assert_eq!(one, other, "{day} {number} {direction:?} {counting:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_lies_outside_the_calendar_is_nowhere() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        for direction in [Direction::After, Direction::Before] {
            assert_eq!(shift(day, u32::MAX, direction, Counting::Eu), None);
            assert_eq!(shift(day, 0, direction, Counting::Eu), Some(day));
        }
    }
}
