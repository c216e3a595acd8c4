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
mod forms;
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
mod several;
mod show;
mod term;
mod unread;
mod which;
mod whose;

use std::ffi::OsString;
use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use chrono::{DateTime, Utc};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use inquire::InquireError;

use crate::folder::{Folder, History};
use crate::norms::Catalogue;
use crate::norms::check::{Outcome, apply};
use crate::records::Records;
use crate::render::{
    Look, Sources, document_csv, document_json, document_yaml, harmless, html, markdown, terminal, xlsx,
};
use crate::report::Document;
use crate::report::values::Reader;
use crate::text;
use crate::text::{Lang, Text};
use crate::time::{Moment, Zone};

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

Exit: 0 clean; 1 findings at level error (for due --fail: something late); 2 it could not work, and one sentence says why.
avg gives no legal advice. Every norm it applies is explained with its source: avg explain NORM.";

// Not a doc comment: it would stand in the help.
#[derive(Args)]
#[command(next_help_heading = "For every command")]
struct Global {
    /// From `-C`, wherever on the line it stands.
    #[arg(skip)]
    dirs: Vec<PathBuf>,
    /// Read this commit instead of the work tree
    #[arg(long, value_name = "REV", global = true)]
    rev: Option<String>,
    /// The language of messages and reports, in place of the folder's own
    #[arg(long, value_parser = one_of(&Lang::NAMES, Lang::named), global = true)]
    lang: Option<Lang>,
    /// The moment to compute against, in place of the clock
    #[arg(long, value_name = "MOMENT", global = true)]
    now: Option<Moment>,
    /// The form of the output; each command names its own
    #[arg(long, value_enum, value_name = "FORMAT", global = true)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Table,
    Text,
    Markdown,
    Json,
    Short,
    Sarif,
    Github,
    Junit,
    Ics,
    Csv,
    Html,
    Xlsx,
    Yaml,
    Jsonld,
}

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

/// The formats of what is a document.
const DOCUMENT: [Format; 7] = [
    Format::Table,
    Format::Markdown,
    Format::Html,
    Format::Csv,
    Format::Xlsx,
    Format::Json,
    Format::Yaml,
];

/// Reads one of a few words.
fn one_of<T: Clone + Send + Sync + 'static>(
    names: &[&'static str],
    read: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(names.iter().copied()).try_map(move |name| read(&name).ok_or("unknown"))
}

/// Runs the tool: findings and reports to `out`, what it cannot do to `err`.
pub fn run(args: impl IntoIterator<Item = OsString>, edge: &Edge, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let cli = match parse(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are asked for; everything else is a mistake in the arguments.
            let (to, exit): (&mut dyn Write, Exit) = if error.use_stderr() {
                (err, Exit::CouldNotWork)
            } else {
                (out, Exit::Clean)
            };
            let shown = error.render();
            let written = if edge.look.colour {
                write!(to, "{}", shown.ansi())
            } else {
                write!(to, "{shown}")
            };
            return if written.is_ok() { exit } else { Exit::CouldNotWork };
        }
    };
    if edge.interactive {
        questions::dress();
    }
    let mut lang = cli.global.lang.unwrap_or_default();
    match dispatch(&cli, edge, &mut lang, out, err) {
        Ok(exit) => exit,
        Err(error) if is_closed_pipe(&error) => Exit::Clean,
        Err(error) => {
            // Nothing is left to say it on if this fails.
            let _ = writeln!(err, "avg: {}", harmless(&sentence(&error, lang)));
            Exit::CouldNotWork
        }
    }
}

fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let matches = whole_command().try_get_matches_from(args)?;
    let mut cli = Cli::from_arg_matches(&matches)?;
    cli.global.dirs = dirs(&matches);
    Ok(cli)
}

/// The commands with everything that they take.
fn whole_command() -> clap::Command {
    with_dirs(Cli::command())
}

const DIRS: &str = "dirs";

/// Gives `-C` to every command. clap's own `global` would keep only the innermost of what stands before and behind a command.
fn with_dirs(command: clap::Command) -> clap::Command {
    let dirs = clap::Arg::new(DIRS)
        .short('C')
        .value_name("DIR")
        .help("The folder; without it, the nearest one upward that has an avg.toml; for due also more than one")
        .help_heading("For every command")
        .display_order(0)
        .action(clap::ArgAction::Append)
        .value_parser(clap::value_parser!(PathBuf));
    command.arg(dirs).mut_subcommands(with_dirs)
}

fn dirs(matches: &clap::ArgMatches) -> Vec<PathBuf> {
    let here = matches.get_many(DIRS).into_iter().flatten().cloned();
    let further = matches.subcommand().map(|(_, matches)| dirs(matches));
    here.chain(further.into_iter().flatten()).collect()
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

/// A reader that has seen enough closes the pipe; that is not a failure.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.root_cause().downcast_ref::<std::io::Error>();
    io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}

/// What went wrong, in the reader's language, with the machine's own words behind it.
fn sentence(error: &anyhow::Error, lang: Lang) -> String {
    if let Some(InquireError::OperationCanceled | InquireError::OperationInterrupted) = error.downcast_ref() {
        let stopped = lang.pick(
            "afgebroken; na wat hierboven staat is niets geschreven",
            "stopped; nothing was written after what stands above",
        );
        return stopped.to_string();
    }
    let ours = error
        .downcast_ref::<Text>()
        .map_or_else(|| error.to_string(), |text| text.get(lang).to_string());
    let causes = error.chain().skip(1).map(|cause| match cause.downcast_ref::<Text>() {
        Some(text) => format!(": {}", text.get(lang)),
        None => format!(": {cause}"),
    });
    format!("{ours}{}", causes.collect::<String>())
}

