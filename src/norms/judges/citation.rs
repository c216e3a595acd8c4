//! Citations of the Regulation that it does not have: `artikel 1 lid 12 AVG`, where 4(12) is meant.
//!
//! Read are the manners in which people cite: `28(3)(a) AVG`, `AVG 28 lid 3`, `artikel 28, lid 3, onder a, van de AVG`.

use crate::text;

use super::{Case, Verdict};

/// Every provision, one a line: `28.3.a`.
const PROVISIONS: &str = include_str!("../provisions.txt");

const LAW: &[&str] = &["avg", "gdpr"];
const ARTICLE: &[&str] = &["artikel", "artikelen", "article", "articles", "art"];
const BETWEEN: &[&str] = &[
    "lid",
    "paragraph",
    "para",
    "onder",
    "sub",
    "onderdeel",
    "point",
    "aanhef",
    "en",
];
const OF: &[&str] = &["van", "de", "of", "the"];

pub(super) fn judge(case: &Case) -> Vec<Verdict> {
    let mut found = Vec::new();
    for (span, written) in case.readable() {
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
    }
    found
}

/// The provisions of the Regulation that a text cites, as `28.3.a`.
fn cited(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let laws = (0..words.len()).filter(|at| LAW.contains(&words[*at]));
    laws.filter_map(|at| behind(&words, at).or_else(|| before(&words, at)))
        .collect()
}

/// `AVG 28(3)(a)`, `AVG artikel 28 lid 3`.
fn behind(words: &[&str], law: usize) -> Option<String> {
    let rest = &words[law + 1..];
    let rest = match rest.first() {
        Some(word) if ARTICLE.contains(word) => &rest[1..],
        _ => rest,
    };
    provision(rest).map(|(provision, _)| provision)
}

/// `artikel 28, lid 3, van de AVG`, `28(3)(a) AVG`: the nearest start from which a provision ends right before the law.
fn before(words: &[&str], law: usize) -> Option<String> {
    let mut end = law;
    while end > 0 && OF.contains(&words[end - 1]) {
        end -= 1;
    }
    const LONGEST: usize = 7;
    let starts = end.saturating_sub(LONGEST)..end;
    let mut whole = starts.filter_map(|start| {
        let (provision, length) = provision(&words[start..end])?;
        let is_article = start > 0 && ARTICLE.contains(&words[start - 1]);
        (length == end - start && (is_article || provision.contains('.'))).then_some(provision)
    });
    whole.next()
}

/// A provision at the beginning of some words, and how many of them it takes.
fn provision(words: &[&str]) -> Option<(String, usize)> {
    let is_number = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let is_letter = |word: &str| word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let article = words.first().filter(|word| is_number(word))?;
    let (mut found, mut at) = (article.to_string(), 1);
    let next = |mut at: usize| {
        while words.get(at).is_some_and(|word| BETWEEN.contains(word)) {
            at += 1;
        }
        words.get(at).map(|word| (*word, at + 1))
    };
    if let Some((paragraph, after)) = next(at)
        && is_number(paragraph)
    {
        found = format!("{found}.{paragraph}");
        at = after;
    }
    if let Some((letter, after)) = next(at)
        && is_letter(letter)
    {
        found = format!("{found}.{letter}");
        at = after;
    }
    Some((found, at))
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
        for (text, expected) in [
            ("in de zin van artikel 1 lid 12 AVG", "1.12"),
            ("artikel 28, lid 3, onder a, van de AVG", "28.3.a"),
            ("AVG 30(1)(b)", "30.1.b"),
            ("zie 33(3)(d) GDPR", "33.3.d"),
            ("article 34(1) of the GDPR", "34.1"),
            ("AVG artikel 28", "28"),
            ("artikel 99 AVG", "99"),
        ] {
            assert_eq!(cited(text), [expected], "{text}");
        }
        for text in [
            "de AVG sinds 2018",
            "op 28 mei is de AVG van kracht",
            "AVG-team, 3 mensen",
            "UAVG 46",
            "artikel 12 UAVG",
        ] {
            assert_eq!(cited(text), [""; 0], "{text}");
        }
    }
}
