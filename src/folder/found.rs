//! Founding: the repository around a new folder, and what git and CI are given to run in it.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use git2::Repository;

use crate::text;

use super::{MARKER, prefix, repository};

/// Where a folder is to be made, looked at before anything is.
pub struct Site {
    root: PathBuf,
    /// The repository that the folder will be in; absent where one has to be made.
    repository: Option<Repository>,
    /// The folder, from the root of the work tree: `.`, or `a/b`.
    pub folder: String,
    /// Whether it is marked already.
    pub is_marked: bool,
}

/// The git repository around a folder.
#[derive(Debug)]
pub struct Around {
    /// The root of its work tree, where CI looks.
    pub top: PathBuf,
    /// Where git looks for hooks.
    pub hooks: PathBuf,
    /// Whether it was made just now.
    pub is_new: bool,
}

impl Site {
    /// Refuses where no folder can be. One inside another that is marked already would be read as a part of it.
    pub fn of(root: &Path) -> Result<Site> {
        let is_marked = is_marked(root)?;
        // A folder that is there may be named by way of another: `../privacy`.
        let real = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let above = real.ancestors().skip(1).find(|above| above.join(MARKER).is_file());
        if let Some(above) = above {
            let above = above.display();
            return Err(anyhow!(text!(
                "dit ligt in {above}, dat al een {MARKER} heeft: kies een map daarbuiten",
                "this lies in {above}, which has an {MARKER} already: choose a folder outside it"
            )));
        }
        let there = root.ancestors().find(|above| above.is_dir()).unwrap_or(root);
        // Only where there is none one is made: inside one that cannot be opened, such as another user's, it would hide
        // the folder from the repository to which it belongs.
        let repository = match Repository::discover(there) {
            Ok(repository) => Some(repository),
            Err(error) => match repository::why_not(root, &error) {
                None => None,
                Some(why) => return Err(anyhow!(why)),
            },
        };
        let folder = match repository.as_ref().map(|repository| (repository, repository.workdir())) {
            None => String::new(),
            Some((_, None)) => return Err(without_work_tree()),
            Some((repository, Some(_))) => below(prefix::within(repository, there), root.strip_prefix(there)?),
        };
        Ok(Site {
            root: root.to_path_buf(),
            repository,
            folder: if folder.is_empty() { ".".to_string() } else { folder },
            is_marked,
        })
    }

    /// Makes the folder, and the repository, where they are not there.
    pub fn found(self) -> Result<Around> {
        let root = self.root.display();
        fs::create_dir_all(&self.root)
            .with_context(|| text!("de map {root} is niet te maken", "the folder {root} cannot be made"))?;
        let is_new = self.repository.is_none();
        let repository = match self.repository {
            Some(repository) => repository,
            None => Repository::init(&self.root).with_context(|| {
                text!(
                    "in {root} is geen git-repository te maken",
                    "no git repository can be made in {root}"
                )
            })?,
        };
        let Some(top) = repository.workdir().map(Path::to_path_buf) else {
            return Err(without_work_tree());
        };
        let hooks = match repository.config().and_then(|config| config.get_path("core.hooksPath")) {
            Ok(path) => top.join(path),
            Err(_) => repository.commondir().join("hooks"),
        };
        Ok(Around { top, hooks, is_new })
    }
}

/// Whether the folder has its marker. What stands in that place and is no file would be found only behind a half-made folder.
fn is_marked(root: &Path) -> Result<bool> {
    let marker = root.join(MARKER);
    match marker.symlink_metadata() {
        Err(_) => Ok(false),
        Ok(it) if it.is_file() => Ok(true),
        Ok(_) => {
            let marker = marker.display();
            Err(anyhow!(text!(
                "{marker} is een symbolische link of een map; het moet een gewoon bestand zijn",
                "{marker} is a symbolic link or a folder; it has to be a plain file"
            )))
        }
    }
}

fn without_work_tree() -> anyhow::Error {
    anyhow!(text!(
        "deze git-repository heeft geen werkmap",
        "this git repository has no work tree"
    ))
}

/// A path inside the work tree, from one that is there and what is still to be made below it.
fn below(there: String, rest: &Path) -> String {
    let mut parts: Vec<String> = there.split_terminator('/').map(str::to_string).collect();
    for part in rest.components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            _ => {}
        }
    }
    parts.join("/")
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
