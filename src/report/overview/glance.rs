//! The register, the agreements and the findings at a glance: how many there are of each.

use std::collections::BTreeSet;

use chrono::Months;

use crate::finding::Level;
use crate::records::tree::Node;
use crate::records::{Kind, Record, labels};
use crate::report::basis::Basis;
use crate::report::listing::of_kind;
use crate::report::{At, Cell, Group, Part, Said};
use crate::text::Lang;

use super::counting::{by_word, counts, day, field, fields, group, is_done, row, words};

/// The kinds of data that the law treats apart, but not under article 9.
const NOT_ARTICLE_9: [&str; 3] = ["ordinary", "national-id", "criminal"];

/// The norms that find that an impact assessment is required and missing.
const ASSESSMENT_MISSING: &str = "avg/dpia-missing";

pub(super) fn parts(basis: &Basis) -> Vec<Part> {
    vec![register(basis), agreements(basis), findings(basis)]
}

fn register(basis: &Basis) -> Part {
    let lang = basis.reader.lang;
    let activities: Vec<&Record> = of_kind(basis.reader.records, Kind::Activity).collect();
    let count = activities.len();
    let groups = vec![
        group(
            lang.pick("naar onze rol", "by our role"),
            by_word(&activities, Kind::Activity, "role", lang),
        ),
        group(
            lang.pick(
                "met gegevens die de wet apart behandelt",
                "with data that the law treats apart",
            ),
            special(&activities, lang),
        ),
        transfers(&activities, basis),
        assessments(&activities, basis),
        reviews(&activities, basis.place.at(), lang),
    ];
    let said = lang.pick(
        format!("Verwerkingsactiviteiten: {count}."),
        format!("Processing activities: {count}."),
    );
    Part {
        text: vec![Said::Sentence(said)],
        ..Part::table(
            lang.pick("Het register in het kort", "The register at a glance"),
            counts(groups, lang),
        )
    }
}

/// Activities with article 9 data, each kind that occurs, with a national identification number, with criminal data.
fn special(activities: &[&Record], lang: Lang) -> Vec<Vec<Cell>> {
    let path = "personal_data.kind";
    let count = |is: &dyn Fn(&str) -> bool| {
        let has = |record: &&&Record| fields(record, path).into_iter().filter_map(Node::text).any(is);
        activities.iter().filter(has).count()
    };
    let article_9: Vec<&str> = words(Kind::Activity, path)
        .iter()
        .map(String::as_str)
        .filter(|kind| !NOT_ARTICLE_9.contains(kind))
        .collect();
    let mut rows = vec![row(
        lang.pick("bijzondere categorieën (artikel 9)", "special categories (article 9)"),
        count(&|kind| article_9.contains(&kind)),
    )];
    let kinds = article_9.iter().map(|kind| (kind, count(&|it| it == *kind)));
    rows.extend(kinds.filter(|(_, count)| *count > 0).map(|(kind, count)| {
        let words = labels::word(Kind::Activity, path, kind);
        row(format!("– {}", words.get(lang)), count)
    }));
    for (kind, article) in [("national-id", "87"), ("criminal", "10")] {
        let words = labels::word(Kind::Activity, path, kind);
        let article = lang.pick(format!("artikel {article}"), format!("article {article}"));
        rows.push(row(format!("{} ({article})", words.get(lang)), count(&|it| it == kind)));
    }
    rows
}

fn transfers(activities: &[&Record], basis: &Basis) -> Group {
    let lang = basis.reader.lang;
    let eea = basis.place.catalogue.eea();
    let is_outside = |transfer: &Node| match transfer.get("country").and_then(Node::text) {
        Some(country) => !eea.iter().any(|it| it == country),
        None => transfer.get("organisation").is_some_and(Node::says_something),
    };
    let has = |record: &&&Record| {
        let transfers = field(record, "transfers").map(Node::items).unwrap_or_default();
        transfers.iter().any(is_outside)
    };
    group(
        lang.pick("doorgifte", "transfers"),
        vec![row(
            lang.pick(
                "naar een land buiten de EER of een internationale organisatie",
                "to a country outside the EEA or an international organisation",
            ),
            activities.iter().filter(has).count(),
        )],
    )
}

