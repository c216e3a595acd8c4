//! Writing many files as one thing, a folder or a zip, with their checksums: all of it under its name, or nothing.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use sha2::{Digest, Sha256};
use tempfile::Builder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::text;
use crate::text::Text;
use crate::underway::Hand;

use super::MARKER;

/// The file with the checksums of all others.
pub const MANIFEST: &str = "MANIFEST.sha256";

/// How files end that a dossier cannot be.
const FILES: &[&str] = &[
    "7z", "bz2", "csv", "docx", "gz", "htm", "html", "iso", "json", "md", "odt", "pdf", "rar", "tar", "tgz", "toml",
    "txt", "xlsx", "xz", "yaml", "yml", "zipx", "zst",
];

/// Files by their path, with a manifest of their checksums.
#[derive(Debug)]
pub struct Bundle {
    files: BTreeMap<String, Vec<u8>>,
    /// The checksum of the manifest itself.
    pub checksum: String,
}

/// A place where nothing is yet.
#[derive(Debug)]
pub struct Target {
    /// As it was written on the command line.
    shown: PathBuf,
    path: PathBuf,
    /// The folder in which it will be.
    parent: PathBuf,
    is_zip: bool,
}

impl Bundle {
    /// Refuses a path that would lead elsewhere: whoever unpacks must be able to trust every one of them.
    pub fn of(contents: Vec<(String, Vec<u8>)>) -> Result<Bundle> {
        let mut files = BTreeMap::new();
        for (path, bytes) in contents {
            let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', ':', '\0', '\n']);
            if !path.split('/').all(is_name) || path == MANIFEST || files.contains_key(&path) {
                return Err(anyhow!(text!(
                    "‘{path}’ kan geen bestand in een dossier zijn",
                    "‘{path}’ cannot be a file in a dossier"
                )));
            }
            files.insert(path, bytes);
        }
        let manifest: String = files
            .iter()
            .map(|(path, bytes)| format!("{}  {path}\n", checksum(bytes)))
            .collect();
        let checksum = checksum(manifest.as_bytes());
        files.insert(MANIFEST.to_string(), manifest.into_bytes());
        Ok(Bundle { files, checksum })
    }

    /// How many files there are, the manifest too.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// Writes all of it beside its place and then gives it its name in one step. What a killed run leaves behind is hidden,
    /// and never has that name.
    pub fn write(&self, target: &Target, at: DateTime<FixedOffset>) -> Result<()> {
        let hand = Hand::begin()?;
        match target.is_zip {
            true => self.write_zip(target, at, &hand),
            false => self.write_folder(target, &hand),
        }
    }

    /// The files are left to the system to bring to the disk: after a power cut the manifest says whether it did.
    fn write_folder(&self, target: &Target, hand: &Hand) -> Result<()> {
        let mut builder = Builder::new();
        builder.prefix(".avg-").suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let underway = builder
            .tempdir_in(&target.parent)
            .with_context(|| target.cannot_be_written())?;
        let write = || -> Result<()> {
            for (path, bytes) in &self.files {
                hand.go_on()?;
                let place = underway.path().join(path);
                if let Some(folder) = place.parent() {
                    fs::create_dir_all(folder)?;
                }
                fs::write(place, bytes)?;
            }
            Ok(())
        };
        write().with_context(|| target.cannot_be_written())?;
        target.refuse_if_taken()?;
        // Elsewhere than on Unix no folder takes the place of another, not even of an empty one.
        if cfg!(not(unix)) && target.path.is_dir() {
            fs::remove_dir(&target.path).with_context(|| target.cannot_be_written())?;
        }
        fs::rename(underway.path(), &target.path).with_context(|| target.cannot_be_written())?;
        // There is nothing left at its first name to be taken away.
        let _ = underway.keep();
        Ok(())
    }

    fn write_zip(&self, target: &Target, at: DateTime<FixedOffset>, hand: &Hand) -> Result<()> {
        let mut builder = Builder::new();
        builder.prefix(".avg-").suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let underway = builder
            .tempfile_in(&target.parent)
            .with_context(|| target.cannot_be_written())?;
        // The same input gives the same bytes: nothing of the machine is in it.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(moment(at))
            .unix_permissions(0o644);
        let stem = target.stem();
        let write = || -> Result<()> {
            let mut zip = ZipWriter::new(BufWriter::new(underway.as_file()));
            for (path, bytes) in &self.files {
                hand.go_on()?;
                zip.start_file(format!("{stem}/{path}"), options)?;
                zip.write_all(bytes)?;
            }
            zip.finish()?.flush()?;
            underway.as_file().sync_all()?;
            Ok(())
        };
        write().with_context(|| target.cannot_be_written())?;
        match underway.persist_noclobber(&target.path) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(target.taken()),
            Err(error) => Err(error.error).with_context(|| target.cannot_be_written()),
        }
    }
}

