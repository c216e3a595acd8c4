//! How long the data are kept, article 15(1)(d): the period, and of one that only says how short, that the rest is still to be
//! told.

use crate::records::tree::Node;
use crate::report::sending::BeforeSending;

use super::{Answer, Asked};

/// Words that an event is written with, and that a sentence wants an article before.
const ARTICLES: &[(&str, &str)] = &[("einde ", "het"), ("end of ", "the")];

/// A period for each set of data.
pub(super) fn told<'a>(answer: &Answer<'a>, asked: &Asked<'a>, before: &mut BeforeSending) -> Vec<String> {
    let lang = answer.reader.lang;
    let rows = asked.rows(asked.field);
    let mut told = Vec::new();
    for row in rows {
        let Some(period) = period(answer, asked, row) else {
            continue;
        };
        let data = answer.of_row(asked, row, "data");
        let what = data.clone().map(|data| format!("{data}: ")).unwrap_or_default();
        let longest = |other: &Node| limit(other) != Some("minimum") && answer.of_row(asked, other, "data") == data;
        let is_open = limit(row) == Some("minimum") && !rows.iter().any(longest);
        told.push(match is_open {
            false => format!("{what}{period}"),
            true => {
                let most = lang.pick(
                    "hoe lang ten hoogste, of de criteria daarvoor",
                    "how long at most, or the criteria for that",
                );
                let how = format!("{}: [[retention]] limit = \"maximum\"", asked.record.file);
                format!("{what}{period} {}", asked.miss(most, &how, before))
            }
        });
    }
    told
}

/// How long, or by what it is determined.
fn period<'a>(answer: &Answer<'a>, asked: &Asked<'a>, row: &Node) -> Option<String> {
    let lang = answer.reader.lang;
    let of_row = |key| answer.of_row(asked, row, key);
    let Some(keep) = of_row("keep") else {
        let criteria: Vec<String> = ["from", "basis"].into_iter().filter_map(of_row).collect();
        return (!criteria.is_empty()).then(|| criteria.join(" – "));
    };
    let how = match limit(row) {
        Some("minimum") => lang.pick("ten minste ", "at least "),
        Some("maximum") => lang.pick("ten hoogste ", "at most "),
        _ => "",
    };
    let from = of_row("from").map(|from| {
        let article = ARTICLES.iter().find(|(word, _)| from.starts_with(word));
        let article = article.map(|(_, article)| format!("{article} ")).unwrap_or_default();
        format!(" {} {article}{from}", lang.pick("na", "after"))
    });
    Some(format!("{how}{keep}{}", from.unwrap_or_default()))
}

fn limit<'n>(row: &'n Node) -> Option<&'n str> {
    row.get("limit").and_then(Node::text)
}
