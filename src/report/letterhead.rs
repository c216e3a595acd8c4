//! What a letter or notice opens and closes with: from whom, to whom, when, and where more can be asked.

use chrono::{Datelike, NaiveDate};

use crate::records::{Kind, Record, Records};
use crate::text::Lang;

/// What a record says at a path such as `counterparty.name`; nothing where it says nothing.
pub(super) fn said<'r>(record: &'r Record, path: &str) -> Option<&'r str> {
    let keys: Vec<String> = path.split('.').map(str::to_string).collect();
    let text = record.root.at(&keys).into_iter().next()?.text()?;
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The same of the organisation's own file.
pub(super) fn ours<'r>(records: &'r Records, path: &str) -> Option<&'r str> {
    let organisation = records.iter().find(|record| record.kind == Kind::Organisation)?;
    said(organisation, path)
}

/// Several of those, a line each, what is not there left out.
pub(super) fn block(lines: &[Option<&str>]) -> String {
    let lines: Vec<&str> = lines.iter().filter_map(|line| *line).collect();
    lines.join("\n")
}

/// Who sends it.
pub(super) fn sender(records: &Records) -> String {
    block(&["name", "address", "email", "phone"].map(|key| ours(records, &format!("organisation.{key}"))))
}

/// Where more can be asked: the officer where there is one, else the organisation; `None` where neither can be reached.
pub(super) fn contact(records: &Records) -> Option<String> {
    let of = |table: &str| {
        let reach = ["email", "phone"].map(|key| ours(records, &format!("{table}.{key}")));
        let reach: Vec<&str> = reach.into_iter().flatten().collect();
        let name = ours(records, &format!("{table}.name"))?;
        (!reach.is_empty()).then(|| format!("{name}, {}", reach.join(", ")))
    };
    of("officer").or_else(|| of("organisation"))
}

/// A day as a letter has it: `15 april 2026`.
pub(super) fn day_in_full(day: NaiveDate, lang: Lang) -> String {
    const NL: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let months = lang.pick(NL, EN);
    format!("{} {} {}", day.day(), months[day.month0() as usize], day.year())
}
