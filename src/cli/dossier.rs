//! `avg report dossier`: everything for an inspection in one folder or one zip.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, anyhow};

use crate::folder::{Bundle, Content, File, Folder, History, Kind, MANIFEST, Reach, Target, Version};
use crate::norms::EMBEDDED;
use crate::records::revisions;
use crate::render::{Look, csv, duties_json, findings_human, findings_json, harmless, jsonld};
use crate::report::basis::Basis;
use crate::report::dossier::{Chapter, Entry, LeftOut, Origin, RECORD_REPORTS, REPORTS, index};
use crate::report::due::{self, Line, Place};
use crate::report::portable::Names;
use crate::report::show::Page;
use crate::report::stamp::{self, Stamp};
use crate::report::values::{Reader, capital};
use crate::report::{Document, commits, dpv};
use crate::text;
use crate::text::Lang;

use super::{Checked, Exit, Format, Session, check, report, sources, unread};

/// In what form each report of the whole folder is there, and how the file then ends.
const FORMS: [(Format, &str); 3] = [(Format::Html, "html"), (Format::Xlsx, "xlsx"), (Format::Json, "json")];

/// How findings are shown where no terminal is: as when they are piped.
const PAPER: Look = Look {
    colour: false,
    width: 140,
};

const PROGRAM: &str = concat!("avg ", env!("CARGO_PKG_VERSION"));

/// Where the signatures of commits are.
const SIGNATURES: &str = "commits";

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
    if session.global.format.is_some() {
        return Err(anyhow!(text!(
            "een dossier heeft elk rapport al als html, xlsx en json: laat --format weg",
            "a dossier has every report as html, xlsx and json already: leave --format out"
        )));
    }
    let target = Target::of(&session.edge.cwd, path, &folder.root)?;
    checked.refuse_if_empty(&folder)?;
    let prefix = folder.prefix();
    let places = [Place {
        label: None,
        prefix: &prefix,
        records: &checked.records,
        catalogue: &checked.catalogue,
        duties: &checked.outcome.duties,
        now: session.now(checked.records.zone)?,
    }];
    let mut dossier = Dossier {
        session,
        folder: &folder,
        history: &history,
        checked: &checked,
        place: &places[0],
        lines: due::lines(&places),
        stamp: report::stamp(&folder, &checked.records, &checked.outcome.findings, session)?,
        lang: *lang,
        names: Names::default(),
        entries: Vec::new(),
        contents: Vec::new(),
    };
    unread::warn(&dossier.stamp.unread, dossier.lang, err)?;
    let left_out = dossier.gather()?;
    let at = checked.records.zone.local(session.clock(checked.records.zone)?);
    let bundle = Bundle::of(dossier.contents)?;
    bundle.write(&target, at)?;
    let said = said(path, &bundle, left_out, *lang);
    writeln!(out, "{}", harmless(&said))?;
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

/// A dossier in the making.
struct Dossier<'a> {
    session: &'a Session<'a>,
    folder: &'a Folder,
    history: &'a History,
    checked: &'a Checked<'a>,
    place: &'a Place<'a>,
    lines: Vec<Line<'a>>,
    /// Of what it is made, as every document says it.
    stamp: Stamp,
    lang: Lang,
    names: Names,
    entries: Vec<Entry>,
    contents: Vec<(String, Vec<u8>)>,
}

impl<'a> Dossier<'a> {
    /// Everything, and the page on which it stands last; how much of the folder is not in it.
    fn gather(&mut self) -> Result<usize> {
        self.reports()?;
        self.found()?;
        self.record_reports()?;
        let left_out = self.records();
        self.norms();
        self.commits()?;
        let origin = self.origin()?;
        let mut page = index(&origin, &self.entries, &left_out, self.lang);
        page.about.extend(stamp::incomplete(&self.stamp, self.lang));
        let page = self.rendered(&page, Format::Html)?;
        self.contents.push(("index.html".to_string(), page));
        Ok(left_out.len())
    }

    fn add(&mut self, path: String, chapter: Chapter, what: impl Into<String>, bytes: Vec<u8>) {
        self.contents.push((path.clone(), bytes));
        self.entries.push(Entry {
            path,
            chapter,
            what: what.into(),
        });
    }

