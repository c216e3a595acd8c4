//! `avg report incident`, `notice` and `letter`: what the law's own lists ask is in the text or named as missing, and no date is
//! another than that of the due list.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{Run, avg, examples, folder, golden, root};

const NOW: &str = "2026-03-31T09:00+02:00";

const EN: &str = "[organisation]\nname = 'Example BV'\n[settings]\nlanguage = 'en'\n";

const REACHABLE: &str =
    "[organisation]\nname = 'Example BV'\nemail = 'privacy@example.example'\n[settings]\nlanguage = 'en'\n";

/// Nothing but what a record cannot do without.
const SIGNAL: &str = "discovered_at = 2026-03-30T10:00:00+02:00\nsummary = 'A signal'\nrole = 'both'\n\
    [[controllers]]\nagreement = 'agreements/a'\n";

/// Every element of article 33(3) as a word of its own, so that it can be found again.
const WHOLE: &str = "discovered_at = 2026-03-30T10:00:00+02:00\nsummary = 'NATURE'\nrole = 'both'\nbreach = true\n\
    kinds = ['confidentiality']\ncause = 'CAUSE'\nsubjects = ['SUBJECTS']\nsubjects_count = { min = 41, max = 42 }\n\
    personal_data = ['DATA']\nrecords_count = { min = 43, max = 44 }\nspecial_data = false\nunintelligible = 'no'\n\
    consequences = ['CONSEQUENCES']\nmeasures = ['MEASURES']\ncontact = 'CONTACT'\nrisk = 'high'\nrisk_reason = 'REASON'\n\
    began_at = 2026-03-29T10:00:00+02:00\nended_at = 2026-03-30T11:00:00+02:00\n\
    [[controllers]]\nagreement = 'agreements/a'\n";

const AGREEMENT: &str = "name = 'The agreement'\nour_role = 'processor'\n[counterparty]\nname = 'Customer BV'\n\
    contact = 'Privacy officer'\nemail = 'privacy@customer.example'\n\
    [terms]\nbreach_notice = { within = '24h', clause = '6.1' }\n";

fn with(organisation: &str, incident: &str) -> TempDir {
    folder(&[
        ("avg.toml", organisation),
        ("agreements/a.toml", AGREEMENT),
        ("incidents/2026-001.toml", incident),
    ])
}

fn report(dir: &Path, args: &[&str]) -> Run {
    let run = avg(dir, &[&["--now", NOW, "report"], args].concat());
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run
}

fn notice(dir: &Path, to: &str) -> Value {
    report(dir, &["notice", "2026-001", "--to", to, "--format", "json"]).json()
}

/// What is to be sent: the parts that are not aside, as one text.
fn sent(document: &Value) -> String {
    parts(document, false)
}

/// What the sender is told.
fn told(document: &Value) -> String {
    parts(document, true)
}

fn parts(document: &Value, is_aside: bool) -> String {
    let parts = document["parts"].as_array().expect("parts").iter();
    let of = parts.filter(|part| part["aside"].as_bool().unwrap_or_default() == is_aside);
    of.map(|part| format!("{} {} {}\n", part["heading"], part["text"], part["rows"]))
        .collect()
}

fn missing(document: &Value) -> Vec<(String, String)> {
    let rows = document["parts"][0]["rows"].as_array().expect("rows").iter();
    let text = |row: &Value, key: &str| row[key].as_str().expect("a text").to_string();
    rows.map(|row| (text(row, "asked_by"), text(row, "how"))).collect()
}

