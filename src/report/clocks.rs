//! Clocks as rows of a table: each column of a clock is made here, whichever of them a table has.

use chrono::{DateTime, FixedOffset};

use crate::norms::duties::Duty;
use crate::text::Lang;
use crate::time::{End, Moment};

use super::clock::explanation;
use super::due::Line;
use super::values::Reader;
use super::{Cell, Table};

/// A column for programs: its key, and what it says of a clock in names rather than words, an end as ISO 8601 has it.
pub(super) type Column = (&'static str, fn(&Line, Lang) -> String);

pub(super) const FOLDER: Column = ("folder", |line, _| line.place.label.unwrap_or_default().to_string());
pub(super) const RECORD: Column = ("record", |line, _| line.duty.record.clone());
pub(super) const ITEM: Column = ("item", |line, _| line.duty.item.clone().unwrap_or_default());
pub(super) const DUTY: Column = ("duty", |line, _| line.duty.name.clone());
pub(super) const BY: Column = ("by", |line, _| written(line.duty.by()));
pub(super) const LATEST: Column = ("latest", |line, _| written(line.duty.latest()));
pub(super) const MET: Column = ("met", |line, _| match met(line) {
    Some(Ok(at)) => at.to_rfc3339(),
    Some(Err(moment)) => moment.to_string(),
    None => String::new(),
});
pub(super) const STATUS: Column = ("status", |line, _| line.duty.status().name().to_string());
pub(super) const SOURCE: Column = ("source", |line, _| line.cites().join("; "));
pub(super) const TITLE: Column = ("title", |line, lang| line.title().get(lang).to_string());

/// What a person would look up beside those, in a spreadsheet.
pub(super) const SHEET: [Column; 13] = [
    RECORD,
    ITEM,
    DUTY,
    BY,
    LATEST,
    STATUS,
    ("file", |line, _| line.duty.site().file.clone()),
    ("line", |line, _| line.duty.site().start.line.to_string()),
    ("norms", |line, _| {
        let norms = line.duty.clocks.iter().map(|clock| clock.norm.as_str());
        norms.collect::<Vec<_>>().join("; ")
    }),
    TITLE,
    ("actor", |line, lang| line.duty.lead().actor.get(lang).to_string()),
    ("owner", |line, _| line.owner().unwrap_or_default().to_string()),
    ("cites", SOURCE.1),
];
pub(super) const STEPS: Column = ("steps", |line, lang| {
    let steps = line.duty.clocks.iter().flat_map(|clock| explanation(clock, lang));
    steps.collect::<Vec<_>>().join("\n")
});

/// A row a duty, for programs; the head is the keys.
pub(super) fn table(lines: &[Line], columns: &[Column], lang: Lang) -> Table {
    let row = |line: &Line| -> Vec<Cell> { columns.iter().map(|(_, say)| say(line, lang).into()).collect() };
    Table {
        head: columns.iter().map(|(key, _)| key.to_string()).collect(),
        keys: columns.iter().map(|(key, _)| *key).collect(),
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
            status(line.duty, reader),
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

pub(super) fn status(duty: &Duty, reader: Reader) -> Cell {
    let status = duty.status();
    let said = match reader.as_written {
        true => status.name(),
        false => status.word(reader.lang),
    };
    Cell::Text(said.to_string())
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

fn written(end: Option<End>) -> String {
    end.map(|end| end.to_string()).unwrap_or_default()
}
