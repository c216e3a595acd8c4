//! Values that would be something else than a value, and records that are none yet.

use serde_json::Value;

use super::super::support::folder;
use super::{AVG, DPV, Triples, lexical, register, statements};

#[test]
fn hostile_values_are_values() {
    let hostile = "\\\"}],\\u202e<script>\\u0007 {@id} https://evil.example/ %2F\\n\\\\ é 💥";
    let dir = folder(&[
        (
            "avg.toml",
            &format!("[organisation]\nname = \"{hostile}\"\ntrade_register = \"{hostile}\"\n"),
        ),
        (
            "register/a.toml",
            &format!(
                "name = \"{hostile}\"\nrole = 'controller'\npurposes = [\"{hostile}\", \"@id\", \"dpv:Purpose\", \"\"]\nx_a = \"{hostile}\"\n\
                 \"x_@id : {{ }}\" = 1\n[[retention]]\ndata = \"{hostile}\"\nkeep = '1 week'\n[[transfers]]\ncountry = 'US'\n[[transfers]]\ncountry = 'US'\n"
            ),
        ),
    ]);
    let text = register(dir.path(), "jsonld", &[]).out;
    assert!(text.is_ascii() || !text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
    let document: Value = serde_json::from_str(&text).expect("JSON");
    let triples = Triples::of(&text);
    assert_eq!(triples.0.len(), statements(&document));
    for [subject, property, object] in &triples.0 {
        for iri in [subject, property, object]
            .into_iter()
            .filter(|term| !term.starts_with('"'))
        {
            assert!(
                iri.is_ascii() && !iri.contains([' ', '<', '>', '"', '{', '}', '\\']),
                "{iri}"
            );
            assert!(iri.starts_with("urn:avg:") || iri.starts_with("http"), "{iri}");
        }
    }
    let titles = triples.0.iter().filter(|[_, property, _]| property.ends_with("/title"));
    assert!(
        titles
            .map(|[_, _, title]| title)
            .any(|title| title.contains('\u{202e}') && title.contains("💥"))
    );
    let transfers = triples
        .0
        .iter()
        .filter(|[_, _, object]| object.ends_with("#CrossBorderTransfer"));
    assert_eq!(transfers.count(), 2, "two rows of one name are two nodes");
    assert!(
        triples.reached("urn:avg:duration:P7D").contains("P7D"),
        "XML Schema knows no weeks"
    );
}

/// What the reader refuses is said as it is written: a record in the making is not a gap in the graph.
#[test]
fn what_is_no_record_yet_is_not_lost_either() {
    let dir = folder(&[
        ("avg.toml", "[organisation]\nname = \"A\"\n"),
        (
            "register/a.toml",
            "name = 'a'\nrole = 'boss'\ncontrollers = ['klant-a', 7]\nprocessors = 'agreements/weg'\npurposes = 3\n\
             reviewed_on = 12:00:00\nlegal_basis = ['6(1)(b)']\nsource = 'hearsay'\n",
        ),
    ]);
    let triples = Triples::of(&register(dir.path(), "jsonld", &[]).out);
    let process = "urn:avg:A:register/a";
    let said = |field: &str| {
        triples
            .objects(process, &format!("{AVG}{field}"))
            .into_iter()
            .map(lexical)
    };
    for (field, expected) in [
        ("role", &["boss"][..]),
        ("controllers", &["klant-a", "7"]),
        ("purposes", &["3"]),
        ("unreadable", &["reviewed_on"]),
        ("legal_basis", &["6(1)(b)"]),
        ("source", &["hearsay"]),
    ] {
        assert_eq!(said(field).collect::<Vec<_>>(), expected, "{field}");
    }
    let processor = triples.objects(process, &format!("{DPV}hasDataProcessor"));
    assert_eq!(processor, ["urn:avg:A:agreements/weg/counterparty"]);
}
