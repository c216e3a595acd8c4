//! What articles 12(4) and 15(1) want an answer to a request to say, and the record does not.

use crate::records::Record;
use crate::records::tree::{Node, Value};
use crate::text::Lang;

use super::{Cell, letter};

/// One thing that an answer must say.
struct Demand {
    article: &'static str,
    what: (&'static str, &'static str),
    /// Of which right; of all those of articles 15 to 22 where none is named.
    right: Option<&'static str>,
    outcomes: &'static [&'static str],
    /// Where the record says it: a text, or yes.
    path: &'static str,
}

/// Of what is granted in part, the rest is refused.
const DEMANDS: &[Demand] = &[
    Demand {
        article: "12(4)",
        what: ("de redenen van de weigering", "the reasons for the refusal"),
        right: None,
        outcomes: &["refused", "partly"],
        path: "answer.reason",
    },
    Demand {
        article: "12(4)",
        what: (
            "dat een klacht en beroep bij de rechter mogelijk zijn",
            "that a complaint and a judicial remedy are possible",
        ),
        right: None,
        outcomes: &["refused", "partly"],
        path: "answer.remedies_mentioned",
    },
    Demand {
        article: "15(1)",
        what: (
            "de informatie over de verwerking bij de kopie",
            "the information on the processing beside the copy",
        ),
        right: Some("access"),
        outcomes: &["granted", "partly"],
        path: "answer.information_included",
    },
];

/// What is missing, a line each. As processor we answer nobody.
pub(super) fn cell(record: &Record, lang: Lang) -> Cell {
    let lacking: Vec<String> = DEMANDS
        .iter()
        .filter(|demand| record.said("role") != Some("processor") && demand.is_missed(record))
        .map(|demand| demand.words(record, lang))
        .collect();
    match lacking.is_empty() {
        true => Cell::Text(String::new()),
        false => Cell::Missing(lacking.join("\n")),
    }
}

impl Demand {
    fn is_missed(&self, record: &Record) -> bool {
        let right = record.said("right").unwrap_or_default();
        let is_of_right = match self.right {
            Some(of) => of == right,
            None => letter::is_of_articles_15_to_22(right),
        };
        let outcome = record.said("answer.outcome").unwrap_or_default();
        is_of_right && self.outcomes.contains(&outcome) && !self.is_said(record)
    }

    fn is_said(&self, record: &Record) -> bool {
        let node = record.root.value_at(self.path);
        node.is_some_and(|node| match node.value {
            Value::Bool(said) => said,
            _ => Node::says_something(node),
        })
    }

    /// What was never looked at may have been said all the same.
    fn words(&self, record: &Record, lang: Lang) -> String {
        let (what, article) = (lang.pick(self.what.0, self.what.1), self.article);
        let is_denied = record.root.value_at(self.path).and_then(Node::yes) == Some(false);
        match is_denied || self.path == "answer.reason" {
            true => lang.pick(
                format!("{what}: ontbreekt (AVG {article})"),
                format!("{what}: missing (GDPR {article})"),
            ),
            false => lang.pick(
                format!("{what}: niet vastgelegd (AVG {article})"),
                format!("{what}: not recorded (GDPR {article})"),
            ),
        }
    }
}
