//! Repositories that are damaged, another's, unfinished or without a work tree, and revisions that are none.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::support::{avg, check, copy, folder, git, git_on, write};
use super::{ACTIVITY, AVG, REQUEST, places, refused, tame};

const MOMENT: &str = "2026-03-19T12:00:00+01:00";

/// Two commits.
fn repository() -> TempDir {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "one"]);
    write(dir.path(), "requests/2026-002.toml", REQUEST);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "two"]);
    dir
}

fn object(dir: &Path, rev: &str) -> PathBuf {
    let id = git_on(MOMENT, dir, &["rev-parse", rev]);
    let (head, tail) = id.trim().split_at(2);
    dir.join(".git/objects").join(head).join(tail)
}

/// What stands there in its place.
fn put(path: &Path, bytes: &[u8]) {
    fs::remove_file(path).expect("a file");
    fs::write(path, bytes).expect("a file");
}

#[test]
fn what_is_no_revision_is_refused() {
    let dir = repository();
    for rev in [
        "--output=x",
        "HEAD..main",
        "HEAD^{/x}",
        ":path",
        ":avg.toml",
        "",
        "HEAD:",
        "HEAD^{tree}",
        "HEAD^{/(((}",
        "^HEAD",
        "HEAD^@",
        "HEAD~99999999999999",
        "@{u}",
        "main@{99}",
        "0000000000000000000000000000000000000000",
        "$(touch x)",
    ] {
        let said = refused(dir.path(), &[&format!("--rev={rev}"), "check"]);
        assert!(said.contains(&format!("‘{rev}’")), "{said}");
    }
    for rev in ["--output=x", "", ":path"] {
        refused(dir.path(), &["--lang", "en", "check", &format!("--since={rev}")]);
        refused(dir.path(), &[&format!("--rev={rev}"), "history"]);
    }
    // Nothing of it was taken for an option, nor run.
    let there = fs::read_dir(dir.path()).expect("a folder").count();
    assert_eq!(there, 3);
}

/// The records are checked as ever; what git would have shown was not, and the last line says why.
fn is_checked_without_history(dir: &Path, why: &str) {
    let run = tame(dir, &["--lang", "en", "check"]);
    assert!(
        run.out.contains("no git history to read here") && run.out.contains(why),
        "{}",
        run.out
    );
    assert!(refused(dir, &["--lang", "en", "history"]).contains(why));
}

#[test]
fn a_damaged_store_is_said() {
    // A text of an old commit that is not there, and one that says something else.
    let dir = repository();
    fs::remove_file(object(dir.path(), "HEAD:requests/2026-001.toml")).expect("an object");
    is_checked_without_history(dir.path(), "not every version");
    let run = tame(dir.path(), &["--rev", "HEAD", "check", "--format", "json"]);
    assert_eq!(places(&run, "record/unreadable-file").len(), 2);
    assert_eq!(run.code, 2);

    for damaged in ["HEAD^{tree}", "HEAD~1"] {
        let dir = repository();
        put(&object(dir.path(), damaged), b"");
        is_checked_without_history(dir.path(), "invalid header");
        refused(dir.path(), &["report", "register", "--as-of", "2026-03-20"]);
    }
    let dir = repository();
    put(&object(dir.path(), "HEAD"), b"");
    is_checked_without_history(dir.path(), "invalid header");
    assert!(refused(dir.path(), &["--rev", "HEAD", "check"]).contains("invalid header"));
}

#[test]
fn references_to_nothing_are_said() {
    let dir = repository();
    git(dir.path(), &["pack-refs", "--all"]);
    let packed = dir.path().join(".git/packed-refs");
    let id = git_on(MOMENT, dir.path(), &["rev-parse", "HEAD"]);
    let text = fs::read_to_string(&packed).expect("packed references");
    fs::write(&packed, text.replace(id.trim(), &"f".repeat(40))).expect("a file");
    is_checked_without_history(dir.path(), "ffff");
    assert!(refused(dir.path(), &["--lang", "en", "--rev", "HEAD", "check"]).contains("cannot be read"));

    let dir = repository();
    fs::write(dir.path().join(".git/HEAD"), b"\0\xff\x1b[31m").expect("a file");
    is_checked_without_history(dir.path(), "");

    let dir = repository();
    fs::write(dir.path().join(".git/config"), "[core\n").expect("a file");
    is_checked_without_history(dir.path(), "cannot be opened");
    assert!(refused(dir.path(), &["--lang", "en", "--rev", "HEAD", "check"]).contains("cannot be opened"));

    let dir = repository();
    fs::remove_dir_all(dir.path().join(".git")).expect("a folder");
    write(dir.path(), ".git", "gitdir: /nowhere\u{1b}[31m\n");
    is_checked_without_history(dir.path(), "nowhere");
}

