//! What cannot be so whatever the law says: a required text that is blank, a least number above the greatest, one name twice,
//! no recipients beside those that are named.

use std::collections::HashSet;

use crate::records::tree::{Node, Value};
use crate::text;

use super::{Case, Verdict};

/// The texts that make a record one.
const REQUIRED: &[&str] = &["name", "summary", "subject", "counterparty.name", "organisation.name"];

pub(super) fn blank(case: &Case) -> Vec<Verdict> {
    let is_blank = |node: &&Node| node.text().is_some_and(|text| text.trim().is_empty());
    let required = REQUIRED.iter().filter_map(|path| case.find(path));
    let mut listed = Vec::new();
    items(case.row.row, &mut listed);
    let blank = required.chain(listed).filter(is_blank);
    blank.map(|node| Verdict::plain(node.span)).collect()
}

/// Every item of every list: an empty text in a list says nothing and looks like something.
fn items<'n, 'f>(node: &'n Node<'f>, found: &mut Vec<&'n Node<'f>>) {
    match &node.value {
        Value::List(here) => {
            found.extend(here.iter());
            here.iter().for_each(|item| items(item, found));
        }
        Value::Table(entries) => {
            let known = entries.iter().filter(|entry| !entry.is_users_own());
            known.for_each(|entry| items(&entry.node, found));
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
