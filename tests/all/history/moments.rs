//! Moments that were changed after they were committed, and moments that were committed long after they happened.

use std::fs;

use super::super::support::{check, folder, git, git_on};
use super::{AVG, INCIDENT, REQUEST, Story};

#[test]
fn a_moment_that_was_committed_stays() {
    let story = Story::begin();
    let path = "incidents/2026-001.toml";
    let first = story.commit("2026-03-03", &[(path, INCIDENT)]);
    story.commit("2026-03-04", &[(path, &format!("{INCIDENT}cause = \"dief\"\n"))]);
    let later = INCIDENT.replace("15:00", "19:30");
    let text = format!("cause = \"dief\"\n{later}");
    story.write(path, &text);
    let words = [
        "discovered_at",
        "2026-03-02T15:00:00+01:00",
        &first,
        "2026-03-03",
        "2026-03-02T19:30:00+01:00",
    ];
    story.says("moment-changed", &[&words[..], &["not committed yet"]].concat());
    let second = story.commit("2026-03-06", &[]);
    story.commit(
        "2026-03-07",
        &[(
            path,
            &format!("{text}role = \"controller\"\n").replacen("role = \"controller\"\n", "", 1),
        )],
    );
    story.says("moment-changed", &[&words[..], &[&second, "2026-03-06"]].concat());
    let finding = &story.heard()[0];
    assert_eq!(
        (
            &finding["level"],
            &finding["file"],
            &finding["line"],
            &finding["record"]
        ),
        (&"warning".into(), &path.into(), &2.into(), &"incidents/2026-001".into())
    );
    // In between it was something else; in the end it is not.
    story.write(path, INCIDENT);
    story.is_silent();
    story.commit("2026-03-08", &[]);
    story.is_silent();
}

#[test]
fn a_moment_that_is_taken_out_is_missed() {
    let story = Story::begin();
    let path = "requests/2026-001.toml";
    let answered = format!("{REQUEST}[answer]\noutcome = \"granted\"\ngiven_on = 2026-03-18\n");
    let first = story.commit("2026-03-18", &[(path, &answered)]);
    let second = story.commit(
        "2026-04-01",
        &[(path, &answered.replace("given_on = 2026-03-18\n", ""))],
    );
    story.says(
        "moment-changed",
        &[
            "answer.given_on",
            "taken out",
            "2026-03-18",
            &first,
            &second,
            "2026-04-01",
        ],
    );
    // At the table in which it stood.
    assert_eq!(story.heard()[0]["line"], 5);
    story.commit("2026-04-02", &[(path, REQUEST)]);
    story.says("moment-changed", &["answer.given_on", &first, &second]);
    assert_eq!(story.heard()[0]["line"], 1);
}

/// In the row in which it stood, whichever of them that is.
#[test]
fn a_moment_that_is_taken_out_of_a_row_is_missed_there() {
    let path = "incidents/2026-001.toml";
    let rows = |second: &str| {
        format!(
            "{}\n[[controllers]]\nagreement = \"agreements/a\"\n[[controllers]]\nagreement = \"agreements/b\"\n{second}[[controllers]]\nagreement = \"agreements/c\"\n",
            INCIDENT.replace("controller", "processor")
        )
    };
    let story = Story::begin();
    story.commit(
        "2026-03-03",
        &[(path, &rows("notified_at = 2026-03-03T10:00:00+01:00\n"))],
    );
    story.commit("2026-03-04", &[(path, &rows(""))]);
    story.says(
        "moment-changed",
        &["controllers.notified_at (agreements/b)", "taken out"],
    );
    let line = story.heard()[0]["line"].as_u64().expect("a line") as usize;
    assert_eq!(rows("").lines().nth(line - 1), Some("[[controllers]]"));
    assert_eq!(rows("").lines().nth(line), Some("agreement = \"agreements/b\""));
}

