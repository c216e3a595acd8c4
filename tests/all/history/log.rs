//! The versions that are remembered are those that git's own log tells of.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use avg::folder::{Folder, History, Kind, Reach};

use super::super::support::{git, git_on};
use super::AVG;

/// A pseudo-random number below a bound, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

type Tree = BTreeMap<String, String>;

/// A history that nobody would make: branches, merges of two and three that take sides or change things themselves,
/// clocks that run back, files that go and come, folders that grow; in a part of the repository, with noise around it.
fn any_history(seed: u64, commits: usize) -> Vec<(Tree, Vec<usize>)> {
    let mut dice = Dice(seed);
    let paths: Vec<String> = [
        "incidents",
        "requests/2026",
        "register",
        "register/a/b",
        "agreements.d",
        "docs",
    ]
    .iter()
    .enumerate()
    .flat_map(|(at, folder)| (0..4).map(move |n| format!("map/{folder}/r-{at}-{n}.toml")))
    .chain(
        [
            "incidents/r.toml",
            "map/register.toml",
            "map/register/a.toml",
            "map/register/a-b.toml",
        ]
        .map(str::to_string),
    )
    .collect();
    let mut history: Vec<(Tree, Vec<usize>)> = Vec::new();
    for number in 0..commits {
        let mut parents: Vec<usize> = Vec::new();
        for _ in 0..[1, 1, 1, 2, 2, 3][dice.below(6)] {
            if number > 0 {
                parents.push(number - 1 - dice.below(number.min(6)));
            }
        }
        parents.sort_unstable();
        parents.dedup();
        let turn = number % parents.len().max(1);
        parents.rotate_left(turn);
        let mut tree = Tree::new();
        for path in &paths {
            let sides: Vec<Option<&String>> = parents.iter().map(|parent| history[*parent].0.get(path)).collect();
            let taken = (!sides.is_empty())
                .then(|| sides[dice.below(sides.len())])
                .flatten()
                .cloned();
            let text = match dice.below(12) {
                0 => Some(format!("# {number} {path}\n")),
                1 => None,
                _ => taken,
            };
            tree.extend(text.map(|text| (path.clone(), text)));
        }
        tree.insert("map/avg.toml".to_string(), AVG.to_string());
        history.push((tree, parents));
    }
    history
}

/// Lets git make a history; the marks that it gave are the ids of the commits.
fn make(dir: &Path, history: &[(Tree, Vec<usize>)]) -> Vec<String> {
    let mut stream = String::new();
    for (number, (tree, parents)) in history.iter().enumerate() {
        let at = 1_770_000_000 + number as i64 * 600 - (number as i64 % 5) * 2_000;
        let branch = if number + 1 == history.len() { "main" } else { "zij" };
        stream += &format!(
            "commit refs/heads/{branch}\nmark :{}\ncommitter a <a@example.org> {at} +0100\ndata 1\nx\n",
            number + 1
        );
        for (at, parent) in parents.iter().enumerate() {
            stream += &format!("{} :{}\n", if at == 0 { "from" } else { "merge" }, parent + 1);
        }
        stream += "deleteall\n";
        for (path, text) in tree {
            stream += &format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len());
        }
    }
    git(dir, &["init", "-q"]);
    let (stream_file, marks) = (dir.join(".git/stream"), dir.join(".git/marks"));
    fs::write(&stream_file, stream).unwrap();
    let import = Command::new("git")
        .args(["fast-import", "--quiet"])
        .arg(format!("--export-marks={}", marks.display()))
        .current_dir(dir)
        .stdin(fs::File::open(&stream_file).unwrap())
        .status();
    assert!(import.unwrap().success());
    git(dir, &["checkout", "-q", "-f", "main"]);
    let marks = fs::read_to_string(marks).unwrap();
    let mut ids: Vec<(usize, String)> = marks
        .lines()
        .map(|line| line[1..].split_once(' ').unwrap())
        .map(|(mark, id)| (mark.parse().unwrap(), id.to_string()))
        .collect();
    ids.sort();
    ids.into_iter().map(|(_, id)| id).collect()
}

