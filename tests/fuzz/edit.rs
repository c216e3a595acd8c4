//! Any text as a record in which a value is changed: refused, or the value stands there and nothing else is another, not in
//! what the file says nor in its bytes.
//!
//! The text; behind a NUL the path of a field, its row behind a `#`; behind another NUL the value. A record of the examples is
//! an input as it is: then its length says which field is changed.

#![no_main]

use std::collections::BTreeMap;

use avg::folder::Kind;
use avg::records::draft::Draft;
use avg::records::edit::{self, Spot};
use avg::records::field::{Field, quoted};
use avg::records::shape::Shape;
use avg::records::{shape_of, toml_tree};
use libfuzzer_sys::fuzz_target;
use toml::{Table, Value};

const WORDS: [(&str, Kind); 4] = [
    ("[organisation]", Kind::Organisation),
    ("discovered_at", Kind::Incident),
    ("received_at", Kind::Request),
    ("counterparty", Kind::Agreement),
];

const VALUES: [&str; 8] = [
    "2026-03-18",
    "true",
    "3",
    "0.5",
    "a \"b\" # c\n'd'",
    "14 days",
    "[]",
    "granted",
];

fuzz_target!(|text: &str| {
    let mut pieces = text.splitn(3, '\0');
    let text = pieces.next().unwrap_or_default();
    let (path, value) = (pieces.next(), pieces.next());
    let known = WORDS.iter().find(|(word, _)| text.contains(word));
    let shape = shape_of(known.map_or(Kind::Activity, |(_, kind)| *kind));
    let fields = Field::all(shape);
    let chosen = &fields[text.len() % fields.len()];
    let by_length = (text.len() / fields.len()) % VALUES.len();
    let value = value.unwrap_or(VALUES[by_length]);
    let path = path.map_or_else(|| with_row(chosen, by_length % 3), str::to_string);
    at_a_spot(text, shape, &path, value);
    let path = path.split('.').map(|step| step.split('#').next().unwrap_or(step));
    if let Some(field) = Field::at(shape, &path.collect::<Vec<_>>().join(".")) {
        for item in [None, Some("1")] {
            as_given(text, shape, &field, value, item);
        }
    }
});

/// The path of a field; the row of a list in which it stands behind the list.
fn with_row(field: &Field, row: usize) -> String {
    match (field.rows(), field.path()) {
        (Some(rows), path) => path.replacen(rows, &format!("{rows}#{row}"), 1),
        (None, path) => path,
    }
}

fn spot(path: &str) -> Spot {
    let mut steps: Vec<&str> = path.split('.').collect();
    let key = steps.pop().unwrap_or_default().to_string();
    let tables = steps.iter().map(|step| match step.split_once('#') {
        Some((name, row)) => (name.to_string(), row.parse().ok()),
        None => (step.to_string(), None),
    });
    Spot {
        tables: tables.collect(),
        key,
    }
}

/// What a text says: every value by its path, with NUL before a key and `#` before the number of an item.
type Said = BTreeMap<String, String>;

fn said(table: &Table) -> Said {
    let mut found = Said::new();
    gather(&Value::Table(table.clone()), String::new(), &mut found);
    found
}

fn gather(value: &Value, path: String, found: &mut Said) {
    match value {
        Value::Table(table) if !table.is_empty() => {
            for (key, value) in table {
                gather(value, format!("{path}\0{key}"), found);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                gather(item, format!("{path}#{at}"), found);
            }
        }
        value => {
            found.insert(path, format!("{value:?}"));
        }
    }
}

/// Whether a path is another or lies below it.
fn is_below(path: &str, above: &str) -> bool {
    let rest = path.strip_prefix(above);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['\0', '#']))
}

/// What is said below a path.
fn below<'s>(said: &'s Said, above: &str) -> Vec<(&'s str, &'s str)> {
    let here = said.iter().filter(|(path, _)| is_below(path, above));
    here.map(|(path, value)| (&path[above.len()..], value.as_str()))
        .collect()
}

/// What is said anywhere but where a change was meant; a table or list that was empty may have become one that is not.
fn beside(said: &Said, is_meant: impl Fn(&str) -> bool, is_on_the_way: impl Fn(&str) -> bool) -> Said {
    let is_empty = |value: &str| matches!(value, "Table({})" | "Array([])");
    let others = said.iter().filter(|(path, _)| !is_meant(path));
    others
        .filter(|(path, value)| !(is_empty(value) && is_on_the_way(path)))
        .map(|(path, value)| (path.clone(), value.clone()))
        .collect()
}