#[test]
fn what_only_becomes_known_or_exact_is_no_change() {
    let path = "incidents/2026-001.toml";
    let with = |moment: &str| INCIDENT.replace("2026-03-02T15:00:00+01:00", moment);
    let silent = |from: &str, to: &str| {
        let story = Story::begin();
        story.commit("2026-03-03", &[(path, from)]);
        story.write(path, to);
        story.is_silent();
        story.commit("2026-03-04", &[]);
        story.is_silent();
    };
    // Filled in, whatever was known before.
    silent(
        INCIDENT,
        &format!("{INCIDENT}aware_at = 2026-03-02T17:00:00+01:00\n[authority]\nnotified_at = 2026-03-03\n"),
    );
    for same in [
        "2026-03-02T15:00:00",
        "2026-03-02T15:00",
        "2026-03-02T14:00:00Z",
        "2026-03-02 15:00:00.000+01:00",
    ] {
        silent(INCIDENT, &with(same));
        silent(&with(same), INCIDENT);
    }
    silent(&with("2026-03-02"), INCIDENT);
    silent(&with("2026-03-02"), &with("2026-03-02T23:59"));
    let told = |from: &str, to: &str| {
        let story = Story::begin();
        story.commit("2026-03-03", &[(path, &with(from))]);
        story.commit("2026-03-04", &[(path, &with(to))]);
        story.says("moment-changed", &["discovered_at"]);
    };
    told("2026-03-02", "2026-03-03");
    told("2026-03-02", "2026-03-03T00:00");
    told("2026-03-02T15:00", "2026-03-02T15:01");
    told("2026-03-02T15:00+01:00", "2026-03-02T15:00+02:00");
    // Less exact says less than was known.
    told("2026-03-02T15:00", "2026-03-02");
    // Once it is exact, that is what stands.
    let story = Story::begin();
    for (day, moment) in [
        ("03", "2026-03-02"),
        ("04", "2026-03-02T15:00"),
        ("05", "2026-03-02T21:00"),
    ] {
        story.commit(&format!("2026-03-{day}"), &[(path, &with(moment))]);
    }
    story.says(
        "moment-changed",
        &["2026-03-02T15:00:00", "2026-03-04", "2026-03-02T21:00:00", "2026-03-05"],
    );
    story.commit("2026-03-06", &[(path, &with("2026-03-02"))]);
    story.is_silent();
}

#[test]
fn rows_are_known_by_what_names_them() {
    let story = Story::begin();
    let path = "incidents/2026-001.toml";
    let agreement = "name = \"A\"\nour_role = \"processor\"\n[counterparty]\nname = \"A\"\n";
    let row = |agreement: &str, at: &str| {
        format!("[[controllers]]\nagreement = \"agreements/{agreement}\"\nnotified_at = {at}\n")
    };
    let (noord, zuid, oost) = (
        row("noord", "2026-03-03"),
        row("zuid", "2026-03-04"),
        row("oost", "2026-03-04"),
    );
    let both = INCIDENT.replace("controller", "both");
    story.commit(
        "2026-03-04",
        &[
            ("agreements/noord.toml", agreement),
            ("agreements/zuid.toml", agreement),
            ("agreements/oost.toml", agreement),
            (path, &[&*both, &noord, &zuid].concat()),
        ],
    );
    // Another order, and another row between them.
    story.commit("2026-03-05", &[(path, &[&*both, &zuid, &oost, &noord].concat())]);
    story.is_silent();
    let later = row("zuid", "2026-03-05");
    story.commit("2026-03-06", &[(path, &[&*both, &oost, &later, &noord].concat())]);
    story.says(
        "moment-changed",
        &["controllers.notified_at (agreements/zuid)", "2026-03-04", "2026-03-05"],
    );
    assert_eq!(story.heard()[0]["line"], 9);
    // The row is gone, and so is its moment.
    story.commit("2026-03-07", &[(path, &[&*both, &oost, &noord].concat())]);
    story.says("moment-changed", &["taken out", "(agreements/zuid)"]);
    // The row has another name: what it says still stands.
    let west = zuid.replace("zuid", "west");
    story.commit(
        "2026-03-08",
        &[
            ("agreements/west.toml", agreement),
            (path, &[&*both, &zuid, &oost, &noord].concat()),
        ],
    );
    story.commit("2026-03-09", &[(path, &[&*both, &west, &oost, &noord].concat())]);
    story.is_silent();
    // What another row comes to say is no excuse for the row that is still there.
    story.commit(
        "2026-03-10",
        &[(
            path,
            &[
                &*both,
                &west,
                &oost,
                &row("noord", "2026-03-05"),
                &row("zuid", "2026-03-03"),
            ]
            .concat(),
        )],
    );
    story.says(
        "moment-changed",
        &[
            "controllers.notified_at (agreements/noord)",
            "was 2026-03-03",
            "is 2026-03-05",
        ],
    );
}