/// Article 33(3)(a) to (d), for the authority and for a controller that has to notify in its turn: what is known is in the
/// text, and what is not is named with its article and where to write it.
#[test]
fn a_notification_has_what_33_3_asks() {
    let law = [
        ("33(3)(a)", "NATURE", "--kinds"),
        ("33(3)(a)", "SUBJECTS", "--subjects"),
        ("33(3)(a)", "41 to 42", "--subjects-count-min"),
        ("33(3)(a)", "DATA", "--personal-data"),
        ("33(3)(a)", "43 to 44", "--records-count-min"),
        ("33(3)(c)", "CONSEQUENCES", "--consequences"),
        ("33(3)(d)", "MEASURES", "--measures"),
    ];
    for to in ["authority", "controller"] {
        // Where data of several are touched, the numbers of one are nobody's but the sender's to fill in.
        let whole = with(
            REACHABLE,
            &WHOLE.replace(
                "'both'",
                if to == "controller" {
                    "'processor'"
                } else {
                    "'controller'"
                },
            ),
        );
        let document = notice(whole.path(), to);
        let text = sent(&document);
        for (article, words, _) in law {
            assert!(text.contains(words), "{to} {article} {words}\n{text}");
        }
        for words in ["CONTACT", "privacy@example.example"] {
            assert!(text.contains(words), "{to} 33(3)(b) {words}\n{text}");
        }
        assert!(!text.contains("follows\""), "{to}: nothing is unknown\n{text}");
        let bare = with(
            EN,
            &SIGNAL.replace(
                "'both'",
                if to == "controller" {
                    "'processor'"
                } else {
                    "'controller'"
                },
            ),
        );
        let document = notice(bare.path(), to);
        let lacks = missing(&document);
        for (article, _, flag) in law {
            let is_named = lacks.iter().any(|(by, how)| by == article && how.ends_with(flag));
            assert!(is_named, "{to} {article} {flag}: {lacks:?}");
        }
        assert!(lacks.iter().any(|(by, _)| by == "33(3)(b)"), "{to} 33(3)(b): {lacks:?}");
    }
}

