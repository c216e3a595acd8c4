//! `avg report register --format jsonld`: read back by an independent JSON-LD processor, nothing of article 30 is lost and no
//! term is made up.

mod hostile;
mod kinds;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use oxjsonld::JsonLdParser;
use serde_json::Value;

use super::support::{Run, avg, examples, git, golden, root, write};

const NOW: &str = "2026-04-15T09:00";
const EXAMPLES: [&str; 3] = ["op-orde", "reglement", "verwerkersovereenkomst"];
const DPV: &str = "https://w3id.org/dpv#";
const GDPR: &str = "https://w3id.org/dpv/legal/eu/gdpr#";
const AVG: &str = "urn:avg:vocabulary:";

fn register(dir: &Path, format: &str, more: &[&str]) -> Run {
    let args = ["--now", NOW, "report", "register", "--format", format];
    let run = avg(dir, &[&args[..], more].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

/// What an independent processor reads: subject, property and object, as N-Triples writes them without the angle brackets.
#[derive(Debug)]
struct Triples(Vec<[String; 3]>);

impl Triples {
    fn of(jsonld: &str) -> Triples {
        let bare = |term: String| match term.strip_prefix('<').and_then(|term| term.strip_suffix('>')) {
            Some(iri) => iri.to_string(),
            None => term,
        };
        let parsed = JsonLdParser::new().for_slice(jsonld.as_bytes());
        let quads = parsed.map(|quad| quad.unwrap_or_else(|error| panic!("{error}\n{jsonld}")));
        let triples = quads.map(|quad| {
            assert!(quad.graph_name.is_default_graph());
            [
                quad.subject.to_string(),
                quad.predicate.to_string(),
                quad.object.to_string(),
            ]
            .map(bare)
        });
        Triples(triples.collect())
    }

    fn has(&self, subject: &str, property: &str, object: &str) -> bool {
        self.objects(subject, property).contains(&object)
    }

    fn objects(&self, subject: &str, property: &str) -> Vec<&str> {
        let said = self.0.iter().filter(|[s, p, _]| s == subject && p == property);
        said.map(|[_, _, object]| object.as_str()).collect()
    }

    /// The subject that has a name or title.
    fn named(&self, name: &str) -> &str {
        let named = self.0.iter().find(|[_, p, object]| {
            (p.ends_with("/title") || p.ends_with("#prefLabel") || p.ends_with("#hasName")) && lexical(object) == name
        });
        &named.unwrap_or_else(|| panic!("{name}: {self:#?}"))[0]
    }

    /// Every value and every IRI that can be reached from a node, without going back to the register.
    fn reached(&self, from: &str) -> BTreeSet<String> {
        let mut open = vec![from.to_string()];
        let mut found = BTreeSet::new();
        while let Some(node) = open.pop() {
            for [_, _, object] in self.0.iter().filter(|[subject, ..]| *subject == node) {
                if found.insert(lexical(object)) && !object.starts_with('"') {
                    open.push(object.clone());
                }
            }
        }
        found
    }
}

/// A literal without its quotes, language and datatype; an IRI as it is.
fn lexical(object: &str) -> String {
    let Some(end) = object.rfind('"').filter(|_| object.starts_with('"')) else {
        return object.to_string();
    };
    let quoted = &object[1..end];
    quoted.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\")
}

/// How much a document says, counted in its text: every object of every property, types included.
fn statements(document: &Value) -> usize {
    let nodes = document["@graph"].as_array().expect("a graph");
    let said = nodes.iter().flat_map(|node| node.as_object().expect("a node"));
    let said = said.filter(|(key, _)| *key != "@id");
    said.map(|(_, value)| value.as_array().map_or(1, Vec::len)).sum()
}

/// Each property, class and term with a prefix.
fn names(document: &Value) -> BTreeSet<String> {
    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(entries) => {
                for (key, value) in entries {
                    found.insert(key.clone());
                    match (key.as_str(), value) {
                        ("@id", Value::String(name)) => drop(found.insert(name.clone())),
                        ("@type", Value::String(name)) => drop(found.insert(name.clone())),
                        ("@type", Value::Array(names)) => {
                            found.extend(names.iter().filter_map(Value::as_str).map(str::to_string));
                        }
                        _ => collect(value, found),
                    }
                }
            }
            _ => (),
        }
    }
    let mut found = BTreeSet::new();
    collect(&document["@graph"], &mut found);
    found
}

