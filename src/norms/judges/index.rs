//! What judges look up about all records together, gathered once: a judge that walked all records for each of them would
//! take the square of the folder's size.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::folder::Kind;
use crate::records::tree::Node;
use crate::records::{Record, Records};
use crate::text::single_spaced;

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
    /// Of the activities with one set of purposes the first, and the first after it with other systems.
    by_purposes: Vec<(usize, Option<usize>)>,
    /// The days of the audits under each agreement, by its file, the oldest first.
    audits: HashMap<&'r str, Vec<NaiveDate>>,
}

#[derive(Debug)]
struct Activity<'r> {
    name: &'r str,
    /// The numbers of its sets; one with nothing in it has none.
    purposes: Option<usize>,
    systems: Option<usize>,
}

/// Sets by their numbers: the texts of a hundred thousand records need not be kept to know which are the same.
#[derive(Default)]
struct Numbers {
    by_set: HashMap<String, usize>,
}

impl Numbers {
    fn of(&mut self, set: String) -> Option<usize> {
        let next = self.by_set.len();
        (!set.is_empty()).then(|| *self.by_set.entry(set).or_insert(next))
    }
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
        let sets: Vec<(String, String)> = all.par_iter().map(|record| sets(record)).collect();
        let (mut purposes, mut systems) = (Numbers::default(), Numbers::default());
        let numbered = all.iter().zip(sets).map(|(record, of)| Activity {
            name: &record.name,
            purposes: purposes.of(of.0),
            systems: systems.of(of.1),
        });
        index.activities = numbered.collect();
        let systems = systems.by_set.keys().flat_map(|set| set.lines());
        index.systems = systems.map(str::to_string).collect();
        for (number, activity) in index.activities.iter().enumerate() {
            let Some(purposes) = activity.purposes else {
                continue;
            };
            let is_other = |first: &usize| index.activities[*first].systems != activity.systems;
            match index.by_purposes.get_mut(purposes) {
                // Numbers are given out in their order.
                None => index.by_purposes.push((number, None)),
                Some((first, other @ None)) if is_other(first) => *other = Some(number),
                Some(_) => {}
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
        let (first, other) = self.by_purposes.get(activity.purposes?)?;
        let mut others = [Some(*first), *other]
            .into_iter()
            .flatten()
            .map(|number| &self.activities[number]);
        let copy = others.find(|other| other.name != activity.name && other.systems != activity.systems);
        copy.map(|other| other.name)
    }
}

/// An activity's purposes and systems, each as a set with a line each: order, capitals and spaces are no difference.
fn sets(activity: &Record) -> (String, String) {
    (lines(activity, "purposes"), lines(activity, "systems"))
}

fn lines(record: &Record, key: &str) -> String {
    let list = record.root.get(key).map(Node::items).unwrap_or_default();
    let texts = list.iter().filter_map(Node::text).map(tidy);
    let mut texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.sort();
    texts.dedup();
    texts.join("\n")
}

pub(super) fn tidy(text: &str) -> String {
    single_spaced(text).to_lowercase()
}
