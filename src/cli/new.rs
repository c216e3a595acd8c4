//! `avg new`: write a record, and show the clocks that now run.
//!
//! The flags are the record's own fields, from the same shape that reads it: `--received-at`, `--answer-outcome`.

use std::collections::BTreeSet;
use std::io::Write;

use anyhow::{Context, Result, anyhow};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::folder::{self, Folder, Kind, Writer};
use crate::records::draft::Draft;
use crate::records::field::Field;
use crate::records::shape::Shape;
use crate::records::tree::Node;
use crate::records::vocabulary::is_kebab_case;
use crate::records::{labels, naming, shape_of, toml_tree};
use crate::report::values::capital;
use crate::text;
use crate::text::Lang;
use crate::time::Moment;

use super::desk::{Desk, Page, SaveArgs};
use super::interview::{Order, go_through};
use super::questions::{self, Asking};
use super::{Exit, Session, sentence};

/// Which kind, its name, and what was given of it.
pub(super) struct NewArgs {
    kind: Kind,
    id: Option<String>,
    draft: Draft,
    from_stdin: bool,
    save: SaveArgs,
}

const ID: &str = "id";
const STDIN: &str = "from-stdin";

impl Args for NewArgs {
    fn augment_args(command: Command) -> Command {
        // The flags of a kind are all its fields: they are made for who asks for that kind, and not at every start.
        let kinds = Kind::RECORDS.map(|kind| {
            let command = Command::new(kind.word()).about(about(kind)).after_help(examples(kind));
            command.defer(with_flags)
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

fn with_flags(command: Command) -> Command {
    let kind = Kind::RECORDS.into_iter().find(|kind| kind.word() == command.get_name());
    let fields = kind.map(|kind| (kind, Field::all(shape_of(kind))));
    let flags = fields
        .into_iter()
        .flat_map(|(kind, fields)| fields.into_iter().map(move |field| flag(kind, field)));
    let id = Arg::new(ID)
        .long(ID)
        .value_name("ID")
        .help("The file's name without .toml, in place of the next free one");
    let stdin = Arg::new(STDIN)
        .long(STDIN)
        .action(ArgAction::SetTrue)
        .help("Take the record, in TOML, from standard input; the flags are written into it");
    SaveArgs::augment_args(command.args([id, stdin])).args(flags)
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
        let fields = Field::all(shape_of(kind));
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
            from_stdin: flags.get_flag(STDIN),
            save: SaveArgs::from_arg_matches(flags)?,
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

fn examples(kind: Kind) -> &'static str {
    match kind {
        Kind::Activity => {
            "Example:\n  avg new activity --name Salarisadministratie --role controller --purposes \"Uitbetalen van loon\""
        }
        Kind::Agreement => {
            "Example:\n  avg new agreement --name \"Klant A\" --our-role processor --counterparty-name \"Klant A\" \
             --terms-breach-notice-within 48h --terms-breach-notice-clause 6.1"
        }
        Kind::Request => {
            "Example:\n  avg new request --received-at 2026-03-05 --right access --role controller --subject \"zaak 2026-004\""
        }
        Kind::Incident => {
            "Example:\n  avg new incident --discovered-at now --summary \"Laptop uit een auto gestolen\" --commit"
        }
        Kind::Organisation => "",
    }
}

fn flag(kind: Kind, field: Field) -> Arg {
    let label = || capital(labels::field(kind, &field.path()).get(Lang::En));
    let help = match field.description.is_empty() {
        true => label(),
        false => field.description.clone(),
    };
    let arg = Arg::new(field.flag.clone())
        .long(field.flag)
        .help(help)
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
    let mut desk = Desk::open(session, lang, err)?;
    let mut page = match (args.from_stdin, session.edge.interactive) {
        (true, _) => {
            let body = given(args, &desk)?;
            place(args, &mut desk, &body)?
        }
        (false, false) => {
            let body = body(&desk.dated(args.draft.clone()), args.kind)?;
            place(args, &mut desk, &body)?
        }
        (false, true) => asked(args, &mut desk, err)?,
    };
    writeln!(out, "{}", page.file)?;
    desk.clocks(&page, out)?;
    if session.edge.interactive && !args.from_stdin {
        // The clocks are seen before anything else is asked.
        out.flush()?;
        if questions::go_on(page.kind, *lang)? && go_through(&mut desk, &mut page, Order::Form, err)? > 0 {
            writeln!(out, "{}", page.file)?;
            desk.clocks(&page, out)?;
        }
    }
    desk.save(&args.save, &page, &text!("vastgelegd", "recorded"), out)?;
    Ok(Exit::Clean)
}

/// Asks what must be known, and writes it. What cannot be written is said and asked again, with the answers as they were.
fn asked(args: &NewArgs, desk: &mut Desk, err: &mut dyn Write) -> Result<Page> {
    let shape = shape_of(args.kind);
    let missing = args.draft.missing(shape);
    let needed = Field::all(shape)
        .into_iter()
        .filter(|field| missing.contains(&format!("--{}", field.flag)));
    let needed: Vec<Field> = needed.collect();
    let mut answers: Vec<Option<String>> = vec![None; needed.len()];
    loop {
        let mut draft = desk.dated(args.draft.clone());
        for (field, answer) in needed.iter().zip(&mut answers) {
            let asking = Asking {
                kind: args.kind,
                draft: &draft,
                agreements: &[],
                refused: answer.as_deref(),
                zone: desk.zone,
                lang: desk.lang,
            };
            let said = asking.required(field)?;
            draft.give(field, &said);
            *answer = Some(said);
        }
        match body(&draft, args.kind).and_then(|body| place(args, desk, &body)) {
            Err(why) if !needed.is_empty() => {
                writeln!(err, "avg: {}", sentence(&why, desk.lang))?;
            }
            placed => return placed,
        }
    }
}

/// The fields of a new record, nothing left out that it cannot do without.
fn body(draft: &Draft, kind: Kind) -> Result<String> {
    let missing = draft.missing(shape_of(kind));
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Err(anyhow!(text!("nog nodig: {missing}", "still needed: {missing}")));
    }
    Ok(draft.text()?)
}

/// The text of a new record from standard input, with the flags in it.
fn given(args: &NewArgs, desk: &Desk) -> Result<String> {
    let bytes = (desk.session.edge.read_input)()
        .with_context(|| text!("de standaardinvoer is niet te lezen", "standard input cannot be read"))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| anyhow!(text!("de standaardinvoer is geen UTF-8", "standard input is not UTF-8")))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(anyhow!(text!(
            "op de standaardinvoer staat niets",
            "there is nothing on standard input"
        )));
    }
    Ok(desk.dated(args.draft.clone()).onto(text, shape_of(args.kind), None)?)
}

/// Writes the record under the next free name. Somebody else may take that name in the same moment; then the next.
fn place(args: &NewArgs, desk: &mut Desk, body: &str) -> Result<Page> {
    let mut taken = folder::taken(&desk.folder.root, args.kind.folder());
    loop {
        let id = match &args.id {
            Some(id) => id.clone(),
            None => next_id(args.kind, body, desk, &taken)?,
        };
        if !is_kebab_case(&id) {
            return Err(anyhow!(text!(
                "‘{id}’ is geen geldige naam: schrijf kleine letters en cijfers met enkele streepjes ertussen",
                "‘{id}’ is not a valid name: write lower-case letters and digits, joined by single hyphens"
            )));
        }
        let is_free = !taken.contains(&id);
        let name = format!("{}/{id}", args.kind);
        let text = opening(args.kind, &name, body, desk);
        let mut page = Page {
            kind: args.kind,
            file: format!("{name}.toml"),
            name,
            before: String::new(),
        };
        let file = page.file.clone();
        if is_free {
            desk.lay(&page, &text);
            // What is refused does not stay on the desk, where it would be taken for a record.
            let refused = desk.refuse_if_wrong(&page);
            if refused.is_err() {
                desk.folder.remove(&file);
            }
            refused?;
            if Writer::of(&desk.folder.root)?.create(&file, &text)? {
                page.before = text;
                return Ok(page);
            }
            desk.folder.remove(&file);
        }
        // Each try takes a name out, so this ends.
        if args.id.is_some() || !naming::is_numbered(args.kind) || !taken.insert(id) {
            return Err(anyhow!(text!(
                "{file} bestaat al, op schijf of in git: geef een andere naam met --id",
                "{file} exists already, on disk or in git: give another name with --id"
            )));
        }
    }
}

/// A new file's text: the link to its schema, what comes next, and what was given.
fn opening(kind: Kind, name: &str, body: &str, desk: &Desk) -> String {
    if body.starts_with(SCHEMA) {
        return body.to_string();
    }
    let next: String = next_steps(kind, body)
        .iter()
        .map(|(nl, en)| format!("# {}\n", desk.lang.pick(nl, en).replace("RECORD", name)))
        .collect();
    let opening = format!("{}\n{next}\n", link(kind, &desk.folder));
    let newline = if body.contains("\r\n") { "\r\n" } else { "\n" };
    format!("{}{body}", opening.replace('\n', newline))
}

/// What an editor's TOML tools look for in the first line.
const SCHEMA: &str = "#:schema ";

/// The link to the schema that the other records of the kind have, else to where `init` puts it.
fn link(kind: Kind, folder: &Folder) -> String {
    let beside = |file: &&folder::File| {
        let name = file
            .path
            .strip_prefix(kind.folder())
            .and_then(|path| path.strip_prefix('/'));
        name.is_some_and(|name| !name.contains('/'))
    };
    let texts = folder.files.iter().filter(beside).filter_map(folder::File::text);
    let mut links = texts.filter_map(|text| text.lines().next()?.strip_prefix(SCHEMA).map(str::trim_end));
    match links.next() {
        Some(link) => format!("{SCHEMA}{link}"),
        None => format!("{SCHEMA}../schemas/{}.json", kind.word()),
    }
}

/// What comes next in a new record, a comment a line.
fn next_steps(kind: Kind, body: &str) -> &'static [(&'static str, &'static str)] {
    let root = toml_tree::whole(body);
    let role = root.as_ref().and_then(|root| root.get("role")?.text());
    match (kind, role) {
        (Kind::Incident, _) => &[
            (
                "Verder invullen, in de volgorde van het meldformulier van de AP: avg edit RECORD",
                "Go on, in the order of the authority's form: avg edit RECORD",
            ),
            (
                "Het risico wegen: avg assess RECORD. Gemeld: avg done RECORD, met notify-authority, notify-controller of inform-people",
                "Weigh the risk: avg assess RECORD. Notified: avg done RECORD, with notify-authority, notify-controller or inform-people",
            ),
            (
                "Niets meer te doen: avg close RECORD",
                "Nothing left to do: avg close RECORD",
            ),
        ],
        (Kind::Request, Some("processor")) => &[
            (
                "Doorgestuurd: avg done RECORD forward-request; bijstand verleend: avg done RECORD assist-controller",
                "Passed on: avg done RECORD forward-request; help given: avg done RECORD assist-controller",
            ),
            ("Verder invullen: avg edit RECORD", "Go on: avg edit RECORD"),
        ],
        (Kind::Request, _) => &[
            (
                "Beantwoord: avg done RECORD respond-to-request --answer-outcome (granted, partly, refused of withdrawn)",
                "Answered: avg done RECORD respond-to-request --answer-outcome (granted, partly, refused or withdrawn)",
            ),
            (
                "Vergen complexiteit en aantal meer tijd, deel dat dan met redenen mee binnen een maand na ontvangst: avg extend RECORD --reason",
                "If complexity and number ask for more time, tell so with the reasons within a month of receipt: avg extend RECORD --reason",
            ),
            ("Verder invullen: avg edit RECORD", "Go on: avg edit RECORD"),
        ],
        (Kind::Activity | Kind::Agreement, _) => &[(
            "Verder invullen: avg edit RECORD; wat nog ontbreekt: avg check",
            "Go on: avg edit RECORD; what is still missing: avg check",
        )],
        (Kind::Organisation, _) => &[],
    }
}

/// `2026-003` for what is counted by year; for the others the name itself, in kebab-case.
fn next_id(kind: Kind, body: &str, desk: &Desk, taken: &BTreeSet<String>) -> Result<String> {
    let root = toml_tree::whole(body);
    let value = |key: &str| root.as_ref().and_then(|root| root.get(key));
    let began = match kind {
        Kind::Request => value("received_at").and_then(Node::moment),
        Kind::Incident => value("discovered_at").and_then(Node::moment),
        Kind::Organisation | Kind::Activity | Kind::Agreement => {
            let name = value("name").and_then(Node::text).unwrap_or_default();
            return naming::from_name(name).ok_or_else(|| {
                anyhow!(text!(
                    "geef het bestand een naam met --id",
                    "give the file a name with --id"
                ))
            });
        }
    };
    let now = Moment::Exact(desk.now.fixed_offset());
    Ok(naming::next_number(desk.zone.day(began.unwrap_or(now)), taken))
}
