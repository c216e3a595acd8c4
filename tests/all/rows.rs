//! Several rows, several duties, several records of one name: what was meant is changed, and nothing else.

use super::support::{avg, folder, write};
use super::writing::{INCIDENT, at, office, text};

/// What was given meets one row; the other is not touched.
#[test]
fn the_other_row_is_not_done() {
    let dir = office();
    let args = [
        "done",
        "incidents/2026-001",
        "notify-controller",
        "--controllers-agreement",
        "agreements/a",
        "--controllers-notified-at",
        "2026-03-27T17:00+01:00",
    ];
    let run = at("2026-03-28T10:00", dir.path(), &args);
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = INCIDENT.replace(
        "\"agreements/a\"\n",
        "\"agreements/a\"\nnotified_at = 2026-03-27T17:00:00+01:00\n",
    );
    assert_eq!(text(dir.path(), "incidents/2026-001.toml"), expected);
    assert!(run.out.contains("agreements/a: done"), "{}", run.out);
}

/// Words that were given are written also where a field met the duty; two moments for one duty are refused.
#[test]
fn no_word_is_dropped() {
    let dir = office();
    let met = [
        "done",
        "incidents/2026-001",
        "notify-authority",
        "--authority-notified-at",
        "2026-03-27T17:30+01:00",
    ];
    let run = at(
        "2026-03-28T10:00",
        dir.path(),
        &[&met[..], &["--reference", "AP-1", "--at", "2026-03-27T17:00"]].concat(),
    );
    assert_eq!((run.code, run.err.contains("--at")), (2, true), "{}", run.err);
    let run = at(
        "2026-03-28T10:00",
        dir.path(),
        &[&met[..], &["--reference", "AP-1", "--reason", "weekend"]].concat(),
    );
    assert_eq!((run.code, run.err.contains("done in time")), (2, true), "{}", run.err);
    assert_eq!(text(dir.path(), "incidents/2026-001.toml"), INCIDENT);
    let run = at(
        "2026-03-28T10:00",
        dir.path(),
        &[&met[..], &["--reference", "AP-1"]].concat(),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        text(dir.path(), "incidents/2026-001.toml")
            .ends_with("notified_at = 2026-03-27T17:30:00+01:00\nreference = \"AP-1\"\n")
    );
    // Late, with its reasons.
    let late = office();
    let run = at(
        "2026-04-02T10:00",
        late.path(),
        &[
            "done",
            "incidents/2026-001",
            "notify-authority",
            "--reason",
            "ontdekt in fasen",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(text(late.path(), "incidents/2026-001.toml").contains("delay_reason = \"ontdekt in fasen\"\n"));
    // `complete` says no moment.
    at(
        "2026-03-28T10:00",
        dir.path(),
        &["edit", "incidents/2026-001", "--authority-complete", "false"],
    );
    let run = at(
        "2026-03-29T10:00",
        dir.path(),
        &["done", "incidents/2026-001", "complete-notice", "--at", "2026-03-28"],
    );
    assert_eq!((run.code, run.err.contains("--at")), (2, true), "{}", run.err);
}

#[test]
fn the_fields_of_other_records_are_written_on_closing_too() {
    let dir = office();
    let args = [
        "close",
        "requests/2026-001",
        "--answer-given-on",
        "2026-03-07",
        "--answer-outcome",
        "granted",
        "--answer-form",
        "copy",
    ];
    let run = at("2026-03-28T10:00", dir.path(), &args);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(text(dir.path(), "requests/2026-001.toml").contains("given_on = 2026-03-07"));
}

/// A field that a row has already is replaced in the row that is meant; only a field that comes twice begins another.
#[test]
fn a_row_is_corrected_where_it_is() {
    let dir = office();
    let now = "2026-03-28T10:00";
    let edit = |args: &[&str]| {
        let run = at(now, dir.path(), &[&["edit", "incidents/2026-001"], args].concat());
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        text(dir.path(), "incidents/2026-001.toml")
    };
    edit(&[
        "--item",
        "agreements/a",
        "--controllers-notified-at",
        "2026-03-27T16:00",
        "--controllers-received-at",
        "2026-03-27T20:00",
    ]);
    let named = edit(&[
        "--controllers-agreement",
        "agreements/a",
        "--controllers-notified-at",
        "2026-03-27T17:00",
    ]);
    assert_eq!(named.matches("[[controllers]]").count(), 2, "{named}");
    assert!(
        named.contains("\"agreements/a\"\nnotified_at = 2026-03-27T17:00:00\nreceived_at = 2026-03-27T20:00:00\n"),
        "{named}"
    );
    let both = edit(&[
        "--item",
        "1",
        "--controllers-notified-at",
        "2026-03-27T18:00",
        "--controllers-received-at",
        "2026-03-27T18:01",
    ]);
    assert!(
        both.contains("\"agreements/a\"\nnotified_at = 2026-03-27T18:00:00\nreceived_at = 2026-03-27T18:01:00\n"),
        "{both}"
    );
    assert_eq!(both.matches("[[controllers]]").count(), 2, "{both}");
    let twice = edit(&["--log-text", "een", "--log-text", "twee"]);
    assert_eq!(twice.matches("[[log]]").count(), 2, "{twice}");
    let again = at(
        now,
        dir.path(),
        &["edit", "incidents/2026-001", "--cause", "a", "--cause", "b"],
    );
    assert_eq!((again.code, again.err.contains("twice")), (2, true), "{}", again.err);
}

#[test]
fn rows_of_one_name_go_by_their_number() {
    let dir = office();
    write(
        dir.path(),
        "incidents/2026-001.toml",
        &INCIDENT.replace("agreements/b", "agreements/a"),
    );
    let now = "2026-03-28T10:00";
    let unclear = at(
        now,
        dir.path(),
        &[
            "done",
            "incidents/2026-001",
            "notify-controller",
            "--item",
            "agreements/a",
        ],
    );
    assert_eq!(
        (unclear.code, unclear.err.contains("1: agreements/a, 2: agreements/a")),
        (2, true),
        "{}",
        unclear.err
    );
    let run = at(
        now,
        dir.path(),
        &["done", "incidents/2026-001", "notify-controller", "--item", "2"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        text(dir.path(), "incidents/2026-001.toml")
            .ends_with("agreement = \"agreements/a\"\nnotified_at = 2026-03-28T10:00:00+01:00\n")
    );
}

/// Two records of one name: the file says which.
#[test]
fn a_file_says_which_record_it_is() {
    let dir = office();
    for place in ["incidents/een/2026-005.toml", "incidents/twee/2026-005.toml"] {
        write(
            dir.path(),
            place,
            "discovered_at = 2026-03-27T15:00:00+01:00\nsummary = \"x\"\nrole = \"controller\"\n",
        );
    }
    let run = at(
        "2026-03-28T10:00",
        dir.path(),
        &["done", "incidents/twee/2026-005.toml", "notify-authority"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(text(dir.path(), "incidents/twee/2026-005.toml").contains("[authority]"));
    assert!(!text(dir.path(), "incidents/een/2026-005.toml").contains("[authority]"));
}

/// What is awaited is not done by waiting, and what lies ahead has not happened.
#[test]
fn waiting_and_wishing_write_nothing() {
    let dir = office();
    write(
        dir.path(),
        "agreements/a.toml",
        "name = \"A\"\nour_role = \"processor\"\n[counterparty]\nname = \"A\"\n[terms]\nsubprocessor_objection = { within = \"14 days\" }\n\n[[subprocessors]]\nname = \"Cloud\"\nreceived_on = 2026-05-11\neffective_on = 2026-07-01\n",
    );
    let before = text(dir.path(), "agreements/a.toml");
    let run = at(
        "2026-05-20T10:00",
        dir.path(),
        &["done", "agreements/a", "await-objection"],
    );
    assert_eq!(
        (run.code, run.err.contains("--subprocessors-objected-on")),
        (2, true),
        "{}",
        run.err
    );
    assert_eq!(text(dir.path(), "agreements/a.toml"), before);
    let now = "2026-03-28T10:00";
    for args in [
        &["edit", "incidents/2026-001", "--aware-at", "2026-12-01T10:00"][..],
        &["extend", "requests/2026-001", "--reason", "x", "--at", "2026-04-03"],
        &["edit", "incidents/2026-001", "--closed-on", "2026-03-28"],
    ] {
        let run = at(now, dir.path(), args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.out);
    }
    assert_eq!(text(dir.path(), "incidents/2026-001.toml"), INCIDENT);
    let run = at(
        now,
        dir.path(),
        &[
            "new",
            "incident",
            "--discovered-at",
            "2026-03-30T10:00",
            "--summary",
            "x",
        ],
    );
    assert_eq!((run.code, run.err.contains("after now")), (2, true), "{}", run.err);
    // What is announced lies ahead.
    let run = at(
        now,
        dir.path(),
        &["edit", "requests/2026-001", "--restriction-lifted-on", "2026-04-10"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
}

/// What may not be in a record is refused in a new one too.
#[test]
fn a_new_record_holds_no_personal_data() {
    let dir = office();
    for summary in ["BSN 111222333", "mail naar jan@hotmail.com"] {
        let run = avg(
            dir.path(),
            &["new", "incident", "--discovered-at", "2026-03-27", "--summary", summary],
        );
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{summary}: {}", run.err);
    }
    assert!(!dir.path().join("incidents/2026-002.toml").exists());
}

#[test]
fn avg_toml_is_a_record_too() {
    let dir = folder(&[("avg.toml", "# wij\n[organisation]\nname = \"A\"\n")]);
    write(dir.path(), "register/a.toml", "name = 'a'\nrole = 'controller'\n");
    let run = avg(dir.path(), &["edit", "organisation", "--officer-email", "fg@a.example"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        text(dir.path(), "avg.toml"),
        "# wij\n[organisation]\nname = \"A\"\n\n[officer]\nemail = \"fg@a.example\"\n"
    );
}

/// An older sentence is no reason for a new decision.
#[test]
fn a_decision_has_its_own_reason() {
    let dir = office();
    let incident = INCIDENT.replace(
        "role = \"both\"\n",
        "role = \"both\"\nrisk_reason = \"Nog niet bekend\"\n",
    );
    write(dir.path(), "incidents/2026-001.toml", &incident);
    let parts = [
        "assess",
        "incidents/2026-001",
        "--severity-data-context",
        "4",
        "--severity-identification",
        "1",
        "--risk",
        "unlikely",
    ];
    let run = at("2026-03-28T10:00", dir.path(), &parts);
    assert_eq!(
        (run.code, run.err.contains("--risk-reason")),
        (2, true),
        "{}{}",
        run.out,
        run.err
    );
    assert_eq!(text(dir.path(), "incidents/2026-001.toml"), incident);
    let run = at(
        "2026-03-28T10:00",
        dir.path(),
        &[&parts[..], &["--risk-reason", "gewist vóór inzage"]].concat(),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let invalid = at(
        "2026-03-28T10:00",
        dir.path(),
        &["assess", "incidents/2026-001", "--severity-data-context", "9"],
    );
    assert_eq!(
        (invalid.code, invalid.err.contains("1 to 4")),
        (2, true),
        "{}",
        invalid.err
    );
}

/// A day as people here write it.
#[test]
fn the_day_may_come_first() {
    let dir = office();
    let run = avg(
        dir.path(),
        &[
            "new",
            "incident",
            "--discovered-at",
            "27-3-2026 15:00",
            "--summary",
            "y",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(text(dir.path(), "incidents/2026-002.toml").contains("discovered_at = 2026-03-27T15:00:00\n"));
}
