//! Changes inside a record's text: the value that is meant, and not one other byte.

use std::fs;

use avg::folder::Kind;
use avg::records::edit::{Spot, add, set};
use avg::records::shape_of;
use avg::records::toml_tree;
use avg::records::tree::{Node, Value};
use proptest::prelude::*;

use super::support::{root, walkdir};

fn spot(path: &str) -> Spot {
    let mut steps: Vec<&str> = path.split('.').collect();
    let key = steps.pop().expect("a key").to_string();
    let tables = steps.iter().map(|step| match step.split_once('#') {
        Some((name, row)) => (name.to_string(), Some(row.parse().expect("a number"))),
        None => (step.to_string(), None),
    });
    Spot {
        tables: tables.collect(),
        key,
    }
}

fn changed(kind: Kind, text: &str, path: &str, value: &str) -> String {
    set(text, shape_of(kind), &spot(path), value).unwrap_or_else(|why| panic!("{path} in {text:?}: {why}"))
}

/// Each odd but valid layout, what is written where, and the text that must come out.
#[test]
fn every_layout_stays_as_it_is() {
    let cases = [
        // A header with a comment, a comment between, one behind a value, and one at the end.
        (
            "subject = 'z' # kenmerk\n\n[answer] # antwoord\n# nog niet\noutcome   =   \"granted\"   # toegewezen\n\n# einde\n",
            "answer.given_on",
            "2026-03-18",
            "subject = 'z' # kenmerk\n\n[answer] # antwoord\ngiven_on = 2026-03-18\n# nog niet\noutcome   =   \"granted\"   # toegewezen\n\n# einde\n",
        ),
        // A header alone.
        (
            "subject = 'z'\n[answer]\n[identity]\nasked_on = 2026-03-06\n",
            "answer.given_on",
            "2026-03-18",
            "subject = 'z'\n[answer]\ngiven_on = 2026-03-18\n[identity]\nasked_on = 2026-03-06\n",
        ),
        // Nothing yet: a section at the end, behind the last comment.
        (
            "subject = 'z'\n# tot zover",
            "answer.given_on",
            "2026-03-18",
            "subject = 'z'\n# tot zover\n\n[answer]\ngiven_on = 2026-03-18\n",
        ),
        // An inline table, also empty, also over lines with a comma at its end.
        (
            "answer = {outcome='granted'}\n",
            "answer.given_on",
            "2026-03-18",
            "answer = {outcome='granted', given_on = 2026-03-18}\n",
        ),
        (
            "answer = {}\n",
            "answer.given_on",
            "2026-03-18",
            "answer = { given_on = 2026-03-18 }\n",
        ),
        (
            "answer = {\n  outcome = 'granted', # ja\n}\n",
            "answer.reason",
            "'x'",
            "answer = {\n  outcome = 'granted', reason = 'x', # ja\n}\n",
        ),
        // Dotted keys, with blanks around the dots.
        (
            "subject = 'z'\nanswer . outcome = 'granted' # ja\nrole = 'controller'\n",
            "answer.reason",
            "'x'",
            "subject = 'z'\nanswer . outcome = 'granted' # ja\nanswer . reason = 'x'\nrole = 'controller'\n",
        ),
        (
            "x = 1\nanswer = { outcome = 'granted' }\n",
            "answer.outcome",
            "'refused'",
            "x = 1\nanswer = { outcome = 'refused' }\n",
        ),
        // CRLF, a byte order mark, no line end at the end.
        (
            "\u{feff}subject = 'z'\r\n[answer]\r\noutcome = 'granted' # ja",
            "answer.given_on",
            "2026-03-18",
            "\u{feff}subject = 'z'\r\n[answer]\r\ngiven_on = 2026-03-18\r\noutcome = 'granted' # ja",
        ),
        (
            "\u{feff}subject = 'z'\r\n",
            "answer.given_on",
            "2026-03-18",
            "\u{feff}subject = 'z'\r\n\r\n[answer]\r\ngiven_on = 2026-03-18\r\n",
        ),
        // In the root: where the shape has it, and never between a comment and what it is about.
        (
            "#:schema x\n# het verzoek\nreceived_at = 2026-03-05\n# van wie\nsubject = 'z'\n[answer]\nreason = 'x'\n",
            "role",
            "'controller'",
            "#:schema x\n# het verzoek\nreceived_at = 2026-03-05\nrole = 'controller'\n# van wie\nsubject = 'z'\n[answer]\nreason = 'x'\n",
        ),
        // A text over lines is one value.
        (
            "subject = \"\"\"\na = 1\n[answer]\n\"\"\" # tekst\n[answer]\nreason = '''\nx\n'''\n",
            "answer.given_on",
            "2026-03-18",
            "subject = \"\"\"\na = 1\n[answer]\n\"\"\" # tekst\n[answer]\ngiven_on = 2026-03-18\nreason = '''\nx\n'''\n",
        ),
        // A table that is opened above another of its own.
        (
            "  [answer]\n  outcome = 'granted'\n  [identity]\n  asked_on = 2026-03-06\n",
            "answer.reason",
            "'x'",
            "  [answer]\n  outcome = 'granted'\n  reason = 'x'\n  [identity]\n  asked_on = 2026-03-06\n",
        ),
    ];
    for (before, path, value, after) in cases {
        assert_eq!(changed(Kind::Request, before, path, value), after, "{path}");
    }
}

