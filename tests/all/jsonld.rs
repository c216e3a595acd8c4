//! `avg report register --format jsonld`: read back by an independent JSON-LD processor, nothing of article 30 is lost and no
//! term is made up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use oxjsonld::JsonLdParser;
use serde_json::Value;

use super::support::{Run, avg, examples, folder, git, golden, root, write};

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
        for row in rows(0).iter().filter_map(|row| row["value"].as_str()) {
            for value in values(row) {
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
                match written.as_str() {
                    _ if field == "record" => (),
                    Some("[]") => assert!(none.iter().any(|it| lexical(it) == *field), "{example} {id} {field}"),
                    Some(written) => {
                        for value in values(written) {
                            assert!(
                                is_among(&value, &reached),
                                "{example} {id} {field}: {value}\n{reached:#?}"
                            );
                            seen += 1;
                        }
                    }
                    None => (),
                }
            }
        }
        assert!(seen > 50, "{example}: {seen}");
    }
}

/// The single values of a cell: of lists each, of rows each field.
fn values(cell: &str) -> Vec<String> {
    let mut found = Vec::new();
    for piece in cell.lines().flat_map(|line| line.split(" · ")) {
        match serde_json::from_str::<Vec<String>>(piece) {
            Ok(list) => found.extend(list),
            // A bare date has its field before it.
            Err(_) => match piece.split_once(": ") {
                Some((_, day)) if day.len() == 10 && day.starts_with("20") => found.push(day.to_string()),
                _ => found.push(piece.to_string()),
            },
        }
    }
    found.retain(|value| !value.is_empty());
    found
}

fn is_among(value: &str, reached: &BTreeSet<String>) -> bool {
    reached.contains(value) || reached.contains(&format!("https://w3id.org/dpv/loc#{value}"))
}

const STRICT: &str = "
name = 'Gezondheidsonderzoek'
role = 'joint-controller'
controllers = ['agreements/partner']
subjects = ['kinderen']
processors = []
x_own = { a = [1, true, 2.5], b = [] }

[[personal_data]]
category = 'Gezondheid'
kind = 'health'
ground = '9(2)(h)'

[[personal_data]]
category = 'Herkomst'
kind = 'racial-or-ethnic-origin'

[[personal_data]]
items = ['handtekening']

[[retention]]
data = 'dossier'
keep = '10 working days'

[[transfers]]
country = 'US'
recipient = 'Lab Inc.'
instrument = 'adequacy'
condition_met = true

[[transfers]]
country = 'IN'
instrument = 'derogation'
derogation = '49(1)'

[[transfers]]
country = 'BR'
instrument = 'scc'
assessment_on = 2026-01-01

[dpia]
criteria = ['sensitive-data']
outcome = 'high-residual'
done_on = 2026-02-01
";

const PARTNER: &str =
    "name = 'Regeling'\nour_role = 'joint-controller'\n[counterparty]\nname = 'Partner'\ncountry = 'BE'\n";

fn strict() -> tempfile::TempDir {
    folder(&[
        (
            "avg.toml",
            "[organisation]\nname = \"A & B\"\n[settings]\nlanguage = 'en'\n",
        ),
        ("register/onderzoek.toml", STRICT),
        ("agreements/partner.toml", PARTNER),
    ])
}

#[test]
fn special_kinds_transfers_and_joint_controllers_have_their_own_terms() {
    let dir = strict();
    let triples = Triples::of(&register(dir.path(), "jsonld", &[]).out);
    let process = "urn:avg:A%20%26%20B:register/onderzoek";
    let is_a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    let special = format!("{DPV}SpecialCategoryPersonalData");
    for kind in ["Gezondheid", "Herkomst"] {
        assert!(triples.has(triples.named(kind), is_a, &special), "{kind}");
    }
    let legal = triples.objects(process, &format!("{DPV}hasLegalBasis"));
    for term in ["A9-2-h", "A45-3", "AdequacyDecision", "A49-2"] {
        assert!(legal.contains(&format!("{GDPR}{term}").as_str()), "{term}: {legal:?}");
    }
    assert!(
        !legal.iter().any(|term| term.contains("A46")),
        "whose clauses they are, is not written: {legal:?}"
    );
    let countries = triples.objects(process, &format!("{DPV}hasThirdCountry"));
    let loc = |code: &str| format!("https://w3id.org/dpv/loc#{code}");
    assert_eq!(countries, [loc("US"), loc("IN"), loc("BR")]);
    let group = triples.objects(process, &format!("{DPV}hasJointDataControllers"));
    assert_eq!(triples.objects(group[0], &format!("{DPV}hasDataController")).len(), 2);
    let reached = triples.reached(process);
    for said in [
        "Partner",
        "Lab Inc.",
        "10 working days",
        "2026-01-01",
        "sensitive-data",
        "2.5",
        "true",
    ] {
        assert!(reached.contains(said), "{said}");
    }
    assert!(reached.contains(&format!("{GDPR}DPIAOutcomeHighResidualRisk")));
    let own = triples.named("handtekening");
    let broader = triples.objects(own, "http://www.w3.org/2004/02/skos/core#broader");
    assert_eq!(broader, [format!("{DPV}PersonalData")], "no term, so the class alone");
    assert!(triples.has(process, &format!("{AVG}none"), "\"processors\""));
}

/// What the norms take for the EEA is the same here: only what lies outside it is a third country.
#[test]
fn within_the_eea_is_no_third_country() {
    let pack = std::fs::read_to_string(root().join("src/norms/packs/avg.yaml")).expect("the pack");
    let pack: Value = serde_yaml::from_str(&pack).expect("YAML");
    let found = find(&pack, "eea").expect("the EEA");
    let eea: Vec<&str> = found
        .as_array()
        .expect("codes")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(eea.len() >= 30);
    let transfers = |codes: &[&str]| {
        let rows = codes.iter().map(|code| format!("[[transfers]]\ncountry = '{code}'\n"));
        format!("name = 'a'\nrole = 'controller'\n{}", rows.collect::<String>())
    };
    let dir = folder(&[
        ("avg.toml", "[organisation]\nname = \"A\"\n"),
        ("register/inside.toml", &transfers(&eea)),
        ("register/outside.toml", &transfers(&["CH", "GB", "GL", "AW", "US"])),
    ]);
    let triples = Triples::of(&register(dir.path(), "jsonld", &[]).out);
    let third = |process: &str| triples.objects(process, &format!("{DPV}hasThirdCountry")).len();
    assert_eq!(
        (third("urn:avg:A:register/inside"), third("urn:avg:A:register/outside")),
        (0, 5)
    );
}

/// The value of a key, wherever it stands.
fn find<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Object(entries) => entries
            .get(key)
            .or_else(|| entries.values().find_map(|value| find(value, key))),
        Value::Array(items) => items.iter().find_map(|item| find(item, key)),
        _ => None,
    }
}

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
        "tests/golden/report/op-orde-register.jsonld",
        &run.out.replace(commit, "COMMIT"),
    );
}
