//! The due list for programs. The wire form is a contract, so it is separate from the inner one.

use serde::Serialize;

use crate::norms::duties::Clock;
use crate::report::due::Line;
use crate::text::{Lang, in_json};
use crate::time::Due;

#[derive(Serialize)]
pub(super) struct Wire<'a> {
    /// Only where several folders were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<&'a str>,
    record: &'a str,
    item: Option<&'a str>,
    duty: &'a str,
    by: Option<String>,
    latest: Option<String>,
    status: &'static str,
    file: &'a str,
    line: usize,
    norms: Vec<WireNorm<'a>>,
}

#[derive(Serialize)]
struct WireNorm<'a> {
    norm: &'a str,
    cite: Option<&'a str>,
    /// Only where a contract's own term is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'a str>,
    within: String,
    count: &'static str,
    from: String,
    by: Option<String>,
    latest: Option<String>,
    /// Only with `--explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<String>>,
}

/// One JSON array; dates, or instants with their offset, or null for what must be done without delay.
pub fn render(lines: &[Line], explain: bool, lang: Lang) -> serde_json::Result<String> {
    let wire: Vec<Wire> = lines.iter().map(|line| wire(line, explain, lang)).collect();
    Ok(in_json(&serde_json::to_string_pretty(&wire)?))
}

pub(super) fn wire<'a>(line: &Line<'a>, explain: bool, lang: Lang) -> Wire<'a> {
    let (duty, site) = (line.duty, line.duty.site());
    Wire {
        folder: line.place.label,
        record: &duty.record,
        item: duty.item.as_deref(),
        duty: &duty.name,
        by: duty.by().map(|end| end.to_string()),
        latest: duty.latest().map(|end| end.to_string()),
        status: duty.status().name(),
        file: &site.file,
        line: site.start.line,
        norms: duty
            .clocks
            .iter()
            .map(|clock| wire_norm(clock, explain, lang))
            .collect(),
    }
}

fn wire_norm(clock: &Clock, explain: bool, lang: Lang) -> WireNorm<'_> {
    let due = clock.due.as_ref();
    let words = |due: &Due| due.explained().iter().map(|step| step.get(lang).to_string()).collect();
    let steps = || due.map(words).unwrap_or_default();
    WireNorm {
        norm: &clock.norm,
        cite: clock.cite.as_deref(),
        clause: clock.clause.as_deref(),
        within: clock.within.to_string(),
        count: clock.count.name(),
        from: clock.from.to_string(),
        by: due.map(|due| due.by.to_string()),
        latest: due.map(|due| due.latest.to_string()),
        steps: explain.then(steps),
    }
}
