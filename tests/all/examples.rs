//! The examples: what the tool says of them, whole, and what must be true of it whatever it says.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::support::{Run, avg, copy, examples, golden, root, walkdir};

/// Each example, and the moment at which it is looked at.
pub const EXAMPLES: [(&str, &str); 3] = [
    ("reglement", "2026-09-26T09:00+02:00"),
    ("verwerkersovereenkomst", "2026-03-30T10:00+02:00"),
    ("op-orde", "2026-04-15T09:00+02:00"),
];

fn run(dir: &Path, now: &str, args: &[&str]) -> Run {
    avg(dir, &[&["--now", now], args].concat())
}

#[test]
fn whole_output() {
    let examples = examples();
    for (name, now) in EXAMPLES {
        let dir = examples.path().join(name);
        for (file, args) in [
            ("check.txt", &["check"][..]),
            ("check-en.txt", &["--lang", "en", "check"]),
            ("check.json", &["check", "--format", "json"]),
            ("due.txt", &["due", "--all", "--explain"]),
            ("due-en.txt", &["--lang", "en", "due", "--explain"]),
            ("due.json", &["due", "--all", "--format", "json"]),
        ] {
            golden(&format!("tests/golden/{name}/{file}"), &run(&dir, now, args).out);
        }
    }
}

#[test]
fn the_tidy_example_is_clean_at_any_time() {
    let examples = examples();
    let dir = examples.path().join("op-orde");
    for now in ["2026-06-01T12:00", "2026-11-22T12:00", "2035-01-01T12:00"] {
        let run = run(&dir, now, &["check", "--deny", "warnings"]);
        assert_eq!(run.code, 0, "{}", run.out);
        assert!(run.out.starts_with("9 registraties nagezien tegen "), "{}", run.out);
        assert!(
            run.out.contains("0 fouten, 0 waarschuwingen, 0 opmerkingen"),
            "{}",
            run.out
        );
    }
}

