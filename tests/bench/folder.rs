//! Folders to measure on: so many valid records of about 1.6 kB, each with a commit of its own.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

const ORGANISATION: &str = "[organisation]\nname = \"Voorbeeld Planning BV\"\naddress = \"Voorbeeldkade 1, 1000 AA Voorbeeldstad\"\n\
    country = \"NL\"\nemail = \"privacy@planning.example\"\nphone = \"+31 20 000 0000\"\n\n[officer]\n\
    name = \"Functionaris gegevensbescherming\"\nemail = \"fg@planning.example\"\nphone = \"+31 20 000 0001\"\n\
    registered_with_authority_on = 2024-02-01\n\n[settings]\nlanguage = \"nl\"\n";

/// How large a record is, in bytes.
const SIZE: usize = 1600;

/// The records of a folder by their paths: mostly activities, as in life, with the agreements that they refer to.
pub fn records(count: usize) -> Vec<(String, String)> {
    let agreements = (count / 100).max(1);
    let record = |number: usize| match number {
        number if number < agreements => (format!("agreements/klant-{number:06}.toml"), agreement(number)),
        number => match number % 10 {
            0..=1 => (format!("requests/2026-{number:06}.toml"), request(number)),
            2..=3 => (format!("incidents/2026-{number:06}.toml"), incident(number)),
            _ => (
                format!("register/verwerking-{number:06}.toml"),
                activity(number, number / 10 % agreements),
            ),
        },
    };
    let records = (0..count).map(record);
    [("avg.toml".to_string(), ORGANISATION.to_string())]
        .into_iter()
        .chain(records)
        .collect()
}

/// A record with remarks above it, as people write them, where it has not its size yet.
fn padded(mut text: String) -> String {
    let mut remark = String::new();
    let mut line = 1;
    while text.len() + remark.len() + 70 < SIZE {
        let _ = writeln!(
            remark,
            "# Aantekening {line}: besproken met de eigenaar; er is niets veranderd."
        );
        line += 1;
    }
    text.insert_str(0, &remark);
    text
}

fn activity(number: usize, agreement: usize) -> String {
    padded(format!(
        "name = \"Verwerking {number}\"\nrole = \"controller\"\nowner = \"Afdeling {}\"\n\
         purposes = [\"Uitvoeren van taak {number}\", \"Verantwoorden van taak {number}\"]\n\
         processing = [\"verzamelen\", \"opslaan\", \"verstrekken\"]\n\
         legal_basis = [\n  {{ article = \"6(1)(b)\" }},\n  {{ article = \"6(1)(c)\", law = \"Wet op de loonbelasting 1964\" }},\n]\n\
         subjects = [\"medewerkers\", \"klanten\"]\nrecipients = [\"Belastingdienst\", \"pensioenuitvoerder\"]\n\
         systems = [\"Salarispakket\", \"Archief\"]\n\
         processors = [\"agreements/klant-{agreement:06}\"]\naccess = [\"HR\", \"directie\"]\nsource = \"subject\"\n\
         measures = [\"meervoudige authenticatie\", \"versleuteling in transport en opslag\", \"toegang naar functie\"]\n\
         reviewed_on = 2026-01-12\n\n[[personal_data]]\ncategory = \"Naam- en adresgegevens\"\nitems = [\"naam\", \"adres\"]\nkind = \"ordinary\"\n\n\
         [[personal_data]]\ncategory = \"Betaalgegevens\"\nitems = [\"rekeningnummer\", \"salaris\", \"inhoudingen\"]\nkind = \"ordinary\"\n\n\
         [[personal_data]]\ncategory = \"Burgerservicenummer\"\nkind = \"national-id\"\nlaw = \"Wet op de loonbelasting 1964\"\n\n\
         [[retention]]\ndata = \"loonadministratie\"\nkeep = \"7 years\"\nfrom = \"einde van het boekjaar\"\nbasis = \"AWR 52(4)\"\nlimit = \"minimum\"\n\n\
         [[retention]]\ndata = \"correspondentie\"\nkeep = \"2 years\"\nfrom = \"einde van het dienstverband\"\nbasis = \"eigen afweging\"\nlimit = \"maximum\"\n\n\
         [information]\ncollected_on = 2025-03-03\ngiven_on = 2025-03-03\nmeans = \"privacyverklaring op het intranet\"\n\n\
         [dpia]\ncriteria = []\nauthority_list = false\n",
        number % 40
    ))
}

