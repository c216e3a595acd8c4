//! All records of a folder, and what can only be seen by looking at them together.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::finding::{Finding, Level, MOST, Told};
use crate::folder::{self, Content, File, Folder, Kind, MARKER, Stray};
use crate::text;
use crate::text::{Lang, Text, nearest};
use crate::time::{Term, Unit, Zone};
use crate::underway::{self, Work};

use super::Organisation;
use super::reading::{self, Record};
use super::tree::Span;

/// The records of a folder with everything that is wrong with their form.
#[derive(Debug)]
pub struct Records<'f> {
    /// `avg.toml` too, as the kind [`Kind::Organisation`]; sorted by name.
    all: Vec<Record<'f>>,
    pub findings: Vec<Finding>,
    pub zone: Zone,
    pub lang: Lang,
    /// How long before its safe end a duty is `soon`.
    pub soon: Term,
}

impl<'f> Records<'f> {
    pub fn read(folder: &'f Folder) -> Records<'f> {
        let mut findings = Told::default();
        findings.extend(folder.files.iter().filter_map(out_of_place));
        // The settings come first: the zone decides which local times exist.
        let marker = folder.file(MARKER);
        let organisation = marker.and_then(|file| {
            let (record, found) = reading::read(file, file.text()?, Kind::Organisation, Zone::default());
            findings.extend(found);
            Some(record)
        });
        match marker {
            Some(file) if organisation.is_none() => findings.take(reading::unreadable(file, Kind::Organisation)),
            Some(_) => {}
            None => findings.take(reading::about_file(
                MARKER,
                "no-organisation",
                text!(
                    "{MARKER} ontbreekt: onbekend is van wie deze map is",
                    "{MARKER} is missing: whose folder this is, is unknown"
                ),
                text!(
                    "Maak {MARKER} met [organisation] en daarin name = \"…\".",
                    "Make {MARKER} with [organisation] and in it name = \"…\"."
                ),
            )),
        }
        let settings = Settings::of(organisation.as_ref(), &mut findings);

        let mut texts = Vec::new();
        for (file, kind) in folder.files.iter().filter_map(by_place) {
            match file.text() {
                Some(text) => texts.push((file, text, kind)),
                None => findings.take(reading::unreadable(file, kind)),
            }
        }
        underway::speak(settings.lang);
        let (mut all, found): (Vec<Record<'f>>, Vec<_>) =
            underway::during(Work::Records, Some(texts.len()), |progress| {
                let texts = texts.into_par_iter();
                let read = texts.map(|(file, text, kind)| reading::read(file, text, kind, settings.zone));
                let organisation = organisation.into_par_iter().map(|record| (record, Vec::new()));
                organisation.chain(read.map(|read| progress.count(read))).unzip()
            });
        findings.extend(found.into_iter().flatten());
        // A file has one record, so no two are alike.
        all.sort_unstable_by(|a, b| (&a.name, a.file).cmp(&(&b.name, b.file)));
        findings.extend(duplicates(&all));
        let mut records = Records {
            all,
            findings: Vec::new(),
            zone: settings.zone,
            lang: settings.lang,
            soon: settings.soon,
        };
        findings.extend(records.dangling());
        records.findings = findings.all();
        records
    }

    pub fn iter(&self) -> impl Iterator<Item = &Record<'f>> {
        self.all.iter()
    }

    pub fn get(&self, name: &str) -> Option<&Record<'f>> {
        let at = self.all.binary_search_by(|record| record.name.as_str().cmp(name));
        at.ok().map(|at| &self.all[at])
    }

    /// Why the reader does not accept a file: everything at level error that is wrong with its form.
    pub fn refusals(&self, path: &str) -> Vec<Text> {
        let wrong = self
            .findings
            .iter()
            .filter(|finding| finding.site.file == path && finding.level == Level::Error);
        wrong
            .map(|finding| Text::by(|lang| format!("{}. {}", finding.message.get(lang), finding.help.get(lang))))
            .collect()
    }

    /// The files that the reader does not accept.
    pub fn refused(&self) -> BTreeSet<&str> {
        let wrong = self.findings.iter().filter(|finding| finding.level == Level::Error);
        wrong.map(|finding| finding.site.file.as_str()).collect()
    }

    /// How many records there are, `avg.toml` not counted.
    pub fn count(&self) -> usize {
        self.all
            .iter()
            .filter(|record| record.kind != Kind::Organisation)
            .count()
    }

    /// Our own file, also where it cannot be read as a whole.
    pub fn ours(&self) -> Option<&Record<'f>> {
        // It is asked for each line of what is due.
        self.get(Kind::Organisation.folder())
    }

    /// The organisation's name, also where the rest of its file cannot be read.
    pub fn organisation_name(&self) -> Option<&str> {
        self.ours()?.root.get("organisation")?.get("name")?.text()
    }

    pub fn organisation(&self) -> Option<Organisation> {
        self.ours()?.typed()
    }

    /// References to records that are not there.
    fn dangling(&self) -> Vec<Finding> {
        let names = self.all.iter().filter(|record| record.kind == Kind::Agreement);
        let known: Vec<&str> = names.map(|record| record.name.as_str()).collect();
        let as_finding = |record: &Record, (number, (name, span)): (usize, (&str, Span))| {
            // Those that are not told need no advice, which takes long to find.
            let nearest = nearest(name, if number <= MOST { &known } else { &[] });
            let help = match nearest {
                Some(nearest) => text!("Bedoelt u ‘{nearest}’?", "Did you mean ‘{nearest}’?"),
                None => text!(
                    "Leg de overeenkomst vast in {name}.toml.",
                    "Record the agreement in {name}.toml."
                ),
            };
            let message = text!("‘{name}’ bestaat niet", "‘{name}’ does not exist");
            reading::finding(record, "unknown-reference", span, message, help)
        };
        let of_record = |record: &Record| -> Vec<Finding> {
            let named = record.agreements().into_iter();
            let unknown = named.filter(|(name, _)| self.get(name).is_none());
            unknown.enumerate().map(|it| as_finding(record, it)).collect()
        };
        let sound = self.all.par_iter().filter(|record| record.is_sound);
        sound.flat_map_iter(of_record).collect()
    }
}

