//! A document as a workbook: a sheet a table, dates that are dates, a head that stays in sight and can be filtered.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use anyhow::Result;
use chrono::Datelike;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet};

use crate::report::{Cell, Data, Document, Table};
use crate::text::{Lang, single_spaced};
use crate::time::Zone;

use super::harmless;

/// How wide a column may become, in characters; longer texts are wrapped.
const WIDEST: usize = 60;

/// What a cell of a sheet can hold, in units of UTF-16, as all limits of a workbook are.
const LONGEST_TEXT: usize = 32_767;

/// The names that sheets may have are shorter than headings are.
const LONGEST_NAME: usize = 31;

/// A name that a sheet cannot have, as it is compared.
const RESERVED: &str = "history";

/// The paper that a sheet is printed on: A4, by its number in a workbook.
const A4: u8 = 9;

/// How many characters can be read beside one another on a page of it.
const PAGE: usize = 240;

/// How high a line is, and a row at most, in points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// The years of which a sheet knows the days.
const YEARS: RangeInclusive<i32> = 1900..=9999;

pub fn render(document: &Document, lang: Lang, zone: Zone) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    // The moment of making is not in it: the same document gives the same bytes.
    let epoch = chrono::DateTime::UNIX_EPOCH;
    let properties = rust_xlsxwriter::DocProperties::new().set_title(harmless(&document.title));
    book.set_properties(&properties.set_creation_datetime(&epoch));
    let mut names = BTreeSet::from([RESERVED.to_string()]);
    let first = book.add_worksheet();
    first.set_name(name(lang.pick("Over", "About"), &mut names))?;
    about(first, document, lang, zone)?;
    for part in &document.parts {
        if let Some(table) = &part.table {
            let table = table.flat(lang.pick("groep", "group"));
            let page = book.add_worksheet();
            page.set_name(name(&part.heading, &mut names))?;
            sheet(page, &table, lang)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The first sheet: what the document is, and everything in it that is no table.
fn about(sheet: &mut Worksheet, document: &Document, lang: Lang, zone: Zone) -> Result<()> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 100)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, text(&document.title, lang), &Format::new().set_bold())?;
    let bold = Format::new().set_bold().set_text_wrap();
    let of_zone = has_times(document).then(|| times(zone, lang));
    let about = document.about.iter().chain(&of_zone);
    let about = about.map(|sentence| (sentence.as_str(), &wrapped));
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
        sheet.set_row_height(row, height(words, 100))?;
        sheet.write_string_with_format(row, 0, text(words, lang), format)?;
    }
    Ok(())
}

/// Which clock the times are of: a cell cannot say that by itself.
fn times(zone: Zone, lang: Lang) -> String {
    let zone = zone.name();
    lang.pick(
        format!("Tijden zijn plaatselijke tijden in {zone}."),
        format!("Times are local times in {zone}."),
    )
}

fn has_times(document: &Document) -> bool {
    let tables = document.parts.iter().filter_map(|part| part.table.as_ref());
    let mut cells = tables.flat_map(Table::rows).flatten();
    cells.any(|cell| matches!(*cell.data(), Data::At(_)))
}

