//! The logs: every breach with its facts, effects and remedial action, article 33(5), and every request of a data subject,
//! each with the clocks that were kept or missed.

use chrono::{DateTime, FixedOffset};

use crate::norms::duties::{Duty, Status};
use crate::records::{Kind, Record};
use crate::text::Lang;
use crate::time::{End, Moment};

use super::basis::Basis;
use super::due::Line;
use super::listing::{Column, column, demanded, of_kind, table};
use super::values::Reader;
use super::{Cell, Document, Part, Table, breach, unanswered};

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
            Part::table(lang.pick("Termijnen", "Clocks"), clocks(&lines, false, reader)),
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

/// When a duty was done, as exactly as the record says it.
fn met(line: &Line, reader: Reader) -> Cell {
    match line.duty.lead().met {
        None => Cell::Text(String::new()),
        Some(Moment::Day(day)) => Cell::Day(day),
        Some(moment) => match line.place.at().zone.instant(moment) {
            Ok(at) => instant(at, reader),
            Err(_) => Cell::Text(moment.to_string()),
        },
    }
}

fn end(end: Option<End>, reader: Reader) -> Cell {
    match end {
        Some(End::Day(day)) => Cell::Day(day),
        Some(End::At(at)) => instant(at, reader),
        None => Cell::Text(String::new()),
    }
}

/// For people without its offset, but for the hour that comes twice.
fn instant(at: DateTime<FixedOffset>, reader: Reader) -> Cell {
    match reader.as_written || reader.zone().comes_twice(Moment::Local(at.naive_local())) {
        true => Cell::At(at),
        false => Cell::Local(at),
    }
}

/// Every duty with its ends and how it went; without the record where all are of one. Programs get each value in a column,
/// people as few columns as fit a page.
pub(super) fn clocks(lines: &[Line], are_of_one: bool, reader: Reader) -> Table {
    let lang = reader.lang;
    let times = |line: &Line| {
        [
            end(line.duty.by(), reader),
            end(line.duty.latest(), reader),
            met(line, reader),
        ]
    };
    let text = |words: &str| Cell::Text(words.to_string());
    if reader.as_written {
        let row = |line: &Line| -> Vec<Cell> {
            let duty = line.duty;
            let item = duty.item.as_deref().unwrap_or_default();
            let before = [text(&duty.record), text(item), text(line.title().get(lang))];
            let after = [text(duty.status().word(lang)), text(&line.cites().join("; "))];
            before.into_iter().chain(times(line)).chain(after).collect()
        };
        const KEYS: [&str; 8] = ["record", "item", "duty", "by", "latest", "met", "status", "source"];
        let table = Table::of(KEYS, KEYS, vec![lines.iter().map(row).collect()]);
        return match are_of_one {
            true => table.without("record"),
            false => table,
        };
    }
    let row = |line: &Line| -> Vec<Cell> {
        let subject = match are_of_one {
            true => line.duty.item.clone().unwrap_or_default(),
            false => line.subject(),
        };
        let duty = format!("{}\n{}", line.title().get(lang), line.sources(lang).join("; "));
        let before = [Cell::Text(subject), Cell::Text(duty)];
        let after = [text(line.duty.status().word(lang))];
        before.into_iter().chain(times(line)).chain(after).collect()
    };
    let head = match (lang, are_of_one) {
        (Lang::Nl, true) => ["rij", "plicht en bron", "veilig", "uiterlijk", "gedaan", "stand"],
        (Lang::Nl, false) => [
            "registratie",
            "plicht en bron",
            "veilig",
            "uiterlijk",
            "gedaan",
            "stand",
        ],
        (Lang::En, true) => ["row", "duty and source", "safe", "latest", "done", "status"],
        (Lang::En, false) => ["record", "duty and source", "safe", "latest", "done", "status"],
    };
    let keys = ["record", "duty", "by", "latest", "met", "status"];
    Table::of(head, keys, vec![lines.iter().map(row).collect()])
}
