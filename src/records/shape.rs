//! A schema as a shape to hold trees against: it names everything that is wrong with a file, each at its place.
//!
//! serde stops at the first error; this walks on. A property test holds that both accept the same files.

use serde_json::Value as Json;

use crate::text;
use crate::text::Text;

use super::key::{Asked, Key};
use super::tree::{Node, Span, Value, is_users_own};

/// What may stand somewhere.
#[derive(Clone, Debug)]
pub enum Shape {
    Anything,
    Bool,
    Integer {
        min: i64,
        max: i64,
    },
    Number,
    Quarters,
    Text,
    Word(Vec<String>),
    Term,
    Within,
    Country,
    Agreement,
    Date,
    Moment,
    List(Box<Shape>),
    Table(Table),
    /// A table whose keys are not known beforehand.
    Map(Box<Shape>),
    /// Told apart by what sort of value is written.
    OneOf(Vec<Shape>),
}

#[derive(Clone, Debug)]
pub struct Table {
    pub(super) fields: Vec<Field>,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub key: Key,
    pub required: bool,
    pub shape: Shape,
    /// What the schema says of it.
    pub description: String,
}

/// In what a tree is written, so that what to write instead is said in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    Toml,
    Yaml,
}

impl Notation {
    /// What is expected of a shape, for a message.
    pub(super) fn expected(self, shape: &Shape) -> Text {
        match (self, shape) {
            (Notation::Yaml, Shape::List(row)) if !row.fields().is_empty() => text!(
                "een lijst, elk onderdeel achter een streepje",
                "a list, each item behind a hyphen"
            ),
            _ => shape.expected(),
        }
    }
}

/// One thing wrong with a tree: which kind of wrong, where, and what to do.
#[derive(Clone, Debug)]
pub struct Misfit {
    /// The id in the `record` pack.
    pub id: &'static str,
    pub span: Span,
    pub message: Text,
    pub help: Text,
}

impl Shape {
    /// The shape that a schema describes.
    pub fn of(schema: &Json) -> Shape {
        if let Some(choices) = schema.get("anyOf").or(schema.get("oneOf")).and_then(Json::as_array) {
            return Shape::of_choices(choices);
        }
        if let Some(rule) = schema.get("x-avg").and_then(Json::as_str) {
            match rule {
                "date" => return Shape::Date,
                "moment" => return Shape::Moment,
                "term" => return Shape::Term,
                "within" => return Shape::Within,
                "country" => return Shape::Country,
                "agreement" => return Shape::Agreement,
                "quarters" => return Shape::Quarters,
                _ => {}
            }
        }
        match schema.get("type") {
            Some(Json::Array(types)) => Shape::OneOf(
                types
                    .iter()
                    .filter_map(|name| name.as_str())
                    .map(|name| Shape::of_type(name, schema))
                    .collect(),
            ),
            Some(Json::String(name)) => Shape::of_type(name, schema),
            _ => Shape::Anything,
        }
    }

    fn of_choices(choices: &[Json]) -> Shape {
        let shapes: Vec<Shape> = choices.iter().map(Shape::of).collect();
        // An enum whose words each have a description comes as a choice of constants.
        let words: Option<Vec<String>> = shapes
            .iter()
            .map(|shape| match shape {
                Shape::Word(words) => Some(words.clone()),
                _ => None,
            })
            .collect::<Option<Vec<_>>>()
            .map(|words| words.concat());
        match words {
            Some(words) if !words.is_empty() => Shape::Word(words),
            _ => Shape::OneOf(shapes),
        }
    }

    fn of_type(name: &str, schema: &Json) -> Shape {
        match name {
            "boolean" => Shape::Bool,
            "integer" => Shape::Integer {
                min: schema.get("minimum").and_then(Json::as_i64).unwrap_or(i64::MIN),
                max: schema.get("maximum").and_then(Json::as_i64).unwrap_or(i64::MAX),
            },
            "number" => Shape::Number,
            "string" => match (schema.get("enum").and_then(Json::as_array), schema.get("const")) {
                (Some(words), _) => Shape::Word(words.iter().filter_map(Json::as_str).map(str::to_string).collect()),
                (None, Some(Json::String(word))) => Shape::Word(vec![word.clone()]),
                _ => Shape::Text,
            },
            "array" => Shape::List(Box::new(schema.get("items").map_or(Shape::Anything, Shape::of))),
            "object" => match schema.get("properties").and_then(Json::as_object) {
                Some(properties) => {
                    let required = schema.get("required").and_then(Json::as_array);
                    let is_required = |key: &str| required.is_some_and(|keys| keys.iter().any(|it| it == key));
                    let fields = properties.iter().map(|(key, field)| Field {
                        key: Key::from(key.as_str()),
                        required: is_required(key),
                        shape: Shape::of(field),
                        description: field
                            .get("description")
                            .and_then(Json::as_str)
                            .unwrap_or_default()
                            .to_string(),
                    });
                    Shape::Table(Table {
                        fields: fields.collect(),
                    })
                }
                None => Shape::Map(Box::new(
                    schema.get("additionalProperties").map_or(Shape::Anything, Shape::of),
                )),
            },
            _ => Shape::Anything,
        }
    }

    pub fn fields(&self) -> &[Field] {
        match self {
            Shape::Table(table) => &table.fields,
            _ => &[],
        }
    }