/// The defects known in the first document that a machine can see: the norm, its article, the file, and what stands on the
/// line. Those that only a person can see are named, with the reason, where the judges are.
const REGULATION: &[(&str, &str, &str, &str, &str)] = &[
    (
        "both roles on one activity",
        "avg/both-roles",
        "AVG 30(1)",
        "register/online-applicatie.toml",
        "role = ",
    ),
    (
        "users in place of data subjects",
        "avg/subjects-missing",
        "AVG 30(1)(c)",
        "register/online-applicatie.toml",
        "name = ",
    ),
    (
        "no recipients",
        "avg/recipients-missing",
        "AVG 30(1)(d)",
        "register/nieuwsbrief.toml",
        "name = ",
    ),
    (
        "no time limits",
        "avg/retention-missing",
        "AVG 30(1)(f)",
        "register/salarisadministratie.toml",
        "name = ",
    ),
    (
        "health data called ordinary",
        "avg/special-data-declared-ordinary",
        "AVG 9(1)",
        "register/financiele-administratie.toml",
        "Dieeteisen",
    ),
    (
        "a system that is not in the register",
        "record/system-unregistered",
        "AVG 30(1)",
        "avg.toml",
        "Relatiewijzer",
    ),
    (
        "a child of thirteen refused",
        "uavg/child-refused",
        "UAVG 5(4)",
        "requests/2026-008.toml",
        "refused",
    ),
    (
        "repealed law",
        "record/obsolete-term",
        "",
        "agreements/voorbeeldklant.toml",
        "Wbp",
    ),
    (
        "obsolete word",
        "record/obsolete-term",
        "",
        "agreements/voorbeeldklant.toml",
        "Bewerkersovereenkomst",
    ),
    (
        "obsolete standard",
        "record/obsolete-term",
        "",
        "register/nieuwsbrief.toml",
        "OHSAS 18001",
    ),
    (
        "obsolete encryption",
        "avg/outdated-encryption",
        "AVG 32(1)(a)",
        "register/nieuwsbrief.toml",
        "SSL",
    ),
    (
        "business data called no personal data",
        "avg/personal-data-denied",
        "AVG 4(1)",
        "register/online-applicatie.toml",
        "geen persoonlijk",
    ),
    (
        "a citizen service number without a law",
        "uavg/national-id-without-law",
        "UAVG 46",
        "register/salarisadministratie.toml",
        "Burgerservicenummer",
    ),
    (
        "ten years without a statute",
        "guidance/fiscal-records-too-long",
        "AWR 52(4)",
        "register/financiele-administratie.toml",
        "10 years",
    ),
    (
        "ten years from nowhere",
        "avg/retention-start-missing",
        "AVG 5(1)(e)",
        "register/financiele-administratie.toml",
        "10 years",
    ),
    (
        "told a month after disclosure",
        "record/term-laxer",
        "AVG 14(3)(c)",
        "norms/privacyreglement.yaml",
        "within: 1 month",
    ),
    (
        "inspection in place of a copy",
        "avg/access-without-copy",
        "AVG 15(3)",
        "requests/2026-002.toml",
        "inspection",
    ),
    (
        "access without its information",
        "avg/access-information-missing",
        "AVG 15(1)",
        "requests/2026-001.toml",
        "information_included",
    ),
    (
        "refusal without remedies",
        "avg/refusal-without-remedies",
        "AVG 12(4)",
        "requests/2026-004.toml",
        "[answer]",
    ),
    (
        "rights without a procedure",
        "record/rights-uncovered",
        "AVG 12(2)",
        "norms/privacyreglement.yaml",
        "id: access-by-subject",
    ),
    (
        "purposes copied to the newsletter",
        "record/purposes-copied",
        "AVG 5(1)(b)",
        "register/nieuwsbrief.toml",
        "purposes",
    ),
    (
        "no processor agreements",
        "avg/processors-unknown",
        "AVG 28(3)",
        "register/nieuwsbrief.toml",
        "systems = ",
    ),
    (
        "no legal basis",
        "avg/legal-basis-missing",
        "AVG 6(1)",
        "register/nieuwsbrief.toml",
        "name = ",
    ),
    (
        "access for everyone",
        "avg/access-for-everyone",
        "AVG 25(2)",
        "register/online-applicatie.toml",
        "alle medewerkers",
    ),
    (
        "a term without a number",
        "avg/measure-without-interval",
        "AVG 32(1)(d)",
        "register/nieuwsbrief.toml",
        "periodieke",
    ),
    (
        "officer not known to be registered",
        "avg/officer-unregistered",
        "AVG 37(7)",
        "avg.toml",
        "[officer]",
    ),
    (
        "a child of fourteen before September 2026",
        "uavg/representative-required-until-2026",
        "UAVG 5",
        "requests/2026-005.toml",
        "requester",
    ),
];

