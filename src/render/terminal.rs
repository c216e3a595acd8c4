//! A table for a terminal.

use comfy_table::presets::UTF8_NO_BORDERS;
use comfy_table::{ContentArrangement, Table as Grid};

use crate::report::Table;

use super::Look;

pub fn table(table: &Table, look: Look) -> String {
    let mut grid = Grid::new();
    grid.load_style(UTF8_NO_BORDERS)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(look.width)
        .set_header(&table.head)
        .add_rows(&table.rows);
    let text = grid.to_string();
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