#[test]
fn rows_are_found_and_added() {
    let two = "summary = 'x'\n[[controllers]]\nagreement = 'agreements/a'\n\n[[controllers]]\nagreement = 'agreements/b' # de tweede\ncomplete = true\n\n[people]\nmeans = 'brief'\n";
    let cases = [
        (
            "controllers#0.notified_at",
            "2026-03-30",
            "summary = 'x'\n[[controllers]]\nagreement = 'agreements/a'\nnotified_at = 2026-03-30\n\n[[controllers]]\nagreement = 'agreements/b' # de tweede\ncomplete = true\n\n[people]\nmeans = 'brief'\n",
        ),
        (
            "controllers#1.notified_at",
            "2026-03-30",
            "summary = 'x'\n[[controllers]]\nagreement = 'agreements/a'\n\n[[controllers]]\nagreement = 'agreements/b' # de tweede\nnotified_at = 2026-03-30\ncomplete = true\n\n[people]\nmeans = 'brief'\n",
        ),
        (
            "controllers#2.agreement",
            "'agreements/c'",
            "summary = 'x'\n[[controllers]]\nagreement = 'agreements/a'\n\n[[controllers]]\nagreement = 'agreements/b' # de tweede\ncomplete = true\n\n[[controllers]]\nagreement = 'agreements/c'\n\n[people]\nmeans = 'brief'\n",
        ),
        (
            "log#0.text",
            "'y'",
            "summary = 'x'\n[[controllers]]\nagreement = 'agreements/a'\n\n[[controllers]]\nagreement = 'agreements/b' # de tweede\ncomplete = true\n\n[people]\nmeans = 'brief'\n\n[[log]]\ntext = 'y'\n",
        ),
    ];
    for (path, value, after) in cases {
        assert_eq!(changed(Kind::Incident, two, path, value), after, "{path}");
    }
    let inline = "controllers = [{ agreement = 'agreements/a' }, {agreement='agreements/b'}]\n";
    for (path, after) in [
        (
            "controllers#1.notified_at",
            "controllers = [{ agreement = 'agreements/a' }, {agreement='agreements/b', notified_at = 2026-03-30}]\n",
        ),
        (
            "controllers#2.notified_at",
            "controllers = [{ agreement = 'agreements/a' }, {agreement='agreements/b'}, { notified_at = 2026-03-30 }]\n",
        ),
    ] {
        assert_eq!(changed(Kind::Incident, inline, path, "2026-03-30"), after);
    }
    let terms = "name = 'x'\n[terms]\naudit = { at_most_every = '1 year' }\n";
    assert_eq!(
        changed(Kind::Agreement, terms, "terms.breach_notice.within", "'48h'"),
        "name = 'x'\n[terms]\nbreach_notice = { within = '48h' }\naudit = { at_most_every = '1 year' }\n"
    );
    assert_eq!(
        changed(Kind::Agreement, "name = 'x'\n", "terms.breach_notice.within", "'48h'"),
        "name = 'x'\n\n[terms]\nbreach_notice = { within = '48h' }\n"
    );
    let headed = "name = 'x'\n[terms.breach_notice]\nclause = '6.1'\n";
    assert_eq!(
        changed(Kind::Agreement, headed, "terms.breach_notice.within", "'48h'"),
        "name = 'x'\n[terms.breach_notice]\nwithin = '48h'\nclause = '6.1'\n"
    );
}

