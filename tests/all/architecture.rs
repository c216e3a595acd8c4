//! The walls between the rooms, held by what each may name.

use std::collections::BTreeMap;
use std::fs;

use super::support::{root, walkdir};

/// A room and the rooms it may name. The data go one way; nobody calls back.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("time", &["text"]),
    ("finding", &["text"]),
    ("folder", &["text"]),
    ("records", &["finding", "folder", "text", "time"]),
    ("import", &["finding", "folder", "records", "text", "time"]),
    ("norms", &["finding", "folder", "records", "text", "time"]),
    ("report", &["finding", "norms", "records", "text", "time"]),
    ("render", &["finding", "norms", "report", "text", "time"]),
    (
        "cli",
        &[
            "finding", "folder", "import", "norms", "records", "render", "report", "text", "time",
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
        assert!(lines <= 600, "{} has {lines} lines", file.display());
    }
}
