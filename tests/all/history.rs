//! Git as a witness: what is found in a history, and what stays silent.

mod log;
mod moments;
mod reach;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::support::{avg, check, git, git_on, write};

const AVG: &str = "[organisation]\nname = \"Voorbeeld BV\"\nemail = \"privacy@voorbeeld.example\"\n\
    [settings]\nlanguage = \"en\"\n";
const INCIDENT: &str = "discovered_at = 2026-03-02T15:00:00+01:00\nsummary = \"Laptop kwijt\"\nrole = \"controller\"\n";
const REQUEST: &str = "received_at = 2026-03-02\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n";

/// What git can witness, by the norm's id.
const NORMS: [&str; 4] = [
    "record-deleted",
    "moment-changed",
    "recorded-afterwards",
    "closed-record-edited",
];

/// A folder under git, and the days on which something was committed in it.
struct Story {
    dir: TempDir,
    /// The folder, which may be a part of the repository.
    folder: PathBuf,
}

impl Story {
    /// On 1 January the folder comes into git.
    fn begin() -> Story {
        Story::begin_in("")
    }

    fn begin_in(part: &str) -> Story {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join(part);
        git(dir.path(), &["init", "-q"]);
        let story = Story { dir, folder };
        story.commit("2026-01-01", &[("avg.toml", AVG)]);
        story
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.folder, path, text);
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.folder.join(path)).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::create_dir_all(self.folder.join(to).parent().unwrap()).unwrap();
        fs::rename(self.folder.join(from), self.folder.join(to)).unwrap();
    }

    fn git(&self, day: &str, args: &[&str]) -> String {
        git_on(&format!("{day}T12:00:00+01:00"), self.dir.path(), args)
    }

    /// Commits all that is there, with these files, on a day; gives the commit as people name it.
    fn commit(&self, day: &str, files: &[(&str, &str)]) -> String {
        for (path, text) in files {
            self.write(path, text);
        }
        self.git(day, &["add", "--all"]);
        self.git(day, &["commit", "-q", "--allow-empty", "-m", "x"]);
        self.head()
    }

    fn head(&self) -> String {
        let id = git_on("2026-01-01T12:00", self.dir.path(), &["rev-parse", "HEAD"]);
        id[..7].to_string()
    }

    fn heard(&self) -> Vec<Value> {
        heard(&self.folder, &[])
    }

    /// The one thing that is found: its norm and what it says.
    fn one(&self) -> (String, String) {
        let heard = self.heard();
        let [finding] = heard.as_slice() else {
            panic!("{heard:#?}");
        };
        let word = |key: &str| finding[key].as_str().unwrap_or_default().to_string();
        (word("norm"), word("message"))
    }

    #[track_caller]
    fn says(&self, norm: &str, words: &[&str]) {
        let (found, message) = self.one();
        assert_eq!(found, format!("record/{norm}"), "{message}");
        for word in words {
            assert!(message.contains(word), "{word}: {message}");
        }
    }

    #[track_caller]
    fn is_silent(&self) {
        let heard = self.heard();
        assert!(heard.is_empty(), "{heard:#?}");
    }
}

/// What git witnesses, of all that is found.
fn heard(dir: &Path, args: &[&str]) -> Vec<Value> {
    let now = ["--now", "2026-11-22T12:00+01:00"];
    let run = avg(dir, &[&now[..], args, &["check", "--format", "json"]].concat());
    let ours = |finding: &Value| NORMS.iter().any(|id| finding["norm"] == format!("record/{id}"));
    run.findings().into_iter().filter(ours).collect()
}

fn how_far(dir: &Path) -> String {
    check(dir).json()["summary"]["history"].as_str().unwrap().to_string()
}

