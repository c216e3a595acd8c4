//! Any texts in every place of a document that is handed over: each format gives them back, none reads them as its own signs,
//! and nothing that steers a terminal is in any of them.
//!
//! The texts are divided by NUL, or where there is none by the ends of lines, so a file of the examples is an input as it is.

#![no_main]

use std::io::Cursor;

use avg::render::{Look, document_csv, document_json, document_yaml, harmless, html, markdown, terminal, xlsx};
use avg::report::portable::portable;
use avg::report::{CalendarDay, Cell, Data, Document, Form, Group, Part, Said, Table, Tone};
use avg::text::{Lang, steers};
use avg::time::Zone;
use calamine::{Reader, Xlsx};
use chrono::{DateTime, FixedOffset, NaiveDate};
use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use libfuzzer_sys::fuzz_target;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

const MOST_TEXTS: usize = 64;
const LONGEST: usize = 400;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let divider = if text.contains('\0') { '\0' } else { '\n' };
    let shorter = |text: &str| text.chars().take(LONGEST).collect::<String>();
    let texts: Vec<String> = text.split(divider).take(MOST_TEXTS).map(shorter).collect();
    let plain: Vec<String> = texts.iter().map(|text| innocent(text)).collect();
    for form in [Form::Rows, Form::Facts, Form::Bars, Form::Weeks] {
        let (document, plain) = (document(&texts, form), document(&plain, form));
        in_html(&document, &plain);
        in_markdown(&document, &plain);
        in_csv(&document);
        in_json_and_yaml(&document);
        on_a_terminal(&document);
        if form == Form::Rows {
            in_a_workbook(&document);
        }
    }
});

/// The same text without anything that could be a sign of a format: as long, and as empty.
fn innocent(text: &str) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || c.is_whitespace() {
            c
        } else {
            'x'
        }
    };
    text.chars().map(plain).collect()
}

/// The texts, one after the other and from the first again.
struct Texts<'t> {
    all: &'t [String],
    next: usize,
}

impl Texts<'_> {
    fn next(&mut self) -> String {
        self.next += 1;
        self.all[(self.next - 1) % self.all.len()].clone()
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 27).expect("a day")
}

fn at() -> DateTime<FixedOffset> {
    "2026-03-27T15:00:00+01:00".parse().expect("a moment")
}

/// A document with a text in every place that there is for one.
fn document(texts: &[String], form: Form) -> Document {
    let mut texts = Texts { all: texts, next: 0 };
    let said = vec![
        Said::Sentence(texts.next()),
        Said::Item(texts.next()),
        Said::Item(texts.next()),
        Said::Missing(texts.next()),
    ];
    Document {
        title: texts.next(),
        about: vec![texts.next(), texts.next()],
        parts: vec![
            Part::text(texts.next(), said),
            Part::table(texts.next(), table(&mut texts, form)),
            Part::table(texts.next(), table(&mut texts, form)).aside(),
        ],
    }
}

fn table(texts: &mut Texts, form: Form) -> Table {
    let cells = |texts: &mut Texts| match form {
        Form::Facts => vec![Cell::Text(texts.next()), Cell::Missing(texts.next())],
        Form::Bars => vec![Cell::Text(texts.next()), Cell::Number(3)],
        Form::Weeks => {
            let on = CalendarDay {
                day: day(),
                marks: vec![texts.next()],
                is_today: false,
                is_free: true,
                entries: vec![(Tone::Alarm, texts.next())],
            };
            vec![Cell::Text(texts.next()), Cell::Calendar(on)]
        }
        Form::Rows => vec![
            Cell::Text(texts.next()),
            Cell::Missing(texts.next()),
            Cell::Link {
                words: texts.next(),
                // As every path in what is handed over.
                to: portable(&texts.next()),
            },
            Cell::value(texts.next(), Data::Text(texts.next())),
            Cell::list(vec![texts.next(), texts.next()]),
            Cell::word(texts.next(), texts.next()),
            Cell::Day(day()),
            Cell::At(at()),
        ],
    };
    let first = cells(texts);
    let keys = ["a", "b", "c", "d", "e", "f", "g", "h"][..first.len()].to_vec();
    let group = |texts: &mut Texts, rows| Group {
        heading: Some(texts.next()),
        tone: Tone::Caution,
        rows,
    };
    let second = cells(texts);
    Table {
        form,
        head: keys.iter().map(|_| texts.next()).collect(),
        keys,
        groups: vec![group(texts, vec![first]), group(texts, vec![second])],
    }
}

