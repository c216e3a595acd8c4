//! `avg report incident`, `notice` and `letter`: what the law's own lists ask is in the text or named as missing, and no date is
//! another than that of the due list.

mod access;
mod letters;
mod notices;
mod others;
mod rights;

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{Run, avg, examples, folder, root};

const NOW: &str = "2026-03-31T09:00+02:00";

const EN: &str = "[organisation]\nname = 'Example BV'\n[settings]\nlanguage = 'en'\n";

const REACHABLE: &str =
    "[organisation]\nname = 'Example BV'\nemail = 'privacy@example.example'\n[settings]\nlanguage = 'en'\n";

/// Nothing but what a record cannot do without.
const SIGNAL: &str = "discovered_at = 2026-03-30T10:00:00+02:00\nsummary = 'A signal'\nrole = 'both'\n\
    [[controllers]]\nagreement = 'agreements/a'\n";

/// Every element of article 33(3) as a word of its own, so that it can be found again.
const WHOLE: &str = "discovered_at = 2026-03-30T10:00:00+02:00\nsummary = 'NATURE'\nrole = 'both'\nbreach = true\n\
    kinds = ['confidentiality']\ncause = 'CAUSE'\nsubjects = ['SUBJECTS']\nsubjects_count = { min = 41, max = 42 }\n\
    personal_data = ['DATA']\nrecords_count = { min = 43, max = 44 }\nspecial_data = false\nunintelligible = 'no'\n\
    consequences = ['CONSEQUENCES']\nmeasures = ['MEASURES']\ncontact = 'CONTACT'\nrisk = 'high'\nrisk_reason = 'REASON'\n\
    began_at = 2026-03-29T10:00:00+02:00\nended_at = 2026-03-30T11:00:00+02:00\n\
    [[controllers]]\nagreement = 'agreements/a'\n";

const AGREEMENT: &str = "name = 'The agreement'\nour_role = 'processor'\n[counterparty]\nname = 'Customer BV'\n\
    contact = 'Privacy officer'\nemail = 'privacy@customer.example'\n\
    [terms]\nbreach_notice = { within = '24h', clause = '6.1' }\n";

fn with(organisation: &str, incident: &str) -> TempDir {
    folder(&[
        ("avg.toml", organisation),
        ("agreements/a.toml", AGREEMENT),
        ("incidents/2026-001.toml", incident),
    ])
}

fn report(dir: &Path, args: &[&str]) -> Run {
    let run = avg(dir, &[&["--now", NOW, "report"], args].concat());
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run
}

fn notice(dir: &Path, to: &str) -> Value {
    report(dir, &["notice", "2026-001", "--to", to, "--format", "json"]).json()
}

/// What is to be sent: the parts that are not aside, as one text.
fn sent(document: &Value) -> String {
    parts(document, false)
}

/// What the sender is told.
fn told(document: &Value) -> String {
    parts(document, true)
}

fn parts(document: &Value, is_aside: bool) -> String {
    let parts = document["parts"].as_array().expect("parts").iter();
    let of = parts.filter(|part| part["aside"].as_bool().unwrap_or_default() == is_aside);
    of.map(|part| format!("{} {} {}\n", part["heading"], part["text"], part["rows"]))
        .collect()
}

fn missing(document: &Value) -> Vec<(String, String)> {
    let rows = document["parts"][0]["rows"].as_array().expect("rows").iter();
    let text = |row: &Value, key: &str| row[key].as_str().expect("a text").to_string();
    rows.map(|row| (text(row, "asked_by"), text(row, "how"))).collect()
}

