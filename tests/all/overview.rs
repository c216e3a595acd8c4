//! `avg report overview`: every number in it is what one counts oneself, from the due list, the findings and the files.

mod year;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::Data;
use serde_json::Value;
use toml::Table;

use super::sheets::sheets;
use super::support::{Run, avg, bytes, examples, folder, walkdir};

const EXAMPLES: [&str; 3] = ["op-orde", "reglement", "verwerkersovereenkomst"];
const NOWS: [&str; 2] = ["2026-04-01T09:00", "2026-11-22T12:00"];

fn overview(dir: &Path, now: &str, more: &[&str]) -> Run {
    let run = avg(
        dir,
        &[&["--now", now, "--lang", "en", "report", "overview"], more].concat(),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

fn json(dir: &Path, now: &str, more: &[&str]) -> Value {
    overview(dir, now, &[more, &["--format", "json"]].concat()).json()
}

/// The rows under a heading.
fn rows<'v>(overview: &'v Value, heading: &str) -> &'v Vec<Value> {
    part(overview, heading)["rows"].as_array().expect("rows")
}

fn part<'v>(overview: &'v Value, heading: &str) -> &'v Value {
    let parts = overview["parts"].as_array().expect("parts");
    let found = parts
        .iter()
        .find(|part| part["heading"].as_str().is_some_and(|it| it.starts_with(heading)));
    found.unwrap_or_else(|| panic!("{heading}: {overview:#}"))
}

/// A count by its words, and the group that it stands in where there are groups.
fn count(overview: &Value, heading: &str, group: &str, what: &str) -> i64 {
    let is_it = |row: &&Value| row["what"] == what && row["group"].as_str().unwrap_or_default() == group;
    let row = rows(overview, heading).iter().find(is_it);
    let row = row.unwrap_or_else(|| panic!("{heading}, {group}: {what}\n{overview:#}"));
    row["count"].as_i64().expect("a number")
}

fn due(dir: &Path, now: &str, all: bool) -> Vec<Value> {
    let all = if all { &["--all"][..] } else { &[] };
    let run = avg(dir, &[&["--now", now, "due", "--format", "json"], all].concat());
    run.json().as_array().expect("duties").clone()
}

/// The records of a folder, as the files have them.
fn files(dir: &Path, kind: &str) -> Vec<Table> {
    let read = |file: &std::path::PathBuf| fs::read_to_string(file).expect("a file").parse().expect("TOML");
    walkdir(&dir.join(kind)).iter().map(read).collect()
}

fn number(records: &[Table], is: impl Fn(&Table) -> bool) -> i64 {
    records.iter().filter(|record| is(record)).count() as i64
}

/// A value at a path, as it is written.
fn said(record: &Table, path: &str) -> Option<String> {
    let (first, rest) = path
        .split_once('.')
        .map_or((path, None), |(first, rest)| (first, Some(rest)));
    match (record.get(first)?, rest) {
        (toml::Value::Table(table), Some(rest)) => said(table, rest),
        (toml::Value::String(text), None) => Some(text.clone()),
        (toml::Value::Datetime(at), None) => Some(at.to_string()),
        (toml::Value::Boolean(is), None) => Some(is.to_string()),
        _ => None,
    }
}

/// The examples write their moments in local time, so that the day is the day.
fn is_before(record: &Table, path: &str, now: &str) -> bool {
    said(record, path).is_some_and(|at| at[..10] <= now[..10])
}

#[test]
fn what_must_be_done_is_the_due_list() {
    let dir = examples();
    for (example, now) in EXAMPLES.iter().flat_map(|example| NOWS.map(|now| (example, now))) {
        let place = dir.path().join(example);
        let page = json(&place, now, &[]);
        let open = due(&place, now, false);
        let rows = rows(&page, "What must be done");
        // A row has no more than its number where somebody wrote its name, so that the item is left out here.
        let keys = ["record", "duty", "by", "latest", "status"];
        let of = |duties: &[Value]| {
            let mut duties: Vec<[String; 5]> = duties
                .iter()
                .map(|duty| keys.map(|key| duty[key].to_string()))
                .collect();
            duties.sort();
            duties
        };
        assert_eq!(of(rows), of(&open), "{example} {now}");
        let said = part(&page, "What must be done")["text"][0].as_str().unwrap();
        match open.len() {
            0 => assert!(said.starts_with("Nothing"), "{said}"),
            open => assert!(said.starts_with(&format!("{open} open")), "{said}"),
        }
    }
}

