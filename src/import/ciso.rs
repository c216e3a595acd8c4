//! The processing workbook of CISO Assistant's data wizard: its columns, and which of them a record has a field for.
//!
//! `ref_id`, `description`, `status`, `domain`, `labels` and the two of the impact assessment have none: a register says when
//! an assessment was done, not that one is required.

use crate::text;
use crate::text::Text;

/// A column and its field.
const FIELDS: &[(&str, &str)] = &[("name", "name"), ("processing_nature", "processing")];

/// Columns that no other tool names together.
const MARKS: &[&str] = &[
    "processing_nature",
    "dpia_required",
    "dpia_reference",
    "assigned_to",
    "labels",
    "domain",
];

/// The e-mail addresses of the people who were given the work.
const ASSIGNED: &str = "assigned_to";

pub(super) fn is_workbook(headers: &[String]) -> bool {
    let has = |name: &str| headers.iter().any(|header| header.trim() == name);
    has("ref_id") && has("name") && MARKS.iter().filter(|mark| has(mark)).count() >= 2
}

pub(super) fn field(header: &str) -> Option<&'static str> {
    let known = FIELDS.iter().find(|(column, _)| *column == header);
    known.map(|(_, field)| *field)
}

/// Why a column goes into no record, not even as a comment.
pub(super) fn withheld(header: &str) -> Option<Text> {
    (header.trim() == ASSIGNED).then(|| {
        text!(
            "noemt personen met hun e-mailadres; een registratie doet dat niet, want git vergeet niet",
            "names people by their e-mail address; a record does not, because git does not forget"
        )
    })
}
