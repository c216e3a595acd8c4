//! Audits closer together than the agreement allows, counted in full terms from the audit before.

use crate::text::Text;
use crate::time::{Counting, Direction, End, Moment, count};

use super::{Case, Verdict};

pub(super) fn judge(case: &Case) -> Vec<Verdict> {
    let zone = case.records.zone;
    let (Some(every), Some(this)) = (case.agreed("audit", "at_most_every"), case.moment("performed_on")) else {
        return Vec::new();
    };
    let this = zone.day(this);
    let Some(last) = case.index.audit_before(case.record, this) else {
        return Vec::new();
    };
    let next = count(every, Counting::Calendar, Moment::Day(last), Direction::After, zone).map(|due| due.by);
    match next {
        Ok(End::Day(next)) if this < next => {
            let message = Text::by(|lang| {
                let every = every.in_words(lang);
                lang.pick(
                    format!("de vorige audit was op {last}; hoogstens één per {every}, dus weer vanaf {next}"),
                    format!("the audit before was on {last}; at most one every {every}, so again from {next}"),
                )
            });
            vec![case.wrong("performed_on", message)]
        }
        _ => Vec::new(),
    }
}
