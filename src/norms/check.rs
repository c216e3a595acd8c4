//! norms × records → findings and duties.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::finding::{Finding, Level, Site, Told};
use crate::folder::{History, Kind};
use crate::records::tree::{Node, Value};
use crate::records::{Record, Records};
use crate::text;
use crate::text::Text;
use crate::time::{Moment, Zone};
use crate::underway::{self, Work};

use super::catalogue::Catalogue;
use super::closed;
use super::condition::Row;
use super::coverage;
use super::duties::{self, Duty, Now, RowId, Status};
use super::hours;
use super::judges::{Case, Index, Verdict};
use super::late;
use super::norm::{Demand, Need, Norm, Target};
use super::sought::Seeker;
use super::{waivers, witness};

/// What holding the norms against the records gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// In the order of the files and the places in them.
    pub findings: Vec<Finding>,
    /// The most urgent first.
    pub duties: Vec<Duty>,
    /// How many waivers took effect.
    pub waived: usize,
}

/// Holds every norm against every record at a moment, with what git remembers of the records as a witness.
pub fn apply(catalogue: &Catalogue, records: &Records, history: &History, now: DateTime<Utc>) -> Outcome {
    witnessed(catalogue, records, history, Asked::All, now)
}

/// The findings alone, for who asks what is wrong: duties are looked at and not kept.
pub fn findings(catalogue: &Catalogue, records: &Records, history: &History, now: DateTime<Utc>) -> Outcome {
    let outcome = witnessed(catalogue, records, history, Asked::Findings, now);
    Outcome {
        duties: Vec::new(),
        ..outcome
    }
}

fn witnessed(catalogue: &Catalogue, records: &Records, history: &History, asked: Asked, now: DateTime<Utc>) -> Outcome {
    let all: Vec<&Record> = records.iter().collect();
    let mut outcome = held(catalogue, records, &all, asked, now);
    outcome.findings.extend(catalogue.laxer_terms(records));
    outcome.findings.extend(coverage::findings(&catalogue.packs));
    let mut witnessed = Told::default();
    witnessed.extend(witness::findings(catalogue, records, history));
    outcome.findings.extend(witnessed.all());
    settled(outcome, records, now)
}

/// The duties alone, for who asks what is due: judges are not asked. Of the findings there are those of the reader and the
/// terms that cannot be counted.
pub fn duties(catalogue: &Catalogue, records: &Records, now: DateTime<Utc>) -> Outcome {
    let all: Vec<&Record> = records.iter().collect();
    let outcome = held(catalogue, records, &all, Asked::Duties, now);
    settled(outcome, records, now)
}

/// All of it for one record, by its file, without what only the whole folder or git can show.
pub fn apply_to(catalogue: &Catalogue, records: &Records, file: &str, now: DateTime<Utc>) -> Outcome {
    let chosen: Vec<&Record> = records.iter().filter(|record| record.file == file).collect();
    let mut outcome = settled(held(catalogue, records, &chosen, Asked::All, now), records, now);
    outcome.findings.retain(|finding| finding.site.file == file);
    outcome
}

/// What is asked of the norms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    All,
    /// Of the duties only those on records that a waiver names are kept: whether it takes effect is a finding.
    Findings,
    Duties,
}

fn held(catalogue: &Catalogue, records: &Records, chosen: &[&Record], asked: Asked, now: DateTime<Utc>) -> Outcome {
    let index = match asked {
        Asked::All | Asked::Findings => Index::of(records),
        Asked::Duties => Index::default(),
    };
    let now = Now {
        records,
        organisation: records.ours().map(|record| &record.root),
        now,
        soon: duties::soon(records, now),
        index: &index,
    };
    // What concerns a kind of record is asked once, not of each record.
    let kinds: BTreeSet<Kind> = chosen.iter().map(|record| record.kind).collect();
    let on_kind = kinds.into_iter().map(|kind| (kind, OnKind::of(kind, catalogue, asked)));
    let on_kind: BTreeMap<Kind, OnKind> = on_kind.collect();
    let waived = waivers::records(records);
    let is_kept = |record: &Record| asked != Asked::Findings || waived.contains(record.name.as_str());
    let of_record = |record: &&Record| {
        let (findings, duties) = on_record(catalogue, &on_kind[&record.kind], record, now);
        match is_kept(record) {
            true => (findings, duties),
            false => (findings, Vec::new()),
        }
    };
    let with = |mut outcome: Outcome, (findings, duties)| {
        outcome.findings.extend(findings);
        outcome.duties.extend(duties);
        outcome
    };
    underway::during(Work::Norms, Some(chosen.len()), |progress| {
        let per_record = chosen.par_iter().map(|record| progress.count(of_record(record)));
        // Most records give nothing, so nothing is kept a record; the order stays that of the records.
        let outcomes = per_record.fold(Outcome::default, with);
        outcomes.reduce(Outcome::default, |ours, theirs| {
            with(ours, (theirs.findings, theirs.duties))
        })
    })
}

