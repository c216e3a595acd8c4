//! `avg report subprocessors`: the dates of an announcement are those of the due list, and the list to publish names no customer.

use serde_json::Value;
use tempfile::TempDir;

use super::agreements::{NOW, US, duty, json, part, report, rows, words};
use super::support::{avg, examples, folder};

mod again;

/// An agreement under which we are the processor, with one sub-processor.
fn with_subprocessor(dates: &str) -> TempDir {
    let agreement = format!(
        "name = 'Overeenkomst A'\nour_role = 'processor'\nsigned_on = 2025-01-01\n\
         [counterparty]\nname = 'Klant A'\ncontact = 'Privacy officer'\nemail = 'privacy@klant-a.example'\n\
         [terms]\nsubprocessor_notice = {{ ahead = '14 days', clause = '11.2' }}\n\
         subprocessor_objection = {{ within = '14 days', clause = '11.3' }}\n\
         [[subprocessors]]\nname = 'Wolk BV'\ncountry = 'NL'\nservice = 'opslag'\n{dates}"
    );
    folder(&[("avg.toml", US), ("agreements/a.toml", &agreement)])
}

/// 14 days before Monday 1 June 2026 is Monday 18 May; 14 days after Monday 18 May is Monday 1 June. The day is not counted.
#[test]
fn the_letter_has_the_dates_of_the_due_list() {
    let dir = with_subprocessor("notified_on = 2026-05-18\nreceived_on = 2026-05-18\neffective_on = 2026-06-01\n");
    let document = json(dir.path(), NOW, &["subprocessors", "--for", "a"]);
    let letter = words(part(&document, "Announcement"));
    let until = duty(dir.path(), NOW, "await-objection")["latest"].clone();
    assert_eq!(until, "2026-06-01");
    for said in [
        "Klant A\nPrivacy officer\nprivacy@klant-a.example",
        "Wolk BV (Netherlands): opslag, from 1 June 2026",
        "article 28(2)",
        "clause 11.2",
        "On 18 May 2026 we announced to you",
        "within 14 days after receipt of the announcement (clause 11.3)",
        "you received the announcement on 18 May 2026",
        "You may object through 1 June 2026. If you do not object, the change takes effect on 1 June 2026.",
        "Send your objection to privacy@wij.example",
    ] {
        assert!(letter.contains(said), "{said}\n{letter}");
    }
    let aside = part(&document, "Before sending");
    assert_eq!(document["parts"][0], *aside);
    assert_eq!(aside["aside"], true);
    assert!(
        words(aside).contains("the change takes effect on 2026-06-01"),
        "{}",
        words(aside)
    );
    assert_eq!(rows(&document, "Not to be sent")[0]["objection_until"], until);
    assert_eq!(rows(&document, "Not to be sent")[0]["state"], "objection-runs");
}

/// Sent on Monday 18 May, received on Thursday 21 May: the 14 days are Thursday 4 June. The announcement is then late, for 14 days
/// before Wednesday 3 June is Wednesday 20 May; and the change begins before the objection ends.
#[test]
fn what_was_received_later_than_sent_counts_from_receipt() {
    let dates = "notified_on = 2026-05-18\nreceived_on = 2026-05-21\neffective_on = 2026-06-03\n";
    let dir = with_subprocessor(dates);
    let now = "2026-05-22T09:00";
    let document = json(dir.path(), now, &["subprocessors", "--for", "a"]);
    assert!(words(part(&document, "Announcement")).contains("through 4 June 2026"));
    let announce = duty(dir.path(), now, "announce-subprocessor");
    assert_eq!(
        (&announce["latest"], &announce["status"]),
        (&"2026-05-20".into(), &"met-late".into())
    );
    let aside = words(part(&document, "Before sending"));
    assert!(
        aside.contains("came too late; it was due on Wednesday 2026-05-20"),
        "{aside}"
    );
    assert!(
        aside.contains("objection is open through Thursday 2026-06-04"),
        "{aside}"
    );
    // Sent and not yet received: what runs, runs from the receipt of that announcement (11.3), and this letter is no other.
    let before = json(dir.path(), NOW, &["subprocessors", "--for", "a"]);
    let letter = words(part(&before, "Announcement"));
    assert!(
        letter.contains("On 18 May 2026 we announced to you") && !letter.contains("If you receive it today"),
        "{letter}"
    );
    assert_eq!(rows(&before, "Not to be sent")[0]["state"], "sent");
    assert_eq!(rows(&before, "Not to be sent")[0]["objection_until"], Value::Null);
}

