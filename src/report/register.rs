//! The record of processing activities: article 30(1) as controller, 30(2) as processor, each complete with what it refers to.

use std::collections::BTreeSet;

use crate::records::tree::{Entry, Node};
use crate::records::{Kind, Record};
use crate::text::Lang;

use super::listing::{Column, column, demanded, missing, of_kind, table};
use super::values::{Reader, capital};
use super::{Cell, Document, Part, Table};

/// 30(1)(a) to (g), with what else an authority asks first: the legal basis, the source, who keeps it.
const AS_CONTROLLER: &[Column] = &[
    demanded("name", "30(1)"),
    column("owner"),
    column("controllers"),
    demanded("purposes", "30(1)(b)"),
    column("legal_basis"),
    demanded("subjects", "30(1)(c)"),
    demanded("personal_data", "30(1)(c)"),
    demanded("recipients", "30(1)(d)"),
    column("processors"),
    column("transfers"),
    column("retention"),
    column("measures"),
    column("source"),
    column("systems"),
    column("reviewed_on"),
];

/// 30(2)(a) to (d).
const AS_PROCESSOR: &[Column] = &[
    demanded("name", "30(2)"),
    demanded("controllers", "30(2)(a)"),
    demanded("processing", "30(2)(b)"),
    column("purposes"),
    column("subjects"),
    column("personal_data"),
    column("processors"),
    column("transfers"),
    column("measures"),
    column("reviewed_on"),
];

/// Who the parties of an agreement are, 30(1)(a) and (d), 30(2)(a).
const PARTY: &[Column] = &[
    demanded("name", "30"),
    column("our_role"),
    demanded("counterparty.name", "30"),
    column("counterparty.contact"),
    column("counterparty.email"),
    column("counterparty.phone"),
    column("counterparty.address"),
    column("counterparty.country"),
    column("subprocessors"),
];

/// The register; of one agreement only where one is meant: what is done for, or by, its other party.
pub fn document(of: Option<&str>, reader: Reader) -> Document {
    let lang = reader.lang;
    let activities: Vec<&Record> = of_kind(reader.records, Kind::Activity)
        .filter(|record| of.is_none_or(|agreement| refers_to(record, agreement)))
        .collect();
    let is_processor = |record: &&&Record| role(record) == Some("processor");
    let (ours, theirs): (Vec<&Record>, Vec<&Record>) = activities.iter().partition(|record| !is_processor(record));
    let named = activities.iter().flat_map(|record| record.agreements());
    let named: BTreeSet<&str> = named.map(|(name, _)| name).collect();
    let parties: Vec<&Record> = named.iter().filter_map(|name| reader.records.get(name)).collect();
    let parts = vec![
        Part::table(
            lang.pick("Wie wij zijn (30(1)(a), 30(2)(a))", "Who we are (30(1)(a), 30(2)(a))"),
            ourselves(reader),
        ),
        Part::table(
            lang.pick(
                "Als verwerkingsverantwoordelijke (AVG 30(1))",
                "As controller (GDPR 30(1))",
            ),
            table(&ours, Kind::Activity, AS_CONTROLLER, reader),
        ),
        Part::table(
            lang.pick("Als verwerker (AVG 30(2))", "As processor (GDPR 30(2))"),
            table(&theirs, Kind::Activity, AS_PROCESSOR, reader),
        ),
        Part::table(
            lang.pick("Partijen bij de overeenkomsten", "Parties to the agreements"),
            table(&parties, Kind::Agreement, PARTY, reader),
        ),
    ];
    Document {
        title: title(of, lang),
        about: Vec::new(),
        parts,
    }
}

/// What the register, or the part of it that is about one agreement, is called.
pub(super) fn title(of: Option<&str>, lang: Lang) -> String {
    let title = lang.pick(
        "Register van verwerkingsactiviteiten",
        "Record of processing activities",
    );
    match of {
        Some(agreement) => format!("{title}: {agreement}"),
        None => title.to_string(),
    }
}

pub(super) fn refers_to(record: &Record, agreement: &str) -> bool {
    record.agreements().iter().any(|(name, _)| *name == agreement)
}

pub(super) fn role<'r>(record: &'r Record) -> Option<&'r str> {
    record.root.get("role")?.text()
}

/// The organisation with its contact details, its representative and its data protection officer.
fn ourselves(reader: Reader) -> Table {
    let lang = reader.lang;
    let organisation = of_kind(reader.records, Kind::Organisation).next();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for table in ["organisation", "representative", "officer"] {
        let entries = organisation
            .and_then(|record| record.root.get(table))
            .map(Node::entries);
        for Entry { key, node, .. } in entries.unwrap_or_default() {
            let path = format!("{table}.{key}");
            let label = format!(
                "{} – {}",
                reader.label(Kind::Organisation, table),
                reader.label(Kind::Organisation, &path)
            );
            let value = reader.value(Kind::Organisation, &path, node);
            rows.push(vec![Cell::Text(capital(&label)), Cell::Text(value), Cell::Text(path)]);
        }
    }
    let contact = ["email", "phone", "address"];
    let has_contact = organisation
        .and_then(|record| record.root.get("organisation"))
        .is_some_and(|table| {
            contact
                .iter()
                .any(|key| table.get(key).is_some_and(Node::says_something))
        });
    if !has_contact {
        let label = lang.pick("contactgegevens", "contact details");
        let path = Cell::Text("organisation.email".to_string());
        rows.push(vec![Cell::Text(capital(label)), missing("30(1)(a)", lang), path]);
    }
    // The path is for programs.
    let columns = if reader.as_written { 3 } else { 2 };
    rows.iter_mut().for_each(|row| row.truncate(columns));
    let head = lang.pick(["wat", "waarde", "veld"], ["what", "value", "field"]);
    Table {
        head: head[..columns].iter().map(|head| head.to_string()).collect(),
        keys: ["what", "value", "field"][..columns].to_vec(),
        groups: vec![rows.into()],
        ..Table::default()
    }
}