/// Article 33(5): the facts, the effects and the remedial action; every clock of the due list; and the timeline.
#[test]
fn the_file_of_a_breach_is_whole() {
    let bare = with(EN, SIGNAL);
    let document = report(bare.path(), &["incident", "2026-001", "--format", "json"]).json();
    let rows = |part: usize| document["parts"][part]["rows"].as_array().expect("rows").clone();
    let lacks: Vec<Value> = rows(1).into_iter().filter(|row| row["said"].is_null()).collect();
    let articles: Vec<&str> = lacks.iter().filter_map(|row| row["article"].as_str()).collect();
    assert_eq!(
        articles,
        [
            "33(3)(a)",
            "33(3)(a)",
            "33(3)(a)",
            "33(3)(a)",
            "33(3)(a)",
            "33(3)(b)",
            "33(3)(c), 33(5)",
            "33(3)(d), 33(5)",
            "33(1), 5(2)"
        ]
    );
    let due = avg(bare.path(), &["--now", NOW, "due", "--all", "--format", "json"]).json();
    let ends = |rows: &[Value]| -> Vec<[Value; 2]> {
        rows.iter()
            .map(|row| [row["by"].clone(), row["latest"].clone()])
            .collect()
    };
    let expected = ends(due.as_array().expect("duties"));
    assert!(!expected.is_empty());
    let as_text = |ends: Vec<[Value; 2]>| -> Vec<[String; 2]> {
        ends.into_iter()
            .map(|ends| ends.map(|end| end.as_str().unwrap_or_default().to_string()))
            .collect()
    };
    assert_eq!(as_text(ends(&rows(2))), as_text(expected));
    let args = ["incident", "2026-001", "--format", "json"];
    let file = report(&root().join("examples/op-orde"), &args).json();
    let timeline = file["parts"][3]["rows"].as_array().expect("rows").iter();
    let happened: Vec<&str> = timeline
        .filter(|row| row["source"] != "commit")
        .filter_map(|row| row["what"].as_str())
        .collect();
    // As the record's moments follow one another: 09:50, 10:05, 11:30, 12:15 twice, 15:00, 15:02, the next day, and the closing.
    assert_eq!(
        happened,
        [
            "began_at",
            "discovered_at",
            "aware_at",
            "ended_at",
            "Ontvanger bevestigt het wissen van de mail",
            "controllers[agreements/zorg-noord].notified_at",
            "controllers[agreements/zorg-noord].received_at",
            "authority.notified_at",
            "closed_on",
        ]
    );
}

#[test]
fn texts_are_the_same_of_a_commit_and_in_yaml() {
    let dir = examples();
    for (example, name, args) in [
        (
            "verwerkersovereenkomst",
            "notice-authority",
            &["notice", "2026-002", "--to", "authority"][..],
        ),
        (
            "verwerkersovereenkomst",
            "notice-controller",
            &["notice", "2026-002", "--to", "controller", "--for", "klant-noord"],
        ),
        (
            "verwerkersovereenkomst",
            "notice-people",
            &["notice", "2026-002", "--to", "people"],
        ),
        ("verwerkersovereenkomst", "incident", &["incident", "2026-002"]),
        (
            "reglement",
            "notice-authority",
            &["notice", "2026-001", "--to", "authority", "--lang", "en"],
        ),
        ("op-orde", "letter-receipt", &["letter", "2026-001", "--as", "receipt"]),
        (
            "op-orde",
            "letter-grant",
            &["letter", "2026-001", "--as", "grant", "--about", "salarisadministratie"],
        ),
        (
            "op-orde",
            "letter-grant-in-part",
            &["letter", "2026-002", "--as", "grant", "--lang", "en"],
        ),
        (
            "reglement",
            "letter-refusal",
            &["letter", "2026-004", "--as", "refusal"],
        ),
        (
            "reglement",
            "letter-extension",
            &["letter", "2026-005", "--as", "extension"],
        ),
    ] {
        let place = dir.path().join(example);
        let json = report(&place, &[args, &["--format", "json"]].concat());
        let committed = report(&place, &[args, &["--format", "json", "--rev", "HEAD"]].concat());
        assert_eq!(json.out, committed.out, "{name}");
        let json = json.json();
        let yaml: Value =
            serde_yaml::from_str(&report(&place, &[args, &["--format", "yaml"]].concat()).out).expect("YAML");
        assert_eq!(yaml, json, "{name}");
    }
}
