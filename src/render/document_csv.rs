//! A document's tables as comma-separated values: one below the other, each under its heading where there are several.

use anyhow::Result;

use crate::report::{Cell, Document};
use crate::text::inert;

use super::{csv, harmless};

pub fn render(document: &Document) -> Result<String> {
    let mut out = String::new();
    let are_several = document.parts.len() > 1;
    for (number, part) in document.parts.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        if are_several {
            let heading: Vec<Vec<Cell>> = Vec::new();
            out += &csv::render(&[harmless(&inert(&part.heading))], &heading)?;
        }
        out += &csv::render(&part.table.head, part.table.rows())?;
    }
    Ok(out)
}
