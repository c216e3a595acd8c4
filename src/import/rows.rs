//! A row of a register as a record in the making, with what has no field beside it.

use std::collections::{BTreeMap, BTreeSet};

use crate::folder::Kind;
use crate::records::cell::{self, Hand};
use crate::records::draft::Draft;
use crate::records::field::Field;
use crate::records::{Agreement, Records, shape_of};
use crate::text;
use crate::text::{Lang, Text, harmless, single_spaced};

use super::columns::{Table, Target, named};
use super::grid::{Content, Place, Row};
use super::values;
use super::words::plain;

/// The agreements that a register can refer to, by what people call them.
#[derive(Debug, Default)]
pub struct Agreements(BTreeMap<String, Vec<String>>);

impl Agreements {
    pub fn of(records: &Records) -> Agreements {
        let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let agreements = records.iter().filter(|record| record.kind == Kind::Agreement);
        for (record, agreement) in agreements.filter_map(|record| Some((record, record.typed::<Agreement>()?))) {
            let mut names = vec![
                plain(record.id),
                plain(&agreement.name),
                plain(&agreement.counterparty.name),
            ];
            names.sort_unstable();
            names.dedup();
            for name in names {
                known.entry(name).or_default().push(record.name.clone());
            }
        }
        Agreements(known)
    }

    /// The one agreement of that name.
    pub(super) fn named(&self, written: &str) -> Option<String> {
        match self.0.get(&plain(written))?.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }
}

/// What a row comes to.
#[derive(Debug)]
pub struct Entry {
    pub place: Place,
    /// The name of the file, where the table gives it.
    pub id: Option<String>,
    pub draft: Draft,
    pub left: Vec<Left>,
}

/// Something that has no field.
#[derive(Clone, Debug)]
pub struct Left {
    pub column: String,
    pub value: String,
    pub why: Text,
    /// Whether it goes into the record as a comment.
    pub is_kept: bool,
}

/// Makes records of the rows of one table.
pub struct Maker<'a> {
    kind: Kind,
    table: &'a Table,
    agreements: Agreements,
    /// Fields that every record has, where its row does not say otherwise.
    constants: Vec<(Field, String)>,
}

/// What a row says, before it is put in order: the field, its row in a list of rows, the value.
type Said = (Field, usize, Option<String>);

