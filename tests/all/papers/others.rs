//! What a notice may say of others: to a controller nothing (28(3)(b)), to people no controller's name, and to an authority only
//! that it is the one.

use serde_json::Value;

use super::super::support::{folder, write};
use super::{AGREEMENT, REACHABLE, WHOLE, missing, notice, report, sent, told, with};

/// What [`WHOLE`] says in its texts.
const TEXTS: [&str; 7] = [
    "NATURE",
    "CAUSE",
    "SUBJECTS",
    "DATA",
    "CONSEQUENCES",
    "MEASURES",
    "CONTACT",
];

/// A breach of which every text names the other customer too.
fn naming(other: &str) -> String {
    let mut record = WHOLE.to_string();
    for word in TEXTS {
        record = record.replace(word, &format!("{word} at {other}"));
    }
    record
}

/// For people every controller is another, also the only one; of what was left out the sender is told.
#[test]
fn people_are_told_no_controllers_name() {
    for role in ["both", "processor"] {
        let record = naming("Customer bv").replace("'both'", &format!("'{role}'"));
        let document = notice(with(REACHABLE, &record).path(), "people");
        let text = sent(&document);
        assert!(!text.to_lowercase().contains("customer"), "{role}\n{text}");
        assert!(text.contains("[to be filled in"), "{role}\n{text}");
        let aside = told(&document);
        assert!(!aside.contains("Nothing is missing"), "{aside}");
        for words in ["NATURE", "DATA", "CONSEQUENCES", "MEASURES"] {
            assert!(aside.contains(&format!("{words} at Customer bv")), "{words}\n{aside}");
        }
        assert_eq!(missing(&document).len(), 4, "{:?}", missing(&document));
    }
    // 34(1): the controllers inform theirs.
    let both = told(&notice(with(REACHABLE, WHOLE).path(), "people"));
    for words in ["only to our own data subjects", "(34(1))", "may forbid us"] {
        assert!(both.contains(words), "{words}\n{both}");
    }
    let ours = WHOLE.replace("'both'", "'controller'");
    assert!(!told(&notice(with(REACHABLE, &ours).path(), "people")).contains("own data subjects"));
}

/// Whatever is shown, the other's name is not in it; alone with one controller the facts are that one's.
#[test]
fn no_text_names_another_controller() {
    let record = naming("Other Corp").replace("'both'", "'processor'");
    let dir = with(REACHABLE, &record);
    let other = AGREEMENT.replace("Customer BV", "Other Corp BV");
    write(dir.path(), "agreements/o.toml", &other);
    let document = notice(dir.path(), "controller");
    let text = sent(&document);
    assert!(!text.contains("Other Corp"), "{text}");
    for words in TEXTS {
        let words = format!("{words} at Other Corp");
        assert!(told(&document).contains(&words), "{words}\n{}", told(&document));
    }
}

/// Of facts that the record has of all together it cannot be known which are one's own.
#[test]
fn facts_of_all_together_are_told_to_none() {
    let shared = WHOLE.replace("special_data = false", "special_data = true");
    let two = format!("{shared}[[controllers]]\nagreement = 'agreements/o'\n").replace("'both'", "'processor'");
    for record in [shared, two] {
        let dir = with(REACHABLE, &record);
        write(
            dir.path(),
            "agreements/o.toml",
            &AGREEMENT.replace("Customer BV", "Other Corp BV"),
        );
        let args = [
            "notice",
            "2026-001",
            "--to",
            "controller",
            "--for",
            "a",
            "--format",
            "json",
        ];
        let document: Value = report(dir.path(), &args).json();
        let text = sent(&document);
        for words in ["DATA", "SUBJECTS", "CONSEQUENCES", "MEASURES", "41", "43"] {
            assert!(!text.contains(words), "{words}\n{text}");
            assert!(told(&document).contains(words), "{words}\n{}", told(&document));
        }
        let special = r#""what":"Special categories or criminal data","value":null"#;
        assert!(text.contains(special), "{text}");
        assert!(text.contains("NATURE") && text.contains("CAUSE"), "{text}");
    }
}

/// Clause 6.2, sixth bullet: where besides the processor more can be learnt. Our own address, or the officer's, is none.
#[test]
fn our_own_address_is_not_elsewhere() {
    let organisation = "[organisation]\nname = 'Example BV'\nemail = 'privacy@example.example'\nphone = '+31 10 000 0000'\n\
        [officer]\nname = 'Data protection officer'\nemail = 'dpo@office.example'\n[settings]\nlanguage = 'en'\n";
    for (contact, is_answer) in [
        ("privacy@example.example", false),
        ("Example BV, 010 000 00 00", false),
        ("our DPO: dpo@office.example", false),
        ("helpdesk@example.example", false),
        ("privacy@example.example; the supplier: security@supplier.example", true),
        ("the police", true),
    ] {
        let record = WHOLE.replace("'both'", "'processor'").replace("CONTACT", contact);
        let document = notice(with(organisation, &record).path(), "controller");
        let asked = (
            "agreement 6.2".to_string(),
            "avg edit incidents/2026-001 --contact".to_string(),
        );
        assert_eq!(missing(&document).contains(&asked), !is_answer, "{contact}");
        assert_eq!(sent(&document).contains("[to be filled in]"), !is_answer, "{contact}");
        assert!(
            !missing(&document)
                .iter()
                .any(|(by, how)| by == "33(2)" && how.ends_with("--contact"))
        );
    }
}

/// 55: each authority on its own territory. Only in the Netherlands it is the Autoriteit Persoonsgegevens, with its form.
#[test]
fn elsewhere_it_is_another_authority() {
    for (country, is_dutch) in [("", true), ("country = 'NL'\n", true), ("country = 'BE'\n", false)] {
        let organisation = format!("[organisation]\nname = 'Voorbeeld BV'\n{country}");
        let dir = folder(&[("avg.toml", &organisation), ("incidents/2026-001.toml", WHOLE)]);
        let document = notice(dir.path(), "authority");
        let page = document.to_string();
        assert_eq!(page.contains("Autoriteit Persoonsgegevens"), is_dutch, "{page}");
        assert_eq!(page.contains("formulier AP"), is_dutch, "{page}");
        assert_eq!(page.contains("\"1 Contactgegevens"), is_dutch, "{page}");
        let title = document["title"].as_str().expect("a title");
        assert_eq!(title.contains("de toezichthoudende autoriteit"), !is_dutch, "{title}");
        let competent = told(&document).contains("welke toezichthoudende autoriteit bevoegd is (33(1), 55)");
        assert_eq!(competent, !is_dutch, "{}", told(&document));
    }
}
