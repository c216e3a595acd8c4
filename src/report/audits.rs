//! When the controller may audit again: at most so often can be read two ways, and both are shown.

use chrono::NaiveDate;

use crate::records::Record;
use crate::records::tree::Node;
use crate::text::Lang;
use crate::time::{Counting, Direction, End, Moment, Term, Unit, count, day_in_words};

use super::countdown::At;

/// What the agreement says of audits, and what follows from the last one.
pub(super) struct Audits {
    /// The most recent that has been performed.
    pub last: Option<NaiveDate>,
    pub every: Option<Term>,
    /// From when there may be another: so long after the last one.
    pub rolling: Option<NaiveDate>,
    /// The same read as so often in a calendar year; only whole years can be read that way.
    pub calendar: Option<NaiveDate>,
}

impl Audits {
    pub fn of(agreement: &Record, at: At) -> Audits {
        let performed = agreement.root.get("audits").map(Node::items).unwrap_or_default();
        let days = performed.iter().filter_map(|audit| audit.get("performed_on")?.moment());
        let last = days
            .map(|moment| at.zone.day(moment))
            .filter(|day| *day <= at.today())
            .max();
        let term = agreement.root.get("terms").and_then(|terms| terms.get("audit"));
        let every = term.and_then(|term| term.get("at_most_every")?.text()?.parse::<Term>().ok());
        let both = last.zip(every);
        Audits {
            last,
            every,
            rolling: both.and_then(|(last, every)| after(every, Counting::Calendar, last, at)),
            calendar: both.and_then(|(last, every)| in_a_new_year(every, last, at)),
        }
    }

    /// The safe day: the later of the two.
    pub fn next(&self) -> Option<NaiveDate> {
        self.rolling.max(self.calendar)
    }

    /// When, and how that was found.
    pub fn words(&self, lang: Lang) -> String {
        let day = |day| day_in_words(day, lang);
        match (self.every, self.last, self.rolling, self.calendar) {
            (None, ..) => lang
                .pick(
                    "De overeenkomst begrenst het aantal audits niet, voor zover is vastgelegd.",
                    "The agreement does not limit the number of audits, as far as is recorded.",
                )
                .to_string(),
            (Some(_), None, ..) => lang
                .pick(
                    "Er is nog geen audit vastgelegd: een eerste kan nu.",
                    "No audit is recorded yet: a first one may be now.",
                )
                .to_string(),
            (Some(every), Some(last), Some(rolling), calendar) => {
                let (every, last, rolling) = (every.in_words(lang), day(last), day(rolling));
                let year = calendar.map(|calendar| match lang {
                    Lang::Nl => format!(
                        " Per kalenderjaar gelezen kan dat vanaf {}; de latere van de twee is de veilige.",
                        day(calendar)
                    ),
                    Lang::En => format!(
                        " Read as once a calendar year it may be from {}; the later of the two is the safe one.",
                        day(calendar)
                    ),
                });
                let year = year.unwrap_or_default();
                lang.pick(
                    format!(
                        "De laatste audit was op {last}. Met {every} ertussen kan de volgende vanaf {rolling}.{year}"
                    ),
                    format!(
                        "The last audit was on {last}. With {every} between them the next may be from {rolling}.{year}"
                    ),
                )
            }
            (Some(_), Some(last), None, _) => {
                let last = day(last);
                lang.pick(
                    format!("De laatste audit was op {last}; wanneer de volgende kan, is niet te tellen."),
                    format!("The last audit was on {last}; when the next may be cannot be counted."),
                )
            }
        }
    }
}

/// The first day of the calendar year in which there may be another.
fn in_a_new_year(every: Term, last: NaiveDate, at: At) -> Option<NaiveDate> {
    let years = match every.unit {
        Unit::Years => every.number,
        Unit::Months if every.number.is_multiple_of(12) => every.number / 12,
        _ => return None,
    };
    let further = years.checked_sub(1)?;
    let end = after(Term::new(further, Unit::Years), Counting::YearEnd, last, at)?;
    after(Term::new(1, Unit::Days), Counting::Calendar, end, at)
}

fn after(term: Term, counting: Counting, from: NaiveDate, at: At) -> Option<NaiveDate> {
    match count(term, counting, Moment::Day(from), Direction::After, at.zone)
        .ok()?
        .by
    {
        End::Day(day) => Some(day),
        End::At(instant) => Some(at.zone.day(Moment::Exact(instant))),
    }
}
