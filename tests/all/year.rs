//! A year on a terminal, played as a person would: a folder is made, a breach at night, the morning after, an extension, a
//! closing. What was on the screen is a transcript that is committed and read.

use std::fs;

use super::support::{folder, golden};
use super::terminal::Terminal;

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
