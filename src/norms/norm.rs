//! A norm, ready to be applied: every path checked, every word known.

use chrono::NaiveDate;

use crate::finding::{Finding, Level, Site};
use crate::folder::Kind;
use crate::records::tree::Span;
use crate::records::vocabulary::{AgreementRole, Within};
use crate::records::{Base, Path, Record};
use crate::text::Text;
use crate::time::{Counting, Direction, Term};

use super::condition::Condition;
use super::judges::Known;
use super::pack::{self, Decision, Lists};
use super::words::Words;

/// A demand with a source.
#[derive(Clone, Debug)]
pub struct Norm {
    /// `pack/id`.
    pub name: String,
    /// `AVG 30(1)(b)`.
    pub cite: Option<String>,
    /// Where the source can be read.
    pub url: Option<String>,
    pub on: Target,
    pub when: Vec<Condition>,
    pub level: Level,
    pub title: Text,
    pub help: Text,
    pub explain: Text,
    pub in_force: InForce,
    /// Proposed law, which never holds yet.
    pub pending: bool,
    pub demand: Demand,
    /// Where a house's pack says it. The packs in the binary have no place that a user could look at.
    pub site: Option<Site>,
    /// The norm as it stands in its pack.
    pub source: String,
}

impl Norm {
    /// The id within its pack.
    pub fn id(&self) -> &str {
        self.name.split_once('/').map_or(&self.name, |(_, id)| id)
    }

    pub fn pack(&self) -> &str {
        self.name.split_once('/').map_or("", |(pack, _)| pack)
    }

    /// That the norm is not met at a place in a record.
    pub(super) fn finding(&self, record: &Record, span: Span, message: Text) -> Finding {
        self.about(record.name.clone(), record.site(span), message)
    }

    /// That the norm is not met by a record, which need not be there any more.
    pub(super) fn about(&self, record: String, site: Site, message: Text) -> Finding {
        Finding {
            norm: self.name.clone(),
            cite: self.cite.clone(),
            level: self.level,
            message,
            help: self.help.clone(),
            record: Some(record),
            item: None,
            site,
            related: Vec::new(),
        }
    }

    /// A path of this norm from the record's root, rows not counted.
    pub fn from_root(&self, path: &Path) -> String {
        let row: &[String] = match path.base() {
            Base::Row => self.on.table.keys(),
            Base::Root | Base::Organisation => &[],
        };
        [row, path.keys()].concat().join(".")
    }

    pub fn duty(&self) -> Option<&DutyRule> {
        match &self.demand {
            Demand::Duty(rule) => Some(rule),
            _ => None,
        }
    }
}

/// What a norm is held against: a kind of record, or each row of a table inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Absent: every kind.
    pub kind: Option<Kind>,
    pub table: Path,
}

impl Target {
    pub fn is_on(&self, kind: Kind) -> bool {
        self.kind.is_none_or(|it| it == kind)
    }
}

/// From and including, until and including; open where absent.
#[derive(Clone, Copy, Debug, Default)]
pub struct InForce {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl InForce {
    /// Whether it holds on every day, so that the day need not be known.
    pub fn is_always(self) -> bool {
        self.from.is_none() && self.until.is_none()
    }

    pub fn holds_on(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

#[derive(Clone, Debug)]
pub enum Demand {
    Require {
        needs: Vec<Need>,
        at: Option<Path>,
    },
    Duty(Box<DutyRule>),
    Judge {
        judge: &'static Known,
        with: Box<With>,
    },
    /// Found while reading.
    Reader,
}

/// What a judge decides by, with the pack's lists filled in.
#[derive(Clone, Debug)]
pub struct With {
    pub words: Vec<String>,
    /// Words, and what they give away or what takes their place.
    entries: Vec<(Vec<String>, Text)>,
    /// Those of `words` and of `entries`, one after the other.
    pub mentioned: Words,
    /// Those that take a text out.
    pub excepted: Words,
    pub paths: Vec<Path>,
    pub order: Vec<[Path; 2]>,
    pub term: Option<Term>,
    pub criteria: Vec<String>,
    pub at_least: Option<u8>,
    pub countries: Vec<String>,
    pub decisions: Vec<Decision>,
}

impl With {
    pub(super) fn of(written: pack::With, lists: &Lists) -> With {
        let entries = written.entries.of(&lists.entries).into_iter();
        let entries: Vec<(Vec<String>, Text)> = entries.map(|entry| (entry.words, Text::from(&entry.means))).collect();
        let of_entries = entries.iter().flat_map(|(words, _)| words);
        With {
            mentioned: Words::of(written.words.iter().chain(of_entries).map(String::as_str)),
            excepted: Words::of(written.unless.iter().map(String::as_str)),
            entries,
            countries: written.countries.of(&lists.countries),
            decisions: written.decisions.of(&lists.decisions),
            words: written.words,
            paths: written.paths.iter().map(|path| Path::parse(path)).collect(),
            order: written
                .order
                .into_iter()
                .filter_map(|pair| <[String; 2]>::try_from(pair).ok())
                .map(|pair| pair.map(|path| Path::parse(&path)))
                .collect(),
            term: written.term,
            criteria: written.criteria,
            at_least: written.at_least,
        }
    }

    /// A word by its number among those mentioned: which meaning it has, how it is written, and what it gives away.
    pub(super) fn word(&self, number: usize) -> (usize, &str, Option<&Text>) {
        let listed = [(&self.words, None)].into_iter();
        let mut rest = number;
        for (meaning, (words, means)) in listed
            .chain(self.entries.iter().map(|(words, means)| (words, Some(means))))
            .enumerate()
        {
            match words.get(rest) {
                Some(word) => return (meaning, word, means),
                None => rest -= words.len(),
            }
        }
        (0, "", None)
    }
}

/// Conditions of which one must hold.
#[derive(Clone, Debug)]
pub struct Need(pub Vec<Condition>);

/// Something must be done within, or ahead of, a moment.
#[derive(Clone, Debug)]
pub struct DutyRule {
    /// The duty's name, shared by norms of several sources.
    pub duty: String,
    pub from: Vec<Path>,
    /// In place of a moment in the record.
    pub from_day: Option<NaiveDate>,
    pub safe_from: Option<Path>,
    pub period: Period,
    pub direction: Direction,
    pub extended: Option<Extension>,
    pub suspended: Option<Suspension>,
    pub count: Counting,
    pub met_by: Vec<Path>,
    pub late_needs: Option<Path>,
    pub lapses: bool,
    pub actor: Text,
    /// Where a house's pack writes the period.
    pub period_site: Option<Site>,
}

#[derive(Clone, Debug)]
pub enum Period {
    Fixed(Within),
    Contract(ContractTerm),
}

/// The term that an agreement sets.
#[derive(Clone, Debug)]
pub struct ContractTerm {
    pub term: String,
    pub of: Option<Path>,
    pub strictest: Option<AgreementRole>,
    pub otherwise: Option<Within>,
    pub at_most: Option<Term>,
}

/// Another term, where it was told in time that it would be.
#[derive(Clone, Debug)]
pub struct Extension {
    pub told: Path,
    /// The whole term, from the same moment.
    pub whole: Term,
    /// Within which it must have been told; the first term when absent.
    pub told_within: Option<Term>,
}

/// Days that do not count towards the last defensible end.
#[derive(Clone, Debug)]
pub struct Suspension {
    pub from: Path,
    pub until: Path,
    pub if_within: Term,
}
