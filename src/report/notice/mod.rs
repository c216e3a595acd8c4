//! The notices of a breach, ready to send: to the supervisory authority, to a controller, to the people concerned.
//!
//! Each has what is known, says of the rest that it follows (article 33(4)), and is preceded by what is missing.

mod asked;
mod authority;
mod controller;
mod form;
mod people;
mod told;

use crate::records::Record;
use crate::text::Lang;

use super::basis::Basis;
use super::sending::BeforeSending;
use super::values::Reader;
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
    // A text to send is for people, whatever it is carried in.
    let reader = Reader {
        as_written: false,
        ..basis.reader
    };
    let breach = Breach {
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
    let (title, parts) = match to {
        To::Authority => authority::notice(&breach, &mut before),
        To::Controller(agreement) => controller::notice(&breach, agreement, &mut before),
        To::People => people::notice(&breach, &mut before),
    };
    Document {
        title,
        about: Vec::new(),
        parts: [before.part(reader.lang)].into_iter().chain(parts).collect(),
    }
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

type Written = (String, Vec<Part>);

/// What stands in a notice where something is not known yet.
fn follows(lang: Lang) -> String {
    lang.pick("nog niet bekend; volgt", "not known yet; follows")
        .to_string()
}
