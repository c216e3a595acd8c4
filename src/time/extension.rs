//! Until when a term runs that ends on a free day, or holds too few working days.

use chrono::{Datelike, NaiveDate};

use crate::text::Lang;

use super::holidays;
use super::{Counting, Step, Term, Unit, day_in_words};

/// Regulation 1182/71: article 3(4), no period ends on a Saturday, Sunday or holiday;
/// article 3(5), a period of two days or more holds at least two working days.
pub(super) fn extend_eu(term: Term, start: NaiveDate, nominal: NaiveDate, steps: &mut Vec<Step>) -> NaiveDate {
    if term.number == 0 {
        return nominal;
    }
    let two_days_or_more = term.number >= 2 || !matches!(term.unit, Unit::Days | Unit::WorkingDays);
    extend(
        Counting::Eu,
        start,
        nominal,
        if two_days_or_more { 2 } else { 0 },
        (
            "Verordening 1182/71, artikel 3, lid 4",
            "Regulation 1182/71, article 3(4)",
        ),
        (
            "Verordening 1182/71, artikel 3, lid 5",
            "Regulation 1182/71, article 3(5)",
        ),
        steps,
    )
}

/// ATW: article 1, no term ends on a Saturday, Sunday or holiday; article 2, a term of three days or more holds at least
/// two other days; article 4, none of this for terms of more than 90 days, 12 weeks or 3 months, or in years.
pub(super) fn extend_atw(term: Term, start: NaiveDate, nominal: NaiveDate, steps: &mut Vec<Step>) -> NaiveDate {
    let n = term.number;
    let applies = match term.unit {
        Unit::Hours | Unit::Years => false,
        Unit::Days | Unit::WorkingDays => n <= 90,
        Unit::Weeks => n <= 12,
        Unit::Months => n <= 3,
    };
    if !applies {
        steps.push(Step::fixed("ATW 4, onder a: de wet geldt niet voor een termijn van meer dan 90 dagen, twaalf weken of drie maanden, of in jaren.", "ATW 4(a): the act does not apply to a term of more than 90 days, twelve weeks or three months, or in years."));
        return nominal;
    }
    if n == 0 {
        return nominal;
    }
    let three_days_or_more = n >= 3 || !matches!(term.unit, Unit::Days | Unit::WorkingDays);
    let latest = extend(
        Counting::Atw,
        start,
        nominal,
        if three_days_or_more { 2 } else { 0 },
        ("ATW 1, lid 1", "ATW 1(1)"),
        ("ATW 2", "ATW 2"),
        steps,
    );
    let (first, last) = (holidays::DECREES_KNOWN.start(), holidays::DECREES_KNOWN.end());
    if !holidays::DECREES_KNOWN.contains(&latest.year()) {
        steps.push(Step::by(move |lang| lang.pick(format!("voorlopig: buiten {first}–{last} is hier geen besluit met gelijkgestelde dagen (ATW 3, lid 3) bekend."), format!("provisional: outside {first}–{last} no decree with equated days (ATW 3(3)) is known here."))));
    }
    latest
}

fn extend(
    counting: Counting,
    start: NaiveDate,
    nominal: NaiveDate,
    working_days: usize,
    on_free_day: (&'static str, &'static str),
    too_few: (&'static str, &'static str),
    steps: &mut Vec<Step>,
) -> NaiveDate {
    let next_working_day = |mut day: NaiveDate| {
        // The calendar's last day has no successor; there the term simply ends.
        while !counting.is_working_day(day) {
            match day.succ_opt() {
                Some(next) => day = next,
                None => break,
            }
        }
        day
    };
    let moved = next_working_day(nominal);
    if moved != nominal {
        steps.push(Step::by(move |lang| {
            let (rule, why, end) = (
                lang.pick(on_free_day.0, on_free_day.1),
                free_day(counting, nominal, lang),
                day_in_words(moved, lang),
            );
            match lang {
                Lang::Nl => format!("{rule}: {nominal} is {why}; de termijn loopt door tot en met {end}."),
                Lang::En => format!("{rule}: {nominal} is {why}; the term runs on through {end}."),
            }
        }));
    }
    let held = |end: NaiveDate| {
        start
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= end)
            .filter(|day| counting.is_working_day(*day))
            .take(working_days)
            .count()
    };
    let mut latest = moved;
    while held(latest) < working_days {
        match latest.succ_opt() {
            Some(next) => latest = next_working_day(next),
            None => break,
        }
    }
    if latest != moved {
        steps.push(Step::by(move |lang| {
            let (rule, end) = (lang.pick(too_few.0, too_few.1), day_in_words(latest, lang));
            match lang {
                Lang::Nl => format!("{rule}: de termijn moet {working_days} werkdagen bevatten: tot en met {end}."),
                Lang::En => format!("{rule}: the term must hold {working_days} working days: through {end}."),
            }
        }));
    }
    latest
}

fn free_day(counting: Counting, day: NaiveDate, lang: Lang) -> String {
    match counting.holiday(day) {
        Some(holiday) => holiday.name(lang).to_string(),
        None => {
            let words = day_in_words(day, lang);
            let weekday = words.split(' ').next().unwrap_or_default();
            format!("{} {weekday}", lang.pick("een", "a"))
        }
    }
}
