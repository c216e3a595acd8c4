//! The periods that contracts set: read from the agreement's own record, with the clause that sets them.

use crate::folder::Kind;
use crate::records::tree::Node;
use crate::records::vocabulary::{AgreementRole, WITHOUT_DELAY, Within};
use crate::records::{Record, Records};

use super::condition::Row;
use super::norm::{ContractTerm, Period};

/// How long a duty may take on a row, and the clause of the contract that says so. `None`: there is no duty.
pub(super) fn period(
    period: &Period,
    record: &Record,
    row: Row,
    records: &Records,
) -> Option<(Within, Option<String>)> {
    let contract = match period {
        Period::Fixed(within) => return Some((*within, None)),
        Period::Contract(contract) => contract,
    };
    let found = match (&contract.of, contract.strictest) {
        (Some(path), _) => {
            let name = row.find(path).and_then(Node::text);
            name.and_then(|name| records.get(name))
                .and_then(|agreement| agreed(&agreement.root, &agreement.name, contract))
        }
        (None, Some(role)) => strictest(role, contract, records),
        (None, None) => agreed(row.root, &record.name, contract),
    };
    found.or(contract.otherwise.map(|within| (within, None)))
}

/// What an agreement says about a term, and in which clause.
fn agreed(agreement: &Node, name: &str, contract: &ContractTerm) -> Option<(Within, Option<String>)> {
    let written = term_node(agreement, &contract.term)?.text()?;
    let within = match written {
        WITHOUT_DELAY => Within::WithoutDelay,
        term => Within::Term(term.parse().ok()?),
    };
    let clause = agreement
        .get("terms")?
        .get(&contract.term)?
        .get("clause")
        .and_then(Node::text)
        .unwrap_or_default();
    Some((within, Some(format!("{name} {clause}").trim_end().to_string())))
}

/// The shortest term of all agreements in a role under which data are still held: what holds until it is known whose
/// data are affected. `without-delay` has no number and is shown only where no agreement has one.
fn strictest(role: AgreementRole, contract: &ContractTerm, records: &Records) -> Option<(Within, Option<String>)> {
    let our_role = match role {
        AgreementRole::Controller => "controller",
        AgreementRole::Processor => "processor",
        AgreementRole::JointController => "joint-controller",
    };
    let is_over = |agreement: &Record| {
        agreement
            .root
            .get("end")
            .is_some_and(|end| end.get("completed_on").is_some())
    };
    let agreements = records.iter().filter(|record| {
        record.kind == Kind::Agreement
            && record.root.get("our_role").and_then(Node::text) == Some(our_role)
            && !is_over(record)
    });
    let terms = agreements.filter_map(|record| agreed(&record.root, &record.name, contract));
    terms.reduce(|shortest, next| match (shortest.0, next.0) {
        (Within::Term(ours), Within::Term(theirs)) if ours.can_outlast(theirs) => next,
        (Within::WithoutDelay, Within::Term(_)) => next,
        _ => shortest,
    })
}

/// The value of a period in an agreement's `[terms]`.
pub(super) fn term_node<'n, 'f>(agreement: &'n Node<'f>, term: &str) -> Option<&'n Node<'f>> {
    let row = agreement.get("terms")?.get(term)?;
    row.get("within").or_else(|| row.get("ahead"))
}