    pub fn field<'k>(&self, key: impl Into<Asked<'k>>) -> Option<&Field> {
        let asked = key.into();
        self.fields().iter().find(|field| field.key.is(asked))
    }

    /// The shape at a path below this one, a list standing for its rows.
    pub fn at(&self, keys: &[String]) -> Option<&Shape> {
        let mut here = self;
        for key in keys {
            if is_users_own(key) {
                return Some(&Shape::Anything);
            }
            here = &here.row().field(key)?.shape;
        }
        Some(here)
    }

    /// A list's row; anything else is its own row.
    pub fn row(&self) -> &Shape {
        match self {
            Shape::List(row) => row,
            _ => self,
        }
    }

    /// Every path in this shape, for suggestions: `answer.given_on`.
    pub fn paths(&self) -> Vec<String> {
        let mut found = Vec::new();
        for field in self.row().fields() {
            found.push(field.key.to_string());
            found.extend(
                field
                    .shape
                    .paths()
                    .into_iter()
                    .map(|path| format!("{}.{path}", field.key)),
            );
        }
        found
    }

    /// The words that may stand here, if it is a matter of words.
    pub fn words(&self) -> Option<&[String]> {
        match self {
            Shape::Word(words) => Some(words),
            Shape::List(row) => row.words(),
            _ => None,
        }
    }

    /// Everything that is wrong with a tree, in the order of the text.
    pub fn misfits(&self, root: &Node) -> Vec<Misfit> {
        self.misfits_in(Notation::Toml, root)
    }

    /// The same, with help for what is not written in TOML.
    pub fn misfits_in(&self, notation: Notation, root: &Node) -> Vec<Misfit> {
        super::walker::misfits(self, root, notation)
    }

    /// Calls `visit` with each value that has a leaf shape.
    pub fn visit<'n, 'a>(&self, node: &'n Node<'a>, visit: &mut impl FnMut(&Shape, &'n Node<'a>)) {
        match (self, &node.value) {
            (Shape::List(row), Value::List(items)) => items.iter().for_each(|item| row.visit(item, visit)),
            (Shape::Table(_), Value::Table(entries)) => {
                for entry in entries {
                    if let Some(field) = self.field(&entry.key) {
                        field.shape.visit(&entry.node, visit);
                    }
                }
            }
            _ => visit(self, node),
        }
    }

    /// What is expected here, for a message.
    pub fn expected(&self) -> Text {
        match self {
            Shape::Anything => text!("een waarde", "a value"),
            Shape::Bool => text!("true of false", "true or false"),
            Shape::Integer { min, max } if *max < 100 => text!(
                "een geheel getal van {min} tot en met {max}",
                "a whole number from {min} to {max}"
            ),
            Shape::Integer { min, .. } if *min > i64::MIN => {
                text!("een geheel getal van {min} of meer", "a whole number of {min} or more")
            }
            Shape::Integer { .. } => text!("een geheel getal", "a whole number"),
            Shape::Number => text!("een getal", "a number"),
            Shape::Quarters => text!("0, 0.25, 0.5, 0.75 of 1", "0, 0.25, 0.5, 0.75 or 1"),
            Shape::Text | Shape::Agreement | Shape::Country => {
                text!("een tekst tussen aanhalingstekens", "a text between quotes")
            }
            Shape::Word(_) => text!("een woord tussen aanhalingstekens", "a word between quotes"),
            Shape::Term | Shape::Within => text!(
                "een termijn tussen aanhalingstekens, zoals \"14 days\"",
                "a term between quotes, such as \"14 days\""
            ),
            Shape::Date => text!(
                "een datum zonder tijd en zonder aanhalingstekens, zoals 2026-03-27",
                "a date without a time and without quotes, such as 2026-03-27"
            ),
            Shape::Moment => text!(
                "een moment zonder aanhalingstekens, zoals 2026-03-27T15:00:00+01:00",
                "a moment without quotes, such as 2026-03-27T15:00:00+01:00"
            ),
            Shape::List(_) => text!("een lijst, zoals [\"…\"]", "a list, such as [\"…\"]"),
            Shape::Table(_) | Shape::Map(_) => text!("een tabel", "a table"),
            Shape::OneOf(shapes) => Text::by(|lang| {
                let choices: Vec<String> = shapes
                    .iter()
                    .map(|shape| shape.expected().get(lang).to_string())
                    .collect();
                choices.join(lang.pick(" of ", " or "))
            }),
        }
    }

    /// Whether a value is of this shape's sort, whatever it says.
    pub(super) fn is_sort_of(&self, value: &Value) -> bool {
        match self {
            Shape::Anything => true,
            Shape::Bool => matches!(value, Value::Bool(_)),
            Shape::Integer { .. } => matches!(value, Value::Integer(_)),
            Shape::Number | Shape::Quarters => matches!(value, Value::Integer(_) | Value::Number(_)),
            Shape::Text | Shape::Word(_) | Shape::Term | Shape::Within | Shape::Country | Shape::Agreement => {
                matches!(value, Value::Text(_))
            }
            Shape::Date | Shape::Moment => matches!(value, Value::Moment(_)),
            Shape::List(_) => matches!(value, Value::List(_)),
            Shape::Table(_) | Shape::Map(_) => matches!(value, Value::Table(_)),
            Shape::OneOf(shapes) => shapes.iter().any(|shape| shape.is_sort_of(value)),
        }
    }
}