impl<'a> Maker<'a> {
    /// Refuses a constant that its field does not take.
    pub fn new(
        kind: Kind,
        table: &'a Table,
        agreements: Agreements,
        set: &BTreeMap<String, String>,
    ) -> Result<Maker<'a>, Text> {
        let mut maker = Maker {
            kind,
            table,
            agreements,
            constants: Vec::new(),
        };
        for (path, value) in set {
            let Target::Field(field) = named(kind, path)? else {
                return Err(text!(
                    "‘{path}’ kan niet met --set",
                    "‘{path}’ cannot be given with --set"
                ));
            };
            let content = Content::of(value.as_str());
            let reading = values::read(&field, &content, Hand::Theirs, &maker.agreements);
            if let Some((_, why)) = reading.left.first() {
                return Err(Text::by(|lang| format!("--set {path}={value}: {}", why.get(lang))));
            }
            maker.constants.push((*field, value.clone()));
        }
        Ok(maker)
    }

    /// Whether a field is filled by a column or a constant.
    pub fn fills(&self, path: &str) -> bool {
        let by_column = self.table.columns.iter().any(|column| match &column.target {
            Target::Field(field) => field.path() == path,
            _ => false,
        });
        by_column || self.constants.iter().any(|(field, _)| field.path() == path)
    }

    /// Gives every record a value, as if it had been set.
    pub fn set(&mut self, path: &str, value: &str) {
        if let Ok(Target::Field(field)) = named(self.kind, path) {
            self.constants.push((*field, value.to_string()));
        }
    }

    pub fn entry(&self, row: &Row) -> Entry {
        let mut making = Making::default();
        let mut id = None;
        for (column, content) in self.table.columns.iter().zip(&row.cells) {
            if content.is_empty() {
                continue;
            }
            let mut leave = |why: Text, is_kept: bool| {
                making.left.push(Left {
                    column: column.name.clone(),
                    value: content.shown(),
                    why,
                    is_kept,
                });
            };
            match &column.target {
                Target::LeftOut => {}
                Target::Id => id = Some(content.shown().trim().to_string()),
                Target::Nothing => leave(text!("geen veld voor deze kolom", "no field for this column"), true),
                Target::Withheld(why) => leave(why.clone(), false),
                Target::NoRows(_) if !cell::says_none(&content.shown()) => leave(
                    text!("deze kolom zegt alleen [] : geen", "this column only says []: none"),
                    true,
                ),
                Target::NoRows(table) => making
                    .no_rows
                    .push((table.clone(), column.name.clone(), content.shown())),
                Target::Field(field) => self.column(field, &column.name, content, &mut making),
            }
        }
        for (field, value) in &self.constants {
            self.constant(field, value, &mut making);
        }
        Entry {
            place: row.place.clone(),
            id,
            draft: making.draft(),
            left: making.left,
        }
    }

    fn column(&self, field: &Field, name: &str, content: &Content, making: &mut Making) {
        let reading = values::read(field, content, self.table.hand, &self.agreements);
        // A second column for the same field of rows goes on below the first.
        let path = field.path();
        let is_second = !making.columns.insert(path.clone()) && field.rows().is_some();
        let base = if is_second { making.rows_of(field) } else { 0 };
        for (said_of, row, value) in reading.said {
            let other = (said_of != path)
                .then(|| Field::at(shape_of(self.kind), &said_of))
                .flatten();
            let field = other.unwrap_or_else(|| field.clone());
            let row = if field.rows().is_some() { base + row } else { 0 };
            if let Err(value) = making.say(field, row, value) {
                making.left.push(Left {
                    column: name.to_string(),
                    value,
                    why: text!(
                        "{said_of} is al gevuld uit een andere kolom",
                        "{said_of} is filled from another column already"
                    ),
                    is_kept: true,
                });
            }
        }
        let none = reading.no_rows.map(|table| (table, name.to_string(), content.shown()));
        making.no_rows.extend(none);
        making.left.extend(reading.left.into_iter().map(|(value, why)| Left {
            column: name.to_string(),
            value,
            why: Text::by(|lang| format!("{} ({path})", why.get(lang))),
            is_kept: true,
        }));
    }

    /// Fills what the row does not say; in a list of rows in each of them.
    fn constant(&self, field: &Field, value: &str, making: &mut Making) {
        let content = Content::of(value);
        let reading = values::read(field, &content, Hand::Theirs, &self.agreements);
        let path = field.path();
        let is_said = |making: &Making, row: usize| {
            making
                .said
                .iter()
                .any(|(known, at, _)| known.path() == path && *at == row)
        };
        let rows = if field.rows().is_some() {
            making.rows_of(field).max(1)
        } else {
            1
        };
        for row in (0..rows).filter(|row| !is_said(making, *row)).collect::<Vec<_>>() {
            for (_, _, value) in &reading.said {
                making.said.push((field.clone(), row, value.clone()));
            }
        }
    }
}

/// A record while its row is read.
#[derive(Default)]
struct Making {
    /// The fields that a column of their own was read for.
    columns: BTreeSet<String>,
    said: Vec<Said>,
    /// The list of which is said that it has no rows; the column that says so, and how.
    no_rows: Vec<(String, String, String)>,
    left: Vec<Left>,
}

