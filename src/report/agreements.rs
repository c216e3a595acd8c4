//! The agreements at a glance: with whom, since and until when, on which terms, by which certificates, audited when.

use crate::records::{Kind, Record};

use super::listing::{Column, column, demanded, of_kind, table};
use super::values::Reader;
use super::{Document, Part};

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
pub fn document(reader: Reader) -> Document {
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
        Part::table(lang.pick(nl, en), table(&records, Kind::Agreement, COLUMNS, reader))
    };
    Document {
        title: lang
            .pick("Verwerkersovereenkomsten", "Processor agreements")
            .to_string(),
        about: Vec::new(),
        parts: parts.map(part).to_vec(),
    }
}
