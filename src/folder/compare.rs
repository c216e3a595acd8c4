//! What a commit's tree has that its parents' trees have not: only where records are, and nothing that is equal twice.

use std::collections::HashMap;
use std::rc::Rc;

use git2::{Error, Odb, OdbObject, Oid};

use super::{Kind, MARKER, layout};

/// A file that differs from what every parent has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// From the folder's root, with `/`.
    pub path: String,
    /// What the first parent has there.
    pub before: Option<Oid>,
    /// What each further parent of a merge has there.
    pub beside: Vec<Option<Oid>>,
    /// Absent where every parent has something and the commit has nothing.
    pub now: Option<Oid>,
}

/// Compares trees as git stores them. To have each made into a list first costs more than all the rest.
pub(super) struct Compare<'r> {
    store: &'r Odb<'r>,
    /// The folder's path inside the repository, a name a level.
    prefix: &'r [String],
    trees: HashMap<Oid, Rc<OdbObject<'r>>>,
}

/// How many trees are kept at hand: what a commit is compared with is mostly the next to be compared.
const AT_HAND: usize = 256;

/// What a name stands for: a folder or a file. Links and other repositories are neither.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Object {
    id: Oid,
    is_folder: bool,
}

impl Object {
    fn folder(self) -> Option<Oid> {
        self.is_folder.then_some(self.id)
    }

    fn file(self) -> Option<Oid> {
        (!self.is_folder).then_some(self.id)
    }
}

/// An entry of a tree: the mode, a space, the name, a zero and the object's id.
#[derive(Clone, Copy)]
struct Entry<'t> {
    mode: &'t [u8],
    name: &'t [u8],
    id: &'t [u8],
    /// All of it.
    bytes: &'t [u8],
}

const FOLDER: &[u8] = b"40000";
const ID: usize = 20;

impl<'t> Entry<'t> {
    fn first_of(tree: &'t [u8]) -> Option<Entry<'t>> {
        let zero = tree.iter().position(|byte| *byte == 0)?;
        let space = tree
            .iter()
            .position(|byte| *byte == b' ')
            .filter(|space| *space < zero)?;
        let end = zero + 1 + ID;
        Some(Entry {
            mode: &tree[..space],
            name: &tree[space + 1..zero],
            id: tree.get(zero + 1..end)?,
            bytes: &tree[..end],
        })
    }

    fn object(&self) -> Option<Object> {
        let is_folder = self.mode == FOLDER;
        let is_file = self.mode.starts_with(b"100");
        let id = Oid::from_bytes(self.id).ok()?;
        (is_folder || is_file).then_some(Object { id, is_folder })
    }

    /// By name, a folder's as if a slash stood behind it.
    fn order(&self) -> impl Iterator<Item = &'t u8> + use<'t> {
        let slash = if self.mode == FOLDER { &b"/"[..] } else { b"" };
        self.name.iter().chain(slash)
    }
}

impl<'r> Compare<'r> {
    pub fn new(store: &'r Odb<'r>, prefix: &'r [String]) -> Self {
        Compare {
            store,
            prefix,
            trees: HashMap::new(),
        }
    }

    /// What differs between a commit's tree and all of its parents' trees; without parents, all that is there.
    pub fn commit(&mut self, tree: Oid, parents: &[Oid]) -> Result<Vec<Change>, Error> {
        if self.trees.len() > AT_HAND {
            self.trees.clear();
        }
        let mut found = Vec::new();
        let mut trees: Vec<Option<Oid>> = [tree].iter().chain(parents).copied().map(Some).collect();
        if parents.is_empty() {
            trees.push(None);
        }
        for name in self.prefix {
            if !is_new(&trees) {
                return Ok(found);
            }
            for tree in &mut trees {
                *tree = self.below(*tree, name)?.and_then(Object::folder);
            }
        }
        if is_new(&trees) {
            for name in [MARKER].into_iter().chain(Kind::RECORDS.map(Kind::folder)) {
                let objects: Result<Vec<_>, Error> = trees.iter().map(|tree| self.below(*tree, name)).collect();
                self.objects(name.to_string(), &objects?, &mut found)?;
            }
        }
        Ok(found)
    }

