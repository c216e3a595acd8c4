//! `avg due`: what must be done, by when.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::norms::duties::Status;
use crate::render::{csv, duties_ics, duties_json, harmless, jsonl, markdown, terminal};
use crate::report::due::{self, Line, Place};
use crate::text;
use crate::text::Lang;
use crate::time::{Counting, Direction, Moment, Term, count};

use super::several::{Asked, Looked, Named};
use super::whose::Whose;
use super::{Checked, Exit, Format, Session, unread};

/// Show what must be done, by when, by whom, and why
///
/// Formats: table (default), json, jsonl (a duty a line), ics (a calendar to subscribe to), markdown (for chat and mail),
/// csv. Two ends are shown: the safe one, and the last defensible one. Given several folders, with -C more than once or with
/// --all-under, it shows them as one list.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DueArgs {
    /// Only what is due within this term from now, such as "7 days"
    #[arg(long, value_name = "TERM")]
    within: Option<Term>,
    /// Only what is an owner's in the register, or comes with an agreement: "HR", klant-a
    #[arg(long = "for", value_name = "WHO")]
    whose: Option<String>,
    /// Show what has been done too
    #[arg(long)]
    all: bool,
    /// Exit with 1 when something is late, or a file could not be read
    #[arg(long)]
    fail: bool,
    /// Show how each date was found, step by step
    #[arg(long)]
    explain: bool,
    /// Every folder with an avg.toml in or below this one
    #[arg(long, value_name = "DIR")]
    all_under: Option<PathBuf>,
}

const EXAMPLES: &str = "Examples:
  avg due
  avg due --within \"7 days\" --for HR
  avg due --all-under ~/klanten --format csv";

pub(super) const FORMATS: [Format; 6] = [
    Format::Table,
    Format::Json,
    Format::Jsonl,
    Format::Ics,
    Format::Markdown,
    Format::Csv,
];

pub(super) fn run(
    args: &DueArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let format = session.format()?;
    let mut asked = Asked::of(session, args.all_under.as_deref())?;
    let are_several = asked.are_several;
    let Looked { checked, failures } = asked.check(session, lang)?;
    for failure in &failures {
        failure.say(*lang, err)?;
    }
    if checked.is_empty() {
        return Ok(Exit::CouldNotWork);
    }
    let prefixes: Vec<String> = checked.iter().map(|(named, _)| named.folder.prefix()).collect();
    let places = checked.iter().zip(&prefixes);
    let places = places.map(|((named, checked), prefix)| place(named, checked, prefix, are_several, session));
    let places: Vec<Place> = places.collect::<Result<_>>()?;

    let mut lines = due::lines(&places);
    if let Some(who) = &args.whose {
        let whose = Whose::of(who, places.iter().map(|place| place.records))?;
        lines.retain(|line| whose.has(line.duty, line.place.records));
    }
    let is_late = lines.iter().any(|line| line.duty.status() == Status::Late);
    let open = lines.iter().filter(|line| line.duty.status().is_open()).count();
    keep(&mut lines, args, format)?;
    let shown = Shown {
        lines,
        open,
        places: &places,
        are_several,
        lang: *lang,
    };
    shown.write(format, args, session, out)?;

    let mut is_unread = false;
    for (named, checked) in &checked {
        let files = unread::files(&checked.records, &checked.outcome.findings);
        is_unread |= unread::warn(&files, &named.folder, Some(Path::new(&named.label)), *lang, err)?;
    }
    Ok(if !failures.is_empty() {
        Exit::CouldNotWork
    } else if args.fail && (is_late || is_unread) {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

fn place<'a>(
    named: &'a Named,
    checked: &'a Checked,
    prefix: &'a str,
    are_several: bool,
    session: &Session,
) -> Result<Place<'a>> {
    Ok(Place {
        label: are_several.then_some(named.label.as_str()),
        prefix,
        records: &checked.records,
        catalogue: &checked.catalogue,
        duties: &checked.outcome.duties,
        now: session.now(checked.records.zone)?,
    })
}

/// Leaves out what has been done, and what lies beyond the horizon. A calendar keeps what has been done, as cancelled.
fn keep(lines: &mut Vec<Line>, args: &DueArgs, format: Format) -> Result<()> {
    let keeps_done = args.all || format == Format::Ics;
    lines.retain(|line| keeps_done || line.duty.status().is_open());
    let Some(term) = args.within else {
        return Ok(());
    };
    let mut within = Vec::new();
    for line in lines.iter() {
        let at = line.place.at();
        let now = Moment::Exact(at.now.fixed_offset());
        let horizon = count(term, Counting::Calendar, now, Direction::After, at.zone)?.latest;
        let is_within = line
            .duty
            .by()
            .is_none_or(|by| by.over_at(at.zone) <= horizon.over_at(at.zone));
        if is_within || (format == Format::Ics && !line.duty.status().is_open()) {
            within.push(*line);
        }
    }
    *lines = within;
    Ok(())
}

/// What was asked for, ready to be written.
struct Shown<'a> {
    lines: Vec<Line<'a>>,
    /// How many are open, those beyond the horizon too.
    open: usize,
    places: &'a [Place<'a>],
    are_several: bool,
    lang: Lang,
}

