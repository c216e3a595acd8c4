//! What a letter may promise, refuse and point to, right by right: articles 7(3), 12 and 21(3), and UAVG 36.

use super::letters::{REQUEST, asked, letter};
use super::{REACHABLE, missing, sent, told};

/// UAVG 36(1): who asks the authority to mediate within the term for the court may go to the court until six weeks after the
/// message that the handling has ended; of an administrative body that term is the one for the appeal.
#[test]
fn mediation_counts_when_asked_in_time() {
    let dutch = REACHABLE.replace("email", "country = 'NL'\nemail");
    let public = dutch.replace("country", "public_authority = true\ncountry");
    for (organisation, lang, all) in [
        (
            &dutch,
            "nl",
            [
                "binnen diezelfde zes weken om te bemiddelen",
                "bericht hebt gekregen dat de behandeling is beëindigd",
            ],
        ),
        (
            &dutch,
            "en",
            [
                "within those same six weeks you ask",
                "informed you that its handling of the matter has ended",
            ],
        ),
        (
            &public,
            "nl",
            [
                "binnen de termijn voor dat beroep om te bemiddelen",
                "bericht hebt gekregen dat de behandeling is beëindigd",
            ],
        ),
        (
            &public,
            "en",
            [
                "within the term for that appeal you ask",
                "informed you that its handling of the matter has ended",
            ],
        ),
    ] {
        for (outcome, form) in [("refused", "refusal"), ("partly", "grant")] {
            let request = format!("{REQUEST}[answer]\noutcome = '{outcome}'\nreason = 'BECAUSE'\n");
            let dir = asked(&request, organisation);
            let document = letter(dir.path(), "2026-02-02T09:00", form, &["--lang", lang]);
            for words in all.iter().chain(&["36"]) {
                assert!(sent(&document).contains(words), "{words}\n{}", sent(&document));
            }
            // What was read is not called remembered: UAVG 34 to 36 were, the General Administrative Law Act was not.
            let remembered = ["uit het hoofd", "from memory"]
                .iter()
                .any(|words| told(&document).contains(words));
            assert_eq!(remembered, organisation == &public, "{}", told(&document));
        }
    }
}

/// 7(3): consent can be withdrawn at any time, and 12(4) is about articles 15 to 22.
#[test]
fn a_withdrawal_of_consent_cannot_be_refused() {
    let request = REQUEST.replace("access", "withdraw-consent");
    let dir = asked(&request, REACHABLE);
    for (lang, words) in [
        ("nl", "op elk moment worden ingetrokken"),
        ("en", "withdrawn at any time"),
    ] {
        let document = letter(dir.path(), "2026-02-02T09:00", "refusal", &["--lang", lang]);
        let told = told(&document);
        assert!(told.contains(words) && told.contains("7(3)"), "{told}");
        assert!(!told.contains("12(4)"), "{told}");
    }
}

/// 21(3): the use stops at the objection, whatever is extended; that it has stopped is for the record to say.
#[test]
fn an_objection_to_marketing_stops_the_use_now() {
    let request = REQUEST.replace("access", "marketing-objection");
    let granted = format!("{request}[answer]\noutcome = 'granted'\n");
    for (request, has_stopped) in [(&request, false), (&granted, true)] {
        let dir = asked(request, REACHABLE);
        for (lang, warning, stopped) in [
            (
                "nl",
                "Stop het gebruik nu",
                "gebruiken uw gegevens niet meer voor direct marketing",
            ),
            ("en", "Stop the use now", "no longer use your data for direct marketing"),
        ] {
            let document = letter(dir.path(), "2026-02-02T09:00", "extension", &["--lang", lang]);
            assert!(told(&document).contains(warning), "{}", told(&document));
            assert_eq!(sent(&document).contains(stopped), has_stopped, "{}", sent(&document));
        }
    }
}

/// Article 12 is about the rights of articles 15 to 22: what a letter about another must say, the same rules ask that ask why it
/// is refused.
#[test]
fn what_article_12_does_not_ask_is_not_said_to_be_asked_by_it() {
    for (right, by) in [
        ("automated-decision", "12(3)"),
        ("complaint", "own rules"),
        ("transfer", "own rules"),
    ] {
        let dir = asked(&REQUEST.replace("access", right), REACHABLE);
        let document = letter(dir.path(), "2026-02-02T09:00", "grant", &[]);
        let asked_by: Vec<String> = missing(&document).into_iter().map(|(by, _)| by).collect();
        assert_eq!(asked_by, [by], "{right}");
        if by != "12(3)" {
            let refusal = letter(dir.path(), "2026-02-02T09:00", "refusal", &[]);
            assert!(
                missing(&refusal).iter().all(|(asked, _)| asked == by),
                "{right}: {refusal}"
            );
        }
    }
    let copy = asked(&REQUEST.replace("access", "regulation-copy"), REACHABLE);
    let document = letter(copy.path(), "2026-02-02T09:00", "grant", &[]);
    assert!(!told(&document).contains("\"12(3)\""), "{}", told(&document));
}

/// 12(3) knows one extension: after it none is promised, and the letter that told it bears its day.
#[test]
fn after_an_extension_none_is_promised() {
    let extended = format!("{REQUEST}[extension]\nnotified_on = 2026-02-20\nreason = 'COMPLEX'\n");
    for (request, promises) in [(REQUEST, true), (extended.as_str(), false)] {
        for (lang, words) in [("nl", "Hebben wij meer tijd nodig"), ("en", "If we need more time")] {
            let dir = asked(request, REACHABLE);
            let text = sent(&letter(dir.path(), "2026-02-23T09:00", "receipt", &["--lang", lang]));
            assert_eq!(text.contains(words), promises, "{text}");
        }
    }
    let dir = asked(&extended, REACHABLE);
    let text = sent(&letter(dir.path(), "2026-02-23T09:00", "extension", &[]));
    assert!(
        text.contains("20 February 2026") && !text.contains("23 February 2026"),
        "{text}"
    );
    let unrecorded = asked(REQUEST, REACHABLE);
    let text = sent(&letter(unrecorded.path(), "2026-02-23T09:00", "extension", &[]));
    assert!(text.contains("23 February 2026"), "{text}");
}
