//! `avg close`: close a record, if nothing is open on it.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::Args;

use crate::finding::{Finding, Level};
use crate::norms::duties::Duty;
use crate::records::edit::{self, Spot};
use crate::records::shape_of;
use crate::render::harmless;
use crate::text;
use crate::text::Lang;

use super::desk::{Desk, Page, SaveArgs};
use super::done::written;
use super::fields::{self, FieldArgs};
use super::{Exit, Session};

/// Close an incident, if nothing is open on it
///
/// What is still to do or missing is listed and nothing is written: exit 1.
#[derive(Args)]
#[command(after_help = fields::help(EXAMPLES))]
pub(super) struct CloseArgs {
    /// The record, such as incidents/2026-002
    record: String,
    /// The day on which it was closed; today when absent
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    #[command(flatten)]
    save: SaveArgs,
    #[command(flatten)]
    fields: FieldArgs,
}

const EXAMPLES: &str = "  avg close incidents/2026-002 --commit";

/// The field that says that a record is closed.
const CLOSED: &str = "closed_on";

pub(super) fn run(
    args: &CloseArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let mut desk = Desk::open(session, lang, err)?;
    let mut page = desk.take(&args.record, &args.fields, None)?;
    if shape_of(page.kind).field(CLOSED).is_none() {
        return closes_by_itself(args, &mut desk, &mut page, out);
    }
    let spot = Spot {
        tables: Vec::new(),
        key: CLOSED.to_string(),
    };
    if edit::is_written(desk.text(&page), &spot) {
        let name = &page.name;
        return Err(anyhow!(text!("{name} is al gesloten", "{name} is closed already")));
    }
    let open = still_open(&desk, &page);
    if !open.is_empty() {
        return refused(&page, &open, *lang, out);
    }
    let at = desk.at(args.at.as_deref())?;
    if desk.is_ahead(at) {
        return Err(anyhow!(text!(
            "niet geschreven: {at} ligt na nu",
            "not written: {at} lies after now"
        )));
    }
    desk.set(&page, &spot, &written(at, &spot, page.kind, desk.zone)?)?;
    // To be closed asks for more than to be open does.
    let open = still_open(&desk, &page);
    if !open.is_empty() {
        return refused(&page, &open, *lang, out);
    }
    desk.write(&mut page)?;
    writeln!(out, "{}", page.file)?;
    let closed = text!("gesloten", "closed");
    writeln!(out, "{}", closed.get(*lang))?;
    desk.save(&args.save, &page, &closed, out)?;
    Ok(Exit::Clean)
}

/// What is to do on a record, and what is wrong with it, a sentence each.
fn still_open(desk: &Desk, page: &Page) -> Vec<String> {
    let lang = desk.lang;
    let outcome = desk.outcome(page);
    let mut open: Vec<String> = Vec::new();
    for duty in outcome.duties.iter().filter(|duty| duty.status().is_open()) {
        let item = duty.item.as_ref().map(|item| format!(" · {item}")).unwrap_or_default();
        let (title, status) = (desk.catalogue.duty_title(&duty.name), duty.status().word(lang));
        open.push(format!("{}{item}: {} ({status})", duty.name, title.get(lang)));
    }
    // A warning that something is missing can still be met; one that something was done late cannot.
    let is_missing = |finding: &Finding| !desk.catalogue.required(&finding.norm).is_empty();
    let is_in_the_way =
        |finding: &&Finding| finding.level == Level::Error || (finding.level == Level::Warning && is_missing(finding));
    for finding in outcome.findings.iter().filter(is_in_the_way) {
        // The duties are in the list already, each by its own name.
        if finding.norm == "record/closed-with-open-duty" || is_a_late_duty(finding, &outcome.duties) {
            continue;
        }
        let cite = finding
            .cite
            .as_ref()
            .map(|cite| format!(" ({cite})"))
            .unwrap_or_default();
        open.push(format!(
            "{}{cite}. {}",
            finding.message.get(lang),
            finding.help.get(lang)
        ));
    }
    open
}

fn is_a_late_duty(finding: &Finding, duties: &[Duty]) -> bool {
    let mut clocks = duties
        .iter()
        .filter(|duty| duty.status().is_open())
        .flat_map(|duty| &duty.clocks);
    clocks.any(|clock| clock.norm == finding.norm)
}

fn refused(page: &Page, open: &[String], lang: Lang, out: &mut dyn Write) -> Result<Exit> {
    let name = &page.name;
    let head = text!("{name} kan nog niet gesloten worden:", "{name} cannot be closed yet:");
    writeln!(out, "{}", head.get(lang))?;
    for line in open {
        writeln!(out, "  {}", harmless(line))?;
    }
    Ok(Exit::Findings)
}

/// What has no field for it is closed when nothing is open on it.
fn closes_by_itself(args: &CloseArgs, desk: &mut Desk, page: &mut Page, out: &mut dyn Write) -> Result<Exit> {
    let open = still_open(desk, page);
    if !open.is_empty() {
        return refused(page, &open, desk.lang, out);
    }
    desk.write(page)?;
    let name = &page.name;
    let closed = text!(
        "op {name} staat niets open; alleen een incident wordt met een datum gesloten",
        "nothing is open on {name}; only an incident is closed with a date"
    );
    writeln!(out, "{}", closed.get(desk.lang))?;
    desk.save(&args.save, page, &text!("afgerond", "finished"), out)?;
    Ok(Exit::Clean)
}
