//! The notification to the supervisory authority, article 33(1) and (3), in the order of its form.

use super::asked::Breach;
use super::form::FORM;
use super::told::complete;
use super::{Written, clocks};
use crate::report::letterhead::{id, is_dutch};
use crate::report::sending::BeforeSending;
use crate::report::{Cell, Part, Table};

pub(super) fn notice(breach: &Breach, before: &mut BeforeSending) -> Written {
    let lang = breach.lang();
    clocks(breach, "notify-authority", None, before);
    clocks(breach, "complete-notice", None, before);
    let is_dutch = is_dutch(breach.reader.records);
    if !is_dutch {
        before.warn(lang.pick(
            "Onze organisatie is niet in Nederland gevestigd: zoek op welke toezichthoudende autoriteit bevoegd is (33(1), 55) en gebruik haar formulier.",
            "Our organisation is not in the Netherlands: look up which supervisory authority is competent (33(1), 55) and use its form.",
        ));
        before.reword(
            "Autoriteit Persoonsgegevens",
            lang.pick("toezichthoudende autoriteit", "supervisory authority"),
        );
    }
    if let Some(words) = whether_to_notify(breach) {
        before.warn(words);
    }
    before.say(lang.pick(
        "Wacht niet op wat nog onbekend is: meld met wat er is, de rest mag in stappen volgen (33(4)).",
        "Do not wait for what is unknown: notify with what there is, the rest may follow in phases (33(4)).",
    ));
    let mut parts: Vec<Part> = FORM
        .iter()
        .map(|section| {
            let heading = numbered(lang.pick(section.heading.0, section.heading.1), is_dutch);
            Part::table(heading, breach.answers(section.questions, before))
        })
        .collect();
    let other = numbered(lang.pick("9 Overig", "9 Other"), is_dutch);
    parts.push(Part::table(other, rest(breach, before)));
    let title = match is_dutch {
        true => lang.pick(
            "Melding van een datalek aan de Autoriteit Persoonsgegevens (AVG 33)",
            "Notification of a personal data breach to the supervisory authority (GDPR 33)",
        ),
        false => lang.pick(
            "Melding van een datalek aan de toezichthoudende autoriteit (AVG 33)",
            "Notification of a personal data breach to the supervisory authority (GDPR 33)",
        ),
    };
    (title.to_string(), parts)
}

/// A heading with the number that it has on the form of the Autoriteit Persoonsgegevens; elsewhere without.
fn numbered(heading: &str, is_dutch: bool) -> &str {
    match heading.split_once(' ') {
        Some((_, heading)) if !is_dutch => heading,
        _ => heading,
    }
}

/// What speaks against it, by whose breach it is and how great the risk.
fn whether_to_notify(breach: &Breach) -> Option<&'static str> {
    let lang = breach.lang();
    match (breach.word("role"), breach.word("risk")) {
        (Some("processor"), _) => Some(lang.pick(
            "Wij zijn hier verwerker: melden bij de toezichthoudende autoriteit doet de verwerkingsverantwoordelijke (33(1)); wij lichten die in (33(2)).",
            "We are the processor here: the controller notifies the supervisory authority (33(1)); we notify the controller (33(2)).",
        )),
        (None, _) => Some(lang.pick(
            "Nog niet is beslist of wij verwerkingsverantwoordelijke of verwerker zijn (role).",
            "It is not decided yet whether we are controller or processor (role).",
        )),
        (_, Some("unlikely")) => Some(lang.pick(
            "Volgens de registratie is een risico niet waarschijnlijk: dan is melden niet nodig (33(1)); vastleggen wel (33(5)).",
            "According to the record a risk is unlikely: then no notification is needed (33(1)); documenting it is (33(5)).",
        )),
        (Some("both"), _) => Some(lang.pick(
            "De registratie telt ook gegevens die wij voor anderen verwerken: meld hier alleen de onze (33(1)); de verwerkingsverantwoordelijken melden de hunne.",
            "The record also counts data that we process for others: notify only ours here (33(1)); the controllers notify theirs.",
        )),
        _ => None,
    }
}

/// Whether it is complete, and by which reference we know it.
fn rest(breach: &Breach, before: &mut BeforeSending) -> Table {
    let lang = breach.lang();
    let complete = complete(breach, before.follows).map(Cell::Text).unwrap_or_else(|| {
        before.miss(
            lang.pick("of de melding volledig is", "whether the notification is complete"),
            "33(4)",
            lang.pick("in de tekst zelf", "in the text itself"),
        );
        Cell::Missing(
            lang.pick("[zelf in te vullen]", "[to be filled in by hand]")
                .to_string(),
        )
    });
    let word = |nl: &str, en: &str| Cell::Text(lang.pick(nl, en).to_string());
    let rows = vec![
        [word("Melding volledig", "Notification complete"), complete],
        [
            word("Ons kenmerk", "Our reference"),
            Cell::Text(id(breach.record).to_string()),
        ],
    ];
    Table::facts(rows, lang)
}
