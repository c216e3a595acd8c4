//! The files of the folder as they are: what each of them is, and why one is not in the dossier.

use crate::records::Kind;
use crate::report::portable::Names;
use crate::text::Lang;

use super::{Chapter, Content, Entry, LeftOut, entry};

/// A file of the folder.
#[derive(Clone, Debug)]
pub struct Original<'a> {
    /// From the folder's root.
    pub path: &'a str,
    /// Its bytes, or why there are none.
    pub bytes: Result<&'a [u8], Unfit<'a>>,
    /// Whether all of it can be read as text.
    pub is_text: bool,
}

/// Why a file of the folder is not in the dossier.
#[derive(Clone, Copy, Debug)]
pub enum Unfit<'a> {
    OutOfPlace,
    Link,
    Special,
    /// With the words of the machine.
    Refused(&'a str),
}

/// Nothing is left out in silence.
pub fn left_out(originals: &[Original], lang: Lang) -> Vec<LeftOut> {
    let left_out = originals.iter().filter_map(|original| {
        let why = original.bytes.err()?;
        Some(LeftOut {
            path: original.path.to_string(),
            why: why.in_words(lang),
        })
    });
    left_out.collect()
}

pub(super) fn entries<'a>(originals: &'a [Original<'a>], lang: Lang) -> impl Iterator<Item = Entry<'a>> {
    let mut names = Names::default();
    originals.iter().filter_map(move |original| {
        let bytes = original.bytes.ok()?;
        let path = match original.path.split_once('/') {
            Some((folder, rest)) => names.place(&format!("records/{folder}"), rest),
            None => names.place("records", original.path),
        };
        let has_its_name = path == format!("records/{}", original.path);
        let what = original.in_words(has_its_name, lang);
        Some(entry(path, Chapter::Records, what, Content::Bytes(bytes)))
    })
}

impl Original<'_> {
    /// What it is; a name that not every system can hold is told.
    fn in_words(&self, has_its_name: bool, lang: Lang) -> String {
        let path = self.path;
        let what = match Kind::of_file(path) {
            Some(Kind::Organisation) => lang.pick("Wie de organisatie is.", "Who the organisation is."),
            Some(_) => lang.pick("Een registratie.", "A record."),
            None => lang.pick("Normen van de organisatie zelf.", "Norms of the organisation itself."),
        };
        let mut what = what.to_string();
        if !has_its_name {
            what += &lang.pick(
                format!(" Heet in de map ‘{path}’."),
                format!(" Is called ‘{path}’ in the folder."),
            );
        }
        if !self.is_text {
            what += lang.pick(" Niet als tekst (UTF-8) te lezen.", " Cannot be read as text (UTF-8).");
        }
        what
    }
}

impl Unfit<'_> {
    fn in_words(self, lang: Lang) -> String {
        let why = match self {
            Unfit::Link => lang.pick(
                "een symbolische link; die worden niet gevolgd",
                "a symbolic link; links are not followed",
            ),
            Unfit::Special => lang.pick("geen gewoon bestand", "not an ordinary file"),
            Unfit::Refused(why) => {
                return lang.pick(format!("niet te lezen: {why}"), format!("cannot be read: {why}"));
            }
            Unfit::OutOfPlace => lang.pick(
                "staat niet op zijn plaats en is niet gelezen",
                "is out of place and was not read",
            ),
        };
        why.to_string()
    }
}
