//! Git's own moments as ours: anybody can write any number there, so not each of them is a moment.

use chrono::{DateTime, Datelike, FixedOffset, Offset, Utc};
use git2::Time;

/// With the offset that git was told, and one that cannot be is none; `None` where it lies outside the years 0 to 9999, in
/// which a date can be written down.
pub(super) fn of(time: Time) -> Option<DateTime<FixedOffset>> {
    let offset = time.offset_minutes().checked_mul(60).and_then(FixedOffset::east_opt);
    let universal = DateTime::from_timestamp_secs(time.seconds())?;
    let is_writable = |year: i32| (0..=9999).contains(&year);
    // A year alone decides first: what lies at the very end of time cannot be told at another offset.
    if !is_writable(universal.year()) {
        return None;
    }
    let local = universal.with_timezone(&offset.unwrap_or_else(|| Utc.fix()));
    is_writable(local.year()).then_some(local)
}
