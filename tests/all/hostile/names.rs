//! Names, arguments and values in which somebody put what steers a terminal, turns the reading order, or ends a line.

use std::fs;

use super::super::support::{folder, git, git_on, write};
use super::{ACTIVITY, AVG, REQUEST, refused, steers, tame};

/// All that steers, as TOML and YAML write it in a text between double quotes.
const WRITTEN: &str = r"x\u001b[31m\u0007\u009b2J\u202eab\u2066c\u200e\u200f\u061c\u007f";

/// What a file can hold of it as it is.
const PLAIN: &str = "x\u{9b}2J\u{202e}ab\u{2066}c\u{200e}\u{200f}\u{61c}";

/// The name of a file that would pass for a line of its own.
const FORGED: &str = "a\nrequests!x.toml:1:1: note[record!x]: forged\u{1b}[31m\u{202e}";

/// A folder in which every text steers.
fn steering(text: &str) -> tempfile::TempDir {
    let text = format!("\"{text}\"");
    let organisation = format!("[organisation]\nname = {text}\nemail = {text}\n[officer]\nname = {text}\n");
    let waiver = format!("[[waivers]]\nnorm = {text}\nrecord = {text}\nreason = {text}\n");
    let activity = format!(
        "name = {text}\nrole = 'controller'\nowner = {text}\npurposes = [{text}]\nprocessors = ['agreements/a']\nx_a = {text}\n\
         {text} = 1\n[[transfers]]\ncountry = {text}\n[[disclosures]]\nto = {text}\ndisclosed_on = 2026-01-01\n"
    );
    let agreement = format!(
        "name = {text}\nour_role = 'processor'\n[counterparty]\nname = {text}\n[terms]\n\
         breach_notice = {{ within = '48h', clause = {text} }}\n[[subprocessors]]\nname = {text}\neffective_on = 2026-04-01\n"
    );
    let incident = format!(
        "discovered_at = 2026-03-19T10:00:00\nsummary = {text}\nrole = 'both'\n[[controllers]]\nagreement = 'agreements/a'\n"
    );
    let pack = format!(
        "pack: huis\ncite: {text}\nnorms:\n  - id: source-missing\n    cite: {text}\n    on: register\n    require: source\n    \
         title: {{ nl: {text}, en: {text} }}\n    help: {{ nl: {text}, en: {text} }}\n    explain: {{ nl: {text}, en: {text} }}\n"
    );
    let request = REQUEST.replace("\"zaak 1\"", &text);
    folder(&[
        ("avg.toml", &format!("{organisation}{waiver}")),
        ("register/a.toml", &activity),
        ("agreements/a.toml", &agreement),
        ("incidents/a.toml", &incident),
        ("requests/a.toml", &request),
        ("norms/huis.yaml", &pack),
    ])
}

/// The same, committed by somebody whose name steers, and one record that is not committed.
fn committed(text: &str) -> tempfile::TempDir {
    let dir = steering(text);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(
        dir.path(),
        &["-c", &format!("user.name={PLAIN}"), "commit", "-qm", PLAIN],
    );
    write(dir.path(), "requests/b.toml", REQUEST);
    dir
}

#[test]
fn nothing_steers_in_findings_and_duties() {
    let dir = committed(WRITTEN);
    for format in ["human", "short", "json", "sarif", "github", "junit"] {
        tame(dir.path(), &["check", "--format", format]);
    }
    for format in ["table", "json", "markdown", "csv"] {
        tame(dir.path(), &["due", "--all", "--explain", "--format", format]);
    }
    let dir = committed(PLAIN);
    for args in [
        &["check"][..],
        &["check", "--since", "HEAD", "--format", "json"],
        &["due"],
        &["explain", "source-missing"],
        &["history"],
    ] {
        tame(dir.path(), args);
    }
}

#[test]
fn nothing_steers_in_documents() {
    let dir = committed(WRITTEN);
    for format in ["table", "markdown", "html", "csv", "json", "yaml"] {
        tame(dir.path(), &["show", "register/a", "--format", format]);
        tame(dir.path(), &["history", "--format", format]);
    }
    for args in [
        &["show", "agreements/a"][..],
        &["show", "incidents/a"],
        &["history", "register/a"],
        &["explain", "--all"],
        &["export", "activity"],
    ] {
        tame(dir.path(), args);
    }
}

