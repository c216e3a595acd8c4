//! Which duty a person means: by its name and its row, by the fields that meet it, or asked on a terminal.

use anyhow::{Result, anyhow};

use crate::norms::duties::Duty;
use crate::norms::meeting::is_waiting;
use crate::text;
use crate::text::{Lang, nearest};

use super::desk::{Desk, Page};
use super::questions;

/// The rows of a duty, as the record stands on the desk.
pub(super) fn rows(desk: &Desk, page: &Page, name: &str) -> Vec<Duty> {
    let duties = desk.outcome(page).duties.into_iter();
    duties.filter(|duty| duty.name == name).collect()
}

/// The duty that the fields that were given have met: it was open and is not, or its row came with them. What went away
/// while another row of it is open was made more exact, not met.
pub(super) fn by_fields<'d>(before: &'d [Duty], after: &'d [Duty]) -> Option<&'d Duty> {
    let was_met = |duty: &Duty| {
        before
            .iter()
            .any(|other| other.table == duty.table && !other.status().is_open())
    };
    let met = after.iter().find(|duty| !duty.status().is_open() && !was_met(duty));
    let is_open = |duty: &&Duty| duty.status().is_open();
    met.or_else(|| {
        let went_away = before.iter().find(is_open);
        went_away.filter(|_| !after.iter().any(|duty| is_open(&duty)))
    })
}

/// The duty that is meant; on a terminal it is asked.
pub(super) fn asked(duty: Option<&str>, desk: &Desk, page: &Page) -> Result<String> {
    if let Some(duty) = duty {
        return Ok(duty.rsplit('/').next().unwrap_or(duty).to_string());
    }
    let mut names: Vec<String> = Vec::new();
    for duty in desk
        .outcome(page)
        .duties
        .iter()
        .filter(|duty| duty.status().is_open() && !is_waiting(duty))
    {
        if !names.contains(&duty.name) {
            names.push(duty.name.clone());
        }
    }
    if desk.session.edge.interactive && !names.is_empty() {
        return questions::duty(&names, &desk.catalogue, desk.lang);
    }
    let (record, names) = (&page.name, names.join(", "));
    Err(match names.is_empty() {
        true => anyhow!(text!("op {record} staat niets open", "nothing is open on {record}")),
        false => anyhow!(text!("zeg wat gedaan is: {names}", "say what was done: {names}")),
    })
}

pub(super) fn not_open(desk: &Desk, page: &Page, name: &str) -> anyhow::Error {
    let record = &page.name;
    let duties = desk.outcome(page).duties;
    if let Some(done) = duties.iter().find(|duty| duty.name == name) {
        return match done.lead().met {
            Some(at) => anyhow!(text!(
                "{name} op {record} is al gedaan: {at}; was dat anders, wijzig dan het bestand",
                "{name} on {record} was done already: {at}; if it was otherwise, edit the file"
            )),
            None => anyhow!(text!(
                "{name} op {record} kan niet meer: de termijn is verstreken",
                "{name} on {record} can no longer be done: the term has lapsed"
            )),
        };
    }
    let open: Vec<&str> = duties
        .iter()
        .filter(|duty| duty.status().is_open())
        .map(|duty| duty.name.as_str())
        .collect();
    match (nearest(name, &open), open.join(", ")) {
        (Some(nearest), _) => anyhow!(text!(
            "op {record} loopt geen ‘{name}’: bedoelt u {nearest}?",
            "no ‘{name}’ runs on {record}: did you mean {nearest}?"
        )),
        (None, open) if open.is_empty() => anyhow!(text!(
            "op {record} loopt geen ‘{name}’, en ook niets anders",
            "no ‘{name}’ runs on {record}, nor does anything else"
        )),
        (None, open) => anyhow!(text!(
            "op {record} loopt geen ‘{name}’; wel: {open}",
            "no ‘{name}’ runs on {record}; these do: {open}"
        )),
    }
}

/// The row that is meant, by its name or its number; on a terminal it is asked.
pub(super) fn one<'d>(open: &[&'d Duty], item: Option<&str>, asks: bool, lang: Lang) -> Result<&'d Duty> {
    let number = |duty: &Duty| duty.table.last().and_then(|(_, row)| *row).map_or(1, |row| row + 1);
    let is_meant = |duty: &&Duty| match item {
        None => true,
        Some(item) => duty.item.as_deref() == Some(item) || number(duty).to_string() == item,
    };
    let meant: Vec<&Duty> = open.iter().copied().filter(|duty| is_meant(duty)).collect();
    let shown = |duty: &&Duty| match &duty.item {
        Some(item) if *item != number(duty).to_string() => format!("{}: {item}", number(duty)),
        _ => number(duty).to_string(),
    };
    match meant[..] {
        [duty] => Ok(duty),
        [_, ..] if asks => {
            let chosen = questions::row(&meant.iter().map(shown).collect::<Vec<_>>(), lang)?;
            Ok(meant[chosen])
        }
        [_, ..] => {
            let rows = meant.iter().map(shown).collect::<Vec<_>>().join(", ");
            Err(anyhow!(text!(
                "dit loopt op meer rijen; zeg met --item welke: {rows}",
                "this runs on several rows; say with --item which: {rows}"
            )))
        }
        [] => {
            let (item, rows) = (
                item.unwrap_or_default(),
                open.iter().map(shown).collect::<Vec<_>>().join(", "),
            );
            Err(anyhow!(text!(
                "er is geen rij ‘{item}’ waarop dit openstaat; wel: {rows}",
                "there is no row ‘{item}’ on which this is open; these are: {rows}"
            )))
        }
    }
}
