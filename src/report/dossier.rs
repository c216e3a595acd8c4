//! What is in a dossier: which reports and pages, under which names, and the page on which all of it stands.

use chrono::{DateTime, FixedOffset};

use crate::records::Kind;
use crate::text::Lang;

use super::basis::Basis;
use super::show::Page;
use super::{
    Cell, Document, Part, Said, Table, agreement, agreements, incident, logs, norms, overview, register, show,
    subprocessors,
};

/// A report of the whole folder.
pub struct Report {
    /// The name of its files, as the command line says it.
    pub name: &'static str,
    /// In Dutch and in English.
    pub title: (&'static str, &'static str),
    pub document: fn(&Basis) -> Document,
}

/// A report a record.
pub struct RecordReport {
    /// The folder in which they stand, a folder a kind.
    pub folder: &'static str,
    pub title: (&'static str, &'static str),
    pub of: &'static [Kind],
    pub document: fn(&Page, &Basis) -> Document,
}

/// Every report that needs no argument. One more is one line more.
pub const REPORTS: &[Report] = &[
    Report {
        name: "overview",
        title: (
            "Het overzicht: wat moet gebeuren, en het jaar op één bladzijde",
            "The overview: what must be done, and the year on one page",
        ),
        document: |basis| overview::document(None, basis),
    },
    Report {
        name: "register",
        title: (
            "Het register van verwerkingen (AVG 30)",
            "The record of processing activities (GDPR 30)",
        ),
        document: |basis| register::document(None, basis.reader),
    },
    Report {
        name: "agreements",
        title: (
            "De verwerkersovereenkomsten (AVG 28)",
            "The processor agreements (GDPR 28)",
        ),
        document: agreements::document,
    },
    Report {
        name: "subprocessors",
        title: ("De subverwerkers (AVG 28(2))", "The sub-processors (GDPR 28(2))"),
        document: |basis| subprocessors::document(None, basis),
    },
    Report {
        name: "incidents",
        title: (
            "Het register van inbreuken (AVG 33(5))",
            "The record of breaches (GDPR 33(5))",
        ),
        document: |basis| logs::document(Kind::Incident, basis),
    },
    Report {
        name: "requests",
        title: (
            "De verzoeken van betrokkenen (AVG 12)",
            "The requests of data subjects (GDPR 12)",
        ),
        document: |basis| logs::document(Kind::Request, basis),
    },
    Report {
        name: "norms",
        title: (
            "Wat is nagezien, artikel voor artikel, en wat bewust niet",
            "What was checked, article by article, and what knowingly not",
        ),
        document: |basis| norms::document(basis.place.catalogue, basis.reader.lang),
    },
];

/// Every report of one record.
pub const RECORD_REPORTS: &[RecordReport] = &[
    RecordReport {
        folder: "records",
        title: (
            "wat er staat, de termijnen, de bevindingen en wie wat wijzigde",
            "what it says, its clocks, its findings and who changed what",
        ),
        of: &Kind::ALL,
        document: |page, basis| show::document(page, basis.reader),
    },
    RecordReport {
        folder: "agreement",
        title: (
            "de overeenkomst naast artikel 28, met haar bijlagen",
            "the agreement beside article 28, with its annexes",
        ),
        of: &[Kind::Agreement],
        document: |page, basis| agreement::document(page.record, basis),
    },
    RecordReport {
        folder: "incident",
        title: (
            "het volledige dossier van de inbreuk, met de tijdlijn",
            "the full file of the breach, with its timeline",
        ),
        of: &[Kind::Incident],
        document: |page, basis| incident::document(page.record, page.revisions.unwrap_or_default(), basis),
    },
];

/// What a file in a dossier belongs to, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    Reports,
    Found,
    RecordReports,
    Records,
    Norms,
    Commits,
    Signatures,
}

/// A file in a dossier.
#[derive(Clone, Debug)]
pub struct Entry {
    /// From where the index is.
    pub path: String,
    pub chapter: Chapter,
    /// In one sentence.
    pub what: String,
}

/// What is in the folder and not in the dossier.
#[derive(Clone, Debug)]
pub struct LeftOut {
    pub path: String,
    pub why: String,
}

