//! Going through a record's form on a terminal: each answer is in the file before the next question is asked.

use std::io::Write;

use anyhow::Result;

use crate::finding::Level;
use crate::records::draft::Draft;
use crate::records::field::Field;
use crate::records::labels;
use crate::records::tree::{Node, Value, keys};
use crate::records::{Records, shape_of, toml_tree};

use super::desk::{Desk, Page};
use super::forms::{self, Question};
use super::questions::{self, Answer, Asking};
use super::sentence;

/// In which order the questions come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// That of the form.
    Form,
    /// What decides which clocks run, then what the law misses, then the rest.
    Urgency,
}

/// Something to ask: a question of the form, or a field that a norm misses.
struct Ask {
    field: Field,
    words: String,
    help: Option<String>,
    when: &'static [(&'static str, &'static [&'static str])],
}

/// Asks what is still missing in a record, and writes each answer at once. Says how many were written.
pub(super) fn go_through(desk: &mut Desk, page: &mut Page, order: Order, err: &mut dyn Write) -> Result<usize> {
    let mut written = 0;
    for ask in asks(desk, page, order) {
        for row in open_rows(&ask, &page.before) {
            match put_to(desk, page, &ask, row, err)? {
                Some(is_written) => written += usize::from(is_written),
                None => return Ok(written),
            }
        }
    }
    Ok(written)
}

/// Asks one question until its answer could be written. Says whether there was one; nothing where all the rest is for later.
fn put_to(
    desk: &mut Desk,
    page: &mut Page,
    ask: &Ask,
    row: Option<usize>,
    err: &mut dyn Write,
) -> Result<Option<bool>> {
    let words = match row.and_then(|row| row_name(&ask.field, &page.before, row)) {
        Some(name) => format!("{} ({name})", ask.words),
        None => ask.words.clone(),
    };
    let mut refused: Option<String> = None;
    loop {
        let default = default(desk, &ask.field);
        let (draft, agreements) = {
            let records = Records::read(&desk.folder);
            let agreements = questions::agreements(&records, page.kind, &ask.field.path());
            (desk.dated(Draft::default()), agreements)
        };
        let asking = Asking {
            kind: page.kind,
            draft: &draft,
            agreements: &agreements,
            refused: refused.as_deref(),
            zone: desk.zone,
            lang: desk.lang,
        };
        let values = match asking.optional(&ask.field, &words, ask.help.as_deref(), default.as_deref())? {
            Answer::Stop => return Ok(None),
            Answer::Later => return Ok(Some(false)),
            Answer::Given(values) => values,
        };
        match put(desk, page, &ask.field, row, &values) {
            Ok(()) => return Ok(Some(true)),
            // What cannot be written is said, and asked again.
            Err(why) => {
                writeln!(err, "avg: {}", sentence(&why, desk.lang))?;
                refused = Some(values.join("; "));
            }
        }
    }
}

/// The flags of what is still missing, for where nobody is there to answer.
pub(super) fn missing(desk: &Desk, page: &Page) -> Vec<String> {
    let mut flags: Vec<String> = Vec::new();
    for ask in asks(desk, page, Order::Urgency) {
        let flag = format!("--{}", ask.field.flag);
        if !open_rows(&ask, &page.before).is_empty() && !flags.contains(&flag) {
            flags.push(flag);
        }
    }
    flags
}

fn put(desk: &mut Desk, page: &mut Page, field: &Field, row: Option<usize>, values: &[String]) -> Result<()> {
    let mut draft = desk.dated(Draft::default());
    values.iter().for_each(|value| draft.give(field, value));
    let item = row.map(|row| (row + 1).to_string());
    let text = draft.onto(&page.before, shape_of(page.kind), item.as_deref())?;
    desk.lay(page, &text);
    desk.write(page).inspect_err(|_| desk.lay(page, &page.before)).map(drop)
}

