//! `cargo bench`: how long the tool takes on large folders, beside the floor – the same files walked and read, and nothing
//! else – and beside what a user would run instead. It prints figures; it asserts that the work was done, never how fast.

#![allow(clippy::disallowed_methods)] // measuring asks the machine

mod folder;
mod measure;

use std::path::Path;
use std::process::Command;

use measure::{Job, Measured, by_turns, floor, process};

/// The moment at which everything is measured, and what is measured most.
const MOMENT: &str = "2026-06-01T09:00+02:00";
const CHECK: &[&str] = &["check", "--format", "json"];

fn main() {
    // `cargo test --benches` runs this too: there is nothing to test.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let sizes: Vec<usize> = match std::env::var("AVG_BENCH_SIZES") {
        Ok(sizes) => sizes.split(',').map(|size| size.parse().expect("a number")).collect(),
        Err(_) => vec![10_000, 100_000],
    };
    println!("| folder | what | time | peak memory | beside | ratio |\n| --- | --- | --- | --- | --- | --- |");
    small();
    for size in sizes {
        large(size);
    }
}

/// `due` on 500 records, as a whole process.
fn small() {
    let dir = tempfile::tempdir().expect("a folder");
    let records = folder::records(500);
    folder::write(dir.path(), &records);
    let [due] = by_turns([avg(dir.path(), &["due"])], 15);
    row(500, "avg due", &due, None);
}

fn large(size: usize) {
    let times = if size > 20_000 { 3 } else { 7 };
    let records = folder::records(size);
    let bytes: usize = records.iter().map(|(_, text)| text.len()).sum();
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    folder::write(dir, &records);
    let jobs = [
        floor(dir),
        avg(dir, CHECK),
        avg(dir, &["due", "--format", "json"]),
        avg(dir, &["report", "register", "--format", "json"]),
    ];
    let [floor, check, due, register] = by_turns(jobs, times);
    row(size, "the floor: walk and read", &floor, None);
    row(size, "avg check", &check, Some(("the floor", &floor)));
    println!(
        "| {size} | memory of avg check | | | the bytes read, {} MB | {:.1} |",
        bytes / 1_000_000,
        check.peak as f64 / bytes as f64
    );
    row(size, "avg due", &due, Some(("the floor", &floor)));
    row(
        size,
        "avg report register --format json",
        &register,
        Some(("the floor", &floor)),
    );
    beside_taplo(size, dir);
    // A commit a record is no more than git itself can write: each is a tree of all that were there before.
    match size {
        ..=20_000 => with_history(size, dir, &records, times),
        _ => folder::commit(dir, &records, false),
    }
    let rev = ["--rev", "HEAD", "check", "--format", "json"];
    let archive = peer("git", &["archive", "--format=tar", "HEAD"], dir);
    let [work_tree, rev, archive] = by_turns([avg(dir, CHECK), avg(dir, &rev), archive], times);
    row(
        size,
        "avg check --rev HEAD",
        &rev,
        Some(("avg check of the work tree", &work_tree)),
    );
    row(size, "git archive", &archive, None);
}

/// What git knows of when each record was written, in a history with a commit a record.
fn with_history(size: usize, dir: &Path, records: &[(String, String)], times: usize) {
    let without = tempfile::tempdir().expect("a folder");
    folder::write(without.path(), records);
    folder::commit(dir, records, true);
    let log = ["log", "--diff-filter=A", "--name-only", "--format=%ct"];
    let jobs = [avg(without.path(), CHECK), avg(dir, CHECK), peer("git", &log, dir)];
    let [check, history, log] = by_turns(jobs, times);
    row(
        size,
        "avg check, with a commit a record",
        &history,
        Some(("avg check without history", &check)),
    );
    row(size, "git log --diff-filter=A --name-only", &log, None);
    let moments = Measured {
        time: history.time.saturating_sub(check.time),
        peak: 0,
    };
    row(
        size,
        "first-commit moments: the two checks' difference",
        &moments,
        Some(("git log", &log)),
    );
}

fn avg<'a>(dir: &'a Path, args: &'a [&str]) -> Job<'a> {
    process(move || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_avg"));
        command.args(["--now", MOMENT]).args(args).current_dir(dir);
        command
    })
}

fn peer<'a>(program: &'a str, args: &'a [&str], dir: &'a Path) -> Job<'a> {
    process(move || {
        let mut command = Command::new(program);
        command.args(args).current_dir(dir);
        command
    })
}

/// `taplo check` of every record with the schema of its kind, beside `avg check`; nothing where it is not installed.
fn beside_taplo(size: usize, dir: &Path) {
    if Command::new("taplo").arg("--version").output().is_err() {
        println!("| | taplo is not installed (pip install taplo) | | | | |");
        return;
    }
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let rule = |(folder, schema): (&str, &str)| {
        let schema = schemas.join(schema);
        format!(
            "[[rule]]\ninclude = [\"{folder}/*.toml\"]\nschema = {{ path = \"{}\", enabled = true }}\n",
            schema.display()
        )
    };
    let rules = [
        ("register", "activity.json"),
        ("agreements", "agreement.json"),
        ("requests", "request.json"),
        ("incidents", "incident.json"),
    ];
    let config = rules.map(rule).concat();
    std::fs::write(dir.join(".taplo.toml"), format!("include = [\"**/*.toml\"]\n{config}")).expect("its settings");
    let [check, taplo] = by_turns([avg(dir, CHECK), peer("taplo", &["check"], dir)], 3);
    std::fs::remove_file(dir.join(".taplo.toml")).expect("its settings");
    row(
        size,
        "taplo check with the schemas",
        &taplo,
        Some(("avg check", &check)),
    );
}

fn row(size: usize, what: &str, measured: &Measured, beside: Option<(&str, &Measured)>) {
    let (name, ratio) = match beside {
        Some((name, other)) => (
            name,
            format!("{:.1}", measured.time.as_secs_f64() / other.time.as_secs_f64()),
        ),
        None => ("", String::new()),
    };
    let peak = match measured.peak {
        0 => String::new(),
        peak => format!("{} MB", peak / 1_000_000),
    };
    println!(
        "| {size} | {what} | {:.1} ms | {peak} | {name} | {ratio} |",
        measured.time.as_secs_f64() * 1000.0
    );
}
