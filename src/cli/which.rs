//! Which record a person means: by its name, its id alone, or its file.

use anyhow::{Result, anyhow};

use crate::records::{Kind, Record, Records};
use crate::text;
use crate::text::{Text, nearest};

/// How many records are named to whoever named one that is not there.
const MOST_NAMES: usize = 20;

/// A record that can be meant: its name, `incidents/2026-002`, and its file.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub name: &'a str,
    pub file: &'a str,
}

/// The record that is meant among those of a folder.
pub(super) fn record<'r, 'f>(records: &'r Records<'f>, written: &str) -> Result<&'r Record<'f>> {
    among(records, written, None)
}

fn among<'r, 'f>(records: &'r Records<'f>, written: &str, kind: Option<Kind>) -> Result<&'r Record<'f>> {
    let all: Vec<&Record> = records.iter().collect();
    let known: Vec<Known> = all
        .iter()
        .map(|record| Known {
            name: &record.name,
            file: record.file,
        })
        .collect();
    // A file that is there and cannot be read at all is no record; why not is more use than that there is none.
    let refused = || {
        let known = records.findings.iter().filter_map(|finding| {
            let known = Known {
                name: finding.record.as_deref()?,
                file: &finding.site.file,
            };
            meant(&[known], written).first().map(|_| finding)
        });
        known.min_by(|a, b| a.site.cmp(&b.site))
    };
    match (one_of(&known, written, kind), refused()) {
        (Ok(at), _) => Ok(all[at]),
        (Err(_), Some(finding)) if meant(&known, written).is_empty() => {
            let (file, message) = (&finding.site.file, &finding.message);
            Err(anyhow!(Text::by(|lang| format!("{file}: {}", message.get(lang)))))
        }
        (Err(error), _) => Err(error),
    }
}

/// The record that is meant, of one kind; an id alone is one of that kind.
pub(super) fn of<'r>(records: &'r Records<'r>, written: &str, kind: Kind) -> Result<&'r Record<'r>> {
    let named = format!("{}/{written}", kind.folder());
    let is_an_id = records.iter().any(|record| record.kind == kind && record.name == named);
    // The name in full: two records of one name are as ambiguous by their id alone.
    let found = among(records, if is_an_id { &named } else { written }, Some(kind))?;
    if found.kind == kind {
        return Ok(found);
    }
    let (name, folder) = (&found.name, kind.folder());
    Err(anyhow!(text!(
        "{name} staat niet in {folder}/: dit rapport gaat over een registratie daaruit",
        "{name} is not in {folder}/: this report is about a record from there"
    )))
}

/// Which one of those that are known is meant.
pub(super) fn one(known: &[Known], written: &str) -> Result<usize> {
    one_of(known, written, None)
}

fn one_of(known: &[Known], written: &str, kind: Option<Kind>) -> Result<usize> {
    match meant(known, written).as_slice() {
        [at] => Ok(*at),
        [] => Err(unknown(known, written, kind)),
        several => {
            let of = |one: fn(&Known) -> String| -> Vec<String> { several.iter().map(|at| one(&known[*at])).collect() };
            let mut names = of(|it| it.name.to_string());
            names.dedup();
            let (nl, en) = ("schrijf de map erbij", "write the folder too");
            let (names, nl, en) = match names.len() == several.len() {
                true => (names, nl, en),
                false => (of(|it| it.file.to_string()), "schrijf het bestand", "write the file"),
            };
            Err(anyhow!(Text::by(|lang| {
                let names = names.join(lang.pick(" of ", " or "));
                lang.pick(
                    format!("‘{written}’ kan {names} zijn: {nl}"),
                    format!("‘{written}’ may be {names}: {en}"),
                )
            })))
        }
    }
}

