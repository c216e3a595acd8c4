//! A record in the making: field by field from flags, answers or cells, to the text of a new file.

use chrono::{DateTime, Utc};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value, value as item};

use crate::text;
use crate::text::Text;
use crate::time::{Moment, Zone};

use super::field::{Field, NONE, read_moment};
use super::shape::Shape;

/// What is known so far. A field of a row that is given again begins the next row.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub(super) given: Vec<Given>,
    /// Lists of rows of which is said: none, on purpose.
    without_rows: Vec<String>,
    pub(super) now: Option<Moment>,
}

#[derive(Clone, Debug)]
pub(super) struct Given {
    pub field: Field,
    /// Of a field of rows: in which one, where that is known.
    pub row: Option<usize>,
    /// `None` says of a list: none, on purpose.
    pub value: Option<String>,
}

impl Draft {
    pub fn give(&mut self, field: &Field, value: &str) {
        let says_none = field.is_list && value == NONE;
        self.given.push(Given {
            field: field.clone(),
            row: None,
            value: (!says_none).then(|| value.to_string()),
        });
    }

    /// Gives a field in the row at hand, whatever the other rows have; `None` says of a list: none, on purpose.
    pub fn give_in_row(&mut self, field: &Field, row: usize, value: Option<&str>) {
        self.given.push(Given {
            field: field.clone(),
            row: Some(row),
            value: value.map(str::to_string),
        });
    }

    /// Says of a list of rows: none, on purpose.
    pub fn give_no_rows(&mut self, table: &str) {
        self.without_rows.push(table.to_string());
    }

    /// What `now` means in a moment.
    pub fn set_now(&mut self, now: DateTime<Utc>, zone: Zone) {
        let local = zone.local(now);
        let whole = local - chrono::TimeDelta::nanoseconds(i64::from(local.timestamp_subsec_nanos()));
        self.now = Some(Moment::Exact(whole));
    }

    /// The value of a field in the root.
    pub fn value(&self, key: &str) -> Option<&str> {
        let found = self
            .given
            .iter()
            .find(|given| given.field.table.is_none() && given.field.key == key);
        found?.value.as_deref()
    }

    pub fn moment(&self, key: &str) -> Option<Moment> {
        self.read_moment(self.value(key)?).ok()
    }

    /// The flags of what the reader cannot do without and is not given.
    pub fn missing(&self, shape: &Shape) -> Vec<String> {
        let needed = Field::all(shape).into_iter().filter(|field| field.required);
        let missing = needed.filter(|field| !self.given.iter().any(|given| given.field.flag == field.flag));
        missing.map(|field| format!("--{}", field.flag)).collect()
    }

    /// A moment as a person gives it.
    pub fn read_moment(&self, value: &str) -> Result<Moment, Text> {
        read_moment(value, self.now)
    }

    /// The text of the file: the root's fields in the order of the shape, then the tables.
    pub fn text(&self) -> Result<String, Text> {
        let mut document = DocumentMut::new();
        let mut given: Vec<&Given> = self.given.iter().collect();
        given.sort_by_key(|given| match given.field.table {
            None => given.field.index,
            Some(_) => usize::MAX,
        });
        for Given { field, row: at, value } in given {
            let says_none = value.is_none();
            let value = match value {
                None => Value::Array(Array::new()),
                Some(value) => field.toml(value, self.now)?,
            };
            let table = match &field.table {
                None => document.as_table_mut(),
                Some((name, false)) => table(document.as_table_mut(), name, field)?,
                Some((name, true)) => row(document.as_table_mut(), name, field, *at)?,
            };
            let taken = || text!("--{} is twee keer gegeven", "--{} is given twice", field.flag);
            let table: &mut dyn TableLike = match &field.inner {
                None => table,
                Some(inner) => {
                    let item = table.entry(inner).or_insert(item(InlineTable::new()));
                    item.as_table_like_mut().ok_or_else(|| clash(field))?
                }
            };
            match table.get_mut(&field.key) {
                None if field.is_list && !says_none => drop(table.insert(&field.key, item(Array::from_iter([value])))),
                None => drop(table.insert(&field.key, item(value))),
                Some(known) if field.is_list && !says_none => known.as_array_mut().ok_or_else(taken)?.push(value),
                Some(_) => return Err(taken()),
            }
        }
        for table in &self.without_rows {
            document.insert(table, item(Array::new()));
        }
        Ok(document.to_string())
    }
}

fn table<'d>(root: &'d mut Table, name: &str, field: &Field) -> Result<&'d mut Table, Text> {
    root.entry(name)
        .or_insert(Item::Table(Table::new()))
        .as_table_mut()
        .ok_or_else(|| clash(field))
}

/// The row that a field belongs to: the one that is known, else the last, or a new one where that has the field already.
fn row<'d>(root: &'d mut Table, name: &str, field: &Field, known: Option<usize>) -> Result<&'d mut Table, Text> {
    let rows = root.entry(name).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let rows = rows.as_array_of_tables_mut().ok_or_else(|| clash(field))?;
    if let Some(at) = known {
        while rows.len() <= at {
            rows.push(Table::new());
        }
        return rows.get_mut(at).ok_or_else(|| clash(field));
    }
    let is_full = rows
        .iter()
        .last()
        .is_none_or(|last| !field.is_list && last.contains_key(&field.key));
    if is_full {
        rows.push(Table::new());
    }
    let last = rows.len() - 1;
    rows.get_mut(last).ok_or_else(|| clash(field))
}

fn clash(field: &Field) -> Text {
    let flag = &field.flag;
    text!(
        "--{flag} past niet bij wat al gegeven is",
        "--{flag} does not fit what is given already"
    )
}
