//! What programs get of a record is the value itself: in its own type in JSON and YAML, as dates and numbers in a workbook.

use std::path::Path;

use calamine::{Data, DataType};
use chrono::{DateTime, NaiveDate};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::handed_over::{REPORTS, page, time};
use super::sheets::sheets;
use super::support::{avg, bytes, examples, folder};

const NOW: &str = "2026-04-15T09:00";

/// A breach with a value of every type; one moment without an offset, one with that of another zone.
const BREACH: &str = r#"
discovered_at = 2026-03-27T15:00:00
summary = "Twee regels:\nde tweede"
role = "both"
aware_at = 2026-03-27T16:20:00Z
breach = true
kinds = ["confidentiality", "integrity"]
subjects_count = { min = 10, max = 40 }
special_data = false
unintelligible = "no"
consequences = []
closed_on = 2026-05-01
x_own = [1, 2.5, true, [{ "no" = "NO", day = 2026-01-02 }]]
[severity]
identification = 0.75
[[controllers]]
agreement = "agreements/k"
notified_at = 2026-03-28T10:00:00+01:00
complete = true
"#;

fn place() -> TempDir {
    folder(&[
        (
            "avg.toml",
            "[organisation]\nname = 'A'\n[settings]\nlanguage = 'nl'\ntimezone = 'Europe/Amsterdam'\n",
        ),
        ("incidents/2026-001.toml", BREACH),
        (
            "agreements/k.toml",
            "name = 'K'\nour_role = 'processor'\n[counterparty]\nname = 'K'\n",
        ),
    ])
}

fn json(dir: &Path, report: &[&str]) -> Value {
    avg(
        dir,
        &[&["--now", NOW, "report"], report, &["--format", "json"]].concat(),
    )
    .json()
}

#[test]
fn a_field_has_the_type_that_it_has_in_its_file() {
    let dir = place();
    let row = &json(dir.path(), &["incidents"])["parts"][0]["rows"][0];
    let expected = json!({
        "record": "incidents/2026-001",
        "discovered_at": "2026-03-27T15:00:00+01:00",
        "aware_at": "2026-03-27T16:20:00+00:00",
        "summary": "Twee regels:\nde tweede",
        "role": "both",
        "breach": true,
        "kinds": ["confidentiality", "integrity"],
        "cause": null,
        "subjects": null,
        "subjects_count": { "min": 10, "max": 40 },
        "special_data": false,
        "consequences": [],
        "controllers": [
            { "agreement": "agreements/k", "notified_at": "2026-03-28T10:00:00+01:00", "complete": true },
        ],
        "authority": null,
        "closed_on": "2026-05-01",
    });
    for (key, value) in expected.as_object().expect("fields") {
        assert_eq!(row[key], *value, "{key}");
    }
    let file = json(dir.path(), &["incident", "2026-001"]);
    let rows = file["parts"].as_array().expect("parts").iter();
    let rows: Vec<&Value> = rows.flat_map(|part| part["rows"].as_array().expect("rows")).collect();
    let field = |name: &str| {
        let row = rows.iter().rfind(|row| row["field"] == name);
        row.unwrap_or_else(|| panic!("{name}"))["value"].clone()
    };
    assert_eq!(
        field("x_own"),
        json!([1, 2.5, true, [{ "no": "NO", "day": "2026-01-02" }]])
    );
    assert_eq!(field("severity.identification"), 0.75);
    assert_eq!(field("unintelligible"), "no");
}

/// How a duty stands, and its name, are the same words in every language; people read theirs.
#[test]
fn duties_go_by_their_names_for_programs() {
    let dir = place();
    let clocks = |args: &[&str]| -> Value { json(dir.path(), args)["parts"][1]["rows"].clone() };
    let (nl, en) = (clocks(&["incidents"]), clocks(&["incidents", "--lang", "en"]));
    let of = |rows: &Value, key: &str| -> Vec<Value> {
        let rows = rows.as_array().expect("rows");
        rows.iter().map(|row| row[key].clone()).collect()
    };
    for key in ["duty", "status", "by", "latest", "met", "source"] {
        assert_eq!(of(&nl, key), of(&en, key), "{key}");
    }
    // 72 hours from 16:20 on 27 March have passed by 15 April.
    let authority = nl
        .as_array()
        .and_then(|rows| rows.iter().find(|row| row["duty"] == "notify-authority"))
        .expect("a duty");
    assert_eq!(authority["status"], "late");
    let csv = avg(dir.path(), &["--now", NOW, "report", "incidents", "--format", "csv"]).out;
    assert!(
        csv.lines()
            .any(|line| line.contains(",notify-authority,") && line.contains(",late,")),
        "{csv}"
    );
    let page = avg(
        dir.path(),
        &["--now", NOW, "report", "incidents", "--format", "markdown"],
    )
    .out;
    assert!(page.contains("| te laat |") && !page.contains("| late |"), "{page}");
}

