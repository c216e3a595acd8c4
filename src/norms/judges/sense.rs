//! What cannot be so whatever the law says: a required text that is blank, a least number above the greatest, one name twice,
//! no recipients beside those that are named.

use std::collections::HashSet;

use crate::records::tree::{Node, Value};
use crate::text;

use super::{Case, Verdict};

/// The texts that make a record one.
const REQUIRED: &[&str] = &["name", "summary", "subject", "counterparty.name", "organisation.name"];

pub(super) fn blank(case: &Case) -> Vec<Verdict> {
    let is_blank = |node: &&Node| node.text().is_some() && !node.says_something();
    let required = REQUIRED.iter().filter_map(|path| case.find(path));
    let mut blank: Vec<&Node> = required.filter(is_blank).collect();
    blank_items(case.row.row, &is_blank, &mut blank);
    blank.into_iter().map(|node| Verdict::plain(node.span)).collect()
}

/// Every item of every list: an empty text in a list says nothing and looks like something.
fn blank_items<'n, 'f>(node: &'n Node<'f>, is_blank: &impl Fn(&&Node) -> bool, found: &mut Vec<&'n Node<'f>>) {
    match &node.value {
        Value::List(here) => {
            found.extend(here.iter().filter(|item| is_blank(item)));
            here.iter().for_each(|item| blank_items(item, is_blank, found));
        }
        Value::Table(entries) => {
            let known = entries.iter().filter(|entry| !entry.is_users_own());
            known.for_each(|entry| blank_items(&entry.node, is_blank, found));
        }
        _ => {}
    }
}

/// `{ min = 40, max = 10 }`.
pub(super) fn count_reversed(case: &Case) -> Vec<Verdict> {
    let counts = ["subjects_count", "records_count"].into_iter();
    let reversed = counts.filter_map(|key| {
        let count = case.find(key)?;
        let number = |bound: &str| match count.get(bound)?.value {
            Value::Integer(number) => Some(number),
            _ => None,
        };
        let (min, max) = (number("min")?, number("max")?);
        (min > max).then(|| {
            let message = text!(
                "{key}: het minste ({min}) is meer dan het meeste ({max})",
                "{key}: the least ({min}) is more than the most ({max})"
            );
            Verdict::at(count.span, message)
        })
    });
    reversed.collect()
}

/// The same agreement in two rows or twice in a list.
pub(super) fn named_twice(case: &Case) -> Vec<Verdict> {
    let mut found = Vec::new();
    for path in ["controllers", "processors", "controllers.agreement"] {
        let mut seen: HashSet<&str> = HashSet::new();
        let nodes = case.row.values_at(path);
        for node in nodes.into_iter().flat_map(|node| match &node.value {
            Value::List(items) => items.iter().collect(),
            _ => vec![node],
        }) {
            let Some(name) = node.text() else { continue };
            if !seen.insert(name) {
                let message = text!("‘{name}’ staat er twee keer", "‘{name}’ is there twice");
                found.push(Verdict::at(node.span, message));
            }
        }
    }
    found
}

/// `recipients = []` says that there are none, but a processor or third party that gets the data is one: article 4(9).
pub(super) fn recipients_denied(case: &Case) -> Vec<Verdict> {
    let is_denied = case.find("recipients").is_some_and(|list| list.items().is_empty());
    // An authority that asks by law for a particular inquiry is no recipient.
    let is_by_law = |row: &Node| row.get("ground").and_then(Node::text) == Some("law");
    let is_named = |path: &&str| {
        let list = case.find(path).filter(|list| list.says_something());
        list.is_some_and(|list| *path != "disclosures" || !list.items().iter().all(is_by_law))
    };
    let named = ["processors", "disclosures", "transfers"].into_iter().find(is_named);
    match named {
        Some(path) if is_denied => {
            let message = text!(
                "recipients zegt dat er geen ontvangers zijn, maar {path} noemt er wel",
                "recipients says that there are no recipients, but {path} names some"
            );
            vec![case.wrong("recipients", message)]
        }
        _ => Vec::new(),
    }
}
