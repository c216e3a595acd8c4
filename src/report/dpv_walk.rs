//! The walk through the records that makes the graph of [`super::dpv`]: it leaves no field out.

use std::collections::{BTreeMap, BTreeSet};

use crate::records::country;
use crate::records::shape::Shape;
use crate::records::tree::{Node, Value, keys};
use crate::records::{Kind, Record, shape_of};
use crate::time::{Term, Unit};

use super::dpv::{Names, Object, Resource, encoded};
use super::dpv_fields::Means::{
    self, Article, Code, Country, Duration, Elsewhere, Named, Own, Party, Row, Same, Word, Words,
};
use super::dpv_fields::{SAID_TWICE, table};
use super::dpv_terms::Terms;
use super::dpv_words::{self as terms, Meaning};
use super::register::OF_OUR_OWN;

/// A walk through records, with what they share: the concepts that they name, and the IRIs that are taken.
#[derive(Debug)]
pub(super) struct Walk {
    names: Names,
    /// The agreement whose other party alone may be named, where one is meant.
    only: Option<String>,
    /// The countries that are no third countries.
    eea: Vec<String>,
    concepts: BTreeMap<String, Resource>,
    taken: BTreeSet<String>,
}

impl Walk {
    pub fn of(names: Names, only: Option<&str>, eea: &[String]) -> Walk {
        Walk {
            names,
            only: only.map(str::to_string),
            eea: eea.to_vec(),
            concepts: BTreeMap::new(),
            taken: BTreeSet::new(),
        }
    }

    pub fn id(&self, what: &str) -> String {
        format!("{}{what}", self.names.base)
    }

    pub fn reference(&self, record: &str) -> String {
        let steps: Vec<String> = record.split('/').map(encoded).collect();
        self.id(&steps.join("/"))
    }

