//! A table for a terminal.

use comfy_table::{ContentArrangement, ContentLineStyle, LineStyle, Table as Grid, TableStyle};

use crate::report::{Document, Table};

use super::{Look, harmless};

/// A line under the head and nothing else: the words have the room.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none());

/// A document: its title, what should be known, and each part under its heading.
pub fn document(document: &Document, look: Look) -> String {
    let mut out = format!("{}\n", harmless(&document.title));
    for sentence in &document.about {
        out += &format!("{}\n", harmless(sentence));
    }
    for part in &document.parts {
        out += &format!("\n{}\n\n{}", harmless(&part.heading), table(&part.table, look));
    }
    out
}

pub fn table(table: &Table, look: Look) -> String {
    let mut grid = Grid::new();
    grid.load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(look.width)
        .set_header(&table.head);
    for (index, group) in table.groups.iter().enumerate() {
        if index > 0 {
            grid.add_row([""]);
        }
        grid.add_rows(group.iter().map(|row| row.iter().map(|cell| harmless(cell))));
    }
    grid.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
