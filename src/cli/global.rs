//! What every command takes, wherever on the line it stands.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, value_parser};

use crate::text::Lang;
use crate::time::Moment;

use super::format::{self, Asked, OneOf};

// Not a doc comment: it would stand in the help.
#[derive(Args)]
#[command(next_help_heading = "For every command")]
pub(super) struct Global {
    /// From `-C`, wherever on the line it stands.
    #[arg(skip)]
    pub dirs: Vec<PathBuf>,
    /// From `--format`, the innermost.
    #[arg(skip)]
    pub format: Asked,
    /// Read this commit instead of the work tree
    #[arg(long, value_name = "REV", global = true)]
    pub rev: Option<String>,
    /// The language of messages and reports, in place of the folder's own
    #[arg(long, value_enum, global = true)]
    pub lang: Option<Lang>,
    /// The moment to compute against, in place of the clock
    #[arg(long, value_name = "MOMENT", global = true)]
    pub now: Option<Moment>,
}

const HEADING: &str = "For every command";
const DIRS: &str = "dirs";
const FORMAT: &str = "format";

impl Global {
    /// Takes what clap's own `global` cannot give: every `-C`, and the forms of the command at hand.
    pub(super) fn complete(&mut self, matches: &ArgMatches) {
        self.dirs = dirs(matches);
        let mut words: Vec<&str> = Vec::new();
        let mut here = matches;
        loop {
            self.format.asked = here.get_one(FORMAT).copied().or(self.format.asked);
            let Some((word, below)) = here.subcommand() else { break };
            words.push(word);
            here = below;
        }
        self.format.known = format::known(&words.join(" "));
    }
}

/// Gives `-C` and `--format` to every command, each with its own forms. clap's own `global` would keep only the innermost of
/// the `-C`s that stand before and behind a command, and know one list of forms for all.
pub(super) fn with_global(command: Command) -> Command {
    with_below(command, "")
}

fn with_below(command: Command, path: &str) -> Command {
    let dirs = Arg::new(DIRS)
        .short('C')
        .value_name("DIR")
        .help("The folder; without it, the nearest one upward that has an avg.toml; for due also more than one")
        .help_heading(HEADING)
        .display_order(0)
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf));
    let known = format::known(path);
    let format = Arg::new(FORMAT)
        .long("format")
        .value_name("FORMAT")
        .help(match path {
            "" | "report" => "The form of the output; each command names its own",
            _ => "The form of the output; without it, the first of these",
        })
        .display_order(99)
        .help_heading(HEADING)
        // Where there is nothing to choose it is no help to name it.
        .hide(known.len() < 2)
        .value_parser(OneOf(known));
    command.args([dirs, format]).mut_subcommands(|below| {
        let path = format!("{path} {}", below.get_name());
        with_below(below, path.trim_start())
    })
}

fn dirs(matches: &ArgMatches) -> Vec<PathBuf> {
    let here = matches.get_many(DIRS).into_iter().flatten().cloned();
    let further = matches.subcommand().map(|(_, matches)| dirs(matches));
    here.chain(further.into_iter().flatten()).collect()
}
