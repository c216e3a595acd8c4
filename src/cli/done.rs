//! `avg done`: write the field that meets a duty.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::Args;

use crate::folder::Kind;
use crate::norms::duties::{Duty, Status};
use crate::norms::meeting::{Meeting, ahead, is_waiting, meeting};
use crate::records::edit::Spot;
use crate::records::shape::Shape;
use crate::records::{field, shape_of};
use crate::render::harmless;
use crate::text;
use crate::text::{Lang, Text};
use crate::time::{Moment, Zone};

use super::desk::{Desk, Page, SaveArgs};
use super::fields::{self, FieldArgs};
use super::{Exit, Session, questions, which_duty};

/// Record that a duty was done: writes the field that meets it, and nothing else
///
/// Without DUTY, the open ones are named. The moment is now, or --at. What lies ahead has not been done, and what was done
/// already is not written over.
#[derive(Args)]
#[command(after_help = fields::help(EXAMPLES))]
pub(super) struct DoneArgs {
    /// The record, such as incidents/2026-002
    record: String,
    /// The duty, such as notify-authority: as avg due names it
    duty: Option<String>,
    /// The row that the duty hangs on, such as agreements/klant-a, where there are several
    #[arg(long, value_name = "ROW")]
    item: Option<String>,
    /// When it was done
    #[arg(long, value_name = "MOMENT")]
    at: Option<String>,
    /// The reference that the other side gave
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    /// Why: of a notification that came too late (33(1)), of a request that is refused (12(4))
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    save: SaveArgs,
    #[command(flatten)]
    fields: FieldArgs,
}

const EXAMPLES: &str = "  avg done incidents/2026-002 notify-authority --reference AP-2026-1234
  avg done incidents/2026-002 notify-controller --item agreements/klant-a --at 2026-03-28T13:10
  avg done requests/2026-004 respond-to-request --answer-outcome granted --commit";

pub(super) fn run(
    args: &DoneArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let mut desk = Desk::open(session, lang, err)?;
    let page = desk.page(&args.record)?;
    let name = which_duty::asked(args.duty.as_deref(), &desk, &page)?;
    let before = which_duty::rows(&desk, &page, &name);
    let mut page = desk.take(&args.record, &args.fields, args.item.as_deref())?;
    let after = which_duty::rows(&desk, &page, &name);
    let duty = match which_duty::by_fields(&before, &after) {
        Some(duty) => {
            if args.at.is_some() {
                return Err(anyhow!(text!(
                    "wanneer het gedaan is, staat al in een ander veld: laat --at weg",
                    "when it was done is said by another field already: leave out --at"
                )));
            }
            duty.clone()
        }
        None => {
            let open: Vec<&Duty> = after.iter().filter(|duty| duty.status().is_open()).collect();
            if open.is_empty() {
                return Err(which_duty::not_open(&desk, &page, &name));
            }
            let duty = which_duty::one(&open, args.item.as_deref(), session.edge.interactive, *lang)?.clone();
            let at = desk.at(args.at.as_deref())?;
            meet(&mut desk, &page, &duty, at, args)?;
            refuse_if_open(&desk, &page, &duty, at)?;
            duty
        }
    };
    add_words(&mut desk, &page, &duty, args)?;
    ask_why_late(&mut desk, &page, &duty)?;
    desk.write(&mut page)?;
    say(&desk, &page, &duty, out)?;
    let title = desk.catalogue.duty_title(&duty.name);
    let done = Text::by(|lang| format!("{} – {}", title.get(lang), lang.pick("gedaan", "done")));
    desk.save(&args.save, &page, &done, out)?;
    Ok(Exit::Clean)
}

