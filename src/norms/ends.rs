//! The two ends of a term on a row of a record: what extends it, what suspends it, and from which signal it is counted safely.

use crate::records::tree::Node;
use crate::text::{Lang, Text};
use crate::time::{Counting, Direction, Due, End, Moment, Step, Term, count};

use super::condition::Row;
use super::duties::Now;
use super::norm::{DutyRule, Extension};

/// The term that holds on a row and its two ends, with what was extended, suspended or counted from an earlier signal.
pub(super) fn ends(rule: &DutyRule, term: Term, from: Moment, row: Row, now: Now) -> Result<(Term, Due), Text> {
    let zone = now.records.zone;
    let counted = |term, from| count(term, rule.count, from, rule.direction, zone);
    let base = counted(term, from)?;
    let extension = rule
        .extended
        .as_ref()
        .and_then(|extension| Some((extension, row.find(&extension.told)?.moment()?)));
    let (mut due, term) = match extension {
        Some((extension, told)) if told_by(&base, extension, from, &counted)?.is_kept_by(told, zone) => {
            let whole = extension.whole;
            (extended(&base, term, whole, counted(whole, from)?, &counted)?, whole)
        }
        Some((_, told)) => {
            let mut due = base;
            due.steps.push(Step::by(move |lang| {
                lang.pick(
                    format!("de verlenging van {told} kwam te laat en telt daarom niet."),
                    format!("the extension of {told} came too late and therefore does not count."),
                )
            }));
            (due, term)
        }
        None => (base, term),
    };
    if let Some(days) = suspended_days(rule, from, row, now)? {
        let shifted = zone
            .day(from)
            .checked_add_days(chrono::Days::new(days))
            .unwrap_or(zone.day(from));
        let later = counted(term, Moment::Day(shifted))?.latest;
        due.steps.push(Step::by(move |lang| {
            let later = later.in_words(lang);
            match lang {
                Lang::Nl => format!(
                    "opgeschort zolang de identiteit moest worden bevestigd, {days} dagen: laatst verdedigbaar {later}."
                ),
                Lang::En => {
                    format!("suspended while the identity had to be confirmed, {days} days: last defensible {later}.")
                }
            }
        }));
        due.latest = later;
    }
    if let Some(earlier) = rule.safe_from.as_ref().and_then(|path| row.find(path)?.moment()) {
        let safe = counted(term, earlier)?.by;
        if safe.over_at(zone) < due.by.over_at(zone) {
            due.steps.push(Step::by(move |lang| {
                let safe = safe.in_words(lang);
                match lang {
                    Lang::Nl => format!("veilig geteld vanaf het eerste signaal, {earlier}: {safe}."),
                    Lang::En => format!("counted safely from the first signal, {earlier}: {safe}."),
                }
            }));
            due.by = safe;
        }
    }
    Ok((term, due))
}

/// By when an extension must have been told to count.
fn told_by(
    base: &Due,
    extension: &Extension,
    from: Moment,
    counted: &impl Fn(Term, Moment) -> Result<Due, Text>,
) -> Result<End, Text> {
    match extension.told_within {
        Some(term) => counted(term, from).map(|due| due.latest),
        None => Ok(base.latest),
    }
}

/// The whole term where an extension was told in time. Whether it runs from the start or on from the first end is open;
/// the safe end is the earlier of the two.
fn extended(
    base: &Due,
    first: Term,
    whole: Term,
    from_start: Due,
    counted: &impl Fn(Term, Moment) -> Result<Due, Text>,
) -> Result<Due, Text> {
    // Both begin alike, and the first term says by when the extension was to be told.
    let further = from_start.steps.iter().skip(1);
    let mut due = Due {
        steps: base.steps.iter().chain(further).cloned().collect(),
        ..from_start
    };
    if let End::Day(first_end) = base.by
        && first.unit == whole.unit
    {
        let rest = Term::new(whole.number.saturating_sub(first.number), whole.unit);
        let chained = counted(rest, Moment::Day(first_end))?.by;
        if let (End::Day(chained_day), End::Day(day)) = (chained, due.by)
            && chained_day < day
        {
            let end = base.by;
            due.steps.push(Step::by(move |lang| {
                let (first, chained) = (end.in_words(lang), chained.in_words(lang));
                match lang {
                    Lang::Nl => format!(
                        "geteld vanaf het eerste einde, {first}: {chained}; welke telling geldt, staat niet vast."
                    ),
                    Lang::En => {
                        format!("counted on from the first end, {first}: {chained}; which of the two holds is open.")
                    }
                }
            }));
            due.by = chained;
        }
    }
    due.steps.push(Step::by(move |lang| {
        let (whole, by, latest) = (whole.in_words(lang), due.by.in_words(lang), due.latest.in_words(lang));
        match lang {
            Lang::Nl => format!("tijdig verlengd tot {whole} in totaal: veilig {by}; laatst verdedigbaar {latest}."),
            Lang::En => format!("extended in time to {whole} in all: safe {by}; last defensible {latest}."),
        }
    }));
    Ok(due)
}

/// How many days the term stood still, up to now where it still does; `None` where it did not.
fn suspended_days(rule: &DutyRule, from: Moment, row: Row, now: Now) -> Result<Option<u64>, Text> {
    let zone = now.records.zone;
    let Some(suspension) = &rule.suspended else {
        return Ok(None);
    };
    let Some(asked) = row.find(&suspension.from).and_then(Node::moment) else {
        return Ok(None);
    };
    let soon_enough = count(suspension.if_within, Counting::Calendar, from, Direction::After, zone)?;
    if !soon_enough.by.is_kept_by(asked, zone) {
        return Ok(None);
    }
    let until = row
        .find(&suspension.until)
        .and_then(Node::moment)
        .unwrap_or(Moment::Exact(now.now.fixed_offset()));
    let days = (zone.day(until) - zone.day(asked)).num_days();
    Ok(u64::try_from(days).ok().filter(|days| *days > 0))
}
