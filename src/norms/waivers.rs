//! Waivers: accepted deviations, from what is wrong and from what is due, held to the same standard as everything else.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::finding::{Finding, Level, Site, Told};
use crate::folder::Kind;
use crate::records::tree::Node;
use crate::records::{Records, Waiver, from_node};
use crate::text;
use crate::text::Text;
use crate::time::Moment;

use super::duties::Duty;

/// The records that waivers name.
pub(super) fn records<'r>(records: &'r Records) -> HashSet<&'r str> {
    let rows = records.ours().and_then(|file| file.root.get("waivers"));
    let rows = rows.map(Node::items).unwrap_or_default();
    rows.iter().filter_map(|row| row.get("record")?.text()).collect()
}

/// Takes out what is waived, and adds what is wrong with the waivers. Returns how many took effect.
pub(super) fn apply(kept: &mut Vec<Finding>, duties: &mut Vec<Duty>, records: &Records, now: DateTime<Utc>) -> usize {
    let Some(file) = records.ours() else {
        return 0;
    };
    let rows = file.root.get("waivers").map(|list| list.items()).unwrap_or_default();
    let today = records.zone.day(Moment::Exact(now.fixed_offset()));
    // One that cannot be read is named by the reader; the others hold.
    let read = rows
        .iter()
        .filter_map(|row| Some((from_node::<Waiver>(row).ok()?, row)));
    let read: Vec<(Waiver, &Node)> = read.collect();
    let site = |row: &Node, key: &str| file.site(row.place(&[key.to_string()]));
    let (held, idle): (Vec<_>, Vec<_>) = read.iter().partition(|(waiver, _)| holds(waiver, today));
    kept.extend(idle.iter().map(|(waiver, row)| over(waiver, |key| site(row, key))));

    let mut accepted = Accepted::of(held.iter().map(|(waiver, _)| waiver));
    kept.retain(|finding| {
        let record = finding.record.as_deref();
        !record.is_some_and(|record| accepted.takes_out(record, &finding.norm))
    });
    for duty in duties.iter_mut() {
        duty.clocks
            .retain(|clock| !accepted.takes_out(&duty.record, &clock.norm));
    }
    duties.retain(|duty| !duty.clocks.is_empty());

    let effects = held.iter().zip(&accepted.took_effect);
    let idle = effects.filter(|(_, took_effect)| !**took_effect);
    kept.extend(idle.map(|((waiver, row), _)| {
        let (norm, record) = (&waiver.norm, &waiver.record);
        about(
            site(row, "norm"),
            "waiver-idle",
            text!(
                "op {record} is {norm} niet gevonden: deze afwijking raakt niets",
                "{norm} was not found on {record}: this waiver touches nothing"
            ),
            text!(
                "Haal de afwijking weg, of verbeter norm of record.",
                "Take the waiver out, or correct norm or record."
            ),
        )
    }));
    let mut told = Told::default();
    told.extend(std::mem::take(kept));
    *kept = told.all();
    accepted.took_effect.iter().filter(|took_effect| **took_effect).count()
}

/// Waivers by what they accept, so that many of them cost no more than what is found.
struct Accepted<'w> {
    /// By the record and by the norm as they name it, the first of those that say the same.
    by_name: HashMap<(&'w str, &'w str), usize>,
    took_effect: Vec<bool>,
}

impl<'w> Accepted<'w> {
    fn of(waivers: impl Iterator<Item = &'w Waiver>) -> Self {
        let (mut by_name, mut took_effect) = (HashMap::new(), Vec::new());
        for (number, waiver) in waivers.enumerate() {
            by_name
                .entry((waiver.record.as_str(), waiver.norm.as_str()))
                .or_insert(number);
            took_effect.push(false);
        }
        Accepted { by_name, took_effect }
    }

    fn takes_out(&mut self, record: &str, norm: &str) -> bool {
        let names = [Some(norm), norm.split('/').nth(1)];
        let waivers = names
            .into_iter()
            .flatten()
            .filter_map(|name| self.by_name.get(&(record, name)));
        let first = waivers.min().copied();
        if let Some(first) = first {
            self.took_effect[first] = true;
        }
        first.is_some()
    }
}

/// Why a waiver does not hold.
fn over(waiver: &Waiver, site: impl Fn(&str) -> Site) -> Finding {
    match (&waiver.until, has_reason(waiver)) {
        (Some(until), true) => {
            let until = until.0;
            about(
                site("until"),
                "waiver-expired",
                text!(
                    "deze afwijking gold tot en met {until}",
                    "this waiver held through {until}"
                ),
                text!(
                    "Herstel wat afwijkt, of aanvaard het opnieuw.",
                    "Mend what deviates, or accept it anew."
                ),
            )
        }
        _ => about(
            site("reason"),
            "waiver-bare",
            text!("deze afwijking heeft geen reden", "this waiver has no reason"),
            text!("Schrijf reason = \"…\".", "Write reason = \"…\"."),
        ),
    }
}

/// Whether a waiver is of this norm; it may leave the pack out.
pub(crate) fn names(waiver: &Waiver, norm: &str) -> bool {
    norm == waiver.norm || norm.split('/').nth(1) == Some(&waiver.norm)
}

/// Whether it has a reason and is not over.
pub(crate) fn holds(waiver: &Waiver, today: NaiveDate) -> bool {
    has_reason(waiver) && waiver.until.as_ref().is_none_or(|until| until.0 >= today)
}

fn has_reason(waiver: &Waiver) -> bool {
    waiver.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty())
}

fn about(site: Site, id: &str, message: Text, help: Text) -> Finding {
    Finding {
        norm: format!("record/{id}"),
        cite: None,
        level: Level::Warning,
        message,
        help,
        record: Some(Kind::Organisation.folder().to_string()),
        item: None,
        site,
        related: Vec::new(),
    }
}
