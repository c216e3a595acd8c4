//! YAML text to the same tree of values with places that records have.
//!
//! The subset is the one that people write: block and flow collections, plain and quoted scalars, one document.
//! Anchors, aliases and tags are refused: a pack is read by lawyers, and what it says must stand where it says it.
//! Norm packs are read by this, and what other tools wrote in YAML.

use std::borrow::Cow;
use std::collections::BTreeSet;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks};

use crate::text;
use crate::text::Text;
use crate::time::Moment;

use super::conflict;
use super::key::Key;
use super::tree::{Entry, Node, Span, Value};

/// Deeper than anybody writes, and shallow enough for every walk over the tree.
const DEEPEST: usize = 32;

/// What is not the YAML that is read, and where.
#[derive(Debug)]
pub struct Trouble {
    pub span: Span,
    pub message: Text,
    pub help: Text,
}

impl Trouble {
    fn of(span: Span, message: Text) -> Trouble {
        let help = text!("Herstel de YAML.", "Mend the YAML.");
        Trouble { span, message, help }
    }
}

/// What is YAML and is not read: in Dutch and English what it is, and what to do.
type Unread = [(&'static str, &'static str); 2];

const ALIAS: Unread = [
    ("verwijzingen (*) worden niet gelezen", "aliases (*) are not read"),
    ("Schrijf de waarde voluit.", "Write the value out in full."),
];
const ANCHOR: Unread = [
    ("ankers (&) worden niet gelezen", "anchors (&) are not read"),
    (
        "Schrijf de waarde voluit, overal waar zij geldt.",
        "Write the value out in full, wherever it holds.",
    ),
];
const TAG: Unread = [
    ("tags (!) worden niet gelezen", "tags (!) are not read"),
    (
        "Laat de tag weg; zet een tekst zo nodig tussen aanhalingstekens.",
        "Leave the tag out; put a text between quotes where needed.",
    ),
];
const TOO_DEEP: Unread = [
    ("dit is te diep genest", "this is nested too deep"),
    ("Zet het in minder lagen.", "Put it in fewer layers."),
];
const SECOND: Unread = [
    ("een bestand is één document", "a file is one document"),
    (
        "Geef wat na --- komt een eigen bestand.",
        "Give what comes after --- a file of its own.",
    ),
];

/// What the parser says of more layers than it reads.
const TOO_DEEP_TO_PARSE: &str = "recursion limit exceeded";

/// A collection that is still open; of a table with the keys that it has, and the one whose value is to come.
enum Open<'a> {
    List(Span, Vec<Node<'a>>),
    Table(
        Span,
        Vec<Entry<'a>>,
        BTreeSet<Cow<'a, str>>,
        Option<(Cow<'a, str>, Span)>,
    ),
}

/// Reads a text; the first trouble ends the reading.
pub fn read(text: &str) -> Result<Node<'_>, Trouble> {
    tree(text).map_err(|trouble| match conflict::all(text).first() {
        Some(conflict) => Trouble::of(conflict.span, conflict.message()),
        None => trouble,
    })
}

fn tree(text: &str) -> Result<Node<'_>, Trouble> {
    // The parser takes some for the end of the text, and what follows would be lost.
    if let Some(at) = text.find(is_no_text) {
        let character = text[at..].chars().next().unwrap_or_default();
        let code = u32::from(character);
        return Err(Trouble {
            span: (at..at + character.len_utf8()).into(),
            message: text!(
                "hier staat een stuurteken (U+{code:04X}), dat in YAML niet mag",
                "there is a control character here (U+{code:04X}), which YAML does not allow"
            ),
            help: text!("Haal het teken weg.", "Take the character out."),
        });
    }
    // A byte order mark is no part of what is said; blanks in its place would shift nothing but mean something.
    let skipped = usize::from(text.starts_with('\u{feff}'));
    let offsets = Offsets {
        skipped,
        ..Offsets::of(text)
    };
    let mut open: Vec<Open> = Vec::new();
    let mut root: Option<Node> = None;
    let mut last = Span::default();
    for event in Parser::new_from_str(text.trim_start_matches('\u{feff}')) {
        let (event, marks) = event.map_err(|error| {
            let span = offsets.at(error.marker().index());
            match error.info() {
                TOO_DEEP_TO_PARSE => unread(span, TOO_DEEP),
                why => Trouble::of(span, Text::new("dit is geen geldige YAML", why)),
            }
        })?;
        last = offsets.span(marks);
        let node = match event {
            Event::Alias(_) => {
                return Err(unread(last, ALIAS));
            }
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _)
                if anchor != 0 =>
            {
                return Err(unread(last, ANCHOR));
            }
            Event::Scalar(_, _, _, Some(_)) | Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) => {
                return Err(unread(last, TAG));
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEEPEST => {
                return Err(unread(last, TOO_DEEP));
            }
            Event::DocumentStart(_) if root.is_some() => {
                return Err(unread(last, SECOND));
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(last, Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Table(last, Vec::new(), BTreeSet::new(), None));
                continue;
            }
            Event::Scalar(value, style, ..) => Node {
                span: last,
                value: if style == ScalarStyle::Plain {
                    plain(value)
                } else {
                    Value::Text(value)
                },
            },
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(span, items)) => Node {
                    span,
                    value: Value::List(items.into()),
                },
                Some(Open::Table(span, entries, ..)) => Node {
                    span,
                    value: Value::Table(entries.into()),
                },
                None => continue,
            },
            _ => continue,
        };
        place(node, &mut open, &mut root, text)?;
    }
    let nothing = || Trouble {
        help: text!("Schrijf hier een pakket.", "Write a pack here."),
        ..Trouble::of(last, text!("dit bestand is leeg", "this file is empty"))
    };
    root.ok_or_else(nothing)
}

