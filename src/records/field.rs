//! A field that can be given: where it stands in the record, and its value as TOML writes it.

use toml_edit::{Datetime, Key, Value};

use crate::text;
use crate::text::Text;
use crate::time::Moment;

use super::shape::{self, Shape};
use super::tree::is_users_own;

/// What stands for the present moment.
const NOW: [&str; 2] = ["now", "nu"];

/// What says of a list: none, on purpose.
pub(super) const NONE: &str = "[]";

/// A field that can be given, wherever it stands in the record.
#[derive(Clone, Debug)]
pub struct Field {
    /// The path in kebab-case: `answer-outcome`.
    pub flag: String,
    /// The place in the order of the shape.
    pub(super) index: usize,
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
    /// Every field of a shape.
    pub fn all(shape: &Shape) -> Vec<Field> {
        let mut found: Vec<Field> = Vec::new();
        for field in shape.fields() {
            let table = match &field.shape {
                Shape::Table(_) => Some((field.key.to_string(), false)),
                Shape::List(row) if matches!(**row, Shape::Table(_)) => Some((field.key.to_string(), true)),
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
                            found.push(Field::of(deep, place, Some(inner.key.to_string()), found.len()));
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

    /// The field at a path, the user's own too.
    pub fn at(shape: &Shape, path: &str) -> Option<Field> {
        let keys: Vec<String> = Key::parse(path).ok()?.iter().map(|key| key.get().to_string()).collect();
        let known = Field::all(shape);
        if let Some(field) = known.into_iter().find(|field| field.path() == path) {
            return Some(field);
        }
        let (key, above) = keys.split_last().filter(|(key, _)| is_users_own(key))?;
        let stands_in = |keys: &[String]| match shape.at(keys) {
            Some(Shape::Table(_)) => Some(false),
            Some(Shape::List(row)) if matches!(**row, Shape::Table(_)) => Some(true),
            _ => None,
        };
        let (table, inner) = match above {
            [] => (None, None),
            [table] => (Some((table.clone(), stands_in(above)?)), None),
            [table, inner] => {
                let is_rows = stands_in(std::slice::from_ref(table))?;
                stands_in(above).filter(|is_rows| !is_rows)?;
                (Some((table.clone(), is_rows)), Some(inner.clone()))
            }
            _ => return None,
        };
        Some(Field {
            flag: path.to_string(),
            index: usize::MAX - 1,
            table,
            inner,
            key: key.clone(),
            is_list: false,
            begins_row: false,
            shape: Shape::Anything,
            required: false,
            description: String::new(),
        })
    }

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
            key: field.key.to_string(),
            is_list: matches!(field.shape, Shape::List(_)),
            begins_row: false,
            shape: field.shape.row().clone(),
            description: field.description.clone(),
        }
    }

    /// `personal_data.category`, `terms.breach_notice.within`.
    pub fn path(&self) -> String {
        let table = self.table.iter().map(|(table, _)| table);
        let keys = table.chain(&self.inner).chain([&self.key]);
        keys.map(|key| Key::new(key).display_repr().into_owned())
            .collect::<Vec<_>>()
            .join(".")
    }

    /// The list of rows that it is a field of, if it is.
    pub fn rows(&self) -> Option<&str> {
        self.table
            .as_ref()
            .filter(|(_, is_rows)| *is_rows)
            .map(|(table, _)| table.as_str())
    }

    /// The table that it stands in, the one inside that, and its key.
    pub(super) fn keys(&self) -> (Option<&str>, Option<&str>, &str) {
        let table = self.table.as_ref().map(|(table, _)| table.as_str());
        (table, self.inner.as_deref(), &self.key)
    }

    /// Whether it is the user's own, of which nothing is known.
    pub fn is_own(&self) -> bool {
        is_users_own(&self.key)
    }

    /// Where it stands among the fields of its kind; the user's own come last.
    pub fn index(&self) -> usize {
        self.index
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
            Shape::Anything if self.is_own() => Ok(own(value)),
            _ => Ok(Value::from(value)),
        }
    }
}

/// A moment as a person gives it: written out, or the present one.
pub(super) fn read_moment(value: &str, now: Option<Moment>) -> Result<Moment, Text> {
    match now {
        Some(now) if NOW.contains(&value) => Ok(now),
        _ => year_first(value).unwrap_or_else(|| value.to_string()).parse(),
    }
}

/// A day as people here write it, `29-3-2026 02:10`, with the year first.
fn year_first(value: &str) -> Option<String> {
    let (day, time) = value.trim().split_once(' ').unwrap_or((value.trim(), ""));
    let parts: Vec<&str> = day.split('-').collect();
    let [day, month, year] = parts[..] else {
        return None;
    };
    let is_number = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let is_day = is_number(day, 1..=2) && is_number(month, 1..=2) && is_number(year, 4..=4);
    is_day.then(|| format!("{year}-{month:0>2}-{day:0>2} {time}").trim().to_string())
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A value of the user's own: as TOML reads it, else a text.
fn own(written: &str) -> Value {
    match written.parse::<Value>() {
        Ok(mut value) => {
            value.decor_mut().clear();
            value
        }
        Err(_) => Value::from(written),
    }
}