/// The contract's own list of clause 6.2, in its order.
#[test]
fn a_notice_to_a_controller_follows_the_contracts_list() {
    let dir = with(REACHABLE, &WHOLE.replace("'both'", "'processor'"));
    let document = notice(dir.path(), "controller");
    let text = sent(&document);
    let listed = [
        "2026-03-30 10:00",
        "NATURE",
        "the breach is established",
        "DATA",
        "43 to 44",
        "CONSEQUENCES",
        "CONTACT",
        "MEASURES",
    ];
    let places: Vec<usize> = listed.iter().map(|words| text.find(words).expect(words)).collect();
    assert!(places.is_sorted(), "{places:?}\n{text}");
    for words in [
        "Customer BV",
        "Privacy officer",
        "privacy@customer.example",
        "article 33(2) GDPR and clause 6.1 of The agreement",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

/// Article 34(2): the nature, a contact point, the likely consequences, the measures. Nothing else of the record is told: not
/// the cause, the numbers, the risk or its reasons.
#[test]
fn people_are_told_what_34_2_asks_and_nothing_else() {
    let dir = with(REACHABLE, WHOLE);
    let document = notice(dir.path(), "people");
    let text = sent(&document);
    for words in [
        "NATURE",
        "DATA",
        "CONSEQUENCES",
        "MEASURES",
        "privacy@example.example",
        "30 March 2026",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    for words in ["CAUSE", "REASON", "41", "43", "CONTACT", "GDPR", "33(", "34("] {
        assert!(!text.contains(words), "{words}\n{text}");
    }
    let bare = with(EN, SIGNAL);
    let lacks = missing(&notice(bare.path(), "people"));
    for article in [
        "34(2), 33(3)(a)",
        "34(2), 33(3)(b)",
        "34(2), 33(3)(c)",
        "34(2), 33(3)(d)",
    ] {
        assert!(lacks.iter().any(|(by, _)| by == article), "{article}: {lacks:?}");
    }
}

/// Before the text stands by when: the very ends of the due list, and what speaks against sending it.
#[test]
fn whoever_sends_is_told_by_when_and_what_speaks_against_it() {
    let dir = with(REACHABLE, WHOLE);
    // 72 hours after 30 March 10:00; the hour of the event is not counted at the latest (Regulation 1182/71, article 3(1)).
    let authority = told(&notice(dir.path(), "authority"));
    assert!(
        authority.contains("safe Thu 2026-04-02 10:00, at the latest Thu 2026-04-02 11:00"),
        "{authority}"
    );
    // 24 hours, by the contract: nothing extends it.
    let controller = told(&notice(dir.path(), "controller"));
    assert!(controller.contains("agreements/a 6.1"), "{controller}");
    assert!(
        controller.contains("safe Tue 2026-03-31 10:00, at the latest Tue 2026-03-31 10:00"),
        "{controller}"
    );
    let changed = |from: &str, to: &str| with(REACHABLE, &WHOLE.replace(from, to));
    for (from, by, to, words) in [
        (
            "risk = 'high'",
            "risk = 'unlikely'",
            "authority",
            "no notification is needed (33(1))",
        ),
        (
            "risk = 'high'",
            "risk = 'likely'",
            "people",
            "only where a high risk is likely (34(1))",
        ),
        (
            "role = 'both'",
            "role = 'processor'",
            "authority",
            "the controller notifies the supervisory authority",
        ),
        (
            "role = 'both'",
            "role = 'processor'",
            "people",
            "the controller informs the data subjects",
        ),
        (
            "breach = true",
            "breach = false",
            "authority",
            "no personal data breach",
        ),
    ] {
        let dir = changed(from, by);
        let words_told = told(&notice(dir.path(), to));
        assert!(words_told.contains(words), "{by} {to}: {words}\n{words_told}");
        assert!(
            !told(&notice(with(REACHABLE, WHOLE).path(), to)).contains(words),
            "{words}"
        );
    }
}

/// A first, a further and a withdrawn notification; and the reasons for a late one, which 33(1) wants.
#[test]
fn a_notification_says_which_it_is() {
    let notified = "[authority]\nnotified_at = 2026-03-31T08:00:00+02:00\nreference = 'AP-1'\ncomplete = false\n";
    let first = sent(&notice(with(REACHABLE, WHOLE).path(), "authority"));
    assert!(first.contains("new notification"), "{first}");
    let further = sent(&notice(
        with(REACHABLE, &format!("{WHOLE}{notified}")).path(),
        "authority",
    ));
    assert!(
        further.contains("follow-up of an earlier notification") && further.contains("AP-1"),
        "{further}"
    );
    assert!(further.contains("no: further information follows (33(4))"), "{further}");
    let withdrawn = format!("{}{notified}", WHOLE.replace("breach = true", "breach = false"));
    let withdrawn = sent(&notice(with(REACHABLE, &withdrawn).path(), "authority"));
    assert!(withdrawn.contains("\"withdrawal\""), "{withdrawn}");
    let late = WHOLE.replace("2026-03-30T10:00", "2026-03-20T10:00");
    let document = notice(with(REACHABLE, &late).path(), "authority");
    let lacks = missing(&document);
    assert!(
        lacks.contains(&(
            "33(1)".to_string(),
            "avg edit incidents/2026-001 --authority-delay-reason".to_string()
        )),
        "{lacks:?}"
    );
    assert!(told(&document).contains("Late."), "{}", told(&document));
}

#[test]
fn a_notice_is_for_one_controller() {
    let dir = examples();
    let place = dir.path().join("verwerkersovereenkomst");
    let run = avg(
        &place,
        &["report", "notice", "incidents/2026-002", "--to", "controller"],
    );
    assert_eq!(run.code, 2);
    for agreement in ["agreements/klant-noord", "agreements/klant-zuid"] {
        assert!(run.err.contains(agreement), "{}", run.err);
        let args = ["notice", "2026-002", "--to", "controller", "--for", agreement];
        let page = report(&place, &args).out;
        let (its_own, other) = match agreement {
            "agreements/klant-noord" => ("Klant Noord BV", "Klant Zuid"),
            _ => ("Klant Zuid BV", "Klant Noord"),
        };
        assert!(page.contains(its_own), "{page}");
        assert!(
            !page.contains(other),
            "what concerns one is not told to another\n{page}"
        );
    }
    let wrong = avg(&place, &["report", "notice", "requests/2026-001", "--to", "people"]);
    assert_eq!(
        (wrong.code, wrong.err.contains("incidents/")),
        (2, true),
        "{}",
        wrong.err
    );
    let idle = avg(
        &place,
        &["report", "notice", "2026-001", "--to", "people", "--for", "klant-noord"],
    );
    assert_eq!(
        (idle.code, idle.err.contains("--to controller")),
        (2, true),
        "{}",
        idle.err
    );
}

const REQUEST: &str =
    "received_at = 2026-01-30T09:00:00+01:00\nright = 'access'\nrole = 'controller'\nsubject = 'case 1'\n";

const ACTIVITY: &str = "name = 'Payroll'\nrole = 'controller'\npurposes = ['PURPOSE']\nrecipients = ['RECIPIENT']\n\
    processors = ['agreements/p']\nsource = 'third-party'\n\
    [[personal_data]]\ncategory = 'CATEGORY'\n[[retention]]\ndata = 'ledger'\nkeep = '7 years'\n\
    [[transfers]]\ncountry = 'US'\nrecipient = 'ABROAD'\ninstrument = 'scc'\n";

fn asked(request: &str, organisation: &str) -> TempDir {
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

fn letter(dir: &Path, now: &str, form: &str, more: &[&str]) -> Value {
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

/// Article 33(5): the facts, the effects and the remedial action; every clock of the due list; and the timeline.
#[test]
fn the_file_of_a_breach_is_whole() {
    let bare = with(EN, SIGNAL);
    let document = report(bare.path(), &["incident", "2026-001", "--format", "json"]).json();
    let rows = |part: usize| document["parts"][part]["rows"].as_array().expect("rows").clone();
    let lacks: Vec<Value> = rows(1).into_iter().filter(|row| row["said"].is_null()).collect();
    let articles: Vec<&str> = lacks.iter().filter_map(|row| row["article"].as_str()).collect();
    assert_eq!(
        articles,
        [
            "33(3)(a)",
            "33(3)(a)",
            "33(3)(a)",
            "33(3)(a)",
            "33(3)(a)",
            "33(3)(b)",
            "33(3)(c), 33(5)",
            "33(3)(d), 33(5)",
            "33(1), 5(2)"
        ]
    );
    let due = avg(bare.path(), &["--now", NOW, "due", "--all", "--format", "json"]).json();
    let ends = |rows: &[Value]| -> Vec<[Value; 2]> {
        rows.iter()
            .map(|row| [row["by"].clone(), row["latest"].clone()])
            .collect()
    };
    let expected = ends(due.as_array().expect("duties"));
    assert!(!expected.is_empty());
    let as_text = |ends: Vec<[Value; 2]>| -> Vec<[String; 2]> {
        ends.into_iter()
            .map(|ends| ends.map(|end| end.as_str().unwrap_or_default().to_string()))
            .collect()
    };
    assert_eq!(as_text(ends(&rows(2))), as_text(expected));
    let args = ["incident", "2026-001", "--format", "json"];
    let file = report(&root().join("examples/op-orde"), &args).json();
    let timeline = file["parts"][3]["rows"].as_array().expect("rows").iter();
    let happened: Vec<&str> = timeline
        .filter(|row| row["source"] != "commit")
        .filter_map(|row| row["what"].as_str())
        .collect();
    // As the record's moments follow one another: 09:50, 10:05, 11:30, 12:15 twice, 15:00, 15:02, the next day, and the closing.
    assert_eq!(
        happened,
        [
            "began_at",
            "discovered_at",
            "aware_at",
            "ended_at",
            "Ontvanger bevestigt het wissen van de mail",
            "controllers[agreements/zorg-noord].notified_at",
            "controllers[agreements/zorg-noord].received_at",
            "authority.notified_at",
            "closed_on",
        ]
    );
}

#[test]
fn texts_are_as_they_were_read() {
    let dir = examples();
    for (example, name, args) in [
        (
            "verwerkersovereenkomst",
            "notice-authority",
            &["notice", "2026-002", "--to", "authority"][..],
        ),
        (
            "verwerkersovereenkomst",
            "notice-controller",
            &["notice", "2026-002", "--to", "controller", "--for", "klant-noord"],
        ),
        (
            "verwerkersovereenkomst",
            "notice-people",
            &["notice", "2026-002", "--to", "people"],
        ),
        ("verwerkersovereenkomst", "incident", &["incident", "2026-002"]),
        (
            "reglement",
            "notice-authority",
            &["notice", "2026-001", "--to", "authority", "--lang", "en"],
        ),
        ("op-orde", "letter-receipt", &["letter", "2026-001", "--as", "receipt"]),
        (
            "op-orde",
            "letter-grant",
            &["letter", "2026-001", "--as", "grant", "--about", "salarisadministratie"],
        ),
        (
            "op-orde",
            "letter-grant-in-part",
            &["letter", "2026-002", "--as", "grant", "--lang", "en"],
        ),
        (
            "reglement",
            "letter-refusal",
            &["letter", "2026-004", "--as", "refusal"],
        ),
        (
            "reglement",
            "letter-extension",
            &["letter", "2026-005", "--as", "extension"],
        ),
    ] {
        let place = dir.path().join(example);
        let run = report(&place, &[args, &["--format", "markdown"]].concat());
        golden(&format!("tests/golden/report/{example}-{name}.md"), &run.out);
        let json = report(&place, &[args, &["--format", "json"]].concat());
        let committed = report(&place, &[args, &["--format", "json", "--rev", "HEAD"]].concat());
        assert_eq!(json.out, committed.out, "{name}");
        let json = json.json();
        let yaml: Value =
            serde_yaml::from_str(&report(&place, &[args, &["--format", "yaml"]].concat()).out).expect("YAML");
        assert_eq!(yaml, json, "{name}");
    }
}

/// An empty list is no answer to what 33(3) asks, as for `check`.
#[test]
fn nothing_is_no_answer() {
    let empty = WHOLE
        .replace("['confidentiality']", "[]")
        .replace("['MEASURES']", "[]")
        .replace("['DATA']", "[]");
    for to in ["authority", "controller"] {
        let dir = with(REACHABLE, &empty.replace("'both'", "'processor'"));
        let lacks = missing(&notice(dir.path(), to));
        for flag in ["--kinds", "--measures", "--personal-data"] {
            assert!(
                lacks.iter().any(|(_, how)| how.ends_with(flag)),
                "{to} {flag}: {lacks:?}"
            );
        }
    }
    let text = sent(&notice(with(REACHABLE, &empty).path(), "authority"));
    assert!(text.contains("no: further information follows (33(4))"), "{text}");
}

/// What a late notification is accompanied by does not follow later, 33(1); and it is complete only where the record says so.
#[test]
fn a_late_notification_comes_with_its_reasons() {
    let late = WHOLE.replace("2026-03-30T10:00", "2026-03-20T10:00");
    let text = sent(&notice(with(REACHABLE, &late).path(), "authority"));
    assert!(
        text.contains(r#""what":"Reasons for a notification after 72 hours","value":null"#),
        "{text}"
    );
    let page = report(
        with(REACHABLE, &late).path(),
        &["notice", "2026-001", "--to", "authority"],
    )
    .out;
    assert!(page.contains("[must accompany this notification]"), "{page}");
    assert!(!page.contains("Notification complete  yes"), "{page}");
    let signal = sent(&notice(with(REACHABLE, SIGNAL).path(), "authority"));
    assert!(
        signal.contains("not established yet; first signal"),
        "a signal is no awareness\n{signal}"
    );
}

/// Nothing of one controller is told to another: not its name in the log, not the numbers of all together.
#[test]
fn a_controller_is_told_only_what_is_its_own() {
    let log = "[[log]]\nat = 2026-03-30T11:00:00+02:00\ntext = 'Other Corp calls'\n\
        [[log]]\nat = 2026-03-30T12:00:00+02:00\ntext = 'Account blocked'\n";
    let dir = with(REACHABLE, &format!("{WHOLE}{log}"));
    let other = AGREEMENT
        .replace("The agreement", "Another")
        .replace("Customer BV", "Other Corp BV");
    super::support::write(dir.path(), "agreements/o.toml", &other);
    let document = notice(dir.path(), "controller");
    let text = sent(&document);
    assert!(
        text.contains("Account blocked") && !text.contains("Other Corp"),
        "{text}"
    );
    assert!(told(&document).contains("left out: 1"), "{}", told(&document));
    for number in ["41", "43", "SUBJECTS"] {
        assert!(!text.contains(number), "{number}\n{text}");
        assert!(told(&document).contains(number), "{number}\n{}", told(&document));
    }
    let args = ["report", "notice", "2026-001", "--to", "controller", "--for", "o"];
    let stranger = avg(dir.path(), &args);
    assert!(
        stranger.out.contains("does not name this controller"),
        "{}{}",
        stranger.out,
        stranger.err
    );
}

/// A suspicion starts nobody's 72 hours, and what proved to be no breach is taken back.
#[test]
fn a_suspicion_is_told_as_one() {
    let suspected = WHOLE.replace("breach = true\n", "");
    let text = sent(&notice(with(REACHABLE, &suspected).path(), "controller"));
    assert!(
        text.contains("not established yet") && !text.contains("at the latest on receipt"),
        "{text}"
    );
    let none = WHOLE.replace("breach = true", "breach = false");
    let text = sent(&notice(with(REACHABLE, &none).path(), "controller"));
    assert!(
        text.contains("earlier notice about it lapses") && !text.contains("follows"),
        "{text}"
    );
}

/// A file that cannot be read as a whole may hold what seems to be missing.
#[test]
fn a_broken_record_is_said_before_the_text() {
    let broken = format!("{}measures = ['a'\n", WHOLE.replace("measures = ['MEASURES']\n", ""));
    let document = notice(
        with(
            REACHABLE,
            &broken.replace("[[controllers]]\nagreement = 'agreements/a'\n", ""),
        )
        .path(),
        "authority",
    );
    assert!(
        told(&document).contains("cannot be read as a whole"),
        "{}",
        told(&document)
    );
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