#[test]
fn what_was_committed_is_missed() {
    for (path, text, cite) in [
        ("incidents/2026-001.toml", INCIDENT, Value::from("AVG 33(5)")),
        ("requests/2026/2026-001.toml", REQUEST, Value::Null),
    ] {
        let story = Story::begin();
        story.commit(
            "2026-03-03",
            &[
                (path, text),
                ("register/a.toml", "name = \"A\"\nrole = \"controller\"\n"),
            ],
        );
        let last = story.commit("2026-03-04", &[("README.md", "x")]);
        story.is_silent();
        story.remove(path);
        // In the work tree only, and then committed: the same commit was the last that had it.
        for day in ["", "2026-03-05"] {
            if !day.is_empty() {
                story.commit(day, &[]);
                story.commit("2026-03-06", &[("README.md", "y")]);
            }
            story.says("record-deleted", &[&last, "2026-03-04"]);
            let finding = &story.heard()[0];
            assert_eq!(
                (&finding["level"], &finding["cite"], &finding["file"], &finding["line"]),
                (&"error".into(), &cite, &path.into(), &1.into())
            );
            let kind = path.split('/').next().unwrap();
            assert_eq!(finding["record"], format!("{kind}/2026-001"));
        }
        // Once it is back, nothing is missed.
        story.write(path, text);
        story.is_silent();
        story.commit("2026-03-07", &[]);
        story.is_silent();
    }
}

#[test]
fn agreements_and_activities_may_go() {
    let story = Story::begin();
    story.commit(
        "2026-03-03",
        &[
            ("register/a.toml", "name = \"A\"\nrole = \"controller\"\n"),
            (
                "agreements/a.toml",
                "name = \"A\"\nour_role = \"processor\"\n[counterparty]\nname = \"A\"\n",
            ),
            ("requests/2026-001.toml", REQUEST),
        ],
    );
    story.remove("register/a.toml");
    story.remove("agreements/a.toml");
    story.commit("2026-03-04", &[]);
    story.is_silent();
}

#[test]
fn another_name_or_folder_is_not_gone() {
    for (from, to) in [
        ("incidents/2026-001.toml", "incidents/2026-007.toml"),
        ("incidents/2026-001.toml", "incidents/2026/2026-001.toml"),
        ("incidents/2025/lek.toml", "incidents/2026/lek.toml"),
        ("requests/2026-001.toml", "requests/archief/2025/2026-009.toml"),
    ] {
        let story = Story::begin();
        let text = if from.starts_with("req") { REQUEST } else { INCIDENT };
        story.commit("2026-03-03", &[(from, text), ("requests/2026-100.toml", REQUEST)]);
        story.rename(from, to);
        story.is_silent();
        story.commit("2026-03-04", &[]);
        story.is_silent();
        // What it said under the old name is still what it said.
        let changed = text.replace("2026-03-02", "2026-02-27");
        story.write(to, &changed);
        story.says("moment-changed", &["not committed yet"]);
        story.write(to, text);
        // Under the new name it is missed as under the old.
        story.remove(to);
        story.commit("2026-03-05", &[]);
        assert_eq!(story.one().0, "record/record-deleted");
        assert_eq!(story.heard()[0]["file"], to);
    }
}

#[test]
fn a_folder_changes_with_the_text() {
    let story = Story::begin();
    story.commit("2026-03-03", &[("incidents/2026-001.toml", INCIDENT)]);
    story.rename("incidents/2026-001.toml", "incidents/2026/2026-001.toml");
    let more = format!("{INCIDENT}breach = true\n");
    story.commit("2026-03-04", &[("incidents/2026/2026-001.toml", &more)]);
    story.is_silent();
    // Another name and another text at once is another record.
    story.remove("incidents/2026/2026-001.toml");
    story.commit("2026-03-05", &[("incidents/2026-002.toml", INCIDENT)]);
    assert_eq!(story.one().0, "record/record-deleted");
}

/// Records of which two say the very same are still two.
#[test]
fn twins_are_not_mistaken_for_each_other() {
    let story = Story::begin();
    let (a, b, c) = ("incidents/a.toml", "incidents/b.toml", "incidents/c.toml");
    let text = format!("{INCIDENT}[authority]\nnotified_at = 2026-03-03\n");
    let earlier = text.replace("15:00", "09:00");
    story.commit("2026-03-03", &[(a, &text), (b, &text), (c, &earlier)]);
    story.rename(b, "incidents/2026/b.toml");
    story.rename(a, "incidents/aa.toml");
    story.remove(c);
    story.commit("2026-06-04", &[("README.md", "x")]);
    story.says("record-deleted", &["incidents/c"]);
    // One of two twins is renamed, the other is gone.
    story.write(c, &earlier);
    story.rename("incidents/aa.toml", "incidents/a.toml");
    story.remove("incidents/2026/b.toml");
    story.commit("2026-06-05", &[]);
    story.says("record-deleted", &["incidents/b"]);
    // A name that was free again, taken by another record.
    story.rename(c, b);
    story.commit("2026-06-06", &[]);
    story.is_silent();
}

