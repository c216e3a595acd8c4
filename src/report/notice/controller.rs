//! The processor's notice to a controller, article 33(2): first what the usual contract lists, in its order, then what the
//! controller must be able to pass on under 33(3) and that list leaves out.

use crate::records::{Kind, Record};

use super::super::letterhead::{block, contact, day_in_full, ours, said, sender};
use super::super::sending::BeforeSending;
use super::super::{Part, Said};
use super::asked::From::{Field, Told};
use super::asked::{Breach, Question};
use super::{Written, clocks};

const fn asks(
    nl: &'static str,
    en: &'static str,
    from: super::asked::From,
    by: &'static str,
    at: Option<&'static str>,
) -> Question {
    Question {
        asks: (nl, en),
        from,
        by,
        at,
    }
}

/// The seven of the contract.
const LISTED: &[Question] = &[
    asks(
        "tijdstip van ontdekking of vermoeden",
        "moment of discovery or suspicion",
        Told(discovered),
        "33(2)",
        Some("discovered_at"),
    ),
    asks(
        "aard van het datalek",
        "nature of the breach",
        Told(nature),
        "33(3)(a)",
        Some("kinds"),
    ),
    asks(
        "voortgang van het onderzoek",
        "progress of the investigation",
        Told(progress),
        "33(4)",
        Some("breach"),
    ),
    asks(
        "op welke persoonsgegevens het betrekking heeft",
        "which personal data it concerns",
        Field("personal_data"),
        "33(3)(a)",
        None,
    ),
    asks(
        "hoeveelheid persoonsgegevens, bij benadering",
        "approximate amount of personal data",
        Field("records_count"),
        "33(3)(a)",
        Some("records_count.min"),
    ),
    asks(
        "daadwerkelijke en mogelijke nadelige gevolgen",
        "actual and possible adverse effects",
        Field("consequences"),
        "33(3)(c)",
        None,
    ),
    asks(
        "waar naast ons meer informatie te verkrijgen is",
        "where more information can be obtained besides us",
        Field("contact"),
        "33(3)(b)",
        None,
    ),
    asks(
        "getroffen en voorgestelde maatregelen",
        "measures taken and proposed",
        Field("measures"),
        "33(3)(d)",
        None,
    ),
];

/// What 33(3) asks of the controller beside those.
const BESIDE: &[Question] = &[
    asks(
        "categorieën van betrokkenen",
        "categories of data subjects",
        Field("subjects"),
        "33(3)(a)",
        None,
    ),
    asks(
        "aantal betrokkenen, bij benadering",
        "approximate number of data subjects",
        Field("subjects_count"),
        "33(3)(a)",
        Some("subjects_count.min"),
    ),
    asks(
        "bijzondere of strafrechtelijke gegevens",
        "special categories or criminal data",
        Field("special_data"),
        "33(3)(a)",
        None,
    ),
    asks(
        "gegevens versleuteld, gehasht of anders onbegrijpelijk",
        "data encrypted, hashed or otherwise unintelligible",
        Field("unintelligible"),
        "34(3)(a)",
        None,
    ),
    asks(
        "ons contactpunt",
        "our contact point",
        Told(|breach| contact(breach.reader.records)),
        "33(3)(b)",
        Some("avg.toml: [officer]"),
    ),
];

pub(super) fn notice(breach: &Breach, agreement: &Record, before: &mut BeforeSending) -> Written {
    let lang = breach.lang();
    clocks(breach, "notify-controller", Some(&agreement.name), before);
    if breach.word("role") == Some("controller") {
        before.warn(lang.pick(
            "Volgens de registratie zijn wij hier alleen verwerkingsverantwoordelijke: artikel 33(2) geldt voor de verwerker.",
            "According to the record we are only controller here: article 33(2) is for the processor.",
        ));
    }
    let concerned = breach.node("controllers").map_or(0, |list| list.items().len());
    if concerned > 1 {
        before.warn(lang.pick(
            format!("De aantallen in de registratie gelden voor de {concerned} geraakte organisaties samen: zet hier die van deze ene."),
            format!("The numbers in the record are those of the {concerned} organisations concerned together: put here those of this one."),
        ));
    }
    before.say(lang.pick(
        "Het logboek hieronder gaat mee: lees na of er niets in staat dat over anderen gaat.",
        "The log below is sent along: see that nothing in it is about others.",
    ));
    for (path, nl, en) in [
        (
            "counterparty.contact",
            "contactpersoon van de wederpartij",
            "the counterparty's contact",
        ),
        (
            "counterparty.email",
            "e-mailadres van de wederpartij",
            "the counterparty's email address",
        ),
    ] {
        if said(agreement, path).is_none() {
            let flag = path.replace(['.', '_'], "-");
            before.miss(
                lang.pick(nl, en),
                "33(2)",
                &format!("avg edit {} --{flag}", agreement.name),
            );
        }
    }
    let parts = vec![
        Part::text("", opening(breach, agreement)),
        Part::table(
            lang.pick("Wat wij nu weten", "What we know now"),
            breach.answers(LISTED, before),
        ),
        Part::table(
            lang.pick("Voor uw eigen melding", "For your own notification"),
            breach.answers(BESIDE, before),
        ),
        Part::text(lang.pick("Verder", "Further"), closing(breach)),
    ];
    let title = lang.pick("Kennisgeving van een datalek", "Notice of a personal data breach");
    (format!("{title}: {}", breach.record.name), parts)
}

