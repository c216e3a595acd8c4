//! The severity of a breach by ENISA's method (Working Document v1.0, 2013): data context × identification +
//! circumstances, in whole quarters.
//!
//! Below 2 is low, below 3 medium, below 4 high, from 4 on very high. The method only suggests: a person decides, and says
//! why when the decision departs from it.

use crate::records::tree::{Node, Value};
use crate::records::vocabulary::Quarters;
use crate::text;
use crate::text::Text;

use super::{Case, Verdict};

/// What makes up the circumstances, with the most that each can add.
const CIRCUMSTANCES: [(&str, u8); 4] = [
    ("confidentiality", 2),
    ("integrity", 2),
    ("availability", 2),
    ("malicious", 2),
];

/// The recorded risk is another than the severity suggests, and nobody says why.
pub(super) fn departed(case: &Case) -> Vec<Verdict> {
    let (Some(severity), Some(risk)) = (severity(case.row.row), case.text("/risk")) else {
        return Vec::new();
    };
    let is_explained = case.find("/risk_reason").is_some_and(Node::says_something);
    let (level, suggested) = suggestion(severity);
    if risk == suggested || is_explained {
        return Vec::new();
    }
    let score = decimal(severity);
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

/// In quarters; `None` where a part that the method needs is missing.
fn severity(row: &Node) -> Option<u32> {
    let Value::Integer(context) = row.get("data_context")?.value else {
        return None;
    };
    let identification = quarters(row, "identification")?;
    let circumstances = CIRCUMSTANCES.iter().filter_map(|(key, _)| quarters(row, key));
    let context = u32::try_from(context).ok()?;
    Some(context * u32::from(identification) + circumstances.map(u32::from).sum::<u32>())
}

fn quarters(row: &Node, key: &str) -> Option<u8> {
    let number = match row.get(key)?.value {
        Value::Number(number) => number,
        // Only 0 and 1 are quarters; both are exact.
        Value::Integer(number @ 0..=1) => number as f64,
        _ => return None,
    };
    Quarters::of(number).map(|quarters| quarters.0)
}

/// ENISA's level of a severity, and the risk that it suggests. The mapping to the Regulation's three is this program's.
fn suggestion(severity: u32) -> (Text, &'static str) {
    match severity {
        0..8 => (text!("laag", "low"), "unlikely"),
        8..12 => (text!("midden", "medium"), "likely"),
        12..16 => (text!("hoog", "high"), "high"),
        _ => (text!("zeer hoog", "very high"), "high"),
    }
}

fn decimal(quarters: u32) -> String {
    let rest = ["", ".25", ".5", ".75"];
    format!("{}{}", quarters / 4, rest[quarters as usize % 4])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::toml_tree;

    fn score(text: &str) -> (String, &'static str) {
        let (root, _) = toml_tree::read(text);
        let severity = severity(&root).expect("complete");
        (decimal(severity), suggestion(severity).1)
    }

    /// The worked values of the method: simple data 1, financial 3, sensitive 4.
    #[test]
    fn worked_values() {
        for (text, expected, risk) in [
            (
                "data_context = 1\nidentification = 1\nconfidentiality = 0",
                "1",
                "unlikely",
            ),
            (
                "data_context = 1\nidentification = 1\nconfidentiality = 0.5",
                "1.5",
                "unlikely",
            ),
            (
                "data_context = 1\nidentification = 1.0\nconfidentiality = 0.5\nmalicious = 0.5",
                "2",
                "likely",
            ),
            (
                "data_context = 3\nidentification = 0.75\nconfidentiality = 0.5",
                "2.75",
                "likely",
            ),
            (
                "data_context = 4\nidentification = 1\nconfidentiality = 0.25",
                "4.25",
                "high",
            ),
            (
                "data_context = 4\nidentification = 0.25\nconfidentiality = 0.5\nmalicious = 0.5",
                "2",
                "likely",
            ),
            ("data_context = 3\nidentification = 1", "3", "high"),
            (
                "data_context = 4\nidentification = 1\nconfidentiality = 0.5\nintegrity = 0.5\navailability = 0.5\nmalicious = 0.5",
                "6",
                "high",
            ),
        ] {
            assert_eq!(score(text), (expected.to_string(), risk), "{text}");
        }
    }
}
