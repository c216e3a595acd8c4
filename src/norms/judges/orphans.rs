//! Records that ought to name each other: agreements nobody uses or that are used for the wrong side, systems that the
//! register does not know, transfers that follow from a processor's place.

use crate::folder::Kind;
use crate::records::Record;
use crate::records::country::CODES;
use crate::records::tree::Node;
use crate::text;

use super::index::tidy;
use super::{Case, Verdict};

/// An agreement that no entry of the register relies on.
pub(super) fn agreement_unused(case: &Case) -> Vec<Verdict> {
    if let Some(ended) = case.find("ended_on") {
        let ended = ended.moment().and_then(|day| case.records.zone.instant(day).ok());
        // What cannot be read may be over.
        if ended.is_none_or(|ended| ended.to_utc() <= case.now) {
            return Vec::new();
        }
    }
    let key = if role(case.record) == "controller" {
        "processors"
    } else {
        "controllers"
    };
    if case.index.names(key, &case.record.name) {
        return Vec::new();
    }
    let message = text!(
        "geen activiteit in het register noemt deze overeenkomst in {key}",
        "no activity in the register names this agreement in {key}"
    );
    vec![case.wrong("name", message)]
}

/// A reference to an agreement in which we are the other side than the reference says.
pub(super) fn wrong_role(case: &Case) -> Vec<Verdict> {
    let places: &[(&str, &str)] = match (case.record.kind, case.text("role")) {
        (Kind::Activity, Some("processor")) => &[("processors", "controller"), ("controllers", "processor")],
        (Kind::Activity, _) => &[("processors", "controller")],
        (Kind::Request, _) => &[("agreement", "processor")],
        (Kind::Incident, _) => &[("controllers.agreement", "processor")],
        (Kind::Organisation | Kind::Agreement, _) => &[],
    };
    other_role(case, places)
}

/// A joint controller's reference to an agreement that is no arrangement between joint controllers.
pub(super) fn no_arrangement(case: &Case) -> Vec<Verdict> {
    other_role(case, &[("controllers", "joint-controller")])
}

/// References at these paths to agreements in which our role is another than the one beside the path.
fn other_role(case: &Case, places: &[(&str, &str)]) -> Vec<Verdict> {
    let mut found = Vec::new();
    for (path, expected) in places {
        for node in case.row.values_at(path).into_iter().flat_map(one_or_more) {
            let Some(agreement) = node.text().and_then(|name| case.records.get(name)) else {
                continue;
            };
            let (name, written) = (&agreement.name, role(agreement));
            if written != *expected && !written.is_empty() {
                let message = text!(
                    "in {name} is onze rol {written}, maar hier moet die {expected} zijn",
                    "in {name} our role is {written}, but here it must be {expected}"
                );
                found.push(Verdict::at(node.span, message));
            }
        }
    }
    found
}

/// A system of the organisation that no entry of the register names.
pub(super) fn system_unregistered(case: &Case) -> Vec<Verdict> {
    let systems = case.find("organisation.systems").map(Node::items).unwrap_or_default();
    let missing = systems.iter().filter_map(|node| Some((node.span, node.text()?)));
    missing
        .filter(|(_, system)| !case.index.has_system(system))
        .map(|(span, system)| {
            let message = text!(
                "geen activiteit in het register noemt ‘{system}’ in systems",
                "no activity in the register names ‘{system}’ in systems"
            );
            Verdict::at(span, message)
        })
        .collect()
}

/// A system of an activity that the organisation's own list does not know.
pub(super) fn system_unlisted(case: &Case) -> Vec<Verdict> {
    let listed: Vec<String> = case.texts("//organisation.systems").into_iter().map(tidy).collect();
    if listed.is_empty() {
        return Vec::new();
    }
    let systems = case.find("systems").map(Node::items).unwrap_or_default();
    let unknown = systems.iter().filter_map(|node| Some((node.span, node.text()?)));
    unknown
        .filter(|(_, system)| !listed.contains(&tidy(system)))
        .map(|(span, system)| {
            let message = text!(
                "‘{system}’ staat niet in de lijst van systemen in avg.toml",
                "‘{system}’ is not in the list of systems in avg.toml"
            );
            Verdict::at(span, message)
        })
        .collect()
}

/// A processor, or a sub-processor of it, in a third country that the activity's transfers do not name.
pub(super) fn transfer_unregistered(case: &Case) -> Vec<Verdict> {
    let transfers = case.row.values_at("transfers.country");
    let registered: Vec<&str> = transfers.into_iter().filter_map(Node::text).collect();
    // What is no country at all is named by the reader.
    let is_known = |code: &str| {
        case.with.countries.iter().any(|it| it == code) || registered.contains(&code) || !CODES.contains(&code)
    };
    let mut found = Vec::new();
    for node in case.find("processors").map(Node::items).unwrap_or_default() {
        let Some(agreement) = node.text().and_then(|name| case.records.get(name)) else {
            continue;
        };
        let mut named: Vec<&str> = Vec::new();
        for path in ["counterparty.country", "subprocessors.country"] {
            for country in agreement.root.values_at(path) {
                let Some(code) = country.text().filter(|code| !is_known(code) && !named.contains(code)) else {
                    continue;
                };
                named.push(code);
                let name = &agreement.name;
                let message = text!(
                    "{name} brengt de gegevens naar {code}, maar transfers noemt dat land niet",
                    "{name} takes the data to {code}, but transfers does not name that country"
                );
                found.push(Verdict {
                    related: vec![(agreement.site(country.span), text!("dit land", "this country"))],
                    ..Verdict::at(node.span, message)
                });
            }
        }
    }
    found
}

fn role<'r>(agreement: &'r Record) -> &'r str {
    agreement.root.get("our_role").and_then(Node::text).unwrap_or_default()
}

fn one_or_more<'n, 'f>(node: &'n Node<'f>) -> Vec<&'n Node<'f>> {
    match node.items() {
        [] => vec![node],
        items => items.iter().collect(),
    }
}
