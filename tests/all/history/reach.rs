//! Branches and merges, revisions, folders inside a repository, and histories that are not whole or not there.

use std::fs;

use serde_json::Value;

use super::super::support::{avg, check, folder, git, git_on, write};
use super::{AVG, INCIDENT, REQUEST, Story, heard, how_far};

#[test]
fn a_change_on_a_branch_is_one_change() {
    let path = "incidents/2026-001.toml";
    let later = INCIDENT.replace("15:00", "19:30");
    let story = Story::begin();
    let first = story.commit("2026-03-03", &[(path, INCIDENT)]);
    story.git("2026-03-04", &["checkout", "-qb", "zij"]);
    let change = story.commit("2026-03-04", &[(path, &later)]);
    story.git("2026-03-05", &["checkout", "-q", "main"]);
    story.commit("2026-03-05", &[("README.md", "x")]);
    story.is_silent();
    story.git("2026-03-06", &["merge", "-q", "--no-ff", "zij"]);
    story.says("moment-changed", &[&first, &change, "2026-03-04"]);

    // A merge that leaves the branch's change out.
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, INCIDENT)]);
    story.git("2026-03-04", &["checkout", "-qb", "zij"]);
    story.commit("2026-03-04", &[(path, &format!("{later}closed_on = 2026-03-04\n"))]);
    story.git("2026-03-05", &["checkout", "-q", "main"]);
    story.commit("2026-03-05", &[("README.md", "x")]);
    story.git("2026-03-06", &["merge", "-q", "--no-ff", "-s", "ours", "zij"]);
    story.is_silent();

    // A record that both branches had is answered on one; one that only the branch had is left out.
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, INCIDENT)]);
    story.git("2026-03-04", &["checkout", "-qb", "zij"]);
    let only = story.commit("2026-03-04", &[("incidents/2026-002.toml", &later)]);
    story.rename(path, "incidents/2026-003.toml");
    story.commit("2026-03-04", &[]);
    story.git("2026-03-05", &["checkout", "-q", "main"]);
    story.commit("2026-03-05", &[("README.md", "x")]);
    story.git("2026-03-06", &["merge", "-q", "--no-ff", "-s", "ours", "zij"]);
    story.says("record-deleted", &["incidents/2026-002", &only]);
}

#[test]
fn a_merge_can_change_something_itself() {
    let path = "incidents/2026-001.toml";
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, INCIDENT)]);
    story.git("2026-03-04", &["checkout", "-qb", "zij"]);
    story.commit("2026-03-04", &[("README.md", "x")]);
    story.git("2026-03-05", &["checkout", "-q", "main"]);
    story.commit("2026-03-05", &[("LEESMIJ.md", "x")]);
    story.git("2026-03-06", &["merge", "-q", "--no-ff", "--no-commit", "zij"]);
    let merge = story.commit("2026-03-06", &[(path, &INCIDENT.replace("15:00", "19:30"))]);
    story.says("moment-changed", &[&merge, "2026-03-06"]);
}

/// Nothing is concluded about what is in a folder that was not gone into.
#[cfg(unix)]
#[test]
fn what_was_not_looked_into_is_not_gone() {
    let story = Story::begin();
    let files = [
        ("incidents/2026-001.toml", INCIDENT),
        ("requests/2026-001.toml", REQUEST),
    ];
    story.commit("2026-03-03", &files);
    story.rename("incidents", "elsewhere");
    std::os::unix::fs::symlink("elsewhere", story.folder.join("incidents")).unwrap();
    assert!(story.heard().is_empty(), "{:?}", story.heard());
    let found = avg(&story.folder, &["check", "--format", "json"]).findings();
    assert_eq!(found[0]["norm"], "record/not-a-file");
    // What lies beside it is.
    story.remove("requests/2026-001.toml");
    story.says("record-deleted", &["requests/2026-001"]);
}

#[test]
fn a_revision_is_the_last_that_is_looked_at() {
    let path = "incidents/2026-001.toml";
    let story = Story::begin();
    let old = story.commit("2026-03-03", &[(path, INCIDENT)]);
    let changed = story.commit("2026-03-04", &[(path, &INCIDENT.replace("15:00", "19:30"))]);
    story.remove(path);
    let gone = story.commit("2026-03-05", &[("requests/2026-001.toml", REQUEST)]);
    story.write("requests/2026-001.toml", &REQUEST.replace("03-02", "02-02"));
    let norms = |rev: &str| -> Vec<String> {
        let heard = heard(&story.folder, &["--rev", rev]);
        heard
            .iter()
            .map(|it| it["norm"].as_str().unwrap().to_string())
            .collect()
    };
    assert!(norms(&old).is_empty());
    assert_eq!(norms(&changed), ["record/moment-changed"]);
    assert_eq!(norms(&gone), ["record/record-deleted"]);
    assert_eq!(story.heard().len(), 2);
}

