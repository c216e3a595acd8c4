//! `avg`: one folder of plain text under git, held against norms.
//!
//! A *record* is a fact that an organisation wrote down; a *norm* is a demand with a source. norms × records give
//! *findings*, what is wrong, and *duties*, what is due. The data go one way, and nobody calls back:
//!
//! ```text
//! folder → records → norms → report → render
//! ```
//!
//! - [`folder`] reads files from disk or from a commit, and what git remembers of them; only this room touches either.
//! - [`records`] turns them into typed facts that know their places; what is not a record at all is a finding.
//! - [`import`] reads a register that lives in a spreadsheet or another tool into records in the making.
//! - [`time`] counts terms; [`norms`] holds the packs against the records; [`finding`] is what is wrong and where.
//! - [`report`] makes documents, [`render`] shows documents and findings, [`cli`] is one file a command.
//! - [`underway`] says how far long work is, and what must not be cut off.
//!
//! Clock, zone, language and colour are arguments; only `main` asks the machine.

pub mod cli;
pub mod finding;
pub mod folder;
pub mod import;
pub mod norms;
pub mod records;
pub mod render;
pub mod report;
pub mod text;
pub mod time;
pub mod underway;
