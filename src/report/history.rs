//! Who changed what: the revisions of records commit by commit, the newest first, each field with what it was and became.

use chrono::{DateTime, Utc};

use crate::records::diff::Changed;
use crate::records::tree::Node;
use crate::records::{Act, Kind, Person, Revision, Said, labels};
use crate::text::Lang;
use crate::time::Moment;

use super::values::Reader;
use super::{Cell, Data, Document, Part, Table, timeline};

/// Whose history it is.
pub enum Scope<'a> {
    Folder,
    /// One record by its name, with what it says now, or said last, where that can be read.
    Record {
        name: &'a str,
        kind: Kind,
        root: Option<&'a Node<'a>>,
    },
}

/// The history as a page: a part a commit, and of an incident one timeline of what happened and when it was recorded.
/// For programs all changes are one part, a row a field.
pub fn document(mut revisions: Vec<Revision>, scope: &Scope, about: Vec<String>, reader: Reader) -> Document {
    // What is not committed comes on top; what one commit did is in the order of the names.
    let newest_first =
        |revision: &Revision| std::cmp::Reverse(revision.commit.as_ref().map_or(usize::MAX, |commit| commit.number));
    revisions.sort_by(|a, b| (newest_first(a), &a.record).cmp(&(newest_first(b), &b.record)));
    let title = reader.lang.pick("Wie wat wijzigde", "Who changed what");
    let (title, timeline) = match scope {
        Scope::Folder => (title.to_string(), None),
        Scope::Record { name, kind, root } => {
            let timeline = (*kind == Kind::Incident).then(|| timeline::part(*kind, *root, &revisions, reader));
            (format!("{title}: {name}"), timeline)
        }
    };
    let is_short = matches!(scope, Scope::Folder);
    let mut parts = match reader.as_written {
        true => vec![flat(&revisions, reader)],
        false => by_commit(&revisions, is_short, reader),
    };
    parts.extend(timeline);
    Document { title, about, parts }
}

/// The revisions in short, a line an revision: for the page of one record.
pub(super) fn in_short(revisions: &[Revision], reader: Reader) -> Table {
    let head = match reader.lang {
        Lang::Nl => ["wanneer", "commit", "wie", "ondertekend", "wat"],
        Lang::En => ["when", "commit", "who", "signed", "what"],
    };
    let row = |revision: &Revision| {
        let what = in_words(revision, reader);
        match &revision.commit {
            None => vec![
                Cell::Text(String::new()),
                Cell::value(not_committed(reader), Data::Nothing),
                Cell::Text(String::new()),
                Cell::Text(String::new()),
                Cell::Text(what),
            ],
            Some(said) => vec![
                instant(said.committed_at, reader),
                Cell::value(said.short(), Data::Text(said.id.clone())),
                Cell::Text(person(&said.author)),
                truth(said.is_signed, reader),
                Cell::Text(what),
            ],
        }
    };
    Table::of(
        head,
        ["committed_at", "commit", "author", "signed", "what"],
        vec![revisions.iter().map(row).collect()],
    )
}

fn by_commit(revisions: &[Revision], is_short: bool, reader: Reader) -> Vec<Part> {
    let head = match reader.lang {
        Lang::Nl => ["registratie", "wat", "was", "werd"],
        Lang::En => ["record", "what", "was", "became"],
    };
    let same_commit =
        |a: &Revision, b: &Revision| a.commit.as_ref().map(|it| it.number) == b.commit.as_ref().map(|it| it.number);
    let part = |revisions: &[Revision]| {
        Part::table(
            heading(revisions.first().and_then(|revision| revision.commit.as_ref()), reader),
            Table::of(
                head,
                ["record", "what", "old", "new"],
                revisions
                    .iter()
                    .map(|revision| rows(revision, is_short, reader).into())
                    .collect(),
            ),
        )
    };
    revisions.chunk_by(same_commit).map(part).collect()
}

