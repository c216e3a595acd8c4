//! What one cell says of its field, as far as it can be read without doubt.

use chrono::NaiveDate;

use crate::records::cell::{self, Hand, pieces};
use crate::records::field::Field;
use crate::records::flat;
use crate::records::shape::Shape;
use crate::records::vocabulary::{Quarters, WITHOUT_DELAY, is_kebab_case};
use crate::text;
use crate::text::Text;
use crate::time::{Moment, Term};

use super::grid::Content;
use super::rows::Agreements;
use super::{article, countries, terms, value_words};

/// What a cell says: values for its field and others, each in its row, and what could not be read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Path, row, value; `None` says of a list: none, on purpose.
    pub said: Vec<(String, usize, Option<String>)>,
    /// A list of rows of which is said: none, on purpose.
    pub no_rows: Option<String>,
    pub left: Vec<(String, Text)>,
}

/// Fields of which a list in one cell is plainly an enumeration of names, so that a comma separates them where neither a
/// semicolon nor a new line does. In sentences – purposes, measures – a comma is a comma.
const ENUMERATIONS: &[&str] = &[
    "subjects",
    "recipients",
    "systems",
    "access",
    "processing",
    "personal_data",
    "personal_data.category",
    "personal_data.items",
    "processors",
    "controllers",
    "kinds",
    "dpia.criteria",
    "transfers.country",
    "legal_basis.article",
    "processing.subjects",
    "processing.personal_data",
    "processing.staff",
    "subprocessors.name",
];

pub(super) fn read(field: &Field, content: &Content, hand: Hand, agreements: &Agreements) -> Reading {
    let reader = Reader {
        field,
        path: field.path(),
        hand,
        agreements,
    };
    let mut reading = Reading::default();
    match content {
        Content::Empty => {}
        Content::Fault(fault) => reading.left.push((
            fault.clone(),
            text!(
                "het rekenblad kon dit niet berekenen",
                "the spreadsheet could not compute this"
            ),
        )),
        Content::Items(items) => {
            for (at, item) in items.iter().enumerate() {
                reader.one(item, at, &mut reading);
            }
        }
        Content::Text(text) => reader.cell(text, &mut reading),
    }
    reading
}

struct Reader<'a> {
    field: &'a Field,
    path: String,
    hand: Hand,
    agreements: &'a Agreements,
}

