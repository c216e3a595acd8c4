//! The page of each morning and the year on one page for the board: what must be done, the weeks ahead, the register at a
//! glance, the year in numbers, and what is at risk. Records go by their names; nothing stands in it that somebody wrote.

mod calendar;
mod clocks;
mod counting;
mod glance;
mod risks;
mod year;

use chrono::Datelike;

use crate::finding::Level;
use crate::text::Lang;

use super::basis::Basis;
use super::due::{self, Line};
use super::values::Reader;
use super::{Document, Part, Said};

use self::clocks::Clocks;
use self::year::Year;

/// The overview; of the year of the moment of looking where no other is asked.
pub fn document(year: Option<i32>, basis: &Basis) -> Document {
    let lang = basis.reader.lang;
    let lines: Vec<Line> = basis.lines.iter().map(|line| line.discreet()).collect();
    let open: Vec<Line> = lines
        .iter()
        .filter(|line| line.duty.status().is_open())
        .copied()
        .collect();
    let year = Year::of(year, basis);
    let clocks = Clocks::of(&lines, year.number);
    let mut now = vec![
        to_do(&open, basis.reader),
        calendar::part(&open, basis.place.at(), lang),
    ];
    now.extend(glance::parts(basis));
    let mut counted = year.parts(lang).to_vec();
    counted.push(year.months(lang));
    counted.push(clocks.part(year.number, lang));
    // Whoever asks for another year comes for that one: what is to be done now stands behind it.
    let is_this_year = year.number == basis.place.at().today().year();
    let [first, then] = if is_this_year { [now, counted] } else { [counted, now] };
    let parts = first
        .into_iter()
        .chain(then)
        .chain(risks::parts(&open, basis))
        .collect();
    Document {
        title: format!("{} {}", lang.pick("Overzicht", "Overview"), year.number),
        about: [in_short(&open, &year, &clocks, basis)]
            .into_iter()
            .chain(year.unfinished(lang))
            .collect(),
        parts,
    }
}

/// The due list, and how much it is.
fn to_do(open: &[Line], reader: Reader) -> Part {
    let lang = reader.lang;
    let words = match open.is_empty() {
        true => lang
            .pick("Niets: er staat geen plicht open.", "Nothing: no duty is open.")
            .to_string(),
        false => due::summary(open, lang),
    };
    let table = match reader.as_written {
        true => super::clocks::log(open, false, reader),
        false => due::agenda(open, lang),
    };
    Part {
        text: vec![Said::Sentence(words)],
        ..Part::table(lang.pick("Wat moet gebeuren", "What must be done"), table)
    }
}

/// The numbers that matter most, in one sentence.
fn in_short(open: &[Line], year: &Year, clocks: &Clocks, basis: &Basis) -> String {
    let lang = basis.reader.lang;
    let errors = basis
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error)
        .count();
    let late = open.iter().filter(|line| risks::is_late(line)).count();
    let (open, number) = (open.len(), year.number);
    let (incidents, requests) = (year.incidents.len(), year.requests.len());
    let [kept, missed, running] = clocks.all();
    let plural = |count: usize, one: [&'static str; 2], more: [&'static str; 2]| {
        let [nl, en] = if count == 1 { one } else { more };
        format!("{count} {}", lang.pick(nl, en))
    };
    let duties = plural(open, ["plicht", "duty"], ["plichten", "duties"]);
    let errors = plural(errors, ["fout", "error"], ["fouten", "errors"]);
    let incidents = plural(incidents, ["incident", "incident"], ["incidenten", "incidents"]);
    let requests = plural(requests, ["verzoek", "request"], ["verzoeken", "requests"]);
    match lang {
        Lang::Nl => format!(
            "Nu: {duties} open, waarvan {late} te laat, en {errors} in de registraties. In {number}: {incidents} en {requests}; termijnen: {kept} gehaald, {missed} gemist, {running} lopend."
        ),
        Lang::En => format!(
            "Now: {duties} open, {late} of them late, and {errors} in the records. In {number}: {incidents} and {requests}; terms: {kept} kept, {missed} missed, {running} running."
        ),
    }
}
