//! The recorded severity of a breach against ENISA's method and against the recorded risk.

use crate::records::tree::Node;
use crate::text;
use crate::text::Text;

use super::super::enisa::{CIRCUMSTANCES, Severity, quarters};
use super::{Case, Verdict};

/// The recorded risk is another than the severity suggests, and nobody says why.
pub(super) fn departed(case: &Case) -> Vec<Verdict> {
    let (Some(severity), Some(risk)) = (Severity::of(case.row.row), case.text("/risk")) else {
        return Vec::new();
    };
    let is_explained = case.find("/risk_reason").is_some_and(Node::says_something);
    let (level, suggested) = (severity.level(), severity.suggests());
    if risk == suggested || is_explained {
        return Vec::new();
    }
    let score = severity;
    let message = Text::by(|lang| {
        let level = level.get(lang);
        lang.pick(
            format!("de ernst is {score} ({level}), wat op risk = \"{suggested}\" wijst; vastgelegd is \"{risk}\", zonder reden"),
            format!("the severity is {score} ({level}), which suggests risk = \"{suggested}\"; recorded is \"{risk}\", without a reason"),
        )
    });
    vec![case.wrong("/risk", message)]
}

/// Parts that the method does not know, or cannot do without.
pub(super) fn range(case: &Case) -> Vec<Verdict> {
    let mut found = Vec::new();
    for key in ["data_context", "identification"] {
        if case.find(key).is_none() {
            let message = text!("{key} ontbreekt", "{key} is missing");
            found.push(case.wrong(key, message));
        }
    }
    if quarters(case.row.row, "identification") == Some(0) {
        let message = text!("identification is minstens 0.25", "identification is at least 0.25");
        found.push(case.wrong("identification", message));
    }
    for (key, most) in CIRCUMSTANCES {
        let Some(written) = quarters(case.row.row, key) else {
            continue;
        };
        let is_all_or_nothing = key == "malicious";
        if written > most || (is_all_or_nothing && !matches!(written, 0 | 2)) {
            let allowed = if is_all_or_nothing { "0, 0.5" } else { "0, 0.25, 0.5" };
            found.push(case.wrong(key, text!("{key} is een van: {allowed}", "{key} is one of: {allowed}")));
        }
    }
    found
}