/// The same for the second document.
const AGREEMENT: &[(&str, &str, &str, &str, &str)] = &[
    (
        "a provision that does not exist",
        "record/unknown-provision",
        "",
        "agreements/klant-noord.toml",
        "artikel 1 lid 12",
    ),
    (
        "infringing instructions",
        "avg/clause-infringing-instruction-missing",
        "AVG 28(3)",
        "agreements/klant-noord.toml",
        "infringing_instruction",
    ),
    (
        "the law's exception",
        "avg/clause-instructions-exception-missing",
        "AVG 28(3)(a)",
        "agreements/klant-noord.toml",
        "instructions_exception",
    ),
    (
        "a blank row of the annex",
        "avg/processing-data-missing",
        "AVG 28(3)",
        "agreements/klant-zuid.toml",
        "[[processing]]",
    ),
    (
        "a term on a web page",
        "avg/term-by-web-page",
        "AVG 28(9)",
        "agreements/klant-zuid.toml",
        "website",
    ),
    (
        "changed by one side",
        "avg/clause-changes-missing",
        "AVG 28(9)",
        "agreements/klant-noord.toml",
        "changes",
    ),
    (
        "liability for sub-processors",
        "avg/clause-subprocessor-liability-missing",
        "AVG 28(4)",
        "agreements/klant-noord.toml",
        "liability",
    ),
    (
        "no term for return",
        "avg/return-term-missing",
        "AVG 28(3)(g)",
        "agreements/klant-noord.toml",
        "return_or_erase",
    ),
    (
        "copies that stay",
        "avg/clause-existing-copies-missing",
        "AVG 28(3)(g)",
        "agreements/klant-noord.toml",
        "existing_copies",
    ),
    (
        "only audits, and few",
        "avg/clause-audit-information-missing",
        "AVG 28(3)(h)",
        "agreements/klant-noord.toml",
        "audit_information",
    ),
    (
        "no prior consultation",
        "avg/clause-prior-consultation-missing",
        "AVG 28(3)(f)",
        "agreements/klant-noord.toml",
        "prior_consultation",
    ),
    (
        "a notice without data subjects",
        "guidance/controller-notice-without-subjects",
        "AVG 33(3)(a)",
        "incidents/2026-001.toml",
        "[[controllers]]",
    ),
    (
        "a notice without their number",
        "guidance/controller-notice-without-subjects-count",
        "AVG 33(3)(a)",
        "incidents/2026-001.toml",
        "[[controllers]]",
    ),
    (
        "help after the month",
        "avg/assistance-outlasts-month",
        "AVG 28(3)(e)",
        "requests/2026-004.toml",
        "forwarded_at",
    ),
    (
        "objection on the day itself, by its terms",
        "avg/objection-terms",
        "AVG 28(2)",
        "agreements/klant-noord.toml",
        "subprocessor_objection",
    ),
    (
        "objection on the day itself, by its dates",
        "avg/objection-window",
        "AVG 28(2)",
        "agreements/klant-noord.toml",
        "effective_on",
    ),
    (
        "own invoices in the agreement",
        "avg/own-processing-in-agreement",
        "AVG 28(10)",
        "agreements/klant-noord.toml",
        "Financiële transactieverwerking",
    ),
    (
        "passwords",
        "avg/annex-data-without-necessity",
        "AVG 5(1)(c)",
        "agreements/klant-noord.toml",
        "veiligheidscodes",
    ),
    (
        "signature",
        "avg/annex-data-without-necessity",
        "AVG 5(1)(c)",
        "agreements/klant-noord.toml",
        "handtekening",
    ),
    (
        "nobody to report to",
        "avg/breach-contact-missing",
        "AVG 33(2)",
        "agreements/klant-zuid.toml",
        "name = ",
    ),
    (
        "unsigned",
        "avg/agreement-unsigned",
        "AVG 28(9)",
        "agreements/klant-zuid.toml",
        "name = ",
    ),
    (
        "what survives",
        "avg/clause-survival-missing",
        "AVG 28(3)(g)",
        "agreements/klant-noord.toml",
        "survival",
    ),
];

/// What each document must be told, each thing at its line with its article.
#[test]
fn the_known_defects_are_found() {
    let examples = examples();
    for ((name, now), defects) in EXAMPLES.into_iter().zip([REGULATION, AGREEMENT]) {
        let dir = examples.path().join(name);
        let findings = run(&dir, now, &["check", "--format", "json"]).findings();
        for (defect, norm, cite, file, written) in defects {
            let text = fs::read_to_string(dir.join(file)).unwrap();
            let is_there = findings.iter().any(|it| {
                let line = text
                    .lines()
                    .nth(it["line"].as_u64().unwrap() as usize - 1)
                    .unwrap_or_default();
                it["norm"] == *norm
                    && it["cite"].as_str().unwrap_or_default() == *cite
                    && it["file"] == *file
                    && line.contains(written)
            });
            assert!(
                is_there,
                "{name}: {defect} is not found ({norm} at ‘{written}’ in {file})"
            );
        }
    }
    // What a word gave away stands behind the norm's words.
    let told = run(
        &examples.path().join("reglement"),
        EXAMPLES[0].1,
        &["--lang", "en", "check"],
    )
    .out;
    assert!(
        told.contains("an obsolete law or term: ‘wbp’ in ‘3.1, naar de Wbp’, repealed; now the GDPR and the UAVG"),
        "{told}"
    );
    let told = run(
        &examples.path().join("verwerkersovereenkomst"),
        EXAMPLES[1].1,
        &["--lang", "en", "check"],
    )
    .out;
    assert!(told.contains("the GDPR has no article 1(12)"), "{told}");
    // The same request after 1 September 2026 is nobody's wrong.
    let reglement = examples.path().join("reglement");
    let findings = run(&reglement, EXAMPLES[0].1, &["check", "--format", "json"]).findings();
    assert!(findings.iter().all(|it| it["record"] != "requests/2026-006"));
}

