//! The information beside the copy of a request for access, each point of articles 15(1) and 15(2) held against its text.

use serde_json::Value;
use tempfile::TempDir;

use super::super::support::{avg, folder};
use super::{REACHABLE, missing, sent, told};

const REQUEST: &str =
    "received_at = 2026-01-30T09:00:00+01:00\nright = 'access'\nrole = 'controller'\nsubject = 'case 1'\n";

const ACTIVITY: &str = "name = 'Payroll'\nrole = 'controller'\npurposes = ['PURPOSE']\nprocessors = []\n";

fn with(activity: &str) -> TempDir {
    let agreement = "name = 'P'\nour_role = 'controller'\n[counterparty]\nname = 'PROCESSOR BV'\n\
        [[subprocessors]]\nname = 'CLOUD'\ncountry = 'US'\n";
    folder(&[
        ("avg.toml", REACHABLE),
        ("register/payroll.toml", &format!("{ACTIVITY}{activity}")),
        ("agreements/p.toml", agreement),
        ("requests/1.toml", REQUEST),
    ])
}

fn grant(activity: &str, lang: &str) -> Value {
    let dir = with(activity);
    let args = ["--now", "2026-02-02T09:00", "--lang", lang, "report", "letter", "1"];
    let run = avg(
        dir.path(),
        &[&args[..], &["--as", "grant", "--about", "payroll", "--format", "json"]].concat(),
    );
    assert_eq!(run.code, 0, "{activity}: {}", run.err);
    run.json()
}

/// What is told on a point, by its article as an English letter cites it.
fn cell(document: &Value, article: &str) -> Option<String> {
    let parts = document["parts"].as_array().expect("parts").iter();
    let rows = parts
        .filter(|part| part["aside"] != true)
        .filter_map(|part| part["rows"].as_array());
    let texts = rows
        .flatten()
        .filter_map(|row| row.as_object())
        .map(|row| row.values().filter_map(Value::as_str).collect::<Vec<_>>());
    let mut of = texts.filter(|row| {
        row.iter()
            .any(|text| text.contains(&format!("(article {article} GDPR)")))
    });
    let row = of.next()?;
    row.iter()
        .find(|text| !text.contains("(article 15"))
        .or(row.last())
        .map(ToString::to_string)
}

fn is_asked(document: &Value, article: &str) -> bool {
    missing(document).iter().any(|(by, _)| by == article)
}

/// 15(1)(d): the period, or the criteria. A period of which only the least is known does not say how long the data are kept.
#[test]
fn how_long_the_data_are_kept_is_a_period_with_its_kind() {
    let kept = |limit: &str| {
        format!(
            "[[retention]]\ndata = 'ledger'\nkeep = '7 years'\nfrom = 'end of the year'\nbasis = 'AWR 52(4)'\n{limit}"
        )
    };
    for (limit, nl, en, is_open) in [
        (
            "limit = 'minimum'",
            "ten minste 7 jaar na ",
            "at least 7 years after the end of the year",
            true,
        ),
        (
            "limit = 'maximum'",
            "ten hoogste 7 jaar na ",
            "at most 7 years after the end of the year",
            false,
        ),
        (
            "",
            "ledger: 7 jaar na ",
            "ledger: 7 years after the end of the year",
            false,
        ),
    ] {
        for (lang, words) in [("nl", nl), ("en", en)] {
            let document = grant(&kept(limit), lang);
            let text = sent(&document);
            assert!(text.contains(words) && !text.contains("AWR"), "{words}\n{text}");
            assert_eq!(is_asked(&document, "15(1)(d)"), is_open, "{limit}\n{}", told(&document));
        }
    }
    // Two rows about the same data say both.
    let both = format!(
        "{}\n[[retention]]\ndata = 'ledger'\nkeep = '9 years'\nlimit = 'maximum'\n",
        kept("limit = 'minimum'")
    );
    assert!(!is_asked(&grant(&both, "en"), "15(1)(d)"));
    let dutch = kept("limit = 'minimum'").replace("end of the year", "einde van het boekjaar");
    let text = sent(&grant(&dutch, "nl"));
    assert!(
        text.contains("ten minste 7 jaar na het einde van het boekjaar"),
        "{text}"
    );
    // Without a period the criteria are what 15(1)(d) asks.
    let text = sent(&grant("[[retention]]\ndata = 'ledger'\nfrom = 'CRITERION'\n", "en"));
    assert!(text.contains("CRITERION"), "{text}");
}