/// Every text that a reader sees, in the words in which it is seen.
fn seen(document: &Document) -> Vec<String> {
    let said = |part: &Part| {
        part.text
            .iter()
            .map(|said| said.words().to_string())
            .collect::<Vec<_>>()
    };
    let mut seen = vec![document.title.clone()];
    seen.extend(document.about.iter().cloned());
    for part in &document.parts {
        seen.push(part.heading.clone());
        seen.extend(said(part));
        let Some(table) = &part.table else { continue };
        if table.form != Form::Facts {
            seen.extend(
                table
                    .groups
                    .iter()
                    .filter_map(|group| group.heading.clone())
                    .filter(|_| is_grouped(table)),
            );
        }
        for cell in table.rows().flatten() {
            match cell {
                Cell::Calendar(on) => {
                    seen.extend(on.marks.iter().cloned());
                    seen.extend(on.entries.iter().map(|(_, words)| words.clone()));
                }
                cell => seen.push(cell.shown().into_owned()),
            }
        }
    }
    seen
}

/// Cards and calendars stand under no headings.
fn is_grouped(table: &Table) -> bool {
    !table.is_wide() && matches!(table.form, Form::Rows | Form::Bars)
}

fn is_harmless(shown: &str) {
    let wrong = shown.chars().find(|c| steers(*c));
    assert!(wrong.is_none(), "{wrong:?} in {}", harmless(shown));
}

/// The page has the elements and attributes of one in which all texts are plain, and each text where it is read.
fn in_html(document: &Document, plain: &Document) {
    let page = html::render(document, Lang::En);
    is_harmless(&page);
    let (shape, texts) = parsed(&page);
    let (expected, _) = parsed(&html::render(plain, Lang::En));
    assert!(shape == expected, "other elements: {page}");
    for text in seen(document) {
        let text = harmless(&text);
        assert!(texts.iter().any(|it| it.contains(&text)), "{text:?} is not in {page}");
    }
    for part in &document.parts {
        for cell in part.table.iter().flat_map(Table::rows).flatten() {
            if let Cell::Link { to, .. } = cell {
                let link = format!("href=./{}", to.replace('%', "%25"));
                assert!(texts.contains(&link), "{link:?} is not in {page}");
            }
        }
    }
}

/// The elements of a page with the names of their attributes, and its texts and links.
fn parsed(page: &str) -> (Vec<String>, Vec<String>) {
    let dom = parse_document(RcDom::default(), Default::default()).one(page);
    assert!(dom.errors.borrow().is_empty(), "{:?} in {page}", dom.errors.borrow());
    let (mut shape, mut texts) = (Vec::new(), Vec::new());
    walk(&dom.document, &mut shape, &mut texts);
    (shape, texts)
}

fn walk(node: &Handle, shape: &mut Vec<String>, texts: &mut Vec<String>) {
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let attributes = attrs.borrow();
            let names: Vec<&str> = attributes.iter().map(|it| &*it.name.local).collect();
            shape.push(format!("{} {}", name.local, names.join(" ")));
            let links = attributes.iter().filter(|it| &*it.name.local == "href");
            texts.extend(links.map(|it| format!("href={}", it.value)));
        }
        NodeData::Text { contents } => texts.push(contents.borrow().to_string()),
        NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } => shape.push("a comment".to_string()),
        _ => {}
    }
    for child in node.children.borrow().iter() {
        walk(child, shape, texts);
    }
    shape.push("/".to_string());
}

/// As many lines, and as many cells on each, as where all texts are plain; and no element of HTML.
fn in_markdown(document: &Document, plain: &Document) {
    let shown = markdown::render(document, Lang::En);
    is_harmless(&shown);
    let cells = |text: &str| -> Vec<usize> {
        let unescaped = |line: &str| {
            let without = line.replace("\\\\", "").replace("\\|", "");
            without.matches('|').count()
        };
        text.lines().map(unescaped).collect()
    };
    let expected = markdown::render(plain, Lang::En);
    assert_eq!(cells(&shown), cells(&expected), "{shown}\n--- and not\n{expected}");
    let without = shown.replace("\\\\", "").replace("\\<", "").replace("<br>", "");
    assert!(!without.contains('<'), "{shown}");
}

