//! What a person who asks for access is told beside the copy, article 15(1)(a)–(h) and 15(2): from the register, an activity
//! a part.

use crate::records::tree::{Node, Value};
use crate::records::{Kind, Record};
use crate::text::Lang;

use super::super::listing::of_kind;
use super::super::sending::BeforeSending;
use super::super::values::{Reader, capital};
use super::super::{Cell, Part, Said, Table};

/// A point of 15(1), and the fields of the register that answer it.
struct Point {
    letter: &'static str,
    asks: (&'static str, &'static str),
    fields: &'static [&'static str],
    /// Whether a register without it lacks what 15(1) wants.
    is_demanded: bool,
}

const POINTS: &[Point] = &[
    Point {
        letter: "15(1)(a)",
        asks: ("waarvoor wij uw gegevens gebruiken", "the purposes of the processing"),
        fields: &["purposes"],
        is_demanded: true,
    },
    Point {
        letter: "15(1)(b)",
        asks: ("welke soorten gegevens", "the categories of personal data"),
        fields: &["personal_data"],
        is_demanded: true,
    },
    Point {
        letter: "15(1)(c)",
        asks: ("wie ze krijgt", "the recipients"),
        fields: &["recipients", "processors", "transfers"],
        is_demanded: true,
    },
    Point {
        letter: "15(1)(d)",
        asks: ("hoe lang wij ze bewaren", "how long they are stored"),
        fields: &["retention"],
        is_demanded: true,
    },
    Point {
        letter: "15(1)(g)",
        asks: ("waar wij ze vandaan hebben", "the source of the data"),
        fields: &["source"],
        is_demanded: true,
    },
    Point {
        letter: "15(1)(c), 15(2)",
        asks: (
            "doorgifte buiten de EER, met de waarborgen",
            "transfers outside the EEA, with the safeguards",
        ),
        fields: &["transfers"],
        is_demanded: false,
    },
];

/// Which activities concern the requester, nobody but the writer knows: all that we are the controller of, or those that were
/// named.
pub(super) fn information(named: &[&Record], reader: Reader, before: &mut BeforeSending) -> Vec<Part> {
    let lang = reader.lang;
    let is_ours = |record: &&Record| record.root.get("role").and_then(Node::text) != Some("processor");
    let activities: Vec<&Record> = match named {
        [] => of_kind(reader.records, Kind::Activity).filter(is_ours).collect(),
        named => named.to_vec(),
    };
    if named.is_empty() {
        before.warn(lang.pick(
            "Hieronder staan alle activiteiten waarvoor wij verwerkingsverantwoordelijke zijn: noem met --about alleen die waarin gegevens van deze persoon voorkomen.",
            "Below are all activities of which we are the controller: name with --about only those that hold data about this person.",
        ));
    }
    if activities.is_empty() {
        before.miss(
            lang.pick("verwerkingsactiviteiten", "processing activities"),
            "15(1)(a)–(d), (g)",
            "avg new activity",
        );
    }
    let mut parts: Vec<Part> = activities
        .iter()
        .map(|record| activity(record, reader, before))
        .collect();
    parts.push(Part::text(
        lang.pick("Geautomatiseerde besluiten", "Automated decisions"),
        decisions(lang, before),
    ));
    parts.push(Part::text(
        lang.pick("Uw andere rechten", "Your other rights"),
        vec![Said::Sentence(
            lang.pick(
                "U kunt ons vragen uw gegevens te verbeteren, te wissen of de verwerking ervan te beperken, en u kunt bezwaar maken tegen de verwerking (15(1)(e)).",
                "You may ask us to rectify or erase your data or to restrict their processing, and you may object to the processing (15(1)(e)).",
            )
            .to_string(),
        )],
    ));
    parts
}

