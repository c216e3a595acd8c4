//! A year on a terminal, played as a person would: a folder is made, a breach at night, the morning after, an extension, a
//! closing. What was on the screen is a transcript that is committed and read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use super::support::{folder, golden};

/// A terminal that somebody sits at. It needs tmux.
pub struct Terminal {
    socket: PathBuf,
    /// What was on the screen when it was last wiped.
    transcript: String,
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

    fn tmux(&self, args: &[&str]) -> String {
        let run = Command::new("tmux").arg("-S").arg(&self.socket).args(args).output();
        let run = run.expect("this test needs tmux");
        let err = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "tmux {args:?}: {err}");
        String::from_utf8_lossy(&run.stdout).into_owned()
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
    fn run(&mut self, command: &str) {
        self.type_in(command);
        self.wait_for("\n$");
        self.wipe();
    }

    /// What a question says last, and the keys that answer it.
    fn answer(&self, question: &str, keys: &[&str]) {
        self.wait_until_asked(question);
        match keys {
            [text] if !KEYS.contains(text) => self.type_in(text),
            keys => keys.iter().for_each(|key| self.press(&[key])),
        }
    }

    fn wait_until_asked(&self, question: &str) {
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
    fn correct(&self, words: &str, text: &str) {
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
    fn wipe(&mut self) {
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

#[test]
fn a_year_on_a_terminal() {
    let home = folder(&[]);
    let mut terminal = Terminal::at(home.path());

    // January: the folder. Three questions.
    terminal.type_in("avg init privacy");
    terminal.answer("Hoe heet de organisatie?", &["Voorbeeld Beheer BV"]);
    terminal.answer("te bereiken?", &["privacy@beheer.example"]);
    terminal.answer("Wat moet er nog bij?", &["Space", "Enter"]);
    terminal.wipe();
    terminal.run("cd privacy && git config user.name rol && git config user.email rol@beheer.example");
    terminal.run("git add . && git commit -qm 'De map' && git status --short");

    // A customer, with the term that its contract sets; the rest of the form is for later.
    terminal.type_in("avg --now 2026-01-12T10:00 new agreement --name 'Klant Noord'");
    terminal.answer("Onze rol:", &["Down", "Enter"]);
    terminal.answer("Naam van de andere partij:", &["Klant Noord BV"]);
    terminal.answer("Verder invullen?", &["Enter"]);
    terminal.answer("ondertekend", &["2026-01-10"]);
    terminal.answer("ingegaan op", &["Enter"]);
    terminal.answer("te bereiken?", &["privacy@noord.example"]);
    terminal.answer("’s nachts", &["Enter"]);
    terminal.answer("Binnen welke termijn wordt een inbreuk gemeld?", &["twee dagen"]);
    terminal.correct("‘twee dagen’", "48h");
    terminal.answer("In welke bepaling", &["6.1"]);
    terminal.answer("bijstand bij een verzoek?", &["Escape"]);
    terminal.wipe();

    // A request of our own.
    terminal.type_in("avg --now 2026-03-05T14:00 new request");
    terminal.answer("Wanneer is het verzoek ontvangen?", &["Enter"]);
    terminal.answer("Welk recht?", &["Enter"]);
    terminal.answer("Onze rol:", &["Enter"]);
    terminal.answer("Kenmerk van de betrokkene", &["zaak 2026-001"]);
    terminal.answer("Verder invullen?", &["n"]);
    terminal.wipe();

    // A breach at night, two hours after the clock went forward: when, what, and the first of the form.
    terminal.type_in("avg --now 2026-03-29T03:40 new incident");
    terminal.answer("Wanneer was het eerste signaal?", &["2026-03-29T02:30"]);
    terminal.correct("bestaat niet", "2026-03-29T03:30");
    terminal.answer("Wat is er gebeurd", &["Vreemde aanmeldingen op het beheer"]);
    terminal.answer("meldformulier van de AP", &["Enter"]);
    terminal.answer("In welke rol", &["Down", "Down", "Down", "Enter"]);
    terminal.answer("Van welke verwerkingsverantwoordelijken", &["Space", "Enter"]);
    terminal.answer("meer informatie", &["Enter"]);
    terminal.answer("Wanneer begon het?", &["Escape"]);
    terminal.wipe();

    // The morning after.
    terminal.run("avg --now 2026-03-29T08:00 due");
    terminal.type_in("avg --now 2026-03-29T08:15 edit incidents/2026-001");
    terminal.answer("Is het een inbreuk", &["Down", "Enter"]);
    terminal.answer("Sinds wanneer", &["nu"]);
    terminal.answer("rechten en vrijheden van mensen?", &["Enter"]);
    terminal.answer("", &["Escape"]);
    terminal.wipe();
    terminal.type_in("avg --now 2026-03-29T08:40 assess incidents/2026-001");
    terminal.answer("Wat voor gegevens?", &["Down", "Enter"]);
    terminal.answer("Hoe gevoelig", &["Down", "Enter"]);
    terminal.answer("te herkennen?", &["Down", "Down", "Down", "Down", "Enter"]);
    terminal.answer("vertrouwelijkheid?", &["Down", "Down", "Down", "Enter"]);
    terminal.answer("integriteit?", &["Down", "Enter"]);
    terminal.answer("beschikbaarheid?", &["Down", "Enter"]);
    terminal.answer("Kwade opzet?", &["Down", "Down", "Enter"]);
    terminal.answer("wat is het risico voor", &["Down", "Down", "Enter"]);
    terminal.answer("Waarom?", &["Namen met adressen bij onbekenden"]);
    terminal.wipe();
    terminal.run("avg --now 2026-03-29T09:05 done incidents/2026-001 notify-controller");
    terminal.run("avg --now 2026-03-29T10:00 done incidents/2026-001 notify-authority --reference AP-2026-0042 --authority-complete false");

    // An extension, told within the first month.
    terminal.type_in("avg --now 2026-04-01T09:00 extend requests/2026-001");
    terminal.answer("Waarom duurt het langer", &["De gegevens staan in vier archieven"]);
    terminal.wipe();

    // A closing: first too early.
    terminal.run("avg --now 2026-04-07T09:00 close incidents/2026-001; echo exit $?");
    terminal.run("avg --now 2026-04-07T09:10 edit incidents/2026-001 --kinds confidentiality --subjects klanten --subjects-count-max 40 --personal-data namen --personal-data adressen --records-count-max 40 --consequences phishing --measures 'account geblokkeerd'");
    terminal.run("avg --now 2026-04-07T09:20 done incidents/2026-001 complete-notice");
    terminal.run("avg --now 2026-04-07T09:30 close incidents/2026-001");
    terminal.run("avg --now 2026-04-07T09:35 edit incidents/2026-001 --cause 'Wachtwoord zonder tweede factor'");
    terminal.run("avg --now 2026-04-07T09:40 close incidents/2026-001 --commit && git log --format=%s --name-only -1");
    terminal.run("cat incidents/2026-001.toml");

    // A commit's id depends on the clock.
    let id = regex::Regex::new("(?m)^(vastgelegd in git:) [0-9a-f]{7} ").expect("a pattern");
    let transcript = id.replace_all(&terminal.transcript, "$1 0000000 ");
    golden("tests/terminal/year.txt", &transcript);
    let record = fs::read_to_string(home.path().join("privacy/incidents/2026-001.toml")).expect("the record");
    assert!(record.contains("closed_on = 2026-04-07"), "{record}");
}
