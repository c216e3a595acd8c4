//! What a person who asks for access is told beside the copy, article 15(1)(a)–(h) and 15(2): from the register, an activity
//! a part.

use crate::records::tree::{Node, Value};
use crate::records::{Kind, Record};
use crate::text::Lang;

use crate::report::agreement::has_ended;
use crate::report::basis::Basis;
use crate::report::letterhead::article;
use crate::report::listing::of_kind;
use crate::report::sending::BeforeSending;
use crate::report::subprocessor::Subprocessor;
use crate::report::values::{Reader, capital};
use crate::report::{Cell, Part, Said, Table};

/// A point of 15(1), and the fields of the register that answer it.
struct Point {
    letter: &'static str,
    asks: (&'static str, &'static str),
    fields: &'static [&'static str],
    /// Whether a register without it lacks what 15(1) wants.
    is_demanded: bool,
}

const fn point(letter: &'static str, nl: &'static str, en: &'static str, fields: &'static [&'static str]) -> Point {
    Point {
        letter,
        asks: (nl, en),
        fields,
        is_demanded: true,
    }
}

#[rustfmt::skip]
const POINTS: &[Point] = &[
    point("15(1)(a)", "waarvoor wij uw gegevens gebruiken", "what we use your data for", &["purposes"]),
    point("15(1)(b)", "welke soorten gegevens", "which categories of data", &["personal_data"]),
    point("15(1)(c)", "wie ze krijgt", "who receives them", &["recipients", "processors", "transfers"]),
    point("15(1)(d)", "hoe lang wij ze bewaren", "how long we keep them", &["retention"]),
    point("15(1)(g)", "waar wij ze vandaan hebben", "where we obtained them", &["source"]),
    Point {
        is_demanded: false,
        ..point("15(1)(c), (2)", "doorgifte buiten de EER, met de waarborgen", "transfers outside the EEA, with the safeguards", &["transfers"])
    },
];

/// Which activities concern the requester, nobody but the writer knows: all that we are the controller of, or those that were
/// named.
pub(super) fn information<'a>(named: &[&'a Record<'a>], basis: &'a Basis<'a>, before: &mut BeforeSending) -> Vec<Part> {
    let reader = basis.reader.of_people();
    let lang = reader.lang;
    let answer = Answer { reader, basis };
    let activities = concerned(named, reader, before);
    let mut parts: Vec<Part> = activities
        .iter()
        .map(|record| answer.activity(record, before))
        .collect();
    parts.push(Part::text(
        lang.pick("Geautomatiseerde besluiten", "Automated decisions"),
        decisions(lang, before),
    ));
    let rights = lang.pick(
        "U kunt ons vragen uw gegevens te verbeteren, te wissen of de verwerking ervan te beperken, en u kunt bezwaar maken tegen de verwerking",
        "You may ask us to rectify or erase your data or to restrict their processing, and you may object to the processing",
    );
    parts.push(Part::text(
        lang.pick("Uw andere rechten", "Your other rights"),
        vec![Said::Sentence(format!("{rights} ({}).", article("15(1)(e)", lang)))],
    ));
    parts
}

/// Those that were named, or all that we are the controller of.
fn concerned<'a>(named: &[&'a Record<'a>], reader: Reader<'a>, before: &mut BeforeSending) -> Vec<&'a Record<'a>> {
    let lang = reader.lang;
    if !named.is_empty() {
        return named.to_vec();
    }
    before.warn(lang.pick(
        "Hieronder staan alle activiteiten waarvoor wij verwerkingsverantwoordelijke zijn: noem met --about alleen die waarin gegevens van deze persoon voorkomen.",
        "Below are all activities of which we are the controller: name with --about only those that hold data about this person.",
    ));
    let all: Vec<&Record> = of_kind(reader.records, Kind::Activity)
        .filter(|record| record.said("role") != Some("processor"))
        .collect();
    if all.is_empty() {
        before.miss(
            lang.pick("verwerkingsactiviteiten", "processing activities"),
            "15(1)(a)–(d), (g)",
            "avg new activity",
        );
    }
    all
}

/// From what the answer is written.
struct Answer<'a> {
    reader: Reader<'a>,
    basis: &'a Basis<'a>,
}

impl<'a> Answer<'a> {
    fn activity(&self, record: &'a Record<'a>, before: &mut BeforeSending) -> Part {
        let lang = self.reader.lang;
        let name = record.said("name").unwrap_or(&record.name);
        let rows = POINTS.iter().filter_map(|point| {
            let asks = lang.pick(point.asks.0, point.asks.1);
            let cell = self.point(point, record, &format!("{name}: {asks}"), before)?;
            let asks = format!("{} ({})", capital(asks), article(point.letter, lang));
            Some([Cell::Text(asks), cell])
        });
        Part::table(name, Table::facts(rows.collect(), lang))
    }

