//! `avg report dossier`: all of it in one place, checked by the tools that its reader has.

mod hostile;
mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{Run, avg, examples, folder, git, git_on, walkdir, write};

const NOW: &str = "2026-04-15T09:00";
const AVG: &str = "[organisation]\nname = \"V\"\n[settings]\nlanguage = \"en\"\n";
const ACTIVITY: &str = "name = \"A\"\nrole = \"controller\"\n";

fn at_now(dir: &Path, args: &[&str]) -> Run {
    avg(dir, &[&["--now", NOW], args].concat())
}

/// Makes a dossier, which must work.
fn dossier(dir: &Path, args: &[&str]) -> Run {
    let run = at_now(dir, &[&["report", "dossier"], args].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

/// Every file below a folder, by its path from there; of a link that leads nowhere only that it is there.
fn contents(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |file: &Path| match file.is_symlink() {
        true => Vec::new(),
        false => fs::read(file).expect("a file"),
    };
    let path = |file: &Path| {
        let path = file.strip_prefix(dir).expect("inside");
        path.to_str().expect("UTF-8").to_string()
    };
    walkdir(dir).iter().map(|file| (path(file), read(file))).collect()
}

fn text(dir: &Path, path: &str) -> String {
    fs::read_to_string(dir.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether coreutils find every file as the manifest has it.
fn is_as_the_manifest_says(dir: &Path) -> bool {
    let mut sha256sum = Command::new("sha256sum");
    sha256sum
        .args(["-c", "--strict", "--quiet", "MANIFEST.sha256"])
        .current_dir(dir);
    sha256sum.output().expect("sha256sum runs").status.success()
}

/// A folder of records in a work tree, with what lies around it, and the way to it.
fn reglement() -> (TempDir, std::path::PathBuf) {
    let dir = examples();
    let records = dir.path().join("reglement");
    (dir, records)
}

/// The paths to which a page leads.
fn links(page: &str) -> Vec<String> {
    let after = page.split("<a href=\"").skip(1);
    after
        .map(|rest| rest.split('"').next().expect("an end").to_string())
        .collect()
}

/// The file to which a link leads, from the folder of its page.
fn linked(link: &str) -> String {
    let path = link.strip_prefix("./").expect("a relative link");
    path.replace("%25", "%")
}

#[test]
fn its_checksums_are_those_of_every_file() {
    let (dir, records) = reglement();
    let run = dossier(&records, &["../out"]);
    let out = dir.path().join("out");
    assert!(is_as_the_manifest_says(&out));
    let manifest = text(&out, "MANIFEST.sha256");
    let listed: Vec<&str> = manifest
        .lines()
        .map(|line| line.split_once("  ").expect("two columns").1)
        .collect();
    let mut files: BTreeSet<String> = contents(&out).into_keys().collect();
    assert!(files.remove("MANIFEST.sha256"));
    assert_eq!(
        listed,
        files.iter().map(String::as_str).collect::<Vec<_>>(),
        "every other file, sorted"
    );

    // One line: the path, how many files, the manifest's own checksum.
    let sum = Command::new("sha256sum")
        .arg(out.join("MANIFEST.sha256"))
        .output()
        .expect("sha256sum runs");
    let sum = String::from_utf8(sum.stdout).expect("UTF-8");
    let sum = sum.split(' ').next().expect("a sum");
    let count = files.len() + 1;
    assert_eq!(
        run.out,
        format!("../out: {count} bestanden; sha256 van MANIFEST.sha256: {sum}\n")
    );

    // One byte of any of them.
    for path in ["records/avg.toml", "findings.json", "index.html"] {
        let mut bytes = fs::read(out.join(path)).expect("a file");
        bytes[0] ^= 1;
        fs::write(out.join(path), &bytes).expect("a file");
        assert!(!is_as_the_manifest_says(&out), "{path}");
        bytes[0] ^= 1;
        fs::write(out.join(path), &bytes).expect("a file");
        assert!(is_as_the_manifest_says(&out), "{path}");
    }
}

#[test]
fn the_zip_holds_the_same_files_for_every_unpacker() {
    let (dir, records) = reglement();
    dossier(&records, &["../map"]);
    dossier(&records, &["../dossier 2026.ZIP"]);
    let folder = contents(&dir.path().join("map"));
    let zip = dir.path().join("dossier 2026.ZIP");

    let mut archive = zip::ZipArchive::new(fs::File::open(&zip).expect("a file")).expect("a zip");
    let mut order = Vec::new();
    let mut unpacked = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("an entry");
        let at = file.last_modified().expect("a moment");
        assert_eq!(
            (at.year(), at.month(), at.day(), at.hour()),
            (2026, 4, 15, 9),
            "the moment of the document"
        );
        assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o644));
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("bytes");
        let name = file.name().expect("a name").into_owned();
        order.push(name.clone());
        unpacked.insert(
            name.strip_prefix("dossier 2026/").expect("one folder").to_string(),
            bytes,
        );
    }
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(unpacked, folder);

    let python =
        "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nz.extractall(sys.argv[2])";
    let to = dir.path().join("python");
    let run = Command::new("python3")
        .args(["-c", python])
        .args([&zip, &to])
        .output()
        .expect("python runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(contents(&to.join("dossier 2026")), folder);
}

/// What is in it is what the commands say by themselves, and what is on disk.
#[test]
fn it_says_what_the_commands_say() {
    let (dir, records) = reglement();
    for lang in ["nl", "en"] {
        let name = format!("../{lang}");
        dossier(&records, &[&name, "--lang", lang]);
        let out = dir.path().join(lang);
        for (path, args) in [
            ("findings.json", &["check", "--format", "json"][..]),
            ("findings.txt", &["check"]),
            ("duties.json", &["due", "--all", "--format", "json"]),
            ("duties.csv", &["due", "--all", "--format", "csv"]),
            ("reports/register.html", &["report", "register", "--format", "html"]),
            ("reports/register.json", &["report", "register", "--format", "json"]),
            ("reports/incidents.html", &["report", "incidents", "--format", "html"]),
            ("reports/requests.json", &["report", "requests", "--format", "json"]),
            ("reports/agreements.html", &["report", "agreements", "--format", "html"]),
        ] {
            let said = at_now(&records, &[args, &["--lang", lang]].concat()).out;
            assert!(!said.is_empty());
            assert_eq!(text(&out, path), said, "{path}");
        }
        let ours = contents(&out.join("records"));
        assert_eq!(ours, contents(&records), "byte for byte");
        // The records can be held against the norms again, where they are.
        let again = at_now(&out.join("records"), &["check", "--format", "json", "--lang", lang]);
        let findings = |json: &str| serde_json::from_str::<Value>(json).expect("JSON")["findings"].clone();
        assert_eq!(findings(&again.out), findings(&text(&out, "findings.json")));
    }
    let duties: Value = serde_json::from_str(&text(&dir.path().join("nl"), "duties.json")).expect("JSON");
    let met = |duty: &&Value| duty["status"] == "met";
    assert!(
        duties.as_array().expect("duties").iter().any(|duty| met(&duty)),
        "those that were met too"
    );
    for pack in ["avg", "uavg", "guidance", "record"] {
        let embedded = avg::norms::EMBEDDED
            .iter()
            .find(|embedded| embedded.name == pack)
            .expect("a pack");
        assert_eq!(
            text(&dir.path().join("nl"), &format!("norms/{pack}.yaml")),
            embedded.text
        );
    }
    let version = avg(dir.path(), &["--version"]).out;
    assert_eq!(text(&dir.path().join("nl"), "norms/version.txt"), version);
}

/// Every record, and every file, can be reached from the first page; no link leads elsewhere.
#[test]
fn every_file_is_on_the_first_page_and_every_link_leads_to_one() {
    let (dir, records) = reglement();
    dossier(&records, &["../out"]);
    let out = dir.path().join("out");
    let mut unlisted: BTreeSet<String> = contents(&out).into_keys().collect();
    unlisted.remove("index.html");
    for link in links(&text(&out, "index.html")) {
        assert!(unlisted.remove(&linked(&link)), "{link} leads to a file, once");
    }
    assert_eq!(unlisted, BTreeSet::new());
    for (path, bytes) in contents(&out) {
        let is_page = path.ends_with(".html") && path != "index.html";
        let page = String::from_utf8_lossy(&bytes).into_owned();
        for link in links(&page).iter().filter(|_| is_page) {
            let folder = out.join(&path).parent().expect("a folder").to_path_buf();
            assert!(folder.join(linked(link)).is_file(), "{path}: {link}");
        }
    }
    for record in walkdir(&records.join("requests")) {
        let id = record.file_stem().expect("a stem").to_str().expect("UTF-8").to_string();
        let page = text(&out, &format!("reports/records/requests/{id}.html"));
        assert!(page.contains(&format!("requests/{id}")));
    }
    assert!(text(&out, "index.html").contains("sha256sum -c MANIFEST.sha256"));
}

#[test]
fn the_same_input_gives_the_same_bytes_from_disk_and_from_a_commit() {
    let (dir, records) = reglement();
    for (name, more) in [
        ("../a", &[][..]),
        ("../b", &[]),
        ("../c", &["--rev", "HEAD"]),
        ("../1/d.zip", &[]),
        ("../2/d.zip", &["--rev", "HEAD"]),
    ] {
        for folder in ["1", "2"] {
            fs::create_dir_all(dir.path().join(folder)).expect("a folder");
        }
        dossier(&records, &[&[name], more].concat());
    }
    let of = |name: &str| contents(&dir.path().join(name));
    assert_eq!(of("a"), of("b"));
    assert_eq!(of("a"), of("c"));
    assert_eq!(of("1"), of("2"));
    // What is not committed is said.
    let page = text(&dir.path().join("a"), "index.html");
    let id = git_on("2026-11-22T12:00:00+01:00", &records, &["rev-parse", "HEAD"]);
    assert!(page.contains(id.trim()) && !page.contains("nog niet zijn vastgelegd"));
    write(&records, "register/nieuw.toml", ACTIVITY);
    dossier(&records, &["../changed"]);
    assert!(text(&dir.path().join("changed"), "index.html").contains("nog niet zijn vastgelegd"));
    assert!(dir.path().join("changed/records/register/nieuw.toml").is_file());
    dossier(&records, &["../committed", "--rev", "HEAD"]);
    assert_eq!(of("committed"), of("a"));
}

#[test]
fn it_can_be_asked_as_it_was_on_a_day() {
    let dir = folder(&[("r/avg.toml", AVG), ("r/register/a.toml", ACTIVITY)]);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git_on("2026-01-10T12:00:00+01:00", dir.path(), &["commit", "-qm", "first"]);
    write(dir.path(), "r/register/b.toml", ACTIVITY);
    git(dir.path(), &["add", "."]);
    git_on("2026-03-10T12:00:00+01:00", dir.path(), &["commit", "-qm", "second"]);
    let records = dir.path().join("r");
    dossier(&records, &["../then", "--as-of", "2026-02-01"]);
    dossier(&records, &["../now"]);
    let (then, now) = (dir.path().join("then"), dir.path().join("now"));
    assert!(now.join("records/register/b.toml").is_file());
    assert!(!then.join("records/register/b.toml").exists());
    assert!(is_as_the_manifest_says(&then));
    let commits = |dir: &Path| -> Vec<String> {
        let json: Value = serde_json::from_str(&text(dir, "commits.json")).expect("JSON");
        let rows = json["parts"][0]["rows"].as_array().expect("rows").clone();
        rows.iter()
            .map(|row| row["subject"].as_str().expect("a subject").to_string())
            .collect()
    };
    assert_eq!(commits(&then), ["first"]);
    assert_eq!(commits(&now), ["second", "first"], "the newest first");
    assert!(text(&then, "index.html").contains("2026-02-01 23:59"));
    assert_eq!(
        at_now(&records, &["report", "dossier", "../x", "--as-of", "2027-01-01"]).code,
        2
    );
    assert!(!dir.path().join("x").exists());
}