/// What may be asked, in the order in which it is.
fn asks(desk: &Desk, page: &Page, order: Order) -> Vec<Ask> {
    let lang = desk.lang;
    let of_form = forms::of(page.kind).iter().filter_map(|question| {
        let Question {
            path,
            words,
            help,
            when,
            is_urgent,
        } = question;
        let field = questions::field_at(page.kind, path)?;
        let words = match words {
            Some((nl, en)) => lang.pick(*nl, *en).to_string(),
            None => in_label(page, path, desk),
        };
        let help = help.map(|(nl, en)| lang.pick(nl, en).to_string());
        Some((
            *is_urgent,
            Ask {
                field,
                words,
                help,
                when,
            },
        ))
    });
    let form: Vec<(bool, Ask)> = of_form.collect();
    if order == Order::Form {
        return form.into_iter().map(|(_, ask)| ask).collect();
    }
    let missed = missed(desk, page);
    let rank = |(is_urgent, ask): &(bool, Ask)| match missed.iter().position(|path| *path == ask.field.path()) {
        _ if *is_urgent => (0, 0),
        Some(at) => (1, at),
        None => (2, 0),
    };
    let beside = missed
        .iter()
        .filter(|path| !form.iter().any(|(_, ask)| ask.field.path() == **path));
    let beside = beside.filter_map(|path| {
        let field = questions::field_at(page.kind, path)?;
        let words = in_label(page, path, desk);
        Some((
            false,
            Ask {
                field,
                words,
                help: None,
                when: &[],
            },
        ))
    });
    let beside: Vec<(bool, Ask)> = beside.collect();
    let mut all: Vec<(bool, Ask)> = form.into_iter().chain(beside).collect();
    all.sort_by_key(rank);
    all.into_iter().map(|(_, ask)| ask).collect()
}

/// The paths that norms miss in a record, the gravest first.
fn missed(desk: &Desk, page: &Page) -> Vec<String> {
    let mut findings = desk.outcome(page).findings;
    findings.retain(|finding| finding.level > Level::Note);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    let mut paths: Vec<String> = Vec::new();
    for finding in &findings {
        for path in desk.catalogue.required(&finding.norm) {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    paths
}

/// A field by its label, with the table that it stands in.
fn in_label(page: &Page, path: &str, desk: &Desk) -> String {
    let label = |path: &str| labels::field(page.kind, path).get(desk.lang).to_string();
    match path.rsplit_once('.') {
        Some((table, _)) => format!("{} – {}:", label(table), label(path)),
        None => format!("{}:", label(path)),
    }
}

/// The rows in which a question is still open, and is one; no row at all where the field stands in none, or in the first.
fn open_rows(ask: &Ask, text: &str) -> Vec<Option<usize>> {
    let Some(root) = toml_tree::whole(text) else {
        return Vec::new();
    };
    let table = ask.field.rows().map(str::to_string);
    let rows = table
        .iter()
        .flat_map(|table| root.get(table))
        .flat_map(Node::items)
        .count();
    let rows: Vec<Option<usize>> = match rows {
        // The first field of a row is asked where there is no row yet.
        0 | 1 => vec![None],
        _ if ask.field.is_many() => vec![None],
        rows => (0..rows).map(Some).collect(),
    };
    // What a condition or the field itself says in a row is looked for in that row only.
    let values = |path: &str, row: Option<usize>| -> Vec<String> {
        let keys = keys(path);
        let in_row = row.filter(|_| table.as_ref() == keys.first());
        let found = match in_row {
            Some(row) => root
                .get(&keys[0])
                .and_then(|list| list.items().get(row))
                .map(|row| row.at(&keys[1..])),
            None => Some(root.at(&keys)),
        };
        found.unwrap_or_default().into_iter().flat_map(said).collect()
    };
    let is_open = |row: &Option<usize>| {
        let holds = |(path, accepted): &(&str, &[&str])| {
            let values = values(path, *row);
            accepted.iter().any(|accepted| match *accepted {
                "-" => values.is_empty(),
                "+" => !values.is_empty(),
                word => values.iter().any(|value| value == word),
            })
        };
        values(&ask.field.path(), *row).is_empty() && ask.when.iter().all(holds)
    };
    rows.into_iter().filter(is_open).collect()
}

/// What people call a row: what names it, else the first thing that it says.
fn row_name(field: &Field, text: &str, row: usize) -> Option<String> {
    let root = toml_tree::whole(text)?;
    let row = root.get(field.rows()?)?.items().get(row)?;
    let first = || row.entries().iter().find_map(|entry| entry.node.text());
    row.row_name().or_else(first).map(str::to_string)
}

/// A value as a condition writes it.
fn said(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) if items.is_empty() => vec![String::new()],
        Value::List(items) => items.iter().flat_map(said).collect(),
        Value::Bool(value) => vec![value.to_string()],
        Value::Text(text) => vec![text.to_string()],
        _ => vec![String::new()],
    }
}

/// What is most likely the answer.
fn default(desk: &Desk, field: &Field) -> Option<String> {
    if field.path() != "contact" {
        return None;
    }
    let records = Records::read(&desk.folder);
    let organisation = records.organisation()?;
    let officer = organisation.officer.as_ref().and_then(|officer| officer.email.clone());
    officer.or(organisation.organisation.email.clone())
}
