//! The notices and letters of `avg report`: which record, for whom, and what is not recorded yet.

use std::collections::BTreeSet;

use anyhow::{Context, Result, anyhow};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::folder::{Folder, Kind};
use crate::records::edit::{self, Spot};
use crate::records::{Record, Records, shape_of};
use crate::report::basis::Basis;
use crate::report::letter::Form;
use crate::report::notice::To;
use crate::report::{Document, letter, notice};
use crate::text;

use super::which;

/// Whom a breach is told.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Whom {
    Authority,
    Controller,
    People,
}

#[derive(Args)]
pub(super) struct NoticeArgs {
    /// The incident: incidents/2026-002, its file, or its id alone
    #[arg(value_name = "INCIDENT")]
    incident: String,
    /// To whom it goes
    #[arg(long, value_enum)]
    to: Whom,
    /// With --to controller: the agreement with the controller, where the incident names several
    #[arg(long = "for", value_name = "AGREEMENT")]
    of: Option<String>,
}

#[derive(Args)]
pub(super) struct LetterArgs {
    /// The request: requests/2026-004, its file, or its id alone
    #[arg(value_name = "REQUEST")]
    request: String,
    /// What the letter says
    #[arg(long = "as", value_name = "WHAT", value_enum)]
    form: Form,
    /// Granting access: an activity that holds data about this person; more than one may be given; all without
    #[arg(long, value_name = "ACTIVITY")]
    about: Vec<String>,
}

pub(super) fn notice(args: &NoticeArgs, basis: &Basis) -> Result<Document> {
    let records = basis.reader.records;
    let incident = which::of(records, &args.incident, Kind::Incident)?;
    let to = match args.to {
        Whom::Authority => To::Authority,
        Whom::People => To::People,
        Whom::Controller => To::Controller(controller(args, incident, records)?),
    };
    if args.of.is_some() && args.to != Whom::Controller {
        return Err(anyhow!(text!(
            "--for hoort bij --to controller",
            "--for goes with --to controller"
        )));
    }
    Ok(notice::document(incident, to, basis))
}

/// The agreement with the one controller that is meant.
fn controller<'r>(args: &NoticeArgs, incident: &Record, records: &'r Records<'r>) -> Result<&'r Record<'r>> {
    let name = &incident.name;
    if let Some(of) = &args.of {
        return which::of(records, of, Kind::Agreement);
    }
    let rows = incident
        .root
        .get("controllers")
        .map(|rows| rows.items())
        .unwrap_or_default();
    let named: BTreeSet<&str> = rows.iter().filter_map(|row| row.get("agreement")?.text()).collect();
    let named: Vec<&str> = named.into_iter().collect();
    match named.as_slice() {
        [one] => which::of(records, one, Kind::Agreement),
        [] => Err(anyhow!(text!(
            "{name} noemt geen verwerkingsverantwoordelijke in [[controllers]]: zeg met --for agreements/… voor wie de kennisgeving is",
            "{name} names no controller in [[controllers]]: say with --for agreements/… for whom the notice is"
        ))),
        several => {
            let several = several.join(", ");
            Err(anyhow!(text!(
                "{name} raakt meer verwerkingsverantwoordelijken, en ieder krijgt een eigen kennisgeving: kies met --for uit {several}",
                "{name} concerns several controllers, and each gets a notice of its own: choose with --for from {several}"
            )))
        }
    }
}

pub(super) fn letter(args: &LetterArgs, basis: &Basis) -> Result<Document> {
    let records = basis.reader.records;
    let request = which::of(records, &args.request, Kind::Request)?;
    let is_ours = request.root.get("role").and_then(|role| role.text()) != Some("processor");
    if !is_ours && args.form != Form::Receipt {
        let name = &request.name;
        return Err(anyhow!(text!(
            "bij {name} zijn wij verwerker: de verwerkingsverantwoordelijke beslist en antwoordt; van ons is alleen --as receipt",
            "in {name} we are the processor: the controller decides and answers; only --as receipt is ours"
        )));
    }
    if request.root.get("received_from").and_then(|from| from.text()) == Some("controller") {
        let name = &request.name;
        return Err(anyhow!(text!(
            "{name} kwam van de verwerkingsverantwoordelijke: aan de betrokkene schrijven wij dan niet",
            "{name} came from the controller: then we do not write to the data subject"
        )));
    }
    let is_for_access = request.root.get("right").and_then(|right| right.text()) == Some("access");
    if !args.about.is_empty() && (args.form != Form::Grant || !is_for_access) {
        return Err(anyhow!(text!(
            "--about hoort bij --as grant op een verzoek om inzage",
            "--about goes with --as grant on a request for access"
        )));
    }
    let about = args
        .about
        .iter()
        .map(|activity| which::of(records, activity, Kind::Activity));
    let about = about.collect::<Result<Vec<&Record>>>()?;
    let is_ours = |record: &&&Record| record.root.get("role").and_then(|role| role.text()) != Some("processor");
    if let Some(record) = about.iter().find(|record| !is_ours(record)) {
        let name = &record.name;
        return Err(anyhow!(text!(
            "bij {name} zijn wij verwerker: daarover antwoordt de verwerkingsverantwoordelijke",
            "in {name} we are the processor: the controller answers about that"
        )));
    }
    Ok(letter::document(request, args.form, &about, basis))
}

/// The folder with the extension told today, where a letter tells one that is not recorded: then the new date can be counted.
pub(super) fn extended(args: &LetterArgs, folder: &Folder, today: NaiveDate) -> Result<Option<Folder>> {
    if args.form != Form::Extension {
        return Ok(None);
    }
    let records = Records::read(folder);
    let request = which::of(&records, &args.request, Kind::Request)?;
    let spot = Spot {
        tables: vec![("extension".to_string(), None)],
        key: "notified_on".to_string(),
    };
    let Some(text) = folder.file(request.file).and_then(|file| file.whole_text()) else {
        return Ok(None);
    };
    if edit::is_written(text, &spot) {
        return Ok(None);
    }
    let text = edit::set(text, shape_of(Kind::Request), &spot, &today.to_string())
        .map_err(|why| anyhow!(why))
        .context(request.file.to_string())?;
    let mut with = folder.clone();
    with.add(request.file, &text);
    Ok(Some(with))
}
