//! What a finding is known by, and what is new since a commit.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::examples::EXAMPLES;
use super::sarif::results;
use super::support::{Run, avg, copy, folder, git, root, walkdir, write};

const NOW: [&str; 2] = ["--now", "2026-05-01T12:00"];
const AVG: &str = "[organisation]\nname = \"V\"\nemail = \"v@v.example\"\n[settings]\nlanguage = \"en\"\n";
const ACTIVITY: &str = "name = \"A\"\nrole = \"controller\"\npurposes = [\"p\"]\nsubjects = [\"s\"]\nrecipients = []\n\
    measures = [\"m\"]\nlegal_basis = [{ article = \"6(1)(c)\", law = \"w\" }]\n\
    [[retention]]\ndata = \"d\"\nkeep = \"7 years\"\n";
const ROW: &str = "[[personal_data]]\ncategory = \"BSN\"\nkind = \"national-id\"\n";

fn run(dir: &Path, args: &[&str]) -> Run {
    avg(dir, &[&NOW[..], args].concat())
}

fn since(dir: &Path, rev: &str) -> Run {
    let run = run(dir, &["check", "--since", rev, "--format", "json"]);
    assert!(run.code < 2, "{}", run.err);
    run
}

fn commit(dir: &Path) {
    git(dir, &["add", "-A"]);
    git(dir, &["commit", "-qm", "x", "--allow-empty"]);
}

/// A work tree with one activity that says everything but under which law the number is used; committed.
fn started() -> TempDir {
    let dir = folder(&[("avg.toml", AVG), ("register/a.toml", &format!("{ACTIVITY}{ROW}"))]);
    git(dir.path(), &["init", "-q"]);
    commit(dir.path());
    let found = run(dir.path(), &["check", "--format", "json"]);
    let errors: Vec<Value> = found
        .findings()
        .into_iter()
        .filter(|it| it["level"] == "error")
        .collect();
    assert_eq!((found.code, errors.len()), (1, 1), "{}", found.out);
    assert_eq!(errors[0]["norm"], "uavg/national-id-without-law");
    dir
}

fn norms(run: &Run) -> Vec<String> {
    let named = run
        .findings()
        .into_iter()
        .map(|it| it["norm"].as_str().unwrap().to_string());
    named.collect()
}

#[test]
fn what_was_there_is_not_shown() {
    let dir = started();
    let run = since(dir.path(), "HEAD");
    assert_eq!((run.code, run.findings().len()), (0, 0));
    assert_eq!(run.json()["summary"]["errors"], 0);
}

#[test]
fn what_moved_was_there() {
    let dir = started();
    let text = format!("# a line\n\n{ACTIVITY}x_own = 1\n{ROW}");
    fs::remove_file(dir.path().join("register/a.toml")).unwrap();
    write(dir.path(), "register/elsewhere/a.toml", &text);
    let run = since(dir.path(), "HEAD");
    assert_eq!((run.code, run.findings().len()), (0, 0), "{}", run.out);
}

#[test]
fn what_is_new_is_shown_and_counts() {
    let dir = started();
    write(
        dir.path(),
        "register/b.toml",
        &ACTIVITY.replace("subjects = [\"s\"]\n", ""),
    );
    let run = since(dir.path(), "HEAD");
    assert_eq!(run.code, 1);
    assert!(norms(&run).contains(&"avg/subjects-missing".to_string()), "{}", run.out);
    assert!(
        run.findings().iter().all(|it| it["record"] == "register/b"),
        "{}",
        run.out
    );
    assert_eq!(run.json()["summary"]["records"], 2);
    // What is new counts once it is at the level that fails.
    let old = run_with_warning(dir.path());
    assert_eq!((old[0].code, old[1].code), (0, 1));
}

/// A record in which only a warning is new, without and with `--deny warnings`.
fn run_with_warning(dir: &Path) -> [Run; 2] {
    let text = ACTIVITY
        .replace("measures = [\"m\"]\n", "")
        .replace("name = \"A\"", "name = \"B\"");
    write(
        dir,
        "register/b.toml",
        &format!("{text}[[personal_data]]\ncategory = \"x\"\n"),
    );
    let args = ["check", "--since", "HEAD", "--format", "short"];
    let runs = [
        run(dir, &args),
        run(dir, &[&args[..], &["--deny", "warnings"]].concat()),
    ];
    assert!(runs[0].out.contains("warning[avg/measures-missing]"), "{}", runs[0].out);
    runs
}