/// 15(1)(c): whom the data ‘have been or will be disclosed’ to. A country is nobody; whoever got a disclosure is somebody, and
/// of whom those data were is for the writer to say.
#[test]
fn recipients_are_those_who_receive() {
    let document = grant(
        "recipients = ['COURT']\n[[transfers]]\ncountry = 'BR'\ninstrument = 'derogation'\nderogation = '49(1)(a)'\n\
         [[transfers]]\ncountry = 'US'\nrecipient = 'ABROAD'\ninstrument = 'scc'\n\
         [[disclosures]]\nto = 'INSURER'\ndisclosed_on = 2026-01-05\nground = 'consent'\nconsent = 'SECRET'\n",
        "en",
    );
    let cell_c = cell(&document, "15(1)(c)").expect("15(1)(c)");
    assert!(!cell_c.contains("Brazil") && !cell_c.contains("derogation"), "{cell_c}");
    for words in [
        "COURT",
        "ABROAD (United States)",
        "INSURER (disclosed on 5 January 2026)",
    ] {
        assert!(cell_c.contains(words), "{words}\n{cell_c}");
    }
    assert!(
        told(&document).contains("data about this person among those disclosed"),
        "{document}"
    );
    assert!(!sent(&document).contains("SECRET"), "{document}");
    // Nobody named beside a transfer is not nobody.
    let nobody = grant(
        "recipients = []\n[[transfers]]\ncountry = 'BR'\ninstrument = 'scc'\n",
        "en",
    );
    assert!(is_asked(&nobody, "15(1)(c)"), "{nobody}");
    let none = grant("recipients = []\n", "en");
    assert_eq!(cell(&none, "15(1)(c)").as_deref(), Some("none"), "{none}");
    assert!(!told(&none).contains("disclosed"), "{none}");
}

