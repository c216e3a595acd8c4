//! What is not a record: every broken file in `tests/broken` says itself which line must be named, and why.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::support::{avg, check, folder, root, walkdir, write};

/// A folder in which a record of any kind can stand without further findings of the reader.
const BASE: &[(&str, &str)] = &[
    (
        "avg.toml",
        "[organisation]\nname = \"Voorbeeld BV\"\n[settings]\nlanguage = \"en\"\n",
    ),
    (
        "agreements/klant.toml",
        "name = \"Klant\"\nour_role = \"processor\"\n[counterparty]\nname = \"Klant BV\"\n",
    ),
];

/// The ids of the reader's findings in a file, by line.
fn by_line(findings: &[Value], file: &str) -> BTreeMap<u64, Vec<String>> {
    let mut found: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding["file"] == file) {
        if let Some(id) = finding["norm"].as_str().unwrap().strip_prefix("record/") {
            found
                .entry(finding["line"].as_u64().unwrap())
                .or_default()
                .push(id.to_string());
        }
    }
    found.values_mut().for_each(|ids| ids.sort());
    found
}

#[test]
fn every_broken_line_is_named_in_one_run() {
    let mut seen = Vec::new();
    for case in walkdir(&root().join("tests/broken")) {
        let text = fs::read_to_string(&case).unwrap();
        let kind = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("# "))
            .expect("the kind");
        let stem = case.file_stem().unwrap().to_string_lossy().into_owned();
        let file = format!("{kind}/{stem}.toml");
        let dir = folder(BASE);
        write(dir.path(), &file, &text);
        let mut expected: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        for (line, written) in (1..).zip(text.lines()).skip(1) {
            if let (true, Some((_, ids))) = (!written.starts_with('#'), written.split_once("# ")) {
                let mut ids: Vec<String> = ids.split_whitespace().map(str::to_string).collect();
                ids.sort();
                seen.extend(ids.clone());
                expected.insert(line, ids);
            }
        }
        let run = check(dir.path());
        let found = by_line(&run.findings(), &file);
        assert_eq!(found, expected, "{stem}\n{}", run.out);
        // A repeated hour is read, with a warning; all else is an error.
        assert_eq!(run.code, if stem == "repeated" { run.code } else { 1 }, "{stem}");
        // Every other file is still checked.
        assert_eq!(run.json()["summary"]["records"], 2, "{stem}");
    }
    for id in [
        "syntax",
        "unknown-key",
        "missing-key",
        "wrong-type",
        "unknown-value",
        "invalid-term",
        "impossible-date",
    ] {
        assert!(seen.iter().any(|it| it == id), "no case for {id}");
    }
}

/// The message names what is nearest, or what is known, or where the key belongs.
#[test]
fn suggestions() {
    let dir = folder(BASE);
    for name in ["everything", "misplaced-key"] {
        let text = fs::read_to_string(root().join(format!("tests/broken/{name}.toml"))).unwrap();
        write(dir.path(), &format!("incidents/{name}.toml"), &text);
    }
    let run = check(dir.path());
    for words in [
        "Did you mean ‘summary’?",
        "Did you mean ‘controller’? Known are: controller, processor, both.",
        "Did you mean ‘agreements/klant’?",
        "Leave out the quotes.",
        "Write the date only: 2026-05-01.",
        "Put it between square brackets.",
        "at ‘authority.notified_at’",
        "probably 03:30 is meant",
    ] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_placed() {
    let dir = folder(BASE);
    let bytes = [b"name = \"Klant\"\nour_role = \"caf\xe9\"\n".as_slice()].concat();
    fs::write(dir.path().join("agreements/latin.toml"), bytes).unwrap();
    let run = check(dir.path());
    let found: Vec<Value> = run
        .findings()
        .into_iter()
        .filter(|finding| finding["file"] == "agreements/latin.toml")
        .collect();
    let [finding] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (&finding["norm"], &finding["line"], &finding["column"]),
        (&"record/not-utf-8".into(), &2.into(), &16.into())
    );
    assert_eq!(run.code, 1);
}

