//! Running the binary as a user does, and comparing with what was blessed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// What a run left behind.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.out, self.err))
    }

    /// The findings of `check --format json`.
    pub fn findings(&self) -> Vec<Value> {
        self.json()["findings"].as_array().expect("findings").clone()
    }
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The binary: the one that was built for the tests, or the one that users build, whose libraries have fewer features.
pub fn binary() -> PathBuf {
    std::env::var_os("AVG_BINARY").map_or_else(|| env!("CARGO_BIN_EXE_avg").into(), PathBuf::from)
}

/// Runs the binary in a folder.
pub fn avg(dir: &Path, args: &[&str]) -> Run {
    let output = Command::new(binary())
        .args(args)
        .current_dir(dir)
        .env_remove("NO_COLOR")
        .output()
        .expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Run {
        code: output.status.code().expect("no signal"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// What the binary writes in a folder, byte for byte.
pub fn bytes(dir: &Path, args: &[&str]) -> Vec<u8> {
    let run = Command::new(binary()).args(args).current_dir(dir).output();
    let run = run.expect("the binary runs");
    let err = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{args:?}: {err}");
    run.stdout
}

/// The least with which a request is recorded.
pub fn new_request(received: &str) -> [&str; 10] {
    [
        "new",
        "request",
        "--received-at",
        received,
        "--right",
        "access",
        "--role",
        "controller",
        "--subject",
        "z",
    ]
}

pub fn check(dir: &Path) -> Run {
    avg(dir, &["--now", "2026-11-22T12:00+01:00", "check", "--format", "json"])
}

/// A folder with the given files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        write(dir.path(), path, text);
    }
    dir
}

pub fn write(dir: &Path, path: &str, text: &str) {
    let target = dir.join(path);
    fs::create_dir_all(target.parent().expect("a parent")).expect("folders");
    fs::write(target, text).expect("a file");
}

/// A copy of a folder, away from any repository.
pub fn copy(from: &Path) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for entry in walkdir(from) {
        let relative = entry.strip_prefix(from).expect("inside").to_path_buf();
        let target = dir.path().join(relative);
        fs::create_dir_all(target.parent().expect("a parent")).expect("folders");
        fs::copy(&entry, target).expect("a copy");
    }
    dir
}

/// Every file below a folder, sorted.
pub fn walkdir(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}

/// A copy of the examples in a repository of their own, with one commit: what this repository remembers is not their story.
pub fn examples() -> TempDir {
    let dir = copy(&root().join("examples"));
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "begin"]);
    dir
}

pub fn git(dir: &Path, args: &[&str]) {
    git_on("2026-11-22T12:00:00+01:00", dir, args);
}

/// Runs git as if at a moment, whatever the machine's own settings are; gives what it says.
pub fn git_on(moment: &str, dir: &Path, args: &[&str]) -> String {
    let run = Command::new("git")
        .args(["-c", "user.name=role", "-c", "user.email=role@example.org"])
        .args(["-c", "init.defaultBranch=main"])
        .args(args)
        .current_dir(dir)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_COMMITTER_DATE", moment)
        .env("GIT_AUTHOR_DATE", moment)
        .output()
        .expect("git runs");
    let err = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "git {args:?}: {err}");
    String::from_utf8(run.stdout).expect("output is UTF-8")
}

/// Compares with a committed file. `BLESS=1 cargo test` writes it; then read what was written before committing it.
pub fn golden(path: &str, actual: &str) {
    let target = root().join(path);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(target.parent().expect("a parent")).expect("folders");
        fs::write(&target, actual).expect("a file");
        return;
    }
    let expected = fs::read_to_string(&target).unwrap_or_default();
    assert!(
        expected == actual,
        "{path} is not what came out. If the change is right, BLESS=1 cargo test, and read it.\n--- came out\n{actual}"
    );
}
