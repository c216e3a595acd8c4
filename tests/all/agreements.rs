//! `avg report agreement` and `avg report agreements`: what article 28 asks is on the page or named as missing, and every page
//! about agreements says the same in every format.

mod days;
mod formats;

use std::path::Path;

use serde_json::Value;

use super::support::{avg, examples, folder};

pub const NOW: &str = "2026-05-20T09:00";

pub fn report(dir: &Path, now: &str, args: &[&str]) -> String {
    let run = avg(dir, &[&["--now", now, "report"], args].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

pub fn json(dir: &Path, now: &str, args: &[&str]) -> Value {
    let args = [args, &["--lang", "en", "--format", "json"]].concat();
    serde_json::from_str(&report(dir, now, &args)).expect("JSON")
}

/// The part under a heading that begins so.
pub fn part<'v>(document: &'v Value, heading: &str) -> &'v Value {
    let parts = document["parts"].as_array().expect("parts");
    let is_it = |part: &&Value| part["heading"].as_str().is_some_and(|it| it.starts_with(heading));
    parts.iter().find(is_it).unwrap_or_else(|| panic!("{heading}"))
}

pub fn rows<'v>(document: &'v Value, heading: &str) -> &'v Vec<Value> {
    part(document, heading)["rows"].as_array().expect("rows")
}

/// Running text, on one line.
pub fn words(part: &Value) -> String {
    let text = part["text"].as_array().expect("a text");
    text.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
}

pub fn duty(dir: &Path, now: &str, name: &str) -> Value {
    let due = avg(dir, &["--now", now, "due", "--all", "--format", "json"]).json();
    let is_it = |duty: &&Value| duty["duty"] == name;
    due.as_array()
        .and_then(|all| all.iter().find(is_it))
        .unwrap_or_else(|| panic!("{name}"))
        .clone()
}

pub const US: &str = "[organisation]\nname = 'Wij BV'\nemail = 'privacy@wij.example'\n[settings]\nlanguage = 'en'\n";

/// Article 28, read beside the Regulation: its provision, and a word of what it wants in the text.
const ARTICLE_28: &[(&str, &str)] = &[
    ("28(2)", "prior written authorisation"),
    ("28(3)", "subject-matter"),
    ("28(3)", "duration"),
    ("28(3)", "nature"),
    ("28(3)", "purpose"),
    ("28(3)", "type of personal data"),
    ("28(3)", "categories of data subjects"),
    ("28(3)", "obligations and rights of the controller"),
    ("28(3)(a)", "documented instructions"),
    ("28(3)(a)", "beforehand"),
    ("28(3)(b)", "confidentiality"),
    ("28(3)(c)", "article 32"),
    ("28(3)(d)", "engaging another processor"),
    ("28(3)(e)", "requests of data subjects"),
    ("28(3)(f)", "articles 32 to 36"),
    ("28(3)(f)", "prior consultation"),
    ("28(3)(g)", "choice of the controller"),
    ("28(3)(g)", "existing copies"),
    ("28(3)(h)", "demonstrate compliance"),
    ("28(3)(h)", "audits and inspections"),
    ("28(3), last sentence", "infringes"),
    ("28(4)", "same obligations"),
    ("28(4)", "fully liable"),
    ("28(9)", "in writing"),
];

fn element<'v>(document: &'v Value, (article, word): (&str, &str)) -> &'v Value {
    let is_it = |row: &&Value| row["article"] == article && row["what"].as_str().is_some_and(|it| it.contains(word));
    rows(document, "The text against article 28")
        .iter()
        .find(is_it)
        .unwrap_or_else(|| panic!("{article} {word}"))
}

