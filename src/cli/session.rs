//! What a command works with: the folder that is meant, the norms held against it, the moment, and how a document is handed over.

use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use chrono::{DateTime, Utc};

use crate::folder::{File, Folder, History, Kind, MARKER};
use crate::norms::Catalogue;
use crate::norms::check::{Outcome, apply, duties, findings};
use crate::records::Records;
use crate::render::{Sources, document_csv, document_json, document_yaml, html, jsonl, markdown, terminal, xlsx};
use crate::report::Document;
use crate::report::values::Reader;
use crate::text;
use crate::text::{Lang, Text};
use crate::time::Zone;

use super::Edge;
use super::format::Format;
use super::global::Global;

/// What a command needs of its surroundings.
#[derive(Clone, Copy)]
pub(super) struct Session<'a> {
    pub global: &'a Global,
    /// The commit to read in place of the work tree.
    pub rev: Option<&'a str>,
    /// The earlier moment that is asked after.
    pub as_of: Option<DateTime<Utc>>,
    pub edge: &'a Edge,
}

/// The folder that a document is of, as far as its form depends on that.
#[derive(Clone, Debug, Default)]
pub(super) struct Of {
    pub zone: Zone,
    pub organisation: Option<String>,
}

impl From<&Records<'_>> for Of {
    fn from(records: &Records) -> Self {
        Of {
            zone: records.zone,
            organisation: records.organisation_name().map(str::to_string),
        }
    }
}

impl Session<'_> {
    pub(super) fn folder(&self) -> Result<Folder> {
        Folder::read(self.named(), &self.edge.cwd, self.rev)
    }

    /// The folder, for what is there without one too; one that was named must be there.
    pub(super) fn folder_if_any(&self) -> Result<Option<Folder>> {
        match self.folder() {
            Ok(folder) => Ok(Some(folder)),
            Err(error) if !self.global.dirs.is_empty() || self.rev.is_some() => Err(error),
            Err(_) => Ok(None),
        }
    }

    /// The norms of the folder, or those in the binary where there is none.
    pub(super) fn catalogue(&self, lang: &mut Lang) -> Result<Catalogue> {
        match self.folder_if_any()? {
            Some(folder) => {
                *lang = self.lang(&Records::read(&folder));
                Catalogue::of(&folder)
            }
            None => Catalogue::embedded(),
        }
    }

    /// The folder as whoever asked named it; `None` where it was found upward.
    pub(super) fn named(&self) -> Option<&Path> {
        self.global.dirs.first().map(PathBuf::as_path)
    }

    /// What git remembers of a folder, up to what is being read.
    pub(super) fn history(&self, folder: &Folder) -> History {
        History::of(folder, self.rev)
    }

    /// The moment to compute against.
    pub(super) fn now(&self, zone: Zone) -> Result<DateTime<Utc>> {
        match self.as_of {
            Some(at) => Ok(at),
            None => self.clock(zone),
        }
    }

    /// The moment of the run: the clock's, or what was given in its place.
    pub(super) fn clock(&self, zone: Zone) -> Result<DateTime<Utc>> {
        match self.global.now {
            None => Ok(self.edge.now),
            Some(moment) => Ok(zone.instant(moment).map_err(|gap| gap.text(zone))?.to_utc()),
        }
    }

    /// For whom a document is made: programs get the values as the files have them.
    pub(super) fn reader<'r>(&self, records: &'r Records<'r>, lang: Lang) -> Reader<'r> {
        Reader {
            records,
            lang,
            as_written: matches!(
                self.global.format.asked,
                Some(Format::Json | Format::Jsonl | Format::Yaml | Format::Csv)
            ),
        }
    }

    /// Writes a document in one of its formats.
    pub(super) fn hand_over(
        &self,
        document: &Document,
        format: Format,
        lang: Lang,
        of: &Of,
        out: &mut dyn Write,
    ) -> Result<()> {
        match format {
            Format::Html => write!(out, "{}", html::render(document, lang))?,
            Format::Csv => write!(out, "{}", document_csv::render(document, lang)?)?,
            Format::Xlsx => out.write_all(&xlsx::render(document, lang, of.zone)?)?,
            Format::Yaml => write!(out, "{}", document_yaml::render(document)?)?,
            Format::Json => writeln!(out, "{}", document_json::render(document)?)?,
            Format::Jsonl => jsonl::document(document, of.organisation.as_deref(), out)?,
            Format::Markdown => write!(out, "{}", markdown::render(document, lang))?,
            _ => write!(out, "{}", terminal::document(document, self.edge.look, lang))?,
        }
        Ok(())
    }

    /// Of nothing recorded there is nothing to say; `so` says what that comes to.
    pub(super) fn refuse_if_empty(&self, records: &Records, folder: &Folder, so: Text) -> Result<()> {
        if records.count() > 0 {
            return Ok(());
        }
        let root = folder.root.display();
        let (so_nl, so_en) = (so.get(Lang::Nl), so.get(Lang::En));
        let next = self.way_to_begin(folder);
        let (nl, en) = (next.get(Lang::Nl), next.get(Lang::En));
        Err(anyhow!(text!(
            "in {root} staat geen enkele registratie die te lezen is: {so_nl}{nl}",
            "there is not one readable record in {root}: {so_en}{en}"
        )))
    }

    /// What to do where nothing is recorded; of records that are there and cannot be read something else says why.
    fn way_to_begin(&self, folder: &Folder) -> Text {
        let is_record = |file: &File| Kind::of_file(&file.path).is_some_and(|kind| kind != Kind::Organisation);
        if folder.files.iter().any(is_record) {
            return Text::default();
        }
        let of_disk = self.rev.is_none();
        match folder.bare().filter(|_| of_disk) {
            Some(why) => Text::by(|lang| format!("; {}", why.get(lang))),
            None if of_disk && folder.file(MARKER).is_none() => text!("; begin met avg init", "; begin with avg init"),
            None => text!(
                "; begin met avg new activity of avg import",
                "; begin with avg new activity or avg import"
            ),
        }
    }

    pub(super) fn lang(&self, records: &Records) -> Lang {
        self.global.lang.unwrap_or(records.lang)
    }

    /// The format that was asked for, of those that the command knows.
    pub(super) fn format(&self) -> Result<Format> {
        self.global.format.of_known()
    }
}

