//! The chapters of a dossier: what each file belongs to, and what is said of all of them.

use crate::text::Lang;

/// What a file in a dossier belongs to, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    Reports,
    Found,
    RecordReports,
    Records,
    Norms,
    Commits,
    Signatures,
}

impl Chapter {
    pub(super) const ALL: [Chapter; 7] = [
        Chapter::Reports,
        Chapter::Found,
        Chapter::RecordReports,
        Chapter::Records,
        Chapter::Norms,
        Chapter::Commits,
        Chapter::Signatures,
    ];

    pub(super) fn heading(self, lang: Lang) -> &'static str {
        match self {
            Chapter::Reports => lang.pick("Rapporten", "Reports"),
            Chapter::Found => lang.pick("Bevindingen en termijnen", "Findings and duties"),
            Chapter::RecordReports => lang.pick("Een pagina per registratie", "A page for each record"),
            Chapter::Records => lang.pick("De registraties zelf", "The records themselves"),
            Chapter::Norms => lang.pick("Toegepaste normen", "Norms applied"),
            Chapter::Commits => lang.pick("Geschiedenis in git", "History in git"),
            Chapter::Signatures => lang.pick("Handtekeningen op commits", "Signatures on commits"),
        }
    }

    pub(super) fn about(self, lang: Lang) -> &'static str {
        match self {
            Chapter::Records => lang.pick(
                "Byte voor byte zoals zij in de map staan. In records/ kan avg opnieuw worden uitgevoerd: avg -C records check. \
                 Bestanden die avg niet leest, staan hier niet bij.",
                "Byte for byte as they are in the folder. In records/ avg can be run again: avg -C records check. Files that avg \
                 does not read are not here.",
            ),
            Chapter::Norms => lang.pick(
                "De normen die bij avg horen. Normen van de organisatie zelf staan bij de registraties, in records/norms/.",
                "The norms that come with avg. Norms of the organisation itself are with the records, in records/norms/.",
            ),
            Chapter::Signatures => lang.pick(
                "avg heeft ze niet geverifieerd. Hoe dat kan, staat in commits.html.",
                "avg did not verify them. How to do so is said in commits.html.",
            ),
            _ => "",
        }
    }
}