    fn basis(&self, as_written: bool) -> Basis<'a> {
        Basis {
            reader: Reader {
                records: &self.checked.records,
                lang: self.lang,
                as_written,
                by_code: false,
            },
            place: self.place,
            lines: self.lines.clone(),
            findings: &self.checked.outcome.findings,
        }
    }

    fn rendered(&self, document: &Document, format: Format) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.session.hand_over(document, format, self.lang, &mut bytes)?;
        Ok(bytes)
    }

    fn reports(&mut self) -> Result<()> {
        let (shown, written) = (self.basis(false), self.basis(true));
        for report in REPORTS {
            for (format, extension) in FORMS {
                let basis = if format == Format::Json { &written } else { &shown };
                let document = (report.document)(basis).stamped(stamp::sentences(&self.stamp, self.lang));
                let bytes = self.rendered(&document, format)?;
                let (nl, en) = report.title;
                let what = match format {
                    Format::Html => self.lang.pick(format!("{nl}."), format!("{en}.")),
                    Format::Xlsx => self
                        .lang
                        .pick("Hetzelfde, als spreadsheet.", "The same, as a spreadsheet.")
                        .to_string(),
                    _ => self
                        .lang
                        .pick("Hetzelfde, voor programma’s.", "The same, for programs.")
                        .to_string(),
                };
                self.add(
                    format!("reports/{}.{extension}", report.name),
                    Chapter::Reports,
                    what,
                    bytes,
                );
            }
        }
        let eea = self.place.catalogue.eea();
        let graph = dpv::graph(None, &self.checked.records, &self.stamp, eea, self.lang);
        let what = self.lang.pick(
            "Het register in de Data Privacy Vocabulary van het W3C, als JSON-LD.",
            "The register in the W3C Data Privacy Vocabulary, as JSON-LD.",
        );
        let bytes = (jsonld::render(&graph)? + "\n").into_bytes();
        self.add("reports/register.jsonld".to_string(), Chapter::Reports, what, bytes);
        Ok(())
    }

    /// What is wrong and what is due, in the forms of `avg check` and `avg due --all`.
    fn found(&mut self) -> Result<()> {
        let (checked, lang, reach) = (self.checked, self.lang, self.history.reach);
        let findings = &checked.outcome.findings;
        let text = findings_human::render(findings, &sources(self.folder), lang, PAPER);
        let text = format!("{text}{}\n", check::summary(checked, None, reach, lang));
        let what = lang.pick(
            "Wat er volgens de normen aan schort, met het artikel en wat eraan te doen is.",
            "What is wrong according to the norms, with the article and what to do about it.",
        );
        self.add("findings.txt".to_string(), Chapter::Found, what, text.into_bytes());
        let json = findings_json::render(findings, check::about(checked, reach), lang)? + "\n";
        let same = lang.pick("Hetzelfde, voor programma’s.", "The same, for programs.");
        self.add("findings.json".to_string(), Chapter::Found, same, json.into_bytes());

        let sheet = due::sheet(&self.lines, false, false, lang);
        let what = lang.pick(
            "Elke termijn, ook die gehaald is, met de veilige en de laatst verdedigbare datum.",
            "Every duty, also those that were met, with the safe and the last defensible date.",
        );
        let table = csv::render(&sheet.head, sheet.rows())?;
        self.add("duties.csv".to_string(), Chapter::Found, what, table.into_bytes());
        let json = duties_json::render(&self.lines, false, lang)? + "\n";
        self.add("duties.json".to_string(), Chapter::Found, same, json.into_bytes());
        Ok(())
    }

    fn record_reports(&mut self) -> Result<()> {
        let (checked, basis) = (self.checked, self.basis(false));
        let lines: BTreeMap<&str, &[Version]> = self.history.lines().into_iter().collect();
        for record in checked.records.iter() {
            let versions = lines.get(record.file);
            let revisions =
                versions.map(|versions| revisions(versions, self.history, self.folder, checked.records.zone));
            let page = Page {
                record,
                duties: basis.lines_of(record),
                findings: basis.findings_of(record),
                revisions: revisions.as_deref(),
                is_shallow: self.history.reach == Reach::Shallow,
            };
            for report in RECORD_REPORTS.iter().filter(|report| report.of.contains(&record.kind)) {
                let document = (report.document)(&page, &basis).stamped(stamp::sentences(&self.stamp, self.lang));
                let bytes = self.rendered(&document, Format::Html)?;
                let folder = format!("reports/{}", report.folder);
                let path = match record.name.split_once('/') {
                    Some((kind, id)) => self.names.place(&format!("{folder}/{kind}"), &format!("{id}.html")),
                    None => self.names.place(&folder, &format!("{}.html", record.name)),
                };
                let (nl, en) = report.title;
                let what = format!("{}: {}.", record.name, self.lang.pick(nl, en));
                self.add(path, Chapter::RecordReports, what, bytes);
            }
        }
        Ok(())
    }

    /// Every file as it is; what cannot be is named.
    fn records(&mut self) -> Vec<LeftOut> {
        let lang = self.lang;
        let mut left_out = Vec::new();
        for file in &self.folder.files {
            let Some(bytes) = file.bytes() else {
                left_out.push(LeftOut {
                    path: file.path.clone(),
                    why: why_not(file, lang),
                });
                continue;
            };
            let path = match file.path.split_once('/') {
                Some((folder, rest)) => self.names.place(&format!("records/{folder}"), rest),
                None => self.names.place("records", &file.path),
            };
            let what = what_it_is(file, path == format!("records/{}", file.path), lang);
            self.add(path, Chapter::Records, what, bytes.to_vec());
        }
        left_out
    }

    fn norms(&mut self) {
        let lang = self.lang;
        for (name, text) in EMBEDDED {
            let pack = self.checked.catalogue.packs.iter().find(|pack| pack.name == *name);
            let what = pack.map(|pack| pack.title.get(lang)).filter(|title| !title.is_empty());
            let what = format!("{}.", capital(what.unwrap_or(name)));
            self.add(
                format!("norms/{name}.yaml"),
                Chapter::Norms,
                what,
                text.as_bytes().to_vec(),
            );
        }
        let version = format!(
            "{PROGRAM}
"
        );
        let what = lang.pick(
            "De versie van avg waar deze normen bij horen en die dit dossier maakte.",
            "The version of avg to which these norms belong and that made this dossier.",
        );
        self.add(
            "norms/version.txt".to_string(),
            Chapter::Norms,
            what,
            version.into_bytes(),
        );
    }

    fn commits(&mut self) -> Result<()> {
        let lang = self.lang;
        let log = self.folder.log(self.session.rev);
        let is_shallow = self.history.reach == Reach::Shallow;
        let document = commits::document(log.as_deref(), is_shallow, SIGNATURES, lang)
            .stamped(stamp::sentences(&self.stamp, self.lang));
        for (format, name, what) in [
            (
                Format::Html,
                "commits.html",
                lang.pick(
                    "Elke commit die iets in de map wijzigde: wie, wanneer, en met welke handtekening.",
                    "Every commit that changed something in the folder: who, when, and with which signature.",
                ),
            ),
            (
                Format::Json,
                "commits.json",
                lang.pick("Hetzelfde, voor programma’s.", "The same, for programs."),
            ),
        ] {
            let bytes = self.rendered(&document, format)?;
            self.add(name.to_string(), Chapter::Commits, what, bytes);
        }
        for commit in log.iter().flatten() {
            let Some(signature) = &commit.signature else { continue };
            let [signature_file, payload_file] = commits::files(commit, SIGNATURES);
            let what = lang.pick("De handtekening op deze commit.", "The signature on this commit.");
            self.add(signature_file, Chapter::Signatures, what, signature.text.clone());
            let what = lang.pick("De tekst waarop zij gezet is.", "The text that it was put to.");
            self.add(payload_file, Chapter::Signatures, what, signature.payload.clone());
        }
        Ok(())
    }

    fn origin(&self) -> Result<Origin> {
        let (records, rev) = (&self.checked.records, self.session.rev);
        let organisation = records.organisation().map(|it| it.organisation.name.clone());
        Ok(Origin {
            organisation: organisation.unwrap_or_default(),
            folder: self.place.prefix.to_string(),
            commit: self.folder.commit_id(rev),
            is_changed: self.folder.commit(rev).is_some_and(|(_, is_changed)| is_changed),
            history: reach(self.history.reach, self.lang),
            at: records.zone.local(self.session.clock(records.zone)?),
            as_of: self.session.as_of.map(|at| records.zone.local(at)),
            program: PROGRAM,
            manifest: MANIFEST,
        })
    }
}

