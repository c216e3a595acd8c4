//! What is asked of a breach: a question, where the record answers it, and who asks. The answers of all notices come from here.

use crate::norms::duties::Status;
use crate::records::tree::Node;
use crate::records::{Kind, Record};
use crate::text::Lang;

use super::follows;
use crate::report::countdown::At;
use crate::report::due::Line;
use crate::report::letterhead::is_dutch;
use crate::report::others::{Others, only_for};
use crate::report::sending::BeforeSending;
use crate::report::values::{Reader, capital};
use crate::report::{Cell, Table};

/// A breach as it is told.
pub(super) struct Breach<'a> {
    /// Where the notice is for one of several: what the record counts of all is not to be told of one.
    pub only_for: Option<&'a str>,
    /// The names of those whom the notice is not for; `None` where it may name anyone.
    pub others: Option<Others>,
    pub record: &'a Record<'a>,
    pub reader: Reader<'a>,
    pub lines: Vec<Line<'a>>,
    pub at: At,
}

/// Where an answer comes from.
#[derive(Clone, Copy)]
pub(super) enum Source {
    /// A field of the record.
    Field(&'static str),
    /// Several facts together; `None` where it cannot be said yet.
    Told(fn(&Breach) -> Option<String>),
    /// Only whoever sends it knows: records name nobody.
    Sender,
}

/// What a record says of all those concerned together, so that it is not to be told of one.
const OF_ALL_TOGETHER: &[&str] = &[
    "subjects",
    "subjects_count",
    "personal_data",
    "records_count",
    "special_data",
    "unintelligible",
    "consequences",
    "measures",
];

/// How the questions of the authority's form are told from those of the law: `AP 1` is asked in its section 1.
const FORM: &str = "AP ";

/// How those of the contract are: `DPA 6.2` is asked in clause 6.2 of the published agreement.
const CONTRACT: &str = "DPA ";

/// A question, in Dutch and in English.
pub(super) struct Question {
    pub asks: (&'static str, &'static str),
    pub source: Source,
    /// The provision that wants it; the form or the contract where none does.
    pub by: &'static str,
    /// Where it is filled in, when that is not the field itself.
    pub at: Option<&'static str>,
    /// Whether it may be told later, 33(4).
    pub may_follow: bool,
}

impl Question {
    /// Where the answer is written; `None` where only whoever sends it knows.
    fn place(&self) -> Option<&'static str> {
        match (self.at, self.source) {
            (Some(place), _) | (None, Source::Field(place)) => Some(place),
            (None, _) => None,
        }
    }
}

impl Breach<'_> {
    pub fn lang(&self) -> Lang {
        self.reader.lang
    }

    pub fn node(&self, path: &str) -> Option<&Node<'_>> {
        let node = self.record.root.value_at(path)?;
        // Of a breach ‘none’ is no answer to anything that is asked.
        node.says_something().then_some(node)
    }

    /// What the record says, as it is read.
    pub fn said(&self, path: &str) -> Option<String> {
        Some(self.reader.value(Kind::Incident, path, self.node(path)?))
    }

    pub fn items(&self, path: &str) -> Vec<String> {
        self.said(path)
            .filter(|_| self.node(path).is_some_and(Node::says_something))
            .map(|said| said.lines().map(str::to_string).collect())
            .unwrap_or_default()
    }

    pub fn word(&self, path: &str) -> Option<&str> {
        self.node(path)?.text()
    }

    pub fn yes(&self, path: &str) -> Option<bool> {
        self.node(path)?.yes()
    }

    /// Whether a text names one whom the notice is not for.
    pub fn names_another(&self, text: &str) -> bool {
        self.others.as_ref().is_some_and(|others| others.are_named_in(text))
    }

    pub fn is_denied(&self) -> bool {
        self.yes("breach") == Some(false)
    }

    /// How the duty of a name stands, if it is there.
    pub fn status(&self, duty: &str) -> Option<Status> {
        let line = self.lines.iter().find(|line| line.duty.name == duty)?;
        Some(line.duty.status())
    }

    /// The answers as a list of facts; what is missing is told to whoever sends it.
    pub fn answers(&self, questions: &[Question], before: &mut BeforeSending) -> Table {
        let lang = self.lang();
        let rows = questions.iter().map(|question| {
            if let (Some(whose), Source::Field(path)) = (self.only_for, question.source)
                && OF_ALL_TOGETHER.contains(&path)
            {
                return self.of_one(question, path, whose, before);
            }
            let answer = match question.source {
                Source::Field(path) => self.said(path),
                Source::Told(tell) => tell(self),
                Source::Sender => None,
            };
            let cell = answer.map(Cell::Text);
            let cell = cell.unwrap_or_else(|| self.unanswered(question, before));
            [Cell::Text(capital(lang.pick(question.asks.0, question.asks.1))), cell]
        });
        Table::facts(rows.collect(), lang)
    }

    /// What stands where an answer is missing: that it follows, that it may not, or that only the sender knows it.
    fn unanswered(&self, question: &Question, before: &mut BeforeSending) -> Cell {
        let lang = self.lang();
        let asks = lang.pick(question.asks.0, question.asks.1);
        let by = self.asked_by(question);
        let Some(place) = question.place() else {
            before.miss(asks, &by, lang.pick("in de tekst zelf", "in the text itself"));
            let by_hand = lang.pick("[zelf in te vullen]", "[to be filled in by hand]");
            return Cell::Missing(by_hand.to_string());
        };
        before.miss(asks, &by, &self.written_at(place));
        if !question.may_follow {
            let now = lang.pick("[hoort bij deze melding]", "[must accompany this notification]");
            return Cell::Missing(now.to_string());
        }
        if question.by.starts_with(CONTRACT) {
            return Cell::Missing(lang.pick("[in te vullen]", "[to be filled in]").to_string());
        }
        before.follows += 1;
        Cell::Missing(follows(lang))
    }

    fn asked_by(&self, question: &Question) -> String {
        let lang = self.lang();
        if let Some(clause) = question.by.strip_prefix(CONTRACT) {
            return lang.pick(format!("overeenkomst {clause}"), format!("agreement {clause}"));
        }
        match question.by.strip_prefix(FORM) {
            Some(section) if is_dutch(self.reader.records) => {
                lang.pick(format!("formulier AP, {section}"), format!("AP form, {section}"))
            }
            Some(_) => lang
                .pick("gebruikelijk op een meldformulier", "usual on a notification form")
                .to_string(),
            None => question.by.to_string(),
        }
    }

    /// A fact that the record has of all together: it is filled in for the one whom it is told.
    fn of_one(&self, question: &Question, path: &str, whose: &str, before: &mut BeforeSending) -> [Cell; 2] {
        let lang = self.lang();
        let asks = lang.pick(question.asks.0, question.asks.1);
        let all = self.said(path).unwrap_or_else(|| follows(lang)).replace('\n', ", ");
        let how = lang.pick(
            format!("in de tekst zelf; van allen samen: {all}"),
            format!("in the text itself; for all together: {all}"),
        );
        before.miss(asks, question.by, &how);
        [Cell::Text(capital(asks)), Cell::Missing(only_for(whose, lang))]
    }

    /// How an answer is filled in: a field of the record, or one of another file.
    fn written_at(&self, place: &str) -> String {
        match place.split_once(": ") {
            Some(_) => place.to_string(),
            None => format!("avg edit {} --{}", self.record.name, place.replace(['.', '_'], "-")),
        }
    }
}
