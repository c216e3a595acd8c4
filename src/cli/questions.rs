//! One question at a time on a terminal, and what was answered: by the sort of value that the field takes. Rows, agreements and
//! what was written before come from files: all of it is shown on its line, and steers nothing.

use anyhow::Result;
use inquire::error::InquireResult;
use inquire::ui::{RenderConfig, Styled};
use inquire::validator::Validation;
use inquire::{Confirm, MultiSelect, Select, Text as Line};

use crate::folder::Kind;
use crate::norms::Catalogue;
use crate::records::draft::Draft;
use crate::records::field::Field;
use crate::records::labels;
use crate::records::shape::Shape;
use crate::records::vocabulary::{AgreementRole, WITHOUT_DELAY};
use crate::records::{Agreement, Records, shape_of};
use crate::text::{Lang, in_line};
use crate::time::{Term, Zone};

/// How questions look: as the library shows them, but what is left for later says just that.
pub(super) fn dress() {
    let config = RenderConfig::default().with_canceled_prompt_indicator(Styled::new("–"));
    inquire::set_global_render_config(config);
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A value, or each of the values of a list.
    Given(Vec<String>),
    /// This one is left for later.
    Later,
    /// All the rest is left for later.
    Stop,
}

/// What a question is asked with.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub kind: Kind,
    /// What is known already, for its `now`.
    pub draft: &'a Draft,
    /// The agreements that may be chosen.
    pub agreements: &'a [String],
    /// What was answered before and could not be written: it stands there to be mended.
    pub refused: Option<&'a str>,
    pub zone: Zone,
    pub lang: Lang,
}

