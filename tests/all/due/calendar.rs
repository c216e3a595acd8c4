//! `--format ics`: a calendar that others subscribe to, read back by another's parser.

use std::collections::{BTreeMap, BTreeSet};

use ical::IcalParser;
use ical::parser::Component;
use ical::parser::ical::component::{IcalCalendar, IcalEvent};

use super::super::support::{avg, examples, git, write};
use super::{activity, all_groups, with};

const NOW: &str = "2026-03-30T10:00";

/// The calendar as it is sent, held against the form that RFC 5545 gives each line.
fn sent(dir: &std::path::Path, now: &str, args: &[&str]) -> String {
    let run = avg(dir, &[&["--now", now, "due", "--format", "ics"], args].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.ends_with("END:VCALENDAR\r\n"));
    for line in run.out.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(char::is_control), "{line:?}");
    }
    run.out
}

fn read(text: &str) -> IcalCalendar {
    let mut calendars: Vec<_> = IcalParser::new(text.as_bytes()).map(|it| it.unwrap()).collect();
    assert_eq!(calendars.len(), 1);
    calendars.remove(0)
}

fn calendar(dir: &std::path::Path, now: &str, args: &[&str]) -> IcalCalendar {
    read(&sent(dir, now, args))
}

fn value(component: &impl Component, name: &str) -> String {
    let all: Vec<_> = component_values(component, name);
    assert_eq!(all.len(), 1, "{name}: {all:?}");
    all[0].clone()
}

fn component_values(component: &impl Component, name: &str) -> Vec<String> {
    let property = component.get_property(name);
    property.into_iter().filter_map(|it| it.value.clone()).collect()
}

/// The events by what they say.
fn event<'c>(calendar: &'c IcalCalendar, words: &str) -> &'c IcalEvent {
    let found = calendar
        .events
        .iter()
        .filter(|event| value(*event, "SUMMARY").contains(words));
    let found: Vec<_> = found.collect();
    assert_eq!(found.len(), 1, "{words}");
    found[0]
}

fn is_all_day(event: &IcalEvent) -> bool {
    let params = event
        .get_property("DTSTART")
        .unwrap()
        .params
        .clone()
        .unwrap_or_default();
    params
        .iter()
        .any(|(name, values)| name == "VALUE" && values == &["DATE"])
}

fn triggers(event: &IcalEvent) -> Vec<String> {
    event.alarms.iter().map(|alarm| value(alarm, "TRIGGER")).collect()
}

fn uids(calendar: &IcalCalendar) -> BTreeMap<String, String> {
    let events = calendar.events.iter();
    events
        .map(|event| (value(event, "UID"), value(event, "STATUS")))
        .collect()
}

/// What every program needs to show it, and no property twice where the standard has it once.
#[test]
fn each_component_is_whole() {
    let examples = examples();
    for name in ["reglement", "verwerkersovereenkomst", "op-orde"] {
        let dir = examples.path().join(name);
        for extra in [&[][..], &["--explain"]] {
            let calendar = calendar(&dir, NOW, extra);
            for (name, expected) in [("VERSION", "2.0"), ("METHOD", "PUBLISH"), ("X-PUBLISHED-TTL", "PT1H")] {
                let found = calendar.properties.iter().filter(|it| it.name == name);
                let found: Vec<_> = found.filter_map(|it| it.value.as_deref()).collect();
                assert_eq!(found, [expected]);
            }
            assert!(calendar.properties.iter().any(|it| it.name == "PRODID"));
            for event in &calendar.events {
                let names: Vec<&str> = event.properties.iter().map(|it| it.name.as_str()).collect();
                let unique: BTreeSet<&str> = names.iter().copied().collect();
                assert_eq!(names.len(), unique.len(), "{names:?}");
                for needed in [
                    "UID",
                    "DTSTAMP",
                    "DTSTART",
                    "SUMMARY",
                    "DESCRIPTION",
                    "CATEGORIES",
                    "SEQUENCE",
                    "STATUS",
                ] {
                    assert!(unique.contains(needed), "{needed}");
                }
                for alarm in &event.alarms {
                    assert_eq!(value(alarm, "ACTION"), "DISPLAY");
                    assert!(value(alarm, "TRIGGER").starts_with("-PT"));
                    assert_eq!(value(alarm, "DESCRIPTION"), value(event, "SUMMARY"));
                }
            }
        }
    }
}

