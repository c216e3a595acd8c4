//! The periods that the contract sets, each beside what the law itself says of it.

use crate::records::Kind;
use crate::records::tree::Node;
use crate::report::subprocessor::LIST;
use crate::report::values::capital;
use crate::report::{Cell, Data, Part, Table};
use crate::text::Lang;
use crate::time::Term;

use super::Subject;

/// A period of the contract: its key, how it is written, and the law's own word.
struct Period {
    term: &'static str,
    /// `within`, `ahead` or `at_most_every`.
    how: &'static str,
    article: &'static str,
    law: (&'static str, &'static str),
    wanted: Wanted,
}

/// When a contract should set a period, though the law names none.
enum Wanted {
    Always,
    WithSubprocessors,
    Never,
}

#[rustfmt::skip]
const PERIODS: &[Period] = &[
    Period {
        term: "breach_notice", how: "within", article: "33(2)", wanted: Wanted::Always,
        law: ("zonder onredelijke vertraging; geen getal", "without undue delay; no number"),
    },
    Period {
        term: "request_assistance", how: "within", article: "28(3)(e), 12(3)", wanted: Wanted::Never,
        law: (
            "geen eigen termijn; de verwerkingsverantwoordelijke antwoordt onverwijld en uiterlijk binnen een maand",
            "no period of its own; the controller answers without undue delay and at the latest within one month",
        ),
    },
    Period {
        term: "request_forwarding", how: "within", article: "28(3)(e), 12(3)", wanted: Wanted::Never,
        law: (
            "geen eigen termijn; de maand van de verwerkingsverantwoordelijke kan al lopen",
            "no period of its own; the controller's month may be running already",
        ),
    },
    Period {
        term: "subprocessor_notice", how: "ahead", article: "28(2)", wanted: Wanted::WithSubprocessors,
        law: ("vooraf, met de mogelijkheid van bezwaar; geen getal", "beforehand, with the opportunity to object; no number"),
    },
    Period {
        term: "subprocessor_objection", how: "within", article: "28(2)", wanted: Wanted::Never,
        law: ("de mogelijkheid van bezwaar; geen getal", "the opportunity to object; no number"),
    },
    Period {
        term: "return_or_erase", how: "within", article: "28(3)(g)", wanted: Wanted::Always,
        law: ("na afloop van de diensten; geen getal", "after the end of the services; no number"),
    },
    Period {
        term: "audit", how: "at_most_every", article: "28(3)(h)", wanted: Wanted::Never,
        law: ("audits en inspecties mogelijk maken; geen maximum", "allow for audits and inspections; no maximum"),
    },
];

pub(super) fn part(subject: &Subject) -> Part {
    let reader = subject.reader();
    let lang = reader.lang;
    let row = |period: &Period| {
        let path = format!("terms.{}", period.term);
        let written = subject.text(&format!("{path}.{}", period.how));
        let agreed = match written {
            Some(written) => Cell::value(agreed(period, written, lang), Data::Text(written.to_string())),
            None if is_wanted(period, subject) => Cell::Missing(
                lang.pick(
                    "niet afgesproken (de wet stelt geen termijn)",
                    "not agreed (the law sets no period)",
                )
                .to_string(),
            ),
            None => Cell::value(lang.pick("niet vastgelegd", "not recorded"), Data::Nothing),
        };
        let clause = subject.text(&format!("{path}.clause")).unwrap_or_default();
        let term = reader.as_written.then(|| Cell::Text(period.term.to_string()));
        let rest = [
            Cell::Text(capital(&reader.label(Kind::Agreement, &path))),
            agreed,
            Cell::Text(clause.to_string()),
            Cell::Text(lang.pick(period.law.0, period.law.1).to_string()),
            Cell::Text(period.article.to_string()),
        ];
        term.into_iter().chain(rest).collect::<Vec<_>>()
    };
    let term = reader.as_written.then_some("term");
    let term_head = term.map(|_| lang.pick("veld", "field"));
    let head = lang.pick(
        ["termijn", "afgesproken", "bepaling", "wat de wet zegt", "AVG"],
        ["period", "agreed", "clause", "what the law says", "GDPR"],
    );
    let table = Table {
        head: term_head.into_iter().chain(head).map(str::to_string).collect(),
        keys: term
            .into_iter()
            .chain(["what", "agreed", "clause", "law", "article"])
            .collect(),
        groups: vec![PERIODS.iter().map(row).collect()],
        ..Table::default()
    };
    Part::table(
        lang.pick("Termijnen van de overeenkomst", "Periods of the agreement"),
        table,
    )
}

/// Whether an agreement does badly without it, whatever has been accepted.
fn is_wanted(period: &Period, subject: &Subject) -> bool {
    let has_subprocessors = || subject.record.root.get(LIST).is_some_and(Node::says_something);
    let is_of_article_28 = matches!(subject.role(), Some("controller" | "processor"));
    is_of_article_28
        && match period.wanted {
            Wanted::Always => true,
            Wanted::WithSubprocessors => has_subprocessors(),
            Wanted::Never => false,
        }
}

/// A period as people read it: `14 dagen`, `14 days ahead`, `at most once every 1 year`.
fn agreed(period: &Period, written: &str, lang: Lang) -> String {
    let term = match written.parse::<Term>() {
        Ok(term) => term.in_words(lang),
        Err(_) if written == crate::records::vocabulary::WITHOUT_DELAY => {
            lang.pick("onverwijld", "without delay").to_string()
        }
        Err(_) => written.to_string(),
    };
    match period.how {
        "ahead" => lang.pick(format!("{term} vooraf"), format!("{term} ahead")),
        "at_most_every" => lang.pick(
            format!("ten hoogste eens per {term}"),
            format!("at most once every {term}"),
        ),
        _ => term,
    }
}
