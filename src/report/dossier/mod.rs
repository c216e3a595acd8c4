//! A dossier: everything for an inspection, file by file, in the order in which it is listed. How a file is written in its
//! form, and where, is not decided here.

mod chapter;
mod index;
mod originals;
mod reports;

use std::collections::BTreeMap;

use crate::norms::EMBEDDED;
use crate::records::{Logged, Reach, Record, Revision};
use crate::text::Lang;

pub use chapter::Chapter;
pub use index::{LeftOut, Origin, index};
pub use originals::{Original, Unfit, left_out};

use super::basis::Basis;
use super::dpv::Graph;
use super::due::sheet;
use super::portable::Names;
use super::show::Page;
use super::stamp;
use super::values::capital;
use super::{Document, Table, commits, dpv};

/// Where the signatures of commits are.
const SIGNATURES: &str = "commits";

/// What a dossier is made from.
pub struct Material<'a> {
    /// For people, and for programs.
    pub shown: Basis<'a>,
    pub written: Basis<'a>,
    pub origin: Origin<'a>,
    /// What git remembers of each record, by its file.
    pub revisions: BTreeMap<&'a str, Vec<Revision>>,
    /// The newest first; `None` where git cannot be read.
    pub log: Option<Vec<Logged>>,
    pub originals: Vec<Original<'a>>,
}

/// A file in a dossier, as its first page lists it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// From where the index is.
    pub path: String,
    pub chapter: Chapter,
    /// In one sentence.
    pub what: String,
}

/// What a file holds, and in which form it is to be written.
pub enum Content<'a> {
    Page(Document),
    Workbook(Document),
    Data(Document),
    Graph(Graph),
    /// The findings and how many were looked at, as `avg check` says them to a person, and to a program.
    Findings,
    FindingsData,
    /// The duties as a table, and as `avg due` says them to a program.
    Duties(Table),
    DutiesData,
    Bytes(&'a [u8]),
    Text(String),
}

pub type Entry<'a> = (Listed, Content<'a>);

/// Every file but the first page, one at a time: not all of them need be in memory at once.
pub fn entries<'a>(of: &'a Material<'a>) -> impl Iterator<Item = Entry<'a>> {
    reports(of)
        .chain(found(of))
        .chain(record_reports(of))
        .chain(originals::entries(&of.originals, of.lang()))
        .chain(norms(of))
        .chain(log(of))
        .chain(signatures(of))
}

impl Material<'_> {
    fn lang(&self) -> Lang {
        self.shown.reader.lang
    }

    fn is_shallow(&self) -> bool {
        self.origin.reach == Reach::Shallow
    }

    fn stamped(&self, document: Document) -> Document {
        document.stamped(stamp::sentences(self.origin.stamp, self.lang()))
    }
}

fn entry<'a>(path: impl Into<String>, chapter: Chapter, what: impl Into<String>, content: Content<'a>) -> Entry<'a> {
    let (path, what) = (path.into(), what.into());
    (Listed { path, chapter, what }, content)
}

fn same(lang: Lang) -> &'static str {
    lang.pick("Hetzelfde, voor programma’s.", "The same, for programs.")
}

/// Each report of the whole folder in three forms, and the register as a graph.
fn reports<'a>(of: &'a Material<'a>) -> impl Iterator<Item = Entry<'a>> {
    let lang = of.lang();
    let forms = move |report: &'a reports::Report| {
        let shown = of.stamped((report.document)(&of.shown));
        let written = of.stamped((report.document)(&of.written));
        let file = |extension: &str| format!("reports/{}.{extension}", report.name);
        let (nl, en) = report.title;
        let page = format!("{}.", lang.pick(nl, en));
        let workbook = lang.pick("Hetzelfde, als spreadsheet.", "The same, as a spreadsheet.");
        [
            entry(file("html"), Chapter::Reports, page, Content::Page(shown.clone())),
            entry(file("xlsx"), Chapter::Reports, workbook, Content::Workbook(shown)),
            entry(file("json"), Chapter::Reports, same(lang), Content::Data(written)),
        ]
    };
    let graph = std::iter::once_with(move || {
        let what = lang.pick(
            "Het register in de Data Privacy Vocabulary van het W3C, als JSON-LD.",
            "The register in the W3C Data Privacy Vocabulary, as JSON-LD.",
        );
        let graph = dpv::graph(
            None,
            of.shown.reader.records,
            of.origin.stamp,
            of.shown.place.catalogue.eea(),
            lang,
        );
        entry("reports/register.jsonld", Chapter::Reports, what, Content::Graph(graph))
    });
    reports::REPORTS.iter().flat_map(forms).chain(graph)
}

