//! What is checked: article by article the norms of every pack, and what is knowingly not.

use crate::norms::{Catalogue, Demand, Norm, Pack, Period};
use crate::records::vocabulary::Within;
use crate::text::{Lang, Text};

use super::{Cell, Document, Group, Part, Table};

pub fn document(catalogue: &Catalogue, lang: Lang) -> Document {
    let packs = catalogue.packs.iter();
    let norms = catalogue.applied().count();
    let about = match lang {
        Lang::Nl => [
            format!(
                "{norms} normen worden toegepast. avg explain NORM legt er een uit, avg explain --all legt ze alle uit."
            ),
            "Wat hier niet bij staat, ziet dit programma niet. Dit is geen juridisch advies.".to_string(),
        ],
        Lang::En => [
            format!("{norms} norms are applied. avg explain NORM explains one, avg explain --all explains them all."),
            "What is not here this tool does not see. This is no legal advice.".to_string(),
        ],
    };
    let mut parts: Vec<Part> = packs
        .flat_map(|pack| [checked(pack, lang), unchecked(pack, lang)])
        .flatten()
        .collect();
    parts.push(without_number(catalogue, lang));
    Document {
        title: lang.pick("Wat wordt nagezien", "What is checked").to_string(),
        about: about.to_vec(),
        parts,
    }
}

/// The pack's norms in the order of their articles, those of one article together.
fn checked(pack: &Pack, lang: Lang) -> Option<Part> {
    let mut norms: Vec<&Norm> = pack.norms.iter().collect();
    norms.sort_by_key(|norm| in_order(norm.cite.as_deref().unwrap_or_default()));
    let same_article = |a: &&Norm, b: &&Norm| article(a) == article(b);
    let groups = norms
        .chunk_by(same_article)
        .map(|group| rows(group.iter().copied(), lang));
    Some(Part::table(
        format!("{}: {}", pack.name, pack.title.get(lang)),
        listing(groups.collect(), lang),
    ))
}

/// A table of norms.
fn listing(groups: Vec<Group>, lang: Lang) -> Table {
    let words = [
        ("bron", "source"),
        ("norm", "norm"),
        ("soort", "kind"),
        ("niveau", "level"),
        ("wat", "what"),
    ];
    Table {
        head: head(lang, words),
        keys: words.map(|(_, en)| en).to_vec(),
        groups,
        ..Table::default()
    }
}

fn rows<'n>(norms: impl Iterator<Item = &'n Norm>, lang: Lang) -> Group {
    norms.map(|norm| row(norm, lang)).collect::<Vec<_>>().into()
}

fn row(norm: &Norm, lang: Lang) -> Vec<Cell> {
    let (nl, en) = match (&norm.demand, norm.pending) {
        (_, true) => ("voorstel", "proposal"),
        (Demand::Duty(_), _) => ("plicht", "duty"),
        _ => ("eis", "demand"),
    };
    vec![
        Cell::Text(norm.cite.clone().unwrap_or_default()),
        Cell::Text(norm.name.clone()),
        Cell::word(lang.pick(nl, en), en),
        Cell::word(norm.level.word(lang), norm.level.name()),
        Cell::Text(norm.title.get(lang).to_string()),
    ]
}

/// What the pack says that nobody checks, with the reason.
fn unchecked(pack: &Pack, lang: Lang) -> Option<Part> {
    if pack.unchecked.is_empty() {
        return None;
    }
    let rows = pack.unchecked.iter().map(|entry| {
        let law = pack.cite.as_ref().map(|law| format!("{law} ")).unwrap_or_default();
        vec![
            format!("{law}{}", entry.cite.0),
            Text::from(&entry.why).get(lang).to_string(),
        ]
    });
    Some(Part::table(
        format!(
            "{}: {}",
            pack.name,
            lang.pick("bewust niet nagezien", "knowingly not checked")
        ),
        Table {
            head: head(lang, [("bron", "source"), ("waarom niet", "why not")]),
            keys: vec!["source", "why_not"],
            groups: vec![rows.collect()],
            ..Table::default()
        },
    ))
}

/// Duties that somebody must do ‘without delay’: nobody can say on which day they are late.
fn without_number(catalogue: &Catalogue, lang: Lang) -> Part {
    let duties = catalogue.norms().filter(|norm| {
        let period = norm.duty().map(|rule| &rule.period);
        match period {
            Some(Period::Fixed(within)) => *within == Within::WithoutDelay,
            Some(Period::Contract(contract)) => contract.otherwise == Some(Within::WithoutDelay),
            None => false,
        }
    });
    Part::table(
        lang.pick("Plichten zonder getal", "Duties without a number"),
        listing(vec![rows(duties, lang)], lang),
    )
}

fn head<const N: usize>(lang: Lang, words: [(&str, &str); N]) -> Vec<String> {
    words.iter().map(|(nl, en)| lang.pick(*nl, *en).to_string()).collect()
}

/// The article that a norm cites, without its paragraphs.
fn article(norm: &Norm) -> &str {
    let cite = norm.cite.as_deref().unwrap_or_default();
    cite.split('(').next().unwrap_or_default()
}

/// A citation as something to order by: its numbers as numbers, its words as words.
fn in_order(cite: &str) -> Vec<(u64, String)> {
    let mut parts: Vec<(u64, String)> = Vec::new();
    for part in cite
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
    {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        parts.push((part[..digits].parse().unwrap_or(0), part[digits..].to_string()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn articles_are_in_the_order_of_the_law() {
        let mut cites = [
            "AVG 28(3)(g)",
            "AVG 5(1)(e)",
            "AVG 28(10)",
            "AVG 28(3)",
            "AVG 9(2)",
            "AVG 28(3)(a)",
        ];
        cites.sort_by_key(|cite| in_order(cite));
        assert_eq!(
            cites,
            [
                "AVG 5(1)(e)",
                "AVG 9(2)",
                "AVG 28(3)",
                "AVG 28(3)(a)",
                "AVG 28(3)(g)",
                "AVG 28(10)"
            ]
        );
    }
}