#[test]
fn an_independent_processor_reads_all_of_it() {
    let dir = examples();
    for example in EXAMPLES {
        let text = register(&dir.path().join(example), "jsonld", &[]).out;
        let triples = Triples::of(&text);
        let document: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(triples.0.len(), statements(&document), "{example}: nothing dropped");
        for iri in triples.0.iter().flatten().filter(|term| !term.starts_with('"')) {
            assert!(iri.starts_with("urn:avg:") || iri.starts_with("http"), "{iri}");
        }
        let process = triples
            .0
            .iter()
            .filter(|[_, property, _]| *property == format!("{DPV}hasProcess"));
        let activities = std::fs::read_dir(dir.path().join(example).join("register")).expect("a folder");
        assert_eq!(process.count(), activities.count(), "{example}");
    }
}

#[test]
fn every_term_is_in_the_vocabulary() {
    let list = std::fs::read_to_string(root().join("tests/dpv-2.3-terms.txt")).expect("the list");
    let known: BTreeSet<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    let dir = examples();
    for example in EXAMPLES {
        let document = register(&dir.path().join(example), "jsonld", &[]).json();
        let context = document["@context"].as_object().expect("a context");
        let theirs: Vec<String> = context
            .iter()
            .filter(|(_, iri)| iri.as_str().is_some_and(|iri| iri.starts_with("https://w3id.org/dpv")))
            .map(|(prefix, _)| format!("{prefix}:"))
            .collect();
        assert!(theirs.len() >= 5, "{theirs:?}");
        for name in names(&document) {
            if theirs.iter().any(|prefix| name.starts_with(prefix)) {
                assert!(known.contains(name.as_str()), "{example}: {name}");
            }
        }
    }
}

/// The salary activity of the example, as facts that a query asks.
#[test]
fn an_activity_says_what_article_30_asks_in_terms_of_the_vocabulary() {
    let dir = examples();
    let triples = Triples::of(&register(&dir.path().join("op-orde"), "jsonld", &[]).out);
    let salary = triples.named("Salarisadministratie");
    assert_eq!(salary, "urn:avg:NL-00000001:register/salarisadministratie");
    let controller = triples.named("Voorbeeld Planning BV");
    for (property, object) in [
        (format!("{DPV}hasDataController"), controller.to_string()),
        (
            format!("{DPV}hasDataProcessor"),
            triples.named("Loonpakket Online BV").to_string(),
        ),
        (format!("{DPV}hasPurpose"), format!("{DPV}PersonnelPayment")),
        (format!("{DPV}hasDataSubject"), format!("{DPV}Employee")),
        (
            format!("{DPV}hasPersonalData"),
            "https://w3id.org/dpv/pd#Salary".to_string(),
        ),
        (
            format!("{DPV}hasPersonalData"),
            "https://w3id.org/dpv/pd#OfficialID".to_string(),
        ),
        (
            format!("{DPV}hasPersonalData"),
            "https://w3id.org/dpv/pd#PhysicalAddress".to_string(),
        ),
        (format!("{DPV}hasLegalBasis"), format!("{GDPR}A6-1-c")),
        (format!("{DPV}hasTechnicalMeasure"), format!("{DPV}EncryptionAtRest")),
        (format!("{DPV}hasDataSource"), format!("{DPV}DataSubjectDataSource")),
        (
            format!("{AVG}reviewed_on"),
            "\"2026-01-12\"^^<http://www.w3.org/2001/XMLSchema#date>".to_string(),
        ),
    ] {
        assert!(triples.has(salary, &property, &object), "{property} {object}");
    }
    let kept = triples.objects(salary, &format!("{DPV}hasStorageCondition"));
    let duration = triples.objects(kept[0], &format!("{DPV}hasDuration"));
    let value = triples.objects(duration[0], "http://www.w3.org/1999/02/22-rdf-syntax-ns#value");
    assert_eq!(value, ["\"P7Y\"^^<http://www.w3.org/2001/XMLSchema#duration>"]);
    let words = triples.named("medewerkers");
    let label = triples.objects(words, "http://www.w3.org/2004/02/skos/core#prefLabel");
    assert_eq!(
        label,
        ["\"medewerkers\"@nl"],
        "the words of the record, in its language"
    );
    let officer = triples.objects(controller, &format!("{DPV}hasDataProtectionOfficer"));
    assert!(triples.reached(officer[0]).contains("fg@planning.example"));
}

