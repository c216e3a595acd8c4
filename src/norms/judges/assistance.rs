//! Help with a request that, by the contract, may come after the controller's own month is over: article 12(3) runs from
//! the processor's receipt too, for a request that the data subject sent there.

use crate::text::Text;
use crate::time::{Counting, Direction, Term, Unit, count};

use super::{Case, Verdict};

const MONTH: Term = Term::new(1, Unit::Months);

pub(super) fn judge(case: &Case) -> Vec<Verdict> {
    let zone = case.records.zone;
    let agreement = case.text("agreement").and_then(|name| case.records.get(name));
    let term = agreement.and_then(|agreement| {
        let terms = agreement.root.get("terms")?;
        terms
            .get("request_assistance")?
            .get("within")?
            .text()?
            .parse::<Term>()
            .ok()
    });
    let (Some(term), Some(received), Some(forwarded)) = (term, case.moment("received_at"), case.moment("forwarded_at"))
    else {
        return Vec::new();
    };
    let (Ok(help), Ok(answer)) = (
        count(term, Counting::Calendar, forwarded, Direction::After, zone),
        count(MONTH, Counting::Eu, received, Direction::After, zone),
    ) else {
        return Vec::new();
    };
    if help.latest.over_at(zone) <= answer.by.over_at(zone) {
        return Vec::new();
    }
    let message = Text::by(|lang| {
        let (help, answer) = (help.latest.in_words(lang), answer.by.in_words(lang));
        lang.pick(
            format!("onze hulp mag tot {help} duren, maar de verwerkingsverantwoordelijke moet op {answer} antwoorden"),
            format!("our help may take until {help}, but the controller must answer by {answer}"),
        )
    });
    vec![case.wrong("forwarded_at", message)]
}
