//! The letters about a request, each held against the article that asks for it.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::super::support::{avg, examples, folder, root};
use super::{REACHABLE, missing, report, sent, told};

pub(super) const REQUEST: &str =
    "received_at = 2026-01-30T09:00:00+01:00\nright = 'access'\nrole = 'controller'\nsubject = 'case 1'\n";

const ACTIVITY: &str = "name = 'Payroll'\nrole = 'controller'\npurposes = ['PURPOSE']\nrecipients = ['RECIPIENT']\n\
    processors = ['agreements/p']\nsource = 'third-party'\n\
    [[personal_data]]\ncategory = 'CATEGORY'\n[[retention]]\ndata = 'ledger'\nkeep = '7 years'\n\
    [[transfers]]\ncountry = 'US'\nrecipient = 'ABROAD'\ninstrument = 'scc'\n";

pub(super) fn asked(request: &str, organisation: &str) -> TempDir {
    folder(&[
        ("avg.toml", organisation),
        ("register/payroll.toml", ACTIVITY),
        ("register/other.toml", "name = 'OTHER'\nrole = 'controller'\n"),
        (
            "agreements/p.toml",
            "name = 'P'\nour_role = 'controller'\n[counterparty]\nname = 'PROCESSOR BV'\n",
        ),
        ("requests/1.toml", request),
    ])
}

pub(super) fn letter(dir: &Path, now: &str, form: &str, more: &[&str]) -> Value {
    let args = ["--now", now, "report", "letter", "1", "--as", form, "--format", "json"];
    let run = avg(dir, &[&args[..], more].concat());
    assert_eq!(run.code, 0, "{form}: {}", run.err);
    run.json()
}

