//! The due list: what must be done by when, by whom, and under which norms; of one folder or of several together.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::finding::Fingerprint;
use crate::norms::Catalogue;
use crate::norms::check::sort_by_urgency;
use crate::norms::duties::{Clock, Duty, Status};
use crate::records::Records;
use crate::text::{Lang, Text};
use crate::time::{End, Term};

use super::clock::{cited, ends, explanation, period, source};
use super::countdown::{At, Stage, countdown};
use super::{Cell, Data, Group, Instant, Table, clocks};

/// A folder with its duties, as far as showing them needs it.
pub struct Place<'a> {
    /// Its path as it was asked for, where it must be told from others.
    pub label: Option<&'a str>,
    /// What comes before its paths in its git work tree.
    pub prefix: &'a str,
    pub records: &'a Records<'a>,
    pub catalogue: &'a Catalogue,
    pub duties: &'a [Duty],
    pub now: DateTime<Utc>,
}

impl<'a> Place<'a> {
    pub fn organisation(&self) -> Option<&'a str> {
        self.records.organisation_name()
    }

    /// The organisation's name, or nothing.
    pub fn name(&self) -> &'a str {
        self.organisation().unwrap_or_default()
    }

    pub fn at(&self) -> At {
        At {
            now: self.now,
            zone: self.records.zone,
        }
    }

    /// How long before its safe end a duty is soon due.
    pub fn soon(&self) -> Term {
        self.records.soon
    }
}

/// A duty to be shown, and whose it is.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    pub duty: &'a Duty,
    pub place: &'a Place<'a>,
    /// What it is known by in every calendar: neither the moment nor the language nor its dates change it.
    pub id: Fingerprint,
    /// Whether it is for a page on which nothing stands that somebody wrote in a record: rows go by their number, and
    /// nobody's name is given.
    pub is_discreet: bool,
}

impl<'a> Line<'a> {
    pub fn discreet(self) -> Line<'a> {
        Line {
            is_discreet: true,
            ..self
        }
    }

    /// Who the register says keeps the activity.
    pub fn owner(&self) -> Option<&'a str> {
        self.place.records.get(&self.duty.record)?.owner()
    }

    pub fn title(&self) -> Text {
        self.place.catalogue.duty_title(&self.duty.name)
    }

    /// The record and the row in it.
    pub fn subject(&self) -> String {
        let item = self.item().map(|item| format!(" · {item}"));
        format!("{}{}", self.duty.record, item.unwrap_or_default())
    }

    /// What the row in the record is known by.
    pub fn item(&self) -> Option<String> {
        match self.is_discreet {
            true => self.row(),
            false => self.duty.item.clone(),
        }
    }

    /// The row by the record that it names, else by its number.
    fn row(&self) -> Option<String> {
        let item = self.duty.item.as_ref()?;
        let number = self.duty.table.last().and_then(|(_, number)| *number);
        match (self.place.records.get(item), number) {
            (None, Some(number)) => Some((number + 1).to_string()),
            _ => Some(item.clone()),
        }
    }

    /// The sources of all its clocks as the norms have them.
    pub fn cites(&self) -> Vec<String> {
        self.duty.clocks.iter().map(source).collect()
    }

    /// The same as a document cites them.
    pub fn sources(&self, lang: Lang) -> Vec<String> {
        self.cites().iter().map(|cite| cited(cite, lang)).collect()
    }

    pub fn stage(&self) -> Stage {
        Stage::of(self.duty.lead(), self.place.at())
    }

    fn labelled(&self) -> String {
        let label = self.place.label.map(|label| format!("{label}: "));
        format!("{}{}", label.unwrap_or_default(), self.subject())
    }

    /// What must be done, by whom, and in whose care it is.
    fn task(&self, lang: Lang) -> String {
        let actor = Some(self.duty.lead().actor.get(lang)).filter(|actor| !actor.is_empty());
        let owner = self
            .owner()
            .filter(|_| !self.is_discreet)
            .map(|owner| format!("{}: {owner}", lang.pick("eigenaar", "owner")));
        let who = match (actor, owner) {
            (Some(actor), Some(owner)) => format!(" – {actor} ({owner})"),
            (Some(actor), None) => format!(" – {actor}"),
            (None, Some(owner)) => format!(" ({owner})"),
            (None, None) => String::new(),
        };
        format!("{}{who}", self.title().get(lang))
    }

    /// Both ends, who acts, under which norms, and where it is written; with `explain`, how the dates were found.
    pub fn details(&self, explain: bool, lang: Lang) -> Vec<String> {
        let lead = self.duty.lead();
        let [safe, latest] = ends(lead, self.place.at().zone, lang);
        let [safe_word, latest_word] = lang.pick(["veilig", "uiterlijk"], ["safe", "latest"]);
        let mut lines = vec![self.task(lang)];
        lines.extend(match lead.due {
            Some(_) => vec![format!("{safe_word}: {safe}"), format!("{latest_word}: {latest}")],
            None => vec![safe],
        });
        for clock in &self.duty.clocks {
            lines.push(format!("{}: {}", source(clock), period(clock, lang)));
            if explain {
                lines.extend(explanation(clock, lang));
            }
        }
        let file = &self.duty.site().file;
        lines.push(match self.place.name() {
            "" => file.clone(),
            name => format!("{name}: {file}"),
        });
        lines
    }
}

