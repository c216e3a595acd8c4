//! What whoever sends a text must know before it goes: by when, what speaks against it, and what is missing. It stands before
//! the text and is not sent along.

use crate::norms::duties::Status;
use crate::text::Lang;

use super::clock::ends;
use super::due::Line;
use super::{Cell, Part, Said, Table};

#[derive(Default)]
pub(super) struct BeforeSending {
    warnings: Vec<Said>,
    said: Vec<Said>,
    missing: Vec<Vec<Cell>>,
}

impl BeforeSending {
    pub fn say(&mut self, words: impl Into<String>) {
        self.said.push(Said::Item(words.into()));
    }

    /// What speaks against sending it at all, or as it stands.
    pub fn warn(&mut self, words: impl Into<String>) {
        self.warnings.push(Said::Missing(words.into()));
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
        let sources = line.sources().join("; ");
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