impl Asking<'_> {
    /// Asks for what the record cannot do without.
    pub fn required(&self, field: &Field) -> Result<String> {
        let words = needed_words(&field.flag, self.lang);
        loop {
            let default = matches!(field.shape, Shape::Moment).then(|| self.lang.pick("nu", "now"));
            let answer = match &field.shape {
                Shape::Word(choices) => return self.one_of(&words, &field.path(), choices),
                _ => self.line(field, &words, None, default, None)?,
            };
            match answer {
                Some(answer) if !answer.trim().is_empty() => return Ok(answer.trim().to_string()),
                Some(_) => {}
                None => return Err(inquire::InquireError::OperationCanceled.into()),
            }
        }
    }

    /// Asks for what may be left for later.
    pub fn optional(&self, field: &Field, words: &str, help: Option<&str>, default: Option<&str>) -> Result<Answer> {
        let lang = self.lang;
        let path = field.path();
        let articles: Vec<String> = labels::articles(self.kind, &path).map(str::to_string).collect();
        let yes_no = ["true".to_string(), "false".to_string()];
        match &field.shape {
            Shape::Agreement if self.agreements.is_empty() => Ok(Answer::Later),
            Shape::Agreement if field.is_many() => self.several(words, help, &path, self.agreements),
            Shape::Agreement => self.choice(words, help, &path, self.agreements),
            Shape::Word(choices) if field.is_list => self.several(words, help, &path, choices),
            Shape::Word(choices) => self.choice(words, help, &path, choices),
            Shape::Bool => self.choice(words, help, &path, &yes_no),
            _ if !articles.is_empty() => self.choice(words, help, &path, &articles),
            _ => {
                let many = lang.pick("Meer dan één: scheid ze met ;", "More than one: separate them by ;");
                let help = match (help, field.is_many()) {
                    (Some(help), true) => format!("{help} {many}."),
                    (None, true) => format!("{many}."),
                    (help, false) => help.unwrap_or_default().to_string(),
                };
                let help = format!(
                    "{help} {}",
                    lang.pick(
                        "Enter: later · Esc: al het andere later",
                        "Enter: later · Esc: all the rest later"
                    )
                );
                // What Enter would give stands on the line, where it can be seen and taken away.
                Ok(match self.line(field, words, Some(help.trim()), None, default)? {
                    None => Answer::Stop,
                    Some(answer) if answer.trim().is_empty() => Answer::Later,
                    Some(answer) if field.is_many() => Answer::Given(
                        answer
                            .split(';')
                            .map(|part| part.trim().to_string())
                            .filter(|part| !part.is_empty())
                            .collect(),
                    ),
                    Some(answer) => Answer::Given(vec![answer.trim().to_string()]),
                })
            }
        }
    }

    /// A line that the field takes; what it does not take is said at once, so that nothing typed before is lost.
    fn line(
        &self,
        field: &Field,
        words: &str,
        help: Option<&str>,
        default: Option<&str>,
        prefilled: Option<&str>,
    ) -> Result<Option<String>> {
        let (draft, shape, zone, lang) = (self.draft.clone(), field.shape.clone(), self.zone, self.lang);
        let check = move |answer: &str| {
            let why = match &shape {
                _ if answer.trim().is_empty() => None,
                Shape::Moment | Shape::Date => match draft.read_moment(answer.trim()) {
                    Ok(moment) => zone.instant(moment).err().map(|skipped| skipped.text(zone)),
                    Err(why) => Some(why),
                },
                Shape::Term => answer.trim().parse::<Term>().err(),
                Shape::Within if answer.trim() != WITHOUT_DELAY => answer.trim().parse::<Term>().err(),
                Shape::Integer { .. } if answer.trim().parse::<u64>().is_err() => Some(shape.expected()),
                _ => None,
            };
            Ok(match why {
                None => Validation::Valid,
                Some(why) => Validation::Invalid(why.get(lang).to_string().into()),
            })
        };
        let moment = lang.pick(
            "nu, of een moment zoals 2026-03-27T15:00.",
            "now, or a moment such as 2026-03-27T15:00.",
        );
        let help = match (&field.shape, help) {
            (Shape::Moment | Shape::Date, Some(help)) => Some(format!("{moment} {help}")),
            (Shape::Moment | Shape::Date, None) => Some(moment.to_string()),
            (_, help) => help.map(str::to_string),
        };
        let words = in_line(words);
        let mut line = Line::new(&words).with_validator(check);
        line.help_message = help.as_deref();
        line.default = default.filter(|_| self.refused.is_none());
        Ok(prompt(line, self.refused.or(prefilled))?)
    }

    fn choice(&self, words: &str, help: Option<&str>, path: &str, choices: &[String]) -> Result<Answer> {
        let later = self.lang.pick("later", "later");
        let shown: Vec<String> = [later.to_string()]
            .into_iter()
            .chain(self.shown(path, choices))
            .collect();
        let keys = self.lang.pick(
            "↑↓ Enter · Esc: al het andere later",
            "↑↓ Enter · Esc: all the rest later",
        );
        let help = help.map_or(keys.to_string(), |help| format!("{help} {keys}"));
        let chosen = Select::new(&in_line(words), shown)
            .with_help_message(&help)
            .raw_prompt_skippable()?;
        Ok(match chosen {
            None => Answer::Stop,
            Some(chosen) if chosen.index == 0 => Answer::Later,
            Some(chosen) => Answer::Given(vec![choices[chosen.index - 1].clone()]),
        })
    }

    fn one_of(&self, words: &str, path: &str, choices: &[String]) -> Result<String> {
        let select = Select::new(words, self.shown(path, choices)).with_help_message("↑↓ Enter");
        Ok(choices[select.raw_prompt()?.index].clone())
    }

    fn several(&self, words: &str, help: Option<&str>, path: &str, choices: &[String]) -> Result<Answer> {
        let keys = self.lang.pick(
            "spatie kiest, Enter bevestigt; niets gekozen: later · Esc: al het andere later",
            "space chooses, Enter confirms; nothing chosen: later · Esc: all the rest later",
        );
        let help = help.map_or(keys.to_string(), |help| format!("{help} {keys}"));
        let chosen = MultiSelect::new(&in_line(words), self.shown(path, choices))
            .with_help_message(&help)
            .raw_prompt_skippable()?;
        Ok(match chosen {
            None => Answer::Stop,
            Some(chosen) if chosen.is_empty() => Answer::Later,
            Some(chosen) => Answer::Given(chosen.iter().map(|option| choices[option.index].clone()).collect()),
        })
    }

    /// The choices as people call them.
    fn shown(&self, path: &str, choices: &[String]) -> Vec<String> {
        let called = |choice: &String| match choice.as_str() {
            "true" => labels::yes_no(true),
            "false" => labels::yes_no(false),
            word => labels::word(self.kind, path, word),
        };
        choices
            .iter()
            .map(|choice| in_line(called(choice).get(self.lang)))
            .collect()
    }
}

/// The agreements that a field can refer to: those in the role that it is about, as long as data are held under them.
pub(super) fn agreements(records: &Records, kind: Kind, path: &str) -> Vec<String> {
    use AgreementRole::{Controller, JointController, Processor};
    let roles: &[AgreementRole] = match (kind, path) {
        (Kind::Activity, "processors") => &[Controller],
        (Kind::Activity, _) => &[Processor, JointController],
        _ => &[Processor],
    };
    let agreements = records.iter().filter(|record| record.kind == Kind::Agreement);
    let current = agreements.filter(|record| {
        record.typed::<Agreement>().is_some_and(|agreement| {
            let is_over = agreement.end.as_ref().is_some_and(|end| end.completed_on.is_some());
            roles.contains(&agreement.our_role) && !is_over
        })
    });
    current.map(|record| record.name.clone()).collect()
}

/// The field that stands at a path.
pub(super) fn field_at(kind: Kind, path: &str) -> Option<Field> {
    Field::all(shape_of(kind))
        .into_iter()
        .find(|field| field.path() == path)
}

