//! The formats of `check`: all say the same of the same place, and each is what its readers take.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use roxmltree::Document;
use serde_json::Value;
use tempfile::TempDir;

use super::examples::EXAMPLES;
use super::support::{Run, avg, copy, folder, git, root};

/// A folder inside a work tree: where it is on disk, what leads to it, and when it is looked at.
pub struct Place {
    _top: TempDir,
    pub dir: PathBuf,
    pub prefix: String,
    now: &'static str,
}

impl Place {
    pub fn in_work_tree(folder: TempDir, inside: &str, now: &'static str) -> Place {
        let top = tempfile::tempdir().unwrap();
        git(top.path(), &["init", "-q"]);
        let dir = top.path().join(inside);
        fs::create_dir_all(dir.parent().unwrap()).unwrap();
        fs::rename(folder.path(), &dir).unwrap();
        Place {
            _top: top,
            dir,
            prefix: format!("{inside}/"),
            now,
        }
    }

    pub fn check(&self, format: &str) -> Run {
        let run = self.run(&["--lang", "en", "check", "--format", format]);
        assert!(run.code < 2, "{}", run.err);
        run
    }

    pub fn run(&self, args: &[&str]) -> Run {
        avg(&self.dir, &[&["--now", self.now], args].concat())
    }
}

/// The three examples, and a folder whose names and values hold everything that a format could trip over.
pub fn places() -> Vec<Place> {
    let examples = EXAMPLES.map(|(name, now)| {
        let example = copy(&root().join("examples").join(name));
        Place::in_work_tree(example, &format!("privacy/{name}"), now)
    });
    examples.into_iter().chain([nasty()]).collect()
}

pub fn nasty() -> Place {
    let organisation = concat!(
        "[organisation]\nname = \"V\"\nemail = \"v@v.example\"\n[settings]\nlanguage = \"en\"\n[[waivers]]\n",
        "norm = \"\"\"a::b,100%\\r\nnew <tag a=\"x\"> & 'q' ]]> \\u001b[31m \\u202e [x](1) {0} \\uFFFE \\u0000 é\"\"\"\n",
        "record = \"x\\ty%0A\"\nreason = \"r\"\nuntil = 2030-01-01\n",
    );
    let agreement = concat!(
        "name = \"é\"\nour_role = \"\"\"processor::,%25\n<&\"'> \\u001b[31m\\u202e\"\"\"\n\"k\\u001b[1m\\u0085, <é>\" = 1\n",
        "[counterparty]\nname = \"x\"\n[[subprocessors]]\nname = \"a\\u001b[31m\\u202eb\"\neffective_on = 2026-06-01\n",
    );
    let pack = concat!(
        "pack: huis\ncite: \"Huis, <b>:: 100%\"\nurl: https://huis.example/a%20b?x={article}\nnorms:\n  - id: doel\n",
        "    cite: \"9 [x](1)\"\n    on: register\n    require: x_doel\n    level: note\n",
        "    title: { nl: geen doel, en: \"one\\nline:: , % <&\\\"'> \\e[31m \\u202e ]]>\" }\n",
        "    help: { nl: hulp, en: \"help::\\r\\n100% {0}\" }\n",
    );
    let activity = "name = \"x\"\nrole = \"controller\"\n";
    let files = folder(&[
        ("avg.toml", organisation),
        ("agreements/a.toml", agreement),
        ("norms/huis.yaml", pack),
        ("register/é, 100%: a b.toml", activity),
        (
            "register/bom.toml",
            "\u{feff}nam\u{65}\u{301} = \"x\"\r\nrole = 'é'\r\n",
        ),
        ("register/a/twee.toml", activity),
        ("register/b/twee.toml", activity),
        ("register/kapot.toml", "name = \"x\"\nrole = "),
        ("register/leeg.toml", ""),
        ("register/a,b::c%0A.txt", "x"),
        ("incident/'<&\">.toml", ""),
    ]);
    Place::in_work_tree(files, "een map, 100% «é»/x: y", "2026-05-01T12:00")
}

