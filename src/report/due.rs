//! The due list: what must be done by when, by whom, and under which norms.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

use crate::norms::Catalogue;
use crate::norms::duties::{Clock, Duty};
use crate::records::vocabulary::Within;
use crate::text::Lang;
use crate::time::{Direction, End, Moment, Zone, day_in_words};

use super::Table;

/// The moment of looking, and the zone in which days begin.
#[derive(Clone, Copy)]
pub struct At {
    pub now: DateTime<Utc>,
    pub zone: Zone,
}

/// One group a duty: the leading norm, and under it the others with theirs.
pub fn table(duties: &[&Duty], catalogue: &Catalogue, at: At, lang: Lang) -> Table {
    let head = match lang {
        Lang::Nl => ["stand", "veilig", "uiterlijk", "wat, wie, volgens welke norm"],
        Lang::En => ["status", "safe", "latest", "what, who, under which norm"],
    };
    let group = |duty: &&Duty| {
        let rows = duty.clocks.iter().enumerate();
        rows.map(|(index, clock)| row(duty, clock, index == 0, catalogue, at, lang))
            .collect()
    };
    Table {
        head: head.map(str::to_string).to_vec(),
        keys: vec!["status", "safe", "latest", "what"],
        groups: duties.iter().map(group).collect(),
    }
}

fn row(duty: &Duty, clock: &Clock, leads: bool, catalogue: &Catalogue, at: At, lang: Lang) -> Vec<String> {
    let (by, latest) = match &clock.due {
        Some(due) => (short(due.by, at.zone, lang), short(due.latest, at.zone, lang)),
        None => {
            let since = short_day(at.zone.day(clock.from), lang);
            (format!("{} {since}", lang.pick("sinds", "since")), age(clock, at, lang))
        }
    };
    let status = match (clock.has_lapsed, clock.status) {
        (true, _) => lang.pick("verstreken", "lapsed"),
        (false, status) => status.word(lang),
    };
    let norm = format!("{}: {}", source(clock), period(clock, lang));
    let what = if leads {
        let item = duty.item.as_ref().map(|item| format!(" · {item}")).unwrap_or_default();
        let title = catalogue.duty_title(&duty.name);
        let actor = clock.actor.get(lang);
        let who = if actor.is_empty() {
            String::new()
        } else {
            format!(" – {actor}")
        };
        format!(
            "{}{item} · {}\n{}{who}\n{norm}",
            duty.record,
            duty.name,
            title.get(lang)
        )
    } else {
        format!("+ {norm}")
    };
    vec![status.to_string(), by, latest, what]
}

/// How long what has no date has been open.
fn age(clock: &Clock, at: At, lang: Lang) -> String {
    if clock.met.is_some() {
        return String::new();
    }
    let days = (at.zone.day(Moment::Exact(at.now.fixed_offset())) - at.zone.day(clock.from)).num_days();
    let (nl, en) = match days {
        ..=0 => ("vandaag begonnen".to_string(), "began today".to_string()),
        1 => ("1 dag open".to_string(), "open for 1 day".to_string()),
        days => (format!("{days} dagen open"), format!("open for {days} days")),
    };
    lang.pick(nl, en)
}

/// The article, and the contract's clause where its term is used; a norm without either goes by its name.
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

/// How each of a duty's dates was found, a line a step.
pub fn explanation(duty: &Duty, catalogue: &Catalogue, lang: Lang) -> Vec<String> {
    let item = duty.item.as_ref().map(|item| format!(" · {item}")).unwrap_or_default();
    let mut lines = vec![format!(
        "{}{item}: {}",
        duty.record,
        catalogue.duty_title(&duty.name).get(lang)
    )];
    for clock in &duty.clocks {
        let counted = clock
            .due
            .as_ref()
            .map(|_| format!(" ({})", clock.count.in_words(lang)))
            .unwrap_or_default();
        lines.push(format!("  {} – {}{counted}", source(clock), period(clock, lang)));
        match &clock.due {
            Some(due) => lines.extend(due.explained().iter().map(|step| format!("    {}", step.get(lang)))),
            None => lines.push(format!(
                "    {} {}.",
                lang.pick(
                    "de norm noemt geen getal; loopt sinds",
                    "the norm names no number; running since"
                ),
                clock.from
            )),
        }
    }
    lines
}

/// An end as short as it can be without losing the weekday: `ma 2026-03-30 16:00`.
fn short(end: End, zone: Zone, lang: Lang) -> String {
    match end {
        End::Day(day) => short_day(day, lang),
        End::At(at) => short_instant(at, zone, lang),
    }
}

fn short_instant(at: DateTime<FixedOffset>, zone: Zone, lang: Lang) -> String {
    let shown = format!("{} {}", short_day(at.date_naive(), lang), at.format("%H:%M"));
    // In October an hour comes twice; only its offset says which is meant.
    if zone.comes_twice(Moment::Local(at.naive_local())) {
        format!("{shown} {}", at.offset())
    } else {
        shown
    }
}

fn short_day(day: NaiveDate, lang: Lang) -> String {
    let words = day_in_words(day, lang);
    let letters = lang.pick(2, 3);
    let weekday: String = words.chars().take(letters).collect();
    format!("{weekday} {day}")
}
