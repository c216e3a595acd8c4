//! Finding the folders that are meant when several are.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, anyhow};
use walkdir::{DirEntry, WalkDir};

use crate::text;

use super::{MANIFEST, MARKER, locate};

/// Every folder with an `avg.toml` below a folder, and that folder itself, sorted; with what could not be looked into.
/// Hidden folders and links are not walked, nor is a dossier: its records are copies, and what is due is due once.
pub fn under(dir: &Path, cwd: &Path) -> Result<(Vec<PathBuf>, Vec<anyhow::Error>)> {
    let top = locate(Some(dir), cwd)?;
    let mut found = Vec::new();
    let mut closed = Vec::new();
    for entry in WalkDir::new(&top)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_walked)
    {
        match entry {
            Ok(entry) if entry.file_name() == MARKER && !entry.file_type().is_dir() => {
                let marked = entry.path().parent().unwrap_or(&top);
                found.push(plain(&dir.join(marked.strip_prefix(&top).unwrap_or(marked))));
            }
            Ok(_) => {}
            Err(error) => closed.push(anyhow!(text!("niet te lezen: {error}", "cannot be read: {error}"))),
        }
    }
    found.sort();
    Ok((found, closed))
}

/// Each folder once, however it was written, in the order given.
pub fn distinct(dirs: Vec<PathBuf>, cwd: &Path) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let really = |dir: &PathBuf| cwd.join(dir).canonicalize().unwrap_or_else(|_| cwd.join(dir));
    dirs.into_iter().filter(|dir| seen.insert(really(dir))).collect()
}

fn is_walked(entry: &DirEntry) -> bool {
    let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
    let is_dossier = || entry.file_type().is_dir() && entry.path().join(MANIFEST).is_file();
    entry.depth() == 0 || !(is_hidden && entry.file_type().is_dir() || is_dossier())
}

/// Without the dot that stands for here, unless that is all there is.
fn plain(path: &Path) -> PathBuf {
    let parts: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if parts.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        parts
    }
}
