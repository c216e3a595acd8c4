//! `avg new`: write a record, and show the clocks that now run.
//!
//! The flags are the record's own fields, from the same shape that reads it: `--received-at`, `--answer-outcome`.

use std::io::Write;

use anyhow::{Result, anyhow};
use chrono::Datelike;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::finding::Level;
use crate::folder::{self, Folder, History, Kind, Writer};
use crate::norms::Catalogue;
use crate::norms::check::apply;
use crate::records::draft::{Draft, Field};
use crate::records::shape::Shape;
use crate::records::vocabulary::is_kebab_case;
use crate::records::{Records, shape_of};
use crate::render::{harmless, terminal};
use crate::report;
use crate::report::due::At;
use crate::text;
use crate::text::{Lang, Text};
use crate::time::{Moment, Zone};

use super::{Exit, Format, Session, questions, sentence};

/// Which kind, its name, and what was given of it.
pub(super) struct NewArgs {
    kind: Kind,
    id: Option<String>,
    draft: Draft,
}

const ID: &str = "id";

impl Args for NewArgs {
    fn augment_args(command: Command) -> Command {
        let kinds = Kind::RECORDS.map(|kind| {
            let flags = Draft::fields(shape_of(kind)).into_iter().map(flag);
            let id = Arg::new(ID)
                .long(ID)
                .value_name("ID")
                .help("The file's name without .toml, in place of the next free one");
            Command::new(kind.word()).about(about(kind)).arg(id).args(flags)
        });
        command
            .about("Write a record and show the clocks that now run")
            .long_about(
                "Write a record and show the clocks that now run.\n\nAsks on a terminal what must be known; \
                 elsewhere, and for everything else, every field is a flag.",
            )
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommands(kinds)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for NewArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let chosen = matches.subcommand();
        let found = chosen.and_then(|(word, flags)| {
            Kind::RECORDS
                .into_iter()
                .find(|kind| kind.word() == word)
                .map(|kind| (kind, flags))
        });
        let Some((kind, flags)) = found else {
            return Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand));
        };
        // In the order of the command line: a row's field that comes again begins the next row.
        let fields = Draft::fields(shape_of(kind));
        let mut given: Vec<(usize, &Field, &String)> = Vec::new();
        for field in &fields {
            let values = flags.get_many::<String>(&field.flag).into_iter().flatten();
            let indices = flags.indices_of(&field.flag).into_iter().flatten();
            given.extend(indices.zip(values).map(|(index, value)| (index, field, value)));
        }
        given.sort_by_key(|(index, ..)| *index);
        let mut draft = Draft::default();
        given.into_iter().for_each(|(_, field, value)| draft.give(field, value));
        Ok(NewArgs {
            kind,
            id: flags.get_one(ID).cloned(),
            draft,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn about(kind: Kind) -> &'static str {
    match kind {
        Kind::Activity => "A processing activity for the register, article 30",
        Kind::Agreement => "A processor agreement, article 28",
        Kind::Request => "A data-subject request, articles 12 and 15-22",
        Kind::Incident => "A suspected personal data breach, articles 33 and 34",
        Kind::Organisation => "Who we are",
    }
}

fn flag(field: Field) -> Arg {
    let arg = Arg::new(field.flag.clone())
        .long(field.flag)
        .help(field.description)
        .action(ArgAction::Append);
    match field.shape {
        Shape::Word(words) => arg.value_parser(clap::builder::PossibleValuesParser::new(words)),
        Shape::Bool => arg.value_name("true|false"),
        Shape::Moment => arg.value_name("MOMENT"),
        Shape::Date => arg.value_name("DATE"),
        Shape::Term | Shape::Within => arg.value_name("TERM"),
        _ => arg.value_name("VALUE"),
    }
}

pub(super) fn run(
    args: &NewArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    session.format(&[Format::Table])?;
    if session.global.rev.is_some() {
        return Err(anyhow!(text!(
            "in een commit is niet te schrijven: laat --rev weg",
            "a commit cannot be written to: leave out --rev"
        )));
    }
    let mut folder = session.folder()?;
    let (zone, draft) = {
        let records = Records::read(&folder);
        *lang = session.lang(&records);
        let mut draft = args.draft.clone();
        draft.set_now(session.now(records.zone)?, records.zone);
        if session.edge.interactive {
            questions::ask(args.kind, &mut draft, &records, *lang)?;
        }
        (records.zone, draft)
    };
    // Whoever records a breach at night is not to be stopped by a slip in a house rule.
    let catalogue = Catalogue::of(&folder).or_else(|error| {
        writeln!(err, "avg: {}", harmless(&sentence(&error, *lang)))?;
        Catalogue::embedded()
    })?;
    let missing = draft.missing(shape_of(args.kind));
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Err(anyhow!(text!("nog nodig: {missing}", "still needed: {missing}")));
    }
    let text = draft.text()?;
    let path = place(args, &draft, &text, &mut folder, session, zone, *lang)?;
    let records = Records::read(&folder);
    let outcome = apply(&catalogue, &records, &History::default(), session.now(zone)?);
    let duties: Vec<_> = outcome
        .duties
        .iter()
        .filter(|duty| duty.site().file == path && duty.status().is_open())
        .collect();
    writeln!(out, "{path}")?;
    if duties.is_empty() {
        let nothing = text!("Hieruit loopt nu geen termijn.", "No clock runs from this now.");
        writeln!(out, "{}", nothing.get(*lang))?;
    } else {
        write!(
            out,
            "{}",
            terminal::table(
                &report::due::table(
                    &duties,
                    &catalogue,
                    At {
                        now: session.now(zone)?,
                        zone
                    },
                    *lang
                ),
                session.edge.look
            )
        )?;
    }
    Ok(Exit::Clean)
}

