//! The processor's notice to a controller, article 33(2): first what the usual contract lists, in its order, then what the
//! controller must be able to pass on under 33(3) and that list leaves out.

use crate::records::{Kind, Record};
use crate::text::Lang;

use super::asked::Source::{Field, Told};
use super::asked::{Breach, Question, Source};
use super::elsewhere::points_elsewhere;
use super::{Written, clocks};
use crate::report::letterhead::{block, contact, day_in_full, ours, reference, sender};
use crate::report::sending::BeforeSending;
use crate::report::{Part, Said};

const fn asks(
    nl: &'static str,
    en: &'static str,
    source: Source,
    by: &'static str,
    at: Option<&'static str>,
) -> Question {
    Question {
        asks: (nl, en),
        source,
        by,
        at,
        may_follow: true,
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
        "personal data concerned",
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
        Told(elsewhere),
        "DPA 6.2",
        Some("contact"),
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
        Told(point),
        "33(3)(b)",
        Some("avg.toml: [officer]"),
    ),
];

pub(super) fn notice(breach: &Breach, agreement: &Record, before: &mut BeforeSending) -> Written {
    let lang = breach.lang();
    clocks(breach, "notify-controller", Some(&agreement.name), before);
    if agreement.said("our_role") != Some("processor") {
        before.warn(lang.pick(
            "In deze overeenkomst zijn wij niet de verwerker.",
            "Under this agreement we are not the processor.",
        ));
    }
    if breach.word("role") == Some("controller") {
        before.warn(lang.pick(
            "Volgens de registratie zijn wij hier alleen verwerkingsverantwoordelijke: artikel 33(2) geldt voor de verwerker.",
            "According to the record we are only controller here: article 33(2) is for the processor.",
        ));
    }
    if breach.is_denied() {
        return no_breach(breach, agreement);
    }
    remind(breach, agreement, before);
    whom_to_reach(agreement, lang, before);
    before.say(lang.pick(
        "Het logboek hieronder gaat mee: lees na of er niets in staat dat over anderen gaat.",
        "The log below is sent along: see that nothing in it is about others.",
    ));
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
    (title.to_string(), parts)
}

/// To whom it goes.
fn whom_to_reach(agreement: &Record, lang: Lang, before: &mut BeforeSending) {
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
        if agreement.said(path).is_none() {
            let flag = path.replace(['.', '_'], "-");
            before.miss(
                lang.pick(nl, en),
                "33(2)",
                &format!("avg edit {} --{flag}", agreement.name),
            );
        }
    }
}

/// What may not go along: it is of others.
fn remind(breach: &Breach, agreement: &Record, before: &mut BeforeSending) {
    let lang = breach.lang();
    let rows = breach.node("controllers").map(|list| list.items()).unwrap_or_default();
    let is_named = rows
        .iter()
        .any(|row| row.get("agreement").and_then(|it| it.text()) == Some(agreement.name.as_str()));
    if !is_named {
        before.warn(lang.pick(
            "De registratie noemt deze verwerkingsverantwoordelijke niet in [[controllers]].",
            "The record does not name this controller in [[controllers]].",
        ));
    }
    let left_out = log(breach).filter(|text| breach.names_another(text)).count();
    if left_out > 0 {
        before.warn(lang.pick(
            format!("Uit het logboek is niet opgenomen wat een andere wederpartij noemt: {left_out}."),
            format!("Of the log, what names another counterparty was left out: {left_out}."),
        ));
    }
}

/// The texts of the log.
fn log<'b>(breach: &'b Breach) -> impl Iterator<Item = &'b str> {
    let entries = breach.node("log").map(|log| log.items()).unwrap_or_default();
    entries.iter().filter_map(|entry| entry.get("text")?.text())
}

/// What was suspected proved to be no breach.
fn no_breach(breach: &Breach, agreement: &Record) -> Written {
    let lang = breach.lang();
    let mut text = address(breach, agreement);
    text.push(Said::Sentence(
        lang.pick(
            "Op nader onderzoek bleek er geen inbreuk in verband met persoonsgegevens te zijn. Ons eerdere bericht hierover vervalt.",
            "Further investigation has shown that there was no personal data breach. Our earlier notice about it lapses.",
        )
        .to_string(),
    ));
    let title = lang.pick("Geen datalek", "No personal data breach");
    (title.to_string(), vec![Part::text("", text)])
}

