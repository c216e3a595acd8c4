//! Who receives the data, article 15(1)(c): whom the register names, our processors and whom they engage, who is abroad, and to
//! whom was disclosed.

use crate::records::tree::Node;
use crate::report::agreement::has_ended;
use crate::report::letterhead::day_in_full;
use crate::report::sending::BeforeSending;
use crate::report::subprocessor::Subprocessor;

use super::{Answer, Asked, written};

pub(super) fn told<'a>(answer: &Answer<'a>, asked: &Asked<'a>, before: &mut BeforeSending) -> Vec<String> {
    let mut told = written(answer, asked, before);
    for item in asked.rows("processors") {
        told.extend(answer.engaged(asked, item, before));
    }
    told.extend(
        asked
            .rows("transfers")
            .iter()
            .filter_map(|row| answer.receiver(asked, row)),
    );
    told.extend(answer.disclosed(asked, before));
    // Of none no word is needed beside a transfer: somebody receives it.
    let is_none = |node: &Node| node.items().is_empty() && !node.says_something();
    let recipients = asked.record.root.get("recipients");
    if told.is_empty() && asked.rows("transfers").is_empty() && recipients.is_some_and(is_none) {
        told.push(answer.reader.lang.pick("geen", "none").to_string());
    }
    told
}

impl<'a> Answer<'a> {
    /// Recipients in third countries or international organisations are recipients too; a country alone is none.
    fn receiver(&self, asked: &Asked<'a>, row: &Node) -> Option<String> {
        let transfers = Asked {
            field: "transfers",
            ..*asked
        };
        let of_row = |key| self.of_row(&transfers, row, key);
        let place = of_row("country").or_else(|| of_row("organisation"));
        match (of_row("recipient"), place) {
            (Some(recipient), Some(place)) => Some(format!("{recipient} ({place})")),
            (Some(recipient), None) => Some(recipient),
            (None, _) => of_row("organisation"),
        }
    }

    /// To whom the data were disclosed; of whom they were, the register does not say.
    fn disclosed(&self, asked: &Asked<'a>, before: &mut BeforeSending) -> Vec<String> {
        let lang = self.reader.lang;
        let rows = asked.rows("disclosures");
        if !rows.is_empty() {
            let name = asked.record.said("name").unwrap_or(&asked.record.name);
            before.warn(lang.pick(
                format!("{name}: zijn ook gegevens van deze persoon verstrekt aan wie onder verstrekkingen staat? Zo niet, haal die ontvanger weg (15(1)(c))."),
                format!("{name}: were data about this person among those disclosed to third parties? If not, take that recipient out (15(1)(c))."),
            ));
        }
        let disclosure = |(at, row): (usize, &Node)| {
            let to = row
                .get("to")
                .and_then(Node::text)
                .map(str::trim)
                .filter(|to| !to.is_empty());
            let to = to.map(str::to_string).unwrap_or_else(|| {
                let whom = lang.pick("aan wie gegevens zijn verstrekt", "to whom data were disclosed");
                asked.miss(whom, &asked.edit("disclosures.to", Some(at)), before)
            });
            let day = row.get("disclosed_on").and_then(Node::moment);
            match day.map(|day| day_in_full(self.reader.zone().day(day), lang)) {
                Some(day) => lang.pick(
                    format!("{to} (verstrekt op {day})"),
                    format!("{to} (disclosed on {day})"),
                ),
                None => to,
            }
        };
        rows.iter().enumerate().map(disclosure).collect()
    }

    /// A processor by its name and not by that of its record, and whom it engages in its turn: each of them is a recipient
    /// (4(9)), and the Court wants the actual ones (C-154/21). One that was refused or has not begun receives nothing.
    fn engaged(&self, asked: &Asked<'a>, item: &Node, before: &mut BeforeSending) -> Vec<String> {
        let (reader, lang) = (self.reader, self.reader.lang);
        let agreement = item.text().and_then(|name| reader.records.get(name));
        let named = agreement.and_then(|agreement| agreement.said("counterparty.name"));
        let processor = named.map(str::to_string).unwrap_or_else(|| {
            let what = lang.pick("naam van de verwerker", "name of the processor");
            let how = lang.pick("de genoemde overeenkomst", "the agreement named");
            before.miss(what, asked.letter, how);
            format!("[{what}]")
        });
        let Some(agreement) = agreement else {
            return vec![processor];
        };
        let all = Subprocessor::of(agreement, self.basis);
        let in_use: Vec<&Subprocessor> = all.iter().filter(|one| one.is_in_use()).collect();
        if has_ended(agreement, self.basis) && !in_use.is_empty() {
            before.say(lang.pick(
                format!("De overeenkomst met {processor} is beëindigd: diens subverwerkers staan niet in de brief. Kregen zij eerder gegevens van deze persoon, noem hen dan alsnog (15(1)(c))."),
                format!("The agreement with {processor} has ended: its sub-processors are not in the letter. If they received data about this person before, name them all the same (15(1)(c))."),
            ));
            return vec![processor];
        }
        let others = in_use.iter().map(|one| self.by(&processor, one, asked, before));
        let others: Vec<String> = others.collect();
        [processor].into_iter().chain(others).collect()
    }

    /// Whom a processor engages, and where the data then go.
    fn by(&self, processor: &str, one: &Subprocessor, asked: &Asked<'a>, before: &mut BeforeSending) -> String {
        let (reader, lang) = (self.reader, self.reader.lang);
        let by = lang.pick("ingeschakeld door", "engaged by");
        let mut blank = |what: &str, asked_by: &str| {
            let how = format!("{}: [[subprocessors]]", one.agreement.file);
            before.miss(&format!("{processor}: {what}"), asked_by, &how);
            format!("[{what}]")
        };
        let unnamed = lang.pick("naam van de subverwerker", "name of the sub-processor");
        let name = one.text("name").map(str::to_string);
        let name = name.unwrap_or_else(|| blank(unnamed, asked.letter));
        let abroad = match one.text("country").filter(|_| one.is_outside_eea) {
            Some(country) if one.lacks_ground() => {
                let what = lang.pick(
                    format!("waarborg of andere grond voor de doorgifte aan {name}"),
                    format!("safeguard or other ground of the transfer to {name}"),
                );
                format!("; {}: {}", reader.country(country), blank(&what, "15(2)"))
            }
            Some(_) => one
                .country(reader)
                .map(|country| format!("; {country}"))
                .unwrap_or_default(),
            None => String::new(),
        };
        format!("{name} ({by} {processor}{abroad})")
    }
}
