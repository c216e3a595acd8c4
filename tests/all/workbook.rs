//! A workbook keeps to what its cells and sheets can hold, and can be read on paper.

use std::io::{Cursor, Read};

use avg::render::xlsx::render;
use avg::report::{Cell, Document, Part, Table};
use avg::text::Lang;
use avg::time::Zone;
use calamine::{Data, DataType, Reader};
use chrono::NaiveDate;

use super::sheets::book;

fn with(heading: &str, cells: Vec<Cell>) -> Vec<u8> {
    let rows: Vec<Vec<Cell>> = cells.into_iter().map(|cell| vec![cell]).collect();
    let part = Part::table(heading, Table::of(["a"], ["a"], vec![rows.into()]));
    let document = Document {
        parts: vec![part.clone(), part],
        ..Document::default()
    };
    render(&document, Lang::En, Zone::default()).unwrap()
}

#[test]
fn a_name_is_no_longer_than_a_sheet_can_have_and_ends_with_a_word() {
    for (heading, names) in [
        ("History", ["History 2", "History 3"]),
        (
            "Agreements with processors in other countries",
            ["Agreements with processors in", "Agreements with processors in 2"],
        ),
        (
            "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
            ["😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀 2"],
        ),
        ("[a]: b/c", ["a bc", "a bc 2"]),
        // What stands in brackets goes first; a long word is cut where too little would remain without it.
        (
            "Who we are, and how (30(1)(a), 30(2)(a))",
            ["Who we are, and how", "Who we are, and how 2"],
        ),
        (
            "Als verwerkingsverantwoordelijke (AVG 30(1))",
            ["Als verwerkingsverantwoordelijk", "Als verwerkingsverantwoordeli 2"],
        ),
    ] {
        let bytes = with(heading, vec![]);
        assert_eq!(book(&bytes).sheet_names()[1..], names);
    }
}

#[test]
fn a_text_that_is_cut_says_so_and_a_day_that_no_sheet_knows_is_a_text() {
    let day = |year| Cell::Day(NaiveDate::from_ymd_opt(year, 5, 1).unwrap());
    let whole = "a".repeat(32_767);
    let cells = vec![
        Cell::Text(whole.clone()),
        Cell::Text("😀".repeat(20_000)),
        day(1650),
        day(2026),
        day(12026),
    ];
    let bytes = with("x", cells);
    let sheet = book(&bytes).worksheet_range("x").unwrap();
    let text = |row| sheet.get_value((row, 0)).and_then(Data::get_string).unwrap_or_default();
    assert_eq!(text(1), whole);
    assert_eq!(text(2).encode_utf16().count(), 32_767);
    assert!(text(2).ends_with("😀… (shortened)"));
    assert_eq!(text(3), "1650-05-01");
    assert!(matches!(sheet.get_value((4, 0)), Some(Data::DateTime(_))));
    assert_eq!(text(5), "+12026-05-01");
}

/// One of the files that a workbook is.
fn file(bytes: &[u8], name: &str) -> String {
    let mut files = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    files.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_sheet_is_printed_as_wide_as_the_paper_under_its_head() {
    let bytes = with("x", vec![Cell::Number(1)]);
    let sheet = file(&bytes, "xl/worksheets/sheet2.xml");
    for part in [
        "fitToPage=\"1\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "paperSize=\"9\"",
    ] {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
    assert!(file(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

/// Fifteen points a line, and no row higher than a row can be: 409 points, in whole pixels.
#[test]
fn a_row_is_as_high_as_its_words() {
    for (words, height) in [
        ("one\ntwo\nthree".to_string(), 45),
        ("word ".repeat(20), 30),
        ("one\n".repeat(50), 408),
    ] {
        let sheet = file(&with("x", vec![Cell::Text(words)]), "xl/worksheets/sheet2.xml");
        assert!(sheet.contains(&format!(" ht=\"{height}")), "{height}: {sheet}");
    }
}