/// What a dossier was made of.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Whose it is; empty where the records do not say.
    pub organisation: String,
    /// The folder in its git work tree; empty where it is that root.
    pub folder: String,
    /// The commit's whole id; absent where there is none.
    pub commit: Option<String>,
    /// Whether the files say something else than that commit.
    pub is_changed: bool,
    /// How far back git remembers, in words.
    pub history: &'static str,
    pub at: DateTime<FixedOffset>,
    /// The moment that it was made for, where that is an earlier one.
    pub as_of: Option<DateTime<FixedOffset>>,
    /// What made it, with its version.
    pub program: &'static str,
    /// The file with the checksums.
    pub manifest: &'static str,
}

impl Origin {
    fn facts(&self, lang: Lang) -> Vec<[Cell; 2]> {
        let text = |text: &str| Cell::Text(text.to_string());
        let is_same = match (&self.commit, self.is_changed) {
            (None, _) => lang.pick(
                "er is geen commit om mee te vergelijken",
                "there is no commit to compare with",
            ),
            (Some(_), false) => lang.pick("ja", "yes"),
            (Some(_), true) => lang.pick(
                "nee: dit dossier is gemaakt van de bestanden op schijf, met wijzigingen die nog niet zijn vastgelegd",
                "no: this dossier was made from the files on disk, with changes that are not committed yet",
            ),
        };
        let as_of = self
            .as_of
            .map(|at| [text(lang.pick("naar de stand van", "as it stood at")), Cell::At(at)]);
        let facts = [
            [text(lang.pick("organisatie", "organisation")), text(&self.organisation)],
            [
                text(lang.pick("map in de repository", "folder in the repository")),
                text(&self.folder),
            ],
            [text("commit"), text(self.commit.as_deref().unwrap_or_default())],
            [
                text(lang.pick("gelijk aan die commit", "the same as that commit")),
                text(is_same),
            ],
            [
                text(lang.pick("geschiedenis in git", "history in git")),
                text(self.history),
            ],
            [text(lang.pick("opgemaakt", "made")), Cell::At(self.at)],
            [text(lang.pick("gemaakt met", "made with")), text(self.program)],
        ];
        facts.into_iter().chain(as_of).collect()
    }
}

impl Chapter {
    const ALL: [Chapter; 7] = [
        Chapter::Reports,
        Chapter::Found,
        Chapter::RecordReports,
        Chapter::Records,
        Chapter::Norms,
        Chapter::Commits,
        Chapter::Signatures,
    ];

    fn heading(self, lang: Lang) -> &'static str {
        match self {
            Chapter::Reports => lang.pick("Rapporten", "Reports"),
            Chapter::Found => lang.pick("Bevindingen en termijnen", "Findings and duties"),
            Chapter::RecordReports => lang.pick("Een pagina per registratie", "A page for each record"),
            Chapter::Records => lang.pick("De registraties zelf", "The records themselves"),
            Chapter::Norms => lang.pick("Toegepaste normen", "Norms applied"),
            Chapter::Commits => lang.pick("Geschiedenis in git", "History in git"),
            Chapter::Signatures => lang.pick("Handtekeningen op commits", "Signatures on commits"),
        }
    }

    fn about(self, lang: Lang) -> &'static str {
        match self {
            Chapter::Records => lang.pick(
                "Byte voor byte zoals zij in de map staan. In records/ kan avg opnieuw worden uitgevoerd: avg -C records check. \
                 Bestanden die avg niet leest, staan hier niet bij.",
                "Byte for byte as they are in the folder. In records/ avg can be run again: avg -C records check. Files that avg \
                 does not read are not here.",
            ),
            Chapter::Norms => lang.pick(
                "De normen die bij avg horen. Normen van de organisatie zelf staan bij de registraties, in records/norms/.",
                "The norms that come with avg. Norms of the organisation itself are with the records, in records/norms/.",
            ),
            Chapter::Signatures => lang.pick(
                "avg heeft ze niet geverifieerd. Hoe dat kan, staat in commits.html.",
                "avg did not verify them. How to do so is said in commits.html.",
            ),
            _ => "",
        }
    }
}

