//! Which fields of two versions of a record say something else, however either is laid out.

use std::fmt;

use crate::time::Zone;

use super::tree::{Node, Span, Value};

/// The way to a field: keys, and of a row in a list of tables what names it, else its number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(Vec<(String, Option<String>)>);

impl Place {
    /// The path without its rows: `controllers.notified_at`.
    pub fn path(&self) -> String {
        let keys: Vec<&str> = self.0.iter().map(|(key, _)| key.as_str()).collect();
        keys.join(".")
    }

    /// The rows on the way, from the outside in.
    pub fn rows(&self) -> Vec<&str> {
        self.0.iter().filter_map(|(_, row)| row.as_deref()).collect()
    }

    pub fn key(&self, key: &str) -> Place {
        Place([self.0.as_slice(), &[(key.to_string(), None)]].concat())
    }

    /// A row of the list that this is the place of.
    pub fn row(&self, row: &str) -> Place {
        let mut place = self.clone();
        if let Some((_, of_key)) = place.0.last_mut() {
            *of_key = Some(row.to_string());
        }
        place
    }
}

/// `controllers[agreements/klant-a].notified_at`, `log[2].text`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (key, row)) in self.0.iter().enumerate() {
            let dot = if at > 0 { "." } else { "" };
            write!(f, "{dot}{key}")?;
            if let Some(row) = row {
                write!(f, "[{row}]")?;
            }
        }
        Ok(())
    }
}

/// A field that says something else; absent where it was not there, or is not any more.
#[derive(Clone, Debug)]
pub struct Changed {
    pub place: Place,
    pub old: Option<Node<'static>>,
    pub new: Option<Node<'static>>,
}

/// What changed from one tree to the other, in the order of the new one; what was taken out comes after. Rows are matched
/// by what names them, others by what they say and then by their order, so that a row in another place is no change.
pub fn diff(old: &Node, new: &Node, zone: Zone) -> Vec<Changed> {
    let mut found = Vec::new();
    compare(&Place::default(), Some(old), Some(new), zone, &mut found);
    found
}

/// A tree in which nothing is written.
pub fn nothing() -> Node<'static> {
    Node {
        span: Span::default(),
        value: Value::Table(Box::default()),
    }
}

fn compare(place: &Place, old: Option<&Node>, new: Option<&Node>, zone: Zone, found: &mut Vec<Changed>) {
    let are = |is: fn(&Node) -> bool| old.is_none_or(is) && new.is_none_or(is);
    if let (Some(old), Some(new)) = (old, new)
        && is_equal(old, new, zone)
    {
        return;
    }
    if are(|node| matches!(node.value, Value::Table(_))) && !is_empty(old, new) {
        let keys = |node: Option<&Node>| -> Vec<String> {
            let entries = node.map(Node::entries).unwrap_or_default();
            entries.iter().map(|entry| entry.key.to_string()).collect()
        };
        let mut all = keys(new);
        all.extend(
            keys(old)
                .into_iter()
                .filter(|key| new.and_then(|new| new.get(key)).is_none()),
        );
        for key in all {
            let (old, new) = (old.and_then(|old| old.get(&key)), new.and_then(|new| new.get(&key)));
            compare(&place.key(&key), old, new, zone, found);
        }
    } else if are(is_list_of_tables) && !is_empty(old, new) {
        let old = old.map(|old| named(old.items())).unwrap_or_default();
        let new = new.map(|new| named(new.items())).unwrap_or_default();
        for (name, old, new) in matched(&old, &new, zone) {
            compare(&place.row(&name), old, new, zone, found);
        }
    } else {
        let owned = |node: Option<&Node>| node.map(|node| node.clone().into_owned());
        found.push(Changed {
            place: place.clone(),
            old: owned(old),
            new: owned(new),
        });
    }
}

/// Whether there is nothing below to compare, so that only its coming or going can be told.
fn is_empty(old: Option<&Node>, new: Option<&Node>) -> bool {
    let has_none = |node: &Node| node.entries().is_empty() && node.items().is_empty();
    old.is_none_or(has_none) && new.is_none_or(has_none)
}

fn is_list_of_tables(node: &Node) -> bool {
    matches!(&node.value, Value::List(rows) if rows.iter().all(|row| matches!(row.value, Value::Table(_))))
}

type Rows<'n, 'a> = Vec<(String, bool, &'n Node<'a>)>;

/// Each row with what names it, or its number, and whether that is a name.
fn named<'n, 'a>(rows: &'n [Node<'a>]) -> Rows<'n, 'a> {
    let named = rows.iter().enumerate().map(|(at, row)| match row.row_name() {
        Some(name) => (name.to_string(), true, row),
        None => ((at + 1).to_string(), false, row),
    });
    named.collect()
}

