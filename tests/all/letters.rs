//! Letters and notices as somebody outside reads them: countries by their names, the actual recipients, an announcement that is
//! for everybody, and nothing that only we understand.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{avg, folder};

const NOW: &str = "2026-03-31T09:00+02:00";

const US: &str = "[organisation]\nname = 'Voorbeeld BV'\nemail = 'privacy@voorbeeld.example'\ncountry = 'NL'\n";

const REQUEST: &str =
    "received_at = 2026-03-20T09:00:00+01:00\nright = 'access'\nrole = 'controller'\nsubject = 'zaak 7'\n";

const ACTIVITY: &str = "name = 'Loon'\nrole = 'controller'\npurposes = ['loon betalen']\nrecipients = []\nsource = 'subject'\n\
    processors = ['agreements/p']\n[[personal_data]]\ncategory = 'loongegevens'\n[[retention]]\ndata = 'loon'\nkeep = '7 years'\n";

const PROCESSOR: &str = "name = 'P'\nour_role = 'controller'\n[counterparty]\nname = 'Verwerker BV'\n\
    [[subprocessors]]\nname = 'Hosting BV'\ncountry = 'NL'\n\
    [[subprocessors]]\nname = 'Cloud Inc'\ncountry = 'US'\ninstrument = 'scc'\neffective_on = 2026-01-01\n\
    [[subprocessors]]\nname = 'Geweigerd BV'\neffective_on = 2026-01-01\nreceived_on = 2025-12-01\nobjected_on = 2025-12-05\n\
    [[subprocessors]]\nname = 'Straks BV'\neffective_on = 2026-09-01\n";

const BREACH: &str = "discovered_at = 2026-03-30T10:00:00+02:00\nsummary = 'Een tas is gestolen'\nrole = 'controller'\n\
    breach = true\nkinds = ['confidentiality', 'integrity', 'availability']\npersonal_data = ['namen']\n\
    consequences = ['oplichting']\nmeasures = ['aangifte gedaan']\nrisk = 'high'\nrisk_reason = 'veel gegevens'\n";

fn with(request: &str, agreement: &str, incident: &str) -> TempDir {
    folder(&[
        ("avg.toml", US),
        ("register/loon.toml", ACTIVITY),
        ("agreements/p.toml", agreement),
        ("requests/1.toml", request),
        ("incidents/2026-001.toml", incident),
    ])
}

fn report(dir: &Path, args: &[&str]) -> String {
    let run = avg(dir, &[&["--now", NOW, "report"], args].concat());
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run.out
}

/// What goes out, and what is for the sender alone.
fn sent_and_told(dir: &Path, lang: &str, args: &[&str]) -> (String, String) {
    let document: Value =
        serde_json::from_str(&report(dir, &[args, &["--lang", lang, "--format", "json"]].concat())).expect("JSON");
    let parts = document["parts"].as_array().expect("parts").iter();
    let (told, sent): (Vec<&Value>, Vec<&Value>) = parts.partition(|part| part["aside"] == true);
    let words = |parts: Vec<&Value>| {
        let part = |part: &Value| format!("{} {} {}\n", part["heading"], part["text"], part["rows"]);
        parts.into_iter().map(part).collect::<String>()
    };
    (format!("{}\n{}", document["title"], words(sent)), words(told))
}

fn grant(dir: &Path, lang: &str) -> (String, String) {
    sent_and_told(dir, lang, &["letter", "1", "--as", "grant", "--about", "loon"])
}

/// Article 15(1)(c) with 4(9), as the Court reads it (C-154/21): the actual recipients, the processor's own processors among
/// them. One that was refused, and one that has not begun, received nothing.
#[test]
fn who_asks_for_access_is_told_the_actual_recipients() {
    let dir = with(REQUEST, PROCESSOR, BREACH);
    for (lang, named) in [
        (
            "nl",
            [
                "Verwerker BV",
                "Hosting BV (ingeschakeld door Verwerker BV)",
                "Cloud Inc (ingeschakeld door Verwerker BV; Verenigde Staten, buiten de EER: modelcontractbepalingen",
            ],
        ),
        (
            "en",
            [
                "Verwerker BV",
                "Hosting BV (engaged by Verwerker BV)",
                "Cloud Inc (engaged by Verwerker BV; United States, outside the EEA: standard contractual clauses",
            ],
        ),
    ] {
        let (sent, _) = grant(dir.path(), lang);
        for words in named {
            assert!(sent.contains(words), "{words}\n{sent}");
        }
        for absent in ["Geweigerd", "Straks"] {
            assert!(!sent.contains(absent), "{absent}\n{sent}");
        }
    }
    // What has ended sends nothing on; whoever received data before is a recipient all the same, and that is said.
    let ended = PROCESSOR.replace("[counterparty]", "ended_on = 2026-01-31\n[counterparty]");
    let (sent, told) = grant(with(REQUEST, &ended, BREACH).path(), "en");
    assert!(sent.contains("Verwerker BV") && !sent.contains("Hosting BV"), "{sent}");
    assert!(told.contains("name them all the same (15(1)(c))"), "{told}");
}