fn assessments(activities: &[&Record], basis: &Basis) -> Group {
    let (lang, at) = (basis.reader.lang, basis.place.at());
    let missing: BTreeSet<&str> = basis
        .findings
        .iter()
        .filter(|finding| finding.norm.starts_with(ASSESSMENT_MISSING))
        .map(|finding| finding.site.file.as_str())
        .collect();
    let is_missing = |record: &&&Record| missing.contains(record.file);
    let done = activities
        .iter()
        .filter(|record| is_done(record, "dpia.done_on", at))
        .count();
    let required = activities.iter().filter(is_missing).count();
    group(
        lang.pick(
            "effectbeoordeling (artikel 35)",
            "data protection impact assessment (article 35)",
        ),
        vec![
            row(lang.pick("uitgevoerd", "done"), done),
            row(
                lang.pick("vereist en niet uitgevoerd", "required and not done"),
                required,
            ),
        ],
    )
}

fn reviews(activities: &[&Record], at: At, lang: Lang) -> Group {
    let year_ago = at.today().checked_sub_months(Months::new(12)).unwrap_or(at.today());
    let reviewed: Vec<_> = activities
        .iter()
        .map(|record| day(record, "reviewed_on", at).filter(|_| is_done(record, "reviewed_on", at)))
        .collect();
    let longer = reviewed.iter().flatten().filter(|day| **day < year_ago).count();
    let within = reviewed.iter().flatten().count() - longer;
    group(
        lang.pick("nagelopen", "reviewed"),
        vec![
            row(lang.pick("in het afgelopen jaar", "within the past year"), within),
            row(
                lang.pick("langer dan een jaar geleden", "longer than a year ago"),
                longer,
            ),
            row(lang.pick("nooit", "never"), reviewed.len() - within - longer),
        ],
    )
}

fn agreements(basis: &Basis) -> Part {
    let (lang, at) = (basis.reader.lang, basis.place.at());
    let agreements: Vec<&Record> = of_kind(basis.reader.records, Kind::Agreement).collect();
    let has_ended = |record: &&&Record| is_done(record, "ended_on", at);
    let ended = agreements.iter().filter(has_ended).count();
    let running = agreements.iter().filter(|record| !has_ended(record));
    let certificates: Vec<&Node> = running
        .clone()
        .flat_map(|record| field(record, "certificates").map(Node::items).unwrap_or_default())
        .collect();
    let until = certificates
        .iter()
        .filter_map(|certificate| certificate.get("valid_until")?.moment());
    let until: Vec<_> = until.map(|moment| at.zone.day(moment)).collect();
    let expired = until.iter().filter(|day| **day < at.today()).count();
    let count = agreements.len();
    let groups = vec![
        group(
            lang.pick("naar onze rol", "by our role"),
            by_word(&agreements, Kind::Agreement, "our_role", lang),
        ),
        group(
            lang.pick("stand", "state"),
            vec![
                row(lang.pick("lopend", "running"), count - ended),
                row(lang.pick("beëindigd", "ended"), ended),
            ],
        ),
        group(
            lang.pick(
                "certificaten bij lopende overeenkomsten",
                "certificates of running agreements",
            ),
            vec![
                row(lang.pick("geldig", "valid"), until.len() - expired),
                row(lang.pick("verlopen", "expired"), expired),
                row(
                    lang.pick("zonder einddatum", "without an end date"),
                    certificates.len() - until.len(),
                ),
            ],
        ),
    ];
    let said = lang.pick(format!("Overeenkomsten: {count}."), format!("Agreements: {count}."));
    Part {
        text: vec![Said::Sentence(said)],
        ..Part::table(
            lang.pick("De overeenkomsten in het kort", "The agreements at a glance"),
            counts(groups, lang),
        )
    }
}

fn findings(basis: &Basis) -> Part {
    let lang = basis.reader.lang;
    let levels = [
        (
            Level::Error,
            "fouten: de tekst van een norm is niet nageleefd",
            "errors: the text of a norm is not met",
        ),
        (Level::Warning, "waarschuwingen", "warnings"),
        (Level::Note, "opmerkingen", "notes"),
    ];
    let rows = levels.map(|(level, nl, en)| {
        let count = basis.findings.iter().filter(|finding| finding.level == level).count();
        row(lang.pick(nl, en), count)
    });
    Part::table(
        lang.pick("Bevindingen naar niveau", "Findings by level"),
        counts(vec![rows.to_vec().into()], lang),
    )
}
