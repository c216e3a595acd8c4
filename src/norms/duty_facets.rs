//! The facets of a duty: from when, how long, counted how, met by what; a contract's own period among them.

use crate::folder::Kind;
use crate::records::shape::Shape;
use crate::records::shape_of;
use crate::records::tree::Node;
use crate::text;
use crate::text::Text;
use crate::time::Direction;

use super::facets::{Ground, Reader, key, one_of, one_or_more};
use super::norm::{ContractTerm, DutyRule, Extension, Period, Suspension};
use super::pack::{self, NormFile};

impl Reader<'_> {
    pub(super) fn duty(
        &mut self,
        entry: &NormFile,
        node: &Node,
        ground: Ground,
        kind: Option<Kind>,
        direction: Direction,
    ) -> Option<DutyRule> {
        let facet = if direction == Direction::After {
            "within"
        } else {
            "ahead"
        };
        let before = self.mistakes.len();
        let from = self.moments(node, "from", ground);
        let begins = node.get("from").is_some_and(|from| !one_or_more(from).is_empty());
        if !begins && entry.from_day.is_none() {
            let message = text!(
                "‘from’ ontbreekt: vanaf welk moment loopt dit?",
                "‘from’ is missing: from which moment does this run?"
            );
            self.mistake(
                node.place(&key("id")),
                message,
                text!(
                    "Schrijf from: met het pad van een datum.",
                    "Write from: with the path of a date."
                ),
            );
        }
        let safe_from = entry
            .safe_from
            .as_ref()
            .and_then(|_| self.moment(node, &["safe_from"], ground));
        let extended = entry.extended.as_ref().and_then(|extended| {
            self.moment(node, &["extended", "if"], ground).map(|told| Extension {
                told,
                whole: extended.within,
                told_within: extended.told_within,
            })
        });
        let suspended = entry.suspended.as_ref().and_then(|suspended| {
            let from = self.moment(node, &["suspended", "from"], ground)?;
            let until = self.moment(node, &["suspended", "until"], ground)?;
            Some(Suspension {
                from,
                until,
                if_within: suspended.if_within,
            })
        });
        let met_by = self.moments(node, "met_by", ground);
        let late_needs = entry
            .late_needs
            .as_ref()
            .and_then(|_| self.path(node, &["late_needs"], ground));
        let period = match entry.within.as_ref().or(entry.ahead.as_ref())? {
            pack::Period::Fixed(within) => Some(Period::Fixed(*within)),
            pack::Period::Contract(contract) => {
                self.contract(contract, node, facet, ground, kind).map(Period::Contract)
            }
        };
        if self.mistakes.len() > before {
            return None;
        }
        Some(DutyRule {
            duty: entry.duty.clone().unwrap_or_else(|| entry.id.clone()),
            from,
            from_day: entry.from_day.map(|day| day.0),
            safe_from,
            period: period?,
            direction,
            extended,
            suspended,
            count: entry.count.unwrap_or_default(),
            met_by,
            late_needs,
            lapses: entry.lapses,
            actor: entry.actor.as_ref().map(Text::from).unwrap_or_default(),
            period_site: self.source.is_house.then(|| self.site(node.place(&key(facet)))),
        })
    }

    fn contract(
        &mut self,
        contract: &pack::ContractPeriod,
        node: &Node,
        facet: &str,
        ground: Ground,
        kind: Option<Kind>,
    ) -> Option<ContractTerm> {
        let terms = shape_of(Kind::Agreement).at(&key("terms"));
        let known: Vec<&str> = terms
            .map(Shape::fields)
            .unwrap_or_default()
            .iter()
            .map(|field| &*field.key)
            .collect();
        let term = &contract.term;
        if !known.contains(&term.as_str()) {
            let message = text!(
                "een overeenkomst kent geen termijn ‘{term}’",
                "an agreement knows no term ‘{term}’"
            );
            let span = node.place(&[facet.to_string(), "term".to_string()]);
            self.mistake(span, message, one_of(term, &known));
            return None;
        }
        let of = match &contract.of {
            Some(_) => Some(self.path(node, &[facet, "of"], ground)?),
            None => None,
        };
        let leads_to_one = match &of {
            Some(path) => matches!(ground.at(path), Some(Shape::Agreement)),
            None => kind == Some(Kind::Agreement) || contract.strictest.is_some(),
        };
        if !leads_to_one {
            let message = text!(
                "dit leidt niet naar een overeenkomst",
                "this does not lead to an agreement"
            );
            let help = text!(
                "Schrijf of: met het pad van de verwijzing naar de overeenkomst.",
                "Write of: with the path of the reference to the agreement."
            );
            self.mistake(node.place(&[facet.to_string(), "of".to_string()]), message, help);
            return None;
        }
        Some(ContractTerm {
            term: term.clone(),
            of,
            strictest: contract.strictest,
            otherwise: contract.otherwise,
            at_most: contract.at_most,
        })
    }
}
