//! The folder as it is on disk.

use std::path::Path;

use anyhow::{Result, anyhow};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::text;

use super::{Content, File, layout};

pub(super) fn read(root: &Path) -> Result<Vec<File>> {
    std::fs::read_dir(root).map_err(|error| {
        let root = root.display();
        anyhow!(text!(
            "de map {root} is niet te lezen: {error}",
            "the folder {root} cannot be read: {error}"
        ))
    })?;
    let entries: Vec<_> = WalkDir::new(root)
        .min_depth(1)
        .into_iter()
        .filter_entry(concerns_us)
        .filter(|entry| !entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir()))
        .collect();
    let files = entries.into_par_iter().filter_map(|entry| match entry {
        Ok(entry) => file(root, &entry),
        Err(error) => Some(File {
            path: relative(root, error.path().unwrap_or(root)),
            content: Content::Refused(error.io_error().map_or_else(|| error.to_string(), ToString::to_string)),
        }),
    });
    Ok(files.collect())
}

fn concerns_us(entry: &DirEntry) -> bool {
    let is_folder_in_root = entry.depth() == 1 && entry.file_type().is_dir();
    !is_folder_in_root || layout::concerns_us(&entry.file_name().to_string_lossy())
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
        _ => match std::fs::read(entry.path()) {
            Ok(bytes) => Content::of(bytes),
            Err(error) => Content::Refused(error.to_string()),
        },
    };
    Some(File { path, content })
}

fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