impl Reader<'_> {
    fn cell(&self, text: &str, reading: &mut Reading) {
        if self.hand == Hand::Theirs && value_words::says_none(text, self.path == "transfers.country") {
            match self.field.rows() {
                Some(table) => reading.no_rows = Some(table.to_string()),
                None if self.field.is_list => reading.said.push((self.path.clone(), 0, None)),
                None => self.one(text, 0, reading),
            }
            return;
        }
        if self.hand == Hand::Theirs && self.asks_for_words() && value_words::says_no_more_than_yes_or_no(text) {
            let why = text!(
                "‘{text}’ zegt hier niet wat het is",
                "‘{text}’ does not say here what it is"
            );
            reading.left.push((text.to_string(), why));
            return;
        }
        match (self.field.rows().is_some(), self.field.is_list) {
            (false, false) => {
                if let Some(value) = cell::value(text, self.hand) {
                    self.one(&value, 0, reading);
                }
            }
            (false, true) => self.list(text, 0, reading),
            (true, false) => {
                for (at, piece) in self.split_rows(text).into_iter().enumerate() {
                    if let Some(value) = piece {
                        self.one(&value, at, reading);
                    }
                }
            }
            (true, true) => {
                for (at, line) in text.split('\n').enumerate() {
                    self.list(line, at, reading);
                }
            }
        }
    }

    /// Whether the field takes words of one's own, so that a bare yes or no cannot be meant.
    fn asks_for_words(&self) -> bool {
        matches!(self.field.shape, Shape::Text) && !self.field.is_own()
    }

    fn split_rows(&self, text: &str) -> Vec<Option<String>> {
        match self.hand {
            Hand::Ours => text.split('\n').map(|line| cell::value(line, self.hand)).collect(),
            Hand::Theirs => self.split(text),
        }
    }

    fn split(&self, text: &str) -> Vec<Option<String>> {
        if self.hand == Hand::Ours {
            return pieces(text, &[';'], self.hand);
        }
        let split = pieces(text, &['\n', ';'], self.hand);
        let is_one = split.iter().flatten().count() <= 1;
        let split = if is_one && ENUMERATIONS.contains(&self.path.as_str()) {
            pieces(text, &['\n', ';', ','], self.hand)
        } else {
            split
        };
        split
            .into_iter()
            .map(|piece| piece.map(|piece| unmarked(&piece)))
            .collect()
    }

    fn list(&self, text: &str, row: usize, reading: &mut Reading) {
        if self.hand == Hand::Ours && cell::says_none(text) {
            reading.said.push((self.path.clone(), row, None));
            return;
        }
        for item in self.split(text).into_iter().flatten() {
            self.one(&item, row, reading);
        }
    }

    /// One value in its row, or why it is none.
    fn one(&self, value: &str, row: usize, reading: &mut Reading) {
        if self.hand == Hand::Theirs && self.path == "retention.keep" {
            match terms::retention(value) {
                Some(read) => {
                    let mut say = |key: &str, value: Option<String>| {
                        reading
                            .said
                            .extend(value.map(|value| (format!("retention.{key}"), row, Some(value))));
                    };
                    say("keep", Some(read.keep.to_string()));
                    say("from", read.from);
                    say("data", read.data);
                    say("limit", read.limit.map(str::to_string));
                }
                None => reading.left.push((
                    value.to_string(),
                    text!(
                        "hieruit is geen termijn met zekerheid te lezen",
                        "no term can be read from this with certainty"
                    ),
                )),
            }
            return;
        }
        match self.value(value) {
            Ok(value) => reading.said.push((self.path.clone(), row, Some(value))),
            Err(why) => reading.left.push((value.to_string(), why)),
        }
    }

    fn value(&self, written: &str) -> Result<String, Text> {
        let trimmed = written.trim();
        match &self.field.shape {
            Shape::Text if self.hand == Hand::Theirs && self.path == "legal_basis.article" => article::basis(trimmed)
                .ok_or_else(|| {
                    text!(
                        "hieruit is geen grondslag van artikel 6 met zekerheid te lezen",
                        "no basis of article 6 can be read from this with certainty"
                    )
                }),
            Shape::Word(words) => value_words::word(words, trimmed).cloned().ok_or_else(|| {
                let words = words.join(", ");
                text!("dit is geen van {words}", "this is none of {words}")
            }),
            Shape::Bool => match value_words::truth(trimmed) {
                Some(truth) => Ok(truth.to_string()),
                None => Err(text!("dit is geen ja of nee", "this is not yes or no")),
            },
            Shape::Integer { min, max } => match trimmed.parse::<i64>() {
                Ok(number) if (*min..=*max).contains(&number) => Ok(number.to_string()),
                _ => Err(text!("dit getal kan hier niet staan", "this number cannot stand here")),
            },
            Shape::Quarters => match trimmed.replace(',', ".").parse::<f64>() {
                Ok(number) if Quarters::of(number).is_some() => Ok(number.to_string()),
                _ => Err(text!(
                    "dit is niet 0, 0.25, 0.5, 0.75 of 1",
                    "this is not 0, 0.25, 0.5, 0.75 or 1"
                )),
            },
            Shape::Date => match moment(trimmed) {
                Some(day @ Moment::Day(_)) => Ok(day.to_string()),
                _ => Err(text!(
                    "dit is geen datum zoals 2026-03-27 of 27-3-2026",
                    "this is not a date such as 2026-03-27 or 27-3-2026"
                )),
            },
            Shape::Moment => moment(trimmed).map(|moment| moment.to_string()).ok_or_else(|| {
                text!(
                    "dit is geen moment zoals 2026-03-27T15:00 of 27-3-2026 15:00",
                    "this is not a moment such as 2026-03-27T15:00 or 27-3-2026 15:00"
                )
            }),
            Shape::Term | Shape::Within => self.term(trimmed),
            Shape::Country => countries::code(trimmed).map(str::to_string).ok_or_else(|| {
                text!(
                    "dit land is hier niet bij naam bekend; schrijf de code van twee letters (ISO 3166-1)",
                    "this country is not known by name here; write the code of two letters (ISO 3166-1)"
                )
            }),
            Shape::Agreement => self.agreement(trimmed),
            // Of the user's own field nothing is known; what a person wrote is a text.
            Shape::Anything if self.hand == Hand::Theirs => Ok(flat::quoted(written)),
            _ => Ok(written.to_string()),
        }
    }

    fn term(&self, written: &str) -> Result<String, Text> {
        let is_word = matches!(self.field.shape, Shape::Within) && written == WITHOUT_DELAY;
        if is_word || (self.hand == Hand::Ours && written.parse::<Term>().is_ok()) {
            return Ok(written.to_string());
        }
        let term = terms::term(written).map(|term| term.to_string());
        term.ok_or_else(|| {
            text!(
                "dit is geen termijn zoals 14 dagen",
                "this is not a term such as 14 days"
            )
        })
    }

    fn agreement(&self, written: &str) -> Result<String, Text> {
        let is_reference = written.strip_prefix("agreements/").is_some_and(is_kebab_case);
        if is_reference {
            return Ok(written.to_string());
        }
        self.agreements.named(written).ok_or_else(|| {
            text!(
                "geen overeenkomst in agreements/ heet zo, of meer dan een",
                "no agreement in agreements/ is named so, or more than one"
            )
        })
    }
}