/// What is wrong and what is due, also what was done.
fn found<'a>(of: &'a Material<'a>) -> impl Iterator<Item = Entry<'a>> {
    let lang = of.lang();
    let findings = lang.pick(
        "Wat er volgens de normen aan schort, met het artikel en wat eraan te doen is.",
        "What is wrong according to the norms, with the article and what to do about it.",
    );
    let duties = lang.pick(
        "Elke termijn, ook die gehaald is, met de veilige en de laatst verdedigbare datum.",
        "Every duty, also those that were met, with the safe and the last defensible date.",
    );
    let table = sheet(&of.shown.lines, false, false, lang);
    [
        ("findings.txt", findings, Content::Findings),
        ("findings.json", same(lang), Content::FindingsData),
        ("duties.csv", duties, Content::Duties(table)),
        ("duties.json", same(lang), Content::DutiesData),
    ]
    .into_iter()
    .map(|(path, what, content)| entry(path, Chapter::Found, what, content))
}

/// The pages of each record, one record after the other.
fn record_reports<'a>(of: &'a Material<'a>) -> impl Iterator<Item = Entry<'a>> {
    let mut names = Names::default();
    of.shown.reader.records.iter().flat_map(move |record| {
        let page = page(record, of);
        let of_kind = reports::RECORD_REPORTS
            .iter()
            .filter(|report| report.of.contains(&record.kind));
        let pages = of_kind.map(|report| {
            let document = of.stamped((report.document)(&page, &of.shown));
            let folder = format!("reports/{}", report.folder);
            let path = match record.name.split_once('/') {
                Some((kind, id)) => names.place(&format!("{folder}/{kind}"), &format!("{id}.html")),
                None => names.place(&folder, &format!("{}.html", record.name)),
            };
            let (nl, en) = report.title;
            let what = format!("{}: {}.", record.name, of.lang().pick(nl, en));
            entry(path, Chapter::RecordReports, what, Content::Page(document))
        });
        pages.collect::<Vec<_>>()
    })
}

fn page<'a>(record: &'a Record<'a>, of: &'a Material<'a>) -> Page<'a> {
    Page {
        record,
        duties: of.shown.lines_of(record),
        findings: of.shown.findings_of(record),
        revisions: of.revisions.get(record.file).map(Vec::as_slice),
        is_shallow: of.is_shallow(),
    }
}

fn norms<'a>(of: &'a Material<'a>) -> impl Iterator<Item = Entry<'a>> {
    let lang = of.lang();
    let packs = EMBEDDED.iter().map(move |embedded| {
        let packs = &of.shown.place.catalogue.packs;
        let pack = packs.iter().find(|pack| pack.name == embedded.name);
        let what = pack.map(|pack| pack.title.get(lang)).filter(|title| !title.is_empty());
        let what = format!("{}.", capital(what.unwrap_or(embedded.name)));
        let path = format!("norms/{}.yaml", embedded.name);
        entry(path, Chapter::Norms, what, Content::Bytes(embedded.text.as_bytes()))
    });
    let version = lang.pick(
        "De versie van avg waar deze normen bij horen en die dit dossier maakte.",
        "The version of avg to which these norms belong and that made this dossier.",
    );
    let content = Content::Text(format!("{}\n", of.origin.program));
    packs.chain([entry("norms/version.txt", Chapter::Norms, version, content)])
}

fn log<'a>(of: &'a Material<'a>) -> impl Iterator<Item = Entry<'a>> {
    let lang = of.lang();
    let document = of.stamped(commits::document(of.log.as_deref(), of.is_shallow(), SIGNATURES, lang));
    let what = lang.pick(
        "Elke commit die iets in de map wijzigde: wie, wanneer, en met welke handtekening.",
        "Every commit that changed something in the folder: who, when, and with which signature.",
    );
    [
        ("commits.html", what, Content::Page(document.clone())),
        ("commits.json", same(lang), Content::Data(document)),
    ]
    .into_iter()
    .map(|(path, what, content)| entry(path, Chapter::Commits, what, content))
}

fn signatures<'a>(of: &'a Material<'a>) -> impl Iterator<Item = Entry<'a>> {
    let lang = of.lang();
    of.log.iter().flatten().flat_map(move |commit| {
        let files = commit.signature.iter().flat_map(move |signature| {
            let what = [
                lang.pick("De handtekening op deze commit.", "The signature on this commit."),
                lang.pick("De tekst waarop zij gezet is.", "The text that it was put to."),
            ];
            let bytes = [&signature.text, &signature.payload];
            commits::files(commit, SIGNATURES).into_iter().zip(what).zip(bytes)
        });
        files.map(|((path, what), bytes)| entry(path, Chapter::Signatures, what, Content::Bytes(bytes)))
    })
}
