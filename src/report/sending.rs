//! What whoever sends a text must know before it goes: by when, what speaks against it, and what is missing. It stands before
//! the text and is not sent along.

use crate::finding::Level;
use crate::norms::duties::Status;
use crate::records::Record;
use crate::text::Lang;

use super::basis::Basis;
use super::clock::ends;
use super::due::Line;
use super::{Cell, Part, Said, Table};

#[derive(Default)]
pub(super) struct BeforeSending {
    warnings: Vec<Said>,
    said: Vec<Said>,
    missing: Vec<Vec<Cell>>,
    /// How many answers are promised for later.
    pub follows: usize,
}

impl BeforeSending {
    /// What is wrong with the record itself: that it cannot be read as a whole, and its findings but those of some norms.
    pub fn check(&mut self, record: &Record, but: &[&str], basis: &Basis) {
        let lang = basis.reader.lang;
        if !record.is_sound {
            let file = record.file;
            self.warn(lang.pick(
                format!("{file} is niet als geheel te lezen: wat hier ontbreekt, kan er wel in staan. avg check zegt waar het aan schort."),
                format!("{file} cannot be read as a whole: what is missing here may be in it. avg check says what is wrong."),
            ));
        }
        if lang != basis.reader.records.lang {
            self.warn(lang.pick(
                "De woorden uit de registratie zijn niet vertaald.",
                "The words from the record are not translated.",
            ));
        }
        // What is late stands with its clock.
        let lines = basis.lines_of(record);
        let is_clock = |norm: &str| {
            lines
                .iter()
                .flat_map(|line| &line.duty.clocks)
                .any(|clock| clock.norm == norm)
        };
        let findings = basis.findings_of(record).into_iter();
        let is_said = |norm: &str| but.contains(&norm) || is_clock(norm);
        for finding in findings.filter(|it| it.level != Level::Note && !is_said(&it.norm)) {
            self.warn(finding.message.get(lang));
        }
    }

    pub fn say(&mut self, words: impl Into<String>) {
        self.said.push(Said::Item(words.into()));
    }

    /// What speaks against sending it at all, or as it stands.
    pub fn warn(&mut self, words: impl Into<String>) {
        self.warnings.push(Said::Missing(words.into()));
    }

    /// Says it in other words, in all that is said so far.
    pub fn reword(&mut self, words: &str, by: &str) {
        for said in self.warnings.iter_mut().chain(&mut self.said) {
            let (Said::Sentence(text) | Said::Item(text) | Said::Missing(text)) = said;
            *text = text.replace(words, by);
        }
    }

    /// What was written for ourselves goes to people as it is: they are owed clear and plain language, article 12(1).
    pub fn read_again(&mut self, lang: Lang) {
        self.say(lang.pick(
            "Wat uit de registratie komt, staat hieronder woord voor woord zoals u het voor uzelf opschreef. Lees het één keer na: aan mensen schrijft u duidelijk en eenvoudig (12(1)).",
            "What comes from the record stands below word for word, as you wrote it for yourselves. Read it once more: people are owed clear and plain language (12(1)).",
        ));
    }

    /// What the text lacks, who asks for it, and how it is filled in.
    pub fn miss(&mut self, what: &str, asked_by: &str, how: &str) {
        self.missing
            .push([what, asked_by, how].map(|cell| Cell::Text(cell.to_string())).to_vec());
    }

    /// How long there still is for what the text is about.
    pub fn clock(&mut self, line: &Line, lang: Lang) {
        let lead = line.duty.lead();
        let [safe, latest] = ends(lead, line.place.at().zone, lang);
        let title = line.title();
        let title = title.get(lang);
        let sources = line.sources(lang).join("; ");
        let words = match (lead.status, &lead.due) {
            (Status::Met | Status::MetLate, _) => format!("{title} ({sources}): {}", lead.status.word(lang)),
            (_, None) => format!("{title} ({sources}): {latest}, {safe}"),
            (_, Some(_)) => lang.pick(
                format!("{title} ({sources}): veilig {safe}, uiterlijk {latest}"),
                format!("{title} ({sources}): safe {safe}, at the latest {latest}"),
            ),
        };
        match lead.status {
            Status::Late | Status::MetLate => self.warn(format!("{words}. {}", lang.pick("Te laat.", "Late."))),
            _ => self.say(format!("{words}.")),
        }
    }

    pub fn part(mut self, lang: Lang) -> Part {
        if self.missing.is_empty() {
            self.say(lang.pick("Er ontbreekt niets.", "Nothing is missing."));
        }
        let head = lang.pick(
            ["wat nog ontbreekt", "wie erom vraagt", "waar u het aanvult"],
            ["what is still missing", "who asks for it", "where to fill it in"],
        );
        Part {
            heading: lang.pick("Vóór het verzenden", "Before sending").to_string(),
            text: self.warnings.into_iter().chain(self.said).collect(),
            table: (!self.missing.is_empty()).then(|| {
                let rows = vec![self.missing.into_iter().collect()];
                Table::of(head, ["what", "asked_by", "how"], rows)
            }),
            is_aside: true,
        }
    }
}
