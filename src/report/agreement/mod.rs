//! One processor agreement to put before the other party or an auditor: who, where the text regulates what article 28 asks and
//! where it does not, the periods, the annexes, the clocks, and the end.

mod annexes;
mod clauses;
mod parties;
mod periods;

use crate::records::tree::Node;
use crate::records::{Kind, Record};

use super::basis::Basis;
use super::listing::{cell, column, demanded};
use super::subprocessor::{self, Subprocessor, ending};
use super::values::{Reader, capital};
use super::{Cell, Document, Part, Said, Table, show};

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
        let mut node = &self.record.root;
        for key in path.split('.') {
            node = node.get(key)?;
        }
        node.text().filter(|text| !text.trim().is_empty())
    }
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
        ["field", "what", "value"],
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
    let mut parts = vec![
        parties::agreement(&subject),
        parties::parties(&subject),
        clauses::gaps(&subject),
        clauses::map(&subject),
        periods::part(&subject),
    ];
    parts.extend(annexes::processing(&subject));
    parts.extend(annexes::security(&subject));
    parts.push(subprocessors(&subject));
    parts.push(end(&subject));
    parts.push(Part::table(
        lang.pick("Termijnen die lopen of liepen", "Clocks that run or ran"),
        show::clocks(&basis.lines_of(record), reader),
    ));
    parts.push(Part::table(
        lang.pick("Bevindingen", "Findings"),
        show::findings(&basis.findings_of(record), reader),
    ));
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
    let is_silent = |one: &Subprocessor| matches!(one.state(), subprocessor::State::Silent(_));
    if all.iter().any(is_silent) {
        let clause = subject.text("terms.subprocessor_objection.clause");
        let clause = clause.map(|clause| format!(" ({clause})")).unwrap_or_default();
        part.text.push(Said::Sentence(lang.pick(
            format!(
                "Dat zwijgen als toestemming geldt, moet in de overeenkomst zelf staan{clause}: de wet zegt het niet."
            ),
            format!(
                "That silence counts as authorisation must be in the agreement itself{clause}: the law does not say so."
            ),
        )));
    }
    part
}

/// What happens to the data when the services end.
fn end(subject: &Subject) -> Part {
    let (reader, lang) = (subject.reader(), subject.reader().lang);
    let ended = subject.record.root.get("ended_on").and_then(Node::moment);
    let today = subject.basis.place.at().today();
    let by =
        (!subject.is_joint() && ended.is_some_and(|ended| reader.zone().day(ended) <= today)).then_some("28(3)(g)");
    let mut rows = vec![
        subject.fact("ended_on", None),
        subject.fact("end.choice", by),
        subject.fact("end.completed_on", None),
    ];
    let lines = subject.basis.lines_of(subject.record);
    if let Some(line) = lines.iter().find(|line| line.duty.name == "return-or-erase") {
        let duty = line.duty;
        let status = match reader.as_written {
            true => duty.status().name(),
            false => duty.status().word(lang),
        };
        let fact = |field, nl: &str, en: &str, value| Fact {
            field,
            what: lang.pick(nl, en).to_string(),
            value,
        };
        rows.push(fact(
            "by",
            "Teruggeven of wissen: veilig",
            "Return or erase: safe",
            ending(duty.by()),
        ));
        rows.push(fact(
            "latest",
            "Teruggeven of wissen: uiterlijk",
            "Return or erase: latest",
            ending(duty.latest()),
        ));
        rows.push(fact("status", "Stand", "Status", Cell::Text(status.to_string())));
    }
    let mut part = Part::table(
        lang.pick("Het einde (AVG 28(3)(g))", "The end (GDPR 28(3)(g))"),
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
