//! How far long work is stands on a terminal while it lasts, and nowhere else.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use regex::Regex;
use tempfile::TempDir;

use super::support::{avg, folder, write};
use super::terminal::Terminal;

const AVG: &str = "[organisation]\nname = \"V\"\nemail = \"p@v.example\"\n[settings]\nlanguage = \"nl\"\n";

/// A folder with so many activities that to check them takes longer than anybody waits without wondering.
pub fn large() -> TempDir {
    let home = folder(&[("avg.toml", AVG)]);
    let mut took = Duration::ZERO;
    while took < Duration::from_secs(3) {
        grow(home.path());
        let begun = Instant::now();
        avg(home.path(), &["check", "--format", "json"]);
        took = begun.elapsed();
    }
    home
}

/// Makes activities twice as many: a machine that was busy when the folder was made may have time now.
pub fn grow(home: &Path) {
    let there = fs::read_dir(home.join("register")).map_or(0, Iterator::count);
    for number in there..there * 2 + 2000 {
        let text = format!("name = \"Werk {number}\"\nrole = \"controller\"\n");
        write(home, &format!("register/a-{number}.toml"), &text);
    }
}

/// Every byte that a terminal got while a command ran, and the screen that it left.
fn told(home: &Path, command: &str) -> (String, String) {
    let terminal = Terminal::at(home);
    let raw = home.join(".raw");
    terminal.record(&raw);
    terminal.type_in(&format!("{command}; echo \"ended $?\""));
    let begun = Instant::now();
    while !(terminal.screen().contains("\nended ") && terminal.screen().ends_with('$')) {
        assert!(begun.elapsed() < Duration::from_secs(120), "{}", terminal.screen());
        sleep(Duration::from_millis(20));
    }
    terminal.tmux(&["pipe-pane"]);
    let raw = fs::read(raw).expect("what the terminal got");
    (String::from_utf8_lossy(&raw).into_owned(), terminal.screen())
}

fn says(raw: &str, words: &str) -> bool {
    Regex::new(words).expect("a pattern").is_match(raw)
}

/// Anything that says how far something is.
const ANY: &str = r"\d (van|of) \d";

#[test]
fn long_work_says_how_far_it_is_and_takes_it_back() {
    let home = large();
    for (language, words) in [
        (
            "nl",
            r"\x1b\[2K(\d+ )?\d{1,3} van \d+ 00[01] bestanden (gelezen|ontleed|nagezien)\x1b",
        ),
        (
            "en",
            r"\x1b\[2K(read|parsed|checked) (\d+ )?\d{1,3} of \d+ 00[01] files\x1b",
        ),
    ] {
        let command = format!("avg --lang {language} check --format json > /dev/null");
        let (mut raw, mut screen) = told(home.path(), &command);
        for _ in 0..4 {
            if !says(&raw, ANY) {
                grow(home.path());
                (raw, screen) = told(home.path(), &command);
            }
        }
        assert!(says(&raw, words), "{raw:?}");
        // No line is left behind, not even an empty one.
        assert_eq!(screen, format!("$ {command}; echo \"ended $?\"\nended 1\n$"));
    }
    // Into a file, in CI, and where a line cannot be taken back: all at once, and no longer than it would take to see it.
    let check = "timeout -s KILL 4 avg check --format json > /dev/null";
    let quietly = format!("({check} 2> err & CI=true {check} & TERM=dumb {check} & wait)");
    let (raw, _) = told(home.path(), &quietly);
    assert!(raw.contains("ended 0") && !says(&raw, ANY), "{raw:?}");
    assert_eq!(fs::read_to_string(home.path().join("err")).expect("a file"), "");
}

#[test]
fn short_work_says_nothing() {
    let home = folder(&[
        ("avg.toml", AVG),
        ("register/a.toml", "name = \"x\"\nrole = \"controller\"\n"),
    ]);
    let (raw, _) = told(home.path(), "avg check --format short > /dev/null");
    assert!(raw.contains("ended 1") && !says(&raw, ANY), "{raw:?}");
}
