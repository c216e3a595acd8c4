//! One record as a page: what it says, its clocks, what is wrong with it, and what git remembers of it.

use crate::finding::Finding;
use crate::records::diff::Place;
use crate::records::shape::Shape;
use crate::records::tree::{Entry, Node, Value};
use crate::records::{Kind, Record, Revision, shape_of};
use crate::text::Lang;

use super::clock::cited;
use super::due::Line;
use super::values::{Reader, capital};
use super::{Cell, Document, Group, Part, Table, clocks, due, history};

/// A record with all that is known about it.
pub struct Page<'a> {
    pub record: &'a Record<'a>,
    pub duties: Vec<Line<'a>>,
    pub findings: Vec<&'a Finding>,
    /// The newest first; `None` where there is no history to read.
    pub revisions: Option<&'a [Revision]>,
    /// Whether the oldest commits were never fetched.
    pub is_shallow: bool,
}

pub fn document(page: &Page, reader: Reader) -> Document {
    let lang = reader.lang;
    let mut parts = facts(page.record, reader);
    parts.push(Part::table(
        lang.pick("Termijnen", "Clocks"),
        clocks_of(&page.duties, reader),
    ));
    parts.push(Part::table(
        lang.pick("Bevindingen", "Findings"),
        findings(&page.findings, reader),
    ));
    parts.push(Part::table(
        lang.pick("Geschiedenis", "History"),
        history::in_short(page.revisions.unwrap_or_default(), reader),
    ));
    Document {
        title: title(page.record, reader),
        about: about(page, lang),
        parts,
    }
}

/// The record's name, and what it is called or about.
pub(super) fn title(record: &Record, reader: Reader) -> String {
    let say = |path: &str| {
        let node = record.root.value_at(path)?;
        let value = reader.value(record.kind, path, node);
        (!value.trim().is_empty()).then_some(value)
    };
    let words: Vec<String> = match record.kind {
        Kind::Organisation => say("organisation.name").into_iter().collect(),
        Kind::Activity | Kind::Agreement => say("name").into_iter().collect(),
        Kind::Incident => say("summary").into_iter().collect(),
        Kind::Request => [say("right"), say("subject")].into_iter().flatten().collect(),
    };
    match words.is_empty() {
        true => record.name.clone(),
        false => format!("{}: {}", record.name, words.join(", ")),
    }
}

fn about(page: &Page, lang: Lang) -> Vec<String> {
    let mut about = vec![lang.pick(
        format!("Bestand: {}", page.record.file),
        format!("File: {}", page.record.file),
    )];
    let mut say = |holds: bool, nl: &str, en: &str| {
        if holds {
            about.push(lang.pick(nl, en).to_string());
        }
    };
    say(
        !page.record.is_sound,
        "Dit bestand is niet als geheel te lezen. Hieronder staat wat eruit te halen was; de bevindingen zeggen wat eraan schort.",
        "This file cannot be read as a whole. Below is what could be made of it; the findings say what is wrong.",
    );
    say(
        page.revisions.is_none(),
        "Hier is geen git-geschiedenis te lezen.",
        "There is no git history to read here.",
    );
    say(
        page.is_shallow,
        "De geschiedenis in git is niet compleet: wat voor de oudste commit ligt, is niet bekend.",
        "The history in git is not complete: what lies before the oldest commit is not known.",
    );
    let signed = page
        .revisions
        .unwrap_or_default()
        .iter()
        .filter_map(|revision| revision.commit.as_ref());
    say(
        signed.clone().any(|said| said.is_signed),
        "‘Ondertekend’ zegt alleen dat er een handtekening op de commit staat; of zij klopt en van wie zij is, is niet nagegaan.",
        "‘Signed’ says only that there is a signature on the commit; whether it is sound and whose it is was not verified.",
    );
    about
}

/// What the record says: its own fields first, then a part a table, in the order of the file.
pub(super) fn facts(record: &Record, reader: Reader) -> Vec<Part> {
    let shape = shape_of(record.kind);
    let (tables, fields): (Vec<&Entry>, Vec<&Entry>) =
        record.root.entries().iter().partition(|entry| is_part(entry, shape));
    let root = Place::default();
    let row = |entry: &&Entry| fact(record, &root.key(&entry.key), &entry.node, reader);
    let mut parts = Vec::new();
    if !fields.is_empty() || tables.is_empty() {
        parts.push(Part::table(
            reader.lang.pick("Gegevens", "Facts"),
            listing(vec![fields.iter().map(row).collect()], reader),
        ));
    }
    parts.extend(tables.iter().map(|entry| {
        Part::table(
            capital(&reader.label(record.kind, &entry.key)),
            listing(groups(record, entry, reader), reader),
        )
    }));
    parts
}