/// There and back again, and two records that once had one name.
#[test]
fn names_are_followed_one_by_one() {
    let story = Story::begin();
    let other = INCIDENT.replace("2026-03-02T15", "2026-03-02T18");
    story.commit(
        "2026-03-03",
        &[
            ("incidents/noord/lek.toml", INCIDENT),
            ("incidents/zuid/lek.toml", &other),
        ],
    );
    story.rename("incidents/noord/lek.toml", "incidents/noord.toml");
    story.rename("incidents/zuid/lek.toml", "incidents/zuid.toml");
    story.commit("2026-03-04", &[]);
    story.is_silent();
    story.rename("incidents/noord.toml", "incidents/elders.toml");
    story.commit("2026-03-05", &[]);
    story.rename("incidents/elders.toml", "incidents/noord.toml");
    story.commit("2026-03-06", &[]);
    story.is_silent();
    story.write("incidents/noord.toml", &other);
    story.says(
        "moment-changed",
        &["2026-03-02T15:00:00+01:00", "2026-03-02T18:00:00+01:00"],
    );
}

#[test]
fn closed_is_closed() {
    let path = "incidents/2026-001.toml";
    let closed_text = format!("{INCIDENT}risk = \"unlikely\"\nclosed_on = 2026-03-10\n");
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, INCIDENT)]);
    let closed = story.commit("2026-03-10", &[(path, &closed_text)]);
    story.is_silent();
    // Comments, order and layout are not meaning.
    let same = format!(
        "# gesloten\nclosed_on   = 2026-03-10\n{}risk = 'unlikely'\n",
        INCIDENT.replace("15:00:00+01:00", "15:00")
    );
    story.commit("2026-03-11", &[(path, &same)]);
    story.is_silent();
    let edited = format!(
        "{}measures = [\"slot\"]\n[authority]\ncomplete = true\n",
        closed_text.replace("unlikely", "likely")
    );
    story.write(path, &edited);
    story.says(
        "closed-record-edited",
        &["risk, measures, authority", &closed, "2026-03-10", "not committed yet"],
    );
    let commit = story.commit("2026-03-12", &[]);
    story.commit("2026-03-13", &[(path, &format!("# slot\n{edited}"))]);
    story.says(
        "closed-record-edited",
        &["risk, measures, authority", &closed, &commit, "2026-03-12"],
    );
    assert_eq!(
        (&story.heard()[0]["level"], &story.heard()[0]["line"]),
        (&"warning".into(), &5.into())
    );
    // Opened again is edited too; and undone is undone.
    story.commit(
        "2026-03-14",
        &[(path, &closed_text.replace("closed_on = 2026-03-10\n", ""))],
    );
    story.says("closed-record-edited", &["closed_on", "2026-03-14"]);
    story.commit("2026-03-15", &[(path, &closed_text)]);
    story.is_silent();
}

#[test]
fn whatever_is_edited_after_closing_is_named() {
    let path = "incidents/2026-001.toml";
    let closed_text = format!("{INCIDENT}risk = \"unlikely\"\nclosed_on = 2026-03-10\n");
    // What stands there now is pointed at before what is gone.
    let story = Story::begin();
    let more =
        format!("{closed_text}[authority]\ncomplete = true\nreference = \"AP-1\"\n[people]\nmeans = \"email\"\n");
    story.commit("2026-03-10", &[(path, &more)]);
    let less = more.replace("reference = \"AP-1\"\n", "").replace("email", "letter");
    story.commit("2026-03-12", &[(path, &less)]);
    story.says("closed-record-edited", &["authority.reference, people.means"]);
    assert_eq!(story.heard()[0]["line"], 9);
    // Of a time without a day, which no field takes, it is not known what it says.
    let story = Story::begin();
    let said = |time: &str| closed_text.replace("closed_on", &format!("x_time = {time}\nclosed_on"));
    story.commit("2026-03-10", &[(path, &said("10:00:00"))]);
    story.commit("2026-03-12", &[(path, &said("11:00:00"))]);
    story.is_silent();
    // Whatever sort of value it is.
    for (before, after) in [
        ("records_count = { min = 10 }", "records_count = { min = 11 }"),
        ("breach = true", "breach = false"),
        ("x_score = 1.5", "x_score = 2.5"),
        ("measures = [\"slot\"]", "measures = [\"slot\", \"grendel\"]"),
        ("measures = [\"slot\"]", "measures = [\"grendel\"]"),
    ] {
        let story = Story::begin();
        let said = |what: &str| closed_text.replace("closed_on", &format!("{what}\nclosed_on"));
        story.commit("2026-03-10", &[(path, &said(before))]);
        let commit = story.commit("2026-03-12", &[(path, &said(after))]);
        story.says("closed-record-edited", &[&commit, "2026-03-12"]);
    }
}

