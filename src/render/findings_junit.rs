//! Findings as JUnit's XML: a test case a record, which passes when nothing is wrong with it.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::text::{Lang, in_line};

use super::findings_short::{flat, line};
use super::harmless;

/// What was checked, for a report in which the clean ones are named too.
pub struct Suite<'a> {
    /// The name and the file of every record.
    pub records: Vec<(&'a str, &'a str)>,
    pub findings: &'a [Finding],
    /// What comes before a file to count it from the root of the work tree.
    pub prefix: &'a str,
}

/// Findings that are `denied` fail their test case; the others are what it printed.
pub fn render(suite: &Suite, denied: impl Fn(&Finding) -> bool, lang: Lang) -> String {
    let cases = cases(suite);
    let fails = |case: &&Vec<&Finding>| case.iter().any(|finding| denied(finding));
    let (tests, failures) = (cases.len(), cases.values().filter(fails).count());
    let counts = format!("name=\"avg check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\"");
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_string();
    xml += &format!("<testsuites {counts}>\n  <testsuite {counts}>\n");
    for ((file, name), findings) in &cases {
        let class = name.split_once('/').map_or("avg", |(folder, _)| folder);
        let file = in_line(&format!("{}{file}", suite.prefix));
        let attributes = written(&[
            ("classname", &in_line(class)),
            ("name", &in_line(name)),
            ("file", &file),
        ]);
        let (denied, others): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|finding| denied(finding));
        xml += &match said(suite.prefix, &denied, &others, lang) {
            said if said.is_empty() => format!("    <testcase{attributes}/>\n"),
            said => format!("    <testcase{attributes}>\n{said}    </testcase>\n"),
        };
    }
    xml + "  </testsuite>\n</testsuites>\n"
}

fn said(prefix: &str, denied: &[&Finding], others: &[&Finding], lang: Lang) -> String {
    let lines = |findings: &[&Finding]| {
        let lines: Vec<String> = findings.iter().map(|finding| line(prefix, finding, lang)).collect();
        escaped(&lines.join("\n"))
    };
    let mut xml = String::new();
    if let Some(first) = denied.first() {
        let attributes = written(&[("type", first.level.name()), ("message", first.message.get(lang))]);
        xml += &format!("      <failure{attributes}>{}</failure>\n", lines(denied));
    }
    if !others.is_empty() {
        xml += &format!("      <system-out>{}</system-out>\n", lines(others));
    }
    xml
}

/// A case a record, and one a file for what is about no record: by file and name.
fn cases<'a>(suite: &Suite<'a>) -> BTreeMap<(&'a str, &'a str), Vec<&'a Finding>> {
    let mut cases: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, file) in &suite.records {
        cases.entry((*file, *name)).or_default();
    }
    for finding in suite.findings {
        let file = finding.site.file.as_str();
        let name = finding.record.as_deref().unwrap_or(file);
        cases.entry((file, name)).or_default().push(finding);
    }
    cases
}

fn written(attributes: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| format!(" {name}=\"{}\"", escaped(&flat(value)));
    attributes.iter().map(one).collect()
}

/// XML 1.0 cannot hold control characters, however they are written: they are shown as their codes.
fn escaped(text: &str) -> String {
    let mut xml = String::new();
    for c in harmless(text).chars() {
        match c {
            '&' => xml += "&amp;",
            '<' => xml += "&lt;",
            '>' => xml += "&gt;",
            '"' => xml += "&quot;",
            '\'' => xml += "&apos;",
            '\u{fffe}' | '\u{ffff}' => xml.extend(c.escape_unicode()),
            c => xml.push(c),
        }
    }
    xml
}
