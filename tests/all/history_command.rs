//! Who changed which field from what to what: `avg history`, held against histories made here.

mod commits;

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{Run, avg, folder, git, git_on, write};

const AVG: &str = "[organisation]\nname = \"Voorbeeld BV\"\n[settings]\nlanguage = \"en\"\n";
const PATH: &str = "incidents/2026-001.toml";
const INCIDENT: &str = "discovered_at = 2026-03-02T15:00:00+01:00\nsummary = \"Laptop kwijt\"\nrole = \"controller\"\n";

struct Story(TempDir);

impl Story {
    /// A repository that has the folder with one incident since 2 March.
    fn begin() -> Story {
        let story = Story(folder(&[("avg.toml", AVG), (PATH, INCIDENT)]));
        story.git("", &["init", "-q"]);
        story.commit("2026-03-02T16:00:00+01:00");
        story
    }

    fn git(&self, moment: &str, args: &[&str]) -> String {
        git_on(moment, self.0.path(), args)
    }

    fn commit(&self, moment: &str) {
        self.git(moment, &["add", "--all"]);
        self.git(
            moment,
            &["commit", "-q", "--allow-empty", "-m", "bijgewerkt\n\nhier staat meer"],
        );
    }

    fn write(&self, path: &str, text: &str) {
        write(self.0.path(), path, text);
    }

    /// A text for the incident, committed.
    fn becomes(&self, text: &str, moment: &str) {
        self.write(PATH, text);
        self.commit(moment);
    }

    fn rename(&self, from: &str, to: &str) {
        fs::create_dir_all(self.0.path().join(to).parent().unwrap()).unwrap();
        fs::rename(self.0.path().join(from), self.0.path().join(to)).unwrap();
    }

    fn run(&self, args: &[&str]) -> Run {
        avg(self.0.path(), &[&["history"], args].concat())
    }

