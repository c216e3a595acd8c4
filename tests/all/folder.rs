//! Finding and reading a folder: disk and commits, what is out of place, and what cannot work.

use std::fs;

use super::support::{avg, binary, check, copy, folder, git, root, write};

const AVG: &str = "[organisation]\nname = \"Voorbeeld BV\"\nemail = \"privacy@voorbeeld.example\"\n";
const REQUEST: &str = "received_at = 2026-03-05\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n";

/// One clear sentence on standard error, nothing on standard output, and 2.
fn cannot_work(dir: &std::path::Path, args: &[&str]) {
    let run = avg(dir, args);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
    assert!(
        run.err.starts_with("avg: ") && run.err.trim_end().lines().count() == 1,
        "{args:?}: {}",
        run.err
    );
}

#[test]
fn what_cannot_work_says_why_in_one_sentence() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    for command in [&["check"][..], &["due"]] {
        cannot_work(dir.path(), &[&["-C", "nergens"], command].concat());
        cannot_work(dir.path(), &[&["-C", "avg.toml"], command].concat());
        // Not in a repository, and then in one without that revision.
        cannot_work(dir.path(), &[&["--rev", "HEAD"], command].concat());
    }
    git(dir.path(), &["init", "-q"]);
    cannot_work(dir.path(), &["--rev", "HEAD", "check"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "begin"]);
    for rev in ["nope", "HEAD~5", "HEAD..HEAD", "--all", "", "HEAD:avg.toml"] {
        cannot_work(dir.path(), &[&format!("--rev={rev}"), "check"]);
    }
    let nowhere = folder(&[("README.md", "niets")]);
    cannot_work(nowhere.path(), &["check"]);
    cannot_work(dir.path(), &["--now", "2026-03-29T02:30", "check"]);
    cannot_work(dir.path(), &["--format", "json", "explain", "purpose-missing"]);
}

/// Nothing checked is never clean.
#[test]
fn a_folder_without_records_is_not_clean() {
    let dir = folder(&[("avg.toml", AVG)]);
    for command in ["check", "due"] {
        cannot_work(dir.path(), &[command]);
    }
    // What is wrong with what is there is still said.
    write(dir.path(), "request/2026-001.toml", REQUEST);
    let run = check(dir.path());
    assert_eq!(run.code, 2);
    assert_eq!(run.findings()[0]["norm"], "record/stray-file");
}

#[test]
fn the_nearest_folder_upward_is_meant() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026/2026-001.toml", REQUEST)]);
    let deep = dir.path().join("requests/2026");
    let run = check(&deep);
    assert_eq!(run.json()["summary"]["records"], 1, "{}", run.err);
    assert!(run.out.contains("requests/2026/2026-001.toml"));
}

#[test]
fn what_is_out_of_place_is_said_and_never_green() {
    for (path, words) in [
        ("incident.toml", "none of the folders"),
        ("requests/2026-002.tml", "not named *.toml"),
        ("requests/notes.txt", "not named *.toml"),
        ("incident/2026-001.toml", "incidents/"),
        ("Register/verwerking.toml", "register/"),
        ("norms/huis.yml", "norms/*.yaml"),
        ("norms/oud/huis.yaml", "norms/*.yaml"),
    ] {
        let dir = folder(&[
            ("avg.toml", &format!("{AVG}[settings]\nlanguage = \"en\"\n")),
            ("requests/2026-001.toml", REQUEST),
        ]);
        write(dir.path(), path, REQUEST);
        let run = check(dir.path());
        assert_eq!(run.code, 1, "{path}");
        let found: Vec<_> = run
            .findings()
            .into_iter()
            .filter(|it| it["norm"] == "record/stray-file")
            .collect();
        assert_eq!(found.len(), 1, "{path}");
        assert_eq!(found[0]["file"], path);
        let said = format!("{} {}", found[0]["message"], found[0]["help"]);
        assert!(said.contains(words), "{path}: {said}");
    }
    // Other files and folders are the user's own.
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    for path in [
        "README.md",
        "docs/handboek.toml",
        ".github/check.toml",
        "requests/.gitkeep",
        "bewijs/scan.pdf",
        "taplo.toml",
    ] {
        write(dir.path(), path, "x");
    }
    assert!(!check(dir.path()).out.contains("stray-file"));
}

#[cfg(unix)]
#[test]
fn links_are_named_and_not_followed() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    let outside = folder(&[("2026-009.toml", REQUEST)]);
    std::os::unix::fs::symlink(
        outside.path().join("2026-009.toml"),
        dir.path().join("requests/2026-009.toml"),
    )
    .unwrap();
    std::os::unix::fs::symlink(outside.path(), dir.path().join("incidents")).unwrap();
    let run = check(dir.path());
    let links: Vec<_> = run
        .findings()
        .into_iter()
        .filter(|it| it["norm"] == "record/not-a-file")
        .map(|it| it["file"].clone())
        .collect();
    assert_eq!(links, ["incidents", "requests/2026-009.toml"]);
    assert_eq!((run.code, &run.json()["summary"]["records"]), (1, &1.into()));
    // The commit holds the same two links, and says the same.
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "begin"]);
    let committed = avg(
        dir.path(),
        &[
            "--rev",
            "HEAD",
            "--now",
            "2026-11-22T12:00+01:00",
            "check",
            "--format",
            "json",
        ],
    );
    assert_eq!(committed.out, check(dir.path()).out);
}

