//! The tree of a text in the plain forms of TOML, read in one pass: each key bare and once, texts between quotes on one line
//! and without escapes, tables and rows of tables in the root. Nearly all records are such, and this is what reading a hundred
//! thousand of them costs.
//!
//! Of anything else – a mistake, a dotted key, a key that comes twice, a number in an unusual form – there is no tree here: the
//! parser that goes on after an error reads it and says what is wrong. Where there is one, it is that parser's.

use std::borrow::Cow;

use toml::value::Datetime;

use super::key::Key;
use super::toml_tree::moment;
use super::tree::{Entry, Node, Span, Value};

/// Deeper than this nothing is plain.
const DEEPEST: usize = 32;

/// With more keys than this a table is not plain: each is held against all others.
const MOST_KEYS: usize = 128;

/// Few tables have more keys than this, and few lists more items: there is room for them from the beginning.
const USUAL: usize = 24;

/// A number of more digits may be too large.
const MOST_DIGITS: usize = 18;

pub(super) fn read(text: &str) -> Option<Node<'_>> {
    let reader = Reader {
        text,
        at: 0,
        root: Vec::with_capacity(USUAL),
        rows: Vec::new(),
        header: None,
        entries: Vec::with_capacity(USUAL),
        items: Vec::with_capacity(USUAL),
    };
    reader.whole()
}

/// The header of a table, or of a row of one.
struct Header {
    key: Key<Span>,
    span: Span,
    is_row: bool,
}

/// What is read of lists and tables waits in two heaps until they close, so that each gets just the room it needs.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    root: Vec<Entry<'t>>,
    /// The rows of the root's tables of rows, each with the number of its table there.
    rows: Vec<(usize, Node<'t>)>,
    /// Of the table that is being read; the root has none.
    header: Option<Header>,
    /// Of that table, and of the inline tables in it that are open.
    entries: Vec<Entry<'t>>,
    /// Of the lists that are open.
    items: Vec<Node<'t>>,
}

impl<'t> Reader<'t> {
    fn whole(mut self) -> Option<Node<'t>> {
        loop {
            match self.next_after_blanks() {
                None => break,
                Some(b'[') => {
                    self.finish_table()?;
                    self.header = Some(self.header()?);
                }
                Some(b'#' | b'\n' | b'\r') => {}
                Some(_) => {
                    let entry = self.entry(0, 0)?;
                    self.entries.push(entry);
                }
            }
            self.end_line()?;
        }
        self.finish_table()?;
        // Rows of one table keep their order.
        self.rows.sort_by_key(|(table, _)| *table);
        let mut rows = self.rows.into_iter().peekable();
        while let Some((table, _)) = rows.peek() {
            let table = *table;
            let its_own = std::iter::from_fn(|| rows.next_if(|(of, _)| *of == table));
            self.root[table].node.value = Value::List(its_own.map(|(_, row)| row).collect());
        }
        Some(Node {
            span: Span::default(),
            value: Value::Table(self.root.into()),
        })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes past one byte, which must be this one.
    fn expect(&mut self, byte: u8) -> Option<()> {
        let is_here = self.peek() == Some(byte);
        self.at += usize::from(is_here);
        is_here.then_some(())
    }

    fn next_after_blanks(&mut self) -> Option<u8> {
        loop {
            match self.peek() {
                Some(b' ' | b'\t') => self.at += 1,
                next => return next,
            }
        }
    }