fn agreement(number: usize) -> String {
    padded(format!(
        "name = \"Verwerkersovereenkomst {number}\"\nour_role = \"controller\"\nsigned_on = 2025-01-20\neffective_on = 2025-02-01\n\
         measures = [\"versleuteling\", \"meervoudige authenticatie\"]\n\n[counterparty]\nname = \"Leverancier {number}\"\n\
         contact = \"Privacy officer\"\nemail = \"privacy@leverancier.example\"\nincident_phone = \"+31 50 000 0000\"\n\
         address = \"Noorderweg 1, 9700 AA Voorbeeldstad\"\ncountry = \"NL\"\n\n[clauses]\nsubject_matter = \"1.1\"\nduration = \"2.1\"\n\
         nature = \"bijlage 1\"\npurpose = \"bijlage 1\"\ndata = \"bijlage 1\"\nsubjects = \"bijlage 1\"\ncontroller_rights = \"3.1\"\n\
         instructions = \"4.1\"\nconfidentiality = \"4.3\"\nsecurity = \"5, bijlage 2\"\nsubprocessors = \"7.1\"\nsubject_rights = \"6.1\"\n\
         breach_and_dpia = \"6.2, 8\"\nreturn_or_erase = \"10.1\"\naudit = \"9.1\"\ninfringing_instruction = \"4.2\"\n\
         liability_for_subprocessors = \"7.4\"\n\n[terms]\nbreach_notice = {{ within = \"24h\", clause = \"8.1\" }}\n\
         request_assistance = {{ within = \"14 days\", clause = \"6.1\" }}\nrequest_forwarding = {{ within = \"2 days\", clause = \"6.3\" }}\n\
         subprocessor_notice = {{ ahead = \"30 days\", clause = \"7.2\" }}\nsubprocessor_objection = {{ within = \"14 days\", clause = \"7.3\" }}\n\
         return_or_erase = {{ within = \"30 days\", clause = \"10.1\" }}\naudit = {{ at_most_every = \"1 year\", clause = \"9.2\" }}\n\n\
         [[processing]]\npurpose = \"Uitvoeren van de dienst\"\nsubjects = [\"medewerkers\"]\npersonal_data = [\"naam\"]\n\
         duration = \"looptijd van de overeenkomst\"\nstaff = [\"beheer\"]\noperations = [\"opslaan\"]\n"
    ))
}

fn request(number: usize) -> String {
    padded(format!(
        "received_at = 2026-03-09T14:10:00+01:00\nright = \"erasure\"\nrole = \"controller\"\nsubject = \"zaak {number}\"\n\
         requester = \"subject\"\nage = \"adult\"\n\n[answer]\ngiven_on = 2026-03-27\noutcome = \"partly\"\n\
         reason = \"Facturen vallen onder de fiscale bewaarplicht; de overige gegevens zijn gewist.\"\nremedies_mentioned = true\n\
         recipients_notified_on = 2026-03-27\n\n[identity]\nasked_on = 2026-03-10\nconfirmed_on = 2026-03-11\n"
    ))
}

fn incident(number: usize) -> String {
    padded(format!(
        "discovered_at = 2026-04-14T10:05:00+02:00\nsummary = \"Rooster {number} gemaild naar een verkeerde ontvanger\"\n\
         role = \"controller\"\naware_at = 2026-04-14T11:30:00+02:00\nbegan_at = 2026-04-14T09:50:00+02:00\n\
         ended_at = 2026-04-14T12:15:00+02:00\nongoing = false\nbreach = true\nkinds = [\"confidentiality\"]\n\
         cause = \"Verkeerde ontvanger gekozen bij het verzenden\"\nsubjects = [\"medewerkers\"]\nsubjects_count = {{ min = 12, max = 12 }}\n\
         personal_data = [\"naam\", \"diensten\"]\nrecords_count = {{ min = 12, max = 12 }}\nspecial_data = false\nunintelligible = \"no\"\n\
         consequences = [\"De ontvanger kent de roosters van twaalf mensen voor een week\"]\n\
         measures = [\"Ontvanger heeft de mail gewist en dat bevestigd\", \"Verzendlijst hersteld\"]\ncontact = \"fg@planning.example\"\n\
         risk = \"likely\"\nrisk_reason = \"De ontvanger is bekend en werkt mee, maar staat buiten de organisatie\"\nclosed_on = 2026-05-04\n\n\
         [authority]\nnotified_at = 2026-04-15T16:20:00+02:00\nreference = \"AP-2026-{number}\"\ncomplete = true\n\n\
         [severity]\ndata_context = 1\nidentification = 0.75\nconfidentiality = 0.25\n\n\
         [[log]]\nat = 2026-04-14T10:05:00+02:00\ntext = \"De ontvanger meldt dat de mail niet voor haar is.\"\n\n\
         [[log]]\nat = 2026-04-14T12:15:00+02:00\ntext = \"De ontvanger bevestigt dat de mail gewist is.\"\n"
    ))
}

/// Writes the records to disk.
pub fn write(dir: &Path, records: &[(String, String)]) {
    for kind in ["register", "agreements", "requests", "incidents"] {
        fs::create_dir_all(dir.join(kind)).expect("a folder");
    }
    for (path, text) in records {
        fs::write(dir.join(path), text).expect("a record");
    }
}

/// Gives the folder a history: a commit a record where `is_one_each`, else one commit of all.
pub fn commit(dir: &Path, records: &[(String, String)], is_one_each: bool) {
    git(dir, &["init", "-q", "-b", "main"]);
    let mut import = Command::new("git")
        .args(["fast-import", "--quiet"])
        .current_dir(dir)
        .stdin(Stdio::piped())
        .spawn()
        .expect("git fast-import");
    let mut stream = std::io::BufWriter::new(import.stdin.take().expect("its input"));
    let per_commit = if is_one_each { 1 } else { records.len() };
    // Each before any moment that a record names, so that nothing is found to be backdated.
    for (number, records) in records.chunks(per_commit).enumerate() {
        let at = 1_767_225_600 + number;
        write!(
            stream,
            "commit refs/heads/main\ncommitter role <role@example.example> {at} +0100\ndata 1\nx\n"
        )
        .expect("a commit");
        for (path, text) in records {
            write!(stream, "M 100644 inline {path}\ndata {}\n{text}\n", text.len()).expect("a file");
        }
    }
    drop(stream.into_inner().map_err(|_| ()).expect("all of it"));
    assert!(import.wait().expect("git ends").success());
    git(dir, &["reset", "-q", "--hard", "main"]);
}

fn git(dir: &Path, args: &[&str]) {
    let run = Command::new("git").args(args).current_dir(dir).status();
    assert!(run.expect("git runs").success(), "git {args:?}");
}
