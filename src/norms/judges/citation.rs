//! Citations of the Regulation that it does not have: `artikel 1 lid 12 AVG`, where 4(12) is meant.
//!
//! Read are the manners in which people cite, with the law's name beside them: `28(3)(a) AVG`, `AVG 28(3)`, `artikel 28,
//! lid 3, onder a, van de AVG`. Enumerations and ranges are left alone, because a number in them may be anything.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::norms::words::{Prose, Words};
use crate::text;

use super::{Case, Verdict};

/// Every provision, one a line: `28.3.a`.
const PROVISIONS: &str = include_str!("../provisions.txt");

/// An article, its paragraph and its point, however they are told apart.
const PROVISION: &str = r"(?P<article>\d{1,3})(?:\s?\((?P<paragraph>\d{1,2})\)|,?\s(?:lid|paragraph)\s(?P<lid>\d{1,2})\b|\.(?P<dotted>\d{1,2})\b)?(?:\s?\((?P<point>[a-z])\)|,?\s(?:aanhef en )?(?:onder|sub|onderdeel|point)\s\(?(?P<onder>[a-z])\)?(?:\s|,|$))?";

/// The law before the provision, and the law behind it.
static MANNERS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let article = r"(?:\b(?P<word>artikel|article|art\.?)\s)?";
    let before = format!(r"\b(?:avg|gdpr)\s{article}{PROVISION}(?P<rest>.?)");
    let behind = format!(r"{article}\b{PROVISION},?\s?(?:van de |of the )?\b(?:avg|gdpr)\b(?P<rest>)");
    [before, behind]
        .iter()
        .map(|pattern| Regex::new(pattern).expect("a pattern that compiles"))
        .collect()
});

/// The names of the law.
pub(super) static LAW: LazyLock<Words> = LazyLock::new(|| Words::of(["avg", "gdpr"]));

pub(super) fn judge(case: &Case) -> Vec<Verdict> {
    let mut found = Vec::new();
    case.each_text(&mut |span, written| {
        for provision in cited(written) {
            if !PROVISIONS.lines().any(|known| known == provision) {
                let shown = shown(&provision);
                let message = text!(
                    "artikel {shown} bestaat niet in de AVG",
                    "the GDPR has no article {shown}"
                );
                found.push(Verdict::at(span, message));
            }
        }
    });
    found
}

/// The provisions of the Regulation that a text cites, as `28.3.a`.
fn cited(text: &str) -> Vec<String> {
    // Few texts name the law; only those are worth taking apart.
    if !LAW.are_in(&Prose::of(text)) {
        return Vec::new();
    }
    let text = text.to_lowercase();
    let all = MANNERS.iter().flat_map(|manner| manner.captures_iter(&text));
    all.filter_map(|captures| provision(&captures)).collect()
}

/// What was cited, if it surely was: a number alone is an article only behind that word.
fn provision(captures: &Captures) -> Option<String> {
    let named = |name: &str| captures.name(name).map(|part| part.as_str());
    let is_article = named("word").is_some();
    // `28.11` is an article's paragraph behind that word; elsewhere it may be a version.
    let dotted = named("dotted");
    let paragraph = named("paragraph").or(named("lid")).or(dotted);
    let is_open =
        named("rest").is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || ".-/".contains(c)));
    if is_open || ((paragraph.is_none() || dotted.is_some()) && !is_article) {
        return None;
    }
    let point = named("point").or(named("onder"));
    let parts = [named("article"), paragraph, point].into_iter().flatten();
    Some(parts.collect::<Vec<_>>().join("."))
}

fn shown(provision: &str) -> String {
    let mut parts = provision.split('.');
    let article = parts.next().unwrap_or_default().to_string();
    parts.fold(article, |shown, part| format!("{shown}({part})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manners_of_citing() {
        assert_eq!(MANNERS.len(), 2);
        for (text, expected) in [
            ("in de zin van artikel 1 lid 12 AVG", "1.12"),
            ("artikel 28, lid 3, onder a, van de AVG", "28.3.a"),
            ("AVG 30(1)(b)", "30.1.b"),
            ("zie 33(3)(d) GDPR", "33.3.d"),
            ("article 34(1) of the GDPR", "34.1"),
            ("AVG artikel 28", "28"),
            ("artikel 100 AVG", "100"),
        ] {
            assert_eq!(cited(text), [expected], "{text}");
        }
        for text in [
            "de AVG sinds 2018",
            "op 28 mei is de AVG van kracht",
            "AVG-team, 3 mensen",
            "UAVG 46",
            "artikel 12 UAVG",
            "artikelen 13 en 14 AVG",
            "AVG 33/34",
            "AVG artikel 100/101",
            "AVG art. 100-102",
            "AVG 15-22",
            "artikel 28 lid 3 en 4 AVG",
            "Handboek AVG 2.0",
            "AVG 25-5-2018",
            "3.9 GDPR compliance",
            "AVG 1 e toetsing",
        ] {
            assert_eq!(cited(text), [""; 0], "{text}");
        }
    }
}
