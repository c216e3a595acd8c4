//! One clock in words: under which norm, for how long, and its ends.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::norms::duties::Clock;
use crate::records::vocabulary::Within;
use crate::text::Lang;
use crate::time::{Direction, End, Moment, Zone, day_in_words};

/// A source as a document cites it: the Regulation has another name in each language.
pub fn cited(source: &str, lang: Lang) -> String {
    let name = |word: &str| match (lang, word.strip_prefix('(').unwrap_or(word)) {
        (Lang::En, "AVG") => word.replace("AVG", "GDPR"),
        _ => word.to_string(),
    };
    source.split(' ').map(name).collect::<Vec<_>>().join(" ")
}

/// The article, and the contract's clause where its term is used; a norm without either goes by its name. As the norms have
/// it.
pub fn source(clock: &Clock) -> String {
    let cite = clock.cite.as_ref().unwrap_or(&clock.norm);
    match &clock.clause {
        Some(clause) => format!("{cite}; {clause}"),
        None => cite.clone(),
    }
}

/// The period in words: `72 uur`, `14 days ahead`, `without delay`.
pub fn period(clock: &Clock, lang: Lang) -> String {
    match (clock.within, clock.direction) {
        (Within::WithoutDelay, _) => lang.pick("onverwijld", "without delay").to_string(),
        (Within::Term(term), _) if term.number == 0 => lang.pick("op de dag zelf", "on the day itself").to_string(),
        (Within::Term(term), Direction::After) => term.in_words(lang),
        (Within::Term(term), Direction::Before) => format!("{} {}", term.in_words(lang), lang.pick("vooraf", "ahead")),
    }
}

/// Both ends; of what has no date since when it runs.
pub(super) fn ends(clock: &Clock, zone: Zone, lang: Lang) -> [String; 2] {
    match &clock.due {
        Some(due) => [short(due.by, zone, lang), short(due.latest, zone, lang)],
        None => {
            let since = short_day(zone.day(clock.from), lang);
            [format!("{} {since}", lang.pick("sinds", "since")), period(clock, lang)]
        }
    }
}

/// How its date was found, a line a step.
pub(super) fn explanation(clock: &Clock, lang: Lang) -> Vec<String> {
    match &clock.due {
        Some(due) => due.explained().iter().map(|step| step.get(lang).to_string()).collect(),
        None => vec![format!(
            "{} {}.",
            lang.pick(
                "de norm noemt geen getal; loopt sinds",
                "the norm names no number; running since"
            ),
            clock.from
        )],
    }
}

/// An end as short as it can be without losing the weekday: `ma 2026-03-30 16:00`.
fn short(end: End, zone: Zone, lang: Lang) -> String {
    match end {
        End::Day(day) => short_day(day, lang),
        End::At(at) => short_instant(at, zone, lang),
    }
}

fn short_instant(at: DateTime<FixedOffset>, zone: Zone, lang: Lang) -> String {
    format!("{} {}", short_day(at.date_naive(), lang), time_of_day(at, zone))
}

pub(super) fn time_of_day(at: DateTime<FixedOffset>, zone: Zone) -> String {
    let shown = at.format("%H:%M").to_string();
    // In October an hour comes twice; only its offset says which is meant.
    if zone.comes_twice(Moment::Local(at.naive_local())) {
        format!("{shown} {}", at.offset())
    } else {
        shown
    }
}

pub(super) fn short_day(day: NaiveDate, lang: Lang) -> String {
    let words = day_in_words(day, lang);
    let letters = lang.pick(2, 3);
    let weekday: String = words.chars().take(letters).collect();
    format!("{weekday} {day}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_regulation_is_cited_by_its_name_in_the_language() {
        assert_eq!(cited("AVG 33(1); UAVG 42", Lang::Nl), "AVG 33(1); UAVG 42");
        assert_eq!(cited("AVG 33(1); UAVG 42", Lang::En), "GDPR 33(1); UAVG 42");
        assert_eq!(cited("AVG 28(3) (AVG 33(2))", Lang::En), "GDPR 28(3) (GDPR 33(2))");
    }
}