/// The properties of a workbook are shown by whatever opens it.
#[test]
fn a_workbook_is_named_harmlessly() {
    let dir = steering(WRITTEN);
    let path = dir.path().join("a.xlsx");
    let run = std::process::Command::new(super::super::support::binary())
        .args([
            "-C",
            &dir.path().to_string_lossy(),
            "show",
            "requests/a",
            "--format",
            "xlsx",
        ])
        .output()
        .expect("the binary runs");
    fs::write(&path, run.stdout).expect("a file");
    let file = fs::File::open(&path).expect("a workbook");
    let mut book = zip::ZipArchive::new(file).expect("a zip");
    for number in 0..book.len() {
        let part = std::io::read_to_string(book.by_index(number).expect("a part")).expect("text");
        let steering: Vec<char> = part.chars().filter(|c| steers(*c) && *c != '\r').collect();
        assert!(steering.is_empty(), "{number}: {steering:?}");
    }
}

/// The name of a file can end a line, and what follows would pass for another finding.
#[cfg(unix)]
#[test]
fn the_name_of_a_file_stays_on_its_line() {
    let dir = folder(&[("avg.toml", AVG), ("requests/a.toml", REQUEST)]);
    write(dir.path(), &format!("requests/{FORGED}.toml"), "received_at = \n");
    write(dir.path(), &format!("register/{FORGED}.txt"), "x");
    for format in ["human", "short", "github", "junit"] {
        let run = tame(dir.path(), &["check", "--format", format]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.out.contains("forged"), "{format}");
        assert!(
            !run.out.lines().any(|line| line.starts_with("requests!x")),
            "{}",
            run.out
        );
    }
    for format in ["short", "junit"] {
        let run = tame(dir.path(), &["check", "--format", format]);
        assert!(run.out.contains("requests/a\\u{a}requests"), "{}", run.out);
    }
    let run = tame(dir.path(), &["show", &format!("requests/{FORGED}")]);
    assert!(run.out.starts_with("requests/a\\u{a}requests"), "{}", run.out);
    let run = tame(dir.path(), &["due"]);
    assert_eq!(run.err.lines().count(), 2, "{}", run.err);
    // A pack that cannot be used is the one error that has more lines: those of its own are set in.
    write(dir.path(), &format!("norms/{FORGED}.yaml"), "pack: [\n");
    let run = tame(dir.path(), &["check"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .lines()
            .skip(1)
            .all(|line| line.starts_with("  norms/a\\u{a}requests")),
        "{}",
        run.err
    );
}

#[test]
fn what_was_given_stays_on_its_line() {
    let dir = folder(&[("avg.toml", AVG), ("requests/a.toml", REQUEST)]);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "begin"]);
    for args in [
        &["-C", FORGED, "check"][..],
        &["--rev", FORGED, "check"],
        &["check", "--since", FORGED],
        &["show", FORGED],
        &["explain", FORGED],
        &["done", FORGED, "x"],
        &["done", "requests/a", FORGED],
        &["import", FORGED],
        &["import", "avg.toml", "--map", FORGED],
        &["report", "dossier", FORGED],
        &["due", "--all-under", FORGED],
    ] {
        for lang in ["nl", "en"] {
            refused(dir.path(), &[args, &["--lang", lang]].concat());
        }
    }
    // What is said of arguments that do not exist has lines of its own, and colour on a terminal.
    for args in [
        &[FORGED][..],
        &["--nope\u{202e}"],
        &["term", "1\u{202e} day", "--from", "2026-01-01"],
        &["schema", "\u{9b}2J"],
    ] {
        assert_eq!(tame(dir.path(), args).code, 2);
    }
}

/// What a person typed is what git keeps, and what is said of it is not.
#[test]
fn a_commit_that_was_made_says_nothing_that_steers() {
    let dir = folder(&[("avg.toml", AVG), ("register/a.toml", ACTIVITY)]);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["config", "user.name", "role"]);
    git(dir.path(), &["config", "user.email", "role@example.org"]);
    let args = ["new", "activity", "--name", FORGED, "--role", "controller", "--commit"];
    let run = tame(dir.path(), &args);
    assert_eq!(run.code, 0, "{}", run.err);
    let kept = git_on("2026-03-20T12:00:00+01:00", dir.path(), &["log", "--format=%B"]);
    assert!(!kept.contains(steers) && kept.trim().lines().count() == 1, "{kept:?}");
}
