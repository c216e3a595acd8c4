//! `avg schema`: the JSON schema of a kind of record, for editors.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::folder::Kind;
use crate::norms::PackFile;
use crate::records::schema;

use super::{Exit, Session};

/// Print the JSON schema (draft-07) of a kind of record, or of norm packs
///
/// Format: json.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SchemaArgs {
    #[arg(value_enum)]
    kind: SchemaKind,
}

const EXAMPLES: &str = "Examples:
  avg schema incident > schemas/incident.json";

#[derive(Clone, Copy, ValueEnum)]
enum SchemaKind {
    /// avg.toml
    Organisation,
    /// register/*.toml
    #[value(alias = "register")]
    Activity,
    /// agreements/*.toml
    #[value(alias = "agreements")]
    Agreement,
    /// requests/*.toml
    #[value(alias = "requests")]
    Request,
    /// incidents/*.toml
    #[value(alias = "incidents")]
    Incident,
    /// norms/*.yaml
    #[value(alias = "norms")]
    Pack,
}

pub(super) fn run(args: &SchemaArgs, session: &Session, out: &mut dyn Write) -> Result<Exit> {
    session.format()?;
    let kind = match args.kind {
        SchemaKind::Organisation => Some(Kind::Organisation),
        SchemaKind::Activity => Some(Kind::Activity),
        SchemaKind::Agreement => Some(Kind::Agreement),
        SchemaKind::Request => Some(Kind::Request),
        SchemaKind::Incident => Some(Kind::Incident),
        SchemaKind::Pack => None,
    };
    write!(out, "{}", text(kind)?)?;
    Ok(Exit::Clean)
}

/// The schema of a kind of record, or of norm packs, as a file.
pub(super) fn text(kind: Option<Kind>) -> Result<String> {
    let schema = kind.map_or_else(schema::generate::<PackFile>, |kind| schema::of(kind).clone());
    Ok(format!("{}\n", serde_json::to_string_pretty(schema.as_value())?))
}
