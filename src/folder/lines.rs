//! The versions of each file in order, joined where a file moved or was renamed.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use git2::Oid;

use super::Kind;
use super::compare::Change;

/// A commit that a version came with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commit {
    pub(super) id: Oid,
    /// Its place in the history: parents come before their children.
    pub number: usize,
    /// When it was committed, which is not when its author says it was written; absent where git has no moment there.
    pub at: Option<DateTime<Utc>>,
    /// Whether it is the oldest that was fetched: what it holds may be older than it is.
    pub is_boundary: bool,
}

impl Commit {
    /// The id as people write it.
    pub fn short(&self) -> String {
        self.id.to_string().chars().take(7).collect()
    }
}

/// A record that was committed and is no longer there.
#[derive(Clone, Debug)]
pub struct Gone {
    pub name: String,
    /// Where it stood last.
    pub path: String,
    /// The last commit that had it.
    pub last: Commit,
}

/// A file as a commit, or the work tree, left it.
#[derive(Clone, Debug)]
pub struct Version {
    /// Absent for what is not committed yet.
    pub commit: Option<Commit>,
    pub(super) path: String,
    pub(super) state: State,
    /// What each parent of its commit has at the same path; the first one alone where it is no merge.
    pub(super) before: Option<Oid>,
    pub(super) beside: Vec<Option<Oid>>,
}

impl Version {
    /// Where the file stood, from the folder's root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the file is there in this version; otherwise it went, or goes on elsewhere.
    pub fn is_there(&self) -> bool {
        self.state.is_there()
    }

    /// Whether the file was taken away. One that goes on under another name was not.
    pub fn is_gone(&self) -> bool {
        matches!(self.state, State::Gone(_))
    }

    /// Whether a merge left the file out that one of its branches had. Which merge is not known.
    pub fn is_left_out(&self) -> bool {
        matches!(self.state, State::Gone(last) if last == self.commit)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Blob(Oid),
    /// As it stands in the work tree.
    Here,
    /// No longer there; the last commit that had it.
    Gone(Option<Commit>),
    /// It goes on under another name.
    Moved,
}

impl State {
    pub fn is_there(self) -> bool {
        matches!(self, State::Blob(_) | State::Here)
    }
}

/// Every file's versions, the oldest first.
#[derive(Debug, Default)]
pub(super) struct Lines {
    by_path: HashMap<String, Vec<Version>>,
    /// Where each record stood last, by its name: the same record may stand under another path.
    places: BTreeMap<String, String>,
}

impl Lines {
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }

    /// Every object that holds a version.
    pub fn blobs(&self) -> impl Iterator<Item = Oid> {
        let versions = self.by_path.values().flatten();
        versions.filter_map(|version| match version.state {
            State::Blob(blob) => Some(blob),
            _ => None,
        })
    }

    /// Every file that is there, or went and did not go on elsewhere: where it stands or stood, and its versions.
    pub fn all(&self) -> Vec<(&str, &[Version])> {
        // What a line has from another path it took over from there.
        let elsewhere = self.by_path.iter().flat_map(|(path, line)| {
            let taken = line.iter().filter(move |version| version.path != *path);
            taken.map(|version| (version.path.as_str(), version.commit.map(|commit| commit.number)))
        });
        let elsewhere: HashSet<(&str, Option<usize>)> = elsewhere.collect();
        let is_whole = |path: &str, last: &Version| {
            let end = (path, last.commit.map(|commit| commit.number));
            last.is_there() || (last.is_gone() && !elsewhere.contains(&end))
        };
        let mut lines: Vec<(&str, &[Version])> = self
            .by_path
            .iter()
            .filter(|(path, line)| line.last().is_some_and(|last| is_whole(path, last)))
            .map(|(path, line)| (path.as_str(), line.as_slice()))
            .collect();
        lines.sort_by_key(|(path, _)| *path);
        lines
    }

