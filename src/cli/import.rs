//! `avg import`: a register from a spreadsheet, CISO Assistant or Fides as records in the folder.
//!
//! What it would do is shown first; nothing is written without `--write`, nothing over a file that is there, and nothing
//! is dropped in silence.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::Args;

use crate::folder::{self, Folder, Kind, Writer};
use crate::import::{self, Agreements, Entry, Maker, Mapping};
use crate::records::field::Field;
use crate::records::vocabulary::is_kebab_case;
use crate::records::{Records, naming, shape_of};
use crate::text;
use crate::text::{Lang, Text};
use crate::time::{Moment, Zone};
use crate::underway::{self, Hand, Interrupted, Work};

use super::import_said::{Fate, Said};
use super::{Exit, Session};

/// Read a register from a spreadsheet and show the records that it would make; with --write, make them
///
/// Reads XLSX, CSV (also what `avg export` prints), a CISO Assistant processing workbook and a Fides manifest. Columns are
/// recognised by their headers in Dutch, English, German and French, and by field names. What has no field goes into the
/// record as a comment. Exit 0: everything went in; 1: something could not be mapped or was skipped; 2: it could not work.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ImportArgs {
    /// The file: .xlsx, .csv or .yaml
    file: PathBuf,
    /// What each row is; an activity, where the mapping does not say otherwise
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// A column and its field, as "Column=field.path"; without a field the column is left out
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    maps: Vec<String>,
    /// A value for a field of every record whose row does not give it
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    sets: Vec<String>,
    /// Read the mapping from this file
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Keep the mapping in this file, which must not exist yet
    #[arg(long, value_name = "FILE")]
    save_mapping: Option<PathBuf>,
    /// The sheet of a workbook
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The row in which the headers stand
    #[arg(long, value_name = "N")]
    header_row: Option<usize>,
    /// Make the files
    #[arg(long)]
    write: bool,
}

const EXAMPLES: &str = "Examples:
  avg import register.xlsx                            what would be made of it; writes nothing
  avg import register.xlsx --map \"Bijzonderheden=\" --save-mapping register.toml
  avg import register.xlsx --mapping register.toml --write";

pub(super) fn run(args: &ImportArgs, session: &Session, lang: &mut Lang, out: &mut dyn Write) -> Result<Exit> {
    session.format()?;
    if session.global.rev.is_some() {
        return Err(anyhow!(text!(
            "in een commit is niet te schrijven: laat --rev weg",
            "a commit cannot be written to: leave out --rev"
        )));
    }
    let mut folder = session.folder()?;
    let (zone, agreements) = {
        let records = Records::read(&folder);
        *lang = session.lang(&records);
        (records.zone, Agreements::of(&records))
    };
    let cwd = &session.edge.cwd;
    let name = args.file.display().to_string();
    let mapping = mapping(args, session)?;
    let kind = mapping.kind.unwrap_or(Kind::Activity);
    let source = import::read(&name, &folder::read_outside(cwd, &args.file)?)?;
    let table = import::choose(&source, kind, &mapping)?;
    let mut maker = Maker::new(kind, &table, agreements, &mapping.set)?;
    let is_role_assumed = kind == Kind::Activity && !maker.fills("role");
    if is_role_assumed {
        maker.set("role", "controller");
    }
    let mut said = Said {
        name: &name,
        source: &source,
        table: &table,
        is_role_assumed,
        is_written: args.write,
        rows: Vec::new(),
    };
    let now = Moment::Exact(session.now(zone)?.fixed_offset());
    let placing = Placing::new(kind, &folder, zone, now, *lang);
    said.rows = underway::during(Work::Rows, Some(table.rows.len()), |progress| {
        let entries: Vec<Entry> = table.rows.iter().map(|row| progress.count(maker.entry(row))).collect();
        placing.all(entries)
    });
    accept(&mut folder, &mut said.rows);
    // First, for it can be refused: then no record is made that nobody hears of.
    if let Some(path) = &args.save_mapping {
        folder::write_outside(cwd, path, &mapping.written(kind, &table))?;
    }
    // Until it is said what was made, and what not.
    let hand = args.write.then(Hand::begin).transpose()?;
    let written = match &hand {
        Some(_) => write(&folder, &mut said.rows),
        None => Ok(()),
    };
    write!(out, "{}", said.text(*lang))?;
    if hand.is_some() {
        out.flush()?;
    }
    written?;
    Ok(if said.is_clean() { Exit::Clean } else { Exit::Findings })
}

