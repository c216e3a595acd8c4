//! The logs: every breach with its facts, effects and remedial action, article 33(5), and every request of a data subject,
//! each with the clocks that were kept or missed.

use crate::norms::duties::{Duty, Status};
use crate::records::Kind;
use crate::text::Lang;
use crate::time::{End, Moment};

use super::basis::Basis;
use super::due::Line;
use super::listing::{Column, column, demanded, of_kind, table};
use super::{Cell, Document, Part, Table};

/// Facts, effects and remedial action.
const INCIDENTS: &[Column] = &[
    demanded("discovered_at", "33(5)"),
    column("aware_at"),
    demanded("summary", "33(5)"),
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
    let (title, columns) = match kind {
        Kind::Incident => (
            lang.pick(
                "Register van inbreuken (AVG 33(5))",
                "Record of personal data breaches (GDPR 33(5))",
            ),
            INCIDENTS,
        ),
        _ => (
            lang.pick(
                "Verzoeken van betrokkenen (AVG 12)",
                "Requests of data subjects (GDPR 12)",
            ),
            REQUESTS,
        ),
    };
    let records: Vec<_> = of_kind(reader.records, kind).collect();
    let duties: Vec<&Duty> = lines.iter().map(|line| line.duty).collect();
    let heading = lang.pick("Registraties", "Records");
    Document {
        title: title.to_string(),
        about: vec![kept(&duties, lang)],
        parts: vec![
            Part::table(heading, table(&records, kind, columns, reader)),
            Part::table(lang.pick("Termijnen", "Clocks"), clocks(&lines, lang)),
        ],
    }
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

/// When a duty was done, as exactly as the record says it.
fn met(line: &Line) -> Cell {
    match line.duty.lead().met {
        None => Cell::Text(String::new()),
        Some(Moment::Day(day)) => Cell::Day(day),
        Some(moment) => match line.place.at().zone.instant(moment) {
            Ok(at) => Cell::At(at),
            Err(_) => Cell::Text(moment.to_string()),
        },
    }
}

pub(super) fn clocks(lines: &[Line], lang: Lang) -> Table {
    let head = match lang {
        Lang::Nl => [
            "registratie",
            "rij",
            "plicht",
            "veilig",
            "uiterlijk",
            "gedaan",
            "stand",
            "bron",
        ],
        Lang::En => ["record", "row", "duty", "safe", "latest", "done", "status", "source"],
    };
    let end = |end: Option<End>| match end {
        Some(End::Day(day)) => Cell::Day(day),
        Some(End::At(at)) => Cell::At(at),
        None => Cell::Text(String::new()),
    };
    let row = |line: &Line| {
        let duty = line.duty;
        vec![
            Cell::Text(duty.record.clone()),
            Cell::Text(duty.item.clone().unwrap_or_default()),
            Cell::Text(line.title().get(lang).to_string()),
            end(duty.by()),
            end(duty.latest()),
            met(line),
            Cell::Text(duty.status().word(lang).to_string()),
            Cell::Text(line.sources().join("; ")),
        ]
    };
    Table::of(
        head,
        ["record", "item", "duty", "by", "latest", "met", "status", "source"],
        vec![lines.iter().map(row).collect()],
    )
}
