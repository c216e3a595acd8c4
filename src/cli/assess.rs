//! `avg assess`: weigh the severity of a breach by ENISA's method; a person decides what the risk is.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::Args;

use crate::folder::Kind;
use crate::norms::enisa::Severity;
use crate::records::draft::Draft;
use crate::records::tree::Value;
use crate::records::{labels, shape_of, toml_tree};
use crate::render::harmless;
use crate::text;
use crate::text::Lang;

use super::desk::{Desk, Page, SaveArgs};
use super::enisa_questions::{self, QUESTIONS, Question};
use super::fields::{self, FieldArgs};
use super::questions;
use super::{Exit, Session};

/// Weigh the severity of a breach by ENISA's method, and record the decision
///
/// The method suggests a risk; a person decides, and says why where the decision is another. On a terminal it asks;
/// elsewhere the parts are flags.
#[derive(Args)]
#[command(after_help = fields::help(EXAMPLES))]
pub(super) struct AssessArgs {
    /// The incident, such as incidents/2026-002
    incident: String,
    #[command(flatten)]
    save: SaveArgs,
    #[command(flatten)]
    fields: FieldArgs,
}

const EXAMPLES: &str = "  avg assess incidents/2026-002
  avg assess incidents/2026-002 --severity-data-context 3 --severity-identification 0.75 --severity-confidentiality 0.5 \\
    --risk likely --risk-reason \"Financiële gegevens bij één bekende ontvanger\"";

pub(super) fn run(
    args: &AssessArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let mut desk = Desk::open(session, lang, err)?;
    let page = desk.page(&args.incident)?;
    if page.kind != Kind::Incident {
        let name = &page.name;
        return Err(anyhow!(text!(
            "{name} is geen incident: alleen een incident wordt gewogen",
            "{name} is no incident: only an incident is weighed"
        )));
    }
    let mut page = desk.take(&args.incident, &args.fields, None)?;
    if session.edge.interactive {
        ask_parts(&mut desk, &page)?;
    }
    desk.refuse_if_wrong(&page)?;
    let severity = severity(desk.text(&page)).ok_or_else(incomplete)?;
    for line in weighed(severity, desk.text(&page), *lang) {
        writeln!(out, "{}", harmless(&line))?;
    }
    if session.edge.interactive {
        out.flush()?;
        decide(&mut desk, &page)?;
    }
    refuse_if_unexplained(&page.before, desk.text(&page), severity)?;
    desk.write(&mut page)?;
    writeln!(out, "{}", decision(desk.text(&page), *lang))?;
    writeln!(out, "{}", page.file)?;
    desk.gaps(&page, out)?;
    desk.clocks(&page, out)?;
    desk.save(&args.save, &page, &text!("gewogen", "weighed"), out)?;
    Ok(Exit::Clean)
}

fn incomplete() -> anyhow::Error {
    anyhow!(text!(
        "nog nodig: --severity-data-context (1–4) en --severity-identification (0.25, 0.5, 0.75 of 1)",
        "still needed: --severity-data-context (1–4) and --severity-identification (0.25, 0.5, 0.75 or 1)"
    ))
}

fn severity(text: &str) -> Option<Severity> {
    Severity::of(toml_tree::whole(text)?.get("severity")?)
}

/// Asks each part of the method that is not there yet.
fn ask_parts(desk: &mut Desk, page: &Page) -> Result<()> {
    for question in QUESTIONS {
        if says(desk.text(page), &["severity", question.key]).is_some() {
            continue;
        }
        let Some(value) = ask(question, desk.lang)? else {
            return Ok(());
        };
        lay_field(desk, page, &format!("severity.{}", question.key), value)?;
    }
    Ok(())
}

/// One part, with what each value means; nothing where it is left for later, which Enter alone does.
fn ask(question: &Question, lang: Lang) -> Result<Option<&'static str>> {
    let mut choices = question.choices;
    if question.key == "data_context" {
        let kinds: Vec<&str> = enisa_questions::CONTEXTS
            .iter()
            .map(|context| lang.pick(context.nl, context.en))
            .collect();
        let words = lang.pick(
            "Wat voor gegevens? Bij meer dan één: de zwaarste.",
            "What sort of data? Of several: the gravest.",
        );
        let Some(chosen) = questions::one_or_later(words, &kinds, lang)? else {
            return Ok(None);
        };
        choices = enisa_questions::CONTEXTS[chosen].choices;
    }
    let shown: Vec<String> = choices
        .iter()
        .map(|choice| format!("{} – {}", choice.value, lang.pick(choice.nl, choice.en)))
        .collect();
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let chosen = questions::one_or_later(lang.pick(question.nl, question.en), &shown, lang)?;
    Ok(chosen.map(|chosen| choices[chosen].value))
}

