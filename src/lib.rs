pub mod finding;
pub mod folder;
pub mod norms;
pub mod records;
pub mod text;
pub mod time;