    /// What is told in JSON.
    fn told(&self, args: &[&str]) -> Vec<Value> {
        let run = self.run(&[args, &["--format", "json"]].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        run.json()["parts"][0]["rows"].as_array().unwrap().clone()
    }

    /// The day of the commit, what happened, and of which field to what; what came first left out.
    fn changes(&self, args: &[&str]) -> Vec<String> {
        let told = self.told(args);
        let told = told.iter().filter(|row| row["act"] != "recorded");
        let cells = told.map(|row| {
            let cell = |key: &str| written(&row[key]);
            let day: String = cell("committed_at").chars().take(10).collect();
            [
                day,
                cell("record"),
                cell("act"),
                cell("field"),
                cell("old"),
                cell("new"),
            ]
            .join("|")
        });
        cells.collect()
    }
}

/// A value in short: nothing as nothing, a text without its quotes, and all else as JSON has it.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[test]
fn each_field_is_told_with_what_it_was_and_became() {
    let story = Story::begin();
    let text = INCIDENT.replace("controller", "both").replace("kwijt", "gestolen");
    story.becomes(
        &format!("{text}measures = [\"gewist\"]\n[authority]\nnotified_at = 2026-03-04\n"),
        "2026-03-05T09:30:00+01:00",
    );
    // Another notation, comments and order are no fields.
    story.becomes(
        "# c\n[authority]\nnotified_at = 2026-03-04\n",
        "2026-03-06T09:30:00+01:00",
    );
    story.becomes(
        &format!("# c\n{text}measures = ['gewist']\nauthority = {{ notified_at = 2026-03-04 }}\n"),
        "2026-03-07T09:30:00+01:00",
    );
    story.write(
        PATH,
        &format!("# d\n{text}measures = ['gewist']\nauthority = {{ notified_at = 2026-03-04 }}\n"),
    );
    assert_eq!(
        story.changes(&["incidents/2026-001"]),
        [
            "|incidents/2026-001|changed|||",
            "2026-03-07|incidents/2026-001|changed|discovered_at||2026-03-02T15:00:00+01:00",
            "2026-03-07|incidents/2026-001|changed|summary||Laptop gestolen",
            "2026-03-07|incidents/2026-001|changed|role||both",
            "2026-03-07|incidents/2026-001|changed|measures||[\"gewist\"]",
            "2026-03-06|incidents/2026-001|changed|discovered_at|2026-03-02T15:00:00+01:00|",
            "2026-03-06|incidents/2026-001|changed|summary|Laptop gestolen|",
            "2026-03-06|incidents/2026-001|changed|role|both|",
            "2026-03-06|incidents/2026-001|changed|measures|[\"gewist\"]|",
            "2026-03-05|incidents/2026-001|changed|summary|Laptop kwijt|Laptop gestolen",
            "2026-03-05|incidents/2026-001|changed|role|controller|both",
            "2026-03-05|incidents/2026-001|changed|measures||[\"gewist\"]",
            "2026-03-05|incidents/2026-001|changed|authority.notified_at||2026-03-04",
        ]
    );
    let page = story.run(&["2026-001"]).out;
    for words in [
        "not committed yet\n",
        "layout or comments only",
        " · Thursday 2026-03-05 09:30 (+01:00) · role <role@example.org> · not signed · ‘bijgewerkt’\n",
        "recorded: 3 fields",
        "controller and processor",
        "notification to the supervisory authority · notified to",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("hier staat meer"), "{page}");
    let dutch = story.run(&["2026-001", "--lang", "nl"]).out;
    assert!(
        dutch.contains("alleen opmaak of commentaar") && dutch.contains("nog niet gecommit"),
        "{dutch}"
    );
}

#[test]
fn rows_are_known_by_their_name() {
    let story = Story::begin();
    let row = |agreement: &str, day: u8| {
        format!("[[controllers]]\nagreement = \"agreements/{agreement}\"\nnotified_at = 2026-03-0{day}\n")
    };
    story.becomes(
        &format!("{INCIDENT}{}{}", row("a", 3), row("b", 3)),
        "2026-03-03T09:00:00+01:00",
    );
    story.becomes(
        &format!("{INCIDENT}{}{}", row("b", 4), row("a", 3)),
        "2026-03-04T09:00:00+01:00",
    );
    assert_eq!(
        story.changes(&["2026-001"])[0],
        "2026-03-04|incidents/2026-001|changed|controllers[agreements/b].notified_at|2026-03-03|2026-03-04"
    );
    assert!(
        story
            .run(&["2026-001"])
            .out
            .contains("notification to controllers (agreements/b)")
    );
}

#[test]
fn all_records_are_told_commit_by_commit() {
    let story = Story::begin();
    story.write("register/a.toml", "name = \"A\"\nrole = \"controller\"\n");
    story.becomes(&INCIDENT.replace("kwijt", "weg"), "2026-03-03T09:00:00+01:00");
    story.write("register/a.toml", "name = \"B\"\nrole = \"controller\"\n");
    let told = story.told(&[]);
    let cell = |row: &Value, key: &str| written(&row[key]);
    let order: Vec<String> = told
        .iter()
        .map(|row| cell(row, "committed_at") + " " + &cell(row, "record"))
        .collect();
    let mut steps = order.clone();
    steps.dedup();
    assert_eq!(
        steps,
        [
            " register/a",
            "2026-03-03T09:00:00+01:00 incidents/2026-001",
            "2026-03-03T09:00:00+01:00 register/a",
            "2026-03-02T16:00:00+01:00 incidents/2026-001",
            "2026-03-02T16:00:00+01:00 organisation",
        ]
    );
    // What a record began with is counted, not listed, where all are told.
    let page = story.run(&[]).out;
    assert!(
        page.contains("recorded: 3 fields") && !page.contains("discovered on"),
        "{page}"
    );
    let head = story.git("", &["rev-parse", "HEAD"]);
    assert!(page.contains(&format!("\n{} · Tuesday", &head[..7])), "{page}");
    assert_eq!(cell(&told[1], "commit"), head.trim());
    // An older commit knows nothing of what came after, the work tree least of all.
    let then = story.told(&["--rev", "HEAD~1"]);
    assert!(
        then.iter()
            .all(|row| cell(row, "committed_at").starts_with("2026-03-02")),
        "{then:#?}"
    );
    let markdown = story.run(&["--format", "markdown"]).out;
    assert!(markdown.contains("| record | what | was | became |"), "{markdown}");
}

#[test]
fn a_record_that_moved_or_was_renamed_is_followed() {
    let story = Story::begin();
    story.becomes(&INCIDENT.replace("kwijt", "weg"), "2026-03-03T09:00:00+01:00");
    story.rename(PATH, "incidents/2026/2026-001.toml");
    story.commit("2026-03-04T09:00:00+01:00");
    story.rename("incidents/2026/2026-001.toml", "incidents/2026/2026-007.toml");
    story.commit("2026-03-05T09:00:00+01:00");
    story.write("incidents/2026/2026-007.toml", &INCIDENT.replace("kwijt", "terug"));
    story.commit("2026-03-06T09:00:00+01:00");
    let expected = [
        "2026-03-06|incidents/2026-007|changed|summary|Laptop weg|Laptop terug",
        "2026-03-05|incidents/2026-007|changed|||",
        "2026-03-04|incidents/2026-001|changed|||",
        "2026-03-03|incidents/2026-001|changed|summary|Laptop kwijt|Laptop weg",
    ];
    // By the name that it has, and by the one that it had.
    for name in ["2026-007", "incidents/2026-001", PATH] {
        assert_eq!(story.changes(&[name]), expected, "{name}");
    }
    let told = story.told(&["2026-007"]);
    let from: Vec<String> = told.iter().map(|row| written(&row["moved_from"])).collect();
    assert_eq!(from[..4], ["", "incidents/2026/2026-001.toml", PATH, ""]);
    assert_eq!(told.len(), 4 + 3);
    assert!(story.run(&["2026-007"]).out.contains(&format!("moved from {PATH}")));
    assert_eq!(story.changes(&[]), expected);
}

#[test]
fn what_was_deleted_is_told_by_its_name() {
    let story = Story::begin();
    fs::remove_file(story.0.path().join(PATH)).unwrap();
    assert_eq!(story.changes(&["2026-001"]), ["|incidents/2026-001|deleted|||"]);
    story.commit("2026-03-04T09:00:00+01:00");
    assert_eq!(
        story.changes(&["incidents/2026-001"]),
        ["2026-03-04|incidents/2026-001|deleted|||"]
    );
    let page = story.run(&["2026-001"]).out;
    assert!(page.contains("deleted") && page.contains("discovered on"), "{page}");
    // And when it is back, what is other than it was.
    story.becomes(&INCIDENT.replace("kwijt", "terug"), "2026-03-05T09:00:00+01:00");
    assert_eq!(
        story.changes(&["2026-001"]),
        [
            "2026-03-05|incidents/2026-001|restored|summary|Laptop kwijt|Laptop terug",
            "2026-03-04|incidents/2026-001|deleted|||",
        ]
    );
}

/// When things happened beside when they were written down, by instants: in October an hour comes twice.
#[test]
fn the_timeline_of_an_incident_is_in_the_order_of_time() {
    let story = Story::begin();
    let text = "began_at = 2026-10-24\ndiscovered_at = 2026-10-25T02:30:00+02:00\nsummary = \"x\"\naware_at = 2026-10-25T02:10:00+01:00\n\
        [authority]\nnotified_at = 2026-10-26T09:00\n\
        [[controllers]]\nagreement = \"agreements/a\"\nreceived_at = 2026-10-26T09:05:00+01:00\n\
        [[log]]\nat = 2026-10-25T02:45:00+02:00\ntext = \"gebeld\"\n[[log]]\ntext = \"zonder tijd\"\n";
    story.write("incidents/klok.toml", &format!("{text}[people]\nmeans = \"brief\"\n"));
    story.commit("2026-10-25T02:20:00+01:00");
    story.write(
        "incidents/klok.toml",
        &format!("x_nabij = 2026-10-25T01:05:00Z\n{text}"),
    );
    let json = story.run(&["incidents/klok", "--format", "json"]).json();
    let timeline = json["parts"][1]["rows"].as_array().unwrap().clone();
    let line = |row: &Value| {
        let cell = |key: &str| written(&row[key]).split(" (").next().unwrap().to_string();
        [cell("at"), cell("source"), cell("what")].join("|")
    };
    assert_eq!(
        timeline.iter().map(line).collect::<Vec<_>>(),
        [
            "2026-10-24|field|began_at",
            "2026-10-25T02:30:00+02:00|field|discovered_at",
            "2026-10-25T02:45:00+02:00|log|gebeld",
            "2026-10-25T01:05:00+00:00|field|x_nabij",
            "2026-10-25T02:10:00+01:00|field|aware_at",
            "2026-10-25T02:20:00+01:00|commit|recorded: 11 fields",
            "2026-10-26T09:00:00+01:00|field|authority.notified_at",
            "2026-10-26T09:05:00+01:00|field|controllers[agreements/a].received_at",
            "|log|zonder tijd",
            "|commit|2 fields changed",
        ]
    );
    let page = story.run(&["incidents/klok", "--lang", "nl"]).out;
    let (_, page) = page.split_once("Tijdlijn\n").expect("a timeline");
    assert!(page.contains("gemeld bij de Autoriteit Persoonsgegevens"), "{page}");
    // Only incidents have one.
    assert!(!story.run(&["organisation"]).out.contains("Timeline"));
}

#[test]
fn json_has_the_same_keys_and_values_in_both_languages() {
    let story = Story::begin();
    story.becomes(&INCIDENT.replace("controller", "both"), "2026-03-03T09:00:00+01:00");
    let rows = |lang: &str| story.told(&["2026-001", "--lang", lang]);
    assert_eq!(rows("nl"), rows("en"));
    assert!(rows("nl")[0].as_object().unwrap().contains_key("moved_from"));
}

#[test]
fn without_a_history_it_cannot_work() {
    let refused = |dir: &Path, args: &[&str]| {
        let run = avg(dir, &[&["--lang", "en", "history"], args].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        run.err
    };
    let dir = folder(&[("avg.toml", AVG), (PATH, INCIDENT)]);
    let sentence = "avg: there is no git history to read here: who changed what can be seen once the folder is in git and committed\n";
    assert_eq!(refused(dir.path(), &[]), sentence);
    git(dir.path(), &["init", "-q"]);
    assert_eq!(refused(dir.path(), &["2026-001"]), sentence);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "begin"]);
    assert_eq!(
        refused(dir.path(), &["incidents/2026-002"]),
        "avg: there is no record ‘incidents/2026-002’: did you mean incidents/2026-001?\n"
    );
    assert!(refused(dir.path(), &["--rev", "nergens"]).contains("nergens"));
}

