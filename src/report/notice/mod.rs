//! The notices of a breach, ready to send: to the supervisory authority, to a controller, to the people concerned.
//!
//! Each has what is known, says of the rest that it follows (article 33(4)), and is preceded by what is missing.

mod asked;
mod authority;
mod controller;
mod elsewhere;
mod form;
mod people;
mod told;

use crate::records::Record;
use crate::text::Lang;

use super::basis::Basis;
use super::others::Others;
use super::sending::BeforeSending;
use super::{Document, Part};

use asked::Breach;

/// To whom a breach is told.
#[derive(Clone, Copy)]
pub enum To<'a> {
    Authority,
    /// The agreement with one of the controllers concerned.
    Controller(&'a Record<'a>),
    People,
}

pub fn document(record: &Record, to: To, basis: &Basis) -> Document {
    let reader = basis.reader.of_people();
    let breach = Breach {
        only_for: match to {
            To::Controller(agreement) if concerns_others(record) => agreement.said("counterparty.name"),
            _ => None,
        },
        others: match to {
            // The authority may know of everybody.
            To::Authority => None,
            To::Controller(agreement) => Some(Others::than(Some(agreement), reader.records, reader.lang)),
            To::People => Some(Others::than(None, reader.records, reader.lang)),
        },
        record,
        reader,
        lines: basis.lines_of(record),
        at: basis.place.at(),
    };
    let mut before = BeforeSending::default();
    if breach.is_denied() {
        before.warn(reader.lang.pick(
            "Volgens de registratie is dit geen inbreuk in verband met persoonsgegevens (breach = false).",
            "According to the record this is no personal data breach (breach = false).",
        ));
    }
    before.check(record, LISTED_ANYWAY, basis);
    let (title, mut parts) = match to {
        To::Authority => authority::notice(&breach, &mut before),
        To::Controller(agreement) => controller::notice(&breach, agreement, &mut before),
        To::People => people::notice(&breach, &mut before),
    };
    if let Some(others) = &breach.others {
        others.tell(&others.leave_out(&mut parts), &mut before);
    }
    Document {
        title,
        about: Vec::new(),
        parts: [before.part(reader.lang)].into_iter().chain(parts).collect(),
    }
}

/// Whether the record counts data of more than one together.
fn concerns_others(record: &Record) -> bool {
    let controllers = record.root.get("controllers").map_or(0, |rows| rows.items().len());
    controllers > 1 || record.said("role") == Some("both")
}

/// A duty that the notice meets, with the time that is left for it.
fn clocks(breach: &Breach, duty: &str, item: Option<&str>, before: &mut BeforeSending) {
    let is_it = |line: &&super::due::Line| {
        line.duty.name == duty && (item.is_none() || line.duty.item.is_none() || line.duty.item.as_deref() == item)
    };
    for line in breach.lines.iter().filter(is_it) {
        before.clock(line, breach.reader.lang);
    }
}

/// Norms whose findings are what the list of what is missing says already.
const LISTED_ANYWAY: &[&str] = &[
    "avg/notice-nature-missing",
    "avg/notice-subjects-missing",
    "avg/notice-subjects-count-missing",
    "avg/notice-data-missing",
    "avg/notice-records-count-missing",
    "avg/notice-contact-missing",
    "avg/notice-consequences-missing",
    "avg/notice-measures-missing",
];

type Written = (String, Vec<Part>);

/// What stands in a notice where something is not known yet.
fn follows(lang: Lang) -> String {
    lang.pick("nog niet bekend; volgt", "not known yet; follows")
        .to_string()
}
