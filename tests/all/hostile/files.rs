//! Files that are none: links in circles, pipes, what may not be read, what collides, and what vanishes while it is read.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::support::{avg, binary, folder, write};
use super::{ACTIVITY, AVG, NOW, REQUEST, places, refused, tame};

fn pipe(dir: &Path, path: &str) {
    let target = dir.join(path);
    fs::create_dir_all(target.parent().expect("a parent")).expect("folders");
    let made = Command::new("mkfifo").arg(target).status();
    assert!(made.is_ok_and(|made| made.success()), "this test needs mkfifo");
}

#[test]
fn links_lead_nowhere() {
    let dir = folder(&[
        ("avg.toml", AVG),
        ("requests/2026-001.toml", REQUEST),
        ("register/a.toml", ACTIVITY),
    ]);
    for (to, link) in [
        ("..", "register/up"),
        ("two", "register/one"),
        ("one", "register/two"),
        ("/etc/hostname", "register/host.toml"),
        ("nowhere", "requests/dangling.toml"),
        (".", "norms"),
    ] {
        symlink(to, dir.path().join(link)).expect("a link");
    }
    let run = tame(dir.path(), &["check", "--format", "json"]);
    let named = [
        "norms",
        "register/host.toml",
        "register/one",
        "register/two",
        "register/up",
        "requests/dangling.toml",
    ];
    assert_eq!(places(&run, "record/not-a-file"), named.map(|file| format!("{file}:1")));
    assert_eq!(run.json()["summary"]["records"], 2);
    assert_eq!(tame(dir.path(), &["due", "--all-under", "."]).code, 0);
    let marker = dir.path().join("avg.toml");
    fs::remove_file(&marker).expect("a file");
    symlink("avg.toml", &marker).expect("a link");
    for args in [
        &["check", "--format", "json"][..],
        &["-C", ".", "check", "--format", "json"],
    ] {
        let run = tame(dir.path(), args);
        assert_eq!(places(&run, "record/not-a-file")[0], "avg.toml:1");
    }
}

/// Whoever opens a pipe waits until somebody writes.
#[test]
fn nobody_waits_for_a_pipe() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    pipe(dir.path(), "requests/2026-002.toml");
    pipe(dir.path(), "requests/notes");
    let run = tame(dir.path(), &["check", "--format", "json"]);
    let named = ["requests/2026-002.toml:1", "requests/notes:1"];
    assert_eq!(places(&run, "record/not-a-file"), named);
    refused(dir.path(), &["show", "requests/2026-002"]);
    refused(dir.path(), &["edit", "requests/2026-002", "--subject", "x"]);
    pipe(dir.path(), "table.csv");
    for lang in ["nl", "en"] {
        refused(dir.path(), &["--lang", lang, "import", "table.csv"]);
    }
    pipe(dir.path(), "norms/huis.yaml");
    for lang in ["nl", "en"] {
        refused(dir.path(), &["--lang", lang, "check"]);
    }
    let marker = folder(&[("requests/2026-001.toml", REQUEST)]);
    pipe(marker.path(), "avg.toml");
    for args in [
        &["check", "--format", "json"][..],
        &["-C", ".", "check", "--format", "json"],
    ] {
        let run = tame(marker.path(), args);
        assert_eq!(places(&run, "record/not-a-file"), ["avg.toml:1"]);
    }
}

/// Nobody forbids root anything, so where root runs the tests somebody else runs the binary.
#[test]
fn what_may_not_be_read_is_named() {
    let dir = folder(&[
        ("avg.toml", AVG),
        ("requests/2026-001.toml", REQUEST),
        ("requests/2026-002.toml", REQUEST),
    ]);
    for file in ["register/closed/a.toml", "agreements/a.toml", "docs/a.toml"] {
        write(dir.path(), file, ACTIVITY);
    }
    let permit = |path: &str, mode: u32| {
        fs::set_permissions(dir.path().join(path), fs::Permissions::from_mode(mode)).expect("permissions");
    };
    permit(".", 0o755);
    let closed = ["requests/2026-002.toml", "register/closed", "agreements", "docs"];
    closed.iter().for_each(|path| permit(path, 0));
    let is_root = fs::metadata(dir.path()).expect("a folder").uid() == 0;
    // Where the tests were built root alone may be.
    let copy = dir.path().join("avg");
    fs::copy(binary(), &copy).expect("a copy");
    let run = |args: &[&str]| {
        let mut command = match is_root {
            true => Command::new("setpriv"),
            false => Command::new(&copy),
        };
        if is_root {
            command
                .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
                .arg(&copy);
        }
        let output = command.args(NOW).args(args).current_dir(dir.path()).output();
        let output = output.expect("setpriv, where root runs the tests");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, out, err) = run(&["check", "--format", "short"]);
    assert_eq!(code, Some(1), "{err}");
    for path in ["agreements", "register/closed", "requests/2026-002.toml"] {
        assert!(
            out.contains(&format!("{path}:1:1: fout[record/unreadable-file]")),
            "{out}"
        );
    }
    assert!(!out.contains("docs") && out.contains("1 registratie nagezien"), "{out}");
    let (code, out, err) = run(&["due"]);
    assert_eq!((code, err.lines().count()), (Some(0), 3), "{out}{err}");
    let (code, _, err) = run(&["due", "--all-under", "."]);
    assert_eq!(code, Some(2), "{err}");
    permit("avg.toml", 0);
    assert!(
        run(&["check", "--format", "short"])
            .1
            .contains("avg.toml:1:1: fout[record/unreadable-file]")
    );
    permit("avg.toml", 0o644);
    closed.iter().for_each(|path| permit(path, 0o755));
}

