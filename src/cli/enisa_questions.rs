//! The questions of ENISA's severity method (Working Document v1.0, December 2013): what each value of each part means.
//!
//! The scores are ENISA's; the examples are told in this program's own words.

/// A value that a part may have, and what it means.
pub(super) struct Choice {
    pub value: &'static str,
    pub nl: &'static str,
    pub en: &'static str,
}

/// A part of `[severity]`.
pub(super) struct Question {
    pub key: &'static str,
    pub nl: &'static str,
    pub en: &'static str,
    pub choices: &'static [Choice],
}

/// A sort of data, with what raises or lowers its base score.
pub(super) struct Context {
    pub nl: &'static str,
    pub en: &'static str,
    pub choices: &'static [Choice],
}

const fn choice(value: &'static str, nl: &'static str, en: &'static str) -> Choice {
    Choice { value, nl, en }
}

/// The parts, in the order of the method: data context, ease of identification, circumstances.
#[rustfmt::skip]
pub(super) const QUESTIONS: &[Question] = &[
    Question {
        key: "data_context",
        nl: "Hoe gevoelig zijn ze in dit geval? Inloggegevens tellen als de gegevens waartoe zij toegang geven.",
        en: "How sensitive are they in this case? Credentials count as the data to which they give access.",
        choices: &[],
    },
    Question {
        key: "identification",
        nl: "Hoe gemakkelijk is iemand eruit te herkennen?",
        en: "How easily can somebody be identified by them?",
        choices: &[
            choice("0.25", "nauwelijks: een veelvoorkomende naam, een pseudoniem zonder sleutel", "hardly: a common name, a pseudonym without its key"),
            choice("0.5", "beperkt: een zeldzame naam in een groot gebied", "limited: a rare name in a large area"),
            choice("0.75", "aanzienlijk: een naam in een kleine gemeenschap, een nummer met andere gegevens", "significant: a name in a small community, a number with other data"),
            choice("1", "volledig: naam met geboortedatum en e-mailadres, een duidelijke foto met context", "fully: name with birth date and email, a clear picture with context"),
        ],
    },
    Question {
        key: "confidentiality",
        nl: "Verlies van vertrouwelijkheid?",
        en: "Loss of confidentiality?",
        choices: &[
            choice("0", "geen, of blootgesteld zonder teken dat iemand ze zag", "none, or exposed without a sign that anybody saw them"),
            choice("0.25", "bij een bekend aantal ontvangers", "to a known number of recipients"),
            choice("0.5", "bij een onbekend aantal ontvangers", "to an unknown number of recipients"),
        ],
    },
    Question {
        key: "integrity",
        nl: "Verlies van integriteit?",
        en: "Loss of integrity?",
        choices: &[
            choice("0", "geen, of gewijzigd maar niet gebruikt", "none, or altered but not used"),
            choice("0.25", "gewijzigd en mogelijk gebruikt, te herstellen", "altered and possibly used, can be restored"),
            choice("0.5", "gewijzigd, mogelijk gebruikt, en niet te herstellen", "altered, possibly used, and cannot be restored"),
        ],
    },
    Question {
        key: "availability",
        nl: "Verlies van beschikbaarheid?",
        en: "Loss of availability?",
        choices: &[
            choice("0", "geen, of zonder moeite hersteld", "none, or restored without effort"),
            choice("0.25", "tijdelijk", "for a time"),
            choice("0.5", "volledig: niet te herstellen", "full: cannot be restored"),
        ],
    },
    Question {
        key: "malicious",
        nl: "Kwade opzet?",
        en: "Malicious intent?",
        choices: &[
            choice("0", "nee: een fout of ongeluk", "no: a mistake or an accident"),
            choice("0.5", "ja: een aanval op of diefstal van de gegevens, opzet om te schaden", "yes: an attack on or theft of the data, intent to harm"),
        ],
    },
];

#[rustfmt::skip]
pub(super) const CONTEXTS: &[Context] = &[
    Context {
        nl: "gewone gegevens: naam, contact, opleiding, gezin",
        en: "simple data: name, contact, education, family",
        choices: &[
            choice("1", "zonder verzwarende omstandigheid", "nothing aggravates"),
            choice("2", "de hoeveelheid of de organisatie laat profielen of aannames over geld of maatschappelijke positie toe", "their volume or the organisation allows profiles or assumptions on money or social status"),
            choice("3", "laat aannames over gezondheid, seks, politiek of geloof toe", "allows assumptions on health, sex, politics or belief"),
            choice("4", "bepalend voor de veiligheid of de psychische gesteldheid van kwetsbare mensen", "critical for the safety or psychological condition of vulnerable people"),
        ],
    },
    Context {
        nl: "gedrag: locatie, verkeer, voorkeuren, gewoonten",
        en: "behaviour: location, traffic, preferences, habits",
        choices: &[
            choice("1", "geeft weinig inzicht of is gemakkelijk openbaar te vinden", "gives little insight or is easily public"),
            choice("2", "zonder bijzondere omstandigheid", "nothing special"),
            choice("3", "een uitvoerig beeld van het dagelijks leven", "a detailed picture of daily life"),
            choice("4", "een beeld dat op gevoelige gegevens berust", "a picture that rests on sensitive data"),
        ],
    },
    Context {
        nl: "financieel: inkomen, rekening, schulden, facturen",
        en: "financial: income, account, debts, invoices",
        choices: &[
            choice("1", "geeft geen inzicht: alleen dat iemand klant is", "gives no insight: only that somebody is a customer"),
            choice("2", "enige informatie, zonder belangrijk inzicht", "some information, no significant insight"),
            choice("3", "zonder bijzondere omstandigheid", "nothing special"),
            choice("4", "genoeg voor fraude, of een uitvoerig financieel beeld", "enough for fraud, or a detailed financial picture"),
        ],
    },
    Context {
        nl: "gevoelig, onder meer: gezondheid, afkomst, geloof, politiek, vakbond, seks, genetisch of biometrisch, strafrecht",
        en: "sensitive, among others: health, origin, belief, politics, trade union, sex, genetic or biometric, criminal law",
        choices: &[
            choice("1", "geeft geen inzicht: dat een algemeen onderzoek plaatsvond", "gives no insight: that a general examination took place"),
            choice("2", "laat algemene aannames toe", "allows general assumptions"),
            choice("3", "laat aannames over gevoelige zaken toe", "allows assumptions on sensitive matters"),
            choice("4", "zonder verlichtende omstandigheid", "nothing mitigates"),
        ],
    },
];
