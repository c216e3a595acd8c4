//! What is handed to one party, or to everybody, names no other customer: 28(3)(b). Where it would, there is a blank, and the one
//! who hands it over is told where.

use serde_json::Value;
use tempfile::TempDir;

use super::support::{avg, folder, write};

const US: &str = "[organisation]\nname = 'Kantoor BV'\nemail = 'wij@kantoor.example'\n[settings]\nlanguage = 'en'\n";

fn agreement(party: &str, role: &str, rest: &str) -> String {
    format!("name = 'Contract {party}'\nour_role = '{role}'\n[counterparty]\nname = '{party}'\n{rest}")
}

fn place() -> TempDir {
    let a = "[[processing]]\npurpose = 'hosting beside Acorn Trading'\nsubjects = ['staff']\n\
        [[subprocessors]]\nname = 'Cloud BV'\ncountry = 'NL'\nservice = 'storage shared with ACORN trading’s site'\n";
    let activity = "name = 'Hosting'\nrole = 'processor'\ncontrollers = ['agreements/a', 'agreements/b']\nprocessing = ['storing']\n\
        measures = ['MFA', 'a VPN for Acorn Trading', 'lockers from Supplier Co']\n";
    folder(&[
        ("avg.toml", US),
        ("agreements/a.toml", &agreement("Birch Foods BV", "processor", a)),
        ("agreements/b.toml", &agreement("Acorn Trading B.V.", "processor", "")),
        ("agreements/s.toml", &agreement("Supplier Co", "controller", "")),
        ("register/hosting.toml", activity),
    ])
}

const REPORTS: &[&[&str]] = &[
    &["register", "--for", "a"],
    &["agreement", "a"],
    &["subprocessors"],
    &["subprocessors", "--for", "b"],
];

fn parts(document: &Value, is_aside: bool) -> String {
    let parts = document["parts"].as_array().expect("parts").iter();
    let of = parts.filter(|part| (part["aside"] == true) == is_aside);
    of.map(|part| part.to_string().to_lowercase()).collect()
}

fn report(dir: &TempDir, args: &[&str]) -> Value {
    let run = avg(
        dir.path(),
        &[&["--now", "2026-05-20T09:00", "report"], args, &["--format", "json"]].concat(),
    );
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run.json()
}

#[test]
fn what_goes_out_names_no_other_customer() {
    let dir = place();
    // For the other customer something to leave out too.
    let b = "[[subprocessors]]\nname = 'Mail BV'\ncountry = 'NL'\nservice = 'mail, as for Birch Foods'\neffective_on = 2026-09-01\n";
    write(
        dir.path(),
        "agreements/b.toml",
        &agreement("Acorn Trading B.V.", "processor", b),
    );
    for args in REPORTS {
        let document = report(&dir, args);
        let other = if args.contains(&"b") {
            "birch foods"
        } else {
            "acorn trading"
        };
        let sent = parts(&document, false);
        assert!(!sent.contains(other), "{args:?}\n{sent}");
        assert!(sent.contains("[to be filled in"), "{args:?}\n{sent}");
        let told = parts(&document, true);
        assert!(
            told.contains(other) && told.contains("names another counterparty"),
            "{args:?}\n{told}"
        );
    }
    let public = avg(
        dir.path(),
        &["report", "subprocessors", "--public", "--format", "markdown"],
    );
    for hidden in ["Acorn", "ACORN", "Birch"] {
        assert!(!public.out.contains(hidden), "{}", public.out);
    }
    assert!(public.out.contains("Cloud BV"), "{}", public.out);
}

/// Its own name, a supplier’s, and what only looks like a name stay.
#[test]
fn what_is_no_other_customers_name_stays() {
    let dir = place();
    let sent = parts(&report(&dir, &["register", "--for", "a"]), false);
    for kept in ["\"mfa\"", "supplier co", "birch foods bv"] {
        assert!(sent.contains(kept), "{kept}\n{sent}");
    }
    // A customer whose name is a word, one whose name is in the other's, and a sub-processor that is a customer too.
    write(
        dir.path(),
        "agreements/p.toml",
        &agreement("Partner BV", "processor", ""),
    );
    write(dir.path(), "agreements/q.toml", &agreement("Birch BV", "processor", ""));
    write(dir.path(), "agreements/r.toml", &agreement("Cloud BV", "processor", ""));
    let activity = "name = 'Hosting'\nrole = 'processor'\ncontrollers = ['agreements/a']\nprocessing = ['storing']\n\
        subjects = ['partners of staff', 'visitors of Birch Foods', 'Partner’s people']\nmeasures = ['birchwood doors']\n";
    write(dir.path(), "register/hosting.toml", activity);
    let document = report(&dir, &["register", "--for", "a"]);
    let sent = parts(&document, false);
    for kept in [
        "partners of staff",
        "visitors of birch foods",
        "birchwood doors",
        "cloud bv",
    ] {
        assert!(sent.contains(kept), "{kept}\n{sent}");
    }
    assert!(!sent.contains("partner’s people"), "{sent}");
}
