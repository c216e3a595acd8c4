//! The folder, from disk or from a commit: the only place that touches either.
//!
//! Both sources give the same list of files in the same order, so everything after this neither knows nor cares which it was.

mod bundle;
mod commit;
mod compare;
pub mod found;
mod history;
mod instant;
mod kind;
mod layout;
mod lines;
mod logged;
mod outside;
mod prefix;
mod repository;
mod said;
mod save;
mod under;
mod worktree;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use chrono::{DateTime, Utc};

pub use bundle::{Bundle, MANIFEST, Target};
pub use history::{Before, History, Reach};
pub use kind::Kind;
pub use layout::{Stray, is_pack, stray};
pub use lines::{Commit, Gone, Version};
pub use logged::{Logged, Signature};
pub use outside::{read_outside, write_outside};
pub use said::{Person, Said};
pub use save::{Saved, save};
pub use under::{distinct, under};
pub use write::{Writer, taken};

use crate::text;
use crate::text::Text;

/// How many bytes a file may have: a place in it is kept in four bytes.
const LARGEST: u64 = u32::MAX as u64;

/// The file whose presence marks a folder.
pub const MARKER: &str = "avg.toml";

/// Everything in a folder that the tool has to do with, sorted by path.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Where it is on disk, also when a commit is read.
    pub root: PathBuf,
    pub files: Vec<File>,
}

/// A file and what could be read of it.
#[derive(Clone, Debug)]
pub struct File {
    /// From the folder's root, with `/`.
    pub path: String,
    pub content: Content,
}

#[derive(Clone, Debug)]
pub enum Content {
    Text(String),
    /// Not UTF-8: its bytes, what remains with the bad ones replaced, and the byte at which the first of them stands.
    Garbled {
        bytes: Vec<u8>,
        readable: String,
        at: usize,
    },
    /// A file that is out of place; it is named, not read.
    Unread,
    /// A symbolic link, which is never followed.
    Link,
    /// A pipe, a socket, a device.
    Special,
    /// A folder with a git repository of its own, whose files no commit around it holds: a submodule.
    Repository,
    /// A folder within more folders than anybody makes; whoever walks into it may not come out.
    TooDeep,
    /// Of more bytes than [`LARGEST`].
    TooLarge,
    /// The machine refused; its own words.
    Refused(String),
}

impl Folder {
    /// Reads `dir`, or the nearest folder upward from `cwd`; at `rev`, or as it is on disk.
    pub fn read(dir: Option<&Path>, cwd: &Path, rev: Option<&str>) -> Result<Folder> {
        let root = locate(dir, cwd)?;
        let files = match rev {
            None => worktree::read(&root)?,
            Some(rev) => commit::read(&root, rev)?.ok_or_else(|| {
                let prefix = prefix::of(&root);
                let folder = prefix.trim_end_matches('/');
                anyhow!(text!(
                    "de map {folder} bestaat niet in ‘{rev}’",
                    "the folder {folder} does not exist in ‘{rev}’"
                ))
            })?,
        };
        Ok(Folder::of(root, files))
    }

    /// The same folder as it was at a commit; without files where it was not there yet.
    pub fn at(&self, rev: &str) -> Result<Folder> {
        let files = commit::read(&self.root, rev)?.unwrap_or_default();
        Ok(Folder::of(self.root.clone(), files))
    }

    fn of(root: PathBuf, mut files: Vec<File>) -> Folder {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Folder { root, files }
    }

    /// The commit that was in force at an instant, by its id: of those that followed one another on the line of `rev`, or of
    /// what the work tree stands on, the last that was made by then; `None` where there was none yet.
    pub fn in_force(&self, rev: Option<&str>, at: DateTime<Utc>) -> Result<Option<String>> {
        commit::in_force(&self.root, rev.unwrap_or("HEAD"), at)
    }

    /// The commit that is read, or that the work tree stands on, by its short id, and whether the folder says something
    /// else than it; `None` where there is no commit.
    pub fn commit(&self, rev: Option<&str>) -> Option<(String, bool)> {
        let id = commit::short(&self.root, rev.unwrap_or("HEAD"))?;
        let is_changed = rev.is_none() && self.at("HEAD").is_ok_and(|committed| !self.says_the_same(&committed));
        Some((id, is_changed))
    }

    /// The whole id of that commit.
    pub fn commit_id(&self, rev: Option<&str>) -> Option<String> {
        commit::whole(&self.root, rev.unwrap_or("HEAD"))
    }

