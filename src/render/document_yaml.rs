//! A document as YAML: the values of the JSON, for people who read and keep it as text.

use anyhow::Result;

use crate::report::Document;

use super::document_json;

pub fn render(document: &Document) -> Result<String> {
    Ok(serde_yaml::to_string(&document_json::wire(document))?)
}