/// Writes the fields that meet a duty, on the desk.
fn meet(desk: &mut Desk, page: &Page, duty: &Duty, at: Moment, args: &DoneArgs) -> Result<()> {
    let meeting = meeting(duty, &desk.catalogue);
    if is_waiting(duty) {
        return Err(by_hand(
            page,
            duty,
            &meeting,
            ("op een ander wordt gewacht", "somebody else is awaited"),
        ));
    }
    if meeting.moments.is_empty() && meeting.yes.is_empty() {
        let why = (
            "welk veld dit vervult, volgt niet uit de norm",
            "which field meets it does not follow from the norm",
        );
        return Err(by_hand(page, duty, &meeting, why));
    }
    if meeting.moments.is_empty() && args.at.is_some() {
        return Err(no_field(duty, "at"));
    }
    for spot in &meeting.moments {
        desk.set(page, spot, &written(at, spot, page.kind, desk.zone)?)?;
    }
    for spot in &meeting.yes {
        desk.set(page, spot, "true")?;
    }
    Ok(())
}

/// The reference and the reason, beside the field that meets the duty.
fn add_words(desk: &mut Desk, page: &Page, duty: &Duty, args: &DoneArgs) -> Result<()> {
    let meeting = meeting(duty, &desk.catalogue);
    let first = meeting.moments.first().or(meeting.yes.first());
    let field_of = |flag: &str| {
        let spot = first.and_then(|first| beside(first, flag, page.kind));
        spot.ok_or_else(|| no_field(duty, flag))
    };
    if let Some(reference) = &args.reference {
        desk.set(page, &field_of("reference")?, &field::quoted(reference))?;
    }
    let Some(reason) = &args.reason else {
        return Ok(());
    };
    let spot = match &meeting.late_reason {
        // The reasons of a delay belong to what was late only.
        Some(spot) if is_late(desk, page, duty) => spot.clone(),
        Some(_) => {
            let name = &duty.name;
            return Err(anyhow!(text!(
                "{name} is op tijd gedaan: een reden hoort er alleen bij als het later werd; laat --reason weg",
                "{name} was done in time: a reason goes with it only when it was late; leave out --reason"
            )));
        }
        None => field_of("reason")?,
    };
    desk.set(page, &spot, &field::quoted(reason))
}

/// That a person must say it in the record, and how.
fn by_hand(page: &Page, duty: &Duty, meeting: &Meeting, why: (&str, &str)) -> anyhow::Error {
    let (name, record) = (&duty.name, &page.name);
    let flags: Vec<String> = meeting
        .moments
        .iter()
        .map(|spot| format!(" --{}", spot.flag()))
        .collect();
    let flags = flags.concat();
    anyhow!(Text::by(|lang| {
        let (why, help) = (lang.pick(why.0, why.1), meeting.help.get(lang));
        format!("{name}: {why}. {help} (avg edit {record}{flags})")
    }))
}

fn no_field(duty: &Duty, flag: &str) -> anyhow::Error {
    let name = &duty.name;
    anyhow!(text!(
        "{name} kent geen --{flag}: een veld ervoor is er niet",
        "{name} knows no --{flag}: there is no field for it"
    ))
}

fn is_late(desk: &Desk, page: &Page, duty: &Duty) -> bool {
    as_it_stands(desk, page, duty).is_some_and(|duty| duty.clocks.iter().any(|clock| clock.status == Status::MetLate))
}

/// A moment as the field takes it: a date, or an instant with its offset.
pub(super) fn written(at: Moment, spot: &Spot, kind: Kind, zone: Zone) -> Result<String> {
    let keys: Vec<String> = spot
        .tables
        .iter()
        .map(|(name, _)| name.clone())
        .chain([spot.key.clone()])
        .collect();
    let moment = match (shape_of(kind).at(&keys), at) {
        (Some(Shape::Date), at) => Moment::Day(zone.day(at)),
        (_, Moment::Day(day)) => Moment::Day(day),
        (_, at) => Moment::Exact(zone.instant(at).map_err(|skipped| anyhow!(skipped.text(zone)))?),
    };
    Ok(moment.to_string())
}

