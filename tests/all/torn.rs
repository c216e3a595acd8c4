//! Whoever is killed while writing leaves each file as it was or as it was to be, never in between; and whoever writes at
//! the same time waits.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use avg::folder::Writer;

use super::support::{avg, folder, new_request, write};

const AVG: &str = "[organisation]\nname = \"Voorbeeld BV\"\n";

/// Where the writer below writes; without it there is nothing for it to do.
const PLACE: &str = "AVG_TEST_WRITER";

/// A text that shows at once whether it is whole: its number on every line, and how many lines there are.
fn numbered(number: usize) -> String {
    format!("{number}\n").repeat(3000)
}

fn is_whole(text: &str) -> bool {
    let number = text.lines().next().and_then(|line| line.parse().ok());
    number.is_some_and(|number: usize| text == numbered(number))
}

/// Not a test of its own: the process that the next test kills. It puts a thousand texts in place of one another, and
/// makes a new file with each.
#[test]
#[ignore = "it is run, and killed, by the test below"]
fn a_writer() {
    let Some(place) = std::env::var_os(PLACE) else {
        return;
    };
    let root = Path::new(&place);
    let begun = made(root).into_iter().max().map_or(0, |last| last + 1);
    let mut before = fs::read_to_string(root.join("incidents/one.toml")).unwrap();
    for number in begun..begun + 1000 {
        let after = numbered(number);
        let writer = Writer::of(root).unwrap();
        writer.replace("incidents/one.toml", &before, &after).unwrap();
        assert!(writer.create(&format!("new/{number}.toml"), &after).unwrap());
        before = after;
    }
}

/// The numbers of the files that were made.
fn made(root: &Path) -> Vec<usize> {
    let files = fs::read_dir(root.join("new")).into_iter().flatten();
    let names = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
    names
        .filter_map(|name| name.strip_suffix(".toml")?.parse().ok())
        .collect()
}

fn writer(place: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "torn::a_writer", "--ignored"])
        .env(PLACE, place)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_writer_that_is_killed_tears_nothing() {
    let dir = folder(&[("avg.toml", AVG), ("incidents/one.toml", &numbered(0))]);
    let mut moment = 7_u64;
    let mut seen = 0;
    // Each number is two writes.
    while seen < 500 {
        let mut child = writer(dir.path());
        moment = moment
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        sleep(Duration::from_micros(10_000 + (moment >> 33) % 400_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let one = fs::read_to_string(dir.path().join("incidents/one.toml")).unwrap();
        assert!(is_whole(&one), "{}", one.len());
        for file in fs::read_dir(dir.path().join("new")).into_iter().flatten() {
            let file = file.unwrap();
            let is_underway = file.file_name().to_string_lossy().starts_with('.');
            let text = fs::read_to_string(file.path()).unwrap();
            assert!(is_underway || is_whole(&text), "{}", file.path().display());
        }
        seen = made(dir.path()).len();
    }
    // What it left underway is gone once somebody else writes.
    let one = fs::read_to_string(dir.path().join("incidents/one.toml")).unwrap();
    let writer = Writer::of(dir.path()).unwrap();
    writer.replace("incidents/one.toml", &one, "x\n").unwrap();
    writer.create("new/last.toml", "x\n").unwrap();
    for place in ["incidents", "new"] {
        for file in fs::read_dir(dir.path().join(place)).unwrap() {
            let name = file.unwrap().file_name();
            assert!(!name.to_string_lossy().starts_with('.'), "{name:?}");
        }
    }
}

/// The same from outside: the whole program, killed at any moment.
#[test]
fn an_edit_that_is_killed_is_done_or_not_done() {
    let dir = folder(&[("avg.toml", AVG)]);
    let text = |summary: &str| {
        format!(
            "discovered_at = 2026-03-27T15:00:00+01:00\nsummary = \"{summary}\"\n# {}\n",
            "slot ".repeat(20_000)
        )
    };
    write(dir.path(), "incidents/2026-001.toml", &text("oud"));
    let mut moment = 3_u64;
    let mut changes = 0;
    for round in 0..40 {
        let before = fs::read_to_string(dir.path().join("incidents/2026-001.toml")).unwrap();
        let new = format!("nieuw {round}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_avg"))
            .args(["edit", "incidents/2026-001", "--summary", &new])
            .current_dir(dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Half of them within the time that one takes, whatever machine this is.
        moment = moment
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        for _ in 0..(moment >> 33) % 400 {
            if child.try_wait().unwrap().is_some() {
                break;
            }
            sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let after = fs::read_to_string(dir.path().join("incidents/2026-001.toml")).unwrap();
        assert!(after == before || after == text(&new), "torn in round {round}");
        changes += usize::from(after != before);
    }
    let run = avg(dir.path(), &["edit", "incidents/2026-001", "--summary", "heel"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(changes < 40, "none was killed in time");
}

#[test]
fn nobody_writes_over_what_somebody_else_wrote() {
    let dir = folder(&[("avg.toml", AVG), ("incidents/a.toml", "een\n")]);
    let writer = Writer::of(dir.path()).unwrap();
    write(dir.path(), "incidents/a.toml", "van een ander\n");
    let refused = writer.replace("incidents/a.toml", "een\n", "twee\n");
    assert!(refused.is_err_and(|why| why.to_string().contains("changed by somebody else")));
    assert_eq!(
        fs::read_to_string(dir.path().join("incidents/a.toml")).unwrap(),
        "van een ander\n"
    );
    assert!(!writer.create("incidents/a.toml", "drie\n").unwrap());
    assert_eq!(
        fs::read_to_string(dir.path().join("incidents/a.toml")).unwrap(),
        "van een ander\n"
    );
    assert_eq!(
        fs::read_dir(dir.path().join("incidents")).unwrap().count(),
        1,
        "nothing is left beside it"
    );
}

/// Fifty at once: each gets a number of its own, and none is skipped.
#[test]
fn fifty_at_once_are_fifty() {
    let dir = folder(&[("avg.toml", AVG)]);
    let args = new_request("2026-03-05");
    std::thread::scope(|scope| {
        for _ in 0..50 {
            scope.spawn(|| {
                let run = avg(dir.path(), &args);
                assert_eq!(run.code, 0, "{}", run.err);
            });
        }
    });
    let mut names: Vec<String> = fs::read_dir(dir.path().join("requests"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let expected: Vec<String> = (1..=50).map(|number| format!("2026-{number:03}.toml")).collect();
    assert_eq!(names, expected);
}

/// Two people who record something in the same file in the same moment: both are told the truth.
#[test]
fn edits_at_once_are_all_there_or_refused() {
    let dir = folder(&[
        ("avg.toml", AVG),
        (
            "incidents/2026-001.toml",
            "discovered_at = 2026-03-27T15:00:00+01:00\nsummary = \"x\"\n",
        ),
    ]);
    let done: usize = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..16)
            .map(|number| {
                let (dir, text) = (dir.path(), format!("regel {number}"));
                scope.spawn(move || avg(dir, &["edit", "incidents/2026-001", "--log-text", &text]).code)
            })
            .collect();
        runs.into_iter()
            .filter(|_| true)
            .map(|run| usize::from(run.join().unwrap() == 0))
            .sum()
    });
    let text = fs::read_to_string(dir.path().join("incidents/2026-001.toml")).unwrap();
    assert!(done >= 1);
    assert_eq!(text.matches("[[log]]").count(), done, "{text}");
}
