//! Who the parties are, which of them is the controller and which the processor, how they are reached, and since when they agreed.

use crate::records::{Kind, Record};

use crate::report::listing::missing;
use crate::report::values::capital;
use crate::report::{Cell, Part, Table};

use super::{Subject, facts, unsigned};

/// The agreement itself and its dates.
pub(super) fn agreement(subject: &Subject) -> Part {
    let mut signed = subject.fact("signed_on", Some("28(9)"));
    if matches!(signed.value, Cell::Missing(_)) {
        signed.value = unsigned(subject.reader().lang);
    }
    let rows = vec![
        subject.fact("name", Some("28(3)")),
        subject.fact("our_role", Some("28(3)")),
        signed,
        subject.fact("effective_on", None),
        subject.fact("ended_on", None),
    ];
    Part::table(
        subject.reader().lang.pick("De overeenkomst", "The agreement"),
        facts(rows, subject.reader()),
    )
}

/// What is said of each party: in which of our fields, in which of theirs, and what the law asks of whom.
struct Line {
    key: &'static str,
    ours: &'static [&'static str],
    theirs: &'static [&'static str],
    asked: Option<&'static str>,
    of: Asked,
}

#[derive(PartialEq)]
enum Asked {
    OfBoth,
    OfController,
}

const fn plain(key: &'static str, ours: &'static [&'static str], theirs: &'static [&'static str]) -> Line {
    Line {
        key,
        ours,
        theirs,
        asked: None,
        of: Asked::OfBoth,
    }
}

/// The first field names the line. A party without any way to be reached lacks what 30(2)(a) asks; a controller without
/// a place for reports cannot be told of a breach, 33(2).
const LINES: &[Line] = &[
    Line {
        asked: Some("28(3)"),
        ..plain("name", &["organisation.name"], &["counterparty.name"])
    },
    plain(
        "trade_register",
        &["organisation.trade_register"],
        &["counterparty.trade_register"],
    ),
    plain("address", &["organisation.address"], &["counterparty.address"]),
    plain("country", &["organisation.country"], &["counterparty.country"]),
    plain("email", &["organisation.email"], &["counterparty.email"]),
    plain("phone", &["organisation.phone"], &["counterparty.phone"]),
    plain(
        "contact",
        &["officer.name", "officer.email", "officer.phone"],
        &["counterparty.contact"],
    ),
];

const REACHED: Line = Line {
    asked: Some("30(2)(a)"),
    ..plain(
        "reached",
        &["organisation.email", "organisation.phone", "organisation.address"],
        &["counterparty.email", "counterparty.phone", "counterparty.address"],
    )
};

const INCIDENTS: Line = Line {
    asked: Some("33(2)"),
    of: Asked::OfController,
    ..plain(
        "incidents",
        &[
            "organisation.incident_phone",
            "organisation.email",
            "organisation.phone",
        ],
        &["counterparty.incident_phone", "counterparty.email"],
    )
};

/// The two parties beside one another.
pub(super) fn parties(subject: &Subject) -> Part {
    let reader = subject.reader();
    let lang = reader.lang;
    let mut rows: Vec<Vec<Cell>> = LINES.iter().map(|line| row(line, true, subject)).collect();
    let reached = row(&REACHED, false, subject);
    // Only worth a line of its own where it is missing.
    if reached.iter().any(|cell| matches!(cell, Cell::Missing(_))) {
        rows.push(reached);
    }
    rows.push(row(&INCIDENTS, false, subject));
    let (head, keys) = match subject.role() {
        Some("controller" | "processor") => (
            lang.pick(
                ["verwerkingsverantwoordelijke", "verwerker"],
                ["controller", "processor"],
            ),
            ["controller", "processor"],
        ),
        _ => (
            lang.pick(["wij", "wederpartij"], ["we", "other party"]),
            ["ours", "theirs"],
        ),
    };
    let field = reader.as_written.then_some("field");
    let field_head = field.map(|_| lang.pick("veld", "field"));
    let what = [lang.pick("wat", "what")];
    let table = Table {
        head: field_head
            .into_iter()
            .chain(what)
            .chain(head)
            .map(str::to_string)
            .collect(),
        keys: field.into_iter().chain(["what"]).chain(keys).collect(),
        groups: vec![rows.into()],
        ..Table::default()
    };
    let heading = match subject.is_joint() {
        true => lang.pick("Partijen (AVG 26(1))", "Parties (GDPR 26(1))"),
        false => lang.pick("Partijen (AVG 28(3))", "Parties (GDPR 28(3))"),
    };
    Part::table(heading, table)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Ours,
    Theirs,
}

/// Who stands first: the controller, where one of the two is.
fn sides(subject: &Subject) -> [Side; 2] {
    match subject.role() {
        Some("processor") => [Side::Theirs, Side::Ours],
        _ => [Side::Ours, Side::Theirs],
    }
}

/// What a line is called and what each side says to it: all of it, or the first way that there is.
fn row(line: &Line, shows_all: bool, subject: &Subject) -> Vec<Cell> {
    let reader = subject.reader();
    let sides = sides(subject);
    let cells = sides.map(|side| {
        let (record, paths) = match side {
            Side::Ours => (reader.records.ours(), line.ours),
            Side::Theirs => (Some(subject.record), line.theirs),
        };
        let is_controller = side == sides[0] && subject.role().is_some();
        let asked = line.asked.filter(|_| !subject.is_joint());
        let asked = asked.filter(|_| line.of == Asked::OfBoth || is_controller);
        let values = record.map(|record| said(record, paths, subject)).unwrap_or_default();
        match (values.as_slice(), asked) {
            ([], Some(by)) => missing(by, reader.lang),
            ([], None) => Cell::Text(String::new()),
            ([first, ..], _) if !shows_all || paths.len() == 1 => first.clone(),
            (all, _) => Cell::list(all.iter().map(|value| value.shown().into_owned()).collect()),
        }
    });
    let field = reader.as_written.then(|| Cell::Text(line.key.to_string()));
    let what = Cell::Text(capital(&called(line, subject)));
    field.into_iter().chain([what]).chain(cells).collect()
}

fn called(line: &Line, subject: &Subject) -> String {
    let lang = subject.reader().lang;
    match line.key {
        "contact" => lang.pick("contactpunt of FG", "contact point or DPO").to_string(),
        "reached" => lang.pick("contactgegevens", "contact details").to_string(),
        "incidents" => lang.pick("melding van incidenten", "reports of incidents").to_string(),
        _ => subject.reader().label(Kind::Agreement, line.theirs[0]),
    }
}

/// What a record says at some paths.
fn said(record: &Record, paths: &[&str], subject: &Subject) -> Vec<Cell> {
    let value = |path: &&str| {
        let nodes = record.root.values_at(path).into_iter();
        let node = nodes.into_iter().find(|node| node.says_something())?;
        Some(subject.reader().cell(record.kind, path, node))
    };
    paths.iter().filter_map(value).collect()
}