/// Over the change of the clock days stay days: 20 March 2026 and 14 days is 3 April; 20 October and 14 days is 3 November. Half past
/// eleven at night in universal time on 28 March is 29 March here.
#[test]
fn the_change_of_the_clock_moves_no_day() {
    let dir = with_subprocessor("effective_on = 2026-12-01\n");
    for (now, today, end) in [
        ("2026-03-20T23:30+01:00", "20 March 2026", "3 April 2026"),
        ("2026-10-20T00:10+02:00", "20 October 2026", "3 November 2026"),
        ("2026-03-28T23:30+00:00", "29 March 2026", "12 April 2026"),
    ] {
        let letter = words(part(
            &json(dir.path(), now, &["subprocessors", "--for", "a"]),
            "Announcement",
        ));
        assert!(
            letter.contains(&format!("today, {today}, you may object through {end}")),
            "{letter}"
        );
    }
}

/// Too late, too short, and not complete: each is said to whoever sends it. 14 days before Monday 1 June is Monday 18 May.
#[test]
fn what_stands_in_the_way_is_said_beside_the_letter() {
    let late = with_subprocessor("effective_on = 2026-06-01\n");
    let aside = |dir: &TempDir, now: &str| {
        words(part(
            &json(dir.path(), now, &["subprocessors", "--for", "a"]),
            "Before sending",
        ))
    };
    let said = aside(&late, NOW);
    assert!(
        said.contains("is too late. The period of the agreement ended on Monday 2026-05-18"),
        "{said}"
    );
    assert!(
        said.contains("object through Wednesday 2026-06-03, but the change takes effect on Monday 2026-06-01"),
        "{said}"
    );
    let said = aside(&late, "2026-05-10T09:00");
    assert!(
        said.contains("on Sunday 2026-05-17, and on Monday 2026-05-18 at the latest"),
        "{said}"
    );
    assert!(!said.contains("but the change"), "{said}");
    let bare = folder(&[
        ("avg.toml", US),
        (
            "agreements/a.toml",
            "name = 'A'\nour_role = 'processor'\n[counterparty]\nname = 'Klant A'\n[[subprocessors]]\nname = 'Wolk BV'\nnotified_on = 2026-05-19\n",
        ),
    ]);
    let document = json(bare.path(), NOW, &["subprocessors", "--for", "a"]);
    let missing: Vec<&str> = rows(&document, "Before sending")
        .iter()
        .filter_map(|row| row["what"].as_str())
        .collect();
    assert_eq!(
        missing,
        [
            "contact point of the other party",
            "email or postal address of the other party",
            "Wolk BV: country",
            "Wolk BV: service",
            "Wolk BV: start",
            "end of the period to object",
        ]
    );
    let letter = words(part(&document, "Announcement"));
    for said in [
        "Wolk BV ([country]): [service], from [start].",
        "object to this in writing through [end of the period to object]",
    ] {
        assert!(letter.contains(said), "{letter}");
    }
    assert!(!letter.contains("missing"), "{letter}");
}

#[test]
fn nothing_coming_is_said_and_an_objection_is_no_announcement() {
    let none = with_subprocessor("");
    let letter = |dir: &TempDir| {
        words(part(
            &json(dir.path(), NOW, &["subprocessors", "--for", "a"]),
            "Announcement",
        ))
    };
    assert!(letter(&none).contains("there is nothing to announce"));
    let objected = with_subprocessor(
        "received_on = 2026-05-04\neffective_on = 2026-06-01\nobjected_on = 2026-05-08\nnotified_on = 2026-05-04\n",
    );
    assert!(letter(&objected).contains("there is nothing to announce"));
    let document = json(objected.path(), NOW, &["subprocessors"]);
    assert_eq!(rows(&document, "Sub-processors").len(), 0);
    assert!(words(part(&document, "Not to be published: agreement")).contains("Wolk BV is held up in agreements/a"));
}