/// One revision: what happened, and each field with what it was and became.
fn rows(revision: &Revision, is_short: bool, reader: Reader) -> Vec<Vec<Cell>> {
    let event = event(revision, reader).map(|words| [words, String::new(), String::new()].map(Cell::Text).to_vec());
    let is_listed = !is_short || !matches!(revision.act, Act::Recorded | Act::Known | Act::Restored);
    let fields = revision.fields.iter().filter(|_| is_listed).map(|field| {
        let [old, new] = values(revision, field, reader);
        vec![Cell::Text(label(revision.kind, field, reader)), old, new]
    });
    let rows = event.into_iter().chain(fields).enumerate();
    let row = |(at, cells): (usize, Vec<Cell>)| {
        let record = if at == 0 {
            revision.record.clone()
        } else {
            String::new()
        };
        [vec![Cell::Text(record)], cells].concat()
    };
    rows.map(row).collect()
}

/// Every change as a row that says all of itself.
fn flat(revisions: &[Revision], reader: Reader) -> Part {
    const KEYS: [&str; 18] = [
        "commit",
        "committed_at",
        "written_at",
        "author",
        "author_email",
        "committer",
        "committer_email",
        "signed",
        "merge",
        "subject",
        "record",
        "file",
        "act",
        "moved_from",
        "readable",
        "field",
        "old",
        "new",
    ];
    let of_revision = |revision: &Revision| {
        let mut cells = match &revision.commit {
            None => vec![Cell::Text(String::new()); 10],
            Some(said) => {
                let committer = said.committer.as_ref().unwrap_or(&said.author);
                let text = |text: &String| Cell::Text(text.clone());
                vec![
                    text(&said.id),
                    instant(said.committed_at, reader),
                    instant(said.written_at, reader),
                    text(&said.author.name),
                    text(&said.author.email),
                    text(&committer.name),
                    text(&committer.email),
                    truth(said.is_signed, reader),
                    truth(said.is_merge, reader),
                    text(&said.subject),
                ]
            }
        };
        cells.extend([
            Cell::Text(revision.record.clone()),
            Cell::Text(revision.file.clone()),
            Cell::Text(revision.act.name().to_string()),
            Cell::Text(revision.moved_from.clone().unwrap_or_default()),
            truth(revision.is_readable, reader),
        ]);
        let fields = revision.fields.iter().map(|field| {
            let [old, new] = values(revision, field, reader);
            [cells.clone(), vec![Cell::Text(field.place.to_string()), old, new]].concat()
        });
        let rows: Vec<Vec<Cell>> = fields.collect();
        match rows.is_empty() {
            true => vec![[cells, vec![Cell::Text(String::new()); 3]].concat()],
            false => rows,
        }
    };
    Part::table(
        reader.lang.pick("wijzigingen", "changes"),
        Table::of(
            KEYS,
            KEYS,
            revisions.iter().map(|revision| of_revision(revision).into()).collect(),
        ),
    )
}

fn values(revision: &Revision, field: &Changed, reader: Reader) -> [Cell; 2] {
    let path = field.place.path();
    [&field.old, &field.new].map(|node| match node {
        Some(node) => reader.cell(revision.kind, &path, node),
        None => Cell::Text(String::new()),
    })
}

/// What people call a field, with the table and the row that it stands in.
fn label(kind: Kind, field: &Changed, reader: Reader) -> String {
    let path = field.place.path();
    let of_field = reader.label(kind, &path);
    let Some((table, _)) = path.split_once('.') else {
        return match field.place.rows().as_slice() {
            [] => of_field,
            rows => format!("{of_field} ({})", rows.join(", ")),
        };
    };
    let table = reader.label(kind, table);
    match field.place.rows().as_slice() {
        [] => format!("{table} · {of_field}"),
        rows => format!("{table} ({}) · {of_field}", rows.join(", ")),
    }
}

