//! A flat table for programs: an object a record, keyed by column.

use serde_json::{Map, Value};

use crate::report::flat::{Cell, FlatTable};
use crate::text::in_json;

pub fn render(table: &FlatTable) -> serde_json::Result<String> {
    let rows = table.rows.iter().map(|(id, cells)| {
        let cells = [Value::from(id.as_str())].into_iter().chain(cells.iter().map(value));
        let said = table
            .head
            .iter()
            .cloned()
            .zip(cells)
            .filter(|(_, cell)| !cell.is_null());
        Value::Object(said.collect::<Map<_, _>>())
    });
    let written = serde_json::to_string_pretty(&rows.collect::<Vec<_>>())?;
    Ok(in_json(&written))
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Absent => Value::Null,
        Cell::Text(text) | Cell::Own(text) => Value::from(text.as_str()),
        Cell::Bare(word) => serde_json::from_str(word).unwrap_or_else(|_| Value::from(word.as_str())),
        Cell::List(items) | Cell::Rows(items) => items.iter().map(value).collect(),
    }
}