/// A second of the same is new, whether its row has a name or not, and stands where the newest stands.
#[test]
fn a_second_of_the_same_in_a_new_row_is_new() {
    let dir = started();
    write(dir.path(), "register/a.toml", &format!("{ACTIVITY}{ROW}{ROW}"));
    let run = since(dir.path(), "HEAD");
    assert_eq!(
        (run.code, norms(&run)),
        (1, vec!["uavg/national-id-without-law".to_string()])
    );
    commit(dir.path());
    assert_eq!(since(dir.path(), "HEAD").code, 0);
    // One of two mended: nothing new is left.
    write(dir.path(), "register/a.toml", &format!("{ACTIVITY}{ROW}"));
    assert_eq!(since(dir.path(), "HEAD").code, 0);
}

/// An agreement with the given sub-processors, each of which was announced too late to object to.
fn agreement(names: &[&str]) -> String {
    let row = |name: &&str| {
        format!("[[subprocessors]]\nname = \"{name}\"\nreceived_on = 2026-04-01\neffective_on = 2026-04-10\n")
    };
    format!(
        "name = \"A\"\nour_role = \"processor\"\n[counterparty]\nname = \"K\"\n[terms]\n\
         subprocessor_objection = {{ within = \"14 days\", clause = \"1\" }}\n\
         [[processing]]\npurpose = \"p\"\n{}",
        names.iter().map(row).collect::<String>()
    )
}

/// The row's name is part of what a finding is: another row with the same fault is another finding.
#[test]
fn another_row_with_the_same_fault_is_new() {
    let dir = folder(&[("avg.toml", AVG), ("agreements/a.toml", &agreement(&["A BV", "B BV"]))]);
    git(dir.path(), &["init", "-q"]);
    commit(dir.path());
    write(dir.path(), "agreements/a.toml", &agreement(&["B BV", "A BV"]));
    assert_eq!(since(dir.path(), "HEAD").findings(), [] as [Value; 0]);
    write(dir.path(), "agreements/a.toml", &agreement(&["B BV", "C BV"]));
    assert_eq!(norms(&since(dir.path(), "HEAD")), ["avg/objection-window"]);
}

/// What is late for one row is not what was late for another.
#[test]
fn another_row_that_is_late_is_new() {
    let duty = "  - id: melden\n    on: agreements/subprocessors\n    from: received_on\n    within: 1 week\n";
    let dir = folder(&[("avg.toml", AVG), ("agreements/a.toml", &agreement(&["A BV"]))]);
    write(dir.path(), "norms/huis.yaml", &format!("pack: huis\nnorms:\n{duty}"));
    git(dir.path(), &["init", "-q"]);
    commit(dir.path());
    write(dir.path(), "agreements/a.toml", &agreement(&["B BV"]));
    let new = norms(&since(dir.path(), "HEAD"));
    assert!(new.contains(&"huis/melden".to_string()), "{new:?}");
}

#[test]
fn a_folder_that_was_not_there_had_nothing() {
    let dir = tempfile::tempdir().unwrap();
    git(dir.path(), &["init", "-q"]);
    write(dir.path(), "README.md", "x");
    commit(dir.path());
    write(dir.path(), "privacy/avg.toml", AVG);
    write(dir.path(), "privacy/register/a.toml", &format!("{ACTIVITY}{ROW}"));
    let inside = dir.path().join("privacy");
    let all = run(&inside, &["check", "--format", "json"]);
    assert_eq!(since(&inside, "HEAD").findings(), all.findings());
    // The same where the folder is the work tree itself.
    let dir = folder(&[("README.md", "x")]);
    git(dir.path(), &["init", "-q"]);
    commit(dir.path());
    write(dir.path(), "register/a.toml", &format!("{ACTIVITY}{ROW}"));
    let all = run(dir.path(), &["-C", ".", "check", "--format", "json"]);
    let new = run(dir.path(), &["-C", ".", "check", "--format", "json", "--since", "HEAD"]);
    assert!(
        norms(&all).contains(&"record/no-organisation".to_string()),
        "{}",
        all.out
    );
    assert_eq!((new.code, new.findings()), (1, all.findings()));
}

