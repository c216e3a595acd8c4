//! The communication to the data subjects in plain language, with what article 34(2) asks and nothing else: the nature of the
//! breach, where to ask more, the likely consequences, and the measures. Where it would take disproportionate effort to write to
//! each of them, the same as a public communication, 34(3)(c): to whoever reads it, of whom nothing is presumed.

use crate::report::letterhead::{contact, day_in_full, ours, reference, sender};
use crate::report::sending::BeforeSending;
use crate::report::{Part, Said};

use super::asked::Breach;
use super::{Written, clocks, follows};

/// Words in Dutch and in English.
type Both = (&'static str, &'static str);

/// What is said to one of those concerned, and what in public.
struct Wording {
    to_each: Both,
    in_public: Both,
}

impl Wording {
    fn get(&self, breach: &Breach) -> &'static str {
        let (nl, en) = if is_public(breach) {
            self.in_public
        } else {
            self.to_each
        };
        breach.lang().pick(nl, en)
    }
}

/// Whether there is a public communication in place of a message to each.
fn is_public(breach: &Breach) -> bool {
    breach.word("people.exception") == Some("disproportionate")
}

const TITLE: Wording = Wording {
    to_each: ("Bericht over uw persoonsgegevens", "Message about your personal data"),
    in_public: (
        "Openbare mededeling over een datalek",
        "Public notice of a personal data breach",
    ),
};

const OPENING: Wording = Wording {
    to_each: (
        "Geachte heer of mevrouw,\n\nEr is bij ons iets misgegaan met persoonsgegevens. Ook gegevens van u zijn of kunnen daarbij betrokken zijn. In dit bericht leest u wat er is gebeurd, wat dat voor u kan betekenen en wat wij eraan doen.",
        "Dear Sir or Madam,\n\nSomething went wrong with personal data at our organisation. Your data are, or may be, affected. This message tells you what happened, what it may mean for you and what we are doing about it.",
    ),
    in_public: (
        "Er is bij ons iets misgegaan met persoonsgegevens. Wie met ons te maken heeft of had, kan daardoor zijn geraakt. In deze mededeling staat wat er is gebeurd, wat dat kan betekenen en wat wij eraan doen.",
        "Something went wrong with personal data at our organisation. Anyone who deals or has dealt with us may be affected. This notice says what happened, what it may mean and what we are doing about it.",
    ),
};

/// What happened to the data, said to those whom they are about, and to everybody.
const KINDS: &[(&str, Wording)] = &[
    (
        "confidentiality",
        Wording {
            to_each: (
                "Onbevoegden hebben uw gegevens gezien, of kunnen die hebben gezien.",
                "People who were not allowed to see your data saw them, or may have seen them.",
            ),
            in_public: (
                "Onbevoegden hebben de gegevens gezien, of kunnen die hebben gezien.",
                "People who were not allowed to see the data saw them, or may have seen them.",
            ),
        },
    ),
    (
        "integrity",
        Wording {
            to_each: (
                "Uw gegevens zijn veranderd zonder dat dat mocht, of kunnen zijn veranderd.",
                "Your data were changed without permission, or may have been changed.",
            ),
            in_public: (
                "De gegevens zijn veranderd zonder dat dat mocht, of kunnen zijn veranderd.",
                "The data were changed without permission, or may have been changed.",
            ),
        },
    ),
    (
        "availability",
        Wording {
            to_each: (
                "Uw gegevens zijn verloren gegaan, of waren een tijd niet te gebruiken.",
                "Your data were lost, or could not be used for some time.",
            ),
            in_public: (
                "De gegevens zijn verloren gegaan, of waren een tijd niet te gebruiken.",
                "The data were lost, or could not be used for some time.",
            ),
        },
    ),
];

/// A list in the text: what the record says, and what article 34(2) calls it.
struct Listed {
    heading: Wording,
    path: &'static str,
    by: &'static str,
}

const fn alike(both: Both) -> Wording {
    Wording {
        to_each: both,
        in_public: both,
    }
}

