//! The commits that touched a folder: who made each and when, as git has it, and the signature that it carries.

use chrono::{DateTime, FixedOffset};

use crate::records::Logged;
use crate::text::Lang;

use super::{Cell, Document, Part, Said, Table};

/// The log, the newest first; `None` where git cannot be read. `folder` is where the signatures lie, from where the document is.
pub fn document(log: Option<&[Logged]>, is_shallow: bool, folder: &str, lang: Lang) -> Document {
    let rows = log
        .unwrap_or_default()
        .iter()
        .map(|commit| row(commit, folder, lang))
        .collect();
    let heading = lang.pick("Commits", "Commits");
    Document {
        title: lang
            .pick("Commits met hun handtekeningen", "Commits with their signatures")
            .to_string(),
        about: about(log, is_shallow, lang),
        parts: vec![
            Part::table(heading, Table::of(head(lang), KEYS, vec![rows])),
            Part::text(
                lang.pick("Een handtekening nagaan", "Verifying a signature"),
                how_to_verify(lang),
            ),
        ],
    }
}

/// The file with a commit's signature, and that with what it was made over.
pub fn files(commit: &Logged, folder: &str) -> [String; 2] {
    ["sig", "payload"].map(|extension| format!("{folder}/{}.{extension}", commit.id))
}

const KEYS: [&str; 14] = [
    "commit",
    "parents",
    "tree",
    "author",
    "author_email",
    "written_at",
    "committer",
    "committer_email",
    "committed_at",
    "subject",
    "signature_kind",
    "signature",
    "signature_file",
    "payload_file",
];

fn head(lang: Lang) -> [&'static str; 14] {
    match lang {
        Lang::Nl => [
            "commit",
            "volgt op",
            "tree",
            "auteur",
            "e-mailadres van de auteur",
            "geschreven",
            "gecommit door",
            "e-mailadres van wie gecommit heeft",
            "gecommit",
            "onderwerp",
            "soort handtekening",
            "handtekening",
            "bestand met de handtekening",
            "bestand dat ondertekend is",
        ],
        Lang::En => [
            "commit",
            "follows",
            "tree",
            "author",
            "author's email",
            "written",
            "committer",
            "committer's email",
            "committed",
            "subject",
            "kind of signature",
            "signature",
            "file with the signature",
            "file that is signed",
        ],
    }
}

/// A moment as git has it; a number that is none is said to be that.
fn moment(at: Option<DateTime<FixedOffset>>, lang: Lang) -> Cell {
    let unreadable = || Cell::Missing(lang.pick("(niet te lezen)", "(cannot be read)").to_string());
    at.map_or_else(unreadable, Cell::At)
}

fn row(commit: &Logged, folder: &str, lang: Lang) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_string());
    let mut cells = vec![
        text(&commit.id),
        text(&commit.parents.join(" ")),
        text(&commit.tree),
        text(&commit.author.name),
        text(&commit.author.email),
        moment(commit.written_at, lang),
        text(&commit.committer.name),
        text(&commit.committer.email),
        moment(commit.committed_at, lang),
        text(&commit.subject),
    ];
    match &commit.signature {
        None => cells.extend([(); 4].map(|()| text(""))),
        Some(signature) => {
            cells.extend([text(signature.kind()), text(&String::from_utf8_lossy(&signature.text))]);
            cells.extend(files(commit, folder).map(|to| Cell::Link { words: to.clone(), to }));
        }
    }
    cells
}

fn about(log: Option<&[Logged]>, is_shallow: bool, lang: Lang) -> Vec<String> {
    let Some(log) = log else {
        let none = lang.pick(
            "Hier is geen git-geschiedenis te lezen: wie wat vastlegde, is niet bekend.",
            "There is no git history to read here: who recorded what is not known.",
        );
        return vec![none.to_string()];
    };
    let (commits, signed) = (
        log.len(),
        log.iter().filter(|commit| commit.signature.is_some()).count(),
    );
    let mut about = vec![
        lang.pick(
            format!(
                "Elke commit die iets in de map wijzigde, de nieuwste eerst: {commits}, waarvan {signed} met een handtekening."
            ),
            format!("Every commit that changed something in the folder, the newest first: {commits}, {signed} of them with a signature."),
        ),
        lang.pick(
            "Namen, adressen en tijden zijn wat aan git is opgegeven. avg heeft geen enkele handtekening geverifieerd: of zij klopt \
             en van wie zij is, kan alleen worden nagegaan met de sleutel van wie ondertekende.",
            "Names, addresses and times are what git was told. avg verified no signature: whether it is sound and whose it is can be \
             found out only with the key of whoever signed.",
        )
        .to_string(),
    ];
    if is_shallow {
        let incomplete = lang.pick(
            "De geschiedenis in git is niet compleet: wat voor de oudste commit ligt, is niet bekend.",
            "The history in git is not complete: what lies before the oldest commit is not known.",
        );
        about.push(incomplete.to_string());
    }
    about
}

fn how_to_verify(lang: Lang) -> Vec<Said> {
    let said = lang.pick(
        [
            "Per ondertekende commit liggen in commits/ twee bestanden: ID.sig is de handtekening en ID.payload de tekst waarop zij \
             gezet is, beide byte voor byte zoals git ze bewaart. Nagaan kan in die map, met de sleutels die u vertrouwt:",
            "ssh: ssh-keygen -Y verify -f allowed_signers -I ADRES -n git -s ID.sig < ID.payload",
            "openpgp: gpg --verify ID.sig ID.payload",
            "x509: gpgsm --verify ID.sig ID.payload",
            "In de repository zelf: git verify-commit ID",
        ],
        [
            "For each signed commit there are two files in commits/: ID.sig is the signature and ID.payload the text that it was put \
             to, both byte for byte as git keeps them. In that folder they can be verified, with the keys that you trust:",
            "ssh: ssh-keygen -Y verify -f allowed_signers -I ADDRESS -n git -s ID.sig < ID.payload",
            "openpgp: gpg --verify ID.sig ID.payload",
            "x509: gpgsm --verify ID.sig ID.payload",
            "In the repository itself: git verify-commit ID",
        ],
    );
    let [first, items @ ..] = said;
    let first = Said::Sentence(first.to_string());
    [first]
        .into_iter()
        .chain(items.map(|item| Said::Item(item.to_string())))
        .collect()
}
