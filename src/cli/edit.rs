//! `avg edit`: write fields of a record, or ask what is still missing in it.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::Args;

use crate::text;
use crate::text::Lang;

use super::desk::{Desk, SaveArgs};
use super::fields::{self, FieldArgs};
use super::interview::{Order, go_through, missing};
use super::{Exit, Session};

/// Write fields of a record; without any, ask what is still missing, the most urgent first
///
/// Each answer is in the file before the next question: whoever is called away loses nothing, and anybody can go on.
#[derive(Args)]
#[command(after_help = fields::help(EXAMPLES))]
pub(super) struct EditArgs {
    /// The record, such as incidents/2026-002
    record: String,
    /// The row that the fields belong to: its name or its number
    #[arg(long, value_name = "ROW")]
    item: Option<String>,
    #[command(flatten)]
    save: SaveArgs,
    #[command(flatten)]
    fields: FieldArgs,
}

const EXAMPLES: &str = "  avg edit incidents/2026-002
  avg edit incidents/2026-002 --role both --controllers-agreement agreements/klant-a
  avg edit incidents/2026-002 --log-at now --log-text \"Ontvanger bevestigt het wissen\"";

pub(super) fn run(
    args: &EditArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let mut desk = Desk::open(session, lang, err)?;
    let mut page = desk.take(&args.record, &args.fields, args.item.as_deref())?;
    let has_changed = if !args.fields.is_empty() {
        desk.write(&mut page)?
    } else if session.edge.interactive {
        go_through(&mut desk, &mut page, Order::Urgency, err)? > 0
    } else {
        let missing = missing(&desk, &page).join(" ");
        return Err(anyhow!(text!(
            "geef wat erbij moet, als vlaggen; nog open, het dringendste eerst: {missing}",
            "give what is to be added, as flags; still open, the most urgent first: {missing}"
        )));
    };
    writeln!(out, "{}", page.file)?;
    if !has_changed {
        let nothing = lang.pick("er is niets gewijzigd", "nothing was changed");
        writeln!(out, "{nothing}")?;
    }
    desk.gaps(&page, out)?;
    desk.clocks(&page, out)?;
    desk.save(&args.save, &page, &text!("bijgewerkt", "brought up to date"), out)?;
    Ok(Exit::Clean)
}
