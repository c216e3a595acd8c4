//! A table for a terminal.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use comfy_table::{ContentArrangement, ContentLineStyle, LineStyle, Table as Grid, TableStyle};

use crate::report::{Cell, Document, Form, Part, Said, Table, Tone};
use crate::text::{Lang, in_line};

use super::{Look, harmless};

/// A line under the head and nothing else: the words have the room.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none());

/// Keeps a heading's place in the grid, so that all groups share their columns. No cell can hold it: it is not harmless.
const HEADING: &str = "\u{1}";

/// A document: its title, what should be known, and each part under its heading.
pub fn document(document: &Document, look: Look, lang: Lang) -> String {
    let mut out = format!("{}\n", in_line(&document.title));
    for sentence in &document.about {
        out += &format!("{}\n", harmless(sentence));
    }
    let mut was_aside = false;
    for (number, one) in document.parts.iter().enumerate() {
        // A rule between what is for the addressee and what is not.
        if number > 0 && one.is_aside != was_aside {
            out += &format!("\n{}\n", "─".repeat(usize::from(look.width)));
        }
        was_aside = one.is_aside;
        out += &part(one, look, lang);
    }
    out
}

fn part(part: &Part, look: Look, lang: Lang) -> String {
    let mut out = match part.heading.as_str() {
        "" => String::new(),
        heading => format!("\n{}\n", harmless(heading)),
    };
    let mut is_list = false;
    for piece in &part.text {
        let was_list = std::mem::replace(&mut is_list, matches!(piece, Said::Item(_)));
        if !(was_list && is_list) {
            out.push('\n');
        }
        out += &match piece {
            Said::Sentence(words) => lines(["", words], look),
            Said::Item(words) => lines(["-", words], look),
            Said::Missing(words) => lines(["!", words], look),
        };
    }
    if let Some(grid) = &part.table {
        out += &match grid.rows().next() {
            Some(_) => format!("\n{}", table(grid, look)),
            None => format!("\n{}\n", lang.pick("Geen.", "None.")),
        };
    }
    out
}

/// Words as wide as the terminal, behind a mark.
fn lines([mark, words]: [&str; 2], look: Look) -> String {
    let indent = if mark.is_empty() { 0 } else { 2 };
    let mut grid = plain(Look {
        width: look.width.saturating_sub(indent).max(20),
        ..look
    });
    grid.add_row([harmless(words)]);
    let lines = grid.lines().enumerate().map(|(index, line)| {
        // The grid puts one blank before each cell.
        let line = line.trim_end().strip_prefix(' ').unwrap_or_default().to_string();
        match (indent, index) {
            (0, _) => format!("{line}\n"),
            (_, 0) => format!("{mark} {line}\n"),
            _ => format!("  {line}\n"),
        }
    });
    lines.collect()
}

/// A grid without lines.
fn plain(look: Look) -> Grid {
    let mut grid = Grid::new();
    grid.load_style(TableStyle::new().content_lines(ContentLineStyle::none()))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(look.width);
    grid
}

pub fn table(table: &Table, look: Look) -> String {
    if table.is_wide() {
        return cards(table, look);
    }
    if table.form == Form::Facts {
        let mut grid = plain(look);
        let shown = |cell: &Cell| harmless(&cell.shown_or_dash());
        grid.add_rows(table.rows().map(|row| row.iter().map(shown)));
        return grid.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    }
    let mut grid = Grid::new();
    grid.load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(look.width)
        .set_header(table.head.iter().map(|head| harmless(head)));
    let mut headings = Vec::new();
    let scale = Scale::of(table);
    for (index, group) in table.groups.iter().enumerate() {
        if index > 0 {
            grid.add_row([""]);
        }
        if let Some(heading) = &group.heading {
            grid.add_row([HEADING]);
            headings.push(styled(&harmless(heading), group.tone, look));
        }
        grid.add_rows(
            group
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| harmless(&scale.shown(cell)))),
        );
    }
    let mut headings = headings.into_iter();
    let shown = |line: String| match line.trim() == HEADING {
        true => headings.next().unwrap_or_default(),
        false => line.trim_end().to_string(),
    };
    grid.lines().map(shown).map(|line| format!("{line}\n")).collect()
}

/// How long a number is drawn.
struct Scale {
    /// The largest number of what is drawn; none where nothing is.
    largest: Option<i64>,
    digits: usize,
}

/// How many characters the largest number takes.
const LONGEST_BAR: i64 = 20;

impl Scale {
    fn of(table: &Table) -> Scale {
        let largest = table.largest().filter(|_| table.form == Form::Bars);
        Scale {
            largest,
            digits: largest.map_or(0, |largest| largest.to_string().len()),
        }
    }

    fn shown<'c>(&self, cell: &'c Cell) -> Cow<'c, str> {
        let (Cell::Number(number), Some(largest)) = (cell, self.largest) else {
            return cell.shown();
        };
        // What there is of is never drawn as nothing.
        let length = number.saturating_mul(LONGEST_BAR) / largest.max(1);
        let length = length.max(i64::from(*number > 0)).clamp(0, LONGEST_BAR);
        let bar = "█".repeat(usize::try_from(length).unwrap_or_default());
        let digits = self.digits;
        Cow::Owned(format!("{number:digits$} {bar}"))
    }
}

/// A wide table a row at a time, the heads down the side.
fn cards(table: &Table, look: Look) -> String {
    let mut out = String::new();
    // One width for the heads of all rows.
    let widest = table.head.iter().map(|head| head.chars().count()).max().unwrap_or(0);
    for row in table.rows() {
        let (title, facts) = table.card(row);
        let above = if out.is_empty() { "" } else { "\n" };
        out += &format!("{above}{}\n", styled(&harmless(&title), Tone::Plain, look));
        let mut grid = plain(look);
        grid.add_rows(
            facts.map(|(head, cell)| [format!("{:widest$}", harmless(head)), harmless(&cell.shown_or_dash())]),
        );
        out.extend(grid.lines().map(|line| format!("{}\n", line.trim_end())));
    }
    out
}

fn styled(heading: &str, tone: Tone, look: Look) -> String {
    let style = match tone {
        Tone::Plain => Style::new(),
        Tone::Notice => AnsiColor::Cyan.on_default(),
        Tone::Caution => AnsiColor::Yellow.on_default(),
        Tone::Alarm => AnsiColor::Red.on_default(),
    };
    let style = style.bold();
    match look.colour {
        true => format!("{style}{heading}{style:#}"),
        false => heading.to_string(),
    }
}
