//! One processor agreement to put before the other party or an auditor: who, where the text regulates what article 28 asks and
//! where it does not, the periods, the annexes, the clocks, and the end.

mod accepted;
mod annexes;
mod clauses;
mod parties;
mod periods;

use crate::records::tree::Node;
use crate::records::{Kind, Record};
use crate::text::Lang;

use super::basis::Basis;
use super::listing::{cell, column, demanded};
use super::subprocessor::{self, Subprocessor};
use super::values::{Reader, capital};
use super::{Cell, Document, Part, Said, Table, clocks, show};

/// An agreement that the report is about, and what it may be made from.
struct Subject<'a> {
    record: &'a Record<'a>,
    basis: &'a Basis<'a>,
}

impl<'a> Subject<'a> {
    fn reader(&self) -> Reader<'a> {
        self.basis.reader
    }

    fn role(&self) -> Option<&str> {
        self.record.root.get("our_role")?.text()
    }

    /// Whether it is an arrangement of article 26, of which article 28 asks nothing.
    fn is_joint(&self) -> bool {
        self.role() == Some("joint-controller")
    }

    fn has_ended(&self) -> bool {
        has_ended(self.record, self.basis)
    }

    /// A field of the record, by what people call it.
    fn fact(&self, path: &'static str, by: Option<&'static str>) -> Fact {
        let column = match by.filter(|_| !self.is_joint()) {
            Some(by) => demanded(path, by),
            None => column(path),
        };
        Fact {
            field: path,
            what: capital(&self.reader().label(Kind::Agreement, path)),
            value: cell(self.record, &column, self.reader()),
        }
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.record.said(path)
    }
}

/// Whether the services have ended.
pub(super) fn has_ended(record: &Record, basis: &Basis) -> bool {
    let ended = record.root.get("ended_on").and_then(Node::moment);
    ended.is_some_and(|ended| basis.reader.zone().day(ended) <= basis.place.at().today())
}

/// Where no day of signing is recorded. The law asks writing, not a signature.
pub(super) fn unsigned(lang: Lang) -> Cell {
    Cell::Missing(
        lang.pick(
            "niet vastgelegd; 28(9) vraagt schriftelijk, geen handtekening",
            "not recorded; 28(9) asks writing, not a signature",
        )
        .to_string(),
    )
}

/// One fact: the field that it is in, what people call it, and what it says.
struct Fact {
    field: &'static str,
    what: String,
    value: Cell,
}

/// Programs find a fact by its field.
fn facts(rows: Vec<Fact>, reader: Reader) -> Table {
    if !reader.as_written {
        return Table::facts(
            rows.into_iter().map(|row| [Cell::Text(row.what), row.value]).collect(),
            reader.lang,
        );
    }
    let row = |row: Fact| vec![Cell::Text(row.field.to_string()), Cell::Text(row.what), row.value];
    Table::of(
        reader.lang.pick(["veld", "wat", "waarde"], ["field", "what", "value"]),
        ["field", "what", "value"],
        vec![rows.into_iter().map(row).collect()],
    )
}

pub fn document<'a>(record: &'a Record<'a>, basis: &'a Basis<'a>) -> Document {
    let subject = Subject { record, basis };
    let (reader, lang) = (basis.reader, basis.reader.lang);
    let name = subject.text("name").unwrap_or(&record.name);
    let mut about = vec![lang.pick(
        format!("Registratie: {} ({})", record.name, record.file),
        format!("Record: {} ({})", record.name, record.file),
    )];
    if !record.is_sound {
        about.push(
            lang.pick(
                "Dit bestand is niet als geheel te lezen: hieronder staat wat eruit te halen was.",
                "This file cannot be read as a whole: below is what could be made of it.",
            )
            .to_string(),
        );
    }
    let gaps = clauses::found(&subject);
    let mut parts = vec![
        parties::agreement(&subject),
        parties::parties(&subject),
        clauses::gaps(&subject, &gaps),
        clauses::map(&subject),
    ];
    // Between joint controllers article 28 asks none of this; what they recorded of it all the same is shown.
    let concerns = |table: &str| !subject.is_joint() || record.root.get(table).is_some_and(Node::says_something);
    if concerns("terms") {
        parts.push(periods::part(&subject));
    }
    if concerns("processing") {
        parts.extend(annexes::processing(&subject));
    }
    if concerns("measures") || concerns("certificates") || concerns("audits") {
        parts.extend(annexes::security(&subject));
    }
    if concerns(subprocessor::LIST) {
        parts.push(subprocessors(&subject));
    }
    if concerns("end") || concerns("ended_on") {
        parts.push(end(&subject));
    }
    // What is for us to do is not for the other party.
    let clocks = show::clocks_of(&basis.lines_of(record), reader);
    let findings = show::findings(&basis.findings_of(record), reader);
    parts.extend(
        [
            clauses::to_do(&subject, gaps),
            Part::table(
                lang.pick(
                    "Voor onszelf: termijnen die lopen of liepen",
                    "For ourselves: clocks that run or ran",
                ),
                clocks,
            ),
            Part::table(
                lang.pick("Voor onszelf: bevindingen", "For ourselves: findings"),
                findings,
            ),
        ]
        .map(Part::aside),
    );
    Document {
        title: name.to_string(),
        about,
        parts,
    }
}