/// What is accepted taken out, what the reader found put in, and both lists in their order.
fn settled(mut outcome: Outcome, records: &Records, now: DateTime<Utc>) -> Outcome {
    outcome.waived = waivers::apply(&mut outcome.findings, &mut outcome.duties, records, now);
    // What could not be read cannot be accepted either: it is not known what it is.
    outcome.findings.splice(0..0, records.findings.iter().cloned());
    // At one place the order is that of the packs, which is that of the law.
    outcome.findings.sort_by(|a, b| a.site.cmp(&b.site));
    sort_by_urgency(&mut outcome.duties, |duty| (duty, records.zone));
    outcome
}

/// What is late goes first, then by date, then by name.
pub fn sort_by_urgency<T>(all: &mut [T], duty: impl Fn(&T) -> (&Duty, Zone)) {
    all.sort_by(|a, b| duty(a).0.full_name().cmp(&duty(b).0.full_name()));
    all.sort_by_cached_key(|one| {
        let (duty, zone) = duty(one);
        urgency(duty, zone)
    });
}

/// Whether it is done, how it stands, and when it is over; what must be done without delay stands where it began.
fn urgency(duty: &Duty, zone: Zone) -> (bool, Status, DateTime<Utc>) {
    let began = || {
        zone.instant(duty.lead().from)
            .map_or(DateTime::UNIX_EPOCH, |at| at.to_utc())
    };
    let when = duty.by().map_or_else(began, |by| by.over_at(zone));
    let status = match duty.status() {
        // Soon and open are the same list; the date alone orders it.
        Status::Soon | Status::Open => Status::Open,
        status => status,
    };
    (!duty.status().is_open(), status, when)
}

/// The norms on a kind of record.
struct OnKind<'c> {
    norms: Vec<&'c Norm>,
    seeker: Seeker,
}

