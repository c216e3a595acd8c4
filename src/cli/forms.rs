//! What a terminal asks about each kind of record, in which order: data.
//!
//! An incident is asked what the supervisory authority's form asks, section by section in its order (the contact, the
//! timeline, the breach, the data, the people, what made the data unintelligible, the consequences, what follows).

use crate::folder::Kind;

/// Paths, each with the values of which it must have one; `-` is: nothing there, `+`: something.
pub(super) type Condition = &'static [(&'static str, &'static [&'static str])];

/// One question. Without words of its own it goes by the field's label.
pub(super) struct Question {
    pub path: &'static str,
    pub words: Option<(&'static str, &'static str)>,
    pub help: Option<(&'static str, &'static str)>,
    /// Asked only where all of this holds.
    pub when: Condition,
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

    const fn when(self, when: Condition) -> Question {
        Question { when, ..self }
    }

    const fn urgent(self) -> Question {
        Question {
            is_urgent: true,
            ..self
        }
    }
}

const AS_PROCESSOR: Condition = &[("role", &["processor", "both"])];
const AS_CONTROLLER: Condition = &[("role", &["controller", "joint-controller"])];
/// Articles 33(1) and 34 bind who is controller; as long as the role is open, that may be us.
const CONTROLLING: (&str, &[&str]) = ("role", &["controller", "both", "-"]);
const MAY_BE: (&str, &[&str]) = ("breach", &["true", "-"]);
const A_BREACH: Condition = &[MAY_BE];
const OUR_BREACH: Condition = &[CONTROLLING, MAY_BE];
const NOTIFIED: Condition = &[CONTROLLING, MAY_BE, ("authority.notified_at", &["+"])];

