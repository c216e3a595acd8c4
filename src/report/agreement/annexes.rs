//! What the annexes hold: what is processed, how it is secured, and by what that is shown.

use std::collections::BTreeMap;

use crate::records::tree::Node;
use crate::records::{Kind, Record};
use crate::report::audits::Audits;
use crate::report::listing::{Column, column, demanded, missing, of_kind, rows, table};
use crate::report::{Cell, Part, Said, Table};
use crate::time::day_in_words;

use super::Subject;

/// A row a purpose. What the processor does with the data is the nature of the processing.
const PROCESSING: &[Column] = &[
    demanded("purpose", "28(3)"),
    demanded("subjects", "28(3)"),
    demanded("personal_data", "28(3)"),
    demanded("duration", "28(3)"),
    demanded("operations", "28(3)"),
    column("staff"),
    column("necessity"),
];

const ACTIVITIES: &[Column] = &[
    column("name"),
    column("role"),
    column("owner"),
    column("purposes"),
    column("subjects"),
    column("personal_data"),
];

/// Annex 1, and what the register says under this agreement.
pub(super) fn processing(subject: &Subject) -> [Part; 2] {
    let (reader, lang) = (subject.reader(), subject.reader().lang);
    let record = subject.record;
    let mut processing = rows(record, "processing", PROCESSING, reader);
    if let Some(staff) = processing.keys.iter().position(|key| *key == "staff") {
        // The law asks no list of them; but whom 28(3)(b) binds must be known.
        for row in processing.groups.iter_mut().flat_map(|group| &mut group.rows) {
            if row[staff].shown().is_empty() {
                row[staff] = Cell::Missing(lang.pick("niet genoemd", "not named").to_string());
            }
        }
    }
    let mut annex = Part::table(
        lang.pick(
            "Bijlage 1: verwerkingen (AVG 28(3))",
            "Annex 1: processing (GDPR 28(3))",
        ),
        processing,
    );
    if !record.root.get("processing").is_some_and(Node::says_something) && !subject.is_joint() {
        annex.text.push(Said::Missing(lang.pick(
            "Van geen enkele verwerking is vastgelegd: doel, betrokkenen, persoonsgegevens, duur, handelingen en medewerkers met toegang (AVG 28(3)).".to_string(),
            "Of no processing is recorded: purpose, data subjects, personal data, duration, operations and staff with access (GDPR 28(3)).".to_string(),
        )));
    }
    let under = activities(subject);
    let mut register = Part::table(
        lang.pick(
            "In het register onder deze overeenkomst",
            "In the register under this agreement",
        ),
        table(&under, Kind::Activity, ACTIVITIES, reader),
    );
    if under.is_empty() {
        register.text.push(Said::Sentence(
            lang.pick(
                "Geen activiteit in het register noemt deze overeenkomst.",
                "No activity in the register names this agreement.",
            )
            .to_string(),
        ));
    }
    [annex, register]
}

/// The activities that name this agreement.
fn activities<'a>(subject: &Subject<'a>) -> Vec<&'a Record<'a>> {
    let names_it = |record: &&Record| record.agreements().iter().any(|(name, _)| *name == subject.record.name);
    of_kind(subject.reader().records, Kind::Activity)
        .filter(names_it)
        .collect()
}

/// Annex 2: the measures, the certificates and the audits.
pub(super) fn security(subject: &Subject) -> [Part; 3] {
    let (reader, lang) = (subject.reader(), subject.reader().lang);
    let audits = Audits::of(subject.record, subject.basis.place.at());
    let mut performed = Part::table(
        lang.pick("Audits (AVG 28(3)(h))", "Audits (GDPR 28(3)(h))"),
        rows(
            subject.record,
            "audits",
            &[column("performed_on"), column("by")],
            reader,
        ),
    );
    // Of what has ended nobody audits what is still done.
    if !subject.is_joint() && !subject.has_ended() {
        performed.text.push(Said::Sentence(audits.words(lang)));
        performed.text.extend(instead_of_audit(subject).map(Said::Sentence));
    }
    [measures(subject), certificates(subject), performed]
}

