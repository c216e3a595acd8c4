//! The walls between the rooms, held by what each may name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use avg::norms::{Catalogue, Demand, EMBEDDED, Norm};

use super::support::{root, walkdir};

/// A room and the rooms it may name. The data go one way; nobody calls back.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    // Of the process as a whole, as a signal is: what may not be cut off, and how far what takes long is.
    ("underway", &["text"]),
    ("time", &["text"]),
    ("finding", &["text"]),
    ("folder", &["text", "underway"]),
    ("records", &["finding", "folder", "text", "time", "underway"]),
    ("import", &["finding", "folder", "records", "text", "time"]),
    ("norms", &["finding", "folder", "records", "text", "time", "underway"]),
    ("report", &["finding", "norms", "records", "text", "time"]),
    ("render", &["finding", "norms", "report", "text", "time"]),
    (
        "cli",
        &[
            "finding", "folder", "import", "norms", "records", "render", "report", "text", "time", "underway",
        ],
    ),
];

/// What only one room may touch.
const TOOLS: &[(&str, &str)] = &[
    ("git2", "folder"),
    ("walkdir", "folder"),
    ("std::fs", "folder"),
    ("sha2", "folder"),
    ("zip", "folder"),
    ("comfy_table", "render"),
    ("maud", "render"),
    ("rust_xlsxwriter", "render"),
    ("annotate_snippets", "render"),
    ("anstyle", "render"),
    ("::csv", "render"),
    ("icalendar", "render"),
    ("clap", "cli"),
    ("inquire", "cli"),
    ("chrono_tz", "time"),
    ("toml", "records"),
    ("toml_edit", "records"),
    ("saphyr_parser", "records"),
    ("calamine", "import"),
    ("std::env", "main"),
    ("terminal_size", "main"),
    ("crossterm", "main"),
    ("ctrlc", "main"),
];

/// The source of each room, comments left out.
fn sources() -> BTreeMap<String, Vec<(String, String)>> {
    let src = root().join("src");
    let mut rooms: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for file in walkdir(&src)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|it| it == "rs"))
    {
        let path = file.strip_prefix(&src).unwrap().to_string_lossy().into_owned();
        let room = path.split(['/', '.']).next().unwrap().to_string();
        let text = fs::read_to_string(&file).unwrap();
        let code: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        rooms.entry(room).or_default().push((path, code.join("\n")));
    }
    rooms
}

#[test]
fn each_room_names_only_the_rooms_before_it() {
    let rooms = sources();
    for (room, files) in &rooms {
        if room == "lib" || room == "main" {
            continue;
        }
        let (_, may_name) = ROOMS
            .iter()
            .find(|(name, _)| name == room)
            .unwrap_or_else(|| panic!("{room} is not a room"));
        for (path, code) in files {
            for (other, _) in ROOMS
                .iter()
                .filter(|(other, _)| other != room && !may_name.contains(other))
            {
                assert!(
                    !code.contains(&format!("crate::{other}")),
                    "{path} names crate::{other}"
                );
            }
        }
    }
    assert_eq!(rooms.len(), ROOMS.len() + 2);
}

#[test]
fn each_tool_stays_in_its_room() {
    for (room, files) in sources() {
        for (path, code) in files {
            for (tool, home) in TOOLS.iter().filter(|(_, home)| *home != room) {
                for form in [
                    format!("use {tool}::"),
                    format!(" {tool}::"),
                    format!("({tool}::"),
                    format!("&{tool}::"),
                ] {
                    assert!(!code.contains(&form), "{path} names {tool}, which belongs to {home}");
                }
            }
        }
    }
}

/// The texts between quotes, line by line.
fn literals(code: &str) -> impl Iterator<Item = &str> {
    code.lines().flat_map(|line| line.split('"').skip(1).step_by(2))
}

/// What a report or a command knows by name of the norms and their duties is in the packs: one that was renamed there would
/// otherwise be missed in silence.
#[test]
fn every_norm_and_duty_that_is_named_in_code_is_in_a_pack() {
    let catalogue = Catalogue::embedded().unwrap();
    let duty = |norm: &Norm| match &norm.demand {
        Demand::Duty(rule) => Some(rule.duty.clone()),
        _ => None,
    };
    let duties: BTreeSet<String> = catalogue.norms().filter_map(duty).collect();
    let verbs: BTreeSet<&str> = duties.iter().filter_map(|duty| duty.split('-').next()).collect();
    let is_pack = |name: &str| EMBEDDED.iter().any(|pack| pack.name == name);
    let is_kebab = |text: &str| {
        text.split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()))
    };
    let (mut norms_named, mut duties_named) = (BTreeSet::new(), BTreeSet::new());
    let rooms = sources();
    for (path, code) in rooms["report"].iter().chain(&rooms["cli"]) {
        for text in literals(code) {
            if let Some((_, id)) = text.split_once('/').filter(|(pack, id)| is_pack(pack) && is_kebab(id)) {
                // A family goes by how its names begin.
                let is_known = catalogue.norms().any(|norm| norm.name.starts_with(text));
                assert!(is_known, "{path}: no pack has a norm {text}");
                norms_named.insert(id.to_string());
            }
            // What begins as a duty does is one.
            let begins = text.split_once('-').map(|(verb, _)| verb);
            if is_kebab(text) && begins.is_some_and(|verb| verbs.contains(verb)) {
                assert!(duties.contains(text), "{path}: no norm has a duty {text}");
                duties_named.insert(text.to_string());
            }
        }
    }
    assert!(norms_named.len() > 40, "{norms_named:?}");
    assert!(duties_named.len() >= 8, "{duties_named:?}");
}

#[test]
fn files_open_with_what_lives_there_and_fit_in_one_sitting() {
    for file in walkdir(&root().join("src"))
        .into_iter()
        .filter(|file| file.extension().is_some_and(|it| it == "rs"))
    {
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.starts_with("//! "),
            "{} does not say what lives there",
            file.display()
        );
        let lines = text.lines().count();
        assert!(lines <= 460, "{} has {lines} lines", file.display());
    }
}