/// What a reader sees of a text that could steer the terminal: control and bidirectional characters as their codes.
fn shown(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r'))
            || "\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}".contains(c)
    };
    let one = |c: char| match steers(c) {
        true => format!("\\u{{{:x}}}", u32::from(c)),
        false => c.to_string(),
    };
    text.chars().map(one).collect()
}

/// The same on one line.
fn flat(text: &str) -> String {
    shown(&text.replace("\r\n", " ").replace(['\r', '\n'], " "))
}

pub fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// The message and the article that a finding cites.
pub fn cited(finding: &Value) -> String {
    match finding["cite"].as_str() {
        Some(cite) => format!("{} ({cite})", text(finding, "message")),
        None => text(finding, "message").to_string(),
    }
}

fn short(prefix: &str, finding: &Value) -> String {
    flat(&format!(
        "{prefix}{}:{}:{}: {}[{}]: {}",
        text(finding, "file"),
        finding["line"],
        finding["column"],
        text(finding, "level"),
        text(finding, "norm"),
        cited(finding)
    ))
}

#[test]
fn short_is_a_line_a_finding_and_the_summary() {
    for place in places() {
        let expected = place.check("json").findings();
        let run = place.check("short");
        let mut lines: Vec<&str> = run.out.lines().collect();
        let summary = lines.pop().unwrap();
        assert_eq!(Some(summary), place.check("human").out.lines().last());
        assert_eq!(lines, expected.iter().map(|it| short("", it)).collect::<Vec<_>>());
        assert!(!run.out.contains(|c: char| c.is_control() && c != '\n'));
    }
}

/// A workflow command, read as GitHub's runner does.
fn command(line: &str) -> (&str, BTreeMap<&str, String>, String) {
    let unescaped = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let properties = properties.split(',').map(|property| {
        let (key, value) = property.split_once('=').unwrap();
        (key, unescaped(value))
    });
    (name, properties.collect(), unescaped(message))
}

#[test]
fn github_is_told_each_finding_at_its_place() {
    for place in places() {
        let expected = place.check("json").findings();
        let out = place.check("github").out;
        assert_eq!(out.lines().count(), expected.len());
        for (line, finding) in out.lines().zip(&expected) {
            let (name, mut properties, message) = command(line);
            let level = match text(finding, "level") {
                "note" => "notice",
                level => level,
            };
            assert_eq!(name, level);
            let file = format!("{}{}", place.prefix, text(finding, "file"));
            for (key, value) in [
                ("file", file),
                ("line", finding["line"].to_string()),
                ("col", finding["column"].to_string()),
                ("endLine", finding["end_line"].to_string()),
                ("endColumn", finding["end_column"].to_string()),
                ("title", text(finding, "norm").to_string()),
            ] {
                assert_eq!(properties.remove(key), Some(value), "{line}");
            }
            assert!(properties.is_empty(), "{line}");
            let (said, help) = (shown(&cited(finding)), shown(text(finding, "help")));
            assert!(message.starts_with(&said) && message.ends_with(&help), "{message:?}");
            assert!(message.len() <= said.len() + 1 + help.len(), "{message:?}");
            assert!(!line.contains(char::is_control), "{line:?}");
        }
    }
}

/// The escapes themselves, since whoever reads them back wrongly twice would not notice.
#[test]
fn github_values_are_escaped_as_its_toolkit_does() {
    let out = nasty().check("github").out;
    let file = "file=een map%2C 100%25 «é»/x%3A y/register/a%2Cb%3A%3Ac%250A.txt,line=1,";
    assert!(out.contains(file), "{out}");
    assert!(out.contains("::a::b,100%25%0D%0Anew <tag a=\"x\">"), "{out}");
    assert!(out.contains("x\\u{9}y%250A: this waiver"), "{out}");
}

