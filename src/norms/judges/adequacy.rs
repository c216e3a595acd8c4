//! Transfers to third countries, chapter V: which country is one, and whether an adequacy decision of article 45 covers it on
//! the day that is looked at.
//!
//! The countries of the EEA and the decisions, each with its dates and conditions, are data in the pack.

use chrono::NaiveDate;

use crate::records::country::CODES;
use crate::records::tree::{Node, Value};
use crate::text;
use crate::text::Text;
use crate::time::Moment;

use super::{Case, Verdict};
use crate::norms::pack::Decision;
use crate::norms::words::{Prose, Words};

/// Each country that is not one of the norm's, unless a decision without a condition covers it.
pub(super) fn third_country(case: &Case) -> Vec<Verdict> {
    let countries = match case.with.paths.as_slice() {
        [] => vec![case.find("country")],
        paths => paths.iter().map(|path| case.row.find(path)).collect(),
    };
    let countries = countries.into_iter().flatten();
    let is_covered = |code: &str| {
        let decision = decisions_for(case, code).next();
        decision.is_some_and(|decision| decision.condition.is_none() && holds_on(decision, today(case)))
    };
    let third = countries.filter(|node| {
        let code = node.text().unwrap_or_default();
        // What is no country at all is named by the reader.
        let is_known = CODES.contains(&code) || case.find("organisation").is_some();
        is_known && !case.with.countries.iter().any(|it| it == code) && !is_covered(code)
    });
    third.map(|node| Verdict::plain(node.span)).collect()
}

/// A country that is one of the norm's.
pub(super) fn in_country(case: &Case) -> Vec<Verdict> {
    let country = case.find("country").filter(|node| {
        let code = node.text().unwrap_or_default();
        case.with.countries.iter().any(|it| it == code)
    });
    country.map(|node| Verdict::plain(node.span)).into_iter().collect()
}

/// A transfer that relies on adequacy where no decision covers the recipient on the day.
pub(super) fn in_force(case: &Case) -> Vec<Verdict> {
    let Some(to) = recipient(case) else {
        return Vec::new();
    };
    let today = today(case);
    let decisions: Vec<&Decision> = decisions_for(case, to).collect();
    // Within the EEA there is no transfer to cover.
    if case.with.countries.iter().any(|country| country == to) {
        return Vec::new();
    }
    if decisions.iter().any(|decision| holds_on(decision, today)) {
        return Vec::new();
    }
    let from = decisions
        .iter()
        .filter_map(|it| it.from)
        .map(|day| day.0)
        .find(|from| *from > today);
    let until = decisions.iter().filter_map(|it| it.until).map(|day| day.0).max();
    let message = match (from, until) {
        (Some(from), _) => text!(
            "het adequaatheidsbesluit voor {to} geldt pas vanaf {from}",
            "the adequacy decision for {to} holds only from {from}"
        ),
        (None, Some(until)) => text!(
            "het adequaatheidsbesluit voor {to} gold tot en met {until}",
            "the adequacy decision for {to} held through {until}"
        ),
        (None, None) => text!(
            "voor {to} is geen adequaatheidsbesluit bekend",
            "no adequacy decision is known for {to}"
        ),
    };
    vec![case.wrong("instrument", message)]
}

/// A transfer under a decision that covers only recipients who meet its condition, without word that this one does.
pub(super) fn condition(case: &Case) -> Vec<Verdict> {
    let Some(to) = recipient(case) else {
        return Vec::new();
    };
    let today = today(case);
    let in_force = decisions_for(case, to).find(|decision| holds_on(decision, today));
    let condition = in_force.and_then(|decision| decision.condition.as_ref());
    let is_met = matches!(
        case.find("condition_met").map(|node| &node.value),
        Some(Value::Bool(true))
    );
    match condition {
        Some(condition) if !is_met => {
            let condition = Text::from(condition);
            let message = Text::by(|lang| {
                let condition = condition.get(lang);
                lang.pick(
                    format!("het besluit voor {to} geldt alleen voor {condition}; dat dit zo is, staat er niet"),
                    format!("the decision for {to} covers only {condition}; that this is so is not recorded"),
                )
            });
            let at = if case.find("condition_met").is_some() {
                "condition_met"
            } else {
                "instrument"
            };
            vec![case.wrong(at, message)]
        }
        _ => Vec::new(),
    }
}

fn today(case: &Case) -> NaiveDate {
    case.records.zone.day(Moment::Exact(case.now.fixed_offset()))
}

/// The country or international organisation that the data go to.
fn recipient<'a>(case: &Case<'a, '_>) -> Option<&'a str> {
    case.text("country")
        .or_else(|| case.find("organisation").and_then(Node::text))
}

fn decisions_for<'a>(case: &'a Case, to: &'a str) -> impl Iterator<Item = &'a Decision> {
    let prose = Prose::of(to);
    let covers = move |decision: &&Decision| is_for_country(decision, to) || is_for_organisation(decision, &prose);
    case.with.decisions.iter().filter(covers)
}

fn is_for_organisation(decision: &Decision, prose: &Prose) -> bool {
    let names = decision.organisation.iter().map(String::as_str);
    !decision.organisation.is_empty() && Words::of(names).are_in(prose)
}

fn is_for_country(decision: &Decision, code: &str) -> bool {
    decision.country.as_ref().is_some_and(|country| country.0 == code)
}

fn holds_on(decision: &Decision, day: NaiveDate) -> bool {
    decision.from.is_none_or(|from| from.0 <= day) && decision.until.is_none_or(|until| day <= until.0)
}
