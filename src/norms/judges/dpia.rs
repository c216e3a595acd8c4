//! When a data protection impact assessment is required: criteria that come together, article 35(1) and (3), WP248.

use crate::records::tree::Node;
use crate::text;

use super::{Case, Verdict};

/// All of the norm's criteria are there, or as many as it says, whichever they are.
pub(super) fn criteria(case: &Case) -> Vec<Verdict> {
    let mut met = case.texts("criteria");
    met.sort_unstable();
    met.dedup();
    let are_all_there = case
        .with
        .criteria
        .iter()
        .all(|criterion| met.contains(&criterion.as_str()));
    let are_enough = case.with.at_least.is_none_or(|least| met.len() >= usize::from(least));
    if are_all_there && are_enough {
        vec![Verdict::plain(case.place("criteria"))]
    } else {
        Vec::new()
    }
}

/// Special categories or criminal data in the register, but not among the criteria.
pub(super) fn criterion_overlooked(case: &Case) -> Vec<Verdict> {
    let kinds = case.row.values_at("/personal_data.kind");
    let sensitive = kinds
        .into_iter()
        .filter_map(Node::text)
        .find(|kind| !matches!(*kind, "ordinary" | "national-id"));
    match sensitive {
        Some(kind) if !case.texts("criteria").contains(&"sensitive-data") => {
            let message = text!(
                "de gegevens zijn van de soort ‘{kind}’, maar criteria noemt sensitive-data niet",
                "the data are of the kind ‘{kind}’, but criteria does not name sensitive-data"
            );
            vec![case.wrong("criteria", message)]
        }
        _ => Vec::new(),
    }
}
