//! A document as comma-separated values: its texts and tables one below the other, each under its heading where there are
//! several. A table alone is a table alone.

use anyhow::Result;

use crate::report::{Cell, Document, Said};
use crate::text::{Lang, inert};

use super::{csv, harmless};

pub fn render(document: &Document, lang: Lang) -> Result<String> {
    let mut out = String::new();
    let are_several = document.parts.len() > 1;
    for (number, part) in document.parts.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let text = part.text.iter().map(Said::words);
        let heading =
            Some(part.heading.as_str()).filter(|heading| !heading.is_empty() && (are_several || !part.text.is_empty()));
        for words in heading.into_iter().chain(text) {
            let nothing: Vec<Vec<Cell>> = Vec::new();
            out += &csv::render(&[harmless(&inert(words))], &nothing)?;
        }
        if let Some(table) = &part.table {
            let table = table.flat(lang.pick("groep", "group"));
            out += &csv::render(&table.head, table.rows())?;
        }
    }
    Ok(out)
}