#[test]
fn ids_are_well_formed_and_unique() {
    let dir = folder(BASE);
    let text = BASE[1].1;
    write(dir.path(), "agreements/Klant_A.toml", text);
    write(dir.path(), "agreements/noord/klant.toml", text);
    let findings = check(dir.path()).findings();
    let of = |norm: &str| -> Vec<&str> {
        findings
            .iter()
            .filter(|it| it["norm"] == norm)
            .map(|it| it["file"].as_str().unwrap())
            .collect()
    };
    assert_eq!(of("record/ill-formed-id"), ["agreements/Klant_A.toml"]);
    assert_eq!(of("record/duplicate-id"), ["agreements/noord/klant.toml"]);
}

#[test]
fn an_organisation_that_is_missing_or_empty_is_said() {
    let missing = folder(&BASE[1..]);
    let run = check(missing.path());
    // Without -C there is no folder at all; with it, the folder is checked and the gap is named.
    assert_eq!(run.code, 2, "{}", run.out);
    let run = super::support::avg(missing.path(), &["-C", ".", "check", "--format", "json"]);
    assert_eq!(run.code, 1);
    assert!(
        run.findings()
            .iter()
            .any(|it| it["norm"] == "record/no-organisation" && it["file"] == "avg.toml")
    );

    let empty = folder(&[("avg.toml", ""), BASE[1]]);
    let run = check(empty.path());
    assert_eq!(run.code, 1);
    assert!(
        run.findings()
            .iter()
            .any(|it| it["norm"] == "record/missing-key" && it["file"] == "avg.toml"),
        "{}",
        run.out
    );
}

#[test]
fn a_broken_setting_does_not_silence_the_folder() {
    let avg = "[organisation]\nname = \"Voorbeeld BV\"\n[settings]\nlanguage = \"en\"\ntimezone = \"Europe/Nergens\"\nsoon = \"x\"\n";
    let dir = folder(&[("avg.toml", avg), BASE[1]]);
    let run = check(dir.path());
    let found = by_line(&run.findings(), "avg.toml");
    assert_eq!(found.keys().copied().collect::<Vec<_>>(), [5, 6], "{}", run.out);
    assert!(run.out.contains("is not a known time zone"), "{}", run.out);
}

/// A byte order mark, CRLF, dotted keys and inline tables are all TOML.
#[test]
fn odd_layouts_are_read() {
    let dir = folder(BASE);
    let odd = "\u{feff}discovered_at = 2026-03-27 15:00:00Z\r\n\"summary\" = '''één\r\n'''\r\nauthority.complete = true\r\nsubjects_count.min = 1_0\r\nrisk = \"hgh\"\r\n";
    write(dir.path(), "incidents/odd.toml", odd);
    let run = check(dir.path());
    assert_eq!(
        by_line(&run.findings(), "incidents/odd.toml"),
        BTreeMap::from([(6, vec!["unknown-value".to_string()])]),
        "{}",
        run.out
    );
}

/// A date that is written day first is not a date that does not exist; and it is named once.
#[test]
fn a_mistyped_date_is_named_once_with_what_is_meant() {
    let dir = folder(BASE);
    for (date, words) in [
        ("01-02-2026", "Write the year first: 2026-02-01."),
        ("2026-02-30", "Write a value that exists."),
    ] {
        let text = format!("discovered_at = 2026-03-27T15:00:00Z\nsummary = \"x\"\nbegan_at = {date}\n");
        write(dir.path(), "incidents/a.toml", &text);
        let run = check(dir.path());
        let found = by_line(&run.findings(), "incidents/a.toml");
        assert_eq!(
            found,
            BTreeMap::from([(3, vec!["impossible-date".to_string()])]),
            "{}",
            run.out
        );
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
}

/// A file of another kind gets that one message, and nothing of a kind that it is not.
#[test]
fn a_file_in_the_wrong_folder_gets_one_message() {
    let dir = folder(BASE);
    write(
        dir.path(),
        "agreements/a.toml",
        "discovered_at = 2026-03-27\nsummary = \"x\"\n",
    );
    let all = check(dir.path()).findings();
    let found: Vec<_> = all.iter().filter(|it| it["file"] == "agreements/a.toml").collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["norm"], "record/wrong-folder");
}