/// Each end within the six weeks stands on its day, told apart in words; how many lie outside is said.
#[test]
fn the_calendar_has_each_end_on_its_day() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    let now = "2026-04-01T09:00";
    let page = json(&place, now, &[]);
    let weeks = rows(&page, "The coming six weeks");
    assert_eq!(weeks.len(), 6);
    let mut days: BTreeMap<String, String> = BTreeMap::new();
    for week in weeks {
        for (key, cell) in week.as_object().unwrap() {
            if key != "week" {
                let day = cell["day"].as_str().unwrap().to_string();
                let lines = ["marks", "entries"].map(|key| cell[key].as_array().unwrap().clone());
                let lines: Vec<String> = lines
                    .concat()
                    .iter()
                    .map(|line| line.as_str().unwrap().to_string())
                    .collect();
                days.insert(day, lines.join("\n"));
            }
        }
    }
    // 1 April 2026 is a Wednesday: from Monday 30 March through Sunday 10 May.
    assert_eq!(weeks[0]["monday"]["day"], "2026-03-30");
    assert_eq!(weeks[0]["week"], "week 14");
    assert_eq!(weeks[5]["sunday"]["day"], "2026-05-10");
    assert_eq!(days.len(), 42);
    assert!(days["2026-04-01"].starts_with("today"), "{}", days["2026-04-01"]);
    // The Algemene termijnenwet, article 3.
    for (day, holiday) in [
        ("2026-04-03", "Good Friday"),
        ("2026-04-06", "Easter Monday"),
        ("2026-04-27", "King's Day"),
        ("2026-05-05", "Liberation Day"),
    ] {
        assert!(days[day].contains(holiday), "{day}: {}", days[day]);
    }
    let (mut within, mut outside) = (0, 0);
    for duty in due(&place, now, false) {
        let record = duty["record"].as_str().unwrap();
        let ends = ["by", "latest"].map(|end| duty[end].as_str().map(|at| at[..10].to_string()));
        let is_one = duty["by"] == duty["latest"];
        let mut stands = false;
        for (end, word) in ends.iter().zip([if is_one { "latest" } else { "safe" }, "latest"]) {
            let Some(cell) = end.as_ref().and_then(|day| days.get(day)) else {
                continue;
            };
            stands = true;
            let lines = cell.lines().filter(|line| line.contains(record) && line.contains(word));
            assert!(lines.count() > 0, "{record} {word} on {end:?}: {cell}");
        }
        match stands {
            true => within += 1,
            false => outside += 1,
        }
    }
    let said = part(&page, "The coming six weeks")["text"][0].as_str().unwrap();
    let numbers: i64 = said
        .rsplit(": ")
        .next()
        .unwrap()
        .split(", ")
        .filter_map(|it| it.split(' ').next()?.parse::<i64>().ok())
        .sum();
    assert_eq!(numbers, outside, "{said}");
    assert!(within > 3);
}

