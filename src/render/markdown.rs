//! A document as Markdown, with tables as GitHub and GitLab show them.

use std::borrow::Cow;

use crate::report::{Cell, Document, Form, Part, Said, Table};
use crate::text::Lang;

use super::harmless;

pub fn render(document: &Document, lang: Lang) -> String {
    let mut out = format!("# {}\n", escaped(&document.title));
    for sentence in &document.about {
        out += &format!("\n{}\n", paragraph(sentence));
    }
    let mut was_aside = false;
    for (number, one) in document.parts.iter().enumerate() {
        // A rule between what is for the addressee and what is not.
        if number > 0 && one.is_aside != was_aside {
            out += "\n---\n";
        }
        was_aside = one.is_aside;
        out += &part(one, lang);
    }
    out
}

fn part(part: &Part, lang: Lang) -> String {
    let mut out = match part.heading.as_str() {
        "" => String::new(),
        heading => format!("\n## {}\n", escaped(heading)),
    };
    let mut is_list = false;
    for piece in &part.text {
        let was_list = std::mem::replace(&mut is_list, matches!(piece, Said::Item(_)));
        let between = if was_list && is_list { "" } else { "\n" };
        out += between;
        out += &match piece {
            Said::Sentence(words) => format!("{}\n", paragraph(words)),
            Said::Item(words) => format!("- {}\n", plain(words)),
            Said::Missing(words) => format!("**{}**\n", plain(words.trim_end())),
        };
    }
    if let Some(grid) = &part.table {
        out += &match grid.rows().next() {
            Some(_) => format!("\n{}", table(grid)),
            None => format!("\n{}\n", lang.pick("Geen.", "None.")),
        };
    }
    out
}

/// Lines that stay lines.
fn paragraph(words: &str) -> String {
    words.lines().map(plain).collect::<Vec<_>>().join("  \n")
}

/// Words that begin no list, heading, numbering or code, whatever they begin with.
fn plain(words: &str) -> String {
    let escaped = escaped(words.trim_start());
    let digits = escaped.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbers = escaped.len() - digits.len();
    match digits.chars().next() {
        Some('.' | ')') if numbers > 0 => format!("{}\\{digits}", &escaped[..numbers]),
        Some('-' | '+' | '=') if numbers == 0 => format!("\\{escaped}"),
        _ => escaped,
    }
}

/// A table as a list under its headings, for chat and mail, where tables are not shown. The first cell stands out, the last
/// follows, and those between come behind it under their heads.
pub fn list(table: &Table) -> String {
    let mut out = String::new();
    for group in &table.groups {
        if let Some(heading) = &group.heading {
            let above = if out.is_empty() { "" } else { "\n" };
            out += &format!("{above}## {}\n\n", escaped(heading));
        }
        for (index, row) in group.rows.iter().enumerate() {
            let indent = if index == 0 { "" } else { "  " };
            out += &format!("{indent}- {}\n", item(&table.head, row));
        }
    }
    out
}

/// How something was found, a list under its first line.
pub fn steps(lines: &[String]) -> String {
    let shown = lines.iter().enumerate().map(|(index, line)| {
        let step = line.trim_start();
        // Two spaces a level, as they are indented.
        let level = (line.len() - step.len()) / 2;
        let indent = "  ".repeat(level.saturating_sub(1));
        match index {
            0 => format!("{}\n\n", escaped(line)),
            _ => format!("{indent}- {}\n", escaped(step)),
        }
    });
    shown.collect()
}

fn item(head: &[String], row: &[Cell]) -> String {
    let [first, between @ .., last] = row else {
        return row.iter().map(|cell| escaped(&cell.shown())).collect();
    };
    let heads = head.iter().skip(1);
    let between: Vec<String> = heads
        .zip(between)
        .map(|(head, cell)| format!("{}: {}", escaped(head), escaped(&cell.shown())))
        .collect();
    // A list's item is one line, whatever a value holds: no line in it begins anything else.
    let last: Vec<String> = last.shown().lines().map(escaped).collect();
    format!(
        "**{}** {} ({})",
        escaped(&first.shown()),
        last.join(" · "),
        between.join(", ")
    )
}

fn table(table: &Table) -> String {
    if table.is_wide() {
        let cards: Vec<String> = table.rows().map(|row| card(table, row)).collect();
        return cards.join("\n");
    }
    if table.form == Form::Facts {
        let fact = |row: &Vec<Cell>| -> String {
            let cells: Vec<String> = row.iter().map(|cell| escaped(&cell.shown_or_dash())).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        return format!("| | |\n| --- | --- |\n{}", table.rows().map(fact).collect::<String>());
    }
    let line = |cells: Vec<Cow<str>>| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = format!("|{}\n", " --- |".repeat(table.head.len()));
    let head = format!("{}{rule}", line(table.head.iter().map(Into::into).collect()));
    let mut out = String::new();
    for (index, group) in table.groups.iter().enumerate() {
        match &group.heading {
            // What stands under a heading is a table of its own.
            Some(heading) => {
                let above = if index > 0 { "\n" } else { "" };
                out += &format!("{above}### {}\n\n{head}", escaped(heading));
            }
            None if index == 0 => out += &head,
            None => {}
        }
        out.extend(group.rows.iter().map(|row| line(row.iter().map(Cell::shown).collect())));
    }
    out
}

/// A row of a wide table: a heading, and a line a fact.
fn card(table: &Table, row: &[Cell]) -> String {
    let (title, facts) = table.card(row);
    let facts = facts.map(|(head, cell)| format!("| {} | {} |\n", escaped(head), escaped(&cell.shown_or_dash())));
    format!(
        "### {}\n\n| | |\n| --- | --- |\n{}",
        escaped(&title),
        facts.collect::<String>()
    )
}

/// What Markdown would read as more than text; a line break inside a cell would end it.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in harmless(text).chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '$' => {
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
    use super::{escaped, render};
    use crate::report::{Document, Part, Said, Table};
    use crate::text::Lang;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        assert_eq!(
            escaped("a|b\n*c* <d> [e](f) `g` &lt; $x$"),
            "a\\|b<br>\\*c\\* \\<d\\> \\[e\\](f) \\`g\\` \\&lt; \\$x\\$"
        );
    }

    #[test]
    fn nothing_that_is_said_begins_anything() {
        let said = |words: &str| {
            vec![
                Said::Sentence(words.to_string()),
                Said::Item(words.to_string()),
                Said::Missing(words.to_string()),
            ]
        };
        for (words, shown) in [
            ("  - x", "\\- x"),
            ("   1. x", "1\\. x"),
            ("12) x", "12\\) x"),
            ("  ===", "\\==="),
            ("---", "\\---"),
            ("\u{a0} + x", "\\+ x"),
            ("    code", "code"),
            ("  # x", "\\# x"),
            ("1-2", "1-2"),
        ] {
            let document = Document {
                title: "t".to_string(),
                about: vec![format!("a\n{words}")],
                parts: vec![Part::text("", said(words))],
            };
            assert_eq!(
                render(&document, Lang::En),
                format!("# t\n\na  \n{shown}\n\n{shown}\n\n- {shown}\n\n**{shown}**\n")
            );
        }
    }

    #[test]
    fn a_table_without_rows_says_so() {
        let document = Document {
            title: "t".to_string(),
            parts: vec![Part::table("p", Table::of(["a"], ["a"], vec![]))],
            ..Document::default()
        };
        assert_eq!(render(&document, Lang::Nl), "# t\n\n## p\n\nGeen.\n");
    }
}
