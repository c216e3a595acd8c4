//! The record of processing activities: article 30(1) as controller, 30(2) as processor, each complete with what it refers to.

use std::collections::BTreeSet;

use crate::records::tree::{Entry, Node};
use crate::records::{Kind, Record};
use crate::text::Lang;

use super::listing::{Column, column, demanded, if_any, missing, of_kind, table, where_possible};
use super::values::{Reader, capital};
use super::{Cell, Data, Document, Part, Said, Table};

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
    if_any("transfers", "30(1)(e)"),
    where_possible("retention", "30(1)(f)"),
    where_possible("measures", "30(1)(g)"),
    column("source"),
    column("systems"),
    column("reviewed_on"),
];

/// 30(2)(a) to (d).
const AS_PROCESSOR: &[Column] = &[
    demanded("name", "30(2)"),
    demanded("controllers", "30(2)(a)"),
    demanded("processing", "30(2)(b)"),
    column("subjects"),
    column("personal_data"),
    column("processors"),
    if_any("transfers", "30(2)(c)"),
    where_possible("measures", "30(2)(d)"),
    column("reviewed_on"),
];

/// Who the parties of an agreement are, 30(1)(a) and (d), 30(2)(a).
const PARTY: &[Column] = &[
    demanded("name", "30"),
    column("our_role"),
    column("ended_on"),
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
    let named: BTreeSet<&str> = named
        .map(|(name, _)| name)
        .filter(|name| of.is_none_or(|agreement| *name == agreement))
        .collect();
    let parties: Vec<&Record> = named.iter().filter_map(|name| reader.records.get(name)).collect();
    let parts = vec![
        Part::table(
            lang.pick("Wie wij zijn (30(1)(a), 30(2)(a))", "Who we are (30(1)(a), 30(2)(a))"),
            ourselves(of, reader),
        ),
        Part {
            text: [for_others(&ours, of, lang), undocumented(&ours, "30(1)(e)", lang)].concat(),
            ..Part::table(
                lang.pick(
                    "Als verwerkingsverantwoordelijke (AVG 30(1))",
                    "As controller (GDPR 30(1))",
                ),
                as_controller(&ours, of, reader),
            )
        },
        Part {
            text: [for_others(&theirs, of, lang), undocumented(&theirs, "30(2)(c)", lang)].concat(),
            ..Part::table(
                lang.pick("Als verwerker (AVG 30(2))", "As processor (GDPR 30(2))"),
                of_activities(&theirs, AS_PROCESSOR, of, reader),
            )
        },
        Part::table(
            lang.pick("Partijen bij de overeenkomsten", "Parties to the agreements"),
            of_parties(&parties, reader),
        ),
    ];
    Document {
        title: title(of, lang),
        about: Vec::new(),
        parts,
    }
}

/// The transfers for compelling legitimate interests whose safeguards are not documented: of the ground in the second
/// subparagraph of article 49(1) alone the register has that document too.
fn undocumented(records: &[&Record], article: &str, lang: Lang) -> Vec<Said> {
    let lacks = |transfer: &&Node| {
        let said = |key: &str| transfer.get(key).and_then(Node::text);
        said("instrument") == Some("derogation")
            && said("derogation") == Some("49(1)")
            && transfer.get("assessment_on").is_none()
    };
    let transfers = |record: &&&Record| {
        record
            .root
            .get("transfers")
            .map_or(0, |rows| rows.items().iter().filter(lacks).count())
    };
    let lacking = records.iter().filter(|record| transfers(record) > 0);
    let sentence = |record: &&Record| {
        let name = &record.name;
        Said::Missing(lang.pick(
            format!("{name}, doorgifte voor dwingende gerechtvaardigde belangen: de beoordeling en de passende waarborgen ontbreken (AVG {article}, 49(6))"),
            format!("{name}, transfer for compelling legitimate interests: the assessment and the suitable safeguards are missing (GDPR {article}, 49(6))"),
        ))
    };
    lacking.map(sentence).collect()
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

/// As controller: with whom jointly only where anything is done with others.
fn as_controller(records: &[&Record], of: Option<&str>, reader: Reader) -> Table {
    let mut table = of_activities(records, AS_CONTROLLER, of, reader);
    let is_joint = |record: &&Record| role(record) == Some("joint-controller");
    let says_who = |record: &&Record| record.root.get("controllers").is_some_and(Node::says_something);
    if !records.iter().any(|record| is_joint(record) || says_who(record)) {
        return table.without("controllers");
    }
    let without = |record: &Record| is_joint(&record) && !says_who(&record);
    fill(&mut table, records, "controllers", without, "30(1)(a)", reader.lang);
    table
}

/// The parties, each with how to reach it where it is a controller for whom we are processor.
fn of_parties(agreements: &[&Record], reader: Reader) -> Table {
    let mut table = table(agreements, Kind::Agreement, PARTY, reader);
    let cannot_be_reached = |record: &Record| {
        let is_controller = record.said("our_role") == Some("processor");
        is_controller
            && CONTACT
                .iter()
                .all(|key| record.said(&format!("counterparty.{key}")).is_none())
    };
    fill(
        &mut table,
        agreements,
        "counterparty.email",
        cannot_be_reached,
        "30(2)(a)",
        reader.lang,
    );
    table
}

/// How somebody can be reached.
const CONTACT: [&str; 3] = ["email", "phone", "address"];

/// Says in a column what is missing, of those records that the law asks it of.
fn fill(table: &mut Table, records: &[&Record], key: &str, is_missing: impl Fn(&Record) -> bool, by: &str, lang: Lang) {
    let Some(at) = table.keys.iter().position(|known| *known == key) else {
        return;
    };
    let rows = table.groups.iter_mut().flat_map(|group| &mut group.rows);
    for (_, row) in records.iter().zip(rows).filter(|(record, _)| is_missing(record)) {
        row[at] = missing(by, lang);
    }
}

/// The fields of an activity that say who takes part in it.
const PARTIES: [&str; 2] = ["controllers", "processors"];

/// Activities, with the parties by their names. Of one agreement only where one is meant: who else takes part is nobody's
/// business.
fn of_activities(records: &[&Record], columns: &[Column], of: Option<&str>, reader: Reader) -> Table {
    let mut table = table(records, Kind::Activity, columns, reader);
    let keys = table.keys.clone();
    let rows = table.groups.iter_mut().flat_map(|group| &mut group.rows);
    for (record, row) in records.iter().zip(rows) {
        for (key, cell) in keys.iter().zip(row).filter(|(key, _)| PARTIES.contains(*key)) {
            let written = references(record, key);
            // What is no reference is shown as it is written, unless it may be somebody else's.
            if !written.is_empty() && (of.is_some() || are_all_read(record, key)) {
                let shown = written.into_iter().filter(|it| of.is_none_or(|of| of == *it));
                *cell = parties(shown.collect(), reader);
            }
        }
    }
    table
}

/// What a field of an activity refers to.
fn references<'r>(record: &'r Record, field: &str) -> Vec<&'r str> {
    let written = record.root.get(field);
    let texts = written.into_iter().chain(written.into_iter().flat_map(Node::items));
    texts
        .filter_map(Node::text)
        .filter(|it| !it.trim().is_empty())
        .collect()
}