/// What was kept, and over it what is said now.
fn mapping(args: &ImportArgs, session: &Session) -> Result<Mapping> {
    let mut mapping = match &args.mapping {
        None => Mapping::default(),
        Some(path) => {
            let name = path.display().to_string();
            let bytes = folder::read_outside(&session.edge.cwd, path)?;
            let written =
                String::from_utf8(bytes).map_err(|_| anyhow!(text!("{name} is geen UTF-8", "{name} is not UTF-8")))?;
            Mapping::parse(&name, &written)?
        }
    };
    mapping.kind = args.kind.or(mapping.kind);
    mapping.sheet = args.sheet.clone().or(mapping.sheet);
    mapping.header_row = args.header_row.or(mapping.header_row);
    for (flag, pairs, known) in [
        ("--map", &args.maps, &mut mapping.columns),
        ("--set", &args.sets, &mut mapping.set),
    ] {
        for pair in pairs {
            // A header may hold an equals sign, and so may a value; a path does not.
            let split = if flag == "--map" {
                pair.rsplit_once('=')
            } else {
                pair.split_once('=')
            };
            let Some((key, value)) = split else {
                return Err(anyhow!(text!(
                    "{flag} ‘{pair}’: schrijf er een = in",
                    "{flag} ‘{pair}’: write an = in it"
                )));
            };
            known.insert(key.trim().to_string(), value.trim().to_string());
        }
    }
    Ok(mapping)
}

/// What a row came to, and what becomes of it.
pub(super) struct Placed {
    pub entry: Entry,
    pub fate: Fate,
}

/// Gives each record its file, or the reason why it gets none.
struct Placing {
    kind: Kind,
    zone: Zone,
    now: Moment,
    lang: Lang,
    on_disk: BTreeSet<String>,
    /// These, and what is given on the way.
    taken: BTreeSet<String>,
}

impl Placing {
    fn new(kind: Kind, folder: &Folder, zone: Zone, now: Moment, lang: Lang) -> Placing {
        let on_disk: BTreeSet<String> = folder::taken(&folder.root, kind.folder()).into_iter().collect();
        Placing {
            kind,
            zone,
            now,
            lang,
            taken: on_disk.clone(),
            on_disk,
        }
    }

    fn all(mut self, entries: Vec<Entry>) -> Vec<Placed> {
        let place = |entry| {
            let fate = match self.place(&entry) {
                Ok((path, text)) => Fate::Made { path, text },
                Err(why) => Fate::Skipped(why),
            };
            Placed { entry, fate }
        };
        entries.into_iter().map(place).collect()
    }

    fn place(&mut self, entry: &Entry) -> Result<(String, String), Text> {
        let shape = shape_of(self.kind);
        let flags = entry.draft.missing(shape);
        let is_missing = |field: &Field| flags.contains(&format!("--{}", field.flag));
        let missing: Vec<String> = Field::all(shape)
            .iter()
            .filter(|it| is_missing(it))
            .map(Field::path)
            .collect();
        if missing.iter().any(|field| field == "name") {
            return Err(text!("heeft geen naam", "has no name"));
        }
        if !missing.is_empty() {
            let missing = missing.join(", ");
            return Err(text!(
                "mist {missing}: wijs een kolom aan met --map, of geef een waarde met --set",
                "lacks {missing}: name a column with --map, or give a value with --set"
            ));
        }
        let id = self.id(entry)?;
        let path = format!("{}/{id}.toml", self.kind);
        if self.on_disk.contains(&id) {
            return Err(text!("{path} bestaat al", "{path} exists already"));
        }
        if !self.taken.insert(id) {
            return Err(text!(
                "{path} is al gemaakt uit een rij hierboven: een dubbele naam",
                "{path} is made from a row above already: a double name"
            ));
        }
        let mut text = format!("#:schema ../schemas/{}.json\n{}", self.kind.word(), entry.draft.text()?);
        let place = entry.place.text();
        if entry.left.iter().any(|left| left.is_kept) {
            text.push('\n');
        }
        for left in entry.left.iter().filter(|left| left.is_kept) {
            text += &left.comment(&place, self.lang);
        }
        Ok((path, text))
    }