/// Nothing committed yet is no trouble; a commit that no branch has is one like any other.
#[test]
fn a_head_that_is_unborn_or_detached() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    git(dir.path(), &["init", "-q"]);
    let run = check(dir.path());
    assert_eq!(run.json()["summary"]["history"], "none");
    refused(dir.path(), &["--rev", "HEAD", "check"]);
    refused(dir.path(), &["check", "--since", "HEAD"]);
    assert!(refused(dir.path(), &["--lang", "en", "history"]).contains("committed"));

    let dir = repository();
    git(dir.path(), &["checkout", "-q", "--detach", "HEAD~1"]);
    let run = check(dir.path());
    assert_eq!(run.json()["summary"]["history"], "whole");
    assert_eq!(run.json()["summary"]["records"], 1);
}

/// In a merge that is not finished a record has two texts; neither is taken for the record.
#[test]
fn what_git_could_not_merge_is_said_once() {
    let dir = repository();
    let subject = |subject: &str| REQUEST.replace("zaak 1", subject);
    git(dir.path(), &["checkout", "-qb", "other"]);
    write(dir.path(), "requests/2026-001.toml", &subject("zaak 2"));
    git(dir.path(), &["commit", "-qam", "other"]);
    git(dir.path(), &["checkout", "-q", "main"]);
    write(dir.path(), "requests/2026-001.toml", &subject("zaak 3"));
    git(dir.path(), &["commit", "-qam", "main"]);
    let merge = std::process::Command::new("git")
        .args([
            "-c",
            "user.name=r",
            "-c",
            "user.email=r@example.org",
            "merge",
            "-q",
            "other",
        ])
        .current_dir(dir.path())
        .output()
        .expect("git runs");
    assert!(!merge.status.success());
    for (lang, words) in [("nl", "niet samen te voegen"), ("en", "could not be merged")] {
        let run = tame(dir.path(), &["--lang", lang, "check", "--format", "json"]);
        assert_eq!(places(&run, "record/syntax"), ["requests/2026-001.toml:4"]);
        assert!(run.out.contains(words), "{}", run.out);
    }
    // A text in a record may look like it.
    let quoted = format!("{REQUEST}x_a = '''\n<<<<<<< a\n=======\n>>>>>>> b\n'''\n");
    write(dir.path(), "requests/2026-001.toml", &quoted);
    assert!(places(&check(dir.path()), "record/syntax").is_empty());
    write(
        dir.path(),
        "norms/huis.yaml",
        "<<<<<<< HEAD\npack: huis\n=======\npack: huis2\n>>>>>>> other\nnorms: []\n",
    );
    let run = tame(dir.path(), &["--lang", "en", "check"]);
    assert!(
        run.code == 2 && run.err.contains("norms/huis.yaml:1:1: here git left two texts"),
        "{}",
        run.err
    );
}

