//! Waivers: accepted deviations, from what is wrong and from what is due, held to the same standard as everything else.

use chrono::{DateTime, NaiveDate, Utc};

use crate::finding::{Finding, Level, Site};
use crate::folder::Kind;
use crate::records::{Records, Waiver, from_node};
use crate::text;
use crate::text::Text;
use crate::time::Moment;

use super::duties::Duty;

/// Takes out what is waived, and adds what is wrong with the waivers. Returns how many took effect.
pub(super) fn apply(kept: &mut Vec<Finding>, duties: &mut Vec<Duty>, records: &Records, now: DateTime<Utc>) -> usize {
    let Some(file) = records.iter().find(|record| record.kind == Kind::Organisation) else {
        return 0;
    };
    let rows = file.root.get("waivers").map(|list| list.items()).unwrap_or_default();
    let today = records.zone.day(Moment::Exact(now.fixed_offset()));
    let mut waived = 0;
    // One that cannot be read is named by the reader; the others hold.
    let read = rows
        .iter()
        .filter_map(|row| Some((from_node::<Waiver>(row).ok()?, row)));
    for (waiver, row) in read {
        let site = |key: &str| file.site(row.place(&[key.to_string()]));
        let has_reason = waiver.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
        if !has_reason {
            kept.push(about(
                site("reason"),
                "waiver-bare",
                text!("deze afwijking heeft geen reden", "this waiver has no reason"),
                text!("Schrijf reason = \"…\".", "Write reason = \"…\"."),
            ));
            continue;
        }
        if let Some(until) = waiver.until.filter(|until| until.0 < today) {
            let until = until.0;
            kept.push(about(
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
            ));
            continue;
        }
        let is_norm = |name: &str| names(&waiver, name);
        let before = kept.len() + clocks(duties);
        kept.retain(|finding| !(is_norm(&finding.norm) && finding.record.as_deref() == Some(&waiver.record)));
        for duty in duties.iter_mut().filter(|duty| duty.record == waiver.record) {
            duty.clocks.retain(|clock| !is_norm(&clock.norm));
        }
        duties.retain(|duty| !duty.clocks.is_empty());
        let took_effect = kept.len() + clocks(duties) < before;
        waived += usize::from(took_effect);
        if !took_effect {
            let (norm, record) = (&waiver.norm, &waiver.record);
            kept.push(about(
                site("norm"),
                "waiver-idle",
                text!(
                    "op {record} is {norm} niet gevonden: deze afwijking raakt niets",
                    "{norm} was not found on {record}: this waiver touches nothing"
                ),
                text!(
                    "Haal de afwijking weg, of verbeter norm of record.",
                    "Take the waiver out, or correct norm or record."
                ),
            ));
        }
    }
    waived
}

/// Whether a waiver is of this norm; it may leave the pack out.
pub(crate) fn names(waiver: &Waiver, norm: &str) -> bool {
    norm == waiver.norm || norm.split('/').nth(1) == Some(&waiver.norm)
}

/// Whether it has a reason and is not over.
pub(crate) fn holds(waiver: &Waiver, today: NaiveDate) -> bool {
    let has_reason = waiver.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
    has_reason && waiver.until.as_ref().is_none_or(|until| until.0 >= today)
}

fn clocks(duties: &[Duty]) -> usize {
    duties.iter().map(|duty| duty.clocks.len()).sum()
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
