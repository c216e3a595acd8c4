//! `avg term`: count a term from a moment, without a folder.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::text::Lang;
use crate::time::{Counting, Direction, Moment, Term, Zone, count};

use super::{Exit, Format, Session};

/// Count a term from a moment: both ends, and how they were found
///
/// Formats: text (default), json.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TermArgs {
    /// The term: "72h", "14 days", "4 weken", "1 month", P14D
    #[arg(value_name = "LENGTH")]
    length: Term,
    /// The moment from which it runs: 2026-03-27, 2026-03-27T15:00, 2026-03-27T15:00+01:00
    #[arg(long, value_name = "MOMENT")]
    from: Moment,
    /// By which rules it is counted
    #[arg(long, value_enum, default_value = "calendar")]
    count: Counting,
    /// Count back: how long before the moment
    #[arg(long)]
    before: bool,
    /// The zone in which days begin and end
    #[arg(long, value_name = "ZONE", default_value = "Europe/Amsterdam")]
    timezone: Zone,
}

const EXAMPLES: &str = "Examples:
  avg term \"1 month\" --from 2026-03-05 --count eu
  avg term 72h --from 2026-03-27T15:00 --count eu
  avg term \"14 days\" --from 2026-06-01 --before";

#[derive(Serialize)]
struct Wire<'a> {
    by: String,
    latest: String,
    steps: Vec<&'a str>,
}

pub(super) const FORMATS: [Format; 2] = [Format::Text, Format::Json];

pub(super) fn run(args: &TermArgs, session: &Session, lang: &Lang, out: &mut dyn Write) -> Result<Exit> {
    let format = session.format()?;
    let direction = if args.before {
        Direction::Before
    } else {
        Direction::After
    };
    let due = count(args.length, args.count, args.from, direction, args.timezone)?;
    let explained = due.explained();
    let steps = explained.iter().map(|step| step.get(*lang));
    match format {
        Format::Json => {
            let wire = Wire {
                by: due.by.to_string(),
                latest: due.latest.to_string(),
                steps: steps.collect(),
            };
            writeln!(out, "{}", serde_json::to_string_pretty(&wire)?)?;
        }
        _ => {
            for step in steps {
                writeln!(out, "{step}")?;
            }
        }
    }
    Ok(Exit::Clean)
}
