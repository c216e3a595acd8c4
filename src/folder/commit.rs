//! The folder as it was at a commit, from git's own store.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Utc};
use git2::{Commit, ErrorClass, ErrorCode, ObjectType, Repository, Tree};

use crate::text;
use crate::text::Text;
use crate::underway::{self, Progress, Work};

use super::{Content, File, LARGEST, instant, layout, prefix, repository};

const LINK: i32 = 0o120_000;

/// The folder's files at a commit; `None` where it was not there.
pub(super) fn read(root: &Path, rev: &str) -> Result<Option<Vec<File>>> {
    let repository = repository::around(root)?;
    let commit = commit(&repository, rev)?;
    let tree = commit.tree().context(cannot_be_read(rev))?;
    let prefix = prefix::within(&repository, root);
    let folder = match prefix.trim_end_matches('/') {
        "" => tree,
        path => {
            let entry = tree.get_path(Path::new(path));
            let there = entry
                .and_then(|entry| entry.to_object(&repository))
                .and_then(|object| object.peel_to_tree());
            let Ok(there) = there else { return Ok(None) };
            there
        }
    };
    let mut files = Vec::new();
    let walked = underway::during(Work::Files, None, |progress| {
        walk(&repository, &folder, "", &mut files, progress)
    });
    walked.context(cannot_be_read(rev))?;
    Ok(Some(files))
}

/// The short id of a commit; `None` where there is none.
pub(super) fn short(root: &Path, rev: &str) -> Option<String> {
    Some(whole(root, rev)?.chars().take(7).collect())
}

/// The whole id of a commit; `None` where there is none.
pub(super) fn whole(root: &Path, rev: &str) -> Option<String> {
    let repository = Repository::discover(root).ok()?;
    let commit = repository.revparse_single(rev).ok()?.peel_to_commit().ok()?;
    Some(commit.id().to_string())
}

/// The last commit of a line that was made at or before an instant. Of a merge, the line is that of its first parent: what
/// was merged later was not in force before. A clock that was behind makes no commit older than those below it: each is as
/// late as the latest up to it.
pub(super) fn in_force(root: &Path, rev: &str, at: DateTime<Utc>) -> Result<Option<String>> {
    let repository = repository::around(root)?;
    if rev == "HEAD"
        && repository
            .head()
            .is_err_and(|error| error.code() == ErrorCode::UnbornBranch)
    {
        return Err(anyhow!(text!(
            "in deze git-werkmap is nog niets vastgelegd: er is geen stand van toen",
            "nothing has been committed in this git repository yet: there is no state of then"
        )));
    }
    let (line, is_whole) = first_parents(&repository, commit(&repository, rev)?, rev)?;
    let mut latest = i64::MIN;
    let mut found = None;
    for commit in line.iter().rev() {
        // A number that is no moment says nothing.
        if let Some(made) = instant::of(commit.time()) {
            latest = latest.max(made.timestamp());
        }
        if latest > at.timestamp() {
            break;
        }
        found = Some(commit.id().to_string());
    }
    match (found, is_whole) {
        (None, false) => Err(anyhow!(text!(
            "de geschiedenis is hier niet compleet en gaat niet zo ver terug: haal haar eerst op met git fetch --unshallow",
            "the history is not complete here and does not go back that far: first get it with git fetch --unshallow"
        ))),
        (found, _) => Ok(found),
    }
}

/// A commit and its first parents, the newest first, and whether the last of them is the very first commit.
fn first_parents<'r>(repository: &'r Repository, tip: Commit<'r>, rev: &str) -> Result<(Vec<Commit<'r>>, bool)> {
    let mut line = vec![tip];
    while let Some(last) = line.last().filter(|commit| commit.parent_count() > 0) {
        match last.parent(0) {
            Ok(parent) => line.push(parent),
            // A parent that was never fetched is not one that was never there.
            Err(_) if repository.is_shallow() => return Ok((line, false)),
            Err(error) => return Err(error).context(cannot_be_read(rev)),
        }
    }
    // Where git hides the parents of the oldest that was fetched, it seems the first.
    Ok((line, !repository.is_shallow()))
}

