//! The notices of a breach, each held against the article that asks for it.

use super::super::support::{avg, examples, write};
use super::{AGREEMENT, EN, REACHABLE, SIGNAL, WHOLE, missing, notice, report, sent, told, with};

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
    write(dir.path(), "agreements/o.toml", &other);
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
