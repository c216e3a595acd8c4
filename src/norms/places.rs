//! Where each value of a pack in the binary stands, found once and kept beside it: to read YAML takes half of the time in
//! which a small folder is checked, and the packs in the binary are the same at every start.
//!
//! A line a value, from the outermost inwards: its sort, how far it begins after the value before it, and how long it is.
//! `{` and `[` say next how many entries or items follow. `k` is a key, `.` a value as it is written, `'` one in quotes, `>`
//! one over several lines, and `"` one that says next, in JSON, what is read from it. The first line is how long the pack is.
//! A test writes these files, and holds the trees that they give against those of the YAML.

use std::borrow::Cow;
use std::str::{Lines, SplitN};

use crate::records::key::Key;
use crate::records::tree::{Entry, Node, Span, Value};
use crate::records::yaml;

/// The tree of a pack; `None` where the places are those of another text.
pub(super) fn tree<'a>(text: &'a str, places: &'a str) -> Option<Node<'a>> {
    let mut lines = places.lines();
    let is_of_text = lines.next()?.parse() == Ok(text.len());
    is_of_text.then_some(())?;
    Reader { text, lines, start: 0 }.node()
}

struct Reader<'a> {
    text: &'a str,
    lines: Lines<'a>,
    /// Where the value before begins.
    start: usize,
}

impl<'a> Reader<'a> {
    fn node(&mut self) -> Option<Node<'a>> {
        let (sort, span, mut rest) = self.line()?;
        let written = self.text.get(span.start()..span.end())?;
        let value = match sort {
            "{" => {
                let entries = (0..rest.next()?.parse().ok()?).map(|_| self.entry());
                Value::Table(entries.collect::<Option<_>>()?)
            }
            "[" => {
                let items = (0..rest.next()?.parse().ok()?).map(|_| self.node());
                Value::List(items.collect::<Option<_>>()?)
            }
            "." => yaml::plain(Cow::Borrowed(written)),
            "'" => Value::Text(Cow::Borrowed(quoted(written)?)),
            ">" => Value::Text(Cow::Owned(folded(written))),
            "\"" => Value::Text(Cow::Owned(serde_json::from_str(rest.next()?).ok()?)),
            _ => return None,
        };
        Some(Node { span, value })
    }

    fn entry(&mut self) -> Option<Entry<'a>> {
        let (sort, key_span, _) = self.line()?;
        let key = self
            .text
            .get(key_span.start()..key_span.end())
            .filter(|_| sort == "k")?;
        Some(Entry {
            key: Key::at(key, key_span),
            node: self.node()?,
        })
    }

    /// The sort of the next value, where it stands, and what else is said of it.
    fn line(&mut self) -> Option<(&'a str, Span, SplitN<'a, [char; 1]>)> {
        // One of a few letters is looked for letter by letter, which is the quicker way in words as short as these.
        let mut words = self.lines.next()?.splitn(4, [' ']);
        let sort = words.next()?;
        let mut number = || words.next()?.parse::<usize>().ok();
        let (after, long) = (number()?, number()?);
        self.start += after;
        Some((sort, (self.start..self.start + long).into(), words))
    }
}

/// What stands in quotes.
fn quoted(written: &str) -> Option<&str> {
    written.get(1..written.len().checked_sub(1)?)
}

/// Lines that go on.
fn folded(written: &str) -> String {
    let mut said = String::with_capacity(written.len());
    for line in written.lines().map(str::trim) {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(line);
    }
    said
}
