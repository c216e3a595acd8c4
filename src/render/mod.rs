//! Rendering: findings and documents to what people and programs read. One format a file; nothing here decides anything.

pub mod duties_json;
pub mod findings_human;
pub mod findings_json;
pub mod terminal;

use std::collections::BTreeMap;

/// The texts of the files that findings point into, for excerpts.
pub type Sources<'a> = BTreeMap<&'a str, &'a str>;

/// How much a terminal can show.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub colour: bool,
    /// Columns.
    pub width: u16,
}
