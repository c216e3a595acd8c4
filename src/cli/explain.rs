//! `avg explain`: what a norm demands, where it comes from, and what to do.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::Args;

use crate::norms::{Catalogue, Decision, Demand, Norm, Pack};
use crate::render::harmless;
use crate::text;
use crate::text::{Lang, Text, nearest};

use super::{Exit, Session};

/// Explain a norm: its source, what it demands, and what to do
///
/// Format: text. In a folder, the house's own norms are known too.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExplainArgs {
    /// The norm, with or without its pack: avg/purpose-missing, purpose-missing
    #[arg(value_name = "NORM", required_unless_present = "all")]
    norm: Option<String>,
    /// Every norm: the manual
    #[arg(long, conflicts_with = "norm")]
    all: bool,
}

const EXAMPLES: &str = "Examples:
  avg explain notify-authority
  avg explain --all";

pub(super) fn run(args: &ExplainArgs, session: &Session, lang: &mut Lang, out: &mut dyn Write) -> Result<Exit> {
    session.format()?;
    let catalogue = session.catalogue(lang)?;
    let Some(name) = &args.norm else {
        write!(out, "{}", harmless(&manual(&catalogue, *lang)))?;
        return Ok(Exit::Clean);
    };
    let found = catalogue.find(name);
    if found.is_empty() {
        let known: Vec<&str> = catalogue
            .norms()
            .flat_map(|norm| [norm.name.as_str(), norm.id()])
            .collect();
        return Err(anyhow!(match nearest(name, &known) {
            Some(nearest) => text!(
                "er is geen norm ‘{name}’; bedoelt u ‘{nearest}’?",
                "there is no norm ‘{name}’; did you mean ‘{nearest}’?"
            ),
            None => text!(
                "er is geen norm ‘{name}’; avg explain --all noemt ze alle",
                "there is no norm ‘{name}’; avg explain --all names them all"
            ),
        }));
    }
    let pages: Vec<String> = found.into_iter().map(|norm| page(norm, *lang)).collect();
    write!(out, "{}", harmless(&pages.join("\n")))?;
    Ok(Exit::Clean)
}

/// Every norm under the pack that it comes from, with what the pack knowingly leaves out.
fn manual(catalogue: &Catalogue, lang: Lang) -> String {
    let chapter = |pack: &Pack| {
        let pages: Vec<String> = pack.norms.iter().map(|norm| page(norm, lang)).collect();
        let unchecked = pack.unchecked.iter().map(|entry| {
            let (cite, why) = (&entry.cite.0, Text::from(&entry.why));
            format!("  {cite}: {}\n", why.get(lang))
        });
        let unchecked: String = unchecked.collect();
        let left_out = match unchecked.is_empty() {
            true => unchecked,
            false => format!(
                "\n{}:\n{unchecked}",
                lang.pick("bewust niet nagezien", "knowingly not checked")
            ),
        };
        let title = pack.title.get(lang);
        format!("═══ {}: {title} ═══\n\n{}{left_out}", pack.name, pages.join("\n"))
    };
    let chapters: Vec<String> = catalogue.packs.iter().map(chapter).collect();
    chapters.join("\n")
}

fn page(norm: &Norm, lang: Lang) -> String {
    let mut page = format!("{}\n", norm.name);
    let mut line = |label: (&str, &str), words: &str| {
        if !words.is_empty() {
            page += &format!("  {}: {words}\n", lang.pick(label.0, label.1));
        }
    };
    line(("wat", "what"), norm.title.get(lang));
    line(("bron", "source"), norm.cite.as_deref().unwrap_or_default());
    line(
        ("te lezen op", "to be read at"),
        norm.url.as_deref().unwrap_or_default(),
    );
    let place = norm
        .site
        .as_ref()
        .map(|site| format!("{}:{}", site.file, site.start.line));
    line(("staat in", "stands in"), &place.unwrap_or_default());
    let level = match norm.pending {
        true => lang.pick(
            "voorstel, nog geen recht: wordt niet toegepast",
            "proposal, not law yet: not applied",
        ),
        false => norm.level.word(lang),
    };
    line(("niveau", "level"), level);
    line(("hulp", "help"), norm.help.get(lang));
    line(("toelichting", "explanation"), norm.explain.get(lang));
    if matches!(norm.demand, Demand::Reader) {
        return page;
    }
    page += &decisions(norm, lang);
    page += &format!(
        "  {}:\n",
        lang.pick("zoals het in het pakket staat", "as it stands in the pack")
    );
    for written in norm.source.lines() {
        page += &format!("    {}\n", written.strip_prefix("    ").unwrap_or(written));
    }
    page
}

/// The adequacy decisions that a norm goes by, each with its days and its condition.
fn decisions(norm: &Norm, lang: Lang) -> String {
    let Demand::Judge { with, .. } = &norm.demand else {
        return String::new();
    };
    if with.decisions.is_empty() {
        return String::new();
    }
    let one = |decision: &Decision| {
        let country = decision.country.as_ref().map(|country| country.0.clone());
        let to = country.unwrap_or_else(|| decision.organisation.first().cloned().unwrap_or_default());
        let from = decision
            .from
            .map(|day| format!(", {} {}", lang.pick("vanaf", "from"), day.0));
        let until = decision
            .until
            .map(|day| format!(", {} {}", lang.pick("tot en met", "through"), day.0));
        let condition = decision.condition.as_ref().map(|condition| {
            let condition = Text::from(condition);
            format!(", {} {}", lang.pick("alleen", "only"), condition.get(lang))
        });
        let source = decision.source.as_ref().map(|source| format!(", {source}"));
        let facts = [from, until, condition, source].into_iter().flatten();
        format!("    {to}{}\n", facts.collect::<String>())
    };
    let all: String = with.decisions.iter().map(one).collect();
    format!("  {}:\n{all}", lang.pick("besluiten", "decisions"))
}