fn are_all_read(record: &Record, field: &str) -> bool {
    let items = record.root.get(field).map(Node::items).unwrap_or_default();
    items.iter().all(|item| item.text().is_some())
}

/// The other parties by their own names; for programs the references, as the file has them. Where others are left out and
/// nothing remains, nothing is said: an empty list would say that there are none.
fn parties(references: Vec<&str>, reader: Reader) -> Cell {
    if references.is_empty() {
        return Cell::Text(String::new());
    }
    let name = |reference: &str| {
        let agreement = reader.records.get(reference);
        let named = agreement.map(|record| (record.said("counterparty.name"), record.said("name")));
        match named {
            Some((Some(party), Some(agreement))) => format!("{party} ({agreement})"),
            Some((Some(party), None)) => format!("{party} ({reference})"),
            Some((None, Some(agreement))) => format!("{agreement} ({reference})"),
            Some((None, None)) | None => reference.to_string(),
        }
    };
    let names: Vec<String> = references.iter().map(|it| name(it)).collect();
    let references = references.iter().map(|it| it.to_string());
    Cell::value(names.join("\n"), Data::texts(references))
}

/// Which activities have other controllers than the one that is asked for; that, and not who.
fn for_others(records: &[&Record], of: Option<&str>, lang: Lang) -> Vec<Said> {
    let cut = records.iter().filter(|record| has_other_controllers(record, of));
    cut.map(|record| Said::Item(format!("{}: {}", record.name, others(lang))))
        .collect()
}

/// Whether an activity is carried out for others than the party to the agreement that is asked for.
pub(super) fn has_other_controllers(record: &Record, of: Option<&str>) -> bool {
    of.is_some_and(|of| references(record, "controllers").iter().any(|it| *it != of))
}

pub(super) fn others(lang: Lang) -> &'static str {
    lang.pick(
        "Deze verwerking voeren wij ook uit voor andere verwerkingsverantwoordelijken.",
        "We carry out this processing for other controllers too.",
    )
}

/// What of the organisation is not for one other party: what it runs on.
pub(super) const OF_OUR_OWN: &str = "organisation.systems";

pub(super) fn refers_to(record: &Record, agreement: &str) -> bool {
    record.agreements().iter().any(|(name, _)| *name == agreement)
}

pub(super) fn role<'r>(record: &'r Record) -> Option<&'r str> {
    record.root.get("role")?.text()
}

/// The organisation with its contact details, its representative and its data protection officer.
fn ourselves(of: Option<&str>, reader: Reader) -> Table {
    let lang = reader.lang;
    let organisation = reader.records.ours();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for table in ["organisation", "representative", "officer"] {
        let entries = organisation
            .and_then(|record| record.root.get(table))
            .map(Node::entries);
        for Entry { key, node, .. } in entries.unwrap_or_default() {
            let path = format!("{table}.{key}");
            if of.is_some() && path == OF_OUR_OWN {
                continue;
            }
            let label = format!(
                "{} – {}",
                reader.label(Kind::Organisation, table),
                reader.label(Kind::Organisation, &path)
            );
            let value = reader.cell(Kind::Organisation, &path, node);
            rows.push(vec![Cell::Text(capital(&label)), value, Cell::Text(path)]);
        }
    }
    if organisation.and_then(|record| record.root.get("officer")).is_none() {
        let label = reader.label(Kind::Organisation, "officer");
        let none = lang.pick("geen FG vastgelegd", "no DPO recorded");
        rows.push(vec![
            Cell::Text(capital(&label)),
            Cell::value(none, Data::Nothing),
            Cell::Text("officer".to_string()),
        ]);
    }
    let has_contact = organisation
        .and_then(|record| record.root.get("organisation"))
        .is_some_and(|table| {
            CONTACT
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
