//! What somebody can do who disagrees, article 12(4): the complaint of article 77 and the judicial remedy of article 79, as the
//! Dutch implementation act gives it.

use crate::records::tree::Node;

use super::rights::OF_CONSENT;
use crate::report::Said;
use crate::report::letterhead::is_dutch;
use crate::report::values::Reader;

/// What is open against the refusal of a right, each an item. The petition of UAVG 35 is for the rights of articles 15 to 22;
/// against what touches another right of the Regulation there is article 79 alone, and what only the house's rules know has
/// none of these.
pub(super) fn all(article: Option<&str>, is_complaint: bool, reader: Reader) -> Vec<Said> {
    let court = match article {
        Some(OF_CONSENT) => plain_court(reader),
        None if is_complaint => plain_court(reader),
        None => return Vec::new(),
        Some(_) => court(reader),
    };
    vec![complaint(reader), court]
}

/// Article 79(1).
fn plain_court(reader: Reader) -> Said {
    Said::Item(
        reader
            .lang
            .pick(
                "Vindt u dat wij uw rechten uit de AVG schenden, dan kunt u ook naar de rechter gaan (artikel 79 AVG).",
                "If you consider that we are infringing your rights under the GDPR, you may also go to court (article 79 GDPR).",
            )
            .to_string(),
    )
}

/// Article 77(1): where the data subject lives or works, or where it happened.
pub(super) fn complaint(reader: Reader) -> Said {
    let lang = reader.lang;
    Said::Item(match is_dutch(reader.records) {
        true => lang.pick(
            "U kunt een klacht indienen bij de Autoriteit Persoonsgegevens (autoriteitpersoonsgegevens.nl), of bij de toezichthoudende autoriteit van de lidstaat waar u woont of werkt of waar het is gebeurd (artikel 77 AVG).",
            "You may lodge a complaint with the Dutch supervisory authority, the Autoriteit Persoonsgegevens (autoriteitpersoonsgegevens.nl), or with that of the Member State where you live or work or where it happened (article 77 GDPR).",
        ),
        false => lang.pick(
            "U kunt een klacht indienen bij de toezichthoudende autoriteit van de lidstaat waar u woont of werkt of waar het is gebeurd (artikel 77 AVG).",
            "You may lodge a complaint with the supervisory authority of the Member State where you live or work or where it happened (article 77 GDPR).",
        ),
    }
    .to_string())
}

/// Article 79; UAVG 34 of a public authority, whose answer is a decision under administrative law, and UAVG 35 of everybody else.
/// Who asks the authority to mediate in time may still go to the court afterwards, UAVG 36(1): within the six weeks of 35(2), and
/// of a public authority within the term for the appeal.
fn court(reader: Reader) -> Said {
    let lang = reader.lang;
    Said::Item(match (is_dutch(reader.records), is_public(reader)) {
        (true, true) => lang.pick(
            "U kunt bij ons bezwaar maken binnen zes weken na de dag waarop deze brief is verzonden; deze brief is een besluit in de zin van de Algemene wet bestuursrecht (artikel 34 UAVG). Daarna staat beroep bij de rechtbank open. Vraagt u de Autoriteit Persoonsgegevens binnen de termijn voor dat beroep om te bemiddelen of te adviseren, dan kunt u nog beroep instellen tot zes weken nadat u van de Autoriteit bericht hebt gekregen dat de behandeling is beëindigd (artikel 36, eerste lid, UAVG).",
            "You may lodge an objection with us within six weeks of the day on which this letter was sent; this letter is a decision within the meaning of the Dutch General Administrative Law Act (article 34 UAVG, the Dutch GDPR implementation act). After that you may appeal to the district court. If within the term for that appeal you ask the Autoriteit Persoonsgegevens to mediate or advise, you may still appeal until six weeks after the Autoriteit has informed you that its handling of the matter has ended (article 36(1) UAVG).",
        ),
        (true, false) => lang.pick(
            "U kunt binnen zes weken na ontvangst van deze brief de rechtbank schriftelijk verzoeken ons op te dragen alsnog aan uw verzoek te voldoen (artikel 79 AVG, artikel 35 UAVG). Vraagt u de Autoriteit Persoonsgegevens binnen diezelfde zes weken om te bemiddelen of te adviseren, dan kunt u nog naar de rechtbank tot zes weken nadat u van de Autoriteit bericht hebt gekregen dat de behandeling is beëindigd (artikel 36, eerste lid, UAVG).",
            "Within six weeks of receiving this letter you may petition the district court to order us to comply with your request (article 79 GDPR, article 35 UAVG, the Dutch GDPR implementation act). If within those same six weeks you ask the Autoriteit Persoonsgegevens to mediate or advise, you may still go to the court until six weeks after the Autoriteit has informed you that its handling of the matter has ended (article 36(1) UAVG).",
        ),
        (false, _) => lang.pick(
            "U kunt naar de rechter gaan (artikel 79 AVG).",
            "You may go to court (article 79 GDPR).",
        ),
    }
    .to_string())
}

/// Whether the six weeks are those of an objection under administrative law, and not of UAVG 35(2).
pub(super) fn is_by_objection(article: Option<&str>, reader: Reader) -> bool {
    article.is_some_and(|article| article != OF_CONSENT) && is_dutch(reader.records) && is_public(reader)
}

fn is_public(reader: Reader) -> bool {
    let public = reader
        .records
        .ours()
        .and_then(|us| us.root.value_at("organisation.public_authority"));
    public.and_then(Node::yes) == Some(true)
}
