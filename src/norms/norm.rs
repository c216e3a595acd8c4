//! A norm, ready to be applied: every path checked, every word known.

use chrono::NaiveDate;

use crate::finding::{Finding, Level, Site};
use crate::folder::Kind;
use crate::records::tree::Span;
use crate::records::vocabulary::{AgreementRole, Within};
use crate::records::{Path, Record};
use crate::text::Text;
use crate::time::{Counting, Direction, Term};

use super::condition::Condition;
use super::judges::Judge;

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
        Finding {
            norm: self.name.clone(),
            cite: self.cite.clone(),
            level: self.level,
            message,
            help: self.help.clone(),
            record: Some(record.name.clone()),
            item: None,
            site: record.site(span),
            related: Vec::new(),
        }
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
    pub kind: Kind,
    pub table: Vec<String>,
}

/// From and including, until and including; open where absent.
#[derive(Clone, Copy, Debug, Default)]
pub struct InForce {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl InForce {
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
    Judge(Judge),
    /// Found while reading.
    Reader,
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
    pub safe_from: Option<Path>,
    pub period: Period,
    pub direction: Direction,
    pub extended: Option<(Path, Term)>,
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

/// Days that do not count towards the last defensible end.
#[derive(Clone, Debug)]
pub struct Suspension {
    pub from: Path,
    pub until: Path,
    pub if_within: Term,
}
