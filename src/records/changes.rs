//! What each commit, and the work tree, changed in a record: its versions, held against what was there before.

use crate::folder::{Before, Folder, History, Kind, Said, Version};
use crate::time::Zone;

use super::diff::{Changed, diff, nothing};
use super::toml_tree;
use super::tree::Node;

/// What one commit, or the work tree, did to one record.
#[derive(Clone, Debug)]
pub struct Revision {
    pub kind: Kind,
    /// The name that it had then.
    pub record: String,
    /// Where it stood then.
    pub file: String,
    /// Absent for what is not committed yet.
    pub commit: Option<Said>,
    pub act: Act,
    /// Where it stood before, if elsewhere.
    pub moved_from: Option<String>,
    /// What it says now that no parent of the commit said: a merge is not charged with what its branches did.
    pub fields: Vec<Changed>,
    /// Whether what it says now, and what it said, could be read as a whole. If not, the fields are not known.
    pub is_readable: bool,
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Recorded,
    /// It was there when what git still remembers began.
    Known,
    Changed,
    Deleted,
    /// It is not in a merge that one of its branches had it in; which merge is not known.
    LeftOut,
    /// It was deleted, and is there again.
    Restored,
}

impl Act {
    /// For programs.
    pub fn name(self) -> &'static str {
        match self {
            Act::Recorded => "recorded",
            Act::Known => "known",
            Act::Changed => "changed",
            Act::Deleted => "deleted",
            Act::LeftOut => "left-out",
            Act::Restored => "restored",
        }
    }
}

/// What is known of a record that stands, or stood last, at a path: what happened to it, the newest first.
pub fn revisions(versions: &[Version], history: &History, folder: &Folder, zone: Zone) -> Vec<Revision> {
    let past = Past { history, folder, zone };
    let mut found: Vec<Revision> = Vec::new();
    let mut standing: Option<&Version> = None;
    let mut was_deleted = false;
    for (at, version) in versions.iter().enumerate() {
        if version.is_there() {
            found.extend(past.revision(version, standing, was_deleted));
            (standing, was_deleted) = (Some(version), false);
            continue;
        }
        // What is somewhere else with the same commit was moved.
        let goes_on = versions[at + 1..]
            .iter()
            .any(|next| next.is_there() && next.commit == version.commit);
        if version.is_gone() && !goes_on {
            let act = if version.is_left_out() {
                Act::LeftOut
            } else {
                Act::Deleted
            };
            found.extend(past.about(version, act));
            was_deleted = true;
        }
    }
    found.reverse();
    found
}

struct Past<'a> {
    history: &'a History,
    folder: &'a Folder,
    zone: Zone,
}

impl Past<'_> {
    /// What a version in which the record is there did, given the one before it.
    fn revision(&self, version: &Version, standing: Option<&Version>, was_deleted: bool) -> Option<Revision> {
        let mut before = self.history.before(version);
        let is_new = before.iter().all(|before| *before == Before::Absent);
        // What branches began apart at one place is not the one moved to the other.
        let former = standing.filter(|standing| is_new && (was_deleted || standing.path() != version.path()));
        if let Some(former) = former {
            before = vec![self.text(former).map_or(Before::Unreadable, Before::Text)];
        }
        let moved_from = former.map(Version::path).filter(|_| !was_deleted);
        let act = match former {
            Some(_) if was_deleted => Act::Restored,
            None if is_new && version.commit.is_some_and(|commit| commit.is_boundary) => Act::Known,
            None if is_new => Act::Recorded,
            _ => Act::Changed,
        };
        let fields = self.fields(version, &before);
        let revision = self.about(version, act)?;
        Some(Revision {
            moved_from: moved_from.map(str::to_string),
            is_readable: fields.is_some(),
            fields: fields.unwrap_or_default(),
            ..revision
        })
    }

    /// What a version says that none of those before it said; `None` where one of them cannot be read.
    fn fields(&self, version: &Version, before: &[Before]) -> Option<Vec<Changed>> {
        let text = self.text(version)?;
        let now = toml_tree::whole(&text)?;
        let mut fields: Option<Vec<Changed>> = None;
        for before in before {
            let changed = match before {
                Before::Absent => diff(&nothing(), &now, self.zone),
                Before::Text(text) => diff(&toml_tree::whole(text)?, &now, self.zone),
                Before::Unreadable => return None,
            };
            fields = Some(match fields {
                None => changed,
                Some(fields) => fields.into_iter().filter(|field| is_among(field, &changed)).collect(),
            });
        }
        Some(fields.unwrap_or_else(|| diff(&nothing(), &now, self.zone)))
    }

    fn text(&self, version: &Version) -> Option<String> {
        self.history.text(version).or_else(|| {
            let is_here = version.commit.is_none();
            let file = self.folder.file(version.path()).filter(|_| is_here)?;
            file.whole_text().map(str::to_string)
        })
    }

    fn about(&self, version: &Version, act: Act) -> Option<Revision> {
        let kind = Kind::of_file(version.path())?;
        let name = Kind::record_at(version.path()).unwrap_or_else(|| kind.folder().to_string());
        let commit = match &version.commit {
            Some(commit) => Some(self.history.said(commit)?),
            None => None,
        };
        Some(Revision {
            kind,
            record: name,
            file: version.path().to_string(),
            commit,
            act,
            moved_from: None,
            fields: Vec::new(),
            is_readable: true,
        })
    }
}

fn is_among(field: &Changed, others: &[Changed]) -> bool {
    others.iter().any(|other| other.place == field.place)
}

/// The last version of a record that can be read, for what it said when it is gone.
pub fn last_words(versions: &[Version], history: &History) -> Option<Node<'static>> {
    let texts = versions.iter().rev().filter_map(|version| history.text(version));
    texts
        .filter_map(|text| Some(toml_tree::whole(&text)?.into_owned()))
        .next()
}
