//! `--format markdown` and `--format csv`: for chat and mail, and for a spreadsheet.

use serde_json::Value;

use super::super::support::{avg, root, write};
use super::{all_groups, with};

const NOW: [&str; 2] = ["--now", "2026-03-30T10:00"];

fn due(dir: &std::path::Path, args: &[&str]) -> String {
    let run = avg(dir, &[&NOW[..], &["due"], args].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

#[test]
fn markdown_is_a_list_under_headings() {
    let dir = all_groups();
    let out = due(dir.path(), &["--format", "markdown"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "**6 open: 1 late, 1 at the limit.**");
    let headings: Vec<&&str> = lines.iter().filter(|line| line.starts_with('#')).collect();
    let expected = [
        "## late (1)",
        "## at the limit (1)",
        "## today (2)",
        "## this week, through Sun 2026-04-05 (1)",
        "## later (1)",
    ];
    assert_eq!(headings, expected.each_ref());
    assert!(lines.contains(
        &"- **in 6 days** register/week · act-on · do it on the day – we (owner: HR) · huis/act-on: on the day itself \
          (safe: Sun 2026-04-05, latest: Sun 2026-04-05)"
    ), "{out}");
    // A list begins behind a blank line, or some readers do not see it.
    for pair in lines.windows(2).filter(|pair| pair[1].starts_with('#')) {
        assert_eq!(pair[0], "");
    }
    let explained = due(dir.path(), &["--format", "markdown", "--explain"]);
    assert!(
        explained.starts_with(&out) && explained.contains("\n- huis/act-on – on the day itself"),
        "{explained}"
    );
}

/// A row's name that would be a heading, a link, a mention of all, an image or a list of its own.
const HOSTILE: &str = "# a\\n- b\\n1. c\\n**d** [e](http://f) <!channel> `g` | h &lt; ![i](j) ~k~ _l_";

fn hostile(name: &str) -> tempfile::TempDir {
    let dir = with(&[]);
    let text = format!(
        "name = \"A\"\nour_role = \"processor\"\n[counterparty]\nname = \"A\"\n[[certificates]]\nstandard = \"{name}\"\nvalid_until = 2027-03-01\n"
    );
    write(dir.path(), "agreements/klant-a.toml", &text);
    dir
}

#[test]
fn a_value_cannot_break_the_markup() {
    let out = due(hostile(HOSTILE).path(), &["--format", "markdown"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 5, "{out}");
    let item = lines[4];
    assert!(
        item.starts_with("- **in 336 days** agreements/klant-a · \\# a · - b · 1. c · "),
        "{item}"
    );
    let bare = item.replacen("**in 336 days**", "", 1).replace("\\\\", "");
    for mark in ['*', '[', ']', '<', '>', '`', '|', '~', '_', '#', '&'] {
        let unescaped = bare
            .char_indices()
            .filter(|(at, c)| *c == mark && !bare[..*at].ends_with('\\'));
        assert_eq!(unescaped.count(), 0, "{mark} in {item}");
    }
}

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_string).collect());
    rows.collect()
}

#[test]
fn csv_has_a_flat_row_a_duty() {
    let dir = all_groups();
    let rows = records(&due(dir.path(), &["--format", "csv"]));
    let head = [
        "record", "item", "duty", "by", "latest", "status", "file", "line", "norms", "title", "actor", "owner", "cites",
    ];
    assert_eq!(rows[0], head);
    assert_eq!(rows.len(), 7);
    let week = rows.iter().find(|row| row[0] == "register/week").unwrap();
    let expected = [
        "register/week",
        "",
        "act-on",
        "2026-04-05",
        "2026-04-05",
        "soon",
        "register/week.toml",
        "3",
        "huis/act-on",
        "do it on the day",
        "we",
        "HR",
        "huis/act-on",
    ];
    assert_eq!(*week, expected);
    assert_eq!(records(&due(dir.path(), &["--format", "csv", "--all"])).len(), 8);
    let explained = records(&due(dir.path(), &["--format", "csv", "--explain"]));
    assert_eq!(explained[0].last().unwrap(), "steps");
    // The same duties in the same order as in JSON.
    let json = avg(dir.path(), &[&NOW[..], &["due", "--format", "json"]].concat()).json();
    let json: Vec<&str> = json
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["record"].as_str().unwrap())
        .collect();
    assert_eq!(rows[1..].iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), json);
}

/// A spreadsheet that opens it computes nothing.
#[test]
fn a_cell_is_never_a_formula() {
    for (name, cell) in [
        (
            "=HYPERLINK(\\\"http://x\\\",\\\"y\\\")",
            "'=HYPERLINK(\"http://x\",\"y\")",
        ),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\\t=1", "'\\u{9}=1"),
        ("a, \\\"b\\\"", "a, \"b\""),
    ] {
        let rows = records(&due(hostile(name).path(), &["--format", "csv"]));
        assert_eq!((rows.len(), rows[1][1].as_str()), (2, cell));
    }
}

/// A format that the list does not know is refused by name.
#[test]
fn formats_are_named() {
    let dir = all_groups();
    let run = avg(dir.path(), &["due", "--format", "sarif"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("table, json, jsonl, ics, markdown, csv"),
        "{}",
        run.err
    );
    for format in ["ics", "csv"] {
        let run = avg(dir.path(), &["check", "--format", format]);
        assert_eq!(run.code, 2, "{}", run.out);
    }
}

/// A clock says the same of itself wherever it stands: programs find it by the same names.
#[test]
fn the_logs_have_the_clocks_of_the_due_list() {
    const KEYS: [&str; 6] = ["record", "item", "duty", "by", "latest", "status"];
    let of = |row: &Value| KEYS.map(|key| row[key].as_str().unwrap_or_default().to_string());
    for example in ["reglement", "verwerkersovereenkomst"] {
        let dir = root().join("examples").join(example);
        let all: Value = serde_json::from_str(&due(&dir, &["--all", "--format", "json"])).expect("JSON");
        for kind in ["requests", "incidents"] {
            let run = avg(&dir, &[&NOW[..], &["report", kind, "--format", "json"]].concat());
            let log = run.json();
            let clocks = log["parts"][1]["rows"].as_array().expect("rows");
            let of_kind = all.as_array().expect("duties").iter().map(of);
            let of_kind: Vec<_> = of_kind.filter(|row| row[0].starts_with(kind)).collect();
            assert_eq!(clocks.iter().map(of).collect::<Vec<_>>(), of_kind, "{example} {kind}");
            assert!(!of_kind.is_empty(), "{example} {kind}");
        }
    }
}