/// Two records of one name: that one went is told, though the name is still there.
#[test]
fn of_two_of_one_name_each_is_told() {
    let story = Story::begin();
    story.write("incidents/a/2026-001.toml", &INCIDENT.replace("kwijt", "weg"));
    story.commit("2026-03-03T09:00:00+01:00");
    fs::remove_file(story.0.path().join(PATH)).unwrap();
    story.commit("2026-03-04T09:00:00+01:00");
    assert_eq!(story.changes(&[]), ["2026-03-04|incidents/2026-001|deleted|||"]);
    assert_eq!(story.changes(&[PATH]).len(), 1);
    assert!(story.changes(&["incidents/a/2026-001.toml"]).is_empty());
    // One that is written anew in another folder is the one that went.
    fs::remove_file(story.0.path().join("incidents/a/2026-001.toml")).unwrap();
    story.commit("2026-03-05T09:00:00+01:00");
    story.write("incidents/b/2026-001.toml", &INCIDENT.replace("kwijt", "terug"));
    story.commit("2026-03-06T09:00:00+01:00");
    let told = story.changes(&["incidents/b/2026-001.toml"]);
    assert_eq!(
        told,
        [
            "2026-03-06|incidents/2026-001|restored|summary|Laptop weg|Laptop terug",
            "2026-03-05|incidents/2026-001|deleted|||",
        ]
    );
}
