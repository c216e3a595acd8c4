//! One file to one record: text to tree, tree to type, and a finding for everything that is not right.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::finding::{Finding, Level, Lines, MOST, Site, Told};
use crate::folder::{Content, File, Kind};
use crate::text;
use crate::text::Text;
use crate::time::{Moment, Zone};

use super::conflict::Conflict;
use super::shape::{Misfit, Shape};
use super::toml_tree::Trouble;
use super::tree::{Node, Span, Value};
use super::vocabulary::{is_agreement_name, is_kebab_case};
use super::{conflict, salvage, schema, syntax, toml_tree, typed, walker};

/// A record: its name, and its tree with places.
#[derive(Debug)]
pub struct Record<'f> {
    pub kind: Kind,
    /// The file's stem.
    pub id: &'f str,
    /// `incidents/2026-002`.
    pub name: String,
    /// The file, relative to the folder.
    pub file: &'f str,
    pub text: &'f str,
    /// Where its lines begin; only asked of what has something to point at.
    lines: OnceLock<Lines>,
    pub root: Node<'f>,
    /// Whether the file has the shape of its kind, so that it can be typed.
    pub is_well_formed: bool,
    /// Whether the text could be read as a whole. If not, only its own errors are reported, and what could be
    /// understood of it serves the records that refer to it.
    pub is_sound: bool,
}

impl<'f> Record<'f> {
    pub fn site(&self, span: Span) -> Site {
        let lines = self.lines.get_or_init(|| Lines::of(self.text));
        Site::within(self.file, self.text, lines, span.into())
    }

    /// Its typed form, where its shape is right. Few ask for it, so it is made for those who do: norms are held against
    /// the tree, which has the places.
    pub fn typed<'de, T: Deserialize<'de>>(&'de self) -> Option<T> {
        typed::from_node(&self.root).ok().filter(|_| self.is_well_formed)
    }

    /// What it says at a path such as `counterparty.name`; nothing where nothing is written.
    pub fn said(&self, path: &str) -> Option<&str> {
        self.root.value_at(path)?.text().filter(|text| !text.trim().is_empty())
    }

    /// The day of what it says at a path.
    pub fn day(&self, path: &str, zone: Zone) -> Option<NaiveDate> {
        Some(zone.day(self.root.value_at(path)?.moment()?))
    }

    /// Who keeps a processing activity.
    pub fn owner(&self) -> Option<&str> {
        let owner = self.root.get("owner").filter(|_| self.kind == Kind::Activity);
        owner.and_then(Node::text).filter(|owner| !owner.trim().is_empty())
    }

    /// The agreements that it refers to anywhere, each with its place.
    pub fn agreements(&self) -> Vec<(&str, Span)> {
        let mut found = Vec::new();
        shape_of(self.kind).visit(&self.root, &mut |shape, node| {
            if let (Shape::Agreement, Value::Text(name)) = (shape, &node.value)
                && is_agreement_name(name)
            {
                found.push((name.as_ref(), node.span));
            }
        });
        found
    }
}

/// Each kind's shape, from its schema, compiled once.
static SHAPES: LazyLock<[Shape; 5]> = LazyLock::new(|| Kind::ALL.map(|kind| Shape::of(schema::of(kind).as_value())));

/// The shape of one kind.
pub fn shape_of(kind: Kind) -> &'static Shape {
    let at = Kind::ALL.iter().position(|it| *it == kind).unwrap_or_default();
    &SHAPES[at]
}

/// The id and the name of the record in a file, by its place.
fn called(file: &File, kind: Kind) -> (&str, String) {
    if kind == Kind::Organisation {
        return (kind.folder(), kind.folder().to_string());
    }
    let stem = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
    let id = stem.unwrap_or(&file.path);
    (id, [kind.folder(), "/", id].concat())
}

/// Why a file that is a record by its place has no text to read.
pub(super) fn unreadable(file: &File, kind: Kind) -> Finding {
    refusal(file, Some(called(file, kind).1))
}

