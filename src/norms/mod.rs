//! Norms: demands with a source, as data, held against records.
//!
//! A pack (YAML) says what must be there and by when; [`judges`] decide what presence and time cannot. [`check::apply`]
//! gives findings, which say what is wrong, and duties, which say what is due. What is laxer than the law is found here too.

mod address;
mod catalogue;
pub mod check;
mod condition;
mod contract;
pub mod duties;
mod facets;
mod judges;
mod late;
mod load;
mod norm;
mod pack;
mod waivers;
pub mod yaml;

pub use catalogue::{Catalogue, EMBEDDED};
pub use load::Pack;
pub use norm::{Demand, DutyRule, Norm, Period};
pub use pack::PackFile;
