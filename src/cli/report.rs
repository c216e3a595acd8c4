//! `avg report`: documents to hand over.

use std::io::Write;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::norms::Catalogue;
use crate::report;
use crate::text::Lang;

use super::{Exit, Session};

/// Print a report
///
/// Formats: table (default), markdown, json.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReportArgs {
    #[command(subcommand)]
    name: Name,
}

const EXAMPLES: &str = "Examples:
  avg report norms --format markdown";

#[derive(Subcommand)]
enum Name {
    /// What is checked, article by article, and what is knowingly not
    Norms,
}

pub(super) fn run(args: &ReportArgs, session: &Session, lang: &mut Lang, out: &mut dyn Write) -> Result<Exit> {
    let format = session.format(&super::DOCUMENT)?;
    let document = match args.name {
        Name::Norms => {
            let catalogue: Catalogue = session.catalogue(lang)?;
            report::norms::document(&catalogue, *lang)
        }
    };
    session.hand_over(&document, format, out)?;
    Ok(Exit::Clean)
}
