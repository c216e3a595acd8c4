//! Who may make a request for a child under twelve: not the child, but the legal representative, UAVG 5(4).

use crate::text;

use super::{Case, Verdict};

pub(super) fn judge(case: &Case) -> Vec<Verdict> {
    match (case.text("age"), case.text("requester")) {
        // Somebody with a mandate may have it from the legal representative.
        (Some("under-12"), Some("legal-representative" | "authorised-representative")) => Vec::new(),
        (Some("under-12"), None) => vec![case.wrong(
            "age",
            text!(
                "onbekend is wie dit verzoek doet; voor een kind onder de twaalf is dat de wettelijk vertegenwoordiger",
                "who makes this request is unknown; for a child under twelve it is the legal representative"
            ),
        )],
        (Some("under-12"), Some(_)) => vec![Verdict::plain(case.place("requester"))],
        _ => Vec::new(),
    }
}
