//! `--commit`: one file, as git itself would commit it, and a witness of when.

use std::fs;
use std::process::Command;

use super::support::{avg, folder, git, git_on, new_request, write};
use super::writing::{at, office};

const NEW_INCIDENT: [&str; 7] = [
    "new",
    "incident",
    "--discovered-at",
    "now",
    "--summary",
    "y",
    "--commit",
];

/// A commit holds that one file, whatever else is staged or changed.
#[test]
fn a_commit_holds_that_file_alone() {
    let dir = office();
    let path = dir.path();
    git(path, &["init", "-q"]);
    git(path, &["config", "user.name", "role"]);
    git(path, &["config", "user.email", "role@example.org"]);
    git(path, &["add", "avg.toml", "agreements/a.toml"]);
    git(path, &["commit", "-qm", "begin"]);
    git(path, &["add", "agreements/b.toml"]);
    let log = |format: &str| {
        git_on(
            "2026-11-22T12:00:00+01:00",
            path,
            &["log", &format!("--format={format}"), "--name-only", "-1"],
        )
    };
    let now = "2026-03-28T10:00";
    let run = at(
        now,
        path,
        &["done", "incidents/2026-001", "notify-authority", "--commit"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        log("%s").trim_end(),
        "incidents/2026-001: notify the breach to the supervisory authority – done\n\nincidents/2026-001.toml"
    );
    let status = git_on("2026-11-22T12:00:00+01:00", path, &["status", "--short"]);
    assert_eq!(status, "A  agreements/b.toml\n?? requests/\n");
    // The moment of a commit is the clock's: --now is for the computing, not for the witness.
    assert_ne!(log("%cs").lines().next(), Some("2026-03-28"));
    let run = at(now, path, &NEW_INCIDENT);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(log("%s").contains("incidents/2026-002.toml"));
    // The very first commit, and no identity: the file is written all the same.
    let bare = office();
    git(bare.path(), &["init", "-q"]);
    let args = NEW_INCIDENT;
    let run = Command::new(env!("CARGO_BIN_EXE_avg"))
        .args(args)
        .current_dir(bare.path())
        .env("HOME", bare.path())
        .env("XDG_CONFIG_HOME", bare.path())
        .output()
        .expect("the binary runs");
    let err = String::from_utf8_lossy(&run.stderr);
    assert_eq!((run.status.code(), err.contains("user.name")), (Some(2), true), "{err}");
    assert!(bare.path().join("incidents/2026-002.toml").exists());
    git(bare.path(), &["config", "user.name", "role"]);
    git(bare.path(), &["config", "user.email", "role@example.org"]);
    let run = at(now, bare.path(), &args);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        git_on(now, bare.path(), &["show", "--format=", "--name-only", "HEAD"]),
        "incidents/2026-003.toml\n"
    );
}

/// Where git signs its commits, this one is signed too.
#[cfg(unix)]
#[test]
fn a_commit_is_signed_where_commits_are() {
    let dir = office();
    let path = dir.path();
    let key = path.join("key");
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(&key)
        .status();
    assert!(made.is_ok_and(|made| made.success()), "this test needs ssh-keygen");
    git(path, &["init", "-q"]);
    for (setting, value) in [
        ("user.name", "role"),
        ("user.email", "role@example.org"),
        ("gpg.format", "ssh"),
        ("user.signingKey", &*key.to_string_lossy()),
        ("commit.gpgsign", "true"),
    ] {
        git(path, &["config", setting, value]);
    }
    let args = ["done", "requests/2026-001", "respond-to-request", "--commit"];
    for expected in [1, 2] {
        let run = at(
            "2026-03-20T10:00",
            path,
            if expected == 1 {
                &args
            } else {
                &["edit", "requests/2026-001", "--answer-outcome", "granted", "--commit"]
            },
        );
        assert_eq!(run.code, 0, "{}", run.err);
        let raw = git_on("2026-11-22T12:00:00+01:00", path, &["cat-file", "commit", "HEAD"]);
        assert!(raw.contains("\ngpgsig -----BEGIN SSH SIGNATURE-----"), "{raw}");
        assert_eq!(
            git_on("2026-11-22T12:00:00+01:00", path, &["rev-list", "--count", "HEAD"]).trim(),
            expected.to_string()
        );
    }
}

fn git_office() -> tempfile::TempDir {
    let dir = office();
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["config", "user.name", "role"]);
    git(dir.path(), &["config", "user.email", "role@example.org"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "begin"]);
    dir
}

