//! norms × records → findings and duties.

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::finding::{Finding, Level};
use crate::folder::Kind;
use crate::records::tree::{Node, Span, Value};
use crate::records::{Record, Records};
use crate::text;
use crate::text::{Lang, Text};
use crate::time::{Moment, Zone};

use super::catalogue::Catalogue;
use super::condition::Row;
use super::duties::{self, Clock, Duty, Now, RowId, Status};
use super::judges::Case;
use super::norm::{Demand, Norm, Target};
use super::waivers;

/// What holding the norms against the records gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// In the order of the files and the places in them.
    pub findings: Vec<Finding>,
    /// The most urgent first.
    pub duties: Vec<Duty>,
    /// How many findings and clocks were waived.
    pub waived: usize,
}

/// Holds every norm against every record at a moment.
pub fn apply(catalogue: &Catalogue, records: &Records, now: DateTime<Utc>) -> Outcome {
    let now = Now { records, now };
    let all: Vec<&Record> = records.iter().collect();
    let per_record: Vec<(Vec<Finding>, Vec<Duty>)> =
        all.par_iter().map(|record| on_record(catalogue, record, now)).collect();
    let mut findings = records.findings.clone();
    let mut duties = Vec::new();
    for (of_record, due) in per_record {
        findings.extend(of_record);
        duties.extend(due);
    }
    findings.extend(catalogue.laxer_terms(records));
    let waived = waivers::apply(&mut findings, &mut duties, records, now.now);
    // At one place the order is that of the packs, which is that of the law.
    findings.sort_by(|a, b| a.site.cmp(&b.site));
    duties.sort_by(|a, b| urgency(a, records.zone).cmp(&urgency(b, records.zone)));
    Outcome {
        findings,
        duties,
        waived,
    }
}

/// What is late goes first, then by date; what must be done without delay stands where it began.
fn urgency(duty: &Duty, zone: Zone) -> (bool, Status, DateTime<Utc>, &str, &Option<String>, &str) {
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
    (
        !duty.status().is_open(),
        status,
        when,
        &duty.record,
        &duty.item,
        &duty.name,
    )
}

fn on_record(catalogue: &Catalogue, record: &Record, now: Now) -> (Vec<Finding>, Vec<Duty>) {
    let mut findings = Vec::new();
    let mut clocks = Vec::new();
    for norm in catalogue.norms().filter(|norm| norm.on.kind == record.kind) {
        for (row, id) in rows(&norm.on, record) {
            if !norm.when.iter().all(|condition| condition.holds(row)) {
                continue;
            }
            match &norm.demand {
                Demand::Reader => {}
                Demand::Duty(rule) => match duties::clock(norm, rule, record, row, now) {
                    Ok(Some(clock)) if norm.in_force.holds_on(now.records.zone.day(clock.from)) => {
                        clocks.push((id, rule.duty.clone(), clock));
                    }
                    Ok(_) => {}
                    // The reader names what it knows to be a moment; what is the user's own field, only this does.
                    Err((site, _)) if now.records.findings.iter().any(|it| it.site == site) => {}
                    Err((site, message)) => findings.push(Finding {
                        site,
                        ..finding(norm_of_reader("uncountable"), record, Span::default(), message)
                    }),
                },
                Demand::Require { .. } | Demand::Judge(_) if !norm.in_force.holds_on(event(record, now)) => {}
                Demand::Require { needs, at } => {
                    let missing = needs
                        .iter()
                        .find(|need| !need.0.iter().any(|condition| condition.holds(row)));
                    findings.extend(missing.map(|need| {
                        let path = at.as_ref().unwrap_or(&need.0[0].path);
                        let table = if path.is_from_root() { row.root } else { row.row };
                        finding(Naming::of(norm), record, table.place(path.keys()), norm.title.clone())
                    }));
                }
                Demand::Judge(judge) => {
                    let case = Case {
                        records: now.records,
                        record,
                        row: row.row,
                    };
                    findings.extend(judge(&case).into_iter().map(|verdict| {
                        let span = row.row.place(&verdict.at);
                        finding(
                            Naming::of(norm),
                            record,
                            span,
                            verdict.message.unwrap_or_else(|| norm.title.clone()),
                        )
                    }));
                }
            }
        }
    }
    let duties = duties::lines(record, clocks, now.records);
    // Of a file that could not be read as a whole only that is reported; what runs in it still runs.
    if !record.is_sound {
        return (Vec::new(), duties);
    }
    findings.extend(duties.iter().flat_map(|duty| late(duty, catalogue, record)));
    (findings, duties)
}

/// The rows of a record that a norm is held against, each with what people call it.
fn rows<'r, 'f>(target: &Target, record: &'r Record<'f>) -> Vec<(Row<'r, 'f>, RowId)> {
    let root = &record.root;
    let found = root.at(&target.table);
    let nodes = found.into_iter().flat_map(|node| match &node.value {
        Value::List(rows) => rows.iter().collect(),
        _ => vec![node],
    });
    let id = |index: usize, row: &Node| RowId {
        table: target.table.clone(),
        index,
        item: (!target.table.is_empty()).then(|| item(row, index)),
    };
    nodes
        .enumerate()
        .map(|(index, row)| (Row { root, row }, id(index, row)))
        .collect()
}

