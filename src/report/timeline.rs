//! One list of what happened and of when it was written down: the moments in a record, its own log, and the commits.

use chrono::{DateTime, Utc};

use crate::records::diff::{Changed, Place, diff, nothing};
use crate::records::tree::Node;
use crate::records::{Kind, Revision};
use crate::text::Lang;
use crate::time::Moment;

use super::history::{in_words, instant, not_committed, person};
use super::values::{Reader, capital};
use super::{Cell, Data, Part, Table};

/// The list of the record's own words on what happened when.
const LOG: &str = "log";

/// From what a line of the timeline is known. What is the same moment stands in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Field,
    Log,
    Commit,
}

struct Line {
    /// Absent for what says no moment: that comes last.
    at: Option<DateTime<Utc>>,
    source: Source,
    cells: [Cell; 2],
}

/// The oldest first, by instants, so that a change of the clock does not turn the order round.
pub(super) fn part(kind: Kind, root: Option<&Node>, revisions: &[Revision], reader: Reader) -> Part {
    let mut lines: Vec<Line> = root.map(|root| moments(kind, root, reader)).unwrap_or_default();
    lines.extend(root.map(|root| log(root, reader)).unwrap_or_default());
    lines.extend(revisions.iter().rev().map(|revision| recorded(revision, reader)));
    lines.sort_by_key(|line| (line.at.is_none(), line.at, line.source));
    let named = |words: &str, name: &str| Cell::value(words, Data::Text(name.to_string()));
    let source = |line: &Line| match line.source {
        Source::Field => named(reader.lang.pick("registratie", "record"), "field"),
        Source::Log => named(reader.lang.pick("logboek", "log"), "log"),
        Source::Commit => named("git", "commit"),
    };
    let rows = lines.iter().map(|line| {
        let [when, what] = line.cells.clone();
        vec![when, source(line), what]
    });
    let head = match reader.lang {
        Lang::Nl => ["wanneer", "bron", "wat"],
        Lang::En => ["when", "source", "what"],
    };
    Part::table(
        capital(reader.lang.pick("tijdlijn", "timeline")),
        Table::of(head, ["at", "source", "what"], vec![rows.collect()]),
    )
}

/// Every moment that the record says, the log's own left to the log.
fn moments(kind: Kind, root: &Node, reader: Reader) -> Vec<Line> {
    let fields = diff(&nothing(), root, reader.zone());
    let fields = fields.iter().filter(|field| !field.place.path().starts_with("log."));
    let line = |field: &Changed| {
        let moment = field.new.as_ref()?.moment()?;
        let what = called(kind, &field.place, reader);
        Some(Line {
            at: at(moment, reader),
            source: Source::Field,
            cells: [
                reader.moment_cell(moment),
                Cell::value(what, Data::Text(field.place.to_string())),
            ],
        })
    };
    fields.filter_map(line).collect()
}

fn called(kind: Kind, place: &Place, reader: Reader) -> String {
    let label = reader.label(kind, &place.path());
    match place.rows().as_slice() {
        [] => label,
        rows => format!("{label} ({})", rows.join(", ")),
    }
}

fn log(root: &Node, reader: Reader) -> Vec<Line> {
    let entries = root.get(LOG).map(Node::items).unwrap_or_default();
    let line = |entry: &Node| {
        let moment = entry.get("at").and_then(Node::moment);
        Line {
            at: moment.and_then(|moment| at(moment, reader)),
            source: Source::Log,
            cells: [
                moment.map_or(Cell::Text(String::new()), |moment| reader.moment_cell(moment)),
                Cell::Text(entry.get("text").and_then(Node::text).unwrap_or_default().to_string()),
            ],
        }
    };
    entries.iter().map(line).collect()
}

/// When a version came into git, and by whom.
fn recorded(revision: &Revision, reader: Reader) -> Line {
    let what = in_words(revision, reader);
    match &revision.commit {
        None => Line {
            at: None,
            source: Source::Commit,
            cells: [String::new(), format!("{what} ({})", not_committed(reader))].map(Cell::Text),
        },
        Some(said) => Line {
            at: said.committed_at,
            source: Source::Commit,
            cells: [
                instant(said.committed_at, reader),
                Cell::Text(format!("{what} ({}, {})", said.short(), person(&said.author))),
            ],
        },
    }
}

/// The instant of a moment; of one that the clock skipped, the first after it.
fn at(moment: Moment, reader: Reader) -> Option<DateTime<Utc>> {
    let instant = reader.zone().instant(moment).unwrap_or_else(|gap| gap.next);
    Some(instant.to_utc())
}
