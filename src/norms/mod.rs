//! Norms: demands with a source, as data, held against records.
//!
//! A pack (YAML) says what must be there and by when; [`judges`] decide what presence and time cannot. [`check::apply`]
//! gives findings, which say what is wrong, and duties, which say what is due. What is laxer than the law is found here too,
//! and what git can witness against the records.

mod address;
mod catalogue;
pub mod check;
mod claims;
mod closed;
mod condition;
mod contract;
mod coverage;
pub mod duties;
mod duty_facets;
mod ends;
pub mod enisa;
mod facets;
mod hours;
mod judges;
mod late;
mod load;
mod meaning;
pub mod meeting;
mod norm;
mod pack;
mod places;
mod sought;
mod source;
pub(crate) mod waivers;
mod witness;
mod words;

pub use catalogue::Catalogue;
pub use load::Pack;
pub use norm::{Demand, DutyRule, Norm, Period};
pub use pack::{Decision, PackFile};
pub use source::{EMBEDDED, Embedded};
