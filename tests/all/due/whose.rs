//! `--for`: the duties of an owner, or those that come with an agreement.

use serde_json::Value;

use super::super::support::{Run, avg, folder};
use super::{AVG, PACK};

const NOW: [&str; 2] = ["--now", "2026-03-30T10:00"];

fn agreement(name: &str) -> String {
    format!(
        "name = \"{name}\"\nour_role = \"processor\"\n[counterparty]\nname = \"{name}\"\n[terms]\n\
         breach_notice = {{ within = \"48h\", clause = \"6.1\" }}\nrequest_assistance = {{ within = \"14 days\", clause = \"4.6\" }}\n\
         [[certificates]]\nstandard = \"ISO 27001\"\nvalid_until = 2027-03-01\n"
    )
}

fn place() -> tempfile::TempDir {
    let request = |agreement: &str| {
        format!(
            "received_at = 2026-03-29T10:00\nright = \"access\"\nrole = \"processor\"\nagreement = \"agreements/{agreement}\"\n\
             subject = \"zaak 1\"\nreceived_from = \"controller\"\n"
        )
    };
    folder(&[
        ("avg.toml", AVG),
        ("norms/huis.yaml", PACK),
        ("agreements/klant-a.toml", &agreement("Klant A")),
        ("agreements/klant-b.toml", &agreement("Klant B")),
        (
            "register/loon.toml",
            "name = \"Loon\"\nrole = \"controller\"\nowner = \"HR\"\nprocessors = [\"agreements/klant-a\"]\nx_on = 2026-04-05\n",
        ),
        (
            "register/post.toml",
            "name = \"Post\"\nrole = \"controller\"\nowner = \"Bestuur\"\nx_on = 2026-04-06\n",
        ),
        (
            "register/beheer.toml",
            "name = \"Beheer\"\nrole = \"processor\"\ncontrollers = [\"agreements/klant-b\"]\nx_on = 2026-04-07\n",
        ),
        ("requests/2026-001.toml", &request("klant-a")),
        ("requests/2026-002.toml", &request("klant-b")),
        (
            "incidents/2026-001.toml",
            "discovered_at = 2026-03-29T12:00\nsummary = \"x\"\nrole = \"both\"\n\
             [[controllers]]\nagreement = \"agreements/klant-a\"\n[[controllers]]\nagreement = \"agreements/klant-b\"\n",
        ),
    ])
}

fn duties(run: &Run) -> Vec<String> {
    assert_eq!(run.code, 0, "{}", run.err);
    let all = run.json();
    let one = |duty: &Value| {
        let item = duty["item"].as_str().map(|item| format!(" {item}")).unwrap_or_default();
        let (record, name) = (duty["record"].as_str().unwrap(), duty["duty"].as_str().unwrap());
        format!("{record}{item} {name}")
    };
    let mut duties: Vec<String> = all.as_array().unwrap().iter().map(one).collect();
    duties.sort();
    duties
}

#[test]
fn an_owner_whatever_the_case() {
    let dir = place();
    for who in ["HR", "hr", " Hr "] {
        let run = avg(
            dir.path(),
            &[&NOW[..], &["due", "--for", who, "--format", "json"]].concat(),
        );
        assert_eq!(duties(&run), ["register/loon act-on"]);
    }
}

/// On the agreement itself, on each record that refers to it, and of the rows only its own.
#[test]
fn an_agreement_brings_what_refers_to_it() {
    let dir = place();
    let expected = [
        "agreements/klant-a ISO 27001 renew-certificate",
        "incidents/2026-001 agreements/klant-a notify-controller",
        "incidents/2026-001 notify-authority",
        "register/loon act-on",
        "requests/2026-001 assist-controller",
    ];
    for who in ["agreements/klant-a", "klant-a", "Klant-A"] {
        let run = avg(
            dir.path(),
            &[&NOW[..], &["due", "--for", who, "--format", "json"]].concat(),
        );
        assert_eq!(duties(&run), expected, "{who}");
    }
    let run = avg(
        dir.path(),
        &[&NOW[..], &["due", "--for", "klant-b", "--format", "json"]].concat(),
    );
    let duties = duties(&run);
    assert!(duties.contains(&"register/beheer act-on".to_string()), "{duties:?}");
    assert!(!duties.iter().any(|duty| duty.contains("klant-a")), "{duties:?}");
}

/// An empty list would look clean.
#[test]
fn nobody_by_that_name_is_an_error() {
    let dir = place();
    for (who, meant) in [
        ("klant-aa", "did you mean ‘agreements/klant-a’?"),
        ("agreements/klant-aa", "did you mean ‘agreements/klant-a’?"),
        ("bestur", "did you mean ‘Bestuur’?"),
        (
            "zzzzzzzz",
            "known are: Bestuur, HR, agreements/klant-a, agreements/klant-b",
        ),
        ("", "known are:"),
    ] {
        for format in ["table", "json", "ics", "csv", "markdown"] {
            let run = avg(
                dir.path(),
                &[&NOW[..], &["due", "--for", who, "--format", format]].concat(),
            );
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{who}");
            assert!(run.err.contains(meant), "{who}: {}", run.err);
        }
    }
    let dutch = avg(
        dir.path(),
        &[&NOW[..], &["--lang", "nl", "due", "--for", "klant-aa"]].concat(),
    );
    assert!(dutch.err.contains("bedoelt u ‘agreements/klant-a’?"), "{}", dutch.err);
    // Known, with nothing to do, is not an error.
    let idle = avg(
        dir.path(),
        &[&NOW[..], &["due", "--for", "HR", "--within", "2 days"]].concat(),
    );
    assert_eq!(
        (idle.code, idle.out.as_str()),
        (0, "Nothing is open within that term; after it 1 more.\n")
    );
}

/// What is late elsewhere does not fail somebody's own list.
#[test]
fn a_choice_fails_by_what_it_shows() {
    let dir = place();
    let late = ["--now", "2026-04-06T10:00", "due", "--fail", "--for"];
    assert_eq!(avg(dir.path(), &[&late[..], &["HR"]].concat()).code, 1);
    assert_eq!(avg(dir.path(), &[&late[..], &["Bestuur"]].concat()).code, 0);
}