#[test]
fn lists_grow_as_they_are_written() {
    for (before, after) in [
        ("kinds = []\n", "kinds = [\"integrity\"]\n"),
        ("kinds = ['a'] # c\n", "kinds = ['a', \"integrity\"] # c\n"),
        ("kinds = ['a', ]\n", "kinds = ['a', \"integrity\", ]\n"),
        (
            "kinds = [\n  'a', # b\n  'c', # d\n]\n",
            "kinds = [\n  'a', # b\n  'c', # d\n  \"integrity\",\n]\n",
        ),
        (
            "kinds = [\r\n\t'a' # b\r\n]\r\n",
            "kinds = [\r\n\t'a', # b\r\n\t\"integrity\"\r\n]\r\n",
        ),
        ("kinds = [\n  'a']\n", "kinds = [\n  'a', \"integrity\"]\n"),
        ("summary = 'x'\n", "summary = 'x'\nkinds = [\"integrity\"]\n"),
    ] {
        assert_eq!(
            add(before, shape_of(Kind::Incident), &spot("kinds"), "\"integrity\""),
            Ok(after.to_string())
        );
    }
}

/// What cannot be read as a whole, and what is not what the shape says, is left to a person.
#[test]
fn what_is_unclear_is_refused() {
    for (text, path) in [
        ("subject = \n", "answer.given_on"),
        ("answer = 'ja'\n", "answer.given_on"),
        ("answer = [1]\n", "answer.given_on"),
        ("a = 1\na = 2\n", "answer.given_on"),
    ] {
        assert!(
            set(text, shape_of(Kind::Request), &spot(path), "2026-03-18").is_err(),
            "{text}"
        );
    }
    assert!(set("subject = 'z'\n", shape_of(Kind::Request), &spot("role"), "'x'\nq = 1").is_err());
}

/// Every value in every example, replaced: the text around it is the same, byte for byte.
#[test]
fn every_value_of_the_examples_can_be_replaced_and_nothing_else_moves() {
    let mut tried = 0;
    for file in walkdir(&root().join("examples")) {
        let path = file.strip_prefix(root().join("examples")).expect("inside");
        let inside = path.iter().skip(1).collect::<std::path::PathBuf>();
        let Some(kind) =
            Kind::of_file(&inside.to_string_lossy()).filter(|_| path.extension().is_some_and(|it| it == "toml"))
        else {
            continue;
        };
        let text = fs::read_to_string(&file).expect("text");
        let tree = toml_tree::whole(&text).expect("sound");
        let mut leaves = Vec::new();
        leaves_of(&tree, Vec::new(), &mut leaves);
        for (spot, node) in leaves {
            let value = match node.value {
                Value::Moment(_) => "1999-01-01",
                Value::Bool(false) => "true",
                Value::Bool(true) => "false",
                Value::Integer(_) | Value::Number(_) => "3",
                Value::List(_) => "['nieuw']",
                _ => "'nieuw'",
            };
            let after = set(&text, shape_of(kind), &spot, value).unwrap_or_else(|why| panic!("{spot:?}: {why}"));
            let expected = format!("{}{value}{}", &text[..node.span.start()], &text[node.span.end()..]);
            assert_eq!(after, expected, "{spot:?}");
            tried += 1;
        }
    }
    assert!(tried > 500, "{tried}");
}