/// For people a country is its name; a program gets the code.
#[test]
fn people_read_the_name_of_a_country_and_programs_its_code() {
    let ours = PROCESSOR.replace("our_role = 'controller'", "our_role = 'processor'");
    let dir = with(REQUEST, &ours, BREACH);
    for (args, named) in [
        (&["subprocessors", "--public"][..], "Verenigde Staten (buiten de EER)"),
        (
            &["subprocessors", "--for", "p"],
            "Verenigde Staten, buiten de EER: modelcontract",
        ),
        (&["agreement", "p"], "Verenigde Staten, buiten de EER: modelcontract"),
        (&["register"], "Nederland"),
    ] {
        for format in ["html", "markdown", "table"] {
            let page = report(dir.path(), &[args, &["--format", format]].concat());
            let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_named = flat.contains(named) || format == "table" && page.contains("Verenigde");
            assert!(is_named || args == ["register"], "{args:?} {format} {named}\n{page}");
        }
        let json = report(dir.path(), &[args, &["--format", "json"]].concat());
        assert!(
            !json.contains("Verenigde Staten") && !json.contains("\"Nederland\""),
            "{args:?}\n{json}"
        );
        let csv = report(dir.path(), &[args, &["--format", "csv"]].concat());
        assert!(
            !csv.contains("Verenigde") && !csv.contains("Nederland"),
            "{args:?}\n{csv}"
        );
    }
    // A letter is for people, whatever it is carried in.
    let letter = ["subprocessors", "--for", "p", "--lang", "en", "--format", "json"];
    let coming = with(
        REQUEST,
        &ours.replace(
            "name = 'Straks BV'",
            "name = 'Straks BV'\nservice = 'x'\ncountry = 'CH'\ninstrument = 'adequacy'",
        ),
        BREACH,
    );
    let letter = report(coming.path(), &letter);
    assert!(letter.contains("Straks BV (Switzerland, outside the EEA"), "{letter}");
}

/// Article 34(3)(c): a public communication. It is to whoever reads it: nothing in it presumes that the reader is one of those
/// concerned, and what 34(2) asks is in it all the same.
#[test]
fn a_public_communication_is_to_everybody() {
    let public = format!("{BREACH}[people]\nexception = 'disproportionate'\n");
    let to_all = with(REQUEST, PROCESSOR, &public);
    let to_each = with(REQUEST, PROCESSOR, BREACH);
    for (lang, title, addresses) in [
        (
            "nl",
            "Openbare mededeling over een datalek",
            &[" u ", "uw ", "Geachte", "kenmerk"][..],
        ),
        (
            "en",
            "Public notice of a personal data breach",
            &["you", "Your", "Dear", "reference"],
        ),
    ] {
        let args = ["notice", "2026-001", "--to", "people"];
        let (sent, told) = sent_and_told(to_all.path(), lang, &args);
        assert!(sent.contains(title), "{sent}");
        for words in addresses {
            assert!(!sent.contains(words), "{words}\n{sent}");
            assert!(sent_and_told(to_each.path(), lang, &args).0.contains(words), "{words}");
        }
        // 34(2): the nature, the consequences, the measures, and where to ask more.
        for words in [
            "Een tas is gestolen",
            "oplichting",
            "aangifte gedaan",
            "privacy@voorbeeld.example",
        ] {
            assert!(sent.contains(words), "{words}\n{sent}");
        }
        assert!(told.contains("34(3)(c)"), "{told}");
    }
}

