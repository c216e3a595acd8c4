//! What is told of the commits themselves: branches, signatures, what cannot be read, and where the history ends.

use std::fs;

use super::super::support::{avg, git};
use super::{INCIDENT, PATH, Story};

/// A merge is charged with what it made itself, its branches with what they did.
#[test]
fn branches_keep_their_own_changes() {
    for is_own in [false, true] {
        let story = Story::begin();
        story.git("", &["checkout", "-qb", "zijtak"]);
        story.becomes(&INCIDENT.replace("kwijt", "weg"), "2026-03-03T09:00:00+01:00");
        story.git("", &["checkout", "-q", "main"]);
        story.becomes(&INCIDENT.replace("controller", "both"), "2026-03-04T09:00:00+01:00");
        let moment = "2026-03-05T09:00:00+01:00";
        story.git(moment, &["merge", "-q", "-s", "ours", "--no-commit", "zijtak"]);
        let merged = INCIDENT.replace("kwijt", "weg").replace("controller", "both");
        let own = if is_own { "cause = \"diefstal\"\n" } else { "" };
        story.becomes(&format!("{merged}{own}"), moment);
        let of_merge = if is_own { "cause||diefstal" } else { "||" };
        assert_eq!(
            story.changes(&["2026-001"]),
            [
                &format!("2026-03-05|incidents/2026-001|changed|{of_merge}"),
                "2026-03-04|incidents/2026-001|changed|role|controller|both",
                "2026-03-03|incidents/2026-001|changed|summary|Laptop kwijt|Laptop weg",
            ]
        );
        let told = story.told(&["2026-001"]);
        assert_eq!((&told[0]["merge"], &told[1]["merge"]), (&true.into(), &false.into()));
        let page = story.run(&["2026-001"]).out;
        assert_eq!(
            page.contains("merged; no field other than in the branches"),
            !is_own,
            "{page}"
        );
        assert!(page.contains(" · merge · "), "{page}");
    }
}

#[test]
fn a_commit_says_who_wrote_it_who_committed_it_and_whether_it_is_signed() {
    let story = Story::begin();
    let commit = story.git("", &["cat-file", "commit", "HEAD"]);
    let tree = commit.lines().next().unwrap();
    let signature = "gpgsig -----BEGIN SSH SIGNATURE-----\n niets\n -----END SSH SIGNATURE-----\n";
    for (header, signed) in [("", "false"), (signature, "true")] {
        // 2 March at noon, and 3 March at noon in Amsterdam.
        let made = format!(
            "{tree}\nauthor Functie A <a@voorbeeld.example> 1772449200 +0100\n\
             committer Functie B <b@voorbeeld.example> 1772535600 +0000\n{header}\nbegin\n"
        );
        fs::write(story.0.path().join(".git/made"), made).unwrap();
        let id = story.git("", &["hash-object", "-t", "commit", "-w", ".git/made"]);
        story.git("", &["reset", "-q", "--soft", id.trim()]);
        let told = &story.told(&["2026-001"])[0];
        for (key, value) in [
            ("commit", id.trim()),
            ("author", "Functie A"),
            ("author_email", "a@voorbeeld.example"),
            ("committer", "Functie B"),
            ("committer_email", "b@voorbeeld.example"),
            ("written_at", "2026-03-02T12:00:00+01:00"),
            ("committed_at", "2026-03-03T12:00:00+01:00"),
        ] {
            assert_eq!(told[key], value, "{key}");
        }
        assert_eq!(told["signed"], signed == "true");
        let page = story.run(&["2026-001"]).out;
        let word = if signed == "true" {
            "signed, not verified"
        } else {
            "not signed"
        };
        let heading = format!(
            "{} · Tuesday 2026-03-03 12:00 (+01:00) · Functie A <a@voorbeeld.example> · {word} · \
             written Monday 2026-03-02 12:00 (+01:00) · committed by Functie B <b@voorbeeld.example> · ‘begin’\n",
            &id[..7]
        );
        assert!(page.contains(&heading), "{page}");
        assert!(
            page.contains("whether it is sound and whose it is was not verified"),
            "{page}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_steers_the_terminal() {
    let story = Story::begin();
    story.becomes("discovered_at = = 1\n", "2026-03-03T09:00:00+01:00");
    story.becomes(
        "discovered_at = 2026-03-02\nsummary = \"\\u001b[2J\\u202e\"\n\"x_\\u001b[1m\" = 1\n",
        "2026-03-04T09:00:00+01:00",
    );
    fs::write(story.0.path().join(PATH), b"summary = \"\xff\"\n").unwrap();
    let told = story.told(&["2026-001"]);
    let readable: Vec<&serde_json::Value> = told.iter().map(|row| &row["readable"]).collect();
    assert_eq!(readable[..3], [false, false, false]);
    let name = "\u{1b}[31mrood\u{202e}";
    let path = story.0.path();
    story.write(PATH, INCIDENT);
    story.git("", &["add", "--all"]);
    git(
        path,
        &["-c", &format!("user.name={name}"), "commit", "-qm", &format!("x{name}")],
    );
    for format in ["table", "markdown"] {
        let run = story.run(&["2026-001", "--format", format]);
        assert!(!run.out.contains(['\u{1b}', '\u{202e}']), "{}", run.out);
        assert!(run.out.contains("u{1b}") && run.out.contains("rood"), "{}", run.out);
        assert!(
            run.out.contains("cannot be read: which fields changed is unknown"),
            "{}",
            run.out
        );
    }
}

#[test]
fn a_shallow_clone_says_that_more_lies_before() {
    let story = Story::begin();
    story.becomes(&INCIDENT.replace("kwijt", "weg"), "2026-03-03T09:00:00+01:00");
    story.becomes(&INCIDENT.replace("kwijt", "terug"), "2026-03-04T09:00:00+01:00");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", story.0.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "2", &from, "kloon"]);
    let run = avg(&clone.path().join("kloon"), &["history", "2026-001"]);
    assert!(
        run.out.contains("what lies before the oldest commit is not known"),
        "{}",
        run.out
    );
    assert!(run.out.contains("was there already: 3 fields"), "{}", run.out);
    assert!(!run.out.contains("recorded:"), "{}", run.out);
    let page = avg(&clone.path().join("kloon"), &["show", "2026-001"]).out;
    assert!(
        page.contains("what lies before the oldest commit is not known"),
        "{page}"
    );
}

#[test]
fn what_a_merge_left_out_is_told_as_that() {
    let story = Story::begin();
    story.git("", &["checkout", "-qb", "zijtak"]);
    story.write("incidents/2026-002.toml", &INCIDENT.replace("15:00", "18:00"));
    story.commit("2026-03-03T09:00:00+01:00");
    story.git("", &["checkout", "-q", "main"]);
    story.git(
        "2026-03-04T09:00:00+01:00",
        &["merge", "-q", "-s", "ours", "-m", "samen", "zijtak"],
    );
    let told = story.told(&["2026-002"]);
    assert_eq!(
        (&told[0]["act"], told[1]["act"].as_str()),
        (&"left-out".into(), Some("recorded"))
    );
    assert!(story.run(&["2026-002"]).out.contains("later left out in a merge"));
}