#[rustfmt::skip]
const INCIDENT: &[Question] = &[
    // 1 Contact and who else is involved
    ask("role", "In welke rol raakt dit ons?", "In which role does this meet us?")
        .help("Dit bepaalt wie wij moeten informeren, en hoe snel.", "This decides whom we must tell, and how soon.").urgent(),
    ask("controllers.agreement", "Van welke verwerkingsverantwoordelijken zijn gegevens geraakt?", "Which controllers’ data are affected?")
        .help("Elke verwerkingsverantwoordelijke krijgt een eigen klok.", "Each controller gets a clock of its own.")
        .when(AS_PROCESSOR).urgent(),
    ask("contact", "Bij wie is meer informatie te krijgen?", "Where can more information be obtained?"),
    // 2 Timeline
    ask("began_at", "Wanneer begon het?", "When did it begin?").when(A_BREACH),
    ask("ongoing", "Duurt het nog voort?", "Is it still going on?").when(A_BREACH),
    ask("ended_at", "Wanneer hield het op?", "When did it end?").when(&[("ongoing", &["false", "-"]), MAY_BE]),
    ask("breach", "Is het een inbreuk in verband met persoonsgegevens?", "Is it a personal data breach?")
        .help("Zolang dit niet bekend is, lopen de klokken.", "While this is not known, the clocks run.").urgent(),
    ask("aware_at", AWARE.0, AWARE.1)
        .help("Hiermee beginnen de 72 uur; leeg: met het eerste signaal.", "This starts the 72 hours; empty: the first signal does.")
        .when(&[CONTROLLING, ("breach", &["true"])]).urgent(),
    ask("aware_at", AWARE.0, AWARE.1).when(&[("role", &["processor"]), ("breach", &["true"])]).urgent(),
    // 3 The breach
    ask("kinds", "Wat is de aard van de inbreuk?", "What is the nature of the breach?").when(A_BREACH),
    ask("cause", "Wat is de oorzaak?", "What is the cause?")
        .help("Bijvoorbeeld: apparaat gestolen, verkeerde ontvanger, hacking, per ongeluk gepubliceerd.", "For example: device stolen, wrong recipient, hacking, published by accident.")
        .when(A_BREACH),
    // 4 The personal data
    ask("personal_data", "Welke categorieën persoonsgegevens?", "Which categories of personal data?").when(A_BREACH),
    ask("special_data", "Zijn er bijzondere of strafrechtelijke gegevens bij?", "Are special categories or criminal data among them?").when(A_BREACH),
    ask("records_count.min", "Hoeveel gegevensrecords ten minste?", "How many data records at least?").when(A_BREACH),
    ask("records_count.max", "En ten hoogste?", "And at most?").when(&[MAY_BE, ("records_count.min", &["+"])]),
    // 5 The people
    ask("subjects", "Welke groepen mensen?", "Which groups of people?").when(A_BREACH),
    ask("subjects_count.min", "Hoeveel mensen ten minste?", "How many people at least?").when(A_BREACH),
    ask("subjects_count.max", "En ten hoogste?", "And at most?").when(&[MAY_BE, ("subjects_count.min", &["+"])]),
    // 6 Measures taken before
    ask("unintelligible", "Waren de gegevens onbegrijpelijk voor onbevoegden (versleuteld, gehasht)?", "Were the data unintelligible to anyone not authorised (encrypted, hashed)?")
        .help("Dat neemt verlies van beschikbaarheid niet weg.", "That does not undo a loss of availability.").when(A_BREACH),
    // 7 Consequences
    ask("consequences", "Wat zijn de waarschijnlijke gevolgen?", "What are the likely consequences?").when(A_BREACH),
    ask("risk", "Houdt de inbreuk waarschijnlijk een risico in voor de rechten en vrijheden van mensen?", "Is the breach likely to result in a risk to the rights and freedoms of people?")
        .help("avg assess helpt wegen. Waarschijnlijk: melden bij de AP; hoog: ook aan de betrokkenen, tenzij een uitzondering geldt.", "avg assess helps to weigh. Likely: notify the authority; high: tell the people too, unless an exception applies.")
        .when(OUR_BREACH).urgent(),
    ask("risk_reason", "Waarom dat risico?", "Why that risk?").when(&[CONTROLLING, MAY_BE, ("risk", &["+"])]),
    ask("risk_reason", "Waarom is het geen inbreuk?", "Why is it no breach?").when(&[("breach", &["false"])]),
    // 8 What follows
    ask("people.exception", "Geldt er een uitzondering op het inlichten van de betrokkenen?", "Does an exception to telling the people apply?")
        .when(&[CONTROLLING, MAY_BE, ("risk", &["high"]), ("people.informed_at", &["-"])]),
    ask("people.informed_at", "Wanneer zijn de betrokkenen ingelicht?", "When were the people told?")
        .when(&[CONTROLLING, MAY_BE, ("risk", &["high"]), ("people.exception", &["-"])]),
    ask("people.means", "Hoe worden de betrokkenen ingelicht?", "How are the people told?")
        .when(&[CONTROLLING, MAY_BE, ("risk", &["high"]), ("people.exception", &["-"])]),
    ask("people.means", "Hoe is de openbare mededeling gedaan?", "How was the public communication made?")
        .help("Of een soortgelijke maatregel die de betrokkenen even doeltreffend inlicht.", "Or a similar measure that informs the people in an equally effective manner.")
        .when(&[CONTROLLING, MAY_BE, ("risk", &["high"]), ("people.exception", &["disproportionate"])]),
    ask("measures", "Welke maatregelen zijn genomen of worden voorgesteld, ook om nadelige gevolgen te beperken?", "Which measures were taken or are proposed, also to mitigate adverse effects?").when(A_BREACH),
    // 9 The rest
    ask("authority.notified_at", "Wanneer is bij de AP gemeld?", "When was the authority notified?")
        .when(&[CONTROLLING, MAY_BE, ("risk", &["likely", "high", "-"])]),
    // The form has it in its timeline; there it would not be known yet whether the notification was late.
    ask("authority.delay_reason", "Waarom is er later gemeld?", "Why was it notified later?")
        .help("Alleen als dat na 72 uur was.", "Only if that was after 72 hours.").when(NOTIFIED),
    ask("authority.reference", "Welk kenmerk gaf de AP?", "Which reference did the authority give?").when(NOTIFIED),
    ask("authority.complete", "Is de melding volledig?", "Is the notification complete?").when(NOTIFIED),
];

const AWARE: (&str, &str) = (
    "Sinds wanneer is redelijkerwijs zeker dat het een inbreuk is?",
    "Since when is it reasonably certain that it is a breach?",
);

const OUR_ANSWER: (&str, &[&str]) = ("role", &["controller"]);
const A_RESTRICTION: Condition = &[
    OUR_ANSWER,
    ("right", &["restriction"]),
    ("answer.outcome", &["granted", "partly"]),
];

