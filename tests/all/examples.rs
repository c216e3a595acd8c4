//! The examples: what the tool says of them, whole, and what must be true of it whatever it says.

mod known;

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::support::{Run, avg, copy, examples, golden, root, walkdir};

/// Each example, and the moment at which it is looked at.
pub const EXAMPLES: [(&str, &str); 3] = [
    ("reglement", "2026-09-26T09:00+02:00"),
    ("verwerkersovereenkomst", "2026-03-30T10:00+02:00"),
    ("op-orde", "2026-04-15T09:00+02:00"),
];

fn run(dir: &Path, now: &str, args: &[&str]) -> Run {
    avg(dir, &[&["--now", now], args].concat())
}

#[test]
fn whole_output() {
    let examples = examples();
    for (name, now) in EXAMPLES {
        let dir = examples.path().join(name);
        for (file, args) in [
            ("check.txt", &["check"][..]),
            ("check-en.txt", &["--lang", "en", "check"]),
            ("check.json", &["check", "--format", "json"]),
            ("due.txt", &["due", "--all", "--explain"]),
            ("due-en.txt", &["--lang", "en", "due", "--explain"]),
            ("due.json", &["due", "--all", "--format", "json"]),
        ] {
            golden(&format!("tests/golden/{name}/{file}"), &run(&dir, now, args).out);
        }
    }
}

#[test]
fn the_tidy_example_is_clean_at_any_time() {
    let examples = examples();
    let dir = examples.path().join("op-orde");
    for now in ["2026-06-01T12:00", "2026-11-22T12:00", "2035-01-01T12:00"] {
        let run = run(&dir, now, &["check", "--deny", "warnings"]);
        assert_eq!(run.code, 0, "{}", run.out);
        assert!(run.out.starts_with("9 registraties nagezien tegen "), "{}", run.out);
        assert!(
            run.out.contains("0 fouten, 0 waarschuwingen, 0 opmerkingen"),
            "{}",
            run.out
        );
    }
}

/// The place is the place: the excerpt that people see is the user's own line, marked where the program is told it is.
#[test]
fn formats_agree_and_places_are_real() {
    let examples = examples();
    for (name, now) in EXAMPLES {
        let dir = examples.path().join(name);
        let human = run(&dir, now, &["--lang", "en", "check"]).out;
        let findings = run(&dir, now, &["--lang", "en", "check", "--format", "json"]).findings();
        let shown: Vec<&str> = human.split("\n\n").filter(|block| block.contains("-->")).collect();
        assert_eq!(shown.len(), findings.len(), "{name}");
        for (block, finding) in shown.iter().zip(&findings) {
            let (line, column) = (
                finding["line"].as_u64().unwrap() as usize,
                finding["column"].as_u64().unwrap() as usize,
            );
            let place = format!("--> {}:{line}:{column}\n", finding["file"].as_str().unwrap());
            let head = format!(
                "{}[{}]: {}",
                finding["level"].as_str().unwrap(),
                finding["norm"].as_str().unwrap(),
                finding["message"].as_str().unwrap()
            );
            assert!(
                block.contains(&place) && block.contains(&head),
                "{head}\n{place}\n{block}"
            );
            let text = fs::read_to_string(dir.join(finding["file"].as_str().unwrap())).unwrap();
            let written = text.lines().nth(line - 1).unwrap();
            assert!(block.contains(written), "{written}\n{block}");
            let end = finding["end_column"].as_u64().unwrap() as usize;
            if finding["end_line"] != finding["line"] {
                continue;
            }
            assert!(column < end && end <= written.chars().count() + 1, "{finding}");
            let marked: String = written.chars().skip(column - 1).take(end - column).collect();
            assert_eq!(marked.trim(), marked, "{finding}");
        }
        let due = run(&dir, now, &["due", "--all"]).out;
        for duty in run(&dir, now, &["due", "--all", "--format", "json"])
            .json()
            .as_array()
            .unwrap()
        {
            assert!(due.contains(duty["record"].as_str().unwrap()) && due.contains(duty["duty"].as_str().unwrap()));
            let text = fs::read_to_string(dir.join(duty["file"].as_str().unwrap())).unwrap();
            assert!(duty["line"].as_u64().unwrap() as usize <= text.lines().count());
            // Only what has no number has no date; the strictest date leads.
            let dates: Vec<&str> = duty["norms"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|norm| norm["by"].as_str())
                .collect();
            assert_eq!(duty["by"].as_str(), dates.first().copied());
        }
    }
}

