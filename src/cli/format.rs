//! `--format`: the forms of output, and which of them each command knows.

use std::ffi::OsStr;

use anyhow::{Result, anyhow};
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::text;

use super::{check, due, export, report, term};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Table,
    Text,
    Markdown,
    Json,
    Jsonl,
    Short,
    Sarif,
    Github,
    Junit,
    Ics,
    Csv,
    Html,
    Xlsx,
    Yaml,
    Jsonld,
}

/// The forms of what is a document.
pub(super) const DOCUMENT: [Format; 8] = [
    Format::Table,
    Format::Markdown,
    Format::Html,
    Format::Csv,
    Format::Xlsx,
    Format::Json,
    Format::Jsonl,
    Format::Yaml,
];

/// What a command knows, by the words with which it is called; the first is its own. One that only says what it did, or
/// gives a file of one kind, knows one.
pub(super) fn known(command: &str) -> &'static [Format] {
    match command {
        "" => Format::value_variants(),
        "check" => &check::FORMATS,
        "due" => &due::FORMATS,
        "export" => &export::FORMATS,
        "term" => &term::FORMATS,
        "show" | "history" => &DOCUMENT,
        "report" | "report register" => &report::REGISTER,
        // All of them at once.
        "report dossier" => &[],
        _ if command.starts_with("report ") => &DOCUMENT,
        "schema" => &[Format::Json],
        "explain" | "completions" | "man" => &[Format::Text],
        "import" => &[Format::Human],
        _ => &[Format::Table],
    }
}

/// What was asked for, and what the command at hand knows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    pub asked: Option<Format>,
    pub known: &'static [Format],
}

impl Asked {
    pub(super) fn of_known(self) -> Result<Format> {
        let asked = self.asked.or(self.known.first().copied()).unwrap_or(Format::Table);
        if self.known.contains(&asked) {
            return Ok(asked);
        }
        let (asked, known) = (asked.name(), names(self.known).join(", "));
        Err(anyhow!(text!(
            "deze opdracht kent de vorm ‘{asked}’ niet: kies uit {known}",
            "this command does not know the format ‘{asked}’: choose from {known}"
        )))
    }
}

/// Takes every form, so that one that a command does not know can be refused in the reader's language; shows those that it
/// does know.
#[derive(Clone, Copy)]
pub(super) struct OneOf(pub &'static [Format]);

impl TypedValueParser for OneOf {
    type Value = Format;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Format, clap::Error> {
        let read = |word: &str| Format::from_str(word, false).ok();
        if let Some(format) = value.to_str().and_then(read) {
            return Ok(format);
        }
        let known = PossibleValuesParser::new(names(self.0));
        let word = known.parse_ref(command, arg, value)?;
        read(&word).ok_or_else(|| clap::Error::new(clap::error::ErrorKind::InvalidValue).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().filter_map(ValueEnum::to_possible_value)))
    }
}

impl Format {
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map(|value| value.get_name().to_string()).unwrap_or_default()
    }
}

fn names(formats: &[Format]) -> Vec<String> {
    formats.iter().map(|format| format.name()).collect()
}
