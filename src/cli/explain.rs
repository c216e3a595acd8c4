//! `avg explain`: what a norm demands, where it comes from, and what to do.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::Args;

use crate::norms::{Catalogue, Demand, Norm};
use crate::records::Records;
use crate::text;
use crate::text::Lang;
use crate::text::nearest;

use super::{Exit, Format, Session};

/// Explain a norm: its source, what it demands, and what to do
///
/// Format: text. In a folder, the house's own norms are known too.
#[derive(Args)]
pub(super) struct ExplainArgs {
    /// The norm, with or without its pack: avg/purpose-missing, purpose-missing
    #[arg(value_name = "NORM", required_unless_present = "all")]
    norm: Option<String>,
    /// Every norm: the manual
    #[arg(long, conflicts_with = "norm")]
    all: bool,
}

pub(super) fn run(args: &ExplainArgs, session: &Session, lang: &mut Lang, out: &mut dyn Write) -> Result<Exit> {
    session.format(&[Format::Text])?;
    // Outside a folder the packs in the binary are all there is; a folder that was named must be there.
    let catalogue = match session.folder() {
        Ok(folder) => {
            *lang = session.lang(&Records::read(&folder));
            Catalogue::of(&folder)?
        }
        Err(error) if session.global.dir.is_some() || session.global.rev.is_some() => return Err(error),
        Err(_) => Catalogue::embedded()?,
    };
    let found = match &args.norm {
        Some(name) => catalogue.find(name),
        None => catalogue.norms().collect(),
    };
    if let (true, Some(name)) = (found.is_empty(), &args.norm) {
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
    write!(out, "{}", pages.join("\n"))?;
    Ok(Exit::Clean)
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
    line(("niveau", "level"), norm.level.word(lang));
    line(("hulp", "help"), norm.help.get(lang));
    line(("toelichting", "explanation"), norm.explain.get(lang));
    if matches!(norm.demand, Demand::Reader) {
        return page;
    }
    page += &format!(
        "  {}:\n",
        lang.pick("zoals het in het pakket staat", "as it stands in the pack")
    );
    for written in norm.source.lines() {
        page += &format!("    {}\n", written.strip_prefix("    ").unwrap_or(written));
    }
    page
}
