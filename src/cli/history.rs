//! `avg history`: who changed which field from what to what.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::Args;

use crate::folder::{Folder, History, Kind, Reach, Version};
use crate::records::tree::Node;
use crate::records::{Record, Records, Revision, last_words, revisions};
use crate::report;
use crate::report::history::Scope;
use crate::text;
use crate::text::{Lang, Text};

use super::which::{self, Known};
use super::{Exit, Session};

/// Show who changed which field from what to what, commit by commit, the newest first
///
/// Formats: table (default), markdown, html, csv, xlsx, json, jsonl, yaml. What is not committed yet comes on top. Of an
/// incident there is a timeline too: when things happened, beside when they were written down.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct HistoryArgs {
    /// Only this record, also one that was deleted: incidents/2026-002, its file, or its id alone
    #[arg(value_name = "RECORD")]
    record: Option<String>,
}

const EXAMPLES: &str = "Examples:
  avg history
  avg history incidents/2026-002";

/// A record's path and its versions.
type Line<'h> = (&'h str, &'h [Version]);

pub(super) fn run(args: &HistoryArgs, session: &Session, lang: &mut Lang, out: &mut dyn Write) -> Result<Exit> {
    let format = session.format()?;
    let folder = session.folder()?;
    let records = Records::read(&folder);
    *lang = session.lang(&records);
    let history = session.history(&folder);
    if let Some(why) = &history.trouble {
        return Err(anyhow!(Text::by(|lang| {
            let nothing = lang.pick(
                "hier is geen git-geschiedenis te lezen",
                "there is no git history to read here",
            );
            format!("{nothing}: {}", why.get(lang))
        })));
    }
    if history.reach == Reach::None {
        return Err(anyhow!(text!(
            "hier is geen git-geschiedenis te lezen: wie wat wijzigde, is pas te zien als de map in git staat en gecommit is",
            "there is no git history to read here: who changed what can be seen once the folder is in git and committed"
        )));
    }
    let lines = history.lines();
    let reader = session.reader(&records, *lang);
    let of = |(_, versions): &Line| -> Vec<Revision> { revisions(versions, &history, &folder, records.zone) };
    let about = about(&history, *lang);
    let document = match &args.record {
        None => report::history::document(lines.iter().flat_map(of).collect(), &Scope::Folder, about, reader),
        Some(written) => {
            let line = line(&lines, written)?;
            let kind = Kind::of_file(line.0).unwrap_or(Kind::Organisation);
            let name = name(line.0);
            let said = last_said(line, &records, &history, &folder);
            let scope = Scope::Record {
                name: &name,
                kind,
                root: said.as_ref(),
            };
            report::history::document(of(&line), &scope, about, reader)
        }
    };
    session.hand_over(&document, format, *lang, &(&records).into(), out)?;
    Ok(Exit::Clean)
}

fn about(history: &History, lang: Lang) -> Vec<String> {
    let mut about = vec![
        lang.pick(
            "Namen, adressen en tijden zijn die van git. ‘Ondertekend’ zegt alleen dat er een handtekening op de commit staat; of zij klopt en van wie zij is, is niet nagegaan.",
            "Names, addresses and times are those of git. ‘Signed’ says only that there is a signature on the commit; whether it is sound and whose it is was not verified.",
        )
        .to_string(),
    ];
    if history.reach == Reach::Shallow {
        let incomplete = lang.pick(
            "De geschiedenis in git is niet compleet: wat voor de oudste commit ligt, is niet bekend. Haal de rest op met git fetch --unshallow.",
            "The history in git is not complete: what lies before the oldest commit is not known. Fetch the rest with git fetch --unshallow.",
        );
        about.push(incomplete.to_string());
    }
    about
}

fn name(path: &str) -> String {
    Kind::record_at(path).unwrap_or_else(|| Kind::Organisation.folder().to_string())
}

/// The record that is meant: one that is there or was, by its last name or file, else by one that it had before.
fn line<'h>(lines: &[Line<'h>], written: &str) -> Result<Line<'h>> {
    let former = lines.iter().enumerate().flat_map(|(at, line)| {
        let paths = line.1.iter().map(Version::path);
        paths.map(move |path| (at, path))
    });
    let (owners, former): (Vec<usize>, Vec<&str>) = former.unzip();
    let names = |paths: &[&str]| -> Vec<String> { paths.iter().map(|path| name(path)).collect() };
    let last: Vec<&str> = lines.iter().map(|(path, _)| *path).collect();
    let (last_names, former_names) = (names(&last), names(&former));
    which::one(&known(&last, &last_names), written)
        .or_else(|error| {
            let mut found: Vec<usize> = which::meant(&known(&former, &former_names), written)
                .into_iter()
                .map(|at| owners[at])
                .collect();
            found.dedup();
            match found.as_slice() {
                [at] => Ok(*at),
                _ => Err(error),
            }
        })
        .map(|at| lines[at])
}

fn known<'a>(paths: &[&'a str], names: &'a [String]) -> Vec<Known<'a>> {
    let all = paths.iter().zip(names);
    all.map(|(file, name)| Known { name, file }).collect()
}

/// What a record says as it stands, as far as that can be read; of one that is gone, what it said last.
fn last_said(line: Line, records: &Records, history: &History, folder: &Folder) -> Option<Node<'static>> {
    let here = |record: &&Record| record.file == line.0 && folder.file(line.0).is_some();
    match records.iter().find(here) {
        Some(record) => Some(record.root.clone().into_owned()),
        None => last_words(line.1, history),
    }
}