/// Without the mark that opens an item of a list.
fn unmarked(item: &str) -> String {
    let marks = ["• ", "- ", "– ", "* ", "·\u{a0}", "•\t", "•"];
    let rest = marks.iter().find_map(|mark| item.strip_prefix(mark));
    rest.map_or(item, str::trim_start).to_string()
}

/// A moment by ISO 8601, or a date with its day first where that cannot be its month.
fn moment(written: &str) -> Option<Moment> {
    written.parse().ok().or_else(|| {
        let (date, time) = written
            .split_once([' ', 'T'])
            .map_or((written, None), |(date, time)| (date, Some(time)));
        let separator = date
            .chars()
            .find(|c| !c.is_ascii_digit())
            .filter(|c| "-./".contains(*c))?;
        let parts: Vec<&str> = date.split(separator).collect();
        let [day, month, year] = parts.as_slice() else {
            return None;
        };
        let (day, month) = (day.parse::<u32>().ok()?, month.parse::<u32>().ok()?);
        // With slashes some write the month first.
        if year.len() != 4 || (separator == '/' && day <= 12 && day != month) {
            return None;
        }
        let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)?;
        match time.map(str::trim) {
            None => Some(Moment::Day(day)),
            Some(time) if time.find(':') == Some(1) => format!("{day}T0{time}").parse().ok(),
            Some(time) => format!("{day}T{time}").parse().ok(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_never_guessed() {
        let read = |written: &str| moment(written).map(|moment| moment.to_string());
        assert_eq!(read("5-3-2026").as_deref(), Some("2026-03-05"));
        assert_eq!(read("05.03.2026").as_deref(), Some("2026-03-05"));
        assert_eq!(read("27/3/2026").as_deref(), Some("2026-03-27"));
        assert_eq!(read("27-3-2026 9:05").as_deref(), Some("2026-03-27T09:05:00"));
        for doubtful in [
            "3/5/2026",
            "5-3-26",
            "31-2-2026",
            "maart 2026",
            "2026",
            "é-1-2026",
            "5--2026",
        ] {
            assert_eq!(read(doubtful), None, "{doubtful}");
        }
    }
}