    /// What a name in a tree stands for.
    fn below(&mut self, tree: Option<Oid>, name: &str) -> Result<Option<Object>, Error> {
        let Some(id) = tree else {
            return Ok(None);
        };
        let tree = self.tree(id)?;
        let mut rest = tree.data();
        while let Some(entry) = Entry::first_of(rest) {
            if entry.name == name.as_bytes() {
                return Ok(entry.object());
            }
            rest = &rest[entry.bytes.len()..];
        }
        Ok(None)
    }

    fn tree(&mut self, id: Oid) -> Result<Rc<OdbObject<'r>>, Error> {
        if let Some(tree) = self.trees.get(&id) {
            return Ok(tree.clone());
        }
        let tree = Rc::new(self.store.read(id)?);
        self.trees.insert(id, tree.clone());
        Ok(tree)
    }

    /// What stands under one name, in the commit and then in each parent.
    fn objects(&mut self, path: String, objects: &[Option<Object>], found: &mut Vec<Change>) -> Result<(), Error> {
        let folders: Vec<Option<Oid>> = objects.iter().map(|object| object.and_then(Object::folder)).collect();
        if is_new(&folders) {
            if layout::is_too_deep(&path) {
                return Err(Error::from_str("too many folders within one another"));
            }
            self.folders(&path, &folders, found)?;
        }
        let files: Vec<Option<Oid>> = objects.iter().map(|object| object.and_then(Object::file)).collect();
        if is_new(&files) && layout::is_read(&path) {
            found.push(Change {
                path,
                now: files[0],
                before: files[1],
                beside: files[2..].to_vec(),
            });
        }
        Ok(())
    }

    /// Goes through the same folder in the commit and in each parent, side by side in the order in which git stores names.
    fn folders(&mut self, above: &str, folders: &[Option<Oid>], found: &mut Vec<Change>) -> Result<(), Error> {
        let trees: Result<Vec<_>, Error> = folders
            .iter()
            .map(|id| id.map(|id| self.tree(id)).transpose())
            .collect();
        let trees = trees?;
        let mut rest: Vec<&[u8]> = trees
            .iter()
            .map(|tree| tree.as_ref().map_or(&[][..], |tree| tree.data()))
            .collect();
        loop {
            // Nearly all that is there is the same everywhere.
            while let Some(entry) = Entry::first_of(rest[0])
                && rest[1..].iter().all(|rest| rest.starts_with(entry.bytes))
            {
                rest.iter_mut().for_each(|rest| *rest = &rest[entry.bytes.len()..]);
            }
            let entries: Vec<Option<Entry>> = rest.iter().map(|rest| Entry::first_of(rest)).collect();
            let Some(least) = entries
                .iter()
                .flatten()
                .min_by(|a, b| a.order().cmp(b.order()))
                .copied()
            else {
                return Ok(());
            };
            let is_least = |entry: &Entry| entry.order().eq(least.order());
            let entries: Vec<Option<Entry>> = entries.into_iter().map(|entry| entry.filter(is_least)).collect();
            for (rest, entry) in rest.iter_mut().zip(&entries) {
                *rest = &rest[entry.map_or(0, |entry| entry.bytes.len())..];
            }
            let objects: Vec<Option<Object>> = entries.iter().map(|entry| entry.as_ref()?.object()).collect();
            if is_new(&objects) {
                let path = format!("{above}/{}", String::from_utf8_lossy(least.name));
                self.objects(path, &objects, found)?;
            }
        }
    }
}

/// Whether the first, the commit's, is like none of the others, its parents'.
fn is_new<T: PartialEq>(all: &[T]) -> bool {
    !all[1..].contains(&all[0])
}
