//! The command line: one file a command, with its arguments and one `run`.
//!
//! A command reads the folder, holds the norms against it, and hands the outcome to a renderer. What a command may know
//! of the machine comes in as an [`Edge`]; what it has to say goes out through one writer.

mod assess;
mod check;
mod close;
mod desk;
mod done;
mod dossier;
mod due;
mod edit;
mod enisa_questions;
mod explain;
mod export;
mod extend;
mod fields;
mod format;
mod forms;
mod global;
mod history;
mod import;
mod import_said;
mod init;
mod interview;
mod manual;
mod new;
mod papers;
mod questions;
mod report;
mod schema;
mod session;
mod several;
mod show;
mod term;
mod unread;
mod which;
mod which_duty;
mod whose;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use chrono::{DateTime, Utc};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use inquire::InquireError;

use crate::render::{Look, harmless};
use crate::text;
use crate::text::{Lang, Text, steers};
use crate::underway::{self, Interrupted};

use format::Format;
use global::Global;
use session::{Checked, Session, sources};

/// What the machine tells a run: the only source of clock, place and terminal.
#[derive(Clone, Debug)]
pub struct Edge {
    pub now: DateTime<Utc>,
    pub cwd: PathBuf,
    /// Whether somebody is there to answer questions.
    pub interactive: bool,
    /// All of standard input.
    pub read_input: fn() -> std::io::Result<Vec<u8>>,
    pub look: Look,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Clean = 0,
    Findings = 1,
    CouldNotWork = 2,
    /// Somebody asked to stop: what a shell calls the end by that signal.
    Interrupted = 130,
}

/// GDPR compliance from plain files: checks the records, computes the due dates, cites the article.
#[derive(Parser)]
#[command(name = "avg", version, arg_required_else_help = true, after_help = AFTER, after_long_help = LONG)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "avg gives no legal advice. Every norm it applies is explained with its source: avg explain NORM.";

const LONG: &str = "To begin:
  avg init                       a folder for the records, in git
  avg new activity               the first record
  avg import register.xlsx       or all of them, from a spreadsheet
  avg check                      what is wrong, with the article and what to do
  avg explain purpose-missing    a norm, its source and its reasons

Each morning:
  avg due                        what must be done, by when, by whom
  avg done requests/2026-004 respond-to-request --answer-outcome granted

At two in the morning:
  avg new incident               asks when and what; the clocks run, the rest may wait
  avg edit incidents/2026-002    goes on where it was left
  avg assess incidents/2026-002  how severe it is, and whether it must be notified
  avg done incidents/2026-002 notify-authority --reference AP-2026-1234
  avg close incidents/2026-002   refuses while something is open

Exit: 0 clean; 1 findings at level error (for due --fail: something late); 2 it could not work, and one sentence says why;
130 interrupted: what was being written is whole, or is not there.
avg gives no legal advice. Every norm it applies is explained with its source: avg explain NORM.";

#[derive(Subcommand)]
enum Command {
    Init(init::InitArgs),
    Check(check::CheckArgs),
    Due(due::DueArgs),
    Show(show::ShowArgs),
    History(history::HistoryArgs),
    New(new::NewArgs),
    Edit(edit::EditArgs),
    Done(done::DoneArgs),
    Extend(extend::ExtendArgs),
    Assess(assess::AssessArgs),
    Close(close::CloseArgs),
    Explain(explain::ExplainArgs),
    Report(report::ReportArgs),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
    Term(term::TermArgs),
    Schema(schema::SchemaArgs),
    Completions(manual::CompletionsArgs),
    Man(manual::ManArgs),
}

/// Runs the tool: findings and reports to `out`, what it cannot do to `err`.
pub fn run(args: impl IntoIterator<Item = OsString>, edge: &Edge, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match parse(&args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are asked for; everything else is a mistake in the arguments.
            let (to, exit): (&mut dyn Write, Exit) = if error.use_stderr() {
                (err, Exit::CouldNotWork)
            } else {
                (out, Exit::Clean)
            };
            let shown = error.render();
            let is_plain = |arg: &OsString| !arg.to_string_lossy().contains(steers);
            let written = match args.iter().all(is_plain) {
                true if edge.look.colour => write!(to, "{}", shown.ansi()),
                true => write!(to, "{shown}"),
                // What was given stands in what is said of it, and colours cannot be told from what would steer.
                false => write!(to, "{}", harmless(&shown.to_string())),
            };
            return if written.is_ok() { exit } else { Exit::CouldNotWork };
        }
    };
    if edge.interactive {
        questions::dress();
    }
    if let Some(lang) = cli.global.lang {
        underway::speak(lang);
    }
    let mut lang = cli.global.lang.unwrap_or_default();
    match dispatch(&cli, edge, &mut lang, out, err) {
        Ok(exit) => exit,
        Err(error) => {
            // Nothing is left to say it on if this fails.
            let _ = writeln!(err, "avg: {}", sentence(&error, lang));
            match is_interrupt(&error) {
                true => Exit::Interrupted,
                false => Exit::CouldNotWork,
            }
        }
    }
}

