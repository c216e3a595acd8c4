//! `avg report`: documents to hand over.

use std::io::Write;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::folder::{Folder, History, Kind};
use crate::norms::Catalogue;
use crate::records::Records;
use crate::report;
use crate::report::Document;
use crate::report::due::{self, Line, Place};
use crate::report::stamp::Stamp;
use crate::report::values::Reader;
use crate::text::Lang;

use super::{Checked, Exit, Format, Session, which};

/// Print a report
///
/// Formats: table (default), markdown, html, csv, xlsx, json, yaml.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReportArgs {
    #[command(subcommand)]
    name: Name,
}

const EXAMPLES: &str = "Examples:
  avg report register --format html > register.html
  avg report register --for agreements/klant-a --format xlsx > register.xlsx
  avg report incidents --format html > inbreuken.html
  avg report norms --format markdown";

#[derive(Subcommand)]
enum Name {
    /// The record of processing activities: article 30(1) and 30(2), with the parties to the agreements
    Register {
        /// Only what is done for, or by, the other party to this agreement
        #[arg(long = "for", value_name = "AGREEMENT")]
        of: Option<String>,
    },
    /// The agreements: with whom, until when, on which terms, by which certificates
    Agreements,
    /// Every breach with its facts, effects and remedial action, article 33(5), and its clocks
    Incidents,
    /// Every request of a data subject, and its clocks
    Requests,
    /// What is checked, article by article, and what is knowingly not
    Norms,
}

pub(super) fn run(args: &ReportArgs, session: &Session, lang: &mut Lang, out: &mut dyn Write) -> Result<Exit> {
    let format = session.format(&super::DOCUMENT)?;
    let document = match &args.name {
        Name::Register { of } => register(of.as_deref(), format, session, lang)?,
        Name::Agreements => agreements(format, session, lang)?,
        Name::Incidents => log(Kind::Incident, format, session, lang)?,
        Name::Requests => log(Kind::Request, format, session, lang)?,
        Name::Norms => {
            let catalogue: Catalogue = session.catalogue(lang)?;
            report::norms::document(&catalogue, *lang)
        }
    };
    session.hand_over(&document, format, *lang, out)?;
    Ok(Exit::Clean)
}

fn register(of: Option<&str>, format: Format, session: &Session, lang: &mut Lang) -> Result<Document> {
    let folder = session.folder()?;
    let records = Records::read(&folder);
    *lang = session.lang(&records);
    let of = of.map(|of| which::record(&records, of)).transpose()?;
    let reader = reader(&records, format, *lang);
    let mut document = report::register::document(of.map(|record| record.name.as_str()), reader);
    document.about = stamped(&folder, &records, session, *lang)?;
    Ok(document)
}

fn agreements(format: Format, session: &Session, lang: &mut Lang) -> Result<Document> {
    let folder = session.folder()?;
    let records = Records::read(&folder);
    *lang = session.lang(&records);
    let reader = reader(&records, format, *lang);
    let mut document = report::agreements::document(reader);
    document.about = stamped(&folder, &records, session, *lang)?;
    Ok(document)
}

fn log(kind: Kind, format: Format, session: &Session, lang: &mut Lang) -> Result<Document> {
    let folder = session.folder()?;
    let checked = Checked::of(&folder, &History::default(), session, lang)?;
    let prefix = folder.prefix();
    let places = [Place {
        label: None,
        prefix: &prefix,
        records: &checked.records,
        catalogue: &checked.catalogue,
        duties: &checked.outcome.duties,
        now: session.now(checked.records.zone)?,
    }];
    let is_of_kind = |line: &Line| {
        checked
            .records
            .get(&line.duty.record)
            .is_some_and(|record| record.kind == kind)
    };
    let lines: Vec<Line> = due::lines(&places).into_iter().filter(is_of_kind).collect();
    let reader = reader(&checked.records, format, *lang);
    let mut document = report::logs::document(kind, &lines, reader);
    document
        .about
        .splice(0..0, stamped(&folder, &checked.records, session, *lang)?);
    Ok(document)
}

/// For whom a document is made: programs get the values as the files have them.
fn reader<'r>(records: &'r Records<'r>, format: Format, lang: Lang) -> Reader<'r> {
    Reader {
        records,
        lang,
        as_written: matches!(format, Format::Json | Format::Yaml),
    }
}

/// Of which folder, commit and moment a document is.
fn stamped(folder: &Folder, records: &Records, session: &Session, lang: Lang) -> Result<Vec<String>> {
    let commit = folder.commit(session.global.rev.as_deref());
    let organisation = records.organisation().map(|it| it.organisation.name.clone());
    let stamp = Stamp {
        organisation: organisation.unwrap_or_default(),
        folder: folder.prefix(),
        is_changed: commit.as_ref().is_some_and(|(_, is_changed)| *is_changed),
        commit: commit.map(|(id, _)| id),
        at: records.zone.local(session.now(records.zone)?),
    };
    Ok(report::stamp::sentences(&stamp, lang))
}
