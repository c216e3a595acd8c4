//! What a letter or notice opens and closes with: from whom, to whom, when, and where more can be asked.

use chrono::{Datelike, NaiveDate};

use crate::records::{Record, Records};
use crate::text::Lang;
use crate::time::day_of_year_in_words;

/// What our own file says at a path.
pub(super) fn ours<'r>(records: &'r Records, path: &str) -> Option<&'r str> {
    records.ours()?.said(path)
}

/// Whether we are in the Netherlands, as we are where our file names no country.
pub(super) fn is_dutch(records: &Records) -> bool {
    ours(records, "organisation.country").is_none_or(|country| country.trim().eq_ignore_ascii_case("nl"))
}

/// Several of those, a line each, what is not there left out.
pub(super) fn block(lines: &[Option<&str>]) -> String {
    let lines: Vec<&str> = lines.iter().filter_map(|line| *line).collect();
    lines.join("\n")
}

/// Who sends it.
pub(super) fn sender(records: &Records) -> String {
    block(&["name", "address", "email", "phone"].map(|key| ours(records, &format!("organisation.{key}"))))
}

/// Where more can be asked: the officer where there is one, else the organisation; `None` where neither can be reached.
pub(super) fn contact(records: &Records) -> Option<String> {
    let of = |table: &str| {
        let reach = ["email", "phone"].map(|key| ours(records, &format!("{table}.{key}")));
        let reach: Vec<&str> = reach.into_iter().flatten().collect();
        let name = ours(records, &format!("{table}.name"))?;
        (!reach.is_empty()).then(|| format!("{name}, {}", reach.join(", ")))
    };
    of("officer").or_else(|| of("organisation"))
}

/// What a record is called outside, where its folder says nothing.
pub(super) fn id<'r>(record: &'r Record) -> &'r str {
    record.name.rsplit('/').next().unwrap_or(&record.name)
}

/// The line by which we find a matter again: the case, or the record.
pub(super) fn reference(record: &Record, case: Option<&str>, lang: Lang) -> String {
    let reference = case.unwrap_or_else(|| id(record));
    format!("{}: {reference}", lang.pick("Ons kenmerk", "Our reference"))
}

/// A provision of the Regulation as a letter names it: of `15(1)(c)` article 15(1)(c) GDPR; in Dutch artikel 15, lid 1, onder c, AVG.
pub(super) fn article(cited: &str, lang: Lang) -> String {
    let pieces: Vec<&str> = cited.split(", ").collect();
    if lang == Lang::En {
        return format!("article {} GDPR", pieces.join(" and "));
    }
    let words: Vec<String> = pieces.iter().map(|piece| in_dutch(piece)).collect();
    let between = if words.first().is_some_and(|first| first.contains("onder")) {
        ", en "
    } else {
        " en "
    };
    let end = if cited.contains('(') { "," } else { "" };
    format!("artikel {}{end} AVG", words.join(between))
}

/// `15(1)(c)` as the legislator writes it; of an article that was named already only the paragraph.
fn in_dutch(piece: &str) -> String {
    let mut levels = piece.split('(').map(|level| level.trim_end_matches(')'));
    let number = levels.next().filter(|number| !number.is_empty());
    let lid = levels.next().map(|lid| format!("lid {lid}"));
    let onder = levels.next().map(|onder| format!("onder {onder}"));
    let levels: Vec<String> = [number.map(str::to_string), lid, onder].into_iter().flatten().collect();
    levels.join(", ")
}

/// A day as a letter has it: `15 april 2026`.
pub(super) fn day_in_full(day: NaiveDate, lang: Lang) -> String {
    format!("{} {}", day_of_year_in_words(day, lang), day.year())
}

#[cfg(test)]
mod tests {
    use super::article;
    use crate::text::Lang;

    /// As the Dutch and the English text of the Regulation refer to its own articles.
    #[test]
    fn provisions_are_named_as_the_law_names_them() {
        for (cited, nl, en) in [
            ("15", "artikel 15 AVG", "article 15 GDPR"),
            ("7(3)", "artikel 7, lid 3, AVG", "article 7(3) GDPR"),
            ("15(1)(c)", "artikel 15, lid 1, onder c, AVG", "article 15(1)(c) GDPR"),
            (
                "21(2), (3)",
                "artikel 21, lid 2 en lid 3, AVG",
                "article 21(2) and (3) GDPR",
            ),
            (
                "15(1)(c), (2)",
                "artikel 15, lid 1, onder c, en lid 2, AVG",
                "article 15(1)(c) and (2) GDPR",
            ),
        ] {
            assert_eq!(
                (article(cited, Lang::Nl), article(cited, Lang::En)),
                (nl.to_string(), en.to_string())
            );
        }
    }
}
