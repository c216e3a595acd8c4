//! The commits that touched a folder, as they are, with their signatures and what those were made over. Nothing is verified here:
//! that takes keys, and somebody who trusts them.

use anyhow::Result;
use chrono::{DateTime, FixedOffset};
use git2::{Commit, Oid, Repository, Sort};

use super::said::Person;
use super::{Folder, instant, prefix};

/// A commit that touched the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The whole id.
    pub id: String,
    pub tree: String,
    pub parents: Vec<String>,
    pub author: Person,
    /// Absent where git has a number there that is no moment.
    pub written_at: Option<DateTime<FixedOffset>>,
    pub committer: Person,
    pub committed_at: Option<DateTime<FixedOffset>>,
    /// The first line of its message.
    pub subject: String,
    pub signature: Option<Signature>,
}

/// A signature, and the bytes that it was put to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub text: Vec<u8>,
    pub payload: Vec<u8>,
}

impl Signature {
    /// How it was made: `openpgp`, `ssh` or `x509`, by its first line; `unknown` where that says neither.
    pub fn kind(&self) -> &'static str {
        let begins = |with: &str| self.text.trim_ascii_start().starts_with(with.as_bytes());
        match () {
            () if begins("-----BEGIN PGP ") => "openpgp",
            () if begins("-----BEGIN SSH SIGNATURE-----") => "ssh",
            () if begins("-----BEGIN SIGNED MESSAGE-----") => "x509",
            () => "unknown",
        }
    }
}

/// Every commit up to `rev`, or up to the work tree, in which the folder is not as it was in each of its parents; the newest
/// first. `None` where there is no commit, or not all of them can be read.
pub(super) fn touching(folder: &Folder, rev: Option<&str>) -> Option<Vec<Logged>> {
    read(folder, rev.unwrap_or("HEAD")).ok()
}

fn read(folder: &Folder, rev: &str) -> Result<Vec<Logged>> {
    let repository = Repository::discover(&folder.root)?;
    let prefix = prefix::within(&repository, &folder.root);
    let mut walk = repository.revwalk()?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
    walk.push(repository.revparse_single(rev)?.peel_to_commit()?.id())?;
    let mut found = Vec::new();
    for id in walk {
        let commit = repository.find_commit(id?)?;
        let now = held(&commit, &prefix);
        // A parent that was never fetched holds nothing that is known.
        let before: Vec<Option<Oid>> = commit.parents().map(|parent| held(&parent, &prefix)).collect();
        let is_touched = match before.is_empty() {
            true => now.is_some(),
            false => before.iter().any(|before| *before != now),
        };
        if is_touched {
            found.push(logged(&repository, &commit));
        }
    }
    Ok(found)
}

/// What a commit holds where the folder is.
fn held(commit: &Commit, prefix: &str) -> Option<Oid> {
    match prefix.trim_end_matches('/') {
        "" => Some(commit.tree_id()),
        path => Some(commit.tree().ok()?.get_path(path.as_ref()).ok()?.id()),
    }
}

fn logged(repository: &Repository, commit: &Commit) -> Logged {
    let signature = repository.extract_signature(&commit.id(), None).ok();
    Logged {
        id: commit.id().to_string(),
        tree: commit.tree_id().to_string(),
        parents: commit.parent_ids().map(|parent| parent.to_string()).collect(),
        author: Person::of(&commit.author()),
        written_at: instant::of(commit.author().when()),
        committer: Person::of(&commit.committer()),
        committed_at: instant::of(commit.time()),
        subject: String::from_utf8_lossy(commit.summary_bytes().unwrap_or_default()).into_owned(),
        signature: signature.map(|(text, payload)| Signature {
            text: text.to_vec(),
            payload: payload.to_vec(),
        }),
    }
}