fn activity(record: &Record, reader: Reader, before: &mut BeforeSending) -> Part {
    let lang = reader.lang;
    let name = record.root.get("name").and_then(Node::text).unwrap_or(&record.name);
    let rows = POINTS.iter().filter_map(|point| {
        let asks = lang.pick(point.asks.0, point.asks.1);
        let told: Vec<String> = point
            .fields
            .iter()
            .filter_map(|field| says(record, field, reader))
            .collect();
        let cell = match (told.is_empty(), point.is_demanded) {
            (false, _) => {
                let told = without_none(told).join("\n");
                if told.contains(['[', ']']) {
                    let flag = lang.pick("de genoemde overeenkomst", "the agreement named");
                    before.miss(&format!("{name}: {asks}"), point.letter, flag);
                }
                Cell::Text(told)
            }
            (true, false) => return None,
            (true, true) => {
                let flag = point.fields[0].replace('_', "-");
                before.miss(
                    &format!("{name}: {asks}"),
                    point.letter,
                    &format!("avg edit {} --{flag}", record.name),
                );
                Cell::Missing(lang.pick("[in te vullen]", "[to be filled in]").to_string())
            }
        };
        Some([Cell::Text(format!("{} ({})", capital(asks), point.letter)), cell])
    });
    Part::table(name, Table::facts(rows.collect(), lang))
}

/// What of each row a person needs to know; what only the register needs stays there.
const OF_A_ROW: &[(&str, &[&str])] = &[
    ("personal_data", &["category", "items"]),
    ("retention", &["data", "keep", "from", "basis"]),
    ("transfers", &["country", "organisation", "recipient", "instrument"]),
];

fn says(record: &Record, field: &str, reader: Reader) -> Option<String> {
    let node = record.root.get(field)?;
    let keys = OF_A_ROW.iter().find(|(of, _)| *of == field).map(|(_, keys)| *keys);
    match (field, keys) {
        // Who they are, and not what their records are called. Of none no word is needed.
        ("processors", _) => {
            let names = node.items().iter().map(|item| {
                let agreement = item.text().and_then(|name| reader.records.get(name));
                agreement
                    .and_then(|agreement| agreement.said("counterparty.name"))
                    .unwrap_or(reader.lang.pick("[naam van de verwerker]", "[name of the processor]"))
            });
            let names: Vec<&str> = names.collect();
            (!names.is_empty()).then(|| names.join("\n"))
        }
        // Recipients in third countries are recipients too, 15(1)(c).
        ("recipients", _) if node.items().is_empty() && has_transfers(record) => None,
        ("source", _) if node.text() == Some("subject") => Some(reader.lang.pick("van uzelf", "from you").to_string()),
        ("transfers", _) if node.items().is_empty() => None,
        (_, Some(keys)) if node.says_something() => {
            let rows = node.items().iter().map(|row| {
                let values = keys.iter().filter_map(|key| {
                    let value = row.get(key)?;
                    Some(
                        reader
                            .value(record.kind, &format!("{field}.{key}"), value)
                            .replace('\n', ", "),
                    )
                });
                values.collect::<Vec<_>>().join(" – ")
            });
            Some(rows.collect::<Vec<_>>().join("\n"))
        }
        _ if node.says_something() || matches!(&node.value, Value::List(items) if items.is_empty()) => {
            Some(reader.value(record.kind, field, node))
        }
        _ => None,
    }
}

fn has_transfers(record: &Record) -> bool {
    let transfers = record.root.get("transfers").map(Node::items);
    transfers.is_some_and(|transfers| !transfers.is_empty())
}

/// ‘None’ beside those who are named says nothing.
fn without_none(told: Vec<String>) -> Vec<String> {
    match told.len() {
        1 => told,
        _ => told
            .into_iter()
            .filter(|told| !["geen", "none"].contains(&told.as_str()))
            .collect(),
    }
}

/// The register does not say it: whoever writes must.
fn decisions(lang: Lang, before: &mut BeforeSending) -> Vec<Said> {
    let asks = lang.pick(
        "of er besluiten over de betrokkene alleen geautomatiseerd worden genomen, en zo ja de logica, het belang en de gevolgen",
        "whether decisions about the data subject are taken by automated means alone, and if so the logic, the significance and the consequences",
    );
    before.miss(asks, "15(1)(h)", lang.pick("in de tekst zelf", "in the text itself"));
    vec![Said::Missing(format!("[{asks} (15(1)(h))]"))]
}
