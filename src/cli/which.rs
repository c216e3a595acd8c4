//! Which record is meant: its name, its file, or its id alone where only one kind has it.

use anyhow::{Result, anyhow};

use crate::folder::{Kind, MARKER};
use crate::records::{Record, Records};
use crate::text;
use crate::text::nearest;

/// The record that goes by a name as people write it: `incidents/2026-002`, with `.toml`, or `2026-002`.
pub(super) fn record<'r, 'f>(records: &'r Records<'f>, asked: &str) -> Result<&'r Record<'f>> {
    let tidy = asked.strip_prefix("./").unwrap_or(asked);
    let by_file = |record: &&Record| record.file == tidy;
    let name = match tidy {
        MARKER => Kind::Organisation.folder(),
        name => name.strip_suffix(".toml").unwrap_or(name),
    };
    let found = records.iter().find(by_file).or_else(|| records.get(name));
    if let Some(record) = found {
        return Ok(record);
    }
    let mut of_that_id = records.iter().filter(|record| record.id == name);
    match (of_that_id.next(), of_that_id.next()) {
        (Some(record), None) => Ok(record),
        (Some(first), Some(second)) => {
            let (first, second) = (&first.name, &second.name);
            Err(anyhow!(text!(
                "‘{asked}’ kan {first} of {second} zijn: schrijf de map erbij",
                "‘{asked}’ may be {first} or {second}: write the folder too"
            )))
        }
        (None, _) => Err(unknown(records, asked, name)),
    }
}

fn unknown(records: &Records, asked: &str, name: &str) -> anyhow::Error {
    let known: Vec<&str> = records.iter().map(|record| record.name.as_str()).collect();
    match nearest(name, &known) {
        Some(nearest) => anyhow!(text!(
            "er is geen registratie ‘{asked}’: bedoelt u {nearest}?",
            "there is no record ‘{asked}’: did you mean {nearest}?"
        )),
        None => anyhow!(text!(
            "er is geen registratie ‘{asked}’: schrijf map en naam, zoals incidents/2026-001",
            "there is no record ‘{asked}’: write folder and name, such as incidents/2026-001"
        )),
    }
}