impl<'c> OnKind<'c> {
    fn of(kind: Kind, catalogue: &'c Catalogue, asked: Asked) -> OnKind<'c> {
        let is_asked = |norm: &&Norm| asked != Asked::Duties || norm.duty().is_some();
        let norms = catalogue.applied().filter(|norm| norm.on.is_on(kind)).filter(is_asked);
        let norms: Vec<&Norm> = norms.collect();
        OnKind {
            seeker: Seeker::of(&norms),
            norms,
        }
    }
}

/// Holds the norms of a record's kind against it.
fn on_record(catalogue: &Catalogue, on_kind: &OnKind, record: &Record, now: Now) -> (Vec<Finding>, Vec<Duty>) {
    let mut findings = Told::default();
    let mut bare_days = hours::Named::default();
    let mut clocks = Vec::new();
    let event = event(record, now);
    // What the reader says of this record already, once anything here asks.
    let named: OnceCell<BTreeSet<&Site>> = OnceCell::new();
    let is_named = |site: &Site| {
        let of_file = || now.records.findings.iter().map(|finding| &finding.site);
        let named = named.get_or_init(|| of_file().filter(|site| site.file == record.file).collect());
        named.contains(site)
    };
    let worth = on_kind.seeker.worth_holding(record.text);
    let held = on_kind.norms.iter().zip(worth).filter(|(_, is_worth)| *is_worth);
    for (norm, _) in held {
        each_row(&norm.on, record, now, &mut |row, number| {
            if !norm.when.iter().all(|condition| condition.holds(row)) {
                return;
            }
            let item = || number.map(|index| item(row.row, index));
            let of_row = |finding| Finding {
                item: item(),
                ..finding
            };
            if let Demand::Duty(rule) = &norm.demand {
                match duties::clock(norm, rule, record, row, now) {
                    Ok(clock) => {
                        if let Some(clock) = clock {
                            let bare = bare_days.once(hours::missing(record, row, rule, &clock));
                            findings.extend(bare.map(of_row));
                            let id = RowId {
                                table: norm.on.table.keys().to_vec(),
                                index: number.unwrap_or_default(),
                                item: item(),
                            };
                            clocks.push((id, rule.duty.clone(), clock));
                        }
                    }
                    Err((site, _)) if is_named(&site) => {}
                    Err((site, message)) => findings.take(of_row(uncountable(record, site, message))),
                }
            } else if norm.in_force.holds_on(event) {
                unmet(norm, record, row, now, &mut |finding| findings.take(of_row(finding)));
            }
        });
    }
    let duties = duties::lines(record, clocks, now.records);
    // Of a file that could not be read as a whole only that is reported; what runs in it still runs.
    if !record.is_sound {
        return (Vec::new(), duties);
    }
    findings.extend(
        duties
            .iter()
            .filter_map(|duty| late::finding(duty, catalogue, record, now)),
    );
    findings.extend(closed::finding(record, &duties, catalogue, now));
    (findings.all(), duties)
}

/// What a requirement misses in a row, or a judge finds in it.
fn unmet(norm: &Norm, record: &Record, row: Row, now: Now, found: &mut impl FnMut(Finding)) {
    match &norm.demand {
        Demand::Require { needs, at } => {
            let is_met = |need: &Need| need.0.iter().any(|condition| condition.holds(row));
            let missing = needs.iter().find(|need| !is_met(need));
            let path = missing.and_then(|need| at.as_ref().or(need.0.first().map(|condition| &condition.path)));
            if let Some(path) = path {
                found(norm.finding(record, row.place(path), norm.title.clone()));
            }
        }
        Demand::Judge { judge, with } => {
            let case = Case {
                records: now.records,
                record,
                row,
                with,
                now: now.now,
                index: now.index,
            };
            let as_finding = |verdict: Verdict| {
                let words = verdict.message.unwrap_or_else(|| norm.title.clone());
                let message = match verdict.detail {
                    Some(detail) => Text::by(|lang| format!("{}: {}", words.get(lang), detail.get(lang))),
                    None => words,
                };
                Finding {
                    related: verdict.related,
                    ..norm.finding(record, verdict.span, message)
                }
            };
            (judge.judge)(&case).into_iter().map(as_finding).for_each(found);
        }
        Demand::Duty(_) | Demand::Reader => {}
    }
}

/// A term that cannot be counted. The reader names what it knows to be a moment; a user's own field only this does.
fn uncountable(record: &Record, site: Site, message: Text) -> Finding {
    Finding {
        norm: "record/uncountable".to_string(),
        cite: None,
        level: Level::Error,
        message,
        help: text!(
            "Schrijf een moment en een termijn die bestaan.",
            "Write a moment and a term that exist."
        ),
        record: Some(record.name.clone()),
        item: None,
        site,
        related: Vec::new(),
    }
}

/// Each row of a record that a norm is held against, with its number where it is one of a list.
fn each_row<'r, 'f>(
    target: &Target,
    record: &'r Record<'f>,
    now: Now<'r, 'f>,
    hold: &mut impl FnMut(Row<'r, 'f>, Option<usize>),
) {
    let root = &record.root;
    let mut hold = |row, number| {
        let row = Row {
            root,
            row,
            organisation: now.organisation,
        };
        hold(row, number);
    };
    root.any_at(target.table.iter(), &mut |node| {
        match &node.value {
            Value::List(rows) => rows.iter().enumerate().for_each(|(index, row)| hold(row, Some(index))),
            _ => hold(node, None),
        }
        false
    });
}

/// What people call a row: by what names it, else by its number.
fn item(row: &Node, index: usize) -> String {
    row.row_name().map_or_else(|| (index + 1).to_string(), str::to_string)
}

/// The day by which the law that holds for a record is chosen: that of its own event, or today for what goes on.
fn event(record: &Record, now: Now) -> chrono::NaiveDate {
    let moment = match record.kind {
        Kind::Request => record.root.get("received_at").and_then(Node::moment),
        Kind::Incident => record.root.get("discovered_at").and_then(Node::moment),
        Kind::Organisation | Kind::Activity | Kind::Agreement => None,
    };
    now.records
        .zone
        .day(moment.unwrap_or(Moment::Exact(now.now.fixed_offset())))
}