impl Shown<'_> {
    fn write(&self, format: Format, args: &DueArgs, session: &Session, out: &mut dyn Write) -> Result<()> {
        let (lines, lang) = (&self.lines, self.lang);
        match format {
            Format::Json => writeln!(out, "{}", duties_json::render(lines, args.explain, lang)?)?,
            Format::Jsonl => jsonl::duties(lines, args.explain, lang, out)?,
            Format::Ics => {
                let name = self.calendar(args.whose.as_deref());
                write!(out, "{}", duties_ics::render(lines, &name, args.explain, lang))?;
            }
            Format::Csv => {
                let sheet = due::sheet(lines, self.are_several, args.explain, lang);
                write!(out, "{}", csv::render(&sheet.head, sheet.rows())?)?;
            }
            _ if lines.is_empty() => writeln!(out, "{}", self.nothing())?,
            Format::Markdown => {
                // What matters most is the first line of the message.
                writeln!(out, "**{}**\n", due::summary(lines, lang))?;
                write!(out, "{}", markdown::list(&due::agenda(lines, lang)))?;
                if args.explain {
                    for line in lines {
                        write!(out, "\n{}", markdown::steps(&due::explained(line, lang)))?;
                    }
                }
            }
            _ => {
                write!(out, "{}", terminal::table(&due::agenda(lines, lang), session.edge.look))?;
                if args.explain {
                    for line in lines {
                        writeln!(out)?;
                        for step in due::explained(line, lang) {
                            writeln!(out, "{}", harmless(&step))?;
                        }
                    }
                }
                writeln!(out, "\n{}", due::summary(lines, lang))?;
            }
        }
        Ok(())
    }

    /// That nothing is open, of how much; and what a choice left out.
    fn nothing(&self) -> String {
        let records: usize = self.places.iter().map(|place| place.records.count()).sum();
        let (nl, en) = match records {
            1 => ("registratie", "record"),
            _ => ("registraties", "records"),
        };
        let open = self.open;
        let nothing = match open {
            0 => text!(
                "Er staat niets open in {records} {nl}.",
                "Nothing is open in {records} {en}."
            ),
            _ => text!(
                "Binnen die termijn staat niets open; daarna nog {open}.",
                "Nothing is open within that term; after it {open} more."
            ),
        };
        nothing.get(self.lang).to_string()
    }

    /// What a calendar program calls it.
    fn calendar(&self, whose: Option<&str>) -> String {
        let what = self.lang.pick("AVG-termijnen", "GDPR deadlines");
        let of = match self.places {
            [place] if !place.name().is_empty() => format!(" {}", place.name()),
            _ => String::new(),
        };
        let whose = whose.map(|whose| format!(" – {whose}")).unwrap_or_default();
        format!("{what}{of}{whose}")
    }
}
