//! The Dutch days that extend a term: computed from the rule in the law, except the decree days, which follow no rule.
//!
//! Sources: Algemene termijnenwet (ATW) article 3; the decrees of article 3(3) as published in the Staatscourant.
//! Regulation 1182/71 leaves its holidays to each Member State's list; that list for the Netherlands was not at hand,
//! so the strict set, ATW 3(1), stands in for it: it never extends on Good Friday or on a decree day.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::text::Lang;

/// Why nobody need act on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    NewYear,
    GoodFriday,
    EasterMonday,
    KingsDay,
    LiberationDay,
    AscensionDay,
    WhitMonday,
    Christmas,
    SecondChristmasDay,
    /// Equated by royal decree, ATW 3(3).
    Decree,
}

impl Holiday {
    pub fn name(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Holiday::NewYear => ("Nieuwjaarsdag", "New Year's Day"),
            Holiday::GoodFriday => ("Goede Vrijdag", "Good Friday"),
            Holiday::EasterMonday => ("tweede paasdag", "Easter Monday"),
            Holiday::KingsDay => ("Koningsdag", "King's Day"),
            Holiday::LiberationDay => ("Bevrijdingsdag", "Liberation Day"),
            Holiday::AscensionDay => ("Hemelvaartsdag", "Ascension Day"),
            Holiday::WhitMonday => ("tweede pinksterdag", "Whit Monday"),
            Holiday::Christmas => ("eerste kerstdag", "Christmas Day"),
            Holiday::SecondChristmasDay => ("tweede kerstdag", "Second Christmas Day"),
            Holiday::Decree => ("bij besluit gelijkgestelde dag", "day equated by decree"),
        };
        lang.pick(nl, en)
    }
}

/// The generally recognised holidays of ATW 3(1): 5 May every year, Good Friday not among them.
pub fn recognised(day: NaiveDate) -> Option<Holiday> {
    let after_easter = (day - easter_sunday(day.year())?).num_days();
    match (day.month(), day.day(), after_easter) {
        (1, 1, _) => Some(Holiday::NewYear),
        (_, _, 1) => Some(Holiday::EasterMonday),
        (_, _, 39) => Some(Holiday::AscensionDay),
        (_, _, 50) => Some(Holiday::WhitMonday),
        (5, 5, _) => Some(Holiday::LiberationDay),
        (12, 25, _) => Some(Holiday::Christmas),
        (12, 26, _) => Some(Holiday::SecondChristmasDay),
        _ if is_kings_day(day) => Some(Holiday::KingsDay),
        _ => None,
    }
}

/// The holidays of the whole ATW: those of 3(1), Good Friday (3(2)), and the days equated by decree (3(3)).
pub fn recognised_or_equated(day: NaiveDate) -> Option<Holiday> {
    recognised(day)
        .or_else(|| (easter_sunday(day.year())? - day == chrono::TimeDelta::days(2)).then_some(Holiday::GoodFriday))
        .or_else(|| is_decree_day(day).then_some(Holiday::Decree))
}

pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The first and last year whose decree days are known here; outside them an ATW result is provisional.
pub const DECREES_KNOWN: std::ops::RangeInclusive<i32> = 2007..=2028;

/// Decree days of ATW 3(3). They are chosen, not computed: 4 May 2026 and 26 April 2027 are not among them,
/// although days of the same make were in other years.
/// Sources: BWBR0022669, BWBR0027755, BWBR0033679, BWBR0038666, decree of 20 September 2019, the decrees for 2023–2025
/// and Stcrt. 2025, 24713 for 2026–2028.
const DECREE_DAYS: &[(i32, u32, u32)] = &[
    (2007, 12, 24),
    (2008, 5, 2),
    (2009, 1, 2),
    (2009, 5, 1),
    (2009, 5, 4),
    (2009, 5, 22),
    (2010, 5, 14),
    (2011, 5, 6),
    (2011, 6, 3),
    (2012, 5, 18),
    (2012, 12, 24),
    (2012, 12, 31),
    (2013, 4, 29),
    (2013, 5, 10),
    (2013, 12, 27),
    (2014, 5, 30),
    (2015, 1, 2),
    (2015, 5, 4),
    (2015, 5, 15),
    (2016, 5, 6),
    (2017, 4, 28),
    (2017, 5, 26),
    (2018, 5, 11),
    (2018, 12, 24),
    (2018, 12, 31),
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
];

fn is_decree_day(day: NaiveDate) -> bool {
    DECREE_DAYS.contains(&(day.year(), day.month(), day.day()))
}

/// The celebration of the King's birthday: 27 April since 2014, 26 April when that is a Sunday.
/// Until 2013 the Queen's: 30 April, 29 April when that was a Sunday (the day after, before 1980).
fn is_kings_day(day: NaiveDate) -> bool {
    let year = day.year();
    let birthday = if year >= 2014 { 27 } else { 30 };
    let Some(nominal) = NaiveDate::from_ymd_opt(year, 4, birthday) else {
        return false;
    };
    let celebrated = match nominal.weekday() {
        Weekday::Sun if year < 1980 => nominal.checked_add_days(Days::new(1)),
        Weekday::Sun => nominal.checked_sub_days(Days::new(1)),
        _ => Some(nominal),
    };
    celebrated == Some(day)
}

/// Easter Sunday of the Gregorian calendar, by the anonymous computus (Meeus).
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> NaiveDate {
        written.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, easter) in [
            (1961, "1961-04-02"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2011, "2011-04-24"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2028, "2028-04-16"),
            (2029, "2029-04-01"),
            (2030, "2030-04-21"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(easter_sunday(year), Some(day(easter)));
        }
    }

    /// Whatever the computation, the rule itself says: a Sunday between 22 March and 25 April.
    #[test]
    fn easter_is_a_sunday_in_its_window() {
        for year in 1583..=9999 {
            let easter = easter_sunday(year).unwrap();
            assert_eq!(easter.weekday(), Weekday::Sun, "{year}");
            let ordinal = easter.month() * 100 + easter.day();
            assert!((322..=425).contains(&ordinal), "{easter}");
        }
    }

    #[test]
    fn the_rule_of_article_3() {
        assert_eq!(recognised(day("2026-05-05")), Some(Holiday::LiberationDay));
        assert_eq!(recognised(day("2027-05-05")), Some(Holiday::LiberationDay));
        assert_eq!(recognised(day("2026-04-03")), None);
        assert_eq!(recognised_or_equated(day("2026-04-03")), Some(Holiday::GoodFriday));
        assert_eq!(recognised(day("2026-05-15")), None);
        assert_eq!(recognised_or_equated(day("2026-05-15")), Some(Holiday::Decree));
        assert_eq!(recognised_or_equated(day("2026-05-04")), None);
        for not in ["2026-05-01", "2026-12-24", "2026-12-31", "2026-05-04", "2026-04-05"] {
            assert_eq!(recognised_or_equated(day(not)), None, "{not}");
        }
    }

    #[test]
    fn kings_day_moves_off_sunday() {
        for (celebrated, not) in [
            ("2013-04-30", "2013-04-27"),
            ("2014-04-26", "2014-04-27"),
            ("2025-04-26", "2025-04-27"),
            ("2026-04-27", "2026-04-26"),
            ("2031-04-26", "2031-04-27"),
            ("2006-04-29", "2006-04-30"),
        ] {
            assert_eq!(recognised(day(celebrated)), Some(Holiday::KingsDay), "{celebrated}");
            assert_eq!(recognised(day(not)), None, "{not}");
        }
    }
}