/// What `avg.toml` says about the tool, with the defaults.
struct Settings {
    zone: Zone,
    lang: Lang,
    soon: Term,
}

impl Settings {
    /// Read from the tree, so that a mistake elsewhere in the file does not change the language or the zone.
    fn of(organisation: Option<&Record>, findings: &mut Told) -> Settings {
        let setting = |key: &str| {
            organisation?
                .root
                .get("settings")?
                .get(key)
                .map(|node| (node, organisation))
        };
        let mut zone = Zone::default();
        if let Some((node, Some(record))) = setting("timezone")
            && let Some(name) = node.text()
        {
            match name.parse() {
                Ok(known) => zone = known,
                Err(message) => {
                    let help = text!("Tot dan geldt Europe/Amsterdam.", "Until then Europe/Amsterdam holds.");
                    findings.take(reading::finding(record, "unknown-value", node.span, message, help));
                }
            }
        }
        let language = setting("language").and_then(|(node, _)| node.text());
        let soon = setting("soon").and_then(|(node, _)| node.text()?.parse().ok());
        Settings {
            zone,
            lang: language.and_then(Lang::named).unwrap_or_default(),
            soon: soon.unwrap_or(Term::new(7, Unit::Days)),
        }
    }
}

/// Two files of one kind with the same id: nobody can say which is meant. They stand beside each other.
fn duplicates(all: &[Record]) -> Vec<Finding> {
    let same = all.chunk_by(|one, other| one.name == other.name);
    let others = same.flat_map(|same| same[1..].iter().map(|record| (record, &same[0])));
    let as_finding = |(record, other): (&Record, &Record)| {
        let (name, file) = (&record.name, other.file);
        let mut finding = reading::finding(
            record,
            "duplicate-id",
            record.root.place(&[]),
            text!(
                "‘{name}’ bestaat twee keer: ook {file}",
                "‘{name}’ exists twice: also {file}"
            ),
            text!(
                "Geef een van de twee bestanden een andere naam.",
                "Give one of the two files another name."
            ),
        );
        finding
            .related
            .push((other.site(other.root.place(&[])), text!("de andere", "the other one")));
        finding
    };
    others.map(as_finding).collect()
}

/// A file that is a record of a kind by its place.
fn by_place(file: &File) -> Option<(&File, Kind)> {
    let kind = Kind::of_file(&file.path).filter(|kind| *kind != Kind::Organisation)?;
    folder::stray(&file.path).is_none().then_some((file, kind))
}

fn out_of_place(file: &File) -> Option<Finding> {
    // A link hides whatever is behind it; to call it stray would be beside the point.
    let is_read = matches!(
        file.content,
        Content::Text(_) | Content::Garbled { .. } | Content::Unread
    );
    if !is_read && !is_ours(&file.path) {
        return Some(reading::refusal(file, None));
    }
    let stray = folder::stray(&file.path)?;
    let (message, help) = match stray {
        Stray::NotToml => (
            text!(
                "dit bestand wordt niet gelezen: het heet niet *.toml",
                "this file is not read: it is not named *.toml"
            ),
            text!(
                "Geef het de uitgang .toml, of zet het buiten deze map.",
                "Give it the ending .toml, or put it outside this folder."
            ),
        ),
        Stray::Toml => (
            text!(
                "dit bestand wordt niet gelezen: het staat in geen van de mappen",
                "this file is not read: it stands in none of the folders"
            ),
            text!(
                "Zet het in register/, agreements/, requests/ of incidents/.",
                "Put it in register/, agreements/, requests/ or incidents/."
            ),
        ),
        Stray::NearlyIn(folder) => (
            text!(
                "dit bestand wordt niet gelezen: de map heet niet {folder}/",
                "this file is not read: the folder is not named {folder}/"
            ),
            text!("Bedoelt u {folder}/?", "Did you mean {folder}/?"),
        ),
        Stray::InTheWay => (
            text!(
                "hier staat een bestand waar een map hoort",
                "there is a file where a folder belongs"
            ),
            text!("Geef het een andere naam.", "Give it another name."),
        ),
        Stray::NotAPack => (
            text!(
                "dit bestand wordt niet gelezen: normen staan in norms/*.yaml",
                "this file is not read: norms are in norms/*.yaml"
            ),
            text!(
                "Geef het de uitgang .yaml, direct in norms/.",
                "Give it the ending .yaml, directly in norms/."
            ),
        ),
    };
    let level = Level::Error;
    Some(Finding {
        level,
        ..reading::about_file(&file.path, "stray-file", message, help)
    })
}

fn is_ours(path: &str) -> bool {
    folder::is_pack(path) || (path.ends_with(".toml") && Kind::of_file(path).is_some())
}