    /// Goes past all bytes of a sort; a character is taken as a whole, or not.
    fn take(&mut self, sort: u8) -> &'t str {
        let (from, text) = (self.at, self.text);
        let rest = &text.as_bytes()[from..];
        let other = rest.iter().position(|byte| SORTS[usize::from(*byte)] & sort == 0);
        self.at += other.unwrap_or(rest.len());
        text.get(from..self.at).unwrap_or_default()
    }

    /// Nothing more on this line but a remark.
    fn end_line(&mut self) -> Option<()> {
        if self.next_after_blanks() == Some(b'#') {
            self.take(PRINTED);
        }
        match self.peek() {
            None => return Some(()),
            Some(b'\r') => self.at += 1,
            _ => {}
        }
        self.expect(b'\n')
    }

    /// Blanks, remarks and ends of lines, as they stand between the items of a list.
    fn next_after_lines(&mut self) -> Option<u8> {
        loop {
            match self.next_after_blanks()? {
                b'#' | b'\n' | b'\r' => self.end_line()?,
                byte => return Some(byte),
            }
        }
    }

    fn header(&mut self) -> Option<Header> {
        let start = self.at;
        self.expect(b'[')?;
        let is_row = self.expect(b'[').is_some();
        self.next_after_blanks();
        let key = self.key()?;
        self.next_after_blanks();
        for _ in 0..=usize::from(is_row) {
            self.expect(b']')?;
        }
        Some(Header {
            key,
            span: (start..self.at).into(),
            is_row,
        })
    }

    fn key(&mut self) -> Option<Key<Span>> {
        let start = self.at;
        let written = self.take(KEY);
        (!written.is_empty()).then(|| Key::at(written, (start..self.at).into()))
    }

    /// A key and its value, for the table of which the entries so far begin at `from`.
    fn entry(&mut self, from: usize, depth: usize) -> Option<Entry<'t>> {
        let key = self.key()?;
        let others = &self.entries[from..];
        if others.len() >= MOST_KEYS || others.iter().any(|entry| entry.key == key) {
            return None;
        }
        self.next_after_blanks();
        self.expect(b'=')?;
        self.next_after_blanks();
        let node = self.value(depth)?;
        Some(Entry { key, node })
    }

    fn value(&mut self, depth: usize) -> Option<Node<'t>> {
        let start = self.at;
        let value = match self.peek()? {
            quote @ (b'"' | b'\'') => self.quoted(quote)?,
            b'[' if depth < DEEPEST => self.list(depth + 1)?,
            b'{' if depth < DEEPEST => self.inline_table(depth + 1)?,
            b't' | b'f' => match self.take(KEY) {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => return None,
            },
            _ => self.number_or_moment()?,
        };
        Some(Node {
            span: (start..self.at).into(),
            value,
        })
    }

    fn quoted(&mut self, quote: u8) -> Option<Value<'t>> {
        self.at += 1;
        let start = self.at;
        self.take(TEXT);
        // The other sort of quotes is text too.
        while self
            .peek()
            .is_some_and(|byte| byte != quote && matches!(byte, b'"' | b'\''))
        {
            self.at += 1;
            self.take(TEXT);
        }
        let written = self.text.get(start..self.at)?;
        self.expect(quote)?;
        // Three quotes begin a text of several lines.
        let is_of_lines = written.is_empty() && self.peek() == Some(quote);
        (!is_of_lines).then_some(Value::Text(Cow::Borrowed(written)))
    }

    fn list(&mut self, depth: usize) -> Option<Value<'t>> {
        let from = self.items.len();
        self.expect(b'[')?;
        while self.next_after_lines()? != b']' {
            let item = self.value(depth)?;
            self.items.push(item);
            if self.next_after_lines()? != b']' {
                self.expect(b',')?;
            }
        }
        self.expect(b']')?;
        Some(Value::List(self.items.drain(from..).collect()))
    }

    fn inline_table(&mut self, depth: usize) -> Option<Value<'t>> {
        let from = self.entries.len();
        self.expect(b'{')?;
        if self.next_after_blanks()? != b'}' {
            loop {
                self.next_after_blanks()?;
                let entry = self.entry(from, depth)?;
                self.entries.push(entry);
                if self.next_after_blanks()? == b'}' {
                    break;
                }
                self.expect(b',')?;
            }
        }
        self.expect(b'}')?;
        Some(Value::Table(self.entries.drain(from..).collect()))
    }

    fn number_or_moment(&mut self) -> Option<Value<'t>> {
        let written = self.take(NUMBER);
        let follows = self.peek().unwrap_or(b'\n');
        // A blank may stand between a date and a time.
        let ends = matches!(follows, b'\n' | b'\r' | b',' | b']' | b'}' | b'#') || (follows == b' ' && !self.goes_on());
        if !ends {
            return None;
        }
        let digits = written.strip_prefix(['+', '-']).unwrap_or(written);
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_whole = |part: &str| is_number(part) && (part == "0" || !part.starts_with('0'));
        if is_whole(digits) && digits.len() <= MOST_DIGITS {
            return written.parse().ok().map(Value::Integer);
        }
        if let Some((whole, fraction)) = digits.split_once('.')
            && is_whole(whole)
            && is_number(fraction)
        {
            let number = written.parse().ok().filter(|number: &f64| number.is_finite());
            return number.map(Value::Number);
        }
        let is_of_date = written.as_bytes().get(4) == Some(&b'-') && written.starts_with(|c: char| c.is_ascii_digit());
        let read: Datetime = written.parse().ok().filter(|_| is_of_date)?;
        // What is no moment that exists is the other parser's to name.
        Some(moment(&read)).filter(|value| matches!(value, Value::Moment(_)))
    }

    /// Whether a digit follows the blank that is here.
    fn goes_on(&self) -> bool {
        self.text.as_bytes().get(self.at + 1).is_some_and(u8::is_ascii_digit)
    }

    /// The table that was being read is whole: it is the root, a table in it, or a row of one.
    fn finish_table(&mut self) -> Option<()> {
        let Some(Header { key, span, is_row }) = self.header.take() else {
            // Only what stands before the first header is the root's own.
            self.root.append(&mut self.entries);
            return Some(());
        };
        let value = Value::Table(self.entries.drain(..).collect());
        match self.root.iter().position(|entry| entry.key == key) {
            Some(table) if is_row && self.rows.iter().rev().any(|(of, _)| *of == table) => {
                self.rows.push((table, Node { span, value }));
            }
            Some(_) => return None,
            None if self.root.len() >= MOST_KEYS => return None,
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
                self.root.push(Entry { key, node });
            }
        }
        Some(())
    }
}

