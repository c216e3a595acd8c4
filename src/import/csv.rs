//! CSV: its encoding and separator found out, its rows counted as a spreadsheet does.

use csv::{ByteRecord, ReaderBuilder};

use crate::text;
use crate::text::{Text, is_computed};

use super::grid::{Content, Place, Row, Sheet, Source, not_a_table};
use super::headers;

/// What may stand between cells, the likelier first where nothing else tells.
const SEPARATORS: [(u8, &str, &str); 3] = [(b';', "‘;’", "‘;’"), (b'\t', "tabs", "tabs"), (b',', "‘,’", "‘,’")];

/// How many rows are looked at to find the separator.
const SAMPLE: usize = 30;

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Text> {
    let (text, encoding) = decoded(bytes);
    let (named, body, skipped) = named_separator(&text);
    let separator = named.unwrap_or_else(|| likeliest(body));
    let rows = rows(body, separator, usize::MAX, skipped);
    if rows.is_empty() {
        return Err(text!("{name} is leeg", "{name} is empty"));
    }
    // A control character other than white space is in no text that a spreadsheet saved.
    if text
        .chars()
        .take(1 << 10)
        .filter(|c| c.is_control() && !c.is_whitespace())
        .count()
        > 16
    {
        return Err(not_a_table(name));
    }
    let (_, nl, en) = SEPARATORS
        .into_iter()
        .find(|(known, ..)| *known == separator)
        .unwrap_or((separator, "een eigen scheidingsteken", "a separator of its own"));
    let about = Text::by(|lang| {
        let (separator, with) = (lang.pick(nl, en), lang.pick("CSV met", "CSV with"));
        format!("{with} {separator}, {}", encoding.get(lang))
    });
    Ok(Source {
        about,
        sheets: vec![Sheet {
            name: String::new(),
            rows,
        }],
        ..Source::default()
    })
}

/// UTF-8 with or without its mark; what is not UTF-8 is what Windows makes of it.
fn decoded(bytes: &[u8]) -> (String, Text) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.trim_start_matches('\u{feff}').to_string(), Text::same("UTF-8")),
        Err(_) => (
            bytes.iter().map(|byte| windows_1252(*byte)).collect(),
            text!(
                "geen UTF-8, gelezen als Windows-1252",
                "not UTF-8, read as Windows-1252"
            ),
        ),
    }
}

fn windows_1252(byte: u8) -> char {
    #[rustfmt::skip]
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Excel's own first line, `sep=;`, and what follows it.
fn named_separator(text: &str) -> (Option<u8>, &str, usize) {
    let first = text.lines().next().unwrap_or_default();
    match first.strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => {
            let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
            (Some(*separator), rest, 1)
        }
        _ => (None, text, 0),
    }
}

/// The separator with which most headers are recognised; of equals the one that makes most columns.
fn likeliest(text: &str) -> u8 {
    let score = |separator: u8| {
        let rows = rows(text, separator, SAMPLE, 0);
        let known = rows
            .iter()
            .map(|row| headers::recognised(&row.cells))
            .max()
            .unwrap_or(0);
        (known, rows.iter().map(|row| row.cells.len()).max().unwrap_or(0))
    };
    let best = SEPARATORS.iter().rev().max_by_key(|(separator, ..)| score(*separator));
    best.map_or(b',', |(separator, ..)| *separator)
}

fn rows(text: &str, separator: u8, most: usize, skipped: usize) -> Vec<Row> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut found = Vec::new();
    let mut record = ByteRecord::new();
    let mut number = skipped;
    let mut begin = 0;
    // Reading from memory fails at nothing; bytes that are no UTF-8 there are none left.
    while found.len() < most && matches!(reader.read_byte_record(&mut record), Ok(true)) {
        // The reader passes over empty lines, but a spreadsheet counts them.
        number += 1 + empty_lines(text.as_bytes(), begin);
        begin = usize::try_from(reader.position().byte()).map_or(text.len(), |byte| byte.min(text.len()));
        let cells = record
            .iter()
            .map(|cell| Content::of(unmarked(&String::from_utf8_lossy(cell))));
        found.push(Row {
            place: Place::Row(number),
            cells: cells.collect(),
        });
    }
    found
}

fn empty_lines(text: &[u8], begin: usize) -> usize {
    // The reader stops in the middle of a CR LF.
    let is_halfway = begin > 0 && text[begin - 1] == b'\r' && text.get(begin) == Some(&b'\n');
    let rest = &text[begin + usize::from(is_halfway)..];
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    blank.filter(|byte| **byte == b'\n').count()
}

/// Without the apostrophe that keeps a spreadsheet from computing a cell.
fn unmarked(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_computed(rest) => rest,
        _ => cell,
    }
}
