//! A retention term as people write it: how long, from when, of what, if it can be read without doubt.

use crate::time::{Term, Unit};

use super::words::plain;

/// What a text says of a retention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Retention {
    pub data: Option<String>,
    pub keep: Term,
    pub from: Option<String>,
    pub limit: Option<&'static str>,
}

/// Units that the reader of terms does not know, in plain words.
#[rustfmt::skip]
const UNITS: &[(Unit, &[&str])] = &[
    (Unit::Years, &["jaar", "jaren", "year", "years", "jahr", "jahre", "jahren", "an", "ans", "annee", "annees"]),
    (Unit::Months, &["maand", "maanden", "month", "months", "monat", "monate", "monaten", "mois"]),
    (Unit::Weeks, &["week", "weken", "weeks", "woche", "wochen", "semaine", "semaines"]),
    (Unit::Days, &["dag", "dagen", "day", "days", "tag", "tage", "tagen", "jour", "jours"]),
    (Unit::Hours, &["uur", "uren", "hour", "hours", "stunde", "stunden", "heure", "heures"]),
];

const AFTER: &[&str] = &["na", "after", "nach", "apres", "vanaf", "from"];

#[rustfmt::skip]
const LIMITS: &[(&str, &[&str])] = &[
    ("maximum", &["maximaal", "max", "hoogstens", "uiterlijk", "maximum", "at most", "up to", "hochstens", "maximal", "au plus", "au maximum"]),
    ("minimum", &["minimaal", "min", "ten minste", "minstens", "minimum", "at least", "mindestens", "au moins", "au minimum"]),
];

/// Reads `7 jaar na einde boekjaar` and `loonstroken: ten minste 7 jaar`; anything with a word that is not understood is not.
pub(super) fn retention(written: &str) -> Option<Retention> {
    let (data, rest) = match written.split_once(':') {
        Some((data, rest)) => (Some(data.trim()).filter(|data| !data.is_empty()), rest.trim()),
        None => (None, written.trim()),
    };
    let (limit, rest) = limited(rest);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: u32 = rest[..digits].parse().ok()?;
    let rest = rest[digits..].trim_start();
    let (unit, rest) = first_word(rest);
    let unit = plain(unit);
    let (unit, _) = UNITS.iter().find(|(_, words)| words.contains(&unit.as_str()))?;
    let from = match first_word(rest) {
        ("", _) => None,
        (word, event) if AFTER.contains(&plain(word).as_str()) && !event.is_empty() => Some(event.to_string()),
        _ => return None,
    };
    // Brackets, several sentences or a second term say more than one term and one event.
    let is_simple = from
        .as_deref()
        .is_none_or(|from| !from.contains(['(', ';', '\n', ',']) && !from.chars().any(|c| c.is_ascii_digit()));
    is_simple.then(|| Retention {
        data: data.map(str::to_string),
        keep: Term::new(number, *unit),
        from,
        limit,
    })
}

/// A term alone, in any of the languages.
pub(super) fn term(written: &str) -> Option<Term> {
    written.parse().ok().or_else(|| {
        let read = retention(written)?;
        (read.from.is_none() && read.data.is_none() && read.limit.is_none()).then_some(read.keep)
    })
}

fn limited(written: &str) -> (Option<&'static str>, &str) {
    for (limit, phrases) in LIMITS {
        for phrase in *phrases {
            let words = phrase.split(' ').count();
            let mut rest = written;
            let said: Vec<&str> = (0..words)
                .map(|_| {
                    let (word, after) = first_word(rest);
                    rest = after;
                    word
                })
                .collect();
            if plain(&said.join(" ")) == *phrase {
                return (Some(limit), rest);
            }
        }
    }
    (None, written)
}

fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(char::is_whitespace)
        .map_or((text, ""), |(word, rest)| (word, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_without_doubt() {
        let read = |written: &str| retention(written).map(|it| (it.data, it.keep.to_string(), it.from, it.limit));
        let some = |text: &str| Some(text.to_string());
        assert_eq!(
            read("7 jaar na einde boekjaar"),
            Some((None, "7 years".into(), some("einde boekjaar"), None))
        );
        assert_eq!(read("10 Jahre"), Some((None, "10 years".into(), None, None)));
        assert_eq!(
            read("max. 6 mois après la fin du contrat"),
            Some((None, "6 months".into(), some("la fin du contrat"), Some("maximum")))
        );
        assert_eq!(
            read("loonstroken: ten minste 7 jaar"),
            Some((some("loonstroken"), "7 years".into(), None, Some("minimum")))
        );
        for doubtful in [
            "zolang nodig",
            "7 jaar (fiscaal)",
            "2 tot 7 jaar",
            "7 jaar na einde dienst, daarna 2 jaar",
            "circa 2 jaar",
            "niet 7 jaar",
            "7",
            "7 jaar tenzij anders",
        ] {
            assert_eq!(read(doubtful), None, "{doubtful}");
        }
    }
}
