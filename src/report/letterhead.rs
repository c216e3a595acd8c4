//! What a letter or notice opens and closes with: from whom, to whom, when, and where more can be asked.

use chrono::{Datelike, NaiveDate};

use crate::records::Records;
use crate::text::Lang;
use crate::time::day_of_year_in_words;

/// What our own file says at a path.
pub(super) fn ours<'r>(records: &'r Records, path: &str) -> Option<&'r str> {
    records.ours()?.said(path)
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
    format!("{} {}", day_of_year_in_words(day, lang), day.year())
}