#[test]
fn every_element_of_article_28_has_its_clause_or_is_a_gap() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    let document = json(&place, NOW, &["agreement", "klant-noord"]);
    // Read in the published text: what it says nothing of.
    let absent = [
        "beforehand",
        "prior consultation",
        "existing copies",
        "demonstrate compliance",
        "infringes",
        "fully liable",
    ];
    for asked in ARTICLE_28 {
        let row = element(&document, *asked);
        let is_gap = |gap: &Value| gap["article"] == row["article"] && gap["what"] == row["what"];
        let gap = rows(&document, "What is missing").iter().find(|gap| is_gap(gap));
        let to_do = rows(&document, "For ourselves: what to do")
            .iter()
            .find(|gap| is_gap(gap));
        if absent.contains(&asked.1) {
            assert_eq!(
                (&row["verdict"], &row["clause"]),
                (&"not-there".into(), &Value::Null),
                "{asked:?}"
            );
            assert!(
                gap.is_some() && to_do.is_some_and(|gap| gap["help"].as_str().is_some_and(|it| !it.is_empty())),
                "{asked:?}"
            );
        } else {
            assert_eq!(row["verdict"], "there", "{asked:?}");
            assert_ne!(row["clause"], "", "{asked:?}");
            assert!(gap.is_none(), "{asked:?}");
        }
    }
    let clause = |asked: (&str, &str)| element(&document, asked)["clause"].clone();
    assert_eq!(clause(("28(3)(e)", "requests of data subjects")), "4.6, 4.8");
    assert_eq!(clause(("28(3)(g)", "choice of the controller")), "10.1");
}

#[test]
fn of_an_empty_agreement_everything_is_named() {
    let dir = folder(&[
        ("avg.toml", "[organisation]\nname = 'Wij BV'\n"),
        (
            "agreements/leeg.toml",
            "name = 'Leeg'\nour_role = 'processor'\n[counterparty]\nname = 'Klant'\n[[processing]]\n[[subprocessors]]\n",
        ),
    ]);
    let document = json(dir.path(), NOW, &["agreement", "agreements/leeg"]);
    for asked in ARTICLE_28 {
        assert_eq!(element(&document, *asked)["verdict"], "not-looked", "{asked:?}");
    }
    let gaps = rows(&document, "For ourselves: what to do");
    for asked in ARTICLE_28 {
        let is_it = |gap: &Value| gap["article"] == asked.0 && gap["help"] != "";
        assert!(gaps.iter().any(is_it), "{asked:?}");
    }
    let row = |heading: &str, field: &str| -> Value {
        let is_it = |row: &&Value| row["field"] == field;
        rows(&document, heading)
            .iter()
            .find(is_it)
            .unwrap_or_else(|| panic!("{field}"))
            .clone()
    };
    assert_eq!(row("The agreement", "signed_on")["value"], Value::Null, "28(9)");
    assert_eq!(row("Parties", "incidents")["controller"], Value::Null, "33(2)");
    assert_eq!(row("Parties", "reached")["controller"], Value::Null, "30(2)(a)");
    assert_eq!(row("Parties", "name")["controller"], "Klant");
    assert_eq!(row("Parties", "name")["processor"], "Wij BV");
    for field in [
        "purpose",
        "subjects",
        "personal_data",
        "duration",
        "operations",
        "staff",
    ] {
        assert_eq!(rows(&document, "Annex 1")[0][field], Value::Null, "{field}");
    }
    let page = report(dir.path(), NOW, &["agreement", "leeg", "--lang", "en"]);
    for missing in ["28(3)", "33(2)", "30(2)(a)", "28(3)(c), 32"] {
        assert!(page.contains(&format!("missing (GDPR {missing})")), "{missing}\n{page}");
    }
    for said in [
        "not recorded; 28(9) asks writing, not a signature",
        "not agreed (the law sets no period)",
        "what still binds until all data are gone (derived)",
        "changes only in writing and with the controller (derived)",
        "Certificates (GDPR 28(1), 32)",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(report(dir.path(), NOW, &["agreements", "--lang", "en"]).contains("asks writing, not a signature"));
    // Without a single row of annex 1, the whole annex is named.
    let bare = folder(&[
        ("avg.toml", US),
        (
            "agreements/b.toml",
            "name = 'B'\nour_role = 'controller'\n[counterparty]\nname = 'B'\n",
        ),
    ]);
    let document = json(bare.path(), NOW, &["agreement", "b"]);
    assert!(words(part(&document, "Annex 1")).contains("purpose, data subjects, personal data, duration"));
    assert_eq!(rows(&document, "Parties")[0]["controller"], "Wij BV");
}

/// An arrangement of article 26 is held against article 26 only.
#[test]
fn joint_controllers_are_asked_what_article_26_asks() {
    let dir = folder(&[
        ("avg.toml", US),
        (
            "agreements/samen.toml",
            "name = 'Samen'\nour_role = 'joint-controller'\n[counterparty]\nname = 'B'\n[clauses]\nresponsibilities = '2'\n",
        ),
    ]);
    let document = json(dir.path(), NOW, &["agreement", "samen"]);
    let shown = rows(&document, "The text against article 26").iter();
    let shown: Vec<_> = shown
        .map(|row| (row["article"].as_str(), row["verdict"].as_str()))
        .collect();
    assert_eq!(
        shown,
        [(Some("26(1)"), Some("there")), (Some("26(2)"), Some("not-looked"))]
    );
    let page = report(dir.path(), NOW, &["agreement", "samen"]);
    assert!(!page.contains("missing (GDPR"), "{page}");
    // What is for the other party says nothing of what a processor owes.
    let (sent, _) = page.split_once("What to do").unwrap_or((&page, ""));
    for article in ["28", "33(2)"] {
        assert!(!sent.contains(article), "{article}\n{page}");
    }
}

/// What we do about it is not for the other party: it stands behind the document, apart.
#[test]
fn what_is_for_ourselves_stands_apart() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    let document = json(&place, NOW, &["agreement", "klant-noord"]);
    let parts = document["parts"].as_array().expect("parts");
    let asides: Vec<&str> = parts
        .iter()
        .skip_while(|part| part["aside"] != true)
        .filter_map(|part| part["aside"].as_bool().and(part["heading"].as_str()))
        .collect();
    assert_eq!(
        asides,
        [
            "For ourselves: what to do about what is missing",
            "For ourselves: clocks that run or ran",
            "For ourselves: findings",
        ]
    );
    let handed_over = parts.iter().take_while(|part| part["aside"] != true);
    for part in handed_over {
        assert!(!part.to_string().contains("[clauses]"), "{part}");
    }
}