/// Whether a byte may stand in a text or a remark on one line: a blank, or what is printed.
const PRINTED: u8 = 1;

/// Whether it may stand in a text, and neither ends it nor begins an escape.
const TEXT: u8 = 2;

const KEY: u8 = 4;

const NUMBER: u8 = 8;

/// What each byte may be part of. Every byte of every record is asked for it.
static SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let it = byte as u8;
        let is_printed = it == b'\t' || (it >= b' ' && it != 0x7f);
        let is_text = is_printed && !matches!(it, b'"' | b'\'' | b'\\');
        let is_key = it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-');
        let is_number = it.is_ascii_digit() || matches!(it, b'+' | b'-' | b'.' | b':' | b'T' | b'Z');
        sorts[byte] = is_printed as u8 * PRINTED + is_text as u8 * TEXT + is_key as u8 * KEY + is_number as u8 * NUMBER;
        byte += 1;
    }
    sorts
};

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::super::toml_tree::recovered;
    use super::*;

    const RECORDS: [&str; 4] = [
        "name = \"Salarisadministratie\" # x\nrole = 'controller'\npurposes = [\n  \"één\",\n  \"b\", # c\n]\n\
         legal_basis = [{ article = \"6(1)(c)\", law = 'x' }]\n\n[[personal_data]]\ncategory = \"\"\n\
         [[personal_data]]\nitems = []\n[dpia]\ndone_on = 2026-02-01\nauthority_list = false\n[[personal_data]]\n",
        "received_at = 2026-03-05T14:00:00+01:00\r\nleft = 2026-03-05T14:00\r\n\r\n[answer]\r\nn = -12\r\n\
         f = 0.75\r\ni = [[1, 2], [3]] #é\r\n",
        "\t a-b = { c = { d = [] } , e=+0.5}\n[ x ] # y\n1 = 1\n[[ y_ ]]\nz = [ # q\n 'a' , \n\n]",
        "at = 2026-03-05T14:00:00.25Z\n\n\n[x]\nt = 2026-03-05 # 1\n",
    ];

    /// Pieces with a blank between them.
    const PIECES: &str = "[ ] [[ ]] { } = . , : \" ' ''' \"\"\" # - + _ 0 1 00 1e3 0x1F inf nan true T10:00 Z é \\ \\u00e9 \
        \u{1} \u{7f} \u{feff} \u{a0} 2026-02-30 04:05:06 99999999999999999999";

    /// Lines, a bar between them.
    const LINES: &str = "\n|\r|\t| |a.b = 1\n|[x]\n|[[x]]\n|[x.y]\n|[[i]]\n|name = 1\n|\"k\" = 1\n|2026-02-03 04:05";

    /// Records with up to three pieces gone and others in their place.
    fn broken() -> impl Strategy<Value = String> {
        let pieces: Vec<&str> = PIECES.split(' ').chain(LINES.split('|')).collect();
        let breach = (any::<Index>(), 0_usize..12, select(pieces));
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

    /// All of it is the other parser's, whatever this one could make of it.
    #[test]
    fn what_is_unusual_is_not_plain() {
        let moments = ["07:32:00", "2026-02-03 04:05", "2026-02-30"];
        let numbers = ["0x1F", "1_0", "1e3", "inf", "00", "1234567890123456789"];
        let texts = ["\"\"\"b\"\"\"", "'''b'''", "\"\\n\"", "\"\u{1}\""];
        for value in moments.iter().chain(&numbers).chain(&texts) {
            assert!(read(&format!("a = {value}\n")).is_none(), "{value}");
        }
        for text in [
            "a.b = 1",
            "'a' = 1",
            "[a.b]",
            "a = 1\na = 2",
            "[a]\n[a]",
            "a = [[1]]\n[[a]]",
            "\u{feff}a = 1",
        ] {
            assert!(read(text).is_none(), "{text}");
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
