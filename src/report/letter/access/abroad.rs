//! To which third countries the data go, and on which ground: the safeguards of article 46, 15(2), or what takes their place.

use crate::records::tree::Node;
use crate::report::letterhead::article;
use crate::report::sending::BeforeSending;

use super::{Answer, Asked};

/// The instruments that are appropriate safeguards pursuant to article 46(2) and (3).
const SAFEGUARDS: &[&str] = &[
    "public-instrument",
    "bcr",
    "scc",
    "code-of-conduct",
    "certification",
    "ad-hoc",
];

/// A transfer a line; one inside the EEA is none.
pub(super) fn told<'a>(answer: &Answer<'a>, asked: &Asked<'a>, before: &mut BeforeSending) -> Vec<String> {
    let mut told = Vec::new();
    let rows = asked.rows("transfers").iter().enumerate();
    for (at, row) in rows.filter(|(_, row)| answer.is_abroad(row)) {
        let place = ["country", "organisation", "recipient"].map(|key| answer.of_row(asked, row, key));
        let place: Vec<String> = place.into_iter().flatten().collect();
        let place = place.join(" – ");
        let ground = ground(answer, asked, row).unwrap_or_else(|| {
            let what = answer.reader.lang.pick(
                format!("waarborg of andere grond voor de doorgifte: {place}"),
                format!("safeguard or other ground of the transfer: {place}"),
            );
            let asked = Asked {
                letter: "15(2)",
                ..*asked
            };
            asked.miss(&what, &asked.edit("transfers.instrument", Some(at)), before);
            answer.reader.lang.pick("[waarborg]", "[safeguard]").to_string()
        });
        told.push(format!("{place}: {ground}"));
    }
    told
}

/// What lets the data go there, and whether it is a safeguard.
fn ground<'a>(answer: &Answer<'a>, asked: &Asked<'a>, row: &Node) -> Option<String> {
    let lang = answer.reader.lang;
    let said = answer.of_row(asked, row, "instrument")?;
    let instrument = row.get("instrument").and_then(Node::text)?;
    let derogation = row.get("derogation").and_then(Node::text);
    Some(match instrument {
        _ if SAFEGUARDS.contains(&instrument) => {
            let safeguard = lang.pick("een passende waarborg", "an appropriate safeguard");
            format!("{said}, {safeguard} ({})", article("46", lang))
        }
        "adequacy" => format!("{said} ({})", article("45", lang)),
        "derogation" => {
            let cited = derogation.filter(|cited| cited.starts_with("49(")).unwrap_or("49");
            format!("{said} ({})", article(cited, lang))
        }
        _ => said,
    })
}

impl Answer<'_> {
    /// Whether a transfer leaves the EEA: to a country outside it, or to an international organisation.
    fn is_abroad(&self, row: &Node) -> bool {
        match row.get("country").and_then(Node::text) {
            Some(country) => !self.basis.place.catalogue.eea().iter().any(|code| code == country),
            None => true,
        }
    }
}
