//! Where in a file the register is, and which of its columns is which field: guessed from the headers, unless somebody said so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::folder::Kind;
use crate::records::cell::Hand;
use crate::records::field::Field;
use crate::records::flat::ID;
use crate::records::shape_of;
use crate::text;
use crate::text::{Text, nearest};

use super::grid::{Content, Place, Row, Sheet, Source};
use super::{Mapping, ciso, fides, headers};

/// What becomes of a column.
#[derive(Clone, Debug)]
pub enum Target {
    Field(Box<Field>),
    /// A list of rows, of which it can only say that there are none.
    NoRows(String),
    Id,
    /// On purpose: whoever imports said so.
    LeftOut,
    /// Goes into no record, and why.
    Withheld(Text),
    /// There is no field for it.
    Nothing,
}

#[derive(Clone, Debug)]
pub struct Column {
    /// Its header, or the letters that a spreadsheet gives it.
    pub name: String,
    pub target: Target,
}

/// The part of a file that is a register.
#[derive(Debug)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// What stands above the headers.
    pub above: Vec<Row>,
    pub hand: Hand,
    pub sheet: String,
    pub header: Place,
    /// What was found out about the table.
    pub notes: Vec<Text>,
}

/// The sheet and the header row that look most like a register of a kind, and what its columns are.
pub fn choose(source: &Source, kind: Kind, mapping: &Mapping) -> Result<Table, Text> {
    let named = mapping.sheet.as_ref();
    let sheets: Vec<&Sheet> = source
        .sheets
        .iter()
        .filter(|sheet| named.is_none_or(|name| *name == sheet.name))
        .collect();
    if let (Some(name), true) = (named, sheets.is_empty()) {
        let there: Vec<&str> = source.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let there = there.join(", ");
        return Err(text!(
            "er is geen blad ‘{name}’, wel: {there}",
            "there is no sheet ‘{name}’, but: {there}"
        ));
    }
    let found = sheets.iter().filter_map(|sheet| {
        let (at, known) = header(sheet, kind, mapping, source.is_manifest)?;
        Some((known, *sheet, at))
    });
    // Of sheets that match equally the first.
    let best = found.reduce(|best, other| if other.0 > best.0 { other } else { best });
    let Some((_, sheet, at)) = best else {
        return Err(no_header(mapping));
    };
    let mut table = table(sheet, at, kind, mapping, source.is_manifest)?;
    if source.sheets.len() > 1 && named.is_none() {
        let (name, count) = (&sheet.name, source.sheets.len());
        table.notes.push(text!(
            "van {count} bladen passen de koppen van ‘{name}’ het best; kies een ander met --sheet",
            "of {count} sheets the headers of ‘{name}’ match best; choose another with --sheet"
        ));
    }
    if table.rows.is_empty() {
        return Err(text!(
            "onder de koppen staat geen enkele rij",
            "there is not one row under the headers"
        ));
    }
    Ok(table)
}

/// Whether a text is the path of a field as a table of ours heads its columns.
pub(super) fn is_path(kind: Kind, header: &str) -> bool {
    static PATHS: LazyLock<BTreeMap<Kind, BTreeSet<String>>> = LazyLock::new(|| {
        let of_kind = |kind: Kind| {
            let fields = Field::all(shape_of(kind));
            let rows = fields.iter().filter_map(|field| field.rows().map(str::to_string));
            (kind, fields.iter().map(Field::path).chain(rows).collect())
        };
        Kind::RECORDS.into_iter().map(of_kind).collect()
    });
    let is_own = || header.contains("x_") && Field::at(shape_of(kind), header).is_some();
    PATHS.get(&kind).is_some_and(|paths| paths.contains(header)) || is_own()
}

fn no_header(mapping: &Mapping) -> Text {
    match mapping.header_row {
        Some(row) => text!("er is geen rij {row}", "there is no row {row}"),
        None => text!(
            "geen rij is te herkennen als koppen van een register: wijs haar aan met --header-row, en de kolommen met --map",
            "no row can be recognised as the headers of a register: name it with --header-row, and the columns with --map"
        ),
    }
}

/// Where in a sheet the headers stand, and how many of them are known.
fn header(sheet: &Sheet, kind: Kind, mapping: &Mapping, is_manifest: bool) -> Option<(usize, usize)> {
    if is_manifest {
        return Some((0, 1));
    }
    let known = |row: &Row| {
        let texts = names(row);
        let is_workbook = ciso::is_workbook(&texts);
        let known = texts.iter().filter(|name| {
            let is_named = mapping.columns.contains_key(name.trim());
            is_named
                || is_workbook
                || is_path(kind, name)
                || headers::meant(kind, &headers::core(name)).is_some()
                || headers::meant(kind, name).is_some()
        });
        known.count()
    };
    let rows = sheet.rows.iter().enumerate();
    match mapping.header_row {
        Some(number) => rows
            .filter(|(_, row)| row.place == Place::Row(number))
            .map(|(at, row)| (at, known(row)))
            .next(),
        None => rows.map(|(at, row)| (at, known(row))).find(|(_, known)| *known >= 2),
    }
}

fn names(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| cell.shown().trim().to_string()).collect()
}

