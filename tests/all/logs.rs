//! The record of breaches and that of requests: what articles 33, 12 and 15 miss in a row is named there with the article, and
//! what they do not ask is not.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{avg, folder};

const NOW: &str = "2026-03-31T09:00+02:00";

const US: &str = "[organisation]\nname = 'Example BV'\nemail = 'p@example.example'\n[settings]\nlanguage = 'en'\n";

const AGREEMENT: &str =
    "name = 'A'\nour_role = 'processor'\n[counterparty]\nname = 'Customer BV'\nemail = 'c@c.example'\n";

/// What article 33(3) and (5) want, beside where the record says it.
const ARTICLE_33: &[(&str, &str)] = &[
    ("kinds", "33(3)(a)"),
    ("subjects", "33(3)(a)"),
    ("subjects_count", "33(3)(a)"),
    ("personal_data", "33(3)(a)"),
    ("records_count", "33(3)(a)"),
    ("contact", "33(3)(b)"),
    ("consequences", "33(3)(c), 33(5)"),
    ("measures", "33(3)(d), 33(5)"),
    ("risk_reason", "33(1), 5(2)"),
];

fn with(incident: &str) -> TempDir {
    folder(&[
        ("avg.toml", US),
        ("agreements/a.toml", AGREEMENT),
        (
            "incidents/1.toml",
            &format!("discovered_at = 2026-03-30T10:00:00+02:00\nsummary = 'A signal'\n{incident}"),
        ),
    ])
}

