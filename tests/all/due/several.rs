//! Several folders in one list: with `-C` more than once, and with `--all-under`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::super::support::{Run, avg, git, write};
use super::{AVG, PACK, activity};

const NOW: [&str; 2] = ["--now", "2026-03-30T10:00"];

fn due(dir: &Path, args: &[&str]) -> Run {
    avg(dir, &[&NOW[..], args].concat())
}

fn office(dir: &Path, place: &str, avg: &str, on: &str) {
    let (path, text) = activity("loon", &format!("owner = \"HR\"\nx_on = {on}"));
    write(dir, &format!("{place}/avg.toml"), avg);
    write(dir, &format!("{place}/norms/huis.yaml"), PACK);
    write(dir, &format!("{place}/{path}"), &text);
}

/// Two offices and what is not one.
fn offices() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    office(dir.path(), "klanten/a", AVG, "2026-04-05");
    office(
        dir.path(),
        "klanten/b",
        &AVG.replace("Voorbeeld", "Ander"),
        "2026-04-01",
    );
    office(dir.path(), "klanten/.oud/c", AVG, "2026-03-01");
    write(dir.path(), "klanten/leeg/README.md", "niets");
    std::os::unix::fs::symlink(dir.path().join("klanten/a"), dir.path().join("klanten/z")).unwrap();
    dir
}

fn folders(run: &Run) -> Vec<String> {
    let all = run.json();
    let duties = all.as_array().unwrap().iter();
    duties
        .map(|duty| duty["folder"].as_str().unwrap_or("-").to_string())
        .collect()
}

/// One list by urgency, each line with its folder; hidden folders and links are not walked.
#[test]
fn one_list_over_all() {
    let dir = offices();
    for args in [
        &["due", "--all-under", "klanten"][..],
        &["due", "-C", "klanten/a", "-C", "klanten/b"],
        &["-C", "klanten/b", "due", "-C", "klanten/a"],
        &[
            "-C",
            "klanten/b",
            "-C",
            "klanten/a",
            "-C",
            "klanten/../klanten/a/",
            "due",
        ],
        &["-C", "klanten/a", "due", "--all-under", "klanten"],
    ] {
        let run = due(dir.path(), args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        let lines: Vec<&str> = run.out.lines().collect();
        let at = |words: &str| lines.iter().position(|line| line.contains(words));
        let (b, a) = (at("klanten/b: register/loon"), at("klanten/a: register/loon"));
        assert!(b.is_some() && b < a, "{}", run.out);
        assert_eq!(*lines.last().unwrap(), "2 open.");
        let json = due(dir.path(), &[args, &["--format", "json"]].concat());
        assert_eq!(folders(&json), ["klanten/b", "klanten/a"]);
    }
    let here = due(
        &dir.path().join("klanten"),
        &["due", "--all-under", ".", "--format", "json"],
    );
    assert_eq!(folders(&here), ["b", "a"]);
    let itself = due(dir.path(), &["due", "--all-under", "klanten/a", "--format", "json"]);
    assert_eq!(folders(&itself), ["klanten/a"]);
    // One folder alone is not named.
    let one = due(dir.path(), &["due", "-C", "klanten/a", "--format", "json"]);
    assert_eq!(folders(&one), ["-"]);
    assert!(!due(dir.path(), &["due", "-C", "klanten/a"]).out.contains("klanten"));
}

/// Every form says whose it is, and the same record in two folders is two events.
#[test]
fn every_form_names_the_folder() {
    let dir = offices();
    let run = |format: &str| due(dir.path(), &["due", "--all-under", "klanten", "--format", format]).out;
    let csv = run("csv");
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].starts_with("folder,record,item,"), "{csv}");
    assert!(
        rows[1].starts_with("klanten/b,register/loon,") && rows[2].starts_with("klanten/a,register/loon,"),
        "{csv}"
    );
    let markdown = run("markdown");
    assert!(
        markdown.contains("**in 2 days** klanten/b: register/loon"),
        "{markdown}"
    );
    let ics = run("ics").replace("\r\n ", "");
    let lines = |start: &str| {
        ics.lines()
            .filter(|line| line.starts_with(start))
            .map(str::to_string)
            .collect::<Vec<_>>()
    };
    let events = |uids: Vec<String>| uids.into_iter().filter(|uid| !uid.contains("h-")).collect::<Vec<_>>();
    let uids = events(lines("UID:"));
    assert_eq!(uids.len(), 2);
    assert_ne!(uids[0], uids[1]);
    assert_eq!(
        lines("SUMMARY:"),
        [
            "SUMMARY:Ander BV: do it on the day – register/loon",
            "SUMMARY:Voorbeeld BV: do it on the day – register/loon"
        ]
    );
    assert_eq!(lines("BEGIN:VCALENDAR").len(), 1);
    // Alone it is the same event as among the others.
    let alone = due(dir.path(), &["due", "-C", "klanten/a", "--format", "ics"]).out;
    assert!(alone.contains(&uids[1]), "{alone}");
    // Of one organisation too, with nothing but their order between them.
    office(dir.path(), "klanten/b", AVG, "2026-04-01");
    let twins = run("ics");
    let uids: BTreeSet<&str> = twins
        .lines()
        .filter(|it| it.starts_with("UID:") && !it.contains("h-"))
        .collect();
    assert_eq!(uids.len(), 2, "{twins}");
}

