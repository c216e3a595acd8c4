//! Moments against each other: time that runs backwards, moments too far apart, and moments that can hardly be meant.
//!
//! A bare date is compared by its day: only what lies on another day is certainly before or after it.

use crate::records::Path;
use crate::records::tree::{Node, Span, Value};
use crate::text;
use crate::text::Text;
use crate::time::{Counting, Direction, Moment, Term, Unit, Zone, count};

use super::{Case, Verdict};

/// Each pair of which the second lies before the first.
pub(super) fn order(case: &Case) -> Vec<Verdict> {
    let zone = case.records.zone;
    let backwards = |(first, second, at): (Moment, Moment, Span), earlier: &Path, later: &Path| {
        is_before(second, first, zone).then(|| {
            let message = text!(
                "{later} is {second}, vóór {earlier}, dat {first} is",
                "{later} is {second}, before {earlier}, which is {first}"
            );
            Verdict::at(at, message)
        })
    };
    let mut found = Vec::new();
    for [first, second] in &case.with.order {
        let moments = pairs(case, first, second).into_iter();
        found.extend(moments.filter_map(|pair| backwards(pair, first, second)));
    }
    found
}

/// Each pair of which the second lies more than a term after the first; without a term, the day after counts.
pub(super) fn too_far_apart(case: &Case) -> Vec<Verdict> {
    let zone = case.records.zone;
    let term = case.with.term.unwrap_or(Term::new(0, Unit::Days));
    let mut found = Vec::new();
    for [first, second] in &case.with.order {
        for (from, until, at) in pairs(case, first, second) {
            // Of a bare day only what is certain counts: from its end, until its beginning.
            let (Ok(last), Ok(first)) = (zone.last_instant(from), zone.instant(until)) else {
                continue;
            };
            let Ok(due) = count(term, Counting::Calendar, Moment::Exact(last), Direction::After, zone) else {
                continue;
            };
            if due.latest.is_past(first.to_utc(), zone) {
                let message = Text::by(|lang| {
                    let term = term.in_words(lang);
                    lang.pick(
                        format!("{until} is meer dan {term} na {from}"),
                        format!("{until} is more than {term} after {from}"),
                    )
                });
                found.push(Verdict::at(at, message));
            }
        }
    }
    found
}

/// Every moment in the record that lies further ahead than a term: a year that was mistyped. What is known to lie ahead by
/// its nature is left alone.
pub(super) fn far_ahead(case: &Case) -> Vec<Verdict> {
    let zone = case.records.zone;
    let now = Moment::Exact(case.now.fixed_offset());
    let mut ahead = Vec::new();
    gather(case.row.row, "", &|moment| !zone.has_come(moment, case.now), &mut ahead);
    // Hardly any record looks ahead, and the horizon takes counting.
    let Some(term) = case.with.term.filter(|_| !ahead.is_empty()) else {
        return Vec::new();
    };
    let Ok(horizon) = count(term, Counting::Calendar, now, Direction::After, zone) else {
        return Vec::new();
    };
    let is_beyond = |moment| !horizon.latest.is_kept_by(moment, zone) && !is_before(moment, now, zone);
    ahead
        .into_iter()
        .filter(|(_, _, moment)| is_beyond(*moment))
        .map(|(key, span, moment)| {
            let message = text!(
                "{key} is {moment}, ver in de toekomst",
                "{key} is {moment}, far in the future"
            );
            Verdict::at(span, message)
        })
        .collect()
}

/// What is written to lie ahead.
const AHEAD: &[&str] = &["until", "valid_until", "review_by", "effective_on", "ended_on"];

fn gather<'n>(
    node: &'n Node,
    key: &'n str,
    is_sought: &impl Fn(Moment) -> bool,
    found: &mut Vec<(&'n str, Span, Moment)>,
) {
    match &node.value {
        Value::Moment(moment) if is_sought(**moment) && !AHEAD.contains(&key) => found.push((key, node.span, **moment)),
        Value::List(items) => items.iter().for_each(|item| gather(item, key, is_sought, found)),
        Value::Table(entries) => {
            let known = entries.iter().filter(|entry| !entry.is_users_own());
            known.for_each(|entry| gather(&entry.node, &entry.key, is_sought, found));
        }
        _ => {}
    }
}

/// The moments at two paths, and where the second stands; of a list, each row's own second.
fn pairs(case: &Case, first: &Path, second: &Path) -> Vec<(Moment, Moment, Span)> {
    let Some(from) = case.row.find(first).and_then(Node::moment) else {
        return Vec::new();
    };
    let later = case.row.find_all(second).into_iter();
    later
        .filter_map(|node| Some((from, node.moment()?, node.span)))
        .collect()
}

/// Whether one moment certainly lies before another.
fn is_before(one: Moment, other: Moment, zone: Zone) -> bool {
    if one.is_day() || other.is_day() {
        return zone.day(one) < zone.day(other);
    }
    match (zone.instant(one), zone.instant(other)) {
        (Ok(one), Ok(other)) => one < other,
        _ => false,
    }
}