#[test]
fn junit_has_a_case_a_record() {
    for place in places() {
        let expected = place.check("json");
        for (deny, failing) in [
            (&[][..], &["error"][..]),
            (&["--deny", "warnings"], &["error", "warning"]),
        ] {
            let run = place.run(&[&["--lang", "en", "check", "--format", "junit"], deny].concat());
            let document = Document::parse(&run.out).unwrap_or_else(|error| panic!("{error}\n{}", run.out));
            let suites = document.root_element();
            assert!(suites.has_tag_name("testsuites"));
            let suite: Vec<_> = suites.children().filter(|node| node.is_element()).collect();
            assert!(suite.len() == 1 && suite[0].has_tag_name("testsuite"));
            let cases: Vec<_> = suite[0].children().filter(|node| node.is_element()).collect();

            // Every file that a record or a finding is in, and nothing else.
            let findings = expected.findings();
            let found = findings.iter().map(|it| text(it, "file").to_string());
            let records = records(&place.dir);
            let files: BTreeSet<String> = found.chain(records).collect();
            let named: BTreeSet<String> = cases
                .iter()
                .map(|it| it.attribute("file").unwrap().to_string())
                .collect();
            assert_eq!(cases.len(), named.len());
            assert_eq!(
                named,
                files.iter().map(|file| format!("{}{file}", place.prefix)).collect()
            );

            let mut failures = 0;
            for case in &cases {
                let file = case.attribute("file").unwrap();
                let about = |it: &Value| format!("{}{}", place.prefix, text(it, "file")) == file;
                let (denied, others): (Vec<&Value>, Vec<&Value>) =
                    findings.iter().partition(|it| failing.contains(&text(it, "level")));
                let lines = |all: &[&Value]| {
                    let lines = all.iter().filter(|it| about(it)).map(|it| short(&place.prefix, it));
                    sendable(&lines.collect::<Vec<_>>().join("\n"))
                };
                let said = |tag: &str| case.children().find(|node| node.has_tag_name(tag));
                assert_eq!(
                    said("failure").and_then(|it| it.text()).unwrap_or_default(),
                    lines(&denied)
                );
                assert_eq!(
                    said("system-out").and_then(|it| it.text()).unwrap_or_default(),
                    lines(&others)
                );
                if let Some(failure) = said("failure") {
                    let first = denied.iter().find(|it| about(it)).unwrap();
                    assert_eq!(failure.attribute("type"), first["level"].as_str());
                    let message = sendable(&flat(text(first, "message")));
                    assert_eq!(failure.attribute("message"), Some(message.as_str()));
                    failures += 1;
                }
                let record = findings.iter().find(|it| about(it)).map(|it| it["record"].as_str());
                if let Some(Some(record)) = record {
                    assert_eq!(case.attribute("name"), Some(record));
                }
            }
            for node in [suites, suite[0]] {
                let count = |key: &str| node.attribute(key).unwrap().parse::<usize>().unwrap();
                assert_eq!((count("tests"), count("failures")), (cases.len(), failures));
            }
            assert_eq!(failures > 0, run.code == 1);
            assert!(document.descendants().all(|node| !node.has_attribute("time")));
        }
    }
}

/// What is no control character, but has no place in XML either, is shown as its code too.
fn sendable(text: &str) -> String {
    text.replace('\u{fffe}', "\\u{fffe}")
}

/// The files that are records by where they stand.
fn records(dir: &Path) -> impl Iterator<Item = String> {
    let files = super::support::walkdir(dir).into_iter();
    let paths = files.map(move |file| file.strip_prefix(dir).unwrap().to_string_lossy().into_owned());
    let paths: Vec<String> = paths
        .filter(|path| {
            let folder = path.split('/').next().unwrap();
            let is_record = ["avg.toml", "register", "agreements", "requests", "incidents"].contains(&folder);
            is_record && path.ends_with(".toml")
        })
        .collect();
    paths.into_iter()
}

