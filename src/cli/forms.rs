//! What a terminal asks about each kind of record, in which order: data.
//!
//! An incident is asked what the supervisory authority's form asks, section by section in its order (the contact, the
//! timeline, the breach, the data, the people, what made the data unintelligible, the consequences, what follows).

use crate::folder::Kind;

/// One question. Without words of its own it goes by the field's label.
pub(super) struct Question {
    pub path: &'static str,
    pub words: Option<(&'static str, &'static str)>,
    pub help: Option<(&'static str, &'static str)>,
    /// Asked only where each of these paths has one of these values; `-` is: nothing there.
    pub when: &'static [(&'static str, &'static [&'static str])],
    /// Whether the answer decides which clocks run, or from when.
    pub is_urgent: bool,
}

const PLAIN: Question = Question {
    path: "",
    words: None,
    help: None,
    when: &[],
    is_urgent: false,
};

/// The questions of a kind, what it cannot do without left out.
pub(super) fn of(kind: Kind) -> &'static [Question] {
    match kind {
        Kind::Organisation => &[],
        Kind::Activity => ACTIVITY,
        Kind::Agreement => AGREEMENT,
        Kind::Request => REQUEST,
        Kind::Incident => INCIDENT,
    }
}

const fn ask(path: &'static str, nl: &'static str, en: &'static str) -> Question {
    Question {
        path,
        words: Some((nl, en)),
        ..PLAIN
    }
}

const fn field(path: &'static str) -> Question {
    Question { path, ..PLAIN }
}

impl Question {
    const fn help(self, nl: &'static str, en: &'static str) -> Question {
        Question {
            help: Some((nl, en)),
            ..self
        }
    }

    const fn when(self, when: &'static [(&'static str, &'static [&'static str])]) -> Question {
        Question { when, ..self }
    }

    const fn urgent(self) -> Question {
        Question {
            is_urgent: true,
            ..self
        }
    }
}

const AS_PROCESSOR: &[(&str, &[&str])] = &[("role", &["processor", "both"])];
const AS_CONTROLLER: &[(&str, &[&str])] = &[("role", &["controller", "joint-controller"])];
const A_BREACH: &[(&str, &[&str])] = &[("breach", &["true", "-"])];

#[rustfmt::skip]
const INCIDENT: &[Question] = &[
    // 1 Contact and who else is involved
    ask("role", "In welke rol raakt dit ons?", "In which role does this meet us?")
        .help("Dit bepaalt wie wij moeten informeren, en hoe snel.", "This decides whom we must tell, and how soon.").urgent(),
    ask("controllers.agreement", "Wiens gegevens zijn geraakt?", "Whose data are affected?")
        .help("Elke verwerkingsverantwoordelijke krijgt een eigen klok.", "Each controller gets a clock of its own.")
        .when(AS_PROCESSOR).urgent(),
    ask("contact", "Bij wie is meer informatie te krijgen?", "Where can more information be obtained?"),
    // 2 Timeline
    ask("began_at", "Wanneer begon het?", "When did it begin?").when(A_BREACH),
    ask("ongoing", "Duurt het nog voort?", "Is it still going on?").when(A_BREACH),
    ask("ended_at", "Wanneer hield het op?", "When did it end?").when(&[("ongoing", &["false", "-"]), ("breach", &["true", "-"])]),
    ask("breach", "Is het een inbreuk in verband met persoonsgegevens?", "Is it a personal data breach?")
        .help("Zolang dit niet bekend is, lopen de klokken.", "While this is not known, the clocks run.").urgent(),
    ask("aware_at", "Sinds wanneer is redelijkerwijs zeker dat het een inbreuk is?", "Since when is it reasonably certain that it is a breach?")
        .help("Hiermee beginnen de 72 uur; leeg: met het eerste signaal.", "This starts the 72 hours; empty: the first signal does.")
        .when(&[("breach", &["true"])]).urgent(),
    // 3 The breach
    ask("kinds", "Wat is de aard van de inbreuk?", "What is the nature of the breach?").when(A_BREACH),
    ask("cause", "Wat is de oorzaak?", "What is the cause?")
        .help("Bijvoorbeeld: apparaat gestolen, verkeerde ontvanger, hacking, per ongeluk gepubliceerd.", "For example: device stolen, wrong recipient, hacking, published by accident."),
    // 4 The personal data
    ask("personal_data", "Welke categorieën persoonsgegevens?", "Which categories of personal data?").when(A_BREACH),
    ask("special_data", "Zijn er bijzondere of strafrechtelijke gegevens bij?", "Are special categories or criminal data among them?").when(A_BREACH),
    ask("records_count.min", "Hoeveel gegevensrecords ten minste?", "How many data records at least?").when(A_BREACH),
    ask("records_count.max", "En ten hoogste?", "And at most?").when(&[("records_count.min", &["+"])]),
    // 5 The people
    ask("subjects", "Welke groepen mensen?", "Which groups of people?").when(A_BREACH),
    ask("subjects_count.min", "Hoeveel mensen ten minste?", "How many people at least?").when(A_BREACH),
    ask("subjects_count.max", "En ten hoogste?", "And at most?").when(&[("subjects_count.min", &["+"])]),
    // 6 Measures taken before
    ask("unintelligible", "Waren de gegevens onbegrijpelijk voor anderen (versleuteld, gehasht)?", "Were the data unintelligible to others (encrypted, hashed)?").when(A_BREACH),
    // 7 Consequences
    ask("consequences", "Wat zijn de waarschijnlijke gevolgen?", "What are the likely consequences?").when(A_BREACH),
    ask("risk", "Hoe groot is het risico voor de betrokkenen?", "How high is the risk to the people?")
        .help("avg assess helpt wegen. Waarschijnlijk: melden bij de AP; hoog: ook aan de betrokkenen.", "avg assess helps to weigh. Likely: notify the authority; high: the people too.")
        .when(A_BREACH).urgent(),
    ask("risk_reason", "Waarom dat risico?", "Why that risk?").when(&[("risk", &["+"])]),
    ask("risk_reason", "Waarom is het geen inbreuk?", "Why is it no breach?").when(&[("breach", &["false"])]),
    // 8 What follows
    ask("people.exception", "Geldt er een uitzondering op het inlichten van de betrokkenen?", "Does an exception to telling the people apply?")
        .when(&[("risk", &["high"]), ("people.informed_at", &["-"])]),
    ask("people.means", "Hoe worden de betrokkenen ingelicht?", "How are the people told?").when(&[("risk", &["high"])]),
    ask("measures", "Welke maatregelen zijn genomen?", "Which measures were taken?").when(A_BREACH),
    // 9 The rest
    ask("authority.reference", "Welk kenmerk gaf de AP?", "Which reference did the authority give?").when(&[("authority.notified_at", &["+"])]),
    ask("authority.complete", "Is de melding volledig?", "Is the notification complete?").when(&[("authority.notified_at", &["+"])]),
];

