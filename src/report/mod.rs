//! Reports: pure functions from records and duties to a document, one file each. Nothing here knows how it will look.

mod clock;
mod countdown;
mod document;
pub mod due;
pub mod flat;
pub mod history;
pub mod norms;
pub mod show;
mod timeline;
pub mod values;

pub use countdown::At;
pub use document::{Document, Group, Part, Table, Tone};
