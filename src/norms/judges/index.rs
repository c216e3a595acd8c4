//! What judges look up about all records together, gathered once: a judge that walked all records for each of them would
//! take the square of the folder's size.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::folder::Kind;
use crate::records::tree::Node;
use crate::records::{Record, Records};

/// The lists of agreements that an activity has.
const LISTS: [&str; 2] = ["processors", "controllers"];

#[derive(Debug, Default)]
pub struct Index<'r> {
    /// The agreements that activities name, each with the list in which they do.
    named: HashSet<(&'static str, &'r str)>,
    /// The systems that activities name.
    systems: HashSet<String>,
    /// Activities by their purposes, each with its systems.
    by_purposes: HashMap<String, Vec<(&'r str, String)>>,
}

impl<'r> Index<'r> {
    pub fn of(records: &'r Records) -> Index<'r> {
        let all: Vec<&Record> = records.iter().filter(|record| record.kind == Kind::Activity).collect();
        let texts: Vec<[String; 2]> = all
            .par_iter()
            .map(|record| ["purposes", "systems"].map(|key| texts(record, key)))
            .collect();
        let mut index = Index::default();
        for (record, [purposes, systems]) in all.into_iter().zip(texts) {
            for list in LISTS {
                let named = record.root.get(list).map(Node::items).unwrap_or_default();
                index
                    .named
                    .extend(named.iter().filter_map(Node::text).map(|name| (list, name)));
            }
            for system in systems.lines() {
                if !index.systems.contains(system) {
                    index.systems.insert(system.to_string());
                }
            }
            if !purposes.is_empty() {
                let same = index.by_purposes.entry(purposes).or_default();
                same.push((record.name.as_str(), systems));
            }
        }
        index
    }

    /// Whether an activity names an agreement in one of its lists.
    pub(super) fn names(&self, list: &'static str, agreement: &str) -> bool {
        self.named.contains(&(list, agreement))
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
        copy.map(|(name, _)| *name)
    }
}

/// A list of texts as a set, a line each: order, capitals and spaces are no difference.
fn texts(record: &Record, key: &str) -> String {
    let list = record.root.get(key).map(Node::items).unwrap_or_default();
    let texts = list.iter().filter_map(Node::text).map(tidy);
    let mut texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.sort();
    texts.dedup();
    texts.join("\n")
}

pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
