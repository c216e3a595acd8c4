//! `avg report dossier`: everything for an inspection in one folder or one zip.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, anyhow};

use crate::folder::{self, Bundle, File, Folder, History, MANIFEST, Target};
use crate::records::revisions;
use crate::render::{Look, csv, duties_json, findings_human, findings_json, harmless, jsonld};
use crate::report::basis::Basis;
use crate::report::dossier::{Content, Listed, Material, Origin, Original, Unfit, entries, index, left_out};
use crate::report::due::{self, Place};
use crate::report::stamp::Stamp;
use crate::report::values::Reader;
use crate::text;
use crate::text::Lang;
use crate::underway::{self, Work};

use super::{Checked, Exit, Format, Session, check, report, sources, unread};

/// How findings are shown where no terminal is: as when they are piped.
const PAPER: Look = Look {
    colour: false,
    width: 140,
};

const PROGRAM: &str = concat!("avg ", env!("CARGO_PKG_VERSION"));

pub(super) fn run(
    path: &Path,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let folder = session.folder()?;
    let history = session.history(&folder);
    let checked = Checked::of(&folder, &history, session, lang)?;
    if session.global.format.asked.is_some() {
        return Err(anyhow!(text!(
            "een dossier heeft elk rapport al als html, xlsx en json: laat --format weg",
            "a dossier has every report as html, xlsx and json already: leave --format out"
        )));
    }
    let target = Target::of(&session.edge.cwd, path, &folder.root)?;
    checked.refuse_if_empty(&folder, session)?;
    let dossier = Dossier {
        session,
        folder: &folder,
        history: &history,
        checked: &checked,
        lang: *lang,
    };
    let stamp = report::stamp(&folder, &checked.records, &checked.outcome.findings, session)?;
    unread::warn(&stamp.unread, &folder, session.named(), *lang, err)?;
    let (contents, left_out) = dossier.contents(&stamp)?;
    let bundle = Bundle::of(contents)?;
    bundle.write(&target, stamp.at)?;
    writeln!(out, "{}", harmless(&said(path, &bundle, left_out, *lang)))?;
    Ok(Exit::Clean)
}

/// What was written, in one line.
fn said(path: &Path, bundle: &Bundle, left_out: usize, lang: Lang) -> String {
    let (path, count, checksum) = (path.display(), bundle.count(), &bundle.checksum);
    let left_out = match left_out {
        0 => String::new(),
        left_out => lang.pick(
            format!("; {left_out} niet opgenomen, index.html zegt waarom"),
            format!("; {left_out} left out, index.html says why"),
        ),
    };
    lang.pick(
        format!("{path}: {count} bestanden; sha256 van {MANIFEST}: {checksum}{left_out}"),
        format!("{path}: {count} files; sha256 of {MANIFEST}: {checksum}{left_out}"),
    )
}

/// A path in the dossier, and the bytes there.
type Written = (String, Vec<u8>);

/// What a dossier is made of, before any of it is written in its form.
struct Dossier<'a> {
    session: &'a Session<'a>,
    folder: &'a Folder,
    history: &'a History,
    checked: &'a Checked<'a>,
    lang: Lang,
}

impl Dossier<'_> {
    /// Every file with its bytes, the first page last; and how much of the folder is not among them.
    fn contents(&self, stamp: &Stamp) -> Result<(Vec<Written>, usize)> {
        let prefix = self.folder.prefix();
        let places = [Place {
            label: None,
            prefix: &prefix,
            records: &self.checked.records,
            catalogue: &self.checked.catalogue,
            duties: &self.checked.outcome.duties,
            now: self.session.now(self.checked.records.zone)?,
        }];
        let material = self.material(stamp, &places);
        let (mut contents, mut listed): (Vec<Written>, Vec<Listed>) = Default::default();
        underway::during(Work::Pages, None, |progress| -> Result<()> {
            for (file, content) in entries(&material) {
                let written = progress.count(self.written(content, &material.shown)?);
                contents.push((file.path.clone(), written));
                listed.push(file);
            }
            Ok(())
        })?;
        let left_out = left_out(&material.originals, self.lang);
        let page = Content::Page(index(&material.origin, &listed, &left_out, self.lang));
        contents.push(("index.html".to_string(), self.written(page, &material.shown)?));
        Ok((contents, left_out.len()))
    }

    fn material<'b>(&'b self, stamp: &'b Stamp, places: &'b [Place<'b>; 1]) -> Material<'b> {
        let Dossier { folder, history, .. } = self;
        let (records, rev) = (&self.checked.records, self.session.rev);
        let reader = |as_written| Reader {
            records,
            lang: self.lang,
            as_written,
        };
        let (lines, findings) = (due::lines(places), &self.checked.outcome.findings);
        let shown = Basis::of(reader(false), &places[0], lines, findings);
        let versions: BTreeMap<_, _> = history.lines().into_iter().collect();
        let remembered = |file| Some((file, revisions(versions.get(file)?, history, folder, records.zone)));
        Material {
            written: shown.for_reader(reader(true)),
            shown,
            origin: Origin {
                stamp,
                commit: folder.commit_id(rev),
                reach: history.reach,
                program: PROGRAM,
                manifest: MANIFEST,
            },
            revisions: records.iter().filter_map(|record| remembered(record.file)).collect(),
            log: folder.log(rev),
            originals: folder.files.iter().map(original).collect(),
        }
    }

    /// In its form.
    fn written(&self, content: Content, basis: &Basis) -> Result<Vec<u8>> {
        let (checked, lang, history) = (self.checked, self.lang, self.history);
        let findings = basis.findings;
        let (document, format) = match content {
            Content::Page(document) => (document, Format::Html),
            Content::Workbook(document) => (document, Format::Xlsx),
            Content::Data(document) => (document, Format::Json),
            Content::Graph(graph) => return Ok((jsonld::render(&graph)? + "\n").into_bytes()),
            Content::Findings => {
                let text = findings_human::render(findings, &sources(self.folder), lang, PAPER);
                let summary = check::summary(checked, None, history, lang);
                return Ok(format!("{text}{summary}\n").into_bytes());
            }
            Content::FindingsData => {
                let json = findings_json::render(findings, check::about(checked, history.reach), lang)?;
                return Ok((json + "\n").into_bytes());
            }
            Content::Duties(sheet) => return Ok(csv::render(&sheet.head, sheet.rows())?.into_bytes()),
            Content::DutiesData => return Ok((duties_json::render(&basis.lines, false, lang)? + "\n").into_bytes()),
            Content::Bytes(bytes) => return Ok(bytes.to_vec()),
            Content::Text(text) => return Ok(text.into_bytes()),
        };
        let mut bytes = Vec::new();
        self.session
            .hand_over(&document, format, lang, &(&*checked.records).into(), &mut bytes)?;
        Ok(bytes)
    }
}

fn original(file: &File) -> Original<'_> {
    let unfit = match &file.content {
        folder::Content::Link => Unfit::Link,
        folder::Content::Special
        | folder::Content::Repository
        | folder::Content::TooDeep
        | folder::Content::TooLarge => Unfit::Special,
        folder::Content::Refused(why) => Unfit::Refused(why),
        _ => Unfit::OutOfPlace,
    };
    Original {
        path: &file.path,
        bytes: file.bytes().ok_or(unfit),
        is_text: file.whole_text().is_some(),
    }
}