/// Breaking one file changes only that file's findings, names the line, and is never green.
#[test]
fn a_broken_file_is_its_own_trouble() {
    let now = "2026-11-22T12:00+01:00";
    for (name, _) in EXAMPLES {
        let example = copy(&root().join("examples").join(name));
        let base = run(example.path(), now, &["check", "--format", "json"]).findings();
        for file in walkdir(example.path())
            .into_iter()
            .filter(|file| file.extension().is_some_and(|it| it == "toml"))
        {
            let path = file
                .strip_prefix(example.path())
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let original = fs::read(&file).unwrap();
            let text = String::from_utf8(original.clone()).unwrap();
            let (number, line) = (1..).zip(text.lines()).find(|(_, line)| line.contains(" = ")).unwrap();
            let with = |new: &[u8]| {
                let lines = (1..).zip(text.lines());
                let lines = lines.map(|(at, old)| {
                    if at == number {
                        new.to_vec()
                    } else {
                        old.as_bytes().to_vec()
                    }
                });
                lines.collect::<Vec<_>>().join(&b'\n')
            };
            let latin = [line.as_bytes(), b" # caf\xe9"].concat();
            for broken in [
                with(format!("{line}]").as_bytes()),
                with(line.replacen(" =", "q =", 1).as_bytes()),
                with(&latin),
            ] {
                fs::write(&file, &broken).unwrap();
                let run = run(example.path(), now, &["check", "--format", "json"]);
                assert_eq!(run.code, 1, "{path}");
                let findings = run.findings();
                let elsewhere = |all: &[Value]| {
                    all.iter()
                        .filter(|it| it["file"] != path.as_str())
                        .cloned()
                        .collect::<Vec<_>>()
                };
                assert_eq!(
                    elsewhere(&findings),
                    elsewhere(&base),
                    "{path}: {}",
                    String::from_utf8_lossy(&broken)
                );
                let named = findings.iter().any(|it| {
                    it["file"] == path.as_str()
                        && it["line"] == number
                        && it["norm"].as_str().unwrap().starts_with("record/")
                });
                assert!(named, "{path}:{number} is not named\n{}", run.out);
            }
            fs::write(&file, &original).unwrap();
        }
    }
}

/// What runs in a broken file still runs, and the list says that it may be incomplete.
#[test]
fn a_slip_does_not_stop_a_clock() {
    let example = copy(&root().join("examples/verwerkersovereenkomst"));
    let incident = example.path().join("incidents/2026-002.toml");
    let text = fs::read_to_string(&incident).unwrap();
    fs::write(&incident, text.replace("role = \"both\"", "role = \"both")).unwrap();
    let run = run(example.path(), EXAMPLES[1].1, &["due", "--format", "json"]);
    assert!(run.err.contains("incidents/2026-002.toml"), "{}", run.err);
    let due = run.json();
    let clocks = due
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["record"] == "incidents/2026-002")
        .count();
    assert!(clocks >= 2, "{due:#}");
}

/// No personal data, and nothing of the documents' own names, in what we publish.
#[test]
fn examples_name_nobody() {
    for file in walkdir(&root().join("examples")) {
        let text = fs::read_to_string(&file).unwrap().to_lowercase();
        for word in [
            "kmo",
            "knns",
            "sanders",
            "afas",
            "regis't",
            "mailcamp",
            "nijmegen",
            "wijchen",
            "apeldoorn",
            "7311",
            "@gmail",
        ] {
            assert!(!text.contains(word), "{} names {word}", file.display());
        }
    }
}
