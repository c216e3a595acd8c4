//! The tree of a text in the plain forms of TOML, straight from the parser's events: each key once and without dots, tables and
//! rows of tables in the root. Nearly all records are such, and this is what reading them costs.
//!
//! Of anything else – a mistake, a dotted key, a key that comes twice – there is no tree here: the parser that goes on after an
//! error reads it and says what is wrong.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span as Place};

use super::key::Key;
use super::toml_tree::moment;
use super::tree::{Entry, Node, Span, Value};

/// Deeper than this nothing is plain.
const DEEPEST: usize = 32;

/// With more keys than this a table is not plain: each is held against all others.
const MOST_KEYS: usize = 128;

pub(super) fn read(text: &str) -> Option<Node<'_>> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut plain = Plain::of(text);
    let mut is_sound = true;
    parse_document(
        &tokens,
        &mut ValidateWhitespace::new(&mut plain, source),
        &mut |_: ParseError| is_sound = false,
    );
    plain.finish_table();
    (is_sound && plain.is_plain).then(|| plain.whole())
}

/// A key and where it stands.
type Placed = (Key, Span);

/// The header of a table, or of a row of one.
struct Header {
    key: Placed,
    span: Span,
    is_row: bool,
}

/// A list or an inline table that is not closed yet, under its key, and where it begins: in the text, and among what is read.
struct Open {
    under: Option<Placed>,
    start: usize,
    is_list: bool,
    from: usize,
}

/// What is read of lists and tables waits in two heaps until they close, so that each gets just the room it needs.
struct Plain<'t> {
    text: &'t str,
    root: Vec<Entry<'t>>,
    /// The rows of the root's tables of rows, each with the number of its table there.
    rows: Vec<(usize, Node<'t>)>,
    /// Of the table that is being read; the root has none.
    header: Option<Header>,
    /// Of that table, and of the inline tables in it that are open.
    entries: Vec<Entry<'t>>,
    /// Of the lists that are open.
    items: Vec<Node<'t>>,
    open: Vec<Open>,
    /// Where the header begins that is being read.
    heading: Option<usize>,
    key: Option<Placed>,
    is_plain: bool,
}

impl<'t> Plain<'t> {
    fn of(text: &'t str) -> Plain<'t> {
        Plain {
            text,
            root: Vec::new(),
            rows: Vec::new(),
            header: None,
            entries: Vec::new(),
            items: Vec::new(),
            open: Vec::new(),
            heading: None,
            key: None,
            is_plain: true,
        }
    }

    /// The tree, with the rows in their tables.
    fn whole(mut self) -> Node<'t> {
        // Rows of one table keep their order.
        self.rows.sort_by_key(|(table, _)| *table);
        let mut rows = self.rows.into_iter().peekable();
        while let Some((table, _)) = rows.peek() {
            let table = *table;
            let its_own = std::iter::from_fn(|| rows.next_if(|(of, _)| *of == table));
            self.root[table].node.value = Value::List(its_own.map(|(_, row)| row).collect());
        }
        Node {
            span: Span::default(),
            value: Value::Table(self.root.into()),
        }
    }

    fn raw(&self, place: Place, encoding: Option<Encoding>) -> Option<Raw<'t>> {
        let text = self.text.get(place.start()..place.end())?;
        Some(Raw::new_unchecked(text, encoding, place))
    }

    /// Puts a value where it belongs: in the innermost list or table that is open.
    fn put(&mut self, under: Option<Placed>, node: Node<'t>) {
        let from = match self.open.last() {
            Some(open) if open.is_list => return self.items.push(node),
            Some(open) => open.from,
            None => 0,
        };
        match under {
            Some((key, key_span)) if is_new(&self.entries[from..], &key) => {
                self.entries.push(Entry { key, key_span, node });
            }
            _ => self.is_plain = false,
        }
    }

    fn begin(&mut self, place: Place, is_list: bool) -> bool {
        self.is_plain &= self.open.len() < DEEPEST;
        if self.is_plain {
            self.open.push(Open {
                under: self.key.take(),
                start: place.start(),
                is_list,
                from: if is_list { self.items.len() } else { self.entries.len() },
            });
        }
        self.is_plain
    }

    fn end(&mut self, place: Place) {
        let Some(open) = self.open.pop() else {
            self.is_plain = false;
            return;
        };
        let value = match open.is_list {
            true => Value::List(self.items.drain(open.from..).collect()),
            false => Value::Table(self.entries.drain(open.from..).collect()),
        };
        let span = (open.start..place.end()).into();
        self.put(open.under, Node { span, value });
    }

    fn begin_header(&mut self, place: Place) {
        self.finish_table();
        self.heading = Some(place.start());
    }

    fn end_header(&mut self, place: Place, is_row: bool) {
        match (self.heading.take(), self.key.take()) {
            (Some(start), Some(key)) => {
                let span = (start..place.end()).into();
                self.header = Some(Header { key, span, is_row });
            }
            _ => self.is_plain = false,
        }
    }

    /// The table that was being read is whole: it is the root, a table in it, or a row of one.
    fn finish_table(&mut self) {
        let Some(Header { key, span, is_row }) = self.header.take() else {
            // Only what stands before the first header is the root's own.
            self.is_plain &= self.root.is_empty() || self.entries.is_empty();
            self.root.append(&mut self.entries);
            return;
        };
        let value = Value::Table(self.entries.drain(..).collect());
        let (key, key_span) = key;
        let there = self.root.iter().position(|entry| entry.key == key);
        match there {
            Some(table) if is_row && self.rows.iter().rev().any(|(of, _)| *of == table) => {
                self.rows.push((table, Node { span, value }));
            }
            Some(_) => self.is_plain = false,
            None if self.root.len() >= MOST_KEYS => self.is_plain = false,
            None => {
                let value = match is_row {
                    // Its rows come when all are there.
                    true => {
                        self.rows.push((self.root.len(), Node { span, value }));
                        Value::List(Box::default())
                    }
                    false => value,
                };
                let node = Node { span, value };
                self.root.push(Entry { key, key_span, node });
            }
        }
    }
}

