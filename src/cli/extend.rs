//! `avg extend`: tell that a request takes longer, with the reasons.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::Args;

use crate::folder::Kind;
use crate::norms::duties::Duty;
use crate::norms::meeting::{Longer, longer};
use crate::records::edit;
use crate::records::field;
use crate::render::harmless;
use crate::text;
use crate::text::{Lang, Text};
use crate::time::Moment;

use super::desk::{Desk, Page, SaveArgs};
use super::done::{beside, written};
use super::fields::{self, FieldArgs};
use super::{Exit, Session, questions};

/// Record that a request takes longer, and why, article 12(3)
///
/// Where the complexity and the number of the requests ask for it, the answer may take two further months. The data subject
/// must be told within one month of receipt, with the reasons; later it does not count and is refused. A refusal is not
/// extended, article 12(4).
#[derive(Args)]
#[command(after_help = fields::help(EXAMPLES))]
pub(super) struct ExtendArgs {
    /// The request, such as requests/2026-004
    request: String,
    /// The duty that takes longer, where it is another than to answer
    #[arg(default_value = ANSWER)]
    duty: String,
    /// Why it takes longer, as it was told
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// When it was told; now when absent
    #[arg(long, value_name = "MOMENT")]
    at: Option<String>,
    #[command(flatten)]
    save: SaveArgs,
    #[command(flatten)]
    fields: FieldArgs,
}

const EXAMPLES: &str = "  avg extend requests/2026-004 --reason \"Dossiers van vier afdelingen\" --at 2026-03-30";

/// What 12(3) and 12(4) are about.
const ANSWER: &str = "respond-to-request";

const WHY: (&str, &str) = (
    "Waarom duurt het langer, zoals het is meegedeeld?",
    "Why does it take longer, as it was told?",
);

pub(super) fn run(
    args: &ExtendArgs,
    session: &Session,
    lang: &mut Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit> {
    let mut desk = Desk::open(session, lang, err)?;
    let page = desk.page(&args.request)?;
    if page.kind != Kind::Request {
        let name = &page.name;
        return Err(anyhow!(text!(
            "{name} is geen verzoek: alleen een verzoek kan worden verlengd",
            "{name} is no request: only a request can be extended"
        )));
    }
    let mut page = desk.take(&args.request, &args.fields, None)?;
    let (duty, longer) = extendable(&desk, &page, &args.duty)?;
    let reason = match &args.reason {
        Some(reason) => Some(reason.clone()),
        None if session.edge.interactive => questions::sentence(lang.pick(WHY.0, WHY.1), *lang)?,
        None => None,
    };
    let Some(reason) = reason.filter(|reason| !reason.trim().is_empty()) else {
        return Err(anyhow!(text!(
            "de verlenging wordt met de redenen meegedeeld: geef ze met --reason",
            "the extension is told together with the reasons: give them with --reason"
        )));
    };
    let at = desk.at(args.at.as_deref())?;
    refuse_if_idle(&desk, &longer, at)?;
    let told = &longer.told;
    desk.set(&page, told, &written(at, told, page.kind, desk.zone)?)?;
    let Some(spot) = beside(told, "reason", page.kind) else {
        let key = &told.key;
        return Err(anyhow!(text!(
            "naast {key} is er geen veld voor de redenen: schrijf ze met avg edit",
            "beside {key} there is no field for the reasons: write them with avg edit"
        )));
    };
    desk.set(&page, &spot, &field::quoted(&reason))?;
    desk.write(&mut page)?;
    writeln!(out, "{}", page.file)?;
    let title = desk.catalogue.duty_title(&duty.name);
    let extended = lang.pick("verlengd", "extended");
    writeln!(out, "{}", harmless(&format!("{}: {extended}", title.get(*lang))))?;
    let until = longer.until.in_words(*lang);
    let refusal = lang.pick(
        format!("Een weigering wordt niet verlengd (12(4)): daarvoor blijft {until} gelden."),
        format!("A refusal is not extended (12(4)): for that {until} still holds."),
    );
    if duty.name == ANSWER {
        writeln!(out, "{refusal}")?;
    }
    desk.gaps(&page, out)?;
    desk.clocks(&page, out)?;
    desk.save(&args.save, &page, &text!("verlengd", "extended"), out)?;
    Ok(Exit::Clean)
}

/// The open duty of a request that takes longer.
fn extendable(desk: &Desk, page: &Page, name: &str) -> Result<(Duty, Longer)> {
    let record = &page.name;
    let duties = desk.outcome(page).duties.into_iter();
    let mut open = duties.filter(|duty| duty.name == name && duty.status().is_open());
    let found = open.find_map(|duty| {
        let longer = longer(&duty, &desk.catalogue, desk.zone)?;
        Some((duty, longer))
    });
    match found {
        None => Err(anyhow!(text!(
            "op {record} loopt geen {name} die kan worden verlengd",
            "no {name} runs on {record} that can be extended"
        ))),
        Some((_, longer)) if edit::is_written(desk.text(page), &longer.told) => Err(anyhow!(text!(
            "{record} is al verlengd; een tweede verlenging kent de wet niet",
            "{record} was extended already; the law knows no second extension"
        ))),
        Some(found) => Ok(found),
    }
}

/// What has not been told extends nothing, and what was told too late neither.
fn refuse_if_idle(desk: &Desk, longer: &Longer, at: Moment) -> Result<()> {
    if desk.is_ahead(at) {
        return Err(anyhow!(text!(
            "niet geschreven: {at} ligt na nu, en wat nog niet is meegedeeld, verlengt niets",
            "not written: {at} lies after now, and what has not been told extends nothing"
        )));
    }
    if longer.until.is_kept_by(at, desk.zone) {
        return Ok(());
    }
    Err(anyhow!(Text::by(|lang| {
        let until = longer.until.in_words(lang);
        lang.pick(
            format!("niet geschreven: een verlenging telt alleen als zij binnen de eerste termijn is meegedeeld, tot en met {until}"),
            format!("not written: an extension counts only when it was told within the first term, through {until}"),
        )
    })))
}