/// Without a work tree nothing was deleted: there is nothing to look at.
#[test]
fn a_bare_repository_has_only_its_commits() {
    let dir = repository();
    let bare = tempfile::tempdir().expect("a folder");
    let to = bare.path().to_string_lossy().into_owned();
    git(dir.path(), &["clone", "-q", "--bare", ".", &to]);
    let run = tame(bare.path(), &["--lang", "en", "-C", ".", "check", "--format", "json"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(places(&run, "record/record-deleted").is_empty(), "{}", run.out);
    assert!(refused(bare.path(), &["--lang", "en", "-C", ".", "history"]).contains("--rev HEAD"));
    let run = tame(bare.path(), &["-C", ".", "--rev", "HEAD", "check", "--format", "json"]);
    assert_eq!(run.json()["summary"]["records"], 2, "{}", run.out);
}

/// A folder in a submodule is one like any other. A submodule in a folder is remembered by no commit of it: its records are
/// read from neither.
#[test]
fn submodules_are_repositories_of_their_own() {
    let inner = repository();
    let outer = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    let allow = ["-c", "protocol.file.allow=always"];
    let from = inner.path().to_string_lossy().into_owned();
    git(outer.path(), &["init", "-q"]);
    for place in ["records", "register/more", "agreements"] {
        git(
            outer.path(),
            &[&allow[..], &["submodule", "add", "-q", &from, place]].concat(),
        );
    }
    git(outer.path(), &["add", "."]);
    git(outer.path(), &["commit", "-qm", "begin"]);

    let own = check(&outer.path().join("records"));
    assert_eq!(own.json()["summary"]["records"], 2);
    assert_eq!(own.json()["summary"]["history"], "whole");
    let tree = tame(outer.path(), &["check", "--format", "json"]);
    assert_eq!(places(&tree, "record/not-a-file"), ["agreements:1", "register/more:1"]);
    assert_eq!(tree.json()["summary"]["records"], 1);
    let commit = tame(outer.path(), &["--rev", "HEAD", "check", "--format", "json"]);
    assert_eq!(commit.out, tree.out);
}

/// As git itself, nothing of a repository that is another's is read before somebody trusts it. Only root can make one here.
#[cfg(unix)]
#[test]
fn another_users_repository_waits_for_trust() {
    use std::os::unix::fs::{MetadataExt, chown};
    let dir = repository();
    if fs::metadata(dir.path()).expect("a folder").uid() != 0 {
        return;
    }
    for path in [dir.path().to_path_buf(), dir.path().join(".git")] {
        chown(path, Some(12_345), Some(12_345)).expect("another owner");
    }
    for (lang, words) in [("nl", "van een andere gebruiker"), ("en", "belongs to another user")] {
        let run = tame(dir.path(), &["--lang", lang, "check"]);
        assert!(
            run.out.contains(words) && run.out.contains("safe.directory"),
            "{}",
            run.out
        );
        for args in [
            &["--rev", "HEAD", "check"][..],
            &["history"],
            &["check", "--since", "HEAD"],
        ] {
            let said = refused(dir.path(), &[&["--lang", lang], args].concat());
            assert!(said.contains(words) && said.contains("safe.directory"), "{said}");
        }
    }
}

/// Folders within folders as no disk holds them: git can, and whoever walks into them must come out.
#[test]
fn a_commit_of_folders_without_end_is_read() {
    let dir = repository();
    let deep = 3_000;
    let mut input = format!(
        "commit refs/heads/deep\ncommitter r <r@example.org> 1773918000 +0100\ndata 1\nx\nM 100644 inline avg.toml\ndata {}\n{AVG}\n",
        AVG.len()
    );
    let path = "a/".repeat(deep);
    input += &format!(
        "M 100644 inline register/{path}a.toml\ndata {}\n{ACTIVITY}\n",
        ACTIVITY.len()
    );
    input += &format!(
        "M 100644 inline requests/2026-001.toml\ndata {}\n{REQUEST}\n",
        REQUEST.len()
    );
    let stream = dir.path().join("stream");
    fs::write(&stream, input).expect("a file");
    let import = std::process::Command::new("git")
        .args(["fast-import", "--quiet"])
        .current_dir(dir.path())
        .stdin(fs::File::open(&stream).expect("a file"))
        .output()
        .expect("git runs");
    assert!(import.status.success(), "{}", String::from_utf8_lossy(&import.stderr));
    let run = tame(
        dir.path(),
        &["--lang", "en", "--rev", "deep", "check", "--format", "json"],
    );
    assert_eq!(places(&run, "record/not-a-file").len(), 1);
    assert!(run.out.contains("more folders than are read"), "{}", run.err);
    assert_eq!(run.json()["summary"]["history"], "none");
    // On disk the same is said of what is as deep.
    let tree = copy(dir.path());
    let place = format!("register/{}a.toml", "a/".repeat(150));
    write(tree.path(), &place, ACTIVITY);
    let run = avg(tree.path(), &["--lang", "en", "check", "--format", "json"]);
    assert_eq!(places(&run, "record/not-a-file").len(), 1, "{}", run.err);
}