/// Whether a value has a heading of its own: tables, and lists of them, but not two numbers that are one range.
fn is_part(entry: &Entry, shape: &Shape) -> bool {
    let of_field = shape.field(&entry.key).map(|field| &field.shape);
    let is_number = |shape: &Shape| matches!(shape, Shape::Integer { .. });
    let is_range = of_field
        .is_some_and(|shape| !shape.fields().is_empty() && shape.fields().iter().all(|field| is_number(&field.shape)));
    match &entry.node.value {
        Value::Table(entries) => !is_range && !entries.is_empty(),
        Value::List(rows) => rows.iter().any(|row| matches!(row.value, Value::Table(_))),
        _ => false,
    }
}

/// The fields of a table, or of each of its rows.
fn groups(record: &Record, entry: &Entry, reader: Reader) -> Vec<Vec<Vec<Cell>>> {
    let place = Place::default().key(&entry.key);
    let fields = |place: &Place, table: &Node| {
        let fields = table.entries().iter();
        fields
            .map(|entry| fact(record, &place.key(&entry.key), &entry.node, reader))
            .collect()
    };
    match &entry.node.value {
        Value::List(rows) => {
            let rows = rows.iter().enumerate();
            let of_row = |(at, row): (usize, &Node)| {
                let name = row.row_name().map_or_else(|| (at + 1).to_string(), str::to_string);
                match row.value {
                    Value::Table(_) => fields(&place.row(&name), row),
                    // What is no table stands among tables by mistake; a finding says so.
                    _ => vec![fact(record, &place.row(&name), row, reader)],
                }
            };
            rows.map(of_row).collect()
        }
        _ => vec![fields(&place, &entry.node)],
    }
}

fn fact(record: &Record, place: &Place, node: &Node, reader: Reader) -> Vec<Cell> {
    let path = place.path();
    let label = Cell::Text(reader.label(record.kind, &path));
    let value = reader.cell(record.kind, &path, node);
    match reader.as_written {
        true => vec![Cell::Text(place.to_string()), label, value],
        false => vec![label, value],
    }
}

fn listing(groups: Vec<Vec<Vec<Cell>>>, reader: Reader) -> Table {
    let (field, what, value) = reader.lang.pick(("veld", "wat", "waarde"), ("field", "what", "value"));
    let columns = match reader.as_written {
        true => vec![(field, "field"), (what, "label"), (value, "value")],
        false => vec![(what, "label"), (value, "value")],
    };
    Table {
        head: columns.iter().map(|(head, _)| head.to_string()).collect(),
        keys: columns.iter().map(|(_, key)| *key).collect(),
        groups: groups.into_iter().map(Group::from).collect(),
        ..Table::default()
    }
}

/// The clocks of a record; for programs short, `due --format json` says more of each.
pub(super) fn clocks_of(duties: &[Line], reader: Reader) -> Table {
    if !reader.as_written {
        return due::table(duties, reader.lang);
    }
    let columns = [clocks::DUTY, clocks::ITEM, clocks::STATUS, clocks::BY, clocks::LATEST];
    clocks::table(duties, &columns, reader.lang)
}

/// A finding a group: how bad, what, under which norm, where, and what to do.
pub(super) fn findings(findings: &[&Finding], reader: Reader) -> Table {
    let lang = reader.lang;
    let place = |finding: &Finding| {
        let site = &finding.site;
        format!("{}:{}:{}", site.file, site.start.line, site.start.column)
    };
    let (message, help) = (
        |it: &Finding| it.message.get(lang).to_string(),
        |it: &Finding| it.help.get(lang).to_string(),
    );
    if reader.as_written {
        let head = lang.pick(
            ["niveau", "wat er mis is", "bron", "norm", "plaats", "wat te doen"],
            ["level", "what is wrong", "source", "norm", "place", "what to do"],
        );
        const KEYS: [&str; 6] = ["level", "message", "cite", "norm", "place", "help"];
        let row = |it: &&Finding| {
            let cite = it.cite.clone().unwrap_or_default();
            let rest = [message(it), cite, it.norm.clone(), place(it), help(it)];
            let level = Cell::word(it.level.word(lang), it.level.name());
            [level].into_iter().chain(rest.map(Cell::Text)).collect()
        };
        return Table::of(head, KEYS, vec![findings.iter().map(row).collect()]);
    }
    let head = match lang {
        Lang::Nl => ["niveau", "wat er mis is, bron en plaats, wat te doen"],
        Lang::En => ["level", "what is wrong, source and place, what to do"],
    };
    let group = |it: &&Finding| {
        let cite = it.cite.iter().map(|cite| cited(cite, lang));
        let source = cite.chain([it.norm.clone(), place(it)]);
        let source = source.collect::<Vec<_>>().join(" · ");
        let what = format!("{}\n{source}\n{}", message(it), help(it));
        vec![vec![it.level.word(lang).to_string(), what]].into()
    };
    Table::of(head, ["level", "what"], findings.iter().map(group).collect())
}
