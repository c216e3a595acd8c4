//! What a letter about sub-processors may say of time and of silence: clauses 7.1 and 11.2 to 11.4 of the published agreement.

use tempfile::TempDir;

use super::super::agreements::{NOW, US, json, part, words};
use super::super::support::folder;

/// An agreement with the clauses 11.2 to 11.4.
fn with_subprocessors(rows: &str) -> TempDir {
    let agreement = format!(
        "name = 'Overeenkomst A'\nour_role = 'processor'\nsigned_on = 2025-01-01\n\
         [counterparty]\nname = 'Klant A'\ncontact = 'Privacy officer'\nemail = 'privacy@klant-a.example'\n\
         [terms]\nsubprocessor_notice = {{ ahead = '14 days', clause = '11.2' }}\n\
         subprocessor_objection = {{ within = '14 days', clause = '11.3', deemed_approval = '11.4' }}\n{rows}"
    );
    folder(&[("avg.toml", US), ("agreements/a.toml", &agreement)])
}

fn row(name: &str, country: &str, dates: &str) -> String {
    format!(
        "[[subprocessors]]\nname = '{name}'\ncountry = '{country}'\nservice = 'opslag'\ninstrument = 'scc'\n{dates}"
    )
}

fn letter(dir: &TempDir, now: &str) -> String {
    let document = json(dir.path(), now, &["subprocessors", "--for", "a"]);
    words(part(&document, "Announcement"))
}

/// 7.1: outside the EEA only with prior written consent, whatever 11.4 says of silence; within it 11.4 holds.
#[test]
fn outside_the_eea_silence_does_not_approve() {
    let begins = "effective_on = 2026-06-20\n";
    let outside = letter(&with_subprocessors(&row("IndiaHost", "IN", begins)), NOW);
    assert!(
        outside.contains("For that we ask your prior written consent"),
        "{outside}"
    );
    assert!(outside.contains("Send your consent or your objection to"), "{outside}");
    for silence in ["11.4", "approved", "If you do not object", "takes effect on"] {
        assert!(!outside.contains(silence), "{silence}\n{outside}");
    }
    let both = [row("IndiaHost", "IN", begins), row("Wolk BV", "NL", begins)].concat();
    let both = letter(&with_subprocessors(&both), NOW);
    let (of_wolk, of_india) = both.split_once("IndiaHost: the period").expect("a period each");
    assert!(
        of_wolk.contains("counts as approved after 3 June 2026 (clause 11.4)"),
        "{both}"
    );
    assert!(!of_india.contains("11.4"), "{both}");
    assert!(both.contains("With IndiaHost personal data"), "{both}");
    // Nor after the last day, in the letter or in the agreement.
    let silent = "notified_on = 2026-05-01\nreceived_on = 2026-05-01\neffective_on = 2026-06-20\n";
    let silent = with_subprocessors(&row("IndiaHost", "IN", silent));
    assert!(!letter(&silent, NOW).contains("approved"), "{}", letter(&silent, NOW));
    let agreement = json(silent.path(), NOW, &["agreement", "a"]);
    let list = part(&agreement, "Annex 4");
    assert_eq!(list["rows"][0]["state"], "no-objection");
    assert!(!list.to_string().contains("counts as authorisation"), "{list}");
}

/// 11.2 is at least 14 days before the change: what comes later does not say so. 11.3 counts from the receipt of the
/// announcement: a letter after it begins nothing. 14 days after Sunday 1 March is Sunday 15 March.
#[test]
fn a_letter_after_the_announcement_begins_no_period() {
    let sent = "notified_on = 2026-03-01\neffective_on = 2026-05-30\n";
    let again = letter(&with_subprocessors(&row("Later BV", "NL", sent)), NOW);
    for said in [
        "On 1 March 2026 we announced to you",
        "this letter begins no new period",
        "If that was 1 March 2026, it runs through 15 March 2026",
        "We informed you of this beforehand",
    ] {
        assert!(again.contains(said), "{said}\n{again}");
    }
    for promised in ["in advance", "this announcement", "receive it today"] {
        assert!(!again.contains(promised), "{promised}\n{again}");
    }
    // On the day of sending it is the announcement itself.
    let first = letter(&with_subprocessors(&row("Later BV", "NL", sent)), "2026-03-01T10:00");
    assert!(first.contains("at least 14 days in advance"), "{first}");
    assert!(
        first.contains("within 14 days after receipt of this announcement"),
        "{first}"
    );
    // 20 May is ten days before 30 May.
    let late = letter(
        &with_subprocessors(&row("Nu BV", "NL", "effective_on = 2026-05-30\n")),
        NOW,
    );
    assert!(!late.contains("in advance"), "{late}");
}