fn at_a_spot(text: &str, shape: &Shape, path: &str, value: &str) {
    let spot = spot(path);
    let written = match value.parse::<toml::value::Datetime>() {
        Ok(moment) => moment.to_string(),
        Err(_) => quoted(value),
    };
    let meant: String = spot
        .tables
        .iter()
        .map(|(name, row)| format!("\0{name}{}", row.map_or(String::new(), |row| format!("#{row}"))))
        .chain([format!("\0{}", spot.key)])
        .collect();
    let wanted: Table = format!("v = {written}").parse().expect("a value is TOML");
    let wanted = said(&wanted);
    let wanted = below(&wanted, "\0v")[0].1.to_string();
    for is_item in [false, true] {
        let change = if is_item { edit::add } else { edit::set };
        let Ok(after) = change(text, shape, &spot, &written) else {
            continue;
        };
        let told = || format!("{path} = {written} in {text:?}: {after:?}");
        if let Some((was, is)) = read(text, &after, &told) {
            says_no_more(&was, &is, (&meant, &wanted, is_item), &told);
        }
        let replaced = toml_tree::whole(text).and_then(|root| Some(edit::at(&root, &spot)?.span));
        let rest = match replaced.filter(|_| !is_item) {
            Some(span) => format!("{}{}", &text[..span.start()], &text[span.end()..]),
            None => text.to_string(),
        };
        keeps(&rest, &after, &told);
    }
}

/// The value that was wanted stands where it was meant, as it or as the last item, and all else says what it said.
fn says_no_more(was: &Said, is: &Said, (meant, wanted, is_item): (&str, &str, bool), told: &dyn Fn() -> String) {
    let others = |said: &Said| beside(said, |path| is_below(path, meant), |path| is_below(meant, path));
    assert_eq!(others(was), others(is), "{}", told());
    let (had, has) = (below(was, meant), below(is, meant));
    if !is_item {
        assert_eq!(has, [("", wanted)], "{}", told());
        return;
    }
    let had: Vec<_> = had.into_iter().filter(|(path, _)| !path.is_empty()).collect();
    let item = has.iter().filter(|item| !had.contains(item)).map(|(_, value)| *value);
    assert_eq!(item.collect::<Vec<_>>(), [wanted], "{}", told());
    assert_eq!(had.len() + 1, has.len(), "{}", told());
}

/// What a text said and says; nothing of one that was no TOML before, because it has a date in it that does not exist.
fn read(text: &str, after: &str, told: &dyn Fn() -> String) -> Option<(Said, Said)> {
    let was = text.parse::<Table>().ok()?;
    match after.parse::<Table>() {
        Ok(is) => Some((said(&was), said(&is))),
        Err(why) => panic!("{why}: {}", told()),
    }
}

/// Every byte of what was not changed is there in its order, and at most one line of it is another: that in which the value
/// was put.
fn keeps(rest: &str, after: &str, told: &dyn Fn() -> String) {
    let mut bytes = after.bytes();
    assert!(
        rest.bytes().all(|byte| bytes.any(|b| b == byte)),
        "bytes are gone: {}",
        told()
    );
    let mut lines: Vec<&str> = after.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let mut changed = 0;
    for line in rest.split('\n').map(|line| line.trim_end_matches('\r')) {
        match lines.iter().position(|it| *it == line) {
            Some(at) => drop(lines.swap_remove(at)),
            None => changed += 1,
        }
    }
    assert!(changed <= 1, "{changed} lines are others: {}", told());
}

/// As `avg edit` and `avg done` do it: a field that is given, in the row that it belongs to.
fn as_given(text: &str, shape: &Shape, field: &Field, value: &str, item: Option<&str>) {
    let mut draft = Draft::default();
    draft.give(field, value);
    let Ok(after) = draft.onto(text, shape, item) else {
        return;
    };
    let told = || format!("--{} {value:?} {item:?} in {text:?}: {after:?}", field.flag);
    let keys: Table = format!("{} = 1", field.path()).parse().expect("a path is TOML");
    let keys = said(&keys).into_keys().next().unwrap_or_default();
    // In whichever row.
    let without_rows = |path: &str| -> String {
        let steps = path
            .split('\0')
            .map(|step| step.rsplit_once('#').map_or(step, |(name, _)| name));
        steps.collect::<Vec<_>>().join("\0")
    };
    let Some((was, is)) = read(text, &after, &told) else {
        return;
    };
    let others = |said: &Said| {
        let is_meant = |path: &str| is_below(&without_rows(path), &keys);
        beside(said, is_meant, |path| is_below(&keys, &without_rows(path)))
    };
    assert_eq!(others(&was), others(&is), "{}", told());
    let here = |said: &Said| -> Vec<String> {
        let here = said.iter().filter(|(path, _)| is_below(&without_rows(path), &keys));
        here.map(|(_, value)| value.clone()).collect()
    };
    let has = here(&is);
    assert!(
        !has.is_empty() && has.len() <= here(&was).len().max(1) + 1,
        "{}",
        told()
    );
    if matches!(field.shape, Shape::Text | Shape::Word(_) | Shape::Country | Shape::Term)
        && !(field.is_list && value == "[]")
    {
        assert!(has.contains(&format!("{:?}", Value::from(value))), "{}", told());
    }
}