/// Article 12(3): the receipt says by when. A month after 30 January ends on 28 February, the last day of that month; in 2026
/// a Saturday, which the safe date does not count on.
#[test]
fn a_receipt_says_by_when() {
    let dir = asked(REQUEST, REACHABLE);
    let text = sent(&letter(dir.path(), "2026-02-02T09:00", "receipt", &[]));
    for words in [
        "30 January 2026",
        "no later than 28 February 2026",
        "case 1",
        "2 February 2026",
        "free of charge",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let doubted = format!("{REQUEST}[identity]\nasked_on = 2026-02-01\n");
    let document = letter(asked(&doubted, REACHABLE).path(), "2026-02-02T09:00", "receipt", &[]);
    assert!(
        sent(&document).contains("first need to be certain") && told(&document).contains("12(6)"),
        "{document}"
    );
    let house = avg(
        &root().join("examples/reglement"),
        &[
            "--now",
            "2026-01-13T09:00",
            "report",
            "letter",
            "2026-001",
            "--as",
            "receipt",
        ],
    );
    // The house's two weeks after 12 January, before the month of the law.
    assert!(house.out.contains("uiterlijk op 26 januari 2026"), "{}", house.out);
}

/// Article 12(3): three months from receipt, told within the first; the reasons are asked, and nothing is written.
#[test]
fn an_extension_says_until_when_and_why() {
    let dir = asked(REQUEST, REACHABLE);
    let document = letter(dir.path(), "2026-02-20T09:00", "extension", &[]);
    let text = sent(&document);
    // The earlier of three months from receipt, 30 April, and two months from the first end of 28 February, 28 April.
    assert!(text.contains("no later than 28 April 2026"), "{text}");
    assert!(
        missing(&document)
            .iter()
            .any(|(by, how)| by == "12(3)" && how.starts_with("avg extend requests/1 --reason"))
    );
    let kept = std::fs::read_to_string(dir.path().join("requests/1.toml")).expect("the record");
    assert_eq!(kept, REQUEST);
    let extended = format!("{REQUEST}[extension]\nnotified_on = 2026-02-20\nreason = 'COMPLEX'\n");
    let text = sent(&letter(
        asked(&extended, REACHABLE).path(),
        "2026-02-21T09:00",
        "extension",
        &[],
    ));
    assert!(text.contains("COMPLEX") && text.contains("28 April 2026"), "{text}");
    let late = letter(dir.path(), "2026-03-05T09:00", "extension", &[]);
    assert!(told(&late).contains("nothing to extend"), "{late}");
    assert!(!sent(&late).contains("April"), "{late}");
}

/// Article 15(1)(a) to (h) and 15(2), 12(5), and the complaint of (f): from the register, or named as missing.
#[test]
fn access_is_granted_with_what_15_1_asks() {
    let dir = asked(REQUEST, REACHABLE);
    let document = letter(dir.path(), "2026-02-02T09:00", "grant", &["--about", "payroll"]);
    let text = sent(&document);
    for (article, words) in [
        ("15(1)(a)", "PURPOSE"),
        ("15(1)(b)", "CATEGORY"),
        ("15(1)(c)", "RECIPIENT"),
        ("15(1)(c)", "PROCESSOR BV"),
        ("15(1)(d)", "7 years"),
        ("15(1)(e)", "rectify or erase"),
        ("15(1)(e)", "restrict"),
        ("15(1)(e)", "object"),
        ("15(1)(f)", "lodge a complaint"),
        ("15(1)(g)", "15(1)(g)"),
        ("15(1)(h)", "solely by automated means"),
        ("15(2)", "ABROAD"),
        ("15(3)", "copy of your data"),
        ("12(5)", "free of charge"),
    ] {
        assert!(text.contains(words), "{article} {words}\n{text}");
    }
    assert!(!text.contains("OTHER"), "only what was named\n{text}");
    assert!(!text.contains("agreements/p"), "no name of a record\n{text}");
    let all = letter(dir.path(), "2026-02-02T09:00", "grant", &[]);
    assert!(sent(&all).contains("OTHER"), "{all}");
    let lacks = missing(&all);
    for article in ["15(1)(a)", "15(1)(b)", "15(1)(c)", "15(1)(d)", "15(1)(g)", "15(1)(h)"] {
        let is_named = lacks
            .iter()
            .any(|(by, how)| by == article && (article == "15(1)(h)" || how.contains("register/other")));
        assert!(is_named, "{article}: {lacks:?}");
    }
}

/// Article 12(4): the reasons, the complaint to a supervisory authority, the judicial remedy; of a part that is refused too.
#[test]
fn a_refusal_has_what_12_4_asks() {
    let dutch = REACHABLE.replace("email", "country = 'NL'\nemail");
    let refused = format!("{REQUEST}[answer]\noutcome = 'refused'\nreason = 'BECAUSE'\n");
    let text = sent(&letter(
        asked(&refused, &dutch).path(),
        "2026-02-02T09:00",
        "refusal",
        &[],
    ));
    for words in [
        "BECAUSE",
        "Autoriteit Persoonsgegevens",
        "article 77 GDPR",
        "Within six weeks",
        "article 79 GDPR",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let document = letter(asked(REQUEST, &dutch).path(), "2026-02-02T09:00", "refusal", &[]);
    assert!(missing(&document).contains(&("12(4)".to_string(), "avg edit requests/1 --answer-reason".to_string())));
    let partly = refused.replace("refused", "partly");
    let text = sent(&letter(asked(&partly, &dutch).path(), "2026-02-02T09:00", "grant", &[]));
    for words in ["in part", "BECAUSE", "article 79 GDPR", "PURPOSE"] {
        assert!(
            text.contains(words),
            "{words}
{text}"
        );
    }
    let public = dutch.replace("country", "public_authority = true\ncountry");
    let text = sent(&letter(
        asked(&refused, &public).path(),
        "2026-02-02T09:00",
        "refusal",
        &[],
    ));
    assert!(
        text.contains("article 34 UAVG") && !text.contains("article 35 UAVG"),
        "{text}"
    );
}

/// Article 19, of the three rights that it names.
#[test]
fn recipients_are_told_of_what_article_19_names() {
    for (right, expected) in [
        ("rectification", true),
        ("erasure", true),
        ("restriction", true),
        ("portability", false),
    ] {
        let request = REQUEST.replace("access", right);
        let text = sent(&letter(
            asked(&request, REACHABLE).path(),
            "2026-02-02T09:00",
            "grant",
            &[],
        ));
        assert_eq!(text.contains("(article 19 GDPR)"), expected, "{right}\n{text}");
    }
    let told_on = format!(
        "{}[answer]\nrecipients_notified_on = 2026-02-01\n",
        REQUEST.replace("access", "erasure")
    );
    let text = sent(&letter(
        asked(&told_on, REACHABLE).path(),
        "2026-02-02T09:00",
        "grant",
        &[],
    ));
    assert!(
        text.contains("On 1 February 2026 we informed those who had received the data from us"),
        "{text}"
    );
}

/// As processor only the receipt is ours: that it was passed on, and to whom.
#[test]
fn a_processor_passes_on_and_does_not_decide() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    let args = ["letter", "requests/2026-002", "--as", "receipt", "--format", "markdown"];
    let page = report(&place, &args).out;
    assert!(
        page.contains("in opdracht van Klant Noord BV") && page.contains("op 18 maart 2026"),
        "{page}"
    );
    for form in ["extension", "grant", "refusal"] {
        let run = avg(&place, &["report", "letter", "requests/2026-002", "--as", form]);
        assert_eq!(
            (run.code, run.err.contains("--as receipt")),
            (2, true),
            "{form}: {}",
            run.err
        );
    }
}

/// The petition of UAVG 35 is for articles 15 to 22; the house's own rights have no remedy of the Regulation.
#[test]
fn each_right_has_its_own_remedies() {
    let dutch = REACHABLE.replace("email", "country = 'NL'\nemail");
    for (right, petition, court) in [
        ("access", true, true),
        ("automated-decision", true, true),
        ("withdraw-consent", false, true),
        ("complaint", false, true),
        ("regulation-copy", false, false),
        ("transfer", false, false),
    ] {
        let request = REQUEST.replace("access", right);
        let text = sent(&letter(
            asked(&request, &dutch).path(),
            "2026-02-02T09:00",
            "refusal",
            &[],
        ));
        assert_eq!(
            (text.contains("35 UAVG"), text.contains("article 79 GDPR")),
            (petition, court),
            "{right}\n{text}"
        );
    }
}

/// Nothing is sent to somebody of whom it is not certain who it is, or that they may ask.
#[test]
fn no_data_go_to_strangers() {
    for (more, words) in [
        ("[identity]\nasked_on = 2026-02-01\n", "send no data"),
        (
            "requester = 'authorised-representative'\n",
            "send nothing to the representative",
        ),
    ] {
        let request = match more.starts_with('[') {
            true => format!("{REQUEST}{more}"),
            false => format!("{more}{REQUEST}"),
        };
        let document = letter(asked(&request, REACHABLE).path(), "2026-02-02T09:00", "grant", &[]);
        assert!(told(&document).contains(words), "{words}\n{}", told(&document));
    }
    let agent = format!("requester = 'authorised-representative'\nmandate_shown_on = 2026-02-01\n{REQUEST}");
    let document = letter(asked(&agent, REACHABLE).path(), "2026-02-02T09:00", "grant", &[]);
    assert!(!told(&document).contains("send nothing"), "{}", told(&document));
    let text = sent(&document);
    assert!(
        text.contains("personal data about the data subject") && !text.contains("data about you"),
        "{text}"
    );
}

/// A letter of an answer that was given bears its day; a receipt after it comes too late; what is no use is refused.
#[test]
fn letters_know_what_was_done() {
    let answered = format!("{REQUEST}[answer]\ngiven_on = 2026-02-10\noutcome = 'granted'\n");
    let dir = asked(&answered, REACHABLE);
    let text = sent(&letter(dir.path(), "2026-05-02T09:00", "grant", &[]));
    assert!(
        text.contains("10 February 2026") && !text.contains("2 May 2026"),
        "{text}"
    );
    let late = letter(dir.path(), "2026-05-02T09:00", "receipt", &[]);
    assert!(told(&late).contains("a receipt comes too late"), "{}", told(&late));
    let idle = avg(
        dir.path(),
        &["report", "letter", "1", "--as", "receipt", "--about", "payroll"],
    );
    assert_eq!(
        (idle.code, idle.err.contains("--about goes with")),
        (2, true),
        "{}",
        idle.err
    );
    let examples = examples();
    let place = examples.path().join("verwerkersovereenkomst");
    let passed_on = avg(&place, &["report", "letter", "requests/2026-001", "--as", "receipt"]);
    assert_eq!(
        (
            passed_on.code,
            passed_on.err.contains("kwam van de verwerkingsverantwoordelijke")
        ),
        (2, true),
        "{}",
        passed_on.err
    );
}