/// What came out, what it suggests, and what the method wants looked at beside the number.
fn weighed(severity: Severity, text: &str, lang: Lang) -> Vec<String> {
    let level = severity.level();
    let suggested = labels::word(Kind::Incident, "risk", severity.suggests());
    let (level, suggested) = (level.get(lang), suggested.get(lang));
    let mut lines = vec![match lang {
        Lang::Nl => format!(
            "Ernst {severity} ({level}) volgens ENISA. avg leest dat als: {suggested} (risk = \"{}\"); u beslist.",
            severity.suggests()
        ),
        Lang::En => format!(
            "Severity {severity} ({level}) by ENISA. avg reads that as: {suggested} (risk = \"{}\"); you decide.",
            severity.suggests()
        ),
    }];
    let many = ["min", "max"]
        .iter()
        .filter_map(|key| number(text, key))
        .max()
        .is_some_and(|count| count > MANY);
    if many {
        lines.push(
            lang.pick("Let op: meer dan 100 mensen.", "Mind: more than 100 people.")
                .to_string(),
        );
    }
    if says(text, &["unintelligible"]).as_deref() == Some("yes") {
        lines.push(
            lang.pick(
                "Let op: de gegevens zijn onbegrijpelijk voor anderen; dat kan het risico wegnemen.",
                "Mind: the data are unintelligible to others; that may take the risk away.",
            )
            .to_string(),
        );
    }
    lines
}

/// ENISA's flag for the number of people.
const MANY: i64 = 100;

fn number(text: &str, key: &str) -> Option<i64> {
    match toml_tree::whole(text)?.get("subjects_count")?.get(key)?.value {
        Value::Integer(count) => Some(count),
        _ => None,
    }
}

fn says(text: &str, keys: &[&str]) -> Option<String> {
    let root = toml_tree::whole(text)?;
    let node = keys.iter().try_fold(&root, |node, key| node.get(key))?;
    Some(node.text().unwrap_or_default().to_string())
}

/// The person decides, also where something was decided before; where the decision departs from the suggestion, with the
/// reason.
fn decide(desk: &mut Desk, page: &Page) -> Result<()> {
    let lang = desk.lang;
    let words = ["unlikely", "likely", "high"];
    let shown = words.map(|word| labels::word(Kind::Incident, "risk", word));
    let shown = shown.each_ref().map(|word| word.get(lang));
    let question = lang.pick(
        "Wat besluit u: wat is het risico voor de betrokkenen?",
        "What do you decide: what is the risk to the people?",
    );
    let Some(chosen) = questions::one_or_later(question, &shown, lang)? else {
        return Ok(());
    };
    let risk = words[chosen];
    lay_field(desk, page, "risk", risk)?;
    let before = says(desk.text(page), &["risk_reason"]);
    if let Some(reason) = questions::sentence_from(lang.pick("Waarom?", "Why?"), before.as_deref(), lang)? {
        lay_field(desk, page, "risk_reason", &reason)?;
    }
    Ok(())
}

fn lay_field(desk: &mut Desk, page: &Page, path: &str, value: &str) -> Result<()> {
    let Some(field) = questions::field_at(page.kind, path) else {
        return Ok(());
    };
    let mut draft = Draft::default();
    draft.give(&field, value);
    let text = draft.onto(desk.text(page), shape_of(page.kind), None)?;
    desk.lay(page, &text);
    Ok(())
}

/// A decision that departs from the method needs its reason: nobody can follow it otherwise. What was written before it was
/// taken is not its reason.
fn refuse_if_unexplained(before: &str, after: &str, severity: Severity) -> Result<()> {
    let all = |text: &str| (says(text, &["risk"]), self::severity(text));
    let reason = |text: &str| says(text, &["risk_reason"]).filter(|reason| !reason.trim().is_empty());
    let is_explained = reason(after).is_some() && (reason(after) != reason(before) || all(before) == all(after));
    match says(after, &["risk"]) {
        Some(risk) if risk != severity.suggests() && !is_explained => {
            let suggested = severity.suggests();
            Err(anyhow!(text!(
                "niet geschreven: een ernst van {severity} zou op risk = \"{suggested}\" wijzen; zeg met --risk-reason waarom het nu \"{risk}\" is",
                "not written: a severity of {severity} would suggest risk = \"{suggested}\"; say with --risk-reason why it is now \"{risk}\""
            )))
        }
        _ => Ok(()),
    }
}

fn decision(text: &str, lang: Lang) -> String {
    match says(text, &["risk"]) {
        Some(risk) => {
            let risk = labels::word(Kind::Incident, "risk", &risk);
            format!("{}: {}", lang.pick("Besloten", "Decided"), harmless(risk.get(lang)))
        }
        None => lang
            .pick(
                "Nog niet besloten: geef --risk unlikely, likely of high.",
                "Not decided yet: give --risk unlikely, likely or high.",
            )
            .to_string(),
    }
}
