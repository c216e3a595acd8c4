//! `avg schema`: the JSON schema of a kind of record, for editors.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::folder::Kind;
use crate::norms::PackFile;
use crate::records::schema;

use super::{Exit, Format, Session};

/// Print the JSON schema (draft-07) of a kind of record, or of norm packs
///
/// Format: json.
#[derive(Args)]
pub(super) struct SchemaArgs {
    #[arg(value_enum)]
    kind: SchemaKind,
}

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
    session.format(&[Format::Json])?;
    let schema = match args.kind {
        SchemaKind::Organisation => schema::of(Kind::Organisation),
        SchemaKind::Activity => schema::of(Kind::Activity),
        SchemaKind::Agreement => schema::of(Kind::Agreement),
        SchemaKind::Request => schema::of(Kind::Request),
        SchemaKind::Incident => schema::of(Kind::Incident),
        SchemaKind::Pack => schema::generate::<PackFile>(),
    };
    writeln!(out, "{}", serde_json::to_string_pretty(schema.as_value())?)?;
    Ok(Exit::Clean)
}