const LISTS: &[Listed] = &[
    Listed {
        heading: alike(("Om welke gegevens het gaat", "Which data are involved")),
        path: "personal_data",
        by: "34(2)",
    },
    Listed {
        heading: Wording {
            to_each: ("Wat dit voor u kan betekenen", "What this may mean for you"),
            in_public: (
                "Wat dit kan betekenen voor wie het aangaat",
                "What this may mean for those affected",
            ),
        },
        path: "consequences",
        by: "34(2), 33(3)(c)",
    },
    Listed {
        heading: alike(("Wat wij doen en hebben gedaan", "What we have done and are doing")),
        path: "measures",
        by: "34(2), 33(3)(d)",
    },
];

pub(super) fn notice(breach: &Breach, before: &mut BeforeSending) -> Written {
    let lang = breach.lang();
    clocks(breach, "inform-people", None, before);
    warn(breach, before);
    before.read_again(lang);
    before.say(lang.pick(
        "Raad mensen zo mogelijk aan wat zij zelf kunnen doen (overweging 86).",
        "Where possible, advise people what they can do themselves (recital 86).",
    ));
    let happened = lang.pick("Wat er is gebeurd", "What happened");
    let mut parts = vec![
        Part::text("", opening(breach)),
        Part::text(happened, nature(breach, happened, before)),
    ];
    parts.extend(LISTS.iter().map(|listed| listed.part(breach, before)));
    parts.push(Part::text(
        lang.pick("Vragen?", "Questions?"),
        questions(breach, before),
    ));
    (TITLE.get(breach).to_string(), parts)
}

impl Listed {
    fn part(&self, breach: &Breach, before: &mut BeforeSending) -> Part {
        let heading = self.heading.get(breach);
        let items = breach.items(self.path);
        if !items.is_empty() {
            return Part::text(heading, items.into_iter().map(Said::Item).collect());
        }
        let how = format!("avg edit {} --{}", breach.record.name, self.path.replace('_', "-"));
        before.miss(heading, self.by, &how);
        let follows = Said::Missing(format!("[{}]", follows(breach.lang())));
        Part::text(heading, vec![follows])
    }
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
    if breach.word("role") == Some("both") {
        before.warn(lang.pick(
            "De registratie telt ook gegevens die wij voor anderen verwerken: stuur dit alleen aan onze eigen betrokkenen. De verwerkingsverantwoordelijken lichten de hunne in (34(1)), en de overeenkomst kan verbieden dat wij het doen.",
            "The record also counts data that we process for others: send this only to our own data subjects. The controllers inform theirs (34(1)), and the agreement may forbid us to do so.",
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
}

/// To one of those concerned a letter, with the reference to mention; in public who says it, and when.
fn opening(breach: &Breach) -> Vec<Said> {
    let (lang, records) = (breach.lang(), breach.reader.records);
    let today = day_in_full(breach.at.today(), lang);
    let head = match is_public(breach) {
        true => {
            let name = ours(records, "organisation.name").map(|name| format!("{name}, "));
            vec![format!("{}{today}", name.unwrap_or_default())]
        }
        false => vec![
            sender(records),
            format!("{today}\n{}", reference(breach.record, None, lang)),
        ],
    };
    let opening = [OPENING.get(breach).to_string()];
    head.into_iter().chain(opening).map(Said::Sentence).collect()
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
    let is_named = |kind: &str| kinds.iter().any(|it| it.text() == Some(kind));
    let named = KINDS.iter().filter(|(kind, _)| is_named(kind));
    text.extend(named.map(|(_, wording)| Said::Sentence(wording.get(breach).to_string())));
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
        Some(contact) if is_public(breach) => vec![Said::Sentence(lang.pick(
            format!("Wie wil weten of het ook eigen gegevens betreft, of iets anders wil vragen, kan terecht bij {contact}."),
            format!("Anyone who wishes to know whether their own data are affected, or has another question, may contact {contact}."),
        ))],
        Some(contact) => vec![Said::Sentence(lang.pick(
            format!("Neem dan contact op met {contact}. Noem daarbij ons kenmerk."),
            format!("Please contact {contact}, quoting our reference."),
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