/// The clocks of the second document.
#[test]
fn the_processor_agreement_has_its_clocks() {
    let examples = examples();
    let dir = examples.path().join("verwerkersovereenkomst");
    let due = run(&dir, EXAMPLES[1].1, &["due", "--all", "--format", "json"]).json();
    let line = |duty: &str, item: Value| -> &Value {
        let is_it = |it: &&Value| it["record"] == "incidents/2026-002" && it["duty"] == duty && it["item"] == item;
        due.as_array().unwrap().iter().find(is_it).unwrap()
    };
    // 48 hours of the contract from Saturday noon, over the clock change: Monday 13:00.
    let contract = line("notify-controller", "agreements/klant-zuid".into());
    assert_eq!(
        (&contract["by"], &contract["latest"]),
        (&"2026-03-30T13:00:00+02:00".into(), &"2026-03-30T13:00:00+02:00".into())
    );
    assert_eq!(
        (&contract["norms"][0]["cite"], &contract["norms"][0]["clause"]),
        (&"AVG 33(2)".into(), &"agreements/klant-zuid 6.1".into())
    );
    // 72 hours of the law: safe from the first signal, defensible from awareness with its hour left out.
    let law = line("notify-authority", Value::Null);
    assert_eq!(
        (&law["by"], &law["latest"]),
        (&"2026-03-31T13:00:00+02:00".into(), &"2026-03-31T16:00:00+02:00".into())
    );
}

/// The place is the place: the excerpt that people see is the user's own line, marked where the program is told it is.
#[test]
fn formats_agree_and_places_are_real() {
    let examples = examples();
    for (name, now) in EXAMPLES {
        let dir = examples.path().join(name);
        let human = run(&dir, now, &["--lang", "en", "check"]).out;
        let findings = run(&dir, now, &["--lang", "en", "check", "--format", "json"]).findings();
        let shown: Vec<&str> = human.split("\n\n").filter(|block| block.contains("-->")).collect();
        assert_eq!(shown.len(), findings.len(), "{name}");
        for (block, finding) in shown.iter().zip(&findings) {
            let (line, column) = (
                finding["line"].as_u64().unwrap() as usize,
                finding["column"].as_u64().unwrap() as usize,
            );
            let place = format!("--> {}:{line}:{column}\n", finding["file"].as_str().unwrap());
            let head = format!(
                "{}[{}]: {}",
                finding["level"].as_str().unwrap(),
                finding["norm"].as_str().unwrap(),
                finding["message"].as_str().unwrap()
            );
            assert!(
                block.contains(&place) && block.contains(&head),
                "{head}\n{place}\n{block}"
            );
            let text = fs::read_to_string(dir.join(finding["file"].as_str().unwrap())).unwrap();
            let written = text.lines().nth(line - 1).unwrap();
            assert!(block.contains(written), "{written}\n{block}");
            let end = finding["end_column"].as_u64().unwrap() as usize;
            if finding["end_line"] != finding["line"] {
                continue;
            }
            assert!(column < end && end <= written.chars().count() + 1, "{finding}");
            let marked: String = written.chars().skip(column - 1).take(end - column).collect();
            assert_eq!(marked.trim(), marked, "{finding}");
        }
        let due = run(&dir, now, &["due", "--all"]).out;
        for duty in run(&dir, now, &["due", "--all", "--format", "json"])
            .json()
            .as_array()
            .unwrap()
        {
            assert!(due.contains(duty["record"].as_str().unwrap()) && due.contains(duty["duty"].as_str().unwrap()));
            let text = fs::read_to_string(dir.join(duty["file"].as_str().unwrap())).unwrap();
            assert!(duty["line"].as_u64().unwrap() as usize <= text.lines().count());
            // Only what has no number has no date; the strictest date leads.
            let dates: Vec<&str> = duty["norms"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|norm| norm["by"].as_str())
                .collect();
            assert_eq!(duty["by"].as_str(), dates.first().copied());
        }
    }
}

