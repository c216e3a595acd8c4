//! Retention terms against those of Dutch law: a minimum that the law sets, a maximum that guidance names, and two terms of
//! the record's own that cannot both be kept, article 5(1)(e).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::norms::words::{Prose, Words};
use crate::records::tree::Node;
use crate::text;
use crate::text::Text;
use crate::time::Term;

use super::index::tidy;
use super::{Case, Verdict};

/// Shorter than the law's minimum for data by this name.
pub(super) fn too_short(case: &Case) -> Vec<Verdict> {
    against(case, |keep, least| least.can_outlast(keep))
}

/// Certainly longer than the guide for data by this name, unless a statute sets it as a minimum.
pub(super) fn too_long(case: &Case) -> Vec<Verdict> {
    if case.text("limit") == Some("minimum") && case.text("basis").is_some_and(names_a_law) {
        return Vec::new();
    }
    against(case, |keep, most| keep.can_outlast(most) && !most.can_outlast(keep))
}

/// An article by its number, or an act, decree or regulation by its name.
fn names_a_law(basis: &str) -> bool {
    static LAWS: LazyLock<Words> = LazyLock::new(|| {
        Words::of([
            "*wet",
            "*besluit",
            "besluit",
            "*regeling",
            "regeling",
            "verordening",
            "=act",
            "regulation",
        ])
    });
    basis.contains(|c: char| c.is_ascii_digit()) || LAWS.are_in(&Prose::of(basis))
}

fn against(case: &Case, is_wrong: fn(Term, Term) -> bool) -> Vec<Verdict> {
    let (Some(keep), Some(term)) = (keep(case.row.row), case.with.term) else {
        return Vec::new();
    };
    let texts = ["data", "basis"].into_iter().filter_map(|key| case.text(key));
    let is_about = |words: &Words| texts.clone().any(|text| words.are_in(&Prose::of(text)));
    if !is_wrong(keep, term) || !is_about(&case.with.mentioned) || is_about(&case.with.excepted) {
        return Vec::new();
    }
    let message = Text::by(|lang| {
        let (keep, term) = (keep.in_words(lang), term.in_words(lang));
        lang.pick(format!("{keep}, tegen {term}"), format!("{keep}, against {term}"))
    });
    vec![Verdict::with_detail(case.place("keep"), message)]
}

/// A minimum and a maximum for the same data of which the minimum lasts longer.
pub(super) fn conflict(case: &Case) -> Vec<Verdict> {
    let rows = case.find("retention").map(Node::items).unwrap_or_default();
    let limited = |limit: &'static str| {
        rows.iter()
            .filter(move |row| row.get("limit").and_then(Node::text) == Some(limit))
    };
    let mut minima: HashMap<String, Vec<&Node>> = HashMap::new();
    for minimum in limited("minimum") {
        if let Some(data) = data(minimum) {
            minima.entry(tidy(data)).or_default().push(minimum);
        }
    }
    let mut found = Vec::new();
    for maximum in limited("maximum") {
        let (Some(most), Some(data)) = (keep(maximum), data(maximum)) else {
            continue;
        };
        for minimum in minima.get(&tidy(data)).into_iter().flatten() {
            let Some(least) = keep(minimum).filter(|least| least.can_outlast(most)) else {
                continue;
            };
            let message = Text::by(|lang| {
                let (least, most) = (least.in_words(lang), most.in_words(lang));
                lang.pick(
                    format!("‘{data}’ moet minstens {least} en mag hoogstens {most} bewaard worden"),
                    format!("‘{data}’ must be kept at least {least} and at most {most}"),
                )
            });
            let here = case.record.site(minimum.span);
            found.push(Verdict {
                related: vec![(here, text!("het minimum", "the minimum"))],
                ..Verdict::at(maximum.place(&["keep".to_string()]), message)
            });
        }
    }
    found
}

fn keep(row: &Node) -> Option<Term> {
    row.get("keep")?.text()?.parse().ok()
}

fn data<'n>(row: &'n Node) -> Option<&'n str> {
    row.get("data").and_then(Node::text).map(str::trim)
}