/// A clock that cannot be counted is missed in the list, and the list says so.
#[test]
fn the_due_list_says_what_it_may_miss() {
    let dir = folder(BASE);
    for text in [
        "discovered_at = 2026-03-29T02:30:00\nsummary = \"x\"\n",
        "discovered_at = 9999-12-31T23:00:00Z\nsummary = \"x\"\n",
    ] {
        write(dir.path(), "incidents/a.toml", text);
        let run = super::support::avg(dir.path(), &["due", "--fail"]);
        assert!(run.err.contains("incidents/a.toml"), "{text}: {}", run.err);
        assert_eq!(run.code, 1);
    }
}

/// In both languages a syntax error says what is wrong and what to do.
#[test]
fn syntax_errors_say_what_to_do() {
    for (line, nl, en) in [
        (
            "name = \"x",
            "Zet \" aan het eind van de tekst.",
            "Put \" at the end of the text.",
        ),
        ("name = True", "Schrijf true of false", "Write true or false"),
        (
            "name = jan",
            "Zet de tekst tussen rechte aanhalingstekens",
            "Put the text between straight quotes",
        ),
        (
            "name = \"C:\\Users\"",
            "Schrijf \\\\ voor een backslash",
            "Write \\\\ for a backslash",
        ),
        (
            "[counterparty",
            "Zet ] aan het eind van de kop.",
            "Put ] at the end of the header.",
        ),
        ("name = 010", "Laat de nul weg", "Leave out the zero"),
    ] {
        let dir = folder(BASE);
        write(dir.path(), "agreements/a.toml", line);
        for (lang, words) in [("nl", nl), ("en", en)] {
            let run = super::support::avg(dir.path(), &["--lang", lang, "check", "--format", "json"]);
            let found: Vec<_> = run
                .findings()
                .into_iter()
                .filter(|it| it["file"] == "agreements/a.toml")
                .collect();
            assert_eq!(found.len(), 1, "{line}: {found:#?}");
            assert!(
                found[0]["help"].as_str().unwrap().starts_with(words),
                "{line}: {}",
                found[0]["help"]
            );
            assert!(!found[0]["message"].as_str().unwrap().contains(if lang == "nl" {
                "expected"
            } else {
                "ontbreekt"
            }));
        }
    }
}

/// A file with a bad byte and a slip still serves those that refer to it: the contract's clock keeps running.
#[test]
fn a_garbled_agreement_still_sets_its_terms() {
    let dir = folder(BASE);
    let broken = b"name = \"caf\xe9\nour_role = \"processor\"\n[counterparty]\nname = \"Klant BV\"\n[terms]\nbreach_notice = { within = \"48h\", clause = \"6.1\" }\n";
    fs::write(dir.path().join("agreements/latin.toml"), broken).unwrap();
    let incident = "discovered_at = 2026-03-28T12:00:00+01:00\nsummary = \"x\"\nrole = \"processor\"\n[[controllers]]\nagreement = \"agreements/latin\"\n";
    write(dir.path(), "incidents/a.toml", incident);
    let due = super::support::avg(dir.path(), &["--now", "2026-03-29T12:00", "due", "--format", "json"]).json();
    assert_eq!(due[0]["by"], "2026-03-30T13:00:00+02:00", "{due:#}");
}

/// What the machine refuses to read is named (record/unreadable-file), with the machine's own words.
#[test]
fn a_file_that_cannot_be_read_is_named() {
    let refused = avg::folder::File {
        path: "incidents/2026-001.toml".to_string(),
        content: avg::folder::Content::Refused("Permission denied".to_string()),
    };
    let folder = avg::folder::Folder {
        root: std::path::PathBuf::new(),
        files: vec![refused],
    };
    let records = avg::records::Records::read(&folder);
    let found = records
        .findings
        .iter()
        .find(|it| it.norm == "record/unreadable-file")
        .unwrap();
    assert_eq!(found.site.file, "incidents/2026-001.toml");
    assert!(found.message.get(avg::text::Lang::En).contains("Permission denied"));
    assert!(!found.help.is_empty());
}

/// A key that comes twice is not read as another key, in what is still understood of the file.
#[test]
fn no_key_loses_its_first_letter() {
    let dir = folder(BASE);
    let text = "name = \"A\"\nname = \"B\"\nrole = \"controller\"\n";
    write(dir.path(), "register/a.toml", text);
    let record = avg(dir.path(), &["show", "register/a", "--format", "json"]).json();
    let text = record.to_string();
    assert!(
        text.contains("\"field\":\"name\"") && !text.contains("\"ame\""),
        "{text}"
    );
}
