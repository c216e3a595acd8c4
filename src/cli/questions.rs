//! The questions that a terminal is asked: only what the record cannot do without, and what decides which clocks run.

use anyhow::Result;
use inquire::validator::Validation;
use inquire::{MultiSelect, Select, Text as Question};

use crate::folder::Kind;
use crate::norms::Catalogue;
use crate::records::draft::{Draft, Field};
use crate::records::shape::Shape;
use crate::records::vocabulary::AgreementRole;
use crate::records::{Body, Records, shape_of};
use crate::text::Lang;

/// Asks for what is needed and not given.
pub(super) fn ask(kind: Kind, draft: &mut Draft, records: &Records, lang: Lang) -> Result<()> {
    let fields = Draft::fields(shape_of(kind));
    let missing = draft.missing(shape_of(kind));
    for field in fields
        .iter()
        .filter(|field| missing.contains(&format!("--{}", field.flag)))
    {
        let answer = required(field, draft, lang)?;
        draft.give(field, &answer);
    }
    match kind {
        Kind::Incident => incident(&fields, draft, records, lang),
        Kind::Request => request(&fields, draft, records, lang),
        Kind::Organisation | Kind::Activity | Kind::Agreement => Ok(()),
    }
}

/// For a controller: for which one, and whether it must still be passed on, decides by when.
fn request(fields: &[Field], draft: &mut Draft, records: &Records, lang: Lang) -> Result<()> {
    if draft.value("role") != Some("processor") {
        return Ok(());
    }
    let find = |flag: &str| fields.iter().find(|field| field.flag == flag);
    let agreements = as_processor(records);
    if let (None, false, Some(field)) = (draft.value("agreement"), agreements.is_empty(), find("agreement")) {
        let question = lang.pick("Voor welke verwerkingsverantwoordelijke?", "For which controller?");
        draft.give(field, &Select::new(question, agreements).prompt()?);
    }
    if let (None, Some(field)) = (draft.value("received_from"), find("received-from")) {
        let question = lang.pick("Van wie kwam het?", "From whom did it come?");
        draft.give(field, Select::new(question, vec!["subject", "controller"]).prompt()?);
    }
    Ok(())
}

/// The agreements in which we are the processor and that have not ended.
fn as_processor(records: &Records) -> Vec<String> {
    let current = records.iter().filter(|record| match &record.body {
        Some(Body::Agreement(agreement)) => {
            agreement.our_role == AgreementRole::Processor && agreement.ended_on.is_none()
        }
        _ => false,
    });
    current.map(|record| record.name.clone()).collect()
}

fn required(field: &Field, draft: &Draft, lang: Lang) -> Result<String> {
    let words = in_words(&field.flag, lang);
    Ok(match &field.shape {
        Shape::Word(choices) => Select::new(&format!("{words}:"), choices.clone()).prompt()?,
        Shape::Moment => {
            let help = lang.pick(
                "nu, of een moment zoals 2026-03-27T15:00",
                "now, or a moment such as 2026-03-27T15:00",
            );
            let known = draft.clone();
            // Said at once, so that nothing that was typed before is lost.
            let is_moment = move |answer: &str| {
                Ok(match known.read_moment(answer) {
                    Ok(_) => Validation::Valid,
                    Err(why) => Validation::Invalid(why.get(lang).into()),
                })
            };
            Question::new(&format!("{words}?"))
                .with_default(lang.pick("nu", "now"))
                .with_help_message(help)
                .with_validator(is_moment)
                .prompt()?
        }
        _ => loop {
            let answer = Question::new(&format!("{words}:")).prompt()?;
            if !answer.trim().is_empty() {
                break answer;
            }
        },
    })
}

/// In which role an incident meets us decides who must be told, and by when.
fn incident(fields: &[Field], draft: &mut Draft, records: &Records, lang: Lang) -> Result<()> {
    let find = |flag: &str| fields.iter().find(|field| field.flag == flag);
    if let (None, Some(role)) = (draft.value("role"), find("role")) {
        let undecided = lang.pick("nog niet bekend", "not known yet");
        let choices = vec![undecided, "controller", "processor", "both"];
        let question = lang.pick("In welke rol raakt dit ons?", "In which role does this meet us?");
        let answer = Select::new(question, choices).prompt()?;
        if answer != undecided {
            draft.give(role, answer);
        }
    }
    let is_processor = matches!(draft.value("role"), Some("processor" | "both"));
    let affected = as_processor(records);
    if let (true, false, false, Some(field)) = (
        is_processor,
        draft.has_table("controllers"),
        affected.is_empty(),
        find("controllers-agreement"),
    ) {
        let question = lang.pick("Wiens gegevens zijn geraakt?", "Whose data are affected?");
        for name in MultiSelect::new(question, affected).prompt()? {
            draft.give(field, &name);
        }
    }
    Ok(())
}

/// The words for a required field.
fn in_words(flag: &str, lang: Lang) -> String {
    let (nl, en) = match flag {
        "discovered-at" => ("Wanneer was het eerste signaal", "When was the first signal"),
        "received-at" => ("Wanneer is het verzoek ontvangen", "When was the request received"),
        "summary" => (
            "Wat is er gebeurd, in één zin en zonder namen",
            "What happened, in one sentence and without names",
        ),
        "subject" => (
            "Kenmerk van de betrokkene, geen naam",
            "Reference of the data subject, not a name",
        ),
        "name" => ("Naam", "Name"),
        "role" | "our-role" => ("Onze rol", "Our role"),
        "right" => ("Welk recht", "Which right"),
        "counterparty-name" => ("Naam van de andere partij", "Name of the other party"),
        other => (other, other),
    };
    lang.pick(nl, en).to_string()
}

/// Which of the open duties was done.
pub(super) fn duty(names: &[String], catalogue: &Catalogue, lang: Lang) -> Result<String> {
    let shown: Vec<String> = names
        .iter()
        .map(|name| format!("{name} – {}", catalogue.duty_title(name).get(lang)))
        .collect();
    let question = lang.pick("Wat is gedaan?", "What was done?");
    let chosen = Select::new(question, shown).raw_prompt()?;
    Ok(names[chosen.index].clone())
}

/// Why something was done late; nothing where that is left for later.
pub(super) fn why_late(lang: Lang) -> Result<Option<String>> {
    let question = lang.pick("Waarom werd het later?", "Why was it later?");
    let help = lang.pick("Esc: later invullen", "Esc: fill it in later");
    let answer = Question::new(question).with_help_message(help).prompt_skippable()?;
    Ok(answer.filter(|answer| !answer.trim().is_empty()))
}

/// Why a request takes longer.
pub(super) fn why_longer(lang: Lang) -> Result<Option<String>> {
    let question = lang.pick("Waarom duurt het langer, zoals het is meegedeeld?", "Why does it take longer, as it was told?");
    Ok(Question::new(question).prompt_skippable()?)
}
