//! `avg due`: what must be done, by when.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::finding::Level;
use crate::folder::History;
use crate::norms::duties::{Duty, Status};
use crate::render::{duties_json, harmless, terminal};
use crate::report;
use crate::report::due::At;
use crate::text;
use crate::text::Lang;
use crate::time::{Counting, Direction, Moment, Term, count};

use super::{Checked, Exit, Format, Session};

/// Show what must be done, by when, by whom, and why
///
/// Formats: table (default), json. Two ends are shown: the safe one, and the last defensible one.
#[derive(Args)]
pub(super) struct DueArgs {
    /// Only what is due within this term from now, such as "7 days"
    #[arg(long, value_name = "TERM")]
    within: Option<Term>,
    /// Show what has been done too
    #[arg(long)]
    all: bool,
    /// Exit with 1 when something is late
    #[arg(long)]
    fail: bool,
    /// Show how each date was found, step by step
    #[arg(long)]
    explain: bool,
}

pub(super) fn run(
    args: &DueArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let format = session.format(&[Format::Table, Format::Json])?;
    let folder = session.folder()?;
    let checked = Checked::of(&folder, &History::default(), session, lang)?;
    checked.refuse_if_empty(&folder)?;
    let unread = unread(&checked);
    let mut duties: Vec<&Duty> = checked
        .outcome
        .duties
        .iter()
        .filter(|duty| args.all || duty.status().is_open())
        .collect();
    if let Some(term) = args.within {
        let now = Moment::Exact(session.now(checked.records.zone)?.fixed_offset());
        let horizon = count(term, Counting::Calendar, now, Direction::After, checked.records.zone)?.latest;
        let zone = checked.records.zone;
        duties.retain(|duty| duty.by().is_none_or(|by| by.over_at(zone) <= horizon.over_at(zone)));
    }
    match format {
        Format::Json => writeln!(out, "{}", duties_json::render(&duties, args.explain, *lang)?)?,
        _ => table(&duties, &checked, args.explain, session, *lang, out)?,
    }
    for file in &unread {
        let warning = text!(
            "{file} is niet goed te lezen; wat daarin loopt, kan hier ontbreken: avg check zegt waarom",
            "{file} cannot be read well; what runs there may be missing here: avg check says why"
        );
        writeln!(err, "avg: {}", harmless(warning.get(*lang)))?;
    }
    let late = |duty: &Duty| duty.status() == Status::Late;
    let failed = args.fail && (!unread.is_empty() || checked.outcome.duties.iter().any(late));
    Ok(if failed { Exit::Findings } else { Exit::Clean })
}

fn table(
    duties: &[&Duty],
    checked: &Checked,
    explain: bool,
    session: &Session,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<()> {
    if duties.is_empty() {
        let records = checked.records.count();
        let nothing = text!(
            "Er staat niets open in {records} registraties.",
            "Nothing is open in {records} records."
        );
        writeln!(out, "{}", nothing.get(lang))?;
        return Ok(());
    }
    let at = At {
        now: session.now(checked.records.zone)?,
        zone: checked.records.zone,
    };
    let table = report::due::table(duties, &checked.catalogue, at, lang);
    write!(out, "{}", terminal::table(&table, session.edge.look))?;
    if explain {
        for duty in duties {
            writeln!(out)?;
            for line in report::due::explanation(duty, &checked.catalogue, lang) {
                writeln!(out, "{}", harmless(&line))?;
            }
        }
    }
    Ok(())
}

/// Files whose moments may be missing from the list: those in which something could not be read or counted.
fn unread(checked: &Checked) -> Vec<String> {
    let uncountable = checked
        .outcome
        .findings
        .iter()
        .filter(|finding| finding.norm == "record/uncountable");
    let misread = checked
        .records
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error);
    let mut files: Vec<String> = misread
        .chain(uncountable)
        .map(|finding| finding.site.file.clone())
        .collect();
    files.sort();
    files.dedup();
    files
}
