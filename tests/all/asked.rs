//! What a form asks in which record: only what the law asks of that role, in that state.

use super::support::{avg, write};
use tempfile::TempDir;

/// The flags that are still open in a record, where nobody is there to answer.
fn open(path: &str, text: &str) -> Vec<String> {
    let dir = TempDir::new().expect("a folder");
    write(
        dir.path(),
        "avg.toml",
        "[organisation]\nname = \"V\"\nemail = \"p@v.example\"\n",
    );
    write(dir.path(), path, text);
    let run = avg(dir.path(), &["--now", "2026-03-30T10:00", "edit", path]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    let flags = run.err.split_whitespace().filter_map(|word| word.strip_prefix("--"));
    flags.map(str::to_string).collect()
}

#[track_caller]
fn asks(flags: &[String], asked: &[&str], not_asked: &[&str]) {
    for flag in asked {
        assert!(flags.iter().any(|it| it == flag), "--{flag} is asked: {flags:?}");
    }
    for flag in not_asked {
        assert!(!flags.iter().any(|it| it == flag), "--{flag} is not asked: {flags:?}");
    }
}

fn incident(rest: &str) -> Vec<String> {
    let text = format!("discovered_at = 2026-03-28T10:00:00\nsummary = \"x\"\n{rest}");
    open("incidents/a.toml", &text)
}

/// Articles 33(1) and 34 bind the controller; 33(2) the processor.
#[test]
fn a_processor_is_not_asked_what_the_controller_decides() {
    let controller = ["risk", "authority-notified-at"];
    asks(&incident(""), &controller, &["people-exception", "authority-reference"]);
    for role in ["controller", "both"] {
        asks(&incident(&format!("role = \"{role}\"\n")), &controller, &[]);
    }
    let processor = "role = \"processor\"\nbreach = true\n";
    asks(
        &incident(processor),
        &["aware-at", "kinds", "measures", "cause"],
        &controller,
    );
    let known = format!("{processor}risk = \"high\"\n[authority]\nnotified_at = 2026-03-30T09:00:00\n");
    asks(
        &incident(&known),
        &["aware-at"],
        &[
            "risk-reason",
            "people-exception",
            "people-informed-at",
            "people-means",
            "authority-delay-reason",
            "authority-reference",
            "authority-complete",
        ],
    );
}

/// Article 34(3): an exception takes the communication away, and (c) puts a public one in its place.
#[test]
fn the_people_are_told_unless_an_exception_applies() {
    let high = "role = \"controller\"\nbreach = true\nrisk = \"high\"\n";
    let people = ["people-exception", "people-informed-at", "people-means"];
    asks(&incident(high), &people, &[]);
    asks(&incident("role = \"controller\"\nrisk = \"likely\"\n"), &[], &people);
    let with = |exception: &str| incident(&format!("{high}[people]\nexception = \"{exception}\"\n"));
    for exception in ["encrypted", "measures-taken", "financial-undertaking"] {
        asks(&with(exception), &["measures"], &people);
    }
    asks(&with("disproportionate"), &["people-means"], &["people-informed-at"]);
}

#[test]
fn what_is_no_breach_is_asked_nothing_more_about_one() {
    let none =
        "role = \"controller\"\nbreach = false\nrisk = \"high\"\n[authority]\nnotified_at = 2026-03-30T09:00:00\n";
    let flags = incident(none);
    let breach = [
        "aware-at",
        "cause",
        "people-exception",
        "people-means",
        "people-informed-at",
        "authority-reference",
    ];
    asks(&flags, &["risk-reason"], &breach);
    assert_eq!(flags.iter().filter(|flag| *flag == "risk-reason").count(), 1);
    let notified = "role = \"controller\"\n[authority]\nnotified_at = 2026-03-30T09:00:00\n";
    asks(
        &incident(notified),
        &["authority-delay-reason", "authority-reference", "cause"],
        &["authority-notified-at"],
    );
}

#[test]
fn joint_controllers_are_asked_article_26_and_no_article_28() {
    let agreement = |role: &str| {
        let text = format!(
            "name = \"A\"\nour_role = \"{role}\"\n[counterparty]\nname = \"A\"\n[[processing]]\npurpose = \"x\"\n"
        );
        open("agreements/a.toml", &text)
    };
    let joint = ["clauses-responsibilities", "clauses-essence-available"];
    let processing = [
        "terms-breach-notice-within",
        "terms-request-forwarding-within",
        "clauses-instructions",
        "clauses-instructions-exception",
        "clauses-prior-consultation",
        "clauses-existing-copies",
        "clauses-audit-information",
        "clauses-subprocessor-obligations",
        "processing-subjects",
        "processing-personal-data",
        "processing-duration",
        "subprocessors-name",
    ];
    asks(&agreement("joint-controller"), &joint, &processing);
    for role in ["controller", "processor"] {
        asks(&agreement(role), &processing, &joint);
    }
}

/// Articles 12(4), 12(5), 18(3) and 19 are the controller's.
#[test]
fn an_answer_is_asked_what_its_giver_owes() {
    let request = |role: &str, right: &str, outcome: &str| {
        let text = format!(
            "received_at = 2026-03-05\nright = \"{right}\"\nrole = \"{role}\"\nsubject = \"zaak 1\"\n\
             [answer]\ngiven_on = 2026-03-20\noutcome = \"{outcome}\"\n"
        );
        open("requests/a.toml", &text)
    };
    let refusal = ["answer-reason", "answer-remedies-mentioned", "answer-fee-charged"];
    let restriction = [
        "answer-recipients-notified-on",
        "restriction-lifted-on",
        "restriction-subject-informed-on",
    ];
    asks(&request("controller", "restriction", "refused"), &refusal, &restriction);
    asks(
        &request("controller", "restriction", "granted"),
        &restriction,
        &["answer-reason"],
    );
    asks(
        &request("controller", "erasure", "granted"),
        &["age", "answer-recipients-notified-on"],
        &["restriction-lifted-on"],
    );
    asks(
        &request("processor", "restriction", "refused"),
        &["agreement"],
        &refusal,
    );
    asks(&request("processor", "restriction", "granted"), &["age"], &restriction);
}

/// Articles 6, 9 and 30(1)(e), and article 46 of the Dutch Act.
#[test]
fn an_activity_is_asked_what_its_data_need() {
    let activity = |rest: &str| {
        open(
            "register/a.toml",
            &format!("name = \"A\"\nrole = \"controller\"\n{rest}"),
        )
    };
    let kind = |kind: &str| activity(&format!("[[personal_data]]\ncategory = \"x\"\nkind = \"{kind}\"\n"));
    let proof = ["personal-data-ground", "personal-data-law"];
    asks(
        &activity(""),
        &["transfers-country", "personal-data-kind"],
        &["transfers-instrument", proof[0], proof[1]],
    );
    asks(
        &activity("[[transfers]]\ncountry = \"US\"\n"),
        &["transfers-instrument"],
        &["transfers-country"],
    );
    asks(&kind("ordinary"), &[], &proof);
    asks(&kind("health"), &["personal-data-ground"], &["personal-data-law"]);
    for kind in [kind("national-id"), kind("criminal")] {
        asks(&kind, &["personal-data-law"], &["personal-data-ground"]);
    }
    let with_ground = |ground: &str| {
        activity(&format!(
            "[[personal_data]]\ncategory = \"x\"\nkind = \"health\"\nground = \"{ground}\"\n"
        ))
    };
    asks(&with_ground("9(2)(b)"), &["personal-data-law"], &[]);
    asks(&with_ground("9(2)(a)"), &[], &proof);
    let basis = |article: &str| activity(&format!("legal_basis = [{{ article = \"{article}\" }}]\n"));
    asks(
        &basis("6(1)(f)"),
        &["legal-basis-interest", "legal-basis-balanced-on"],
        &["legal-basis-law"],
    );
    asks(&basis("6(1)(c)"), &["legal-basis-law"], &["legal-basis-balanced-on"]);
}

/// Clause 11.4 of the published agreement: silence approves after the term of 11.3. It is asked where there is such a term; the
/// law knows no such rule.
#[test]
fn silence_is_asked_after_where_one_may_object() {
    let agreement = |role: &str, terms: &str| {
        let text = format!("name = \"A\"\nour_role = \"{role}\"\n[counterparty]\nname = \"A\"\n[terms]\n{terms}");
        open("agreements/a.toml", &text)
    };
    let silence = ["terms-subprocessor-objection-deemed-approval"];
    let with_term = "subprocessor_objection = { within = \"14 days\" }\n";
    asks(&agreement("processor", with_term), &silence, &[]);
    asks(&agreement("controller", with_term), &silence, &[]);
    asks(&agreement("processor", ""), &[], &silence);
    asks(&agreement("joint-controller", with_term), &[], &silence);
    let known = "subprocessor_objection = { within = \"14 days\", deemed_approval = \"11.4\" }\n";
    asks(&agreement("processor", known), &[], &silence);
}