#[test]
fn a_folder_in_a_repository_has_its_own_history() {
    let path = "incidents/2026/2026-001.toml";
    let story = Story::begin_in("beleid/privacy");
    write(story.dir.path(), "incidents/2025-001.toml", INCIDENT);
    write(story.dir.path(), "beleid/incidents/2025-001.toml", INCIDENT);
    let first = story.commit("2026-03-03", &[(path, INCIDENT)]);
    fs::remove_dir_all(story.dir.path().join("incidents")).unwrap();
    fs::remove_dir_all(story.dir.path().join("beleid/incidents")).unwrap();
    story.commit("2026-03-04", &[(path, &INCIDENT.replace("15:00", "19:30"))]);
    story.says("moment-changed", &[&first]);
    assert_eq!(story.heard()[0]["file"], path);
    // From another work tree of the same repository.
    let other = tempfile::tempdir().unwrap();
    let target = other.path().join("boom");
    story.git("2026-03-05", &["worktree", "add", "-q", target.to_str().unwrap()]);
    assert_eq!(heard(&target.join("beleid/privacy"), &[]).len(), 1);
    // To the folder that was moved as a whole, its new place is the beginning.
    fs::rename(
        story.dir.path().join("beleid/privacy"),
        story.dir.path().join("privacy"),
    )
    .unwrap();
    let story = Story {
        folder: story.dir.path().join("privacy"),
        dir: story.dir,
    };
    story.commit("2026-06-01", &[]);
    story.is_silent();
    assert_eq!(how_far(&story.folder), "whole");
}

/// Of what lies before the boundary nothing is concluded; of what came after, all.
#[test]
fn a_shallow_clone_knows_what_it_fetched() {
    let answered = format!("{REQUEST}[answer]\ngiven_on = 2026-03-18\noutcome = \"granted\"\n");
    let story = Story::begin();
    story.commit(
        "2026-03-03",
        &[
            ("requests/2026-001.toml", REQUEST),
            ("incidents/2026-001.toml", INCIDENT),
        ],
    );
    story.commit("2026-06-01", &[("requests/2026-001.toml", &answered)]);
    let origin = format!("file://{}", story.dir.path().display());
    let place = tempfile::tempdir().unwrap();
    git(place.path(), &["clone", "-q", "--depth", "1", &origin, "kloon"]);
    let clone = place.path().join("kloon");
    assert_eq!(how_far(&clone), "shallow");
    assert!(heard(&clone, &[]).is_empty());
    let human = avg(&clone, &["check"]).out;
    let last = human.lines().last().unwrap();
    assert!(
        last.contains("git fetch --unshallow") && last.contains("fetch-depth: 0"),
        "{last}"
    );
    assert!(avg(&clone, &["check", "--lang", "nl"]).out.contains("--unshallow"));
    // What changes from here on is seen, and so is what is new.
    let clone = Story {
        dir: place,
        folder: clone,
    };
    git(&clone.folder, &["checkout", "-q", "main"]);
    clone.remove("incidents/2026-001.toml");
    clone.write("requests/2026-002.toml", &answered);
    git(&clone.folder, &["add", "--all"]);
    git_on("2026-06-02T12:00:00+02:00", &clone.folder, &["commit", "-qm", "x"]);
    let norms: Vec<_> = clone
        .heard()
        .iter()
        .map(|it| (it["norm"].clone(), it["record"].clone()))
        .collect();
    let expected = [
        ("record/record-deleted", "incidents/2026-001"),
        ("record/recorded-afterwards", "requests/2026-002"),
    ];
    assert_eq!(norms, expected.map(|(norm, record)| (norm.into(), record.into())));
    // With all of it, all is said.
    git(&clone.folder, &["fetch", "-q", "--unshallow"]);
    assert_eq!((how_far(&clone.folder).as_str(), clone.heard().len()), ("whole", 3));
}

/// A merge has more than one oldest commit behind it; of none of them it is known since when it holds what it holds.
#[test]
fn a_shallow_merge_has_two_boundaries() {
    let answered = format!("{REQUEST}[answer]\ngiven_on = 2026-03-18\noutcome = \"granted\"\n");
    let story = Story::begin();
    story.git("2026-03-03", &["checkout", "-qb", "zij"]);
    story.commit("2026-03-18", &[("requests/2026-001.toml", &answered)]);
    story.commit("2026-06-02", &[("README.md", "x")]);
    story.git("2026-06-01", &["checkout", "-q", "main"]);
    story.commit("2026-06-01", &[("LEESMIJ.md", "x")]);
    story.git("2026-06-03", &["merge", "-q", "--no-ff", "zij"]);
    story.is_silent();
    let origin = format!("file://{}", story.dir.path().display());
    let place = tempfile::tempdir().unwrap();
    git(place.path(), &["clone", "-q", "--depth", "2", &origin, "kloon"]);
    let clone = place.path().join("kloon");
    assert_eq!((how_far(&clone).as_str(), heard(&clone, &[]).len()), ("shallow", 0));
}

