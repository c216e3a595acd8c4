//! What the house's own rules leave out: rights of the data subject that other rules of the same pack do provide for.

use std::collections::BTreeSet;

use crate::finding::{Finding, Level};
use crate::text;

use super::load::Pack;
use super::norm::Norm;

/// The duty that house rules on requests are norms for.
const DUTY: &str = "respond-to-request";

/// The rights of articles 15 to 22 and 7(3), in their order.
const RIGHTS: [&str; 9] = [
    "access",
    "rectification",
    "erasure",
    "restriction",
    "portability",
    "objection",
    "marketing-objection",
    "automated-decision",
    "withdraw-consent",
];

/// A note on each house pack that sets terms for some rights and none for others; article 12(2).
pub(super) fn findings(packs: &[Pack]) -> Vec<Finding> {
    packs.iter().filter_map(uncovered).collect()
}

fn uncovered(pack: &Pack) -> Option<Finding> {
    let rules: Vec<&Norm> = pack
        .norms
        .iter()
        .filter(|norm| norm.duty().is_some_and(|rule| rule.duty == DUTY))
        .collect();
    let site = rules.first()?.site.clone()?;
    let mut covered: BTreeSet<&str> = BTreeSet::new();
    for rule in rules {
        match rule.when.iter().find(|condition| condition.path.to_string() == "right") {
            Some(condition) => covered.extend(condition.words()),
            // A rule for every request covers every right.
            None => return None,
        }
    }
    let missing: Vec<&str> = RIGHTS.into_iter().filter(|right| !covered.contains(right)).collect();
    // A rule about one right is not yet a regulation of requests.
    if missing.is_empty() || RIGHTS.len() - missing.len() < 2 {
        return None;
    }
    let missing = missing.join(", ");
    Some(Finding {
        norm: "record/rights-uncovered".to_string(),
        cite: Some("AVG 12(2)".to_string()),
        level: Level::Note,
        message: text!(
            "dit reglement regelt verzoeken, maar niet deze: {missing}",
            "these rules provide for requests, but not for these: {missing}"
        ),
        help: text!(
            "Regel ook deze, of aanvaard dat alleen de termijn van de wet geldt.",
            "Provide for these too, or accept that only the law's term holds."
        ),
        record: None,
        item: None,
        site,
        related: Vec::new(),
    })
}