fn table(sheet: &Sheet, at: usize, kind: Kind, mapping: &Mapping, is_manifest: bool) -> Result<Table, Text> {
    let head = names(&sheet.rows[at]);
    let is_empty = |row: &&Row| row.cells.iter().all(Content::is_empty);
    let rows: Vec<Row> = sheet.rows[at + 1..]
        .iter()
        .filter(|row| !is_empty(row))
        .cloned()
        .collect();
    let said = |row: &Row| {
        row.cells
            .iter()
            .rposition(|cell| !cell.is_empty())
            .map_or(0, |last| last + 1)
    };
    let width = rows.iter().chain([&sheet.rows[at]]).map(said).max().unwrap_or(0);
    let guess = Guess::of(kind, &head, is_manifest);
    let mut columns: Vec<Column> = Vec::new();
    for at in 0..width {
        let header = head.get(at).filter(|header| !header.is_empty());
        let target = match header {
            None => Target::Nothing,
            Some(header) => match mapping.columns.get(header) {
                Some(path) => named(kind, path)?,
                None => guess.target(header, &columns)?,
            },
        };
        columns.push(Column {
            name: header.cloned().unwrap_or_else(|| letters(at)),
            target,
        });
    }
    if let Some(absent) = mapping.columns.keys().find(|name| !head.contains(name)) {
        let known: Vec<&str> = head.iter().map(String::as_str).collect();
        let meant = nearest(absent, &known).unwrap_or_default();
        return Err(match meant {
            "" => text!("er is geen kolom ‘{absent}’", "there is no column ‘{absent}’"),
            _ => text!(
                "er is geen kolom ‘{absent}’; bedoelt u ‘{meant}’?",
                "there is no column ‘{absent}’; did you mean ‘{meant}’?"
            ),
        });
    }
    Ok(Table {
        columns,
        rows,
        above: sheet.rows[..at].iter().filter(|row| !is_empty(row)).cloned().collect(),
        hand: if guess.is_ours { Hand::Ours } else { Hand::Theirs },
        sheet: sheet.name.clone(),
        header: sheet.rows[at].place.clone(),
        notes: guess.notes(),
    })
}

/// What is known of a table by its headers together.
struct Guess {
    kind: Kind,
    is_ours: bool,
    is_ciso: bool,
    is_manifest: bool,
}

impl Guess {
    fn of(kind: Kind, head: &[String], is_manifest: bool) -> Guess {
        // Whoever adds a column of their own to such a table does not change what the others are.
        let paths = head.iter().skip(1).filter(|header| is_path(kind, header)).count();
        let is_ours = head.first().is_some_and(|first| first == ID) && paths * 2 > head.len() - 1;
        Guess {
            kind,
            is_ours,
            is_ciso: kind == Kind::Activity && ciso::is_workbook(head),
            is_manifest,
        }
    }

    fn notes(&self) -> Vec<Text> {
        let mut notes = Vec::new();
        if self.is_ours {
            notes.push(text!(
                "een tabel zoals avg export haar schrijft",
                "a table as avg export writes it"
            ));
        }
        if self.is_ciso {
            notes.push(text!(
                "een werkmap van CISO Assistant met verwerkingen",
                "a processing workbook of CISO Assistant"
            ));
        }
        notes
    }

    /// What a header means; a field that takes one value is for the first column that means it.
    fn target(&self, header: &str, before: &[Column]) -> Result<Target, Text> {
        if let Some(why) = ciso::withheld(header).or_else(|| fides::withheld(header).filter(|_| self.is_manifest)) {
            return Ok(Target::Withheld(why));
        }
        let guessed = if self.is_ciso {
            ciso::field(header)
        } else if self.is_manifest {
            fides::field(header)
        } else if header == ID && self.is_ours || is_path(self.kind, header) {
            return named(self.kind, header);
        } else {
            headers::meant(self.kind, header).or_else(|| headers::meant(self.kind, &headers::core(header)))
        };
        let Some(path) = guessed else {
            return Ok(Target::Nothing);
        };
        let target = named(self.kind, path)?;
        let is_taken = |field: &Field| {
            !field.is_list
                && field.rows().is_none()
                && before.iter().any(|column| column.path().as_deref() == Some(path))
        };
        Ok(match target {
            Target::Field(field) if is_taken(&field) => Target::Nothing,
            target => target,
        })
    }
}

impl Column {
    fn path(&self) -> Option<String> {
        match &self.target {
            Target::Field(field) => Some(field.path()),
            _ => None,
        }
    }
}

/// The target at a path that somebody wrote.
pub(super) fn named(kind: Kind, path: &str) -> Result<Target, Text> {
    let shape = shape_of(kind);
    let fields = Field::all(shape);
    if path.is_empty() {
        return Ok(Target::LeftOut);
    }
    if path == ID {
        return Ok(Target::Id);
    }
    if fields.iter().any(|field| field.rows() == Some(path)) {
        return Ok(Target::NoRows(path.to_string()));
    }
    if let Some(field) = Field::at(shape, path) {
        return Ok(Target::Field(Box::new(field)));
    }
    let paths: Vec<String> = fields.iter().map(Field::path).collect();
    let known: Vec<&str> = paths.iter().map(String::as_str).collect();
    let word = kind.word();
    Err(match nearest(path, &known) {
        Some(meant) => text!(
            "‘{path}’ is geen veld van {word}; bedoelt u ‘{meant}’?",
            "‘{path}’ is not a field of {word}; did you mean ‘{meant}’?"
        ),
        None => text!(
            "‘{path}’ is geen veld van {word}: avg schema {word} noemt ze alle",
            "‘{path}’ is not a field of {word}: avg schema {word} names them all"
        ),
    })
}

/// A column as a spreadsheet names it: A, Z, AA.
fn letters(at: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    match at / 26 {
        0 => letter.to_string(),
        above => format!("{}{letter}", letters(above - 1)),
    }
}
