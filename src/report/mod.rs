//! Reports: pure functions from records and duties to a document, one file each. Nothing here knows how it will look.

pub mod agreement;
pub mod agreements;
mod audits;
pub mod basis;
mod clock;
pub mod commits;
mod countdown;
mod document;
pub mod dossier;
pub mod dpv;
mod dpv_fields;
mod dpv_terms;
mod dpv_words;
pub mod due;
pub mod flat;
pub mod history;
pub mod incident;
pub mod letter;
mod letterhead;
mod listing;
pub mod logs;
pub mod norms;
pub mod notice;
pub mod overview;
pub mod portable;
pub mod register;
mod sending;
pub mod show;
pub mod stamp;
mod subprocessor;
mod subprocessor_letter;
pub mod subprocessors;
mod timeline;
pub mod values;

pub use countdown::At;
pub use document::{CalendarDay, Cell, Document, Form, Group, Part, Said, Table, Tone};
