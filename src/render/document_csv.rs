//! A document as comma-separated values: where it has several parts its title and what should be known about it, and its
//! texts and tables one below the other, each under its heading. A table alone is a table alone.

use anyhow::Result;

use crate::report::{Cell, Document, Said};
use crate::text::Lang;

use super::csv;

pub fn render(document: &Document, lang: Lang) -> Result<String> {
    let mut out = String::new();
    let are_several = document.parts.len() > 1;
    if are_several {
        let about = document.about.iter().map(String::as_str);
        out += &lines([document.title.as_str()].into_iter().chain(about))?;
        out.push('\n');
    }
    for (number, part) in document.parts.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let text = part.text.iter().map(Said::words);
        let heading =
            Some(part.heading.as_str()).filter(|heading| !heading.is_empty() && (are_several || !part.text.is_empty()));
        out += &lines(heading.into_iter().chain(text))?;
        match &part.table {
            // Alone it is read by programs too, to which no rows are no rows.
            Some(table) if are_several && table.rows().next().is_none() => {
                out += &lines([lang.pick("Geen.", "None.")])?;
            }
            Some(table) => {
                let table = table.flat(lang.pick("groep", "group"));
                out += &csv::render(&table.head, table.rows())?;
            }
            None => {}
        }
    }
    Ok(out)
}

/// A line for each, of one cell.
fn lines<'w>(words: impl IntoIterator<Item = &'w str>) -> Result<String> {
    let nothing: Vec<Vec<Cell>> = Vec::new();
    words
        .into_iter()
        .map(|words| csv::render(&[words.to_string()], &nothing))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Part, Table};

    #[test]
    fn several_parts_stand_under_the_title_and_one_table_is_a_table() {
        let table =
            |heading: &str, rows: Vec<Vec<String>>| Part::table(heading, Table::of(["a"], ["a"], vec![rows.into()]));
        let mut document = Document {
            title: "t".to_string(),
            about: vec!["=known".to_string()],
            parts: vec![table("one", vec![vec!["1".to_string()]]), table("two", vec![])],
        };
        let shown = render(&document, Lang::En).unwrap();
        assert_eq!(shown, "t\n'=known\n\none\na\n1\n\ntwo\nNone.\n");
        document.parts.remove(0);
        assert_eq!(render(&document, Lang::En).unwrap(), "a\n");
    }
}
