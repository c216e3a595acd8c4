//! A bare date where hours count: 72 hours from a day can begin at its first minute or at its last.

use std::collections::BTreeSet;

use crate::finding::{Finding, Level, Site};
use crate::records::vocabulary::Within;
use crate::records::{Path, Record};
use crate::text;
use crate::time::{Moment, Unit};

use super::condition::Row;
use super::duties::Clock;
use super::norm::DutyRule;

const NORM: &str = "record/time-of-day-missing";

/// The moments of a clock in hours that are days only: the one it starts at, and the one that met it.
pub(super) fn missing(record: &Record, row: Row, rule: &DutyRule, clock: &Clock) -> Vec<Finding> {
    let counts_hours = matches!(clock.within, Within::Term(term) if term.unit == Unit::Hours);
    if !counts_hours {
        return Vec::new();
    }
    let first = |paths: &[Path]| {
        paths
            .iter()
            .find_map(|path| row.find(path).filter(|it| it.moment().is_some()))
    };
    let safe = rule.safe_from.as_ref().and_then(|path| row.find(path));
    let starts = [first(&rule.from), safe, first(&rule.met_by)].into_iter().flatten();
    let bare = starts.filter(|node| node.moment().is_some_and(Moment::is_day));
    bare.map(|node| about(record, record.site(node.span))).collect()
}

/// The places that were named: several clocks start at one moment, and it is named once.
#[derive(Default)]
pub(super) struct Named(BTreeSet<Site>);

impl Named {
    pub fn once(&mut self, findings: Vec<Finding>) -> impl Iterator<Item = Finding> {
        findings
            .into_iter()
            .filter(|finding| self.0.insert(finding.site.clone()))
    }
}

fn about(record: &Record, site: Site) -> Finding {
    Finding {
        norm: NORM.to_string(),
        cite: None,
        level: Level::Warning,
        message: text!(
            "hier tellen uren, maar het tijdstip ontbreekt; gerekend wordt vanaf het begin van de dag",
            "hours count here, but the time is missing; counted from the beginning of the day"
        ),
        help: text!(
            "Schrijf het moment met tijd en verschil met UTC: 2026-03-27T15:00:00+01:00.",
            "Write the moment with its time and offset from UTC: 2026-03-27T15:00:00+01:00."
        ),
        record: Some(record.name.clone()),
        item: None,
        site,
        related: Vec::new(),
    }
}