fn reach(reach: Reach, lang: Lang) -> &'static str {
    match reach {
        Reach::Whole => lang.pick("compleet", "complete"),
        Reach::Shallow => lang.pick(
            "niet compleet: de oudste commits ontbreken",
            "not complete: the oldest commits are missing",
        ),
        Reach::None => lang.pick("niet te lezen", "cannot be read"),
    }
}

/// What a file of the folder is; a name that not every system can hold is told.
fn what_it_is(file: &File, has_its_name: bool, lang: Lang) -> String {
    let path = &file.path;
    let mut what = match Kind::of_file(path) {
        Some(Kind::Organisation) => lang
            .pick("Wie de organisatie is.", "Who the organisation is.")
            .to_string(),
        Some(_) => lang.pick("Een registratie.", "A record.").to_string(),
        None => lang
            .pick("Normen van de organisatie zelf.", "Norms of the organisation itself.")
            .to_string(),
    };
    if !has_its_name {
        what += &lang.pick(
            format!(" Heet in de map ‘{path}’."),
            format!(" Is called ‘{path}’ in the folder."),
        );
    }
    if matches!(file.content, Content::Garbled { .. }) {
        what += lang.pick(" Niet als tekst (UTF-8) te lezen.", " Cannot be read as text (UTF-8).");
    }
    what
}

fn why_not(file: &File, lang: Lang) -> String {
    match &file.content {
        Content::Link => lang.pick(
            "een symbolische link; die worden niet gevolgd",
            "a symbolic link; links are not followed",
        ),
        Content::Special => lang.pick("geen gewoon bestand", "not an ordinary file"),
        Content::Refused(why) => return lang.pick(format!("niet te lezen: {why}"), format!("cannot be read: {why}")),
        _ => lang.pick(
            "staat niet op zijn plaats en is niet gelezen",
            "is out of place and was not read",
        ),
    }
    .to_string()
}