    /// Every commit up to the one that is read, or that the work tree stands on, that touched the folder, the newest first;
    /// `None` where git cannot be read.
    pub fn log(&self, rev: Option<&str>) -> Option<Vec<Logged>> {
        logged::touching(self, rev)
    }

    fn says_the_same(&self, other: &Folder) -> bool {
        let said = |folder: &Folder| -> Vec<(String, Option<String>)> {
            let read = folder
                .files
                .iter()
                .filter(|file| !matches!(file.content, Content::Unread));
            // How lines end is git's business, not the record's.
            read.map(|file| (file.path.clone(), file.text().map(|text| text.replace("\r\n", "\n"))))
                .collect()
        };
        said(self) == said(other)
    }

    /// Why there are no files where git has some; nothing where that is not so.
    pub fn bare(&self) -> Option<Text> {
        repository::is_bare(&self.root).then(repository::without_work_tree)
    }

    /// What comes before its paths when they are counted from the root of the git work tree: nothing, or `a/b/`.
    pub fn prefix(&self) -> String {
        prefix::of(&self.root)
    }

    /// Adds a file that is not on disk yet, to see what it would be.
    pub fn add(&mut self, path: &str, text: &str) {
        self.remove(path);
        let at = self.files.partition_point(|file| file.path.as_str() < path);
        let file = File {
            path: path.to_string(),
            content: Content::Text(text.to_string()),
        };
        self.files.insert(at, file);
    }

    /// The same of many, by path and text.
    pub fn add_all<'a>(&mut self, added: impl Iterator<Item = (&'a str, &'a str)>) {
        let mut by_path: BTreeMap<String, Content> = std::mem::take(&mut self.files)
            .into_iter()
            .map(|file| (file.path, file.content))
            .collect();
        by_path.extend(added.map(|(path, text)| (path.to_string(), Content::Text(text.to_string()))));
        let files = by_path.into_iter().map(|(path, content)| File { path, content });
        self.files = files.collect();
    }

    pub fn remove(&mut self, path: &str) {
        self.files.retain(|file| file.path != path);
    }

    pub fn file(&self, path: &str) -> Option<&File> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path));
        at.ok().map(|at| &self.files[at])
    }
}

impl File {
    /// The file's text, where all of it is text.
    pub fn whole_text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The file's bytes, as they are.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Text(text) => Some(text.as_bytes()),
            Content::Garbled { bytes, .. } => Some(bytes),
            _ => None,
        }
    }

    /// What is readable of the file.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) | Content::Garbled { readable: text, .. } => Some(text),
            _ => None,
        }
    }
}

impl Content {
    /// What the bytes of a file are.
    pub fn of(bytes: Vec<u8>) -> Content {
        match String::from_utf8(bytes) {
            Ok(text) => Content::Text(text),
            Err(error) => Content::Garbled {
                at: error.utf8_error().valid_up_to(),
                readable: String::from_utf8_lossy(error.as_bytes()).into_owned(),
                bytes: error.into_bytes(),
            },
        }
    }
}

/// The folder that is meant: `dir` as given, else the nearest one upward that has an `avg.toml`.
pub fn locate(dir: Option<&Path>, cwd: &Path) -> Result<PathBuf> {
    if let Some(dir) = dir {
        let root = cwd.join(dir);
        let shown = dir.display();
        return match root.is_dir() {
            true => Ok(root),
            false => Err(anyhow!(text!(
                "de map {shown} bestaat niet of is geen map",
                "the folder {shown} does not exist or is not a folder"
            ))),
        };
    }
    if repository::is_bare(cwd) {
        return Err(anyhow!(text!(
            "hier is een git-repository zonder werkmap: -C . --rev HEAD leest wat er is vastgelegd",
            "here is a git repository without a work tree: -C . --rev HEAD reads what was committed"
        )));
    }
    // A marker that cannot be read marks the folder all the same: the one above it is another's.
    let marked = cwd.ancestors().find(|dir| dir.join(MARKER).symlink_metadata().is_ok());
    marked.map(Path::to_path_buf).ok_or_else(|| {
        anyhow!(text!(
            "hier en hogerop staat geen {MARKER}: ga naar de map met de registratie, wijs haar aan met -C, of begin er een met \
             avg init",
            "there is no {MARKER} here or above: go to the folder with the records, name it with -C, or begin one with avg init"
        ))
    })
}
