//! What git remembers of a folder's records: the versions of each, up to what is being read.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Error, Result, anyhow};
use git2::{AttrCheckFlags, AttrValue, ErrorClass, ErrorCode, ObjectType, OdbLookupFlags, Oid, Repository, Sort};
use rayon::prelude::*;

use crate::text;
use crate::text::Text;
use crate::underway::{self, Progress, Work};

use super::compare::{Change, Compare};
use super::lines::{Commit, Gone, Lines, State, Version};
use super::said::{self, Said};
use super::{Content, File, Folder, Kind, MARKER, instant, prefix, repository};

/// The versions of a folder's records, and how far back git knows them.
#[derive(Default)]
pub struct History {
    pub reach: Reach,
    /// Why nothing is remembered where git is there.
    pub trouble: Option<Text>,
    /// The records that were committed and are no longer there.
    pub gone: Vec<Gone>,
    lines: Lines,
    repository: Option<Mutex<Repository>>,
}

/// What a parent holds where a commit changes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    Absent,
    Text(String),
    /// It is there, but is no text.
    Unreadable,
}

/// How far back git remembers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// To the first commit.
    Whole,
    /// The oldest commits were never fetched: nothing is known of what lies before the boundary.
    Shallow,
    /// There is no repository, no commit in it that knows this folder, or not all of it can be read.
    #[default]
    None,
}

impl Reach {
    pub fn name(self) -> &'static str {
        match self {
            Reach::Whole => "whole",
            Reach::Shallow => "shallow",
            Reach::None => "none",
        }
    }
}

/// A commit on the way from the oldest to the one that is read.
struct Step {
    commit: Commit,
    tree: Oid,
    /// Where the parents are on the same way.
    parents: Vec<usize>,
}

/// How many commits are compared at a stretch, with a store of their own.
const STRETCH: usize = 1024;

impl History {
    /// What git remembers up to `rev`, or up to the work tree. What cannot be read is not remembered: that is no error
    /// of the records.
    pub fn of(folder: &Folder, rev: Option<&str>) -> History {
        History::read(folder, rev).unwrap_or_else(|error| History {
            trouble: trouble(folder, &error),
            ..History::default()
        })
    }

    fn read(folder: &Folder, rev: Option<&str>) -> Result<History> {
        let repository = Repository::discover(&folder.root)?;
        if repository.workdir().is_none() && rev.is_none() {
            return Err(anyhow!(repository::without_work_tree()));
        }
        // As git itself when it reads a log; to doubt the store itself is for git fsck, and would double the time.
        git2::opts::strict_hash_verification(false);
        let Some((lines, reach)) = lines(&repository, folder, rev)? else {
            return Ok(History::default());
        };
        let names = folder.files.iter().filter_map(|file| Kind::record_at(&file.path));
        let mut gone = lines.gone(&names.collect());
        // What is in a folder that could not be gone into may be there all the same.
        let is_in = |path: &str, folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let unread: Vec<&str> = folder
            .files
            .iter()
            .filter(|file| file.whole_text().is_none())
            .map(|file| file.path.as_str())
            .collect();
        gone.retain(|gone| !unread.iter().any(|folder| is_in(&gone.path, folder)));
        Ok(History {
            reach,
            trouble: None,
            gone,
            lines,
            repository: Some(Mutex::new(repository)),
        })
    }

    /// The versions of the record that stands at a path, the oldest first. The last is the one that is being read.
    pub fn versions(&self, path: &str) -> Vec<&Version> {
        let versions = self.lines.of(path).iter();
        versions.filter(|version| version.state.is_there()).collect()
    }

    /// Every record, `avg.toml` too, that is there or was, by the path where it stands or stood last: all its versions,
    /// also those in which it went.
    pub fn lines(&self) -> Vec<(&str, &[Version])> {
        self.lines.all()
    }

    /// What each parent of a version's commit holds at the same path.
    pub fn before(&self, version: &Version) -> Vec<Before> {
        let parents = [&version.before].into_iter().chain(&version.beside);
        let held = parents.map(|blob| match blob {
            None => Before::Absent,
            Some(blob) => self.blob(*blob).map_or(Before::Unreadable, Before::Text),
        });
        held.collect()
    }

