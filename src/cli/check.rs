//! `avg check`: what is wrong, and where.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::finding::{Finding, Level};
use crate::folder::Reach;
use crate::render::{findings_human, findings_json};
use crate::text::Lang;

use super::{Checked, Exit, Format, Session, sources};

/// Check every record against the law, the house's rules and the contracts
///
/// Formats: human (default), json. Exits with 0 when nothing is found, 1 on findings at level error, 2 when it could not work.
#[derive(Args)]
pub(super) struct CheckArgs {
    /// Exit with 1 on warnings too
    #[arg(long, value_enum, value_name = "LEVEL")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

pub(super) fn run(args: &CheckArgs, session: &Session, lang: &mut Lang, out: &mut dyn Write) -> Result<Exit> {
    let format = session.format(&[Format::Human, Format::Json])?;
    let folder = session.folder()?;
    let history = session.history(&folder);
    let checked = Checked::of(&folder, &history, session, lang)?;
    let findings = &checked.outcome.findings;
    let records = checked.records.count();
    match format {
        Format::Json => writeln!(
            out,
            "{}",
            findings_json::render(findings, records, history.reach.name(), *lang)?
        )?,
        _ => {
            write!(
                out,
                "{}",
                findings_human::render(findings, &sources(&folder), *lang, session.edge.look)
            )?;
            if records > 0 {
                writeln!(out, "{}{}", summary(&checked, *lang), unseen(history.reach, *lang))?;
            }
        }
    }
    // The findings above stand; but nothing checked is never clean.
    checked.refuse_if_empty(&folder)?;
    let denied = |finding: &Finding| match args.deny {
        Some(Deny::Warnings) => finding.level >= Level::Warning,
        None => finding.level == Level::Error,
    };
    Ok(if findings.iter().any(denied) {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// How much was checked, and what came of it.
fn summary(checked: &Checked, lang: Lang) -> String {
    let findings = &checked.outcome.findings;
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let (records, norms) = (checked.records.count(), checked.catalogue.norms().count());
    let own = checked.catalogue.norms().filter(|norm| norm.site.is_some()).count();
    let counted = |n: usize, one: (&str, &str), more: (&str, &str)| {
        let (nl, en) = if n == 1 { one } else { more };
        format!("{n} {}", lang.pick(nl, en))
    };
    let found = [
        counted(count(Level::Error), ("fout", "error"), ("fouten", "errors")),
        counted(
            count(Level::Warning),
            ("waarschuwing", "warning"),
            ("waarschuwingen", "warnings"),
        ),
        counted(count(Level::Note), ("opmerking", "note"), ("opmerkingen", "notes")),
    ];
    let records = counted(records, ("registratie", "record"), ("registraties", "records"));
    let of_house = match (own, lang) {
        (0, _) => String::new(),
        (own, Lang::Nl) => format!(", waarvan {own} van het huis"),
        (own, Lang::En) => format!(", {own} of them the house's own"),
    };
    let checked_how_much = match lang {
        Lang::Nl => format!("{records} nagezien tegen {norms} normen{of_house}"),
        Lang::En => format!("{records} checked against {norms} norms{of_house}"),
    };
    let waived = match checked.outcome.waived {
        0 => String::new(),
        n => format!(", {}", counted(n, ("aanvaard", "waived"), ("aanvaard", "waived"))),
    };
    format!("{checked_how_much}: {}{waived}.", found.join(", "))
}

/// What git could not show, said behind the summary.
fn unseen(reach: Reach, lang: Lang) -> &'static str {
    match reach {
        Reach::Whole => "",
        Reach::Shallow => lang.pick(
            " De geschiedenis in git is niet compleet, dus van vóór de oudste commit is niets nagegaan: haal de rest op met \
             git fetch --unshallow (in CI: fetch-depth: 0).",
            " The history in git is not complete, so nothing from before the oldest commit was looked into: fetch the rest with \
             git fetch --unshallow (in CI: fetch-depth: 0).",
        ),
        Reach::None => lang.pick(
            " Hier is geen git-geschiedenis te lezen: wat gewist of achteraf gewijzigd is, is niet nagegaan.",
            " There is no git history to read here: what was deleted or changed afterwards was not looked into.",
        ),
    }
}
