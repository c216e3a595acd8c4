//! One record as a page: what it says, what runs, what is wrong, what git remembers; and how a record is named.

use std::fs;
use std::path::Path;

use avg::text::Lang;

use serde_json::Value;

use super::languages::foreign_to;
use super::support::{Run, avg, copy, examples, folder, git, git_on, root, write};

const NOW: &str = "2026-03-30T10:00";
const AVG: &str = "[organisation]\nname = \"Voorbeeld BV\"\nemail = \"privacy@voorbeeld.example\"\n";
const INCIDENT: &str = "discovered_at = 2026-03-27T15:00:00+01:00\nsummary = \"Laptop kwijt\"\nrole = \"both\"\n\
    kinds = [\"confidentiality\", \"availability\"]\nsubjects_count = { min = 10, max = 40 }\nbreach = true\n\
    x_kleur = \"rood\"\n[severity]\ndata_context = 2\nidentification = 0.75\n\
    [[controllers]]\nagreement = \"agreements/klant\"\nnotified_at = 2026-03-28\n[[controllers]]\nagreement = \"agreements/weg\"\n";
const AGREEMENT: &str = "name = \"Klant A\"\nour_role = \"processor\"\n[counterparty]\nname = \"A\"\ncountry = \"NL\"\n\
    [clauses]\naudit = \"5.2\"\nsecurity = \"\"\n[terms]\nbreach_notice = { within = \"48h\", clause = \"6.1\" }\n\
    request_forwarding = { within = \"without-delay\" }\n";

fn show(dir: &Path, args: &[&str]) -> Run {
    avg(dir, &[&["--now", NOW, "show"], args].concat())
}

fn place() -> tempfile::TempDir {
    folder(&[
        ("avg.toml", AVG),
        ("incidents/2026-001.toml", INCIDENT),
        ("agreements/klant.toml", AGREEMENT),
        (
            "requests/2026-001.toml",
            "received_at = 2026-03-05\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\nage = \"12-15\"\n\
             [answer]\nremedies_mentioned = false\n",
        ),
        (
            "register/loon.toml",
            "name = \"Loon\"\nrole = \"controller\"\nrecipients = []\nlegal_basis = [{ article = \"6(1)(c)\" }]\n\
             [[retention]]\nkeep = \"7 years\"\n",
        ),
    ])
}

/// What stands behind a label, on one line of a page.
#[track_caller]
fn says(page: &str, label: &str, value: &str) {
    let is_it = |line: &str| {
        let rest = line.trim_start().strip_prefix(label);
        rest.is_some_and(|rest| rest.starts_with("  ") && rest.trim() == value)
    };
    assert!(page.lines().any(is_it), "{label}: {value}\n{page}");
}

