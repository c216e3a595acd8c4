//! Every report in every format: the formats agree, the work tree and the commit agree, and nothing that somebody wrote into a
//! record becomes a formula, markup or a terminal's command.

use std::path::Path;

use calamine::{Data, Reader};
use serde_json::Value;

use super::sheets::{book, sheets};
use super::support::{avg, bytes, examples, folder, git};

const NOW: &str = "2026-04-15T09:00+02:00";

/// Every report, as it is asked of a folder that has these records.
const REPORTS: &[&[&str]] = &[
    &["overview"],
    &["register"],
    &["register", "--for", "agreements/a"],
    &["agreements"],
    &["agreement", "agreements/a"],
    &["subprocessors"],
    &["subprocessors", "--for", "agreements/a"],
    &["subprocessors", "--for", "agreements/b"],
    &["requests"],
    &["incidents"],
    &["incident", "incidents/1"],
    &["notice", "incidents/1", "--to", "authority"],
    &["notice", "incidents/1", "--to", "controller"],
    &["notice", "incidents/1", "--to", "people"],
    &["letter", "requests/1", "--as", "receipt"],
    &["letter", "requests/1", "--as", "extension"],
    &["letter", "requests/1", "--as", "grant"],
    &["letter", "requests/1", "--as", "refusal"],
    &["norms"],
];

fn report(dir: &Path, args: &[&str], format: &str) -> Vec<u8> {
    bytes(dir, &[&["--now", NOW, "report", "--format", format], args].concat())
}

fn text(dir: &Path, args: &[&str], format: &str) -> String {
    String::from_utf8(report(dir, args, format)).expect("UTF-8")
}

/// All texts of a JSON document.
fn words(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(words).collect(),
        Value::Object(fields) => fields.values().flat_map(words).collect(),
        _ => Vec::new(),
    }
}

/// A folder in which every free text is `text`.
fn written(text: &str) -> tempfile::TempDir {
    let text = serde_json::Value::from(text).to_string();
    let files = [
        (
            "avg.toml",
            "[organisation]\nname = T\naddress = T\nemail = T\nphone = T\n[officer]\nname = T\nemail = T\n",
        ),
        (
            "register/a.toml",
            "name = T\nrole = 'controller'\nowner = T\npurposes = [T]\nsubjects = [T]\nrecipients = [T]\nsystems = [T]\n\
             measures = [T]\nprocessors = ['agreements/b']\n[[personal_data]]\ncategory = T\nitems = [T]\n\
             [[retention]]\ndata = T\nkeep = '7 years'\nfrom = T\n[[transfers]]\ncountry = 'US'\nrecipient = T\n",
        ),
        (
            "register/p.toml",
            "name = T\nrole = 'processor'\ncontrollers = ['agreements/a']\nprocessing = [T]\n",
        ),
        (
            "agreements/a.toml",
            "name = T\nour_role = 'processor'\nsigned_on = 2026-01-01\n[counterparty]\nname = T\ncontact = T\nemail = T\n\
             [clauses]\nduration = T\n[terms]\nbreach_notice = { within = '48h', clause = T }\n\
             subprocessor_notice = { ahead = '14 days', clause = T }\nsubprocessor_objection = { within = '14 days', clause = T }\n\
             [[processing]]\npurpose = T\nsubjects = [T]\n\
             [[subprocessors]]\nname = T\nservice = T\nnotified_on = 2026-04-14\neffective_on = 2026-05-20\n\
             [[certificates]]\nstandard = T\nvalid_until = 2026-12-31\n[[audits]]\nby = T\nperformed_on = 2026-01-02\n",
        ),
        (
            "agreements/b.toml",
            "name = T\nour_role = 'controller'\n[counterparty]\nname = T\n",
        ),
        (
            "requests/1.toml",
            "received_at = 2026-04-01\nright = 'access'\nrole = 'controller'\nsubject = T\n[extension]\nreason = T\n[answer]\nreason = T\n",
        ),
        (
            "incidents/1.toml",
            "discovered_at = 2026-04-14T10:00:00+02:00\nsummary = T\nrole = 'both'\ncause = T\nsubjects = [T]\npersonal_data = [T]\n\
             consequences = [T]\nmeasures = [T]\ncontact = T\nrisk = 'high'\nrisk_reason = T\n[[controllers]]\nagreement = 'agreements/a'\n\
             [[log]]\nat = 2026-04-14T10:00:00+02:00\ntext = T\n",
        ),
    ];
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(path, body)| {
            (
                *path,
                body.replace("= T", &format!("= {text}"))
                    .replace("[T]", &format!("[{text}]")),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, body)| (*path, body.as_str())).collect();
    let dir = folder(&files);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "begin"]);
    dir
}

