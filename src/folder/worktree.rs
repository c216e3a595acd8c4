//! The folder as it is on disk.

use std::io::Read;
use std::path::Path;

use anyhow::{Result, anyhow};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::text;
use crate::underway::{self, Work};

use super::{Content, File, LARGEST, layout};

/// Where git keeps what it knows of a folder, or says where that is.
const GIT: &str = ".git";

pub(super) fn read(root: &Path) -> Result<Vec<File>> {
    std::fs::read_dir(root).map_err(|error| {
        let root = root.display();
        anyhow!(text!(
            "de map {root} is niet te lezen: {error}",
            "the folder {root} cannot be read: {error}"
        ))
    })?;
    let mut walk = WalkDir::new(root).min_depth(1).into_iter().filter_entry(concerns_us);
    let mut entries = Vec::new();
    while let Some(entry) = walk.next() {
        let folder = entry.as_ref().ok().filter(|entry| entry.file_type().is_dir());
        let closed = folder.and_then(|folder| closed(root, folder));
        if closed.is_some() {
            walk.skip_current_dir();
        }
        if closed.is_some() || folder.is_none() {
            entries.push((entry, closed));
        }
    }
    let of_entry = |entry: walkdir::Result<DirEntry>, closed| match (entry, closed) {
        (Ok(entry), Some(content)) => Some(File {
            path: relative(root, entry.path()),
            content,
        }),
        (Ok(entry), None) => file(root, &entry),
        (Err(error), _) => Some(refused(root, &error)),
    };
    Ok(underway::during(Work::Files, Some(entries.len()), |progress| {
        let entries = entries.into_par_iter();
        entries
            .filter_map(|(entry, closed)| progress.count(of_entry(entry, closed)))
            .collect()
    }))
}

fn refused(root: &Path, error: &walkdir::Error) -> File {
    File {
        path: relative(root, error.path().unwrap_or(root)),
        content: Content::Refused(error.io_error().map_or_else(|| error.to_string(), ToString::to_string)),
    }
}

fn concerns_us(entry: &DirEntry) -> bool {
    let is_folder_in_root = entry.depth() == 1 && entry.file_type().is_dir();
    !is_folder_in_root || layout::concerns_us(&entry.file_name().to_string_lossy())
}

/// Why a folder is not gone into, if it is not.
fn closed(root: &Path, folder: &DirEntry) -> Option<Content> {
    if layout::is_too_deep(&relative(root, folder.path())) {
        return Some(Content::TooDeep);
    }
    let is_repository = folder.path().join(GIT).symlink_metadata().is_ok();
    is_repository.then_some(Content::Repository)
}

fn file(root: &Path, entry: &DirEntry) -> Option<File> {
    let path = relative(root, entry.path());
    let wanted = layout::is_read(&path);
    if !wanted && layout::stray(&path).is_none() && !(entry.path_is_symlink() && layout::concerns_us(&path)) {
        return None;
    }
    let content = match entry.file_type() {
        kind if kind.is_symlink() => Content::Link,
        kind if !kind.is_file() => Content::Special,
        _ if !wanted => Content::Unread,
        _ => contents(entry.path()).unwrap_or_else(|error| Content::Refused(error.to_string())),
    };
    Some(File { path, content })
}

fn contents(path: &Path) -> std::io::Result<Content> {
    let file = std::fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length > LARGEST {
        return Ok(Content::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    // It can grow while it is read.
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(match read as u64 > LARGEST {
        true => Content::TooLarge,
        false => Content::of(bytes),
    })
}

fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
