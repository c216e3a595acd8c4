//! The agreements at a glance: with whom, since and until when, on which terms, by which certificates, audited when and when again.

use crate::norms::duties::Status;
use crate::records::{Kind, Record};

use super::agreement::{has_ended, unsigned};
use super::audits::Audits;
use super::basis::Basis;
use super::listing::{Column, column, demanded, of_kind, table};
use super::{Cell, Document, Part, Table};

const COLUMNS: &[Column] = &[
    demanded("name", "28(3)"),
    demanded("counterparty.name", "28(3)"),
    demanded("signed_on", "28(9)"),
    column("effective_on"),
    column("ended_on"),
    column("terms"),
    column("subprocessors"),
    column("certificates"),
    column("audits"),
    column("end"),
];

/// A part a role, in the order of the law: those we engage, those we work for, those we decide with.
pub fn document(basis: &Basis) -> Document {
    let reader = basis.reader;
    let lang = reader.lang;
    let all: Vec<&Record> = of_kind(reader.records, Kind::Agreement).collect();
    let parts = [
        ("controller", "Onze verwerkers", "Our processors"),
        ("processor", "Onze verwerkingsverantwoordelijken", "Our controllers"),
        (
            "joint-controller",
            "Gezamenlijke verwerkingsverantwoordelijken",
            "Joint controllers",
        ),
    ];
    let part = |(role, nl, en): (&str, &str, &str)| {
        let is_of_role = |record: &&&Record| record.root.get("our_role").and_then(|role| role.text()) == Some(role);
        let records: Vec<&Record> = all.iter().filter(is_of_role).copied().collect();
        let table = table(&records, Kind::Agreement, COLUMNS, reader);
        Part::table(lang.pick(nl, en), with_state(table, &records, basis))
    };
    Document {
        title: lang
            .pick("Verwerkersovereenkomsten", "Processor agreements")
            .to_string(),
        about: Vec::new(),
        parts: parts.map(part).to_vec(),
    }
}

/// From when there may be another audit, and whether the agreement runs, has ended, or is done with.
fn with_state(mut table: Table, records: &[&Record], basis: &Basis) -> Table {
    let lang = basis.reader.lang;
    let head = lang.pick(["volgende audit vanaf", "stand"], ["next audit from", "state"]);
    table.head.extend(head.map(str::to_string));
    table.keys.extend(["next_audit", "state"]);
    let signed = table.keys.iter().position(|key| *key == "signed_on");
    let rows = table.groups.iter_mut().flat_map(|group| &mut group.rows);
    for (row, record) in rows.zip(records) {
        let next = Audits::of(record, basis.place.at()).next();
        let next = next.filter(|_| !has_ended(record, basis));
        if let Some(signed) = signed.filter(|at| matches!(row[*at], Cell::Missing(_))) {
            row[signed] = unsigned(lang);
        }
        row.push(next.map_or(Cell::Text(String::new()), Cell::Day));
        row.push(state(record, basis));
    }
    table
}

fn state(record: &Record, basis: &Basis) -> Cell {
    let lang = basis.reader.lang;
    if !has_ended(record, basis) {
        return Cell::word(lang.pick("loopt", "runs"), "runs");
    }
    let lines = basis.lines_of(record);
    let duty = lines
        .iter()
        .map(|line| line.duty)
        .find(|duty| duty.name == "return-or-erase");
    let name = match duty.map(|duty| duty.status()) {
        None => "ended",
        Some(Status::Met | Status::MetLate) => "completed",
        Some(_) => "to-complete",
    };
    let due = duty.and_then(|duty| duty.latest()).map(|end| end.in_words(lang));
    let words = match (name, due) {
        ("completed", _) => lang
            .pick(
                "afgerond: gegevens gewist of terugbezorgd",
                "completed: data deleted or returned",
            )
            .to_string(),
        ("ended", _) => lang.pick("geëindigd", "ended").to_string(),
        (_, Some(due)) => lang.pick(
            format!("geëindigd; gegevens wissen of terugbezorgen uiterlijk {due}"),
            format!("ended; delete or return the data by {due}"),
        ),
        (_, None) => lang
            .pick(
                "geëindigd; gegevens onverwijld wissen of terugbezorgen",
                "ended; delete or return the data without delay",
            )
            .to_string(),
    };
    Cell::word(words, name)
}
