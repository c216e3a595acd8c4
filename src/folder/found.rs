//! Founding: the repository around a new folder, and what git and CI are given to run in it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use git2::Repository;

use crate::text;

use super::{MARKER, prefix};

/// The git repository around a folder.
#[derive(Debug)]
pub struct Around {
    /// The root of its work tree, where CI looks.
    pub top: PathBuf,
    /// Where git looks for hooks.
    pub hooks: PathBuf,
    /// The folder, from the root of the work tree: `.`, or `a/b`.
    pub folder: String,
    /// Whether it was made just now.
    pub is_new: bool,
}

/// Makes the folder itself, where it is not there. One inside another that is marked already would be read as a part of it.
pub fn make(root: &Path) -> Result<()> {
    let above = root.ancestors().skip(1).find(|above| above.join(MARKER).is_file());
    if let Some(above) = above {
        let above = above.display();
        return Err(anyhow!(text!(
            "dit ligt in {above}, dat al een {MARKER} heeft: kies een map daarbuiten",
            "this lies in {above}, which has an {MARKER} already: choose a folder outside it"
        )));
    }
    fs::create_dir_all(root).with_context(|| {
        let root = root.display();
        text!("de map {root} is niet te maken", "the folder {root} cannot be made")
    })
}

/// The repository that a folder is in, made where there is none.
pub fn repository(root: &Path) -> Result<Around> {
    let found = Repository::discover(root);
    let is_new = found.is_err();
    let repository = found.or_else(|_| Repository::init(root)).with_context(|| {
        let root = root.display();
        text!(
            "in {root} is geen git-repository te maken",
            "no git repository can be made in {root}"
        )
    })?;
    let Some(top) = repository.workdir().map(Path::to_path_buf) else {
        return Err(anyhow!(text!(
            "deze git-repository heeft geen werkmap",
            "this git repository has no work tree"
        )));
    };
    let hooks = match repository.config().and_then(|config| config.get_path("core.hooksPath")) {
        Ok(path) => top.join(path),
        Err(_) => repository.commondir().join("hooks"),
    };
    let folder = prefix::within(&repository, root);
    let folder = match folder.trim_end_matches('/') {
        "" => ".".to_string(),
        folder => folder.to_string(),
    };
    Ok(Around {
        top,
        hooks,
        folder,
        is_new,
    })
}

/// Gives git a hook to run, where there is none by that name. Says whether it did.
pub fn hook(target: &Path, text: &str) -> Result<bool> {
    if target.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let write = || -> std::io::Result<()> {
        if let Some(hooks) = target.parent() {
            fs::create_dir_all(hooks)?;
        }
        fs::write(target, text)?;
        #[cfg(unix)]
        fs::set_permissions(target, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        Ok(())
    };
    write().with_context(|| {
        let target = target.display();
        text!("{target} is niet te schrijven", "{target} cannot be written")
    })?;
    Ok(true)
}
