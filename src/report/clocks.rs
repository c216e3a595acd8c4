//! Clocks as rows of a table: each column of a clock is made here, whichever of them a table has.

use chrono::{DateTime, FixedOffset};

use crate::norms::duties::Duty;
use crate::text::Lang;
use crate::time::{End, Moment};

use super::clock::explanation;
use super::due::Line;
use super::values::Reader;
use super::{Cell, Table};

/// A column for programs: its key, its head in Dutch and English, and what it says of a clock.
pub(super) struct Column {
    key: &'static str,
    head: (&'static str, &'static str),
    cell: fn(&Line, Lang) -> Cell,
}

const fn column(key: &'static str, nl: &'static str, en: &'static str, cell: fn(&Line, Lang) -> Cell) -> Column {
    Column {
        key,
        head: (nl, en),
        cell,
    }
}

/// One whose head is its key, as in JSON.
const fn by_key(key: &'static str, cell: fn(&Line, Lang) -> Cell) -> Column {
    column(key, key, key, cell)
}

pub(super) const RECORD: Column = column("record", "registratie", "record", |line, _| text(&line.duty.record));
pub(super) const ITEM: Column = column("item", "rij", "row", |line, _| line.item().unwrap_or_default().into());
pub(super) const DUTY: Column = column("duty", "plicht", "duty", |line, _| text(&line.duty.name));
pub(super) const BY: Column = column("by", "veilig", "safe", |line, _| exact(line.duty.by()));
pub(super) const LATEST: Column = column("latest", "uiterlijk", "latest", |line, _| exact(line.duty.latest()));
const MET: Column = column("met", "gedaan", "done", |line, _| match met(line) {
    Some(Ok(at)) => Cell::At(at),
    Some(Err(Moment::Day(day))) => Cell::Day(day),
    Some(Err(moment)) => text(&moment.to_string()),
    None => text(""),
});
pub(super) const STATUS: Column = column("status", "stand", "status", |line, lang| status(line.duty, lang));
const SOURCE: Column = column("source", "bron", "source", |line, _| Cell::list(line.cites()));
const TITLE: Column = column("title", "wat", "what", |line, lang| text(line.title().get(lang)));

/// A row a duty of the due list as JSON has it, and what a person would look up beside that, in a spreadsheet.
pub(super) const SHEET: [Column; 13] = [
    by_key("record", |line, _| text(&line.duty.record)),
    by_key("item", |line, _| text(line.duty.item.as_deref().unwrap_or_default())),
    by_key("duty", |line, _| text(&line.duty.name)),
    by_key("by", |line, _| written(line.duty.by())),
    by_key("latest", |line, _| written(line.duty.latest())),
    by_key("status", |line, _| text(line.duty.status().name())),
    by_key("file", |line, _| text(&line.duty.site().file)),
    by_key("line", |line, _| text(&line.duty.site().start.line.to_string())),
    by_key("norms", |line, _| {
        let norms = line.duty.clocks.iter().map(|clock| clock.norm.as_str());
        norms.collect::<Vec<_>>().join("; ").into()
    }),
    by_key("title", |line, lang| text(line.title().get(lang))),
    by_key("actor", |line, lang| text(line.duty.lead().actor.get(lang))),
    by_key("owner", |line, _| text(line.owner().unwrap_or_default())),
    by_key("cites", |line, _| line.cites().join("; ").into()),
];
pub(super) const FOLDER: Column = by_key("folder", |line, _| text(line.place.label.unwrap_or_default()));
pub(super) const STEPS: Column = by_key("steps", |line, lang| {
    let steps = line.duty.clocks.iter().flat_map(|clock| explanation(clock, lang));
    steps.collect::<Vec<_>>().join("\n").into()
});

