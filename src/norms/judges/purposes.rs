//! Purposes copied from one activity to another that does something else, article 5(1)(b): a newsletter tests nothing.

use std::collections::BTreeSet;

use crate::folder::Kind;
use crate::records::Record;
use crate::records::tree::Node;
use crate::text;

use super::{Case, Verdict};

pub(super) fn judge(case: &Case) -> Vec<Verdict> {
    let ours = texts(case.record, "purposes");
    if ours.is_empty() {
        return Vec::new();
    }
    let is_copy = |other: &&Record| {
        other.kind == Kind::Activity
            && other.name != case.record.name
            && texts(other, "purposes") == ours
            && texts(other, "systems") != texts(case.record, "systems")
    };
    let Some(other) = case.records.iter().find(is_copy) else {
        return Vec::new();
    };
    let name = &other.name;
    let message = text!(
        "precies de doeleinden van {name}, die met andere systemen werkt",
        "exactly the purposes of {name}, which works with other systems"
    );
    let place = other.root.get("purposes").map_or(other.root.span, |node| node.span);
    vec![Verdict {
        related: vec![(other.site(place), text!("dezelfde doeleinden", "the same purposes"))],
        ..case.wrong("purposes", message)
    }]
}

/// A list of texts as a set: order, capitals and spaces are no difference.
fn texts(record: &Record, key: &str) -> BTreeSet<String> {
    let list = record.root.get(key).map(Node::items).unwrap_or_default();
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    list.iter()
        .filter_map(Node::text)
        .map(tidy)
        .filter(|text| !text.is_empty())
        .collect()
}