    fn id(&self, entry: &Entry) -> Result<String, Text> {
        if let Some(id) = &entry.id {
            return if is_kebab_case(id) {
                Ok(id.clone())
            } else {
                Err(text!(
                    "‘{id}’ is geen geldige naam voor een bestand: kleine letters en cijfers met enkele streepjes ertussen",
                    "‘{id}’ is not a valid name for a file: lower-case letters and digits, joined by single hyphens"
                ))
            };
        }
        if naming::is_numbered(self.kind) {
            let began = entry
                .draft
                .moment("received_at")
                .or(entry.draft.moment("discovered_at"));
            let day = self.zone.day(began.unwrap_or(self.now));
            return Ok(naming::next_number(day, &self.taken));
        }
        let name = entry.draft.value("name").unwrap_or_default();
        naming::from_name(name).ok_or_else(|| {
            text!(
                "‘{name}’ laat zich niet tot bestandsnaam maken: voeg een kolom id toe",
                "‘{name}’ cannot be made a file name: add a column id"
            )
        })
    }
}

/// Nothing is made that the reader would not accept.
fn accept(folder: &mut Folder, rows: &mut [Placed]) {
    folder.add_all(rows.iter().filter_map(|row| match &row.fate {
        Fate::Made { path, text } => Some((path.as_str(), text.as_str())),
        Fate::Skipped(_) => None,
    }));
    let records = Records::read(folder);
    let refused = records.refused();
    for row in rows {
        if let Fate::Made { path, .. } = &row.fate
            && refused.contains(path.as_str())
        {
            let refusals = records.refusals(path);
            let why = |lang: Lang| {
                refusals
                    .iter()
                    .map(|why| why.get(lang).to_string())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            row.fate = Fate::Skipped(Text::by(|lang| {
                format!(
                    "{path}: {}: {}",
                    lang.pick("wordt niet aanvaard", "is not accepted"),
                    why(lang)
                )
            }));
        }
    }
}

/// Makes the files, and stops at the first that cannot be: what is not made then is said of each row.
fn write(folder: &Folder, rows: &mut [Placed]) -> Result<()> {
    let mut failed = None;
    let writer = Writer::of(&folder.root).map_err(|error| failed = Some(error)).ok();
    underway::during(Work::Writing, Some(rows.len()), |progress| {
        for row in rows {
            progress.count(());
            written(row, writer.as_ref(), &mut failed);
        }
    });
    failed.map_or(Ok(()), Err)
}

/// Makes the file of one row, unless the writing has stopped.
fn written(row: &mut Placed, writer: Option<&Writer>, failed: &mut Option<anyhow::Error>) {
    let Fate::Made { path, text } = &row.fate else { return };
    let made = match (writer, &failed) {
        (Some(writer), None) => writer.create(path, text),
        _ => Ok(false),
    };
    let why = match made {
        Ok(true) => return,
        Ok(false) if failed.is_none() => text!("{path} bestaat al", "{path} exists already"),
        Ok(false) => not_made(path),
        Err(error) if error.is::<Interrupted>() => {
            *failed = Some(error);
            not_made(path)
        }
        Err(error) => {
            *failed = Some(error);
            text!("{path} is niet te schrijven", "{path} cannot be written")
        }
    };
    row.fate = Fate::Skipped(why);
}

fn not_made(path: &str) -> Text {
    text!(
        "{path} is niet gemaakt: het schrijven is gestopt",
        "{path} is not made: the writing has stopped"
    )
}
