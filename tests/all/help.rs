//! Help that teaches: every command has examples, and every example is one that the command takes.

use std::process::Command;

use super::readme::words;
use super::support::{avg, folder, root};

fn commands() -> Vec<String> {
    let help = avg(&root(), &["--help"]).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    // A long description goes on in the next line.
    let names = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_string).collect()
}

fn examples(help: &str) -> Vec<String> {
    let joined = help.replace("\\\n    ", "");
    let lines = joined.lines().filter_map(|line| line.strip_prefix("  avg "));
    // What stands behind two spaces says what it is for; what is piped or kept is the shell's.
    let commands = lines.map(|line| line.split("  ").next().unwrap_or(line));
    commands
        .map(|line| line.split(['>', '|']).next().unwrap_or(line).trim().to_string())
        .collect()
}

#[test]
fn every_example_is_one() {
    let commands = commands();
    assert!(commands.len() >= 19, "{commands:?}");
    let mut tried = 0;
    for command in commands.iter().map(String::as_str).chain([
        "--",
        "new activity",
        "new agreement",
        "new request",
        "new incident",
    ]) {
        let args: Vec<&str> = command
            .split(' ')
            .filter(|word| *word != "--")
            .chain(["--help"])
            .collect();
        let help = avg(&root(), &args);
        assert_eq!(help.code, 0, "{command}");
        let examples = examples(&help.out);
        assert!(
            !examples.is_empty() || command == "new",
            "{command} has no example:\n{}",
            help.out
        );
        for example in examples {
            let mut args = words(&example);
            args.push("--help".to_string());
            let run = avg(&root(), &args.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(run.code, 0, "avg {example}: {}", run.err);
            tried += 1;
        }
    }
    assert!(tried >= 40, "{tried}");
}

const DOCUMENT: &str = "table, markdown, html, csv, xlsx, json, jsonl, yaml";

/// The forms that a command knows are those that its help names, and those that are named when one is misspelt.
#[test]
fn each_command_names_its_own_forms() {
    let graph = format!("{DOCUMENT}, jsonld");
    for (command, forms) in [
        ("check", "human, short, json, jsonl, sarif, github, junit"),
        ("due", "table, json, jsonl, ics, markdown, csv"),
        ("show", DOCUMENT),
        ("history", DOCUMENT),
        ("export", "csv, json"),
        ("term", "text, json"),
        ("report register", &graph),
        ("report overview", DOCUMENT),
        ("report letter", DOCUMENT),
        ("report norms", DOCUMENT),
    ] {
        let args: Vec<&str> = command.split(' ').collect();
        let listed = format!("[possible values: {forms}]");
        let help = avg(&root(), &[&args[..], &["-h"]].concat()).out;
        let folded = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(folded.contains(&listed), "{command}: {help}");
        let wrong = avg(&root(), &[&args[..], &["--format", "pdf"]].concat());
        assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{command}");
        assert!(wrong.err.contains(&listed), "{command}: {}", wrong.err);
    }
    for command in ["new activity", "init", "schema", "report dossier"] {
        let args: Vec<&str> = command.split(' ').collect();
        let help = avg(&root(), &[&args[..], &["-h"]].concat()).out;
        assert!(!help.contains("--format"), "{command}: {help}");
    }
    // What is a form, but not of this command, is said in the reader's language; before the command it is read too.
    let place = root().join("examples/op-orde");
    for (lang, words) in [
        ("nl", "kies uit table, markdown"),
        ("en", "choose from table, markdown"),
    ] {
        for args in [
            ["report", "agreements", "--format", "sarif"],
            ["--format", "sarif", "report", "agreements"],
        ] {
            let run = avg(&place, &[&["--lang", lang], &args[..]].concat());
            assert!(run.code == 2 && run.err.contains(words), "{}", run.err);
            assert!(!run.err.contains("jsonld"), "{}", run.err);
        }
    }
    // The innermost is meant.
    let run = avg(
        &place,
        &[
            "--format",
            "sarif",
            "report",
            "--format",
            "csv",
            "agreements",
            "--format",
            "json",
        ],
    );
    assert!(run.json().is_object());
}

#[test]
fn shells_and_manuals_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = avg(&root(), &["completions", shell]);
        assert_eq!(script.code, 0, "{}", script.err);
        for command in commands() {
            assert!(script.out.contains(&command), "{shell}: {command}");
        }
    }
    let dir = folder(&[("avg.bash", &avg(&root(), &["completions", "bash"]).out)]);
    let checked = Command::new("bash").arg("-n").arg(dir.path().join("avg.bash")).status();
    assert!(checked.unwrap().success());
    let run = avg(dir.path(), &["man", "--to", "."]);
    assert_eq!(run.code, 0, "{}", run.err);
    for command in commands() {
        let page = std::fs::read_to_string(dir.path().join(format!("avg-{command}.1"))).unwrap();
        assert!(
            page.contains(&format!(".TH AVG-{} 1", command.to_uppercase())),
            "{page}"
        );
    }
    assert_eq!(
        avg(dir.path(), &["man", "--to", "."]).code,
        2,
        "never over another page"
    );
    assert!(
        avg(dir.path(), &["man", "new incident"])
            .out
            .contains("discovered\\-at")
    );
    assert_eq!(avg(dir.path(), &["man", "nieuw"]).code, 2);
}