/// One event a duty, also for what is otherwise equal; what has been met is always there.
#[test]
fn one_event_a_duty() {
    let examples = examples();
    for name in ["reglement", "verwerkersovereenkomst", "op-orde"] {
        let dir = examples.path().join(name);
        let all = avg(&dir, &["--now", NOW, "due", "--all", "--format", "json"]).json();
        let calendar = calendar(&dir, NOW, &[]);
        assert_eq!(calendar.events.len(), all.as_array().unwrap().len());
        assert_eq!(uids(&calendar).len(), calendar.events.len());
        assert!(calendar.events.len() > 2, "{name}");
    }
    let twins = "[[certificates]]\nstandard = \"ISO 27001\"\nvalid_until = 2027-03-01\n".repeat(2);
    let text = format!("name = \"A\"\nour_role = \"processor\"\n[counterparty]\nname = \"A\"\n{twins}");
    let dir = with(&[("a", "x_on = 2026-04-05")]);
    write(dir.path(), "agreements/klant-a.toml", &text);
    let before = uids(&calendar(dir.path(), NOW, &[]));
    assert_eq!(before.len(), 3);
    // Which of two equals is the earlier does not say which is which.
    let text = text.replacen("2027-03-01", "2028-03-01", 1);
    write(dir.path(), "agreements/klant-a.toml", &text);
    assert_eq!(uids(&calendar(dir.path(), NOW, &[])), before);
}

/// Neither the moment, nor the language, nor the dates, nor a choice of duties changes who an event is.
#[test]
fn uids_stay() {
    let dir = all_groups();
    let base = uids(&calendar(dir.path(), NOW, &[]));
    assert_eq!(base.len(), 7);
    let same = |uids: BTreeMap<String, String>| assert!(uids.keys().eq(base.keys()), "{uids:?}");
    same(uids(&calendar(dir.path(), "2026-04-20T11:11", &[])));
    same(uids(&calendar(dir.path(), NOW, &["--lang", "nl"])));
    same(uids(&calendar(dir.path(), NOW, &["--all", "--explain"])));
    let (path, text) = activity("week", "x_on = 2026-04-09\nowner = \"ICT\"");
    write(dir.path(), &path, &text);
    same(uids(&calendar(dir.path(), NOW, &[])));
    let within = uids(&calendar(dir.path(), NOW, &["--within", "2 days"]));
    assert!(within.len() < base.len() && within.keys().all(|uid| base.contains_key(uid)));
    // Calendars have stored these: FNV-1a of the organisation, its place, the record, the row, the duty and the number,
    // each closed with 0xff.
    let today = calendar(dir.path(), NOW, &[]);
    let uid = value(event(&today, "register/laat"), "UID");
    assert_eq!(uid, "81894b25f39251cfd419933e3576d414@duty.avg.invalid");
    // The root of a work tree is no other place than outside one.
    git(dir.path(), &["init", "-q"]);
    same(uids(&calendar(dir.path(), NOW, &[])));
}

/// What is met is cancelled under the same UID and rings no more; the sequence never goes back.
#[test]
fn met_is_cancelled() {
    let dir = with(&[("a", "x_on = 2026-04-05")]);
    let open = calendar(dir.path(), NOW, &[]);
    let (path, text) = activity("a", "x_on = 2026-04-05\nx_done = 2026-03-30");
    write(dir.path(), &path, &text);
    let met = calendar(dir.path(), "2026-03-30T10:01", &[]);
    let (open, met) = (&open.events[0], &met.events[0]);
    assert_eq!(value(open, "UID"), value(met, "UID"));
    assert_eq!(
        (value(open, "STATUS").as_str(), value(met, "STATUS").as_str()),
        ("CONFIRMED", "CANCELLED")
    );
    assert!(!open.alarms.is_empty() && met.alarms.is_empty());
    let sequence = |event: &IcalEvent| value(event, "SEQUENCE").parse::<i32>().unwrap();
    assert_eq!(sequence(met), sequence(open) + 1);
    // 10:00 in summer time; the minutes since 2020 began.
    assert_eq!(value(open, "DTSTAMP"), "20260330T080000Z");
    assert_eq!(sequence(open), ((6 * 365 + 2) + 31 + 28 + 29) * 24 * 60 + 8 * 60);
}

/// A day is a day in every zone, an instant is one in UTC, and what has no date is for today.
#[test]
fn days_and_instants() {
    let dir = all_groups();
    let calendar = calendar(dir.path(), NOW, &[]);
    let when = |words: &str| {
        let event = event(&calendar, words);
        (is_all_day(event), value(event, "DTSTART"), value(event, "DTEND"))
    };
    let expected = |all_day: bool, begins: &str, ends: &str| (all_day, begins.to_string(), ends.to_string());
    assert_eq!(when("register/week"), expected(true, "20260405", "20260406"));
    assert_eq!(when("register/later"), expected(true, "20260501", "20260502"));
    assert_eq!(when("register/nu"), expected(true, "20260330", "20260331"));
    // The safe day has passed: it stands on the latest.
    assert_eq!(
        when(r"at the limit\, latest: do it on the day – register/grens"),
        expected(true, "20260402", "20260403")
    );
    assert_eq!(
        when("late: do it on the day – register/laat"),
        expected(true, "20260327", "20260328")
    );
    assert_eq!(
        when("register/vandaag"),
        expected(false, "20260330T130000Z", "20260330T131500Z")
    );
    assert_eq!(value(event(&calendar, "register/week"), "TRANSP"), "TRANSPARENT");
    let description = value(event(&calendar, "register/week"), "DESCRIPTION");
    assert_eq!(
        description,
        r"do it on the day – we (owner: HR)\nsafe: Sun 2026-04-05\nlatest: Sun 2026-04-05\nhuis/act-on: on the day itself\nVoorbeeld BV: register/week.toml"
    );
    assert_eq!(value(event(&calendar, "register/week"), "CATEGORIES"), "act-on");
}