/// Reads the text of a file that is a record by its place.
pub(super) fn read<'f>(file: &'f File, text: &'f str, kind: Kind, zone: Zone) -> (Record<'f>, Vec<Finding>) {
    let (id, name) = called(file, kind);
    let (root, mut troubles) = toml_tree::read(text);
    let mut record = Record {
        kind,
        id,
        name,
        file: &file.path,
        text,
        lines: OnceLock::new(),
        root,
        is_well_formed: false,
        is_sound: false,
    };
    let is_whole = troubles.iter().all(|trouble| trouble.only_the_value);
    if !is_whole {
        record.root = salvage::tree(text);
    }
    if let Content::Garbled { at, .. } = file.content {
        let finding = finding(
            &record,
            "not-utf-8",
            (at..at + char::REPLACEMENT_CHARACTER.len_utf8()).into(),
            text!(
                "dit is geen UTF-8: hier staat een byte die geen teken is",
                "this is not UTF-8: a byte here is no character"
            ),
            text!("Bewaar het bestand opnieuw als UTF-8.", "Save the file again as UTF-8."),
        );
        return (record, vec![finding]);
    }
    record.is_sound = is_whole;
    let conflicts = match is_whole {
        true => Vec::new(),
        false => conflict::all(text),
    };
    let told = conflicts.iter().take(MOST);
    let told = told.map(|it| finding(&record, "syntax", it.span, it.message(), Conflict::help()));
    let mut findings: Vec<Finding> = told.collect();
    if !conflicts.is_empty() {
        // What the parser makes of them is nothing that anybody wrote.
        troubles.clear();
    }
    findings.extend(troubles.iter().take(MOST).map(|trouble| wrong(&record, trouble)));
    let all = conflicts.len() + troubles.len();
    if let (Some(more @ 1..), Some(last)) = (all.checked_sub(MOST), findings.last()) {
        findings.push(Finding {
            site: last.site.clone(),
            record: Some(record.name.clone()),
            ..about_file(
                record.file,
                walker::TOO_MANY,
                walker::too_many(more),
                walker::mend_these_first(),
            )
        });
    }
    if !is_whole {
        return (record, findings);
    }
    if kind != Kind::Organisation && !is_kebab_case(id) {
        findings.push(finding(
            &record,
            "ill-formed-id",
            Span::default(),
            text!(
                "‘{id}’ is geen geldige naam voor een bestand met een registratie",
                "‘{id}’ is not a valid name for a record's file"
            ),
            text!(
                "Noem het bestand met kleine letters en cijfers, met enkele streepjes ertussen, zoals 2026-001.toml.",
                "Name the file with lower-case letters and digits, joined by single hyphens, such as 2026-001.toml."
            ),
        ));
    }
    let before = findings.len();
    findings.extend(misfits(&record));
    record.is_well_formed = troubles.is_empty() && findings.len() == before;
    if findings[before..]
        .iter()
        .any(|finding| finding.norm == "record/wrong-folder")
    {
        // Norms of a kind that it is not would only say so once more.
        record.is_sound = false;
    }
    let mut told = Told::default();
    shape_of(kind).visit(&record.root, &mut |_, node| {
        told.extend(clock_trouble(&record, node, zone))
    });
    findings.extend(told.all());
    (record, findings)
}

/// What the parser could not read.
fn wrong(record: &Record, trouble: &Trouble) -> Finding {
    let message = syntax::message(&trouble.message);
    let span = visible(trouble.span, record.text);
    if trouble.only_the_value {
        let help = match day_first(&record.text[Range::from(span)]) {
            Some(date) => text!("Schrijf het jaar eerst: {date}.", "Write the year first: {date}."),
            None => text!("Schrijf een waarde die bestaat.", "Write a value that exists."),
        };
        finding(record, "impossible-date", span, message, help)
    } else if let Some(character) = record.text[span.start()..]
        .chars()
        .next()
        .filter(|c| syntax::is_refused(*c))
    {
        finding(
            record,
            "syntax",
            span,
            syntax::refused(character),
            syntax::help_with_refused(),
        )
    } else {
        finding(record, "syntax", span, message, syntax::help(&trouble.message))
    }
}

/// Everything that is wrong with a file's shape; or, when the file has exactly another kind's shape, only that.
fn misfits(record: &Record) -> Vec<Finding> {
    let found = shape_of(record.kind).misfits(&record.root);
    if found.is_empty() {
        return Vec::new();
    }
    let fits = |kind: &&Kind| **kind != record.kind && shape_of(**kind).misfits(&record.root).is_empty();
    if let Some(other) = Kind::RECORDS.iter().find(fits) {
        return vec![finding(
            record,
            "wrong-folder",
            record.root.place(&[]),
            text!(
                "dit bestand heeft de vorm van een bestand in {other}/",
                "this file has the shape of a file in {other}/"
            ),
            text!("Verplaats het naar {other}/.", "Move it to {other}/."),
        )];
    }
    let as_finding = |misfit: Misfit| finding(record, misfit.id, misfit.span, misfit.message, misfit.help);
    found.into_iter().map(as_finding).collect()
}