#[test]
fn the_glance_counts_what_is_in_the_files() {
    let dir = examples();
    for (example, now) in EXAMPLES.iter().flat_map(|example| NOWS.map(|now| (example, now))) {
        let place = dir.path().join(example);
        let page = json(&place, now, &[]);
        let (register, agreements) = (files(&place, "register"), files(&place, "agreements"));
        let what = "The register at a glance";
        for (role, words) in [
            ("controller", "controller"),
            ("joint-controller", "joint controller"),
            ("processor", "processor"),
        ] {
            let has = |key: &'static str| move |it: &Table| said(it, key).as_deref() == Some(role);
            assert_eq!(count(&page, what, "by our role", words), number(&register, has("role")));
            let counted = count(&page, "The agreements at a glance", "by our role", words);
            assert_eq!(counted, number(&agreements, has("our_role")), "{example} {role}");
        }
        let kinds = |record: &Table| -> Vec<String> {
            let rows = record.get("personal_data").and_then(toml::Value::as_array);
            let kind = |row: &toml::Value| said(row.as_table()?, "kind");
            rows.into_iter().flatten().filter_map(kind).collect()
        };
        let apart = "with data that the law treats apart";
        let article_9 = |kind: &String| !["ordinary", "national-id", "criminal"].contains(&kind.as_str());
        for (words, counted) in [
            (
                "special categories (article 9)",
                number(&register, |it| kinds(it).iter().any(article_9)),
            ),
            (
                "national identification number (article 87)",
                number(&register, |it| kinds(it).iter().any(|kind| kind == "national-id")),
            ),
            (
                "criminal convictions and offences (article 10)",
                number(&register, |it| kinds(it).iter().any(|kind| kind == "criminal")),
            ),
        ] {
            assert_eq!(count(&page, what, apart, words), counted, "{example}: {words}");
        }
        let year_ago = format!("{}{}", 2025, &now[4..10]);
        let reviewed = |it: &Table| said(it, "reviewed_on").filter(|day| day[..] <= now[..10]);
        for (words, counted) in [
            (
                "within the past year",
                number(&register, |it| reviewed(it).is_some_and(|day| day >= year_ago)),
            ),
            (
                "longer than a year ago",
                number(&register, |it| reviewed(it).is_some_and(|day| day < year_ago)),
            ),
            ("never", number(&register, |it| reviewed(it).is_none())),
        ] {
            assert_eq!(count(&page, what, "reviewed", words), counted, "{example}: {words}");
        }
        let ended = count(&page, "The agreements at a glance", "state", "ended");
        assert_eq!(
            ended,
            number(&agreements, |it| is_before(it, "ended_on", now)),
            "{example}"
        );
    }
}