/// The duties of all folders, the most urgent first.
pub fn lines<'a>(places: &'a [Place<'a>]) -> Vec<Line<'a>> {
    let of_place = |(number, place): (usize, &'a Place<'a>)| place.duties.iter().map(move |duty| (number, duty));
    let all: Vec<(usize, &Duty)> = places.iter().enumerate().flat_map(of_place).collect();
    let identity = |(place, duty): (usize, &'a Duty)| {
        let (place, (record, item, name)) = (&places[place], duty.full_name());
        [place.name(), place.prefix, record, item.unwrap_or_default(), name]
    };
    let mut alike: HashMap<[&str; 5], Vec<usize>> = HashMap::new();
    for (at, one) in all.iter().enumerate() {
        alike.entry(identity(*one)).or_default().push(at);
    }
    // What is otherwise equal is told apart by its number, in the order of the files, which no date changes.
    let mut numbers = vec![1; all.len()];
    for mut same in alike.into_values().filter(|same| same.len() > 1) {
        same.sort_by_key(|at| (all[*at].0, all[*at].1.site()));
        same.into_iter().zip(1..).for_each(|(at, number)| numbers[at] = number);
    }
    let as_line = |(one, number): (&(usize, &'a Duty), usize)| Line {
        duty: one.1,
        place: &places[one.0],
        id: Fingerprint::of(identity(*one).into_iter().chain([number.to_string().as_str()])),
        is_discreet: false,
    };
    let mut lines: Vec<Line> = all.iter().zip(numbers).map(as_line).collect();
    sort_by_urgency(&mut lines, |line| (line.duty, line.place.records.zone));
    lines
}

/// One group a duty: the leading norm, and under it the others with theirs.
pub fn table(lines: &[Line], lang: Lang) -> Table {
    let head = match lang {
        Lang::Nl => ["wanneer", "veilig", "uiterlijk", "wat, wie, volgens welke norm"],
        Lang::En => ["when", "safe", "latest", "what, who, under which norm"],
    };
    Table::of(
        head,
        ["when", "safe", "latest", "what"],
        lines.iter().map(|line| rows(line, lang).into()).collect(),
    )
}

/// The same under headings, by how pressing it is, each with its count.
pub fn agenda(lines: &[Line], lang: Lang) -> Table {
    let mut lines = lines.to_vec();
    lines.sort_by_key(Line::stage);
    let staged = lines.chunk_by(|a, b| a.stage() == b.stage());
    let groups = staged.flat_map(|lines| {
        let (stage, at) = (lines[0].stage(), lines[0].place.at());
        lines.iter().enumerate().map(move |(index, line)| Group {
            heading: (index == 0).then(|| stage.heading(lines.len(), at, lang)),
            tone: stage.tone(),
            ..Group::from(rows(line, lang))
        })
    });
    Table {
        groups: groups.collect(),
        ..table(&[], lang)
    }
}

/// How many are open, and how many of those press.
pub fn summary(lines: &[Line], lang: Lang) -> String {
    let count = |of: &dyn Fn(Status) -> bool| lines.iter().filter(|line| of(line.duty.status())).count();
    let open = count(&Status::is_open);
    let pressing = [
        (count(&|status| status == Status::Late), lang.pick("te laat", "late")),
        (
            count(&|status| status == Status::AtLimit),
            lang.pick("op de grens", "at the limit"),
        ),
    ];
    let pressing = pressing.iter().filter(|(count, _)| *count > 0);
    let pressing: Vec<String> = pressing.map(|(count, words)| format!("{count} {words}")).collect();
    let pressing = match pressing.is_empty() {
        true => String::new(),
        false => format!(": {}", pressing.join(", ")),
    };
    let done = match lines.len() - open {
        0 => String::new(),
        done => format!("; {done} {}", lang.pick("gedaan", "done")),
    };
    format!("{open} open{pressing}{done}.")
}

/// One flat row a duty, for a spreadsheet: its columns as in JSON, and what a person would look up beside them.
pub fn sheet(lines: &[Line], are_several: bool, explain: bool, lang: Lang) -> Table {
    let several = are_several.then_some(clocks::FOLDER).into_iter();
    let columns: Vec<clocks::Column> = several
        .chain(clocks::SHEET)
        .chain(explain.then_some(clocks::STEPS))
        .collect();
    clocks::table(lines, &columns, lang)
}

/// How each of a duty's dates was found, a line a step.
pub fn explained(line: &Line, lang: Lang) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", line.labelled(), line.title().get(lang))];
    for clock in &line.duty.clocks {
        let counted = clock
            .due
            .as_ref()
            .map(|_| format!(" ({})", clock.count.in_words(lang)))
            .unwrap_or_default();
        lines.push(format!("  {} – {}{counted}", source(clock), period(clock, lang)));
        lines.extend(explanation(clock, lang).iter().map(|step| format!("    {step}")));
    }
    lines
}

fn rows(line: &Line, lang: Lang) -> Vec<Vec<Cell>> {
    let clocks = line.duty.clocks.iter().enumerate();
    clocks
        .map(|(index, clock)| row(line, clock, index == 0, lang))
        .collect()
}

fn row(line: &Line, clock: &Clock, leads: bool, lang: Lang) -> Vec<Cell> {
    let at = line.place.at();
    let norm = format!("{}: {}", source(clock), period(clock, lang));
    let what = if leads {
        let (subject, duty) = (line.labelled(), &line.duty.name);
        format!("{subject} · {duty}\n{}\n{norm}", line.task(lang))
    } else {
        format!("+ {norm}")
    };
    let [by, latest] = ends(clock, at.zone, lang);
    let due = clock.due.as_ref();
    let end = |words: String, end: Option<End>| match end {
        Some(End::Day(day)) => Cell::value(words, Data::Day(day)),
        Some(End::At(at)) => Cell::value(words, Data::At(Instant::of(at, line.place.at().zone))),
        None => Cell::value(words, Data::Nothing),
    };
    vec![
        Cell::Text(countdown(clock, at, lang)),
        end(by, due.map(|due| due.by)),
        end(latest, due.map(|due| due.latest)),
        Cell::Text(what),
    ]
}
