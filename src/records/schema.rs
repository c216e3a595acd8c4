//! The JSON schemas (draft-07) of the record kinds and of norm packs, made from the types that serde reads.

use std::sync::OnceLock;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::folder::Kind;

use super::{Activity, Agreement, DataSubjectRequest, Incident, Organisation};

/// The schema of a kind, as committed in `schemas/`. Each is made once.
pub fn of(kind: Kind) -> &'static Schema {
    static MADE: [OnceLock<Schema>; 5] = [const { OnceLock::new() }; 5];
    let make = match kind {
        Kind::Organisation => generate::<Organisation>,
        Kind::Activity => generate::<Activity>,
        Kind::Agreement => generate::<Agreement>,
        Kind::Request => generate::<DataSubjectRequest>,
        Kind::Incident => generate::<Incident>,
    };
    let at = Kind::ALL.iter().position(|it| *it == kind).unwrap_or_default();
    MADE[at].get_or_init(make)
}

/// The schema of any type that is read from a tree.
pub fn generate<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07()
        .with(|settings| settings.inline_subschemas = true)
        .with_transform(RecursiveTransform(own_keys_pass))
        .with_transform(NoNull)
        .with_transform(DialectFirst)
        .into_generator()
        .into_root_schema_for::<T>()
}

/// A schema says first what it is.
#[derive(Clone)]
struct DialectFirst;

impl Transform for DialectFirst {
    fn transform(&mut self, schema: &mut Schema) {
        let mut ordered = Schema::default();
        for key in ["$schema", "title", "description", "type"] {
            if let Some(value) = schema.remove(key) {
                ordered.insert(key.to_string(), value);
            }
        }
        for (key, value) in std::mem::take(schema.ensure_object()) {
            ordered.insert(key, value);
        }
        *schema = ordered;
    }
}

/// `x_…` keys are the user's own, in every table.
fn own_keys_pass(schema: &mut Schema) {
    if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
        schema.insert("patternProperties".to_string(), json!({ "^x_": true }));
    }
    // An absent key is its default; saying so again helps nobody. Number formats are Rust's, not the reader's.
    schema.remove("default");
    if schema.get("type").is_some_and(|kind| kind != "string") {
        schema.remove("format");
    }
}

/// An optional field is a key that may be absent; neither TOML nor a pack has a null.
#[derive(Clone)]
struct NoNull;

impl Transform for NoNull {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        if let Some(Value::Array(types)) = schema.get_mut("type") {
            types.retain(|kind| kind != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                schema.insert("type".to_string(), only);
            }
        }
        if let Some(Value::Array(words)) = schema.get_mut("enum") {
            words.retain(|word| !word.is_null());
        }
        if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
            choices.retain(|choice| choice.get("type") != Some(&Value::String("null".to_string())));
            if let [only] = choices.as_slice() {
                let Value::Object(only) = only.clone() else { return };
                schema.remove("anyOf");
                for (key, value) in only {
                    // The field's own words go before the type's.
                    if schema.get(&key).is_none() {
                        schema.insert(key, value);
                    }
                }
            }
        }
    }
}