fn opening(breach: &Breach, agreement: &Record) -> Vec<Said> {
    let lang = breach.lang();
    let to = block(
        &["name", "contact", "email", "incident_phone"].map(|key| said(agreement, &format!("counterparty.{key}"))),
    );
    let from = sender(breach.reader.records);
    let today = day_in_full(breach.at.today(), lang);
    let clause = said(agreement, "terms.breach_notice.clause");
    let name = said(agreement, "name").unwrap_or(&agreement.name);
    let under = match (clause, lang) {
        (Some(clause), crate::text::Lang::Nl) => format!("artikel 33, lid 2, AVG en artikel {clause} van {name}"),
        (Some(clause), crate::text::Lang::En) => format!("article 33(2) GDPR and clause {clause} of {name}"),
        (None, crate::text::Lang::Nl) => format!("artikel 33, lid 2, AVG, in verband met {name}"),
        (None, crate::text::Lang::En) => format!("article 33(2) GDPR, in connection with {name}"),
    };
    let what = match breach.yes("breach") {
        Some(true) => lang.pick("een datalek", "a personal data breach"),
        _ => lang.pick("een vermoedelijk datalek", "a suspected personal data breach"),
    };
    let [to_word, from_word] = lang.pick(["Aan:", "Van:"], ["To:", "From:"]);
    [
        format!("{to_word}\n{to}"),
        format!("{from_word}\n{from}"),
        today,
        lang.pick(
            format!("Op grond van {under} laten wij u weten dat zich bij ons {what} heeft voorgedaan waarbij persoonsgegevens betrokken zijn of kunnen zijn die wij voor u verwerken."),
            format!("Under {under} we inform you that {what} occurred with us that concerns, or may concern, personal data that we process on your behalf."),
        ),
    ]
    .map(Said::Sentence)
    .to_vec()
}

fn closing(breach: &Breach) -> Vec<Said> {
    let lang = breach.lang();
    let name = ours(breach.reader.records, "organisation.name").unwrap_or_default();
    [
        lang.pick(
            "Wat hierboven nog niet bekend is, sturen wij u zonder onredelijke vertraging na, zo nodig in stappen (33(4)).",
            "What is not known yet above we send you without undue delay, in phases where needed (33(4)).",
        ),
        lang.pick(
            "Wij verstrekken u op verzoek onverwijld wat u nodig hebt om oorzaak, omvang en gevolgen vast te stellen en betrokkenen in te lichten. Uw eigen termijn van 72 uur voor een melding begint als u kennis hebt van de inbreuk (33(1)): uiterlijk bij de ontvangst van dit bericht.",
            "On request we give you without delay what you need to establish cause, extent and consequences and to inform data subjects. Your own 72 hours for a notification begin when you are aware of the breach (33(1)): at the latest on receipt of this notice.",
        ),
        name,
    ]
    .map(|words| Said::Sentence(words.to_string()))
    .to_vec()
}

fn discovered(breach: &Breach) -> Option<String> {
    let lang = breach.lang();
    let discovered = breach.said("discovered_at")?;
    let aware = breach
        .said("aware_at")
        .filter(|aware| *aware != discovered)
        .map(|aware| {
            lang.pick(
                format!("\nredelijke zekerheid: {aware}"),
                format!("\nreasonable certainty: {aware}"),
            )
        });
    Some(discovered + &aware.unwrap_or_default())
}

fn nature(breach: &Breach) -> Option<String> {
    let lines = ["kinds", "summary", "cause"].map(|path| breach.said(path));
    breach.node("kinds")?;
    Some(lines.into_iter().flatten().collect::<Vec<_>>().join("\n"))
}

/// How far it is, and what happened when.
fn progress(breach: &Breach) -> Option<String> {
    let lang = breach.lang();
    let state = match breach.yes("breach") {
        Some(true) => lang.pick("de inbreuk staat vast", "the breach is established"),
        Some(false) => lang.pick("het bleek geen inbreuk", "it turned out to be no breach"),
        None => lang.pick("wordt nog onderzocht", "still under investigation"),
    };
    let log = breach.node("log").map(|log| log.items()).unwrap_or_default();
    let lines = log.iter().filter_map(|entry| {
        let text = entry.get("text")?.text()?;
        let at = entry
            .get("at")
            .map(|at| breach.reader.value(Kind::Incident, "log.at", at));
        Some(format!(
            "\n{}{text}",
            at.map(|at| format!("{at}: ")).unwrap_or_default()
        ))
    });
    Some(format!("{state}{}", lines.collect::<String>()))
}
