//! Findings for programs. The wire form is a contract, so it is separate from the inner one.

use serde::Serialize;

use crate::finding::{Finding, Level};
use crate::text::{Lang, in_json};

#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<Wire<'a>>,
    summary: Summary<'a>,
}

#[derive(Serialize)]
pub(super) struct Wire<'a> {
    norm: &'a str,
    level: Level,
    cite: Option<&'a str>,
    message: &'a str,
    help: &'a str,
    record: Option<&'a str>,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// What is said of a run beside its findings.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub records: usize,
    /// How many waivers took effect.
    pub waived: usize,
    /// How many findings a commit had already, which are not shown.
    pub known: Option<usize>,
    /// How far back git remembers: `whole`, `shallow` or `none`.
    pub history: &'a str,
}

#[derive(Serialize)]
struct Summary<'a> {
    records: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
    /// Only where findings are held against a commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<usize>,
    /// How far back git remembers: `whole`, `shallow` or `none`.
    history: &'a str,
}

/// One JSON document; lines and columns from 1, columns in characters, the end one past the last.
pub fn render(findings: &[Finding], about: About, lang: Lang) -> serde_json::Result<String> {
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let report = Report {
        findings: findings.iter().map(|finding| wire(finding, lang)).collect(),
        summary: Summary {
            records: about.records,
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            notes: count(Level::Note),
            waived: about.waived,
            known: about.known,
            history: about.history,
        },
    };
    Ok(in_json(&serde_json::to_string_pretty(&report)?))
}

pub(super) fn wire(finding: &Finding, lang: Lang) -> Wire<'_> {
    let site = &finding.site;
    Wire {
        norm: &finding.norm,
        level: finding.level,
        cite: finding.cite.as_deref(),
        message: finding.message.get(lang),
        help: finding.help.get(lang),
        record: finding.record.as_deref(),
        file: &site.file,
        line: site.start.line,
        column: site.start.column,
        end_line: site.end.line,
        end_column: site.end.column,
    }
}
