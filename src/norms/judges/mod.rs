//! Judges: what presence and time cannot decide. One file each, bound to a norm by its name in a pack.
//!
//! A judge sees one row of one record as it is written, typed or not, and the other records; it says where something is wrong, and what, if it can say
//! more than the norm's own title. What only a person can judge is not here.

mod audit_interval;
mod declared_ordinary;
mod extension_in_time;
mod objection_window;
mod representative;

use crate::records::tree::Node;
use crate::records::{Record, Records};
use crate::text::Text;
use crate::time::{Moment, Term};

/// What a judge sees.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a, 'f> {
    pub records: &'a Records<'f>,
    pub record: &'a Record<'f>,
    /// The row that the norm is on: the record itself, or a table inside it.
    pub row: &'a Node<'f>,
}

impl Case<'_, '_> {
    /// A moment in the row.
    fn moment(&self, key: &str) -> Option<Moment> {
        self.row.get(key).and_then(Node::moment)
    }

    /// A term that the record, an agreement, sets; `facet` is `within`, `ahead` or `at_most_every`.
    fn agreed(&self, term: &str, facet: &str) -> Option<Term> {
        self.record
            .root
            .get("terms")?
            .get(term)?
            .get(facet)?
            .text()?
            .parse()
            .ok()
    }
}

/// What a judge finds wrong.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The path in the row at which to point.
    pub at: Vec<String>,
    /// In place of the norm's title.
    pub message: Option<Text>,
}

impl Verdict {
    fn at(key: &str, message: Text) -> Verdict {
        Verdict {
            at: vec![key.to_string()],
            message: Some(message),
        }
    }
}

/// A function that decides whether a norm is met.
pub type Judge = fn(&Case) -> Vec<Verdict>;

const JUDGES: &[(&str, Judge)] = &[
    ("audit-interval", audit_interval::judge),
    ("criminal-declared-ordinary", declared_ordinary::criminal),
    ("extension-in-time", extension_in_time::judge),
    ("national-id-declared-ordinary", declared_ordinary::national_id),
    ("objection-terms", objection_window::terms),
    ("objection-window", objection_window::dates),
    ("representative", representative::judge),
    ("special-declared-ordinary", declared_ordinary::special_categories),
];

pub fn find(name: &str) -> Option<Judge> {
    JUDGES.iter().find(|(known, _)| *known == name).map(|(_, judge)| *judge)
}

pub fn names() -> impl Iterator<Item = &'static str> {
    JUDGES.iter().map(|(name, _)| *name)
}
