//! Ctrl-C: the end comes at once, with every file as it was or as it was to be, nothing underway, and the terminal as it was.

#![cfg(unix)]

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::progress::{grow, large};
use super::support::{binary, examples, folder, new_request, walkdir, write};
use super::terminal::Terminal;

const AVG: &str = "[organisation]\nname = \"V\"\nemail = \"p@v.example\"\n[settings]\nlanguage = \"en\"\n";

/// What a shell calls the end by an interrupt.
const INTERRUPTED: i32 = 130;

fn start(dir: &Path, args: &[&str]) -> Child {
    Command::new(binary())
        .args(args)
        .current_dir(dir)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs")
}

fn interrupt(pid: &str) {
    // It may have ended already.
    let _ = Command::new("kill").args(["-INT", pid]).stderr(Stdio::null()).status();
}

/// Until something is so, while it runs.
fn wait(child: &mut Child, so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !so() && child.try_wait().expect("a child").is_none() {
        assert!(begun.elapsed() < Duration::from_secs(120), "it did not come to that");
    }
}

/// The end: by itself, interrupted, or before it could know of interrupts.
fn end(child: Child) -> Output {
    let output = child.wait_with_output().expect("it ends");
    let is_known = matches!(output.status.code(), Some(0 | INTERRUPTED)) || output.status.signal() == Some(2);
    assert!(is_known, "{output:?}");
    output
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[track_caller]
fn assert_nothing_underway(dir: &Path) {
    let hidden = |path: &Path| path.to_string_lossy().contains("/.avg-");
    let left: Vec<_> = walkdir(dir).into_iter().filter(|path| hidden(path)).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// The moments at which it is interrupted, in a row that is the same each time.
fn moments() -> impl Iterator<Item = Duration> {
    let next = |moment: &u64| {
        Some(
            moment
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407),
        )
    };
    std::iter::successors(Some(11_u64), next).map(|moment| Duration::from_micros((moment >> 33) % 120_000))
}

#[test]
fn a_record_is_new_or_not_there() {
    let dir = folder(&[("avg.toml", AVG)]);
    for moment in moments().take(25) {
        let child = start(dir.path(), &new_request("2026-03-05"));
        sleep(moment);
        interrupt(&child.id().to_string());
        end(child);
        assert_nothing_underway(dir.path());
    }
    let made = walkdir(dir.path()).into_iter().filter(|path| {
        path.ends_with("avg.toml") || {
            let text = fs::read_to_string(path).expect("a file");
            assert!(
                text.parse::<toml::Table>()
                    .is_ok_and(|it| it["subject"].as_str() == Some("z")),
                "{text}"
            );
            true
        }
    });
    assert!(made.count() <= 26);
}

#[test]
fn an_edit_is_done_or_not_done() {
    let text = |summary: &str| {
        let padding = "slot ".repeat(20_000);
        format!("discovered_at = 2026-03-27T15:00:00+01:00\nsummary = \"{summary}\"\n# {padding}\n")
    };
    let dir = folder(&[("avg.toml", AVG), ("incidents/2026-001.toml", &text("0"))]);
    for (round, moment) in moments().take(25).enumerate() {
        let before = fs::read_to_string(dir.path().join("incidents/2026-001.toml")).expect("a file");
        let new = format!("new {round}");
        let child = start(dir.path(), &["edit", "incidents/2026-001", "--summary", &new]);
        sleep(moment);
        interrupt(&child.id().to_string());
        end(child);
        let after = fs::read_to_string(dir.path().join("incidents/2026-001.toml")).expect("a file");
        assert!(after == before || after == text(&new), "torn in round {round}");
        assert_nothing_underway(dir.path());
    }
}

/// It stops between two files, and says of every row what became of it.
#[test]
fn an_import_stops_and_says_what_was_made() {
    let dir = folder(&[("avg.toml", AVG)]);
    let rows: String = (0..1500).map(|number| format!("Work {number},controller\n")).collect();
    write(dir.path(), "rows.csv", &format!("name,role\n{rows}"));
    let mut child = start(dir.path(), &["import", "rows.csv", "--write"]);
    let register = dir.path().join("register");
    wait(&mut child, || register.join("work-20.toml").is_file());
    interrupt(&child.id().to_string());
    let output = end(child);
    assert_eq!(output.status.code(), Some(INTERRUPTED), "{output:?}");
    let (out, err) = (said(&output.stdout), said(&output.stderr));
    assert_eq!(err, "avg: interrupted\n");
    assert_nothing_underway(dir.path());
    let made = walkdir(&register);
    assert!((20..1500).contains(&made.len()), "{}", made.len());
    for file in &made {
        let text = fs::read_to_string(file).expect("a file");
        assert!(
            text.parse::<toml::Table>()
                .is_ok_and(|it| it["role"].as_str() == Some("controller"))
        );
    }
    let not_made = out.matches("is not made: the writing has stopped").count();
    assert_eq!(made.len() + not_made, 1500, "{out}");
}

/// As a folder and as a zip: all of it is there under its name, or nothing.
#[test]
fn a_dossier_is_whole_or_not_there() {
    let dir = examples();
    let place = dir.path().join("op-orde");
    for number in 0..60 {
        let text = format!("name = \"Work {number}\"\nrole = \"controller\"\n");
        write(&place, &format!("register/more-{number}.toml"), &text);
    }
    let mut stopped = 0;
    for name in ["dossier", "dossier.zip"] {
        let outside = folder(&[]);
        let target = outside.path().join(name);
        let mut child = start(&place, &["report", "dossier", target.to_str().expect("UTF-8")]);
        let is_begun = || fs::read_dir(outside.path()).expect("a folder").count() > 0;
        wait(&mut child, is_begun);
        interrupt(&child.id().to_string());
        let output = end(child);
        assert_nothing_underway(outside.path());
        match target.exists() {
            true if name == "dossier" => assert!(target.join("MANIFEST.sha256").is_file()),
            true => assert!(zip::ZipArchive::new(fs::File::open(&target).expect("a file")).is_ok()),
            false => {
                assert_eq!(said(&output.stderr), "avg: afgebroken\n");
                assert_eq!(output.status.code(), Some(INTERRUPTED));
                assert!(!is_begun());
                stopped += 1;
            }
        }
    }
    assert!(stopped > 0, "neither was interrupted in time");
}

/// A file beside the folder is whole or not there too, and one that is there is not written over.
#[test]
fn a_mapping_is_kept_in_one_step() {
    let dir = folder(&[("avg.toml", AVG), ("rows.csv", "name,role\nWork,controller\n")]);
    let args = ["import", "rows.csv", "--save-mapping", "mapping.toml"];
    for moment in moments().take(15) {
        let _ = fs::remove_file(dir.path().join("mapping.toml"));
        let child = start(dir.path(), &args);
        sleep(moment);
        interrupt(&child.id().to_string());
        end(child);
        assert_nothing_underway(dir.path());
        if let Ok(text) = fs::read_to_string(dir.path().join("mapping.toml")) {
            assert!(
                text.parse::<toml::Table>().is_ok_and(|it| it.contains_key("kind")),
                "{text}"
            );
        }
    }
    let _ = fs::remove_file(dir.path().join("mapping.toml"));
    assert_eq!(end(start(dir.path(), &args)).status.code(), Some(0));
    let again = start(dir.path(), &args).wait_with_output().expect("it ends");
    assert_eq!(again.status.code(), Some(2));
    assert!(
        said(&again.stderr).contains("exists already"),
        "{}",
        said(&again.stderr)
    );
}

/// At a question: by the key, and by a signal from elsewhere, which finds the terminal in the hands of the question.
#[test]
fn the_terminal_is_as_it_was() {
    for by_key in [true, false] {
        let home = folder(&[("avg.toml", AVG)]);
        let terminal = Terminal::at(home.path());
        terminal.type_in("stty -a > before");
        terminal.wait_for("$");
        terminal.type_in("(echo $BASHPID > pid; exec avg new agreement); echo \"ended $?\"; stty -a > after");
        terminal.answer("", &["Klant"]);
        // A list to choose from, in which the cursor is hidden.
        terminal.wait_until_asked("role");
        match by_key {
            true => terminal.press(&["C-c"]),
            false => {
                let pid = fs::read_to_string(home.path().join("pid")).expect("a file");
                interrupt(pid.trim());
            }
        }
        terminal.wait_for("\n$");
        assert!(terminal.screen().contains("\nended 130\n"), "{}", terminal.screen());
        let file = |name: &str| fs::read_to_string(home.path().join(name)).expect("a file");
        assert_eq!(file("before"), file("after"));
        assert_eq!(terminal.tmux(&["display-message", "-p", "#{cursor_flag}"]).trim(), "1");
        assert!(!home.path().join("agreements").exists());
    }
}

/// In the middle of long work nothing is left on the line, and nothing is said but by the exit.
#[test]
fn long_work_ends_at_once() {
    let home = large();
    let command = "avg check --format json > /dev/null; echo \"ended $?\"";
    let mut terminal = Terminal::at(home.path());
    for attempt in 0..5 {
        let raw = home.path().join(format!(".raw-{attempt}"));
        terminal.record(&raw);
        terminal.type_in(command);
        let told = || fs::read(&raw).map(|raw| said(&raw)).unwrap_or_default();
        let begun = Instant::now();
        // How far it is stands there in thousands.
        while !told().contains(" 00") && !told().contains("ended 1") {
            assert!(begun.elapsed() < Duration::from_secs(120), "{}", terminal.screen());
            sleep(Duration::from_millis(5));
        }
        terminal.press(&["C-c"]);
        terminal.wait_for("\n$");
        if terminal.screen().contains("\nended 130") {
            assert_eq!(terminal.screen(), format!("$ {command}\nended 130\n$"));
            return;
        }
        // It was over before.
        terminal.wipe();
        grow(home.path());
    }
    panic!("it could not be interrupted in time");
}
