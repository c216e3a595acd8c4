//! serde over the tree: one reader types TOML records and YAML packs alike.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{self, Deserialize, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::tree::{Node, Value};
use super::vocabulary::MOMENT;

/// That a tree does not have a type's shape. The walker says where and what to do; this only says that.
#[derive(Debug)]
pub struct TypeError(String);

impl fmt::Display for TypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TypeError {}

impl de::Error for TypeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        TypeError(message.to_string())
    }
}

/// Types a tree.
pub fn from_node<'de, T: Deserialize<'de>>(node: &'de Node<'_>) -> Result<T, TypeError> {
    T::deserialize(node)
}

impl<'de> Deserializer<'de> for &'de Node<'_> {
    type Error = TypeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        match &self.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Integer(value) => visitor.visit_i64(*value),
            Value::Number(value) => visitor.visit_f64(*value),
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Value::Table(entries) => visitor.visit_map(MapDeserializer::new(
                entries
                    .iter()
                    .filter(|entry| !entry.is_users_own())
                    .map(|entry| (entry.key.as_ref(), &entry.node)),
            )),
            Value::Null => visitor.visit_unit(),
            Value::Moment(_) | Value::Time | Value::Unreadable => {
                Err(de::Error::custom("a date where none is expected"))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, TypeError> {
        match (&self.value, name) {
            (Value::Moment(moment), MOMENT) => {
                let written = moment.to_string();
                visitor.visit_newtype_struct(StrDeserializer::<TypeError>::new(&written))
            }
            (_, MOMENT) => Err(de::Error::custom("not a date or a moment")),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TypeError> {
        match &self.value {
            Value::Text(word) => visitor.visit_enum(word.as_ref().into_deserializer()),
            _ => Err(de::Error::custom("not a word")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, TypeError> for &'de Node<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
