//! What was accepted of an agreement though it deviates: it is missing all the same, and the page says until when and why.

use crate::finding::Finding;
use crate::norms::waivers::{holds, names};
use crate::records::tree::Node;
use crate::records::{Waiver, from_node};
use crate::text::Lang;

use super::Subject;

/// The waivers that hold for this record and took something out.
pub(super) fn accepted(subject: &Subject) -> Vec<Waiver> {
    let Some(file) = subject.reader().records.ours() else {
        return Vec::new();
    };
    let rows = file.root.get("waivers").map(Node::items).unwrap_or_default();
    let findings = subject.basis.findings_of(file);
    let is_idle = |index: usize| {
        let stands_in = |finding: &&Finding| {
            let at = finding.site.bytes().start;
            rows[index].span.start() <= at && rows.get(index + 1).is_none_or(|next| at < next.span.start())
        };
        findings
            .iter()
            .copied()
            .filter(stands_in)
            .any(|finding| finding.norm == "record/waiver-idle")
    };
    let today = subject.basis.place.at().today();
    let held = rows.iter().enumerate().filter_map(|(index, row)| {
        let waiver = from_node::<Waiver>(row).ok()?;
        (waiver.record == subject.record.name && holds(&waiver, today) && !is_idle(index)).then_some(waiver)
    });
    held.collect()
}

/// Until when and why a norm was set aside here; empty where it was not.
pub(super) fn words(norm: &str, accepted: &[Waiver], lang: Lang) -> String {
    let Some(waiver) = accepted.iter().find(|waiver| names(waiver, norm)) else {
        return String::new();
    };
    let reason = waiver.reason.as_deref().unwrap_or_default();
    match waiver.until.as_ref().map(|until| until.0) {
        Some(until) => lang.pick(
            format!("aanvaard tot en met {until}: {reason}"),
            format!("accepted through {until}: {reason}"),
        ),
        None => lang.pick(
            format!("aanvaard zonder einddatum: {reason}"),
            format!("accepted without an end: {reason}"),
        ),
    }
}
