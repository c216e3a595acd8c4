//! The days of an agreement: its periods, the next audit, the end.

use serde_json::Value;

use tempfile::TempDir;

use super::super::support::{examples, folder};
use super::{NOW, US, duty, json, part, rows, words};

/// The contract's own periods, each with its clause, beside the law's.
#[test]
fn periods_stand_with_their_clauses() {
    let dir = examples();
    let document = json(
        &dir.path().join("verwerkersovereenkomst"),
        NOW,
        &["agreement", "klant-noord"],
    );
    let expected = [
        ("breach_notice", Some("48h"), "6.1", "33(2)"),
        ("request_assistance", Some("14 days"), "4.6", "28(3)(e), 12(3)"),
        ("request_forwarding", Some("without-delay"), "4.8", "28(3)(e), 12(3)"),
        ("subprocessor_notice", Some("14 days"), "11.2", "28(2)"),
        ("subprocessor_objection", Some("14 days"), "11.3", "28(2)"),
        ("return_or_erase", None, "", "28(3)(g)"),
        ("audit", Some("1 year"), "5.2", "28(3)(h)"),
    ];
    let shown: Vec<_> = rows(&document, "Periods")
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or_default();
            (text("term"), row["agreed"].as_str(), text("clause"), text("article"))
        })
        .collect();
    assert_eq!(shown, expected);
}

/// At most once a year, both ways: a year after 15 September 2025, and from the first day of the year after it.
#[test]
fn the_next_audit_is_counted_both_ways() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    let said = words(part(&json(&place, NOW, &["agreement", "klant-noord"]), "Audits"));
    for day in ["Monday 2025-09-15", "Tuesday 2026-09-15", "Thursday 2026-01-01"] {
        assert!(said.contains(day), "{day}: {said}");
    }
    let overview = json(&place, NOW, &["agreements"]);
    let all = rows(&overview, "Our controllers");
    assert_eq!(
        [&all[0]["next_audit"], &all[1]["next_audit"]],
        [&"2026-09-15".into(), &Value::Null]
    );
    let every = |every: &str, performed: &str| {
        let agreement = format!(
            "name = 'A'\nour_role = 'controller'\n[counterparty]\nname = 'B'\n[terms]\naudit = {{ at_most_every = '{every}' }}\n[[audits]]\nperformed_on = {performed}\n"
        );
        let dir = folder(&[("avg.toml", US), ("agreements/a.toml", &agreement)]);
        words(part(&json(dir.path(), NOW, &["agreement", "a"]), "Audits"))
    };
    // Two years after 29 February 2024 is 28 February 2026; twice a calendar year is not said with months.
    let leap = every("2 years", "2024-02-29");
    assert!(
        leap.contains("from Saturday 2026-02-28") && leap.contains("Thursday 2026-01-01"),
        "{leap}"
    );
    let months = every("6 months", "2025-12-31");
    assert!(
        months.contains("from Tuesday 2026-06-30") && !months.contains("calendar year"),
        "{months}"
    );
    let twelve = every("12 months", "2025-12-31");
    assert!(
        twelve.contains("from Thursday 2026-12-31") && twelve.contains("Thursday 2026-01-01"),
        "{twelve}"
    );
    // What lies ahead has not been performed.
    assert!(every("1 year", "2026-08-01").contains("No audit is recorded yet"));
}

/// A certificate may stand in the way of an audit; and of what has ended nobody says when the next may be.
#[test]
fn an_audit_may_not_be_possible() {
    let audits = |more: &str| {
        let agreement = format!(
            "name = 'A'\nour_role = 'controller'\n{more}\n[counterparty]\nname = 'B'\n[terms]\naudit = {{ at_most_every = '1 year', clause = '5.2' }}\n[[audits]]\nperformed_on = 2025-02-01\n"
        );
        let dir = folder(&[("avg.toml", US), ("agreements/a.toml", &agreement)]);
        let next = rows(&json(dir.path(), NOW, &["agreements"]), "Our processors")[0]["next_audit"].clone();
        let document = json(dir.path(), NOW, &["agreement", "a"]);
        let audits = part(&document, "Audits");
        let said = audits["text"].as_array().map(|_| words(audits));
        (said.unwrap_or_default(), next)
    };
    let valid = "certificates = [{ standard = 'ISO 27001', valid_until = 2026-05-20 }]";
    let (said, next) = audits(valid);
    assert!(
        said.contains("valid through Wednesday 2026-05-20: until then the agreement (5.2) may not allow an audit"),
        "{said}"
    );
    assert_eq!(next, "2026-02-01");
    let (said, _) = audits(&valid.replace("2026-05-20", "2026-05-19"));
    assert!(
        said.contains("from Sunday 2026-02-01") && !said.contains("certificate"),
        "{said}"
    );
    let (said, next) = audits(&format!("ended_on = 2026-05-20\n{valid}"));
    assert_eq!((said.as_str(), &next), ("", &Value::Null));
}

/// The end: when the data must be gone, as the due list has it. 30 days after 30 June is 30 July.
#[test]
fn the_end_has_its_due_date() {
    let files = |end: &str| {
        folder(&[
            ("avg.toml", US),
            (
                "agreements/a.toml",
                &format!(
                    "name = 'A'\nour_role = 'processor'\nended_on = 2026-06-30\n[counterparty]\nname = 'B'\n[terms]\nreturn_or_erase = {{ within = '30 days' }}\n{end}"
                ),
            ),
        ])
    };
    let state =
        |dir: &TempDir, now: &str| rows(&json(dir.path(), now, &["agreements"]), "Our controllers")[0]["state"].clone();
    let dir = files("");
    let now = "2026-07-05T09:00";
    let document = json(dir.path(), now, &["agreement", "a"]);
    let fact = |field: &str| -> Value {
        let is_it = |row: &&Value| row["field"] == field;
        rows(&document, "The end")
            .iter()
            .find(is_it)
            .unwrap_or_else(|| panic!("{field}"))["value"]
            .clone()
    };
    assert_eq!(fact("latest"), "2026-07-30");
    assert_eq!(fact("latest"), duty(dir.path(), now, "return-or-erase")["latest"]);
    assert_eq!(fact("end.choice"), Value::Null, "28(3)(g): the controller chooses");
    assert_eq!(state(&dir, now), "to-complete");
    assert_eq!(state(&dir, "2026-06-29T09:00"), "runs");
    assert_eq!(
        state(&files("[end]\nchoice = 'erase'\ncompleted_on = 2026-07-04\n"), now),
        "completed"
    );
}
