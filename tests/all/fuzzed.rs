//! What the fuzz targets of `tests/fuzz` came upon: each input in words, and what must happen with it.

use std::time::{Duration, Instant};

use avg::finding::{Finding, Level, Site};
use avg::render::{Look, document_csv, findings_human, terminal};
use avg::report::{Document, Part, Table};
use avg::text::{Lang, Text};
use avg::time::Term;

/// What steers a terminal, and what a spreadsheet computes.
const HOSTILE: [&str; 2] = ["\u{1b}[31mrood", "=1+1"];

const PLAIN: Look = Look {
    colour: false,
    width: 100,
};

/// The head of a table is as harmless as its cells, whoever named its columns.
#[test]
fn no_head_of_a_table_steers_or_is_computed() {
    let cells = HOSTILE.map(str::to_string);
    let table = Table::of(cells.clone(), ["a", "b"], vec![vec![cells.to_vec()].into()]);
    let shown = terminal::table(&table, PLAIN);
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
    let document = Document {
        parts: vec![Part::table("", table)],
        ..Document::default()
    };
    let csv = document_csv::render(&document, Lang::En).expect("CSV");
    assert_eq!(csv, "\\u{1b}[31mrood,'=1+1\n\\u{1b}[31mrood,'=1+1\n");
}

/// Many mistakes at the end of a long file: each is shown from its own lines, not from the file as a whole.
#[test]
fn to_show_many_findings_of_a_long_file_takes_no_more_than_their_lines() {
    let line = "x_key = 'a value'\n";
    let text = line.repeat(100_000);
    let at = text.len() - line.len();
    let finding = Finding {
        norm: "record/unknown-key".to_string(),
        cite: None,
        level: Level::Error,
        message: Text::same("m"),
        help: Text::default(),
        record: None,
        item: None,
        site: Site::new("register/a.toml", &text, at..at + 5),
        related: Vec::new(),
    };
    let sources = [("register/a.toml", text.as_str())].into();
    let begun = Instant::now();
    let shown = findings_human::render(&vec![finding; 250], &sources, Lang::En, PLAIN);
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    let excerpt = " --> register/a.toml:100000:1\n       |\n100000 | x_key = 'a value'\n       | ^^^^^\n";
    assert_eq!(shown.matches(excerpt).count(), 250, "{}", &shown[..600]);
}

/// Terms beyond every calendar, held against one another: the number of their days was none, and to count with it overflowed.
#[test]
fn a_term_of_more_years_than_there_are_outlasts_as_the_number_says() {
    let term = |written: &str| written.parse::<Term>().expect("a term");
    for (longer, shorter) in [
        ("999999999 years", "999999999h"),
        ("999999999 months", "72h"),
        ("999999999 years", "999999999 days"),
    ] {
        assert!(term(longer).can_outlast(term(shorter)), "{longer} {shorter}");
        assert!(!term(shorter).can_outlast(term(longer)), "{shorter} {longer}");
    }
}