    /// Whether the other party to an agreement may be named.
    pub fn names_party(&self, agreement: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == agreement)
    }

    /// The other party to an agreement.
    pub fn party(&self, agreement: &str) -> String {
        format!("{}/counterparty", self.reference(agreement))
    }

    /// Of two records of one name the second has the name of its file: each says its own.
    pub fn id_of(&self, record: &Record) -> String {
        match self.names.twice.contains(record.file) {
            true => self.reference(record.file),
            false => self.reference(&record.name),
        }
    }

    /// What was named along the way, in the order of the IRIs.
    pub fn concepts(self) -> impl Iterator<Item = Resource> {
        self.concepts.into_values()
    }

    /// A record as the node that is given, and the nodes of its rows behind it.
    pub fn record(&mut self, kind: Kind, root: &Node, mut node: Resource) -> Vec<Resource> {
        let rows = self.fields(kind, "", root, &mut node);
        [node].into_iter().chain(rows).collect()
    }

    /// The fields of a table as those of a node that is there already.
    pub fn into(&mut self, kind: Kind, path: &str, table: &Node, node: &mut Resource) -> Vec<Resource> {
        match &table.value {
            Value::Table(_) => self.fields(kind, path, table, node),
            _ => self.entry(kind, path, path, table, node),
        }
    }

    fn fields(&mut self, kind: Kind, path: &str, table: &Node, node: &mut Resource) -> Vec<Resource> {
        let mut rows = Vec::new();
        for entry in table.entries() {
            let path = match path {
                "" => entry.key.to_string(),
                path => format!("{path}.{}", entry.key),
            };
            rows.extend(self.entry(kind, &path, &entry.key, &entry.node, node));
        }
        rows
    }

    /// One field, whatever stands in it.
    pub fn entry(&mut self, kind: Kind, path: &str, key: &str, value: &Node, node: &mut Resource) -> Vec<Resource> {
        let means = table(kind)
            .iter()
            .find(|(known, _)| *known == path)
            .map(|(_, means)| means);
        match (&value.value, means) {
            (Value::List(items), _) if items.is_empty() => node.say("avg:none", Object::code(key)),
            (_, Some(Elsewhere)) => (),
            _ if self.only.is_some() && kind == Kind::Organisation && path == OF_OUR_OWN => (),
            (Value::List(items), _) => {
                let rows = items.iter().map(|item| self.entry(kind, path, key, item, node));
                return rows.collect::<Vec<_>>().into_iter().flatten().collect();
            }
            (Value::Table(_), Some(Same)) => return self.fields(kind, path, value, node),
            (Value::Table(_), means) => return self.row(kind, path, key, value, means, node),
            (Value::Text(text), Some(means)) if !text.trim().is_empty() => self.text(means, key, text, node),
            _ => literal(kind, path, key, value, node),
        }
        Vec::new()
    }

    /// A table as a node of its own; where no field is known of it, all the same.
    fn row(
        &mut self,
        kind: Kind,
        path: &str,
        key: &str,
        table: &Node,
        means: Option<&Means>,
        node: &mut Resource,
    ) -> Vec<Resource> {
        let (property, classes, called) = match means {
            Some(Row(property, classes, called)) => (property.to_string(), *classes, *called),
            _ => (own_property(key), &[][..], ""),
        };
        let name = table.get(called).and_then(Node::text).map(str::trim);
        let id = match name.filter(|name| !name.is_empty()) {
            Some(name) => format!("{}/{}/{}", node.id, encoded(key), encoded(name)),
            None => format!("{}/{}", node.id, encoded(key)),
        };
        let mut row = Resource::new(self.free(id), classes);
        let below = self.fields(kind, path, table, &mut row);
        for (_, of_row, of_node) in SAID_TWICE
            .iter()
            .filter(|(its, ..)| kind == Kind::Activity && *its == path)
        {
            for (_, object) in row.says.iter().filter(|(property, _)| property == of_row) {
                node.say(*of_node, object.clone());
            }
        }
        let is_concept = ["dpv:hasPersonalData", "dpv:hasLegalBasis"].contains(&property.as_str());
        if is_concept && !row.says.iter().any(|(property, _)| property == "skos:broader") {
            classes.iter().for_each(|class| row.point("skos:broader", *class));
        }
        node.point(property, row.id.as_str());
        [row].into_iter().chain(below).collect()
    }

    /// An IRI that no other row has.
    fn free(&mut self, id: String) -> String {
        let mut free = id.clone();
        let mut count = 1;
        while !self.taken.insert(free.clone()) {
            count += 1;
            free = format!("{id}/{count}");
        }
        free
    }

    fn text(&mut self, means: &Means, key: &str, text: &str, node: &mut Resource) {
        match means {
            Words(property) => node.say(*property, Object::Words(text.to_string())),
            Code(property) => node.say(*property, Object::code(text)),
            Own(property, class, kinds) => self.concept(property, class, kinds, text, node),
            Named(terms) => {
                node.say("skos:prefLabel", Object::Words(text.to_string()));
                let meant = terms.of(text);
                meant.terms.iter().for_each(|term| node.point(meant.relation, *term));
            }
            Word(meanings) => word(meanings, key, text, node),
            Article(property) => {
                node.say(own_property(key), Object::code(text));
                let term = terms::ARTICLES.iter().find(|(article, _)| *article == text.trim());
                term.into_iter().for_each(|(_, term)| node.point(*property, *term));
            }
            Country => self.country(key, text, node),
            Duration => self.duration(key, text, node),
            Party if is_agreement(text) || !self.names_party(text) => (),
            Party | Row(..) | Same | Elsewhere => node.say(own_property(key), Object::Words(text.to_string())),
        }
    }

    /// The organisation's own concept, and the terms that it means.
    fn concept(
        &mut self,
        property: &'static str,
        class: &'static str,
        kinds: &[(&'static str, &'static Terms)],
        text: &str,
        node: &mut Resource,
    ) {
        let name = class.split_once(':').map_or(class, |(_, name)| name);
        let id = self.id(&format!("{name}/{}", encoded(text)));
        let mut concept = Resource::new(id.clone(), &[class]);
        concept.say("skos:prefLabel", Object::Words(text.to_string()));
        node.point(property, id.as_str());
        for (property, terms) in kinds {
            let meant = terms.of(text);
            for term in meant.terms {
                node.point(*property, term);
                concept.point(meant.relation, term);
            }
        }
        if !kinds.is_empty() && !concept.says.iter().any(|(property, _)| property == "skos:broader") {
            concept.point("skos:broader", class);
        }
        if class == "dpv:OrganisationalUnit" {
            concept.point("dpv:isOrganisationalUnitOf", self.id("organisation"));
        }
        self.concepts.insert(id, concept);
    }

    /// A country of the vocabulary's own list, which is that of ISO 3166-1; anything else stays what was written.
    fn country(&self, key: &str, text: &str, node: &mut Resource) {
        let is_third = || !self.eea.iter().any(|code| code == text);
        match country::is_code(text) {
            true if node.types.contains(&"dpv:CrossBorderTransfer") && is_third() => {
                node.point("dpv:hasThirdCountry", format!("loc:{text}"));
            }
            true => node.point("dpv:hasCountry", format!("loc:{text}")),
            false => node.say(own_property(key), Object::code(text)),
        }
    }

    /// The term as written, and as a duration of ISO 8601 where that knows its unit: it has no working days.
    fn duration(&mut self, key: &str, text: &str, node: &mut Resource) {
        node.say(own_property(key), Object::code(text));
        let Some(duration) = text.parse::<Term>().ok().and_then(iso_8601) else {
            return;
        };
        let id = format!("urn:avg:duration:{duration}");
        node.point("dpv:hasDuration", id.as_str());
        let mut resource = Resource::new(id.clone(), &["dpv:TemporalDuration"]);
        resource.say("rdf:value", Object::Typed(duration, "xsd:duration"));
        self.concepts.insert(id, resource);
    }
}