#[rustfmt::skip]
const REQUEST: &[Question] = &[
    ask("agreement", "Voor welke verwerkingsverantwoordelijke?", "For which controller?").when(AS_PROCESSOR).urgent(),
    ask("received_from", "Van wie kwam het?", "From whom did it come?").when(AS_PROCESSOR).urgent(),
    ask("requester", "Wie doet het verzoek?", "Who makes the request?"),
    ask("age", "Hoe oud is de betrokkene?", "How old is the data subject?").when(&[("requester", &["legal-representative"])]),
    ask("mandate_shown_on", "Wanneer is de volmacht getoond?", "When was the power of attorney shown?").when(&[("requester", &["authorised-representative"])]),
    ask("identity.asked_on", "Wanneer is om bewijs van identiteit gevraagd?", "When was proof of identity asked for?")
        .help("Alleen bij redelijke twijfel; leeg: niet gevraagd.", "Only where there is reasonable doubt; empty: not asked."),
    ask("identity.confirmed_on", "Wanneer is de identiteit bevestigd?", "When was the identity confirmed?").when(&[("identity.asked_on", &["+"])]),
    ask("answer.outcome", "Wat is de uitkomst?", "What is the outcome?").when(&[("answer.given_on", &["+"])]),
    ask("answer.reason", "Met welke redenen?", "With which reasons?").when(&[("answer.outcome", &["refused", "partly"])]),
    ask("answer.remedies_mentioned", "Zijn klacht en beroep vermeld?", "Are complaint and appeal mentioned?").when(&[("answer.outcome", &["refused", "partly"])]),
    ask("answer.form", "Hoe zijn de gegevens verstrekt?", "How were the data given?").when(&[("right", &["access", "portability"]), ("answer.outcome", &["granted", "partly"])]),
    ask("answer.information_included", "Is de informatie over de verwerking erbij gegeven?", "Was the information on the processing included?").when(&[("right", &["access"]), ("answer.outcome", &["granted", "partly"])]),
    ask("answer.recipients_notified_on", "Wanneer zijn de ontvangers in kennis gesteld?", "When were the recipients told?")
        .when(&[("right", &["rectification", "erasure", "restriction"]), ("answer.outcome", &["granted", "partly"])]),
];

