//! The year in the overview: what happened in it, which terms were kept, where it begins and ends, and what cannot be one.

use serde_json::Value;
use tempfile::TempDir;
use toml::Table;

use super::super::support::{avg, examples, folder};
use super::{EXAMPLES, NOWS, count, due, files, is_before, json, number, overview, part, rows, said};

#[test]
fn the_year_counts_what_is_in_the_files() {
    let dir = examples();
    for (example, now) in EXAMPLES.iter().flat_map(|example| NOWS.map(|now| (example, now))) {
        let place = dir.path().join(example);
        let page = json(&place, now, &[]);
        let (incidents, requests) = (files(&place, "incidents"), files(&place, "requests"));
        let of_2026 = |path: &'static str| move |it: &Table| said(it, path).is_some_and(|at| at.starts_with("2026"));
        let incidents: Vec<Table> = incidents.into_iter().filter(of_2026("discovered_at")).collect();
        let requests: Vec<Table> = requests.into_iter().filter(of_2026("received_at")).collect();
        let what = "Incidents in 2026";
        let notified = |it: &Table| is_before(it, "authority.notified_at", now);
        assert_eq!(
            count(
                &page,
                what,
                "outcome, each incident once",
                "notified to the supervisory authority"
            ),
            number(&incidents, notified)
        );
        assert_eq!(
            count(&page, what, "outcome, each incident once", "under investigation"),
            number(&incidents, |it| said(it, "breach").is_none() && !notified(it))
        );
        let outcomes = rows(&page, what).iter().filter(|row| row["group"] != "of these");
        let outcomes: i64 = outcomes.map(|row| row["count"].as_i64().unwrap()).sum();
        assert_eq!(outcomes, incidents.len() as i64, "{example}: each incident once");
        let informed = count(&page, what, "of these", "data subjects informed");
        assert_eq!(
            informed,
            number(&incidents, |it| is_before(it, "people.informed_at", now))
        );

        let what = "Requests in 2026";
        for (right, words) in [
            ("access", "access"),
            ("rectification", "rectification"),
            ("erasure", "erasure"),
            ("regulation-copy", "copy of the privacy regulation"),
            ("complaint", "complaint"),
        ] {
            let counted = number(&requests, |it| said(it, "right").as_deref() == Some(right));
            assert_eq!(count(&page, what, "by right", words), counted, "{example}: {right}");
        }
        for outcome in ["granted", "refused"] {
            let has = |it: &Table| said(it, "answer.outcome").as_deref() == Some(outcome);
            let counted = number(&requests, |it| has(it) && is_before(it, "answer.given_on", now));
            assert_eq!(
                count(&page, what, "by outcome", outcome),
                counted,
                "{example} {now}: {outcome}"
            );
        }
        let all = |group: &str| -> i64 {
            let rows = rows(&page, what).iter().filter(|row| row["group"] == group);
            rows.map(|row| row["count"].as_i64().unwrap()).sum()
        };
        assert_eq!(
            [all("by right"), all("by outcome")],
            [requests.len() as i64; 2],
            "{example}"
        );

        let months = rows(&page, "2026, month by month");
        assert_eq!(months.len(), 12);
        for (month, row) in (1..).zip(months) {
            let starts = format!("2026-{month:02}");
            let of_month = |records: &[Table], path: &str| {
                number(records, |it| said(it, path).is_some_and(|at| at.starts_with(&starts)))
            };
            let expected = [
                of_month(&incidents, "discovered_at"),
                of_month(&requests, "received_at"),
            ];
            assert_eq!(
                [row["incidents"].as_i64(), row["requests"].as_i64()],
                expected.map(Some),
                "{starts}"
            );
        }
    }
}

/// Over all years together every duty of the due list counts once; in one year, what is missed or runs by its latest end.
#[test]
fn terms_are_those_of_the_due_list() {
    let dir = examples();
    for (example, now) in EXAMPLES.iter().zip([NOWS[0], NOWS[1], NOWS[0]]) {
        let place = dir.path().join(example);
        let all = due(&place, now, true);
        let statuses = |of: &[&str], year: &str| {
            let is_it = |duty: &&Value| {
                let latest = duty["latest"].as_str().unwrap_or_default();
                of.contains(&duty["status"].as_str().unwrap()) && latest.starts_with(year)
            };
            all.iter().filter(is_it).count() as i64
        };
        const MISSED: [&str; 2] = ["late", "met-late"];
        const RUNNING: [&str; 3] = ["at-limit", "soon", "open"];
        let mut kept = 0;
        for year in 2023..=2027 {
            let year = year.to_string();
            let page = json(&place, now, &["--year", &year]);
            let terms = rows(&page, &format!("Terms in {year}"));
            let (first, duties) = terms.split_first().expect("all duties");
            for key in ["kept", "missed", "running"] {
                let sum: i64 = duties.iter().map(|row| row[key].as_i64().unwrap()).sum();
                assert_eq!(first[key], sum, "{example} {year} {key}");
            }
            assert_eq!(first["missed"], statuses(&MISSED, &year), "{example} {now} {year}");
            assert_eq!(first["running"], statuses(&RUNNING, &year), "{example} {now} {year}");
            kept += first["kept"].as_i64().unwrap();
        }
        assert_eq!(kept, statuses(&["met"], ""), "{example} {now}");
    }
}

