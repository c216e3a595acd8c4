//! The edge: arguments, clock, terminal, exit code. Nothing else reads the clock or the environment.

#![allow(clippy::disallowed_methods, reason = "this is the edge")]

use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::process::ExitCode;

use avg::cli::{self, Edge, Exit};
use avg::render::Look;

/// Columns when nobody is looking, so that what is piped or saved is the same everywhere.
const PIPED_WIDTH: u16 = 140;

fn main() -> ExitCode {
    let cwd = match std::env::current_dir() {
        Ok(cwd) => cwd,
        Err(error) => {
            eprintln!("avg: {error}");
            return ExitCode::from(Exit::CouldNotWork as u8);
        }
    };
    let stdout = io::stdout();
    let is_terminal = stdout.is_terminal();
    let width = if is_terminal {
        terminal_size::terminal_size().map(|(width, _)| width.0)
    } else {
        None
    };
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let edge = Edge {
        now: chrono::Utc::now(),
        cwd,
        interactive: is_terminal && io::stdin().is_terminal(),
        read_input: || {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes)?;
            Ok(bytes)
        },
        look: Look {
            colour: is_terminal && !no_colour,
            width: width.unwrap_or(PIPED_WIDTH),
        },
    };
    let mut out = BufWriter::new(stdout.lock());
    let mut exit = cli::run(std::env::args_os(), &edge, &mut out, &mut io::stderr().lock());
    if let Err(error) = out.flush()
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        eprintln!("avg: {error}");
        exit = Exit::CouldNotWork;
    }
    ExitCode::from(exit as u8)
}
