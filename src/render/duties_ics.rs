//! The due list as a calendar to subscribe to (RFC 5545).
//!
//! An event a duty, always under the same UID, so that a program that refreshes follows it: it moves with its dates, onto
//! the last defensible one once the safe one has passed, and it is cancelled, not left out, when the duty is met. What the crate would make up itself is given to it: every time
//! stamp and every UID, also of alarms.

use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::norms::duties::Status;
use crate::report::due::{Line, Place};
use crate::text::{Lang, single_spaced};
use crate::time::{Counting, Direction, End, Moment, count};

use super::harmless;

/// One calendar of that name. `lines` are all duties that are wanted, the met ones too.
pub fn render(lines: &[Line], name: &str, explain: bool, lang: Lang) -> String {
    let mut calendar = Calendar::empty();
    for property in [
        ("VERSION", "2.0"),
        ("PRODID", "-//avg//due//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", &on_one_line(name)),
        ("X-PUBLISHED-TTL", "PT1H"),
    ] {
        calendar.append_property(property);
    }
    let refresh = Property::new("REFRESH-INTERVAL", "PT1H")
        .add_parameter("VALUE", "DURATION")
        .done();
    calendar.append_property(refresh);
    for line in lines {
        calendar.push(event(line, explain, lang));
    }
    let text = calendar.to_string();
    // The crate's lines can be an octet too long, and end in spaces, which not every reader keeps.
    let unfolded = text.replace("\r\n ", "");
    unfolded.lines().map(|line| folded(line) + "\r\n").collect()
}

/// A line in pieces of at most 75 octets, each next one behind a space; never cut beside a space of its own.
fn folded(line: &str) -> String {
    const LIMIT: usize = 75;
    let mut out = String::new();
    let mut rest = line;
    let mut room = LIMIT;
    while rest.len() > room {
        let furthest = rest.floor_char_boundary(room);
        let is_beside_space = |at: usize| rest[..at].ends_with(' ') || rest[at..].starts_with(' ');
        let cuts = (1..=furthest).rev().filter(|at| rest.is_char_boundary(*at));
        let cut = cuts.clone().find(|at| !is_beside_space(*at)).unwrap_or(furthest);
        out += &rest[..cut];
        out += "\r\n ";
        rest = &rest[cut..];
        room = LIMIT - 1;
    }
    out + rest
}

fn event(line: &Line, explain: bool, lang: Lang) -> Event {
    let (summary, end, now) = (summary(line, lang), end(line), line.place.now);
    let (begins, ends) = span(end);
    let uid = format!("{}@duty.avg.invalid", line.id);
    let is_open = line.duty.status().is_open();
    let mut event = Event::with_uid(&uid);
    event
        .timestamp(now)
        .sequence(sequence(now))
        .summary(&summary)
        .description(&harmless(&line.details(explain, lang).join("\n")))
        .categories([&line.duty.name])
        .status(match is_open {
            true => EventStatus::Confirmed,
            false => EventStatus::Cancelled,
        })
        // A deadline takes nobody's time.
        .add_property("TRANSP", "TRANSPARENT")
        .append_property(when("DTSTART", begins));
    if let Some(ends) = ends {
        event.append_property(when("DTEND", ends));
    }
    if is_open {
        for hours in alarms(line.place, end) {
            let mut alarm = Alarm::display(&summary, Duration::zero());
            alarm
                .timestamp(now)
                .uid(&format!("{hours}h-{uid}"))
                .add_property("TRIGGER", format!("-PT{hours}H"));
            event.alarm(alarm);
        }
    }
    event
}

/// What stands in the grid: that it presses, whose it is among several, what must be done, on which record.
fn summary(line: &Line, lang: Lang) -> String {
    let status = match line.duty.status() {
        Status::Late => format!("{}: ", Status::Late.word(lang)),
        // On the day that it stands on, it is the last that can be defended.
        Status::AtLimit => format!("{}, {}: ", Status::AtLimit.word(lang), lang.pick("uiterlijk", "latest")),
        _ => String::new(),
    };
    let whose = match (line.place.label, line.place.name()) {
        (None, _) => String::new(),
        (Some(label), "") => format!("{label}: "),
        (Some(_), name) => format!("{name}: "),
    };
    let title = line.title();
    on_one_line(&format!("{status}{whose}{} – {}", title.get(lang), line.subject()))
}

