//! Time, pure: what a moment and a term are, how each regime counts, and what the two ends of a period are.
//!
//! Nothing here reads a clock or a folder. The zone is an argument everywhere; dates are civil dates in that zone,
//! periods in hours run in elapsed time, and no number is ever a float.

mod counting;
mod due;
mod extension;
pub mod holidays;
mod moment;
pub mod term;
mod working_days;
mod zone;

pub use counting::{Counting, Direction, count};
pub use due::{Due, End, Step};
pub use holidays::Holiday;
pub use moment::{Moment, to_the_minute};
pub use term::{Term, Unit};
pub use zone::{Skipped, Zone, day_in_words, day_of_year_in_words, month_in_words};
