//! `avg new`: the file that is written, and the clocks that it starts.

use std::fs;

use super::support::{avg, check, folder, root};

const AVG: &str =
    "[organisation]\nname = \"Voorbeeld BV\"\nemail = \"privacy@voorbeeld.example\"\n[settings]\nlanguage = \"en\"\n";
const AGREEMENT: &str = "name = \"Klant\"\nour_role = \"processor\"\n[counterparty]\nname = \"Klant BV\"\n[terms]\nbreach_notice = { within = \"48h\", clause = \"6.1\" }\n";

/// At two in the morning: when and what, nothing else.
#[test]
fn an_incident_needs_only_when_and_what() {
    let dir = folder(&[("avg.toml", AVG), ("agreements/klant.toml", AGREEMENT)]);
    let args = [
        "--now",
        "2026-03-28T02:10",
        "new",
        "incident",
        "--discovered-at",
        "now",
        "--summary",
        "Laptop uit de auto gestolen",
    ];
    let run = avg(dir.path(), &args);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = fs::read_to_string(dir.path().join("incidents/2026-001.toml")).unwrap();
    assert_eq!(
        text,
        "#:schema ../schemas/incident.json\n\
         # Go on, in the order of the authority's form: avg edit incidents/2026-001\n\
         # Weigh the risk: avg assess incidents/2026-001. Notified: avg done incidents/2026-001, with notify-authority, notify-controller or inform-people\n\
         # Nothing left to do: avg close incidents/2026-001\n\n\
         discovered_at = 2026-03-28T02:10:00+01:00\nsummary = \"Laptop uit de auto gestolen\"\n"
    );
    assert!(run.out.starts_with("incidents/2026-001.toml\n"), "{}", run.out);
    // The role is undecided, so both clocks run: the contract's 48 hours and the law's 72, over the clock change.
    for words in [
        "Mon 2026-03-30 03:10",
        "agreements/klant 6.1",
        "Tue 2026-03-31 03:10",
        "Tue 2026-03-31 04:00",
        "AVG 33(1)",
        "we, as controller",
    ] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
    assert_eq!(
        avg(dir.path(), &args).out.lines().next(),
        Some("incidents/2026-002.toml")
    );
}

#[test]
fn every_field_is_a_flag() {
    let dir = folder(&[
        ("avg.toml", AVG),
        ("agreements/klant.toml", AGREEMENT),
        ("agreements/klant-b.toml", AGREEMENT),
    ]);
    let run = avg(
        dir.path(),
        &[
            "new",
            "incident",
            "--summary",
            "zei \"nee\" \\ é",
            "--discovered-at",
            "2026-03-27 15:00",
            "--role",
            "both",
            "--kinds",
            "confidentiality",
            "--kinds",
            "integrity",
            "--subjects-count-min",
            "10",
            "--special-data",
            "false",
            "--severity-identification",
            "0.75",
            "--controllers-agreement",
            "agreements/klant",
            "--controllers-notified-at",
            "2026-03-27T18:00+01:00",
            "--controllers-agreement",
            "agreements/klant-b",
            "--authority-reference",
            "AP-1",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let text = fs::read_to_string(dir.path().join("incidents/2026-001.toml")).unwrap();
    let expected = "discovered_at = 2026-03-27T15:00:00\nsummary = 'zei \"nee\" \\ é'\nrole = \"both\"\n\
        kinds = [\"confidentiality\", \"integrity\"]\nspecial_data = false\n\n[subjects_count]\nmin = 10\n\n\
        [severity]\nidentification = 0.75\n\n[[controllers]]\nagreement = \"agreements/klant\"\n\
        notified_at = 2026-03-27T18:00:00+01:00\n\n[[controllers]]\nagreement = \"agreements/klant-b\"\n\n\
        [authority]\nreference = \"AP-1\"\n";
    assert!(text.starts_with("#:schema "), "{text}");
    assert_eq!(text.split_once("\n\n").unwrap().1, expected);
    let wrong = check(dir.path()).findings();
    assert!(
        !wrong
            .iter()
            .any(|it| it["record"] == "incidents/2026-001" && it["norm"].as_str().unwrap().starts_with("record/")),
        "{wrong:#?}"
    );
}

#[test]
fn the_other_kinds_too() {
    let dir = folder(&[("avg.toml", AVG)]);
    for (args, path) in [
        (
            &["activity", "--name", "Salarisadministratie 2b", "--role", "controller"][..],
            "register/salarisadministratie-2b.toml",
        ),
        (
            &[
                "agreement",
                "--name",
                "Klant A",
                "--our-role",
                "processor",
                "--counterparty-name",
                "Klant A BV",
            ],
            "agreements/klant-a.toml",
        ),
        (
            &[
                "request",
                "--received-at",
                "2026-03-05",
                "--right",
                "access",
                "--role",
                "controller",
                "--subject",
                "zaak 7",
            ],
            "requests/2026-001.toml",
        ),
    ] {
        let run = avg(dir.path(), &[&["new"], args].concat());
        assert_eq!((run.code, run.out.lines().next()), (0, Some(path)), "{}", run.err);
    }
    let run = avg(
        dir.path(),
        &[
            "new",
            "request",
            "--id",
            "2026-001",
            "--received-at",
            "2026-03-05",
            "--right",
            "access",
            "--role",
            "controller",
            "--subject",
            "x",
        ],
    );
    assert_eq!(run.code, 2, "never over another file");
}

/// Nothing is written that the reader would not accept.
#[test]
fn what_would_be_wrong_is_refused_and_not_written() {
    let dir = folder(&[("avg.toml", AVG), ("agreements/klant.toml", AGREEMENT)]);
    let needed = ["--discovered-at", "2026-03-27T15:00", "--summary", "x"];
    for (args, words) in [
        (&[][..], "--discovered-at, --summary"),
        (&["--summary", "x"], "--discovered-at"),
        (&["--discovered-at", "gisteren", "--summary", "x"], "‘gisteren’"),
        (&["--discovered-at", "2026-03-29T02:30", "--summary", "x"], "03:30"),
        (
            &[&needed[..], &["--controllers-agreement", "agreements/klnt"]].concat(),
            "agreements/klant",
        ),
        (
            &[&needed[..], &["--severity-data-context", "7"]].concat(),
            "from 1 to 4",
        ),
        (&[&needed[..], &["--ongoing", "misschien"]].concat(), "--ongoing"),
        (&[&needed[..], &["--summary", "y"]].concat(), "--summary"),
        (&[&needed[..], &["--risk", "hgh"]].concat(), "high"),
        (&[&needed[..], &["--id", "Nacht 1"]].concat(), "Nacht 1"),
    ] {
        let run = avg(dir.path(), &[&["--lang", "en", "new", "incident"], args].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(words), "{words}: {}", run.err);
        assert!(!dir.path().join("incidents").exists(), "{args:?}");
    }
    let run = avg(
        &root(),
        &["new", "incident", "--discovered-at", "now", "--summary", "x"],
    );
    assert_eq!(run.code, 2, "no folder, no file");
}

/// Two people at once get two files.
#[test]
fn at_once_each_gets_a_file_of_its_own() {
    let dir = folder(&[("avg.toml", AVG)]);
    let names: Vec<String> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..12)
            .map(|_| {
                scope.spawn(|| {
                    avg(
                        dir.path(),
                        &["new", "incident", "--discovered-at", "2026-03-27", "--summary", "x"],
                    )
                    .out
                })
            })
            .collect();
        runs.into_iter()
            .map(|run| run.join().unwrap().lines().next().unwrap().to_string())
            .collect()
    });
    let mut unique = names.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 12, "{names:?}");
    assert_eq!(fs::read_dir(dir.path().join("incidents")).unwrap().count(), 12);
}

