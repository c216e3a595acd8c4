//! Every report in every format, as it was read: one folder a report in tests/golden/report.

use std::path::Path;

use calamine::Data;
use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::sheets::sheets;
use super::support::{bytes, examples, git_on, golden};

/// The folder of its goldens, the example and the moment that fit it, and how it is asked for.
pub type Report = (&'static str, &'static str, &'static str, &'static [&'static str]);

const SPRING: &str = "2026-03-31T09:00+02:00";
const APRIL: &str = "2026-04-15T09:00";
const MAY: &str = "2026-05-20T09:00";

#[rustfmt::skip]
pub const REPORTS: &[Report] = &[
    ("register", "op-orde", APRIL, &["register"]),
    ("register-for", "verwerkersovereenkomst", APRIL, &["register", "--for", "klant-noord"]),
    ("agreements", "op-orde", APRIL, &["agreements"]),
    ("agreement", "verwerkersovereenkomst", MAY, &["agreement", "klant-noord"]),
    ("subprocessors", "verwerkersovereenkomst", MAY, &["subprocessors"]),
    ("subprocessors-for", "verwerkersovereenkomst", MAY, &["subprocessors", "--for", "klant-noord"]),
    ("requests", "reglement", SPRING, &["requests"]),
    ("incidents", "reglement", SPRING, &["incidents"]),
    ("incident", "verwerkersovereenkomst", SPRING, &["incident", "2026-002"]),
    ("notice-authority", "verwerkersovereenkomst", SPRING, &["notice", "2026-002", "--to", "authority"]),
    ("notice-controller", "verwerkersovereenkomst", SPRING, &["notice", "2026-002", "--to", "controller", "--for", "klant-noord"]),
    ("notice-people", "verwerkersovereenkomst", SPRING, &["notice", "2026-002", "--to", "people"]),
    ("letter-receipt", "op-orde", SPRING, &["letter", "2026-001", "--as", "receipt"]),
    ("letter-extension", "reglement", SPRING, &["letter", "2026-005", "--as", "extension"]),
    ("letter-grant", "op-orde", SPRING, &["letter", "2026-001", "--as", "grant", "--about", "salarisadministratie"]),
    ("letter-grant-in-part", "op-orde", SPRING, &["letter", "2026-002", "--as", "grant"]),
    ("letter-refusal", "reglement", SPRING, &["letter", "2026-004", "--as", "refusal"]),
    ("overview", "op-orde", APRIL, &["overview"]),
];

/// The language, the format, and the file of its golden.
const FORMS: &[(&str, &str, &str)] = &[
    ("nl", "table", "table.txt"),
    ("nl", "markdown", "markdown.md"),
    ("en", "markdown", "markdown-en.md"),
    ("nl", "html", "page.html"),
    ("nl", "csv", "table.csv"),
    ("nl", "json", "values.json"),
    ("nl", "yaml", "values.yaml"),
    ("nl", "xlsx", "workbook.txt"),
];

pub fn page(dir: &Path, (_, example, now, args): &Report, lang: &str, format: &str) -> Vec<u8> {
    let asked = [&["--now", now, "--lang", lang, "report"], *args, &["--format", format]];
    bytes(&dir.join(example), &asked.concat())
}

/// What a golden keeps: without the style that every page has, and whatever commit the example is in.
fn kept(bytes: Vec<u8>, format: &str, commit: &str) -> String {
    let text = match format {
        "xlsx" => dump(bytes),
        _ => String::from_utf8(bytes).expect("UTF-8"),
    };
    let text = match (text.split_once("<style>"), text.split_once("</style>")) {
        (Some((before, _)), Some((_, after))) => format!("{before}<style></style>{after}"),
        _ => text,
    };
    text.replace(&commit[..7], "COMMIT")
}

/// The values of a workbook: a line a row, a bar between cells.
fn dump(bytes: Vec<u8>) -> String {
    let mut out = String::new();
    for sheet in sheets(&bytes) {
        out += &format!("== {}\n", sheet.name);
        for row in sheet.rows {
            let cells: Vec<String> = row.iter().map(cell).collect();
            out += &format!("{}\n", cells.join(" | ").trim_end());
        }
    }
    out
}

/// When a cell is, to the second: a workbook counts days from the end of 1899.
pub fn time(cell: &Data) -> Option<NaiveDateTime> {
    let Data::DateTime(at) = cell else {
        return None;
    };
    let seconds = Duration::seconds((at.as_f64() * 86_400.0).round() as i64);
    Some(NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)? + seconds)
}

fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(at) if at.as_f64().fract() == 0.0 => format!("day {}", time(data).expect("a day").date()),
        Data::DateTime(_) => format!("time {}", time(data).expect("a time")),
        Data::Float(number) => format!("number {number}"),
        Data::Bool(is) => format!("truth {is}"),
        Data::Empty => String::new(),
        data => data.to_string().replace('\n', " ⏎ "),
    }
}

fn are_as_they_were_read(which: impl Fn(usize) -> bool) {
    let dir = examples();
    let commit = git_on("2026-11-22T12:00:00+01:00", dir.path(), &["rev-parse", "HEAD"]);
    for (_, report) in REPORTS.iter().enumerate().filter(|(at, _)| which(*at)) {
        for (lang, format, file) in FORMS {
            let page = kept(page(dir.path(), report, lang, format), format, &commit);
            golden(&format!("tests/golden/report/{}/{file}", report.0), &page);
        }
    }
}

// Two tests, so that two cores can work.
#[test]
fn reports_are_as_they_were_read() {
    are_as_they_were_read(|at| at % 2 == 0);
}

#[test]
fn and_so_are_the_others() {
    are_as_they_were_read(|at| at % 2 == 1);
}
