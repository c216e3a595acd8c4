//! A document as a workbook: a sheet a table, dates that are dates, a head that stays in sight and can be filtered.

use std::collections::BTreeSet;

use anyhow::Result;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet};

use crate::report::{Cell, Document, Table};
use crate::text::Lang;

use super::harmless;

/// How wide a column may become, in characters; longer texts are wrapped.
const WIDEST: usize = 60;

/// What a cell of a sheet can hold.
const MOST_CHARACTERS: usize = 32_767;

/// The names that sheets may have are shorter than headings are.
const LONGEST_NAME: usize = 31;

pub fn render(document: &Document, lang: Lang) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    // The moment of making is not in it: the same document gives the same bytes.
    let epoch = chrono::DateTime::UNIX_EPOCH;
    let properties = rust_xlsxwriter::DocProperties::new().set_title(&document.title);
    book.set_properties(&properties.set_creation_datetime(&epoch));
    let mut names = BTreeSet::new();
    about(book.add_worksheet(), document, lang, &mut names)?;
    for part in &document.parts {
        if let Some(table) = &part.table {
            let table = table.flat(lang.pick("groep", "group"));
            sheet(book.add_worksheet(), &part.heading, &table, &mut names)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The first sheet: what the document is, and everything in it that is no table.
fn about(sheet: &mut Worksheet, document: &Document, lang: Lang, names: &mut BTreeSet<String>) -> Result<()> {
    sheet.set_name(name(lang.pick("Over", "About"), names))?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 100)?;
    sheet.write_string_with_format(0, 0, text(&document.title), &Format::new().set_bold())?;
    let bold = Format::new().set_bold().set_text_wrap();
    let about = document.about.iter().map(|sentence| (sentence.as_str(), &wrapped));
    let said = document
        .parts
        .iter()
        .filter(|part| !part.text.is_empty())
        .flat_map(|part| {
            let heading = [("", &wrapped), (part.heading.as_str(), &bold)];
            heading
                .into_iter()
                .chain(part.text.iter().map(|said| (said.words(), &wrapped)))
        });
    for (row, (words, format)) in (1..).zip(about.chain(said)) {
        sheet.write_string_with_format(row, 0, text(words), format)?;
    }
    Ok(())
}

fn sheet(sheet: &mut Worksheet, heading: &str, table: &Table, names: &mut BTreeSet<String>) -> Result<()> {
    sheet.set_name(name(heading, names))?;
    let bold = Format::new().set_bold().set_text_wrap();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let day = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top);
    let at = Format::new()
        .set_num_format("yyyy-mm-dd hh:mm")
        .set_align(FormatAlign::Top);
    for (column, head) in (0..).zip(&table.head) {
        sheet.write_string_with_format(0, column, text(head), &bold)?;
    }
    let mut last = 0;
    for (row, cells) in (1..).zip(table.rows()) {
        last = row;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Number(number) => sheet.write_number_with_format(row, column, *number as f64, &wrapped)?,
                Cell::Day(value) => sheet.write_datetime_with_format(row, column, value, &day)?,
                // A sheet knows no offset: the time is that of the folder's zone.
                Cell::At(value) => sheet.write_datetime_with_format(row, column, value.naive_local(), &at)?,
                Cell::Text(_) | Cell::Link { .. } | Cell::Missing(_) | Cell::Calendar(_) => {
                    sheet.write_string_with_format(row, column, text(&cell.shown()), &wrapped)?
                }
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let Some(columns) = u16::try_from(table.head.len())
        .ok()
        .and_then(|columns| columns.checked_sub(1))
    {
        sheet.autofilter(0, 0, last, columns)?;
    }
    for (column, width) in (0..).zip(widths(table)) {
        sheet.set_column_width(column, width as f64)?;
    }
    Ok(())
}

/// Each column as wide as its widest line, within reason.
fn widths(table: &Table) -> Vec<usize> {
    let line = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut widths: Vec<usize> = table.head.iter().map(|head| line(head)).collect();
    for row in table.rows() {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = line(&cell.shown()).max(*width);
        }
    }
    widths.into_iter().map(|width| (width + 2).clamp(8, WIDEST)).collect()
}

/// A text as a cell holds it. It is written as a text, so that nothing in it is ever computed.
fn text(text: &str) -> String {
    harmless(text).chars().take(MOST_CHARACTERS).collect()
}

/// A name that a sheet can have and no other sheet has.
fn name(heading: &str, names: &mut BTreeSet<String>) -> String {
    let is_allowed = |c: &char| !"[]:*?/\\'".contains(*c);
    let plain: String = harmless(heading)
        .chars()
        .filter(is_allowed)
        .take(LONGEST_NAME)
        .collect();
    let plain = if plain.trim().is_empty() {
        "-".to_string()
    } else {
        plain
    };
    let mut name = plain.clone();
    for number in 2.. {
        if names.insert(name.to_lowercase()) {
            break;
        }
        let tail = format!(" {number}");
        name = plain.chars().take(LONGEST_NAME - tail.len()).collect::<String>() + &tail;
    }
    name
}
