//! Records: the facts that an organisation wrote down, read from TOML with the place of every value.
//!
//! The types here are the shape, once: serde reads them, the schemas in `schemas/` are made from them, and where serde
//! refuses a file, [`shape`] holds its tree against the same schema and names everything that is wrong with it.
//! Nothing here knows a norm: what the law misses is not this module's business, only what is not a record at all.

mod activity;
mod agreement;
pub mod amend;
pub mod cell;
mod changes;
mod conflict;
pub mod country;
mod cuts;
pub mod diff;
pub mod draft;
pub mod edit;
pub mod field;
pub mod flat;
mod incident;
pub mod key;
mod label_words;
pub mod labels;
pub mod naming;
mod organisation;
mod path;
mod plain_tree;
mod reading;
mod request;
mod salvage;
pub mod schema;
mod set;
pub mod shape;
mod syntax;
pub mod toml_tree;
pub mod tree;
mod typed;
pub mod vocabulary;
mod walker;
pub mod yaml;

pub use crate::folder::{Kind, Logged, Person, Reach, Said};
pub use activity::Activity;
pub use agreement::Agreement;
pub use changes::{Act, Revision, last_words, revisions};
pub use incident::Incident;
pub use organisation::{Organisation, Settings, Waiver};
pub use path::{Base, Path};
pub use reading::{Record, shape_of};
pub use request::DataSubjectRequest;
pub use set::Records;
pub use typed::{TypeError, from_node};