fn commit<'r>(repository: &'r Repository, rev: &str) -> Result<Commit<'r>> {
    let found = repository
        .revparse_single(rev)
        .and_then(|object| object.peel_to_commit());
    found.map_err(|error| match (error.code(), error.class()) {
        // No name has two dots in it.
        _ if rev.contains("..") => anyhow!(text!(
            "‘{rev}’ is een reeks commits; noem er één",
            "‘{rev}’ is a range of commits; name one"
        )),
        (ErrorCode::Peel | ErrorCode::InvalidSpec, ErrorClass::Object) => anyhow!(text!(
            "‘{rev}’ is geen commit, maar iets wat in een commit staat",
            "‘{rev}’ is no commit, but something that is in a commit"
        )),
        // Git itself says of a place where it was not before that it is not there.
        (ErrorCode::NotFound, ErrorClass::Os) => unknown(repository, rev),
        // What it stands for is known, and not to be had: the store is damaged.
        (_, ErrorClass::Odb | ErrorClass::Zlib | ErrorClass::Object | ErrorClass::Os) if !is_id(rev) => {
            anyhow!(Text::same(error.message())).context(cannot_be_read(rev))
        }
        _ => unknown(repository, rev),
    })
}

/// In a clone without its oldest commits it may well be one of those.
fn unknown(repository: &Repository, rev: &str) -> anyhow::Error {
    match repository.is_shallow() {
        true => anyhow!(text!(
            "de revisie ‘{rev}’ is hier geen bekende commit; de geschiedenis is hier niet compleet: haal de rest op met \
             git fetch --unshallow (in CI: fetch-depth: 0)",
            "the revision ‘{rev}’ is not a commit known here; the history is not complete here: fetch the rest with \
             git fetch --unshallow (in CI: fetch-depth: 0)"
        )),
        false => anyhow!(text!(
            "de revisie ‘{rev}’ is hier geen bekende commit",
            "the revision ‘{rev}’ is not a commit known here"
        )),
    }
}

/// Whether it is written as the beginning of an id is.
fn is_id(rev: &str) -> bool {
    rev.len() >= 4 && rev.chars().all(|c| c.is_ascii_hexdigit())
}

fn cannot_be_read(rev: &str) -> Text {
    text!(
        "de commit ‘{rev}’ is niet te lezen",
        "the commit ‘{rev}’ cannot be read"
    )
}

fn walk(
    repository: &Repository,
    tree: &Tree,
    above: &str,
    files: &mut Vec<File>,
    progress: &Progress,
) -> Result<(), git2::Error> {
    for entry in tree {
        let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
        let path = format!("{above}{name}");
        if entry.kind() == Some(ObjectType::Tree) {
            if layout::is_too_deep(&path) {
                let content = Content::TooDeep;
                files.push(File { path, content });
            } else if !above.is_empty() || layout::concerns_us(&name) {
                let below = entry.to_object(repository)?.peel_to_tree()?;
                walk(repository, &below, &format!("{path}/"), files, progress)?;
            }
            continue;
        }
        let is_link = entry.filemode() == LINK;
        let wanted = layout::is_read(&path);
        if !wanted && layout::stray(&path).is_none() && !(is_link && layout::concerns_us(&path)) {
            continue;
        }
        let content = match entry.kind() {
            _ if is_link => Content::Link,
            Some(ObjectType::Blob) if wanted => match repository.find_blob(entry.id()) {
                Ok(blob) if blob.size() as u64 > LARGEST => Content::TooLarge,
                Ok(blob) => Content::of(blob.content().to_vec()),
                Err(error) => Content::Refused(error.message().to_string()),
            },
            Some(ObjectType::Blob) => Content::Unread,
            Some(ObjectType::Commit) => Content::Repository,
            _ => Content::Special,
        };
        files.push(progress.count(File { path, content }));
    }
    Ok(())
}