/// The page on which all of it stands, with a link to each file.
pub fn index(origin: &Origin, entries: &[Entry], left_out: &[LeftOut], lang: Lang) -> Document {
    let title = lang.pick("Dossier voor een controle", "Dossier for an inspection");
    let title = match origin.organisation.as_str() {
        "" => title.to_string(),
        organisation => format!("{title}: {organisation}"),
    };
    let mut parts = vec![
        Part::table(
            lang.pick("Waarvan dit is gemaakt", "Of what this was made"),
            Table::facts(origin.facts(lang), lang),
        ),
        Part {
            text: how_to_verify(origin.manifest, lang),
            ..Part::table(
                lang.pick("Nagaan dat niets is gewijzigd", "Verifying that nothing was changed"),
                files(
                    &[(
                        origin.manifest,
                        lang.pick(
                            "De controlegetallen van alle andere bestanden.",
                            "The checksums of all other files.",
                        ),
                    )],
                    lang,
                ),
            )
        },
    ];
    parts.extend(Chapter::ALL.map(|chapter| {
        let of_chapter = entries.iter().filter(|entry| entry.chapter == chapter);
        let rows: Vec<(&str, &str)> = of_chapter
            .map(|entry| (entry.path.as_str(), entry.what.as_str()))
            .collect();
        let about = Some(chapter.about(lang)).filter(|about| !about.is_empty());
        Part {
            text: about
                .map(|about| Said::Sentence(about.to_string()))
                .into_iter()
                .collect(),
            ..Part::table(chapter.heading(lang), files(&rows, lang))
        }
    }));
    parts.push(missing(left_out, lang));
    let mut about = vec![
        lang.pick(
            "Alles wat in deze map over de omgang met persoonsgegevens is vastgelegd, met wat daaraan schort en wat er nog moet \
             gebeuren, op één moment. Begin bij de rapporten; geen pagina laadt iets van internet.",
            "Everything that is recorded in this folder about the handling of personal data, with what is wrong with it and what must \
             still be done, at one moment. Begin with the reports; no page loads anything from the internet.",
        )
        .to_string(),
    ];
    if !left_out.is_empty() {
        let count = left_out.len();
        about.push(lang.pick(
            format!("Niet alles uit de map is opgenomen ({count}): onderaan staat wat, en waarom."),
            format!("Not everything from the folder is included ({count}): below stands what, and why."),
        ));
    }
    Document { title, about, parts }
}

/// What is there, with a link, and what it is.
fn files(rows: &[(&str, &str)], lang: Lang) -> Table {
    let row = |(path, what): &(&str, &str)| {
        let link = Cell::Link {
            words: path.to_string(),
            to: path.to_string(),
        };
        vec![link, Cell::Text(what.to_string())]
    };
    Table::of(
        lang.pick(["bestand", "wat"], ["file", "what"]),
        ["file", "what"],
        vec![rows.iter().map(row).collect()],
    )
}

/// Nothing is left out in silence.
fn missing(left_out: &[LeftOut], lang: Lang) -> Part {
    let row = |left: &LeftOut| vec![left.path.clone(), left.why.clone()];
    Part::table(
        lang.pick(
            "Wel in de map, niet in dit dossier",
            "In the folder, not in this dossier",
        ),
        Table::of(
            lang.pick(["in de map", "waarom niet"], ["in the folder", "why not"]),
            ["path", "why"],
            vec![left_out.iter().map(row).collect()],
        ),
    )
}

fn how_to_verify(manifest: &str, lang: Lang) -> Vec<Said> {
    let item = |words: String| Said::Item(words);
    vec![
        Said::Sentence(
            lang.pick(
                "In de map waar deze pagina staat rekent één opdracht na of elk bestand nog is wat het was:",
                "In the folder of this page one command computes whether every file still is what it was:",
            )
            .to_string(),
        ),
        item(format!("Linux: sha256sum -c {manifest}")),
        item(format!("macOS: shasum -a 256 -c {manifest}")),
        item(lang.pick(
            format!("Windows (PowerShell): Get-FileHash BESTAND, en vergelijk met {manifest}"),
            format!("Windows (PowerShell): Get-FileHash FILE, and compare with {manifest}"),
        )),
        Said::Sentence(lang.pick(
            format!(
                "Wie dit dossier maakte, kreeg het controlegetal van {manifest} zelf te zien. Wie dat langs een andere weg krijgt, \
                 weet dat ook de lijst niet is gewijzigd."
            ),
            format!(
                "Whoever made this dossier was shown the checksum of {manifest} itself. Whoever gets that in another way knows that \
                 the list was not changed either."
            ),
        )),
    ]
}
