//! `avg report`: documents to hand over.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use chrono::{Datelike, NaiveDate};
use clap::{Args, Subcommand};

use crate::finding::Finding;
use crate::folder::{Folder, History, Kind, MARKER};
use crate::norms::Catalogue;
use crate::norms::check::{Outcome, apply};
use crate::records::{Record, Records, revisions};
use crate::render::jsonld;
use crate::report;
use crate::report::basis::Basis;
use crate::report::due::{self, Place};
use crate::report::others::Others;
use crate::report::stamp::Stamp;
use crate::report::{Document, agreement, agreements, dpv, incident, logs, overview, register, stamp, subprocessors};
use crate::text;
use crate::text::Lang;
use crate::time::Moment;

use super::format::DOCUMENT;
use super::papers::{self, LetterArgs, NoticeArgs};
use super::{Exit, Format, Session, dossier, session, unread, which};

/// Print a report
///
/// Formats: table (default), markdown, html, csv, xlsx, json, jsonl (a row a line), yaml. The register also: jsonld, in the
/// W3C Data Privacy Vocabulary.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReportArgs {
    #[command(subcommand)]
    what: What,
    /// As it was at the end of this day, or at this time: the commit then in force, by first parents, and the clocks as they stood
    #[arg(long, value_name = "DATE", global = true)]
    as_of: Option<Moment>,
}

const EXAMPLES: &str = "Examples:
  avg report register --format html > register.html
  avg report register --for agreements/klant-a --format xlsx > register.xlsx
  avg report register --format jsonld > register.jsonld
  avg report agreement klant-a --format html > klant-a.html
  avg report subprocessors --public --format html > subverwerkers.html
  avg report subprocessors --for agreements/klant-a --format markdown
  avg report incidents --format html > inbreuken.html
  avg report incident incidents/2026-002
  avg report notice incidents/2026-002 --to authority
  avg report notice incidents/2026-002 --to controller --for agreements/klant-a --format markdown
  avg report letter requests/2026-004 --as receipt
  avg report overview --format html > overzicht.html
  avg report register --as-of 2025-12-31 --format markdown
  avg report register --format jsonl >> all.jsonl
  avg report norms --format markdown
  avg report dossier ../dossier-2026.zip";

#[derive(Subcommand)]
enum What {
    #[command(flatten)]
    Document(Name),
    /// Everything for an inspection in one folder or zip: every report, the records, findings, norms and commits, with checksums
    Dossier {
        /// A new folder, or a new file that ends in .zip; outside the folder with the records
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
}

/// The formats of the register: those of every document, and as a graph.
pub(super) const REGISTER: [Format; 9] = {
    let [table, markdown, html, csv, xlsx, json, jsonl, yaml] = DOCUMENT;
    [table, markdown, html, csv, xlsx, json, jsonl, yaml, Format::Jsonld]
};

#[derive(Subcommand)]
enum Name {
    /// What must be done now, the weeks ahead, the register at a glance, and the year for the board; without a name in it
    Overview {
        /// The year to count, in place of the current one
        #[arg(long, value_name = "YYYY")]
        year: Option<String>,
    },
    /// The record of processing activities: article 30(1) and 30(2), with the parties to the agreements
    Register {
        /// Only what is done for, or by, the other party to this agreement
        #[arg(long = "for", value_name = "AGREEMENT")]
        of: Option<String>,
    },
    /// The agreements: with whom, until when, on which terms, by which certificates
    Agreements,
    /// One agreement to put before the other party or an auditor: the parties, the text against article 28, the annexes, the clocks
    Agreement {
        /// Its name, its id alone, or its file
        #[arg(value_name = "AGREEMENT")]
        of: String,
    },
    /// The sub-processors: the list to publish; with --for the letter that announces what is coming, or our time to object
    Subprocessors {
        /// Under this agreement alone
        #[arg(long = "for", value_name = "AGREEMENT")]
        of: Option<String>,
        /// Without what is not for publication, to put on a website
        #[arg(long, conflicts_with = "of")]
        public: bool,
    },
    /// Every breach with its facts, effects and remedial action, article 33(5), and its clocks
    Incidents,
    /// Every request of a data subject, and its clocks
    Requests,
    /// The full file of one breach: how it stands, what must be documented, its clocks and its timeline
    Incident {
        /// The incident: incidents/2026-002, its file, or its id alone
        #[arg(value_name = "INCIDENT")]
        incident: String,
    },
    /// The text that tells a breach: to the supervisory authority, to a controller, or to the people concerned
    Notice(NoticeArgs),
    /// The letter about a request: its receipt, an extension, what was granted, or the refusal
    Letter(LetterArgs),
    /// What is checked, article by article, and what is knowingly not
    Norms,
}

impl Name {
    /// Whether it says what is due and what is wrong, and not only what is written down.
    fn asks_norms(&self) -> bool {
        !matches!(self, Name::Register { .. })
    }