/// What was accepted is missing all the same; the page says until when and why, and a waiver that touches nothing adds nothing.
#[test]
fn what_was_accepted_is_still_missing() {
    let waivers: String = ["clause-audit-missing", "avg/return-term-missing", "breach-term-missing"]
        .map(|norm| {
            format!(
                "[[waivers]]\nnorm = '{norm}'\nrecord = 'agreements/a'\nreason = 'wordt herzien'\nuntil = 2026-12-31\n"
            )
        })
        .concat();
    let agreement = "name = 'A'\nour_role = 'processor'\n[counterparty]\nname = 'B'\n[clauses]\naudit = ''\n[terms]\nbreach_notice = { within = '24h' }\n";
    let dir = folder(&[
        ("avg.toml", &format!("{US}{waivers}")),
        ("agreements/a.toml", agreement),
    ]);
    let document = json(dir.path(), NOW, &["agreement", "a"]);
    let accepted: Vec<(&str, &str)> = rows(&document, "For ourselves: what to do")
        .iter()
        .map(|row| ["article", "accepted"].map(|key| row[key].as_str().unwrap_or_default()))
        .filter(|[_, accepted]| !accepted.is_empty())
        .map(|[article, accepted]| (article, accepted))
        .collect();
    let said = "accepted through 2026-12-31: wordt herzien";
    assert_eq!(accepted, [("28(3)(h)", said), ("28(3)(g)", said)]);
    assert_eq!(
        element(&document, ("28(3)(h)", "audits and inspections"))["verdict"],
        "not-there"
    );
    let missing = rows(&document, "What is missing");
    assert!(
        missing
            .iter()
            .any(|row| row["what"] == "the agreement sets no term for deletion or return")
    );
    let is_return = |row: &&Value| row["term"] == "return_or_erase";
    assert_eq!(
        rows(&document, "Periods").iter().find(is_return).expect("a row")["agreed"],
        Value::Null
    );
    // When it is over it is a finding again, and nothing is accepted.
    let later = report(dir.path(), "2027-01-01T09:00", &["agreement", "a", "--lang", "en"]);
    assert!(!later.contains("accepted through"), "{later}");
}

#[test]
fn what_is_no_agreement_is_refused() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    for args in [
        &["subprocessors", "--for", "klant-nord"][..],
        &["agreement", "klant-nord"],
    ] {
        let run = avg(&place, &[&["report"], args].concat());
        assert_eq!((run.code, run.err.contains("klant-noord")), (2, true), "{}", run.err);
    }
    let run = avg(&place, &["report", "agreement", "register/servicedesk"]);
    assert_eq!(
        (run.code, run.err.contains("staat niet in agreements/")),
        (2, true),
        "{}",
        run.err
    );
}
