//! Changing records: what is written, what is refused, and that nothing else moves.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::support::{Run, avg, folder, new_request, write};

const AVG: &str =
    "[organisation]\nname = \"Voorbeeld BV\"\nemail = \"privacy@voorbeeld.example\"\n[settings]\nlanguage = \"en\"\n";
const AGREEMENT: &str = "name = \"Klant\"\nour_role = \"processor\"\n[counterparty]\nname = \"Klant BV\"\n[terms]\nbreach_notice = { within = \"48h\", clause = \"6.1\" }\nrequest_assistance = { within = \"14 days\", clause = \"4.6\" }\n";
const REQUEST: &str = "received_at = 2026-03-05\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n";
/// For two controllers, and for ourselves.
pub const INCIDENT: &str = "discovered_at = 2026-03-27T15:00:00+01:00\nsummary = \"x\"\nrole = \"both\"\n\n[[controllers]]\nagreement = \"agreements/a\"\n\n[[controllers]]\nagreement = \"agreements/b\"\n";

pub fn office() -> tempfile::TempDir {
    folder(&[
        ("avg.toml", AVG),
        ("agreements/a.toml", AGREEMENT),
        ("agreements/b.toml", AGREEMENT),
        ("requests/2026-001.toml", REQUEST),
        ("incidents/2026-001.toml", INCIDENT),
    ])
}

pub fn at(now: &str, dir: &Path, args: &[&str]) -> Run {
    avg(dir, &[&["--now", now], args].concat())
}

pub fn text(dir: &Path, path: &str) -> String {
    fs::read_to_string(dir.join(path)).expect("a file")
}

/// The duty as `due --all` sees it: its status, and its last defensible end.
fn duty(now: &str, dir: &Path, record: &str, name: &str, item: Option<&str>) -> (String, String) {
    let run = at(now, dir, &["due", "--all", "--format", "json"]);
    let all = run.json();
    let found = all
        .as_array()
        .expect("a list")
        .iter()
        .find(|duty| duty["record"] == record && duty["duty"] == name && duty["item"].as_str() == item);
    let found = found.unwrap_or_else(|| panic!("{name} on {record}: {all:#}"));
    (
        found["status"].as_str().unwrap_or_default().to_string(),
        found["latest"].as_str().unwrap_or_default().to_string(),
    )
}