/// Whether to go on with the form.
pub(super) fn go_on(kind: Kind, lang: Lang) -> Result<bool> {
    let question = match kind {
        Kind::Incident => lang.pick(
            "Verder met wat ook het meldformulier van de AP vraagt? Dit is nog geen melding; alles mag later.",
            "Go on with what the authority's form asks too? This notifies nobody yet; all of it may be left for later.",
        ),
        _ => lang.pick(
            "Verder invullen? Alles mag later.",
            "Go on? All of it may be left for later.",
        ),
    };
    let (yes, no) = (lang.pick("ja", "yes"), lang.pick("nee", "no"));
    let is_yes = move |answer: &str| match answer.trim().to_lowercase().chars().next() {
        Some('j' | 'y') => Ok(true),
        Some('n') => Ok(false),
        _ => Err(()),
    };
    let error = format!("{yes}/{no}");
    let said = Confirm::new(question)
        .with_default(true)
        .with_parser(&is_yes)
        .with_formatter(&move |answer| if answer { yes } else { no }.to_string())
        .with_default_value_formatter(&move |_| lang.pick("J/n", "Y/n").to_string())
        .with_error_message(&error)
        .prompt_skippable()?;
    Ok(said.unwrap_or(false))
}

/// Which of the open duties was done.
pub(super) fn duty(names: &[String], catalogue: &Catalogue, lang: Lang) -> Result<String> {
    let shown: Vec<String> = names
        .iter()
        .map(|name| in_line(&format!("{name} – {}", catalogue.duty_title(name).get(lang))))
        .collect();
    let question = lang.pick("Wat is gedaan?", "What was done?");
    let chosen = Select::new(question, shown)
        .with_help_message("↑↓ Enter")
        .raw_prompt()?;
    Ok(names[chosen.index].clone())
}

/// One of several choices, or none for now: that stands first, so that Enter alone decides nothing.
pub(super) fn one_or_later(words: &str, choices: &[&str], lang: Lang) -> Result<Option<usize>> {
    let shown: Vec<&str> = [lang.pick("later", "later")]
        .into_iter()
        .chain(choices.iter().copied())
        .collect();
    let chosen = Select::new(words, shown)
        .with_help_message("↑↓ Enter")
        .raw_prompt_skippable()?;
    Ok(chosen.and_then(|chosen| chosen.index.checked_sub(1)))
}

/// Which of several rows is meant.
pub(super) fn row(rows: &[String], lang: Lang) -> Result<usize> {
    let question = lang.pick("Welke?", "Which?");
    let chosen = Select::new(question, rows.iter().map(|row| in_line(row)).collect())
        .with_help_message("↑↓ Enter")
        .raw_prompt()?;
    Ok(chosen.index)
}

/// A line of free text that must say something.
pub(super) fn needed(words: &str) -> Result<String> {
    loop {
        let answer = Line::new(words).prompt()?;
        if !answer.trim().is_empty() {
            return Ok(answer.trim().to_string());
        }
    }
}

/// A line of free text; nothing where it is left for later.
pub(super) fn sentence(words: &str, lang: Lang) -> Result<Option<String>> {
    sentence_from(words, None, lang)
}

/// The same, with what was written before to begin with.
pub(super) fn sentence_from(words: &str, before: Option<&str>, lang: Lang) -> Result<Option<String>> {
    let help = lang.pick("Enter zonder tekst, of Esc: later", "Enter without text, or Esc: later");
    let line = Line::new(words).with_help_message(help);
    Ok(prompt(line, before)?
        .map(|answer| answer.trim().to_string())
        .filter(|answer| !answer.is_empty()))
}

/// Asks for a line, with what was written before to begin with; what is left as it was shown is left as it was written.
fn prompt(line: Line, before: Option<&str>) -> InquireResult<Option<String>> {
    let shown = before.map(in_line);
    let line = Line {
        initial_value: shown.as_deref(),
        ..line
    };
    let answer = line.prompt_skippable()?;
    Ok(match answer == shown {
        true => answer.and(before.map(str::to_string)),
        false => answer,
    })
}

/// The words for a field that a record cannot do without.
fn needed_words(flag: &str, lang: Lang) -> String {
    let (nl, en) = match flag {
        "discovered-at" => ("Wanneer was het eerste signaal?", "When was the first signal?"),
        "received-at" => ("Wanneer is het verzoek ontvangen?", "When was the request received?"),
        "summary" => (
            "Wat is er gebeurd, in één zin en zonder namen?",
            "What happened, in one sentence and without names?",
        ),
        "subject" => (
            "Kenmerk van de betrokkene, geen naam:",
            "Reference of the data subject, not a name:",
        ),
        "name" => ("Naam:", "Name:"),
        "role" | "our-role" => ("Onze rol:", "Our role:"),
        "right" => ("Welk recht?", "Which right?"),
        "counterparty-name" => ("Naam van de andere partij:", "Name of the other party:"),
        other => (other, other),
    };
    lang.pick(nl, en).to_string()
}