/// Whether a reference can be one to an agreement.
pub(super) fn is_agreement(reference: &str) -> bool {
    reference.starts_with("agreements/")
}

/// A property of our own, called after a field.
fn own_property(key: &str) -> String {
    format!("avg:{}", encoded(key))
}

fn word(meanings: &[Meaning], key: &str, text: &str, node: &mut Resource) {
    node.say(own_property(key), Object::code(text));
    let meaning = meanings.iter().find(|(word, _)| *word == text);
    for (property, term) in meaning.map(|(_, says)| *says).unwrap_or_default() {
        match *property {
            "rdf:type" => node.is_a(term),
            property => node.point(property, *term),
        }
    }
}

/// Weeks as days: a duration of XML Schema has no weeks.
fn iso_8601(term: Term) -> Option<String> {
    let number = u64::from(term.number);
    match term.unit {
        Unit::Hours => Some(format!("PT{number}H")),
        Unit::Days => Some(format!("P{number}D")),
        Unit::Weeks => Some(format!("P{}D", number * 7)),
        Unit::Months => Some(format!("P{number}M")),
        Unit::Years => Some(format!("P{number}Y")),
        Unit::WorkingDays => None,
    }
}

/// A value that no term of the vocabulary takes, under a property of our own.
fn literal(kind: Kind, path: &str, key: &str, value: &Node, node: &mut Resource) {
    let keys = keys(path);
    let is_word = || matches!(shape_of(kind).at(&keys).map(Shape::row), Some(Shape::Word(_)));
    let object = match &value.value {
        Value::Bool(value) => Object::Typed(value.to_string(), "xsd:boolean"),
        Value::Integer(number) => Object::Typed(number.to_string(), "xsd:integer"),
        Value::Number(number) if number.is_infinite() => {
            Object::Typed(if *number > 0.0 { "INF" } else { "-INF" }.to_string(), "xsd:double")
        }
        Value::Number(number) => Object::Typed(number.to_string(), "xsd:double"),
        Value::Text(text) if is_word() => Object::code(text.as_ref()),
        Value::Text(text) => Object::Words(text.to_string()),
        Value::Moment(moment) if moment.is_day() => Object::Typed(moment.to_string(), "xsd:date"),
        Value::Moment(moment) => Object::Typed(moment.to_string(), "xsd:dateTime"),
        Value::List(_) | Value::Table(_) | Value::Time | Value::Null | Value::Unreadable => {
            node.say("avg:unreadable", Object::code(key));
            return;
        }
    };
    node.say(own_property(key), object);
}
