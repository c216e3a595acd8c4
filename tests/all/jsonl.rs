//! `--format jsonl`: the values of JSON, a line each with whose they are, so that many folders are one table.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Map, Value, json};
use tempfile::TempDir;

use super::formats::places;
use super::handed_over::{REPORTS, page};
use super::support::{avg, binary, examples, folder, git, root, write};

/// Each line is an object; nothing else is on it.
fn lines(text: &str) -> Vec<Map<String, Value>> {
    let read = |line: &str| match serde_json::from_str(line) {
        Ok(Value::Object(fields)) => fields,
        other => panic!("{other:?}: {line}"),
    };
    text.split_terminator('\n').map(read).collect()
}

/// What a report says, in the order of the document: the text of a part, then its rows.
fn expected(document: &Value, organisation: &str) -> Vec<Map<String, Value>> {
    let mut all = Vec::new();
    for (at, part) in document["parts"].as_array().expect("parts").iter().enumerate() {
        let list = |key: &str| part[key].as_array().cloned().unwrap_or_default();
        let missing = list("missing");
        let texts = list("text").into_iter().map(|text| match missing.contains(&text) {
            true => json!({ "text": text, "missing": { "text": text } }),
            false => json!({ "text": text }),
        });
        for row in texts.chain(list("rows")) {
            let place = json!({
                "organisation": organisation,
                "part": at + 1,
                "heading": part["heading"],
                "aside": part.get("aside").is_some(),
            });
            let Value::Object(mut whole) = place else { continue };
            let mut row = row.as_object().expect("a row").clone();
            row.entry("missing").or_insert(Value::Null);
            let own = row.len();
            whole.extend(row);
            assert_eq!(whole.len(), own + 4, "a row has a key of its place: {whole:?}");
            all.push(whole);
        }
    }
    all
}

fn organisation(dir: &Path) -> String {
    let file: toml::Table = fs::read_to_string(dir.join("avg.toml")).unwrap().parse().unwrap();
    file["organisation"]["name"].as_str().expect("a name").to_string()
}

#[test]
fn every_report_says_line_by_line_what_json_says() {
    let dir = examples();
    for report in REPORTS {
        let json: Value = serde_json::from_slice(&page(dir.path(), report, "nl", "json")).expect("JSON");
        let text = String::from_utf8(page(dir.path(), report, "nl", "jsonl")).expect("UTF-8");
        let expected = expected(&json, &organisation(&dir.path().join(report.1)));
        assert!(!expected.is_empty());
        assert_eq!(lines(&text), expected, "{}", report.0);
    }
}

