//! `avg report dossier`: all of it in one place, checked by the tools that its reader has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::support::{Run, avg, binary, examples, folder, git, git_on, walkdir, write};

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
        let (_, embedded) = avg::norms::EMBEDDED
            .iter()
            .find(|(name, _)| *name == pack)
            .expect("a pack");
        assert_eq!(text(&dir.path().join("nl"), &format!("norms/{pack}.yaml")), *embedded);
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

/// Each is refused in one sentence, and nothing is written anywhere.
#[test]
fn what_exists_is_not_written_over_and_no_dossier_lies_among_records() {
    let dir = examples();
    let records = dir.path().join("reglement");
    write(dir.path(), "full/x", "x");
    write(dir.path(), "there.zip", "x");
    fs::create_dir(dir.path().join("empty")).expect("a folder");
    fs::create_dir(dir.path().join("empty.zip")).expect("a folder");
    let is_linked = cfg!(unix);
    #[cfg(unix)]
    for (to, link) in [
        ("nowhere", "loose"),
        ("empty", "to-empty"),
        ("reglement/register", "in-disguise"),
    ] {
        std::os::unix::fs::symlink(dir.path().join(to), dir.path().join(link)).expect("a link");
    }
    let before = contents(dir.path());
    for (path, why) in [
        ("../full", "exists already"),
        ("../there.zip", "exists already"),
        ("../empty.zip", "exists already"),
        ("../full/x", "exists already"),
        ("dossier", "outside it"),
        ("dossier.zip", "outside it"),
        ("register/dossier", "outside it"),
        ("../op-orde/dossier.zip", "outside it"),
        ("../nowhere/dossier", "does not exist"),
        ("..", "cannot be the name"),
        ("../loose", "exists already"),
        ("../to-empty", "exists already"),
        ("../in-disguise/dossier", "outside it"),
    ] {
        if !is_linked && ["../loose", "../to-empty", "../in-disguise/dossier"].contains(&path) {
            continue;
        }
        let run = at_now(&records, &["report", "dossier", path, "--lang", "en"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{path}");
        assert!(
            run.err.contains(why) && run.err.lines().count() == 1,
            "{path}: {}",
            run.err
        );
        let dutch = at_now(&records, &["report", "dossier", path, "--lang", "nl"]);
        assert!(dutch.code == 2 && dutch.err != run.err, "{path}: {}", dutch.err);
    }
    let run = at_now(&records, &["report", "dossier", "../x", "--format", "json"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert_eq!(contents(dir.path()), before);
    // An empty folder is nothing that could be lost.
    dossier(&records, &["../empty"]);
    assert!(is_as_the_manifest_says(&dir.path().join("empty")));
    // Nothing to check is nothing to hand over.
    let bare = folder(&[("r/avg.toml", AVG)]);
    assert_eq!(at_now(&bare.path().join("r"), &["report", "dossier", "../out"]).code, 2);
    assert!(!bare.path().join("out").exists());
}

/// Nothing is left out in silence, and no link is followed.
#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_named() {
    let dir = folder(&[
        ("secret.toml", "name = \"secret\"\n"),
        ("r/avg.toml", AVG),
        ("r/register/a.toml", ACTIVITY),
        ("r/register/notes.txt", "x"),
        ("r/loose.toml", "x = 1"),
    ]);
    let records = dir.path().join("r");
    std::os::unix::fs::symlink(dir.path().join("secret.toml"), records.join("register/link.toml")).expect("a link");
    fs::write(records.join("register/garbled.toml"), b"name = \"\xff\"\r\n").expect("a file");
    let run = dossier(&records, &["../out"]);
    assert!(run.out.contains("3 left out"), "{}", run.out);
    let out = dir.path().join("out");
    let page = text(&out, "index.html");
    let (_, missing) = page.split_once("In the folder, not in this dossier").expect("the part");
    for path in ["register/link.toml", "register/notes.txt", "loose.toml"] {
        assert!(missing.contains(path), "{path}: {missing}");
        assert!(!out.join("records").join(path).exists(), "{path}");
    }
    assert_eq!(
        fs::read(out.join("records/register/garbled.toml")).expect("a file"),
        b"name = \"\xff\"\r\n"
    );
    for (path, bytes) in contents(&out) {
        assert!(!String::from_utf8_lossy(&bytes).contains("secret\""), "{path}");
    }
    // There is no git here, and it says so.
    assert!(text(&out, "commits.html").contains("no git history"));
    assert!(is_as_the_manifest_says(&out));
}

/// Stores an object as git would never make it; gives its id.
fn object(dir: &Path, kind: &str, bytes: &[u8]) -> Vec<u8> {
    let mut git = Command::new("git")
        .args(["hash-object", "-t", kind, "--literally", "-w", "--stdin"])
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("git runs");
    git.stdin.take().expect("a pipe").write_all(bytes).expect("bytes");
    let said = String::from_utf8(git.wait_with_output().expect("git ends").stdout).expect("UTF-8");
    let hex = said.trim();
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex"))
        .collect()
}

fn tree(dir: &Path, entries: &[(&str, &[u8], &[u8])]) -> Vec<u8> {
    let entry = |(mode, name, id): &(&str, &[u8], &[u8])| [mode.as_bytes(), b" ", name, b"\0", id].concat();
    object(dir, "tree", &entries.iter().flat_map(entry).collect::<Vec<u8>>())
}

/// A commit can hold names that no file system would, and names that differ on one and not on another.
#[test]
fn no_name_in_a_commit_leads_out_of_it() {
    let dir = folder(&[("r/avg.toml", AVG)]);
    let (top, records) = (dir.path(), dir.path().join("r"));
    git(top, &["init", "-q"]);
    let blob = |text: &str| object(top, "blob", text.as_bytes());
    let long = "a".repeat(200) + ".toml";
    let names: Vec<&[u8]> = vec![
        b"..\\..\\up.toml",
        b"A.toml",
        b"C:x.toml",
        b"CON.toml",
        b"a.toml",
        b"a\nb.toml",
        b"a?<script>.toml",
        b"\xc3\xa9.toml",
        b"\xfd.toml",
        b"\xfe.toml",
        long.as_bytes(),
    ];
    let texts: Vec<String> = (0..=names.len())
        .map(|number| format!("{ACTIVITY}owner = \"{number}\"\n"))
        .collect();
    let blobs: Vec<Vec<u8>> = texts.iter().map(|text| blob(text)).collect();
    let up = tree(top, &[("100644", b"up.toml", &blobs[names.len()])]);
    let upper = tree(top, &[("40000", b"..", &up)]);
    let mut entries: Vec<(&str, &[u8], &[u8])> = vec![("40000", b"..", &upper)];
    entries.extend(
        names
            .iter()
            .zip(&blobs)
            .map(|(name, blob)| ("100644", *name, blob.as_slice())),
    );
    let register = tree(top, &entries);
    let marker = blob(AVG);
    let folder = tree(
        top,
        &[("100644", b"avg.toml", &marker), ("40000", b"register", &register)],
    );
    let root = tree(top, &[("40000", b"r", &folder)]);
    let hex: String = root.iter().map(|byte| format!("{byte:02x}")).collect();
    let commit = git_on("2026-01-10T12:00:00+01:00", top, &["commit-tree", "-m", "odd", &hex]);
    let rev = commit.trim();
    fs::create_dir(top.join("deep")).expect("a folder");

    let before = contents(top);
    dossier(&records, &["../deep/out", "--rev", rev]);
    dossier(&records, &["../deep/out.zip", "--rev", rev]);
    let out = top.join("deep/out");
    assert!(is_as_the_manifest_says(&out));
    let after = contents(top);
    let outside = |path: &&String| !path.starts_with("deep/out/") && *path != "deep/out.zip";
    assert_eq!(
        after.keys().filter(outside).collect::<Vec<_>>(),
        before.keys().collect::<Vec<_>>()
    );

    // All of them are there, as they are.
    let ours = contents(&out);
    let there: BTreeSet<Vec<u8>> = ours
        .iter()
        .filter(|(path, _)| path.starts_with("records/"))
        .map(|it| it.1.clone())
        .collect();
    for text in &texts {
        assert!(there.contains(text.as_bytes()), "{text}");
    }
    // Every name is one on Windows too, where case is not told apart.
    let folded: BTreeSet<String> = ours.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(folded.len(), ours.len());
    for path in ours.keys() {
        assert!(path.len() <= 130, "{path}");
        for name in path.split('/') {
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_graphic() && !b"<>:\"\\|?*".contains(&byte)),
                "{path}"
            );
            assert!(
                !name.ends_with('.') && !name.to_lowercase().starts_with("con."),
                "{path}"
            );
        }
    }
    let page = text(&out, "index.html");
    assert!(links(&page).iter().all(|link| out.join(linked(link)).is_file()));
    assert!(!page.contains("<script"), "nothing of a name is markup");
    let zip = fs::read(top.join("deep/out.zip")).expect("a file");
    let archive = zip::ZipArchive::new(Cursor::new(zip)).expect("a zip");
    for name in archive.file_names() {
        let path = name.as_ref().expect("a name").strip_prefix("out/").expect("one folder");
        assert!(ours.contains_key(path), "{path}");
    }
}

/// What is taken out of a signed commit is what its signer's key confirms, and nothing else is.
#[cfg(unix)]
#[test]
fn a_signature_can_be_verified_with_the_key() {
    if Command::new("ssh-keygen").arg("-?").output().is_err() {
        return;
    }
    let dir = folder(&[("r/avg.toml", AVG), ("r/register/a.toml", ACTIVITY), ("other.txt", "x")]);
    let top = dir.path();
    let key = top.join("key");
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "role", "-f"])
        .arg(&key)
        .status();
    assert!(made.expect("ssh-keygen runs").success());
    git(top, &["init", "-q"]);
    git(top, &["add", "r"]);
    git(top, &["commit", "-qm", "not signed"]);
    write(top, "r/register/b.toml", ACTIVITY);
    git(top, &["add", "r"]);
    let signing = format!("user.signingkey={}", key.display());
    git(
        top,
        &[
            "-c",
            "gpg.format=ssh",
            "-c",
            &signing,
            "commit",
            "-qS",
            "-m",
            "signed – ‘b’",
        ],
    );
    git(top, &["add", "other.txt"]);
    git(top, &["commit", "-qm", "elsewhere"]);
    dossier(&top.join("r"), &["../out"]);
    let out = top.join("out");
    let json: Value = serde_json::from_str(&text(&out, "commits.json")).expect("JSON");
    let rows = json["parts"][0]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 2, "only what touched the folder: {rows:?}");
    let [signed, plain] = [&rows[0], &rows[1]];
    assert_eq!(
        (&plain["signature_kind"], &plain["parents"]),
        (&Value::from(""), &Value::from(""))
    );
    assert_eq!(
        (&signed["signature_kind"], &signed["subject"]),
        (&Value::from("ssh"), &Value::from("signed – ‘b’"))
    );
    assert_eq!(signed["parents"], plain["commit"]);
    let id = git_on("2026-11-22T12:00:00+01:00", top, &["rev-parse", "HEAD~1"]);
    assert_eq!(signed["commit"], id.trim());
    assert_eq!(signed["author_email"], "role@example.org");
    assert_eq!(signed["committed_at"], "2026-11-22T12:00:00+01:00");

    let file = |key: &str| out.join(signed[key].as_str().expect("a path"));
    let signature = fs::read_to_string(file("signature_file")).expect("a file");
    assert_eq!(signed["signature"], signature.as_str(), "verbatim");
    let public = fs::read_to_string(top.join("key.pub")).expect("a key");
    write(top, "allowed", &format!("role@example.org {public}"));
    let verify = |payload: Vec<u8>| {
        let mut run = Command::new("ssh-keygen")
            .args(["-Y", "verify", "-n", "git", "-I", "role@example.org", "-f"])
            .arg(top.join("allowed"))
            .arg("-s")
            .arg(file("signature_file"))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("ssh-keygen runs");
        run.stdin.take().expect("a pipe").write_all(&payload).expect("bytes");
        run.wait().expect("it ends").success()
    };
    let payload = fs::read(file("payload_file")).expect("a file");
    assert!(verify(payload.clone()));
    assert!(!verify([&payload[..], b"x"].concat()));
    for page in ["index.html", "commits.html"] {
        assert!(
            text(&out, page).contains("verif"),
            "{page} says that nobody verified it"
        );
    }
    assert!(text(&out, "commits.html").contains("avg verified no signature"));
}