    /// What a commit says of itself; looked up only when somebody asks.
    pub fn said(&self, commit: &Commit) -> Option<Said> {
        let repository = self.repository.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        said::read(&repository, commit)
    }

    /// The commit that first had an `avg.toml`: with it the folder came into git.
    pub fn began(&self) -> Option<Commit> {
        self.lines.of(MARKER).first()?.commit
    }

    /// What a commit holds of a file; `None` when it is not text.
    pub fn text(&self, version: &Version) -> Option<String> {
        match version.state {
            State::Blob(blob) => self.blob(blob),
            _ => None,
        }
    }

    fn blob(&self, blob: Oid) -> Option<String> {
        let repository = self.repository.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        let content = repository.find_blob(blob).ok()?.content().to_vec();
        String::from_utf8(content).ok()
    }
}

/// Why git does not remember what it could; nothing where there is no repository, or nothing in it yet.
fn trouble(folder: &Folder, error: &Error) -> Option<Text> {
    let Some(error) = error.downcast_ref::<git2::Error>() else {
        return error.downcast_ref::<Text>().cloned();
    };
    match (error.code(), error.class()) {
        (ErrorCode::UnbornBranch, _) | (ErrorCode::NotFound, ErrorClass::Reference) => None,
        _ => repository::why_not(&folder.root, error),
    }
}

/// The versions of every file, up to what is being read; `None` where git does not know the folder.
fn lines(repository: &Repository, folder: &Folder, rev: Option<&str>) -> Result<Option<(Lines, Reach)>> {
    let prefix = prefix::within(repository, &folder.root);
    let prefix: Vec<String> = prefix.split_terminator('/').map(str::to_string).collect();
    let steps = steps(repository, rev.unwrap_or("HEAD"))?;
    let place = repository.path().to_path_buf();
    let stretches: Result<Vec<_>> = underway::during(Work::Commits, Some(steps.len()), |progress| {
        let stretches = steps.par_chunks(STRETCH);
        let changes = |stretch| changes(stretch, &steps, &Repository::open(&place)?, &prefix, progress);
        stretches.map(changes).collect()
    });
    let mut lines = Lines::default();
    for (step, changes) in steps.iter().zip(stretches?.into_iter().flatten()) {
        let before = step.parents.first().map(|parent| steps[*parent].commit);
        lines.take(changes, Some(step.commit), before);
    }
    let store = repository.odb()?;
    // A clone can have every commit and have left the contents of the old ones behind.
    let is_here = |blob| store.exists_ext(blob, OdbLookupFlags::NO_REFRESH);
    let Some(tip) = steps.last().filter(|_| !lines.is_empty()) else {
        return Ok(None);
    };
    if !lines.blobs().all(is_here) {
        return Err(anyhow!(text!(
            "niet elke versie van de registraties is hier",
            "not every version of the records is here"
        )));
    }
    let held = Compare::new(&store, &prefix).commit(tip.tree, &[])?;
    let held: HashMap<String, Oid> = held
        .into_iter()
        .filter_map(|file| Some((file.path, file.now?)))
        .collect();
    lines.settle(&held);
    if rev.is_none() {
        let clean = Clean::of(repository, &prefix);
        lines.take(not_committed(folder, &held, &clean), None, Some(tip.commit));
    }
    let is_shallow = steps.iter().any(|step| step.commit.is_boundary);
    Ok(Some((lines, if is_shallow { Reach::Shallow } else { Reach::Whole })))
}

/// Every commit from the oldest up to `rev`.
fn steps(repository: &Repository, rev: &str) -> Result<Vec<Step>> {
    let mut walk = repository.revwalk()?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE)?;
    walk.push(repository.revparse_single(rev)?.peel_to_commit()?.id())?;
    let boundary = boundary(repository);
    let mut numbers: HashMap<Oid, usize> = HashMap::new();
    let mut steps = Vec::new();
    for (number, id) in walk.enumerate() {
        let id = id?;
        let commit = repository.find_commit(id)?;
        steps.push(Step {
            commit: Commit {
                id,
                number,
                at: instant::of(commit.time()).map(|at| at.to_utc()),
                is_boundary: boundary.contains(&id),
            },
            tree: commit.tree_id(),
            parents: commit
                .parent_ids()
                .filter_map(|parent| numbers.get(&parent).copied())
                .collect(),
        });
        numbers.insert(id, number);
    }
    Ok(steps)
}