fn sheet(sheet: &mut Worksheet, table: &Table, lang: Lang) -> Result<()> {
    let bold = Format::new().set_bold().set_text_wrap();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let day = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top);
    let at = Format::new()
        .set_num_format("yyyy-mm-dd hh:mm")
        .set_align(FormatAlign::Top);
    for (column, head) in (0..).zip(&table.head) {
        sheet.write_string_with_format(0, column, text(head, lang), &bold)?;
    }
    let mut last = 0;
    for (row, cells) in (1..).zip(table.rows()) {
        last = row;
        for (column, cell) in (0..).zip(cells) {
            match &*cell.data() {
                Data::Number(number) => sheet.write_number_with_format(row, column, *number as f64, &wrapped)?,
                Data::Fraction(number) => sheet.write_number_with_format(row, column, *number, &wrapped)?,
                Data::Day(value) if YEARS.contains(&value.year()) => {
                    sheet.write_datetime_with_format(row, column, value, &day)?
                }
                // A sheet knows no offset: the first one says in which zone the time is.
                Data::At(value) if YEARS.contains(&value.local.year()) => {
                    sheet.write_datetime_with_format(row, column, value.local, &at)?
                }
                _ => sheet.write_string_with_format(row, column, text(&cell.shown(), lang), &wrapped)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let widths = widths(table);
    on_paper(sheet, widths.iter().sum())?;
    let shown = |cell: &Cell| cell.shown().into_owned();
    let rows = table.rows().map(|row| row.iter().map(shown).collect());
    for (row, cells) in (0..).zip([table.head.clone()].into_iter().chain(rows)) {
        let heights = cells.iter().zip(&widths).map(|(cell, width)| height(cell, *width));
        sheet.set_row_height(row, heights.fold(LINE, f64::max))?;
    }
    if let Some(columns) = u16::try_from(table.head.len())
        .ok()
        .and_then(|columns| columns.checked_sub(1))
    {
        sheet.autofilter(0, 0, last, columns)?;
    }
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width as f64)?;
    }
    Ok(())
}

/// On paper: all columns on a page, or on as few as can be read, under their heads and beside the first column.
fn on_paper(sheet: &mut Worksheet, width: usize) -> Result<()> {
    let pages = u16::try_from(width.div_ceil(PAGE)).unwrap_or(u16::MAX).max(1);
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(pages, 0)
        .set_repeat_rows(0, 0)?;
    if pages > 1 {
        sheet.set_repeat_columns(0, 0)?;
    }
    Ok(())
}

/// How high a text is once it is wrapped. Not every program finds that out by itself.
fn height(text: &str, width: usize) -> f64 {
    // Words are wrapped whole, so that lines are not filled to their end.
    let characters = (width * 9 / 10).max(1);
    let lines: usize = harmless(text)
        .lines()
        .map(|line| line.chars().count().div_ceil(characters).max(1))
        .sum();
    (lines.max(1) as f64 * LINE).min(HIGHEST)
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

/// A text as a cell holds it, which says so where it is cut. It is written as a text, so that nothing in it is ever computed.
fn text(text: &str, lang: Lang) -> String {
    let text = harmless(text);
    let tail = lang.pick("… (ingekort)", "… (shortened)");
    match within(&text, LONGEST_TEXT) {
        whole if whole.len() == text.len() => text,
        _ => format!("{}{tail}", within(&text, LONGEST_TEXT - units(tail))),
    }
}

/// A name that a sheet can have and no other sheet has.
fn name(heading: &str, names: &mut BTreeSet<String>) -> String {
    let is_allowed = |c: &char| !"[]:*?/\\'".contains(*c);
    let plain: String = harmless(heading).chars().filter(is_allowed).collect();
    let plain = match single_spaced(&plain).into_owned() {
        empty if empty.is_empty() => "-".to_string(),
        plain => plain,
    };
    // What stands in brackets behind it is the first to go.
    let plain = match plain.find(" (") {
        Some(end) if end > 0 && units(&plain) > LONGEST_NAME => plain[..end].to_string(),
        _ => plain,
    };
    let mut name = words_within(&plain, LONGEST_NAME).to_string();
    for number in 2.. {
        if names.insert(name.to_lowercase()) {
            break;
        }
        let tail = format!(" {number}");
        name = words_within(&plain, LONGEST_NAME - tail.len()).to_string() + &tail;
    }
    name
}

/// How long a text is to a workbook.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// As much of the beginning as is no longer.
fn within(text: &str, longest: usize) -> &str {
    let mut length = 0;
    let cut = text.char_indices().find(|(_, c)| {
        length += c.len_utf16();
        length > longest
    });
    cut.map_or(text, |(at, _)| &text[..at])
}

/// The same, cut between words; a word is cut itself where too little would remain without it.
fn words_within(text: &str, longest: usize) -> &str {
    let cut = within(text, longest);
    match cut.rfind(' ') {
        Some(end) if cut.len() < text.len() && end * 3 > cut.len() && !text[cut.len()..].starts_with(' ') => {
            cut[..end].trim_end()
        }
        _ => cut,
    }
}