/// Whom a controller objected to is never shown as in use, whatever the other dates say.
#[test]
fn an_objection_is_never_in_use() {
    for (dates, is_begun) in [
        (
            "notified_on = 2026-04-01\nreceived_on = 2026-04-01\neffective_on = 2026-05-01\nobjected_on = 2026-04-08\n",
            true,
        ),
        ("objected_on = 2026-05-08\n", false),
    ] {
        let dir = with_subprocessor(dates);
        let public = json(dir.path(), NOW, &["subprocessors"]);
        assert_eq!(rows(&public, "Sub-processors").len(), 0, "{dates}");
        let said = words(part(&public, "Not to be published: agreement"));
        assert!(said.contains("Wolk BV is held up in agreements/a"), "{said}");
        assert_eq!(
            said.contains("Friday 2026-05-01: see that it is not in use"),
            is_begun,
            "{said}"
        );
        let letter = json(dir.path(), NOW, &["subprocessors", "--for", "a"]);
        assert_eq!(rows(&letter, "List of sub-processors").len(), 0, "{dates}");
        for args in [
            &["agreement", "a"][..],
            &["subprocessors"],
            &["subprocessors", "--for", "a"],
        ] {
            let page = report(dir.path(), NOW, args);
            assert!(
                !page.contains("in use since") && !page.contains("in use from the start"),
                "{page}"
            );
        }
    }
}

/// Two of one name are two: what is wrong with the one is not said of the other; and hours have no day that is not counted.
#[test]
fn rows_of_one_name_are_told_apart() {
    let dir = folder(&[
        ("avg.toml", US),
        (
            "agreements/a.toml",
            "name = 'A'\nour_role = 'processor'\n[counterparty]\nname = 'Klant'\n[terms]\nsubprocessor_objection = { within = '336h' }\n\
             [[subprocessors]]\nname = 'Wolk'\ncountry = 'NL'\nservice = 'opslag'\neffective_on = 2026-09-01\n\
             [[subprocessors]]\nname = 'Wolk'\ncountry = 'IN'\nservice = 'hulp'\n",
        ),
    ]);
    let document = json(dir.path(), NOW, &["subprocessors", "--for", "a"]);
    assert!(!words(part(&document, "Before sending")).contains("third country"));
    let letter = words(part(&document, "Announcement"));
    // Midnight at the beginning of 20 May and 336 hours is midnight at the beginning of 3 June.
    assert!(
        letter.contains("through Wednesday 2026-06-03 00:00 (+02:00)"),
        "{letter}"
    );
    assert!(!letter.contains("not counted"), "{letter}");
}

/// With --public nothing is left that is not for publication, and of one agreement there is nothing to publish.
#[test]
fn what_is_public_has_no_aside() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    for format in ["table", "markdown", "html", "csv", "json", "jsonl", "yaml"] {
        let page = report(&place, NOW, &["subprocessors", "--public", "--format", format]);
        assert!(page.contains("Beispiel Backup GmbH"), "{format}");
        for hidden in ["klant-", "Noord", "Niet publiceren", "00 (+02:00)", "agreements/"] {
            assert!(!page.contains(hidden), "{format}: {hidden}\n{page}");
        }
    }
    let run = avg(&place, &["report", "subprocessors", "--public", "--for", "klant-noord"]);
    assert_eq!(run.code, 2, "{}", run.err);
}

/// Each state, with the day on which silence approves as the due list has it: 14 days after Monday 4 May is Monday 18 May.
#[test]
fn every_subprocessor_has_its_state() {
    for (dates, state, until) in [
        ("", "from-start", ""),
        ("effective_on = 2026-06-20\n", "to-announce", ""),
        ("effective_on = 2026-05-01\n", "unannounced", ""),
        ("notified_on = 2026-05-19\neffective_on = 2026-06-20\n", "sent", ""),
        (
            "received_on = 2026-05-19\neffective_on = 2026-06-20\n",
            "objection-runs",
            "2026-06-02",
        ),
        (
            "received_on = 2026-05-04\neffective_on = 2026-05-20\n",
            "no-objection",
            "2026-05-18",
        ),
        ("received_on = 2026-05-04\nobjected_on = 2026-05-18\n", "objected", ""),
    ] {
        let dir = with_subprocessor(dates);
        let document = json(dir.path(), NOW, &["agreement", "a"]);
        let row = &rows(&document, "Annex 4")[0];
        assert_eq!(
            (&row["state"], &row["objection_until"]),
            (&state.into(), &Some(until).filter(|until| !until.is_empty()).into()),
            "{dates}"
        );
    }
}

