//! A record in the making: field by field from flags or answers, to the text of a new file.

use chrono::{DateTime, Utc};
use toml_edit::{
    Array, ArrayOfTables, Datetime, DocumentMut, InlineTable, Item, Table, TableLike, Value, value as item,
};

use crate::text;
use crate::text::Text;
use crate::time::{Moment, Zone};

use super::shape::{self, Shape};

/// A field that can be given, wherever it stands in the record.
#[derive(Clone, Debug)]
pub struct Field {
    /// The path in kebab-case: `answer-outcome`.
    pub flag: String,
    /// The place in the order of the shape.
    index: usize,
    /// The table that it stands in, if any, and whether that is one of a list of rows.
    pub(super) table: Option<(String, bool)>,
    /// The small table inside that one, if any: `breach_notice` in `[terms]`.
    pub(super) inner: Option<String>,
    pub(super) key: String,
    pub is_list: bool,
    begins_row: bool,
    /// Of one value.
    pub shape: Shape,
    pub required: bool,
    pub description: String,
}

impl Field {
    fn of(
        field: &shape::Field,
        (table, is_needed, above): (&Option<(String, bool)>, bool, &str),
        inner: Option<String>,
        index: usize,
    ) -> Field {
        Field {
            index,
            flag: format!("{above}{}", field.key).replace('_', "-"),
            table: table.clone(),
            required: field.required && inner.is_none() && (table.is_none() || is_needed),
            inner,
            key: field.key.clone(),
            is_list: matches!(field.shape, Shape::List(_)),
            begins_row: false,
            shape: field.shape.row().clone(),
            description: field.description.clone(),
        }
    }

    /// Its path in the record, rows not counted: `answer.outcome`.
    pub fn path(&self) -> String {
        let table = self.table.iter().map(|(name, _)| name.as_str());
        let steps = table.chain(self.inner.as_deref()).chain([self.key.as_str()]);
        steps.collect::<Vec<_>>().join(".")
    }

    /// Whether it may be given more than once: a list, or the first field of a table's rows, which begins each of them.
    pub fn is_many(&self) -> bool {
        self.is_list || self.begins_row
    }

    /// One value as TOML writes it.
    pub(super) fn toml(&self, value: &str, now: Option<Moment>) -> Result<Value, Text> {
        let flag = &self.flag;
        let refused = || {
            text!(
                "--{flag}: ‘{value}’ kan hier niet staan",
                "--{flag}: ‘{value}’ cannot stand here"
            )
        };
        match &self.shape {
            Shape::Moment | Shape::Date => {
                let moment = match (&self.shape, read_moment(value, now)?) {
                    (Shape::Date, Moment::Exact(at)) if NOW.contains(&value) => Moment::Day(at.date_naive()),
                    (_, moment) => moment,
                };
                moment
                    .to_string()
                    .parse::<Datetime>()
                    .map(Value::from)
                    .map_err(|_| refused())
            }
            Shape::Bool => value.parse::<bool>().map(Value::from).map_err(|_| refused()),
            Shape::Integer { .. } => value.parse::<i64>().map(Value::from).map_err(|_| refused()),
            Shape::Quarters => value.parse::<f64>().map(Value::from).map_err(|_| refused()),
            _ => Ok(Value::from(value)),
        }
    }
}

fn read_moment(value: &str, now: Option<Moment>) -> Result<Moment, Text> {
    match now {
        Some(now) if NOW.contains(&value) => Ok(now),
        _ => value.parse(),
    }
}

/// What is known so far. A field of a row that is given again begins the next row.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub(super) given: Vec<(Field, String)>,
    pub(super) now: Option<Moment>,
}

/// What stands for the present moment.
const NOW: [&str; 2] = ["now", "nu"];

/// What says of a list: none, on purpose.
pub(super) const NONE: &str = "[]";

impl Draft {
    /// Every field of a shape.
    pub fn fields(shape: &Shape) -> Vec<Field> {
        let mut found = Vec::new();
        for field in shape.fields() {
            let table = match &field.shape {
                Shape::Table(_) => Some((field.key.clone(), false)),
                Shape::List(row) if matches!(**row, Shape::Table(_)) => Some((field.key.clone(), true)),
                _ => None,
            };
            let (fields, above): (Vec<_>, _) = match &table {
                Some((key, _)) => (field.shape.row().fields().iter().collect(), format!("{key}-")),
                None => (vec![field], String::new()),
            };
            for (at, inner) in fields.into_iter().enumerate() {
                let place = (&table, field.required, above.as_str());
                match &inner.shape {
                    Shape::Table(_) => {
                        let above = format!("{above}{}-", inner.key);
                        let place = (&table, false, above.as_str());
                        for deep in inner.shape.fields() {
                            found.push(Field::of(deep, place, Some(inner.key.clone()), found.len()));
                        }
                    }
                    // Rows inside rows are written in the file.
                    Shape::List(row) if matches!(**row, Shape::Table(_)) => {}
                    _ => found.push(Field {
                        begins_row: at == 0 && matches!(table, Some((_, true))),
                        ..Field::of(inner, place, None, found.len())
                    }),
                }
            }
        }
        found
    }

    pub fn give(&mut self, field: &Field, value: &str) {
        self.given.push((field.clone(), value.to_string()));
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
            .find(|(field, _)| field.table.is_none() && field.key == key);
        found.map(|(_, value)| value.as_str())
    }

    pub fn moment(&self, key: &str) -> Option<Moment> {
        self.read_moment(self.value(key)?).ok()
    }

    /// Whether anything was given in a table.
    pub fn has_table(&self, key: &str) -> bool {
        self.given
            .iter()
            .any(|(field, _)| field.table.as_ref().is_some_and(|(table, _)| table == key))
    }

    /// The flags of what the reader cannot do without and is not given.
    pub fn missing(&self, shape: &Shape) -> Vec<String> {
        let needed = Draft::fields(shape).into_iter().filter(|field| field.required);
        let missing = needed.filter(|field| !self.given.iter().any(|(given, _)| given.flag == field.flag));
        missing.map(|field| format!("--{}", field.flag)).collect()
    }

    /// A moment as a person gives it.
    pub fn read_moment(&self, value: &str) -> Result<Moment, Text> {
        read_moment(value, self.now)
    }

    /// The text of the file: the root's fields in the order of the shape, then the tables.
    pub fn text(&self) -> Result<String, Text> {
        let mut document = DocumentMut::new();
        let mut given: Vec<&(Field, String)> = self.given.iter().collect();
        given.sort_by_key(|(field, _)| if field.table.is_none() { field.index } else { usize::MAX });
        for (field, value) in given {
            let says_none = field.is_list && value == NONE;
            let value = if says_none {
                Value::Array(Array::new())
            } else {
                field.toml(value, self.now)?
            };
            let table = match &field.table {
                None => document.as_table_mut(),
                Some((name, false)) => table(document.as_table_mut(), name, field)?,
                Some((name, true)) => row(document.as_table_mut(), name, field)?,
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
        Ok(document.to_string())
    }
}

fn table<'d>(root: &'d mut Table, name: &str, field: &Field) -> Result<&'d mut Table, Text> {
    root.entry(name)
        .or_insert(Item::Table(Table::new()))
        .as_table_mut()
        .ok_or_else(|| clash(field))
}

/// The row that a field belongs to: the last one, or a new one where that has the field already.
fn row<'d>(root: &'d mut Table, name: &str, field: &Field) -> Result<&'d mut Table, Text> {
    let rows = root.entry(name).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let rows = rows.as_array_of_tables_mut().ok_or_else(|| clash(field))?;
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

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