/// To whom, from whom, and when.
fn address(breach: &Breach, agreement: &Record) -> Vec<Said> {
    let lang = breach.lang();
    let to = block(
        &["name", "contact", "email", "incident_phone"].map(|key| agreement.said(&format!("counterparty.{key}"))),
    );
    let from = sender(breach.reader.records);
    let [to_word, from_word] = lang.pick(["Aan:", "Van:"], ["To:", "From:"]);
    [
        format!("{to_word}\n{to}"),
        format!("{from_word}\n{from}"),
        format!(
            "{}\n{}",
            day_in_full(breach.at.today(), lang),
            reference(breach.record, None, lang)
        ),
    ]
    .map(Said::Sentence)
    .to_vec()
}

fn opening(breach: &Breach, agreement: &Record) -> Vec<Said> {
    let lang = breach.lang();
    let clause = agreement.said("terms.breach_notice.clause");
    let name = agreement.said("name").unwrap_or(&agreement.name);
    let under = match (clause, lang) {
        (Some(clause), Lang::Nl) => format!("artikel 33, lid 2, AVG en bepaling {clause} van {name}"),
        (Some(clause), Lang::En) => format!("article 33(2) GDPR and clause {clause} of {name}"),
        (None, Lang::Nl) => format!("artikel 33, lid 2, AVG, in verband met {name},"),
        (None, Lang::En) => format!("article 33(2) GDPR, in connection with {name},"),
    };
    let what = match breach.yes("breach") {
        Some(true) => lang.pick("een datalek", "a personal data breach"),
        _ => lang.pick("een vermoedelijk datalek", "a suspected personal data breach"),
    };
    let mut text = address(breach, agreement);
    text.push(Said::Sentence(lang.pick(
            format!("Op grond van {under} laten wij u weten dat zich bij ons {what} heeft voorgedaan waarbij persoonsgegevens betrokken zijn of kunnen zijn die wij voor u verwerken."),
            format!("Under {under} we inform you that {what} has occurred at our organisation that affects, or may affect, personal data that we process on your behalf."),
        )));
    text
}

fn closing(breach: &Breach) -> Vec<Said> {
    let lang = breach.lang();
    let name = ours(breach.reader.records, "organisation.name").unwrap_or_default();
    [
        lang.pick(
            "Wat hierboven nog niet bekend is, sturen wij u zonder onredelijke vertraging na, zo nodig in stappen (artikel 33, lid 4, AVG).",
            "Whatever is not known yet we will send you without undue delay, in phases where necessary (article 33(4) GDPR).",
        ),
        lang.pick(
            "Wij verstrekken u op verzoek onverwijld wat u nodig hebt om oorzaak, omvang en gevolgen vast te stellen en betrokkenen in te lichten.",
            "On request we will provide without delay what you need to establish the cause, extent and consequences of the breach and to inform data subjects.",
        ),
        match breach.yes("breach") {
            Some(true) => lang.pick(
                "Uw eigen termijn van 72 uur voor een melding begint als u kennis hebt van de inbreuk (artikel 33, lid 1, AVG): uiterlijk bij de ontvangst van dit bericht.",
                "Your own period of 72 hours for a notification begins when you become aware of the breach (article 33(1) GDPR): at the latest on receipt of this notice.",
            ),
            _ => lang.pick(
                "Of er een inbreuk is, staat nog niet vast. Uw eigen termijn van 72 uur voor een melding begint zodra u kennis hebt van de inbreuk (artikel 33, lid 1, AVG); wij berichten u zodra dit vaststaat.",
                "Whether there is a breach is not established yet. Your own period of 72 hours for a notification begins once you become aware of the breach (article 33(1) GDPR); we will tell you as soon as it is established.",
            ),
        },
        name,
    ]
    .map(|words| Said::Sentence(words.to_string()))
    .to_vec()
}

/// Where we can be reached, by the number for incidents too.
fn point(breach: &Breach) -> Option<String> {
    let contact = contact(breach.reader.records)?;
    let phone = ours(breach.reader.records, "organisation.incident_phone");
    Some(match phone {
        Some(phone) => breach.lang().pick(
            format!("{contact}\nincidenten: {phone}"),
            format!("{contact}\nincidents: {phone}"),
        ),
        None => contact,
    })
}

/// Where besides us, as clause 6.2 of the contract asks; the law asks no such thing.
fn elsewhere(breach: &Breach) -> Option<String> {
    let contact = breach.said("contact")?;
    points_elsewhere(&contact, breach.reader.records).then_some(contact)
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
        let text = entry.get("text")?.text().filter(|text| !breach.names_another(text))?;
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
