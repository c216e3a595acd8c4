//! `avg completions` and `avg man`: what a shell and a manual reader need, made from the commands themselves.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::folder::write_outside;
use crate::render::harmless;
use crate::text;

use super::{Exit, Session, whole_command};

/// Print the completions of a shell
///
/// Put them where the shell looks for them.
#[derive(Args)]
#[command(after_help = COMPLETIONS)]
pub(super) struct CompletionsArgs {
    #[arg(value_enum)]
    shell: Shell,
}

const COMPLETIONS: &str = "Examples:
  avg completions bash > ~/.local/share/bash-completion/completions/avg
  avg completions zsh > ~/.zfunc/_avg
  avg completions fish > ~/.config/fish/completions/avg.fish
  avg completions powershell >> $PROFILE";

/// Print the manual page, or that of one command
#[derive(Args)]
#[command(after_help = MAN)]
pub(super) struct ManArgs {
    /// The command, such as due or "new incident"
    command: Option<String>,
    /// Write every page into this folder, none over one that is there
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    to: Option<PathBuf>,
}

const MAN: &str = "Examples:
  avg man | man -l -
  avg man due | man -l -
  avg man --to ~/.local/share/man/man1";

pub(super) fn completions(args: &CompletionsArgs, session: &Session, out: &mut dyn Write) -> Result<Exit> {
    session.format()?;
    // Into memory first: a reader that closes the pipe is no reason to fall over.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut whole_command(), "avg", &mut script);
    out.write_all(&script)?;
    Ok(Exit::Clean)
}

pub(super) fn man(args: &ManArgs, session: &Session, out: &mut dyn Write) -> Result<Exit> {
    session.format()?;
    let mut whole = whole_command();
    whole.build();
    let mut pages = Vec::new();
    gather(&whole, "avg", &mut pages);
    if let Some(folder) = &args.to {
        for (name, page) in &pages {
            let path = folder.join(format!("{}.1", name.replace(' ', "-")));
            write_outside(&session.edge.cwd, &path, page)?;
            writeln!(out, "{}", shown(&path))?;
        }
        return Ok(Exit::Clean);
    }
    let asked = args
        .command
        .as_ref()
        .map_or("avg".to_string(), |command| format!("avg {command}"));
    let Some((_, page)) = pages.iter().find(|(name, _)| *name == asked) else {
        let asked = args.command.as_deref().unwrap_or_default();
        return Err(anyhow!(text!(
            "er is geen opdracht ‘{asked}’",
            "there is no command ‘{asked}’"
        )));
    };
    write!(out, "{page}")?;
    Ok(Exit::Clean)
}

/// The page of a command and those of the commands in it.
fn gather(command: &Command, name: &str, pages: &mut Vec<(String, String)>) {
    let titled = command
        .clone()
        .name(name.replace(' ', "-"))
        .display_name(name.to_string());
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let title = name.replace(' ', "-").to_uppercase();
    if Man::new(titled).title(title).render(&mut page).is_ok() {
        pages.push((name.to_string(), String::from_utf8_lossy(&page).into_owned()));
    }
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        gather(below, &format!("{name} {}", below.get_name()), pages);
    }
}

fn shown(path: &Path) -> String {
    harmless(&path.display().to_string())
}
