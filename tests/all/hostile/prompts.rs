//! Questions on a terminal whose rows and values somebody hostile wrote.

#![cfg(unix)]

use std::fs;

use super::super::support::{folder, write};
use super::super::terminal::Terminal;
use super::AVG;

/// It would name the terminal's window, wipe the screen, and turn what follows.
const WRITTEN: &str = r"\u001b]0;x\u0007\u001b[2Jrood\u202edoor\n? forged";
const SHOWN: &str = r"\u{1b}]0;x\u{7}\u{1b}[2Jrood\u{202e}door\u{a}? forged";

#[test]
fn what_is_asked_steers_nothing() {
    let home = folder(&[("r/avg.toml", AVG)]);
    let row = |to: &str| format!("[[disclosures]]\nto = \"{to}\"\ndisclosed_on = 2026-03-01\n");
    let rows = [row(WRITTEN), row("b")].concat();
    write(
        home.path(),
        "r/register/a.toml",
        &format!("name = 'a'\nrole = 'controller'\n{rows}"),
    );
    let incident = "discovered_at = 2026-03-19T10:00:00+01:00\nsummary = 's'\nrole = 'controller'\n";
    write(
        home.path(),
        "r/incidents/i.toml",
        &format!("{incident}risk_reason = \"{WRITTEN}\"\n"),
    );
    let terminal = Terminal::at(home.path());
    terminal.type_in("cd r");
    terminal.wait_for("\n$");
    terminal.type_in("avg --lang en done register/a inform-subjects --at 2026-03-02");
    terminal.wait_for("[↑↓ Enter]");
    assert!(terminal.screen().contains(SHOWN), "{}", terminal.screen());
    terminal.press(&["Enter"]);
    terminal.wait_for("\n$");
    // What was chosen is the row that was meant, with its text as it was.
    let written = fs::read_to_string(home.path().join("r/register/a.toml")).expect("a record");
    let first = written.split("[[disclosures]]").nth(1).expect("a row");
    assert!(
        first.contains(WRITTEN) && first.contains("subjects_informed_on = 2026-03-02"),
        "{written}"
    );
}