/// A row a duty, for programs.
pub(super) fn table(lines: &[Line], columns: &[Column], lang: Lang) -> Table {
    let row = |line: &Line| -> Vec<Cell> { columns.iter().map(|column| (column.cell)(line, lang)).collect() };
    let head = |column: &Column| lang.pick(column.head.0, column.head.1).to_string();
    Table {
        head: columns.iter().map(head).collect(),
        keys: columns.iter().map(|column| column.key).collect(),
        groups: vec![lines.iter().map(row).collect()],
        ..Table::default()
    }
}

/// Every duty with its ends and how it went; without the record where all are of one. For people as few columns as fit a page.
pub(super) fn log(lines: &[Line], are_of_one: bool, reader: Reader) -> Table {
    let lang = reader.lang;
    if reader.as_written {
        let table = table(
            lines,
            &[RECORD, ITEM, DUTY, TITLE, BY, LATEST, MET, STATUS, SOURCE],
            lang,
        );
        return match are_of_one {
            true => table.without("record"),
            false => table,
        };
    }
    let row = |line: &Line| -> Vec<Cell> {
        let subject = match are_of_one {
            true => line.duty.item.clone().unwrap_or_default(),
            false => line.subject(),
        };
        let duty = format!("{}\n{}", line.title().get(lang), line.sources(lang).join("; "));
        let done = match met(line) {
            Some(Ok(at)) => instant(at, reader),
            Some(Err(Moment::Day(day))) => Cell::Day(day),
            Some(Err(moment)) => Cell::Text(moment.to_string()),
            None => Cell::Text(String::new()),
        };
        let [by, latest] = ends(line.duty, reader);
        vec![
            Cell::Text(subject),
            Cell::Text(duty),
            by,
            latest,
            done,
            status(line.duty, lang),
        ]
    };
    let head = match (lang, are_of_one) {
        (Lang::Nl, true) => ["rij", "plicht en bron", "veilig", "uiterlijk", "gedaan", "stand"],
        (Lang::Nl, false) => [
            "registratie",
            "plicht en bron",
            "veilig",
            "uiterlijk",
            "gedaan",
            "stand",
        ],
        (Lang::En, true) => ["row", "duty and source", "safe", "latest", "done", "status"],
        (Lang::En, false) => ["record", "duty and source", "safe", "latest", "done", "status"],
    };
    let keys = ["record", "duty", "by", "latest", "met", "status"];
    Table::of(head, keys, vec![lines.iter().map(row).collect()])
}

/// The safe end and the last defensible one.
pub(super) fn ends(duty: &Duty, reader: Reader) -> [Cell; 2] {
    [duty.by(), duty.latest()].map(|at| end(at, reader))
}

pub(super) fn end(end: Option<End>, reader: Reader) -> Cell {
    match end {
        Some(End::Day(day)) => Cell::Day(day),
        Some(End::At(at)) => instant(at, reader),
        None => Cell::Text(String::new()),
    }
}

/// How a duty stands: for programs a word that is the same in every language.
pub(super) fn status(duty: &Duty, lang: Lang) -> Cell {
    Cell::word(duty.status().word(lang), duty.status().name())
}

/// When a duty was done, as exactly as the record says it: an instant, or what is none.
fn met(line: &Line) -> Option<Result<DateTime<FixedOffset>, Moment>> {
    let met = line.duty.lead().met?;
    if met.is_day() {
        return Some(Err(met));
    }
    Some(line.place.at().zone.instant(met).map_err(|_| met))
}

/// For people without its offset, but for the hour that comes twice.
fn instant(at: DateTime<FixedOffset>, reader: Reader) -> Cell {
    match reader.as_written || reader.zone().comes_twice(Moment::Local(at.naive_local())) {
        true => Cell::At(at),
        false => Cell::Local(at),
    }
}

/// For programs always with its offset.
fn exact(end: Option<End>) -> Cell {
    match end {
        Some(End::Day(day)) => Cell::Day(day),
        Some(End::At(at)) => Cell::At(at),
        None => text(""),
    }
}

/// As ISO 8601 has it.
fn written(end: Option<End>) -> Cell {
    end.map(|end| end.to_string()).unwrap_or_default().into()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_string())
}
