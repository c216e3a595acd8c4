//! The register as a graph in the W3C Data Privacy Vocabulary (DPV) 2.3: what each record says, in terms that other tools know.
//!
//! - Every node has an IRI: `urn:avg:`, then the trade register's number with its country, or the name where there is no
//!   number, then what it is: `urn:avg:NL-00000001:register/salarisadministratie`. What is no letter, digit or one of
//!   `-._~/` is percent-encoded. The same record has the same IRI in every commit.
//! - What a person wrote is a node of the organisation's own, with those words as `skos:prefLabel` in the language of the
//!   folder, below (`skos:broader`) the term of the vocabulary that it means, or below the general class where no term
//!   surely fits. A record points at both: who asks for `pd:Salary` finds it, who asks for the words finds those.
//! - What the vocabulary has no property for keeps the name of its field under `urn:avg:vocabulary:`, with its value: no
//!   field of an activity is left out. A list that says none is `avg:none` with the name of the field; a value that
//!   cannot be read is `avg:unreadable` with that name.
//! - Of an agreement there is what the register says of its parties, and no more.
//! - Of which folder, commit and moment the document is, stands in `dct:created` and `dct:provenance` of the register.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::records::tree::Node;
use crate::records::{Kind, Record, Records};
use crate::text::Lang;

use super::dpv_walk::{Walk, is_agreement};
use super::listing::of_kind;
use super::register::{has_other_controllers, others, refers_to, role, title};
use super::stamp::{self, Stamp};

