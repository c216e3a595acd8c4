//! Rendering: findings and documents to what people and programs read. One format a file; nothing here decides anything.

pub mod csv;
pub mod document_csv;
pub mod document_json;
pub mod document_yaml;
pub mod duties_ics;
pub mod duties_json;
pub mod findings_github;
pub mod findings_human;
pub mod findings_json;
pub mod findings_junit;
pub mod findings_sarif;
pub mod findings_short;
pub mod flat_csv;
pub mod flat_json;
pub mod html;
mod html_drawn;
pub mod jsonl;
pub mod jsonld;
pub mod markdown;
pub mod terminal;
pub mod xlsx;

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::text::Lang;
pub use crate::text::harmless;

/// The texts of the files that findings point into, for excerpts.
pub type Sources<'a> = BTreeMap<&'a str, &'a str>;

/// How much a terminal can show.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub colour: bool,
    /// Columns.
    pub width: u16,
}

/// What is wrong, and under which article.
fn cited(finding: &Finding, lang: Lang) -> String {
    let message = finding.message.get(lang);
    match &finding.cite {
        Some(cite) => format!("{message} ({cite})"),
        None => message.to_string(),
    }
}