#[rustfmt::skip]
const REQUEST: &[Question] = &[
    ask("agreement", "Voor welke verwerkingsverantwoordelijke?", "For which controller?").when(AS_PROCESSOR).urgent(),
    ask("received_from", "Van wie kwam het?", "From whom did it come?").when(AS_PROCESSOR).urgent(),
    ask("requester", "Wie doet het verzoek?", "Who makes the request?"),
    ask("age", "Hoe oud is de betrokkene?", "How old is the data subject?")
        .help("Alleen als de betrokkene jonger is dan 16; anders overslaan.", "Only where the data subject is under 16; skip it otherwise."),
    ask("mandate_shown_on", "Wanneer is de volmacht getoond?", "When was the power of attorney shown?").when(&[("requester", &["authorised-representative"])]),
    ask("identity.asked_on", "Wanneer is om bewijs van identiteit gevraagd?", "When was proof of identity asked for?")
        .help("Alleen bij redelijke twijfel; leeg: niet gevraagd.", "Only where there is reasonable doubt; empty: not asked."),
    ask("identity.confirmed_on", "Wanneer is de identiteit bevestigd?", "When was the identity confirmed?").when(&[("identity.asked_on", &["+"])]),
    ask("answer.outcome", "Wat is de uitkomst?", "What is the outcome?").when(&[("answer.given_on", &["+"])]),
    ask("answer.reason", "Met welke redenen?", "With which reasons?").when(&[OUR_ANSWER, ("answer.outcome", &["refused", "partly"])]),
    ask("answer.remedies_mentioned", "Zijn klacht en beroep vermeld?", "Are the complaint and the judicial remedy mentioned?").when(&[OUR_ANSWER, ("answer.outcome", &["refused", "partly"])]),
    ask("answer.form", "Hoe zijn de gegevens verstrekt?", "How were the data given?").when(&[("right", &["access", "portability"]), ("answer.outcome", &["granted", "partly"])]),
    ask("answer.information_included", "Is de informatie over de verwerking erbij gegeven?", "Was the information on the processing included?").when(&[("right", &["access"]), ("answer.outcome", &["granted", "partly"])]),
    ask("answer.fee_charged", "Is er een vergoeding gevraagd?", "Was a fee charged?").when(&[OUR_ANSWER, ("answer.given_on", &["+"])]),
    ask("answer.recipients_notified_on", "Wanneer zijn de ontvangers in kennis gesteld?", "When were the recipients told?")
        .when(&[OUR_ANSWER, ("right", &["rectification", "erasure", "restriction"]), ("answer.outcome", &["granted", "partly"])]),
    ask("restriction.lifted_on", "Wanneer is de beperking opgeheven?", "When was the restriction lifted?").when(A_RESTRICTION),
    ask("restriction.subject_informed_on", "Wanneer is de betrokkene over die opheffing ingelicht?", "When was the data subject told of that lifting?")
        .help("Dat moet vóór de opheffing.", "That must come before the lifting.").when(A_RESTRICTION),
];