    /// Whether others read it: the other party to an agreement, or everybody.
    fn goes_out(&self, party: Option<&Record>) -> bool {
        let is_ours_to_tell = |record: &Record| record.said("our_role") == Some("processor");
        match self {
            // Of our own processor it is for ourselves: by when we object.
            Name::Subprocessors { .. } => party.is_none_or(is_ours_to_tell),
            _ => party.is_some(),
        }
    }

    /// The agreement to whose other party it is handed, where it is for one alone.
    fn party(&self) -> Option<&str> {
        match self {
            Name::Register { of } | Name::Subprocessors { of, .. } => of.as_deref(),
            Name::Agreement { of } => Some(of),
            _ => None,
        }
    }
}

pub(super) fn run(
    args: &ReportArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let then = args.as_of.map(|moment| as_of(moment, session, lang)).transpose()?;
    let session = match &then {
        Some((rev, at)) => &Session {
            rev: Some(rev),
            as_of: Some(*at),
            ..*session
        },
        None => session,
    };
    let name = match &args.what {
        What::Document(name) => name,
        What::Dossier { path } => return dossier::run(path, session, lang, out, err),
    };
    let format = session.format()?;
    if let (Name::Register { of }, Format::Jsonld) = (name, format) {
        write!(out, "{}", as_graph(of.as_deref(), session, lang, err)?)?;
        return Ok(Exit::Clean);
    }
    let mut of = session::Of::default();
    let document = match name {
        Name::Norms => of_norms(session, &mut of, lang)?,
        _ => of_folder(name, session, &mut of, lang, err)?,
    };
    session.hand_over(&document, format, *lang, &of, out)?;
    Ok(Exit::Clean)
}

/// The register as a graph, in JSON-LD.
fn as_graph(of: Option<&str>, session: &Session, lang: &mut Lang, err: &mut dyn Write) -> Result<String> {
    let folder = session.folder()?;
    let records = Records::read(&folder);
    *lang = session.lang(&records);
    // A norm that cannot be read stops every report.
    let catalogue = Catalogue::of(&folder)?;
    refuse_if_empty(&records, &folder, session, *lang, err)?;
    let of = of.map(|of| which::of(&records, of, Kind::Agreement)).transpose()?;
    let mut stamp = stamp(&folder, &records, &[], session)?;
    unread::warn(&stamp.unread, &folder, session.named(), *lang, err)?;
    keep_between(of, &mut stamp);
    let of = of.map(|record| record.name.as_str());
    let graph = dpv::graph(of, &records, &stamp, catalogue.eea(), *lang);
    Ok(jsonld::render(&graph)? + "\n")
}

/// What is checked: in a folder by its own norms too, without one by those in the binary.
fn of_norms(session: &Session, of: &mut session::Of, lang: &mut Lang) -> Result<Document> {
    let Some(folder) = session.folder_if_any()? else {
        return Ok(report::norms::document(&Catalogue::embedded()?, *lang));
    };
    let records = Records::read(&folder);
    *of = (&records).into();
    *lang = session.lang(&records);
    let stamp = Stamp {
        // Nothing here comes from a record.
        unread: Vec::new(),
        ..stamp(&folder, &records, &[], session)?
    };
    let document = report::norms::document(&Catalogue::of(&folder)?, *lang);
    Ok(document.stamped(stamp::sentences(&stamp, *lang)))
}

/// A report of the folder, with its stamp; in the folder's language.
fn of_folder(
    name: &Name,
    session: &Session,
    of: &mut session::Of,
    lang: &mut Lang,
    err: &mut dyn Write,
) -> Result<Document> {
    let folder = session.folder()?;
    let records = Records::read(&folder);
    *of = (&records).into();
    *lang = session.lang(&records);
    refuse_if_empty(&records, &folder, session, *lang, err)?;
    let mut stamp = stamp(&folder, &records, &[], session)?;
    let now = session.now(records.zone)?;
    let with = match name {
        Name::Letter(args) => papers::extended(args, &folder, records.zone.local(now).date_naive())?,
        _ => None,
    };
    let (folder, records) = match &with {
        Some(with) => (with, Records::read(with)),
        None => (&folder, records),
    };
    let catalogue = Catalogue::of(folder)?;
    let (history, outcome) = match name.asks_norms() {
        true => {
            let history = session.history(folder);
            let outcome = apply(&catalogue, &records, &history, now);
            (history, outcome)
        }
        false => (History::default(), Outcome::default()),
    };
    let places = [Place {
        label: None,
        prefix: &folder.prefix(),
        records: &records,
        catalogue: &catalogue,
        duties: &outcome.duties,
        now,
    }];
    let basis = Basis::of(
        session.reader(&records, *lang),
        &places[0],
        due::lines(&places),
        &outcome.findings,
    );
    let document = document(name, &basis, &history, folder)?;
    stamp.unread.extend(unread::files(&records, &outcome.findings));
    stamp.unread.sort();
    stamp.unread.dedup();
    unread::warn(&stamp.unread, folder, session.named(), *lang, err)?;
    let party = name
        .party()
        .map(|of| which::of(&records, of, Kind::Agreement))
        .transpose()?;
    keep_between(party, &mut stamp);
    let document = document.stamped(stamp::sentences(&stamp, *lang));
    let document = match name.goes_out(party) {
        true => Others::than(party, &records, *lang).left_out_of(document),
        false => document,
    };
    Ok(match name {
        Name::Subprocessors { public: true, .. } => document.without_asides(),
        _ => document,
    })
}

/// An empty page could be taken for one on which all is well.
fn refuse_if_empty(
    records: &Records,
    folder: &Folder,
    session: &Session,
    lang: Lang,
    err: &mut dyn Write,
) -> Result<()> {
    if records.count() == 0 {
        unread::warn(&unread::files(records, &[]), folder, session.named(), lang, err)?;
    }
    let so = text!("er is niets te rapporteren", "there is nothing to report");
    session.refuse_if_empty(records, folder, so)
}

fn document(name: &Name, basis: &Basis, history: &History, folder: &Folder) -> Result<Document> {
    let reader = basis.reader;
    Ok(match name {
        Name::Overview { year } => {
            let today = basis.place.at().today();
            let year = year.as_deref().map(|year| calendar_year(year, today));
            overview::document(year.transpose()?, basis)
        }
        Name::Register { of } => {
            let of = of
                .as_deref()
                .map(|of| which::of(reader.records, of, Kind::Agreement))
                .transpose()?;
            register::document(of.map(|record| record.name.as_str()), reader)
        }
        Name::Agreements => agreements::document(basis),
        Name::Agreement { of } => agreement::document(which::of(reader.records, of, Kind::Agreement)?, basis),
        Name::Subprocessors { of, .. } => {
            let of = of
                .as_deref()
                .map(|of| which::of(reader.records, of, Kind::Agreement))
                .transpose()?;
            subprocessors::document(of, basis)
        }
        Name::Incidents => logs::document(Kind::Incident, basis),
        Name::Requests => logs::document(Kind::Request, basis),
        Name::Incident { incident } => {
            let record = which::of(reader.records, incident, Kind::Incident)?;
            let versions = history.lines();
            let versions = versions.iter().find(|(path, _)| *path == record.file);
            let versions = versions.map(|(_, versions)| revisions(versions, history, folder, reader.zone()));
            incident::document(record, &versions.unwrap_or_default(), basis)
        }
        Name::Notice(args) => papers::notice(args, basis)?,
        Name::Letter(args) => papers::letter(args, basis)?,
        Name::Norms => report::norms::document(basis.place.catalogue, reader.lang),
    })
}

/// The year in which the Regulation began to apply.
const FIRST_YEAR: i32 = 2018;

/// A year of which there can be something to count, as people write one: through the next, whose clocks may run already.
fn calendar_year(written: &str, today: NaiveDate) -> Result<i32> {
    let last = FIRST_YEAR.max(today.year() + 1);
    let is_year = written.len() == 4 && written.bytes().all(|b| b.is_ascii_digit());
    let year = written.parse().ok().filter(|_| is_year);
    year.filter(|year| (FIRST_YEAR..=last).contains(year)).ok_or_else(|| {
        anyhow!(text!(
            "--year ‘{written}’ kan niet: schrijf een jaar van {FIRST_YEAR}, toen de AVG ging gelden, tot en met {last}",
            "--year ‘{written}’ cannot be: write a year from {FIRST_YEAR}, when the GDPR began to apply, through {last}"
        ))
    })
}

/// The commit that was in force at the end of a day, and that moment.
fn as_of(moment: Moment, session: &Session, lang: &mut Lang) -> Result<(String, chrono::DateTime<chrono::Utc>)> {
    let folder = session.folder()?;
    let records = Records::read(&folder);
    *lang = session.lang(&records);
    let zone = records.zone;
    let end = zone.last_instant(moment).map_err(|gap| gap.text(zone))?.to_utc();
    let now = session.now(zone)?;
    if zone.day(moment) > zone.day(Moment::Exact(now.fixed_offset())) {
        return Err(anyhow!(text!(
            "--as-of {moment} ligt in de toekomst: hoe het dan zal zijn, is niet bekend",
            "--as-of {moment} lies ahead: nobody knows how it will be then"
        )));
    }
    let rev = folder.in_force(session.rev, end)?.ok_or_else(|| {
        anyhow!(text!(
            "op {moment} was hier nog geen commit",
            "there was no commit here yet on {moment}"
        ))
    })?;
    Ok((rev, end.min(now)))
}

/// Leaves out the files of other agreements: nothing of them is in what one party gets, and their names are not for it.
fn keep_between(of: Option<&Record>, stamp: &mut Stamp) {
    if let Some(of) = of {
        let is_anothers = |file: &str| Kind::of_file(file) == Some(Kind::Agreement) && file != of.file;
        stamp.unread.retain(|file| !is_anothers(file));
    }
}

/// Of which folder, commit and moment a document is, and what of it could not be read.
pub(super) fn stamp(folder: &Folder, records: &Records, findings: &[Finding], session: &Session) -> Result<Stamp> {
    let commit = folder.commit(session.rev);
    let organisation = records.organisation().map(|it| it.organisation.name.clone());
    Ok(Stamp {
        organisation: organisation.unwrap_or_default(),
        folder: folder.prefix(),
        is_changed: commit.as_ref().is_some_and(|(_, is_changed)| *is_changed),
        commit: commit.map(|(id, _)| id),
        at: records.zone.local(session.clock(records.zone)?),
        as_of: session.as_of.map(|at| records.zone.local(at)),
        unread: unread::files(records, findings),
        is_marked: folder.file(MARKER).is_some(),
    })
}
