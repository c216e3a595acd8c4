//! A workbook of Excel: every sheet as rows, dates as dates.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xlsx};

use crate::text;
use crate::text::Text;

use super::grid::{Content, Place, Row, Sheet, Source, not_a_table};

/// What a workbook may unpack to; more is no register.
const MOST_BYTES: u64 = 256 << 20;

/// How many cells its rows may have, the empty ones before the last of each row too.
const MOST_CELLS: usize = 4_000_000;

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Text> {
    let too_large = || {
        text!(
            "{name} pakt uit tot meer dan een register ooit is",
            "{name} unpacks to more than a register ever is"
        )
    };
    if unpacked(bytes) > MOST_BYTES {
        return Err(too_large());
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| not_a_table(name))?;
    let mut sheets = Vec::new();
    // One text may be named by a million cells, and one cell may stand at the end of a million rows.
    let mut bytes_left = MOST_BYTES;
    let mut cells_left = MOST_CELLS;
    for sheet in book.sheet_names() {
        let mut rows: BTreeMap<u32, Vec<(u32, Content)>> = BTreeMap::new();
        // A sheet of charts alone has no cells to read.
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet) else {
            continue;
        };
        while let Some(cell) = cells.next_cell().map_err(|_| not_a_table(name))? {
            let content = content(cell.get_value());
            if content.is_empty() {
                continue;
            }
            bytes_left = bytes_left
                .checked_sub(content.shown().len() as u64 + 1)
                .ok_or_else(too_large)?;
            let (row, column) = cell.get_position();
            if column <= LAST_COLUMN {
                let cells = rows.entry(row).or_default();
                let before = cells.last().map_or(0, |(last, _)| *last as usize + 1);
                let wider = (column as usize + 1).saturating_sub(before);
                cells_left = cells_left.checked_sub(wider).ok_or_else(too_large)?;
                cells.push((column, content));
            }
        }
        drop(cells);
        // A formula that nobody computed has no value to read, and is said.
        if let Ok(mut cells) = book.worksheet_cells_reader(&sheet) {
            while let Ok(Some(cell)) = cells.next_formula() {
                let (row, column) = cell.get_position();
                let known = rows
                    .get(&row)
                    .is_some_and(|cells| cells.iter().any(|(at, _)| *at == column));
                if !known && !cell.get_value().is_empty() && column <= LAST_COLUMN {
                    cells_left = cells_left.checked_sub(1).ok_or_else(too_large)?;
                    let fault = Content::Fault(format!("={}", cell.get_value()));
                    rows.entry(row).or_default().push((column, fault));
                }
            }
        }
        let rows = rows.into_iter().map(|(number, cells)| Row {
            place: Place::Row(number as usize + 1),
            cells: filled(cells),
        });
        sheets.push(Sheet {
            name: sheet,
            rows: rows.collect(),
        });
    }
    sheets.retain(|sheet| !sheet.rows.is_empty());
    if sheets.is_empty() {
        return Err(text!("{name} is leeg", "{name} is empty"));
    }
    Ok(Source {
        about: text!("werkmap (.xlsx)", "workbook (.xlsx)"),
        sheets,
        ..Source::default()
    })
}

/// What the archive says that its files unpack to, from its list of them.
fn unpacked(bytes: &[u8]) -> u64 {
    const ENTRY: &[u8] = b"PK\x01\x02";
    let entries = bytes.windows(28).filter(|entry| entry.starts_with(ENTRY));
    let sizes = entries.map(|entry| u64::from(u32::from_le_bytes([entry[24], entry[25], entry[26], entry[27]])));
    sizes.sum()
}

/// The last column that a sheet can have.
const LAST_COLUMN: u32 = 16_383;

fn filled(cells: Vec<(u32, Content)>) -> Vec<Content> {
    let mut row = Vec::new();
    for (column, content) in cells {
        let column = column as usize;
        if row.len() <= column {
            row.resize(column + 1, Content::Empty);
        }
        row[column] = content;
    }
    row
}

fn content(value: &DataRef) -> Content {
    match Data::from(value.clone()) {
        Data::Empty => Content::Empty,
        Data::Int(number) => Content::of(number.to_string()),
        Data::Float(number) => Content::of(number.to_string()),
        Data::String(text) => Content::of(text.replace("\r\n", "\n")),
        Data::Bool(value) => Content::of(value.to_string()),
        Data::DateTime(at) => moment(&at),
        Data::DateTimeIso(at) => Content::of(at.trim_end_matches("T00:00:00")),
        Data::DurationIso(duration) => Content::of(duration),
        Data::Error(error) => Content::Fault(error.to_string()),
        #[allow(unreachable_patterns, reason = "kinds of value that a later version adds")]
        other => Content::of(other.to_string()),
    }
}

fn moment(at: &ExcelDateTime) -> Content {
    if !at.is_datetime() || at.as_f64() < 1.0 {
        return Content::of(at.as_f64().to_string());
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    Content::of(if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    })
}
