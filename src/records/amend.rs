//! What was given for a record that is there already: field by field into its text.

use crate::text;
use crate::text::Text;

use super::draft::{Draft, Given};
use super::edit::{self, Spot};
use super::field::{Field, NONE};
use super::shape::Shape;
use super::toml_tree;
use super::tree::{Node, ROW_NAMES};

impl Draft {
    /// A record's text with what was given in it: a field in place of what stood there, a list with it added. A row is
    /// the one that its name says, the one that `item` names, or the only one that lacks the field; else a new one.
    pub fn onto(&self, text: &str, shape: &Shape, item: Option<&str>) -> Result<String, Text> {
        let mut text = text.to_string();
        let mut rows = Rows {
            item,
            chosen: Vec::new(),
        };
        for Given { field, value, .. } in &self.given {
            let spot = Spot {
                tables: rows.tables(field, value.as_deref().unwrap_or(NONE), shape, &text)?,
                key: field.key.clone(),
            };
            text = match value {
                None => edit::set(&text, shape, &spot, NONE)?,
                Some(value) => {
                    let value = field.toml(value, self.now)?.to_string();
                    if edit::says(&text, &spot, &value) {
                        continue;
                    }
                    let change = if field.is_list { edit::add } else { edit::set };
                    change(&text, shape, &spot, &value)?
                }
            };
        }
        Ok(text)
    }
}

/// Which row of each list the fields go to.
struct Rows<'i> {
    /// The row that was asked for: its name or its number.
    item: Option<&'i str>,
    chosen: Vec<(String, usize)>,
}

impl Rows<'_> {
    /// The tables on the way to a field.
    fn tables(
        &mut self,
        field: &Field,
        value: &str,
        shape: &Shape,
        text: &str,
    ) -> Result<Vec<(String, Option<usize>)>, Text> {
        let inner = field.inner.iter().map(|inner| (inner.clone(), None));
        let Some((table, is_list)) = &field.table else {
            return Ok(inner.collect());
        };
        let row = match is_list {
            true => Some(self.row(table, field, value, shape, text)?),
            false => None,
        };
        Ok([(table.clone(), row)].into_iter().chain(inner).collect())
    }

    fn row(&mut self, table: &str, field: &Field, value: &str, shape: &Shape, text: &str) -> Result<usize, Text> {
        let root = toml_tree::whole(text);
        let rows = root
            .as_ref()
            .and_then(|root| root.get(table))
            .map(Node::items)
            .unwrap_or_default();
        let has_name = |key: &str| shape.field(table).is_some_and(|it| it.shape.row().field(key).is_some());
        let names_the_row = ROW_NAMES.iter().find(|key| has_name(key)) == Some(&field.key.as_str());
        let chosen = self.chosen.iter().find(|(name, _)| name == table).map(|(_, row)| *row);
        let lacks = |row: &&Node| field.is_list || row.get(&field.key).is_none();
        let row = match (names_the_row, chosen, self.item) {
            (true, ..) => rows
                .iter()
                .position(|row| row.row_name() == Some(value))
                .unwrap_or(rows.len()),
            (false, Some(row), _) if rows.get(row).as_ref().is_none_or(lacks) => row,
            // The field comes again: the next row begins.
            (false, Some(_), _) => rows.len(),
            (false, None, Some(item)) => named(rows, item)?,
            (false, None, None) => only_one(rows, lacks, field)?,
        };
        self.chosen.retain(|(name, _)| name != table);
        self.chosen.push((table.to_string(), row));
        Ok(row)
    }
}

fn named(rows: &[Node], item: &str) -> Result<usize, Text> {
    let by_name = rows.iter().position(|row| row.row_name() == Some(item));
    let by_number = || {
        item.parse::<usize>()
            .ok()
            .filter(|at| (1..=rows.len()).contains(at))
            .map(|at| at - 1)
    };
    by_name
        .or_else(by_number)
        .ok_or_else(|| text!("er is geen rij ‘{item}’", "there is no row ‘{item}’"))
}

/// The row that lacks a field, or a new one where none does.
fn only_one(rows: &[Node], lacks: impl Fn(&&Node) -> bool, field: &Field) -> Result<usize, Text> {
    let mut open = rows.iter().enumerate().filter(|(_, row)| lacks(row));
    match (open.next(), open.next()) {
        (None, _) => Ok(rows.len()),
        (Some((row, _)), None) => Ok(row),
        (Some(_), Some(_)) => {
            let flag = &field.flag;
            Err(text!(
                "--{flag}: er zijn meer rijen; zeg met --item welke",
                "--{flag}: there are several rows; say with --item which"
            ))
        }
    }
}
