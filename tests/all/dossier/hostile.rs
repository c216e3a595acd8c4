//! What others made up: files that cannot be read, names that lead elsewhere, and signatures.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::super::support::{folder, git, git_on, write};
use super::{ACTIVITY, AVG, contents, dossier, is_as_the_manifest_says, linked, links, text};

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
        (&Value::Null, &Value::Null)
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
