//! Findings one a line, as editors and grep take them.

use crate::finding::Finding;
use crate::text::{Lang, in_line};

use super::{cited, harmless};

pub fn render(findings: &[Finding], lang: Lang) -> String {
    let lines = findings.iter().map(|finding| line("", finding, lang) + "\n");
    lines.collect()
}

/// `file:line:column: level[pack/id]: message (cite)`, the file behind a prefix.
pub(super) fn line(prefix: &str, finding: &Finding, lang: Lang) -> String {
    let (file, start) = (in_line(&finding.site.file), finding.site.start);
    let (level, norm, message) = (finding.level.word(lang), &finding.norm, cited(finding, lang));
    let line = format!(
        "{prefix}{file}:{}:{}: {level}[{norm}]: {message}",
        start.line, start.column
    );
    harmless(&flat(&line))
}

/// On one line, whatever the values hold.
pub(super) fn flat(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\r', '\n'], " ")
}
