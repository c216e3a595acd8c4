//! What is late is wrong, and what was done late stays so: found once a duty, under the gravest of its norms. What must be
//! done without delay has no day on which it is late; after a month it can hardly be called undelayed.

use crate::finding::{Finding, Level};
use crate::records::Record;
use crate::records::tree::Span;
use crate::text;
use crate::text::{Lang, Text};
use crate::time::{Counting, Direction, Term, Unit, count};

use super::catalogue::Catalogue;
use super::duties::{Clock, Duty, Now, Status};
use super::norm::{DutyRule, Norm};

/// After how long something that must be done without delay is no longer that.
const TOO_LONG: Term = Term::new(1, Unit::Months);

/// The finding that a duty's lateness is, if it is late or was done late.
pub(super) fn finding(duty: &Duty, catalogue: &Catalogue, record: &Record, now: Now) -> Option<Finding> {
    // Whether it was done is in a value that the reader could not read: it says so, and more cannot be known.
    if duty.lead().is_unclear {
        return None;
    }
    let title = || catalogue.duty_title(&duty.name);
    let found = match gravest(duty, Status::Late) {
        Some(clock) => still_to_do(duty, clock, &title(), catalogue, record),
        None if duty.status() == Status::WithoutDelay => delayed(duty, &title(), catalogue, record, now),
        None => done_late(gravest(duty, Status::MetLate)?, &title(), catalogue, record),
    };
    found.map(|finding| Finding {
        item: duty.item.clone(),
        ..finding
    })
}

/// Of the clocks with a status the one whose norm weighs most; of equals the strictest, which is the first.
fn gravest(duty: &Duty, status: Status) -> Option<&Clock> {
    let found = duty.clocks.iter().filter(|clock| clock.status == status);
    found.rev().max_by_key(|clock| clock.level)
}

fn still_to_do(duty: &Duty, clock: &Clock, title: &Text, catalogue: &Catalogue, record: &Record) -> Option<Finding> {
    let (norm, rule) = norm_of(clock, catalogue)?;
    let message = by_when(clock, title, ("te laat", "late"))?;
    Some(Finding {
        help: to_do(duty, rule),
        ..about(clock, norm, record, message)
    })
}

/// What is left to do, and where to write that it was done.
fn to_do(duty: &Duty, rule: &DutyRule) -> Text {
    match rule.met_by.last() {
        Some(path) => {
            let item = duty
                .item
                .as_deref()
                .map(|item| format!(" ({item})"))
                .unwrap_or_default();
            text!(
                "Doe het alsnog en leg in {path} vast wanneer{item}.",
                "Do it now and record in {path} when{item}."
            )
        }
        None => text!(
            "Doe het alsnog en werk de registratie bij.",
            "Do it now and bring the record up to date."
        ),
    }
}

/// Something to do without delay that has been open too long. No law names the number, so it is a warning.
fn delayed(duty: &Duty, title: &Text, catalogue: &Catalogue, record: &Record, now: Now) -> Option<Finding> {
    let (clock, zone) = (duty.lead(), now.records.zone);
    let end = count(TOO_LONG, Counting::Calendar, clock.from, Direction::After, zone).ok()?;
    if !end.latest.is_past(now.now, zone) {
        return None;
    }
    let (norm, rule) = norm_of(clock, catalogue)?;
    let since = zone.day(clock.from);
    let message = Text::by(|lang| {
        let title = title.get(lang);
        lang.pick(
            format!("‘onverwijld’, maar open sinds {since}: {title}"),
            format!("‘without delay’, but open since {since}: {title}"),
        )
    });
    Some(Finding {
        level: norm.level.min(Level::Warning),
        help: to_do(duty, rule),
        ..about(clock, norm, record, message)
    })
}

fn done_late(clock: &Clock, title: &Text, catalogue: &Catalogue, record: &Record) -> Option<Finding> {
    let (norm, rule) = norm_of(clock, catalogue)?;
    if let (Some(path), Some(site)) = (&rule.late_needs, &clock.reason_missing) {
        let message = Text::by(|lang| {
            let title = title.get(lang);
            lang.pick(
                format!("te laat gedaan, zonder de redenen: {title}"),
                format!("done late, without the reasons: {title}"),
            )
        });
        return Some(Finding {
            help: text!(
                "Leg in {path} vast waarom het later werd.",
                "Record in {path} why it was later."
            ),
            site: site.clone(),
            ..about(clock, norm, record, message)
        });
    }
    // A chance that has passed is nobody's lateness.
    if rule.lapses {
        return None;
    }
    // Late with reasons, where the law asks for reasons, is what the law asks for.
    if rule.late_needs.is_some() {
        return None;
    }
    let message = by_when(clock, title, ("te laat gedaan", "done late"))?;
    // It cannot be mended any more, so it does not stop the work for ever.
    Some(Finding {
        level: norm.level.min(Level::Warning),
        help: text!(
            "Dit is niet meer te herstellen; leg vast wat ervan geleerd is, of aanvaard het met een [[waivers]] in avg.toml.",
            "This cannot be mended; record what was learnt from it, or accept it with a [[waivers]] in avg.toml."
        ),
        ..about(clock, norm, record, message)
    })
}

fn norm_of<'c>(clock: &Clock, catalogue: &'c Catalogue) -> Option<(&'c Norm, &'c DutyRule)> {
    let norm = catalogue.norms().find(|norm| norm.name == clock.norm)?;
    Some((norm, norm.duty()?))
}

/// A finding where the clock starts.
fn about(clock: &Clock, norm: &Norm, record: &Record, message: Text) -> Finding {
    Finding {
        site: clock.site.clone(),
        ..norm.finding(record, Span::default(), message)
    }
}

/// What was late, by when it had to be done, and under which clause of a contract.
fn by_when(clock: &Clock, title: &Text, how: (&str, &str)) -> Option<Text> {
    let latest = clock.due.as_ref()?.latest;
    let clause = clock
        .clause
        .as_ref()
        .map(|clause| format!(" ({clause})"))
        .unwrap_or_default();
    Some(Text::by(|lang| {
        let (how, title, latest) = (lang.pick(how.0, how.1), title.get(lang), latest.in_words(lang));
        match lang {
            Lang::Nl => format!("{how}: {title}, uiterlijk {latest}{clause}"),
            Lang::En => format!("{how}: {title}, by {latest} at the latest{clause}"),
        }
    }))
}