/// Contracts often accept a certificate in place of an audit.
fn instead_of_audit(subject: &Subject) -> Option<String> {
    let today = subject.basis.place.at().today();
    let certificates = subject.record.root.get("certificates").map(Node::items);
    let until = certificates.unwrap_or_default().iter().filter_map(|row| {
        let until = row.get("valid_until")?.moment()?;
        Some(subject.reader().zone().day(until))
    });
    let until = until.max().filter(|until| *until >= today)?;
    let lang = subject.reader().lang;
    let until = day_in_words(until, lang);
    let clause = subject
        .text("terms.audit.clause")
        .or_else(|| subject.text("clauses.audit"));
    let clause = clause.map(|clause| format!(" ({clause})")).unwrap_or_default();
    Some(lang.pick(
        format!("Er is een certificaat dat geldt tot en met {until}: mogelijk laat de overeenkomst{clause} zolang geen audit toe, of alleen bij een gegrond vermoeden."),
        format!("There is a certificate that is valid through {until}: until then the agreement{clause} may not allow an audit, or only on a well-founded suspicion."),
    ))
}

/// Each measure once, with where it is written.
fn measures(subject: &Subject) -> Part {
    let lang = subject.reader().lang;
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut listed: Vec<(&str, Vec<&str>)> = Vec::new();
    for record in [subject.record].into_iter().chain(activities(subject)) {
        let written = record.root.get("measures").map(Node::items).unwrap_or_default();
        for measure in written.iter().filter_map(Node::text) {
            let at = *found.entry(measure).or_insert_with(|| {
                listed.push((measure, Vec::new()));
                listed.len() - 1
            });
            listed[at].1.push(&record.name);
        }
    }
    let row = |(measure, records): &(&str, Vec<&str>)| {
        let records = records.iter().map(|record| record.to_string()).collect();
        vec![Cell::Text(measure.to_string()), Cell::list(records)]
    };
    let mut part = Part::table(
        lang.pick(
            "Bijlage 2: beveiligingsmaatregelen (AVG 28(3)(c), 32)",
            "Annex 2: security measures (GDPR 28(3)(c), 32)",
        ),
        Table::of(
            lang.pick(["maatregel", "vastgelegd in"], ["measure", "recorded in"]),
            ["measure", "records"],
            vec![listed.iter().map(row).collect()],
        ),
    );
    if listed.is_empty() && !subject.is_joint() {
        let nothing = missing("28(3)(c), 32", lang);
        part.text.push(Said::Missing(lang.pick(
            format!("Beveiligingsmaatregelen: {}", nothing.shown()),
            format!("Security measures: {}", nothing.shown()),
        )));
    }
    part
}

fn certificates(subject: &Subject) -> Part {
    let (reader, lang) = (subject.reader(), subject.reader().lang);
    let columns = [column("standard"), column("valid_until")];
    let mut table = rows(subject.record, "certificates", &columns, reader);
    table.head.push(lang.pick("stand", "state").to_string());
    table.keys.push("state");
    let today = subject.basis.place.at().today();
    for row in table.groups.iter_mut().flat_map(|group| &mut group.rows) {
        let state = match row.last() {
            Some(Cell::Day(until)) if *until < today => ("expired", lang.pick("verlopen", "expired")),
            Some(Cell::Day(_)) => ("valid", lang.pick("geldig", "valid")),
            _ => (
                "unknown",
                lang.pick("geldigheid niet vastgelegd", "validity not recorded"),
            ),
        };
        row.push(Cell::word(state.1, state.0));
    }
    Part::table(
        lang.pick("Certificaten (AVG 28(1), 32)", "Certificates (GDPR 28(1), 32)"),
        table,
    )
}
