//! The fields of a record as flags, for commands that change one: which kind it is, is known only when it was found.

use std::sync::LazyLock;

use anyhow::{Result, anyhow};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::folder::Kind;
use crate::records::draft::Draft;
use crate::records::field::Field;
use crate::records::shape_of;
use crate::text;
use crate::text::nearest;

/// The end of such a command's help: its examples, and what holds for all of them.
pub(super) fn help(examples: &str) -> String {
    format!(
        "Examples:\n{examples}\n\nEvery field of the record is a flag too: its name in kebab-case, a table's field as \
        --table-field, such as --answer-outcome (avg new KIND --help names them all). A list gets what is given added. Of a \
        table with rows the one is meant that its name says (--controllers-agreement agreements/a), that --item names, or \
        that alone lacks the field."
    )
}

/// The flags and their values, in the order of the command line.
#[derive(Clone, Debug, Default)]
pub(super) struct FieldArgs {
    given: Vec<(&'static str, String)>,
}

/// Every flag that a field of any kind of record has.
static FLAGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let fields = Kind::ALL.iter().flat_map(|kind| Field::all(shape_of(*kind)));
    let mut flags: Vec<String> = fields.map(|field| field.flag).collect();
    flags.sort();
    flags.dedup();
    flags
});

impl Args for FieldArgs {
    fn augment_args(command: Command) -> Command {
        // They are made for who asks for such a command, and not at every start.
        command.defer(with_flags)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn with_flags(command: Command) -> Command {
    command.args(FLAGS.iter().map(|flag| {
        Arg::new(flag.as_str())
            .long(flag.as_str())
            .value_name("VALUE")
            .action(ArgAction::Append)
            .hide(true)
    }))
}

impl FromArgMatches for FieldArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut given: Vec<(usize, &'static str, String)> = Vec::new();
        for flag in FLAGS.iter() {
            let values = matches.get_many::<String>(flag).into_iter().flatten();
            let indices = matches.indices_of(flag).into_iter().flatten();
            given.extend(
                indices
                    .zip(values)
                    .map(|(index, value)| (index, flag.as_str(), value.clone())),
            );
        }
        given.sort_by_key(|(index, ..)| *index);
        Ok(FieldArgs {
            given: given.into_iter().map(|(_, flag, value)| (flag, value)).collect(),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl FieldArgs {
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    /// What was given, for a record of a kind.
    pub fn draft(&self, kind: Kind) -> Result<Draft> {
        let fields: Vec<Field> = Field::all(shape_of(kind));
        let mut draft = Draft::default();
        for (flag, value) in &self.given {
            match fields.iter().find(|field| field.flag == *flag) {
                Some(field) => draft.give(field, value),
                None => return Err(unknown(flag, &fields, kind)),
            }
        }
        Ok(draft)
    }
}

fn unknown(flag: &str, fields: &[Field], kind: Kind) -> anyhow::Error {
    let known: Vec<&str> = fields.iter().map(|field| field.flag.as_str()).collect();
    let hint = match nearest(flag, &known) {
        Some(nearest) => text!("bedoelt u --{nearest}?", "did you mean --{nearest}?"),
        None => text!("avg schema {} noemt ze", "avg schema {} names them", kind.word()),
    };
    anyhow!(text::Text::by(|lang| {
        let hint = hint.get(lang);
        lang.pick(
            format!("een registratie in {kind}/ heeft geen veld --{flag}: {hint}"),
            format!("a record in {kind}/ has no field --{flag}: {hint}"),
        )
    }))
}