/// Another field of the same table, if it has one.
pub(super) fn beside(spot: &Spot, key: &str, kind: Kind) -> Option<Spot> {
    let keys: Vec<String> = spot
        .tables
        .iter()
        .map(|(name, _)| name.clone())
        .chain([key.to_string()])
        .collect();
    let is_there = !spot.tables.is_empty() && shape_of(kind).at(&keys).is_some();
    is_there.then(|| Spot {
        tables: spot.tables.clone(),
        key: key.to_string(),
    })
}

/// Nothing is written that does not do what was asked.
fn refuse_if_open(desk: &Desk, page: &Page, duty: &Duty, at: Moment) -> Result<()> {
    let is_it = |other: &Duty| other.name == duty.name && other.table == duty.table && other.status().is_open();
    let outcome = desk.outcome(page);
    let Some(open) = outcome.duties.iter().find(|other| is_it(other)) else {
        return Ok(());
    };
    if desk.is_ahead(at) {
        return Err(anyhow!(text!(
            "niet geschreven: {at} ligt na nu, en wat nog komt, is niet gedaan",
            "not written: {at} lies after now, and what is still to come has not been done"
        )));
    }
    Err(
        match ahead(open, &desk.catalogue, desk.text(page), desk.now, desk.zone) {
            Some((spot, later)) => {
                let key = &spot.key;
                anyhow!(text!(
                    "niet geschreven: er staat al {key} = {later}, dat na nu ligt en voorgaat; verbeter dat eerst",
                    "not written: {key} = {later} is there already, which lies after now and goes before it; mend that first"
                ))
            }
            None => anyhow!(text!(
                "niet geschreven: het zou daarmee niet gedaan zijn; wijzig de registratie met avg edit",
                "not written: it would not be done by that; change the record with avg edit"
            )),
        },
    )
}

/// The same duty as it stands on the desk now.
fn as_it_stands(desk: &Desk, page: &Page, duty: &Duty) -> Option<Duty> {
    let mut duties = desk.outcome(page).duties.into_iter();
    duties.find(|other| other.name == duty.name && other.table == duty.table)
}

/// What was done late is asked for its reasons where the norm wants them and somebody is there to answer.
fn ask_why_late(desk: &mut Desk, page: &Page, duty: &Duty) -> Result<()> {
    let lacks_reason = as_it_stands(desk, page, duty)
        .is_some_and(|duty| duty.clocks.iter().any(|clock| clock.reason_missing.is_some()));
    let Some(spot) = meeting(duty, &desk.catalogue).late_reason else {
        return Ok(());
    };
    if !lacks_reason || !desk.session.edge.interactive {
        return Ok(());
    }
    let words = desk.lang.pick("Waarom werd het later?", "Why was it later?");
    if let Some(reason) = questions::sentence(words, desk.lang)? {
        desk.set(page, &spot, &field::quoted(&reason))?;
    }
    Ok(())
}

fn say(desk: &Desk, page: &Page, duty: &Duty, out: &mut dyn Write) -> Result<()> {
    let lang = desk.lang;
    writeln!(out, "{}", page.file)?;
    let title = desk.catalogue.duty_title(&duty.name);
    let item = duty.item.as_ref().map(|item| format!(" · {item}")).unwrap_or_default();
    let how = match as_it_stands(desk, page, duty).map(|duty| (duty.status(), duty.latest())) {
        Some((Status::MetLate, Some(latest))) => {
            let latest = latest.in_words(lang);
            lang.pick(
                format!("te laat gedaan, het kon tot {latest}"),
                format!("done late, it could be done until {latest}"),
            )
        }
        _ => lang.pick("gedaan", "done").to_string(),
    };
    writeln!(out, "{}", harmless(&format!("{}{item}: {how}", title.get(lang))))?;
    desk.gaps(page, out)?;
    desk.clocks(page, out)
}