#[rustfmt::skip]
const ACTIVITY: &[Question] = &[
    ask("owner", "Welke afdeling of functie is hiervoor verantwoordelijk?", "Which department or function answers for this?"),
    ask("controllers", "Voor of met welke verwerkingsverantwoordelijken?", "For or with which controllers?").when(&[("role", &["processor", "joint-controller"])]),
    ask("purposes", "Voor welke doeleinden?", "For which purposes?"),
    ask("processing", "Welke categorieën van verwerkingen?", "Which categories of processing?")
        .help("Bijvoorbeeld: opslaan; raadplegen; verstrekken.", "For example: storing; consulting; disclosing.").when(&[("role", &["processor"])]),
    ask("legal_basis.article", "Op welke grondslag?", "On which legal basis?").when(AS_CONTROLLER),
    ask("legal_basis.law", "Welke wet legt dit op?", "Which law lays it down?").when(&[("legal_basis.article", &["6(1)(c)", "6(1)(e)"])]),
    ask("legal_basis.interest", "Welk belang, en waar is het afgewogen?", "Which interest, and where was it balanced?").when(&[("legal_basis.article", &["6(1)(f)"])]),
    ask("legal_basis.consent", "Waar is de toestemming vastgelegd?", "Where is the consent recorded?").when(&[("legal_basis.article", &["6(1)(a)"])]),
    ask("subjects", "Welke categorieën van betrokkenen?", "Which categories of data subjects?"),
    ask("personal_data.category", "Welke categorieën persoonsgegevens?", "Which categories of personal data?"),
    ask("source", "Waar komen de gegevens vandaan?", "Where do the data come from?"),
    ask("recipients", "Welke categorieën van ontvangers?", "Which categories of recipients?").help("[] zegt: geen.", "[] says: none."),
    ask("processors", "Welke verwerkers zijn ingeschakeld?", "Which processors are engaged?"),
    ask("systems", "In welke systemen?", "In which systems?"),
    ask("retention.keep", "Hoe lang worden de gegevens bewaard?", "How long are the data kept?").help("Bijvoorbeeld: 7 years, 4 weken.", "For example: 7 years, 4 weeks."),
    ask("retention.from", "Te rekenen vanaf?", "Counted from?").when(&[("retention.keep", &["+"])]),
    ask("retention.basis", "Waarop berust die termijn?", "On what does that term rest?").when(&[("retention.keep", &["+"])]),
    ask("measures", "Welke beveiligingsmaatregelen?", "Which security measures?"),
];

#[rustfmt::skip]
const AGREEMENT: &[Question] = &[
    field("signed_on"),
    field("effective_on"),
    ask("counterparty.email", "Op welk adres is de andere partij te bereiken?", "At which address can the other party be reached?"),
    ask("counterparty.incident_phone", "Op welk nummer meldt men ’s nachts een incident?", "On which number is an incident reported at night?"),
    ask("terms.breach_notice.within", "Binnen welke termijn wordt een inbreuk gemeld?", "Within which term is a breach notified?").help("Bijvoorbeeld: 48h, of without-delay.", "For example: 48h, or without-delay.").urgent(),
    ask("terms.breach_notice.clause", "In welke bepaling staat dat?", "In which clause?").when(&[("terms.breach_notice.within", &["+"])]),
    ask("terms.request_assistance.within", "Binnen welke termijn is er hulp bij een verzoek?", "Within which term is there help with a request?").urgent(),
    ask("terms.request_assistance.clause", "In welke bepaling staat dat?", "In which clause?").when(&[("terms.request_assistance.within", &["+"])]),
    ask("terms.subprocessor_notice.ahead", "Hoe lang vooraf wordt een subverwerker aangekondigd?", "How long ahead is a sub-processor announced?"),
    ask("terms.subprocessor_objection.within", "Binnen welke termijn kan bezwaar worden gemaakt?", "Within which term can be objected?").when(&[("terms.subprocessor_notice.ahead", &["+"])]),
    ask("terms.return_or_erase.within", "Binnen welke termijn worden de gegevens na afloop gewist of teruggegeven?", "Within which term are the data erased or returned after the end?"),
    ask("terms.audit.at_most_every", "Hoe vaak mag er hoogstens een audit zijn?", "How often may there be an audit at most?"),
    ask("processing.purpose", "Voor welke doeleinden wordt er verwerkt?", "For which purposes is there processing?"),
    field("clauses.subject_matter").help(CLAUSE.0, CLAUSE.1),
    field("clauses.duration").help(CLAUSE.0, CLAUSE.1),
    field("clauses.nature").help(CLAUSE.0, CLAUSE.1),
    field("clauses.purpose").help(CLAUSE.0, CLAUSE.1),
    field("clauses.data").help(CLAUSE.0, CLAUSE.1),
    field("clauses.subjects").help(CLAUSE.0, CLAUSE.1),
    field("clauses.controller_rights").help(CLAUSE.0, CLAUSE.1),
    field("clauses.instructions").help(CLAUSE.0, CLAUSE.1),
    field("clauses.confidentiality").help(CLAUSE.0, CLAUSE.1),
    field("clauses.security").help(CLAUSE.0, CLAUSE.1),
    field("clauses.subprocessors").help(CLAUSE.0, CLAUSE.1),
    field("clauses.subject_rights").help(CLAUSE.0, CLAUSE.1),
    field("clauses.breach_and_dpia").help(CLAUSE.0, CLAUSE.1),
    field("clauses.return_or_erase").help(CLAUSE.0, CLAUSE.1),
    field("clauses.audit").help(CLAUSE.0, CLAUSE.1),
    field("clauses.infringing_instruction").help(CLAUSE.0, CLAUSE.1),
    field("clauses.liability_for_subprocessors").help(CLAUSE.0, CLAUSE.1),
];

const CLAUSE: (&str, &str) = (
    "In welke bepaling regelt de overeenkomst dit?",
    "In which clause does the agreement regulate this?",
);
