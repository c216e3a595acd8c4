//! `avg import` and `avg export`: a register from a spreadsheet and back, with nothing lost and nothing guessed.

use std::fs;
use std::path::Path;

use super::support::{Run, avg, check, copy, folder, root, walkdir, write};

const AVG: &str = "[organisation]\nname = \"Voorbeeld BV\"\n[settings]\nlanguage = \"en\"\n";

/// A folder with a file to import beside its records.
fn with(name: &str, text: &str) -> tempfile::TempDir {
    folder(&[("avg.toml", AVG), (name, text)])
}

fn import(dir: &Path, args: &[&str]) -> Run {
    avg(dir, &[&["import"], args].concat())
}

fn read(dir: &Path, path: &str) -> String {
    fs::read_to_string(dir.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn toml(text: &str) -> toml::Table {
    text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What is imported from a text under the name of a CSV file.
fn imported(csv: &str, path: &str) -> toml::Table {
    let dir = with("r.csv", csv);
    let run = import(dir.path(), &["r.csv", "--write"]);
    assert_ne!(run.code, 2, "{}", run.err);
    toml(&read(dir.path(), path))
}

fn same(record: &toml::Table, expected: &str) {
    assert_eq!(*record, toml(expected));
}

#[test]
fn a_dutch_register() {
    let csv = "Naam verwerking;Onze rol;Doeleinden;Rechtsgrondslag;Categorieën van betrokkenen;Persoonsgegevens;Bewaartermijn;Ontvangers\n\
        Salarisadministratie;verwerkingsverantwoordelijke;Uitbetalen van loon, ook vakantiegeld;Wettelijke verplichting;\
        medewerkers, oud-medewerkers;\"naam (voor, achter); BSN\";7 jaar na einde boekjaar;geen\n";
    same(
        &imported(csv, "register/salarisadministratie.toml"),
        "name = 'Salarisadministratie'\nrole = 'controller'\npurposes = ['Uitbetalen van loon, ook vakantiegeld']\n\
         subjects = ['medewerkers', 'oud-medewerkers']\nrecipients = []\n\
         legal_basis = [{ article = '6(1)(c)' }]\n\
         personal_data = [{ category = 'naam (voor, achter)' }, { category = 'BSN' }]\n\
         retention = [{ keep = '7 years', from = 'einde boekjaar' }]\n",
    );
}

#[test]
fn an_english_register() {
    let csv = "Business function,Controller or processor,Purpose of processing,Lawful basis,Categories of individuals,\
        Names of third countries or international organisations that personal data are transferred to,Appropriate safeguards,Retention schedule\n\
        Newsletter,Controller,Inform subscribers,Legitimate interests,subscribers,United States,standard contractual clauses,2 years after unsubscribing\n";
    same(
        &imported(csv, "register/newsletter.toml"),
        "name = 'Newsletter'\nrole = 'controller'\npurposes = ['Inform subscribers']\nsubjects = ['subscribers']\n\
         legal_basis = [{ article = '6(1)(f)' }]\nretention = [{ keep = '2 years', from = 'unsubscribing' }]\n\
         transfers = [{ country = 'US', instrument = 'scc' }]\n",
    );
}

#[test]
fn a_german_register() {
    let csv = "Bezeichnung der Verarbeitungstätigkeit\tRolle\tZwecke der Verarbeitung\tRechtsgrundlage\tKategorien betroffener Personen\t\
        Aufbewahrungsfrist\tLetzte Überprüfung\nLohnabrechnung\tVerantwortlicher\tLohn zahlen\tArt. 6 Abs. 1 S. 1 lit. b DSGVO\tBeschäftigte\t\
        10 Jahre nach Ende des Geschäftsjahres\t01.02.2026\n";
    same(
        &imported(csv, "register/lohnabrechnung.toml"),
        "name = 'Lohnabrechnung'\nrole = 'controller'\npurposes = ['Lohn zahlen']\nsubjects = ['Beschäftigte']\nreviewed_on = 2026-02-01\n\
         legal_basis = [{ article = '6(1)(b)' }]\n\
         retention = [{ keep = '10 years', from = 'Ende des Geschäftsjahres' }]\n",
    );
}

#[test]
fn a_french_register_from_windows() {
    let csv = "Nom du traitement;Finalités;Base légale;Catégories de personnes concernées;Durée de conservation;Destinataires\n\
        Paie;Verser les salaires;Obligation légale;salariés;5 ans après la fin du contrat;aucun\n";
    let dir = with("leeg.txt", "");
    let latin: Vec<u8> = csv.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    fs::write(dir.path().join("r.csv"), latin).unwrap();
    let run = import(dir.path(), &["r.csv", "--write"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("not UTF-8, read as Windows-1252"), "{}", run.out);
    assert!(run.out.contains("role = \"controller\""), "{}", run.out);
    same(
        &toml(&read(dir.path(), "register/paie.toml")),
        "name = 'Paie'\nrole = 'controller'\npurposes = ['Verser les salaires']\nsubjects = ['salariés']\nrecipients = []\n\
         legal_basis = [{ article = '6(1)(c)' }]\nretention = [{ keep = '5 years', from = 'la fin du contrat' }]\n",
    );
}

#[test]
fn a_workbook_with_a_title_and_two_sheets() {
    let dir = with("leeg.txt", "");
    fs::copy(
        root().join("tests/import/register.xlsx"),
        dir.path().join("register.xlsx"),
    )
    .unwrap();
    let run = import(dir.path(), &["register.xlsx", "--write"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    for words in [
        "of 2 sheets the headers of ‘Register’ match best",
        "headers in row 3",
        "row 1: \"Register van verwerkingsactiviteiten\"",
        "row 4 → register/verzuimbegeleiding.toml",
        "row 4, column \"Aantal\": \"12\"",
        "row 6, column \"Laatst bijgewerkt\": \"onbekend\"",
    ] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
    let text = read(dir.path(), "register/verzuimbegeleiding.toml");
    assert!(text.starts_with("#:schema ../schemas/activity.json\n"), "{text}");
    assert!(text.ends_with("# Column \"Aantal\" (row 4): 12\n"), "{text}");
    same(
        &toml(&text),
        "name = 'Verzuimbegeleiding'\nrole = 'controller'\npurposes = ['Begeleiden van zieke medewerkers']\nsubjects = ['medewerkers']\n\
         reviewed_on = 2026-01-10\nretention = [{ keep = '2 years', from = 'einde dienstverband' }]\n",
    );
    let other = import(dir.path(), &["register.xlsx", "--sheet", "Geen"]);
    assert_eq!(other.code, 2);
    assert!(other.err.contains("Toelichting, Register"), "{}", other.err);
}

#[test]
fn ciso_assistant_and_no_address_of_anybody() {
    let dir = with("leeg.txt", "");
    fs::copy(
        root().join("tests/import/ciso-assistant.xlsx"),
        dir.path().join("p.xlsx"),
    )
    .unwrap();
    let run = import(dir.path(), &["p.xlsx", "--write"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("a processing workbook of CISO Assistant"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .lines()
            .any(|line| line.contains("row 2, column \"assigned_to\"") && line.contains("git does not forget")),
        "{}",
        run.out
    );
    let text = read(dir.path(), "register/payroll.toml");
    same(
        &toml(&text),
        "name = 'Payroll'\nrole = 'controller'\nprocessing = ['collection', 'storage']\n",
    );
    assert!(!text.contains('@') && !text.contains("assigned_to"), "{text}");
    for kept in [
        "\"ref_id\" (row 2): PRC-1",
        "\"domain\" (row 2): HR",
        "\"status\" (row 2): Approved",
        "\"labels\" (row 2): wages",
    ] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
}

#[test]
fn a_fides_manifest_gives_an_activity_for_each_use() {
    let dir = with("leeg.txt", "");
    fs::copy(root().join("tests/import/fides.yml"), dir.path().join("fides.yml")).unwrap();
    let run = import(dir.path(), &["fides.yml", "--write"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    let text = read(dir.path(), "register/web-shop-handle-orders.toml");
    same(
        &toml(&text),
        "name = 'Web shop – Handle orders'\nrole = 'controller'\nowner = 'Sales'\npurposes = ['Handle orders', 'essential.service']\n\
         subjects = ['customer']\nsystems = ['Web shop']\nlegal_basis = [{ article = '6(1)(b)' }]\n\
         personal_data = [{ category = 'user.contact.email' }, { category = 'user.contact.address' }]\n\
         retention = [{ keep = '7 years' }]\ntransfers = [{ country = 'US' }, { country = 'CA' }]\n",
    );
    assert!(!text.contains('@'), "{text}");
    // Both declarations have one use: one activity.
    same(
        &toml(&read(dir.path(), "register/helpdesk.toml")),
        "name = 'Helpdesk'\nrole = 'processor'\npurposes = ['Answer questions', 'Keep a log', 'essential.service']\nsubjects = ['customer']\n\
         systems = ['Helpdesk']\npersonal_data = [{ category = 'user.name' }, { category = 'user.contact.email' }]\n",
    );
    for words in [
        "dataset[0].fides_key: \"orders\"",
        "system[0].privacy_declarations[1], column \"privacy_declarations.retention_period\": \"as long as needed\"",
        "column \"dpo\"",
    ] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
}

#[test]
fn without_write_nothing_is_written() {
    let dir = with("r.csv", "name,purposes\nA,b\n");
    let before = walkdir(dir.path());
    let run = import(dir.path(), &["r.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("row 2 → register/a.toml") && run.out.contains("Nothing was written"),
        "{}",
        run.out
    );
    assert_eq!(walkdir(dir.path()), before);
}

#[test]
fn what_cannot_be_mapped_is_listed_row_by_row() {
    let csv = "Naam;Doel;Grondslag;Laatst bijgewerkt;Opmerkingen\n\
        A;x;iets anders;31-2-2026;\n\
        \n\
        ;y;;;los\n\
        A;z;;;\n\
        B;q;toestemming;5-3-2026;let op;te veel\n";
    let dir = with("r.csv", csv);
    let run = import(dir.path(), &["r.csv", "--write"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    for words in [
        "row 2, column \"Grondslag\": \"iets anders\": no basis of article 6",
        "row 2, column \"Laatst bijgewerkt\": \"31-2-2026\": this is not a date",
        "row 4: skipped: has no name",
        "row 4, column \"Opmerkingen\": \"los\": no field for this column; the row is skipped",
        "row 5: skipped: register/a.toml is made from a row above already",
        "row 6, column \"Opmerkingen\": \"let op\"",
        "row 6, column \"F\": \"te veel\"",
    ] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
    let a = read(dir.path(), "register/a.toml");
    assert!(a.contains("# Column \"Grondslag\" (row 2): iets anders\n"), "{a}");
    let b = read(dir.path(), "register/b.toml");
    assert!(
        b.ends_with("# Column \"Opmerkingen\" (row 6): let op\n# Column \"F\" (row 6): te veel\n"),
        "{b}"
    );
    same(
        &toml(&b),
        "name = 'B'\nrole = 'controller'\npurposes = ['q']\nreviewed_on = 2026-03-05\nlegal_basis = [{ article = '6(1)(a)' }]\n",
    );
}

#[test]
fn no_file_is_ever_overwritten() {
    let dir = with("r.csv", "name,purposes\nA,b\nC,d\n");
    write(
        dir.path(),
        "register/hr/a.toml",
        "name = \"A\"\nrole = \"controller\"\n",
    );
    let run = import(dir.path(), &["r.csv", "--write"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("row 2: skipped: register/a.toml exists already"),
        "{}",
        run.out
    );
    assert!(!dir.path().join("register/a.toml").exists());
    assert!(dir.path().join("register/c.toml").exists());
    let again = import(dir.path(), &["r.csv", "--write"]);
    assert_eq!(again.code, 1);
    assert!(again.out.contains("0 records made, 2 rows skipped"), "{}", again.out);
}

#[test]
fn a_mapping_is_changed_kept_and_used_again() {
    let dir = with("r.csv", "Wat;Waarvoor;Intern nr\nLoon;betalen;7\n");
    let unknown = import(dir.path(), &["r.csv"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("--header-row"), "{}", unknown.err);
    let args = [
        "r.csv",
        "--map",
        "Wat=name",
        "--map",
        "Waarvoor=purposes",
        "--map",
        "Intern nr=",
        "--set",
        "role=verwerker",
    ];
    let run = import(dir.path(), &[&args[..], &["--save-mapping", "m.toml"]].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("left out, as you asked"), "{}", run.out);
    let run = import(dir.path(), &["r.csv", "--mapping", "m.toml", "--write"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let text = read(dir.path(), "register/loon.toml");
    assert_eq!(
        text,
        "#:schema ../schemas/activity.json\nname = \"Loon\"\nrole = \"processor\"\npurposes = [\"betalen\"]\n"
    );
    for (wrong, said) in [
        (["--map", "Wat=nam"], "did you mean ‘name’?"),
        (["--map", "Wie=name"], "there is no column ‘Wie’"),
        (["--set", "role=baas"], "this is none of"),
        (["--save-mapping", "m.toml"], "not written over"),
        (["--header-row", "9"], "no row 9"),
    ] {
        let run = import(dir.path(), &[&args[..], &wrong].concat());
        assert_eq!(run.code, 2, "{wrong:?} {}", run.out);
        assert!(run.err.contains(said), "{wrong:?} {}", run.err);
    }
}

/// Nothing is made of which nobody hears.
#[test]
fn a_mapping_that_cannot_be_kept_stops_before_anything_is_made() {
    let dir = with("r.csv", "name,purposes\nA,b\n");
    write(dir.path(), "m.toml", "");
    let run = import(dir.path(), &["r.csv", "--write", "--save-mapping", "m.toml"]);
    assert_eq!(
        (run.code, run.err.contains("not written over")),
        (2, true),
        "{}",
        run.err
    );
    assert!(!dir.path().join("register").exists());
}

#[test]
fn what_was_made_is_said_when_the_writing_stops_half_way() {
    // Longer than any file system lets a name be.
    let long = "b".repeat(300);
    let dir = with("r.csv", &format!("name,purposes\nA,x\n{long},y\nC,z\n"));
    let run = import(dir.path(), &["r.csv", "--write"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(
        run.err.contains("cannot be written") && run.err.lines().count() == 1,
        "{}",
        run.err
    );
    for words in [
        "row 2 → register/a.toml",
        "row 3: skipped: register/bbb",
        "row 4: skipped: register/c.toml is not made: the writing has stopped",
        "1 record made, 2 rows skipped",
    ] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
    assert!(dir.path().join("register/a.toml").exists() && !dir.path().join("register/c.toml").exists());
}

#[test]
fn a_number_of_ones_own_does_not_end_the_counting() {
    let dir = with(
        "v.csv",
        "Ontvangen;Soort verzoek;Kenmerk;Rol\n2-3-2026;inzage;zaak 1;verantwoordelijke\n",
    );
    let own = "received_at = 2026-03-01\nright = 'access'\nrole = 'controller'\nsubject = 'zaak 0'\n";
    write(dir.path(), "requests/2026-4294967295.toml", own);
    let run = import(dir.path(), &["v.csv", "--kind", "request", "--write"]);
    assert!(
        run.out.contains("row 2 → requests/2026-001.toml"),
        "{}{}",
        run.out,
        run.err
    );
}

#[test]
fn a_name_that_windows_keeps_for_itself_asks_for_an_id() {
    let dir = with("r.csv", "name,purposes\nAux,b\n");
    let run = import(dir.path(), &["r.csv"]);
    assert!(
        run.out
            .contains("row 2: skipped: ‘Aux’ cannot be made a file name: add a column id"),
        "{}",
        run.out
    );
    let new = avg(
        dir.path(),
        &["new", "activity", "--name", "Aux", "--role", "controller"],
    );
    assert_eq!(
        (new.code, new.err.contains("--id")),
        (2, true),
        "{}{}",
        new.out,
        new.err
    );
}

#[test]
fn a_mark_a_separator_line_and_a_column_of_ones_own() {
    let dir = with("r.csv", "\u{feff}sep=|\nName|Purpose|Toelichting\nA|b|7\n");
    let run = import(dir.path(), &["r.csv", "--map", "Toelichting=x_note", "--write"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("row 3 → register/a.toml"), "{}", run.out);
    same(
        &toml(&read(dir.path(), "register/a.toml")),
        "name = 'A'\nrole = 'controller'\npurposes = ['b']\nx_note = '7'\n",
    );
    // A column that is added to a table of ours does not change how the others are read.
    write(
        dir.path(),
        "t.csv",
        "id,name,role,purposes,Opmerkingen\nb-1,B,controller,\"x, y\\nz\",let op\n",
    );
    let run = import(dir.path(), &["t.csv", "--write"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    same(
        &toml(&read(dir.path(), "register/b-1.toml")),
        "name = 'B'\nrole = 'controller'\npurposes = [\"x, y\\nz\"]\n",
    );
}

#[test]
fn what_two_columns_say_differently_is_not_chosen_between() {
    let csv = "Naam;Doel;Bewaartermijn;Begin bewaartermijn;Doorgifte;Passende waarborgen\nA;b;7 jaar na ontslag;einde boekjaar;nee;scc\n";
    let dir = with("r.csv", csv);
    let run = import(dir.path(), &["r.csv", "--write"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    for words in [
        "column \"Begin bewaartermijn\": \"einde boekjaar\": retention.from is filled from another column already",
        "column \"Doorgifte\": \"nee\": other columns do say something of transfers",
        "column \"transfers.instrument\": \"scc\": ‘Doorgifte’ says ‘nee’",
    ] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
    assert!(!toml(&read(dir.path(), "register/a.toml")).contains_key("transfers"));
}

/// Rows are counted as a spreadsheet counts them, whatever ends a line.
#[test]
fn line_ends_do_not_change_the_numbers() {
    let csv = "Register\n\nNaam;Doel;Nr\nA;b;1\n\nC;d;2\n";
    let said = |text: &str| import(with("r.csv", text).path(), &["r.csv"]).out;
    let expected = said(csv);
    for words in ["headers in row 3", "row 4", "row 6"] {
        assert!(expected.contains(words), "{words}\n{expected}");
    }
    assert_eq!(said(&csv.replace('\n', "\r\n")), expected);
}

/// Requests and incidents are numbered by the year in which they began.
#[test]
fn requests_and_incidents_too() {
    let dir = with(
        "v.csv",
        "Ontvangen;Soort verzoek;Kenmerk;Rol\n2-3-2026;inzage;zaak 1;verantwoordelijke\n4-3-2026;wissing;zaak 2;verwerker\n",
    );
    let run = import(dir.path(), &["v.csv", "--kind", "request", "--write"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    same(
        &toml(&read(dir.path(), "requests/2026-002.toml")),
        "received_at = 2026-03-04\nright = 'erasure'\nrole = 'processor'\nsubject = 'zaak 2'\n",
    );
    write(
        dir.path(),
        "i.csv",
        "Discovered on,What happened,Risk to individuals\n2026-03-27 15:00,Laptop stolen,high\n,Lost phone,\n",
    );
    let run = import(dir.path(), &["i.csv", "--kind", "incident", "--write"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.out.contains("row 3: skipped: lacks discovered_at"), "{}", run.out);
    same(
        &toml(&read(dir.path(), "incidents/2026-001.toml")),
        "discovered_at = 2026-03-27T15:00:00\nsummary = 'Laptop stolen'\nrisk = 'high'\n",
    );
}

/// A column or word that may mean something else is no legal claim: it is kept as it was written, and listed.
#[test]
fn no_claim_is_made_that_the_source_does_not_make() {
    let dir = with(
        "r.csv",
        "Naam;Rol;Grondslag;Ontvangers;Doorgifte;Passende waarborgen;Wettelijke bewaartermijn;Laatste wijziging\n\
         Een;verantwoordelijke;Art. 6(1)(f) UK GDPR;n.v.t.;VS;certificering;7 jaar;1-2-2026\n\
         Twee;verantwoordelijke;;nee;nee;standaardcontractbepalingen;ja;\n",
    );
    let run = import(dir.path(), &["r.csv", "--write"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    same(
        &toml(&read(dir.path(), "register/een.toml")),
        "name = 'Een'\nrole = 'controller'\ntransfers = [{ country = 'US' }]\n",
    );
    same(
        &toml(&read(dir.path(), "register/twee.toml")),
        "name = 'Twee'\nrole = 'controller'\n",
    );
    for kept in ["Art. 6(1)(f) UK GDPR", "n.v.t.", "certificering", "7 jaar", "1-2-2026"] {
        assert!(
            read(dir.path(), "register/een.toml").contains(&format!(": {kept}\n")),
            "{kept}"
        );
    }
    assert!(read(dir.path(), "register/twee.toml").contains("nee\n"));
    write(
        dir.path(),
        "i.csv",
        "Ontdekt op;Omschrijving;Vastgesteld op;Risico;Reported to the ICO\n1-3-2026;x;9-3-2026;onwaarschijnlijk;2-3-2026\n",
    );
    import(dir.path(), &["i.csv", "--kind", "incident", "--write"]);
    same(
        &toml(&read(dir.path(), "incidents/2026-001.toml")),
        "discovered_at = 2026-03-01\nsummary = 'x'\n",
    );
}

#[test]
fn hostile_cells_stay_what_they_are() {
    let long = "a".repeat(1 << 20);
    let csv = format!(
        "name,purposes,Remarks\n\"'=1+1 \u{1b}[31m\",\"'''; \"\"\"\"\"\"; \\\",\"x\r\ny = 1\n[z]\u{7}\u{202e}\"\nLong,{long},{long}\n"
    );
    let dir = with("r.csv", &csv);
    let run = import(dir.path(), &["r.csv", "--write"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(!run.out.contains('\u{1b}') && !run.out.contains('\u{202e}') && run.out.len() < 10_000);
    let text = read(dir.path(), "register/1-1-31m.toml");
    let record = toml(&text);
    assert_eq!(record["name"].as_str(), Some("=1+1 \u{1b}[31m"));
    assert_eq!(record["purposes"].as_array().unwrap().len(), 3, "{text}");
    assert!(
        text.ends_with("# Column \"Remarks\" (row 2): x\n#   y = 1\n#   [z]\\u{7}\\u{202e}\n"),
        "{text}"
    );
    let record = toml(&read(dir.path(), "register/long.toml"));
    assert_eq!(record["purposes"][0].as_str().map(str::len), Some(1 << 20));
}

#[test]
fn what_is_no_register_is_refused_in_one_sentence() {
    let dir = with("leeg.csv", "");
    write(dir.path(), "kop.csv", "name,purposes\n");
    write(dir.path(), "proza.csv", "Dit is een verhaal.\nHet gaat nergens over.\n");
    write(dir.path(), "a.yaml", "a: [\n");
    write(dir.path(), "b.yaml", "dataset: []\n");
    fs::write(dir.path().join("beeld.png"), [0x89, b'P', b'N', b'G', 0, 0, 1, 2]).unwrap();
    fs::write(dir.path().join("kapot.xlsx"), b"PK\x03\x04 and nothing more").unwrap();
    fs::write(dir.path().join("oud.xls"), [0xd0, 0xcf, 0x11, 0xe0, 0, 0]).unwrap();
    for file in [
        "leeg.csv",
        "kop.csv",
        "proza.csv",
        "a.yaml",
        "b.yaml",
        "beeld.png",
        "kapot.xlsx",
        "oud.xls",
        "weg.csv",
        ".",
    ] {
        let run = import(dir.path(), &[file]);
        assert_eq!(run.code, 2, "{file} {}", run.out);
        assert!(
            run.err.starts_with("avg: ") && run.err.lines().count() == 1,
            "{file}: {}",
            run.err
        );
        assert!(run.out.is_empty(), "{file}");
    }
}

/// A workbook that is damaged anywhere, or says that it unpacks to gigabytes, is refused or read, never a panic.
#[test]
fn a_damaged_workbook_breaks_nothing() {
    let dir = with("leeg.txt", "");
    let whole = fs::read(root().join("tests/import/register.xlsx")).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        fs::write(dir.path().join("r.xlsx"), &bytes).unwrap();
        let run = import(dir.path(), &["r.xlsx"]);
        assert!(
            (0..=2).contains(&run.code) && !run.err.contains("panicked"),
            "{at}: {}",
            run.err
        );
    }
    let mut bomb = whole.clone();
    let entry = bomb.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
    bomb[entry + 24..entry + 28].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]);
    fs::write(dir.path().join("r.xlsx"), &bomb).unwrap();
    let run = import(dir.path(), &["r.xlsx"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("unpacks to more"), "{}", run.err);
}

const KINDS: [(&str, &str); 4] = [
    ("agreement", "agreements"),
    ("activity", "register"),
    ("request", "requests"),
    ("incident", "incidents"),
];

/// Exports a folder, imports that into a new one, and exports again: the same bytes, and every record says the same.
fn round(dir: &Path) {
    let there = folder(&[("avg.toml", &read(dir, "avg.toml"))]);
    for (kind, place) in KINDS {
        let exported = avg(dir, &["export", kind]);
        assert_eq!(exported.code, 0, "{}", exported.err);
        write(there.path(), "tabel.csv", &exported.out);
        if exported.out.lines().count() > 1 {
            let run = import(there.path(), &["tabel.csv", "--kind", kind, "--write"]);
            assert_eq!(run.code, 0, "{kind} {}{}", run.out, run.err);
        }
        assert_eq!(avg(there.path(), &["export", kind]).out, exported.out, "{kind}");
        let records = walkdir(&dir.join(place));
        assert!(!records.is_empty());
        for record in records {
            let name = record.file_name().unwrap().to_str().unwrap();
            let text = fs::read_to_string(&record).unwrap();
            assert_eq!(
                toml(&read(there.path(), &format!("{place}/{name}"))),
                toml(&text),
                "{place}/{name}"
            );
        }
    }
}

#[test]
fn what_is_exported_is_imported_as_it_was() {
    for example in ["op-orde", "reglement", "verwerkersovereenkomst"] {
        round(&root().join("examples").join(example));
    }
}

#[test]
fn what_a_cell_could_mistake_is_imported_as_it_was() {
    let dir = copy(&root().join("examples/op-orde"));
    write(
        dir.path(),
        "register/lastig.toml",
        "name = \"'=1\\n+2; \\\\; \\\"\\\"\"\nrole = \"controller\"\nowner = \"\"\n\
         purposes = [\"\", \"a;b, c\", \" d \", \"[]\", \"\\\"\\\"\", \"e\\\\n\"]\nsubjects = [\"[]\"]\nsystems = [\"\"]\nmeasures = [\"-x\"]\n\
         legal_basis = []\ntransfers = [{ recipient = \"=X\" }, { country = \"US\", condition_met = true }]\n\
         x_number = 7\nx_text = \"7\"\nx_word = \"gewoon\"\nx_none = \"\"\nx_time = 09:30:00\nx_day = 2026-01-01\n\
         x_float = 1.5\nx_list = [1, \"a;b\", { c = \"\\n\" }]\n\"x_a.b\" = \" rand \"\n\n\
         [[retention]]\ndata = \"zonder termijn\"\nx_own = true\n\n[[retention]]\nkeep = \"7 jaar\"\nbasis = \"\"\n\n\
         [[personal_data]]\ncategory = \"a\"\n\n[[personal_data]]\nitems = [\"x\\ny\", \"z;\"]\n\n[[personal_data]]\nitems = []\nkind = \"health\"\n",
    );
    round(dir.path());
}

/// What would steer the terminal on which it is printed is an escape, from which import makes what it was; and what a
/// spreadsheet would compute is marked, in every form.
#[test]
fn an_export_steers_and_computes_nothing() {
    let dir = copy(&root().join("examples/op-orde"));
    write(
        dir.path(),
        "register/stuurt.toml",
        "name = \"a\\u001b[31m\\u202eb\\\\u{1b}\"\nrole = \"controller\"\nowner = \"＝1+1\"\npurposes = [\"\\u0007\", \"\\u0085 x\\ty\"]\n\
         systems = [\"'\", \"＠x\"]\nx_own = \"\\u001b]0;x\\u0007\"\n\"x_\\u202e\" = \"y\"\nx_rows = [{ a = \"\\u009b1m\" }]\n\n\
         [[retention]]\ndata = \"zonder\"\n\n[[retention]]\nkeep = \"7 jaar\"\nbasis = \"－1\\u2066\"\n",
    );
    round(dir.path());
    let steers = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{2066}';
    let csv = avg(dir.path(), &["export"]);
    let json = avg(dir.path(), &["export", "--format", "json"]);
    for run in [&csv, &json] {
        assert!(run.code == 0 && !run.out.contains(steers), "{:?}", run.out);
    }
    assert!(csv.out.contains(r"a\u{1b}[31m\u{202e}b\\u{1b}"), "{}", csv.out);
    assert!(csv.out.contains(",'＝1+1,"), "{}", csv.out);
    let rows = json.json();
    let row = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == "stuurt")
        .unwrap();
    assert_eq!(row["name"], "a\u{1b}[31m\u{202e}b\\u{1b}");
    assert_eq!(row["purposes"][1], "\u{85} x\ty");
}

#[test]
fn what_a_table_cannot_carry_is_said() {
    let dir = folder(&[
        ("avg.toml", AVG),
        (
            "register/a.toml",
            "#:schema x\nname = \"#1\" # why\nrole = \"controller\"\n[information]\n",
        ),
        ("register/b.toml", "name = \"B\"\nrol = \"controller\"\n"),
    ]);
    let run = avg(dir.path(), &["export"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out, "id,name,role\na,#1,controller\n");
    let said: Vec<&str> = run.err.lines().collect();
    assert_eq!(said.len(), 3, "{}", run.err);
    assert!(
        said.iter()
            .any(|line| line.contains("register/a.toml") && line.contains("a comment on line 2"))
    );
    assert!(
        said.iter()
            .any(|line| line.contains("register/a.toml") && line.contains("information is empty"))
    );
    assert!(
        said.iter()
            .any(|line| line.contains("register/b.toml") && line.contains("errors in its form"))
    );
}

#[test]
fn an_export_for_programs() {
    let run = avg(
        &root().join("examples/op-orde"),
        &["export", "agreement", "--format", "json"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let rows = run.json();
    assert_eq!(rows[0]["id"], "loonpakket");
    assert_eq!(rows[0]["terms.breach_notice.within"], "24h");
    assert_eq!(rows[0]["measures"][0], "ISO 27001");
    assert_eq!(rows[0]["processing.purpose"][0], "Berekenen en uitbetalen van loon");
}

/// What an import makes is a folder that can be checked.
#[test]
fn an_imported_register_is_read() {
    let dir = with(
        "r.csv",
        "name,purposes,Verwerkers\nA,b,\"Loonpakket Online BV, Onbekend\"\n",
    );
    fs::create_dir_all(dir.path().join("agreements")).unwrap();
    fs::copy(
        root().join("examples/op-orde/agreements/loonpakket.toml"),
        dir.path().join("agreements/loonpakket.toml"),
    )
    .unwrap();
    let run = import(dir.path(), &["r.csv", "--write"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    let record = toml(&read(dir.path(), "register/a.toml"));
    assert_eq!(record["processors"].as_array().unwrap().len(), 1);
    assert_eq!(record["processors"][0].as_str(), Some("agreements/loonpakket"));
    assert!(
        run.out
            .contains("\"Onbekend\": no agreement in agreements/ is named so"),
        "{}",
        run.out
    );
    let forms = ["syntax", "unknown", "wrong", "missing-field"];
    for finding in check(dir.path()).findings() {
        let norm = finding["norm"].as_str().unwrap();
        let is_form = forms.iter().any(|form| norm.starts_with(&format!("record/{form}")));
        assert!(!(is_form && finding["file"] == "register/a.toml"), "{finding}");
    }
}
