//! Lists of very many rows, each of which misses something or has a clock: what is told stays of the order of the file.

use super::super::support::{Run, folder, write};
use super::{AVG, REQUEST, tame};

const MANY: usize = 1_500;
const TOLD: usize = 250;

/// A folder with one file more.
fn with(file: &str, text: &str) -> tempfile::TempDir {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-000.toml", REQUEST)]);
    write(dir.path(), file, text);
    dir
}

/// The messages under a norm.
fn messages(run: &Run, norm: &str) -> Vec<String> {
    let findings = run.findings().into_iter().filter(|finding| finding["norm"] == norm);
    findings
        .map(|finding| finding["message"].as_str().expect("words").to_string())
        .collect()
}

/// Of one norm in one file so many are told, and how many more there are; nothing is lost, whichever way it is shown.
#[test]
fn what_every_row_misses_is_told_and_then_counted() {
    for (file, head, row, norm) in [
        (
            "register/a.toml",
            "name = 'a'\nrole = 'controller'\n",
            "[[transfers]]\nrecipient = 'x'\n",
            "avg/transfer-country-missing",
        ),
        (
            "register/a.toml",
            "name = 'a'\nrole = 'controller'\n",
            "[[disclosures]]\nto = 'x'\ndisclosed_on = 2020-01-01\n",
            "avg/inform-subjects",
        ),
        (
            "register/a.toml",
            "name = 'a'\nrole = 'controller'\n",
            "[[retention]]\ndata = 'BSN 111222333'\n",
            "record/citizen-service-number",
        ),
        (
            "incidents/a.toml",
            "discovered_at = 2020-01-01T10:00:00\nsummary = 's'\n",
            "[[controllers]]\nagreement = 'agreements/z'\n",
            "record/unknown-reference",
        ),
    ] {
        let dir = with(file, &format!("{head}{}", row.repeat(MANY)));
        for (lang, words) in [("nl", "nog"), ("en", "times more")] {
            let run = tame(dir.path(), &["--lang", lang, "check", "--format", "json"]);
            let told = messages(&run, norm);
            assert_eq!(told.len(), TOLD + 1, "{norm}: {}", run.err);
            let counted: Vec<&String> = told
                .iter()
                .filter(|told| told.contains(&(MANY - TOLD).to_string()))
                .collect();
            assert!(matches!(counted[..], [one] if one.contains(words)), "{counted:?}");
            assert!(run.out.len() < 1_500_000, "{}", run.out.len());
        }
        let human = tame(dir.path(), &["check"]);
        assert_eq!(human.code, 1);
        assert!(human.out.contains(&(MANY - TOLD).to_string()));
    }
}

/// One more than is told is told too: to say that there is one more would take as long.
#[test]
fn the_last_one_is_not_counted_but_told() {
    for (many, told, counted) in [(TOLD, TOLD, 0), (TOLD + 1, TOLD + 1, 0), (TOLD + 2, TOLD + 1, 1)] {
        let rows = "[[transfers]]\nrecipient = 'x'\n".repeat(many);
        let dir = with("register/a.toml", &format!("name = 'a'\nrole = 'controller'\n{rows}"));
        let run = tame(dir.path(), &["--lang", "en", "check", "--format", "json"]);
        let found = messages(&run, "avg/transfer-country-missing");
        let more = found.iter().filter(|message| message.contains("times more")).count();
        assert_eq!((found.len(), more), (told, counted), "{many}");
    }
}

/// What accepts a norm on a record accepts those that were only counted, and of very many waivers each says what it did.
#[test]
fn a_waiver_covers_what_was_only_counted() {
    let rows = "[[transfers]]\nrecipient = 'x'\n".repeat(MANY);
    let dir = with("register/a.toml", &format!("name = 'a'\nrole = 'controller'\n{rows}"));
    let waiver = |norm: &str| format!("[[waivers]]\nnorm = '{norm}'\nrecord = 'register/a'\nreason = 'x'\n");
    let waivers = [
        waiver("transfer-country-missing"),
        waiver("avg/transfer-country-missing").repeat(MANY),
    ]
    .concat();
    write(dir.path(), "avg.toml", &format!("{AVG}{waivers}"));
    let run = tame(dir.path(), &["--lang", "en", "check", "--format", "json"]);
    assert_eq!(messages(&run, "avg/transfer-country-missing").len(), 0);
    assert_eq!(run.json()["summary"]["waived"], 1);
    // The others touch nothing any more.
    let idle = messages(&run, "record/waiver-idle");
    assert_eq!(idle.len(), TOLD + 1, "{:?}", idle.last());
}

/// A clock for each row: none is left out, in whichever form.
#[test]
fn very_many_clocks_are_all_there() {
    let rows: String = (0..MANY)
        .map(|n| format!("[[disclosures]]\nto = 'x{n}'\ndisclosed_on = 2026-03-01\n"))
        .collect();
    let dir = with("register/a.toml", &format!("name = 'a'\nrole = 'controller'\n{rows}"));
    let run = tame(dir.path(), &["due", "--format", "json"]);
    let lines = run.json().as_array().expect("a list").len();
    assert_eq!(lines, MANY + 1);
    let csv = tame(dir.path(), &["due", "--format", "csv"]);
    assert_eq!(csv.out.lines().count(), MANY + 2);
    assert_eq!(tame(dir.path(), &["due"]).out.matches("inform-subjects").count(), MANY);
    let shown = tame(dir.path(), &["show", "register/a", "--format", "json"]);
    assert!(shown.out.matches("inform-subjects").count() >= MANY);
}

/// Each excerpt takes its own line, and of one that is as long as the file a part.
#[test]
fn an_excerpt_is_no_longer_than_its_line() {
    let long = format!(
        "name = 'a'\nrole = 'controller'\ntransfers = [{}]\n",
        "{}, ".repeat(20_000)
    );
    let dir = with("register/a.toml", &long);
    let run = tame(dir.path(), &["--lang", "en", "check"]);
    assert_eq!(run.code, 1, "{}", run.err);
    // The place is that in the file, not in what is shown of it.
    assert!(run.out.contains("register/a.toml:3:1002\n"), "{}", run.out.len());
    assert!(run.out.lines().all(|line| line.chars().count() < 1_000));
    let many = format!(
        "name = 'a'\nrole = 'controller'\nx_a = '{}'\n{}",
        "é".repeat(200_000),
        "[[transfers]]\n".repeat(MANY)
    );
    let dir = with("register/a.toml", &many);
    assert_eq!(tame(dir.path(), &["check"]).code, 1);
}

/// Audits, purposes and numbers that a judge might hold each against each other one.
#[test]
fn judges_do_not_take_the_square_of_a_list() {
    let head = "name = 'k'\nour_role = 'processor'\n[counterparty]\nname = 'k'\n[terms]\naudit = { at_most_every = '1 year' }\n";
    let audits = "[[audits]]\nperformed_on = 2026-01-01\n".repeat(20_000);
    let dir = with(
        "agreements/k.toml",
        &format!("{head}{audits}[[audits]]\nperformed_on = 2026-02-01\n"),
    );
    let run = tame(dir.path(), &["check", "--format", "json"]);
    assert_eq!(messages(&run, "avg/audit-too-soon").len(), 1, "{}", run.out.len());
    let numbers = "'BSN 111222333 rood', ".repeat(20_000);
    let dir = with(
        "register/a.toml",
        &format!("name = 'a'\nrole = 'controller'\npurposes = [{numbers}]\n"),
    );
    let run = tame(dir.path(), &["check", "--format", "json"]);
    assert_eq!(messages(&run, "record/citizen-service-number").len(), TOLD + 1);
}
