//! `avg report register`: what article 30 asks is on the page or named as missing, in every format alike.

use std::path::Path;

use calamine::Data;
use serde_json::Value;

use super::sheets::{Sheet, sheets};
use super::support::{Run, avg, bytes, examples, folder, git, git_on, write};

const NOW: &str = "2026-04-15T09:00";

fn register(dir: &Path, format: &str, more: &[&str]) -> Run {
    let args = ["--now", NOW, "report", "register", "--format", format];
    let run = avg(dir, &[&args[..], more].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

fn rows(register: &Value, part: usize) -> &Vec<Value> {
    register["parts"][part]["rows"].as_array().expect("rows")
}

/// Articles 30(1)(e) and 30(2)(c): of a transfer under the second subparagraph of article 49(1) the register has the documentation
/// of the suitable safeguards; of other grounds the law does not ask it there.
#[test]
fn safeguards_that_are_not_documented_are_missing() {
    let transfer = |ground: &str| {
        format!(
            "name = 'a'\nrole = '@'\n[[transfers]]\ncountry = 'BR'\nrecipient = 'B'\ninstrument = 'derogation'\n{ground}\n"
        )
    };
    for (role, part, article) in [("controller", 1, "30(1)(e)"), ("processor", 2, "30(2)(c)")] {
        for (ground, is_missing) in [
            ("derogation = '49(1)'", true),
            ("derogation = '49(1)'\nassessment_on = 2026-01-05", false),
            ("derogation = '49(1)(b)'", false),
        ] {
            let dir = folder(&[
                ("avg.toml", "[organisation]\nname = 'A'\n[settings]\nlanguage = 'en'\n"),
                ("register/a.toml", &transfer(ground).replace('@', role)),
            ]);
            let json = register(dir.path(), "json", &[]).json();
            let missing = json["parts"][part]["missing"].to_string();
            assert_eq!(
                missing.contains(article) && missing.contains("49(6)"),
                is_missing,
                "{role} {ground}: {missing}"
            );
        }
    }
}

/// Article 30(1)(a)–(d) and 30(2)(a)–(b), point by point: what a record leaves out is null for programs and named for people.
#[test]
fn what_the_law_asks_is_there_or_named_as_missing() {
    let dir = folder(&[
        (
            "avg.toml",
            "[organisation]\nname = \"A\"\n[settings]\nlanguage = \"en\"\n",
        ),
        ("register/a.toml", "name = 'a'\nrole = 'controller'\nrecipients = []\n"),
        ("register/b.toml", "name = 'b'\nrole = 'processor'\n"),
    ]);
    let json = register(dir.path(), "json", &[]).json();
    assert_eq!(
        rows(&json, 0).last().expect("a row")["value"],
        Value::Null,
        "contact details, 30(1)(a)"
    );
    for (part, asked) in [
        (1, &["purposes", "subjects", "personal_data"][..]),
        (2, &["controllers", "processing"]),
    ] {
        let row = &rows(&json, part)[0];
        for field in asked {
            assert_eq!(row[field], Value::Null, "{field}");
        }
    }
    assert_eq!(
        rows(&json, 1)[0]["recipients"],
        Value::Array(vec![]),
        "none, on purpose, as it is written"
    );
    let page = register(dir.path(), "table", &[]).out;
    for article in ["30(1)(a)", "30(1)(b)", "30(1)(c)", "30(2)(a)", "30(2)(b)"] {
        assert!(page.contains(&format!("missing (GDPR {article})")), "{article}\n{page}");
    }
}

/// Every value of every example is in every format.
#[test]
fn all_formats_say_the_same() {
    let dir = examples();
    for example in ["op-orde", "reglement", "verwerkersovereenkomst"] {
        let place = dir.path().join(example);
        let json = register(&place, "json", &[]).json();
        let yaml: Value = serde_yaml::from_str(&register(&place, "yaml", &[]).out).expect("YAML");
        assert_eq!(yaml, json);
        let tables = json["parts"].as_array().expect("parts");
        let csv = register(&place, "csv", &[]).out;
        let html = register(&place, "html", &[]).out;
        let markdown = register(&place, "markdown", &[]).out;
        let workbook = workbook(&place);
        assert_eq!(
            workbook.len(),
            tables.len() + 1,
            "{example}: what it is, and a sheet a table"
        );
        for (part, sheet) in tables.iter().zip(&workbook[1..]) {
            let rows = part["rows"].as_array().expect("rows");
            assert_eq!(sheet.rows.len(), rows.len() + 1, "{example}: {}", part["heading"]);
            for row in rows {
                let first = row
                    .as_object()
                    .and_then(|row| row.values().next())
                    .and_then(Value::as_str)
                    .expect("a text");
                assert!(csv.contains(first), "{first}");
                assert!(html.contains(first), "{first}");
                assert!(markdown.replace('\\', "").contains(first), "{first}");
                assert!(
                    sheet
                        .rows
                        .iter()
                        .any(|cells| cells[0] == Data::String(first.to_string())),
                    "{first}"
                );
            }
        }
    }
}

fn workbook(dir: &Path) -> Vec<Sheet> {
    sheets(&bytes(dir, &["--now", NOW, "report", "register", "--format", "xlsx"]))
}

#[test]
fn dates_are_dates_in_a_workbook() {
    let dir = examples();
    let sheets = workbook(&dir.path().join("op-orde"));
    let reviewed = sheets[2].rows[1].last().expect("the last column");
    let Data::DateTime(at) = reviewed else {
        panic!("{reviewed:?}");
    };
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    assert_eq!((year, month, day), (2026, 1, 12));
}

/// The same bytes from the work tree and from the commit, and a change is said.
#[test]
fn work_tree_and_commit_are_the_same_page() {
    let dir = examples();
    let place = dir.path().join("op-orde");
    for format in ["table", "markdown", "html", "csv", "json", "jsonl", "yaml"] {
        assert_eq!(
            register(&place, format, &[]).out,
            register(&place, format, &["--rev", "HEAD"]).out,
            "{format}"
        );
    }
    let before = register(&place, "table", &[]).out;
    assert!(!before.contains("nog niet zijn vastgelegd"), "{before}");
    write(&place, "register/nieuw.toml", "name = 'Nieuw'\nrole = 'controller'\n");
    let changed = register(&place, "table", &[]).out;
    assert!(
        changed.contains("met wijzigingen die nog niet zijn vastgelegd"),
        "{changed}"
    );
    git(&place, &["add", "."]);
    git(&place, &["commit", "-qm", "nieuw"]);
    assert!(!register(&place, "table", &[]).out.contains("nog niet zijn vastgelegd"));
    let old = register(&place, "table", &["--rev", "HEAD~1"]).out;
    assert!(!old.contains("Nieuw"), "{old}");
}

/// Of one agreement: what is done for its other party, and nobody else's.
#[test]
fn one_controller_gets_its_own_part() {
    let dir = examples();
    let place = dir.path().join("op-orde");
    let json = register(&place, "json", &["--for", "agreements/zorg-noord"]).json();
    let names = |part: usize| -> Vec<&str> {
        rows(&json, part)
            .iter()
            .filter_map(|row| row["record"].as_str())
            .collect()
    };
    assert_eq!(names(1), [""; 0]);
    assert_eq!(names(2), ["register/planningsdienst"]);
    assert_eq!(names(3), ["agreements/zorg-noord"]);
    let unknown = avg(&place, &["report", "register", "--for", "agreements/zorg-nord"]);
    assert_eq!(
        (unknown.code, unknown.err.contains("zorg-noord")),
        (2, true),
        "{}",
        unknown.err
    );
}

/// Article 30(1)(e)–(g), 30(2)(a), (c) and (d): what is not written is said, and a controller goes by its own name.
#[test]
fn what_is_asked_where_possible_is_never_an_empty_cell() {
    let agreement =
        |more: &str| format!("name = 'Contract K'\nour_role = 'processor'\n{more}[counterparty]\nname = 'Klant K'\n");
    let dir = folder(&[
        (
            "avg.toml",
            "[organisation]\nname = \"A\"\nemail = 'a@example.org'\n[settings]\nlanguage = \"en\"\n",
        ),
        ("agreements/k.toml", &agreement("ended_on = 2026-01-31\n")),
        ("register/a.toml", "name = 'a'\nrole = 'controller'\npurposes = ['x']\n"),
        (
            "register/b.toml",
            "name = 'b'\nrole = 'processor'\ncontrollers = ['agreements/k']\npurposes = ['x']\n",
        ),
    ]);
    let json = register(dir.path(), "json", &[]).json();
    let (ours, theirs, party) = (&rows(&json, 1)[0], &rows(&json, 2)[0], &rows(&json, 3)[0]);
    assert!(ours.get("controllers").is_none(), "{ours}");
    assert!(theirs.get("purposes").is_none(), "{theirs}");
    assert_eq!(theirs["controllers"], serde_json::json!(["agreements/k"]));
    assert_eq!(
        (
            &ours["retention"],
            &ours["measures"],
            &theirs["measures"],
            &party["counterparty.email"]
        ),
        (&Value::Null, &Value::Null, &Value::Null, &Value::Null)
    );
    let page = register(dir.path(), "markdown", &[]).out.replace('\\', "");
    for said in [
        "missing (GDPR 30(1)(f), where possible)",
        "missing (GDPR 30(1)(g), where possible)",
        "missing (GDPR 30(2)(d), where possible)",
        "missing (GDPR 30(2)(a))",
        "none recorded (30(1)(e))",
        "none recorded (30(2)(c))",
        "Klant K (Contract K)",
        "no DPO recorded",
        "2026-01-31",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    write(dir.path(), "register/c.toml", "name = 'c'\nrole = 'joint-controller'\n");
    let joint = register(dir.path(), "markdown", &[]).out;
    assert!(joint.contains("missing (GDPR 30(1)(a))"), "{joint}");
}

/// Two records of one name: their id alone means neither, as their name does.
#[test]
fn an_id_that_two_records_have_is_refused() {
    let incident = "title = 'x'\n";
    let dir = folder(&[
        ("avg.toml", "[organisation]\nname = 'A'\n"),
        ("incidents/2026-001.toml", incident),
        ("incidents/b/2026-001.toml", incident),
        ("incidents/2026-002.toml", incident),
        ("requests/2026-002.toml", ""),
    ]);
    for written in ["2026-001", "incidents/2026-001"] {
        let run = avg(dir.path(), &["--now", NOW, "report", "incident", written]);
        assert_eq!(run.code, 2, "{written}: {}", run.out);
        assert!(run.err.contains("incidents/b/2026-001.toml"), "{written}: {}", run.err);
    }
    let run = avg(dir.path(), &["--now", NOW, "report", "incident", "2026-002"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

/// What is handed to one controller never names another, in no format; that there are others is said.
#[test]
fn one_controller_never_sees_another() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    let avg_toml = std::fs::read_to_string(place.join("avg.toml")).expect("a file");
    let with_systems = avg_toml.replace("[organisation]", "[organisation]\nsystems = [\"Kluis Zeven\"]");
    write(&place, "avg.toml", &with_systems);
    assert!(register(&place, "markdown", &[]).out.contains("Kluis Zeven"));
    for format in ["table", "markdown", "html", "csv", "json", "jsonl", "yaml", "jsonld"] {
        let page = register(&place, format, &["--for", "agreements/klant-noord"]).out;
        for secret in ["klant-zuid", "Klant Zuid", "Kluis Zeven"] {
            assert!(!page.contains(secret), "{format}: {secret}\n{page}");
        }
        assert!(page.contains("klant-noord"), "{format}\n{page}");
        if !["csv", "table"].contains(&format) {
            let others = "Deze verwerking voeren wij ook uit voor andere verwerkingsverantwoordelijken.";
            assert!(page.contains(others), "{format}\n{page}");
        }
    }
    let alone = dir.path().join("op-orde");
    let page = register(&alone, "markdown", &["--for", "agreements/zorg-noord"]).out;
    assert!(!page.contains("voor andere verwerkingsverantwoordelijken"), "{page}");
}

/// Article 33(5): the facts, the effects and the remedial action of each breach; and each clock as the due list has it.
#[test]
fn the_logs_have_every_record_and_every_clock() {
    let dir = examples();
    for (example, log, folder) in [
        ("op-orde", "incidents", "incidents/"),
        ("verwerkersovereenkomst", "incidents", "incidents/"),
        ("reglement", "requests", "requests/"),
        ("verwerkersovereenkomst", "requests", "requests/"),
    ] {
        let place = dir.path().join(example);
        let json = avg(&place, &["--now", NOW, "report", log, "--format", "json"]).json();
        let due = avg(&place, &["--now", NOW, "due", "--all", "--format", "json"]).json();
        let of_log = |duty: &&Value| duty["record"].as_str().is_some_and(|record| record.starts_with(folder));
        let mut expected: Vec<[String; 4]> = due
            .as_array()
            .expect("duties")
            .iter()
            .filter(of_log)
            .map(|duty| {
                ["record", "item", "by", "latest"].map(|key| duty[key].as_str().unwrap_or_default().to_string())
            })
            .collect();
        let shown = rows(&json, 1)
            .iter()
            .map(|row| ["record", "item", "by", "latest"].map(|key| row[key].as_str().unwrap_or_default().to_string()));
        let mut shown: Vec<[String; 4]> = shown.collect();
        expected.sort();
        shown.sort();
        assert_eq!(shown, expected, "{example} {log}");
        let files = std::fs::read_dir(place.join(folder)).expect("a folder").count();
        assert_eq!(rows(&json, 0).len(), files, "{example} {log}");
    }
    let page = avg(&dir.path().join("op-orde"), &["--now", NOW, "report", "incidents"]).out;
    for words in [
        "Verkeerde ontvanger gekozen",
        "De ontvanger kent de roosters",
        "Verzendlijst hersteld",
        "AP-2026-0001",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

/// Each agreement stands under our role in it; what article 28(9) asks and a record lacks is named.
#[test]
fn agreements_stand_under_our_role() {
    let dir = examples();
    let json = avg(
        &dir.path().join("op-orde"),
        &["report", "agreements", "--format", "json"],
    )
    .json();
    let names = |part: usize| -> Vec<&str> {
        rows(&json, part)
            .iter()
            .filter_map(|row| row["record"].as_str())
            .collect()
    };
    assert_eq!(names(0), ["agreements/loonpakket"]);
    assert_eq!(names(1), ["agreements/zorg-noord"]);
    assert_eq!(names(2), [""; 0]);
    let bare = folder(&[
        (
            "avg.toml",
            "[organisation]\nname = \"A\"\n[settings]\nlanguage = \"en\"\n",
        ),
        (
            "agreements/b.toml",
            "name = 'B'\nour_role = 'controller'\n[counterparty]\nname = 'B'\n",
        ),
    ]);
    let page = avg(bare.path(), &["report", "agreements"]).out;
    assert!(page.contains("28(9) asks writing, not a signature"), "{page}");
}

/// `--as-of` is the commit in force at the end of that day, with the clocks of that moment; not what was merged later.
#[test]
fn a_report_can_be_asked_as_it_was() {
    let dir = folder(&[("avg.toml", "[organisation]\nname = 'A'\n[settings]\nlanguage = 'en'\n")]);
    let place = dir.path();
    git(place, &["init", "-qb", "main"]);
    let commit = |at: &str, file: &str, text: &str| {
        write(place, file, text);
        git(place, &["add", "."]);
        git_on(at, place, &["commit", "-qm", file]);
    };
    commit(
        "2026-01-10T12:00:00+01:00",
        "register/a.toml",
        "name = 'A'\nrole = 'controller'\n",
    );
    git(place, &["checkout", "-qb", "side"]);
    commit(
        "2026-01-11T12:00:00+01:00",
        "register/side.toml",
        "name = 'S'\nrole = 'controller'\n",
    );
    git(place, &["checkout", "-q", "main"]);
    // The last minute of the day in the folder's zone; in universal time as well as here it is still the 12th.
    commit(
        "2026-01-12T23:59:00+01:00",
        "register/b.toml",
        "name = 'B'\nrole = 'controller'\n",
    );
    git_on(
        "2026-01-14T12:00:00+01:00",
        place,
        &["merge", "-q", "--no-ff", "-m", "m", "side"],
    );
    write(place, "register/c.toml", "name = 'C'\nrole = 'controller'\n");
    let names = |as_of: &str| -> Vec<String> {
        let json = register(place, "json", &["--as-of", as_of]).json();
        let names = rows(&json, 1)
            .iter()
            .map(|row| row["name"].as_str().expect("a name").to_string());
        names.collect()
    };
    assert_eq!(names("2026-01-10"), ["A"]);
    assert_eq!(
        names("2026-01-11"),
        ["A"],
        "a branch that was not merged yet was not in force"
    );
    assert_eq!(names("2026-01-12"), ["A", "B"]);
    assert_eq!(names("2026-01-14"), ["A", "B", "S"], "the work tree is not asked");
    let page = register(place, "table", &["--as-of", "2026-01-12"]).out;
    assert!(
        page.contains("as it stood at 2026-01-12 23:59 (+01:00), made 2026-04-15 09:00"),
        "{page}"
    );
    let before = avg(place, &["--now", NOW, "report", "register", "--as-of", "2026-01-09"]);
    assert_eq!(
        (before.code, before.err.contains("2026-01-09")),
        (2, true),
        "{}",
        before.err
    );
    let ahead = avg(place, &["--now", NOW, "report", "register", "--as-of", "2026-04-16"]);
    assert_eq!(
        (ahead.code, ahead.err.contains("lies ahead")),
        (2, true),
        "{}",
        ahead.err
    );
}

/// The clocks stand as they stood: what was answered later was open.
#[test]
fn the_clocks_of_an_earlier_day_are_those_of_that_day() {
    let dir = folder(&[
        ("avg.toml", "[organisation]\nname = 'A'\n[settings]\nlanguage = 'en'\n"),
        (
            "requests/2026-001.toml",
            "received_at = 2026-01-05\nright = 'access'\nrole = 'controller'\nsubject = 'zaak 1'\n",
        ),
    ]);
    let place = dir.path();
    git(place, &["init", "-qb", "main"]);
    git(place, &["add", "."]);
    git_on("2026-01-05T12:00:00+01:00", place, &["commit", "-qm", "a"]);
    let stand = |as_of: &str| {
        let args = ["--now", NOW, "report", "requests", "--as-of", as_of, "--format", "json"];
        let json = avg(place, &args).json();
        rows(&json, 1)[0]["status"].clone()
    };
    // A month after 5 January is 5 February 2026, a Thursday (12(3)).
    assert_eq!([stand("2026-01-20"), stand("2026-02-06")], ["open", "late"]);
}

const NOW_IN_GIT: &str = "2026-04-15T09:00:00+02:00";

/// A commit whose committer wrote a number that is no moment: no date, and never that of 1970.
#[test]
fn a_moment_of_git_that_is_none_is_said_to_be_that() {
    for at in ["8210266876799 +1400", "253402300800 +0000"] {
        let dir = folder(&[
            (
                "a/avg.toml",
                "[organisation]\nname = 'A'\n[settings]\nlanguage = 'nl'\n",
            ),
            ("a/incidents/2026-001.toml", "title = 'x'\n"),
        ]);
        let place = dir.path().join("a");
        git(&place, &["init", "-qb", "main"]);
        git(&place, &["add", "."]);
        git(&place, &["commit", "-qm", "a"]);
        let tree = git_on(NOW_IN_GIT, &place, &["write-tree"]).trim().to_string();
        let object = format!("tree {tree}\nauthor r <r@example.org> {at}\ncommitter r <r@example.org> {at}\n\nx\n");
        write(dir.path(), "object", &object);
        let hash = ["hash-object", "-t", "commit", "--literally", "-w", "../object"];
        let id = git_on(NOW_IN_GIT, &place, &hash);
        let id = id.trim();
        for args in [
            &["history"][..],
            &["history", "incidents/2026-001"],
            &["show", "incidents/2026-001"],
            &["report", "incident", "incidents/2026-001"],
        ] {
            let run = avg(&place, &[&["--now", NOW, "--rev", id], args].concat());
            assert_eq!(run.code, 0, "{at} {args:?}: {}", run.err);
            assert!(run.out.contains("(niet te lezen)"), "{at} {args:?}\n{}", run.out);
            assert!(!run.out.contains("1970"), "{at} {args:?}\n{}", run.out);
        }
        let run = avg(&place, &["--now", NOW, "--rev", id, "report", "dossier", "../dossier"]);
        assert_eq!(run.code, 0, "{at}: {}", run.err);
        let page = std::fs::read_to_string(dir.path().join("dossier/commits.html")).expect("a page");
        assert!(page.contains("(niet te lezen)") && !page.contains("1970"), "{page}");
        assert_eq!(avg(&place, &["--now", NOW, "--rev", id, "check"]).err, "");
    }
}

/// A clock that ran ahead, or behind, puts no commit before those that it stands on.
#[test]
fn a_commit_is_never_in_force_before_what_it_stands_on() {
    let dir = folder(&[("avg.toml", "[organisation]\nname = 'A'\n[settings]\nlanguage = 'en'\n")]);
    let place = dir.path();
    git(place, &["init", "-qb", "main"]);
    let none = avg(place, &["--now", NOW, "report", "register", "--as-of", "2026-01-10"]);
    assert_eq!(none.code, 2, "{}", none.out);
    assert!(
        none.err.contains("nothing has been committed") && !none.err.contains("HEAD"),
        "{}",
        none.err
    );
    for (name, at) in [("A", "10"), ("B", "20"), ("C", "12"), ("D", "25")] {
        write(
            place,
            &format!("register/{name}.toml"),
            &format!("name = '{name}'\nrole = 'controller'\n"),
        );
        git(place, &["add", "."]);
        git_on(&format!("2026-01-{at}T12:00:00+01:00"), place, &["commit", "-qm", name]);
    }
    let names = |as_of: &str| -> Vec<String> {
        let json = register(place, "json", &["--as-of", as_of]).json();
        let name = |row: &Value| row["name"].as_str().expect("a name").to_string();
        rows(&json, 1).iter().map(name).collect()
    };
    assert_eq!(names("2026-01-13"), ["A"], "C stands on B, which came on the 20th");
    assert_eq!(names("2026-01-20T11:59"), ["A"], "a time is one too");
    assert_eq!(names("2026-01-20"), ["A", "B", "C"]);
    let clones = folder(&[]);
    let from = format!("file://{}", place.display());
    git(clones.path(), &["clone", "-q", "--depth", "1", &from, "shallow"]);
    let shallow = clones.path().join("shallow");
    let run = avg(&shallow, &["--now", NOW, "report", "register", "--as-of", "2026-01-13"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("the history is not complete"), "{}", run.err);
    assert_eq!(register(&shallow, "json", &["--as-of", "2026-01-26"]).code, 0);
}

/// A report that is not complete says so, whatever it is of: in the document, and to whoever asked for it.
#[test]
fn what_cannot_be_read_as_a_whole_is_named_on_every_report() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    let whole = "Niet als geheel te lezen";
    assert!(!register(&place, "markdown", &[]).out.contains(whole));
    write(&place, "incidents/2026-009.toml", "title = 'x'\nsuspected_at = [");
    let said =
        "Niet als geheel te lezen, dus hier onvolledig: incidents/2026-009.toml. avg check zegt waar het aan schort.";
    let reports: [&[&str]; 10] = [
        &["register"],
        &["register", "--for", "agreements/klant-noord"],
        &["register", "--format", "jsonld"],
        &["agreements"],
        &["agreement", "klant-noord"],
        &["subprocessors"],
        &["incidents"],
        &["requests"],
        &["overview"],
        &["notice", "incidents/2026-001", "--to", "authority"],
    ];
    let asked = |report: &[&str]| {
        let format: &[&str] = if report.contains(&"--format") {
            &[]
        } else {
            &["--format", "markdown"]
        };
        let run = avg(&place, &[&["--now", NOW, "report"], report, format].concat());
        assert_eq!(run.code, 0, "{report:?}: {}", run.err);
        run
    };
    for report in reports {
        let run = asked(report);
        assert!(run.out.replace('\\', "").contains(said), "{report:?}\n{}", run.out);
        assert!(run.err.contains("incidents/2026-009.toml"), "{report:?}: {}", run.err);
    }
    let out = dir.path().join("dossier");
    let run = avg(&place, &["--now", NOW, "report", "dossier", &out.to_string_lossy()]);
    assert!(run.err.contains("incidents/2026-009.toml"), "{}", run.err);
    for page in ["index.html", "reports/register.html", "commits.html"] {
        let page = std::fs::read_to_string(out.join(page)).expect("a page");
        assert!(page.contains(said), "{page}");
    }
    // The file of another agreement is not for this party.
    write(&place, "agreements/klant-zuid.toml", "name = [");
    let run = asked(&["register", "--for", "agreements/klant-noord"]);
    assert!(
        !run.out.contains("klant-zuid") && run.err.contains("klant-zuid"),
        "{}",
        run.out
    );
    assert!(asked(&["register"]).out.contains("agreements/klant-zuid.toml"));
    // Without the name of the organisation the stamp begins with what is known.
    write(&place, "avg.toml", "[organisation\n");
    let run = avg(
        &place,
        &[
            "--now", NOW, "--lang", "nl", "report", "register", "--format", "markdown",
        ],
    );
    assert!(
        run.out.contains("avg.toml, ") && run.err.contains("avg.toml"),
        "{}",
        run.out
    );
    let alone = folder(&[
        ("avg.toml", "[organisation]\n"),
        ("register/a.toml", "name = 'A'\nrole = 'controller'\n"),
    ]);
    let json = register(alone.path(), "json", &["--lang", "nl"]).json();
    let stamp = json["about"][0].as_str().expect("a stamp");
    assert!(stamp.starts_with("niet vastgelegd"), "{stamp}");
}
