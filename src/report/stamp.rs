//! Of which folder, commit and moment a document is, in the sentences under its title.

use chrono::{DateTime, FixedOffset};

use crate::text::Lang;
use crate::time::to_the_minute;

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
    /// The files of which not all could be read, by their paths in the folder.
    pub unread: Vec<String>,
    /// Whether the folder has the file that says whose it is.
    pub is_marked: bool,
}

pub fn sentences(stamp: &Stamp, lang: Lang) -> Vec<String> {
    let at = to_the_minute(stamp.at);
    let folder = match stamp.folder.trim_end_matches('/') {
        "" => String::new(),
        folder => format!("{folder}/"),
    };
    // Without either of them it begins with the commit.
    let whose: Vec<&str> = [stamp.organisation.trim(), &folder]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect();
    let whose = match whose.is_empty() {
        true => String::new(),
        false => format!("{}: ", whose.join(", ")),
    };
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
        let then = to_the_minute(then);
        lang.pick(
            format!("naar de stand van {then}, "),
            format!("as it stood at {then}, "),
        )
    });
    let then = then.unwrap_or_default();
    let made = lang.pick(
        format!("{whose}{state}; {then}opgemaakt {at}."),
        format!("{whose}{state}; {then}made {at}."),
    );
    [made].into_iter().chain(incomplete(stamp, lang)).collect()
}

/// What could not be read as a whole, and so may be missing.
pub fn incomplete(stamp: &Stamp, lang: Lang) -> Option<String> {
    let absent = (!stamp.is_marked).then(|| {
        lang.pick(
            "Er is geen avg.toml: van wie dit is, staat hier niet.",
            "There is no avg.toml: whose this is, is not said here.",
        )
        .to_string()
    });
    let unread = (!stamp.unread.is_empty()).then(|| {
        let files = stamp.unread.join(", ");
        lang.pick(
            format!("Niet als geheel te lezen, dus hier onvolledig: {files}. avg check zegt waar het aan schort."),
            format!("Not readable as a whole, so incomplete here: {files}. avg check says what is wrong."),
        )
    });
    let said: Vec<String> = [absent, unread].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}
