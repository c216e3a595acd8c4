//! Duties: what must be done by when, what was done, and what is late.
//!
//! Norms of several sources for the same duty on the same row are one line. The one with the earliest safe end leads;
//! the others stand under it with theirs.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::finding::{Level, Site};
use crate::records::tree::Node;
use crate::records::vocabulary::Within;
use crate::records::{Base, Path, Record, Records};
use crate::text::{Lang, Text};
use crate::time::{Counting, Direction, Due, End, Moment, count};

use super::condition::Row;
use super::contract::period;
use super::ends::ends;
use super::judges::Index;
use super::norm::{DutyRule, Norm};

/// How a duty stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Late,
    AtLimit,
    WithoutDelay,
    Soon,
    Open,
    MetLate,
    Met,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Status::Late => "late",
            Status::AtLimit => "at-limit",
            Status::WithoutDelay => "without-delay",
            Status::Soon => "soon",
            Status::Open => "open",
            Status::MetLate => "met-late",
            Status::Met => "met",
        }
    }

    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Status::Late => lang.pick("te laat", "late"),
            Status::AtLimit => lang.pick("op de grens", "at the limit"),
            Status::WithoutDelay => lang.pick("onverwijld", "without delay"),
            Status::Soon => lang.pick("binnenkort", "soon"),
            Status::Open => lang.pick("open", "open"),
            Status::MetLate => lang.pick("te laat gedaan", "met late"),
            Status::Met => lang.pick("gedaan", "met"),
        }
    }

    /// Whether there is something left to do.
    pub fn is_open(self) -> bool {
        !matches!(self, Status::Met | Status::MetLate)
    }
}

/// One norm's clock on one row.
#[derive(Clone, Debug)]
pub struct Clock {
    /// `pack/id`.
    pub norm: String,
    pub cite: Option<String>,
    /// The contract's clause, where its term is used: `agreements/klant-a 6.1`.
    pub clause: Option<String>,
    pub within: Within,
    pub direction: Direction,
    pub count: Counting,
    pub from: Moment,
    /// Absent for what must be done without delay.
    pub due: Option<Due>,
    pub met: Option<Moment>,
    pub status: Status,
    /// Whether the last moment passed and there is nothing left to do.
    pub has_lapsed: bool,
    /// Whether it runs for longer because that was told in time.
    pub is_extended: bool,
    /// The norm's level, for what is late.
    pub level: Level,
    /// What must be recorded because it was done late, and is not.
    pub reason_missing: Option<Site>,
    /// Whether something is written where it says that it was done, and cannot be read.
    pub is_unclear: bool,
    pub actor: Text,
    /// Where the clock starts, or the row that it runs for.
    pub site: Site,
}

/// One duty on one row: a line in `due`.
#[derive(Clone, Debug)]
pub struct Duty {
    pub record: String,
    /// The row inside the record.
    pub item: Option<String>,
    /// The table that it hangs on, if it is not the record itself, and where it is a list the number of the row.
    pub table: Vec<(String, Option<usize>)>,
    pub name: String,
    /// The leading clock first.
    pub clocks: Vec<Clock>,
}

impl Duty {
    pub fn lead(&self) -> &Clock {
        // A duty is only ever made from a clock.
        &self.clocks[0]
    }

    pub fn status(&self) -> Status {
        self.lead().status
    }

    pub fn by(&self) -> Option<End> {
        self.lead().due.as_ref().map(|due| due.by)
    }

    pub fn latest(&self) -> Option<End> {
        self.lead().due.as_ref().map(|due| due.latest)
    }

    pub fn site(&self) -> &Site {
        &self.lead().site
    }

    /// What tells it from all others: its record, the row in it, and its own name.
    pub fn full_name(&self) -> (&str, Option<&str>, &str) {
        (&self.record, self.item.as_deref(), &self.name)
    }
}

/// What a clock is computed against.
#[derive(Clone, Copy)]
pub(super) struct Now<'a, 'f> {
    pub records: &'a Records<'f>,
    /// The root of `avg.toml`, where there is one.
    pub organisation: Option<&'a Node<'f>>,
    pub now: DateTime<Utc>,
    /// Until when what is due is due soon.
    pub soon: Option<DateTime<Utc>>,
    /// What is known of all records together.
    pub index: &'a Index<'a>,
}

/// The moment up to which what is due is due soon; nothing where it lies beyond the calendar.
pub(super) fn soon(records: &Records, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let (zone, from) = (records.zone, Moment::Exact(now.fixed_offset()));
    let horizon = count(records.soon, Counting::Calendar, from, Direction::After, zone);
    horizon.ok().map(|horizon| horizon.latest.over_at(zone))
}

