//! Years at the ends of the calendar, and terms beyond it.

use super::super::support::{avg, folder, write};
use super::{AVG, NOW, REQUEST, places, refused, steers, tame};

fn request(received: &str) -> tempfile::TempDir {
    folder(&[
        ("avg.toml", AVG),
        ("requests/2026-001.toml", &REQUEST.replace("2026-03-05", received)),
    ])
}

#[test]
fn every_year_is_counted_or_named() {
    let reads: [&[&str]; 2] = [
        &["due", "--all", "--explain"],
        &["show", "requests/2026-001", "--format", "json"],
    ];
    for (received, norm) in [
        ("0000-01-01", "avg/respond-to-request"),
        ("9999-12-31", "record/uncountable"),
        ("9999-12-31T23:59:59-23:59", "record/uncountable"),
        ("0000-01-01T00:00:00+23:59", "avg/respond-to-request"),
        ("10000-01-01", "record/impossible-date"),
        ("2026-02-30", "record/impossible-date"),
    ] {
        let dir = request(received);
        let run = tame(dir.path(), &["check", "--format", "json"]);
        assert_eq!(
            places(&run, norm),
            ["requests/2026-001.toml:1"],
            "{received} {}",
            run.out
        );
        for args in reads {
            assert_eq!(tame(dir.path(), args).code, 0, "{received} {args:?}");
        }
        let calendar = avg(dir.path(), &[&NOW[..], &["due", "--format", "ics"]].concat());
        assert!(
            calendar.code == 0 && !calendar.out.contains(|c| steers(c) && c != '\r'),
            "{received}"
        );
    }
    // The moment of the run itself.
    let dir = request("2026-03-05");
    for now in ["0000-01-01T00:00", "0001-01-01", "9999-12-31T23:59"] {
        for args in [&["check"][..], &["due", "--format", "ics"]] {
            let run = avg(dir.path(), &[&["--now", now], args].concat());
            assert!(run.code < 2, "{now} {args:?}: {}", run.err);
        }
    }
}

/// A term of 2^63 days, wherever a term can stand.
#[test]
fn terms_beyond_the_calendar_are_refused_at_once() {
    let agreement = "name = 'k'\nour_role = 'processor'\n[counterparty]\nname = 'k'\n";
    for (term, can_be_read) in [
        ("9223372036854775807 days", false),
        ("999999999999999999999999 working days", false),
        ("100000000 working days", true),
        ("99999 years", true),
    ] {
        for count in ["calendar", "atw"] {
            for way in [&["--before"][..], &[]] {
                let args = ["term", term, "--from", "2026-03-05", "--count", count];
                assert_eq!(
                    tame(std::path::Path::new("."), &[&args[..], way].concat()).code,
                    2,
                    "{term}"
                );
            }
        }
        let norm = if can_be_read { "" } else { "record/invalid-term" };
        for (file, text) in [
            ("avg.toml", format!("{AVG}[settings]\nsoon = '{term}'\n")),
            (
                "agreements/k.toml",
                format!("{agreement}[terms]\nbreach_notice = {{ within = '{term}' }}\n"),
            ),
            (
                "register/a.toml",
                format!("name = 'a'\nrole = 'controller'\n[[retention]]\nkeep = '{term}'\n"),
            ),
        ] {
            let dir = request("2026-03-05");
            write(dir.path(), file, &text);
            let run = tame(dir.path(), &["check", "--format", "json"]);
            assert_eq!(places(&run, norm).len(), usize::from(!can_be_read), "{term} {file}");
        }
        let dir = request("2026-03-05");
        let pack = format!(
            "pack: huis\nnorms:\n  - {{ id: answer, on: requests, from: received_at, within: {term}, met_by: answer.given_on }}\n"
        );
        write(dir.path(), "norms/huis.yaml", &pack);
        let run = tame(dir.path(), &["check", "--format", "json"]);
        assert_eq!(run.code, if can_be_read { 1 } else { 2 }, "{term}: {}", run.err);
    }
    refused(request("2026-03-05").path(), &["due", "--within", "99999 years"]);
}

/// Ten thousand terms of centuries, each counted in working days.
#[test]
fn centuries_of_working_days_are_not_counted_day_by_day() {
    let row = "[[subprocessors]]\nname = 'x'\nservice = 'y'\neffective_on = 2026-12-01\n";
    let agreement = format!(
        "name = 'k'\nour_role = 'processor'\n[counterparty]\nname = 'k'\n[terms]\nsubprocessor_notice = {{ ahead = '300000 working \
         days' }}\n{}",
        row.repeat(300)
    );
    let dir = folder(&[("avg.toml", AVG), ("agreements/k.toml", &agreement)]);
    let run = tame(dir.path(), &["due", "--format", "json"]);
    let lines = run.json().as_array().expect("a list").len();
    assert_eq!(lines, 300, "{}", run.err);
}