/// A table is what it says, on one line, under its heading, or as a row of a list; a row that says something else is edited.
#[test]
fn the_layout_of_tables_is_no_edit() {
    let path = "incidents/2026-001.toml";
    let closed = format!("{INCIDENT}closed_on = 2026-03-10\n");
    let inline = format!(
        "{closed}authority = {{ complete = true, contact = \"fg\" }}\nlog = [{{ at = 2026-03-03, text = \"a\" }}, {{ at = 2026-03-04, text = \"b\" }}]\n"
    );
    let headed = format!(
        "{closed}[authority]\ncontact = 'fg'\ncomplete = true\n[[log]]\ntext = 'a'\nat = 2026-03-03\n[[log]]\nat = 2026-03-04\ntext = \"b\"\n"
    );
    let story = Story::begin();
    story.commit("2026-03-09", &[(path, INCIDENT)]);
    story.commit("2026-03-10", &[(path, &inline)]);
    story.commit("2026-03-11", &[(path, &headed)]);
    story.is_silent();
    story.write(path, &headed.replace("'a'", "'c'"));
    story.says("closed-record-edited", &["log"]);
}

#[test]
fn closed_and_committed_once_is_silent() {
    let closed = format!("{INCIDENT}closed_on = 2026-03-10\n");
    let story = Story::begin();
    story.commit("2026-03-10", &[("incidents/2026-001.toml", &closed)]);
    story.is_silent();
    // Closed in the work tree, after edits.
    let story = Story::begin();
    story.commit("2026-03-09", &[("incidents/2026-001.toml", INCIDENT)]);
    story.write("incidents/2026-001.toml", &format!("{closed}risk = \"likely\"\n"));
    story.is_silent();
}

/// On Windows a checkout ends its lines otherwise than the commit: that is no change, and a change is still one.
#[test]
fn the_ends_of_lines_of_a_checkout_are_no_change() {
    let windows = |text: &str| text.replace('\n', "\r\n");
    let path = "incidents/2026-001.toml";
    let closed = format!("{INCIDENT}closed_on = 2026-03-10\n");
    let uncommitted = |story: &Story| {
        let run = avg(&story.folder, &["--lang", "en", "history", "--format", "json"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let run = avg(&story.folder, &["--lang", "en", "history"]);
        run.out.contains("not committed yet")
    };
    for (setting, attributes, is_change) in [
        (Some("true"), "", false),
        (Some("input"), "", false),
        (None, "*.toml text\n", false),
        (None, "* text=auto\n", false),
        (None, "*.toml eol=crlf\n", false),
        (Some("true"), "*.toml -text\n", true),
        (None, "", true),
    ] {
        for part in ["", "a/b"] {
            let story = Story::begin_in(part);
            story.commit("2026-03-03", &[(path, &closed), (".gitattributes", attributes)]);
            if let Some(setting) = setting {
                story.git("2026-03-03", &["config", "core.autocrlf", setting]);
            }
            assert!(!uncommitted(&story));
            story.write(path, &windows(&closed));
            story.write("avg.toml", &windows(AVG));
            assert_eq!(uncommitted(&story), is_change, "{setting:?} {attributes:?} {part}");
            story.is_silent();
            // A rename is followed, and what is changed besides is seen.
            if !is_change {
                story.rename(path, "incidents/2026-002.toml");
                story.is_silent();
                story.rename("incidents/2026-002.toml", path);
            }
            story.write(path, &windows(&format!("{closed}risk = \"likely\"\n")));
            story.says("closed-record-edited", &["risk", "not committed yet"]);
        }
    }
    // What was committed with such ends stays as it is, whatever is set.
    let story = Story::begin();
    story.commit("2026-03-03", &[(path, &windows(&closed))]);
    story.git("2026-03-03", &["config", "core.autocrlf", "true"]);
    assert!(!uncommitted(&story));
}
