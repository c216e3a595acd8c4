//! Dutch and English are complete, and no message mixes them.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use avg::norms::{Catalogue, EMBEDDED, Embedded};
use avg::text::{Lang, Text};
use regex::Regex;

use super::cases::Case;
use super::support::{avg, copy, root, walkdir};

/// Words that only the one language has.
const DUTCH: &[&str] = &[
    "het",
    "een",
    "niet",
    "voor",
    "wordt",
    "worden",
    "zijn",
    "deze",
    "staat",
    "ontbreekt",
    "ontbreken",
    "schrijf",
    "geen",
    "maar",
    "heeft",
    "naar",
    "wie",
    "wat",
    "waar",
    "bij",
    "ook",
    "dan",
    "daarom",
];
const ENGLISH: &[&str] = &[
    "the", "and", "not", "which", "missing", "write", "with", "this", "that", "from", "are", "has", "have", "whether",
    "because", "there", "it", "does", "for",
];

/// Quotations, code, and the names of keys.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r#"‘[^’]*’|"[^"]*"|`[^`]*`|\{[^}]*\}|[a-z_.]+ = |\[+[a-z_]+\]+|[a-z]+_[a-z_]+|[a-z]+-[a-z-]+|[a-z]+:"#;
    Regex::new(pattern).unwrap()
});

/// What is left of a text when its quotations, code and the names of keys are gone: those are nobody's language.
fn prose(text: &str) -> String {
    QUOTED.replace_all(text, " ").to_lowercase()
}

/// The first word of a text that belongs to the other language.
fn foreign<'w>(text: &str, words: &'w [&str]) -> Option<&'w str> {
    let prose = prose(text);
    let all: Vec<&str> = prose.split(|c: char| !c.is_alphabetic()).collect();
    words.iter().find(|word| all.contains(word)).copied()
}

/// The first word of a text in one language that belongs to the other.
pub fn foreign_to(lang: Lang, text: &str) -> Option<&'static str> {
    foreign(text, lang.pick(ENGLISH, DUTCH))
}

/// What mixes the languages, gathered so that one run shows all of it.
#[derive(Default)]
struct Mixed(Vec<String>);

impl Mixed {
    fn look(&mut self, text: &str, lang: Lang, place: &str) {
        if let Some(word) = foreign(text, lang.pick(ENGLISH, DUTCH)) {
            self.0
                .push(format!("{place}: ‘{word}’ is of the other language in ‘{text}’"));
        }
    }

    fn look_at_both(&mut self, text: &Text, place: &str) {
        for lang in [Lang::Nl, Lang::En] {
            self.look(text.get(lang), lang, place);
        }
        if text.get(Lang::Nl) == text.get(Lang::En) {
            self.0.push(format!("{place} is the same in both"));
        }
    }

    fn must_be_none(self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}

#[test]
fn the_words_tell_the_languages_apart() {
    assert_eq!(foreign("de termijn is missing", ENGLISH), Some("missing"));
    assert_eq!(foreign("‘the’ staat in \"not\"", ENGLISH), None);
    assert_eq!(foreign("the term ontbreekt", DUTCH), Some("ontbreekt"));
}

/// Every norm says in both languages what is wrong, what to do and what else to know.
#[test]
fn every_norm_speaks_both() {
    let mut mixed = Mixed::default();
    for norm in Catalogue::embedded().unwrap().norms() {
        for (what, text) in [("title", &norm.title), ("help", &norm.help), ("explain", &norm.explain)] {
            let place = format!("{}: {what}", norm.name);
            assert!(
                !text.get(Lang::Nl).is_empty() && !text.get(Lang::En).is_empty(),
                "{place} is missing"
            );
            mixed.look_at_both(text, &place);
        }
        if let Some(rule) = norm.duty() {
            mixed.look_at_both(&rule.actor, &norm.name);
        }
    }
    for pack in Catalogue::embedded().unwrap().packs {
        for entry in &pack.unchecked {
            mixed.look_at_both(&Text::from(&entry.why), &entry.cite.0);
        }
    }
    mixed.must_be_none();
}

/// A text in one language only stands for both when a house writes it; ours are written twice.
#[test]
fn our_packs_write_both() {
    for Embedded { name, text, .. } in EMBEDDED {
        let pack: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
        both_written(&pack, name);
    }
}

fn both_written(value: &serde_yaml::Value, place: &str) {
    match value {
        serde_yaml::Value::Mapping(map) => {
            let has = |key: &str| map.contains_key(key);
            assert_eq!(has("nl"), has("en"), "{place}: {map:?}");
            for (key, value) in map {
                both_written(value, &format!("{place}.{}", key.as_str().unwrap_or_default()));
            }
        }
        serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| both_written(item, place)),
        _ => {}
    }
}