    pub fn of(&self, path: &str) -> &[Version] {
        self.by_path.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// Takes in what a commit, or without one the work tree, changed. `before` is the last commit that had what is gone.
    pub fn take(&mut self, changes: Vec<Change>, commit: Option<Commit>, before: Option<Commit>) {
        let (here, gone): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(|change| change.now.is_some());
        let names: HashSet<String> = here.iter().filter_map(|change| Kind::record_at(&change.path)).collect();
        // What is gone, and not under its own name in another folder: it may have been renamed.
        let mut nameless: HashMap<Oid, Vec<String>> = HashMap::new();
        for change in gone {
            self.push(&change.path, commit, State::Gone(before), (None, Vec::new()));
            let goes_on = Kind::record_at(&change.path).is_some_and(|name| names.contains(&name));
            if let Some(blob) = change.before.filter(|_| !goes_on) {
                nameless.entry(blob).or_default().push(change.path);
            }
        }
        for change in here {
            let Change {
                path,
                now,
                before,
                beside,
            } = change;
            let Some(blob) = now else {
                continue;
            };
            if !self.stands(&path) {
                self.join(&path, commit, || nameless.get_mut(&blob)?.pop());
            }
            if let Some(name) = Kind::record_at(&path) {
                self.places.insert(name, path.clone());
            }
            let state = commit.map_or(State::Here, |_| State::Blob(blob));
            self.push(&path, commit, state, (before, beside));
        }
    }

    /// Gives a file that appears the versions it had elsewhere: where the record of its name was taken away with the same
    /// commit, where the very same text was, or where the record of its name stood before.
    fn join(&mut self, path: &str, commit: Option<Commit>, mut renamed: impl FnMut() -> Option<String>) {
        let name = Kind::record_at(path);
        let namesake = name
            .and_then(|name| self.places.get(&name))
            .filter(|place| !self.stands(place))
            .cloned();
        let left_now = |place: &String| self.of(place).last().is_some_and(|last| last.commit == commit);
        let former = match namesake {
            Some(place) if left_now(&place) => Some(place),
            namesake => {
                let renamed = renamed();
                if let Some(last) = renamed
                    .as_ref()
                    .and_then(|place| self.by_path.get_mut(place)?.last_mut())
                {
                    last.state = State::Moved;
                }
                renamed.or(namesake)
            }
        };
        if let Some(line) = former.and_then(|former| self.by_path.get(&former).cloned()) {
            self.by_path.insert(path.to_string(), line);
        }
    }

    fn stands(&self, path: &str) -> bool {
        self.of(path).last().is_some_and(|version| version.state.is_there())
    }

    fn push(
        &mut self,
        path: &str,
        commit: Option<Commit>,
        state: State,
        (before, beside): (Option<Oid>, Vec<Option<Oid>>),
    ) {
        let version = Version {
            commit,
            path: path.to_string(),
            state,
            before,
            beside,
        };
        match self.by_path.get_mut(path) {
            Some(line) => line.push(version),
            None => {
                self.by_path.insert(path.to_string(), vec![version]);
            }
        }
    }

    /// Lets every line end with what a tree holds: a merge can leave out what one of its branches had.
    pub fn settle(&mut self, tree: &HashMap<String, Oid>) {
        for (path, line) in &mut self.by_path {
            if let Some(blob) = tree.get(path) {
                let held = line.iter().rposition(|version| version.state == State::Blob(*blob));
                line.truncate(held.map_or(line.len(), |at| at + 1));
            } else if let Some(last) = line.last().filter(|last| last.state.is_there()).cloned() {
                let lives_on = line
                    .iter()
                    .any(|version| version.path != *path && tree.contains_key(&version.path));
                let state = if lives_on {
                    State::Moved
                } else {
                    State::Gone(last.commit)
                };
                line.push(Version { state, ..last });
            }
        }
    }

    /// The records that are no longer there.
    pub fn gone(&self, standing: &HashSet<String>) -> Vec<Gone> {
        let gone = self.places.iter().filter(|(name, _)| !standing.contains(*name));
        gone.filter_map(|(name, path)| match self.of(path).last()?.state {
            State::Gone(Some(last)) => Some(Gone {
                name: name.clone(),
                path: path.clone(),
                last,
            }),
            _ => None,
        })
        .collect()
    }
}
