//! The edge: arguments, clock, terminal, exit code. Nothing else reads the clock or the environment.

#![allow(clippy::disallowed_methods, reason = "this is the edge")]

use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use avg::cli::{self, Edge, Exit};
use avg::render::Look;
use avg::underway;
use crossterm::cursor::{MoveToColumn, Show};
use crossterm::execute;
use crossterm::terminal::{Clear, ClearType, disable_raw_mode, is_raw_mode_enabled};

/// Columns when nobody is looking, so that what is piped or saved is the same everywhere.
const PIPED_WIDTH: u16 = 140;

/// How long work takes before anybody wonders how far it is, and how often that is said from then on.
const LONG: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// How long whatever is being written may take once somebody asked to stop, and then whoever wrote it to say what became of it.
const TO_FINISH: Duration = Duration::from_secs(5);
const TO_SAY_SO: Duration = Duration::from_millis(300);

/// Whether a line on the terminal says how far the work is.
static IS_SHOWN: AtomicBool = AtomicBool::new(false);

fn main() -> ExitCode {
    // Where the signal is ignored, as in what runs in the background, it stays ignored.
    let _ = ctrlc::try_set_handler(stop);
    show_progress();
    // This thread works too, in place of waiting for one more.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
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
    let mut out = BufWriter::new(UntilClosed(stdout.lock()));
    let mut exit = cli::run(std::env::args_os(), &edge, &mut out, &mut UntilClosed(io::stderr()));
    if let Err(error) = out.flush() {
        eprintln!("avg: {error}");
        exit = Exit::CouldNotWork;
    }
    if underway::is_stopped() {
        exit = Exit::Interrupted;
    }
    ExitCode::from(exit as u8)
}

/// Where somebody reads, until they have seen enough and close it: that is no failure, and changes nothing of how a run ends.
struct UntilClosed<W>(W);

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            flushed => flushed,
        }
    }
}

/// Says on a terminal how far work is that takes long. Nobody looks at a pipe or in CI while it runs, and not every terminal
/// can take a line back.
fn show_progress() {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "false");
    let can_wipe = std::env::var_os("TERM").is_none_or(|term| term != "dumb");
    if !io::stderr().is_terminal() || is_set("CI") || !can_wipe {
        return;
    }
    underway::when_over(wipe);
    thread::spawn(|| {
        let mut begun: Option<Instant> = None;
        let mut seen = Instant::now();
        loop {
            sleep(TICK);
            underway::look(|progress, lang| match progress {
                Some(progress) => {
                    seen = Instant::now();
                    if begun.get_or_insert(seen).elapsed() >= LONG {
                        show(&progress.words(lang));
                    }
                }
                // One piece of work follows the other; a person who is asked something in between takes longer.
                None if seen.elapsed() >= LONG => begun = None,
                None => {}
            });
        }
    });
}

/// On one line, so that it can be taken back.
fn show(words: &str) {
    let width = terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0));
    let line: String = words.chars().take(width.saturating_sub(1)).collect();
    IS_SHOWN.store(true, Ordering::SeqCst);
    let mut err = io::stderr().lock();
    // Nothing is lost where it cannot be shown.
    let _ = execute!(err, MoveToColumn(0), Clear(ClearType::CurrentLine));
    let _ = write!(err, "{line}");
    let _ = err.flush();
}

fn wipe() {
    if IS_SHOWN.swap(false, Ordering::SeqCst) {
        let _ = execute!(io::stderr(), MoveToColumn(0), Clear(ClearType::CurrentLine));
    }
}

/// Somebody asked to stop: at once, but for what must be whole; with the terminal as it was.
fn stop() {
    underway::stop();
    let asked = Instant::now();
    if underway::is_at_hand() {
        while underway::is_at_hand() && asked.elapsed() < TO_FINISH {
            sleep(Duration::from_millis(5));
        }
        sleep(TO_SAY_SO);
    }
    // Whoever looks shows nothing more.
    underway::look(|_, _| {
        wipe();
        if is_raw_mode_enabled().unwrap_or_default() {
            let _ = disable_raw_mode();
            eprintln!();
            // Below a question stands what there is to choose from.
            let _ = execute!(io::stderr(), Clear(ClearType::FromCursorDown), Show);
        }
        std::process::exit(Exit::Interrupted as i32);
    });
}
