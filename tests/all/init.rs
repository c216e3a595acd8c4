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
    let reports: [&[&str]; 7] = [
        &["overview"],
        &["register"],
        &["register", "--format", "jsonld"],
        &["agreements"],
        &["subprocessors", "--public"],
        &["incidents"],
        &["requests"],
    ];
    for report in reports {
        let run = avg(&place, &[&["--lang", "en", "report"], report].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{report:?}");
        assert!(
            run.err.contains("nothing to report")
                && run.err.contains("avg new activity")
                && run.err.lines().count() == 1,
            "{}",
            run.err
        );
    }
    // The norms are there without a record.
    assert_eq!(avg(&place, &["report", "norms"]).code, 0);
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

/// Where nobody is there to answer, the name is that of the folder, and that is said.
#[test]
fn a_name_can_wait() {
    let dir = folder(&[]);
    let run = avg(dir.path(), &["--lang", "en", "init", "voorbeeld"]);
    assert_eq!(
        (run.code, run.out.contains("‘voorbeeld’: correct that")),
        (0, true),
        "{}",
        run.err
    );
    let marker = fs::read_to_string(dir.path().join("voorbeeld/avg.toml")).unwrap();
    assert!(marker.contains("name = \"voorbeeld\"\n"), "{marker}");
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
    assert_eq!(
        yaml(dir.path(), ".gitlab-ci.yml")["include"][0]["local"],
        ".gitlab/avg.yml"
    );
    for (args, words) in [
        (&["init", "a/it's/register", "--name", "V"][..], "avg.toml"),
        (&["-C", "a", "init", "b", "--name", "V"], "één keer"),
    ] {
        let run = avg(dir.path(), args);
        assert_eq!((run.code, run.err.contains(words)), (2, true), "{}", run.err);
    }
    assert!(!dir.path().join("b").exists());
}

fn yaml(dir: &Path, path: &str) -> serde_json::Value {
    let text = fs::read_to_string(dir.join(path)).unwrap();
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"))
}

/// A job finds the folder whatever it is called: its name is data in YAML and in the shell.
#[test]
fn a_ci_job_takes_every_name_for_what_it_is() {
    for name in [
        "a: b #c",
        "a, b",
        "it's",
        "say \"a\" \\ b",
        "$HOME",
        "${A}",
        "-x",
        "a]",
        "é\t\u{85}b",
        "FOLDER",
        "{ a }",
        "a/b c",
        "$(id)",
    ] {
        let dir = folder(&[("README.md", "x")]);
        git(dir.path(), &["init", "-q"]);
        let run = avg(
            dir.path(),
            &["init", "--name", "V", "--ci", "github", "--ci", "gitlab", "--", name],
        );
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        let github = yaml(dir.path(), ".github/workflows/avg.yml");
        let step = github["jobs"]["check"]["steps"].as_array().unwrap().last().unwrap();
        assert_eq!(step["env"]["AVG_FOLDER"], name);
        let gitlab = yaml(dir.path(), ".gitlab/avg.yml");
        // Or GitLab would put the value of a variable in place of its name.
        assert_eq!(gitlab["avg"]["variables"]["AVG_FOLDER"]["value"], name);
        assert_eq!(gitlab["avg"]["variables"]["AVG_FOLDER"]["expand"], false);
        for command in [&step["run"], &gitlab["avg"]["script"][0]] {
            let command = command.as_str().unwrap();
            assert!(
                command.starts_with("avg -C \"./$AVG_FOLDER\" check --format "),
                "{command}"
            );
        }
        write(
            dir.path(),
            &format!("{name}/register/a.toml"),
            "name = 'a'\nrole = 'controller'\n",
        );
        let check = format!(
            "{} -C \"./$AVG_FOLDER\" check --format short",
            env!("CARGO_BIN_EXE_avg")
        );
        let shell = Command::new("sh")
            .args(["-c", &check])
            .env("AVG_FOLDER", name)
            .current_dir(dir.path())
            .output()
            .unwrap();
        assert_eq!(shell.status.code(), Some(1), "{name}: {shell:?}");
    }
}

#[test]
fn a_name_that_no_job_can_hold_is_refused_before_anything_is_made() {
    for name in ["${{ github.token }}", "a\nb"] {
        let dir = folder(&[("README.md", "x")]);
        git(dir.path(), &["init", "-q"]);
        for (ci, code) in [(&["--ci", "gitlab"][..], 2), (&[], 0)] {
            let run = avg(dir.path(), &[&["init", name, "--name", "V"], ci].concat());
            assert_eq!(
                (run.code, dir.path().join(name).exists()),
                (code, code == 0),
                "{}",
                run.err
            );
            assert_eq!(run.err.lines().count(), ci.len() / 2, "{}", run.err);
        }
    }
}

#[test]
fn how_a_job_is_included_is_said_where_gitlab_has_jobs() {
    let how = "- local: .gitlab/avg.yml";
    let dir = folder(&[(".gitlab-ci.yml", "# .gitlab/avg.yml\ntest: { script: make }\n")]);
    git(dir.path(), &["init", "-q"]);
    for (lang, words) in [("nl", "onder include:"), ("en", "under include:")] {
        let run = avg(dir.path(), &["--lang", lang, "init", "--name", "V", "--ci", "gitlab"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains(how) && run.out.contains(words), "{}", run.out);
    }
    write(dir.path(), ".gitlab-ci.yml", &format!("include:\n  {how}\n"));
    let run = avg(dir.path(), &["init", "--ci", "gitlab"]);
    assert!(run.code == 0 && !run.out.contains(how), "{}", run.out);
}

/// A repository that cannot be opened is not one that is missing.
#[test]
fn only_where_there_is_no_repository_one_is_made() {
    let dir = folder(&[("README.md", "x")]);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["config", "core.repositoryformatversion", "99"]);
    for place in ["a", "."] {
        let before = files(dir.path());
        let run = avg(dir.path(), &["--lang", "en", "init", place, "--name", "V", "--hook"]);
        assert_eq!(run.code, 2, "{}", run.out);
        assert!(
            run.err.contains("cannot be opened") && run.err.lines().count() == 1,
            "{}",
            run.err
        );
        assert!(files(dir.path()) == before && !dir.path().join("a").exists() && run.out.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_marker_that_is_no_file_is_refused_before_anything_is_made() {
    for target in ["nowhere.toml", "real.toml"] {
        let dir = folder(&[("real.toml", "")]);
        std::os::unix::fs::symlink(target, dir.path().join("avg.toml")).unwrap();
        let run = avg(dir.path(), &["--lang", "en", "init", "--name", "V"]);
        assert_eq!(run.code, 2, "{}", run.out);
        assert!(run.err.contains("avg.toml is a symbolic link"), "{}", run.err);
        assert!(!dir.path().join(".git").exists() && !dir.path().join("register").exists());
    }
}

/// Whatever the folder is called, and also on a branch that has not got it.
#[cfg(unix)]
#[test]
fn the_hook_finds_the_folder_and_does_without_it() {
    for name in ["-x", "it's", "a\nb", "$HOME"] {
        let dir = folder(&[("README.md", "x")]);
        git(dir.path(), &["init", "-q"]);
        let run = avg(dir.path(), &["init", "--name", "V", "--hook", "--", name]);
        assert_eq!(run.code, 0, "{}", run.err);
        let hook = || {
            let bin = Path::new(env!("CARGO_BIN_EXE_avg")).parent().unwrap().display();
            let path = format!("{bin}:{}", std::env::var("PATH").unwrap());
            let run = Command::new(dir.path().join(".git/hooks/pre-commit"))
                .current_dir(dir.path())
                .env("PATH", path)
                .output()
                .unwrap();
            (run.status.code(), run.stderr.is_empty())
        };
        assert_eq!(hook(), (Some(0), true), "{name}: empty");
        write(
            dir.path(),
            &format!("{name}/register/a.toml"),
            "name = 'a'\nrole = 'controller'\n",
        );
        assert_eq!(hook().0, Some(1), "{name}: what is wrong is stopped");
        fs::remove_dir_all(dir.path().join(name)).unwrap();
        assert_eq!(hook(), (Some(0), true), "{name}: another branch");
    }
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

/// Of what is there and cannot be read nothing can be reported either; it is named.
#[cfg(unix)]
#[test]
fn a_folder_of_which_nothing_can_be_read_gives_no_report() {
    let dir = folder(&[
        ("avg.toml", "[organisation]\nname = 'A'\n"),
        ("elsewhere/a.toml", "name = 'A'\n"),
    ]);
    fs::create_dir(dir.path().join("register")).unwrap();
    let link = dir.path().join("register/a.toml");
    std::os::unix::fs::symlink(dir.path().join("elsewhere/a.toml"), link).unwrap();
    let run = avg(dir.path(), &["--lang", "en", "report", "register"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(
        run.err.contains("register/a.toml") && !run.err.contains("avg new"),
        "{}",
        run.err
    );
}
