//! A graph as JSON-LD: flat, with every node named and the context in the document, so that it is read without a network.

use serde_json::{Map, Value, json};

use crate::report::dpv::{Graph, Object, PREFIXES, Resource};
use crate::text;

/// One JSON-LD document. Words without a tag of their own are in the language of the folder, which the context says.
pub fn render(graph: &Graph) -> serde_json::Result<String> {
    let mut context = Map::from_iter([("@language".to_string(), Value::from(graph.lang.name()))]);
    context.extend(
        PREFIXES
            .iter()
            .map(|(prefix, iri)| (prefix.to_string(), Value::from(*iri))),
    );
    let nodes: Vec<Value> = graph.resources.iter().map(node).collect();
    let document = json!({ "@context": context, "@graph": nodes });
    Ok(text::in_json(&serde_json::to_string_pretty(&document)?))
}

fn node(resource: &Resource) -> Value {
    let mut node = Map::from_iter([("@id".to_string(), Value::from(resource.id.as_str()))]);
    let types: Vec<Value> = resource.types.iter().map(|class| Value::from(*class)).collect();
    if !types.is_empty() {
        node.insert("@type".to_string(), one_or_many(types));
    }
    for (property, _) in &resource.says {
        if node.contains_key(property.as_ref()) {
            continue;
        }
        let objects = resource.says.iter().filter(|(its, _)| its == property);
        let objects = objects.map(|(_, object)| value(object)).collect();
        node.insert(property.to_string(), one_or_many(objects));
    }
    Value::Object(node)
}

fn one_or_many(mut values: Vec<Value>) -> Value {
    match values.len() {
        1 => values.remove(0),
        _ => Value::Array(values),
    }
}

fn value(object: &Object) -> Value {
    match object {
        Object::Iri(iri) => json!({ "@id": iri }),
        Object::Words(words) => Value::from(words.as_str()),
        Object::Said(words, lang) => json!({ "@value": words, "@language": lang.name() }),
        Object::Typed(written, datatype) => json!({ "@value": written, "@type": datatype }),
    }
}
