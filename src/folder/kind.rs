//! The kinds of record, and where each lives in the folder: the place of a file decides what it is a record of.

use std::fmt;

/// What a file is a record of. The folder it stands in decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `avg.toml`: who we are.
    Organisation,
    /// `register/`: a processing activity, article 30.
    Activity,
    /// `agreements/`: a processor agreement, article 28.
    Agreement,
    /// `requests/`: a data-subject request, articles 12 and 15–22.
    Request,
    /// `incidents/`: a suspected or established personal data breach, articles 33 and 34.
    Incident,
}

impl Kind {
    pub const ALL: [Kind; 5] = [
        Kind::Organisation,
        Kind::Activity,
        Kind::Agreement,
        Kind::Request,
        Kind::Incident,
    ];

    /// The kinds of which a folder holds many.
    pub const RECORDS: [Kind; 4] = [Kind::Activity, Kind::Agreement, Kind::Request, Kind::Incident];

    /// The folder, which is also the first half of a record's name and what a norm is `on`.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Organisation => "organisation",
            Kind::Activity => "register",
            Kind::Agreement => "agreements",
            Kind::Request => "requests",
            Kind::Incident => "incidents",
        }
    }

    /// The word for one record, as the command line says it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Organisation => "organisation",
            Kind::Activity => "activity",
            Kind::Agreement => "agreement",
            Kind::Request => "request",
            Kind::Incident => "incident",
        }
    }

    pub fn from_folder(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.folder() == name)
    }

    /// A file's kind, by its path from the folder's root; `None` when no record lives there.
    pub fn of_file(path: &str) -> Option<Kind> {
        if path == "avg.toml" {
            return Some(Kind::Organisation);
        }
        let (folder, _) = path.split_once('/')?;
        Kind::RECORDS.into_iter().find(|kind| kind.folder() == folder)
    }

    /// The name of the record that lives at a path: its kind and the file's stem, wherever in the kind's folder it stands.
    pub fn record_at(path: &str) -> Option<String> {
        let kind = Kind::of_file(path).filter(|kind| *kind != Kind::Organisation)?;
        let stem = path.rsplit('/').next()?.strip_suffix(".toml")?;
        Some(format!("{kind}/{stem}"))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.folder())
    }
}