fn unread(span: Span, [message, help]: Unread) -> Trouble {
    Trouble {
        span,
        message: Text::new(message.0, message.1),
        help: Text::new(help.0, help.1),
    }
}

/// What YAML does not count as text.
fn is_no_text(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')
}

/// Puts a finished value where it belongs: in the innermost open collection, or as the whole.
fn place<'a>(node: Node<'a>, open: &mut [Open<'a>], root: &mut Option<Node<'a>>, text: &'a str) -> Result<(), Trouble> {
    match open.last_mut() {
        None => *root = Some(node),
        Some(Open::List(_, items)) => items.push(node),
        Some(Open::Table(_, _, known, key @ None)) => {
            // A key is what is written, whatever type it would be as a value.
            let written = match node.value {
                Value::Text(text) => text,
                _ => Cow::Borrowed(&text[node.span.start()..node.span.end()]),
            };
            if !known.insert(written.clone()) {
                let message = text!("‘{written}’ staat hier al", "‘{written}’ is here already");
                return Err(Trouble {
                    help: text!("Haal een van beide weg.", "Take one of the two away."),
                    ..Trouble::of(node.span, message)
                });
            }
            *key = Some((written, node.span));
        }
        Some(Open::Table(_, entries, _, key @ Some(_))) => {
            if let Some((key, key_span)) = key.take() {
                let key = Key::at(&key, key_span);
                entries.push(Entry { key, node });
            }
        }
    }
    Ok(())
}

/// The type of a scalar without quotes. There are no floats: `13.10` is an article.
pub(crate) fn plain(written: Cow<str>) -> Value {
    match written.as_ref() {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "" | "~" | "null" => Value::Null,
        // Nearly everything begins with a letter, and is a text.
        text if text.starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c)) => {
            if let Ok(number) = text.parse() {
                Value::Integer(number)
            } else if let Ok(moment @ Moment::Day(_)) = text.parse() {
                Value::from(moment)
            } else {
                Value::Text(written)
            }
        }
        _ => Value::Text(written),
    }
}

/// The parser counts characters; everything here counts bytes.
struct Offsets<'a> {
    text: &'a str,
    /// The byte at which each character begins; empty where the two are the same.
    bytes: Vec<usize>,
    /// Characters before the first that the parser saw.
    skipped: usize,
}

impl<'a> Offsets<'a> {
    fn of(text: &'a str) -> Self {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            let mut bytes = Vec::with_capacity(text.len());
            let begins = |byte: &u8| (byte & 0b1100_0000) != 0b1000_0000;
            bytes.extend(
                text.bytes()
                    .enumerate()
                    .filter(|(_, byte)| begins(byte))
                    .map(|(at, _)| at),
            );
            bytes
        };
        Offsets {
            text,
            bytes,
            skipped: 0,
        }
    }

    fn byte(&self, character: usize) -> usize {
        let character = character + self.skipped;
        let byte = if self.bytes.is_empty() {
            Some(character)
        } else {
            self.bytes.get(character).copied()
        };
        byte.unwrap_or(self.text.len()).min(self.text.len())
    }

    fn at(&self, character: usize) -> Span {
        let at = self.byte(character);
        (at..at).into()
    }

    fn span(&self, marks: Marks) -> Span {
        let (start, end) = (self.byte(marks.start.index()), self.byte(marks.end.index()));
        let written = self.text[start..end.max(start)].trim_end();
        (start..start + written.len()).into()
    }
}
