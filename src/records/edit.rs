//! Changes inside a record's text: one value at a time, and every other byte as it was.
//!
//! The text is cut open at one place and never written anew, so comments, order, quotes, line ends and a byte order mark
//! stay as somebody left them. What comes out is read again and held against what went in: if anything else than the
//! value that was meant says something else, nothing is changed.

use crate::text;
use crate::text::Text;

use super::cuts::Layout;
use super::shape::Shape;
use super::toml_tree;
use super::tree::Node;

/// Where a value stands: the tables on the way, each with its row where it is a list of them, and the key. A row one past
/// the last is a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub tables: Vec<(String, Option<usize>)>,
    pub key: String,
}

impl Spot {
    /// The flag that gives it: `controllers-notified-at`.
    pub fn flag(&self) -> String {
        let steps = self.tables.iter().map(|(name, _)| name).chain([&self.key]);
        let steps: Vec<String> = steps.map(|step| step.replace('_', "-")).collect();
        steps.join("-")
    }
}

/// Writes a value at a spot, in place of what stood there or where it belongs by the order of the shape.
pub fn set(text: &str, shape: &Shape, spot: &Spot, value: &str) -> Result<String, Text> {
    changed(text, shape, spot, value, false)
}

/// Adds an item to the list at a spot, which is made where there is none.
pub fn add(text: &str, shape: &Shape, spot: &Spot, item: &str) -> Result<String, Text> {
    changed(text, shape, spot, item, true)
}

/// Whether anything stands at a spot.
pub fn is_written(text: &str, spot: &Spot) -> bool {
    toml_tree::whole(text).is_some_and(|root| at(&root, spot).is_some())
}

/// Whether a value stands at a spot already, as it or as an item of the list there.
pub fn says(text: &str, spot: &Spot, value: &str) -> bool {
    let written = format!("v = {value}");
    let (root, wanted) = (toml_tree::whole(text), toml_tree::whole(&written));
    let here = root.as_ref().and_then(|root| at(root, spot));
    match (here, wanted.as_ref().and_then(|tree| tree.get("v"))) {
        (Some(here), Some(wanted)) => {
            here.says_the_same(wanted) || here.items().iter().any(|item| item.says_the_same(wanted))
        }
        _ => false,
    }
}

/// What stands at a spot.
pub fn at<'n, 'a>(root: &'n Node<'a>, spot: &Spot) -> Option<&'n Node<'a>> {
    steps(spot).iter().try_fold(root, |here, step| match step {
        Step::Key(key) => here.get(key),
        Step::Row(row) => here.items().get(*row),
    })
}

fn changed(text: &str, shape: &Shape, spot: &Spot, value: &str, is_item: bool) -> Result<String, Text> {
    let root = toml_tree::whole(text).ok_or_else(unreadable)?;
    let file = Layout { text, shape };
    let mut cuts = file.cuts(&root, spot, value, is_item).ok_or_else(unclear)?;
    let mut changed = text.to_string();
    cuts.sort_by_key(|(span, _)| std::cmp::Reverse(span.start()));
    for (span, piece) in cuts {
        changed.replace_range(std::ops::Range::from(span), &piece);
    }
    let steps: Vec<Step> = steps(spot);
    let is_as_meant = toml_tree::whole(&changed).is_some_and(|after| {
        let wanted = format!("v = {value}");
        let wanted = toml_tree::whole(&wanted);
        let wanted = wanted.as_ref().and_then(|tree| tree.get("v"));
        wanted.is_some_and(|wanted| is_only_change(Some(&root), &after, &steps, wanted, is_item))
    });
    if is_as_meant { Ok(changed) } else { Err(unclear()) }
}

fn unreadable() -> Text {
    text!(
        "het bestand is niet als geheel te lezen: avg check zegt waar; herstel dat eerst",
        "the file cannot be read as a whole: avg check says where; mend that first"
    )
}

fn unclear() -> Text {
    text!(
        "de opmaak van dit bestand laat deze wijziging niet toe zonder meer te veranderen: wijzig het met de hand",
        "the layout of this file does not allow this change without changing more: edit it by hand"
    )
}

/// One step on the way to a value.
enum Step<'s> {
    Key(&'s str),
    Row(usize),
}

fn steps(spot: &Spot) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    for (name, row) in &spot.tables {
        steps.push(Step::Key(name));
        steps.extend(row.map(Step::Row));
    }
    steps.push(Step::Key(&spot.key));
    steps
}

/// Whether two trees say the same but for the value at the end of the steps, which is what was wanted.
fn is_only_change(before: Option<&Node>, after: &Node, steps: &[Step], wanted: &Node, is_item: bool) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        if !is_item {
            return after.says_the_same(wanted);
        }
        let known = before.map(Node::items).unwrap_or_default();
        let (items, last) = match after.items() {
            [items @ .., last] => (items, last),
            [] => return false,
        };
        return last.says_the_same(wanted) && items.len() == known.len() && are_same(items, known);
    };
    match step {
        Step::Key(key) => {
            let others = |node: &Node| -> Vec<(String, Node<'static>)> {
                let others = node.entries().iter().filter(|entry| entry.key != **key);
                others
                    .map(|entry| (entry.key.to_string(), entry.node.clone().into_owned()))
                    .collect()
            };
            let (ours, theirs) = (before.map(others).unwrap_or_default(), others(after));
            let has = |(key, node): &(String, Node)| {
                let same = |(other, it): &(String, Node)| key == other && node.says_the_same(it);
                theirs.iter().any(same)
            };
            ours.len() == theirs.len()
                && ours.iter().all(has)
                && after
                    .get(key)
                    .is_some_and(|next| is_only_change(before.and_then(|it| it.get(key)), next, rest, wanted, is_item))
        }
        Step::Row(row) => {
            let (ours, theirs) = (before.map(Node::items).unwrap_or_default(), after.items());
            let length = ours.len().max(row + 1);
            theirs.len() == length
                && are_same(&ours[..*row.min(&ours.len())], &theirs[..*row])
                && are_same(ours.get(row + 1..).unwrap_or_default(), &theirs[row + 1..])
                && is_only_change(ours.get(*row), &theirs[*row], rest, wanted, is_item)
        }
    }
}

fn are_same(ours: &[Node], theirs: &[Node]) -> bool {
    ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| a.says_the_same(b))
}
