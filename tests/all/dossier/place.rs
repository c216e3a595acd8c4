//! Where a dossier may come to lie, and that nothing half comes there.

use std::fs;
use std::process::Command;

use super::super::support::{avg, binary, examples, folder, write};
use super::{AVG, NOW, at_now, contents, dossier, is_as_the_manifest_says, reglement};

/// Each is refused in one sentence, and nothing is written anywhere.
#[test]
fn what_exists_is_not_written_over_and_no_dossier_lies_among_records() {
    let dir = examples();
    let records = dir.path().join("reglement");
    write(dir.path(), "full/x", "x");
    write(dir.path(), "there.zip", "x");
    fs::create_dir(dir.path().join("empty")).expect("a folder");
    fs::create_dir(dir.path().join("empty.zip")).expect("a folder");
    let is_linked = cfg!(unix);
    #[cfg(unix)]
    for (to, link) in [
        ("nowhere", "loose"),
        ("empty", "to-empty"),
        ("reglement/register", "in-disguise"),
    ] {
        std::os::unix::fs::symlink(dir.path().join(to), dir.path().join(link)).expect("a link");
    }
    let before = contents(dir.path());
    for (path, why) in [
        ("../full", "exists already"),
        ("../there.zip", "exists already"),
        ("../empty.zip", "exists already"),
        ("../full/x", "exists already"),
        ("dossier", "outside it"),
        ("dossier.zip", "outside it"),
        ("register/dossier", "outside it"),
        ("../op-orde/dossier.zip", "outside it"),
        ("../nowhere/dossier", "does not exist"),
        ("../full/x/dossier", "is not a folder"),
        ("..", "cannot be the name"),
        // Not to standard output, not hidden, and no folder that looks like a file of another kind.
        ("-", "cannot be the name"),
        ("../.zip", "cannot be the name"),
        ("../.ZIP", "cannot be the name"),
        ("../dossier.tar.gz", "cannot be the name"),
        ("../dossier.PDF", "cannot be the name"),
        ("../loose", "exists already"),
        ("../to-empty", "exists already"),
        ("../in-disguise/dossier", "outside it"),
    ] {
        if !is_linked && ["../loose", "../to-empty", "../in-disguise/dossier"].contains(&path) {
            continue;
        }
        let run = at_now(&records, &["report", "dossier", path, "--lang", "en"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{path}");
        assert!(
            run.err.contains(why) && run.err.lines().count() == 1,
            "{path}: {}",
            run.err
        );
        let dutch = at_now(&records, &["report", "dossier", path, "--lang", "nl"]);
        assert!(dutch.code == 2 && dutch.err != run.err, "{path}: {}", dutch.err);
    }
    let run = at_now(&records, &["report", "dossier", "../x", "--format", "json"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert_eq!(contents(dir.path()), before);
    // A dot in a name is no end of a file.
    dossier(&records, &["../dossier-2026.05"]);
    assert!(dir.path().join("dossier-2026.05/index.html").is_file());
    // An empty folder is nothing that could be lost.
    dossier(&records, &["../empty"]);
    assert!(is_as_the_manifest_says(&dir.path().join("empty")));
    // Nothing to check is nothing to hand over.
    let bare = folder(&[("r/avg.toml", AVG)]);
    assert_eq!(at_now(&bare.path().join("r"), &["report", "dossier", "../out"]).code, 2);
    assert!(!bare.path().join("out").exists());
}

/// A run that is stopped in the middle of writing leaves nothing under the name: here by a limit that its first large file
/// exceeds, whatever the machine's speed.
#[test]
fn a_run_that_is_stopped_leaves_no_half_of_it() {
    let (dir, records) = reglement();
    for name in ["out", "out.zip"] {
        let target = dir.path().join(name);
        // In blocks of 1024 bytes: some of the files fit, the packs of norms do not.
        let limited = format!("ulimit -f 64; exec \"$0\" --now {NOW} report dossier \"$1\"");
        let run = Command::new("bash")
            .args(["-c", &limited])
            .arg(binary())
            .arg(&target)
            .current_dir(&records)
            .output()
            .expect("bash runs");
        assert!(!run.status.success(), "{name}: the limit is too high for this test");
        assert!(!target.exists(), "{name}");
    }
    // Nothing that is left of it stands in the way.
    dossier(&records, &["../out"]);
    assert!(is_as_the_manifest_says(&dir.path().join("out")));
}

/// A dossier beside the records holds copies of them: what is due is due once.
#[test]
fn a_dossier_is_not_counted_again() {
    let dir = examples();
    let due = || {
        avg(
            dir.path(),
            &[
                "--now",
                "2026-05-20T09:00",
                "due",
                "--all",
                "--all-under",
                ".",
                "--format",
                "json",
            ],
        )
        .json()
    };
    let before = due();
    assert!(before.as_array().is_some_and(|duties| !duties.is_empty()));
    let made = avg(&dir.path().join("op-orde"), &["report", "dossier", "../dossier"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(due(), before);
}