/// JSON and YAML are the same values, and every word of them is in the workbook, the table of commas and the page.
#[test]
fn all_formats_say_the_same() {
    let dir = written("Wörd & co");
    for args in REPORTS {
        let json: Value = serde_json::from_slice(&report(dir.path(), args, "json")).expect("JSON");
        let yaml: Value = serde_yaml::from_str(&text(dir.path(), args, "yaml")).expect("YAML");
        assert_eq!(yaml, json, "{args:?}");
        assert_eq!(
            report(dir.path(), &[args, &["--rev", "HEAD"][..]].concat(), "json"),
            report(dir.path(), args, "json"),
            "{args:?}"
        );
        let html = text(dir.path(), args, "html");
        let markdown = text(dir.path(), args, "markdown");
        let csv = text(dir.path(), args, "csv");
        let table = text(dir.path(), args, "table");
        let cells: Vec<String> = sheets(&report(dir.path(), args, "xlsx"))
            .iter()
            .flat_map(|sheet| sheet.rows.iter().flatten().map(ToString::to_string))
            .collect();
        let title = json["title"].as_str().expect("a title");
        assert!(cells.iter().any(|cell| cell == title), "{args:?} {title}");
        assert!(
            html.contains(&title.replace('&', "&amp;")) && table.starts_with(title),
            "{args:?}"
        );
        for part in json["parts"].as_array().expect("parts") {
            for said in part["text"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                let line = said.lines().next().unwrap_or_default();
                assert!(html.contains(&line.replace('&', "&amp;")), "{args:?} html: {line}");
                assert!(markdown.replace('\\', "").contains(line), "{args:?} markdown: {line}");
                assert!(csv.contains(&line.replace('"', "\"\"")), "{args:?} csv: {line}");
                assert!(cells.iter().any(|cell| cell == said), "{args:?} xlsx: {said}");
            }
        }
    }
}

/// A cell that begins like a formula is a text in a table of commas and in a workbook, in whatever report it stands.
#[test]
fn nothing_is_ever_computed() {
    for formula in ["=HYPERLINK(\"http://example.example\")", "@SUM(A1)"] {
        let dir = written(formula);
        for args in REPORTS {
            let csv = text(dir.path(), args, "csv");
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(csv.as_bytes());
            for record in reader.records() {
                for cell in record.expect("a record").iter() {
                    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{args:?}: {cell}");
                }
            }
            let workbook = report(dir.path(), args, "xlsx");
            let mut book = book(&workbook);
            for name in book.sheet_names() {
                let formulas = book.worksheet_formula(&name).expect("a sheet");
                assert!(formulas.used_cells().next().is_none(), "{args:?} {name}");
                let range = book.worksheet_range(&name).expect("a sheet");
                assert!(
                    !range.cells().any(|(_, _, cell)| matches!(cell, Data::Error(_))),
                    "{args:?} {name}"
                );
            }
        }
    }
}

/// Markup, a terminal's commands and marks that turn the direction of writing are shown, not obeyed.
#[test]
fn nothing_is_ever_obeyed() {
    let dir = written("<script>alert(1)</script><img src=x onerror=y>\u{1b}[31m\u{202e}");
    for args in REPORTS {
        let html = text(dir.path(), args, "html");
        for wrong in ["<script", "<img"] {
            assert!(!html.contains(wrong), "{args:?} {wrong}");
        }
        for format in ["html", "markdown", "table", "csv", "json", "jsonl", "yaml"] {
            let shown = text(dir.path(), args, format);
            assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{args:?} {format}");
        }
        let markdown = text(dir.path(), args, "markdown");
        assert!(
            !markdown.contains("<script") || markdown.contains("\\<script"),
            "{args:?}"
        );
        let json: Value = serde_json::from_slice(&report(dir.path(), args, "json")).expect("JSON");
        assert!(!words(&json).is_empty(), "{args:?}");
    }
}

/// No script, nothing to load, one language.
#[test]
fn a_page_is_whole_in_itself() {
    let dir = written("Word");
    for args in REPORTS {
        let html = text(dir.path(), args, "html");
        for wrong in ["<script", "src=", "url(", "@import", "<link", "http-equiv"] {
            assert!(!html.contains(wrong), "{args:?} {wrong}");
        }
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"nl\">"), "{args:?}");
        assert!(
            text(dir.path(), &[args, &["--lang", "en"][..]].concat(), "html").contains("<html lang=\"en\">"),
            "{args:?}"
        );
    }
}

/// What a document is of stands on it; on a letter in the part that is not sent.
#[test]
fn every_document_says_what_it_is_of() {
    let dir = examples();
    let place = dir.path().join("op-orde");
    let of = |args: &[&str]| avg(&place, &[&["--now", NOW, "report"], args].concat()).out;
    for args in [
        &["register"][..],
        &["agreements"],
        &["requests"],
        &["incidents"],
        &["incident", "2026-001"],
    ] {
        assert!(
            of(args).contains("Voorbeeld Planning BV, op-orde/: commit "),
            "{args:?}"
        );
    }
    let letter = of(&["letter", "2026-001", "--as", "receipt"]);
    let (aside, text) = letter.split_once("────").expect("a rule");
    assert!(aside.contains("commit ") && !text.contains("commit "), "{letter}");
}

/// What must not be shown as it is comes back as it was, from JSON and from YAML.
#[test]
fn what_is_escaped_is_read_back() {
    let wrong = "a\u{1b}[31m \u{202e}b 'c' \"d\": {e} escaped-0-here";
    let dir = written(wrong);
    let json: Value = serde_json::from_slice(&report(dir.path(), &["register"], "json")).expect("JSON");
    let yaml: Value = serde_yaml::from_str(&text(dir.path(), &["register"], "yaml")).expect("YAML");
    assert_eq!(yaml, json);
    assert!(words(&json).contains(&wrong), "{json}");
}
