//! Purposes copied from one activity to another that does something else, article 5(1)(b): a newsletter tests nothing.

use crate::text;

use super::{Case, Verdict};

pub(super) fn judge(case: &Case) -> Vec<Verdict> {
    let Some(other) = case.index.copy_of(case.record).and_then(|name| case.records.get(name)) else {
        return Vec::new();
    };
    let name = &other.name;
    let message = text!(
        "precies de doeleinden van {name}, die met andere systemen werkt",
        "exactly the purposes of {name}, which works with other systems"
    );
    let place = other.root.place(&["purposes".to_string()]);
    vec![Verdict {
        related: vec![(other.site(place), text!("dezelfde doeleinden", "the same purposes"))],
        ..case.wrong("purposes", message)
    }]
}
