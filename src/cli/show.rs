//! `avg show`: one record as a page.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::folder::Reach;
use crate::records::revisions;
use crate::report;
use crate::report::basis::Basis;
use crate::report::due::{self, Place};
use crate::report::show::Page;
use crate::text::Lang;

use super::{Checked, Exit, Session, which};

/// Show one record: what it says, what is due, what is wrong, and who changed it
///
/// Formats: table (default), markdown, html, csv, xlsx, json, jsonl, yaml.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The record: incidents/2026-002, its file, or its id alone; organisation for avg.toml
    #[arg(value_name = "RECORD")]
    record: String,
}

const EXAMPLES: &str = "Examples:
  avg show incidents/2026-002
  avg --rev v2026-Q1 show register/salarisadministratie --format markdown";

pub(super) fn run(args: &ShowArgs, session: &Session, lang: &mut Lang, out: &mut dyn Write) -> Result<Exit> {
    let format = session.format()?;
    let folder = session.folder()?;
    let history = session.history(&folder);
    let checked = Checked::of(&folder, &history, session, lang)?;
    let record = which::record(&checked.records, &args.record)?;
    let zone = checked.records.zone;
    let lines = history.lines();
    let line = lines.iter().find(|(path, _)| *path == record.file);
    let revisions = line.map(|(_, versions)| revisions(versions, &history, &folder, zone));
    let places = [Place {
        label: None,
        prefix: &folder.prefix(),
        records: &checked.records,
        catalogue: &checked.catalogue,
        duties: &checked.outcome.duties,
        now: session.now(zone)?,
    }];
    let reader = session.reader(&checked.records, *lang);
    let basis = Basis::of(reader, &places[0], due::lines(&places), &checked.outcome.findings);
    let page = Page {
        record,
        duties: basis.lines_of(record),
        findings: basis.findings_of(record),
        revisions: revisions.as_deref(),
        is_shallow: history.reach == Reach::Shallow,
    };
    let document = report::show::document(&page, reader);
    session.hand_over(&document, format, *lang, &(&*checked.records).into(), out)?;
    Ok(Exit::Clean)
}