/// A local time that the clock skipped, or that it shows twice.
fn clock_trouble(record: &Record, node: &Node, zone: Zone) -> Option<Finding> {
    let moment = node.moment().filter(|moment| matches!(moment, Moment::Local(_)))?;
    if let Err(skipped) = zone.instant(moment) {
        let next = skipped.next.format("%Y-%m-%dT%H:%M:%S%:z");
        let help = text!(
            "Schrijf {next}, of het tijdstip dat bedoeld is.",
            "Write {next}, or the time that is meant."
        );
        return Some(finding(record, "skipped-moment", node.span, skipped.text(zone), help));
    }
    zone.comes_twice(moment).then(|| {
        let (first, zone) = (zone.instant(moment).unwrap_or_else(|gap| gap.next), zone.name());
        let first = first.format("%Y-%m-%dT%H:%M:%S%:z");
        let message = text!(
            "dit tijdstip kwam in {zone} twee keer voor; het vroegste wordt gelezen",
            "this time came twice in {zone}; the earlier one is read"
        );
        let help = text!(
            "Schrijf het verschil met UTC erbij: {first}.",
            "Write the offset from UTC: {first}."
        );
        Finding {
            level: Level::Warning,
            ..finding(record, "repeated-moment", node.span, message, help)
        }
    })
}

/// What stands where a record should, but is not one that can be read.
pub(super) fn refusal(file: &File, record: Option<String>) -> Finding {
    let (id, message, help) = match &file.content {
        Content::Link => (
            "not-a-file",
            text!(
                "dit is een symbolische link; die worden niet gevolgd",
                "this is a symbolic link; links are not followed"
            ),
            text!("Zet het bestand zelf in de map.", "Put the file itself in the folder."),
        ),
        Content::Refused(why) => (
            "unreadable-file",
            text!("dit is niet te lezen: {why}", "this cannot be read: {why}"),
            text!("Controleer de rechten.", "Check the permissions."),
        ),
        Content::TooLarge => (
            "unreadable-file",
            text!(
                "dit bestand is groter dan 4 GB en wordt niet gelezen",
                "this file is larger than 4 GB and is not read"
            ),
            text!("Haal het uit de map.", "Take it out of the folder."),
        ),
        Content::TooDeep => (
            "not-a-file",
            text!(
                "dit ligt in meer mappen dan er gelezen worden: wat erin staat, is niet nagezien",
                "this lies in more folders than are read: what is in it was not checked"
            ),
            text!("Zet de bestanden minder diep.", "Put the files less deep."),
        ),
        Content::Repository => (
            "not-a-file",
            text!(
                "dit is een git-repository op zichzelf: wat erin staat, wordt niet gelezen",
                "this is a git repository of its own: what is in it is not read"
            ),
            text!(
                "Haal .git daaruit weg, zodat git de registraties in deze map zelf onthoudt, of zet haar buiten deze map.",
                "Take .git out of it, so that git remembers the records in this folder itself, or put it outside this folder."
            ),
        ),
        _ => (
            "not-a-file",
            text!("dit is geen gewoon bestand", "this is not an ordinary file"),
            text!("Haal het uit de map.", "Take it out of the folder."),
        ),
    };
    Finding {
        record,
        ..about_file(&file.path, id, message, help)
    }
}

/// A finding about a file as a whole.
pub(super) fn about_file(path: &str, id: &str, message: Text, help: Text) -> Finding {
    Finding {
        norm: format!("record/{id}"),
        cite: None,
        level: Level::Error,
        message,
        help,
        record: None,
        item: None,
        site: Site::whole(path),
        related: Vec::new(),
    }
}

/// A finding of the reader at a place in a record.
pub(super) fn finding(record: &Record, id: &str, span: Span, message: Text, help: Text) -> Finding {
    Finding {
        record: Some(record.name.clone()),
        site: record.site(span),
        ..about_file(record.file, id, message, help)
    }
}

/// The date that a day-first one means: `01-02-2026` is 1 February.
fn day_first(written: &str) -> Option<NaiveDate> {
    let mut parts = written.split('-').map(str::parse::<u32>);
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| year > 31 && parts.next().is_none())
}

/// Something to see at a trouble's place: the parser points between characters where it misses something.
fn visible(span: Span, text: &str) -> Span {
    if span.start() < span.end() {
        return span;
    }
    let next = text
        .get(span.start()..)
        .and_then(|rest| rest.chars().next())
        .filter(|c| !c.is_whitespace());
    (span.start()..span.start() + next.map_or(0, char::len_utf8)).into()
}
