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
    /// the one that its name says, the one that `item` names, or the only one that lacks the field; else a new one. A field
    /// of a row that is given again begins the next row.
    pub fn onto(&self, text: &str, shape: &Shape, item: Option<&str>) -> Result<String, Text> {
        let mut text = text.to_string();
        let mut rows = Rows {
            item,
            chosen: Vec::new(),
        };
        let mut seen: Vec<String> = Vec::new();
        for Given { field, value, .. } in &self.given {
            let is_again = seen.contains(&field.flag) && !field.is_list && field.rows().is_none();
            if is_again {
                let flag = &field.flag;
                return Err(text!("--{flag} is twee keer gegeven", "--{flag} is given twice"));
            }
            seen.push(field.flag.clone());
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
    chosen: Vec<Chosen>,
}

/// The row of a table that is at hand, and the fields that were given for it.
struct Chosen {
    table: String,
    row: usize,
    given: Vec<String>,
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
        let has = |key: &str| shape.field(table).is_some_and(|it| it.shape.row().field(key).is_some());
        let names_the_row = ROW_NAMES.iter().find(|key| has(key)) == Some(&field.key.as_str());
        let at_hand = self.chosen.iter().position(|chosen| chosen.table == table);
        let chosen = at_hand.map(|at| &self.chosen[at]);
        let is_given = |chosen: &Chosen| !field.is_list && chosen.given.contains(&field.key);
        let row = match (names_the_row, chosen) {
            (true, chosen) => {
                let known = rows.iter().position(|row| row.row_name() == Some(value));
                // A name that comes first for the row that was asked for gives that row another name.
                match (known, chosen, self.item) {
                    (None, None, Some(item)) => row_at(rows, item)?,
                    (known, ..) => known.unwrap_or(rows.len()),
                }
            }
            (false, Some(chosen)) if !is_given(chosen) => chosen.row,
            // The field comes again: the next row begins.
            (false, Some(_)) => rows.len(),
            (false, None) => match self.item {
                Some(item) => row_at(rows, item)?,
                None => only_one(rows, |row| field.is_list || row.get(&field.key).is_none(), field)?,
            },
        };
        let same_row = at_hand
            .map(|at| self.chosen.remove(at))
            .filter(|chosen| chosen.row == row);
        let mut given = same_row.map(|chosen| chosen.given).unwrap_or_default();
        given.push(field.key.clone());
        self.chosen.push(Chosen {
            table: table.to_string(),
            row,
            given,
        });
        Ok(row)
    }
}

/// The row that goes by a name, or by its number.
pub fn row_at(rows: &[Node], item: &str) -> Result<usize, Text> {
    let mut by_name = rows.iter().enumerate().filter(|(_, row)| row.row_name() == Some(item));
    let number = item.parse::<usize>().ok().filter(|at| (1..=rows.len()).contains(at));
    match (by_name.next(), by_name.next(), number) {
        (Some((row, _)), None, _) => Ok(row),
        (Some(_), Some(_), _) => Err(text!(
            "‘{item}’ komt meer dan eens voor: noem de rij met haar nummer",
            "‘{item}’ is there more than once: name the row by its number"
        )),
        (None, _, Some(number)) => Ok(number - 1),
        (None, _, None) => Err(text!("er is geen rij ‘{item}’", "there is no row ‘{item}’")),
    }
}

/// The row that lacks a field, or a new one where none does.
fn only_one(rows: &[Node], lacks: impl Fn(&Node) -> bool, field: &Field) -> Result<usize, Text> {
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
