//! What judges look up about all records together, gathered once: a judge that walked all records for each of them would
//! take the square of the folder's size.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::folder::Kind;
use crate::records::tree::Node;
use crate::records::{Record, Records};

/// A list of texts as a set: order, capitals and spaces are no difference.
type Texts = BTreeSet<String>;

#[derive(Debug, Default)]
pub struct Index {
    /// The agreements that activities name, by the key under which they do.
    named: HashMap<&'static str, HashSet<String>>,
    /// The systems that activities name.
    systems: HashSet<String>,
    /// Activities by their purposes.
    by_purposes: HashMap<Texts, Vec<(String, Texts)>>,
}

impl Index {
    pub fn of(records: &Records) -> Index {
        let mut index = Index::default();
        for record in records.iter().filter(|record| record.kind == Kind::Activity) {
            for key in ["processors", "controllers"] {
                let named = record.root.get(key).map(Node::items).unwrap_or_default();
                let names = named.iter().filter_map(Node::text).map(str::to_string);
                index.named.entry(key).or_default().extend(names);
            }
            let systems = texts(record, "systems");
            index.systems.extend(systems.iter().cloned());
            let purposes = texts(record, "purposes");
            if !purposes.is_empty() {
                let same = index.by_purposes.entry(purposes).or_default();
                same.push((record.name.clone(), systems));
            }
        }
        index
    }

    /// Whether an activity names an agreement under a key.
    pub(super) fn names(&self, key: &str, agreement: &str) -> bool {
        self.named.get(key).is_some_and(|names| names.contains(agreement))
    }

    pub(super) fn has_system(&self, system: &str) -> bool {
        self.systems.contains(&tidy(system))
    }

    /// The first other activity with the same purposes and other systems.
    pub(super) fn copy_of(&self, record: &Record) -> Option<&str> {
        let same = self.by_purposes.get(&texts(record, "purposes"))?;
        let systems = texts(record, "systems");
        let copy = same
            .iter()
            .find(|(name, theirs)| *name != record.name && *theirs != systems);
        copy.map(|(name, _)| name.as_str())
    }
}

fn texts(record: &Record, key: &str) -> Texts {
    let list = record.root.get(key).map(Node::items).unwrap_or_default();
    let texts = list.iter().filter_map(Node::text).map(tidy);
    texts.filter(|text| !text.is_empty()).collect()
}

pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