fn is_new(entries: &[Entry], key: &Key) -> bool {
    entries.len() < MOST_KEYS && entries.iter().all(|entry| entry.key != *key)
}

impl EventReceiver for Plain<'_> {
    fn std_table_open(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.begin_header(place);
    }

    fn std_table_close(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.end_header(place, false);
    }

    fn array_table_open(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.begin_header(place);
    }

    fn array_table_close(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.end_header(place, true);
    }

    fn inline_table_open(&mut self, place: Place, _: &mut dyn ErrorSink) -> bool {
        self.begin(place, false)
    }

    fn inline_table_close(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.end(place);
    }

    fn array_open(&mut self, place: Place, _: &mut dyn ErrorSink) -> bool {
        self.begin(place, true)
    }

    fn array_close(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.end(place);
    }

    fn simple_key(&mut self, place: Place, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut written = Cow::Borrowed("");
        match self.raw(place, encoding).filter(|_| self.key.is_none()) {
            Some(raw) => raw.decode_key(&mut written, error),
            None => self.is_plain = false,
        }
        self.key = Some((Key::from(written.as_ref()), (place.start()..place.end()).into()));
    }

    fn key_sep(&mut self, _: Place, _: &mut dyn ErrorSink) {
        self.is_plain = false;
    }

    fn scalar(&mut self, place: Place, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(raw) = self.raw(place, encoding) else {
            self.is_plain = false;
            return;
        };
        let mut written = Cow::Borrowed("");
        let value = match raw.decode_scalar(&mut written, error) {
            ScalarKind::String => Some(Value::Text(written)),
            ScalarKind::Boolean(yes) => Some(Value::Bool(yes)),
            ScalarKind::DateTime => written.parse().ok().map(|datetime| moment(&datetime)),
            ScalarKind::Float => written.parse().ok().map(Value::Number),
            ScalarKind::Integer(radix) => i64::from_str_radix(&written, radix.value()).ok().map(Value::Integer),
        };
        // What is no value that exists is the other parser's to name.
        match value.filter(|value| !matches!(value, Value::Unreadable)) {
            Some(value) => {
                let span = (place.start()..place.end()).into();
                let under = self.key.take();
                self.put(under, Node { span, value });
            }
            None => self.is_plain = false,
        }
    }

    fn error(&mut self, _: Place, _: &mut dyn ErrorSink) {
        self.is_plain = false;
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::super::toml_tree::recovered;
    use super::*;

    const RECORDS: [&str; 3] = [
        "name = \"Salarisadministratie\" # x\nrole = 'controller'\npurposes = [\n  \"één\",\n  \"b\", # c\n]\n\
         legal_basis = [{ article = \"6(1)(c)\", law = 'x' }]\n\n[[personal_data]]\ncategory = \"\"\"\nNAW\\\n\"\"\"\n\
         [[personal_data]]\nitems = []\n[dpia]\ndone_on = 2026-02-01\nauthority_list = false\n",
        "received_at = 2026-03-05T14:00:00+01:00\r\nleft = 2026-03-05T14:00\r\nat = 07:32:00\r\n[answer]\r\nn = 0x1F\r\n\
         f = -1_0.5e3\r\ni = [[1, 2], [inf]]\r\n",
        "\"a b\" = { c = { d = [] } }\n[x]\n'y' = 1\n",
    ];

    const PIECES: [&str; 25] = [
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ".",
        ",",
        "\n",
        "\"",
        "'''",
        "#",
        "a.b = 1\n",
        "[x]\n",
        "[[x]]\n",
        "[x.y]\n",
        "[[i]]\n",
        "name = 1\n",
        "\u{feff}",
        "2026-02-30",
        "99999999999999999999",
        "\\u00e9",
        "\u{1}",
        "true",
    ];

    /// Records with up to three pieces gone and others in their place.
    fn broken() -> impl Strategy<Value = String> {
        let breach = (any::<Index>(), 0_usize..12, select(&PIECES[..]));
        (select(&RECORDS[..]), vec(breach, 0..4)).prop_map(|(record, breaches)| {
            let mut text: Vec<char> = record.chars().collect();
            for (place, gone, piece) in breaches {
                let at = place.index(text.len() + 1);
                let end = (at + gone).min(text.len());
                text.splice(at..end, piece.chars());
            }
            text.into_iter().collect()
        })
    }

    #[test]
    fn records_are_plain() {
        for record in RECORDS {
            assert!(read(record).is_some(), "{record}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// What has a tree here has the same by the other parser, which has nothing to say of it.
        #[test]
        fn what_is_plain_reads_alike(text in broken()) {
            if let Some(root) = read(&text) {
                let (expected, troubles) = recovered(&text);
                prop_assert_eq!(format!("{root:?}"), format!("{expected:?}"));
                prop_assert!(troubles.is_empty(), "{:?}", troubles);
            }
        }
    }
}
