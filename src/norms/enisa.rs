//! The severity of a breach by ENISA's method (Working Document v1.0, 2013): data context × identification +
//! circumstances, in whole quarters.
//!
//! Below 2 is low, below 3 medium, below 4 high, from 4 on very high. The method only suggests: a person decides, and says
//! why when the decision departs from it.

use std::fmt;

use crate::records::tree::{Node, Value};
use crate::records::vocabulary::Quarters;
use crate::text;
use crate::text::Text;

/// What makes up the circumstances, with the most quarters that each can add.
pub const CIRCUMSTANCES: [(&str, u8); 4] = [
    ("confidentiality", 2),
    ("integrity", 2),
    ("availability", 2),
    ("malicious", 2),
];

/// In quarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Severity(u32);

impl Severity {
    /// Of a record's `[severity]`; `None` where a part that the method needs is missing, or is none of its values.
    pub fn of(row: &Node) -> Option<Severity> {
        let Value::Integer(context) = row.get("data_context")?.value else {
            return None;
        };
        let identification = quarters(row, "identification")?;
        let circumstances = CIRCUMSTANCES.iter().filter_map(|(key, _)| quarters(row, key));
        let context = u32::try_from(context)
            .ok()
            .filter(|context| (1..=4).contains(context))?;
        Some(Severity(
            context * u32::from(identification) + circumstances.map(u32::from).sum::<u32>(),
        ))
    }

    /// ENISA's name for it.
    pub fn level(self) -> Text {
        self.meaning().0
    }

    /// The risk that it suggests. The mapping to the Regulation's three is this program's.
    pub fn suggests(self) -> &'static str {
        self.meaning().1
    }

    fn meaning(self) -> (Text, &'static str) {
        match self.0 {
            0..8 => (text!("laag", "low"), "unlikely"),
            8..12 => (text!("midden", "medium"), "likely"),
            12..16 => (text!("hoog", "high"), "high"),
            _ => (text!("zeer hoog", "very high"), "high"),
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = ["", ".25", ".5", ".75"];
        write!(f, "{}{}", self.0 / 4, rest[self.0 as usize % 4])
    }
}

pub(super) fn quarters(row: &Node, key: &str) -> Option<u8> {
    let number = match row.get(key)?.value {
        Value::Number(number) => number,
        // Only 0 and 1 are quarters; both are exact.
        Value::Integer(number @ 0..=1) => number as f64,
        _ => return None,
    };
    Quarters::of(number).map(|quarters| quarters.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::toml_tree;
    use crate::text::Lang;

    fn score(text: &str) -> (String, String, &'static str) {
        let (root, _) = toml_tree::read(text);
        let severity = Severity::of(&root).expect("complete");
        let level = severity.level().get(Lang::En).to_string();
        (severity.to_string(), level, severity.suggests())
    }

    #[test]
    fn what_the_method_does_not_know_has_no_score() {
        for context in ["0", "5", "-1", "4000000000", "4294967296", "9223372036854775807"] {
            let text = format!("data_context = {context}\nidentification = 1");
            let (root, _) = toml_tree::read(&text);
            assert_eq!(Severity::of(&root), None, "{context}");
        }
    }

    /// The worked values of the method: simple data 1, financial 3, sensitive 4.
    #[test]
    fn worked_values() {
        for (text, expected, level, risk) in [
            (
                "data_context = 1\nidentification = 1\nconfidentiality = 0",
                "1",
                "low",
                "unlikely",
            ),
            (
                "data_context = 1\nidentification = 1\nconfidentiality = 0.5",
                "1.5",
                "low",
                "unlikely",
            ),
            (
                "data_context = 1\nidentification = 1.0\nconfidentiality = 0.5\nmalicious = 0.5",
                "2",
                "medium",
                "likely",
            ),
            (
                "data_context = 3\nidentification = 0.75\nconfidentiality = 0.5",
                "2.75",
                "medium",
                "likely",
            ),
            (
                "data_context = 4\nidentification = 1\nconfidentiality = 0.25",
                "4.25",
                "very high",
                "high",
            ),
            (
                "data_context = 4\nidentification = 0.25\nconfidentiality = 0.5\nmalicious = 0.5",
                "2",
                "medium",
                "likely",
            ),
            ("data_context = 3\nidentification = 1", "3", "high", "high"),
            (
                "data_context = 4\nidentification = 0.75\nconfidentiality = 0.5",
                "3.5",
                "high",
                "high",
            ),
            ("data_context = 4\nidentification = 1", "4", "very high", "high"),
            (
                "data_context = 4\nidentification = 1\nconfidentiality = 0.5\nintegrity = 0.5\navailability = 0.5\nmalicious = 0.5",
                "6",
                "very high",
                "high",
            ),
        ] {
            assert_eq!(score(text), (expected.to_string(), level.to_string(), risk), "{text}");
        }
    }
}
