//! Where a record's text is cut open for a value, and what is put there: beside what is there already, in the order of the shape.

use super::edit::Spot;
use super::shape::Shape;
use super::tree::{Entry, Node, Span, Value};

/// A piece of text in place of a range.
pub(super) type Cut = (Span, String);

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The file itself, or below a `[header]`.
    Lines,
    /// `answer.given_on = …`
    Dotted,
    /// `{ … }`
    Inline,
}

/// A text and the order in which its fields belong.
pub(super) struct Layout<'t> {
    pub text: &'t str,
    pub shape: &'t Shape,
}

impl Layout<'_> {
    /// What to put where, for a value at a spot or an item in the list there; `None` where no place is plain.
    pub fn cuts(&self, root: &Node, spot: &Spot, value: &str, is_item: bool) -> Option<Vec<Cut>> {
        let written = if is_item {
            format!("[{value}]")
        } else {
            value.to_string()
        };
        let mut here = root;
        let mut is_inline = false;
        let mut path: Vec<String> = Vec::new();
        for (depth, (name, row)) in spot.tables.iter().enumerate() {
            let below = &spot.tables[depth + 1..];
            let body = nested(below, &spot.key, &written);
            let is_rows = |path: &[String]| match self.shape.at(path) {
                Some(Shape::List(row)) => matches!(**row, Shape::Table(_)),
                _ => false,
            };
            let keys: Vec<String> = path.iter().cloned().chain([name.clone()]).collect();
            match (here.get(name), row) {
                // Rows are never written as one table.
                (None, None) if is_rows(&keys) => return None,
                (None, row) if depth == 0 => return Some(vec![self.section(name, row.is_some(), &body)]),
                (None, row) => {
                    let body = match row {
                        Some(_) => format!("[{{ {body} }}]"),
                        None => format!("{{ {body} }}"),
                    };
                    return self
                        .insert(here, root, is_inline, &path, name, &body)
                        .map(|cut| vec![cut]);
                }
                (Some(node), None) if matches!(node.value, Value::Table(_)) => here = node,
                (Some(node), Some(row)) => {
                    let rows = node.items();
                    match rows.get(*row) {
                        Some(row) => here = row,
                        None if rows.first().is_some_and(|row| self.form(row) == Form::Lines) => {
                            return Some(vec![self.row(name, node, &body)]);
                        }
                        None => return Some(self.append(node, &format!("{{ {body} }}"))),
                    }
                }
                (Some(_), None) => return None,
            }
            is_inline |= self.form(here) == Form::Inline;
            path.push(name.clone());
        }
        match here.get(&spot.key) {
            Some(known) if is_item => matches!(known.value, Value::List(_)).then(|| self.append(known, value)),
            Some(known) => Some(vec![(known.span, value.to_string())]),
            None => self
                .insert(here, root, is_inline, &path, &spot.key, &written)
                .map(|cut| vec![cut]),
        }
    }

    fn form(&self, table: &Node) -> Form {
        match self.text.as_bytes().get(table.span.start()) {
            Some(b'{') => Form::Inline,
            Some(b'[') => Form::Lines,
            _ => Form::Dotted,
        }
    }

    /// Where an entry ends that is written inside its table; `None` for what has a header of its own.
    fn end(&self, node: &Node) -> Option<usize> {
        match &node.value {
            Value::Table(entries) if self.form(node) == Form::Dotted => {
                entries.iter().filter_map(|entry| self.end(&entry.node)).max()
            }
            Value::Table(_) if self.form(node) == Form::Lines => None,
            Value::List(rows) if rows.first().is_some_and(|row| self.is_headed(row)) => None,
            _ => Some(node.span.end()),
        }
    }

    fn is_headed(&self, row: &Node) -> bool {
        matches!(row.value, Value::Table(_)) && self.form(row) == Form::Lines
    }

    /// A new key in a table that is there.
    fn insert(
        &self,
        table: &Node,
        root: &Node,
        is_inline: bool,
        path: &[String],
        key: &str,
        value: &str,
    ) -> Option<Cut> {
        let siblings: Vec<(&Entry, usize)> = table
            .entries()
            .iter()
            .filter_map(|entry| Some((entry, self.end(&entry.node)?)))
            .collect();
        let order = self
            .shape
            .at(path)
            .map(|shape| shape.row().fields())
            .unwrap_or_default();
        let rank = |key: &str| order.iter().position(|field| field.key == key).unwrap_or(usize::MAX);
        let before = siblings.iter().filter(|(entry, _)| rank(&entry.key) < rank(key));
        let before = before.max_by_key(|(entry, _)| rank(&entry.key));
        let last = siblings.iter().max_by_key(|(_, end)| *end);
        let is_headed = !is_inline && !std::ptr::eq(table, root) && self.form(table) == Form::Lines;
        let neighbour = match before {
            // It is the first by the order of the shape: right below the header, above any comment on what follows.
            None if is_headed => None,
            before => before.or(last),
        };
        let Some((neighbour, end)) = neighbour else {
            // A table that only its own tables speak of has no place of its own yet.
            let is_implied = !is_inline && !std::ptr::eq(table, root) && self.form(table) == Form::Dotted;
            return Some(match is_implied {
                true => self.section(&path.join("."), false, &format!("{key} = {value}")),
                false => self.first(table, root, is_inline, key, value),
            });
        };
        let prefix = self.prefix(neighbour, is_inline);
        if is_inline {
            return Some((point(*end), format!(", {prefix}{key} = {value}")));
        }
        Some(self.line_after(*end, &format!("{prefix}{key} = {value}")))
    }

    /// The first key of a table.
    fn first(&self, table: &Node, root: &Node, is_inline: bool, key: &str, value: &str) -> Cut {
        if is_inline {
            let inside = table.span.start() + 1;
            let gap = if self.text[inside..].starts_with('}') { " " } else { "" };
            return (point(inside), format!(" {key} = {value}{gap}"));
        }
        if !std::ptr::eq(table, root) {
            return self.line_after(table.span.end(), &format!("{key} = {value}"));
        }
        let comments = self
            .text
            .split_inclusive('\n')
            .take_while(|line| line.starts_with(['#', BOM]));
        let at = comments.map(str::len).sum();
        (point(at), format!("{key} = {value}{}", self.newline(at)))
    }

    /// What stands before a key on its line: the indent, and where it is dotted the tables on the way.
    fn prefix(&self, entry: &Entry, is_inline: bool) -> &str {
        let above = &self.text[..entry.key.span().start()];
        let begins: &[char] = if is_inline { &['{', ',', '\n'] } else { &['\n'] };
        let prefix = &above[above.rfind(begins).map_or(0, |at| at + 1)..];
        let prefix = prefix.trim_start_matches(BOM);
        if is_inline { prefix.trim_start() } else { prefix }
    }

    /// A line of its own after the line in which something ends.
    fn line_after(&self, end: usize, line: &str) -> Cut {
        let newline = self.newline(end);
        match self.text[end..].find('\n') {
            Some(length) => (point(end + length + 1), format!("{line}{newline}")),
            None => (point(self.text.len()), format!("{newline}{line}")),
        }
    }

    /// A new table at the end of the file.
    fn section(&self, name: &str, is_row: bool, body: &str) -> Cut {
        let newline = self.newline(self.text.len());
        let header = if is_row {
            format!("[[{name}]]")
        } else {
            format!("[{name}]")
        };
        let is_ended = self.text.is_empty() || self.text.ends_with('\n');
        let gap = if is_ended {
            newline.to_string()
        } else {
            newline.repeat(2)
        };
        (point(self.text.len()), format!("{gap}{header}{newline}{body}{newline}"))
    }

    /// A new row after the last of a list whose rows have headers.
    fn row(&self, name: &str, list: &Node, body: &str) -> Cut {
        let end = list.items().last().map_or(list.span.end(), deepest);
        let newline = self.newline(end);
        self.line_after(end, &format!("{newline}[[{name}]]{newline}{body}"))
    }

    /// A new item at the end of a list that is written as a value.
    fn append(&self, list: &Node, item: &str) -> Vec<Cut> {
        let Some(last) = list.items().last() else {
            let inside = list.span.start() + 1;
            return vec![(point(inside), item.to_string())];
        };
        let end = last.span.end();
        let beside = || vec![(point(end), format!(", {item}"))];
        let is_on_own_line = self.text[list.span.start()..last.span.start()].contains('\n');
        let Some(line_end) = self.text[end..list.span.end()].find('\n').map(|length| end + length) else {
            return beside();
        };
        if !is_on_own_line {
            return beside();
        }
        let line_begin = self.text[..last.span.start()].rfind('\n').map_or(0, |at| at + 1);
        let line = &self.text[line_begin..last.span.start()];
        let indent = &line[..line.len() - line.trim_start().len()];
        let newline = self.newline(end);
        if self.text[end..].trim_start().starts_with(',') {
            return vec![(point(line_end + 1), format!("{indent}{item},{newline}"))];
        }
        vec![
            (point(end), ",".to_string()),
            (point(line_end + 1), format!("{indent}{item}{newline}")),
        ]
    }

    /// The line end that is used at a place: that of its line, else that of the file.
    fn newline(&self, at: usize) -> &'static str {
        let is_crlf = |text: &str| text.find('\n').map(|newline| text[..newline].ends_with('\r'));
        let here = self.text.get(at..).and_then(is_crlf);
        if here.or_else(|| is_crlf(self.text)).unwrap_or(false) {
            "\r\n"
        } else {
            "\n"
        }
    }
}

const BOM: char = '\u{feff}';

fn point(at: usize) -> Span {
    (at..at).into()
}

/// A key and its value, with the small tables on the way to it.
fn nested(below: &[(String, Option<usize>)], key: &str, value: &str) -> String {
    let innermost = format!("{key} = {value}");
    below.iter().rev().fold(innermost, |inner, (name, row)| match row {
        Some(_) => format!("{name} = [{{ {inner} }}]"),
        None => format!("{name} = {{ {inner} }}"),
    })
}

/// The last byte of a table with everything in it.
fn deepest(node: &Node) -> usize {
    let below = match &node.value {
        Value::Table(entries) => entries.iter().map(|entry| deepest(&entry.node)).max(),
        Value::List(items) => items.iter().map(deepest).max(),
        _ => None,
    };
    below.unwrap_or(0).max(node.span.end())
}