/// A row by its name or number, as it was and as it is.
type Match<'n, 'a, 'b> = (String, Option<&'n Node<'a>>, Option<&'n Node<'b>>);

/// Pairs rows: of those that go by the same name, and of those without one, first the equal ones, then in their order.
fn matched<'n, 'a, 'b>(old: &Rows<'n, 'a>, new: &Rows<'n, 'b>, zone: Zone) -> Vec<Match<'n, 'a, 'b>> {
    let goes_with =
        |one: &(String, bool, &Node), other: &(String, bool, &Node)| one.1 == other.1 && (!one.1 || one.0 == other.0);
    let mut left: Vec<usize> = (0..old.len()).collect();
    let mut take = |fits: &dyn Fn(usize) -> bool| {
        let at = left.iter().position(|index| fits(*index))?;
        Some(left.remove(at))
    };
    let mut pairs: Vec<Option<usize>> = new
        .iter()
        .map(|row| take(&|index| goes_with(&old[index], row) && is_equal(old[index].2, row.2, zone)))
        .collect();
    for (pair, row) in pairs.iter_mut().zip(new) {
        *pair = pair.or_else(|| take(&|index| goes_with(&old[index], row)));
    }
    let here = new.iter().zip(pairs);
    let here = here.map(|((name, _, row), pair)| (name.clone(), pair.map(|index| old[index].2), Some(*row)));
    let gone = left
        .iter()
        .map(|index| (old[*index].0.clone(), Some(old[*index].2), None));
    here.chain(gone).collect()
}

/// Whether two values say the same, however they are written. The order of keys means nothing.
fn is_equal(one: &Node, other: &Node, zone: Zone) -> bool {
    one.says_the_same_by(other, &|ours, theirs| zone.is_same(ours, theirs))
}

#[cfg(test)]
mod tests {
    use super::super::toml_tree::read;
    use super::*;

    fn places(old: &str, new: &str) -> Vec<String> {
        let (old, new) = (read(old).0, read(new).0);
        let changed = diff(&old, &new, Zone::default());
        changed.iter().map(|changed| changed.place.to_string()).collect()
    }

    #[test]
    fn layout_order_and_notation_are_no_change() {
        let old = "a = 1\nb = 2026-03-02T15:00:00+01:00\n[t]\nx = 'x'\ny = true\n[[r]]\nname = 'A'\nk = 1\n[[r]]\nname = 'B'\n";
        let new = "# c\nb = 2026-03-02T15:00:00\na=0x1\nr = [{name = \"B\"}, {k = 1, name = \"A\"}]\nt.y = true\nt.x = \"x\"\n";
        assert!(places(old, new).is_empty());
        assert!(places("l = [{t = 'a'}, {t = 'b'}]", "l = [{t = 'b'}, {t = 'a'}]").is_empty());
    }

    #[test]
    fn rows_go_by_their_name_else_by_their_number() {
        let row = |name: &str, k: u8| format!("[[r]]\nname = '{name}'\nk = {k}\n");
        assert_eq!(
            places(&(row("A", 1) + &row("B", 1)), &(row("B", 2) + &row("A", 1))),
            ["r[B].k"]
        );
        assert_eq!(
            places(&row("A", 1), &row("B", 1)),
            ["r[B].name", "r[B].k", "r[A].name", "r[A].k"]
        );
        // A row that comes before the others does not change them.
        assert_eq!(places("l = [{t = 'a'}]", "l = [{t = 'b'}, {t = 'a'}]"), ["l[1].t"]);
        assert_eq!(places("l = [{t = 'a', u = 1}]", "l = [{t = 'c', u = 1}]"), ["l[1].t"]);
        // Two of one name.
        assert_eq!(
            places(&(row("A", 1) + &row("A", 2)), &(row("A", 2) + &row("A", 3))),
            ["r[A].k"]
        );
    }

    #[test]
    fn every_leaf_is_a_field_of_its_own() {
        assert_eq!(places("", "a = 1\nl = ['x', 'y']\n[t.u]\nv = 1\n"), ["a", "l", "t.u.v"]);
        assert_eq!(places("a = 1\nt = {}\nl = []", "a = '1'"), ["a", "t", "l"]);
        assert_eq!(places("l = []", "l = ['x']"), ["l"]);
        assert_eq!(places("l = ['x', 'y']", "l = ['y', 'x']"), ["l"]);
        assert_eq!(places("t = 1", "[t]\nx = 1"), ["t"]);
    }
}
