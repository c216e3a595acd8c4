//! The form of the Autoriteit Persoonsgegevens, section by section, as two published copies of it have it; the lists of answers
//! on that form were not at hand.

use super::asked::Source::{Field, Sender, Told};
use super::asked::{Question, Source};
use super::told::{aware, delay, ended, goes_on, kind, organisation, others, people, point, reference};

/// A section of the form.
pub(super) struct Section {
    pub heading: (&'static str, &'static str),
    pub questions: &'static [Question],
}

const fn asks(nl: &'static str, en: &'static str, source: Source, by: &'static str) -> Question {
    Question {
        asks: (nl, en),
        source,
        by,
        at: None,
        may_follow: true,
    }
}

const fn asks_at(nl: &'static str, en: &'static str, source: Source, by: &'static str, at: &'static str) -> Question {
    Question {
        asks: (nl, en),
        source,
        by,
        at: Some(at),
        may_follow: true,
    }
}

pub(super) const FORM: &[Section] = &[
    Section {
        heading: ("0 Over deze melding", "0 About this notification"),
        questions: &[
            asks(
                "wetgeving",
                "legislation",
                Told(|breach| Some(breach.lang().pick("AVG", "GDPR").to_string())),
                "AP 0",
            ),
            asks("soort melding", "kind of notification", Told(kind), "AP 0"),
            asks(
                "nummer van de eerdere melding",
                "number of the earlier notification",
                Told(reference),
                "AP 0",
            ),
        ],
    },
    Section {
        heading: (
            "1 Contactgegevens en overige algemene informatie",
            "1 Contact details and other general information",
        ),
        questions: &[
            asks_at(
                "organisatie",
                "organisation",
                Told(organisation),
                "AP 1",
                "avg.toml: [organisation]",
            ),
            asks(
                "wie meldt: naam, functie, telefoonnummer",
                "who reports: name, position, telephone number",
                Sender,
                "AP 1",
            ),
            asks_at(
                "functionaris voor gegevensbescherming of ander contactpunt",
                "data protection officer or other contact point",
                Told(point),
                "33(3)(b)",
                "contact",
            ),
            asks(
                "andere organisatie betrokken",
                "other organisation involved",
                Told(others),
                "AP 1",
            ),
        ],
    },
    Section {
        heading: ("2 Tijdlijn", "2 Timeline"),
        questions: &[
            asks("begin van de inbreuk", "start of the breach", Field("began_at"), "AP 2"),
            asks_at(
                "einde van de inbreuk",
                "end of the breach",
                Told(ended),
                "AP 2",
                "ended_at",
            ),
            asks_at(
                "de inbreuk duurt nog voort",
                "the breach still continues",
                Told(goes_on),
                "AP 2",
                "ongoing",
            ),
            asks("ontdekt", "discovered", Field("discovered_at"), "AP 2"),
            asks_at(
                "kennisgenomen (redelijke zekerheid)",
                "aware (reasonable certainty)",
                Told(aware),
                "33(1)",
                "aware_at",
            ),
            Question {
                asks: (
                    "reden van een melding na 72 uur",
                    "reasons for a notification after 72 hours",
                ),
                source: Told(delay),
                by: "33(1)",
                at: Some("authority.delay_reason"),
                // A late notification is accompanied by its reasons.
                may_follow: false,
            },
        ],
    },
    Section {
        heading: ("3 Gegevens over het datalek", "3 About the breach"),
        questions: &[
            asks("samenvatting", "summary", Field("summary"), "33(3)(a)"),
            asks(
                "aard van de inbreuk",
                "nature of the breach",
                Field("kinds"),
                "33(3)(a)",
            ),
            asks(
                "aard en oorzaak van het incident",
                "kind and cause of the incident",
                Field("cause"),
                "AP 3",
            ),
        ],
    },
    Section {
        heading: ("4 Persoonsgegevens", "4 Personal data"),
        questions: &[
            asks(
                "categorieën van persoonsgegevens",
                "categories of personal data",
                Field("personal_data"),
                "33(3)(a)",
            ),
            asks(
                "bijzondere of strafrechtelijke gegevens",
                "special categories or criminal data",
                Field("special_data"),
                "AP 4",
            ),
            asks_at(
                "aantal persoonsgegevensregisters, bij benadering",
                "approximate number of personal data records",
                Field("records_count"),
                "33(3)(a)",
                "records_count.min",
            ),
        ],
    },
    Section {
        heading: ("5 Groep mensen", "5 People"),
        questions: &[
            asks(
                "categorieën van betrokkenen",
                "categories of data subjects",
                Field("subjects"),
                "33(3)(a)",
            ),
            asks_at(
                "aantal betrokkenen, bij benadering",
                "approximate number of data subjects",
                Field("subjects_count"),
                "33(3)(a)",
                "subjects_count.min",
            ),
            asks(
                "kwetsbare groepen onder hen",
                "vulnerable groups among them",
                Sender,
                "AP 5",
            ),
        ],
    },
    Section {
        heading: ("6 Maatregelen vooraf", "6 Measures beforehand"),
        questions: &[asks(
            "gegevens versleuteld, gehasht of anders onbegrijpelijk",
            "data encrypted, hashed or otherwise unintelligible",
            Field("unintelligible"),
            "AP 6",
        )],
    },
    Section {
        heading: ("7 Gevolgen", "7 Consequences"),
        questions: &[
            asks(
                "waarschijnlijke gevolgen",
                "likely consequences",
                Field("consequences"),
                "33(3)(c)",
            ),
            asks(
                "risico voor de rechten en vrijheden",
                "risk to rights and freedoms",
                Field("risk"),
                "33(1)",
            ),
            asks("motivering", "reasons", Field("risk_reason"), "33(1), 5(2)"),
        ],
    },
    Section {
        heading: ("8 Vervolgacties", "8 Follow-up"),
        questions: &[
            asks(
                "genomen en voorgestelde maatregelen",
                "measures taken and proposed",
                Field("measures"),
                "33(3)(d)",
            ),
            asks_at(
                "betrokkenen ingelicht",
                "data subjects informed",
                Told(people),
                "34",
                "risk",
            ),
            asks(
                "grensoverschrijdend; gemeld bij andere toezichthouders",
                "cross-border; notified to other authorities",
                Sender,
                "AP 8",
            ),
        ],
    },
];