fn leaves_of<'n, 'a>(node: &'n Node<'a>, above: Vec<(String, Option<usize>)>, found: &mut Vec<(Spot, &'n Node<'a>)>) {
    for entry in node.entries() {
        let key = entry.key.to_string();
        let step = |row| above.iter().cloned().chain([(key.clone(), row)]).collect::<Vec<_>>();
        match &entry.node.value {
            Value::Table(_) => leaves_of(&entry.node, step(None), found),
            Value::List(rows) if rows.iter().any(|row| matches!(row.value, Value::Table(_))) => {
                for (at, row) in rows.iter().enumerate() {
                    leaves_of(row, step(Some(at)), found);
                }
            }
            _ => found.push((
                Spot {
                    tables: above.clone(),
                    key,
                },
                &entry.node,
            )),
        }
    }
}

/// A piece of a file as people and programs write them, each with its own taste.
fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("# opmerking = 1".to_string()),
        Just(String::new()),
        Just("  \t".to_string()),
        Just("subject = 'zaak' # een kenmerk".to_string()),
        Just("role=\"controller\"".to_string()),
        Just("answer.outcome = 'granted'".to_string()),
        Just("answer = { outcome = 'granted' }".to_string()),
        Just("answer = { outcome.x = 'granted', }".to_string()),
        Just("[answer]".to_string()),
        Just("[ answer ] # hier".to_string()),
        Just("[answer.diep]".to_string()),
        Just("[identity]".to_string()),
        Just("outcome = '''\n[answer]\n'''".to_string()),
        Just("reason = \"a\\\"b\"".to_string()),
        Just("x_lijst = [\n 'a', # b\n 'c'\n]".to_string()),
        Just("[[x_rijen]]".to_string()),
        Just("\"vreemde sleutel\" = 1".to_string()),
        Just("'answer'.\"reason\" = 'x'".to_string()),
    ];
    let lines = prop::collection::vec(line, 0..9);
    (lines, prop::bool::ANY, prop::bool::ANY, prop::bool::ANY).prop_map(|(lines, crlf, bom, ended)| {
        let mut text = lines.join("\n");
        if ended {
            text.push('\n');
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if bom { format!("\u{feff}{text}") } else { text }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever the layout: refused, or the value stands there, every old byte is still there in its order, and what
    /// else the file says is what it said.
    #[test]
    fn a_change_is_only_that_change(
        text in any_text(),
        path in prop_oneof![Just("answer.given_on"), Just("subject"), Just("answer.outcome"), Just("identity.asked_on")],
    ) {
        let spot = spot(path);
        let Ok(after) = set(&text, shape_of(Kind::Request), &spot, "2026-03-18") else {
            return Ok(());
        };
        let tree = toml_tree::whole(&after).expect("readable");
        let keys: Vec<String> = path.split('.').map(str::to_string).collect();
        prop_assert_eq!(tree.at(&keys).len(), 1);
        let before = toml_tree::whole(&text).expect("it was changed, so it was readable");
        match before.at(&keys).first() {
            Some(node) => {
                let expected = format!("{}2026-03-18{}", &text[..node.span.start()], &text[node.span.end()..]);
                prop_assert_eq!(after, expected);
            }
            None => {
                let common = text.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
                let rest = &text.as_bytes()[common..];
                prop_assert!(after.as_bytes().ends_with(rest), "{text:?} {after:?}");
            }
        }
    }
}
