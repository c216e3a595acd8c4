//! Of which folder, commit and moment a document is, in the sentences under its title.

use chrono::{DateTime, FixedOffset};

use crate::text::Lang;

/// What a document is made of.
#[derive(Clone, Debug)]
pub struct Stamp {
    pub organisation: String,
    /// The folder in its git work tree; empty where it is that root.
    pub folder: String,
    /// The commit's short id; absent where there is none.
    pub commit: Option<String>,
    /// Whether the files say something else than that commit.
    pub is_changed: bool,
    pub at: DateTime<FixedOffset>,
    /// The moment that it was made for, where that is an earlier one.
    pub as_of: Option<DateTime<FixedOffset>>,
}

pub fn sentences(stamp: &Stamp, lang: Lang) -> Vec<String> {
    let at = stamp.at.format("%Y-%m-%d %H:%M (%:z)");
    let folder = match stamp.folder.trim_end_matches('/') {
        "" => String::new(),
        folder => format!(", {folder}/"),
    };
    let organisation = &stamp.organisation;
    let state = match (&stamp.commit, stamp.is_changed, lang) {
        (None, _, Lang::Nl) => "niet vastgelegd in git".to_string(),
        (None, _, Lang::En) => "not committed to git".to_string(),
        (Some(commit), false, _) => format!("commit {commit}"),
        (Some(commit), true, Lang::Nl) => {
            format!("commit {commit}, met wijzigingen die nog niet zijn vastgelegd")
        }
        (Some(commit), true, Lang::En) => format!("commit {commit}, with changes that are not committed yet"),
    };
    let then = stamp.as_of.map(|then| {
        let then = then.format("%Y-%m-%d %H:%M (%:z)");
        lang.pick(
            format!("naar de stand van {then}, "),
            format!("as it stood at {then}, "),
        )
    });
    let then = then.unwrap_or_default();
    vec![lang.pick(
        format!("{organisation}{folder}: {state}; {then}opgemaakt {at}."),
        format!("{organisation}{folder}: {state}; {then}made {at}."),
    )]
}