#[test]
fn rows_of_one_name_and_of_none_are_known_by_what_they_say() {
    let story = Story::begin();
    let path = "register/a.toml";
    let row = |on: &str| format!("[[disclosures]]\nto = \"de politie\"\ndisclosed_on = {on}\nground = \"law\"\n");
    let text = |rows: &[String]| format!("name = \"A\"\nrole = \"controller\"\n{}", rows.concat());
    let (one, two) = (row("2026-03-01"), row("2026-03-02"));
    story.commit("2026-03-03", &[(path, &text(std::slice::from_ref(&one)))]);
    story.commit("2026-03-04", &[(path, &text(&[two.clone(), one.clone()]))]);
    story.is_silent();
    story.commit("2026-03-05", &[(path, &text(&[two, row("2026-02-20")]))]);
    story.says(
        "moment-changed",
        &[
            "disclosures.disclosed_on (de politie)",
            "was 2026-03-01",
            "is 2026-02-20",
        ],
    );

    // What says again what it said at first is that row, whatever the other became.
    let (first, other) = ("2026-03-01", "2026-03-02");
    let story = Story::begin();
    for (day, rows) in [
        ("2026-03-03", [first, other]),
        ("2026-03-04", ["2026-02-27", other]),
        ("2026-03-05", ["2026-02-28", first]),
    ] {
        story.commit(day, &[(path, &text(&rows.map(row)))]);
    }
    story.says("moment-changed", &["was 2026-03-02", "is 2026-02-28"]);

    let story = Story::begin();
    let house = "pack: huis\nnorms:\n  - { id: follow-up, on: incidents/log, from: at, within: 1 day }\n";
    let text = |moments: &[&str]| {
        let rows = moments.iter().map(|at| format!("[[log]]\nat = {at}\ntext = \"x\"\n"));
        format!("{INCIDENT}{}", rows.collect::<String>())
    };
    let path = "incidents/2026-001.toml";
    story.commit(
        "2026-03-03",
        &[("norms/huis.yaml", house), (path, &text(&["2026-03-04"]))],
    );
    story.commit("2026-03-04", &[(path, &text(&["2026-03-09", "2026-03-04"]))]);
    story.is_silent();
    story.commit("2026-03-05", &[(path, &text(&["2026-03-09", "2026-03-06"]))]);
    story.says(
        "moment-changed",
        &["log.at was changed: was 2026-03-04", "is 2026-03-06"],
    );
    assert_eq!(story.heard()[0]["line"], 8);
}