    /// What the register says to one point; nothing where it may be silent and is.
    fn point(&self, point: &Point, record: &'a Record<'a>, asks: &str, before: &mut BeforeSending) -> Option<Cell> {
        let lang = self.reader.lang;
        let fields = point.fields.iter();
        let told: Vec<String> = fields.filter_map(|field| self.says(record, field, before)).collect();
        if !told.is_empty() {
            let told = without_none(told).join("\n");
            if told.contains(['[', ']']) {
                let flag = lang.pick("de genoemde overeenkomst", "the agreement named");
                before.miss(asks, point.letter, flag);
            }
            return Some(Cell::Text(told));
        }
        if !point.is_demanded {
            return None;
        }
        let flag = point.fields[0].replace('_', "-");
        before.miss(asks, point.letter, &format!("avg edit {} --{flag}", record.name));
        Some(Cell::Missing(
            lang.pick("[in te vullen]", "[to be filled in]").to_string(),
        ))
    }

    fn says(&self, record: &'a Record<'a>, field: &str, before: &mut BeforeSending) -> Option<String> {
        let reader = self.reader;
        let node = record.root.get(field)?;
        let keys = OF_A_ROW.iter().find(|(of, _)| *of == field).map(|(_, keys)| *keys);
        match (field, keys) {
            // Of none no word is needed.
            ("processors", _) => {
                let names: Vec<String> = node
                    .items()
                    .iter()
                    .flat_map(|item| self.engaged(item, before))
                    .collect();
                (!names.is_empty()).then(|| names.join("\n"))
            }
            // Recipients in third countries are recipients too, 15(1)(c).
            ("recipients", _) if node.items().is_empty() && has_transfers(record) => None,
            ("source", _) if node.text() == Some("subject") => {
                Some(reader.lang.pick("van uzelf", "from you").to_string())
            }
            ("transfers", _) if node.items().is_empty() => None,
            (_, Some(keys)) if node.says_something() => {
                let rows = node.items().iter().map(|row| {
                    let value = |key: &&str| {
                        let value = reader.value(record.kind, &format!("{field}.{key}"), row.get(key)?);
                        Some(value.replace('\n', ", "))
                    };
                    keys.iter().filter_map(value).collect::<Vec<_>>().join(" – ")
                });
                Some(rows.collect::<Vec<_>>().join("\n"))
            }
            _ if node.says_something() || matches!(&node.value, Value::List(items) if items.is_empty()) => {
                Some(reader.value(record.kind, field, node))
            }
            _ => None,
        }
    }

    /// A processor by its name and not by that of its record, and whom it engages in its turn: each of them is a recipient
    /// (4(9)), and the Court wants the actual ones (C-154/21). One that was refused or has not begun receives nothing.
    fn engaged(&self, item: &Node, before: &mut BeforeSending) -> Vec<String> {
        let (reader, lang) = (self.reader, self.reader.lang);
        let unnamed = || lang.pick("[naam van de verwerker]", "[name of the processor]");
        let Some(agreement) = item.text().and_then(|name| reader.records.get(name)) else {
            return vec![unnamed().to_string()];
        };
        let processor = agreement.said("counterparty.name").unwrap_or_else(unnamed);
        let all = Subprocessor::of(agreement, self.basis);
        let in_use: Vec<&Subprocessor> = all.iter().filter(|one| one.is_in_use()).collect();
        if has_ended(agreement, self.basis) && !in_use.is_empty() {
            before.say(lang.pick(
                format!("De overeenkomst met {processor} is beëindigd: diens subverwerkers staan niet in de brief. Kregen zij eerder gegevens van deze persoon, noem hen dan alsnog (15(1)(c))."),
                format!("The agreement with {processor} has ended: its sub-processors are not in the letter. If they received data about this person before, name them all the same (15(1)(c))."),
            ));
            return vec![processor.to_string()];
        }
        let by = lang.pick("ingeschakeld door", "engaged by");
        let others = in_use.iter().map(|one| {
            let name = one
                .text("name")
                .unwrap_or(lang.pick("[naam van de subverwerker]", "[name of the sub-processor]"));
            let abroad = one.country(reader).filter(|_| one.is_outside_eea);
            let abroad = abroad.map(|country| format!("; {country}")).unwrap_or_default();
            format!("{name} ({by} {processor}{abroad})")
        });
        [processor.to_string()].into_iter().chain(others).collect()
    }
}

/// What of each row a person needs to know; what only the register needs stays there.
const OF_A_ROW: &[(&str, &[&str])] = &[
    ("personal_data", &["category", "items"]),
    ("retention", &["data", "keep", "from", "basis"]),
    ("transfers", &["country", "organisation", "recipient", "instrument"]),
];

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
        "of er besluiten over de betrokkene uitsluitend geautomatiseerd worden genomen, en zo ja de logica, het belang en de gevolgen",
        "whether decisions about the data subject are taken solely by automated means, and if so the logic, the significance and the consequences",
    );
    before.miss(asks, "15(1)(h)", lang.pick("in de tekst zelf", "in the text itself"));
    vec![Said::Missing(format!("[{asks} ({})]", article("15(1)(h)", lang)))]
}