/// The cells of the one row, each with the head of its column, as people read them.
fn row(dir: &Path, name: &str) -> Vec<(String, String)> {
    let run = avg(dir, &["--now", NOW, "report", name, "--format", "markdown"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let cells = run.out.lines().filter_map(|line| {
        let (head, cell) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        Some((head.to_string(), cell.to_string()))
    });
    cells.collect()
}

fn page(dir: &Path, args: &[&str]) -> String {
    let run = avg(dir, &[&["--now", NOW, "report"], args].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

fn json(dir: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&page(dir, &[args, &["--format", "json"]].concat())).expect("JSON")
}

/// Which fields the record of all breaches, and the file of the one, have as missing.
fn missing(dir: &Path) -> [Vec<String>; 2] {
    let log = json(dir, &["incidents"]);
    let fields = |row: &Value| -> Vec<String> {
        let missing = row["missing"].as_object().cloned().unwrap_or_default();
        missing.into_iter().map(|(field, _)| field).collect()
    };
    let log = fields(&log["parts"][0]["rows"][0]);
    let file = json(dir, &["incident", "1"]);
    let file = file["parts"][1]["rows"].as_array().expect("rows").clone();
    let file = file.into_iter().filter(|row| !fields(row).is_empty());
    [log, file.map(|row| row["article"].to_string()).collect()]
}

/// Article 33(5): the facts, the effects and the remedial action of any breach; 33(3): what a notification holds. Both reports
/// name the same as missing.
#[test]
fn the_record_of_breaches_names_what_33_misses() {
    for role in ["", "role = 'controller'\n"] {
        let dir = with(role);
        let [log, file] = missing(dir.path());
        let fields: Vec<&str> = ARTICLE_33.iter().map(|(field, _)| *field).collect();
        for field in &fields {
            assert!(log.iter().any(|it| it == field), "{field}: {log:?}");
        }
        assert_eq!(
            (log.len(), file.len()),
            (fields.len(), fields.len()),
            "{log:?} {file:?}"
        );
        let page = page(dir.path(), &["incidents", "--format", "markdown"]);
        for (field, article) in ARTICLE_33 {
            assert!(
                page.contains(&format!("missing (GDPR {article})")),
                "{field} {article}\n{page}"
            );
        }
    }
}

/// Article 33(1): where a risk is unlikely there is no notification, so nothing that only 33(3) asks is missing; 33(5) is for
/// any breach, and the reason must be shown.
#[test]
fn where_a_risk_is_unlikely_only_the_documentation_is_asked() {
    let dir = with("role = 'controller'\nbreach = true\nrisk = 'unlikely'\n");
    let [log, _] = missing(dir.path());
    assert_eq!(log, ["consequences", "measures", "risk_reason"]);
    let all = page(dir.path(), &["incidents", "--format", "markdown"]);
    let one = page(dir.path(), &["incident", "1", "--format", "markdown"]);
    for page in [&all, &one] {
        assert!(page.matches("not required (33(1))").count() >= 6, "{page}");
        assert!(
            page.contains("missing (GDPR 33(5))") && !page.contains("missing (GDPR 33(3)"),
            "{page}"
        );
        assert!(
            page.contains("not notified; not required where a risk is unlikely (33(1))"),
            "{page}"
        );
    }
}

/// Article 33(5) binds the controller; a processor notifies the controller, 33(2).
#[test]
fn of_a_breach_at_a_processor_33_5_asks_nothing() {
    let dir = with("role = 'processor'\nbreach = true\n");
    let [log, file] = missing(dir.path());
    assert_eq!(log, ["controllers"], "to whom it is told");
    assert!(file.is_empty(), "{file:?}");
    let cells = row(dir.path(), "incidents");
    let cited = |article: &str| cells.iter().filter(|(_, cell)| cell.contains(article)).count();
    assert_eq!(cited("33(5)"), 0, "{cells:?}");
    assert!(
        cited("(33(2))") >= 9 && cited("the controller notifies (33(1))") == 1,
        "{cells:?}"
    );
    let told = with("role = 'processor'\nbreach = true\n[[controllers]]\nagreement = 'agreements/a'\n");
    assert!(missing(told.path())[0].is_empty());
    // For whoever is both, the one and the other.
    let both = missing(with("role = 'both'\n").path());
    assert!(both[0].iter().any(|it| it == "controllers") && both[0].iter().any(|it| it == "measures"));
}

/// Articles 12(4) and 15(1), of an answer of ours under articles 15 to 22.
#[test]
fn the_record_of_requests_names_what_an_answer_lacks() {
    let lacking = |right: &str, role: &str, answer: &str| {
        let request = format!(
            "received_at = 2026-03-01\nright = '{right}'\nrole = '{role}'\nsubject = 'case 1'\n[answer]\ngiven_on = 2026-03-20\n{answer}"
        );
        let dir = folder(&[("avg.toml", US), ("requests/1.toml", &request)]);
        let cells = row(dir.path(), "requests");
        let lacks = cells.into_iter().find(|(head, _)| head == "what the answer lacks");
        lacks.expect("a column").1.matches("GDPR ").count()
    };
    let given = "outcome = 'refused'\nreason = 'BECAUSE'\nremedies_mentioned = true\n";
    for (right, role, answer, expected) in [
        // The reasons, and the complaint with the judicial remedy.
        ("erasure", "controller", "outcome = 'refused'\n", 2),
        ("erasure", "controller", "outcome = 'partly'\n", 2),
        (
            "erasure",
            "controller",
            "outcome = 'refused'\nreason = 'BECAUSE'\nremedies_mentioned = false\n",
            1,
        ),
        ("erasure", "controller", given, 0),
        ("erasure", "controller", "outcome = 'granted'\n", 0),
        // 15(1) beside the copy.
        ("access", "controller", "outcome = 'granted'\n", 1),
        (
            "access",
            "controller",
            "outcome = 'granted'\ninformation_included = false\n",
            1,
        ),
        (
            "access",
            "controller",
            "outcome = 'granted'\ninformation_included = true\n",
            0,
        ),
        // No right of articles 15 to 22, and no answer of ours.
        ("regulation-copy", "controller", "outcome = 'refused'\n", 0),
        ("erasure", "processor", "outcome = 'refused'\n", 0),
    ] {
        assert_eq!(lacking(right, role, answer), expected, "{right} {role} {answer}");
    }
}