impl Making {
    /// Takes a value, or gives it back where the field has another already.
    fn say(&mut self, field: Field, row: usize, value: Option<String>) -> Result<(), String> {
        let path = field.path();
        let mut known = self
            .said
            .iter()
            .filter(|(known, at, _)| *at == row && known.path() == path);
        let clashes = match (&value, known.next()) {
            (_, None) => false,
            (Some(value), Some((_, _, Some(known)))) if !field.is_list => {
                if value == known {
                    return Ok(());
                }
                true
            }
            (Some(_), Some((_, _, Some(_)))) => false,
            // None on purpose, and something after all.
            _ => true,
        };
        if clashes {
            return Err(value.unwrap_or_else(|| "[]".to_string()));
        }
        self.said.push((field, row, value));
        Ok(())
    }

    /// How many rows a field's list of rows has so far.
    fn rows_of(&self, field: &Field) -> usize {
        let rows = self.said.iter().filter(|(known, ..)| known.rows() == field.rows());
        rows.map(|(_, row, _)| row + 1).max().unwrap_or(0)
    }

    /// The record in the order of its shape; rows of which nothing is said are none.
    fn draft(&mut self) -> Draft {
        let mut draft = Draft::default();
        self.without_rows(&mut draft);
        let mut used: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (field, row, _) in &self.said {
            if let Some(table) = field.rows() {
                used.entry(table.to_string()).or_default().push(*row);
            }
        }
        for rows in used.values_mut() {
            rows.sort_unstable();
            rows.dedup();
        }
        self.said.sort_by_key(|(field, row, _)| (field.index(), *row));
        for (field, row, value) in &self.said {
            let rows = field.rows().and_then(|table| used.get(table));
            let row = rows.and_then(|rows| rows.binary_search(row).ok()).unwrap_or(0);
            draft.give_in_row(field, row, value.as_deref());
        }
        draft
    }

    /// Rows of which one column says that there are none: none, if no other column says something of them; else neither
    /// is chosen, for a ground of a transfer that the row denies is no transfer, and may be no denial either.
    fn without_rows(&mut self, draft: &mut Draft) {
        let denials = std::mem::take(&mut self.no_rows);
        let is_contradicted = |table: &str| self.said.iter().any(|(field, ..)| field.rows() == Some(table));
        let (contradicted, denied): (Vec<_>, Vec<_>) =
            denials.into_iter().partition(|(table, ..)| is_contradicted(table));
        denied.iter().for_each(|(table, ..)| draft.give_no_rows(table));
        for (field, row, value) in std::mem::take(&mut self.said) {
            match contradicted.iter().find(|(table, ..)| field.rows() == Some(table)) {
                None => self.said.push((field, row, value)),
                Some((_, column, denial)) => self.left.push(Left {
                    column: field.path(),
                    value: value.unwrap_or_default(),
                    why: text!("‘{column}’ zegt ‘{denial}’", "‘{column}’ says ‘{denial}’"),
                    is_kept: true,
                }),
            }
        }
        self.left
            .extend(contradicted.into_iter().map(|(table, column, value)| Left {
                column,
                value,
                why: text!(
                    "andere kolommen zeggen wel iets van {table}",
                    "other columns do say something of {table}"
                ),
                is_kept: true,
            }));
    }
}

impl Left {
    /// What is kept of it at the end of a record: comment lines, in which nothing can end the comment.
    pub fn comment(&self, place: &Text, lang: Lang) -> String {
        let (column, place) = (one_line(&self.column), place.get(lang));
        let head = lang.pick("Kolom", "Column");
        let mut written = String::new();
        for (at, line) in self.value.split('\n').enumerate() {
            let line = harmless(line.trim_end_matches('\r'));
            written += &match at {
                0 => format!("# {head} \"{column}\" ({place}): {line}"),
                _ => format!("#   {line}"),
            };
            written.truncate(written.trim_end().len());
            written.push('\n');
        }
        written
    }
}

/// A text on one line, with nothing in it that steers a terminal.
pub(super) fn one_line(text: &str) -> String {
    harmless(&single_spaced(text))
}
