//! Whether two versions say the same, however it is written.

use crate::records::tree::{Node, Value};
use crate::time::{Moment, Zone};

/// Whether a later moment leaves an earlier one standing: the same, or only more exact, a time on the day that was named.
pub(super) fn upholds(later: Moment, earlier: Moment, zone: Zone) -> bool {
    zone.is_same(earlier, later) || (earlier.is_day() && zone.day(later) == zone.day(earlier))
}

/// The paths at which two trees say something else. A list is compared as a whole: its order means something.
pub(super) fn differences(one: &Node, other: &Node, zone: Zone) -> Vec<Vec<String>> {
    let (Value::Table(ours), Value::Table(theirs)) = (&one.value, &other.value) else {
        let differ = !is_equal(one, other, zone);
        return if differ { vec![Vec::new()] } else { Vec::new() };
    };
    let mut found = Vec::new();
    // In the order of what stands now; what was taken out comes after.
    for entry in theirs {
        let below = match one.get(&entry.key) {
            Some(before) => differences(before, &entry.node, zone),
            None => vec![Vec::new()],
        };
        let key = entry.key.to_string();
        found.extend(below.into_iter().map(|keys| [vec![key.clone()], keys].concat()));
    }
    let taken_out = ours.iter().filter(|entry| other.get(&entry.key).is_none());
    found.extend(taken_out.map(|entry| vec![entry.key.to_string()]));
    found
}

fn is_equal(one: &Node, other: &Node, zone: Zone) -> bool {
    match (&one.value, &other.value) {
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (Value::Integer(one), Value::Integer(other)) => one == other,
        (Value::Number(one), Value::Number(other)) => one == other,
        (Value::Text(one), Value::Text(other)) => one == other,
        (Value::Moment(one), Value::Moment(other)) => zone.is_same(**one, **other),
        (Value::List(ours), Value::List(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(one, other)| is_equal(one, other, zone))
        }
        (Value::Table(_), Value::Table(_)) => differences(one, other, zone).is_empty(),
        // What the reader cannot make out it has named; that it changed cannot be said.
        (Value::Unreadable | Value::Time, _) | (_, Value::Unreadable | Value::Time) => true,
        _ => false,
    }
}
