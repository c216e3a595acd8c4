//! A terminal for tests, in which things are typed and read as a person would. It knows nothing of where the tests run: what
//! the environment says there (`CI`, `NO_COLOR`) is not what a person at a terminal has.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

/// A terminal that somebody sits at. It needs tmux.
pub struct Terminal {
    socket: PathBuf,
    /// What was on the screen when it was last wiped.
    pub transcript: String,
}

const COLUMNS: &str = "120";
/// So high that nothing scrolls away between two wipes.
const LINES: &str = "160";

impl Terminal {
    pub fn at(home: &Path) -> Terminal {
        let binary = Path::new(env!("CARGO_BIN_EXE_avg"))
            .parent()
            .expect("a folder")
            .display()
            .to_string();
        let path = format!("{binary}:{}", std::env::var("PATH").expect("a path"));
        let terminal = Terminal {
            socket: home.join("tmux.socket"),
            transcript: String::new(),
        };
        let rc = home.join(".bashrc");
        fs::write(&rc, format!("PS1='$ '\nPATH='{path}'\n")).expect("a file");
        let shell = format!("exec bash --noprofile --rcfile {}", rc.display());
        terminal.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            COLUMNS,
            "-y",
            LINES,
            "-c",
            &home.display().to_string(),
            "-e",
            &format!("HOME={}", home.display()),
            "-e",
            "GIT_CONFIG_NOSYSTEM=1",
            "-e",
            "LC_ALL=C.UTF-8",
            &shell,
        ]);
        terminal.wait_for("$");
        terminal
    }

    pub fn tmux(&self, args: &[&str]) -> String {
        let run = Command::new("tmux")
            .env_clear()
            .env("PATH", std::env::var_os("PATH").expect("a path"))
            .env("TERM", "xterm")
            .arg("-S")
            .arg(&self.socket)
            .args(args)
            .output();
        let run = run.expect("this test needs tmux");
        let err = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "tmux {args:?}: {err}");
        String::from_utf8_lossy(&run.stdout).into_owned()
    }

    /// Keeps all that comes on the screen in a file, from when this is back.
    pub fn record(&self, raw: &Path) {
        // Of an earlier file this is the end.
        self.tmux(&["pipe-pane", &format!("cat > {}", raw.display())]);
        for _ in 0..600 {
            if raw.exists() {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("{} is not there", raw.display());
    }

    pub fn screen(&self) -> String {
        self.tmux(&["capture-pane", "-p"]).trim_end().to_string()
    }

    /// Until the screen ends with something, and stands still.
    pub fn wait_for(&self, end: &str) {
        let mut before = String::new();
        for _ in 0..600 {
            let screen = self.screen();
            if screen.ends_with(end) && screen == before {
                return;
            }
            before = screen;
            sleep(Duration::from_millis(50));
        }
        panic!("‘{end}’ did not come:\n{before}");
    }

    pub fn press(&self, keys: &[&str]) {
        self.tmux(&[&["send-keys"], keys].concat());
    }

    pub fn type_in(&self, text: &str) {
        self.tmux(&["send-keys", "-l", text]);
        self.press(&["Enter"]);
    }

    /// A command that asks nothing.
    pub fn run(&mut self, command: &str) {
        self.type_in(command);
        self.wait_for("\n$");
        self.wipe();
    }

    /// What a question says last, and the keys that answer it.
    pub fn answer(&self, question: &str, keys: &[&str]) {
        self.wait_until_asked(question);
        match keys {
            [text] if !KEYS.contains(text) => self.type_in(text),
            keys => keys.iter().for_each(|key| self.press(&[key])),
        }
    }

    pub fn wait_until_asked(&self, question: &str) {
        for _ in 0..600 {
            let screen = self.screen();
            let asked = screen.lines().rev().find(|line| line.starts_with("? "));
            if asked.is_some_and(|line| line.contains(question)) {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("‘{question}’ was not asked:\n{}", self.screen());
    }

    /// Waits until an answer is refused with some words, and gives another in its place.
    pub fn correct(&self, words: &str, text: &str) {
        for _ in 0..600 {
            if self.screen().contains(words) {
                self.press(&["-N", "60", "BSpace"]);
                self.type_in(text);
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("‘{words}’ was not said:\n{}", self.screen());
    }

    /// Ends what was on the screen, and takes it into the transcript.
    pub fn wipe(&mut self) {
        self.wait_for("\n$");
        let screen = self.screen();
        let shown = screen.strip_suffix("\n$").unwrap_or(&screen);
        self.transcript += shown;
        self.transcript += "\n\n";
        self.press(&["-R", "C-l"]);
        self.tmux(&["clear-history"]);
        self.wait_for("$");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = Command::new("tmux")
            .arg("-S")
            .arg(&self.socket)
            .arg("kill-server")
            .output();
    }
}

const KEYS: [&str; 5] = ["Enter", "Escape", "Down", "Space", "Up"];