/// Once the safe end has passed an event stands on the latest, with the alarm before that; late it is back where it was.
/// It is the same event all along.
#[test]
fn at_the_limit_it_stands_on_the_latest() {
    let dir = with(&[("grens", "x_safe_on = 2026-03-28\nx_on = 2026-04-02")]);
    let mut uids = BTreeSet::new();
    for (now, words, day, alarms) in [
        ("2026-03-28T12:00", "do it on the day", "20260328", &[][..]),
        (
            "2026-03-29T12:00",
            r"at the limit\, latest: do it",
            "20260402",
            &["-PT15H"],
        ),
        ("2026-04-02T12:00", r"at the limit\, latest: do it", "20260402", &[]),
        ("2026-04-03T12:00", "late: do it on the day", "20260328", &[]),
    ] {
        let calendar = calendar(dir.path(), now, &[]);
        let event = event(&calendar, words);
        assert!(value(event, "SUMMARY").starts_with(words), "{now}");
        assert_eq!(
            (value(event, "DTSTART").as_str(), triggers(event)),
            (day, alarms.iter().map(|it| it.to_string()).collect()),
            "{now}"
        );
        uids.insert(value(event, "UID"));
    }
    assert_eq!(uids.len(), 1);
    let dutch = calendar(dir.path(), "2026-03-29T12:00", &["--lang", "nl"]);
    assert!(value(&dutch.events[0], "SUMMARY").starts_with(r"op de grens\, uiterlijk: "));
}

/// At nine on the day before and when it is soon due; a day and two hours before an instant; never in the past.
#[test]
fn alarms_ring_ahead() {
    let dir = with(&[("dag", "x_on = 2026-04-20"), ("uur", "x_at = 2026-04-20T11:00")]);
    for (now, day, hour) in [
        ("2026-04-01T10:00", &["-PT159H", "-PT15H"][..], &["-PT24H", "-PT2H"][..]),
        ("2026-04-13T08:59", &["-PT159H", "-PT15H"], &["-PT24H", "-PT2H"]),
        ("2026-04-13T09:00", &["-PT15H"], &["-PT24H", "-PT2H"]),
        ("2026-04-19T08:59", &["-PT15H"], &["-PT24H", "-PT2H"]),
        ("2026-04-19T12:00", &[], &["-PT2H"]),
        ("2026-04-20T10:30", &[], &[]),
    ] {
        let calendar = calendar(dir.path(), now, &[]);
        assert_eq!(triggers(event(&calendar, "register/dag")), day, "{now}");
        assert_eq!(triggers(event(&calendar, "register/uur")), hour, "{now}");
    }
}

/// What others wrote is text, and makes no line of its own.
#[test]
fn hostile_values_stay_text() {
    let dir = with(&[("a", "x_on = 2026-04-05")]);
    let name = "x\\\\, y; z\\nEND:VEVENT\\nBEGIN:VEVENT\\r\\nATTENDEE:mailto:a@b\\u001b[31m\\u202e é".to_string()
        + &"ü ".repeat(90);
    write(
        dir.path(),
        "agreements/klant-a.toml",
        &format!(
            "name = \"A\"\nour_role = \"processor\"\n[counterparty]\nname = \"A\"\n[[certificates]]\nstandard = \"{name}\"\nvalid_until = 2027-03-01\n"
        ),
    );
    write(
        dir.path(),
        "avg.toml",
        "[organisation]\nname = \"V\\nX-EVIL:1\\r\\nB, C\"\nemail = \"a@b.example\"\n[settings]\nlanguage = \"en\"\n",
    );
    let text = sent(dir.path(), NOW, &["--for", "klant-a"]);
    let calendar = read(&text);
    assert_eq!(calendar.events.len(), 1);
    let names: BTreeSet<&str> = calendar.events[0]
        .properties
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert!(!names.contains("ATTENDEE"), "{names:?}");
    assert!(calendar.properties.iter().all(|it| it.name != "X-EVIL"));
    let named = calendar.properties.iter().find(|it| it.name == "X-WR-CALNAME").unwrap();
    assert!(
        named
            .value
            .as_deref()
            .unwrap()
            .starts_with(r"GDPR deadlines V X-EVIL:1 B\, C"),
        "{named:?}"
    );
    let summary = value(&calendar.events[0], "SUMMARY");
    assert!(
        summary.contains(r"x\\\, y\; z END:VEVENT BEGIN:VEVENT ATTENDEE:mailto:a@b\\u{1b}[31m\\u{202e} é"),
        "{summary}"
    );
}