#[rustfmt::skip]
const ACTIVITY: &[Question] = &[
    ask("owner", "Welke afdeling of functie is hiervoor verantwoordelijk?", "Which department or function answers for this?"),
    ask("controllers", "Voor of met welke verwerkingsverantwoordelijken?", "For or with which controllers?").when(&[("role", &["processor", "joint-controller"])]),
    ask("purposes", "Voor welke doeleinden?", "For which purposes?"),
    ask("processing", "Welke categorieën van verwerkingen?", "Which categories of processing?")
        .help("Bijvoorbeeld: opslaan; raadplegen; verstrekken.", "For example: storing; consulting; disclosing.").when(&[("role", &["processor"])]),
    ask("legal_basis.article", "Op welke grondslag?", "On which legal basis?").when(AS_CONTROLLER),
    ask("legal_basis.law", "Welke wet bevat de verplichting of de taak?", "Which law contains the obligation or the task?").when(&[("legal_basis.article", &["6(1)(c)", "6(1)(e)"])]),
    ask("legal_basis.interest", "Welk belang, en waar is het afgewogen?", "Which interest, and where was it balanced?").when(&[("legal_basis.article", &["6(1)(f)"])]),
    ask("legal_basis.balanced_on", "Wanneer is het afgewogen?", "When was it balanced?").when(&[("legal_basis.article", &["6(1)(f)"])]),
    ask("legal_basis.consent", "Waar is de toestemming vastgelegd?", "Where is the consent recorded?").when(&[("legal_basis.article", &["6(1)(a)"])]),
    ask("subjects", "Welke categorieën van betrokkenen?", "Which categories of data subjects?"),
    ask("personal_data.category", "Welke categorieën persoonsgegevens?", "Which categories of personal data?"),
    ask("personal_data.kind", "Wat voor soort gegevens zijn dat?", "What kind of data are those?").help(ONE_ROW.0, ONE_ROW.1),
    ask("personal_data.ground", "Welke uitzondering op het verbod geldt?", "Which exception to the prohibition applies?").when(&[("role", &["controller", "joint-controller"]), ("personal_data.kind", SPECIAL)]),
    ask("personal_data.law", "Op welke wet berust het gebruik van deze gegevens?", "On which law does the use of these data rest?").when(&[("personal_data.kind", &["national-id", "criminal"])]),
    ask("personal_data.law", "Op welke wet berust die uitzondering?", "On which law does that exception rest?")
        .when(&[("personal_data.kind", SPECIAL), ("personal_data.ground", &["9(2)(b)", "9(2)(g)", "9(2)(h)", "9(2)(i)", "9(2)(j)"])]),
    ask("source", "Waar komen de gegevens vandaan?", "Where do the data come from?"),
    ask("recipients", "Welke categorieën van ontvangers?", "Which categories of recipients?").help("[] zegt: geen.", "[] says: none."),
    ask("processors", "Welke verwerkers zijn ingeschakeld?", "Which processors are engaged?"),
    ask("transfers.country", "Naar welke landen buiten de EER worden gegevens doorgegeven?", "To which countries outside the EEA are data transferred?")
        .help("De landcode van twee letters, zoals US; is er geen doorgifte: overslaan.", "The country code of two letters, such as US; where there is no transfer: skip it."),
    ask("transfers.instrument", "Op welke grondslag berust die doorgifte?", "On which ground does that transfer rest?").help(ONE_ROW.0, ONE_ROW.1).when(&[("transfers.country", &["+"])]),
    ask("systems", "In welke systemen?", "In which systems?"),
    ask("retention.keep", "Hoe lang worden de gegevens bewaard?", "How long are the data kept?").help("Bijvoorbeeld: 7 years, 4 weken.", "For example: 7 years, 4 weeks."),
    ask("retention.from", "Te rekenen vanaf?", "Counted from?").when(&[("retention.keep", &["+"])]),
    ask("retention.basis", "Waarop berust die termijn?", "On what does that term rest?").when(&[("retention.keep", &["+"])]),
    ask("measures", "Welke beveiligingsmaatregelen?", "Which security measures?"),
];

/// The kinds of data of article 9(1).
const SPECIAL: &[&str] = &[
    "racial-or-ethnic-origin",
    "political-opinions",
    "religious-or-philosophical-beliefs",
    "trade-union-membership",
    "genetic",
    "biometric",
    "health",
    "sex-life",
    "sexual-orientation",
];

const ONE_ROW: (&str, &str) = (
    "Eén antwoord hoort bij één rij. Zijn er meer: later, met avg edit en --item.",
    "One answer goes with one row. Where there are several: later, with avg edit and --item.",
);

/// Between controllers and processors; joint controllers make an arrangement under article 26 instead.
const OF_ARTICLE_28: (&str, &[&str]) = ("our_role", &["controller", "processor"]);
const ARTICLE_28: Condition = &[OF_ARTICLE_28];
const ARTICLE_26: Condition = &[("our_role", &["joint-controller"])];

