//! All records of a kind as one flat table: a row a record, a column a field.

use std::collections::BTreeSet;

use crate::records::Record;
pub use crate::records::cell::Cell;
use crate::records::flat::{Column, Flat, ID, flatten};
use crate::text;
use crate::text::Text;

/// The table, and what it cannot carry.
#[derive(Debug, Default)]
pub struct FlatTable {
    /// `id`, then the paths of the fields that at least one record has.
    pub head: Vec<String>,
    /// The record's id and its cells, one for each further column.
    pub rows: Vec<(String, Vec<Cell>)>,
    /// What is not in the table, each with its record.
    pub lost: Vec<Text>,
    /// Whether a record as a whole is not.
    pub is_short: bool,
}

/// Builds the table; what is not a record in form is named and left out.
pub fn table(of_kind: &[&Record]) -> FlatTable {
    let mut table = FlatTable::default();
    let mut flats: Vec<(&Record, Flat)> = Vec::new();
    for record in of_kind {
        if record.is_well_formed && record.is_sound {
            flats.push((record, flatten(record)));
            continue;
        }
        let file = record.file;
        table.is_short = true;
        table.lost.push(text!(
            "{file}: heeft fouten in de vorm en staat niet in de tabel; avg check zegt welke",
            "{file}: has errors in its form and is not in the table; avg check says which"
        ));
    }
    let columns: BTreeSet<Column> = flats.iter().flat_map(|(_, flat)| flat.cells.keys().cloned()).collect();
    table.head = [ID.to_string()]
        .into_iter()
        .chain(columns.iter().map(|(_, path)| path.clone()))
        .collect();
    for (record, mut flat) in flats {
        let cells = columns
            .iter()
            .map(|column| flat.cells.remove(column).unwrap_or(Cell::Absent));
        table.rows.push((record.id.to_string(), cells.collect()));
        let file = record.file;
        let of_record = |lost: &Text| {
            Text::by(|lang| {
                let not_there = lang.pick("niet in de tabel", "not in the table");
                format!("{file}: {not_there}: {}", lost.get(lang))
            })
        };
        table.lost.extend(flat.lost.iter().map(of_record));
    }
    table
}
