//! Findings as SARIF 2.1.0, for code scanning. The wire form is a contract, so it is separate from the inner one.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::{Finding, Fingerprint, Site};
use crate::norms::{Catalogue, Norm};
use crate::text::{Lang, in_json};

use super::cited;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What files are relative to. It has no address of its own, so the same input gives the same bytes everywhere.
const BASE: &str = "%SRCROOT%";

/// How the findings are known; a new way gets a new number, so that the old are not taken for it.
const FINGERPRINT: &str = "finding/v1";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    language: &'static str,
    column_kind: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    language: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'a str>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

/// One log with one run. Each finding has its fingerprint; files behind the prefix that leads to the root of the work tree.
pub fn render(
    findings: &[Finding],
    prints: &[Fingerprint],
    catalogue: &Catalogue,
    prefix: &str,
    lang: Lang,
) -> serde_json::Result<String> {
    let is_found = |norm: &&Norm| findings.iter().any(|finding| finding.norm == norm.name);
    let norms: Vec<&Norm> = catalogue.norms().filter(is_found).collect();
    let root = lang.pick("de wortel van de git-werkmap", "the root of the git work tree");
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "avg",
                version: env!("CARGO_PKG_VERSION"),
                language: lang.name(),
                rules: norms.iter().map(|norm| rule(norm, lang)).collect(),
            },
        },
        language: lang.name(),
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: BTreeMap::from([(
            BASE,
            Base {
                description: message(root),
            },
        )]),
        results: findings
            .iter()
            .zip(prints)
            .map(|(finding, print)| outcome(finding, *print, &norms, prefix, lang))
            .collect(),
    };
    let log = serde_json::to_string_pretty(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run],
    })?;
    Ok(in_json(&log))
}

fn rule(norm: &Norm, lang: Lang) -> Rule<'_> {
    let written = |text: String| (!text.is_empty()).then(|| message(&text));
    let source = norm
        .cite
        .as_ref()
        .map(|cite| format!("{}: {cite}.", lang.pick("Bron", "Source")));
    let help = [norm.help.get(lang), source.as_deref().unwrap_or_default()].join("\n");
    Rule {
        id: &norm.name,
        short_description: message(norm.title.get(lang)),
        full_description: written(norm.explain.get(lang).to_string()),
        help: written(help.trim().to_string()),
        help_uri: norm.url.as_deref(),
        default_configuration: Configuration {
            level: norm.level.name(),
        },
    }
}

fn outcome<'a>(finding: &'a Finding, print: Fingerprint, norms: &[&Norm], prefix: &str, lang: Lang) -> Outcome<'a> {
    let text = format!("{}\n{}", cited(finding, lang), finding.help.get(lang));
    let related = (1..).zip(&finding.related);
    Outcome {
        rule_id: &finding.norm,
        rule_index: norms.iter().position(|norm| norm.name == finding.norm),
        level: finding.level.name(),
        message: message(text.trim_end()),
        locations: [location(&finding.site, prefix)],
        related_locations: related
            .map(|(id, (site, words))| Location {
                id: Some(id),
                message: Some(message(words.get(lang))),
                ..location(site, prefix)
            })
            .collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, print.to_string())]),
    }
}

fn location(site: &Site, prefix: &str) -> Location {
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: uri(&format!("{prefix}{}", site.file)),
                uri_base_id: BASE,
            },
            region: Region {
                start_line: site.start.line,
                start_column: site.start.column,
                end_line: site.end.line,
                end_column: site.end.column,
            },
        },
        message: None,
    }
}

/// A text with no links of its own making: in SARIF `[words](1)` is one.
fn message(text: &str) -> Message {
    Message {
        text: text.replace("](", "\\]("),
    }
}

/// A path as a relative address: what an address may not hold as it is becomes the codes of its bytes.
fn uri(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let one = |byte| match byte {
        byte if is_plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(one).collect()
}