/// The same bytes from the work tree and from the commit with the same content, in the repository's root and below it.
#[test]
fn work_tree_and_commit_agree() {
    let dir = tempfile::tempdir().unwrap();
    git(dir.path(), &["init", "-q"]);
    for name in ["reglement", "verwerkersovereenkomst", "op-orde"] {
        let example = copy(&root().join("examples").join(name));
        fs::rename(example.path(), dir.path().join(name)).unwrap();
    }
    // Broken files too, and bytes that are not UTF-8.
    fs::write(
        dir.path().join("op-orde/requests/2026-009.toml"),
        b"right = \"caf\xe9\"\n",
    )
    .unwrap();
    write(dir.path(), "op-orde/requests/2026-010.toml", "received_at = \n[x\n");
    write(dir.path(), "op-orde/incident/2026-001.toml", "");
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "begin"]);
    for name in ["reglement", "verwerkersovereenkomst", "op-orde"] {
        let folder = dir.path().join(name);
        for args in [
            &["check"][..],
            &["check", "--format", "json"],
            &["due", "--all", "--explain"],
            &["due", "--all", "--explain", "--format", "json"],
        ] {
            let now = ["--now", "2026-03-30T10:00"];
            let (tree, commit) = (
                avg(&folder, &[&now[..], args].concat()),
                avg(&folder, &[&now[..], &["--rev", "HEAD"], args].concat()),
            );
            assert_eq!(
                (tree.code, &tree.out, &tree.err),
                (commit.code, &commit.out, &commit.err),
                "{name} {args:?}"
            );
            assert!(!tree.out.is_empty());
        }
    }
    // A commit is what it was, whatever the work tree became.
    let folder = dir.path().join("op-orde");
    let before = avg(&folder, &["--rev", "HEAD", "check"]);
    fs::remove_dir_all(folder.join("register")).unwrap();
    write(&folder, "requests/2026-011.toml", "");
    assert_eq!(avg(&folder, &["--rev", "HEAD", "check"]).out, before.out);
    assert_ne!(avg(&folder, &["check"]).out, before.out);
}

/// The order in which files were made does not show.
#[test]
fn shuffled_input_gives_the_same_bytes() {
    let files: Vec<(String, String)> = (1..=12)
        .map(|n| {
            (
                format!("requests/2026-{n:03}.toml"),
                REQUEST.replace("zaak 1", &format!("zaak {n}")),
            )
        })
        .collect();
    let make = |order: &[usize]| {
        let dir = folder(&[("avg.toml", AVG)]);
        for at in order {
            write(dir.path(), &files[*at].0, &files[*at].1);
        }
        let now = ["--now", "2026-03-30T10:00"];
        ["check", "due"].map(|command| avg(dir.path(), &[&now[..], &[command, "--format", "json"]].concat()).out)
    };
    let forward: Vec<usize> = (0..files.len()).collect();
    let backward: Vec<usize> = forward.iter().rev().copied().collect();
    let mixed = [7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 6, 4];
    assert_eq!(make(&forward), make(&backward));
    assert_eq!(make(&forward), make(&mixed));
}

/// What others wrote cannot steer the reader's terminal.
#[test]
fn escapes_in_values_are_shown_not_sent() {
    let dir = folder(&[("avg.toml", AVG)]);
    let hostile = "name = \"x\\u001b]0;title\\u0007\"\nour_role = \"processor\\u001b[31m\"\n\"k\\u001b[1m\" = 1\n\
        [counterparty]\nname = \"x\"\n[[subprocessors]]\nname = \"a\\u001b[31m\\u202eb\"\neffective_on = 2026-06-01\n";
    write(dir.path(), "agreements/a.toml", hostile);
    write(dir.path(), "agreements/b.toml", "na\u{1b}[31mme = 1\n# \u{202e}\n");
    for args in [
        &["check"][..],
        &["due", "--all", "--explain"],
        &["check", "--format", "json"],
        &["due", "--format", "json"],
    ] {
        let run = avg(dir.path(), &[&["--now", "2026-05-01T12:00"], args].concat());
        let steers = |c: char| c.is_control() && c != '\n';
        assert!(
            !run.out.contains(steers) && !run.err.contains(steers),
            "{args:?}: {:?}",
            run.out
        );
    }
}

/// A folder whose `avg.toml` cannot be read is still that folder, and not a part of the one above it.
#[cfg(unix)]
#[test]
fn a_marker_that_leads_nowhere_marks_its_folder() {
    let dir = folder(&[
        ("avg.toml", AVG),
        ("requests/2026-001.toml", REQUEST),
        ("part/requests/2026-002.toml", REQUEST),
    ]);
    let part = dir.path().join("part");
    std::os::unix::fs::symlink("nowhere", part.join("avg.toml")).unwrap();
    let run = avg(&part, &["check", "--format", "json"]);
    let found: Vec<_> = run
        .findings()
        .iter()
        .map(|it| (it["norm"].clone(), it["file"].clone()))
        .collect();
    assert!(
        found.contains(&("record/not-a-file".into(), "avg.toml".into())),
        "{found:?}"
    );
    assert_eq!(
        (run.code, run.json()["summary"]["records"].as_u64()),
        (1, Some(1)),
        "{}",
        run.out
    );
}

/// Who has seen enough and reads no further changes nothing of how a run ends.
#[cfg(unix)]
#[test]
fn a_closed_pipe_does_not_make_it_clean() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", "received_at = \n")]);
    for format in ["human", "json", "jsonl", "sarif", "junit", "github", "short"] {
        let script = format!(
            "set -o pipefail; {{ sleep 0.2; '{}' check --format {format}; }} | true",
            binary().display()
        );
        let run = std::process::Command::new("bash")
            .args(["-c", &script])
            .current_dir(dir.path())
            .output();
        let run = run.expect("bash runs");
        let err = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.code() == Some(1) && !err.contains("ipe"), "{format}: {err}");
    }
}