/// What goes by its own name is never written over, never numbered on, and never outside its folder.
#[test]
fn a_name_is_a_name() {
    let dir = folder(&[("avg.toml", AVG)]);
    let args = [
        "new",
        "activity",
        "--name",
        "Coöperatie Één",
        "--role",
        "controller",
        "--recipients",
        "[]",
    ];
    assert_eq!(
        avg(dir.path(), &args).out.lines().next(),
        Some("register/cooperatie-een.toml")
    );
    let text = fs::read_to_string(dir.path().join("register/cooperatie-een.toml")).unwrap();
    assert!(text.ends_with("recipients = []\n"), "{text}");
    let again = avg(dir.path(), &args);
    assert_eq!(
        (again.code, again.err.contains("exists already")),
        (2, true),
        "{}",
        again.err
    );
    for id in ["../buiten", "/tmp/buiten", "a/b", "..", "", "Groot"] {
        let run = avg(
            dir.path(),
            &[
                "new",
                "incident",
                "--id",
                id,
                "--discovered-at",
                "now",
                "--summary",
                "x",
            ],
        );
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{id}");
    }
    assert!(!dir.path().join("incidents").exists());
}

/// A contract's periods are fields too, two tables deep.
#[test]
fn a_contract_sets_its_terms_by_flags() {
    let dir = folder(&[("avg.toml", AVG)]);
    let run = avg(
        dir.path(),
        &[
            "new",
            "agreement",
            "--name",
            "Klant",
            "--our-role",
            "processor",
            "--counterparty-name",
            "Klant BV",
            "--terms-breach-notice-within",
            "48h",
            "--terms-breach-notice-clause",
            "6.1",
            "--terms-subprocessor-notice-ahead",
            "14 days",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let text = fs::read_to_string(dir.path().join("agreements/klant.toml")).unwrap();
    let terms = "[terms]\nbreach_notice = { within = \"48h\", clause = \"6.1\" }\nsubprocessor_notice = { ahead = \"14 days\" }\n";
    assert!(text.ends_with(terms), "{text}");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_behind_a_link() {
    let (dir, elsewhere) = (folder(&[("avg.toml", AVG)]), folder(&[]));
    std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("incidents")).unwrap();
    let run = avg(
        dir.path(),
        &["new", "incident", "--discovered-at", "now", "--summary", "x"],
    );
    assert_eq!((run.code, run.err.contains("symbolic link")), (2, true), "{}", run.err);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

/// A slip in a house rule does not stop whoever records a breach at night; it is said.
#[test]
fn a_broken_house_pack_is_not_in_the_way() {
    let dir = folder(&[
        ("avg.toml", AVG),
        ("norms/huis.yaml", "pack: huis\nnorms:\n  - { id: a, on: incident }\n"),
    ]);
    let run = avg(
        dir.path(),
        &[
            "--now",
            "2026-03-28T02:10",
            "new",
            "incident",
            "--discovered-at",
            "nu",
            "--summary",
            "x",
        ],
    );
    assert_eq!(run.code, 0);
    assert!(
        run.err.contains("norms/huis.yaml:3:") && run.out.contains("AVG 33(1)"),
        "{}{}",
        run.err,
        run.out
    );
    assert_eq!(avg(dir.path(), &["due"]).code, 2, "what is not checked is not clean");
}