/// 30(1)(a)–(g) and 30(2)(a)–(d): each value that the register shows programs is reached from its activity, for every example.
#[test]
fn whatever_the_register_shows_is_in_the_graph() {
    let dir = examples();
    for example in EXAMPLES {
        let place = dir.path().join(example);
        let json = register(&place, "json", &[]).json();
        let triples = Triples::of(&register(&place, "jsonld", &[]).out);
        let rows = |part: usize| json["parts"][part]["rows"].as_array().expect("rows");
        let ourselves = triples
            .0
            .iter()
            .find(|[_, property, _]| property.ends_with("/publisher"));
        let ourselves = triples.reached(&ourselves.expect("who keeps it")[2]);
        for row in rows(0) {
            for value in values(&row["value"]) {
                assert!(is_among(&value, &ourselves), "{example}: {value}");
            }
        }
        let mut seen = 0;
        for row in rows(1).iter().chain(rows(2)).chain(rows(3)) {
            let id = row["record"].as_str().expect("a name");
            let node = triples
                .0
                .iter()
                .find(|[subject, ..]| subject.ends_with(&format!(":{id}")));
            let node = &node.unwrap_or_else(|| panic!("{id}"))[0];
            let reached = triples.reached(node);
            let none = triples.objects(node, &format!("{AVG}none"));
            for (field, written) in row.as_object().expect("a row") {
                match written {
                    _ if ["record", "missing"].contains(&field.as_str()) => (),
                    Value::Array(items) if items.is_empty() => {
                        assert!(none.iter().any(|it| lexical(it) == *field), "{example} {id} {field}");
                    }
                    written => {
                        for value in values(written) {
                            assert!(
                                is_among(&value, &reached),
                                "{example} {id} {field}: {value}\n{reached:#?}"
                            );
                            seen += 1;
                        }
                    }
                }
            }
        }
        assert!(seen > 50, "{example}: {seen}");
    }
}

/// The single values of a cell: of lists each, of rows each field.
fn values(cell: &Value) -> Vec<String> {
    match cell {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(values).collect(),
        Value::Object(fields) => fields.values().flat_map(values).collect(),
        value => vec![value.to_string()],
    }
}

fn is_among(value: &str, reached: &BTreeSet<String>) -> bool {
    reached.contains(value) || reached.contains(&format!("https://w3id.org/dpv/loc#{value}"))
}

#[test]
fn the_work_tree_and_the_commit_say_the_same() {
    let dir = examples();
    for example in EXAMPLES {
        let place = dir.path().join(example);
        let tree = register(&place, "jsonld", &[]).out;
        assert_eq!(tree, register(&place, "jsonld", &[]).out, "the same bytes twice");
        assert_eq!(tree, register(&place, "jsonld", &["--rev", "HEAD"]).out, "{example}");
    }
    let place = dir.path().join("op-orde");
    write(&place, "register/nieuw.toml", "name = 'Nieuw'\nrole = 'controller'\n");
    assert!(register(&place, "jsonld", &[]).out.contains("register/nieuw"));
    assert!(
        !register(&place, "jsonld", &["--rev", "HEAD"])
            .out
            .contains("register/nieuw")
    );
    git(&place, &["add", "."]);
    git(&place, &["commit", "-qm", "new"]);
    let run = avg(
        &place,
        &[
            "--now",
            "2026-12-01T09:00",
            "report",
            "register",
            "--format",
            "jsonld",
            "--as-of",
            "2026-11-30",
        ],
    );
    let triples = Triples::of(&run.out);
    let as_of = triples
        .0
        .iter()
        .find(|[_, property, _]| *property == format!("{AVG}as_of"));
    assert!(as_of.expect("for when it is")[2].starts_with("\"2026-11-30T"));
}

#[test]
fn of_one_agreement_only_what_refers_to_it() {
    let dir = examples();
    let place = dir.path().join("op-orde");
    let triples = Triples::of(&register(&place, "jsonld", &["--for", "agreements/zorg-noord"]).out);
    let processes: BTreeMap<&str, &str> = triples
        .0
        .iter()
        .filter(|[_, property, _]| *property == format!("{DPV}hasProcess"))
        .map(|[register, _, process]| (process.as_str(), register.as_str()))
        .collect();
    let [(process, register)] = processes.into_iter().collect::<Vec<_>>()[..] else {
        panic!("one activity");
    };
    assert_eq!(process, "urn:avg:NL-00000001:register/planningsdienst");
    assert_eq!(register, "urn:avg:NL-00000001:register:for:agreements/zorg-noord");
}

#[test]
fn only_the_register_is_a_graph() {
    let dir = examples();
    let place = dir.path().join("op-orde");
    for report in ["agreements", "incidents", "requests", "norms"] {
        let run = avg(&place, &["--lang", "en", "report", report, "--format", "jsonld"]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("does not know the format ‘jsonld’"), "{}", run.err);
    }
    let help = avg(&place, &["report", "--help"]).out;
    assert!(help.contains("jsonld"), "{help}");
}

#[test]
fn a_folder_in_order_reads_as_blessed() {
    let dir = examples();
    let run = register(&dir.path().join("op-orde"), "jsonld", &[]);
    let commit = run
        .out
        .split("commit ")
        .nth(1)
        .and_then(|rest| rest.split(';').next())
        .expect("a commit");
    golden(
        "tests/golden/report/register/graph.jsonld",
        &run.out.replace(commit, "COMMIT"),
    );
}