#[rustfmt::skip]
const AGREEMENT: &[Question] = &[
    field("signed_on"),
    field("effective_on"),
    ask("counterparty.email", "Op welk adres is de andere partij te bereiken?", "At which address can the other party be reached?"),
    ask("counterparty.incident_phone", "Op welk nummer meldt men ’s nachts een incident?", "On which number is an incident reported at night?"),
    ask("terms.breach_notice.within", "Binnen welke termijn wordt een inbreuk gemeld?", "Within which term is a breach notified?").help("Bijvoorbeeld: 48h, of without-delay.", "For example: 48h, or without-delay.").when(ARTICLE_28).urgent(),
    ask("terms.breach_notice.clause", "In welke bepaling staat dat?", "In which clause?").when(&[OF_ARTICLE_28, ("terms.breach_notice.within", &["+"])]),
    ask("terms.request_assistance.within", "Binnen welke termijn is er bijstand bij een verzoek?", "Within which term is there assistance with a request?").when(ARTICLE_28).urgent(),
    ask("terms.request_assistance.clause", "In welke bepaling staat dat?", "In which clause?").when(&[OF_ARTICLE_28, ("terms.request_assistance.within", &["+"])]),
    ask("terms.request_forwarding.within", "Binnen welke termijn stuurt de verwerker een verzoek door dat hij zelf ontvangt?", "Within which term does the processor pass on a request that it receives itself?").when(ARTICLE_28).urgent(),
    ask("terms.subprocessor_notice.ahead", "Hoe lang vooraf wordt een subverwerker aangekondigd?", "How long ahead is a sub-processor announced?").when(ARTICLE_28),
    ask("terms.subprocessor_objection.within", "Binnen welke termijn kan bezwaar worden gemaakt?", "Within what period may an objection be made?").when(&[OF_ARTICLE_28, ("terms.subprocessor_notice.ahead", &["+"])]),
    ask("terms.subprocessor_objection.deemed_approval", "Welke bepaling zegt dat zwijgen als goedkeuring geldt?", "Which clause says that silence counts as approval?")
        .help("Alleen als de overeenkomst dat zegt; de wet zegt het niet.", "Only where the agreement says so; the law does not.")
        .when(&[OF_ARTICLE_28, ("terms.subprocessor_objection.within", &["+"])]),
    ask("terms.return_or_erase.within", "Binnen welke termijn worden de gegevens na afloop gewist of teruggegeven?", "Within which term are the data erased or returned after the end?").when(ARTICLE_28),
    ask("terms.audit.at_most_every", "Hoe vaak mag er hoogstens een audit zijn?", "How often may there be an audit at most?").when(ARTICLE_28),
    ask("processing.purpose", "Voor welke doeleinden wordt er verwerkt?", "For which purposes is there processing?").when(ARTICLE_28),
    ask("processing.subjects", "Van welke categorieën van betrokkenen?", "Of which categories of data subjects?").help(ONE_ROW.0, ONE_ROW.1).when(A_PURPOSE),
    ask("processing.personal_data", "Welke soorten persoonsgegevens?", "Which types of personal data?").help(ONE_ROW.0, ONE_ROW.1).when(A_PURPOSE),
    ask("processing.duration", "Hoe lang duurt de verwerking?", "How long does the processing last?").help(ONE_ROW.0, ONE_ROW.1).when(A_PURPOSE),
    ask("subprocessors.name", "Welke subverwerkers zijn ingeschakeld?", "Which sub-processors are engaged?").when(ARTICLE_28),
    clause("clauses.subject_matter").when(ARTICLE_28),
    clause("clauses.duration").when(ARTICLE_28),
    clause("clauses.nature").when(ARTICLE_28),
    clause("clauses.purpose").when(ARTICLE_28),
    clause("clauses.data").when(ARTICLE_28),
    clause("clauses.subjects").when(ARTICLE_28),
    clause("clauses.controller_rights").when(ARTICLE_28),
    clause("clauses.instructions").when(ARTICLE_28),
    clause("clauses.instructions_exception").when(ARTICLE_28),
    clause("clauses.confidentiality").when(ARTICLE_28),
    clause("clauses.security").when(ARTICLE_28),
    clause("clauses.subprocessors").when(ARTICLE_28),
    clause("clauses.subprocessor_obligations").when(ARTICLE_28),
    clause("clauses.liability_for_subprocessors").when(ARTICLE_28),
    clause("clauses.subject_rights").when(ARTICLE_28),
    clause("clauses.breach_and_dpia").when(ARTICLE_28),
    clause("clauses.prior_consultation").when(ARTICLE_28),
    clause("clauses.return_or_erase").when(ARTICLE_28),
    clause("clauses.existing_copies").when(ARTICLE_28),
    clause("clauses.audit").when(ARTICLE_28),
    clause("clauses.audit_information").when(ARTICLE_28),
    clause("clauses.infringing_instruction").when(ARTICLE_28),
    clause("clauses.responsibilities").when(ARTICLE_26),
    clause("clauses.essence_available").when(ARTICLE_26),
];

const A_PURPOSE: Condition = &[OF_ARTICLE_28, ("processing.purpose", &["+"])];

const fn clause(path: &'static str) -> Question {
    field(path).help(
        "In welke bepaling regelt de overeenkomst dit?",
        "In which clause does the agreement regulate this?",
    )
}