/// A list is a line of readable words, and a record a row of which programs can read the days.
#[test]
fn a_spreadsheet_of_text_has_a_row_a_record() {
    let dir = place();
    let csv = avg(dir.path(), &["--now", NOW, "report", "incidents", "--format", "csv"]).out;
    let (_, table) = csv.split_once("Registraties\n").expect("a table");
    let (table, _) = table.split_once("\n\nTermijnen").expect("another");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 1, "{table}");
    let has = |words: &str| rows[0].iter().any(|cell| cell == words);
    for words in [
        "vertrouwelijkheid; integriteit",
        "10 tot 40",
        "2026-03-27 15:00 (+01:00)",
        "2026-05-01",
        "ja",
        "Twee regels:\nde tweede",
    ] {
        assert!(has(words), "{words}: {:?}", rows[0]);
    }
}

/// The cells of a report's rows, lists and tables taken apart.
fn leaves<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| leaves(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| leaves(field, found)),
        leaf => found.push(leaf),
    }
}

#[test]
fn in_every_report_yaml_is_json_and_a_moment_has_one_form() {
    let dir = examples();
    for report in REPORTS {
        let text = |format| String::from_utf8(page(dir.path(), report, "nl", format)).expect("UTF-8");
        let json: Value = serde_json::from_str(&text("json")).expect("JSON");
        let yaml: Value = serde_yaml::from_str(&text("yaml")).expect("YAML");
        assert_eq!(yaml, json, "{}", report.0);
        let mut found = Vec::new();
        for part in json["parts"].as_array().expect("parts") {
            leaves(&part["rows"], &mut found);
        }
        for text in found.iter().filter_map(|leaf| leaf.as_str()) {
            assert!(
                !text.is_empty() && !text.starts_with("[\"") && !text.starts_with("{ "),
                "{}: {text}",
                report.0
            );
            let is_dated =
                text.len() >= 10 && text[..4].bytes().all(|b| b.is_ascii_digit()) && text[4..].starts_with('-');
            if is_dated {
                let is_moment = text.parse::<NaiveDate>().is_ok()
                    || DateTime::parse_from_rfc3339(text).is_ok_and(|_| text.contains('T'));
                assert!(is_moment, "{}: {text}", report.0);
            }
        }
    }
}

/// Whether a cell of a workbook says what JSON says; words in the reader's language for words that are fixed.
fn is_same(cell: &Data, value: &Value) -> bool {
    let lines = || cell.get_string().unwrap_or_default().lines().count();
    match value {
        Value::Null => matches!(cell, Data::Empty | Data::String(_)),
        Value::Bool(yes) => cell.get_string() == Some(if *yes { "ja" } else { "nee" }),
        Value::Number(number) => cell.get_float() == number.as_f64(),
        Value::Array(items) if items.is_empty() => cell.get_string() == Some("geen"),
        Value::Array(items) => lines() == items.len(),
        Value::Object(_) => lines() > 0,
        Value::String(text) => match (text.parse::<NaiveDate>(), DateTime::parse_from_rfc3339(text)) {
            (Ok(day), _) => time(cell) == day.and_hms_opt(0, 0, 0),
            // The examples write their moments in the folder's own time.
            (_, Ok(at)) => time(cell) == Some(at.naive_local()),
            _ => cell.get_string().is_some_and(|words| !words.is_empty()),
        },
    }
}

#[test]
fn a_workbook_has_the_values_of_json() {
    let dir = examples();
    let mut compared = 0;
    for report in REPORTS {
        let json: Value = serde_json::from_slice(&page(dir.path(), report, "nl", "json")).expect("JSON");
        let sheets = sheets(&page(dir.path(), report, "nl", "xlsx"));
        let parts = json["parts"].as_array().expect("parts");
        // A sheet a table, after the first; a part that is a text has none.
        let tables: Vec<&Vec<Value>> = parts.iter().filter_map(|part| part["rows"].as_array()).collect();
        if tables.len() != sheets.len() - 1 {
            continue;
        }
        for (rows, sheet) in tables.iter().zip(&sheets[1..]) {
            for (row, cells) in rows.iter().zip(&sheet.rows[1..]) {
                let mut fields = row.as_object().expect("a row").clone();
                fields.remove("missing");
                if !fields.contains_key("record") || fields.len() != cells.len() {
                    continue;
                }
                for ((key, value), cell) in fields.iter().zip(cells) {
                    assert!(is_same(cell, value), "{} {key}: {value} {cell:?}", report.0);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

/// A sheet knows no offset: 16:20 in universal time is 17:20 here, and the first sheet says where here is.
#[test]
fn the_times_of_a_workbook_are_those_of_the_folders_zone() {
    let dir = place();
    let sheets = sheets(&bytes(
        dir.path(),
        &["--now", NOW, "report", "incidents", "--format", "xlsx"],
    ));
    let [about, incidents, ..] = &sheets[..] else {
        panic!("{} sheets", sheets.len());
    };
    let says_zone = |row: &Vec<Data>| {
        row.first()
            .and_then(Data::get_string)
            .is_some_and(|it| it.contains("Europe/Amsterdam"))
    };
    assert!(about.rows.iter().any(says_zone), "{:?}", about.rows);
    let times = |row: &Vec<Data>| -> Vec<String> { row.iter().filter_map(time).map(|at| at.to_string()).collect() };
    assert_eq!(
        times(&incidents.rows[1]),
        ["2026-03-27 15:00:00", "2026-03-27 17:20:00", "2026-05-01 00:00:00"]
    );
}