/// Two folders of one organisation in one work tree are told apart by their place in it, whatever is asked with them.
#[test]
fn a_place_in_the_work_tree_tells_them_apart() {
    let dir = offices();
    office(dir.path(), "klanten/b", AVG, "2026-04-01");
    git(dir.path(), &["init", "-q"]);
    let uids = |args: &[&str]| -> BTreeSet<String> {
        let ics = due(dir.path(), &[&["due", "--format", "ics"], args].concat()).out;
        let events = ics
            .lines()
            .filter(|line| line.starts_with("UID:") && !line.contains("h-"));
        events.map(str::to_string).collect()
    };
    let (a, b) = (uids(&["-C", "klanten/a"]), uids(&["-C", "klanten/b"]));
    assert!(a.len() == 1 && b.len() == 1 && a != b);
    let both: BTreeSet<String> = a.union(&b).cloned().collect();
    assert_eq!(uids(&["-C", "klanten/b", "-C", "klanten/a"]), both);
    assert_eq!(uids(&["--all-under", "."]), both);
}

/// What is asked holds for all of them.
#[test]
fn options_hold_for_all() {
    let dir = offices();
    let all = ["due", "--all-under", "klanten"];
    let with = |args: &[&str]| due(dir.path(), &[&all[..], args].concat());
    assert_eq!(
        folders(&with(&["--within", "3 days", "--format", "json"])),
        ["klanten/b"]
    );
    assert_eq!(folders(&with(&["--for", "hr", "--format", "json"])).len(), 2);
    let unknown = with(&["--for", "hrm"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("HR"), "{}", unknown.err);
    assert!(
        with(&["--explain"])
            .out
            .contains("klanten/a: register/loon: do it on the day")
    );
    assert_eq!(with(&["--fail"]).code, 0);
    office(dir.path(), "klanten/d", AVG, "2026-03-29");
    assert_eq!(with(&["--fail"]).code, 1);
    assert_eq!(with(&[]).code, 0);
    assert!(with(&["--lang", "nl"]).out.ends_with("3 open: 1 te laat.\n"));
}

/// The language is that of the first, the days are each folder's own.
#[test]
fn each_folder_has_its_own_days() {
    let dir = tempfile::tempdir().unwrap();
    let auckland = format!("{AVG}timezone = \"Pacific/Auckland\"\n");
    office(dir.path(), "a", &AVG.replace("\"en\"", "\"nl\""), "2026-03-30");
    office(dir.path(), "b", &auckland, "2026-03-30");
    // Noon in Apeldoorn is past eleven at night in Auckland; two hours on that day is over there.
    let list = |now: &str| avg(dir.path(), &["--now", now, "due", "--all-under", "."]).out;
    assert!(list("2026-03-30T12:00+02:00").contains("vandaag (2)"));
    let later = list("2026-03-30T14:00+02:00");
    assert!(
        later.contains("te laat (1)\n 1 dag te laat") && later.contains("vandaag (1)\n vandaag "),
        "{later}"
    );
}

/// The others are shown all the same, and the run says that it could not do everything.
#[test]
fn a_broken_folder_hides_no_other() {
    let dir = offices();
    write(dir.path(), "klanten/a/norms/stuk.yaml", "pack: [\n");
    write(dir.path(), "klanten/leeg/avg.toml", AVG);
    for args in [
        &["due", "--all-under", "klanten"][..],
        &["due", "-C", "klanten/a", "-C", "klanten/b", "-C", "klanten/leeg"],
    ] {
        for format in ["table", "json", "ics", "csv", "markdown"] {
            let run = due(dir.path(), &[args, &["--format", format]].concat());
            assert_eq!(run.code, 2, "{}", run.err);
            assert!(run.out.contains("register/loon"), "{}", run.out);
            let failures: Vec<&str> = run.err.lines().collect();
            assert!(run.err.contains("norms/stuk.yaml:2:1"), "{}", run.err);
            assert!(
                failures.iter().any(|it| it.starts_with("avg: klanten/a: ")),
                "{}",
                run.err
            );
            assert!(
                failures.iter().any(|it| it.starts_with("avg: klanten/leeg: ")),
                "{}",
                run.err
            );
        }
    }
    let missing = due(dir.path(), &["due", "-C", "klanten/b", "-C", "klanten/x"]);
    assert_eq!(missing.code, 2);
    assert!(
        missing.out.contains("klanten/b: register/loon") && missing.err.contains("klanten/x"),
        "{}",
        missing.err
    );
    // A file that cannot be read well is named with its folder.
    write(dir.path(), "klanten/b/register/stuk.toml", "x = \n");
    let unread = due(dir.path(), &["due", "-C", "klanten/b", "-C", "klanten/b/"]);
    assert!(
        unread.err.contains("klanten/b/register/stuk.toml cannot be read well"),
        "{}",
        unread.err
    );
    // Nothing at all is not an empty list.
    let none = due(
        dir.path(),
        &["due", "-C", "klanten/x", "-C", "klanten/y", "--format", "json"],
    );
    assert_eq!((none.code, none.out.as_str(), none.err.lines().count()), (2, "", 2));
}

#[test]
fn nothing_found_is_an_error() {
    let dir = offices();
    fs::create_dir(dir.path().join("elders")).unwrap();
    for (under, words) in [
        ("elders", "there is no folder with an avg.toml under elders"),
        ("nergens", "nergens"),
    ] {
        let run = avg(dir.path(), &["--lang", "en", "due", "--all-under", under]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains(words), "{}", run.err);
    }
}

/// Every other command is about one folder, and says so.
#[test]
fn only_due_takes_several() {
    let dir = offices();
    for command in [
        &["check"][..],
        &["report", "norms"],
        &["explain", "--all"],
        &["term", "72h", "--from", "2026-03-27"],
        &["schema", "incident"],
        &["new", "activity", "--name", "x", "--role", "controller"],
    ] {
        for args in [
            [&["-C", "klanten/a", "-C", "klanten/b"], command].concat(),
            [&["-C", "klanten/a"], command, &["-C", "klanten/b"]].concat(),
        ] {
            let run = avg(dir.path(), &[&["--lang", "en"], &args[..]].concat());
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
            assert_eq!(
                run.err,
                "avg: this command is about one folder: give -C once; only avg due takes more\n"
            );
        }
        assert!(!dir.path().join("klanten/b/register/x.toml").exists());
    }
    // In front of a command or behind it is the same.
    for args in [&["-C", "klanten/a", "check"], &["check", "-C", "klanten/a"]] {
        assert!(avg(dir.path(), args).out.contains("1 record checked"));
    }
}