/// What each commit has that none of its parents has, as git says it: the commit, the path, whether it is gone.
fn as_git_says(dir: &Path) -> BTreeSet<(String, String, bool)> {
    let log = [
        "log",
        "-c",
        "--root",
        "--full-history",
        "--name-status",
        "--no-renames",
        "--format=%H",
        "main",
    ];
    let out = git_on("2026-01-01T12:00", dir, &log);
    let mut found = BTreeSet::new();
    let mut commit = String::new();
    for line in out.lines().filter(|line| !line.is_empty()) {
        match line.split_once('\t') {
            None => commit = line[..7].to_string(),
            Some((status, path)) => {
                found.insert((commit.clone(), path.to_string(), status.chars().all(|c| c == 'D')));
            }
        }
    }
    found
}

fn ancestors(history: &[(Tree, Vec<usize>)], of: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![of];
    while let Some(at) = open.pop() {
        if found.insert(at) {
            open.extend(&history[at].1);
        }
    }
    found
}

/// The versions that the walk finds are those that `git log` finds, with the texts that the commits hold; the last is what
/// is read, and what is no longer there is missed.
#[test]
fn versions_are_those_of_git_log() {
    let mut seen = 0;
    for seed in 0..20 {
        let history = any_history(seed, 60);
        let dir = tempfile::tempdir().unwrap();
        let ids = make(dir.path(), &history);
        let number = |short: &str| ids.iter().position(|id| id.starts_with(short)).unwrap();
        let said = as_git_says(dir.path());
        let read = Folder::read(Some(&dir.path().join("map")), dir.path(), Some("main")).unwrap();
        let remembered = History::of(&read, Some("main"));
        assert_eq!(remembered.reach, Reach::Whole);
        let is_record = |path: &str| Kind::of_file(path).is_some_and(|kind| kind != Kind::Organisation);
        let paths: BTreeSet<&str> = said
            .iter()
            .filter_map(|(_, path, _)| path.strip_prefix("map/"))
            .collect();
        let (last, _) = history.last().unwrap();
        for path in paths.into_iter().filter(|path| is_record(path)) {
            let full = format!("map/{path}");
            let brought: BTreeSet<usize> = said
                .iter()
                .filter(|(_, at, is_gone)| *at == full && !is_gone)
                .map(|(commit, ..)| number(commit))
                .collect();
            let versions = remembered.versions(path);
            let ours: Vec<usize> = versions.iter().map(|it| number(&it.commit.unwrap().short())).collect();
            for (version, at) in versions.iter().zip(&ours) {
                assert_eq!(
                    remembered.text(version).as_ref(),
                    history[*at].0.get(&full),
                    "{seed} {path}"
                );
            }
            assert!(
                versions.is_sorted_by_key(|it| it.commit.unwrap().number),
                "{seed} {path}"
            );
            let ours: BTreeSet<usize> = ours.into_iter().collect();
            match last.get(&full) {
                Some(text) => {
                    let now = versions.last().and_then(|version| remembered.text(version));
                    assert_eq!(now.as_ref(), Some(text), "{seed} {path}");
                    assert!(ours.is_subset(&brought), "{seed} {path}");
                    // Only what a merge left out may be left out: what is not on the way to what stands now.
                    let on_the_way = ancestors(&history, number(&versions.last().unwrap().commit.unwrap().short()));
                    assert!(
                        brought.difference(&ours).all(|at| !on_the_way.contains(at)),
                        "{seed} {path}"
                    );
                    seen += ours.len();
                }
                None => assert!(
                    remembered.gone.iter().any(|gone| gone.path == path),
                    "{seed} {path} is not missed"
                ),
            }
        }
    }
    assert!(seen > 400, "{seen}");
}
