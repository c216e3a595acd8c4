//! Input that somebody hostile or careless wrote. Each gets its findings, or one sentence that says why nothing could be done.

mod bytes;
mod files;
mod git;
mod many;
mod names;
mod prompts;
mod rows;
mod times;

use std::path::Path;

use super::support::{Run, avg};

const AVG: &str = "[organisation]\nname = \"A\"\nemail = \"a@b.example\"\n";
const REQUEST: &str = "received_at = 2026-03-05\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n";
const ACTIVITY: &str = "name = 'a'\nrole = 'controller'\n";
const NOW: [&str; 2] = ["--now", "2026-03-20T12:00"];

/// What steers a terminal or turns the reading order, the end of a line left out.
fn steers(c: char) -> bool {
    let turns = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    (c.is_control() && c != '\n') || turns.contains(c)
}

/// Runs the binary; nothing that it says steers a terminal, and it never falls over.
fn tame(dir: &Path, args: &[&str]) -> Run {
    let run = avg(dir, &[&NOW[..], args].concat());
    assert!(matches!(run.code, 0..=2), "{args:?}: {}", run.err);
    for said in [&run.out, &run.err] {
        assert!(!said.contains(steers), "{args:?}: {said:?}");
    }
    run
}

/// It could not work, and one sentence on one line says why.
fn refused(dir: &Path, args: &[&str]) -> String {
    let run = tame(dir, args);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
    assert!(
        run.err.starts_with("avg: ") && run.err.lines().count() == 1,
        "{args:?}: {}",
        run.err
    );
    run.err
}

/// Where something is found under a norm: file and line, as it is shown.
fn places(run: &Run, norm: &str) -> Vec<String> {
    let findings = run.findings().into_iter().filter(|finding| finding["norm"] == norm);
    let place = |finding: serde_json::Value| {
        let file = finding["file"].as_str().expect("a file").to_string();
        format!("{file}:{}", finding["line"])
    };
    findings.map(place).collect()
}
