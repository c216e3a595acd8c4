//! `avg export`: all records of a kind as one flat table, which `avg import` reads back.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::folder::Kind;
use crate::records::{Record, Records};
use crate::render::{flat_csv, flat_json};
use crate::report::flat;
use crate::text::{Lang, in_line};

use super::{Exit, Format, Session};

/// Print all records of a kind as one table: a row a record, a column a field
///
/// Format: csv, json. `avg import` reads the CSV back. Lists are joined by `; `, the rows of a list of tables by a new line;
/// `\;` is a semicolon, `\n` a new line inside a value, `\\` a backslash, `\u{1b}` a character that would steer a terminal.
/// What the table cannot carry is said.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportArgs {
    #[arg(value_enum, default_value = "activity")]
    kind: Kind,
}

const EXAMPLES: &str = "Examples:
  avg export > register.csv
  avg export request --format json";

pub(super) const FORMATS: [Format; 2] = [Format::Csv, Format::Json];

pub(super) fn run(
    args: &ExportArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let format = session.format()?;
    let folder = session.folder()?;
    let records = Records::read(&folder);
    *lang = session.lang(&records);
    let of_kind: Vec<&Record> = records.iter().filter(|record| record.kind == args.kind).collect();
    let table = flat::table(&of_kind);
    match format {
        Format::Json => writeln!(out, "{}", flat_json::render(&table)?)?,
        _ => write!(out, "{}", flat_csv::render(&table))?,
    }
    for lost in &table.lost {
        writeln!(err, "avg: {}", in_line(lost.get(*lang)))?;
    }
    Ok(if table.is_short { Exit::Findings } else { Exit::Clean })
}
