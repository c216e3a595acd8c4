//! A table as comma-separated values, for a spreadsheet.

use std::borrow::Cow;

use anyhow::Result;

use crate::report::{Cell, Data};
use crate::text::inert;

use super::harmless;

/// A line a row, under its head. Values come from files that others wrote: none is computed when it is opened.
pub fn render<'r>(head: &[String], rows: impl IntoIterator<Item = &'r Vec<Cell>>) -> Result<String> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(head.iter().map(|head| harmless(&inert(head))))?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(&inert(&shown(cell)))))?;
    }
    Ok(String::from_utf8(
        writer.into_inner().map_err(|error| error.into_error())?,
    )?)
}

/// On one line where it is a list or a table, so that a row stays a line where nobody wrote more lines; a fixed word as
/// programs know it; a moment that can be sorted by.
fn shown(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Word { name, .. } => Cow::Borrowed(name),
        Cell::Value { words, data } => match data {
            Data::List(_) | Data::Table(_) => Cow::Owned(words.replace('\n', "; ")),
            Data::Day(day) => Cow::Owned(day.to_string()),
            Data::At(instant) => Cow::Owned(Cell::At(instant.at).shown().into_owned()),
            _ => Cow::Borrowed(words),
        },
        cell => cell.shown(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_a_formula() {
        let rows = [
            "=1+1",
            "+31",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
            "a, \"b\"\nc",
            "1-2",
        ];
        let rows: Vec<Vec<Cell>> = rows
            .map(|cell| ["x", cell].map(|cell| Cell::Text(cell.to_string())).to_vec())
            .to_vec();
        let shown = render(&["a".to_string(), "b".to_string()], &rows).unwrap();
        assert_eq!(
            shown,
            "a,b\nx,'=1+1\nx,'+31\nx,'-2\nx,'@SUM(A1)\nx,'\\u{9}=1\nx,'\\u{d}=1\nx,'＝1\nx,\"a, \"\"b\"\"\nc\"\nx,1-2\n"
        );
    }
}
