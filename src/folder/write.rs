//! Writing new files: whole or not at all, and never over another.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow};

use crate::text;

/// Creates a file that must not exist yet, with its folders. Says `false`, and writes nothing, when it is there already.
pub fn create(root: &Path, path: &str, text: &str) -> Result<bool> {
    let target = root.join(path);
    let failed = || text!("{path} is niet te schrijven", "{path} cannot be written");
    // The reader follows no links, so what is written behind one would never be seen again.
    let linked = Path::new(path)
        .ancestors()
        .skip(1)
        .find(|above| root.join(above).is_symlink() && !above.as_os_str().is_empty());
    if let Some(linked) = linked {
        let linked = linked.display();
        return Err(anyhow!(text!(
            "{linked} is een symbolische link; die worden niet gevolgd",
            "{linked} is a symbolic link; links are not followed"
        )));
    }
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).with_context(failed)?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&target) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(error).with_context(failed),
    };
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .with_context(failed)?;
    Ok(true)
}

/// The stems of the TOML files below one of the folder's own folders.
pub fn taken(root: &Path, folder: &str) -> Vec<String> {
    let files = walkdir::WalkDir::new(root.join(folder))
        .into_iter()
        .filter_map(Result::ok);
    files
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|entry| entry.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect()
}
