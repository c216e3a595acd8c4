//! What a commit says of itself. Anybody can write anything there: nothing of it is proven.

use chrono::{DateTime, Utc};
use git2::{Repository, Signature};

use super::{Commit, instant};

/// What a commit says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The whole id.
    pub id: String,
    /// Its place in the history: parents come before their children.
    pub number: usize,
    /// The first line of its message.
    pub subject: String,
    pub author: Person,
    /// Who committed it, where that is somebody else.
    pub committer: Option<Person>,
    /// Absent where git has a number there that is no moment.
    pub written_at: Option<DateTime<Utc>>,
    pub committed_at: Option<DateTime<Utc>>,
    /// Whether it carries a signature. Whose that is, and whether it is sound, is not looked into.
    pub is_signed: bool,
    pub is_merge: bool,
}

/// A name and an email address, as git was told them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub email: String,
}

impl Said {
    /// The id as people write it.
    pub fn short(&self) -> &str {
        self.id.get(..7).unwrap_or(&self.id)
    }
}

impl Person {
    pub(super) fn of(signature: &Signature) -> Person {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Person {
            name: text(signature.name_bytes()),
            email: text(signature.email_bytes()),
        }
    }
}

pub(super) fn read(repository: &Repository, commit: &Commit) -> Option<Said> {
    let found = repository.find_commit(commit.id).ok()?;
    let (author, committer) = (Person::of(&found.author()), Person::of(&found.committer()));
    let subject = found.summary_bytes().unwrap_or_default();
    Some(Said {
        id: commit.id.to_string(),
        number: commit.number,
        subject: String::from_utf8_lossy(subject).into_owned(),
        committer: (committer != author).then_some(committer),
        author,
        written_at: instant::of(found.author().when()).map(|at| at.to_utc()),
        committed_at: instant::of(found.time()).map(|at| at.to_utc()),
        is_signed: repository.extract_signature(&commit.id, None).is_ok(),
        is_merge: found.parent_count() > 1,
    })
}
