//! The names of other controllers: what is handed to one of them, or to everybody, does not say for whom else we work.

use std::collections::HashMap;

use crate::records::naming::plain_letter;
use crate::records::tree::Node;
use crate::records::{Kind, Record, Records};
use crate::text::Lang;

use super::listing::{BETWEEN, of_kind};
use super::sending::BeforeSending;
use super::{Cell, Data, Document, Form, Part, Said, Table};

/// Whom a text may name, and whom not.
pub struct Others {
    /// For whom the text is; nobody in particular, where it is for everybody.
    whose: Option<String>,
    /// By the first word.
    names: HashMap<String, Vec<Name>>,
    lang: Lang,
}

/// A name as it is looked for, without its legal form: people write ‘Klant Zuid’.
struct Name {
    words: Vec<Word>,
    is_anothers: bool,
}

/// A word without its marks and capitals.
struct Word {
    letters: String,
    is_capital: bool,
}

/// What was left out of a text, and where it stood.
pub(super) struct LeftOut {
    place: String,
    said: String,
}

const LEGAL_FORMS: &[&[&str]] = &[
    &["bv"],
    &["b", "v"],
    &["nv"],
    &["n", "v"],
    &["vof"],
    &["v", "o", "f"],
    &["cv"],
    &["gmbh"],
    &["ag"],
    &["ltd"],
    &["inc"],
    &["llc"],
    &["sa"],
    &["srl"],
];

/// With fewer letters than this a name without its legal form could be any word.
const FEWEST_LETTERS: usize = 3;

impl Others {
    /// Others than the party to an agreement; every controller, where the text is for everybody. Our processors are none.
    pub fn than(party: Option<&Record>, records: &Records, lang: Lang) -> Others {
        let mut others = Others {
            whose: party.and_then(|it| it.said("counterparty.name")).map(str::to_string),
            names: HashMap::new(),
            lang,
        };
        let us = records.ours().and_then(|us| us.said("organisation.name"));
        us.into_iter().for_each(|name| others.add(name, false));
        for record in of_kind(records, Kind::Agreement) {
            let is_its_own = party.is_some_and(|it| it.file == record.file);
            // A sub-processor is named as such, whoever it is besides.
            if is_its_own || party.is_none() {
                let listed = record.root.get("subprocessors").map(Node::items).unwrap_or_default();
                let names = listed.iter().filter_map(|row| row.get("name")?.text());
                names.for_each(|name| others.add(name, false));
            }
            let is_anothers = !is_its_own;
            if is_anothers && record.said("our_role") == Some("controller") {
                continue;
            }
            let names = ["counterparty.name", "counterparty.email"].map(|path| record.said(path));
            let names = names.into_iter().flatten().chain([record.name.as_str()]);
            names.for_each(|name| others.add(name, is_anothers));
            if is_its_own {
                [record.said("name"), Some(record.id)]
                    .into_iter()
                    .flatten()
                    .for_each(|name| others.add(name, false));
            }
        }
        others
    }

    fn add(&mut self, name: &str, is_anothers: bool) {
        let mut words = words(name);
        let form = LEGAL_FORMS.iter().filter(|form| ends_in(&words, form));
        let short = words.len() - form.map(|form| form.len()).max().unwrap_or_default();
        let letters: usize = words[..short].iter().map(|word| word.letters.chars().count()).sum();
        if letters >= FEWEST_LETTERS {
            words.truncate(short);
        }
        if let Some(first) = words.first().map(|word| word.letters.clone()) {
            self.names.entry(first).or_default().push(Name { words, is_anothers });
        }
    }

    /// Whether a text names another. Where a name is part of a longer one, the longer is meant.
    pub fn are_named_in(&self, text: &str) -> bool {
        let words = words(text);
        let mut rest = words.as_slice();
        while !rest.is_empty() {
            let read = match self.name_at(rest) {
                Some(name) if name.is_anothers => return true,
                Some(name) => name.words.len(),
                None => 1,
            };
            rest = &rest[read..];
        }
        false
    }

    /// The longest name with which words begin.
    fn name_at(&self, words: &[Word]) -> Option<&Name> {
        let first = words.first()?.letters.as_str();
        let known = [Some(first), first.strip_suffix('s')].into_iter().flatten();
        let names = known.filter_map(|first| self.names.get(first)).flatten();
        let names = names.filter(|name| name.begins(words));
        names.max_by_key(|name| (name.words.len(), !name.is_anothers))
    }

    /// Puts a blank where another is named, in all that goes out, and says what stood there.
    pub(super) fn leave_out(&self, parts: &mut [Part]) -> Vec<LeftOut> {
        let mut left_out = Vec::new();
        for part in parts.iter_mut().filter(|part| !part.is_aside) {
            let heading = match part.heading.as_str() {
                "" => self.lang.pick("begin", "beginning"),
                heading => heading,
            };
            for said in &mut part.text {
                if let Some(words) = self.without(said.words(), heading, &mut left_out) {
                    *said = Said::Missing(words);
                }
            }
            if let Some(table) = &mut part.table {
                self.leave_out_of(table, heading, &mut left_out);
            }
        }
        left_out
    }