/// What a command needs of its surroundings.
#[derive(Clone, Copy)]
struct Session<'a> {
    global: &'a Global,
    /// The commit to read in place of the work tree.
    rev: Option<&'a str>,
    /// The earlier moment that is asked after.
    as_of: Option<DateTime<Utc>>,
    edge: &'a Edge,
}

impl Session<'_> {
    fn folder(&self) -> Result<Folder> {
        let dir = self.global.dirs.first();
        Folder::read(dir.map(PathBuf::as_path), &self.edge.cwd, self.rev)
    }

    /// The norms of the folder, or those in the binary where there is none; a folder that was named must be there.
    fn catalogue(&self, lang: &mut Lang) -> Result<Catalogue> {
        match self.folder() {
            Ok(folder) => {
                *lang = self.lang(&Records::read(&folder));
                Catalogue::of(&folder)
            }
            Err(error) if !self.global.dirs.is_empty() || self.rev.is_some() => Err(error),
            Err(_) => Catalogue::embedded(),
        }
    }

    /// What git remembers of a folder, up to what is being read.
    fn history(&self, folder: &Folder) -> History {
        History::of(folder, self.rev)
    }

    /// The moment to compute against.
    fn now(&self, zone: Zone) -> Result<DateTime<Utc>> {
        match self.as_of {
            Some(at) => Ok(at),
            None => self.clock(zone),
        }
    }

    /// The moment of the run: the clock's, or what was given in its place.
    fn clock(&self, zone: Zone) -> Result<DateTime<Utc>> {
        match self.global.now {
            None => Ok(self.edge.now),
            Some(moment) => Ok(zone.instant(moment).map_err(|gap| gap.text(zone))?.to_utc()),
        }
    }

    /// For whom a document is made: programs get the values as the files have them.
    fn reader<'r>(&self, records: &'r Records<'r>, lang: Lang) -> Reader<'r> {
        Reader {
            records,
            lang,
            as_written: matches!(self.global.format, Some(Format::Json | Format::Yaml)),
            by_code: self.global.format == Some(Format::Csv),
        }
    }

    /// Writes a document in one of its formats.
    fn hand_over(&self, document: &Document, format: Format, lang: Lang, out: &mut dyn Write) -> Result<()> {
        match format {
            Format::Html => write!(out, "{}", html::render(document, lang))?,
            Format::Csv => write!(out, "{}", document_csv::render(document, lang)?)?,
            Format::Xlsx => out.write_all(&xlsx::render(document, lang)?)?,
            Format::Yaml => write!(out, "{}", document_yaml::render(document)?)?,
            Format::Json => writeln!(out, "{}", document_json::render(document)?)?,
            Format::Markdown => write!(out, "{}", markdown::render(document, lang))?,
            _ => write!(out, "{}", terminal::document(document, self.edge.look, lang))?,
        }
        Ok(())
    }

    fn lang(&self, records: &Records) -> Lang {
        self.global.lang.unwrap_or(records.lang)
    }

    /// The format that was asked for, of those that a command knows; the first is its own.
    fn format(&self, known: &[Format]) -> Result<Format> {
        let asked = self.global.format.unwrap_or(known[0]);
        if known.contains(&asked) {
            return Ok(asked);
        }
        let name = |format: &Format| {
            format
                .to_possible_value()
                .map(|value| value.get_name().to_string())
                .unwrap_or_default()
        };
        let (asked, known) = (name(&asked), known.iter().map(name).collect::<Vec<_>>().join(", "));
        Err(anyhow!(text!(
            "deze opdracht kent de vorm ‘{asked}’ niet: kies uit {known}",
            "this command does not know the format ‘{asked}’: choose from {known}"
        )))
    }
}

/// A folder whose norms were held against its records. A run ends with its answer: to give the memory of a hundred thousand records back one by one is time for nothing.
struct Checked<'f> {
    records: ManuallyDrop<Records<'f>>,
    catalogue: ManuallyDrop<Catalogue>,
    outcome: Outcome,
}

impl<'f> Checked<'f> {
    fn of(folder: &'f Folder, history: &History, session: &Session, lang: &mut Lang) -> Result<Checked<'f>> {
        let (records, catalogue) = rayon::join(|| Records::read(folder), || Catalogue::of(folder));
        *lang = session.lang(&records);
        let catalogue = catalogue?;
        let outcome = apply(&catalogue, &records, history, session.now(records.zone)?);
        Ok(Checked {
            records: ManuallyDrop::new(records),
            catalogue: ManuallyDrop::new(catalogue),
            outcome,
        })
    }

    /// Nothing checked is never clean.
    fn refuse_if_empty(&self, folder: &Folder) -> Result<()> {
        if self.records.count() > 0 {
            return Ok(());
        }
        let root = folder.root.display();
        Err(anyhow!(text!(
            "in {root} staat geen enkele registratie die te lezen is: er is niets nagezien",
            "there is not one readable record in {root}: nothing was checked"
        )))
    }
}

/// The texts of a folder's files, for excerpts.
fn sources(folder: &Folder) -> Sources<'_> {
    folder
        .files
        .iter()
        .filter_map(|file| Some((file.path.as_str(), file.text()?)))
        .collect()
}
