//! Committing one file, and nothing else that may be staged or changed beside it.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, FixedOffset};
use git2::build::TreeUpdateBuilder;
use git2::{ErrorCode, FileMode, Oid, Repository, RepositoryState, Signature, Time, Tree};

use crate::text;

use super::prefix;

/// Commits a file of the folder as it is on disk, on top of what is checked out; gives the commit's short id, or `None`
/// where git has this text already. `now` is the clock's: a commit is a witness, so its moment is nobody's to choose.
///
/// No hook runs: what must be recorded at night is recorded. Where git signs commits, this one is signed too.
pub fn commit(root: &Path, path: &str, message: &str, now: DateTime<FixedOffset>) -> Result<Option<String>> {
    let save = || -> Result<Option<Oid>> {
        let repository = Repository::discover(root)?;
        if repository.state() != RepositoryState::Clean {
            return Err(anyhow!(text!(
                "git is met een merge, rebase of iets dergelijks bezig",
                "git is in the middle of a merge, a rebase or the like"
            )));
        }
        let place = format!("{}{path}", prefix::within(&repository, root));
        if repository.is_path_ignored(&place)? {
            return Err(anyhow!(text!(
                "{place} staat in .gitignore",
                "{place} is in .gitignore"
            )));
        }
        let parent = match repository.head() {
            Ok(head) => Some(head.peel_to_commit()?),
            Err(error) if error.code() == ErrorCode::UnbornBranch => None,
            Err(error) => return Err(error.into()),
        };
        let mut index = repository.index()?;
        index.add_path(Path::new(&place))?;
        let blob = index
            .get_path(Path::new(&place), 0)
            .map(|entry| entry.id)
            .unwrap_or(Oid::ZERO_SHA1);
        let before = match &parent {
            Some(parent) => parent.tree()?,
            None => repository.find_tree(repository.treebuilder(None)?.write()?)?,
        };
        let tree = TreeUpdateBuilder::new()
            .upsert(&place, blob, FileMode::Blob)
            .create_updated(&repository, &before)?;
        if tree == before.id() {
            return Ok(None);
        }
        // Staged first, as git does: who cannot have the index does not get a commit beside it either.
        index.write()?;
        let tree = repository.find_tree(tree)?;
        let parent = parent.as_ref().map(git2::Commit::id);
        let config = repository.config()?;
        let author = (config.get_string("user.name"), config.get_string("user.email"));
        let (Ok(name), Ok(email)) = author else {
            return Err(anyhow!(text!(
                "git weet niet wie u bent: stel user.name en user.email in met git config",
                "git does not know who you are: set user.name and user.email with git config"
            )));
        };
        let at = Time::new(now.timestamp(), now.offset().local_minus_utc() / 60);
        let author = Signature::new(&name, &email, &at)?;
        let id = if config.get_bool("commit.gpgsign").unwrap_or(false) {
            signed(&repository, &tree, parent, &author, message, now)?
        } else {
            let parents = parent.map(|id| repository.find_commit(id)).transpose()?;
            let parents: Vec<&git2::Commit> = parents.iter().collect();
            repository.commit(None, &author, &author, message, &tree, &parents)?
        };
        advance(&repository, id, message)?;
        Ok(Some(id))
    };
    let id = save().with_context(|| {
        text!(
            "{path} is geschreven, maar niet vastgelegd in git",
            "{path} was written, but not committed to git"
        )
    })?;
    Ok(id.map(|id| id.to_string().chars().take(7).collect()))
}

/// A commit with the signature that git's own settings ask for, which only git itself can make.
fn signed(
    repository: &Repository,
    tree: &Tree,
    parent: Option<Oid>,
    author: &Signature,
    message: &str,
    now: DateTime<FixedOffset>,
) -> Result<Oid> {
    let date = format!("{} {}", now.timestamp(), now.format("%z"));
    let mut git = Command::new("git");
    git.arg("--git-dir")
        .arg(repository.path())
        .args(["commit-tree", "-S", "-m", message]);
    git.args(parent.iter().flat_map(|parent| ["-p".to_string(), parent.to_string()]));
    git.arg(tree.id().to_string()).stdin(Stdio::null());
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), author.name().unwrap_or_default());
        git.env(format!("GIT_{who}_EMAIL"), author.email().unwrap_or_default());
        git.env(format!("GIT_{who}_DATE"), &date);
    }
    let made = git.output()?;
    let said = String::from_utf8_lossy(&made.stdout);
    said.trim().parse().map_err(|_| {
        let why = String::from_utf8_lossy(&made.stderr).trim().to_string();
        anyhow!(text!(
            "git kon de commit niet ondertekenen: {why}",
            "git could not sign the commit: {why}"
        ))
    })
}

/// Lets the branch that is checked out, or HEAD itself, point to a commit.
fn advance(repository: &Repository, id: Oid, message: &str) -> Result<()> {
    let head = repository.find_reference("HEAD")?;
    let log = format!("commit: {}", message.lines().next().unwrap_or_default());
    match head.symbolic_target()? {
        Some(branch) => drop(repository.reference(branch, id, true, &log)?),
        None => drop(repository.reference("HEAD", id, true, &log)?),
    }
    Ok(())
}