/// 15(2): ‘the appropriate safeguards pursuant to Article 46’. An adequacy decision (45) and a derogation (49) let data go
/// without; where there is neither, what 15(2) asks is missing. Inside the EEA nothing is transferred to a third country.
#[test]
fn safeguards_are_those_of_article_46() {
    for (transfer, article, is_safeguard) in [
        ("country = 'US'\ninstrument = 'scc'", Some("article 46 GDPR"), true),
        ("country = 'US'\ninstrument = 'bcr'", Some("article 46 GDPR"), true),
        (
            "country = 'US'\ninstrument = 'code-of-conduct'",
            Some("article 46 GDPR"),
            true,
        ),
        (
            "country = 'US'\ninstrument = 'certification'",
            Some("article 46 GDPR"),
            true,
        ),
        ("country = 'US'\ninstrument = 'ad-hoc'", Some("article 46 GDPR"), true),
        // 46(2)(a).
        (
            "country = 'US'\ninstrument = 'public-instrument'",
            Some("article 46 GDPR"),
            true,
        ),
        (
            "country = 'GB'\ninstrument = 'adequacy'",
            Some("article 45 GDPR"),
            false,
        ),
        (
            "country = 'BR'\ninstrument = 'derogation'",
            Some("article 49 GDPR"),
            false,
        ),
        (
            "country = 'BR'\ninstrument = 'derogation'\nderogation = '49(1)(a)'",
            Some("article 49(1)(a) GDPR"),
            false,
        ),
        ("country = 'IN'", None, false),
        ("organisation = 'UN'", None, false),
    ] {
        let document = grant(&format!("[[transfers]]\n{transfer}\nrecipient = 'R'\n"), "en");
        let cell = cell(&document, "15(1)(c) and (2)").expect("15(2)");
        assert_eq!(
            cell.contains("an appropriate safeguard"),
            is_safeguard,
            "{transfer}\n{cell}"
        );
        assert!(
            article.is_none_or(|article| cell.contains(article)),
            "{transfer}\n{cell}"
        );
        assert_eq!(
            is_asked(&document, "15(2)"),
            article.is_none(),
            "{transfer}\n{}",
            told(&document)
        );
    }
    let inside = grant("[[transfers]]\ncountry = 'DE'\nrecipient = 'R'\n", "en");
    assert_eq!(cell(&inside, "15(1)(c) and (2)"), None, "{inside}");
    assert!(!is_asked(&inside, "15(2)"), "{inside}");
    for (lang, heading) in [("nl", "met de grond"), ("en", "and on which ground")] {
        let text = sent(&grant("[[transfers]]\ncountry = 'GB'\ninstrument = 'adequacy'\n", lang));
        assert!(text.contains(heading), "{text}");
    }
    // Of those whom a processor engages abroad it is the same.
    let engaged = ACTIVITY.replace("processors = []\n", "");
    let dir = with("");
    let activity = format!("{engaged}processors = ['agreements/p']\n");
    std::fs::write(dir.path().join("register/payroll.toml"), activity).expect("an activity");
    let args = ["--now", "2026-02-02T09:00", "report", "letter", "1", "--as", "grant"];
    let document = avg(
        dir.path(),
        &[&args[..], &["--about", "payroll", "--format", "json"]].concat(),
    )
    .json();
    assert!(is_asked(&document, "15(2)"), "{document}");
    assert!(!sent(&document).contains("not recorded"), "{document}");
}

/// 15(1)(e) with 21(1): one may object to what rests on 6(1)(e) or (f); of a legal basis that is not known nobody can tell.
#[test]
fn the_right_to_object_is_named_where_it_exists() {
    for (bases, expected) in [
        ("", true),
        ("legal_basis = []\n", true),
        ("legal_basis = [{ law = 'X' }]\n", true),
        (
            "legal_basis = [{ article = '6(1)(a)' }, { article = '6(1)(b)' }]\n",
            false,
        ),
        (
            "legal_basis = [{ article = '6(1)(c)' }, { article = '6(1)(d)' }]\n",
            false,
        ),
        (
            "legal_basis = [{ article = '6(1)(c)' }, { article = '6(1)(e)' }]\n",
            true,
        ),
        ("legal_basis = [{ article = '6(1)(f)' }]\n", true),
    ] {
        for (lang, objects, others) in [
            ("nl", "bezwaar maken", "te wissen of de verwerking ervan te beperken"),
            ("en", "you may object", "rectify or erase your data or to restrict"),
        ] {
            let text = sent(&grant(bases, lang));
            assert!(text.contains(others), "{text}");
            assert_eq!(text.contains(objects), expected, "{bases}\n{text}");
        }
    }
}

/// 15(1)(g): any available information on the source of what was not collected from the data subject; 15(1)(h): profiling too.
#[test]
fn source_and_profiling_are_asked() {
    for (source, expected) in [("subject", false), ("third-party", true), ("public", true)] {
        let document = grant(&format!("source = '{source}'\n"), "en");
        assert_eq!(is_asked(&document, "15(1)(g)"), expected, "{source}");
        assert_eq!(sent(&document).contains("which source"), expected, "{source}");
    }
    for (lang, words) in [("nl", "waaronder profilering"), ("en", "including profiling")] {
        let text = sent(&grant("", lang));
        assert!(text.contains(words), "{text}");
    }
}
