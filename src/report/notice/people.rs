//! The communication to the data subjects in plain language, with what article 34(2) asks and nothing else: the nature of the
//! breach, where to ask more, the likely consequences, and the measures.

use super::super::letterhead::{contact, day_in_full, sender};
use super::super::sending::BeforeSending;
use super::super::{Part, Said};
use super::asked::Breach;
use super::{Written, clocks, follows};

/// What happened to the data, said to those whom they are about.
const KINDS: &[(&str, &str, &str)] = &[
    (
        "confidentiality",
        "Onbevoegden hebben uw gegevens gezien, of kunnen die hebben gezien.",
        "People who were not allowed to have seen your data, or may have seen them.",
    ),
    (
        "integrity",
        "Uw gegevens zijn veranderd zonder dat dat mocht, of kunnen zijn veranderd.",
        "Your data were changed without permission, or may have been changed.",
    ),
    (
        "availability",
        "Uw gegevens zijn verloren gegaan, of waren een tijd niet te gebruiken.",
        "Your data were lost, or could not be used for some time.",
    ),
];

/// A list in the text: what the record says, and what article 34(2) calls it.
struct Listed {
    heading: (&'static str, &'static str),
    path: &'static str,
    by: &'static str,
}

const LISTS: &[Listed] = &[
    Listed {
        heading: ("Om welke gegevens het gaat", "Which data it concerns"),
        path: "personal_data",
        by: "34(2)",
    },
    Listed {
        heading: ("Wat dit voor u kan betekenen", "What this may mean for you"),
        path: "consequences",
        by: "34(2), 33(3)(c)",
    },
    Listed {
        heading: ("Wat wij doen en hebben gedaan", "What we do and have done"),
        path: "measures",
        by: "34(2), 33(3)(d)",
    },
];

pub(super) fn notice(breach: &Breach, before: &mut BeforeSending) -> Written {
    let lang = breach.lang();
    clocks(breach, "inform-people", None, before);
    warn(breach, before);
    let happened = lang.pick("Wat er is gebeurd", "What happened");
    let mut parts = vec![
        Part::text("", opening(breach)),
        Part::text(happened, nature(breach, happened, before)),
    ];
    for listed in LISTS {
        let heading = lang.pick(listed.heading.0, listed.heading.1);
        let items = breach.items(listed.path);
        let text = match items.is_empty() {
            true => {
                before.miss(
                    heading,
                    listed.by,
                    &format!("avg edit {} --{}", breach.record.name, listed.path.replace('_', "-")),
                );
                vec![Said::Missing(format!("[{}]", follows(lang)))]
            }
            false => items.into_iter().map(Said::Item).collect(),
        };
        parts.push(Part::text(heading, text));
    }
    parts.push(Part::text(
        lang.pick("Vragen?", "Questions?"),
        questions(breach, before),
    ));
    let title = lang.pick("Bericht over uw persoonsgegevens", "Message about your personal data");
    (title.to_string(), parts)
}

/// When it need not, or may not, be sent.
fn warn(breach: &Breach, before: &mut BeforeSending) {
    let lang = breach.lang();
    if breach.word("role") == Some("processor") {
        before.warn(lang.pick(
            "Wij zijn hier verwerker: de verwerkingsverantwoordelijke licht de betrokkenen in (34(1)), en de overeenkomst kan verbieden dat wij het zelf doen.",
            "We are the processor here: the controller informs the data subjects (34(1)), and the agreement may forbid us to do so.",
        ));
    }
    if let Some(exception) = breach.said("people.exception") {
        before.warn(match breach.word("people.exception") {
            Some("disproportionate") => lang.pick(
                format!("Vastgelegde uitzondering: {exception}. Dan komt er een openbare mededeling voor in de plaats (34(3)(c))."),
                format!("Recorded exception: {exception}. Then there is a public communication instead (34(3)(c))."),
            ),
            Some("financial-undertaking") => lang.pick(
                format!("Vastgelegde uitzondering: {exception}. Dan geldt artikel 34 niet (UAVG 42)."),
                format!("Recorded exception: {exception}. Then article 34 does not apply (UAVG 42)."),
            ),
            _ => lang.pick(
                format!("Vastgelegde uitzondering: {exception}. Dan is de mededeling niet verplicht (34(3))."),
                format!("Recorded exception: {exception}. Then the communication is not required (34(3))."),
            ),
        });
    }
    match breach.word("risk") {
        Some("high") => {}
        Some(_) => before.warn(lang.pick(
            "Verplicht is dit bericht alleen bij een waarschijnlijk hoog risico (34(1)); zo staat het niet in de registratie.",
            "This message is required only where a high risk is likely (34(1)); the record does not say so.",
        )),
        None => before.warn(lang.pick(
            "Het risico is nog niet beoordeeld: avg assess.",
            "The risk has not been assessed yet: avg assess.",
        )),
    }
    before.say(lang.pick(
        "Lees de woorden uit de registratie na: ze zijn voor uzelf geschreven, en dit bericht vraagt duidelijke en eenvoudige taal (34(2)). Raad mensen zo mogelijk aan wat zij zelf kunnen doen (overweging 86).",
        "Read the words from the record again: they were written for yourselves, and this message asks for clear and plain language (34(2)). Where possible, advise people what they can do themselves (recital 86).",
    ));
}

