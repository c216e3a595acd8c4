//! The committed schemas are those of the code, and everything that reads by them agrees: the walker that explains,
//! serde that types, and a JSON Schema validator as editors have.
//!
//! One difference is known and left: JSON has no dates, so an editor cannot tell `2026-03-27` from `"2026-03-27"`.

use std::fs;
use std::process::Command;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use avg::folder::Kind;
use avg::records::shape::Shape;
use avg::records::{
    Activity, Agreement, DataSubjectRequest, Incident, Organisation, from_node, schema, shape_of, toml_tree,
};
use jsonschema::Validator;
use proptest::prelude::*;

use super::choices::Choices;
use super::support::{avg, golden, root, walkdir};

#[test]
fn committed_schemas_are_those_of_the_code() {
    for kind in ["organisation", "activity", "agreement", "request", "incident", "pack"] {
        let run = avg(&root(), &["schema", kind]);
        assert_eq!(run.code, 0);
        golden(&format!("schemas/{kind}.json"), &run.out);
    }
}

fn serde_accepts(kind: Kind, text: &str) -> bool {
    let (root, troubles) = toml_tree::read(text);
    assert!(troubles.is_empty(), "{troubles:?}\n{text}");
    match kind {
        Kind::Organisation => from_node::<Organisation>(&root).is_ok(),
        Kind::Activity => from_node::<Activity>(&root).is_ok(),
        Kind::Agreement => from_node::<Agreement>(&root).is_ok(),
        Kind::Request => from_node::<DataSubjectRequest>(&root).is_ok(),
        Kind::Incident => from_node::<Incident>(&root).is_ok(),
    }
}

/// Compiled once for all cases.
static READERS: LazyLock<Vec<(Kind, Validator)>> = LazyLock::new(|| {
    let compiled = Kind::ALL.into_iter().map(|kind| {
        let validator = jsonschema::validator_for(schema::of(kind).as_value()).expect("a valid schema");
        (kind, validator)
    });
    compiled.collect()
});

fn reader(kind: Kind) -> (&'static Shape, &'static Validator) {
    let (_, validator) = READERS.iter().find(|(it, _)| *it == kind).unwrap();
    (shape_of(kind), validator)
}

fn walker_accepts(kind: Kind, text: &str) -> bool {
    reader(kind).0.misfits(&toml_tree::read(text).0).is_empty()
}

fn editor_accepts(kind: Kind, text: &str) -> bool {
    let table: toml::Table = text.parse().unwrap();
    reader(kind).1.is_valid(&json(&toml::Value::Table(table)))
}

/// TOML as an editor's validator sees it: dates are texts.
fn json(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(text) => text.clone().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(value) => (*value).into(),
        toml::Value::Datetime(datetime) => datetime.to_string().into(),
        toml::Value::Array(items) => items.iter().map(json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), json(value))).collect(),
    }
}

#[test]
fn every_example_is_accepted_by_all_and_every_broken_case_by_none() {
    let mut seen = 0;
    for file in walkdir(&root().join("examples")) {
        let path = file
            .strip_prefix(root().join("examples"))
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let (_, path) = path.split_once('/').unwrap();
        let Some(kind) = Kind::of_file(path) else { continue };
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            serde_accepts(kind, &text) && walker_accepts(kind, &text) && editor_accepts(kind, &text),
            "{path}"
        );
        seen += 1;
    }
    assert!(seen >= 30, "{seen}");
    for name in ["agreement", "missing", "wrong-folder", "misplaced-key"] {
        let text = fs::read_to_string(root().join(format!("tests/broken/{name}.toml"))).unwrap();
        let kind = Kind::from_folder(text.lines().next().unwrap().trim_start_matches("# ")).unwrap();
        // A date that does not exist is no TOML for a strict parser; its line is left out.
        let text: String = text
            .lines()
            .filter(|line| !line.contains("impossible-date"))
            .map(|line| format!("{line}\n"))
            .collect();
        assert!(
            !serde_accepts(kind, &text) && !walker_accepts(kind, &text) && !editor_accepts(kind, &text),
            "{name}"
        );
    }
}

/// taplo itself, where it is installed: by each file's own first line for the examples, by the schema for the broken.
#[test]
fn taplo_agrees() {
    let taplo = |args: &[&str]| {
        Command::new("taplo")
            .arg("check")
            .args(args)
            .current_dir(root())
            .output()
    };
    let examples: Vec<String> = walkdir(&root().join("examples"))
        .into_iter()
        .filter(|file| file.extension().is_some_and(|it| it == "toml"))
        .map(|file| file.to_string_lossy().into_owned())
        .collect();
    let Ok(run) = taplo(&examples.iter().map(String::as_str).collect::<Vec<_>>()) else {
        eprintln!("taplo is not installed: only the validator above was asked");
        return;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let dir = tempfile::tempdir().unwrap();
    for case in walkdir(&root().join("tests/broken")) {
        let text = fs::read_to_string(&case).unwrap();
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        // What comes twice is read; what refers to nothing can only be seen by looking at all files.
        let is_accepted = name == "repeated.toml";
        let kind = Kind::from_folder(text.lines().next().unwrap().trim_start_matches("# ")).unwrap();
        fs::write(dir.path().join(&name), &text).unwrap();
        let schema = format!("--schema=file://{}/schemas/{}.json", root().display(), kind.word());
        let run = taplo(&[&schema, &dir.path().join(&name).to_string_lossy()]).unwrap();
        assert_eq!(
            run.status.success(),
            is_accepted,
            "{name}: {}",
            String::from_utf8_lossy(&run.stderr)
        );
    }
}

/// How many generated files were accepted; a property over refusals alone would say little.
static ACCEPTED: AtomicUsize = AtomicUsize::new(0);

const CASES: u32 = 4000;

/// The walker and serde accept the same files, and so does an editor.
#[test]
fn walker_serde_and_editor_accept_the_same_files() {
    proptest!(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() }, |(seed in 1_u64.., kind in 0_usize..5)| {
        let kind = Kind::ALL[kind];
        let text = Choices::with_mistakes(seed).record(reader(kind).0);
        let serde = serde_accepts(kind, &text);
        prop_assert_eq!(serde, walker_accepts(kind, &text), "{}", text);
        prop_assert_eq!(serde, editor_accepts(kind, &text), "{}", text);
        ACCEPTED.fetch_add(usize::from(serde), Ordering::Relaxed);
    });
    let accepted = ACCEPTED.load(Ordering::Relaxed);
    assert!(
        (CASES as usize / 20..CASES as usize * 19 / 20).contains(&accepted),
        "{accepted} of {CASES}"
    );
}
