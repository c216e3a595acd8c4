//! A workbook as an independent reader finds it.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

/// A sheet and its rows.
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Data>>,
}

pub fn book(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

pub fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let mut book = book(bytes);
    let names = book.sheet_names();
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).expect("a sheet");
        let rows = range.rows().map(<[Data]>::to_vec).collect();
        Sheet { name, rows }
    };
    names.into_iter().map(sheet).collect()
}
