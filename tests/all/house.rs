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
        ("1.5", "1.5"),
        ("1.5", "\"1.5\""),
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
        ("1.5", "1.25"),
    ] {
        assert!(!asked(condition, written), "{condition}: {written}");
    }
}

/// Why a pack of one norm is refused: nothing where it is taken.
fn refused(norm: &str) -> Vec<String> {
    let dir = folder(BASE);
    let pack = format!("pack: huis\nnorms:\n  - {{ {norm} }}\n");
    write(dir.path(), "norms/huis.yaml", &pack);
    let run = avg(dir.path(), &["--now", NOW, "--lang", "en", "check"]);
    let told = run.err.lines().filter(|line| line.contains("norms/huis.yaml"));
    let told: Vec<String> = told.map(str::to_string).collect();
    assert_eq!(run.code == 2, !told.is_empty(), "{}", run.err);
    told
}

/// What a field can never be, and what could never hold, is no condition that is left out: the pack is refused.
#[test]
fn what_can_never_be_is_refused_once_and_at_its_place() {
    // Where `^` stands here it is named.
    for (marked, words) in [
        (
            "id: a, on: requests, when: { right: ^3 }, require: answer.reason",
            "cannot be ‘3’. Known are: access",
        ),
        (
            "id: a, on: requests, when: { right: ^acces }, require: answer.reason",
            "Did you mean ‘access’?",
        ),
        (
            "id: a, on: incidents, when: { subjects_count.max: ^veel }, require: cause",
            "cannot be ‘veel’",
        ),
        (
            "id: a, on: incidents, when: { breach: ^ja }, require: cause",
            "cannot be ‘ja’. Known are: true, false",
        ),
        (
            "id: a, on: incidents, when: { summary: ^3 }, require: cause",
            "cannot be ‘3’",
        ),
        (
            "id: a, on: incidents, when: { controllers: ^a }, require: cause",
            "cannot be ‘a’",
        ),
        (
            "id: a, on: incidents, when: { ^x_a: [] }, require: cause",
            "no value at all will do here",
        ),
        (
            "id: a, on: incidents, require: { ^x_a: [] }",
            "no value at all will do here",
        ),
        (
            "id: a, on: requests, require: answer.reason, level: ^eror",
            "Did you mean ‘error’?",
        ),
        ("id: ^a, on: requests, from: [], within: 1 month", "‘from’ is missing"),
        (
            "id: a, on: requests, require: answer.reason, ^met_by: answer.given_on",
            "‘met_by’ means nothing with ‘require’",
        ),
        (
            "id: a, on: requests, from: received_at, within: 1 month, ^at: subject",
            "‘at’ means nothing with ‘within’",
        ),
        (
            "id: a, on: requests, require: answer.reason, ^with: { words: [a] }",
            "‘with’ means nothing with ‘require’",
        ),
        (
            "id: a, on: register/transfers, judge: adequacy-condition, with: { decisions: ^adequacy }",
            "this pack has no list ‘adequacy’",
        ),
        (
            "id: a, on: register/transfers, judge: adequacy-condition, with: { decisions: [], ^words: [a] }",
            "‘words’ means nothing to this judge",
        ),
        (
            "id: a, on: register/transfers, judge: ^adequacy-condition",
            "this judge needs in ‘with’: decisions",
        ),
        (
            "id: a, on: requests, judge: order, with: { order: [^[received_at]] }",
            "two moments",
        ),
        (
            "id: a, on: requests, judge: order, with: { order: [^[received_at, answer.given_on, extension.notified_on]] }",
            "two moments",
        ),
        (
            "id: a, on: requests, require: answer.reason, in_force: { from: ^2026-02-30 }",
            "Write a date without a time",
        ),
        (
            "id: a, on: requests, require: answer.reason, in_force: { from: ^'2026-02-28' }",
            "Leave out the quotes",
        ),
    ] {
        let (before, after) = marked.split_once('^').expect("a mark");
        let told = refused(&format!("{before}{after}"));
        let [told] = told.as_slice() else {
            panic!("{marked}: {told:#?}");
        };
        let place = format!("huis.yaml:3:{}: ", "  - { ".len() + before.len() + 1);
        assert!(told.contains(&place) && told.contains(words), "{place}{words}: {told}");
    }
    for norm in [
        "id: a, on: incidents, when: { subjects_count.max: 100 }, require: cause",
        "id: a, on: incidents, when: { breach: true }, require: cause",
        "id: a, on: incidents, when: { controllers: absent, role: [both, processor] }, require: cause",
        "id: a, on: requests, when: { role: [controller, absent], right: written }, require: answer.reason",
    ] {
        assert_eq!(refused(norm), [""; 0], "{norm}");
    }
}