fn opening(breach: &Breach) -> Vec<Said> {
    let lang = breach.lang();
    [
        sender(breach.reader.records),
        day_in_full(breach.at.today(), lang),
        match breach.word("people.exception") {
            // A public communication, 34(3)(c), is to whoever reads it.
            Some("disproportionate") => lang.pick(
                "Er is bij ons iets misgegaan met persoonsgegevens. Had u met ons te maken, dan kunnen gegevens van u daarbij zijn. In dit bericht leest u wat er is gebeurd, wat dat kan betekenen en wat wij eraan doen.",
                "Something went wrong with personal data in our organisation. If you had to do with us, data about you may be among them. In this message you read what happened, what it may mean, and what we do about it.",
            ),
            _ => lang.pick(
            "Geachte heer of mevrouw,\n\nEr is bij ons iets misgegaan met persoonsgegevens. Ook gegevens van u zijn of kunnen daarbij betrokken zijn. In dit bericht leest u wat er is gebeurd, wat dat voor u kan betekenen en wat wij eraan doen.",
            "Dear Sir or Madam,\n\nSomething went wrong with personal data in our organisation. Data about you are, or may be, among them. In this message you read what happened, what it may mean for you, and what we do about it.",
        )}
        .to_string(),
    ]
    .map(Said::Sentence)
    .to_vec()
}

/// The nature of the breach: the summary, the days, and what it means for the data.
fn nature(breach: &Breach, heading: &str, before: &mut BeforeSending) -> Vec<Said> {
    let lang = breach.lang();
    let mut text = Vec::new();
    if let Some(summary) = breach.said("summary") {
        let end = if summary.ends_with(['.', '!', '?']) { "" } else { "." };
        text.push(Said::Sentence(format!("{summary}{end}")));
    }
    if let Some(day) = breach.node("discovered_at").and_then(|node| node.moment()) {
        let day = day_in_full(breach.reader.zone().day(day), lang);
        text.push(Said::Sentence(lang.pick(
            format!("Wij ontdekten dit op {day}."),
            format!("We discovered this on {day}."),
        )));
    }
    let kinds = breach.node("kinds").map(|kinds| kinds.items()).unwrap_or_default();
    for (_, nl, en) in KINDS
        .iter()
        .filter(|(kind, ..)| kinds.iter().any(|it| it.text() == Some(*kind)))
    {
        text.push(Said::Sentence(lang.pick(*nl, *en).to_string()));
    }
    if kinds.is_empty() {
        before.miss(
            heading,
            "34(2), 33(3)(a)",
            &format!("avg edit {} --kinds", breach.record.name),
        );
        text.push(Said::Missing(
            lang.pick(
                "[wat er met de gegevens is gebeurd: ingezien, veranderd of verloren]",
                "[what happened to the data: seen, changed or lost]",
            )
            .to_string(),
        ));
    }
    text
}

/// 33(3)(b): a contact point of our own.
fn questions(breach: &Breach, before: &mut BeforeSending) -> Vec<Said> {
    let lang = breach.lang();
    match contact(breach.reader.records) {
        Some(contact) => vec![Said::Sentence(lang.pick(
            format!("Neem dan contact op met {contact}."),
            format!("Please contact {contact}."),
        ))],
        None => {
            let what = lang.pick("contactpunt", "contact point");
            before.miss(what, "34(2), 33(3)(b)", "avg.toml: [officer] of [organisation]");
            vec![Said::Missing(format!("[{what}]"))]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KINDS;
    use crate::records::Kind;
    use crate::records::labels::WORDS;

    /// Every kind of breach that a record can name has its plain words.
    #[test]
    fn every_kind_is_told() {
        let told: Vec<&str> = KINDS.iter().map(|(kind, ..)| *kind).collect();
        let group = WORDS
            .iter()
            .find(|group| group.fields.contains(&(Kind::Incident, "kinds")));
        let known: Vec<&str> = group
            .expect("a field with words")
            .words
            .iter()
            .map(|(word, ..)| *word)
            .collect();
        assert_eq!(known, told);
    }
}
