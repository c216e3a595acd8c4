//! Committing one file, and nothing else that may be staged or changed beside it.
//!
//! git itself does it: only git knows the filters, the identity, the signature and the work tree that a user has set up.
//! Its clock says when; a commit is a witness, so its moment is nobody's to choose.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, anyhow};

use crate::text;
use crate::text::{Text, single_spaced};

use super::Writer;

/// What would let git look elsewhere than around the folder.
const ELSEWHERE: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/// A commit that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The commit's short id.
    pub id: String,
    /// Whether no branch points to it: what is checked out next leaves it behind.
    pub is_detached: bool,
}

/// Commits a file of the folder as it is on disk, on top of what is checked out; `None` where git has this text already.
///
/// No hook is asked: what must be recorded at night is recorded.
pub fn save(root: &Path, path: &str, message: &str) -> Result<Option<Saved>> {
    let commit = || -> Result<Option<Saved>> {
        // One at a time: git refuses who comes while its index is being written.
        let _turn = Writer::of(root)?;
        // What git knows already it takes as it is, also where its name is to be ignored.
        if run(root, &["ls-files", "--", path])?.is_empty() {
            run(root, &["add", "--", path])?;
        }
        if run(root, &["status", "--porcelain", "--", path])?.is_empty() {
            return Ok(None);
        }
        run(
            root,
            &["commit", "-q", "--only", "--no-verify", "-m", message, "--", path],
        )?;
        let id = run(root, &["rev-parse", "--short=7", "HEAD"])?;
        Ok(Some(Saved {
            id,
            is_detached: git(root, &["symbolic-ref", "-q", "HEAD"]).is_ok_and(|said| !said.status.success()),
        }))
    };
    commit().with_context(|| {
        text!(
            "{path} is geschreven, maar niet vastgelegd in git",
            "{path} was written, but not committed to git"
        )
    })
}

/// What git says; its own words where it refuses.
fn run(root: &Path, args: &[&str]) -> Result<String> {
    let said = git(root, args).with_context(no_git)?;
    if said.status.success() {
        return Ok(String::from_utf8_lossy(&said.stdout).trim().to_string());
    }
    let why = String::from_utf8_lossy(&said.stderr);
    let why = single_spaced(&why);
    Err(anyhow!(text!("git zegt: {why}", "git says: {why}")))
}

fn git(root: &Path, args: &[&str]) -> std::io::Result<Output> {
    let mut git = Command::new("git");
    for name in ELSEWHERE {
        git.env_remove(name);
    }
    git.arg("-C").arg(root).arg("--literal-pathspecs").args(args);
    git.stdin(Stdio::null()).output()
}

fn no_git() -> Text {
    text!("git is hier niet te vinden", "git is not to be found here")
}