#[test]
fn done_writes_the_field_that_meets_the_duty() {
    let dir = office();
    let now = "2026-03-28T10:00";
    let run = at(
        now,
        dir.path(),
        &["done", "incidents/2026-001", "notify-authority", "--reference", "AP-1"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = format!("{INCIDENT}\n[authority]\nnotified_at = 2026-03-28T10:00:00+01:00\nreference = \"AP-1\"\n");
    assert_eq!(text(dir.path(), "incidents/2026-001.toml"), expected);
    assert_eq!(
        duty(now, dir.path(), "incidents/2026-001", "notify-authority", None).0,
        "met"
    );
    // A date field takes the day.
    let run = at(
        "2026-03-20T23:30",
        dir.path(),
        &[
            "done",
            "requests/2026-001.toml",
            "avg/respond-to-request",
            "--answer-outcome",
            "granted",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = format!("{REQUEST}\n[answer]\ngiven_on = 2026-03-20\noutcome = \"granted\"\n");
    assert_eq!(text(dir.path(), "requests/2026-001.toml"), expected);
}

#[test]
fn done_finds_the_row() {
    let dir = office();
    let now = "2026-03-28T10:00";
    let run = at(now, dir.path(), &["done", "incidents/2026-001", "notify-controller"]);
    assert_eq!(
        (run.code, run.err.contains("1: agreements/a, 2: agreements/b")),
        (2, true),
        "{}",
        run.err
    );
    let args = [
        "done",
        "incidents/2026-001",
        "notify-controller",
        "--item",
        "agreements/b",
        "--at",
        "2026-03-27T16:00",
    ];
    let run = at(now, dir.path(), &args);
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = INCIDENT.replace(
        "agreement = \"agreements/b\"\n",
        "agreement = \"agreements/b\"\nnotified_at = 2026-03-27T16:00:00+01:00\n",
    );
    assert_eq!(text(dir.path(), "incidents/2026-001.toml"), expected);
    // One is left, so it need not be named.
    let run = at(now, dir.path(), &["done", "incidents/2026-001", "notify-controller"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let (status, _) = duty(
        now,
        dir.path(),
        "incidents/2026-001",
        "notify-controller",
        Some("agreements/a"),
    );
    assert_eq!(status, "met");
    // Nobody was named yet: the row that is given is made, and met at once.
    write(
        dir.path(),
        "incidents/2026-002.toml",
        "discovered_at = 2026-03-27T15:00:00+01:00\nsummary = \"x\"\nrole = \"processor\"\n",
    );
    let unnamed = at(now, dir.path(), &["done", "incidents/2026-002", "notify-controller"]);
    assert_eq!(
        (unnamed.code, unnamed.err.contains("[[controllers]]")),
        (2, true),
        "{}",
        unnamed.err
    );
    let args = [
        "done",
        "incidents/2026-002",
        "notify-controller",
        "--controllers-agreement",
        "agreements/a",
    ];
    let run = at(now, dir.path(), &args);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        text(dir.path(), "incidents/2026-002.toml")
            .ends_with("\n[[controllers]]\nagreement = \"agreements/a\"\nnotified_at = 2026-03-28T10:00:00+01:00\n")
    );
}

/// What no moment shows, but a `false` that becomes true.
#[test]
fn done_completes_a_phased_notice() {
    let dir = office();
    let now = "2026-03-30T10:00";
    at(
        "2026-03-28T10:00",
        dir.path(),
        &[
            "done",
            "incidents/2026-001",
            "notify-authority",
            "--authority-complete",
            "false",
        ],
    );
    assert_eq!(
        duty(now, dir.path(), "incidents/2026-001", "complete-notice", None).0,
        "without-delay"
    );
    let run = at(now, dir.path(), &["done", "incidents/2026-001", "complete-notice"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(text(dir.path(), "incidents/2026-001.toml").contains("complete = true\n"));
}

#[test]
fn what_is_not_so_is_refused_and_nothing_is_written() {
    let dir = office();
    let now = "2026-03-28T10:00";
    for (args, words) in [
        (&["done", "incidents/2026-009", "notify-authority"][..], "did you mean"),
        (
            &["done", "2026-001", "notify-authority"],
            "incidents/2026-001 or requests/2026-001",
        ),
        (
            &["done", "incidents/2026-001", "notify-athority"],
            "did you mean notify-authority",
        ),
        (&["done", "incidents/2026-001", "inform-people"], "notify-authority"),
        (
            &["done", "incidents/2026-001"],
            "say what was done: notify-controller, notify-authority",
        ),
        // Ahead of now, before it began, a moment that does not exist, and what the reader refuses.
        (
            &["done", "incidents/2026-001", "notify-authority", "--at", "2026-03-29"],
            "lies after now",
        ),
        (
            &["done", "incidents/2026-001", "notify-authority", "--at", "2026-03-26"],
            "before",
        ),
        (
            &["done", "incidents/2026-001", "notify-authority", "--at", "gisteren"],
            "gisteren",
        ),
        (
            &["done", "incidents/2026-001", "notify-authority", "--risk", "hgh"],
            "high",
        ),
        (
            &[
                "done",
                "incidents/2026-001",
                "notify-authority",
                "--answer-outcome",
                "granted",
            ],
            "no field --answer-outcome",
        ),
        (
            &[
                "done",
                "incidents/2026-001",
                "notify-authority",
                "--reference",
                "BSN 111222333",
            ],
            "citizen service number",
        ),
        (
            &["done", "requests/2026-001", "respond-to-request", "--reference", "x"],
            "--reference",
        ),
        (&["extend", "incidents/2026-001", "--reason", "x"], "no request"),
        (&["extend", "requests/2026-001"], "--reason"),
        (
            &["extend", "requests/2026-001", "--reason", "x", "--at", "2026-04-20"],
            "Tuesday 2026-04-07",
        ),
        (&["assess", "requests/2026-001"], "no incident"),
        (&["assess", "incidents/2026-001"], "--severity-data-context"),
        (&["edit", "incidents/2026-001"], "--breach"),
        (
            &["edit", "incidents/2026-001", "--controllers-complete", "true"],
            "--item",
        ),
        (
            &[
                "edit",
                "incidents/2026-001",
                "--item",
                "agreements/c",
                "--controllers-complete",
                "true",
            ],
            "agreements/c",
        ),
        (
            &["edit", "incidents/2026-001", "--discovered-at", "2026-03-29T02:30"],
            "03:30",
        ),
        (
            &["--rev", "HEAD", "done", "incidents/2026-001", "notify-authority"],
            "--rev",
        ),
    ] {
        let now = if args.contains(&"2026-04-20") {
            "2026-04-21T10:00"
        } else {
            now
        };
        let run = at(now, dir.path(), args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        assert!(run.err.contains(words), "{words}: {}", run.err);
        assert_eq!(text(dir.path(), "incidents/2026-001.toml"), INCIDENT, "{args:?}");
        assert_eq!(text(dir.path(), "requests/2026-001.toml"), REQUEST, "{args:?}");
    }
    at(now, dir.path(), &["done", "incidents/2026-001", "notify-authority"]);
    let again = at(now, dir.path(), &["done", "incidents/2026-001", "notify-authority"]);
    assert_eq!(
        (again.code, again.err.contains("already: 2026-03-28T10:00:00+01:00")),
        (2, true),
        "{}",
        again.err
    );
}

/// What counts first is what stands first: while that lies ahead, nothing that is written behind it shows that it was done.
#[test]
fn what_lies_ahead_and_goes_before_is_named() {
    let dir = office();
    let incident = |received: &str| {
        format!(
            "discovered_at = 2026-03-27T15:00:00+01:00\nsummary = \"x\"\nrole = \"processor\"\n\n[[controllers]]\nagreement = \"agreements/a\"\nreceived_at = {received}\n"
        )
    };
    let done = ["done", "incidents/2026-001", "notify-controller"];
    let ahead = incident("2026-03-28T11:00:00+01:00");
    write(dir.path(), "incidents/2026-001.toml", &ahead);
    let run = at("2026-03-28T10:00", dir.path(), &done);
    let words = "received_at = 2026-03-28T11:00:00+01:00 is there already, which lies after now";
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.contains(words), "{}", run.err);
    assert_eq!(text(dir.path(), "incidents/2026-001.toml"), ahead);
    // From that moment on it was done.
    let run = at("2026-03-28T11:00", dir.path(), &done);
    assert_eq!((run.code, run.err.contains("already")), (2, true), "{}", run.err);
}

/// A file with a mistake elsewhere in it can still be changed; one that cannot be read as a whole is left to a person.
#[test]
fn a_mistake_that_was_there_is_not_in_the_way() {
    let dir = office();
    let odd = format!("{REQUEST}subjct = \"typ\"\n");
    write(dir.path(), "requests/2026-001.toml", &odd);
    let run = at(
        "2026-03-20T10:00",
        dir.path(),
        &["done", "requests/2026-001", "respond-to-request"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        text(dir.path(), "requests/2026-001.toml"),
        format!("{odd}\n[answer]\ngiven_on = 2026-03-20\n")
    );
    let broken = format!("{REQUEST}reason = \n");
    write(dir.path(), "requests/2026-001.toml", &broken);
    let run = at(
        "2026-03-20T10:00",
        dir.path(),
        &["done", "requests/2026-001", "respond-to-request"],
    );
    assert_eq!((run.code, run.err.contains("avg check")), (2, true), "{}", run.err);
    assert_eq!(text(dir.path(), "requests/2026-001.toml"), broken);
}

/// Odd but valid: comments everywhere, inline tables, CRLF, dotted keys, a byte order mark.
#[test]
fn an_odd_layout_comes_back_with_only_the_change() {
    let odd = "\u{feff}# eerste regel\r\n  received_at = 2026-03-05 # ontvangen\r\nright='access'\r\nrole   =   \"controller\"\r\n\r\n\r\n# een kenmerk\r\nsubject = '''zaak 1''' # geen naam\r\nidentity.asked_on = 2026-03-06\r\n\t# tab\r\nx_eigen = { a = 1,b = [ 1,2, # twee\r\n3 ] }\r\nanswer = { remedies_mentioned = true } # later\r\n# slot";
    let dir = office();
    write(dir.path(), "requests/2026-001.toml", odd);
    let run = at(
        "2026-03-20T10:00",
        dir.path(),
        &["done", "requests/2026-001", "respond-to-request"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = odd.replace(
        "{ remedies_mentioned = true }",
        "{ remedies_mentioned = true, given_on = 2026-03-20 }",
    );
    assert_eq!(text(dir.path(), "requests/2026-001.toml"), expected);
    let run = at(
        "2026-03-20T10:00",
        dir.path(),
        &["edit", "requests/2026-001", "--identity-confirmed-on", "2026-03-09"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = expected.replace(
        "identity.asked_on = 2026-03-06\r\n",
        "identity.asked_on = 2026-03-06\r\nidentity.confirmed_on = 2026-03-09\r\n",
    );
    assert_eq!(text(dir.path(), "requests/2026-001.toml"), expected);
}

/// 12(3): two further months, told within the first; the last day of the first, 5 April 2026, is Easter Sunday, so it can
/// be told through Tuesday the 7th; three months after 5 March is Friday 5 June.
#[test]
fn an_extension_moves_the_term_if_it_was_told_in_time() {
    let dir = office();
    let late = at(
        "2026-04-08T09:00",
        dir.path(),
        &["extend", "requests/2026-001", "--reason", "veel dossiers"],
    );
    assert_eq!(
        (late.code, late.err.contains("Tuesday 2026-04-07")),
        (2, true),
        "{}",
        late.err
    );
    let run = at(
        "2026-03-30T09:00",
        dir.path(),
        &["extend", "requests/2026-001", "--reason", "veel \"dossiers\""],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = format!("{REQUEST}\n[extension]\nnotified_on = 2026-03-30\nreason = 'veel \"dossiers\"'\n");
    assert_eq!(text(dir.path(), "requests/2026-001.toml"), expected);
    let (_, latest) = duty(
        "2026-03-30T09:00",
        dir.path(),
        "requests/2026-001",
        "respond-to-request",
        None,
    );
    assert_eq!(latest, "2026-06-05");
    let again = at(
        "2026-03-31T09:00",
        dir.path(),
        &["extend", "requests/2026-001", "--reason", "nog meer"],
    );
    assert_eq!(
        (again.code, again.err.contains("no second")),
        (2, true),
        "{}",
        again.err
    );
}

/// ENISA: financial data (3) × significant (0.75) + unknown recipients (0.5) = 2.75, medium.
#[test]
fn the_method_suggests_and_a_person_decides() {
    let dir = office();
    let parts = [
        "assess",
        "incidents/2026-001",
        "--severity-data-context",
        "3",
        "--severity-identification",
        "0.75",
        "--severity-confidentiality",
        "0.5",
        "--subjects-count-max",
        "101",
    ];
    let now = "2026-03-28T10:00";
    let run = at(now, dir.path(), &[&parts[..], &["--risk", "high"]].concat());
    assert_eq!((run.code, run.err.contains("--risk-reason")), (2, true), "{}", run.err);
    assert_eq!(text(dir.path(), "incidents/2026-001.toml"), INCIDENT);
    let run = at(now, dir.path(), &parts);
    assert_eq!(run.code, 0, "{}", run.err);
    for words in [
        "Severity 2.75 (medium)",
        "risk = \"likely\"",
        "more than 100",
        "Not decided yet",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    let run = at(
        now,
        dir.path(),
        &[
            "assess",
            "incidents/2026-001",
            "--risk",
            "high",
            "--risk-reason",
            "kinderen",
        ],
    );
    assert_eq!(
        (run.code, run.out.contains("Decided: high")),
        (0, true),
        "{}{}",
        run.out,
        run.err
    );
    let written = text(dir.path(), "incidents/2026-001.toml");
    for line in [
        "risk = \"high\"",
        "risk_reason = \"kinderen\"",
        "data_context = 3",
        "identification = 0.75",
        "confidentiality = 0.5",
    ] {
        assert!(written.lines().any(|it| it == line), "{line}: {written}");
    }
}

#[test]
fn a_record_is_closed_when_nothing_is_open() {
    let dir = office();
    let now = "2026-03-28T10:00";
    let run = at(now, dir.path(), &["close", "incidents/2026-001"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for words in [
        "notify-authority",
        "notify-controller · agreements/a",
        "notify-controller · agreements/b",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    assert_eq!(text(dir.path(), "incidents/2026-001.toml"), INCIDENT);
    let run = at(
        now,
        dir.path(),
        &[
            "edit",
            "incidents/2026-001",
            "--breach",
            "false",
            "--risk-reason",
            "oefening",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let run = at(now, dir.path(), &["close", "incidents/2026-001", "--at", "2026-03-29"]);
    assert_eq!((run.code, run.err.contains("after now")), (2, true), "{}", run.err);
    let run = at(now, dir.path(), &["close", "incidents/2026-001"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(text(dir.path(), "incidents/2026-001.toml").contains("\nclosed_on = 2026-03-28\n"));
    assert_eq!(
        at(now, dir.path(), &["close", "incidents/2026-001"]).code,
        2,
        "closed already"
    );
    // What is missing can still be written, be it a warning.
    let late = "discovered_at = 2026-03-20T10:00:00+01:00\nsummary = \"x\"\nrole = \"controller\"\nbreach = true\nrisk = \"likely\"\nrisk_reason = \"x\"\nkinds = [\"confidentiality\"]\ncause = \"x\"\nconsequences = [\"x\"]\nmeasures = [\"x\"]\ncontact = \"FG\"\nsubjects_count = { max = 3 }\nrecords_count = { max = 3 }\npersonal_data = [\"naam\"]\n[authority]\nnotified_at = 2026-03-26T10:00:00+01:00\nreference = \"AP-1\"\ndelay_reason = \"x\"\ncomplete = true\n";
    write(dir.path(), "incidents/2026-002.toml", late);
    let run = at(now, dir.path(), &["close", "incidents/2026-002"]);
    let open =
        "incidents/2026-002 cannot be closed yet:\n  the notification does not name the categories of data subjects";
    assert!(run.code == 1 && run.out.starts_with(open), "{}{}", run.out, run.err);
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    let named = ["edit", "incidents/2026-002", "--subjects", "klanten"];
    assert_eq!(at(now, dir.path(), &named).code, 0);
    let run = at(now, dir.path(), &["close", "incidents/2026-002"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    // A request has nothing to write: it is closed by its answer.
    assert_eq!(at(now, dir.path(), &["close", "requests/2026-001"]).code, 1);
    at(
        now,
        dir.path(),
        &[
            "done",
            "requests/2026-001",
            "respond-to-request",
            "--answer-outcome",
            "granted",
            "--answer-form",
            "copy",
        ],
    );
    let run = at(now, dir.path(), &["close", "requests/2026-001"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    // That it was late cannot be mended any more, and is not in the way.
    let late = format!("{REQUEST}[answer]\noutcome = \"granted\"\ngiven_on = 2026-04-10\nform = \"copy\"\n");
    write(dir.path(), "requests/2026-001.toml", &late);
    let now = "2026-04-11T10:00";
    let found = at(now, dir.path(), &["check", "--format", "short"]).out;
    assert!(found.contains("warning[avg/respond-to-request]: done late"), "{found}");
    let run = at(now, dir.path(), &["close", "requests/2026-001"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[test]
fn rows_lists_and_logs_grow() {
    let dir = office();
    let now = "2026-03-28T10:00";
    let edit = |args: &[&str]| {
        let run = at(now, dir.path(), &[&["edit", "incidents/2026-001"], args].concat());
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        text(dir.path(), "incidents/2026-001.toml")
    };
    edit(&["--log-at", "now", "--log-text", "gebeld"]);
    let written = edit(&["--log-at", "2026-03-28T09:00", "--log-text", "gemaild"]);
    assert!(
        written.ends_with("\n[[log]]\nat = 2026-03-28T10:00:00+01:00\ntext = \"gebeld\"\n\n[[log]]\nat = 2026-03-28T09:00:00\ntext = \"gemaild\"\n"),
        "{written}"
    );
    let written = edit(&["--kinds", "integrity", "--kinds", "availability"]);
    assert!(
        written.contains("\nkinds = [\"integrity\", \"availability\"]\n"),
        "{written}"
    );
    let written = edit(&["--kinds", "confidentiality", "--kinds", "integrity"]);
    assert!(
        written.contains("\nkinds = [\"integrity\", \"availability\", \"confidentiality\"]\n"),
        "{written}"
    );
    let written = edit(&[
        "--controllers-agreement",
        "agreements/b",
        "--controllers-complete",
        "false",
    ]);
    assert!(
        written.contains("agreement = \"agreements/b\"\ncomplete = false\n"),
        "{written}"
    );
    let written = edit(&["--item", "1", "--controllers-complete", "true"]);
    assert!(
        written.contains("agreement = \"agreements/a\"\ncomplete = true\n"),
        "{written}"
    );
    let run = at(
        now,
        dir.path(),
        &["edit", "incidents/2026-001", "--controllers-agreement", "agreements/b"],
    );
    assert_eq!(
        (run.code, run.out.contains("nothing was changed")),
        (0, true),
        "{}",
        run.out
    );
}

fn piped(dir: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_avg"))
        .args(args)
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("written");
    let output = child.wait_with_output().expect("it ends");
    Run {
        code: output.status.code().expect("no signal"),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn a_record_comes_in_from_elsewhere() {
    let dir = office();
    let args = ["--now", "2026-03-28T02:10", "new", "incident", "--from-stdin"];
    let given =
        "# uit het monitorsysteem\ndiscovered_at = 2026-03-28T02:10:00+01:00\nsummary = 'alarm'\n[[log]]\ntext='x'\n";
    let run = piped(
        dir.path(),
        &[&args[..], &["--role", "controller"]].concat(),
        given.as_bytes(),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let written = text(dir.path(), "incidents/2026-002.toml");
    let (opening, body) = written.split_once("\n\n").expect("an opening");
    assert!(
        opening.starts_with("#:schema ../schemas/incident.json\n# "),
        "{written}"
    );
    assert_eq!(
        body,
        given.replace("summary = 'alarm'\n", "summary = 'alarm'\nrole = \"controller\"\n")
    );
    for (input, words) in [
        (&b""[..], "nothing on standard input"),
        (b"\xff\xfe", "UTF-8"),
        (b"summary = ", "quotes"),
        (b"summary = 'x'", "discovered_at"),
        (b"discovered_at = 2026-03-28\nsummary = 'x'\nsumary = 'y'", "summary"),
    ] {
        let run = piped(dir.path(), &args, input);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    assert!(!dir.path().join("incidents/2026-003.toml").exists());
}

/// The link is the one that its neighbours have, else to where `init` puts the schema.
#[test]
fn a_new_record_links_to_its_schema() {
    let dir = office();
    let link = |args: &[&str], path: &str| {
        let run = avg(dir.path(), args);
        assert_eq!(run.code, 0, "{}", run.err);
        text(dir.path(), path).lines().next().unwrap_or_default().to_string()
    };
    let activity = ["new", "activity", "--name", "a", "--role", "controller"];
    assert_eq!(link(&activity, "register/a.toml"), "#:schema ../schemas/activity.json");
    write(
        dir.path(),
        "register/b.toml",
        "#:schema https://voorbeeld.example/activity.json \nname = 'b'\nrole = 'controller'\n",
    );
    fs::remove_file(dir.path().join("register/a.toml")).unwrap();
    assert_eq!(
        link(&activity, "register/a.toml"),
        "#:schema https://voorbeeld.example/activity.json"
    );
}

/// The next free number is one that no record had; a file of the year in a folder below counts too.
#[test]
fn numbers_go_on_by_year() {
    let dir = office();
    write(dir.path(), "requests/oud/2026-041.toml", REQUEST);
    let args = new_request("2025-12-31");
    assert_eq!(
        avg(dir.path(), &args).out.lines().next(),
        Some("requests/2025-001.toml")
    );
    let args = new_request("2026-01-01");
    assert_eq!(
        avg(dir.path(), &args).out.lines().next(),
        Some("requests/2026-042.toml")
    );
}
