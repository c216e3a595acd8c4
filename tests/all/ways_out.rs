//! Who asked for what cannot be is told in their own language what it is, and what can be done.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::support::{Run, avg, folder, git, write};

const ACTIVITY: &str = "name = \"Loon\"\nrole = \"controller\"\n";
const OURS: &str = "[organisation]\nname = \"Voorbeeld BV\"\n";

/// A folder in git, with two commits.
fn committed() -> TempDir {
    let dir = folder(&[("avg.toml", OURS), ("register/loon.toml", ACTIVITY)]);
    git(dir.path(), &["init", "-q"]);
    for why in ["begin", "more"] {
        write(dir.path(), "README.md", why);
        git(dir.path(), &["add", "."]);
        git(dir.path(), &["commit", "-qm", why]);
    }
    dir
}

/// That it could not work, for a reason that says this.
fn told(dir: &Path, args: &[&str], parts: &[&str]) -> Run {
    let run = avg(dir, args);
    assert_eq!(run.code, 2, "{args:?}: {}{}", run.out, run.err);
    for part in parts {
        assert!(run.err.contains(part), "{args:?}: {}", run.err);
    }
    run
}

#[test]
fn what_is_no_commit_is_told_in_the_readers_language() {
    let dir = committed();
    for (rev, nl, en) in [
        ("@{-1}", "is hier geen bekende commit", "is not a commit known here"),
        ("nergens", "is hier geen bekende commit", "is not a commit known here"),
        ("HEAD:avg.toml", "is geen commit", "is no commit"),
        ("HEAD:register", "is geen commit", "is no commit"),
        ("HEAD~1..HEAD", "is een reeks commits", "is a range of commits"),
        ("HEAD~1...HEAD", "is een reeks commits", "is a range of commits"),
    ] {
        for (lang, said) in [("nl", nl), ("en", en)] {
            let quoted = format!("‘{rev}’ {said}");
            for args in [&["check", "--rev", rev][..], &["check", "--since", rev]] {
                let run = told(dir.path(), &[&["--lang", lang], args].concat(), &[&quoted]);
                for not_ours in ["object", "shallow", "peel", ".git"] {
                    assert!(!run.err.contains(not_ours), "{}", run.err);
                }
            }
        }
    }
}

/// In CI the commit to compare with may be one that was not fetched.
#[test]
fn a_commit_that_was_not_fetched_may_be_there() {
    let dir = committed();
    let place = folder(&[]);
    let from = format!("file://{}", dir.path().display());
    git(place.path(), &["clone", "-q", "--depth", "1", &from, "shallow"]);
    let fetch = ["git fetch --unshallow", "fetch-depth: 0"];
    told(&place.path().join("shallow"), &["check", "--since", "HEAD~1"], &fetch);
    // Nothing that could be fetched is missing here.
    let run = told(dir.path(), &["check", "--since", "nergens"], &[]);
    assert!(!run.err.contains("unshallow"), "{}", run.err);
}

#[test]
fn a_repository_without_a_work_tree_is_read_by_its_commits() {
    let dir = committed();
    let place = folder(&[]);
    let from = dir.path().display().to_string();
    git(place.path(), &["clone", "-q", "--bare", &from, "kaal.git"]);
    for command in ["check", "due", "history"] {
        told(place.path(), &["-C", "kaal.git", command], &["--rev HEAD"]);
    }
    told(&place.path().join("kaal.git"), &["check"], &["-C . --rev HEAD"]);
    let run = avg(place.path(), &["-C", "kaal.git", "--rev", "HEAD", "check"]);
    assert_eq!(run.code, 1, "{}", run.err);
}

#[test]
fn nothing_begins_with_init() {
    let dir = folder(&[]);
    let place = dir.path().to_str().expect("UTF-8");
    for command in ["check", "due"] {
        told(dir.path(), &[command], &["avg init"]);
        told(dir.path(), &["-C", place, command], &["begin met avg init"]);
    }
    // What is marked has begun.
    write(dir.path(), "avg.toml", OURS);
    told(dir.path(), &["check"], &["begin met avg new activity of avg import"]);
}

