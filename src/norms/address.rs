//! Where a norm's source is public: a web address with room for the article.

/// What stands for the article's number.
const ARTICLE: &str = "{article}";

/// Whether a pack's `url` is a web address, and one that can be written anywhere as it is.
pub(super) fn is_web_address(url: &str) -> bool {
    let url = url.replace(ARTICLE, "1");
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        return false;
    };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let is_written_so = |c: char| c.is_ascii_alphanumeric() || "-._~/?#!$&'()*+,;=:@%".contains(c);
    let mut escapes = path.split('%').skip(1);
    !host.is_empty()
        && host.chars().all(is_host)
        && path.chars().all(is_written_so)
        && path.matches('#').count() <= 1
        && escapes.all(|escape| escape.len() >= 2 && escape.bytes().take(2).all(|digit| digit.is_ascii_hexdigit()))
}

/// The address of an article: `30(1)(b)` is at that of 30. `None` where the address asks for an article and there is none.
pub(super) fn at_article(url: &str, article: Option<&str>) -> Option<String> {
    if !url.contains(ARTICLE) {
        return Some(url.to_string());
    }
    let is_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let number = article?.split(|c| !is_number(c)).next()?;
    (!number.is_empty()).then(|| url.replace(ARTICLE, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_by_its_number() {
        let at = |article| at_article("https://wet.example/#art_{article}", article);
        assert_eq!(at(Some("30(1)(b)")).unwrap(), "https://wet.example/#art_30");
        assert_eq!(at(Some("22")).unwrap(), "https://wet.example/#art_22");
        assert_eq!(at(Some("7a (2)")).unwrap(), "https://wet.example/#art_7a");
        assert_eq!(at(Some("(2)")), None);
        assert_eq!(at(None), None);
        assert_eq!(
            at_article("https://wet.example/", None).unwrap(),
            "https://wet.example/"
        );
    }

    #[test]
    fn a_web_address_is_one_that_needs_no_escaping() {
        for url in [
            "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=CELEX:32016R0679#art_{article}",
            "https://wetten.overheid.nl/BWBR0040940/",
            "http://intranet/privacy%20reglement?artikel={article}",
            "https://huis.example",
        ] {
            assert!(is_web_address(url), "{url}");
        }
        for url in [
            "",
            "huis.example",
            "https://",
            "https:///pad",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://huis.example/een twee",
            "https://huis.example/%2",
            "https://huis.example/%zz",
            "https://huis.example/a#b#c",
            "https://huis.example/{artikel}",
            "https://huis.example/é",
            "https://{article}.example/\n",
        ] {
            assert!(!is_web_address(url), "{url}");
        }
    }
}
