//! A closed record that still has something to do.

use crate::finding::{Finding, Level};
use crate::records::Record;
use crate::text;
use crate::text::Text;

use super::catalogue::Catalogue;
use super::duties::{Duty, Now};

/// One finding that names every duty that is still open on a record that was closed.
pub(super) fn finding(record: &Record, duties: &[Duty], catalogue: &Catalogue, now: Now) -> Option<Finding> {
    let closed = record.root.get("closed_on")?;
    // What lies ahead of now has not been done.
    if !now.records.zone.has_come(closed.moment()?, now.now) {
        return None;
    }
    let mut open: Vec<&str> = Vec::new();
    for duty in duties.iter().filter(|duty| duty.status().is_open()) {
        if !open.contains(&duty.name.as_str()) {
            open.push(&duty.name);
        }
    }
    if open.is_empty() {
        return None;
    }
    let message = Text::by(|lang| {
        let titles = open
            .iter()
            .map(|name| format!("{} ({name})", catalogue.duty_title(name).get(lang)));
        let titles = titles.collect::<Vec<_>>().join(", ");
        lang.pick(
            format!("gesloten terwijl er nog openstaat: {titles}"),
            format!("closed while still open: {titles}"),
        )
    });
    Some(Finding {
        norm: "record/closed-with-open-duty".to_string(),
        cite: None,
        level: Level::Error,
        message,
        help: text!(
            "Doe wat openstaat en leg het vast, of haal closed_on weg tot het gedaan is.",
            "Do what is open and record it, or take closed_on out until it is done."
        ),
        record: Some(record.name.clone()),
        item: None,
        site: record.site(closed.span),
        related: Vec::new(),
    })
}