/// Article 12(1): communications under articles 15 to 22 and 34 are in clear and plain language. Whoever sends one is told
/// once that it repeats the record; a text that does not, or to which 12(1) does not apply, says nothing of it.
#[test]
fn that_the_record_is_repeated_is_said_once_where_12_1_applies() {
    let told = |request: &str, args: &[&str]| {
        let dir = with(
            request,
            PROCESSOR,
            &format!("{BREACH}[[controllers]]\nagreement = 'agreements/p'\n"),
        );
        sent_and_told(dir.path(), "en", args).1.matches("word for word").count()
    };
    let letter = |right: &str, form: &str| {
        let refused = format!(
            "{}[answer]\noutcome = 'refused'\nreason = 'BECAUSE'\n",
            REQUEST.replace("access", right)
        );
        told(
            if form == "grant" { REQUEST } else { &refused },
            &["letter", "1", "--as", form],
        )
    };
    for (right, form, expected) in [
        ("access", "grant", 1),
        ("erasure", "refusal", 1),
        ("objection", "refusal", 1),
        ("erasure", "extension", 1),
        ("access", "receipt", 0),
        // Of articles 7(3), of the house's rules and of no article.
        ("withdraw-consent", "refusal", 0),
        ("regulation-copy", "refusal", 0),
        ("complaint", "refusal", 0),
    ] {
        assert_eq!(letter(right, form), expected, "{right} {form}");
    }
    assert_eq!(told(REQUEST, &["notice", "2026-001", "--to", "people"]), 1);
    assert_eq!(told(REQUEST, &["notice", "2026-001", "--to", "authority"]), 0);
    assert_eq!(told(REQUEST, &["notice", "2026-001", "--to", "controller"]), 0);
}

/// Outside, the name of a record says nothing: it is our reference, and no part of a title.
#[test]
fn outside_our_reference_is_all_that_is_left_of_a_record() {
    let incident = BREACH.replace("'controller'", "'both'");
    let incident = format!("{incident}[[controllers]]\nagreement = 'agreements/p'\n");
    let nameless = REQUEST.replace("subject = 'zaak 7'\n", "");
    let dir = with(
        &nameless,
        &PROCESSOR.replace("our_role = 'controller'", "our_role = 'processor'"),
        &incident,
    );
    for (args, reference) in [
        (&["notice", "2026-001", "--to", "authority"][..], "2026-001"),
        (&["notice", "2026-001", "--to", "controller"], "Our reference: 2026-001"),
        (&["notice", "2026-001", "--to", "people"], "Our reference: 2026-001"),
        (&["letter", "1", "--as", "receipt"], "Our reference: 1"),
    ] {
        let (sent, _) = sent_and_told(dir.path(), "en", args);
        let title = sent.lines().next().expect("a title");
        assert!(
            !title.contains("2026") && !sent.contains("incidents/") && !sent.contains("requests/"),
            "{sent}"
        );
        assert!(sent.contains(reference), "{reference}\n{sent}");
    }
    let (sent, _) = sent_and_told(
        with(REQUEST, PROCESSOR, BREACH).path(),
        "nl",
        &["letter", "1", "--as", "receipt"],
    );
    assert!(sent.contains("Ons kenmerk: zaak 7"), "{sent}");
}

/// A letter speaks of what it was that reached us, and to whom it is.
#[test]
fn a_letter_names_the_matter_as_the_sender_of_it_would() {
    for (right, nl, en) in [
        ("access", "uw verzoek", "your request"),
        ("objection", "uw bezwaar", "your objection"),
        ("marketing-objection", "uw bezwaar", "your objection"),
        ("complaint", "uw klacht", "your complaint"),
    ] {
        let request = REQUEST.replace("access", right);
        let dir = with(&request, PROCESSOR, BREACH);
        for form in ["receipt", "extension", "grant", "refusal"] {
            for (lang, words) in [("nl", nl), ("en", en)] {
                let (sent, _) = sent_and_told(dir.path(), lang, &["letter", "1", "--as", form]);
                let title = sent.lines().next().expect("a title");
                assert!(title.contains(words), "{right} {form}: {words}\n{title}");
            }
        }
    }
    let parent = format!("requester = 'legal-representative'\nage = 'under-12'\n{REQUEST}");
    let (sent, _) = grant(with(&parent, PROCESSOR, BREACH).path(), "nl");
    for words in ["uw gegevens", "Uw andere rechten", "van uzelf", "waar u woont"] {
        assert!(!sent.contains(words), "{words}\n{sent}");
    }
    let child = format!("age = 'under-12'\n{REQUEST}");
    let (sent, _) = sent_and_told(
        with(&child, PROCESSOR, BREACH).path(),
        "nl",
        &["letter", "1", "--as", "receipt"],
    );
    assert!(
        sent.contains("U bent jonger dan twaalf jaar") && !sent.contains("Je "),
        "{sent}"
    );
}