/// Read back, each cell is what it was, but for the apostrophe before what a spreadsheet would compute.
fn in_csv(document: &Document) {
    let whole = document_csv::render(document, Lang::En).expect("CSV");
    is_harmless(&whole);
    for cell in rows(&whole).into_iter().flatten() {
        is_no_formula(&cell);
    }
    let alone = Document {
        parts: vec![document.parts[1].clone()],
        ..Document::default()
    };
    let csv = document_csv::render(&alone, Lang::En).expect("CSV");
    let table = alone.parts[0].table.as_ref().expect("a table").flat("group");
    let read = rows(&csv);
    assert_eq!(read.len(), 1 + table.rows().count(), "{csv}");
    for (read, cells) in read.iter().skip(1).zip(table.rows()) {
        assert_eq!(read.len(), cells.len(), "{csv}");
        for (read, cell) in read.iter().zip(cells) {
            // A list stands on one line.
            let words = match cell {
                Cell::Word { name, .. } => harmless(name),
                Cell::Value {
                    words,
                    data: Data::List(_),
                } => harmless(&words.replace('\n', "; ")),
                cell => harmless(&cell.shown()),
            };
            let is_said = *read == words || read.strip_prefix('\'') == Some(&words);
            assert!(is_said, "{read:?} for {words:?} in {csv}");
        }
    }
}

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(csv.as_bytes());
    let rows = reader
        .records()
        .map(|row| row.expect("CSV").iter().map(str::to_string).collect());
    rows.collect()
}

fn is_no_formula(cell: &str) {
    let begins = cell.trim_start().chars().next();
    assert!(
        !begins.is_some_and(|c| "=+-@＝＋－＠".contains(c)),
        "{cell:?} is computed"
    );
}

/// Both say the same, and each text as it was.
fn in_json_and_yaml(document: &Document) {
    let json = document_json::render(document).expect("JSON");
    let yaml = document_yaml::render(document).expect("YAML");
    is_harmless(&json);
    is_harmless(&yaml);
    let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let same: serde_json::Value = serde_yaml::from_str(&yaml).unwrap_or_else(|why| panic!("{why}: {yaml}"));
    assert!(read == same, "{read}\n--- and in YAML\n{yaml}");
    assert_eq!(read["title"], *document.title);
    for (part, read) in document.parts.iter().zip(read["parts"].as_array().expect("parts")) {
        assert_eq!(read["heading"], *part.heading);
        for (said, read) in part.text.iter().zip(read["text"].as_array().unwrap_or(&Vec::new())) {
            assert_eq!(*read, *said.words());
        }
        let rows = part.table.iter().flat_map(Table::rows);
        for (cells, read) in rows.zip(read["rows"].as_array().expect("rows")) {
            let is_said = match &cells[0] {
                Cell::Text(text) if text.is_empty() => read["a"].is_null(),
                Cell::Text(text) => read["a"] == **text,
                _ => true,
            };
            assert!(is_said, "{cells:?}: {read}");
        }
    }
}

fn on_a_terminal(document: &Document) {
    for width in [20, 100] {
        is_harmless(&terminal::document(document, Look { colour: false, width }, Lang::En));
    }
    let coloured = terminal::document(
        document,
        Look {
            colour: true,
            width: 80,
        },
        Lang::En,
    );
    // Our own colours begin so, and end in an m.
    for piece in coloured.split('\u{1b}').skip(1) {
        let own = piece.split_once('m').map(|(own, _)| own).unwrap_or_default();
        let is_own = own
            .strip_prefix('[')
            .is_some_and(|own| own.bytes().all(|b| b.is_ascii_digit() || b == b';'));
        assert!(is_own, "{coloured:?}");
    }
    is_harmless(&coloured.replace('\u{1b}', ""));
}

/// Each text is a text in a cell, and no formula.
fn in_a_workbook(document: &Document) {
    let bytes = xlsx::render(document, Lang::En, Zone::default()).expect("a workbook");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sheets = book.worksheets();
    assert_eq!(sheets.len(), 3);
    for (part, (name, page)) in document.parts.iter().skip(1).zip(sheets.iter().skip(1)) {
        assert!(book.worksheet_formula(name).is_ok_and(|formulas| formulas.is_empty()));
        let table = part.table.as_ref().expect("a table").flat("group");
        for (row, cells) in (1..).zip(table.rows()) {
            for (column, cell) in (0..).zip(cells) {
                let Cell::Text(text) = cell else { continue };
                let read = page
                    .get_value((row, column))
                    .map(ToString::to_string)
                    .unwrap_or_default();
                assert_eq!(read, harmless(text), "{name} {row} {column}");
            }
        }
    }
}