#[test]
fn facts_are_in_the_readers_words() {
    let dir = place();
    for (record, lang, facts) in [
        (
            "incidents/2026-001",
            "nl",
            &[
                ("ontdekt op", "vrijdag 2026-03-27 15:00 (+01:00)"),
                ("onze rol", "verwerkingsverantwoordelijke en verwerker"),
                ("inbreuk in verband met persoonsgegevens", "ja"),
                ("aard van de inbreuk", "vertrouwelijkheid"),
                ("aantal betrokkenen", "10 tot 40"),
                ("gemak van identificatie", "0,75"),
                ("overeenkomst", "Klant A (agreements/klant)"),
                ("overeenkomst", "agreements/weg"),
                ("gemeld aan de verwerkingsverantwoordelijke", "zaterdag 2026-03-28"),
                ("x_kleur", "rood"),
            ][..],
        ),
        (
            "incidents/2026-001",
            "en",
            &[
                ("discovered on", "Friday 2026-03-27 15:00 (+01:00)"),
                ("nature of the breach", "confidentiality"),
                ("ease of identification", "0.75"),
            ],
        ),
        (
            "agreements/klant",
            "nl",
            &[
                ("melding van een inbreuk", "binnen: 48 uur"),
                ("doorsturen van een verzoek", "binnen: onverwijld"),
                ("beveiliging van de verwerking", "gezocht, niet gevonden"),
                ("audits en inspecties", "5.2"),
                ("land", "Nederland"),
            ],
        ),
        (
            "requests/2026-001",
            "nl",
            &[
                ("recht", "inzage"),
                ("leeftijd van de betrokkene", "12 tot en met 15 jaar"),
                ("klacht en beroep vermeld", "nee"),
            ],
        ),
        (
            "register/loon",
            "nl",
            &[
                ("categorieën van ontvangers", "geen"),
                ("grondslag", "wettelijke verplichting (6(1)(c))"),
                ("bewaartermijn", "7 jaar"),
            ],
        ),
    ] {
        let run = show(dir.path(), &[record, "--lang", lang]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{record}");
        for (label, value) in facts {
            says(&run.out, label, value);
        }
    }
}

#[test]
fn every_field_of_the_examples_is_on_its_page() {
    let dir = examples();
    let place = dir.path().join("op-orde");
    for file in super::support::walkdir(&place) {
        let file = file.strip_prefix(&place).unwrap().to_str().unwrap().to_string();
        if !file.ends_with(".toml") {
            continue;
        }
        let run = show(&place, &[&file, "--format", "json"]);
        assert_eq!(run.code, 0, "{file}: {}", run.err);
        let fields = rows(&run.json(), "field").len();
        let text = fs::read_to_string(place.join(&file)).unwrap();
        let tree: toml_edit::DocumentMut = text.parse().unwrap();
        assert_eq!(fields, leaves(tree.as_table()), "{file}");
    }
}

/// How many fields a page shows: those of the root and of each table's rows; what stands deeper is within one of them.
fn leaves(root: &dyn toml_edit::TableLike) -> usize {
    let of = |(key, item): (&str, &toml_edit::Item)| match item {
        _ if key.ends_with("_count") => 1,
        toml_edit::Item::ArrayOfTables(rows) => rows.iter().map(|row| row.len()).sum(),
        item => match (item.as_table_like(), item.as_array()) {
            (Some(table), _) if !table.is_empty() => table.len(),
            (_, Some(items)) if items.iter().any(|item| item.is_inline_table()) => items
                .iter()
                .filter_map(|item| Some(item.as_inline_table()?.len()))
                .sum(),
            _ => 1,
        },
    };
    root.iter().map(of).sum()
}

/// The rows of the parts whose rows have a key.
fn rows(page: &Value, key: &str) -> Vec<Value> {
    let parts = page["parts"].as_array().unwrap().iter();
    let rows = parts.flat_map(|part| part["rows"].as_array().unwrap().clone());
    rows.filter(|row| row.get(key).is_some()).collect()
}

#[test]
fn clocks_and_findings_are_its_own() {
    let dir = copy(&root().join("examples/verwerkersovereenkomst"));
    let json = |args: &[&str]| avg(dir.path(), &[&["--now", NOW, "--format", "json"], args].concat()).json();
    for record in [
        "incidents/2026-002",
        "requests/2026-004",
        "agreements/klant-noord",
        "organisation",
    ] {
        let page = json(&["show", record]);
        let due = json(&["due", "--all"]);
        let due: Vec<(&Value, &Value)> = due
            .as_array()
            .unwrap()
            .iter()
            .filter(|duty| duty["record"] == record)
            .map(|duty| (&duty["duty"], &duty["status"]))
            .collect();
        let clocks = rows(&page, "duty");
        let clocks: Vec<(&Value, &Value)> = clocks.iter().map(|row| (&row["duty"], &row["status"])).collect();
        assert_eq!(clocks, due, "{record}");
        let check = json(&["check"]);
        let found = check["findings"].as_array().unwrap().iter();
        let found: Vec<&Value> = found
            .filter(|it| it["record"] == record)
            .map(|it| &it["message"])
            .collect();
        let shown = rows(&page, "norm");
        assert_eq!(
            shown.iter().map(|row| &row["message"]).collect::<Vec<_>>(),
            found,
            "{record}"
        );
    }
    let page = show(dir.path(), &["agreements/klant-noord", "--lang", "en"]).out;
    for part in [
        "Clocks",
        "Findings",
        "History",
        "avg/return-term-missing",
        "GDPR 28(3)(g)",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn json_has_the_same_keys_and_values_in_both_languages() {
    let dir = place();
    let page = |lang: &str| show(dir.path(), &["incidents/2026-001", "--format", "json", "--lang", lang]).json();
    let (nl, en) = (page("nl"), page("en"));
    let keys = |page: &Value| -> Vec<Vec<String>> {
        let parts = page["parts"].as_array().unwrap().iter();
        let rows = parts.flat_map(|part| part["rows"].as_array().unwrap().clone());
        rows.map(|row| row.as_object().unwrap().keys().cloned().collect())
            .collect()
    };
    assert_eq!(keys(&nl), keys(&en));
    let facts = |page: &Value| -> Vec<(Value, Value)> {
        let rows = rows(page, "field");
        rows.iter()
            .map(|row| (row["field"].clone(), row["value"].clone()))
            .collect()
    };
    assert_eq!(facts(&nl), facts(&en));
    let has = |field: &str, value: Value| facts(&nl).contains(&(field.into(), value));
    assert!(has("role", "both".into()));
    assert!(has("controllers[agreements/klant].notified_at", "2026-03-28".into()));
    assert!(has("kinds", serde_json::json!(["confidentiality", "availability"])));
    assert!(has("severity.identification", 0.75.into()));
}

#[test]
fn a_record_goes_by_its_name_its_file_or_its_id() {
    let dir = place();
    let title = |args: &[&str]| {
        show(dir.path(), args)
            .out
            .lines()
            .next()
            .unwrap_or_default()
            .to_string()
    };
    let incident = title(&["incidents/2026-001"]);
    assert_eq!(incident, "incidents/2026-001: Laptop kwijt");
    let absolute = dir.path().join("incidents/2026-001.toml");
    for written in [
        "incidents/2026-001.toml",
        "./incidents/2026-001.toml",
        absolute.to_str().unwrap(),
    ] {
        assert_eq!(title(&[written]), incident, "{written}");
    }
    assert_eq!(title(&["klant"]), "agreements/klant: Klant A");
    assert_eq!(title(&["requests/2026-001"]), "requests/2026-001: inzage, zaak 1");
    for written in ["organisation", "avg.toml"] {
        assert_eq!(title(&[written]), "organisation: Voorbeeld BV");
    }
    for (written, said) in [
        (
            "2026-001",
            "avg: ‘2026-001’ may be incidents/2026-001 or requests/2026-001: write the folder too\n",
        ),
        (
            "incidents/2026-010",
            "avg: there is no record ‘incidents/2026-010’: did you mean incidents/2026-001?\n",
        ),
        ("klent", "avg: there is no record ‘klent’: did you mean klant?\n"),
        (
            "\u{1b}[31m",
            "avg: there is no record ‘\\u{1b}[31m’: write folder and name, such as incidents/2026-001\n",
        ),
    ] {
        let run = show(dir.path(), &[written, "--lang", "en"]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (2, "", said));
    }
    // Two files of one name are told apart by their files.
    write(
        dir.path(),
        "register/a/loon.toml",
        "name = \"Ander loon\"\nrole = \"controller\"\n",
    );
    let run = show(dir.path(), &["register/loon", "--lang", "en"]);
    assert!(
        run.err
            .ends_with("may be register/a/loon.toml or register/loon.toml: write the file\n"),
        "{}",
        run.err
    );
    assert_eq!(title(&["register/a/loon.toml"]), "register/loon: Ander loon");
}

#[test]
fn what_cannot_be_read_as_a_whole_is_still_shown() {
    let dir = place();
    write(
        dir.path(),
        "incidents/stuk.toml",
        "discovered_at = 2026-03-27T15:00\nsummary = \"Lek\nrole = \"controller\"\n",
    );
    let run = show(dir.path(), &["incidents/stuk"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("niet als geheel te lezen"), "{}", run.out);
    says(&run.out, "ontdekt op", "vrijdag 2026-03-27 15:00 (+01:00)");
    assert!(
        run.out.contains("record/syntax") && run.out.contains("incidents/stuk.toml:2:"),
        "{}",
        run.out
    );
    // The clock runs all the same.
    assert!(run.out.contains("notify-authority"), "{}", run.out);
    // A wrong value is shown as it is, with its finding.
    write(
        dir.path(),
        "incidents/fout.toml",
        "discovered_at = 2026-03-27\nsummary = 'x'\nrole = 'iedereen'\nsoort = 1\n",
    );
    let run = show(dir.path(), &["fout"]);
    says(&run.out, "onze rol", "iedereen");
    says(&run.out, "soort", "1");
    assert!(run.out.contains("record/unknown-value"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_link_is_refused_with_the_reason() {
    let dir = place();
    std::os::unix::fs::symlink("2026-001.toml", dir.path().join("incidents/2026-009.toml")).unwrap();
    let run = show(dir.path(), &["incidents/2026-009"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        "avg: incidents/2026-009.toml: dit is een symbolische link; die worden niet gevolgd\n"
    );
}

#[test]
fn values_cannot_steer_the_terminal() {
    let dir = place();
    write(
        dir.path(),
        "incidents/2026-002.toml",
        "discovered_at = 2026-03-27\nsummary = \"\\u001b[2Jweg\"\nx_a = \"\\u202ekeer\"\n\"x_\\u001b[1m\" = 1\nmeasures = [\"a|b\\nc\"]\n",
    );
    for format in ["table", "markdown"] {
        let out = show(dir.path(), &["incidents/2026-002", "--format", format]).out;
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out}");
        assert!(out.contains("u{1b}") && out.contains("u{202e}"), "{out}");
    }
    let markdown = show(dir.path(), &["incidents/2026-002", "--format", "markdown"]).out;
    assert!(markdown.contains("| maatregelen | a\\|b<br>c |"), "{markdown}");
}

#[test]
fn its_history_is_there_in_short_and_a_commit_can_be_read() {
    let dir = place();
    // Without git the page says so.
    assert!(
        show(dir.path(), &["klant"])
            .out
            .contains("Hier is geen git-geschiedenis te lezen.")
    );
    git(dir.path(), &["init", "-q"]);
    let commit = |moment: &str| {
        git_on(moment, dir.path(), &["add", "--all"]);
        git_on(moment, dir.path(), &["commit", "-qm", "x"]);
    };
    commit("2026-03-28T09:00:00+01:00");
    write(
        dir.path(),
        "incidents/2026-001.toml",
        &INCIDENT.replace("rood", "blauw"),
    );
    commit("2026-03-29T09:00:00+02:00");
    write(
        dir.path(),
        "incidents/2026-001.toml",
        &INCIDENT.replace("rood", "groen"),
    );
    let page = show(dir.path(), &["incidents/2026-001", "--format", "json"]).json();
    let history = rows(&page, "committed_at");
    let told: Vec<(&str, &str)> = history
        .iter()
        .map(|row| {
            (
                row["committed_at"].as_str().unwrap_or_default(),
                row["what"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("", "1 veld gewijzigd"),
            ("2026-03-29T09:00:00+02:00", "1 veld gewijzigd"),
            ("2026-03-28T09:00:00+01:00", "vastgelegd: 13 velden"),
        ]
    );
    assert_eq!(history[1]["author"], "role <role@example.org>");
    let then = show(dir.path(), &["incidents/2026-001", "--rev", "HEAD~1"]).out;
    says(&then, "x_kleur", "rood");
    assert!(
        !then.contains("gewijzigd") && !then.contains("nog niet gecommit"),
        "{then}"
    );
    let now = show(dir.path(), &["incidents/2026-001"]).out;
    says(&now, "x_kleur", "groen");
    assert!(now.contains("nog niet gecommit"), "{now}");
}

/// The words around what people wrote are of one language.
#[test]
fn no_page_mixes_the_languages() {
    let dir = place();
    write(
        dir.path(),
        "incidents/2026-003.toml",
        "discovered_at = 2026-03-27\nsummary = \"1\"\nbreach = true\nrisk = \"high\"\nmeasures = []\ncause = \"\"\n",
    );
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "1"]);
    fs::write(
        dir.path().join("incidents/2026-003.toml"),
        "discovered_at = 2026-03-27\nsummary = \"2\"\n",
    )
    .unwrap();
    for lang in [Lang::Nl, Lang::En] {
        for command in ["show", "history"] {
            let page = avg(dir.path(), &["--now", NOW, "--lang", lang.name(), command, "2026-003"]).out;
            assert!(page.lines().count() > 10, "{page}");
            for line in page.lines() {
                assert_eq!(foreign_to(lang, line), None, "{line}\n{page}");
            }
        }
    }
}
