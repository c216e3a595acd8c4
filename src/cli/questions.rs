//! The questions that a terminal is asked: only what the record cannot do without, and what decides which clocks run.

use anyhow::Result;
use inquire::{MultiSelect, Select, Text as Question};

use crate::folder::Kind;
use crate::records::draft::{Draft, Field};
use crate::records::shape::Shape;
use crate::records::vocabulary::AgreementRole;
use crate::records::{Body, Records, shape_of};
use crate::text::Lang;

/// Asks for what is needed and not given.
pub(super) fn ask(kind: Kind, draft: &mut Draft, records: &Records, lang: Lang) -> Result<()> {
    let fields = Draft::fields(&shape_of(kind));
    let missing = draft.missing(&shape_of(kind));
    for field in fields
        .iter()
        .filter(|field| missing.contains(&format!("--{}", field.flag)))
    {
        let answer = required(field, lang)?;
        draft.give(field, &answer);
    }
    if kind == Kind::Incident {
        incident(&fields, draft, records, lang)?;
    }
    Ok(())
}

fn required(field: &Field, lang: Lang) -> Result<String> {
    let words = in_words(&field.flag, lang);
    Ok(match &field.shape {
        Shape::Word(choices) => Select::new(&format!("{words}:"), choices.clone()).prompt()?,
        Shape::Moment => {
            let help = lang.pick(
                "now, of een moment zoals 2026-03-27T15:00",
                "now, or a moment such as 2026-03-27T15:00",
            );
            Question::new(&format!("{words}?"))
                .with_default("now")
                .with_help_message(help)
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
    let as_processor = matches!(draft.value("role"), Some("processor" | "both"));
    let affected: Vec<String> = records
        .iter()
        .filter_map(|record| match &record.body {
            Some(Body::Agreement(agreement))
                if agreement.our_role == AgreementRole::Processor && agreement.ended_on.is_none() =>
            {
                Some(record.name.clone())
            }
            _ => None,
        })
        .collect();
    if let (true, false, false, Some(field)) = (
        as_processor,
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