/// What a commit says of itself, in a line.
fn heading(commit: Option<&Said>, reader: Reader) -> String {
    let Some(said) = commit else {
        return not_committed(reader);
    };
    let lang = reader.lang;
    let signed = match said.is_signed {
        true => lang.pick("ondertekend, niet geverifieerd", "signed, not verified"),
        false => lang.pick("niet ondertekend", "not signed"),
    };
    let committed = instant(said.committed_at, reader).shown().into_owned();
    let mut facts = vec![
        said.short().to_string(),
        committed,
        person(&said.author),
        signed.to_string(),
    ];
    if said.written_at != said.committed_at {
        let written = instant(said.written_at, reader);
        let written = written.shown();
        facts.push(lang.pick(format!("geschreven {written}"), format!("written {written}")));
    }
    if let Some(committer) = &said.committer {
        let committer = person(committer);
        facts.push(lang.pick(
            format!("gecommit door {committer}"),
            format!("committed by {committer}"),
        ));
    }
    if said.is_merge {
        facts.push(lang.pick("samenvoeging", "merge").to_string());
    }
    facts.push(format!("‘{}’", said.subject));
    facts.join(" · ")
}

/// What happened, with how many fields changed.
pub(super) fn in_words(revision: &Revision, reader: Reader) -> String {
    let mut words: Vec<String> = event(revision, reader).into_iter().collect();
    if revision.act == Act::Changed && !revision.fields.is_empty() {
        let fields = count(revision.fields.len(), reader);
        words.push(
            reader
                .lang
                .pick(format!("{fields} gewijzigd"), format!("{fields} changed")),
        );
    }
    words.join("; ")
}

/// What happened beside the fields, if anything did.
fn event(revision: &Revision, reader: Reader) -> Option<String> {
    let lang = reader.lang;
    if !revision.is_readable {
        let words = lang.pick(
            "deze of de vorige versie is niet te lezen: welke velden wijzigden is onbekend",
            "this version or the one before cannot be read: which fields changed is unknown",
        );
        return Some(words.to_string());
    }
    let fields = count(revision.fields.len(), reader);
    let is_merge = revision.commit.as_ref().is_some_and(|said| said.is_merge);
    match (revision.act, &revision.moved_from) {
        (Act::Recorded, _) => Some(lang.pick(format!("vastgelegd: {fields}"), format!("recorded: {fields}"))),
        (Act::Known, _) => Some(lang.pick(
            format!("stond er al: {fields}; wat hiervoor ligt is niet bekend"),
            format!("was there already: {fields}; what lies before is not known"),
        )),
        (Act::Deleted, _) => Some(lang.pick("gewist", "deleted").to_string()),
        (Act::LeftOut, _) => Some(
            lang.pick("later weggelaten bij een samenvoeging", "later left out in a merge")
                .to_string(),
        ),
        (Act::Restored, _) => Some(lang.pick("teruggezet", "restored").to_string()),
        (Act::Changed, Some(from)) => Some(lang.pick(format!("verplaatst van {from}"), format!("moved from {from}"))),
        (Act::Changed, None) if !revision.fields.is_empty() => None,
        (Act::Changed, None) if is_merge => Some(
            lang.pick(
                "samengevoegd; geen veld anders dan in de takken",
                "merged; no field other than in the branches",
            )
            .to_string(),
        ),
        (Act::Changed, None) => Some(
            lang.pick("alleen opmaak of commentaar", "layout or comments only")
                .to_string(),
        ),
    }
}

fn count(fields: usize, reader: Reader) -> String {
    let (nl, en) = if fields == 1 {
        ("veld", "field")
    } else {
        ("velden", "fields")
    };
    format!("{fields} {}", reader.lang.pick(nl, en))
}

pub(super) fn not_committed(reader: Reader) -> String {
    reader.lang.pick("nog niet gecommit", "not committed yet").to_string()
}

fn truth(value: bool, reader: Reader) -> Cell {
    Cell::value(labels::yes_no(value).get(reader.lang), Data::Yes(value))
}

pub(super) fn person(person: &Person) -> String {
    format!("{} <{}>", person.name, person.email)
}

/// A commit's moment in the folder's zone.
pub(super) fn instant(at: Option<DateTime<Utc>>, reader: Reader) -> Cell {
    match at {
        Some(at) => reader.moment_cell(Moment::Exact(reader.zone().local(at))),
        None => Cell::value(reader.lang.pick("(niet te lezen)", "(cannot be read)"), Data::Nothing),
    }
}
