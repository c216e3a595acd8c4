//! The full file of one breach: how it stands, what article 33(5) wants documented, the assessment, the clocks, what happened
//! when, and everything the record says.

use crate::finding::Finding;
use crate::norms::duties::Status;
use crate::norms::enisa::Severity;
use crate::records::{Kind, Record, Revision};
use crate::text::Lang;

use super::basis::Basis;
use super::listing::cell_as_shown;
use super::values::{Reader, capital};
use super::{Cell, Data, Document, Part, Table, breach, clocks, show, timeline};

pub fn document(record: &Record, revisions: &[Revision], basis: &Basis) -> Document {
    let reader = basis.reader;
    let lang = reader.lang;
    let lines = basis.lines_of(record);
    let findings: Vec<&Finding> = basis.findings_of(record);
    let mut parts = vec![
        Part::table(
            lang.pick("Hoe het ervoor staat", "How it stands"),
            standing(record, basis),
        ),
        Part::table(
            match record.said("role") {
                // Who processes for another documents nothing under 33(5), and tells that other.
                Some("processor") => lang.pick(
                    "Wat de verwerkingsverantwoordelijke moet vastleggen en melden; wij lichten die in (AVG 33(2))",
                    "What the controller must document and notify; we notify the controller (GDPR 33(2))",
                ),
                _ => lang.pick(
                    "Wat moet zijn vastgelegd (AVG 33(5), 33(3))",
                    "What must be documented (GDPR 33(5), 33(3))",
                ),
            },
            elements(record, reader),
        ),
        Part::table(lang.pick("Termijnen", "Clocks"), clocks::log(&lines, true, reader)),
        timeline::part(Kind::Incident, Some(&record.root), revisions, reader),
    ];
    parts.extend(show::facts(record, reader));
    parts.push(Part::table(
        lang.pick("Bevindingen", "Findings"),
        show::findings(&findings, reader),
    ));
    let kept = lines.iter().filter(|line| line.duty.status() == Status::Met).count();
    let missed = lines
        .iter()
        .filter(|line| matches!(line.duty.status(), Status::Late | Status::MetLate))
        .count();
    let open = lines.len() - kept - missed;
    Document {
        title: show::title(record, reader),
        about: vec![lang.pick(
            format!("Dossier van één inbreuk. Termijnen: {kept} gehaald, {missed} gemist, {open} lopend."),
            format!("The file of one breach. Clocks: {kept} kept, {missed} missed, {open} running."),
        )],
        parts,
    }
}

/// The decisions: what was decided, and what was not yet.
fn standing(record: &Record, basis: &Basis) -> Table {
    let reader = basis.reader;
    let lang = reader.lang;
    let said = |path: &str| {
        let node = record.root.value_at(path)?;
        node.says_something()
            .then(|| cell_as_shown(Kind::Incident, path, node, reader))
    };
    let is_told = said("authority.notified_at").is_some();
    let not_notified = breach::authority(record, lang).unwrap_or_default();
    let undecided = lang.pick("nog niet beslist", "not decided yet").to_string();
    let fields = [
        ("breach", undecided.clone()),
        ("role", undecided.clone()),
        ("risk", undecided),
        ("authority", not_notified.to_string()),
        ("controllers", lang.pick("geen", "none").to_string()),
        ("people", lang.pick("niet ingelicht", "not informed").to_string()),
        ("closed_on", lang.pick("nee, nog open", "no, still open").to_string()),
    ];
    let mut rows: Vec<[Cell; 3]> = fields
        .into_iter()
        .map(|(path, otherwise)| {
            let label = capital(&reader.label(Kind::Incident, path));
            // What says only whether a notification is complete is none.
            let value = said(path).filter(|_| path != "authority" || is_told);
            let value = value.unwrap_or_else(|| Cell::value(otherwise, Data::Nothing));
            [Cell::Text(path.to_string()), Cell::Text(label), value]
        })
        .collect();
    let enisa = ["severity", "ENISA"].map(|text| Cell::Text(text.to_string()));
    let [field, what] = enisa;
    rows.insert(3, [field, what, severity(record, lang)]);
    match reader.as_written {
        true => Table::of(
            lang.pick(["veld", "wat", "waarde"], ["field", "what", "value"]),
            ["field", "what", "value"],
            vec![rows.into_iter().map(Vec::from).collect()],
        ),
        false => Table::facts(rows.into_iter().map(|[_, what, value]| [what, value]).collect(), lang),
    }
}

/// What the method of ENISA comes to, where it was used.
fn severity(record: &Record, lang: Lang) -> Cell {
    let scored = record.root.get("severity").map(Severity::of);
    match scored {
        None => Cell::value(lang.pick("niet gebruikt", "not used"), Data::Nothing),
        Some(None) => Cell::value(
            lang.pick("nog niet volledig ingevuld", "not filled in completely yet"),
            Data::Nothing,
        ),
        Some(Some(severity)) => {
            let number = severity.to_string();
            let data = number.parse().map_or(Data::Nothing, Data::Fraction);
            let number = number.replace('.', lang.pick(",", "."));
            Cell::value(format!("{number}: {}", severity.level().get(lang)), data)
        }
    }
}

fn elements(record: &Record, reader: Reader) -> Table {
    let lang = reader.lang;
    let rows = breach::ELEMENTS.iter().map(|element| {
        vec![
            Cell::Text(element.article.to_string()),
            Cell::Text(lang.pick(element.what.0, element.what.1).to_string()),
            element.cell(record, reader),
        ]
    });
    Table::of(
        lang.pick(
            ["AVG", "wat de wet wil", "wat er staat"],
            ["GDPR", "what the law wants", "what it says"],
        ),
        ["article", "what", "said"],
        vec![rows.collect()],
    )
}