/// What the names in a graph are short for.
pub const PREFIXES: &[(&str, &str)] = &[
    ("avg", "urn:avg:vocabulary:"),
    ("dct", "http://purl.org/dc/terms/"),
    ("dpv", "https://w3id.org/dpv#"),
    ("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"),
    ("legal-eu", "https://w3id.org/dpv/legal/eu#"),
    ("loc", "https://w3id.org/dpv/loc#"),
    ("pd", "https://w3id.org/dpv/pd#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Named nodes and what they say, in the order of the register.
#[derive(Clone, Debug)]
pub struct Graph {
    /// Of the words in it that have no language of their own.
    pub lang: Lang,
    pub resources: Vec<Resource>,
}

/// A node: its IRI, its classes, and what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    pub id: String,
    pub types: Vec<&'static str>,
    pub says: Vec<(Cow<'static, str>, Object)>,
}

/// What a node says with a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    /// Another node, or a term with its prefix.
    Iri(String),
    /// Words in the language of the folder.
    Words(String),
    /// Words of ours.
    Said(String, Lang),
    /// A value and its datatype.
    Typed(String, &'static str),
}

impl Object {
    /// A text that is in no language: a number, an address, a name.
    pub fn code(text: impl Into<String>) -> Object {
        Object::Typed(text.into(), "xsd:string")
    }
}

impl Resource {
    pub fn new(id: String, types: &[&'static str]) -> Resource {
        Resource {
            id,
            types: types.to_vec(),
            says: Vec::new(),
        }
    }

    /// A graph knows no twice: what was said is said.
    pub fn say(&mut self, property: impl Into<Cow<'static, str>>, object: Object) {
        let said = (property.into(), object);
        if !self.says.contains(&said) {
            self.says.push(said);
        }
    }

    pub fn point(&mut self, property: impl Into<Cow<'static, str>>, iri: impl Into<String>) {
        self.say(property, Object::Iri(iri.into()));
    }

    pub fn is_a(&mut self, class: &'static str) {
        if !self.types.contains(&class) {
            self.types.push(class);
        }
    }
}

/// The register; of one agreement only where one is meant.
pub fn graph(of: Option<&str>, records: &Records, stamp: &Stamp, eea: &[String], lang: Lang) -> Graph {
    let activities: Vec<&Record> = of_kind(records, Kind::Activity)
        .filter(|record| of.is_none_or(|agreement| refers_to(record, agreement)))
        .collect();
    let mut walk = Walk::of(names(records), of, eea);
    let mut register = register(of, stamp, &walk, lang);
    let mut agreements: BTreeSet<String> = BTreeSet::new();
    let mut parties: BTreeMap<String, &'static str> = BTreeMap::new();
    let mut found = Vec::new();
    for activity in &activities {
        let id = walk.id_of(activity);
        register.point("dpv:hasProcess", id.as_str());
        let mut process = Resource::new(id, &["dpv:Process"]);
        if has_other_controllers(activity, of) {
            process.say("dct:description", Object::Said(others(lang).to_string(), lang));
        }
        found.extend(take_part(activity, &mut process, &walk, &mut parties));
        let named = activity.agreements();
        let named = named.iter().map(|(name, _)| name.to_string());
        agreements.extend(named.filter(|name| walk.names_party(name)));
        found.extend(walk.record(activity.kind, &activity.root, process));
    }
    let mut resources = register_and_ourselves(register, stamp, records, &activities, &mut walk, lang);
    resources.append(&mut found);
    for name in &agreements {
        resources.extend(agreement(
            name,
            records.get(name),
            parties.get(name).copied(),
            &mut walk,
        ));
    }
    resources.extend(walk.concepts());
    Graph {
        lang: records.lang,
        resources,
    }
}

/// How the nodes of this folder are named: the beginning of every IRI, and what each record is called after it.
fn names(records: &Records) -> Names {
    let organisation = records.ours();
    let written = |key: &str| {
        let value = organisation?.root.get("organisation")?.get(key)?.text()?;
        (!value.trim().is_empty()).then(|| encoded(value.trim()))
    };
    let country = written("country").unwrap_or_else(|| "NL".to_string());
    let ours = match (written("trade_register"), written("name")) {
        (Some(number), _) => format!("{country}-{number}"),
        (None, Some(name)) => name,
        (None, None) => "unknown".to_string(),
    };
    let mut seen = BTreeSet::new();
    let twice = records.iter().filter(|record| !seen.insert(record.name.as_str()));
    Names {
        base: format!("urn:avg:{ours}:"),
        twice: twice.map(|record| record.file.to_string()).collect(),
    }
}

/// The beginning of every IRI of a folder, and the files whose record has a name that another one has too.
#[derive(Debug)]
pub(super) struct Names {
    pub base: String,
    pub twice: BTreeSet<String>,
}

/// A text as part of an IRI: nothing in it means anything there.
pub(super) fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn register(of: Option<&str>, stamp: &Stamp, walk: &Walk, lang: Lang) -> Resource {
    let mut id = walk.id("register");
    if let Some(agreement) = of {
        id += &format!(
            ":for:{}",
            agreement.split('/').map(encoded).collect::<Vec<_>>().join("/")
        );
    }
    let mut register = Resource::new(id, &["dpv:ROPA", "dpv:RecordsOfActivities"]);
    register.say("dct:title", Object::Said(title(of, lang), lang));
    register.point("dct:publisher", walk.id("organisation"));
    register.say("dct:created", Object::Typed(stamp.at.to_rfc3339(), "xsd:dateTime"));
    register.point("dct:provenance", walk.id("provenance"));
    register.point("dpv:hasApplicableLaw", "legal-eu:law-GDPR");
    register
}

fn provenance(stamp: &Stamp, walk: &Walk, lang: Lang) -> Resource {
    let mut provenance = Resource::new(walk.id("provenance"), &["dct:ProvenanceStatement"]);
    for sentence in stamp::sentences(stamp, lang) {
        provenance.say("dct:description", Object::Said(sentence, lang));
    }
    if let Some(commit) = &stamp.commit {
        provenance.say("avg:commit", Object::code(commit));
        let is_changed = stamp.is_changed.to_string();
        provenance.say("avg:uncommitted_changes", Object::Typed(is_changed, "xsd:boolean"));
    }
    let folder = stamp.folder.trim_end_matches('/');
    if !folder.is_empty() {
        provenance.say("avg:folder", Object::code(folder));
    }
    if let Some(then) = stamp.as_of {
        provenance.say("avg:as_of", Object::Typed(then.to_rfc3339(), "xsd:dateTime"));
    }
    provenance
}

/// The register itself, of what it is made, and who keeps it: 30(1)(a), 30(2)(a).
fn register_and_ourselves(
    register: Resource,
    stamp: &Stamp,
    records: &Records,
    activities: &[&Record],
    walk: &mut Walk,
    lang: Lang,
) -> Vec<Resource> {
    let mut ourselves = Resource::new(walk.id("organisation"), &["dpv:Organisation"]);
    for activity in activities {
        match role(activity) {
            Some("controller" | "joint-controller") => ourselves.is_a("dpv:DataController"),
            Some("processor") => ourselves.is_a("dpv:DataProcessor"),
            _ => (),
        }
    }
    let mut resources = vec![register, provenance(stamp, walk, lang)];
    match records.ours() {
        Some(record) => resources.extend(walk.record(Kind::Organisation, &record.root, ourselves)),
        None => resources.push(ourselves),
    }
    resources
}

/// Who takes part in an activity and as what, and the agreements on which they do.
fn take_part(
    activity: &Record,
    process: &mut Resource,
    walk: &Walk,
    parties: &mut BTreeMap<String, &'static str>,
) -> Option<Resource> {
    let ours = walk.id("organisation");
    let role = role(activity);
    match role {
        Some("controller" | "joint-controller") => process.point("dpv:hasDataController", ours.as_str()),
        Some("processor") => process.point("dpv:hasDataProcessor", ours.as_str()),
        _ => (),
    }
    let group_id = format!("{}/joint-controllers", process.id);
    let mut group = Resource::new(group_id, &["dpv:JointDataControllers"]);
    group.point("dpv:hasDataController", ours);
    for (field, property) in [
        ("controllers", "dpv:hasDataController"),
        ("processors", "dpv:hasDataProcessor"),
    ] {
        let written = activity.root.get(field);
        let references = written.into_iter().chain(written.into_iter().flat_map(Node::items));
        let references = references.filter_map(Node::text).filter(|it| is_agreement(it));
        for reference in references.filter(|it| walk.names_party(it)) {
            let party = walk.party(reference);
            process.point(property, party.as_str());
            process.point("dpv:hasLegalMeasure", walk.reference(reference));
            if field == "controllers" {
                group.point("dpv:hasDataController", party);
            } else if role == Some("processor") {
                parties.insert(reference.to_string(), "dpv:DataSubProcessor");
            }
        }
    }
    let is_joint = role == Some("joint-controller");
    if is_joint {
        process.point("dpv:hasJointDataControllers", group.id.as_str());
    }
    is_joint.then_some(group)
}

/// What of an agreement belongs in the register: its name, our role, whether it ended, the other party, and those whom a processor engages.
const OF_AN_AGREEMENT: [&str; 5] = ["name", "our_role", "ended_on", "counterparty", "subprocessors"];

fn agreement(name: &str, record: Option<&Record>, engaged: Option<&'static str>, walk: &mut Walk) -> Vec<Resource> {
    let our_role = record.and_then(|record| record.root.get("our_role")?.text());
    let (class, theirs) = match our_role {
        Some("controller") => ("dpv:DataProcessingAgreement", Some("dpv:DataProcessor")),
        Some("processor") => ("dpv:DataProcessingAgreement", Some("dpv:DataController")),
        Some("joint-controller") => ("dpv:JointDataControllersAgreement", Some("dpv:DataController")),
        _ => ("dpv:LegalAgreement", None),
    };
    let mut agreement = Resource::new(walk.reference(name), &[class]);
    agreement.say("dct:identifier", Object::code(name));
    agreement.point("dpv:hasParty", walk.id("organisation"));
    agreement.point("dpv:hasParty", walk.party(name));
    let mut party = Resource::new(walk.party(name), &["dpv:LegalEntity"]);
    theirs.into_iter().chain(engaged).for_each(|class| party.is_a(class));
    let entries = record.map(|record| record.root.entries()).unwrap_or_default();
    let mut found = Vec::new();
    for entry in entries
        .iter()
        .filter(|entry| OF_AN_AGREEMENT.contains(&entry.key.as_ref()))
    {
        match entry.key.as_ref() {
            "counterparty" => found.extend(walk.into(Kind::Agreement, "counterparty", &entry.node, &mut party)),
            key => found.extend(walk.entry(Kind::Agreement, key, key, &entry.node, &mut agreement)),
        }
    }
    [agreement, party].into_iter().chain(found).collect()
}
