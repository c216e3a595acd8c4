//! `avg init`: what a new folder holds, that it is accepted, and that nothing that is there is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::support::{avg, folder, git, root, walkdir, write};

fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let inside = |file: &PathBuf| !file.components().any(|part| part.as_os_str() == ".git");
    let files = walkdir(dir).into_iter().filter(inside);
    files
        .map(|file| (file.strip_prefix(dir).unwrap().to_path_buf(), fs::read(&file).unwrap()))
        .collect()
}

#[test]
fn a_new_folder_is_ready_for_its_first_record() {
    let dir = folder(&[]);
    let run = avg(
        dir.path(),
        &[
            "--lang",
            "en",
            "init",
            "privacy",
            "--name",
            "Voorbeeld \"& Zn\" BV",
            "--email",
            "privacy@voorbeeld.example",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let place = dir.path().join("privacy");
    for path in [
        "avg.toml",
        "register/.gitkeep",
        "norms/huisregels.yaml",
        ".taplo.toml",
        ".git/HEAD",
    ] {
        assert!(place.join(path).exists(), "{path}");
    }
    for kind in ["activity", "agreement", "incident", "organisation", "pack", "request"] {
        let ours = fs::read_to_string(root().join(format!("schemas/{kind}.json"))).unwrap();
        assert_eq!(
            fs::read_to_string(place.join(format!("schemas/{kind}.json"))).unwrap(),
            ours
        );
    }
    // Nothing is wrong with it but that it is empty.
    let empty = avg(&place, &["check"]);
    assert_eq!(
        (empty.code, empty.err.contains("nothing was checked")),
        (2, true),
        "{}",
        empty.err
    );
    let new = avg(
        &place,
        &["new", "activity", "--name", "Personeel", "--role", "controller"],
    );
    assert_eq!(new.code, 0, "{}", new.err);
    let link = fs::read_to_string(place.join("register/personeel.toml")).unwrap();
    let link = link
        .lines()
        .next()
        .unwrap()
        .strip_prefix("#:schema ")
        .unwrap()
        .to_string();
    assert!(place.join("register").join(link).exists());
    let found = avg(&place, &["check", "--format", "json"]);
    for finding in found.findings() {
        let norm = finding["norm"].as_str().unwrap();
        assert!(
            finding["file"] == "register/personeel.toml" && !norm.starts_with("record/"),
            "{finding}"
        );
    }
    // The example of house rules is in use.
    assert!(
        found
            .findings()
            .iter()
            .any(|finding| finding["norm"] == "huisregels/owner-missing")
    );
}

#[test]
fn what_is_there_is_not_touched() {
    let dir = folder(&[
        ("avg.toml", "[organisation]\nname = \"Van ons\"\n"),
        (".taplo.toml", "# van ons\n"),
        ("register/a.toml", "name = 'a'\nrole = 'controller'\n"),
        (".gitlab-ci.yml", "test: { script: make }\n"),
    ]);
    git(dir.path(), &["init", "-q"]);
    write(dir.path(), ".git/hooks/pre-commit", "# van ons\n");
    let before = files(dir.path());
    let run = avg(dir.path(), &["init", "--hook", "--ci", "gitlab", "--ci", "github"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let after = files(dir.path());
    for (path, bytes) in &before {
        assert_eq!(after.get(path), Some(bytes), "{}", path.display());
    }
    assert_eq!(
        fs::read_to_string(dir.path().join(".git/hooks/pre-commit")).unwrap(),
        "# van ons\n"
    );
    for path in ["avg.toml", ".taplo.toml", ".gitlab-ci.yml", ".git/hooks/pre-commit"] {
        assert!(
            run.out.contains(&format!("{path}: staat er al; niet gewijzigd\n")),
            "{path}: {}",
            run.out
        );
    }
    // No norms that nobody asked for in a folder that is in use.
    assert!(!dir.path().join("norms").exists());
    assert!(after.contains_key(Path::new(".gitlab/avg.yml")));
    let again = avg(dir.path(), &["init", "--hook", "--ci", "gitlab", "--ci", "github"]);
    assert_eq!((again.code, again.out.contains("gemaakt")), (0, false), "{}", again.out);
    assert_eq!(files(dir.path()), after);
}

#[test]
fn a_folder_in_a_repository_uses_that_one() {
    let dir = folder(&[("README.md", "x")]);
    git(dir.path(), &["init", "-q"]);
    let run = avg(
        dir.path(),
        &[
            "init", "a/it's", "--name", "V", "--ci", "github", "--ci", "gitlab", "--hook",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!dir.path().join("a/it's/.git").exists());
    let workflow = fs::read_to_string(dir.path().join(".github/workflows/avg.yml")).unwrap();
    assert!(
        workflow.contains("- run: avg -C 'a/it'\\''s' check --format github\n"),
        "{workflow}"
    );
    for path in [".github/workflows/avg.yml", ".gitlab/avg.yml", ".gitlab-ci.yml"] {
        let text = fs::read_to_string(dir.path().join(path)).unwrap();
        let parsed: Result<serde_json::Value, _> = serde_yaml::from_str(&text);
        assert!(parsed.is_ok(), "{path}: {parsed:?}");
    }
    for (args, words) in [
        (&["init", "a/it's/register", "--name", "V"][..], "avg.toml"),
        (&["init", "b"], "--name"),
        (&["-C", "a", "init", "b", "--name", "V"], "één keer"),
    ] {
        let run = avg(dir.path(), args);
        assert_eq!((run.code, run.err.contains(words)), (2, true), "{}", run.err);
    }
    assert!(!dir.path().join("b").exists());
}

/// The hook lets pass what was wrong already and stops what is new, also in the first commit.
#[cfg(unix)]
#[test]
fn the_hook_stops_what_is_newly_wrong() {
    let dir = folder(&[]);
    avg(dir.path(), &["init", "--name", "V", "--email", "v@v.example", "--hook"]);
    let commit = |message: &str| {
        let path = format!(
            "{}:{}",
            Path::new(env!("CARGO_BIN_EXE_avg")).parent().unwrap().display(),
            std::env::var("PATH").unwrap()
        );
        git(dir.path(), &["add", "."]);
        let run = Command::new("git")
            .args([
                "-c",
                "user.name=role",
                "-c",
                "user.email=role@example.org",
                "commit",
                "-qm",
                message,
            ])
            .current_dir(dir.path())
            .env("PATH", path)
            .output()
            .unwrap();
        run.status.success()
    };
    assert!(commit("an empty folder"));
    write(dir.path(), "register/a.toml", "name = 'a'\nrole = 'controller'\n");
    assert!(!commit("errors"), "what is wrong is stopped");
    git(
        dir.path(),
        &[
            "-c",
            "user.name=r",
            "-c",
            "user.email=r@example.org",
            "commit",
            "--no-verify",
            "-qm",
            "all the same",
        ],
    );
    write(
        dir.path(),
        "register/a.toml",
        "name = 'a'\nrole = 'controller'\nowner = 'HR'\n",
    );
    assert!(commit("what was wrong already"), "is no reason to stop");
    write(dir.path(), "register/b.toml", "name = 'b'\nrol = 'controller'\n");
    assert!(!commit("something new"));
}