/// Everything that can be meant, by the first of these that fits anything: the file, the name, the id.
pub(super) fn meant(known: &[Known], written: &str) -> Vec<usize> {
    let path = written.trim_start_matches("./").replace('\\', "/");
    let name = path.strip_suffix(".toml").unwrap_or(&path);
    let ways: [&dyn Fn(&Known) -> bool; 4] = [
        &|it| it.file == path,
        &|it| it.name == name,
        // A path from elsewhere ends with that from the folder's root.
        &|it| path.strip_suffix(it.file).is_some_and(|above| above.ends_with('/')),
        &|it| it.name.rsplit('/').next() == Some(name),
    ];
    let fitting = |fits: &&dyn Fn(&Known) -> bool| -> Vec<usize> {
        let all = known.iter().enumerate();
        all.filter(|(_, it)| fits(it)).map(|(at, _)| at).collect()
    };
    ways.iter()
        .map(fitting)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn unknown(known: &[Known], written: &str, kind: Option<Kind>) -> anyhow::Error {
    let names = known
        .iter()
        .flat_map(|it| [it.name, it.name.rsplit('/').next().unwrap_or(it.name)]);
    let bare = written.strip_suffix(".toml").unwrap_or(written);
    anyhow!(match (nearest(bare, &names.collect::<Vec<_>>()), kind) {
        (Some(nearest), _) => text!(
            "er is geen registratie ‘{written}’: bedoelt u {nearest}?",
            "there is no record ‘{written}’: did you mean {nearest}?"
        ),
        (None, Some(kind)) => unknown_of(kind, known, written),
        (None, None) => text!(
            "er is geen registratie ‘{written}’: schrijf map en naam, zoals incidents/2026-001",
            "there is no record ‘{written}’: write folder and name, such as incidents/2026-001"
        ),
    })
}

/// Where a record of one kind was asked for, the names of that kind help on.
fn unknown_of(kind: Kind, known: &[Known], written: &str) -> Text {
    let folder = kind.folder();
    let is_of_kind = |name: &&str| name.split('/').next() == Some(folder);
    let names: Vec<&str> = known.iter().map(|it| it.name).filter(is_of_kind).collect();
    if names.is_empty() {
        return text!(
            "er is geen registratie ‘{written}’: in {folder}/ staat er geen die te lezen is",
            "there is no record ‘{written}’: there is none in {folder}/ that can be read"
        );
    }
    let some = names[..names.len().min(MOST_NAMES)].join(", ");
    let (nl, en) = match names.len().saturating_sub(MOST_NAMES) {
        0 => (String::new(), String::new()),
        more => (format!(" en nog {more}"), format!(" and {more} more")),
    };
    text!(
        "er is geen registratie ‘{written}’ in {folder}/; bekend zijn: {some}{nl}",
        "there is no record ‘{written}’ in {folder}/; known are: {some}{en}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [Known; 5] = [
        Known {
            name: "organisation",
            file: "avg.toml",
        },
        Known {
            name: "incidents/2026-001",
            file: "incidents/2026/2026-001.toml",
        },
        Known {
            name: "requests/2026-001",
            file: "requests/2026-001.toml",
        },
        Known {
            name: "register/twee",
            file: "register/a/twee.toml",
        },
        Known {
            name: "register/twee",
            file: "register/b/twee.toml",
        },
    ];

    #[test]
    fn a_record_goes_by_its_name_its_file_and_its_id() {
        for (written, at) in [
            ("organisation", 0),
            ("avg.toml", 0),
            ("incidents/2026-001", 1),
            ("incidents/2026-001.toml", 1),
            ("./incidents/2026/2026-001.toml", 1),
            ("/srv/privacy/incidents/2026/2026-001.toml", 1),
            ("privacy/avg.toml", 0),
            ("requests/2026-001", 2),
            ("register/b/twee.toml", 4),
        ] {
            assert_eq!(one(&KNOWN, written).unwrap(), at, "{written}");
        }
        for written in ["2026-001", "register/twee", "twee", "incidents", "", "xavg.toml"] {
            assert!(one(&KNOWN, written).is_err(), "{written}");
        }
    }
}
