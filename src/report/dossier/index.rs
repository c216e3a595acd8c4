//! The page on which everything in a dossier stands, of what it was made, and how to verify that nothing was changed.

use crate::records::Reach;
use crate::report::stamp::{self, Stamp};
use crate::report::{Cell, Document, Part, Said, Table};
use crate::text::Lang;

use super::{Chapter, Listed};

/// What is in the folder and not in the dossier.
#[derive(Clone, Debug)]
pub struct LeftOut {
    pub path: String,
    pub why: String,
}

/// What a dossier was made of, beside what every document says of that.
#[derive(Clone, Debug)]
pub struct Origin<'a> {
    pub stamp: &'a Stamp,
    /// The commit's whole id; absent where there is none.
    pub commit: Option<String>,
    /// How far back git remembers.
    pub reach: Reach,
    /// What made it, with its version.
    pub program: &'static str,
    /// The file with the checksums.
    pub manifest: &'static str,
}

impl Origin<'_> {
    fn facts(&self, lang: Lang) -> Vec<[Cell; 2]> {
        let text = |text: &str| Cell::Text(text.to_string());
        let is_same = match (&self.commit, self.stamp.is_changed) {
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
        let reach = match self.reach {
            Reach::Whole => lang.pick("compleet", "complete"),
            Reach::Shallow => lang.pick(
                "niet compleet: de oudste commits ontbreken",
                "not complete: the oldest commits are missing",
            ),
            Reach::None => lang.pick("niet te lezen", "cannot be read"),
        };
        let as_of = self.stamp.as_of;
        let as_of = as_of.map(|at| [text(lang.pick("naar de stand van", "as it stood at")), Cell::At(at)]);
        let facts = [
            [
                text(lang.pick("organisatie", "organisation")),
                text(&self.stamp.organisation),
            ],
            [
                text(lang.pick("map in de repository", "folder in the repository")),
                text(&self.stamp.folder),
            ],
            [text("commit"), text(self.commit.as_deref().unwrap_or_default())],
            [
                text(lang.pick("gelijk aan die commit", "the same as that commit")),
                text(is_same),
            ],
            [text(lang.pick("geschiedenis in git", "history in git")), text(reach)],
            [text(lang.pick("opgemaakt", "made")), Cell::At(self.stamp.at)],
            [text(lang.pick("gemaakt met", "made with")), text(self.program)],
        ];
        facts.into_iter().chain(as_of).collect()
    }
}

/// The page on which all of it stands, with a link to each file.
pub fn index(origin: &Origin, listed: &[Listed], left_out: &[LeftOut], lang: Lang) -> Document {
    let title = lang.pick("Dossier voor een controle", "Dossier for an inspection");
    let title = match origin.stamp.organisation.as_str() {
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
        let of_chapter = listed.iter().filter(|file| file.chapter == chapter);
        let rows: Vec<(&str, &str)> = of_chapter
            .map(|file| (file.path.as_str(), file.what.as_str()))
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
    about.extend(stamp::incomplete(origin.stamp, lang));
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