/// Which moments count is what the duties say, the house's own too; all others may change.
#[test]
fn only_what_a_term_hangs_on_counts() {
    let path = "requests/2026-001.toml";
    let own = |at: &str| format!("{REQUEST}x_called_at = {at}\nmandate_shown_on = {at}\n");
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, &own("2026-03-04"))]);
    story.commit("2026-03-05", &[(path, &own("2026-03-05"))]);
    story.is_silent();
    let house = "pack: huis\nnorms:\n  - { id: call-back, on: requests, from: /x_called_at, within: 1 day }\n";
    story.commit("2026-03-06", &[("norms/huis.yaml", house)]);
    story.says("moment-changed", &["x_called_at", "2026-03-04", "2026-03-05"]);

    // Extension and suspension too.
    let identity = |on: &str| format!("{REQUEST}[identity]\nasked_on = {on}\n[extension]\nnotified_on = 2026-03-20\n");
    let story = Story::begin();
    story.commit("2026-03-20", &[(path, &identity("2026-03-04"))]);
    story.commit(
        "2026-03-21",
        &[(path, &identity("2026-03-03").replace("03-20", "03-19"))],
    );
    assert_eq!(story.heard().len(), 2);
}

/// A certificate that is renewed is what its duty asks; one that is cut short is not.
#[test]
fn what_is_met_by_moving_it_may_move_on() {
    let path = "agreements/a.toml";
    let text = |until: &str| {
        format!(
            "name = \"A\"\nour_role = \"controller\"\n[counterparty]\nname = \"A\"\n[[certificates]]\nstandard = \"ISO 27001\"\nvalid_until = {until}\n"
        )
    };
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, &text("2027-03-01"))]);
    story.commit("2026-03-04", &[(path, &text("2030-03-01"))]);
    story.is_silent();
    story.commit("2026-03-05", &[(path, &text("2027-02-01"))]);
    story.says("moment-changed", &["certificates.valid_until (ISO 27001)"]);
    // What happened is not renewed.
    let ended = |on: &str| text("2027-03-01").replacen('[', &format!("ended_on = {on}\n["), 1);
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, &ended("2026-03-01"))]);
    story.commit("2026-03-04", &[(path, &ended("2026-04-01"))]);
    story.says("moment-changed", &["ended_on"]);
}

/// A version that is no TOML says nothing; nor does a file that is none now.
#[test]
fn what_cannot_be_read_says_nothing() {
    let story = Story::begin();
    let path = "incidents/2026-001.toml";
    story.commit("2026-03-03", &[(path, "discovered_at = 2026-01-01\nsummary = \"\n")]);
    story.commit("2026-03-04", &[(path, INCIDENT)]);
    story.commit("2026-03-05", &[(path, "discovered_at = \n")]);
    story.is_silent();
    story.commit("2026-03-06", &[(path, INCIDENT)]);
    story.is_silent();
    story.write(path, &INCIDENT.replace("2026-03-02T15:00:00+01:00", "2026-02-30"));
    story.is_silent();
    fs::write(story.folder.join(path), b"cause = \"caf\xe9\"\n").unwrap();
    story.is_silent();
    story.commit("2026-03-07", &[(path, &INCIDENT.replace("15:00", "19:30"))]);
    assert_eq!(story.one().0, "record/moment-changed");
    story.write(path, &INCIDENT.replace("2026-03-02T15:00:00+01:00", "2026-02-30"));
    story.is_silent();
    assert_eq!(check(&story.folder).code, 1);
}