fn on_one_line(text: &str) -> String {
    harmless(&single_spaced(text))
}

/// The safe end; the last defensible one once that has passed, as long as it has not. What must be done without delay is for today, and when it was done it is on that day.
fn end(line: &Line) -> End {
    let at = line.place.at();
    let met = line.duty.lead().met.map(|met| at.zone.day(met));
    let end = match line.duty.status() {
        Status::AtLimit => line.duty.latest(),
        _ => line.duty.by(),
    };
    end.unwrap_or(End::Day(met.unwrap_or(at.today())))
}

/// From when to when: a whole day, or a quarter of an hour that begins at the instant, so that every program shows it.
fn span(end: End) -> (End, Option<End>) {
    match end {
        // Without an end an event on a day lasts that day.
        End::Day(day) => (end, day.succ_opt().filter(|next| has_four_digits(*next)).map(End::Day)),
        End::At(at) => {
            let later = at.checked_add_signed(Duration::minutes(15));
            (
                end,
                later
                    .filter(|later| has_four_digits(later.to_utc().date_naive()))
                    .map(End::At),
            )
        }
    }
}

fn has_four_digits(day: NaiveDate) -> bool {
    day.format("%Y").to_string().len() == 4
}

fn when(key: &str, end: End) -> Property {
    match end {
        End::Day(day) => Property::new(key, day.format("%Y%m%d").to_string())
            .add_parameter("VALUE", "DATE")
            .done(),
        End::At(at) => Property::new(key, at.to_utc().format("%Y%m%dT%H%M%SZ").to_string()),
    }
}

/// How many hours before the event begins it rings: for a day at nine on the day before, and at nine when it is soon due;
/// for an instant a day and two hours before. What would have rung already is left out.
fn alarms(place: &Place, end: End) -> Vec<i64> {
    const NINE: i64 = 9;
    let zone = place.at().zone;
    let (begins, hours) = match end {
        End::At(at) => (at.to_utc(), vec![24, 2]),
        End::Day(day) => {
            let Ok(begins) = zone.instant(Moment::Day(day)) else {
                return Vec::new();
            };
            // As long as it would take from this day on: a month back from the end of one is no fixed number.
            let soon = count(
                place.soon(),
                Counting::Calendar,
                Moment::Day(day),
                Direction::After,
                zone,
            );
            let soon = soon.map_or(1, |soon| (soon.by.day(zone) - day).num_days());
            let days = if soon > 1 { vec![soon, 1] } else { vec![1] };
            let hours = days.iter().map(|days| days * 24 - NINE);
            (begins.to_utc(), hours.collect())
        }
    };
    let is_ahead = |hours: &i64| begins.checked_sub_signed(Duration::hours(*hours)) > Some(place.now);
    hours.into_iter().filter(is_ahead).collect()
}

/// The minutes since 2020: it never goes back, and it fits until the year 6102.
fn sequence(now: DateTime<Utc>) -> u32 {
    let since = Utc.with_ymd_and_hms(2020, 1, 1, 0, 0, 0).single().unwrap_or_default();
    let minutes = (now - since).num_minutes().clamp(0, i64::from(i32::MAX));
    u32::try_from(minutes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn lines_are_cut_within_words_and_characters() {
        for line in [
            "kort".to_string(),
            "één twee ".repeat(40),
            " ".repeat(200),
            "ü".repeat(99),
            "a".repeat(75),
        ] {
            let shown = folded(&line);
            assert_eq!(shown.replace("\r\n ", ""), line);
            assert!(shown.split("\r\n").all(|piece| piece.len() <= 75), "{shown}");
        }
        assert!(!folded(&"één twee ".repeat(40)).contains(" \r\n"));
        assert_eq!(folded(&"a".repeat(75)).len(), 75);
    }
}