/// The clock of a norm on a row, if it runs there. An error says why a term that runs cannot be counted.
pub(super) fn clock(
    norm: &Norm,
    rule: &DutyRule,
    record: &Record,
    row: Row,
    now: Now,
) -> Result<Option<Clock>, (Site, Text)> {
    let starts = rule.from.iter().filter_map(|path| row.find(path));
    let fixed = rule.from_day.map(|day| (row.row, Moment::Day(day)));
    let Some((start, from)) = starts.filter_map(|node| Some((node, node.moment()?))).next().or(fixed) else {
        return Ok(None);
    };
    if !norm.in_force.is_always() && !norm.in_force.holds_on(now.records.zone.day(from)) {
        return Ok(None);
    }
    let Some((within, clause)) = period(&rule.period, record, row, now.records) else {
        return Ok(None);
    };
    let site = site(rule, record, row, start);
    let zone = now.records.zone;
    // Nothing can be counted from a moment that the clock skipped.
    zone.instant(from)
        .map_err(|skipped| (record.site(start.span), skipped.text(zone)))?;
    let (within, due, is_extended) = match within {
        // Without a date there is nothing to show before it begins.
        Within::WithoutDelay if !zone.has_come(from, now.now) => return Ok(None),
        Within::WithoutDelay => (within, None, false),
        Within::Term(term) => {
            let (whole, due) = ends(rule, term, from, row, now).map_err(|message| (site.clone(), message))?;
            (Within::Term(whole), Some(due), whole != term)
        }
    };
    // What lies ahead of now has not been done.
    let is_done = |moment: &Moment| zone.has_come(*moment, now.now);
    let met = rule
        .met_by
        .iter()
        .find_map(|path| row.find(path)?.moment())
        .filter(is_done);
    let is_unclear = met.is_none()
        && rule
            .met_by
            .iter()
            .filter_map(|path| row.find(path))
            .any(|node| node.moment().is_none());
    let status = status(rule, due.as_ref(), met, now);
    let has_lapsed = rule.lapses && met.is_none() && status == Status::Met;
    let has_reason = |path: &Path| row.find(path).is_some_and(Node::says_something);
    let needed = rule.late_needs.as_ref().filter(|_| status == Status::MetLate);
    let reason_missing = needed
        .filter(|path| !has_reason(path))
        .map(|path| record.site(row.place(path)));
    Ok(Some(Clock {
        norm: norm.name.clone(),
        cite: norm.cite.clone(),
        clause,
        within,
        direction: rule.direction,
        count: rule.count,
        from,
        due,
        met,
        status,
        has_lapsed,
        is_extended,
        level: norm.level,
        reason_missing,
        is_unclear,
        actor: rule.actor.clone(),
        site,
    }))
}

/// Where a clock starts; a row is pointed at itself where its clock starts at a moment of the whole record.
fn site(rule: &DutyRule, record: &Record, row: Row, start: &Node) -> Site {
    let is_row = !std::ptr::eq(row.row, row.root);
    let is_elsewhere = |path: &Path| path.base() != Base::Row;
    let starts_elsewhere = rule.from_day.is_some() || (is_row && rule.from.iter().any(is_elsewhere));
    record.site(if starts_elsewhere {
        row.row.place(&[])
    } else {
        start.span
    })
}

fn status(rule: &DutyRule, due: Option<&Due>, met: Option<Moment>, now: Now) -> Status {
    let zone = now.records.zone;
    match (due, met) {
        (None, Some(_)) => Status::Met,
        (None, None) => Status::WithoutDelay,
        (Some(due), Some(met)) if due.latest.is_kept_by(met, zone) => Status::Met,
        (Some(_), Some(_)) => Status::MetLate,
        (Some(due), None) if due.latest.is_past(now.now, zone) => {
            if rule.lapses {
                Status::Met
            } else {
                Status::Late
            }
        }
        (Some(due), None) if due.by.is_past(now.now, zone) => Status::AtLimit,
        (Some(due), None) if now.soon.is_some_and(|soon| due.by.over_at(zone) <= soon) => Status::Soon,
        (Some(_), None) => Status::Open,
    }
}

/// Joins the clocks of one row into its duties, the leading clock first. The order of equals is that of the packs.
pub(super) fn lines(record: &Record, clocks: Vec<(RowId, String, Clock)>, records: &Records) -> Vec<Duty> {
    let mut lines: Vec<Duty> = Vec::new();
    let mut known: HashMap<(RowId, String), usize> = HashMap::new();
    for (row, name, clock) in clocks {
        let (item, table) = (row.item.clone(), row.place());
        let at = *known.entry((row, name.clone())).or_insert(lines.len());
        match lines.get_mut(at) {
            Some(duty) => duty.clocks.push(clock),
            None => lines.push(Duty {
                record: record.name.clone(),
                item,
                table,
                name,
                clocks: vec![clock],
            }),
        }
    }
    let by = |clock: &Clock| clock.due.as_ref().map(|due| due.by.over_at(records.zone));
    for duty in &mut lines {
        // Those without a date come last: any date is stricter than none.
        duty.clocks.sort_by_key(|clock| (by(clock).is_none(), by(clock)));
    }
    // Those of all records are kept.
    lines.shrink_to_fit();
    lines
}

/// Which row of a record: its table, its number, and what people call it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct RowId {
    pub table: Vec<String>,
    pub index: usize,
    pub item: Option<String>,
}

impl RowId {
    /// Only the last table on the way to a row can be a list of them.
    fn place(&self) -> Vec<(String, Option<usize>)> {
        let last = self.table.len().saturating_sub(1);
        let index = self.item.is_some().then_some(self.index);
        let tables = self.table.iter().enumerate();
        tables
            .map(|(at, name)| (name.clone(), index.filter(|_| at == last)))
            .collect()
    }
}
