//! A document as Markdown, with tables as GitHub and GitLab show them.

use crate::report::{Document, Table};

use super::harmless;

pub fn render(document: &Document) -> String {
    let mut out = format!("# {}\n", escaped(&document.title));
    for sentence in &document.about {
        out += &format!("\n{}\n", escaped(sentence));
    }
    for part in &document.parts {
        out += &format!("\n## {}\n\n{}", escaped(&part.heading), table(&part.table));
    }
    out
}

fn table(table: &Table) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = format!("|{}\n", " --- |".repeat(table.head.len()));
    let rows: String = table.rows().map(|row| line(row)).collect();
    format!("{}{rule}{rows}", line(&table.head))
}

/// What Markdown would read as more than text; a line break inside a cell would end it.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in harmless(text).chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        assert_eq!(
            escaped("a|b\n*c* <d> [e](f) `g`"),
            "a\\|b<br>\\*c\\* \\<d\\> \\[e\\](f) \\`g\\`"
        );
    }
}
