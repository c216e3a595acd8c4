//! Who may make a request for a child under twelve: only the legal representative, UAVG 5(4).

use crate::records::tree::Node;
use crate::text;

use super::{Case, Verdict};

pub(super) fn judge(case: &Case) -> Vec<Verdict> {
    let written = |key: &str| case.row.get(key).and_then(Node::text);
    match (written("age"), written("requester")) {
        (Some("under-12"), Some("legal-representative")) => Vec::new(),
        (Some("under-12"), None) => vec![Verdict::at(
            "age",
            text!(
                "onbekend is wie dit verzoek doet; voor een kind onder de twaalf is dat de wettelijk vertegenwoordiger",
                "who makes this request is unknown; for a child under twelve it is the legal representative"
            ),
        )],
        (Some("under-12"), Some(_)) => vec![Verdict {
            at: vec!["requester".to_string()],
            message: None,
        }],
        _ => Vec::new(),
    }
}
