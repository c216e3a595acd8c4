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
    /// In the order of their names.
    activities: Vec<Activity<'r>>,
    /// Activities that have purposes, by them.
    by_purposes: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Activity<'r> {
    name: &'r str,
    purposes: String,
    systems: String,
}

impl<'r> Index<'r> {
    pub fn of(records: &'r Records) -> Index<'r> {
        let all: Vec<&Record> = records.iter().filter(|record| record.kind == Kind::Activity).collect();
        let mut index = Index::default();
        for (record, list) in all.iter().flat_map(|record| LISTS.map(|list| (record, list))) {
            let named = record.root.get(list).map(Node::items).unwrap_or_default();
            index
                .named
                .extend(named.iter().filter_map(Node::text).map(|name| (list, name)));
        }
        index.activities = all.into_par_iter().map(Activity::of).collect();
        for (number, activity) in index.activities.iter().enumerate() {
            for system in activity.systems.lines() {
                if !index.systems.contains(system) {
                    index.systems.insert(system.to_string());
                }
            }
            if !activity.purposes.is_empty() {
                match index.by_purposes.get_mut(&activity.purposes) {
                    Some(same) => same.push(number),
                    None => drop(index.by_purposes.insert(activity.purposes.clone(), vec![number])),
                }
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
        let at = self
            .activities
            .binary_search_by(|activity| activity.name.cmp(&record.name));
        let activity = &self.activities[at.ok()?];
        let same = self.by_purposes.get(&activity.purposes)?.iter();
        let mut others = same.map(|number| &self.activities[*number]);
        let copy = others.find(|other| other.name != activity.name && other.systems != activity.systems);
        copy.map(|other| other.name)
    }
}

impl<'r> Activity<'r> {
    fn of(record: &'r Record) -> Self {
        Activity {
            name: &record.name,
            purposes: texts(record, "purposes"),
            systems: texts(record, "systems"),
        }
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
