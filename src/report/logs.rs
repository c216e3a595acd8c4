//! The logs: every breach with its facts, effects and remedial action, article 33(5), and every request of a data subject,
//! each with the clocks that were kept or missed.

use crate::norms::duties::{Duty, Status};
use crate::records::{Kind, Record};
use crate::text::Lang;

use super::basis::Basis;
use super::due::Line;
use super::listing::{Column, column, demanded, of_kind, table};
use super::values::Reader;
use super::{Document, Part, Table, breach, clocks, unanswered};

/// Facts, effects and remedial action. What the law asks of whom depends on the breach: [`breach`] says it.
const INCIDENTS: &[Column] = &[
    column("discovered_at"),
    column("aware_at"),
    column("summary"),
    column("role"),
    column("breach"),
    column("kinds"),
    column("cause"),
    column("subjects"),
    column("subjects_count"),
    column("personal_data"),
    column("records_count"),
    column("special_data"),
    column("consequences"),
    column("measures"),
    column("contact"),
    column("risk"),
    column("risk_reason"),
    column("authority"),
    column("controllers"),
    column("people"),
    column("closed_on"),
];

const REQUESTS: &[Column] = &[
    demanded("received_at", "12(3)"),
    demanded("right", "12(3)"),
    column("role"),
    column("agreement"),
    demanded("subject", "12(3)"),
    column("requester"),
    column("identity"),
    column("forwarded_at"),
    column("extension"),
    column("answer"),
];

/// The log of a kind, with its clocks: of incidents or of requests.
pub fn document(kind: Kind, basis: &Basis) -> Document {
    let reader = basis.reader;
    let lang = reader.lang;
    let is_of_kind = |line: &&Line| {
        let record = reader.records.get(&line.duty.record);
        record.is_some_and(|record| record.kind == kind)
    };
    let lines: Vec<Line> = basis.lines.iter().filter(is_of_kind).copied().collect();
    let records: Vec<_> = of_kind(reader.records, kind).collect();
    let (title, rows) = match kind {
        Kind::Incident => (
            lang.pick(
                "Register van inbreuken (AVG 33(5))",
                "Record of personal data breaches (GDPR 33(5))",
            ),
            incidents(&records, reader),
        ),
        _ => (
            lang.pick(
                "Verzoeken van betrokkenen (AVG 12)",
                "Requests of data subjects (GDPR 12)",
            ),
            requests(&records, reader),
        ),
    };
    let duties: Vec<&Duty> = lines.iter().map(|line| line.duty).collect();
    let heading = lang.pick("Registraties", "Records");
    Document {
        title: title.to_string(),
        about: vec![kept(&duties, lang)],
        parts: vec![
            Part::table(heading, rows),
            Part::table(lang.pick("Termijnen", "Clocks"), clocks::log(&lines, false, reader)),
        ],
    }
}

/// A row a breach, with what the law misses in it.
fn incidents(records: &[&Record], reader: Reader) -> Table {
    let mut table = table(records, Kind::Incident, INCIDENTS, reader);
    let rows = table.groups.iter_mut().flat_map(|group| &mut group.rows);
    for (record, row) in records.iter().zip(rows) {
        for (field, cell) in table.keys.iter().zip(row) {
            if let Some(instead) = breach::cell(field, record, reader) {
                *cell = instead;
            }
        }
    }
    table
}

/// A row a request, with what the law misses in its answer.
fn requests(records: &[&Record], reader: Reader) -> Table {
    let lang = reader.lang;
    let mut table = table(records, Kind::Request, REQUESTS, reader);
    table.head.push(
        lang.pick("wat in het antwoord ontbreekt", "what the answer lacks")
            .to_string(),
    );
    table.keys.push("lacking");
    let rows = table.groups.iter_mut().flat_map(|group| &mut group.rows);
    for (record, row) in records.iter().zip(rows) {
        row.push(unanswered::cell(record, lang));
    }
    table
}

/// How many clocks were kept, missed, and still run.
fn kept(duties: &[&Duty], lang: Lang) -> String {
    let count = |of: &[Status]| duties.iter().filter(|duty| of.contains(&duty.status())).count();
    let (kept, missed) = (count(&[Status::Met]), count(&[Status::MetLate, Status::Late]));
    let open = duties.len() - kept - missed;
    lang.pick(
        format!("Termijnen: {kept} gehaald, {missed} gemist, {open} lopend."),
        format!("Clocks: {kept} kept, {missed} missed, {open} running."),
    )
}