/// That silence approves is said only where the text of the agreement says so, and only of the days after the last one.
#[test]
fn silence_approves_where_the_agreement_says_so() {
    let deemed = |dir: &TempDir| {
        let file = dir.path().join("agreements/a.toml");
        let text = std::fs::read_to_string(&file).expect("an agreement");
        std::fs::write(
            &file,
            text.replace("clause = '11.3'", "clause = '11.3', deemed_approval = '11.4'"),
        )
        .expect("written");
    };
    let coming = with_subprocessor("notified_on = 2026-05-18\nreceived_on = 2026-05-18\neffective_on = 2026-06-10\n");
    let silent = with_subprocessor("notified_on = 2026-05-04\nreceived_on = 2026-05-04\neffective_on = 2026-06-10\n");
    let letter = |dir: &TempDir| {
        words(part(
            &json(dir.path(), NOW, &["subprocessors", "--for", "a"]),
            "Announcement",
        ))
    };
    let page = |dir: &TempDir| report(dir.path(), NOW, &["agreement", "a", "--format", "markdown"]);
    for dir in [&coming, &silent] {
        let said = letter(dir);
        assert!(
            said.contains("takes effect on 10 June 2026") && !said.contains("approved"),
            "{said}"
        );
    }
    assert!(page(&silent).contains("no objection made through Monday 2026-05-18"));
    assert!(!page(&silent).contains("approved"));
    deemed(&coming);
    deemed(&silent);
    let said = letter(&coming);
    assert!(
        said.contains("If you do not object, the change counts as approved after 1 June 2026 (clause 11.4)."),
        "{said}"
    );
    let said = letter(&silent);
    assert!(
        said.contains("After 18 May 2026 the change therefore counts as approved (clause 11.4)."),
        "{said}"
    );
    let said = page(&silent);
    assert!(
        said.contains("approved by silence after Monday 2026-05-18 (clause 11.4)"),
        "{said}"
    );
    let document = json(silent.path(), NOW, &["agreement", "a"]);
    assert_eq!(rows(&document, "Annex 4")[0]["state"], "approved-by-silence");
    // As controller we know that we did not object; what that means, the agreement says.
    let file = silent.path().join("agreements/a.toml");
    let text = std::fs::read_to_string(&file).expect("an agreement");
    std::fs::write(&file, text.replace("'processor'", "'controller'")).expect("written");
    let page = report(silent.path(), NOW, &["subprocessors", "--for", "a"]);
    assert!(
        page.contains("no objection made") && !page.contains("approved"),
        "{page}"
    );
}

/// What is missing stands in the letter as a place to fill in, never as a remark of ours; what comes late does not say it is in time.
#[test]
fn the_letter_holds_no_remark_of_ours() {
    let dir = with_subprocessor(
        "effective_on = 2026-09-01\n[[subprocessors]]\nname = 'Eiland'\ncountry = 'IN'\nservice = 'hulp'\neffective_on = 2026-09-01\n",
    );
    let document = json(dir.path(), NOW, &["subprocessors", "--for", "a"]);
    let letter = words(part(&document, "Announcement"));
    assert!(
        letter.contains("Eiland (India, outside the EEA: [ground for the transfer (44–46)]): hulp"),
        "{letter}"
    );
    assert!(letter.contains("at least 14 days in advance"), "{letter}");
    let missing = &rows(&document, "Before sending")[0];
    assert_eq!(missing["what"], "Eiland: ground for the transfer (44–46)");
    assert!(words(part(&document, "Before sending")).contains("prior written consent"));
    let page = report(dir.path(), NOW, &["subprocessors", "--for", "a"]);
    let sent = page.split("Not to be sent").next().expect("a letter");
    assert!(!sent.contains("not recorded"), "{sent}");
    // 14 days before Monday 1 June is Monday 18 May.
    let late = with_subprocessor("effective_on = 2026-06-01\n");
    let letter = words(part(
        &json(late.path(), NOW, &["subprocessors", "--for", "a"]),
        "Announcement",
    ));
    assert!(
        letter.contains("article 28(2)") && !letter.contains("in advance"),
        "{letter}"
    );
}