/// What they say of the norms needs no folder, and then it is nobody's.
#[test]
fn the_norms_are_nobodys() {
    let nowhere = folder(&[]);
    let run = avg(nowhere.path(), &["report", "norms", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let lines = lines(&run.out);
    assert!(lines.len() > 100 && lines.iter().all(|line| line["organisation"].is_null()));
}

/// In a folder they are those of its organisation, in every format; programs get the words that `check` has for levels.
#[test]
fn the_norms_of_a_folder_are_its_organisations() {
    let dir = examples();
    let place = dir.path().join("reglement");
    let name = organisation(&place);
    for lang in ["nl", "en"] {
        let report = |format: &str| {
            let run = avg(&place, &["--lang", lang, "report", "norms", "--format", format]);
            assert_eq!(run.code, 0, "{}", run.err);
            run.out
        };
        let lines = lines(&report("jsonl"));
        assert!(lines.iter().all(|line| line["organisation"] == *name));
        let levels: BTreeSet<&str> = lines.iter().filter_map(|line| line.get("level")?.as_str()).collect();
        assert_eq!(levels, BTreeSet::from(["error", "note", "warning"]));
        let kinds: BTreeSet<&str> = lines.iter().filter_map(|line| line.get("kind")?.as_str()).collect();
        assert_eq!(kinds, BTreeSet::from(["demand", "duty", "proposal"]));
        for (format, level) in [("json", "\"level\": \"error\""), ("yaml", "level: error")] {
            let text = report(format);
            assert!(text.contains(level) && text.contains(&name), "{format}");
        }
        let words = if lang == "nl" {
            "| plicht | fout |"
        } else {
            "| duty | error |"
        };
        let text = report("markdown");
        assert!(text.contains(words) && text.contains(&name), "{text}");
    }
}

/// Every row has the key under which it says what it misses, so that it can be asked for where nothing is missing.
#[test]
fn what_is_missing_has_one_key() {
    let whole = folder(&[("avg.toml", "[organisation]\nname = \"V\"\n")]);
    write(
        whole.path(),
        "requests/2026-001.toml",
        "received_at = 2026-03-05\nright = \"access\"\nrole = \"controller\"\nsubject = \"z\"\n",
    );
    let lacking = many(&[("a", "A BV", "")]);
    let of = |dir: &Path, args: &[&str]| lines(&avg(dir, &[args, &["--format", "jsonl"]].concat()).out);
    let whole = of(whole.path(), &["report", "requests"]);
    assert!(
        !whole.is_empty() && whole.iter().all(|line| line["missing"].is_null()),
        "{whole:?}"
    );
    let lacking = of(&lacking.path().join("a"), &["report", "register"]);
    let of_activity = lacking
        .iter()
        .find(|line| line.get("name").is_some_and(|name| name == "Werk van a"));
    let missing = &of_activity.expect("the activity")["missing"];
    assert!(
        missing
            .as_object()
            .is_some_and(|missing| missing.contains_key("purposes")),
        "{missing}"
    );
    assert!(lacking.iter().all(|line| line.contains_key("missing")));
}

#[test]
fn findings_and_duties_are_a_line_each() {
    for place in places() {
        let name = organisation(&place.dir);
        let whose = |found: Value| {
            let mut line = Map::from_iter([("organisation".to_string(), Value::from(name.clone()))]);
            line.extend(found.as_object().expect("an object").clone());
            line
        };
        let found: Vec<_> = place.check("json").findings().into_iter().map(whose).collect();
        let run = place.check("jsonl");
        assert_eq!(lines(&run.out), found);
        assert_eq!(run.code, place.check("json").code);
        // What the summary of JSON says of git is said beside it.
        assert_eq!(run.err, place.check("github").err);
        for args in [&["due", "--all", "--format"][..], &["due", "--explain", "--format"]] {
            let due = |format: &str| place.run(&[args, &[format]].concat());
            let duties = due("json").json().as_array().expect("duties").clone();
            let duties: Vec<_> = duties.into_iter().map(whose).collect();
            assert_eq!(lines(&due("jsonl").out), duties);
        }
    }
}

/// Of several folders each duty has the organisation that its own folder names.
#[test]
fn duties_of_several_folders_are_told_apart() {
    let dir = examples();
    let args = [
        "--now",
        "2026-03-30T10:00",
        "due",
        "--all-under",
        ".",
        "--all",
        "--format",
    ];
    let all = lines(&avg(dir.path(), &[&args[..], &["jsonl"]].concat()).out);
    let json = avg(dir.path(), &[&args[..], &["json"]].concat()).json();
    assert_eq!(all.len(), json.as_array().expect("duties").len());
    for line in all {
        let folder = line["folder"].as_str().expect("a folder");
        assert_eq!(line["organisation"], organisation(&dir.path().join(folder)));
    }
}

/// Nobody is told of a pipe that its reader closed, and nothing went wrong.
#[test]
fn who_has_seen_enough_is_not_complained_to() {
    let dir = folder(&[("avg.toml", "[organisation]\nname = \"V\"\n")]);
    // More than any pipe holds.
    for number in 0..1500 {
        let text = format!("name = \"{}\"\nrole = \"controller\"\n", "woord ".repeat(40));
        write(dir.path(), &format!("register/a-{number}.toml"), &text);
    }
    for (args, code) in [(&["report", "register"][..], 0), (&["check"], 1)] {
        let mut child = Command::new(binary())
            .args([args, &["--format", "jsonl"]].concat())
            .current_dir(dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut first = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        out.read_line(&mut first).expect("a line");
        drop(out);
        let mut err = String::new();
        child
            .stderr
            .take()
            .expect("a pipe")
            .read_to_string(&mut err)
            .expect("UTF-8");
        let status = child.wait().expect("it ends");
        assert_eq!(lines(&first).len(), 1, "{args:?}");
        assert_eq!(
            (status.code(), err.replace(GITLESS, "").trim()),
            (Some(code), ""),
            "{args:?}"
        );
    }
}

/// What `check` says of a folder that is not under git.
const GITLESS: &str =
    "avg: Hier is geen git-geschiedenis te lezen: wat gewist of achteraf gewijzigd is, is niet nagegaan.";

/// A block of the README that holds some words.
fn block(language: &str, holds: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).expect("a file");
    let fence = format!("```{language}\n");
    let mut blocks = readme
        .split(&fence)
        .skip(1)
        .filter_map(|block| block.split("```").next());
    let found = blocks.find(|block| block.contains(holds));
    found.unwrap_or_else(|| panic!("{holds}")).to_string()
}

/// Runs a script with this binary as `avg`; gives what it says, and on standard error.
fn bash(dir: &Path, script: &str, env: &[(&str, &str)]) -> (String, String) {
    let binary = binary();
    let bin = binary.parent().expect("a folder");
    let path = std::env::var("PATH").expect("a path");
    let run = Command::new("bash")
        .args(["-eo", "pipefail", "-c", script])
        .current_dir(dir)
        .env("PATH", format!("{}:{path}", bin.display()))
        .envs(env.iter().copied())
        .output()
        .expect("bash runs");
    let err = String::from_utf8_lossy(&run.stderr);
    assert!(
        run.status.success(),
        "this test needs duckdb and jq (see the README): {err}"
    );
    (String::from_utf8(run.stdout).expect("UTF-8"), err.into_owned())
}

fn many(kinds: &[(&str, &str, &str)]) -> TempDir {
    let dir = folder(&[]);
    for (folder, name, data) in kinds {
        let organisation = format!("[organisation]\nname = \"{name}\"\n");
        write(dir.path(), &format!("{folder}/avg.toml"), &organisation);
        let activity = format!("name = \"Werk van {folder}\"\nrole = \"controller\"\n{data}");
        write(dir.path(), &format!("{folder}/register/a.toml"), &activity);
    }
    dir
}

/// The question that the README asks of all folders, as it stands there.
#[test]
fn one_question_is_asked_of_many_folders() {
    const NATIONAL_ID: &str = "[[personal_data]]\ncategory = \"Burgerservicenummer\"\nkind = \"national-id\"\nlaw = \"Wet op de loonbelasting 1964\"\n";
    let dir = many(&[
        ("acme", "Acme BV", NATIONAL_ID),
        (
            "bakker",
            "Bakker BV",
            "[[personal_data]]\ncategory = \"NAW-gegevens\"\n",
        ),
        ("de-vries", "De Vries BV", &NATIONAL_ID.replace("law", "x_law")),
        ("leeg", "Leeg BV", ""),
    ]);
    let (out, _) = bash(dir.path(), &block("sh", "read_json"), &[]);
    let rows: Vec<Vec<&str>> = out
        .lines()
        .filter(|line| line.contains("Burgerservicenummer"))
        .map(|line| line.split('│').map(str::trim).filter(|cell| !cell.is_empty()).collect())
        .collect();
    assert_eq!(
        rows,
        [
            [
                "Acme BV",
                "Werk van acme",
                "Burgerservicenummer",
                "Wet op de loonbelasting 1964"
            ],
            ["De Vries BV", "Werk van de-vries", "Burgerservicenummer", "NULL"],
        ],
        "{out}"
    );
    assert!(!out.contains("Bakker") && !out.contains("Leeg"), "{out}");
}

/// What could not be asked is named with its folder: one that gave nothing at the end, one that gave not all as it goes.
#[test]
fn a_folder_that_cannot_be_asked_is_named() {
    let data = "[[personal_data]]\ncategory = \"BSN\"\nkind = \"national-id\"\nlaw = \"Wlb\"\n";
    let dir = many(&[("-acme", "Acme BV", data), ("de vries", "De Vries BV", data)]);
    write(dir.path(), "de vries/register/stuk.toml", "name = \n");
    write(dir.path(), "nieuw bv/avg.toml", "[organisation]\nname = \"Nieuw BV\"\n");
    let (out, err) = bash(dir.path(), &block("sh", "read_json"), &[]);
    assert!(out.contains("Acme BV") && out.contains("De Vries BV"), "{out}");
    assert!(err.ends_with("no register of: nieuw bv\n"), "{err}");
    assert!(
        err.contains("de vries/register/stuk.toml is niet goed te lezen"),
        "{err}"
    );
}

/// What the script in the README's workflow says is to be checked, with a commit to compare with.
fn folders_for_ci(dir: &Path, base: &str) -> Vec<String> {
    let workflow: serde_yaml::Value = serde_yaml::from_str(&block("yaml", "fromJSON")).expect("YAML");
    let steps = workflow["jobs"]["changed"]["steps"].as_sequence().expect("steps");
    let script = steps.iter().find_map(|step| step["run"].as_str()).expect("a script");
    let temporary = folder(&[("told", "")]);
    let told = temporary.path().join("told");
    let env = [
        ("BASE", base),
        ("GITHUB_OUTPUT", told.to_str().expect("UTF-8")),
        ("RUNNER_TEMP", temporary.path().to_str().expect("UTF-8")),
    ];
    bash(dir, script, &env);
    let told = fs::read_to_string(&told).expect("a file");
    let list = told.strip_prefix("folders=").expect("the output of the step");
    // One line: what follows would be another output.
    assert_eq!(told.lines().count(), 1, "{told}");
    serde_json::from_str(list).expect("JSON")
}

/// The script names the folders in which something changed, and all of them where there is nothing to compare with.
#[test]
fn ci_takes_the_folders_that_changed() {
    let dir = many(&[
        ("acme", "Acme BV", ""),
        ("de vries", "De Vries BV", ""),
        ("groep/één", "Eén BV", ""),
    ]);
    commit(dir.path(), "begin");
    let all = ["acme", "de vries", "groep/één"];
    assert!(folders_for_ci(dir.path(), "HEAD").is_empty());
    // A schedule has no base, and a new branch none that is there.
    for nothing in ["", "0000000000000000000000000000000000000000"] {
        assert_eq!(folders_for_ci(dir.path(), nothing), all);
    }
    let more = "name = \"b\"\nrole = \"controller\"\n";
    write(dir.path(), "de vries/register/b.toml", more);
    write(dir.path(), "groep/één/avg.toml", "[organisation]\nname = \"Eén NV\"\n");
    write(dir.path(), "README.md", "x\n");
    commit(dir.path(), "more");
    assert_eq!(folders_for_ci(dir.path(), "HEAD~1"), ["de vries", "groep/één"]);
}

/// A folder goes by its name, whatever is in it that means something to git, to a shell or in JSON.
#[test]
#[cfg(unix)]
fn ci_takes_folders_by_any_name() {
    let names = ["*", "-acme", "[a]", "a\nb", "a\"b", "a\\b", "één"];
    let folders: Vec<_> = names.iter().map(|name| (*name, "Acme BV", "")).collect();
    let dir = many(&folders);
    commit(dir.path(), "begin");
    assert_eq!(folders_for_ci(dir.path(), ""), names);
    for name in names {
        write(dir.path(), &format!("{name}/register/b.toml"), "name = \"b\"\n");
        commit(dir.path(), "more");
        assert_eq!(folders_for_ci(dir.path(), "HEAD~1"), [name]);
    }
}

/// Records of which nobody knows any more whose they are do not go out of sight with their `avg.toml`: their job fails.
#[test]
fn ci_takes_a_folder_that_lost_its_marker() {
    let dir = many(&[("acme", "Acme BV", ""), ("klant a", "A BV", "")]);
    // Inside a folder these are its own.
    write(dir.path(), "acme/docs/register/a.toml", "");
    commit(dir.path(), "begin");
    git(dir.path(), &["rm", "-q", "klant a/avg.toml"]);
    commit(dir.path(), "without");
    assert_eq!(folders_for_ci(dir.path(), "HEAD~1"), ["klant a"]);
    assert_eq!(folders_for_ci(dir.path(), ""), ["acme", "klant a"]);
    let run = avg(dir.path(), &["-C", "./klant a", "check", "--format", "github"]);
    assert_eq!(run.code, 1, "{}", run.err);
    // Without its records there is nothing left to keep.
    git(dir.path(), &["rm", "-qr", "klant a"]);
    commit(dir.path(), "gone");
    assert!(folders_for_ci(dir.path(), "HEAD~1").is_empty());
}

fn commit(dir: &Path, why: &str) {
    if !dir.join(".git").exists() {
        git(dir, &["init", "-q"]);
    }
    git(dir, &["add", "."]);
    git(dir, &["commit", "-qm", why]);
}