fn parse(args: &[OsString]) -> Result<Cli, clap::Error> {
    let matches = whole_command().try_get_matches_from(args)?;
    let mut cli = Cli::from_arg_matches(&matches)?;
    cli.global.complete(&matches);
    Ok(cli)
}

/// The commands with everything that they take.
fn whole_command() -> clap::Command {
    global::with_global(Cli::command())
}

fn dispatch(cli: &Cli, edge: &Edge, lang: &mut Lang, out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit> {
    let session = Session {
        global: &cli.global,
        rev: cli.global.rev.as_deref(),
        as_of: None,
        edge,
    };
    if cli.global.dirs.len() > 1 && !matches!(cli.command, Command::Due(_)) {
        return Err(anyhow!(text!(
            "deze opdracht gaat over één map: geef -C één keer; alleen avg due neemt er meer",
            "this command is about one folder: give -C once; only avg due takes more"
        )));
    }
    match &cli.command {
        Command::Init(args) => init::run(args, &session, lang, out),
        Command::Check(args) => check::run(args, &session, lang, out, err),
        Command::Due(args) => due::run(args, &session, lang, out, err),
        Command::Show(args) => show::run(args, &session, lang, out),
        Command::History(args) => history::run(args, &session, lang, out),
        Command::New(args) => new::run(args, &session, lang, out, err),
        Command::Edit(args) => edit::run(args, &session, lang, out, err),
        Command::Done(args) => done::run(args, &session, lang, out, err),
        Command::Extend(args) => extend::run(args, &session, lang, out, err),
        Command::Assess(args) => assess::run(args, &session, lang, out, err),
        Command::Close(args) => close::run(args, &session, lang, out, err),
        Command::Explain(args) => explain::run(args, &session, lang, out),
        Command::Report(args) => report::run(args, &session, lang, out, err),
        Command::Import(args) => import::run(args, &session, lang, out),
        Command::Export(args) => export::run(args, &session, lang, out, err),
        Command::Term(args) => term::run(args, &session, lang, out),
        Command::Schema(args) => schema::run(args, &session, out),
        Command::Completions(args) => manual::completions(args, &session, out),
        Command::Man(args) => manual::man(args, &session, out),
    }
}

/// Somebody pressed Ctrl-C, at a question or while something was being written.
fn is_interrupt(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(InquireError::OperationInterrupted)) || error.is::<Interrupted>()
}

/// What went wrong, in the reader's language, with the machine's own words behind it. A line of its own has only what is ours,
/// and that is set in: names and arguments can hold anything, the end of a line too.
fn sentence(error: &anyhow::Error, lang: Lang) -> String {
    if let Some(InquireError::OperationCanceled | InquireError::OperationInterrupted) = error.downcast_ref() {
        let stopped = lang.pick(
            "afgebroken; wat hierboven gemaakt of gewijzigd is, blijft zo, en daarna is niets geschreven",
            "stopped; what was made or changed above stays so, and nothing was written after that",
        );
        return stopped.to_string();
    }
    if error.is::<Interrupted>() {
        return lang.pick("afgebroken", "interrupted").to_string();
    }
    let ours = error
        .downcast_ref::<Text>()
        .map_or_else(|| error.to_string(), |text| text.get(lang).to_string());
    let causes = error.chain().skip(1).map(|cause| match cause.downcast_ref::<Text>() {
        Some(text) => format!(": {}", text.get(lang)),
        None => format!(": {cause}"),
    });
    let said = harmless(&format!("{ours}{}", causes.collect::<String>()));
    let mut lines = said.split('\n');
    let first = lines.next().unwrap_or_default().to_string();
    lines.fold(first, |said, line| match line.starts_with("  ") {
        true => format!("{said}\n{line}"),
        false => format!("{said}\\u{{a}}{line}"),
    })
}
