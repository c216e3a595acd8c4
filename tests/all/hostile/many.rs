//! Records that somebody hostile or careless wrote: large, deep or endless in number. Each gets its findings, in memory and
//! time of the order of the file.

use std::fmt::Write as _;

use super::super::support::{Run, avg, folder};
use super::AVG;

fn check(record: &str) -> Run {
    let dir = folder(&[("avg.toml", AVG), ("register/a.toml", record)]);
    avg(dir.path(), &["--lang", "en", "check", "--format", "json"])
}

/// The findings under a norm.
fn found(run: &Run, norm: &str) -> Vec<serde_json::Value> {
    let findings = run.json()["findings"].as_array().expect("findings").clone();
    findings.into_iter().filter(|finding| finding["norm"] == norm).collect()
}

/// A great many mistakes of one sort: the first are told, and how many more there are.
#[test]
fn of_very_many_mistakes_the_first_are_told_and_the_others_counted() {
    let many = 100_000;
    let lines = |line: &dyn Fn(usize) -> String| (0..many).fold(String::new(), |text, number| text + &line(number));
    for (norm, text) in [
        ("record/unknown-key", lines(&|number| format!("k{number} = 1\n"))),
        (
            "record/impossible-date",
            lines(&|number| format!("x_{number} = 2026-13-45\n")),
        ),
    ] {
        let run = check(&format!("name = 'a'\nrole = 'controller'\n{text}"));
        assert_eq!(run.code, 1, "{}", run.err);
        let (told, more) = (found(&run, norm), found(&run, "record/too-many-mistakes"));
        assert_eq!((told.len(), more.len()), (250, 1), "{norm}");
        let message = more[0]["message"].as_str().expect("words");
        assert!(message.contains(&(many - 250).to_string()), "{message}");
    }
}

/// Lists in which each item might be held against each other one.
#[test]
fn long_lists_do_not_take_the_square_of_their_length() {
    let many = 20_000;
    let mut text = "name = 'a'\nrole = 'controller'\nprocessors = [".to_string();
    for number in 0..many {
        let _ = write!(text, "'agreements/a{number}',");
    }
    text += "]\n";
    for number in 0..many {
        let limit = ["minimum", "maximum"][number % 2];
        let _ = write!(
            text,
            "[[retention]]\ndata = 'd{number}'\nkeep = '1 year'\nlimit = '{limit}'\n"
        );
    }
    let run = check(&text);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(found(&run, "record/unknown-reference").len(), 251);
}

/// Ten thousand tables or lists within one another, in every way in which TOML nests.
#[test]
fn what_is_nested_without_end_is_a_mistake_in_the_file() {
    let deep = 10_000;
    let keys = vec!["x_a"; deep].join(".");
    for nested in [
        format!("x_a = {}{}\n", "[".repeat(deep), "]".repeat(deep)),
        format!("x_a = {}1{}\n", "{a=".repeat(deep), "}".repeat(deep)),
        format!("[{keys}]\n"),
        format!("{keys} = 1\n"),
    ] {
        let run = check(&format!("name = 'a'\nrole = 'controller'\n{nested}"));
        assert_eq!(run.code, 1, "{}", run.err);
        assert_eq!(found(&run, "record/syntax").len(), 1, "{}", run.out);
    }
}