/// Requests at the turn of the year. The month of article 12(3) from 2025-12-31 ends on Saturday 2026-01-31, extended to
/// Monday 2026-02-02 (Regulation 1182/71, 3(4)); that from 2025-11-20 on Saturday 2025-12-20, extended to Monday the 22nd.
fn turn_of_the_year() -> TempDir {
    let request = |received: &str, answer: &str| {
        format!("received_at = {received}\nright = 'access'\nrole = 'controller'\nsubject = 'zaak'\n{answer}")
    };
    let answered = |on: &str| format!("[answer]\ngiven_on = {on}\noutcome = 'granted'\nform = 'copy'\n");
    let incident = |at: &str, more: &str| format!("discovered_at = {at}\nsummary = 's'\nrole = 'controller'\n{more}");
    let files = [
        ("avg.toml", "[organisation]\nname = 'A'\n[settings]\nlanguage = 'en'\n".to_string()),
        ("requests/local.toml", request("2025-12-31T23:30:00", &answered("2026-01-20"))),
        ("requests/utc.toml", request("2025-12-31T23:30:00Z", "")),
        ("requests/missed.toml", request("2025-11-20", &answered("2026-01-05"))),
        ("requests/early.toml", request("2024-12-10", &answered("2024-12-31"))),
        (
            "incidents/ahead.toml",
            incident("2026-12-31T23:30:00Z", "breach = true\nrisk = 'high'\n"),
        ),
        (
            "incidents/high.toml",
            incident("2026-03-01", "breach = true\nrisk = 'high'\n[authority]\nnotified_at = 2026-03-02T09:00\n"),
        ),
        (
            "incidents/closed.toml",
            incident("2026-03-01", "breach = true\nrisk = 'high'\nclosed_on = 2026-03-05\n"),
        ),
        ("incidents/none.toml", incident("2026-03-01", "breach = false\nrisk_reason = 'r'\n")),
        ("incidents/unlikely.toml", incident("2026-03-01", "breach = true\nrisk = 'unlikely'\n")),
        ("incidents/unknown.toml", incident("2026-03-01", "")),
        (
            "register/a.toml",
            "name = 'a'\nrole = 'controller'\nreviewed_on = 2025-06-01\n[[transfers]]\ncountry = 'DE'\n[dpia]\ndone_on = 2026-02-01\noutcome = 'high-residual'\n".to_string(),
        ),
        (
            "register/b.toml",
            "name = 'b'\nrole = 'controller'\nreviewed_on = 2025-05-31\n[[transfers]]\ncountry = 'US'\n[dpia]\nauthority_list = true\n".to_string(),
        ),
        (
            "agreements/x.toml",
            "name = 'x'\nour_role = 'controller'\n[counterparty]\nname = 'X'\n[[certificates]]\nstandard = 's'\nvalid_until = 2026-05-31\n[[certificates]]\nstandard = 't'\nvalid_until = 2026-06-01\n".to_string(),
        ),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    folder(&files)
}

#[test]
fn a_year_begins_and_ends_at_midnight_in_the_folders_zone() {
    let dir = turn_of_the_year();
    let now = "2026-06-01T12:00";
    let of_year = |year: &str| json(dir.path(), now, &["--year", year]);
    let access = |year: &str| count(&of_year(year), &format!("Requests in {year}"), "by right", "access");
    // Half past eleven at night is still the old year; half an hour past midnight, written in universal time, is the new.
    assert_eq!(["2024", "2025", "2026"].map(access), [1, 2, 1]);
    let month = |year: &str, at: usize| rows(&of_year(year), &format!("{year}, month"))[at]["requests"].clone();
    assert_eq!([month("2025", 11), month("2026", 0)], [1, 1]);
    let incidents = |year: &str| -> i64 {
        let page = of_year(year);
        let rows = rows(&page, &format!("{year}, month"));
        rows.iter().map(|row| row["incidents"].as_i64().unwrap()).sum()
    };
    assert_eq!(["2026", "2027"].map(incidents), [5, 1]);
    let answers = |year: &str| {
        let page = of_year(year);
        let terms = rows(&page, &format!("Terms in {year}"));
        let row = terms
            .iter()
            .find(|row| row["duty"] == "respond-to-request")
            .expect("a row");
        ["kept", "missed", "running"].map(|key| row[key].as_i64().unwrap())
    };
    // Met in 2024, before its end in 2025; missed at its end in 2025; met in 2026, and one that is late since February.
    assert_eq!(["2024", "2025", "2026"].map(answers), [[1, 0, 0], [0, 1, 0], [1, 1, 0]]);
}

#[test]
fn each_incident_has_one_outcome() {
    let dir = turn_of_the_year();
    let page = json(dir.path(), "2026-06-01T12:00", &[]);
    let what = "Incidents in 2026";
    let outcome = |words: &str| count(&page, what, "outcome, each incident once", words);
    assert_eq!(
        [
            outcome("notified to the supervisory authority"),
            outcome("not a breach"),
            outcome("under investigation"),
            outcome("breach with a risk that is unlikely: only recorded"),
            outcome("breach, not notified to the authority by us"),
        ],
        [1; 5]
    );
    assert_eq!(count(&page, what, "of these", "risk assessed as high"), 2);
    let before = json(dir.path(), "2026-03-02T08:00", &[]);
    let group = "outcome, each incident once";
    assert_eq!(
        count(&before, what, group, "notified to the supervisory authority"),
        0,
        "what lies ahead has not been done"
    );
    let glance = "The register at a glance";
    let dpia = "data protection impact assessment (article 35)";
    assert_eq!(
        [
            count(
                &page,
                glance,
                "transfers",
                "to a country outside the EEA or an international organisation"
            ),
            count(&page, glance, dpia, "done"),
            count(&page, glance, dpia, "required and not done"),
            // A year to the day is not longer than a year.
            count(&page, glance, "reviewed", "within the past year"),
            count(&page, glance, "reviewed", "longer than a year ago"),
        ],
        [1; 5]
    );
    let certificates = |words| {
        let group = "certificates of running agreements";
        count(&page, "The agreements at a glance", group, words)
    };
    assert_eq!([certificates("valid"), certificates("expired")], [1, 1]);
}

/// High risks that are open, what is late, and what is left over; closed ones and no breaches are not among them.
#[test]
fn open_risks_are_named_the_most_pressing_first() {
    let dir = turn_of_the_year();
    let page = json(dir.path(), "2026-06-01T12:00", &[]);
    let text: Vec<&str> = part(&page, "Open risks")["text"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect();
    assert!(
        text[0].starts_with("Breaches with a high risk that are open") && text[0].ends_with(": 2."),
        "{text:?}"
    );
    assert_eq!(&text[1..3], ["incidents/ahead", "incidents/high"]);
    let late = due(dir.path(), "2026-06-01T12:00", false);
    let late = late.iter().filter(|duty| duty["status"] == "late").count();
    assert_eq!(text[3], format!("Duties that are late: {late}."));
    let last: Vec<&str> = text[4 + late..].to_vec();
    assert!(last[0].ends_with(": 1."), "{last:?}");
    assert_eq!(last[1..], ["register/a"]);
}

#[test]
fn a_year_in_which_nothing_happened_is_shown_as_such() {
    let dir = turn_of_the_year();
    let page = json(dir.path(), "2026-06-01T12:00", &["--year", "2019"]);
    for heading in [
        "Incidents in 2019",
        "Requests in 2019",
        "2019, month by month",
        "Terms in 2019",
    ] {
        let rows = rows(&page, heading);
        assert!(!rows.is_empty(), "{heading}");
        let numbers = rows
            .iter()
            .flat_map(|row| row.as_object().unwrap().values())
            .filter_map(Value::as_i64);
        assert!(
            numbers.clone().count() > 0 && numbers.clone().all(|number| number == 0),
            "{heading}"
        );
    }
    let bare = folder(&[
        ("avg.toml", "[organisation]\nname = 'A'\n[settings]\nlanguage = 'en'\n"),
        ("register/a.toml", "name = 'A'\nrole = 'controller'\n"),
    ]);
    let page = overview(bare.path(), "2026-06-01T12:00", &[]).out;
    for words in [
        "Nothing: no duty is open.",
        "Discovered in 2026: 0.",
        "high residual risk after the impact assessment (GDPR 36): none.",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn what_cannot_be_a_year_is_one_sentence() {
    let dir = turn_of_the_year();
    // The Regulation applies from 2018; of the year after next nothing can be said yet.
    let wrong = [
        "abc",
        "26",
        "20266",
        "0000",
        "-005",
        "+2026",
        "2026-01",
        "",
        "２０２６",
        "2017",
        "2028",
        "9999",
    ];
    for wrong in wrong {
        let year = format!("--year={wrong}");
        let run = avg(dir.path(), &["--now", "2026-06-01T12:00", "report", "overview", &year]);
        assert_eq!(
            (run.code, run.out.as_str(), run.err.lines().count()),
            (2, "", 1),
            "{wrong}: {}",
            run.err
        );
        assert!(
            run.err.contains("from 2018") && run.err.contains("through 2027"),
            "{}",
            run.err
        );
    }
    let first = overview(dir.path(), "2026-06-01T12:00", &["--year", "2018"]).out;
    assert!(first.contains("2018"), "{first}");
    let ahead = overview(dir.path(), "2026-06-01T12:00", &["--year", "2027"]).out;
    assert!(ahead.contains("2027 has not begun"), "{ahead}");
    // The year is that of the folder's zone: in universal time it is still the old one.
    let turned = overview(dir.path(), "2025-12-31T23:30Z", &[]).out;
    assert!(turned.starts_with("Overview 2026\n"), "{turned}");
}