/// Without words of its own a norm goes by its name; a duty by what the law calls it.
#[test]
fn a_norm_without_words_goes_by_its_name() {
    let run = checked(
        &["id: who-asked, on: requests, require: requester"],
        ("requests/2026-001.toml", REQUEST),
    );
    let asked = run
        .findings()
        .into_iter()
        .find(|finding| finding["norm"] == "huis/who-asked");
    assert_eq!(asked.expect("a finding")["message"], "who asked");
    let dir = folder(BASE);
    let duties = "  - { id: sooner, duty: respond-to-request, on: requests, from: received_at, within: 2 weeks }\n  - { id: call-back, on: requests, from: received_at, within: 3 days }\n";
    write(dir.path(), "norms/huis.yaml", &format!("pack: huis\nnorms:\n{duties}"));
    write(dir.path(), "requests/2026-001.toml", REQUEST);
    let due = avg(dir.path(), &["--now", "2026-11-11", "--lang", "en", "due"]);
    assert!(
        due.out.contains("answer the request") && due.out.contains("call back"),
        "{}",
        due.out
    );
}

/// A house's norm is cited by its law, with its article where it has one; and explained as it stands, without its neighbours.
#[test]
fn a_norm_is_cited_and_explained_as_it_stands() {
    let dir = folder(BASE);
    let pack = "pack: huis\ncite: Reglement\nnorms:\n  # Wie vraagt er iets?\n  - id: who-asked\n    on: requests\n    cite: 3\n    require: requester\n\n  # Iets anders.\n\n  - id: said-why\n    on: requests\n    require: answer.reason\n";
    write(dir.path(), "norms/huis.yaml", pack);
    write(dir.path(), "requests/2026-001.toml", REQUEST);
    let found = avg(dir.path(), &["--now", NOW, "check", "--format", "json"]).findings();
    let cite = |norm: &str| {
        let found = found.iter().find(|finding| finding["norm"] == norm);
        found.unwrap_or_else(|| panic!("{norm}: {found:#?}"))["cite"].clone()
    };
    assert_eq!(
        (cite("huis/who-asked"), cite("huis/said-why")),
        ("Reglement 3".into(), "Reglement".into())
    );
    let explained = avg(dir.path(), &["--lang", "en", "explain", "huis/who-asked"]).out;
    let stands = explained
        .split_once("as it stands in the pack:\n")
        .expect("the norm itself")
        .1;
    let lines: Vec<&str> = stands.lines().map(str::trim).collect();
    assert_eq!(
        lines,
        ["id: who-asked", "on: requests", "cite: 3", "require: requester"]
    );
}

/// A row that nothing names goes by its number, from one.
#[test]
fn a_row_without_a_name_goes_by_its_number() {
    let dir = folder(BASE);
    let house = "pack: huis\nnorms:\n  - { id: follow-up, on: incidents/log, from: at, within: 1 day }\n";
    write(dir.path(), "norms/huis.yaml", house);
    let incident = "discovered_at = 2026-11-20T10:00:00+01:00\nsummary = \"x\"\nrole = \"controller\"\n[[log]]\nat = 2026-11-20\ntext = \"a\"\n[[log]]\nat = 2026-11-21\ntext = \"b\"\n";
    write(dir.path(), "incidents/2026-001.toml", incident);
    let due = avg(dir.path(), &["--now", "2026-11-21T12:00", "due", "--format", "json"]).json();
    let due = due.as_array().expect("duties").iter();
    let rows: Vec<_> = due
        .filter(|duty| duty["duty"] == "follow-up")
        .map(|duty| (&duty["item"], &duty["by"]))
        .collect();
    assert_eq!(
        rows,
        [(&"1".into(), &"2026-11-21".into()), (&"2".into(), &"2026-11-22".into())]
    );
}