#[test]
fn without_history_that_is_said() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    let is_none = |why: &str| {
        let run = avg(dir.path(), &["check", "--lang", "en"]);
        let (_, said) = run.out.rsplit_once(" There is no git history to read here").unwrap();
        let (because, unseen) = said.split_once(": what").unwrap();
        assert!(
            because.ends_with(why) && because.is_empty() == why.is_empty(),
            "{}",
            run.out
        );
        assert_eq!(unseen, " was deleted or changed afterwards was not looked into.\n");
        assert!(
            avg(dir.path(), &["check", "--lang", "nl"])
                .out
                .contains("Hier is geen git-geschiedenis te lezen")
        );
        assert_eq!(
            (how_far(dir.path()).as_str(), heard(dir.path(), &[]).len()),
            ("none", 0)
        );
    };
    is_none("");
    git(dir.path(), &["init", "-q"]);
    is_none("");
    // A repository in which this folder was never committed.
    git(dir.path(), &["commit", "-q", "--allow-empty", "-m", "x"]);
    is_none("");
    git(dir.path(), &["add", "avg.toml"]);
    git(dir.path(), &["commit", "-q", "-m", "x"]);
    let run = avg(dir.path(), &["check", "--lang", "en"]);
    assert!(
        !run.out.contains("git") && how_far(dir.path()) == "whole",
        "{}",
        run.out
    );
    // A clone that left the contents of old commits behind.
    write(dir.path(), "avg.toml", &format!("{AVG}soon = \"3 days\"\n"));
    git(dir.path(), &["commit", "-qam", "x"]);
    git(dir.path(), &["config", "uploadpack.allowFilter", "true"]);
    let place = tempfile::tempdir().unwrap();
    let origin = format!("file://{}", dir.path().display());
    git(place.path(), &["clone", "-q", "--filter=blob:none", &origin, "kloon"]);
    write(place.path(), "kloon/requests/2026-001.toml", REQUEST);
    assert_eq!(how_far(&place.path().join("kloon")), "none");
    // A store that is damaged is none.
    fs::write(dir.path().join(".git/HEAD"), "ref: refs/heads/weg\n").unwrap();
    is_none("");
    fs::write(dir.path().join(".git/HEAD"), "onzin").unwrap();
    is_none("corrupted loose reference file: HEAD)");
}

/// The exit code is that of the findings alone, and `due` does not look.
#[test]
fn only_check_looks() {
    let story = Story::begin();
    story.commit(
        "2026-03-03",
        &[
            ("incidents/2026-001.toml", INCIDENT),
            ("requests/2026-001.toml", REQUEST),
        ],
    );
    story.remove("incidents/2026-001.toml");
    let run = avg(&story.folder, &["due", "--format", "json"]);
    assert!(run.code == 0 && !run.out.contains("2026-001.toml is"), "{}", run.out);
    assert_eq!(check(&story.folder).code, 1);
}

#[test]
fn each_can_be_waived() {
    let answered = format!("{REQUEST}[answer]\ngiven_on = 2026-03-18\noutcome = \"granted\"\n");
    let closed = format!("{INCIDENT}closed_on = 2026-03-10\n");
    let story = Story::begin();
    story.commit(
        "2026-03-10",
        &[
            ("incidents/2026-001.toml", INCIDENT),
            ("incidents/2026-002.toml", INCIDENT),
            ("incidents/2026-003.toml", &closed),
            ("requests/2026-001.toml", REQUEST),
        ],
    );
    story.remove("incidents/2026-001.toml");
    story.commit(
        "2026-06-01",
        &[
            ("incidents/2026-002.toml", &INCIDENT.replace("15:00", "19:30")),
            ("incidents/2026-003.toml", &format!("{closed}cause = \"dief\"\n")),
            ("requests/2026-001.toml", &answered),
        ],
    );
    let all = [
        ("record-deleted", "incidents/2026-001"),
        ("moment-changed", "incidents/2026-002"),
        ("closed-record-edited", "incidents/2026-003"),
        ("recorded-afterwards", "requests/2026-001"),
    ];
    let said = |story: &Story| -> Vec<(String, String)> {
        let word = |it: &Value, key: &str| it[key].as_str().unwrap().replace("record/", "");
        story
            .heard()
            .iter()
            .map(|it| (word(it, "norm"), word(it, "record")))
            .collect()
    };
    assert_eq!(
        said(&story),
        all.map(|(norm, record)| (norm.to_string(), record.to_string()))
    );
    for (norm, record) in all {
        let waiver = format!("{AVG}[[waivers]]\nnorm = \"{norm}\"\nrecord = \"{record}\"\nreason = \"proef\"\n");
        story.write("avg.toml", &waiver);
        let left = said(&story);
        assert!(
            left.len() == 3 && !left.iter().any(|(id, _)| id == norm),
            "{norm}: {left:?}"
        );
        assert!(!check(&story.folder).out.contains("waiver-idle"));
    }
}
