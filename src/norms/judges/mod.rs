//! Judges: what presence and time cannot decide. One file each, bound to a norm by its name in a pack.
//!
//! A judge sees one row of one record as it is written, typed or not, the other records, and what its norm gives it in
//! `with`; it says where something is wrong, and what, if it can say more than the norm's own title.
//!
//! What only a person can judge is not here. Of the defects known in the two source documents these are such: that
//! correction is considered only after a request, and that data may be made inaccessible instead of destroyed (the text of
//! a regulation, not of a record); that a private company is said to have partners, and that consent may only be written
//! (nothing is recorded of either); that a sentence authorising other processors lacks its verb, that an annex skips a number
//! and that another is referred to by the wrong one (the wording and numbering of a text that is not here); that an indemnity
//! reverses the burden of proof and that liability is capped (commerce, article 82).

mod adequacy;
mod assistance;
mod audit_interval;
mod citation;
mod dpia;
mod extension_in_time;
mod index;
mod mentions;
mod objection_window;
mod order;
mod orphans;
mod personal_data;
mod purposes;
mod representative;
mod retention;
mod sense;
mod severity;

use chrono::{DateTime, Utc};

pub use index::Index;

use crate::finding::Site;
use crate::records::tree::{Node, Span, Value};
use crate::records::{Base, Path, Record, Records};
use crate::text::Text;
use crate::time::{Moment, Term};

use super::condition::Row;
use super::norm::With;
use super::sought::Sought;

/// What a judge sees.
#[derive(Clone, Copy)]
pub struct Case<'a, 'f> {
    pub records: &'a Records<'f>,
    pub record: &'a Record<'f>,
    /// The row that the norm is on: the record itself, or a table inside it.
    pub row: Row<'a, 'f>,
    /// What the norm gives the judge to decide by.
    pub with: &'a With,
    pub now: DateTime<Utc>,
    /// What is known of all records together.
    pub index: &'a Index<'a>,
}

impl<'a, 'f> Case<'a, 'f> {
    /// The value at a path, as a pack writes paths.
    fn find(&self, path: &str) -> Option<&'a Node<'f>> {
        self.row.value_at(path)
    }

    fn moment(&self, path: &str) -> Option<Moment> {
        self.find(path).and_then(Node::moment)
    }

    fn text(&self, path: &str) -> Option<&'a str> {
        self.find(path).and_then(Node::text)
    }

    /// The texts at a path that is a list of them.
    fn texts(&self, path: &str) -> Vec<&'a str> {
        let list = self.find(path).map(Node::items).unwrap_or_default();
        list.iter().filter_map(Node::text).collect()
    }

    /// Where a path's value stands, or would.
    fn place(&self, path: &str) -> Span {
        self.row.place(&Path::parse(path))
    }

    /// A term that the record, an agreement, sets; `facet` is `within`, `ahead` or `at_most_every`.
    fn agreed(&self, term: &str, facet: &str) -> Option<Term> {
        self.text(&format!("/terms.{term}.{facet}"))?.parse().ok()
    }

    /// What is wrong at a path, in words of the judge's own.
    fn wrong(&self, path: &str, message: Text) -> Verdict {
        Verdict::at(self.place(path), message)
    }

    /// Every text in the row that the norm lets the judge look at, with its place. What is the user's own is not ours.
    fn each_text(&self, look: &mut impl FnMut(Span, &'a str)) {
        if self.with.paths.is_empty() {
            texts_below(self.row.row, look);
        }
        for path in &self.with.paths {
            for node in self.row.find_all(path) {
                texts_below(node, look);
            }
        }
    }
}

/// Every text below a node, in the order of the file.
fn texts_below<'n>(node: &'n Node, look: &mut impl FnMut(Span, &'n str)) {
    match &node.value {
        Value::Text(text) => look(node.span, text),
        Value::List(items) => items.iter().for_each(|item| texts_below(item, look)),
        Value::Table(entries) => entries
            .iter()
            .filter(|entry| !entry.is_users_own())
            .for_each(|entry| texts_below(&entry.node, look)),
        _ => {}
    }
}

/// What a judge finds wrong.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub span: Span,
    /// In place of the norm's title.
    pub message: Option<Text>,
    /// Behind it: what was found.
    pub detail: Option<Text>,
    /// Other places that explain it.
    pub related: Vec<(Site, Text)>,
}

impl Verdict {
    fn at(span: Span, message: Text) -> Verdict {
        Verdict {
            message: Some(message),
            ..Verdict::plain(span)
        }
    }

    /// In the words of the norm's title, with what was found behind them.
    fn with_detail(span: Span, detail: Text) -> Verdict {
        Verdict {
            detail: Some(detail),
            ..Verdict::plain(span)
        }
    }

