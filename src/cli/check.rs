//! `avg check`: what is wrong, and where.

use std::io::Write;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::finding::{Finding, Fingerprint, Level, new_since};
use crate::folder::{Folder, History, Reach};
use crate::render::findings_json::About;
use crate::render::findings_junit::Suite;
use crate::render::{
    findings_github, findings_human, findings_json, findings_junit, findings_sarif, findings_short, jsonl,
};
use crate::text;
use crate::text::{Lang, in_line};

use super::{Checked, Exit, Format, Session, sources};

/// Check every record against the law, the house's rules and the contracts
///
/// Formats: human (default), short, json, jsonl (a finding a line), sarif, github, junit. Exits with 0 when nothing is
/// found, 1 on findings at level error, 2 when it could not work.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArgs {
    /// Exit with 1 on warnings too
    #[arg(long, value_enum, value_name = "LEVEL")]
    deny: Option<Deny>,
    /// Show and count only what this commit had not yet
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

const EXAMPLES: &str = "Examples:
  avg check
  avg check --deny warnings
  avg check --format sarif --since origin/main";

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

impl CheckArgs {
    fn denies(&self, finding: &Finding) -> bool {
        match self.deny {
            Some(Deny::Warnings) => finding.level >= Level::Warning,
            None => finding.level == Level::Error,
        }
    }
}

pub(super) const FORMATS: [Format; 7] = [
    Format::Human,
    Format::Short,
    Format::Json,
    Format::Jsonl,
    Format::Sarif,
    Format::Github,
    Format::Junit,
];

pub(super) fn run(
    args: &CheckArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let format = session.format()?;
    let folder = session.folder()?;
    let history = session.history(&folder);
    let mut checked = Checked::findings(&folder, &history, session, lang)?;
    let older = match &args.since {
        Some(rev) => found_at(rev, &folder, session)?,
        None => Vec::new(),
    };
    // From here on there is only what is new: that is shown, counted and exited with.
    let all = std::mem::take(&mut checked.outcome.findings);
    let found = all.len();
    let (findings, prints): (Vec<Finding>, Vec<Fingerprint>) = new_since(&older, all).into_iter().unzip();
    let known = found - findings.len();
    checked.outcome.findings = findings;

    let (findings, records, prefix) = (&checked.outcome.findings, checked.records.count(), folder.prefix());
    let about = About {
        known: args.since.is_some().then_some(known),
        ..about(&checked, history.reach)
    };
    let shown = match format {
        Format::Short => findings_short::render(findings, *lang),
        Format::Json => findings_json::render(findings, about, *lang)? + "\n",
        Format::Jsonl => {
            jsonl::findings(findings, checked.records.organisation_name(), *lang, out)?;
            String::new()
        }
        Format::Sarif => findings_sarif::render(findings, &prints, &checked.catalogue, &prefix, *lang)? + "\n",
        Format::Github => findings_github::render(findings, &prefix, *lang),
        Format::Junit => findings_junit::render(&suite(&checked, &prefix), |it| args.denies(it), *lang),
        _ => findings_human::render(findings, &sources(&folder), *lang, session.edge.look),
    };
    write!(out, "{shown}")?;
    let unseen = unseen(&history, *lang);
    match format {
        Format::Human | Format::Short if records > 0 => {
            let since = args.since.as_ref().map(|rev| (rev.as_str(), known));
            writeln!(out, "{}", summary(&checked, since, &history, *lang))?;
        }
        // These have no place for it that anybody would read.
        Format::Jsonl | Format::Sarif | Format::Github | Format::Junit if !unseen.is_empty() => {
            writeln!(err, "avg:{}", in_line(&unseen))?
        }
        _ => {}
    }
    // The findings above stand; but nothing checked is never clean.
    checked.refuse_if_empty(&folder, session)?;
    let is_denied = findings.iter().any(|finding| args.denies(finding));
    Ok(if is_denied { Exit::Findings } else { Exit::Clean })
}

/// What was found at a commit, by the norms that it has itself. A folder that was not there yet had nothing.
fn found_at(rev: &str, folder: &Folder, session: &Session) -> Result<Vec<Finding>> {
    let then = folder.at(rev)?;
    if then.files.is_empty() {
        return Ok(Vec::new());
    }
    let history = History::of(&then, Some(rev));
    // Findings know both languages, so that of the commit does not matter.
    let checked = Checked::findings(&then, &history, session, &mut Lang::default());
    let mut checked = checked.with_context(|| text!("zoals het was in ‘{rev}’", "as it was in ‘{rev}’"))?;
    Ok(std::mem::take(&mut checked.outcome.findings))
}

fn suite<'a>(checked: &'a Checked, prefix: &'a str) -> Suite<'a> {
    let records = checked.records.iter();
    Suite {
        records: records.map(|record| (record.name.as_str(), record.file)).collect(),
        findings: &checked.outcome.findings,
        prefix,
    }
}

/// What is said of a run beside its findings.
pub(super) fn about<'a>(checked: &Checked, reach: Reach) -> About<'a> {
    About {
        records: checked.records.count(),
        waived: checked.outcome.waived,
        known: None,
        history: reach.name(),
    }
}

/// How much was checked, what came of it, and what git could not show; with `since`, a commit and how much it had already.
pub(super) fn summary(checked: &Checked, since: Option<(&str, usize)>, history: &History, lang: Lang) -> String {
    let findings = &checked.outcome.findings;
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let (records, norms) = (checked.records.count(), checked.catalogue.applied().count());
    let own = checked.catalogue.applied().filter(|norm| norm.site.is_some()).count();
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
    let known = match (since, lang) {
        (None, _) => String::new(),
        (Some((rev, 1)), Lang::Nl) => format!("; 1 die {rev} al had, is niet getoond"),
        (Some((rev, 1)), Lang::En) => format!("; 1 that {rev} had already is not shown"),
        (Some((rev, n)), Lang::Nl) => format!("; {n} die {rev} al had, zijn niet getoond"),
        (Some((rev, n)), Lang::En) => format!("; {n} that {rev} had already are not shown"),
    };
    let unseen = unseen(history, lang);
    in_line(&format!(
        "{checked_how_much}: {}{waived}{known}.{unseen}",
        found.join(", ")
    ))
}

/// What git could not show, said behind the summary.
fn unseen(history: &History, lang: Lang) -> String {
    let why = history.trouble.as_ref().map(|why| format!(" ({})", why.get(lang)));
    let why = why.unwrap_or_default();
    match history.reach {
        Reach::Whole => String::new(),
        Reach::Shallow => lang
            .pick(
                " De geschiedenis in git is niet compleet, dus van vóór de oudste commit is niets nagegaan: haal de rest op \
                 met git fetch --unshallow (in CI: fetch-depth: 0).",
                " The history in git is not complete, so nothing from before the oldest commit was looked into: fetch the rest \
                 with git fetch --unshallow (in CI: fetch-depth: 0).",
            )
            .to_string(),
        Reach::None => lang.pick(
            format!(" Hier is geen git-geschiedenis te lezen{why}: wat gewist of achteraf gewijzigd is, is niet nagegaan."),
            format!(" There is no git history to read here{why}: what was deleted or changed afterwards was not looked into."),
        ),
    }
}