/// Writes the record under the next free name. Somebody else may take that name in the same moment; then the next.
fn place(
    args: &NewArgs,
    draft: &Draft,
    text: &str,
    folder: &mut Folder,
    session: &Session,
    zone: Zone,
    lang: Lang,
) -> Result<String> {
    loop {
        let id = match &args.id {
            Some(id) => id.clone(),
            None => next_id(args.kind, draft, folder, session, zone)?,
        };
        if !is_kebab_case(&id) {
            return Err(anyhow!(text!(
                "‘{id}’ is geen geldige naam: schrijf kleine letters en cijfers met enkele streepjes ertussen",
                "‘{id}’ is not a valid name: write lower-case letters and digits, joined by single hyphens"
            )));
        }
        let path = format!("{}/{id}.toml", args.kind);
        folder.add(&path, text);
        refuse_if_wrong(folder, &path, lang)?;
        if Writer::of(&folder.root)?.create(&path, text)? {
            return Ok(path);
        }
        if args.id.is_some() || !is_numbered(args.kind) {
            return Err(anyhow!(text!(
                "{path} bestaat al: geef een andere naam met --id",
                "{path} exists already: give another name with --id"
            )));
        }
        folder.remove(&path);
    }
}

/// Whether records of a kind are counted by year; the others go by their own name.
fn is_numbered(kind: Kind) -> bool {
    matches!(kind, Kind::Request | Kind::Incident)
}

/// Nothing is written that the reader would not accept.
fn refuse_if_wrong(folder: &Folder, path: &str, lang: Lang) -> Result<()> {
    let records = Records::read(folder);
    let wrong: Vec<String> = records
        .findings
        .iter()
        .filter(|finding| finding.site.file == path && finding.level == Level::Error)
        .map(|finding| format!("{}. {}", finding.message.get(lang), finding.help.get(lang)))
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(anyhow!(Text::same(wrong.join(" "))))
    }
}

/// `2026-003` for what is counted by year; for the others the name itself, in kebab-case.
fn next_id(kind: Kind, draft: &Draft, folder: &Folder, session: &Session, zone: Zone) -> Result<String> {
    let began = match kind {
        Kind::Request => draft.moment("received_at"),
        Kind::Incident => draft.moment("discovered_at"),
        Kind::Organisation | Kind::Activity | Kind::Agreement => {
            let name = draft.value("name").unwrap_or_default();
            let id = kebab_case(name);
            let unnamed = || {
                anyhow!(text!(
                    "geef het bestand een naam met --id",
                    "give the file a name with --id"
                ))
            };
            return if is_kebab_case(&id) { Ok(id) } else { Err(unnamed()) };
        }
    };
    let now = Moment::Exact(session.now(zone)?.fixed_offset());
    let year = zone.day(began.unwrap_or(now)).year();
    let prefix = format!("{year:04}-");
    let taken = folder::taken(&folder.root, kind.folder());
    let numbers = taken
        .iter()
        .filter_map(|id| id.strip_prefix(&prefix)?.parse::<u32>().ok());
    Ok(format!("{prefix}{:03}", numbers.max().unwrap_or(0).saturating_add(1)))
}

fn kebab_case(name: &str) -> String {
    let letters = name.to_lowercase().chars().map(plain_letter).collect::<String>();
    let joined: String = letters
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    joined
        .split('-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// A letter without the marks that Dutch and its neighbours put on it.
fn plain_letter(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        c => c,
    }
}
