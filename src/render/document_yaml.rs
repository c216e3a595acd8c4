//! A document as YAML: the values of the JSON, for people who read and keep it as text.

use anyhow::Result;
use serde_json::Value;

use crate::report::Document;
use crate::text::{in_json, steers};

use super::document_json;

/// A character that steers a terminal or the direction of writing is written as its escape, and read back as it was.
pub fn render(document: &Document) -> Result<String> {
    let mut value = serde_json::to_value(document_json::wire(document))?;
    let mut mark = "escaped".to_string();
    while value.to_string().contains(&mark) {
        mark.push('d');
    }
    let mut steering = Vec::new();
    set_aside(&mut value, &mark, &mut steering);
    let mut yaml = serde_yaml::to_string(&value)?;
    // The writer of YAML gives no say in how a text is quoted: what it must not show plainly is put in its place afterwards.
    for (number, text) in steering.iter().enumerate() {
        yaml = yaml.replace(
            &marked(&mark, number),
            &in_json(&Value::from(text.as_str()).to_string()),
        );
    }
    Ok(yaml)
}

/// Puts a mark in the place of each text that must not be shown as it is.
fn set_aside(value: &mut Value, mark: &str, steering: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().any(steers) => {
            let mark = marked(mark, steering.len());
            steering.push(std::mem::replace(text, mark));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| set_aside(item, mark, steering)),
        Value::Object(fields) => fields.values_mut().for_each(|field| set_aside(field, mark, steering)),
        _ => {}
    }
}

fn marked(mark: &str, number: usize) -> String {
    format!("{mark}-{number}-here")
}
