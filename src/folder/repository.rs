//! Opening the git repository in which a folder lies, and why that cannot be.

use std::path::Path;

use anyhow::{Result, anyhow};
use git2::{Error, ErrorClass, ErrorCode, Repository};

use crate::text;
use crate::text::Text;

/// The repository around a folder.
pub(super) fn around(folder: &Path) -> Result<Repository> {
    Repository::discover(folder).map_err(|error| {
        let shown = folder.display();
        let why = why_not(folder, &error);
        anyhow!(why.unwrap_or_else(|| text!(
            "{shown} staat niet in een git-werkmap",
            "{shown} is not in a git repository"
        )))
    })
}

/// Why a repository that is there cannot be opened; nothing where there is none.
pub(super) fn why_not(folder: &Path, error: &Error) -> Option<Text> {
    let shown = folder.display();
    match (error.code(), error.class()) {
        (ErrorCode::NotFound, ErrorClass::Repository) => None,
        // As git itself: what another user wrote there could make it run anything.
        (ErrorCode::Owner, _) => {
            let top = top(folder).display();
            Some(text!(
                "de git-repository waarin {shown} ligt, is van een andere gebruiker; vertrouwt u die, dan leest avg haar na git \
                 config --global --add safe.directory {top}",
                "the git repository in which {shown} lies belongs to another user; if you trust them, avg reads it after git \
                 config --global --add safe.directory {top}"
            ))
        }
        _ => {
            let why = error.message();
            Some(text!(
                "de git-repository waarin {shown} ligt, is niet te openen: {why}",
                "the git repository in which {shown} lies cannot be opened: {why}"
            ))
        }
    }
}

/// Whether git keeps commits here and no files: then only a commit can be read.
pub(super) fn is_bare(folder: &Path) -> bool {
    Repository::discover(folder).is_ok_and(|repository| repository.workdir().is_none())
}

/// What to do about that.
pub(super) fn without_work_tree() -> Text {
    text!(
        "deze git-repository heeft geen werkmap; --rev HEAD leest wat er is vastgelegd",
        "this git repository has no work tree; --rev HEAD reads what was committed"
    )
}

/// The root of a repository that cannot be asked for it.
pub(super) fn top(folder: &Path) -> &Path {
    let above = folder.ancestors().find(|above| above.join(".git").exists());
    above.unwrap_or(folder)
}