/// Annex 4.
fn subprocessors(subject: &Subject) -> Part {
    let (reader, lang) = (subject.reader(), subject.reader().lang);
    let all = Subprocessor::of(subject.record, subject.basis);
    let mut part = Part::table(
        lang.pick(
            "Bijlage 4: subverwerkers (AVG 28(2), 28(4))",
            "Annex 4: sub-processors (GDPR 28(2), 28(4))",
        ),
        subprocessor::table(&all, reader),
    );
    // Outside the EEA silence is not taken for consent.
    let is_silent = |one: &Subprocessor| matches!(one.state(), subprocessor::State::Silent(_)) && !one.is_outside_eea;
    if all.iter().any(is_silent) {
        part.text.push(Said::Sentence(match subprocessor::deemed_approval(subject.record) {
            Some(clause) => lang.pick(
                format!("Dat zwijgen als toestemming geldt, staat in bepaling {clause} van de overeenkomst; de wet zegt het niet."),
                format!("That silence counts as authorisation is in clause {clause} of the agreement; the law does not say so."),
            ),
            None => lang.pick(
                "Dat zwijgen als toestemming geldt, moet in de overeenkomst zelf staan: de wet zegt het niet, en een bepaling daarover is niet vastgelegd.".to_string(),
                "That silence counts as authorisation must be in the agreement itself: the law does not say so, and no clause on it is recorded.".to_string(),
            ),
        }));
    }
    part
}

/// What happens to the data when the services end.
fn end(subject: &Subject) -> Part {
    let (reader, lang) = (subject.reader(), subject.reader().lang);
    let ended = subject.record.root.get("ended_on").and_then(Node::moment);
    let by = (!subject.is_joint() && subject.has_ended()).then_some("28(3)(g)");
    let mut rows = vec![
        subject.fact("ended_on", None),
        subject.fact("end.choice", by),
        subject.fact("end.completed_on", None),
    ];
    let lines = subject.basis.lines_of(subject.record);
    if let Some(line) = lines.iter().find(|line| line.duty.name == "return-or-erase") {
        let [by, latest] = clocks::ends(line.duty, reader);
        let fact = |field, nl: &str, en: &str, value| Fact {
            field,
            what: lang.pick(nl, en).to_string(),
            value,
        };
        rows.push(fact("by", "Teruggeven of wissen: veilig", "Return or erase: safe", by));
        rows.push(fact(
            "latest",
            "Teruggeven of wissen: uiterlijk",
            "Return or erase: latest",
            latest,
        ));
        rows.push(fact("status", "Stand", "Status", clocks::status(line.duty, lang)));
    }
    let mut part = Part::table(
        match subject.is_joint() {
            true => lang.pick("Het einde", "The end"),
            false => lang.pick("Het einde (AVG 28(3)(g))", "The end (GDPR 28(3)(g))"),
        },
        facts(rows, reader),
    );
    if ended.is_none() {
        part.text.push(Said::Sentence(
            lang.pick(
                "Een einde is niet vastgelegd: de overeenkomst loopt.",
                "No end is recorded: the agreement runs.",
            )
            .to_string(),
        ));
    }
    part
}