/// What no clock can count from is named once: by the reader where it knows the field, else by the norm that counts.
#[test]
fn what_cannot_be_counted_is_named_once() {
    let counted = |request: &str| -> Vec<(String, u64)> {
        let house = "id: call-back, on: requests, from: x_asked_at, within: 3 days";
        let run = checked(&[house], ("requests/2026-001.toml", request));
        let all = run.findings().into_iter();
        let errors = all.filter(|finding| finding["level"] == "error" && finding["file"] == "requests/2026-001.toml");
        let place = |finding: serde_json::Value| {
            (
                finding["norm"].as_str().unwrap_or_default().to_string(),
                finding["line"].as_u64().unwrap_or_default(),
            )
        };
        errors.map(place).collect()
    };
    // In that hour the clock was put forward.
    let skipped = REQUEST.replace("2026-11-10", "2026-03-29T02:30:00");
    assert_eq!(counted(&skipped), [("record/skipped-moment".to_string(), 1)]);
    let own = format!("{REQUEST}x_asked_at = 2026-03-29T02:30:00\n");
    assert_eq!(counted(&own), [("record/uncountable".to_string(), 5)]);
}

/// A duty holds for what happened while it was in force, from its first day through its last.
#[test]
fn a_duty_holds_while_it_is_in_force() {
    let holds = |in_force: &str| {
        let dir = folder(BASE);
        let duty =
            format!("  - {{ id: call-back, on: requests, from: received_at, within: 3 days, in_force: {in_force} }}\n");
        write(dir.path(), "norms/huis.yaml", &format!("pack: huis\nnorms:\n{duty}"));
        write(dir.path(), "requests/2026-001.toml", REQUEST);
        let due = avg(dir.path(), &["--now", "2026-11-11", "due", "--format", "json"]).json();
        let due = due.as_array().expect("duties").clone();
        due.iter().any(|duty| duty["duty"] == "call-back")
    };
    assert!(holds("{ from: 2026-11-10 }") && !holds("{ from: 2026-11-11 }"));
    assert!(holds("{ until: 2026-11-10 }") && !holds("{ until: 2026-11-09 }"));
    assert!(holds("{ from: 2026-11-10, until: 2026-11-10 }"));
    assert!(!holds("{ from: 2026-11-01, until: 2026-11-09 }") && !holds("{ from: 2026-11-11, until: 2026-12-01 }"));
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

/// Of an agreement that could not be read as a whole only that is told, not that its term is longer than the law allows.
#[test]
fn terms_of_an_agreement_are_held_against_the_law_where_it_can_be_read() {
    let found = |rest: &str| {
        let dir = folder(&BASE[..1]);
        let agreement = format!(
            "name = \"K\"\nour_role = \"processor\"\n{rest}[counterparty]\nname = \"K BV\"\n[terms]\nbreach_notice = {{ within = \"96h\" }}\n"
        );
        write(dir.path(), "agreements/k.toml", &agreement);
        let found = avg(dir.path(), &["--now", NOW, "check", "--format", "json"]).findings();
        found
            .iter()
            .filter(|finding| finding["norm"] == "record/term-laxer")
            .count()
    };
    assert_eq!((found(""), found("signed_on =\n")), (1, 0));
}

/// Until it is known whose data are affected the shortest term of all agreements runs; one without a number is no term.
#[test]
fn the_strictest_agreement_holds_for_all() {
    let agreement = |within: &str| {
        format!(
            "name = \"K\"\nour_role = \"processor\"\n[counterparty]\nname = \"K BV\"\n[terms]\nbreach_notice = {{ within = \"{within}\" }}\n"
        )
    };
    let incident = "discovered_at = 2026-11-20T10:00:00+01:00\nsummary = \"x\"\nrole = \"processor\"\nbreach = true\n";
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