/// A country outside the EEA is said, with the ground of the transfer or that there is none.
#[test]
fn a_country_outside_the_eea_is_said() {
    let dir = with_subprocessor(
        "[[subprocessors]]\nname = 'Cloud Inc'\ncountry = 'US'\ninstrument = 'scc'\n[[subprocessors]]\nname = 'Eiland'\ncountry = 'IN'\n",
    );
    let page = report(dir.path(), NOW, &["agreement", "a", "--format", "markdown"]);
    assert!(
        page.contains("United States, outside the EEA: standard contractual clauses"),
        "{page}"
    );
    assert!(page.contains("India, outside the EEA: ground not recorded"), "{page}");
    assert!(!page.contains("Netherlands, outside"), "{page}");
}

/// As controller: the dates by which we object. 14 days after Tuesday 1 July 2025 is Tuesday 15 July.
#[test]
fn a_controller_gets_the_dates_by_which_it_objects() {
    let dir = examples();
    let place = dir.path().join("op-orde");
    let now = "2025-07-10T09:00";
    let document = json(&place, now, &["subprocessors", "--for", "loonpakket"]);
    let row = &rows(&document, "Until when we may object")[0];
    assert_eq!(
        (&row["object_by"], &row["status"]),
        (&"2025-07-15".into(), &"soon".into())
    );
    assert_eq!(
        row["object_latest"],
        duty(&place, now, "object-to-subprocessor")["latest"]
    );
    assert_eq!(rows(&document, "List of sub-processors")[0]["name"], "Wolkopslag BV");
}

/// The list to publish has each service once, and not a word of the customers; what is for us alone says so.
#[test]
fn the_list_to_publish_names_no_customer() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    let document = json(&place, NOW, &["subprocessors"]);
    let list = rows(&document, "Sub-processors");
    let shown: Vec<_> = list
        .iter()
        .map(|row| ["name", "country", "since", "state"].map(|key| row[key].as_str().unwrap_or("?")))
        .collect();
    assert_eq!(
        shown,
        [
            ["Beispiel Backup GmbH", "DE", "2026-06-01", "coming"],
            ["Voorbeeld Hosting BV", "NL", "?", "in-use"],
        ]
    );
    let public = |document: &Value| {
        let parts = document["parts"].as_array().expect("parts").iter();
        let kept: Vec<&Value> = parts.filter(|part| part["aside"] != true).collect();
        format!("{} {} {kept:?}", document["title"], document["about"]).to_lowercase()
    };
    for customer in ["klant", "noord", "zuid", "agreements/"] {
        assert!(!public(&document).contains(customer), "{customer}");
    }
    let aside = rows(&document, "Not to be published: agreement");
    assert_eq!(aside[0]["agreement"], "agreements/klant-noord");
    let announce = duty(&place, NOW, "announce-subprocessor");
    assert_eq!(
        (&aside[0]["announce_by"], &aside[0]["announce_latest"]),
        (&announce["by"], &announce["latest"])
    );
    assert_eq!(
        rows(&document, "Not to be published: where")[0]["not_in"],
        serde_json::json!(["agreements/klant-zuid"])
    );
    // Under an agreement whose data are gone nobody works any more.
    let later = json(&place, "2026-07-20T09:00", &["subprocessors"]);
    assert_eq!(rows(&later, "Sub-processors")[0]["state"], "in-use");
    assert_eq!(rows(&later, "Not to be published: where").len(), 0);
    assert!(
        words(part(&later, "Not to be published: agreement")).contains("Not counted: 1 completed agreement, whose")
    );
}
