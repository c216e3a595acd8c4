//! `avg report agreement` and `avg report agreements`: what article 28 asks is on the page or named as missing, and every page
//! about agreements says the same in every format.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;
use tempfile::TempDir;

use super::support::{avg, binary, examples, folder, golden};

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
                (&"not-there".into(), &"".into()),
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
}

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
    assert_eq!([&all[0]["next_audit"], &all[1]["next_audit"]], ["2026-09-15", ""]);
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
    assert_eq!((said.as_str(), &next), ("", &"".into()));
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

/// Every text of every row, in every format.
#[test]
fn all_formats_say_the_same() {
    let dir = examples();
    for (example, args) in [
        ("verwerkersovereenkomst", &["agreement", "klant-noord"][..]),
        ("verwerkersovereenkomst", &["subprocessors"]),
        ("verwerkersovereenkomst", &["subprocessors", "--for", "klant-noord"]),
        ("op-orde", &["subprocessors", "--for", "loonpakket"]),
        ("reglement", &["agreement", "voorbeeldklant"]),
    ] {
        let place = dir.path().join(example);
        let of = |format: &str| report(&place, NOW, &[args, &["--format", format]].concat());
        let json: Value = serde_json::from_str(&of("json")).expect("JSON");
        let yaml: Value = serde_yaml::from_str(&of("yaml")).expect("YAML");
        assert_eq!(yaml, json);
        let [csv, html, markdown, table] = ["csv", "html", "markdown", "table"].map(of);
        let html = html.replace("&amp;", "&");
        let book = workbook(&place, args);
        for part in json["parts"].as_array().expect("parts") {
            let heading = part["heading"].as_str().expect("a heading");
            for (format, page) in [
                ("csv", &csv),
                ("html", &html),
                ("markdown", &markdown),
                ("table", &table),
            ] {
                assert!(page.contains(heading), "{format}: {heading}");
            }
            for row in part["rows"].as_array().expect("rows") {
                // What is the same for people and for programs.
                let texts = ["name", "what", "clause", "measure", "purpose"].map(|key| row.get(key));
                for text in texts.into_iter().flatten().filter_map(Value::as_str) {
                    assert!(markdown.replace('\\', "").contains(text), "{text}");
                    assert!(csv.contains(text) && html.contains(text), "{text}");
                }
                let Some(name) = row.get("name").and_then(Value::as_str) else {
                    continue;
                };
                assert!(
                    book.iter()
                        .flatten()
                        .any(|cell| *cell == Data::String(name.to_string())),
                    "{name}"
                );
            }
        }
    }
}

/// All cells of a workbook, a list a sheet, as an independent reader finds them.
fn workbook(dir: &Path, args: &[&str]) -> Vec<Vec<Data>> {
    let run = std::process::Command::new(binary())
        .args([&["--now", NOW, "report"], args, &["--format", "xlsx"]].concat())
        .current_dir(dir)
        .output()
        .expect("the binary runs");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(run.stdout)).expect("a workbook");
    let names = book.sheet_names();
    let sheet = |name: &String| {
        let range = book.worksheet_range(name).expect("a sheet");
        range.rows().flatten().cloned().collect()
    };
    names.iter().map(sheet).collect()
}

#[test]
fn pages_are_as_they_were_read() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    let of = |args: &[&str]| report(&place, NOW, args);
    let path = |name: &str| format!("tests/golden/report/verwerkersovereenkomst-{name}");
    for extension in ["md", "html", "json"] {
        let format = if extension == "md" { "markdown" } else { extension };
        golden(
            &path(&format!("agreement.{extension}")),
            &of(&["agreement", "klant-noord", "--format", format]),
        );
    }
    golden(
        &path("subprocessors.md"),
        &of(&["subprocessors", "--format", "markdown"]),
    );
    let letter = ["subprocessors", "--for", "klant-noord", "--format", "markdown"];
    golden(&path("subprocessors-klant-noord.md"), &of(&letter));
    golden(
        &path("subprocessors-klant-noord-en.md"),
        &of(&[&letter[..], &["--lang", "en"]].concat()),
    );
}