/// A file that is not there was not read badly, and one that was is named from where the reader is.
#[test]
fn a_folder_without_its_marker_says_so() {
    let dir = folder(&[("klant a/register/loon.toml", ACTIVITY)]);
    for args in [&["report", "register"][..], &["due", "--fail"]] {
        let run = avg(dir.path(), &[&["-C", "klant a"], args].concat());
        assert_eq!(run.code, i32::from(args[0] == "due"), "{}", run.err);
        assert!(run.err.starts_with("avg: klant a/avg.toml is er niet"), "{}", run.err);
        assert!(!run.err.contains("niet goed te lezen"), "{}", run.err);
        assert!(!run.out.contains("Niet als geheel te lezen"), "{}", run.out);
    }
    write(dir.path(), "klant a/avg.toml", OURS);
    write(dir.path(), "klant a/register/stuk.toml", "name = \n");
    for args in [&["report", "register"][..], &["due"]] {
        let run = avg(dir.path(), &[&["-C", "klant a"], args].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(
            run.err
                .starts_with("avg: klant a/register/stuk.toml is niet goed te lezen"),
            "{}",
            run.err
        );
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
}

#[test]
fn who_names_no_agreement_is_told_which_there_are() {
    let agreement = "name = \"A\"\nour_role = \"processor\"\n[counterparty]\nname = \"A\"\n";
    let dir = folder(&[
        ("avg.toml", OURS),
        ("agreements/alfa.toml", agreement),
        ("agreements/bravo.toml", agreement),
        ("register/loon.toml", ACTIVITY),
    ]);
    let all = ["bekend zijn: agreements/alfa, agreements/bravo"];
    for args in [
        &["report", "register", "--for", "niemand"][..],
        &["report", "register", "--for", "niemand", "--format", "jsonld"],
        &["report", "subprocessors", "--for", "niemand"],
        &["report", "agreement", "niemand"],
    ] {
        let run = told(dir.path(), args, &all);
        assert!(!run.err.contains("incidents/"), "{}", run.err);
    }
    told(
        dir.path(),
        &["report", "incident", "niets"],
        &["in incidents/ staat er geen"],
    );
    told(dir.path(), &["show", "niets"], &["zoals incidents/2026-001"]);
}

/// A pack is YAML, so what to write in it is said in YAML; what is YAML and is not read is not called broken.
#[test]
fn what_to_write_in_a_pack_is_said_in_its_notation() {
    let deep = |layers: usize| format!("pack: huis\nnorms: {}{}\n", "[".repeat(layers), "]".repeat(layers));
    for (pack, said) in [
        ("pack: huis\n".to_string(), "Schrijf norms: … met een lijst"),
        ("norms: []\n".to_string(), "Schrijf pack: …"),
        (
            "pack: huis\nnorms:\n  - &a { id: a }\n".to_string(),
            "Schrijf de waarde voluit",
        ),
        (
            "pack: huis\nx: &a 1\nnorms: *a\n".to_string(),
            "Schrijf de waarde voluit",
        ),
        (deep(40), "te diep genest"),
        (deep(1000), "te diep genest"),
    ] {
        let dir = folder(&[
            ("avg.toml", OURS),
            ("register/loon.toml", ACTIVITY),
            ("norms/huis.yaml", &pack),
        ]);
        let run = told(dir.path(), &["check"], &[said]);
        for wrong in [" = ", "[\"", "geldige YAML", "Herstel de YAML"] {
            assert!(!run.err.contains(wrong), "{}", run.err);
        }
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_among_the_packs_is_called_no_file() {
    let dir = folder(&[
        ("avg.toml", OURS),
        ("register/loon.toml", ACTIVITY),
        ("norms/.keep", ""),
    ]);
    let made = Command::new("mkfifo").arg(dir.path().join("norms/huis.yaml")).status();
    assert!(made.expect("mkfifo runs").success());
    told(dir.path(), &["check"], &["norms/huis.yaml is geen bestand"]);
}

/// One is one.
#[test]
fn what_is_counted_agrees_with_its_number() {
    let dir = folder(&[
        ("avg.toml", OURS),
        (
            "register/loon.toml",
            "# waarom\nname = \"Loon\"\nrole = \"controller\"\n",
        ),
    ]);
    let exported = || avg(dir.path(), &["export", "activity"]).err;
    assert!(exported().contains("commentaar op regel 1\n"), "{}", exported());
    assert!(avg(dir.path(), &["due"]).out.contains("in 1 registratie."));
    write(
        dir.path(),
        "register/loon.toml",
        "# waarom\n# en wat\nname = \"Loon\"\nrole = \"controller\"\n",
    );
    assert!(
        exported().contains("commentaar op 2 regels, vanaf regel 1\n"),
        "{}",
        exported()
    );
}