    fn leave_out_of(&self, table: &mut Table, heading: &str, left_out: &mut Vec<LeftOut>) {
        let head = &table.head;
        let is_of_facts = table.form == Form::Facts;
        for row in table.groups.iter_mut().flat_map(|group| &mut group.rows) {
            let about = row.first().map(|cell| cell.shown().into_owned()).unwrap_or_default();
            for (cell, head) in row.iter_mut().zip(head) {
                let place = match is_of_facts {
                    true => about.clone(),
                    false => format!("{heading}, {about}: {head}"),
                };
                self.leave_out_of_cell(cell, &place, left_out);
            }
        }
    }

    fn leave_out_of_cell(&self, cell: &mut Cell, place: &str, left_out: &mut Vec<LeftOut>) {
        let Some(words) = self.without(&cell.shown(), place, left_out) else {
            return;
        };
        *cell = match cell {
            // Of several values the others stay.
            Cell::Value {
                data: data @ (Data::List(_) | Data::Table(_)),
                ..
            } => Cell::value(words, self.without_data(data)),
            _ => Cell::Missing(words),
        };
    }

    /// A text with a blank for each line, or value in a line, that names another; `None` where none does.
    fn without(&self, text: &str, place: &str, left_out: &mut Vec<LeftOut>) -> Option<String> {
        if !self.are_named_in(text) {
            return None;
        }
        let mut piece = |piece: &str| match self.are_named_in(piece) {
            true => {
                left_out.push(LeftOut {
                    place: place.to_string(),
                    said: piece.to_string(),
                });
                self.blank()
            }
            false => piece.to_string(),
        };
        let mut line = |line: &str| line.split(BETWEEN).map(&mut piece).collect::<Vec<_>>().join(BETWEEN);
        let lines: Vec<String> = text.lines().map(&mut line).collect();
        // A name may run over the end of a line.
        let kept = lines.join("\n");
        Some(if self.are_named_in(&kept) { self.blank() } else { kept })
    }

    fn without_data(&self, data: &Data) -> Data {
        match data {
            Data::Text(text) if self.are_named_in(text) => Data::Text(self.blank()),
            Data::List(items) => Data::List(items.iter().map(|item| self.without_data(item)).collect()),
            Data::Table(fields) => {
                let field = |(key, data): &(String, Data)| (key.clone(), self.without_data(data));
                Data::Table(fields.iter().map(field).collect())
            }
            data => data.clone(),
        }
    }

    /// What stands where another was named.
    fn blank(&self) -> String {
        match &self.whose {
            Some(whose) => only_for(whose, self.lang),
            None => self
                .lang
                .pick(
                    "[in te vullen, zonder een ander te noemen]",
                    "[to be filled in without naming others]",
                )
                .to_string(),
        }
    }

    /// The same document with a blank where another is named; in what is not handed over stands where, and what it was.
    pub fn left_out_of(&self, mut document: Document) -> Document {
        let left_out = self.leave_out(&mut document.parts);
        if left_out.is_empty() {
            return document;
        }
        let heading = self.lang.pick(
            "Niet meegeven: waar een ander werd genoemd",
            "Not to be handed over: where others were named",
        );
        let warnings = left_out.iter().map(|it| Said::Missing(it.warning(self.lang)));
        document.parts.push(Part::text(heading, warnings.collect()).aside());
        document
    }

    /// Tells whoever sends a text what was left out of it.
    pub(super) fn tell(&self, left_out: &[LeftOut], before: &mut BeforeSending) {
        for it in left_out {
            before.warn(it.warning(self.lang));
        }
        let how = self.lang.pick("in de tekst zelf", "in the text itself");
        for of_place in left_out.chunk_by(|one, next| one.place == next.place) {
            before.miss(&of_place[0].place, "28(3)(b)", how);
        }
    }
}

impl LeftOut {
    fn warning(&self, lang: Lang) -> String {
        let LeftOut { place, said } = self;
        lang.pick(
            format!(
                "Bij ‘{place}’ staat de naam van een andere wederpartij; dat gaat niet mee (28(3)(b)). Er stond: {said}"
            ),
            format!("‘{place}’ names another counterparty; that does not go along (28(3)(b)). It said: {said}"),
        )
    }
}

/// What stands where only what is one’s own may be filled in.
pub(super) fn only_for(whose: &str, lang: Lang) -> String {
    lang.pick(
        format!("[in te vullen, alleen voor {whose}]"),
        format!("[to be filled in for {whose} only]"),
    )
}

impl Name {
    /// Whether words begin with it. A name of one word is a name only with its capital: not every partner is Partner BV.
    fn begins(&self, words: &[Word]) -> bool {
        let Some((last, before)) = self.words.split_last() else {
            return false;
        };
        let are_alike = before.iter().zip(words).all(|(own, word)| own.letters == word.letters);
        let ends = words.get(before.len()).is_some_and(|word| {
            // ‘Noords’ is of Noord.
            let is_it = word
                .letters
                .strip_prefix(&last.letters)
                .is_some_and(|end| matches!(end, "" | "s"));
            is_it && (!before.is_empty() || !last.is_capital || word.is_capital)
        });
        are_alike && ends
    }
}

fn ends_in(words: &[Word], form: &[&str]) -> bool {
    let begins = words.len().saturating_sub(form.len());
    let end = words[begins..].iter().map(|word| word.letters.as_str());
    end.eq(form.iter().copied())
}

fn words(text: &str) -> Vec<Word> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let word = |word: &str| Word {
        letters: word.to_lowercase().chars().map(plain_letter).collect(),
        is_capital: word.starts_with(char::is_uppercase),
    };
    words.map(word).collect()
}