#[test]
fn what_cannot_be_compared_cannot_work() {
    let dir = started();
    for rev in ["nergens", "HEAD~9", "HEAD:avg.toml", ""] {
        let run = run(dir.path(), &["check", &format!("--since={rev}")]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{rev}: {}", run.err);
        assert!(
            run.err.starts_with("avg: ") && run.err.lines().count() == 1,
            "{}",
            run.err
        );
    }
    let plain = folder(&[("avg.toml", AVG), ("register/a.toml", ACTIVITY)]);
    assert_eq!(run(plain.path(), &["check", "--since", "HEAD"]).code, 2);
    // Norms that could not be read then cannot say what was wrong then.
    write(dir.path(), "norms/huis.yaml", "pack: huis\nnorms: [");
    commit(dir.path());
    fs::remove_file(dir.path().join("norms/huis.yaml")).unwrap();
    let run = run(dir.path(), &["check", "--since", "HEAD"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("‘HEAD’") && run.err.contains("norms/huis.yaml"),
        "{}",
        run.err
    );
}

/// The commit is held against its own norms, so a new norm's findings are new; and the law's own are not.
#[test]
fn a_commit_is_held_against_its_own_norms() {
    let dir = started();
    let pack = "pack: huis\nnorms:\n  - id: doel\n    on: register\n    require: x_doel\n";
    write(dir.path(), "norms/huis.yaml", pack);
    let run = since(dir.path(), "HEAD");
    assert_eq!((run.code, norms(&run)), (1, vec!["huis/doel".to_string()]));
}

/// So with what git witnesses: each side has the history up to itself.
#[test]
fn what_git_witnesses_is_new_from_then_on() {
    let dir = started();
    write(
        dir.path(),
        "incidents/2026-001.toml",
        "discovered_at = 2026-04-30T10:00:00+02:00\nsummary = \"s\"\nbreach = false\n",
    );
    commit(dir.path());
    fs::remove_file(dir.path().join("incidents/2026-001.toml")).unwrap();
    commit(dir.path());
    assert_eq!(norms(&since(dir.path(), "HEAD~1")), ["record/record-deleted"]);
    assert_eq!(norms(&since(dir.path(), "HEAD")), [] as [String; 0]);
}

/// Time passes for both alike: what became late in the meantime is not new since an old commit.
#[test]
fn both_are_seen_at_the_same_moment() {
    let dir = folder(&[("avg.toml", AVG)]);
    let request = "received_at = 2026-03-05\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n";
    write(dir.path(), "requests/2026-001.toml", request);
    git(dir.path(), &["init", "-q"]);
    commit(dir.path());
    assert_eq!(run(dir.path(), &["check"]).code, 1);
    assert_eq!(since(dir.path(), "HEAD").code, 0);
}

#[test]
fn one_commit_is_compared_with_another() {
    let dir = started();
    write(dir.path(), "register/a.toml", &format!("{ACTIVITY}{ROW}{ROW}"));
    commit(dir.path());
    write(dir.path(), "register/a.toml", ACTIVITY);
    let between = run(
        dir.path(),
        &["--rev", "HEAD", "check", "--since", "HEAD~1", "--format", "json"],
    );
    assert_eq!((between.code, norms(&between).len()), (1, 1), "{}", between.out);
    let back = run(
        dir.path(),
        &["--rev", "HEAD~1", "check", "--since", "HEAD", "--format", "json"],
    );
    assert_eq!(back.code, 0, "{}", back.out);
}

/// Every format shows the same few, and those for people say how many they do not show.
#[test]
fn every_format_follows() {
    let dir = started();
    let before = run(dir.path(), &["check", "--format", "json"]).findings().len();
    write(dir.path(), "register/a.toml", &format!("{ACTIVITY}{ROW}{ROW}"));
    for format in ["human", "short", "json", "sarif", "github", "junit"] {
        let run = run(dir.path(), &["check", "--since", "HEAD", "--format", format]);
        let times = match format {
            "sarif" => results(&run.json()).len(),
            _ => run.out.matches("national-id-without-law").count(),
        };
        assert_eq!((run.code, times), (1, 1), "{format}\n{}", run.out);
    }
    for format in ["human", "short"] {
        let run = run(dir.path(), &["check", "--since", "HEAD", "--format", format]);
        let summary = run.out.lines().last().unwrap();
        assert!(
            summary.contains("1 error,") && summary.contains(&format!("; {before} that HEAD")),
            "{summary}"
        );
        let nl = avg(
            dir.path(),
            &[&NOW[..], &["--lang", "nl", "check", "--since", "HEAD"]].concat(),
        );
        assert!(
            nl.out.lines().last().unwrap().contains(&format!("; {before} die HEAD")),
            "{}",
            nl.out
        );
    }
}

/// Each result's fingerprint, by what it is about; no two are the same.
fn fingerprints(dir: &Path, args: &[&str]) -> BTreeMap<String, String> {
    let run = avg(dir, &[args, &["check", "--format", "sarif"]].concat());
    let log = run.json();
    let known = results(&log).iter().map(|result| {
        let prints = result["partialFingerprints"].as_object().unwrap();
        let [(key, print)] = prints.iter().collect::<Vec<_>>()[..] else {
            panic!("{prints:?}");
        };
        assert_eq!(key, "finding/v1");
        (
            print.as_str().unwrap().to_string(),
            result["ruleId"].as_str().unwrap().to_string(),
        )
    });
    let by_print: BTreeMap<String, String> = known.collect();
    assert_eq!(by_print.len(), results(&log).len());
    by_print
}

#[test]
fn fingerprints_outlive_the_place() {
    let mut seen = 0;
    for (name, now) in EXAMPLES {
        let example = copy(&root().join("examples").join(name));
        let args = ["--now", now, "--lang", "nl"];
        let before = fingerprints(example.path(), &args);
        seen += before.len();
        for file in walkdir(example.path()) {
            let text = fs::read_to_string(&file).unwrap();
            fs::write(&file, format!("\n# moved\n\n{}\n# more\n", text.replace('\n', "\n\n"))).unwrap();
        }
        assert_eq!(fingerprints(example.path(), &args), before, "{name}");
        // In another language, and in another folder.
        assert_eq!(
            fingerprints(example.path(), &["--now", now, "--lang", "en"]),
            before,
            "{name}"
        );
        let nested = tempfile::tempdir().unwrap();
        git(nested.path(), &["init", "-q"]);
        fs::rename(example.path(), nested.path().join("dieper")).unwrap();
        assert_eq!(fingerprints(&nested.path().join("dieper"), &args), before, "{name}");
    }
    assert!(seen > 20, "{seen}");
}

/// Rows in another order are the same rows, with a name or without.
#[test]
fn fingerprints_outlive_the_order_of_rows() {
    let with = |text: &str| {
        let dir = folder(&[("avg.toml", AVG), ("agreements/a.toml", text)]);
        fingerprints(dir.path(), &NOW)
    };
    let before = with(&agreement(&["A BV", "B BV"]));
    let windows = |prints: &BTreeMap<_, String>| prints.values().filter(|norm| *norm == "avg/objection-window").count();
    assert_eq!(windows(&before), 2, "{before:?}");
    assert_eq!(before, with(&agreement(&["B BV", "A BV"])));
    // A row above an unnamed one changes its number, not its fingerprint.
    let row = "[[processing]]\npurpose = \"p\"\n";
    let whole = "[[processing]]\npurpose = \"q\"\nsubjects = [\"s\"]\npersonal_data = [\"d\"]\nduration = \"l\"\n\
        staff = [\"x\"]\noperations = [\"o\"]\n";
    let text = agreement(&["A BV", "B BV"]);
    assert!(
        before.values().any(|norm| norm == "avg/processing-data-missing"),
        "{before:?}"
    );
    assert_eq!(before, with(&text.replace(row, &format!("{whole}{row}"))));
    // Another row is not: one fingerprint of the two is as it was.
    let other = with(&agreement(&["A BV", "C BV"]));
    let kept: BTreeMap<_, _> = before
        .into_iter()
        .filter(|(print, _)| other.contains_key(print))
        .collect();
    assert_eq!((windows(&kept), windows(&other)), (1, 2));
}

/// What a finding says, of what, is what it is.
#[test]
fn fingerprints_change_with_the_finding() {
    let prints = |path: &str, role: &str| {
        let dir = folder(&[("avg.toml", AVG), (path, &format!("name = \"A\"\nrole = \"{role}\"\n"))]);
        let known = fingerprints(dir.path(), &NOW);
        let print = known.into_iter().find(|(_, norm)| norm == "record/unknown-value");
        print.unwrap().0
    };
    let all = [
        prints("register/a.toml", "verantwoordelijke"),
        prints("register/a.toml", "verwerker"),
        prints("register/b.toml", "verantwoordelijke"),
    ];
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 3, "{all:?}");
}

/// What is shown since a commit is known by what it is known by among all.
#[test]
fn fingerprints_do_not_depend_on_what_is_shown() {
    let dir = started();
    let first = fingerprints(dir.path(), &NOW);
    write(dir.path(), "register/a.toml", &format!("{ACTIVITY}{ROW}{ROW}"));
    let all = fingerprints(dir.path(), &NOW);
    let log = run(dir.path(), &["check", "--since", "HEAD", "--format", "sarif"]).json();
    let new = results(&log)[0]["partialFingerprints"]["finding/v1"].as_str().unwrap();
    assert!(all.contains_key(new) && !first.contains_key(new));
    assert!(first.keys().all(|print| all.contains_key(print)));
}
