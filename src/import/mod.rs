//! A register that lives elsewhere, as records in the making: bytes to a grid, a mapping from its columns to fields, and
//! drafts with everything that has no field beside them.
//!
//! Nothing is guessed that could be wrong, and nothing is dropped: what is not read with certainty goes along as it was
//! written. Nothing here touches a disk.

mod article;
mod ciso;
mod columns;
mod countries;
mod csv;
mod fides;
mod grid;
mod headers;
mod mapping;
mod rows;
mod terms;
mod value_words;
mod values;
mod words;
mod xlsx;

pub use columns::{Column, Table, Target, choose};
pub use grid::{Content, Place, Row, Source, read};
pub use mapping::Mapping;
pub use rows::{Agreements, Entry, Left, Maker};