/// What names a row: a reference, a name, a recipient, a standard, a country; else its number.
fn item(row: &Node, index: usize) -> String {
    let named = ["agreement", "name", "to", "standard", "country"]
        .iter()
        .find_map(|key| row.get(key)?.text());
    named.map_or_else(|| (index + 1).to_string(), str::to_string)
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

/// A duty that is late is wrong, and one that was met late stays so: found once, under the gravest of its norms.
fn late(duty: &Duty, catalogue: &Catalogue, record: &Record) -> Vec<Finding> {
    let Some(clock) = gravest(duty, |clock| clock.status == Status::Late) else {
        return met_late(duty, catalogue, record).into_iter().collect();
    };
    let title = catalogue.duty_title(&duty.name);
    let latest = clock.due.as_ref().map(|due| due.latest);
    let message = Text::by(|lang| {
        let (title, latest) = (
            title.get(lang),
            latest.map(|end| end.in_words(lang)).unwrap_or_default(),
        );
        match lang {
            Lang::Nl => format!("te laat: {title}, uiterlijk {latest}"),
            Lang::En => format!("late: {title}, by {latest} at the latest"),
        }
    });
    let rule = catalogue
        .norms()
        .find(|norm| norm.name == clock.norm)
        .and_then(Norm::duty);
    let help = match rule.and_then(|rule| rule.met_by.last()) {
        Some(path) => {
            let item = duty
                .item
                .as_deref()
                .map(|item| format!(" ({item})"))
                .unwrap_or_default();
            text!(
                "Doe het alsnog en leg in {path} vast wanneer{item}.",
                "Do it now and record in {path} when{item}."
            )
        }
        None => text!(
            "Doe het alsnog en werk de registratie bij.",
            "Do it now and bring the record up to date."
        ),
    };
    vec![Finding {
        help,
        site: clock.site.clone(),
        ..about_clock(clock, catalogue, record, message)
    }]
}

fn met_late(duty: &Duty, catalogue: &Catalogue, record: &Record) -> Option<Finding> {
    let clock = gravest(duty, |clock| clock.status == Status::MetLate)?;
    let title = catalogue.duty_title(&duty.name);
    let rule = catalogue.norms().find(|norm| norm.name == clock.norm)?.duty()?;
    if let Some(site) = &clock.reason_missing {
        let message = Text::by(|lang| {
            let title = title.get(lang);
            lang.pick(
                format!("te laat gedaan, zonder de redenen: {title}"),
                format!("done late, without the reasons: {title}"),
            )
        });
        let path = rule.late_needs.as_ref().map(ToString::to_string).unwrap_or_default();
        let help = text!(
            "Leg in {path} vast waarom het later werd.",
            "Record in {path} why it was later."
        );
        return Some(Finding {
            help,
            site: site.clone(),
            ..about_clock(clock, catalogue, record, message)
        });
    }
    // Late with reasons, where the law asks for reasons, is what the law asks for.
    if rule.late_needs.is_some() {
        return None;
    }
    let latest = clock.due.as_ref()?.latest;
    let message = Text::by(|lang| {
        let (title, latest) = (title.get(lang), latest.in_words(lang));
        match lang {
            Lang::Nl => format!("te laat gedaan: {title}, uiterlijk {latest}"),
            Lang::En => format!("done late: {title}, by {latest} at the latest"),
        }
    });
    let help = text!(
        "Dit is niet meer te herstellen; leg vast wat ervan geleerd is, of aanvaard het met een [[waivers]] in avg.toml.",
        "This cannot be mended; record what was learnt from it, or accept it with a [[waivers]] in avg.toml."
    );
    let level = clock.level.min(Level::Warning);
    Some(Finding {
        help,
        level,
        site: clock.site.clone(),
        ..about_clock(clock, catalogue, record, message)
    })
}

fn gravest(duty: &Duty, is_it: impl Fn(&Clock) -> bool) -> Option<&Clock> {
    let found = duty.clocks.iter().filter(|clock| is_it(clock));
    // Of equals the first: the strictest.
    found.rev().max_by_key(|clock| clock.level)
}

fn about_clock(clock: &Clock, catalogue: &Catalogue, record: &Record, message: Text) -> Finding {
    let naming = catalogue.norms().find(|norm| norm.name == clock.norm).map(Naming::of);
    let mut found = finding(
        naming.unwrap_or_else(|| norm_of_reader("uncountable")),
        record,
        Span::default(),
        message,
    );
    if let (Some(clause), Some(cite)) = (&clock.clause, &found.cite) {
        found.cite = Some(format!("{cite}; {clause}"));
    }
    found
}

/// What a finding takes from its norm.
struct Naming {
    norm: String,
    cite: Option<String>,
    level: Level,
    help: Text,
}

impl Naming {
    fn of(norm: &Norm) -> Naming {
        Naming {
            norm: norm.name.clone(),
            cite: norm.cite.clone(),
            level: norm.level,
            help: norm.help.clone(),
        }
    }
}

fn norm_of_reader(id: &str) -> Naming {
    Naming {
        norm: format!("record/{id}"),
        cite: None,
        level: Level::Error,
        help: Text::default(),
    }
}

fn finding(naming: Naming, record: &Record, span: Span, message: Text) -> Finding {
    Finding {
        norm: naming.norm,
        cite: naming.cite,
        level: naming.level,
        message,
        help: naming.help,
        record: Some(record.name.clone()),
        site: record.site(span),
        related: Vec::new(),
    }
}
