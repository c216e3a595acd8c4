//! What is at risk, the most pressing first: breaches with a high risk that are open, duties that are late, activities with
//! a high residual risk, and which norms are not met.

use std::collections::BTreeMap;

use crate::finding::Level;
use crate::norms::Catalogue;
use crate::norms::duties::Status;
use crate::records::tree::{Node, Value};
use crate::records::{Kind, Record};
use crate::report::basis::Basis;
use crate::report::clock::cited;
use crate::report::countdown::countdown;
use crate::report::due::Line;
use crate::report::listing::of_kind;
use crate::report::{At, Cell, Data, Group, Part, Said};
use crate::text::Text;

use super::counting::{bars, field, is_done, number};

pub(super) fn is_late(line: &Line) -> bool {
    line.duty.status() == Status::Late
}

pub(super) fn parts(open: &[Line], basis: &Basis) -> [Part; 2] {
    [pressing(open, basis), unmet(basis)]
}

/// In words: how many there are of each, and which.
fn pressing(open: &[Line], basis: &Basis) -> Part {
    let (lang, at) = (basis.reader.lang, basis.place.at());
    let named = |kind, is: &dyn Fn(&Record) -> bool| -> Vec<String> {
        let records = of_kind(basis.reader.records, kind).filter(|record| is(record));
        records.map(|record| record.name.clone()).collect()
    };
    let late = open.iter().filter(|line| is_late(line)).map(|line| {
        let (what, since) = (line.title(), countdown(line.duty.lead(), line.place.at(), lang));
        let sources = line.sources(lang).join("; ");
        format!("{}: {} – {since} ({sources})", line.subject(), what.get(lang))
    });
    let risks = [
        (
            lang.pick(
                "Inbreuken met een hoog risico die openstaan (AVG 34)",
                "Breaches with a high risk that are open (GDPR 34)",
            ),
            named(Kind::Incident, &|record| is_high_and_open(record, at)),
        ),
        (
            lang.pick("Plichten die te laat zijn", "Duties that are late"),
            late.collect(),
        ),
        (
            lang.pick(
                "Verwerkingen met een hoog restrisico na de effectbeoordeling (AVG 36)",
                "Activities with a high residual risk after the impact assessment (GDPR 36)",
            ),
            named(Kind::Activity, &|record| {
                field(record, "dpia.outcome").and_then(Node::text) == Some("high-residual")
            }),
        ),
    ];
    let text = risks.into_iter().flat_map(|(what, which)| {
        let count = match which.len() {
            0 => lang.pick("geen", "none").to_string(),
            count => count.to_string(),
        };
        [Said::Sentence(format!("{what}: {count}."))]
            .into_iter()
            .chain(which.into_iter().map(Said::Item))
    });
    Part::text(lang.pick("Openstaande risico’s", "Open risks"), text.collect())
}

fn is_high_and_open(record: &Record, at: At) -> bool {
    let is_no_breach = matches!(
        field(record, "breach").map(|node| &node.value),
        Some(Value::Bool(false))
    );
    let is_high = field(record, "risk").and_then(Node::text) == Some("high");
    is_high && !is_no_breach && !is_done(record, "closed_on", at)
}

/// The norms that are not met, by how often; in their own words, never in those of a record.
fn unmet(basis: &Basis) -> Part {
    let lang = basis.reader.lang;
    let mut norms: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in basis.findings.iter().filter(|finding| finding.level == Level::Error) {
        let cite = finding.cite.as_deref().unwrap_or_default();
        *norms.entry((&finding.norm, cite)).or_default() += 1;
    }
    let count: usize = norms.values().sum();
    let mut norms: Vec<_> = norms.into_iter().collect();
    norms.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let row = |((norm, cite), count): &((&str, &str), usize)| {
        vec![
            Cell::Text(title(basis.place.catalogue, norm).get(lang).to_string()),
            Cell::value(cited(cite, lang), Data::Text(cite.to_string())),
            Cell::Text(norm.to_string()),
            number(*count),
        ]
    };
    let rows: Vec<Vec<Cell>> = norms.iter().map(row).collect();
    let said = lang.pick(
        format!("Bevindingen op dit niveau: {count}."),
        format!("Findings at this level: {count}."),
    );
    Part {
        text: vec![Said::Sentence(said)],
        ..Part::table(
            lang.pick(
                "Normen die niet zijn nageleefd (niveau fout)",
                "Norms that are not met (level error)",
            ),
            bars(
                lang.pick(["wat", "bron", "norm", "aantal"], ["what", "source", "norm", "count"]),
                ["what", "source", "norm", "count"],
                vec![Group::from(rows)],
            ),
        )
    }
}

/// What a norm finds; what the reader finds by itself goes by its name.
fn title(catalogue: &Catalogue, norm: &str) -> Text {
    let known = catalogue.norms().find(|it| it.name == norm);
    known.map_or_else(|| Text::same(norm), |it| it.title.clone())
}