/// The commits whose parents were never fetched.
fn boundary(repository: &Repository) -> HashSet<Oid> {
    let shallow = std::fs::read_to_string(repository.commondir().join("shallow")).unwrap_or_default();
    shallow.lines().filter_map(|line| line.parse().ok()).collect()
}

/// What each commit of a stretch brought.
fn changes(
    stretch: &[Step],
    steps: &[Step],
    repository: &Repository,
    prefix: &[String],
    progress: &Progress,
) -> Result<Vec<Vec<Change>>> {
    let store = repository.odb()?;
    let mut compare = Compare::new(&store, prefix);
    let of_step = |step: &Step| {
        let parents: Vec<Oid> = step.parents.iter().map(|parent| steps[*parent].tree).collect();
        Ok(progress.count(compare.commit(step.tree, &parents)?))
    };
    stretch.iter().map(of_step).collect()
}

/// What the work tree has that the commit below it has not, and the other way round.
fn not_committed(folder: &Folder, held: &HashMap<String, Oid>, clean: &Clean) -> Vec<Change> {
    let hash = |bytes: &[u8]| Oid::hash_object(ObjectType::Blob, bytes).ok();
    let records = folder
        .files
        .par_iter()
        .filter(|file| Kind::of_file(&file.path).is_some());
    let changed: Vec<(&File, Change)> = records
        .map(|file| {
            let blob = match &file.content {
                Content::Text(text) => hash(text.as_bytes()),
                _ => None,
            };
            let change = Change {
                path: file.path.clone(),
                before: held.get(&file.path).copied(),
                // What is there but cannot be read is like nothing else.
                now: Some(blob.unwrap_or(Oid::ZERO_SHA1)),
                beside: Vec::new(),
            };
            (file, change)
        })
        .filter(|(_, change)| change.now != change.before)
        .collect();
    let mut changes: Vec<Change> = Vec::with_capacity(changed.len());
    for (file, mut change) in changed {
        if let Content::Text(text) = &file.content
            && text.contains("\r\n")
            && clean.makes_line_feeds(&file.path)
        {
            change.now = hash(text.replace("\r\n", "\n").as_bytes()).or(change.now);
        }
        if change.now != change.before {
            changes.push(change);
        }
    }
    let is_gone = |path: &&String| folder.file(path).is_none();
    let mut gone: Vec<&String> = held.keys().filter(is_gone).collect();
    gone.sort();
    changes.extend(gone.into_iter().map(|path| Change {
        path: path.clone(),
        before: held.get(path).copied(),
        now: None,
        beside: Vec::new(),
    }));
    changes
}

/// What git does with the ends of lines on the way from the work tree to a commit: on Windows a checkout has others.
struct Clean<'r> {
    repository: &'r Repository,
    /// The folder inside the repository: nothing, or `a/b/`.
    prefix: String,
    /// Whether git does it to every text of which no attribute says otherwise.
    is_automatic: bool,
}

impl<'r> Clean<'r> {
    fn of(repository: &'r Repository, prefix: &[String]) -> Clean<'r> {
        let config = repository.config().and_then(|mut config| config.snapshot());
        let is_automatic = config.is_ok_and(|config| {
            config.get_bool("core.autocrlf").unwrap_or(false)
                || config
                    .get_str("core.autocrlf")
                    .is_ok_and(|value| value.eq_ignore_ascii_case("input"))
        });
        Clean {
            repository,
            prefix: prefix.iter().map(|name| format!("{name}/")).collect(),
            is_automatic,
        }
    }

    /// Whether a line of this file that ends in CR LF ends in LF once it is committed.
    fn makes_line_feeds(&self, path: &str) -> bool {
        let path = format!("{}{path}", self.prefix);
        let attribute = |name: &str| {
            let said = self
                .repository
                .get_attr(Path::new(&path), name, AttrCheckFlags::FILE_THEN_INDEX);
            AttrValue::from_string(said.ok().flatten())
        };
        match attribute("text") {
            AttrValue::False => false,
            AttrValue::True | AttrValue::String("auto") => true,
            // To name the ends of lines says that it is text.
            _ => self.is_automatic || matches!(attribute("eol"), AttrValue::String(_)),
        }
    }
}
