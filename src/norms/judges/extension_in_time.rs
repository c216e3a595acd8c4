//! An extension of article 12(3) that was told after the first month: too late to extend anything.

use crate::text::Text;
use crate::time::{Counting, Direction, Term, Unit, count};

use super::{Case, Verdict};

const FIRST_TERM: Term = Term::new(1, Unit::Months);

pub(super) fn judge(case: &Case) -> Vec<Verdict> {
    let (Some(told), Some(received)) = (case.moment("extension.notified_on"), case.moment("received_at")) else {
        return Vec::new();
    };
    let Ok(due) = count(FIRST_TERM, Counting::Eu, received, Direction::After, case.records.zone) else {
        return Vec::new();
    };
    if due.latest.is_kept_by(told, case.records.zone) {
        return Vec::new();
    }
    let message = Text::by(|lang| {
        let latest = due.latest.in_words(lang);
        lang.pick(
            format!("de verlenging is op {told} medegedeeld; dat kon uiterlijk {latest}"),
            format!("the extension was told on {told}; the last day for that was {latest}"),
        )
    });
    vec![case.wrong("extension.notified_on", message)]
}