/// What the tool says of every firing case, in both languages at once.
#[test]
fn no_finding_mixes_them() {
    let catalogue = Catalogue::embedded().unwrap();
    let (mut seen, mut mixed) = (0, Mixed::default());
    for norm in catalogue.norms() {
        for case in Case::all(norm).iter().filter(|case| case.fires) {
            let outcome = case.outcome(&catalogue);
            let findings = outcome.findings.iter().flat_map(|it| [&it.message, &it.help]);
            let clocks = outcome.duties.iter().flat_map(|duty| &duty.clocks);
            let steps: Vec<Text> = clocks
                .filter_map(|clock| Some(clock.due.as_ref()?.explained()))
                .flatten()
                .collect();
            for text in findings.chain(&steps) {
                for lang in [Lang::Nl, Lang::En] {
                    mixed.look(text.get(lang), lang, &norm.name);
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 5000, "{seen}");
    mixed.must_be_none();
}

/// What the binary says of the examples and of broken files, in each language.
#[test]
fn no_message_mixes_them() {
    let mut seen = 0;
    let mut mixed = Mixed::default();
    for lang in [Lang::Nl, Lang::En] {
        let name = lang.pick("nl", "en");
        for example in ["reglement", "verwerkersovereenkomst"] {
            let dir = copy(&root().join("examples").join(example));
            seen += said(dir.path(), name, lang, &mut mixed);
        }
        let dir = tempfile::tempdir().unwrap();
        fs::write(
            dir.path().join("avg.toml"),
            "[organisation]\nname = \"V\"\nlanguage = 1\n",
        )
        .unwrap();
        for file in walkdir(&root().join("tests/broken")) {
            let text = fs::read_to_string(&file).unwrap();
            let kind = text.lines().next().unwrap().trim_start_matches("# ");
            let place = dir.path().join(kind);
            fs::create_dir_all(&place).unwrap();
            fs::copy(&file, place.join(file.file_name().unwrap())).unwrap();
        }
        seen += said(dir.path(), name, lang, &mut mixed);
    }
    assert!(seen > 300, "{seen}");
    mixed.must_be_none();
}

/// Looks at every message and every help of `check` and every step of `due`.
fn said(dir: &Path, name: &str, lang: Lang, mixed: &mut Mixed) -> usize {
    let args = ["--now", "2026-11-22T12:00+01:00", "--lang", name];
    let findings = avg(dir, &[&args[..], &["check", "--format", "json"]].concat()).findings();
    for finding in &findings {
        for key in ["message", "help"] {
            mixed.look(finding[key].as_str().unwrap(), lang, finding["norm"].as_str().unwrap());
        }
    }
    let due = avg(
        dir,
        &[&args[..], &["due", "--all", "--explain", "--format", "json"]].concat(),
    )
    .json();
    let steps = due
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|duty| duty["norms"].as_array().unwrap().clone());
    let steps: Vec<_> = steps
        .flat_map(|norm| norm["steps"].as_array().cloned().unwrap_or_default())
        .collect();
    for step in &steps {
        mixed.look(step.as_str().unwrap(), lang, "due --explain");
    }
    findings.len() + steps.len()
}
