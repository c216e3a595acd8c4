//! What judges look up about all records together, gathered once: a judge that walked all records for each of them would
//! take the square of the folder's size.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
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
    /// Of the activities with the same purposes the first, and the first after it with other systems.
    by_purposes: HashMap<String, Vec<usize>>,
    /// The days of the audits under each agreement, by its file, the oldest first.
    audits: HashMap<&'r str, Vec<NaiveDate>>,
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
                let same = match index.by_purposes.get_mut(&activity.purposes) {
                    Some(same) => same,
                    None => index.by_purposes.entry(activity.purposes.clone()).or_default(),
                };
                let is_other = |number: &usize| index.activities[*number].systems != activity.systems;
                if same.len() < 2 && same.iter().all(is_other) {
                    same.push(number);
                }
            }
        }
        for record in records.iter().filter(|record| record.kind == Kind::Agreement) {
            let audits = record.root.get("audits").map(Node::items).unwrap_or_default();
            let performed = audits.iter().filter_map(|audit| audit.get("performed_on")?.moment());
            let mut days: Vec<NaiveDate> = performed.map(|moment| records.zone.day(moment)).collect();
            days.sort();
            if !days.is_empty() {
                index.audits.insert(record.file, days);
            }
        }
        index
    }

    /// The day of the last audit under an agreement before a day.
    pub(super) fn audit_before(&self, record: &Record, day: NaiveDate) -> Option<NaiveDate> {
        let days = self.audits.get(record.file)?;
        let before = days.partition_point(|audit| *audit < day);
        days.get(before.checked_sub(1)?).copied()
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