/// A run that is stopped in the middle of writing leaves nothing under the name: here by a limit that its first large file
/// exceeds, whatever the machine's speed.
#[test]
fn a_run_that_is_stopped_leaves_no_half_of_it() {
    let (dir, records) = reglement();
    for name in ["out", "out.zip"] {
        let target = dir.path().join(name);
        // In blocks of 1024 bytes: some of the files fit, the packs of norms do not.
        let limited = format!("ulimit -f 64; exec \"$0\" --now {NOW} report dossier \"$1\"");
        let run = Command::new("bash")
            .args(["-c", &limited])
            .arg(binary())
            .arg(&target)
            .current_dir(&records)
            .output()
            .expect("bash runs");
        assert!(!run.status.success(), "{name}: the limit is too high for this test");
        assert!(!target.exists(), "{name}");
    }
    // Nothing that is left of it stands in the way.
    dossier(&records, &["../out"]);
    assert!(is_as_the_manifest_says(&dir.path().join("out")));
}

/// A dossier beside the records holds copies of them: what is due is due once.
#[test]
fn a_dossier_is_not_counted_again() {
    let dir = examples();
    let due = || {
        avg(
            dir.path(),
            &[
                "--now",
                "2026-05-20T09:00",
                "due",
                "--all",
                "--all-under",
                ".",
                "--format",
                "json",
            ],
        )
        .json()
    };
    let before = due();
    assert!(before.as_array().is_some_and(|duties| !duties.is_empty()));
    let made = avg(&dir.path().join("op-orde"), &["report", "dossier", "../dossier"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(due(), before);
}