#[test]
fn findings_are_those_of_check() {
    let dir = examples();
    for (example, now) in EXAMPLES.iter().flat_map(|example| NOWS.map(|now| (example, now))) {
        let place = dir.path().join(example);
        let page = json(&place, now, &[]);
        let check = avg(&place, &["--now", now, "check", "--format", "json"]).json();
        let levels = rows(&page, "Findings by level");
        let levels: Vec<&Value> = levels.iter().map(|row| &row["count"]).collect();
        let summary = ["errors", "warnings", "notes"].map(|level| &check["summary"][level]);
        assert_eq!(levels, summary, "{example} {now}");
        let mut expected: BTreeMap<(String, String), i64> = BTreeMap::new();
        for finding in check["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["level"] == "error")
        {
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_string();
            *expected.entry((text("norm"), text("cite"))).or_default() += 1;
        }
        let shown = rows(&page, "Norms that are not met").iter().map(|row| {
            let text = |key: &str| row[key].as_str().unwrap().to_string();
            ((text("norm"), text("source")), row["count"].as_i64().unwrap())
        });
        assert_eq!(shown.collect::<BTreeMap<_, _>>(), expected, "{example} {now}");
    }
}

/// Nothing that somebody wrote in a record is on the page: no summary, no name, no reference to a case.
#[test]
fn nobodys_words_are_on_the_page() {
    let dir = folder(&[
        (
            "avg.toml",
            "[organisation]\nname = 'A'\n[officer]\nname = 'ZQX'\nemail = 'zqx@zqx.example'\n",
        ),
        (
            "register/a.toml",
            "name = 'ZQX'\nrole = 'controller'\nowner = 'ZQX'\npurposes = ['ZQX']\nsystems = ['ZQX']\nrecipients = ['ZQX']\n[[personal_data]]\ncategory = 'ZQX'\nkind = 'health'\n[[disclosures]]\nto = 'ZQX'\ndisclosed_on = 2026-05-20\n[[transfers]]\ncountry = 'US'\nrecipient = 'ZQX'\nvalid_until = 2026-06-10\n[dpia]\noutcome = 'high-residual'\ndone_on = 2026-05-01\nreview_by = 2026-06-05\n",
        ),
        (
            "agreements/x.toml",
            "name = 'ZQX'\nour_role = 'processor'\n[counterparty]\nname = 'ZQX'\n[clauses]\nsubject_matter = 'ZQX'\n[terms]\nsubprocessor_notice = { ahead = '14 days', clause = '1' }\nbreach_notice = { within = '24h', clause = '2' }\n[[subprocessors]]\nname = 'ZQX'\neffective_on = 2026-07-01\n[[certificates]]\nstandard = 'ZQX'\nvalid_until = 2026-07-01\n",
        ),
        (
            "requests/r.toml",
            "received_at = 2026-05-01\nright = 'access'\nrole = 'controller'\nsubject = 'ZQX'\n[extension]\nnotified_on = 2026-05-02\nreason = 'ZQX'\n",
        ),
        (
            "incidents/i.toml",
            "discovered_at = 2026-05-01\nsummary = 'ZQX'\nrole = 'both'\nbreach = true\nrisk = 'high'\ncause = 'ZQX'\nrisk_reason = 'ZQX'\n[[controllers]]\nagreement = 'agreements/x'\n[[log]]\ntext = 'ZQX'\n",
        ),
    ]);
    for format in ["table", "markdown", "html", "csv", "json", "jsonl", "yaml"] {
        let page = overview(dir.path(), "2026-06-01T12:00", &["--format", format]).out;
        assert!(!page.to_uppercase().contains("ZQX"), "{format}\n{page}");
        assert!(
            page.contains("incidents/i · agreements/x"),
            "{format}: a row by the record it names"
        );
        assert!(page.contains("agreements/x · 1"), "{format}: a row by its number");
    }
}

/// In a spreadsheet a row says itself what it is counted under, and a number is a number.
#[test]
fn a_spreadsheet_can_be_counted_on() {
    let dir = examples();
    let place = dir.path().join("op-orde");
    let csv = overview(&place, NOWS[0], &["--format", "csv"]).out;
    assert!(csv.contains("\ngroup,what,count\nby our role,controller,2\n"), "{csv}");
    let sheets = sheets(&bytes(
        &place,
        &[
            "--now", NOWS[0], "--lang", "en", "report", "overview", "--format", "xlsx",
        ],
    ));
    let sheet = sheets.iter().find(|sheet| sheet.name == "The register at a glance");
    let rows = &sheet.expect("a sheet").rows;
    let text = |words: &str| Data::String(words.to_string());
    let expected = [text("by our role"), text("controller"), Data::Float(2.0)];
    assert!(rows.iter().any(|row| row == &expected), "{rows:?}");
}

/// Each number has its bar, and stays beside it.
#[test]
fn numbers_are_drawn_and_written() {
    let dir = examples();
    for example in EXAMPLES {
        let place = dir.path().join(example);
        let page = json(&place, NOWS[0], &[]);
        let parts = page["parts"].as_array().unwrap();
        let rows = parts.iter().flat_map(|part| part["rows"].as_array().unwrap());
        let numbers: Vec<i64> = rows
            .flat_map(|row| row.as_object().unwrap().values())
            .filter_map(Value::as_i64)
            .collect();
        let html = overview(&place, NOWS[0], &["--format", "html"]).out;
        assert_eq!(html.matches("<svg role=\"img\"").count(), numbers.len(), "{example}");
        let drawn = numbers.iter().filter(|number| **number > 0).count();
        assert_eq!(
            html.matches("<rect").count(),
            drawn,
            "{example}: nothing is drawn as nothing"
        );
        for number in numbers {
            assert!(html.contains(&format!("<span>{number}</span>")), "{example}: {number}");
        }
    }
}

/// What was accepted with a reason is no gap, nor is it done.
#[test]
fn what_was_accepted_is_not_counted() {
    let activity = "name = 'A'\nrole = 'controller'\n[dpia]\ncriteria = ['sensitive-data', 'large-scale']\n";
    let avg_toml = "[organisation]\nname = 'A'\n[settings]\nlanguage = 'en'\n";
    let waiver = "[[waivers]]\nnorm = 'dpia-missing'\nrecord = 'register/a'\nreason = 'assessed by the group'\n";
    let counted = |avg_toml: &str| {
        let dir = folder(&[("avg.toml", avg_toml), ("register/a.toml", activity)]);
        let page = json(dir.path(), NOWS[0], &[]);
        let dpia = |what| {
            let group = "data protection impact assessment (article 35)";
            count(&page, "The register at a glance", group, what)
        };
        let warnings = count(&page, "Findings by level", "", "warnings");
        [dpia("required and not done"), dpia("done"), warnings]
    };
    let [missing, done, warnings] = counted(avg_toml);
    assert_eq!([missing, done], [1, 0]);
    assert_eq!(counted(&format!("{avg_toml}{waiver}")), [0, 0, warnings - 1]);
}