/// A folder whose norms were held against its records. A run ends with its answer: to give the memory of a hundred thousand
/// records back one by one is time for nothing.
pub(super) struct Checked<'f> {
    pub records: ManuallyDrop<Records<'f>>,
    pub catalogue: ManuallyDrop<Catalogue>,
    pub outcome: ManuallyDrop<Outcome>,
}

impl<'f> Checked<'f> {
    pub(super) fn of(folder: &'f Folder, history: &History, session: &Session, lang: &mut Lang) -> Result<Checked<'f>> {
        let all = |catalogue: &_, records: &_, now| apply(catalogue, records, history, now);
        Checked::held(folder, session, lang, all)
    }

    /// The findings alone.
    pub(super) fn findings(
        folder: &'f Folder,
        history: &History,
        session: &Session,
        lang: &mut Lang,
    ) -> Result<Checked<'f>> {
        let found = |catalogue: &_, records: &_, now| findings(catalogue, records, history, now);
        Checked::held(folder, session, lang, found)
    }

    /// The duties alone, without what judges and git would find.
    pub(super) fn duties(folder: &'f Folder, session: &Session, lang: &mut Lang) -> Result<Checked<'f>> {
        Checked::held(folder, session, lang, duties)
    }

    fn held(
        folder: &'f Folder,
        session: &Session,
        lang: &mut Lang,
        hold: impl Fn(&Catalogue, &Records<'f>, DateTime<Utc>) -> Outcome,
    ) -> Result<Checked<'f>> {
        let (records, catalogue) = rayon::join(|| Records::read(folder), || Catalogue::of(folder));
        *lang = session.lang(&records);
        let catalogue = catalogue?;
        let outcome = hold(&catalogue, &records, session.now(records.zone)?);
        Ok(Checked {
            records: ManuallyDrop::new(records),
            catalogue: ManuallyDrop::new(catalogue),
            outcome: ManuallyDrop::new(outcome),
        })
    }

    /// Nothing checked is never clean.
    pub(super) fn refuse_if_empty(&self, folder: &Folder, session: &Session) -> Result<()> {
        let so = text!("er is niets nagezien", "nothing was checked");
        session.refuse_if_empty(&self.records, folder, so)
    }
}

/// The texts of a folder's files, for excerpts.
pub(super) fn sources(folder: &Folder) -> Sources<'_> {
    folder
        .files
        .iter()
        .filter_map(|file| Some((file.path.as_str(), file.text()?)))
        .collect()
}
