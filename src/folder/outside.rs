//! Files beside the folder that somebody names on the command line: a spreadsheet to read, a mapping to keep.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use tempfile::Builder;

use crate::text;
use crate::underway::Hand;

/// More than any register; a spreadsheet is held in memory as a whole.
const MOST_BYTES: u64 = 64 << 20;

/// The bytes of a file that is named from `cwd`.
pub fn read_outside(cwd: &Path, path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let failed = || text!("{shown} is niet te lezen", "{shown} cannot be read");
    let target = cwd.join(path);
    if target.is_dir() {
        return Err(anyhow!(text!("{shown} is een map", "{shown} is a folder")));
    }
    if is_pipe(&target) {
        return Err(anyhow!(text!(
            "{shown} is een pijp, waaraan niet te zien is of er ooit iets uit komt; geef een bestand",
            "{shown} is a pipe, which does not show whether anything will ever come out of it; give a file"
        )));
    }
    let mut bytes = Vec::new();
    let file = File::open(target).with_context(failed)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).with_context(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(anyhow!(text!(
            "{shown} is groter dan 64 MB",
            "{shown} is larger than 64 MB"
        )));
    }
    Ok(bytes)
}

/// Whether it is a pipe that has a name, behind which nobody may ever write. One that is open already has no place of its own.
fn is_pipe(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let place = path.canonicalize().and_then(|place| place.symlink_metadata());
        place.is_ok_and(|place| place.file_type().is_fifo())
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Writes a new file that is named from `cwd`, whole or not at all; never over another.
pub fn write_outside(cwd: &Path, path: &Path, text: &str) -> Result<()> {
    let _hand = Hand::begin()?;
    let shown = path.display();
    let failed = || text!("{shown} is niet te schrijven", "{shown} cannot be written");
    let taken = || {
        anyhow!(text!(
            "{shown} bestaat al en wordt niet overschreven",
            "{shown} exists already and is not written over"
        ))
    };
    let target = cwd.join(path);
    if target.symlink_metadata().is_ok() {
        return Err(taken());
    }
    let mut builder = Builder::new();
    builder.prefix(".avg-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let folder = target.parent().unwrap_or(cwd);
    let mut file = builder.tempfile_in(folder).with_context(failed)?;
    file.write_all(text.as_bytes()).with_context(failed)?;
    match file.persist_noclobber(&target) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(taken()),
        Err(error) => Err(error.error).with_context(failed),
    }
}