#[test]
fn a_finding_about_no_record_is_a_case_by_its_file() {
    let place = Place::in_work_tree(copy(&root().join("examples/reglement")), "r", EXAMPLES[0].1);
    let run = place.check("junit");
    let document = Document::parse(&run.out).unwrap();
    let named = |name: &str| document.descendants().find(|node| node.attribute("name") == Some(name));
    let pack = named("norms/privacyreglement.yaml").unwrap();
    assert_eq!(pack.attribute("file"), Some("r/norms/privacyreglement.yaml"));
    assert!(pack.children().any(|node| node.has_tag_name("failure")));
    // What is clean is there too, and passes.
    assert!(!named("requests/2026-006").unwrap().has_children());
}

/// A work tree's files are counted from its root, by every road to the folder.
#[test]
fn files_count_from_the_root_of_the_work_tree() {
    let place = Place::in_work_tree(
        copy(&root().join("examples/reglement")),
        "diep/in de boom",
        EXAMPLES[0].1,
    );
    let top = place.dir.ancestors().nth(2).unwrap();
    let files = |dir: &Path, args: &[&str]| -> BTreeSet<String> {
        let run = avg(
            dir,
            &[&["--now", place.now, "--format", "github", "check"], args].concat(),
        );
        assert_eq!(run.code, 1, "{}", run.err);
        run.out.lines().map(|line| command(line).1["file"].clone()).collect()
    };
    let expected = files(&place.dir, &[]);
    assert!(
        expected.contains("diep/in de boom/register/nieuwsbrief.toml"),
        "{expected:?}"
    );
    assert!(expected.iter().all(|file| top.join(file).is_file()), "{expected:?}");

    git(top, &["add", "."]);
    git(top, &["commit", "-qm", "begin"]);
    assert_eq!(files(&place.dir.join("register"), &[]), expected);
    assert_eq!(files(top, &["-C", "diep/../diep/in de boom"]), expected);
    assert_eq!(files(&place.dir, &["--rev", "HEAD"]), expected);
    #[cfg(unix)]
    {
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(&place.dir, elsewhere.path().join("link")).unwrap();
        assert_eq!(files(elsewhere.path(), &["-C", "link"]), expected);
        assert_eq!(files(elsewhere.path(), &["-C", "link", "--rev", "HEAD"]), expected);
    }
    let linked = tempfile::tempdir().unwrap();
    let tree = linked.path().join("boom");
    git(top, &["worktree", "add", "-q", tree.to_str().unwrap()]);
    assert_eq!(files(&tree.join("diep/in de boom"), &[]), expected);

    // A repository that cannot be opened still has its root; a commit in it cannot be read.
    git(top, &["config", "core.repositoryformatversion", "99"]);
    assert_eq!(files(&place.dir, &[]), expected);

    // Without git the folder itself is the root, and in a bare repository the tree.
    let plain = copy(&root().join("examples/reglement"));
    let own: BTreeSet<String> = expected
        .iter()
        .map(|file| file.replace("diep/in de boom/", ""))
        .collect();
    assert_eq!(files(plain.path(), &[]), own);
    git(plain.path(), &["init", "-q"]);
    git(plain.path(), &["add", "."]);
    git(plain.path(), &["commit", "-qm", "begin"]);
    assert_eq!(files(plain.path(), &[]), own);
    let bare = tempfile::tempdir().unwrap();
    git(bare.path(), &["init", "-q"]);
    git(
        bare.path(),
        &["clone", "-q", "--bare", plain.path().to_str().unwrap(), "kaal.git"],
    );
    assert_eq!(files(bare.path(), &["-C", "kaal.git", "--rev", "HEAD"]), own);
}

/// The same input gives the same bytes, wherever the work tree stands.
#[test]
fn nothing_of_the_machine_is_in_them() {
    let [one, other] = [nasty(), nasty()];
    for format in ["short", "json", "sarif", "github", "junit"] {
        let run = one.check(format);
        assert_eq!(run.out, other.check(format).out, "{format}");
        assert!(run.out.ends_with('\n') && !run.out.contains("/tmp/"), "{format}");
        let steers = |c: char| c.is_control() && c != '\n' && c != '\u{85}';
        assert!(!run.out.contains(steers), "{format}");
    }
}
