//! Writing in the folder: whole or not at all, one writer at a time, and never over what somebody else wrote.
//!
//! A text goes to a hidden file beside its place, to the disk, and then under its name in one step. Whoever reads sees the
//! old text or the new one, whenever the writer is killed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use git2::Repository;
use tempfile::{Builder, NamedTempFile};

use crate::text;
use crate::underway::Hand;

use super::{MARKER, prefix};

/// Files on their way to their place. Hidden, so no reader takes them for records.
const UNDERWAY: (&str, &str) = (".avg-", ".tmp");

/// How long another writer may take, and how often it is asked: ten seconds in all.
const PATIENCE: (u32, Duration) = (200, Duration::from_millis(50));

/// The right to write in a folder, which one process has at a time. It ends with the value, and with the process.
#[derive(Debug)]
pub struct Writer {
    root: PathBuf,
    /// Locked while it is open; absent where the file system knows no locks.
    lock: Option<File>,
    hand: Hand,
}

impl Writer {
    /// Waits until nobody else of this tool writes in the folder.
    pub fn of(root: &Path) -> Result<Writer> {
        let lock = turn(root)?;
        Ok(Writer {
            root: root.to_path_buf(),
            lock,
            // Whoever still waits may be ended at any moment.
            hand: Hand::begin()?,
        })
    }

    /// Creates a file that must not exist yet, with its folders. Says `false`, and writes nothing, when it is there.
    pub fn create(&self, path: &str, text: &str) -> Result<bool> {
        self.hand.go_on()?;
        let target = self.place(path)?;
        if target.symlink_metadata().is_ok() {
            return Ok(false);
        }
        let file = self.underway(&target, path, text)?;
        match file.persist_noclobber(&target) {
            Ok(_) => self.settle(&target).with_context(|| failed(path)).map(|()| true),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error.error).with_context(|| failed(path)),
        }
    }

    /// Puts a text in place of the one that was read. Refuses when the file says something else by now. The file keeps its
    /// permissions; it is a new one all the same, so other names for it (hard links) keep the old text.
    pub fn replace(&self, path: &str, before: &str, after: &str) -> Result<()> {
        self.hand.go_on()?;
        let target = self.place(path)?;
        let file = self.underway(&target, path, after)?;
        let permissions = fs::symlink_metadata(&target)
            .with_context(|| failed(path))?
            .permissions();
        file.as_file()
            .set_permissions(permissions)
            .with_context(|| failed(path))?;
        let now = fs::read(&target).with_context(|| failed(path))?;
        if now != before.as_bytes() {
            return Err(anyhow!(text!(
                "{path} is intussen door iemand anders gewijzigd; er is niets geschreven: probeer het opnieuw",
                "{path} was changed by somebody else meanwhile; nothing was written: try again"
            )));
        }
        file.persist(&target)
            .map_err(|error| error.error)
            .with_context(|| failed(path))?;
        self.settle(&target).with_context(|| failed(path))
    }

    /// Where a path is on disk. The reader follows no links, so what is written behind one would never be seen again.
    fn place(&self, path: &str) -> Result<PathBuf> {
        let above = Path::new(path).ancestors();
        let linked = above
            .filter(|above| !above.as_os_str().is_empty())
            .find(|above| self.root.join(above).is_symlink());
        match linked {
            None => Ok(self.root.join(path)),
            Some(linked) => {
                let linked = linked.display();
                Err(anyhow!(text!(
                    "{linked} is een symbolische link; die worden niet gevolgd",
                    "{linked} is a symbolic link; links are not followed"
                )))
            }
        }
    }

    /// The text on disk, beside the place where it will be.
    fn underway(&self, target: &Path, path: &str, text: &str) -> Result<NamedTempFile> {
        let folder = target.parent().unwrap_or(&self.root);
        let make = || -> std::io::Result<NamedTempFile> {
            fs::create_dir_all(folder)?;
            self.sweep(folder);
            let mut builder = Builder::new();
            builder.prefix(UNDERWAY.0).suffix(UNDERWAY.1);
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
            let mut file = builder.tempfile_in(folder)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            Ok(file)
        };
        make().with_context(|| failed(path))
    }

    /// Takes away what a killed writer left underway: whoever has the lock is the only one with anything underway.
    fn sweep(&self, folder: &Path) {
        let entries = self.lock.as_ref().and_then(|_| fs::read_dir(folder).ok());
        for entry in entries.into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(UNDERWAY.0) && name.ends_with(UNDERWAY.1) {
                // What cannot be taken away is in nobody's way.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Lets the name itself reach the disk.
    fn settle(&self, target: &Path) -> std::io::Result<()> {
        #[cfg(unix)]
        if let Some(folder) = target.parent() {
            File::open(folder)?.sync_all()?;
        }
        #[cfg(not(unix))]
        let _ = target;
        Ok(())
    }
}

/// Waits until nobody else of this tool writes in a folder; nothing where the file system knows no locks.
fn turn(root: &Path) -> Result<Option<File>> {
    // The folder itself, which no edit puts another in place of; where a folder cannot be opened, what marks it.
    let held = if cfg!(unix) {
        root.to_path_buf()
    } else {
        root.join(MARKER)
    };
    let Ok(file) = File::open(held) else {
        return Ok(None);
    };
    for _ in 0..PATIENCE.0 {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(fs::TryLockError::WouldBlock) => sleep(PATIENCE.1),
            Err(fs::TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(anyhow!(text!(
        "een ander programma schrijft al tien seconden in deze map: probeer het straks weer",
        "another program has been writing in this folder for ten seconds: try again later"
    )))
}

fn failed(path: &str) -> text::Text {
    text!("{path} is niet te schrijven", "{path} cannot be written")
}

/// The stems of the TOML files below one of the folder's own folders, on disk or known to git: one that is not checked out
/// has its name all the same.
pub fn taken(root: &Path, folder: &str) -> BTreeSet<String> {
    let stem = |path: &Path| {
        let is_toml = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        let stem = path.file_stem().filter(|_| is_toml)?;
        Some(stem.to_string_lossy().into_owned())
    };
    let on_disk = walkdir::WalkDir::new(root.join(folder))
        .into_iter()
        .filter_map(Result::ok);
    let mut taken: BTreeSet<String> = on_disk.filter_map(|entry| stem(entry.path())).collect();
    if let Ok(repository) = Repository::discover(root)
        && let Ok(index) = repository.index()
    {
        let place = format!("{}{folder}/", prefix::within(&repository, root));
        let known = index
            .iter()
            .map(|entry| String::from_utf8_lossy(&entry.path).into_owned());
        taken.extend(
            known
                .filter(|path| path.starts_with(&place))
                .filter_map(|path| stem(Path::new(&path))),
        );
    }
    taken
}