    /// In the words of the norm's title.
    fn plain(span: Span) -> Verdict {
        Verdict {
            span,
            message: None,
            detail: None,
            related: Vec::new(),
        }
    }
}

/// A function that decides whether a norm is met.
pub type Judge = fn(&Case) -> Vec<Verdict>;

/// A judge by its name, and the keys of `with`: it needs one of the first, and may have the others.
#[derive(Debug)]
pub struct Known {
    pub name: &'static str,
    pub judge: Judge,
    pub needs: &'static [&'static str],
    pub may: &'static [&'static str],
    /// Without which it finds nothing.
    pub seeks: for<'w> fn(&'w With) -> Option<Sought<'w>>,
}

const fn plain(name: &'static str, judge: Judge) -> Known {
    given(name, judge, &[], &[])
}

const fn given(
    name: &'static str,
    judge: Judge,
    needs: &'static [&'static str],
    may: &'static [&'static str],
) -> Known {
    Known {
        name,
        judge,
        needs,
        may,
        seeks: |_| None,
    }
}

/// One that looks for the norm's words in texts.
const fn of_words(
    name: &'static str,
    judge: Judge,
    needs: &'static [&'static str],
    may: &'static [&'static str],
) -> Known {
    Known {
        // What stands in another file is not in this one's text.
        seeks: |with| {
            let is_here = !with.paths.iter().any(|path| path.base() == Base::Organisation);
            is_here.then_some(Sought::Words(&with.mentioned))
        },
        ..given(name, judge, needs, may)
    }
}

const fn of_text(name: &'static str, judge: Judge, seeks: for<'w> fn(&'w With) -> Option<Sought<'w>>) -> Known {
    Known {
        seeks,
        ..plain(name, judge)
    }
}

const JUDGES: &[Known] = &[
    given("adequacy-condition", adequacy::condition, &["decisions"], &[]),
    given("adequacy-in-force", adequacy::in_force, &["decisions"], &["countries"]),
    plain("agreement-unused", orphans::agreement_unused),
    plain("assistance-in-time", assistance::judge),
    plain("audit-interval", audit_interval::judge),
    of_text("bank-account", personal_data::bank_account, |_| {
        Some(personal_data::ACCOUNT)
    }),
    plain("blank", sense::blank),
    of_text("citizen-service-number", personal_data::citizen_service_number, |_| {
        Some(personal_data::NINE_DIGITS)
    }),
    plain("count-reversed", sense::count_reversed),
    given("criteria", dpia::criteria, &["criteria", "at_least"], &[]),
    plain("criterion-overlooked", dpia::criterion_overlooked),
    plain("extension-in-time", extension_in_time::judge),
    given("far-ahead", order::far_ahead, &["term"], &[]),
    given("in-country", adequacy::in_country, &["countries"], &[]),
    of_words("kept-too-long", retention::too_long, &["words"], &["term", "unless"]),
    of_words("kept-too-short", retention::too_short, &["words"], &["term", "unless"]),
    given("lacks", mentions::lacks, &["words"], &["paths"]),
    of_words(
        "mentions",
        mentions::mentions,
        &["words", "entries"],
        &["paths", "unless"],
    ),
    plain("named-twice", sense::named_twice),
    plain("no-joint-arrangement", orphans::no_arrangement),
    plain("objection-terms", objection_window::terms),
    plain("objection-window", objection_window::dates),
    given("order", order::order, &["order"], &[]),
    plain("personal-name", personal_data::personal_name),
    of_text("personal-phone", personal_data::personal_phone, |_| {
        Some(personal_data::MOBILE)
    }),
    Known {
        seeks: |_| Some(personal_data::ADDRESS),
        ..given("private-email", personal_data::private_email, &["words"], &[])
    },
    plain("purposes-copied", purposes::judge),
    plain("recipients-denied", sense::recipients_denied),
    plain("representative", representative::judge),
    plain("retention-conflict", retention::conflict),
    given(
        "third-country",
        adequacy::third_country,
        &["countries"],
        &["decisions", "paths"],
    ),
    given("too-far-apart", order::too_far_apart, &["order"], &["term"]),
    given(
        "transfer-unregistered",
        orphans::transfer_unregistered,
        &["countries"],
        &[],
    ),
    plain("severity-departed", severity::departed),
    plain("severity-range", severity::range),
    plain("system-unlisted", orphans::system_unlisted),
    plain("system-unregistered", orphans::system_unregistered),
    of_text("unknown-provision", citation::judge, |_| {
        Some(Sought::Words(&citation::LAW))
    }),
    plain("wrong-role", orphans::wrong_role),
];

pub fn find(name: &str) -> Option<&'static Known> {
    JUDGES.iter().find(|known| known.name == name)
}

pub fn names() -> impl Iterator<Item = &'static str> {
    JUDGES.iter().map(|known| known.name)
}
