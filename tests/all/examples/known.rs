//! The defects of two documents that were put in as records: each is found, at its line, with its article.

use std::fs;

use serde_json::Value;

use super::super::support::examples;
use super::{EXAMPLES, run};

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
