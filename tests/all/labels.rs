//! Every field and every word has a name that people know, in both languages, and nothing else has one.

use std::collections::BTreeSet;

use avg::folder::Kind;
use avg::records::labels::{self, ARTICLES, WORDS};
use avg::records::shape::Shape;
use avg::records::shape_of;
use avg::text::Lang;

use super::languages::foreign_to;

/// Every path of a kind with what may stand there.
fn places(kind: Kind) -> Vec<(String, &'static Shape)> {
    let shape = shape_of(kind);
    let paths = shape.paths().into_iter();
    let found = paths.map(|path| {
        let keys: Vec<String> = path.split('.').map(str::to_string).collect();
        (path, shape.at(&keys).expect("a path of the shape"))
    });
    found.collect()
}

#[test]
fn every_field_has_one_label() {
    for kind in Kind::ALL {
        let labelled: Vec<&str> = labels::fields(kind).iter().map(|(path, ..)| *path).collect();
        let known: BTreeSet<String> = places(kind).into_iter().map(|(path, _)| path).collect();
        let unique: BTreeSet<String> = labelled.iter().map(|path| path.to_string()).collect();
        assert_eq!(unique, known, "{kind}");
        assert_eq!(unique.len(), labelled.len(), "{kind}");
    }
}

#[test]
fn no_two_fields_of_a_table_are_called_alike() {
    for kind in Kind::ALL {
        for lang in [Lang::Nl, Lang::En] {
            let mut seen = BTreeSet::new();
            for (path, _) in places(kind) {
                let table = path.rsplit_once('.').map(|(table, _)| table.to_string());
                let label = labels::field(kind, &path).get(lang).to_string();
                assert!(seen.insert((table, label.clone())), "{kind} {path}: {label}");
            }
        }
    }
}

#[test]
fn every_word_has_one_label() {
    let mut seen = BTreeSet::new();
    for kind in Kind::ALL {
        for (path, shape) in places(kind) {
            let Some(words) = shape.words() else { continue };
            let mut called = BTreeSet::new();
            for word in words {
                let label = labels::word(kind, &path, word);
                let group = WORDS
                    .iter()
                    .find(|group| group.fields.contains(&(kind, path.as_str())))
                    .unwrap_or_else(|| panic!("{kind} {path}"));
                assert!(
                    group.words.iter().any(|(known, ..)| known == word),
                    "{kind} {path}: {word}"
                );
                assert!(called.insert(label.get(Lang::Nl).to_string()), "{kind} {path}: {word}");
                seen.insert((group.words.as_ptr(), word.clone()));
            }
        }
    }
    for group in WORDS {
        for (word, ..) in group.words {
            let is_used = seen.contains(&(group.words.as_ptr(), word.to_string()));
            assert!(is_used, "{word} is a word of none of its fields");
        }
    }
    for group in WORDS.iter().chain(ARTICLES) {
        for (kind, path) in group.fields {
            let (_, shape) = places(*kind)
                .into_iter()
                .find(|(known, _)| known == path)
                .unwrap_or_else(|| panic!("{kind} {path}"));
            assert!(matches!(shape.row(), Shape::Word(_) | Shape::Text), "{kind} {path}");
        }
    }
}

#[test]
fn both_languages_are_themselves() {
    let mut wrong = Vec::new();
    let fields = Kind::ALL.into_iter().flat_map(labels::fields);
    let words = WORDS.iter().chain(ARTICLES).flat_map(|group| group.words);
    for (what, nl, en) in fields.chain(words) {
        assert!(!nl.trim().is_empty() && !en.trim().is_empty(), "{what}");
        for (text, lang) in [(nl, Lang::Nl), (en, Lang::En)] {
            wrong.extend(foreign_to(lang, text).map(|word| format!("{what}: ‘{word}’ in ‘{text}’")));
        }
        if nl == en {
            wrong.push(format!("{what} is the same in both: {nl}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn labels_are_the_terms_of_the_regulation() {
    for (kind, path, nl, en) in [
        (
            Kind::Incident,
            "authority.notified_at",
            "gemeld bij de Autoriteit Persoonsgegevens",
            "notified to the supervisory authority",
        ),
        (
            Kind::Request,
            "answer.given_on",
            "beantwoord, of bijstand verleend, op",
            "answered, or assistance given, on",
        ),
        (Kind::Activity, "personal_data", "persoonsgegevens", "personal data"),
        (Kind::Activity, "x_kleur", "x_kleur", "x_kleur"),
    ] {
        let label = labels::field(kind, path);
        assert_eq!((label.get(Lang::Nl), label.get(Lang::En)), (nl, en));
    }
    for (kind, path, word, nl, en) in [
        (
            Kind::Activity,
            "role",
            "joint-controller",
            "gezamenlijk verwerkingsverantwoordelijke",
            "joint controller",
        ),
        (Kind::Request, "age", "12-15", "12 tot en met 15 jaar", "12 to 15"),
        (
            Kind::Activity,
            "legal_basis.article",
            "6(1)(c)",
            "wettelijke verplichting (6(1)(c))",
            "legal obligation (6(1)(c))",
        ),
        (Kind::Activity, "legal_basis.article", "6(1)", "6(1)", "6(1)"),
        (Kind::Activity, "legal_basis.law", "6(1)(c)", "6(1)(c)", "6(1)(c)"),
    ] {
        let label = labels::word(kind, path, word);
        assert_eq!((label.get(Lang::Nl), label.get(Lang::En)), (nl, en));
    }
    assert_eq!(labels::yes_no(false).get(Lang::Nl), "nee");
}
