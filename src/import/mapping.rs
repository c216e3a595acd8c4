//! What whoever imports has said of the columns, on the command line or in a file that is kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::folder::Kind;
use crate::records::flat::{self, ID};
use crate::records::toml_tree;
use crate::records::tree::{Node, Value};
use crate::text::Text;

use super::grid::Place;
use super::{Table, Target};

/// What whoever imports has said: on the command line, or in a file that was kept.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    pub kind: Option<Kind>,
    pub sheet: Option<String>,
    pub header_row: Option<usize>,
    /// A field and the value that it has in every record.
    pub set: BTreeMap<String, String>,
    /// A column and its field; without one it is left out.
    pub columns: BTreeMap<String, String>,
}

impl Mapping {
    /// Reads a mapping that was kept.
    pub fn parse(name: &str, written: &str) -> Result<Mapping, Text> {
        let refused = |at: usize, nl: &str, en: &str| {
            let line = written[..at.min(written.len())].matches('\n').count() + 1;
            Text::new(format!("{name}:{line}: {nl}"), format!("{name}:{line}: {en}"))
        };
        let (root, troubles) = toml_tree::read(written);
        if let Some(trouble) = troubles.first() {
            return Err(refused(
                trouble.span.start(),
                "dit is geen geldige TOML",
                &trouble.message,
            ));
        }
        let texts = |node: &Node| -> Result<BTreeMap<String, String>, Text> {
            let pairs = node.entries().iter().map(|entry| match entry.node.text() {
                Some(text) => Ok((entry.key.to_string(), text.to_string())),
                None => Err(refused(
                    entry.key.span().start(),
                    "een tekst wordt verwacht",
                    "a text is expected",
                )),
            });
            pairs.collect()
        };
        let mut mapping = Mapping::default();
        for entry in root.entries() {
            let at = entry.key.span().start();
            match (entry.key.as_ref(), &entry.node.value) {
                ("kind", Value::Text(word)) => {
                    let kind = Kind::RECORDS.into_iter().find(|kind| kind.word() == word.as_ref());
                    mapping.kind = Some(kind.ok_or_else(|| refused(at, "onbekende soort", "unknown kind"))?);
                }
                ("sheet", Value::Text(sheet)) => mapping.sheet = Some(sheet.to_string()),
                ("header_row", Value::Integer(row)) => mapping.header_row = usize::try_from(*row).ok(),
                ("set", Value::Table(_)) => mapping.set = texts(&entry.node)?,
                ("columns", Value::Table(_)) => mapping.columns = texts(&entry.node)?,
                _ => {
                    return Err(refused(
                        at,
                        "een mapping kent kind, sheet, header_row, [set] en [columns]",
                        "a mapping knows kind, sheet, header_row, [set] and [columns]",
                    ));
                }
            }
        }
        Ok(mapping)
    }

    /// This mapping with what a table was found to be, to be kept. A column without a field is a comment to fill in.
    pub fn written(&self, kind: Kind, table: &Table) -> String {
        let quoted = |text: &str| flat::quoted(text);
        let mut file = format!("kind = {}\n", quoted(kind.word()));
        if !table.sheet.is_empty() {
            file += &format!("sheet = {}\n", quoted(&table.sheet));
        }
        if let Place::Row(row) = table.header {
            file += &format!("header_row = {row}\n");
        }
        file += "\n[set]\n";
        for (field, value) in &self.set {
            file += &format!("{} = {}\n", quoted(field), quoted(value));
        }
        file += "\n[columns]\n";
        let mut seen = BTreeSet::new();
        for column in table.columns.iter().filter(|column| seen.insert(&column.name)) {
            let path = match &column.target {
                Target::Field(field) => field.path(),
                Target::NoRows(path) => path.clone(),
                Target::Id => ID.to_string(),
                Target::LeftOut => String::new(),
                Target::Withheld(_) | Target::Nothing => {
                    file += &format!("# {} = \"\"\n", quoted(&column.name));
                    continue;
                }
            };
            file += &format!("{} = {}\n", quoted(&column.name), quoted(&path));
        }
        file
    }
}
