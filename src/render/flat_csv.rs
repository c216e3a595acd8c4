//! A flat table as CSV, by RFC 4180: commas, quotes where needed, a line feed behind each row.

use crate::report::flat::FlatTable;
use crate::text::{harmless, inert};

/// Nothing in it steers a terminal: the notation of the cells and of the columns sees to that, and a record's id is no text.
pub fn render(table: &FlatTable) -> String {
    let mut written = line(table.head.iter().map(String::as_str));
    for (id, cells) in &table.rows {
        let cells: Vec<String> = cells.iter().map(|cell| cell.written()).collect();
        written += &line(
            [harmless(id).as_str()]
                .into_iter()
                .chain(cells.iter().map(String::as_str)),
        );
    }
    written
}

fn line<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&inert(cell))).collect();
    format!("{}\n", cells.join(","))
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_string()
    }
}
