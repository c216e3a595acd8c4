//! Everything that is tested from outside, in one binary.

#![allow(clippy::disallowed_methods, reason = "tests stand at the edge too")]

mod agreements;
mod architecture;
mod asked;
mod browser;
mod cases;
mod commit;
mod dossier;
mod due;
mod edit;
mod examples;
mod folder;
mod formats;
mod help;
mod history;
mod history_command;
mod html;
mod import;
mod init;
mod jsonld;
mod labels;
mod languages;
mod mutation;
mod new;
mod norms;
mod overview;
mod papers;
mod reading;
mod readme;
mod register;
mod removal;
mod reports;
mod rows;
mod sarif;
mod schemas;
mod show;
mod since;
mod subprocessors;
mod support;
mod term;
mod time;
mod torn;
mod workbook;
mod writing;
mod year;
