//! Audits closer together than the agreement allows: counted in full terms from the last audit, and in calendar years.

use crate::records::Body;
use crate::records::tree::Node;
use crate::text;
use crate::text::Text;
use crate::time::{Counting, Direction, End, Moment, count};

use super::{Case, Verdict};

pub(super) fn judge(case: &Case) -> Vec<Verdict> {
    let Some(Body::Agreement(agreement)) = &case.record.body else {
        return Vec::new();
    };
    let Some(audit) = &agreement.terms.audit else {
        return Vec::new();
    };
    let Some(this) = case.row.get("performed_on").and_then(Node::moment) else {
        return Vec::new();
    };
    let this = case.records.zone.day(this);
    let earlier = agreement
        .audits
        .iter()
        .filter_map(|audit| audit.performed_on)
        .map(|date| date.0);
    let Some(last) = earlier.filter(|date| *date < this).max() else {
        return Vec::new();
    };
    let next = count(
        audit.at_most_every,
        Counting::Calendar,
        Moment::Day(last),
        Direction::After,
        case.records.zone,
    );
    match next.map(|due| due.by) {
        Ok(End::Day(next)) if this < next => {
            let every = audit.at_most_every;
            let message = Text::by(|lang| {
                let every = every.in_words(lang);
                lang.pick(
                    format!("de vorige audit was op {last}; hoogstens één per {every}, dus weer vanaf {next}"),
                    format!("the audit before was on {last}; at most one every {every}, so again from {next}"),
                )
            });
            vec![Verdict::at("performed_on", message)]
        }
        Ok(_) => Vec::new(),
        Err(why) => vec![Verdict::at(
            "performed_on",
            text!(
                "deze termijn is niet te tellen: {why}",
                "this term cannot be counted: {why}"
            ),
        )],
    }
}