#[test]
fn done_then_but_committed_long_after() {
    let path = "requests/2026-001.toml";
    let answered = format!("{REQUEST}[answer]\ngiven_on = 2026-03-18\noutcome = \"granted\"\n");
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, REQUEST)]);
    story.write(path, &answered);
    story.is_silent();
    let commit = story.commit("2026-03-26", &[]);
    story.commit("2026-03-27", &[(path, &format!("# antwoord\n{answered}"))]);
    story.says(
        "recorded-afterwards",
        &["answer.given_on", "2026-03-18", &commit, "2026-03-26"],
    );
    assert_eq!(
        (&story.heard()[0]["level"], &story.heard()[0]["line"]),
        (&"warning".into(), &7.into())
    );

    // To the moment: seven days are soon enough, and nothing more is.
    let notified = |at: &str| format!("{INCIDENT}[authority]\nnotified_at = {at}\n");
    let story = Story::begin();
    story.commit("2026-03-10", &[("incidents/2026-001.toml", INCIDENT)]);
    story.commit(
        "2026-03-11",
        &[("incidents/2026-001.toml", &notified("2026-03-04T12:00:00+01:00"))],
    );
    story.is_silent();
    let story = Story::begin();
    story.commit("2026-03-10", &[("incidents/2026-001.toml", INCIDENT)]);
    story.commit(
        "2026-03-11",
        &[("incidents/2026-001.toml", &notified("2026-03-04T11:59:59+01:00"))],
    );
    story.says("recorded-afterwards", &["authority.notified_at", "2026-03-11"]);

    // Seven days are soon enough; the day itself runs to its end.
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, REQUEST)]);
    story.commit("2026-03-25", &[(path, &answered)]);
    story.is_silent();
    // A record that is new with what it claims of long ago.
    let story = Story::begin();
    story.commit("2026-06-01", &[(path, &answered)]);
    story.says("recorded-afterwards", &["2026-06-01"]);
    // It may have been in the version that could not be read.
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, REQUEST)]);
    story.commit("2026-03-18", &[(path, &answered.replace("\"granted\"", "\"granted"))]);
    story.commit("2026-06-01", &[(path, &answered)]);
    story.is_silent();
    // What starts a clock may have been discovered long ago; and what is made more exact was there before.
    let story = Story::begin();
    story.commit("2026-06-01", &[("incidents/2026-001.toml", INCIDENT)]);
    story.is_silent();
    let story = Story::begin();
    story.commit("2026-03-04", &[("incidents/2026-001.toml", &notified("2026-03-04"))]);
    story.commit(
        "2026-06-01",
        &[("incidents/2026-001.toml", &notified("2026-03-04T11:00"))],
    );
    story.is_silent();
    // Only incidents and requests tell of what was done for people.
    let register = "name = \"A\"\nrole = \"controller\"\n[[disclosures]]\nto = \"B\"\ndisclosed_on = 2026-03-01\nsubjects_informed_on = 2026-03-02\n";
    let story = Story::begin();
    story.commit("2026-06-01", &[("register/a.toml", register), (path, REQUEST)]);
    story.is_silent();
}

#[test]
fn what_came_with_the_folder_cannot_be_witnessed() {
    let answered = format!("{REQUEST}[answer]\ngiven_on = 2026-03-18\noutcome = \"granted\"\n");
    let dir = folder(&[("README.md", "x"), ("archief/x.txt", "x")]);
    git_on("2026-04-01T12:00", dir.path(), &["init", "-q"]);
    let story = Story {
        folder: dir.path().to_path_buf(),
        dir,
    };
    story.commit("2026-04-01", &[]);
    story.commit(
        "2026-06-01",
        &[("avg.toml", AVG), ("requests/2026-001.toml", &answered)],
    );
    story.is_silent();
    story.commit(
        "2026-06-02",
        &[("requests/2026-001.toml", &format!("{answered}reason = \"ja\"\n"))],
    );
    story.is_silent();
    story.commit("2026-06-03", &[("requests/2026-002.toml", &answered)]);
    story.says("recorded-afterwards", &["2026-06-03"]);

    // Records that were there before avg.toml had a history of their own.
    let dir = tempfile::tempdir().unwrap();
    git(dir.path(), &["init", "-q"]);
    let story = Story {
        folder: dir.path().to_path_buf(),
        dir,
    };
    story.commit("2026-03-03", &[("requests/2026-001.toml", REQUEST)]);
    story.commit(
        "2026-06-01",
        &[
            ("avg.toml", AVG),
            ("requests/2026-001.toml", &answered),
            ("requests/2026-002.toml", &answered),
        ],
    );
    story.says("recorded-afterwards", &["2026-06-01"]);
    assert_eq!(story.heard()[0]["record"], "requests/2026-001");
}