/// Twenty at once: each says that it committed, and each did.
#[test]
fn commits_at_once_are_all_there() {
    let dir = git_office();
    let args = [&new_request("2026-03-05")[..], &["--commit"]].concat();
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                let run = avg(dir.path(), &args);
                assert_eq!(run.code, 0, "{}", run.err);
            });
        }
    });
    let count = git_on(
        "2026-11-22T12:00:00+01:00",
        dir.path(),
        &["rev-list", "--count", "HEAD"],
    );
    assert_eq!(count.trim(), "21");
    assert_eq!(
        git_on("2026-11-22T12:00:00+01:00", dir.path(), &["status", "--short"]),
        ""
    );
}

/// A filter, such as one that encrypts, has its say; the executable bit stays; what git tracks need not be un-ignored.
#[cfg(unix)]
#[test]
fn git_has_its_say() {
    let dir = git_office();
    let path = dir.path();
    write(path, ".gitattributes", "*.toml filter=rot\n");
    git(path, &["config", "filter.rot.clean", "tr a-z n-za-m"]);
    git(path, &["config", "filter.rot.smudge", "tr a-z n-za-m"]);
    let run = avg(
        path,
        &[
            "new",
            "incident",
            "--discovered-at",
            "2026-03-27",
            "--summary",
            "geheim",
            "--commit",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let kept = git_on(
        "2026-11-22T12:00:00+01:00",
        path,
        &["show", "HEAD:incidents/2026-002.toml"],
    );
    assert!(!kept.contains("geheim") && kept.contains("trurvz"), "{kept}");
    let status = git_on(
        "2026-11-22T12:00:00+01:00",
        path,
        &["status", "--short", "incidents/2026-002.toml"],
    );
    assert_eq!(status, "");
    let dir = git_office();
    let path = dir.path();
    git(path, &["update-index", "--chmod=+x", "requests/2026-001.toml"]);
    git(path, &["commit", "-qm", "odd"]);
    git(path, &["checkout", "-q", "."]);
    write(path, ".gitignore", "requests/\n");
    let run = avg(
        path,
        &["edit", "requests/2026-001", "--requester", "subject", "--commit"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let listed = git_on(
        "2026-11-22T12:00:00+01:00",
        path,
        &["ls-tree", "HEAD", "requests/2026-001.toml"],
    );
    assert!(listed.starts_with("100755 "), "{listed}");
}

/// A record that git has and the disk has not keeps its number; and where no branch is checked out, that is said.
#[test]
fn what_git_has_keeps_its_name() {
    let dir = git_office();
    fs::remove_file(dir.path().join("incidents/2026-001.toml")).expect("a file");
    let new = [
        "new",
        "incident",
        "--discovered-at",
        "2026-03-27",
        "--summary",
        "y",
        "--commit",
    ];
    let run = avg(dir.path(), &new);
    assert_eq!(run.out.lines().next(), Some("incidents/2026-002.toml"), "{}", run.err);
    let named = avg(dir.path(), &[&new[..], &["--id", "2026-001"]].concat());
    assert_eq!((named.code, named.err.contains("in git")), (2, true), "{}", named.err);
    git(dir.path(), &["checkout", "-q", "--detach"]);
    let run = avg(dir.path(), &new);
    assert_eq!(
        (run.code, run.out.contains("no branch points to it")),
        (0, true),
        "{}",
        run.out
    );
}

/// Where nothing can be committed the file is there all the same, and git's own words say why.
#[test]
fn what_is_written_is_written() {
    let dir = git_office();
    git(dir.path(), &["checkout", "-qb", "other"]);
    write(dir.path(), "avg.toml", "[organisation]\nname = \"A\"\n");
    git(dir.path(), &["commit", "-qam", "a"]);
    git(dir.path(), &["checkout", "-q", "main"]);
    write(dir.path(), "avg.toml", "[organisation]\nname = \"B\"\n");
    git(dir.path(), &["commit", "-qam", "b"]);
    let merged = Command::new("git")
        .args(["merge", "-q", "other"])
        .current_dir(dir.path())
        .output()
        .expect("git runs");
    assert!(!merged.status.success());
    write(
        dir.path(),
        "avg.toml",
        "[organisation]\nname = \"C\"\n[settings]\nlanguage = \"en\"\n",
    );
    let run = avg(
        dir.path(),
        &["edit", "requests/2026-001", "--requester", "subject", "--commit"],
    );
    assert_eq!(
        (run.code, run.err.contains("was written, but not committed")),
        (2, true),
        "{}",
        run.err
    );
    let text = fs::read_to_string(dir.path().join("requests/2026-001.toml")).expect("a file");
    assert!(text.contains("requester = \"subject\""));
    let alone = folder(&[(
        "avg.toml",
        "[organisation]\nname = \"A\"\n[settings]\nlanguage = \"en\"\n",
    )]);
    let run = at("2026-03-28T10:00", alone.path(), &NEW_INCIDENT);
    assert_eq!(
        (run.code, run.err.contains("not a git repository")),
        (2, true),
        "{}",
        run.err
    );
}
