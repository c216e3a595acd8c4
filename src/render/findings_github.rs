//! Findings as GitHub's workflow commands, which it shows beside the lines they are about.

use crate::finding::{Finding, Level};
use crate::text::Lang;

use super::{cited, harmless};

/// One command a line; files behind the prefix that leads to the root of the work tree.
pub fn render(findings: &[Finding], prefix: &str, lang: Lang) -> String {
    findings.iter().map(|finding| command(prefix, finding, lang)).collect()
}

fn command(prefix: &str, finding: &Finding, lang: Lang) -> String {
    let name = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let (start, end) = (finding.site.start, finding.site.end);
    let file = property(&format!("{prefix}{}", finding.site.file));
    let title = property(&finding.norm);
    let message = format!("{}\n{}", cited(finding, lang), finding.help.get(lang));
    let message = data(message.trim_end());
    format!(
        "::{name} file={file},line={},col={},endLine={},endColumn={},title={title}::{message}\n",
        start.line, start.column, end.line, end.column
    )
}

/// As `escapeData` in GitHub's own toolkit; what would steer the log is shown besides.
fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    harmless(&escaped)
}

/// As `escapeProperty` there.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
