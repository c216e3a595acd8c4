//! The controller's chance to object to a new sub-processor, article 28(2): it must end before the change takes effect.

use crate::text::Text;
use crate::time::{Counting, Direction, End, Moment, Term, count};

use super::{Case, Verdict};

/// The contract's own terms: an objection term as long as the notice ends on the day the change takes effect.
pub(super) fn terms(case: &Case) -> Vec<Verdict> {
    let ahead = case.agreed("subprocessor_notice", "ahead");
    let (Some(ahead), Some(within)) = (ahead, case.agreed("subprocessor_objection", "within")) else {
        return Vec::new();
    };
    // Shorter from every start, or there is a start from which the window is not closed in time.
    if ahead.can_outlast(within) && !within.can_outlast(ahead) {
        return Vec::new();
    }
    let message = Text::by(|lang| {
        let (ahead, within) = (ahead.in_words(lang), within.in_words(lang));
        lang.pick(
            format!("wie {ahead} vooraf wordt ingelicht en {within} bezwaar mag maken, kan dat nog op de dag waarop de wijziging ingaat"),
            format!("told {ahead} ahead with {within} to object, one may still object on the day the change takes effect"),
        )
    });
    vec![case.wrong("terms.subprocessor_objection", message)]
}

/// One announced change: its own dates.
pub(super) fn dates(case: &Case) -> Vec<Verdict> {
    let told = case.moment("received_on").or_else(|| case.moment("notified_on"));
    let (Some(term), Some(told), Some(effective)) = (
        case.agreed("subprocessor_objection", "within"),
        told,
        case.moment("effective_on"),
    ) else {
        return Vec::new();
    };
    match window_end(term, told, case) {
        Some(end) if end.over_at(case.records.zone) > start_of(effective, case) => {
            let message = Text::by(|lang| {
                let (term, end) = (term.in_words(lang), end.in_words(lang));
                lang.pick(
                    format!("bezwaar kan tot en met {end} ({term} na {told}), maar de wijziging gaat al in op {effective}"),
                    format!("objection is open through {end} ({term} after {told}), but the change takes effect on {effective}"),
                )
            });
            vec![case.wrong("effective_on", message)]
        }
        _ => Vec::new(),
    }
}

fn window_end(term: Term, told: Moment, case: &Case) -> Option<End> {
    let due = count(term, Counting::Calendar, told, Direction::After, case.records.zone);
    due.ok().map(|due| due.latest)
}

fn start_of(moment: Moment, case: &Case) -> chrono::DateTime<chrono::Utc> {
    case.records
        .zone
        .instant(moment)
        .unwrap_or_else(|gap| gap.next)
        .to_utc()
}
