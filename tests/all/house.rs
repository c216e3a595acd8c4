//! What a house's own norms can ask: values of every sort, and terms beside those of the law.

use super::cases::{BASE, NOW};
use super::support::{Run, avg, folder, write};

const REQUEST: &str = "received_at = 2026-11-10\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n";

/// What is found with a house's norms, as they stand in a list.
fn checked(norms: &[&str], record: (&str, &str)) -> Run {
    let dir = folder(BASE);
    let norms: String = norms.iter().map(|norm| format!("  - {{ {norm} }}\n")).collect();
    write(dir.path(), "norms/huis.yaml", &format!("pack: huis\nnorms:\n{norms}"));
    write(dir.path(), record.0, record.1);
    let run = avg(dir.path(), &["--now", NOW, "check", "--format", "json"]);
    assert!(run.code < 2, "{}", run.err);
    run
}

fn found(run: &Run, norm: &str) -> usize {
    run.findings().iter().filter(|finding| finding["norm"] == norm).count()
}

/// A number is compared as one, yes and no as what they are, and a list has what one of its items is.
#[test]
fn a_condition_compares_what_is_written() {
    let asked = |condition: &str, written: &str| {
        let norm = format!("id: asked, on: requests, when: {{ x_a: {condition} }}, require: x_b");
        found(
            &checked(
                &[&norm],
                ("requests/2026-001.toml", &format!("{REQUEST}x_a = {written}\n")),
            ),
            "huis/asked",
        ) == 1
    };
    for (condition, written) in [
        ("3", "3"),
        ("[1, 3]", "3"),
        ("true", "true"),
        ("ja", "\"ja\""),
        ("[ja, 3, false]", "false"),
        ("3", "[1, 3]"),
        ("present", "[]"),
        ("unwritten", "\" \""),
    ] {
        assert!(asked(condition, written), "{condition}: {written}");
    }
    for (condition, written) in [
        ("3", "4"),
        ("3", "\"3\""),
        ("3", "true"),
        ("true", "false"),
        ("ja", "\"nee\""),
        ("[1, 2]", "3"),
        ("3", "[]"),
        ("absent", "[]"),
        ("written", "\" \""),
    ] {
        assert!(!asked(condition, written), "{condition}: {written}");
    }
}

/// A term is held against that of the law for the same duty from the same moment, and no other.
#[test]
fn a_term_is_laxer_than_that_of_the_same_duty() {
    let is_laxer = |rest: &str| {
        let norm = format!("id: answer, on: requests, {rest}");
        found(
            &checked(&[&norm], ("requests/2026-001.toml", REQUEST)),
            "record/term-laxer",
        ) > 0
    };
    let law = "duty: respond-to-request, from: received_at";
    assert!(is_laxer(&format!("{law}, within: 6 weeks")));
    assert!(!is_laxer("from: received_at, within: 6 weeks, title: { nl: x, en: x }"));
    assert!(!is_laxer(
        "duty: respond-to-request, from: x_asked_again, within: 6 weeks"
    ));
    // As long as the law's, but extended past more days off.
    assert!(is_laxer(&format!("{law}, within: 1 month, count: atw")));
    assert!(!is_laxer(&format!("{law}, within: 1 month, count: calendar")));
    assert!(!is_laxer(&format!("{law}, within: 2 weeks, count: atw")));
    // Conditions that the law's norm can never meet with it.
    assert!(!is_laxer(&format!(
        "{law}, within: 6 weeks, when: {{ right: complaint }}"
    )));
    assert!(!is_laxer(&format!(
        "{law}, within: 6 weeks, when: {{ role: processor }}"
    )));
    assert!(is_laxer(&format!("{law}, within: 6 weeks, when: {{ right: written }}")));
    assert!(!is_laxer(&format!("{law}, within: 6 weeks, when: {{ right: absent }}")));
    assert!(!is_laxer(&format!(
        "{law}, within: 6 weeks, when: {{ right: unwritten }}"
    )));
}

/// A house may have terms for the same duty that differ: it is the law beside which they are held.
#[test]
fn terms_of_a_house_are_not_held_against_each_other() {
    let norm = |id: &str, within: &str| {
        format!("id: {id}, duty: respond-to-request, on: requests, from: received_at, within: {within}")
    };
    let norms = [
        norm("soon", "2 weeks"),
        norm("later", "3 weeks"),
        norm("too-late", "7 weeks"),
    ];
    let norms: Vec<&str> = norms.iter().map(String::as_str).collect();
    let run = checked(&norms, ("requests/2026-001.toml", REQUEST));
    assert_eq!(found(&run, "record/term-laxer"), 1, "{}", run.out);
}

/// Until it is known whose data are affected the shortest term of all agreements runs; one without a number is no term.
#[test]
fn the_strictest_agreement_holds_for_all() {
    let agreement = |within: &str| {
        format!(
            "name = \"K\"\nour_role = \"processor\"\n[counterparty]\nname = \"K BV\"\n[terms]\nbreach_notice = {{ within = \"{within}\" }}\n"
        )
    };
    let incident = "discovered_at = 2026-11-20T10:00:00+01:00\nsummary = \"x\"\nrole = \"processor\"\nis_personal_data_breach = true\n";
    for (one, other, by) in [
        ("without-delay", "24h", "2026-11-21T10:00:00+01:00"),
        ("24h", "without-delay", "2026-11-21T10:00:00+01:00"),
        ("36h", "24h", "2026-11-21T10:00:00+01:00"),
        ("24h", "36h", "2026-11-21T10:00:00+01:00"),
    ] {
        let dir = folder(&BASE[..1]);
        write(dir.path(), "agreements/a.toml", &agreement(one));
        write(dir.path(), "agreements/b.toml", &agreement(other));
        write(dir.path(), "incidents/2026-001.toml", incident);
        let due = avg(dir.path(), &["--now", "2026-11-20T12:00", "due", "--format", "json"]).json();
        let due: Vec<_> = due.as_array().expect("duties").iter().collect();
        let notice = due.iter().find(|duty| duty["duty"] == "notify-controller");
        assert_eq!(notice.expect("a duty")["by"], by, "{one} and {other}: {due:?}");
    }
}
