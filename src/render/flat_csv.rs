//! A flat table as CSV, by RFC 4180: commas, quotes where needed, a line feed behind each row.

use crate::report::flat::FlatTable;

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

pub fn render(table: &FlatTable) -> String {
    let mut written = line(table.head.iter().map(String::as_str));
    for (id, cells) in &table.rows {
        let cells: Vec<String> = cells.iter().map(|cell| cell.written()).collect();
        written += &line([id.as_str()].into_iter().chain(cells.iter().map(String::as_str)));
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

/// With an apostrophe before what a spreadsheet would compute, and before what would be read as one that was so marked.
fn inert(cell: &str) -> String {
    if cell.trim_start_matches('\'').starts_with(FORMULA) {
        format!("'{cell}")
    } else {
        cell.to_string()
    }
}