/// A place in a file is kept in four bytes; what is larger is named without being read.
#[test]
fn what_is_too_large_is_named() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    let path = dir.path().join("requests/2026-002.toml");
    // It takes no room on the disk: nothing is written.
    let large = fs::File::create(path).and_then(|file| file.set_len(5 << 30));
    large.expect("a disk that keeps what is not written in no room");
    let run = avg(dir.path(), &[&NOW[..], &["check", "--format", "short"]].concat());
    assert_eq!(run.code, 1, "{}", run.err);
    let found = "requests/2026-002.toml:1:1: fout[record/unreadable-file]: dit bestand is groter dan 4 GB";
    assert!(run.out.contains(found), "{}", run.out);
    // Without one of its packs a house is not checked by half.
    let pack = dir.path().join("norms/huis.yaml");
    fs::create_dir(dir.path().join("norms")).expect("a folder");
    symlink("../avg.toml", &pack).expect("a link");
    let run = avg(dir.path(), &[&NOW[..], &["check"]].concat());
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(
        run.err.contains("norms/huis.yaml is een symbolische link"),
        "{}",
        run.err
    );
    fs::remove_file(&pack).expect("a link");
    let pack = fs::File::create(pack).and_then(|file| file.set_len(5 << 30));
    pack.expect("a disk that keeps what is not written in no room");
    let run = avg(dir.path(), &[&NOW[..], &["check"]].concat());
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.contains("norms/huis.yaml is groter dan 4 GB"), "{}", run.err);
}

/// On a disk that does not tell capitals apart these would be one.
#[test]
fn names_that_differ_in_capitals_alone_are_named() {
    let dir = folder(&[
        ("avg.toml", AVG),
        ("requests/a.toml", REQUEST),
        ("requests/A.toml", REQUEST),
    ]);
    for file in [
        "Requests/b.toml",
        "REGISTER/c.toml",
        "AVG.TOML",
        "Avg.toml",
        "requests/d.TOML",
        "NORMS/e.yaml",
    ] {
        write(dir.path(), file, "x = 1\n");
    }
    let run = tame(dir.path(), &["check", "--format", "json"]);
    let stray = [
        "AVG.TOML",
        "Avg.toml",
        "NORMS/e.yaml",
        "REGISTER/c.toml",
        "Requests/b.toml",
        "requests/d.TOML",
    ];
    assert_eq!(places(&run, "record/stray-file"), stray.map(|file| format!("{file}:1")));
    assert_eq!(places(&run, "record/ill-formed-id"), ["requests/A.toml:1"]);
}

/// Whatever is there at the moment that it is looked at, it is told as that.
#[test]
fn what_comes_and_goes_while_it_is_read_breaks_nothing() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                write(dir.path(), "register/sub/a.toml", ACTIVITY);
                write(dir.path(), "requests/2026-002.toml", &REQUEST.repeat(200));
                // Each may be in nobody's way by now.
                let _ = fs::write(dir.path().join("requests/2026-002.toml"), "received_at");
                let _ = fs::remove_file(dir.path().join("requests/2026-002.toml"));
                let _ = fs::remove_dir_all(dir.path().join("register"));
            }
        });
        for _ in 0..5 {
            for args in [&["check", "--format", "json"][..], &["due", "--format", "json"]] {
                let run = tame(dir.path(), args);
                assert!(
                    run.code < 2 && run.json().is_object() || run.json().is_array(),
                    "{}",
                    run.err
                );
            }
        }
        is_over.store(true, Ordering::Relaxed);
    });
}