/// Breaking one file changes only that file's findings, names the line, and is never green.
#[test]
fn a_broken_file_is_its_own_trouble() {
    let now = "2026-11-22T12:00+01:00";
    for (name, _) in EXAMPLES {
        let example = copy(&root().join("examples").join(name));
        let base = run(example.path(), now, &["check", "--format", "json"]).findings();
        for file in walkdir(example.path())
            .into_iter()
            .filter(|file| file.extension().is_some_and(|it| it == "toml"))
        {
            let path = file
                .strip_prefix(example.path())
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let original = fs::read(&file).unwrap();
            let text = String::from_utf8(original.clone()).unwrap();
            let (number, line) = (1..).zip(text.lines()).find(|(_, line)| line.contains(" = ")).unwrap();
            let with = |new: &[u8]| {
                let lines = (1..).zip(text.lines());
                let lines = lines.map(|(at, old)| {
                    if at == number {
                        new.to_vec()
                    } else {
                        old.as_bytes().to_vec()
                    }
                });
                lines.collect::<Vec<_>>().join(&b'\n')
            };
            let latin = [line.as_bytes(), b" # caf\xe9"].concat();
            for broken in [
                with(format!("{line}]").as_bytes()),
                with(line.replacen(" =", "q =", 1).as_bytes()),
                with(&latin),
            ] {
                fs::write(&file, &broken).unwrap();
                let run = run(example.path(), now, &["check", "--format", "json"]);
                assert_eq!(run.code, 1, "{path}");
                let findings = run.findings();
                let elsewhere = |all: &[Value]| {
                    all.iter()
                        .filter(|it| it["file"] != path.as_str())
                        .cloned()
                        .collect::<Vec<_>>()
                };
                assert_eq!(
                    elsewhere(&findings),
                    elsewhere(&base),
                    "{path}: {}",
                    String::from_utf8_lossy(&broken)
                );
                let named = findings.iter().any(|it| {
                    it["file"] == path.as_str()
                        && it["line"] == number
                        && it["norm"].as_str().unwrap().starts_with("record/")
                });
                assert!(named, "{path}:{number} is not named\n{}", run.out);
            }
            fs::write(&file, &original).unwrap();
        }
    }
}

/// What runs in a broken file still runs, and the list says that it may be incomplete.
#[test]
fn a_slip_does_not_stop_a_clock() {
    let example = copy(&root().join("examples/verwerkersovereenkomst"));
    let incident = example.path().join("incidents/2026-002.toml");
    let text = fs::read_to_string(&incident).unwrap();
    fs::write(&incident, text.replace("role = \"both\"", "role = \"both")).unwrap();
    let run = run(example.path(), EXAMPLES[1].1, &["due", "--format", "json"]);
    assert!(run.err.contains("incidents/2026-002.toml"), "{}", run.err);
    let due = run.json();
    let clocks = due
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["record"] == "incidents/2026-002")
        .count();
    assert!(clocks >= 2, "{due:#}");
}

/// No personal data, and nothing of the documents' own names, in what we publish.
#[test]
fn examples_name_nobody() {
    for file in walkdir(&root().join("examples")) {
        let text = fs::read_to_string(&file).unwrap().to_lowercase();
        for word in [
            "kmo",
            "knns",
            "sanders",
            "afas",
            "regis't",
            "mailcamp",
            "nijmegen",
            "wijchen",
            "apeldoorn",
            "7311",
            "@gmail",
        ] {
            assert!(!text.contains(word), "{} names {word}", file.display());
        }
    }
}