impl Target {
    /// Refuses where something is already, and where it would be read as a part of somebody's records.
    pub fn of(cwd: &Path, path: &Path, root: &Path) -> Result<Target> {
        let shown = path.to_path_buf();
        let full = cwd.join(path);
        let name = full.file_name().filter(|name| !is_misleading(path, name));
        let (Some(name), Some(parent)) = (name, full.parent()) else {
            let path = path.display();
            return Err(anyhow!(text!(
                "‘{path}’ kan geen naam van een dossier zijn: geef een nieuwe map, of een bestand dat op .zip eindigt",
                "‘{path}’ cannot be the name of a dossier: give a new folder, or a file that ends in .zip"
            )));
        };
        // Where it really is, whatever links lead there.
        let Some(parent) = parent.canonicalize().ok().filter(|parent| parent.is_dir()) else {
            let parent = parent.display();
            return Err(anyhow!(text!(
                "de map {parent} bestaat niet of is geen map: maak haar eerst, of kies een andere plaats",
                "the folder {parent} does not exist or is not a folder: make it first, or choose another place"
            )));
        };
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let path = parent.join(name);
        let is_records = |above: &&Path| **above == root || above.join(MARKER).is_file();
        if let Some(records) = path.ancestors().find(is_records) {
            let (shown, records) = (shown.display(), records.display());
            return Err(anyhow!(text!(
                "{shown} ligt in {records}, waar de registraties staan: daar zou het dossier later zelf als registratie gelezen \
                 worden; kies een plaats daarbuiten",
                "{shown} lies in {records}, where the records are: there the dossier would be read as records itself later; \
                 choose a place outside it"
            )));
        }
        let is_zip = ends_in(&path, &["zip"]);
        let target = Target {
            shown,
            path,
            parent,
            is_zip,
        };
        target.refuse_if_taken()?;
        Ok(target)
    }

    /// The folder in a zip under which everything stands: its name without `.zip`.
    fn stem(&self) -> String {
        let stem = self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let is_plain = |c: char| c.is_alphanumeric() || "-_. ".contains(c);
        let plain: String = stem
            .unwrap_or_default()
            .chars()
            .map(|c| if is_plain(c) { c } else { '_' })
            .collect();
        match plain.trim_matches(['.', ' ']) {
            "" => "dossier".to_string(),
            name => name.to_string(),
        }
    }

    /// An empty folder is nothing; a link is something, wherever it leads.
    fn refuse_if_taken(&self) -> Result<()> {
        let Ok(there) = self.path.symlink_metadata() else {
            return Ok(());
        };
        let is_empty = || fs::read_dir(&self.path).is_ok_and(|mut entries| entries.next().is_none());
        match there.is_dir() && !self.is_zip && is_empty() {
            true => Ok(()),
            false => Err(self.taken()),
        }
    }

    fn taken(&self) -> anyhow::Error {
        let shown = self.shown.display();
        anyhow!(text!(
            "{shown} bestaat al en wordt niet overschreven: kies een andere naam, of haal het eerst weg",
            "{shown} exists already and is not written over: choose another name, or take it away first"
        ))
    }

    fn cannot_be_written(&self) -> Text {
        let shown = self.shown.display();
        text!("{shown} is niet te schrijven", "{shown} cannot be written")
    }
}

/// Whether whoever wrote it meant something else than what would come of it: standard output, or a file of another kind,
/// where a folder of that name would be made.
fn is_misleading(path: &Path, name: &OsStr) -> bool {
    path.as_os_str().is_empty() || path.as_os_str() == "-" || name.eq_ignore_ascii_case(".zip") || ends_in(path, FILES)
}

fn ends_in(path: &Path, extensions: &[&str]) -> bool {
    let is_one = |extension: &OsStr| extensions.iter().any(|it| extension.eq_ignore_ascii_case(it));
    path.extension().is_some_and(is_one)
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A moment as a zip holds it: without a zone, and not before 1980.
fn moment(at: DateTime<FixedOffset>) -> zip::DateTime {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    let [month, day] = [at.month(), at.day()].map(part);
    let [hour, minute, second] = [at.hour(), at.minute(), at.second()].map(part);
    zip::DateTime::from_date_and_time(year, month, day, hour, minute, second).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_elsewhere_and_none_stands_twice() {
        let of = |paths: &[&str]| Bundle::of(paths.iter().map(|path| (path.to_string(), Vec::new())).collect());
        for path in ["../a", "a/../b", "/a", "a//b", "a/", "", ".", "a\\b", "c:a", "a\nb"] {
            assert!(of(&[path]).is_err(), "{path:?}");
        }
        assert!(of(&["a", "a"]).is_err());
        assert!(of(&[MANIFEST]).is_err());
        assert_eq!(of(&["a", "b/..c"]).expect("a bundle").count(), 3);
    }
}
