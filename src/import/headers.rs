//! The headers that registers use, in Dutch, English, German and French, and the field that each means.
//!
//! Among them those of the templates of the supervisory authorities of the Netherlands, Belgium, the United Kingdom, France
//! and Germany. A header is here only if it means one thing: what could mean two is left to the reader's own mapping.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::folder::Kind;

use super::columns::is_path;
use super::grid::Content;
use super::words::stems;

/// A field and the headers that mean it.
type Entry = (&'static str, &'static [&'static str]);

#[rustfmt::skip]
const ACTIVITY: &[Entry] = &[
    ("name", &[
        "Naam", "Naam verwerking", "Naam van de verwerkingsactiviteit", "Verwerking", "Verwerkingsactiviteit", "Titel",
        "Benaming van de verwerking", "Naam activiteit", "Proces", "Naam proces", "Bedrijfsproces",
        "Name", "Name of processing", "Processing activity", "Name of the processing activity", "Business function", "Activity",
        "Process", "Title",
        "Bezeichnung", "Verarbeitungstätigkeit", "Bezeichnung der Verarbeitungstätigkeit", "Name der Verarbeitungstätigkeit",
        "Bezeichnung der Verarbeitung", "Verarbeitung", "Verfahren",
        "Nom", "Nom du traitement", "Traitement", "Intitulé du traitement", "Nom de l'activité de traitement", "Activité",
        "Activité de traitement", "Dénomination du traitement", "Nom / sigle",
    ]),
    ("role", &[
        "Rol", "Onze rol", "Rol van de organisatie", "Hoedanigheid", "Verwerkingsverantwoordelijke of verwerker",
        "Role", "Our role", "Controller or processor", "Controller/processor",
        "Rolle", "Unsere Rolle", "Verantwortlicher oder Auftragsverarbeiter",
        "Rôle", "Notre rôle", "Qualité", "Responsable de traitement ou sous-traitant",
    ]),
    ("owner", &[
        "Eigenaar", "Proceseigenaar", "Verantwoordelijke afdeling", "Afdeling", "Dienst", "Uitvoerende afdeling",
        "Owner", "Process owner", "Department", "Business owner", "Responsible department",
        "Fachabteilung", "Abteilung", "Verantwortliche Fachabteilung", "Zuständige Abteilung",
        "Service", "Service responsable", "Département", "Service chargé de la mise en oeuvre",
    ]),
    ("purposes", &[
        "Doel", "Doeleinden", "Doel van de verwerking", "Verwerkingsdoel", "Verwerkingsdoeleinden", "Doelstelling",
        "Omschrijving doel", "Doelomschrijving",
        "Purpose", "Purpose of processing", "Purposes of the processing", "Processing purpose",
        "Zweck", "Zwecke der Verarbeitung", "Verarbeitungszweck", "Zweckbestimmung",
        "Finalité", "Finalités", "Finalité du traitement", "Objectif", "Objectif poursuivi", "Finalité principale",
        "Sous-finalité",
    ]),
    ("processing", &[
        "Categorieën van verwerking", "Soort verwerking", "Aard van de verwerking", "Verwerkingen voor de verantwoordelijke",
        "Categories of processing", "Nature of processing", "Processing nature", "Type of processing",
        "Kategorien von Verarbeitungen", "Art der Verarbeitung",
        "Catégories de traitements", "Nature du traitement",
    ]),
    ("legal_basis.article", &[
        "Grondslag", "Rechtsgrond", "Rechtsgrondslag", "Wettelijke grondslag", "Juridische grondslag", "Grondslag verwerking",
        "AVG-grondslag", "Rechtmatigheid", "Rechtmatigheid van de verwerking",
        "Legal basis", "Lawful basis", "Article 6 lawful basis", "Article 6 lawful basis for processing personal data",
        "Legal basis for processing", "Lawful basis for processing",
        "Rechtsgrundlage", "Rechtsgrundlage der Verarbeitung",
        "Base légale", "Base juridique", "Fondement juridique", "Base légale du traitement", "Licéité",
    ]),
    ("legal_basis.law", &[
        "Wet", "Toepasselijke wet", "Wettelijke regeling",
        "Law", "Applicable law", "Gesetz", "Loi", "Texte légal",
    ]),
    ("legal_basis.interest", &[
        "Gerechtvaardigd belang", "Welk gerechtvaardigd belang", "Omschrijving gerechtvaardigd belang",
        "Legitimate interest", "Legitimate interests for the processing",
        "Berechtigtes Interesse", "Berechtigte Interessen", "Intérêt légitime", "Intérêts légitimes",
    ]),
    ("legal_basis.consent", &[
        "Bewijs toestemming", "Vastlegging toestemming", "Link to record of consent", "Record of consent",
        "Nachweis der Einwilligung", "Preuve du consentement",
    ]),
    ("subjects", &[
        "Betrokkenen", "Categorieën betrokkenen", "Categorie van betrokkenen", "Soort betrokkenen", "Betrokken personen",
        "Categorieën van betrokken personen",
        "Data subjects", "Categories of data subjects", "Categories of individuals", "Individuals",
        "Betroffene", "Betroffene Personen", "Kategorien betroffener Personen", "Betroffenengruppen", "Personengruppen",
        "Personnes concernées", "Catégories de personnes concernées", "Catégories de personnes",
    ]),
    ("personal_data.category", &[
        "Persoonsgegevens", "Categorieën persoonsgegevens", "Categorie van persoonsgegevens", "Soort persoonsgegevens",
        "Soorten gegevens", "Gegevenscategorieën", "Categorieën gegevens", "Gegevens",
        "Personal data", "Categories of personal data", "Data categories", "Type of personal data",
        "Personenbezogene Daten", "Kategorien personenbezogener Daten", "Datenkategorien", "Datenarten",
        "Données personnelles", "Données à caractère personnel", "Catégories de données", "Catégories de données personnelles",
        "Catégories de données traitées", "Données traitées", "Catégories de données à caractère personnel",
    ]),
    ("personal_data.items", &["Gegevenselementen", "Gegevensvelden", "Data items", "Data elements", "Datenfelder"]),
    ("personal_data.kind", &["Soort gegeven (gewoon of bijzonder)", "Gewoon of bijzonder", "Data kind"]),
    ("personal_data.ground", &[
        "Uitzondering artikel 9", "Grond bijzondere persoonsgegevens", "Doorbrekingsgrond", "Uitzonderingsgrond bijzondere persoonsgegevens",
        "Article 9 condition", "Article 9 basis for processing special category data", "Condition for processing special category data",
        "Ausnahme Art. 9", "Exception article 9",
    ]),
    ("retention.keep", &[
        "Bewaartermijn", "Bewaartermijnen", "Bewaarperiode", "Beoogde bewaartermijn", "Termijn", "Termijn voor wissen",
        "Bewaarduur", "Bewaartermijn van de gegevens",
        "Retention", "Retention period", "Retention schedule", "Storage period", "Time limits for erasure",
        "Aufbewahrungsfrist", "Löschfrist", "Löschfristen", "Speicherdauer", "Fristen für die Löschung",
        "Vorgesehene Fristen für die Löschung", "Regelfristen für die Löschung",
        "Durée de conservation", "Durées de conservation", "Délai d'effacement", "Délais d'effacement", "Délai de conservation",
        "Délais prévus pour l'effacement",
    ]),
    ("retention.from", &[
        "Begin bewaartermijn", "Start bewaartermijn", "Aanvang bewaartermijn", "Retention start", "Retention trigger",
        "Beginn der Aufbewahrungsfrist", "Fristbeginn", "Point de départ du délai", "Début de la conservation",
    ]),
    ("retention.basis", &[
        "Grondslag bewaartermijn", "Bron bewaartermijn", "Basis for retention", "Retention basis",
        "Grundlage der Aufbewahrungsfrist", "Base de la durée de conservation",
    ]),
    ("retention.data", &["Gegevens per bewaartermijn", "Bewaarde gegevens", "Retained data", "Données conservées"]),
    ("recipients", &[
        "Ontvangers", "Categorieën ontvangers", "Categorie van ontvangers", "Verstrekking aan", "Ontvangers van de gegevens",
        "Verstrekt aan", "Derden aan wie gegevens worden verstrekt",
        "Recipients", "Categories of recipients", "Disclosed to", "Shared with",
        "Empfänger", "Kategorien von Empfängern", "Empfängerkategorien",
        "Destinataires", "Catégories de destinataires", "Destinataires des données",
    ]),
    ("processors", &[
        "Verwerker", "Verwerkers", "Ingeschakelde verwerkers", "Naam verwerker",
        "Processors", "Data processors", "Auftragsverarbeiter", "Sous-traitants",
    ]),
    ("controllers", &[
        "Verwerkingsverantwoordelijken", "Namens wie", "Opdrachtgevers", "Controllers", "On behalf of",
        "Auftraggeber", "Responsables de traitement",
    ]),
    ("systems", &[
        "Systeem", "Systemen", "Applicatie", "Applicaties", "Software", "Informatiesystemen", "Gebruikte systemen",
        "System", "Systems", "Application", "Applications", "IT systems", "Location of personal data",
        "Systeme", "IT-Systeme", "Anwendungen", "Eingesetzte Systeme",
        "Logiciels", "Système", "Système d'information", "Logiciel utilisé",
    ]),
    ("access", &[
        "Toegang", "Wie heeft toegang", "Toegang tot de gegevens", "Geautoriseerde functies",
        "Access", "Who has access", "Zugriff", "Zugriffsberechtigte", "Zugriffsberechtigte Personen",
        "Accès", "Personnes ayant accès",
    ]),
    ("source", &[
        "Bron", "Herkomst", "Herkomst van de gegevens", "Bron van de gegevens", "Bron van de persoonsgegevens",
        "Source", "Source of the data", "Source of the personal data", "Source of data",
        "Herkunft", "Datenquelle", "Herkunft der Daten", "Source des données", "Origine des données",
    ]),
    ("measures", &[
        "Maatregelen", "Beveiligingsmaatregelen", "Beveiliging", "Technische en organisatorische maatregelen",
        "Algemene beschrijving van de beveiligingsmaatregelen", "Beschrijving beveiligingsmaatregelen", "Genomen maatregelen",
        "Measures", "Security measures", "Technical and organisational measures", "Technical and organizational measures",
        "General description of technical and organisational security measures", "Safeguards in place",
        "Maßnahmen", "Technische und organisatorische Maßnahmen", "TOM", "Sicherheitsmaßnahmen",
        "Allgemeine Beschreibung der technischen und organisatorischen Maßnahmen",
        "Mesures", "Mesures de sécurité", "Mesures techniques et organisationnelles", "Mesures de sécurité techniques et organisationnelles",
    ]),
    ("reviewed_on", &[
        "Laatst bijgewerkt", "Laatst herzien", "Datum laatste controle", "Laatst beoordeeld", "Nagelopen op", "Datum bijwerking", "Herzien op",
        "Last reviewed", "Last updated", "Review date", "Date of last review", "Reviewed on",
        "Letzte Überprüfung", "Überprüft am",
        "Dernière révision", "Révisé le", "Dernière mise à jour", "Date de mise à jour",
    ]),
    ("transfers.country", &[
        "Doorgifte", "Doorgifte buiten de EU", "Doorgifte buiten de EER", "Doorgifte derde landen", "Derde landen",
        "Doorgifte aan derde landen", "Doorgifte naar landen buiten de EU", "Doorgifte naar derde land of internationale organisatie",
        "Third countries", "Transfers to third countries", "International transfers", "Third country",
        "Names of third countries or international organisations that personal data are transferred to", "Third country transfers",
        "Drittland", "Drittländer", "Drittlandübermittlung", "Übermittlung in Drittländer", "Drittlandtransfer",
        "Übermittlungen an Drittländer oder internationale Organisationen",
        "Pays tiers", "Transferts hors UE", "Transferts hors de l'UE", "Transfert vers un pays tiers", "Transferts de données hors UE",
        "Transferts vers des pays tiers",
    ]),
    ("transfers.recipient", &["Ontvanger derde land", "Recipient in third country", "Organisme destinataire", "Empfänger im Drittland"]),
    ("transfers.instrument", &[
        "Passende waarborgen", "Waarborgen doorgifte", "Doorgifte-instrument", "Doorgiftemechanisme",
        "Appropriate safeguards", "Transfer mechanism", "Safeguards for exceptional transfers of personal data to third countries",
        "Geeignete Garantien", "Type de garanties", "Garanties appropriées",
    ]),
    ("information.means", &[
        "Privacyverklaring", "Link naar privacyverklaring", "Privacy notice", "Link to privacy notice",
        "Datenschutzhinweise", "Mention d'information",
    ]),
    ("dpia.done_on", &["Datum DPIA", "DPIA uitgevoerd op", "DPIA date", "Date of DPIA", "Datum der DSFA", "Date de l'AIPD"]),
    ("dpia.review_by", &["DPIA herzien voor", "DPIA review by", "Review DPIA by"]),
];

#[rustfmt::skip]
const AGREEMENT: &[Entry] = &[
    ("name", &["Naam", "Overeenkomst", "Naam overeenkomst", "Verwerkersovereenkomst", "Contract", "Name", "Agreement", "Title", "Titel", "Vertrag", "Bezeichnung", "Nom", "Contrat", "Intitulé"]),
    ("our_role", &["Rol", "Onze rol", "Role", "Our role", "Rolle", "Unsere Rolle", "Rôle", "Notre rôle"]),
    ("counterparty.name", &["Wederpartij", "Andere partij", "Leverancier", "Verwerker", "Naam verwerker", "Klant", "Counterparty", "Other party", "Supplier", "Vendor", "Processor", "Customer", "Vertragspartner", "Auftragsverarbeiter", "Partie contractante", "Cocontractant", "Sous-traitant"]),
    ("counterparty.contact", &["Contact", "Contactfunctie", "Contact function", "Ansprechstelle"]),
    ("counterparty.email", &["E-mail", "E-mailadres", "Email", "Email address", "E-Mail-Adresse", "Courriel"]),
    ("counterparty.phone", &["Telefoon", "Telefoonnummer", "Phone", "Telefon", "Téléphone"]),
    ("counterparty.address", &["Adres", "Address", "Adresse", "Anschrift"]),
    ("counterparty.country", &["Land", "Vestigingsland", "Country", "Pays"]),
    ("signed_on", &["Ondertekend op", "Datum ondertekening", "Getekend", "Signed", "Signed on", "Date signed", "Unterzeichnet am", "Signé le", "Date de signature"]),
    ("effective_on", &["Ingangsdatum", "Startdatum", "Ingegaan op", "Effective date", "Start date", "Beginn", "Gültig ab", "Date d'effet", "Date de début"]),
    ("ended_on", &["Einddatum", "Beëindigd op", "End date", "Ended on", "Ende", "Beendet am", "Date de fin"]),
    ("measures", &["Maatregelen", "Beveiligingsmaatregelen", "Measures", "Security measures", "Maßnahmen", "Mesures", "Mesures de sécurité"]),
    ("processing.purpose", &["Doel", "Doeleinden", "Purpose", "Zweck", "Finalité"]),
    ("processing.subjects", &["Betrokkenen", "Categorieën betrokkenen", "Data subjects", "Betroffene Personen", "Personnes concernées"]),
    ("processing.personal_data", &["Persoonsgegevens", "Categorieën persoonsgegevens", "Personal data", "Personenbezogene Daten", "Données personnelles"]),
    ("subprocessors.name", &["Subverwerkers", "Sub-processors", "Unterauftragsverarbeiter", "Sous-traitants ultérieurs"]),
    ("terms.breach_notice.within", &["Meldtermijn datalek", "Breach notice", "Meldefrist", "Délai de notification"]),
];

#[rustfmt::skip]
const REQUEST: &[Entry] = &[
    ("received_at", &["Ontvangen", "Ontvangen op", "Datum ontvangst", "Ontvangstdatum", "Datum verzoek", "Received", "Received on", "Date received", "Eingang", "Eingangsdatum", "Eingegangen am", "Reçu le", "Date de réception"]),
    ("right", &["Recht", "Soort verzoek", "Type verzoek", "Verzoek", "Right", "Type of request", "Request type", "Art der Anfrage", "Betroffenenrecht", "Droit", "Type de demande", "Droit exercé"]),
    ("role", &["Rol", "Onze rol", "Role", "Our role", "Rolle", "Rôle"]),
    ("subject", &["Kenmerk", "Zaaknummer", "Zaak", "Dossiernummer", "Referentie", "Reference", "Case", "Case reference", "Case number", "Aktenzeichen", "Référence", "Numéro de dossier"]),
    ("requester", &["Verzoeker", "Ingediend door", "Requester", "Antragsteller", "Demandeur"]),
    ("identity.confirmed_on", &["Identiteit vastgesteld op", "Identity confirmed on", "Identität bestätigt am", "Identité vérifiée le"]),
    ("extension.notified_on", &["Verlenging gemeld op", "Extension notified on", "Verlängerung mitgeteilt am", "Prolongation notifiée le"]),
    ("answer.given_on", &["Beantwoord", "Beantwoord op", "Datum antwoord", "Answered", "Answered on", "Date of answer", "Beantwortet am", "Répondu le", "Date de réponse"]),
    ("answer.outcome", &["Uitkomst", "Resultaat", "Besluit", "Outcome", "Result", "Ergebnis", "Résultat", "Issue"]),
    ("answer.reason", &["Reden", "Motivering", "Reason", "Grund", "Begründung", "Motif"]),
];

#[rustfmt::skip]
const INCIDENT: &[Entry] = &[
    ("discovered_at", &["Ontdekt", "Ontdekt op", "Datum ontdekking", "Datum melding intern", "Discovered", "Discovered on", "Date discovered", "Entdeckt am", "Datum der Entdeckung", "Découvert le", "Date de découverte"]),
    ("summary", &["Samenvatting", "Omschrijving", "Beschrijving", "Wat is er gebeurd", "Omschrijving incident", "Summary", "Description", "What happened", "Zusammenfassung", "Beschreibung", "Résumé", "Description de l'incident", "Nature de la violation"]),
    ("role", &["Rol", "Onze rol", "Role", "Our role", "Rolle", "Rôle"]),
    ("aware_at", &["Kennisname", "Kennisgenomen op", "Aware on", "Kenntnis am", "Pris connaissance le"]),
    ("breach", &["Datalek", "Is het een datalek", "Breach", "Personal data breach", "Datenpanne", "Violation de données"]),
    ("kinds", &["Soort inbreuk", "Soort datalek", "Type of breach", "Art der Verletzung", "Type de violation"]),
    ("cause", &["Oorzaak", "Cause", "Ursache"]),
    ("subjects", &["Betrokkenen", "Categorieën betrokkenen", "Data subjects", "Categories of data subjects", "Betroffene Personen", "Personnes concernées"]),
    ("personal_data", &["Persoonsgegevens", "Categorieën persoonsgegevens", "Soort gegevens", "Personal data", "Categories of personal data", "Personenbezogene Daten", "Données personnelles", "Catégories de données"]),
    ("consequences", &["Gevolgen", "Consequences", "Folgen", "Conséquences"]),
    ("measures", &["Maatregelen", "Genomen maatregelen", "Measures", "Measures taken", "Maßnahmen", "Mesures", "Mesures prises"]),
    ("risk", &["Risico voor betrokkenen", "Risk to individuals", "Risk to data subjects", "Risiko für die Betroffenen", "Risque pour les personnes"]),
    ("risk_reason", &["Toelichting risico", "Onderbouwing risico", "Risk assessment", "Risikobewertung"]),
    ("authority.notified_at", &["Gemeld aan AP", "Gemeld bij AP op", "Datum melding AP", "Notified to authority", "Date reported to authority", "Gemeldet an Aufsichtsbehörde", "Notifié à l'autorité"]),
    ("authority.reference", &["Meldingsnummer", "Meldingsnummer AP", "Authority reference", "Aktenzeichen der Behörde"]),
    ("people.informed_at", &["Betrokkenen geïnformeerd op", "Gemeld aan betrokkenen", "Data subjects informed", "Betroffene informiert am", "Personnes informées le"]),
    ("closed_on", &["Afgesloten", "Gesloten op", "Afgehandeld op", "Closed", "Closed on", "Abgeschlossen am", "Clos le"]),
];

pub(super) fn of(kind: Kind) -> &'static [Entry] {
    match kind {
        Kind::Activity => ACTIVITY,
        Kind::Agreement => AGREEMENT,
        Kind::Request => REQUEST,
        Kind::Incident => INCIDENT,
        Kind::Organisation => &[],
    }
}

/// The field that a header means, if it means one.
pub(super) fn meant(kind: Kind, header: &str) -> Option<&'static str> {
    static MEANT: LazyLock<BTreeMap<Kind, BTreeMap<String, &str>>> = LazyLock::new(|| {
        let of_kind = |kind| {
            let entries = of(kind).iter();
            let pairs = entries.flat_map(|(field, headers)| headers.iter().map(|header| (stems(header), *field)));
            (kind, pairs.collect())
        };
        Kind::RECORDS.into_iter().map(of_kind).collect()
    });
    MEANT.get(&kind)?.get(&stems(header)).copied()
}

/// What a header says without what stands in brackets, and without the lines that explain it.
pub(super) fn core(header: &str) -> String {
    let first = header.trim().lines().next().unwrap_or_default();
    let before = first.split(['(', '[']).next().unwrap_or_default();
    before.trim_end_matches(['*', '?', ' ']).to_string()
}

/// How many cells of a row are headers of any kind of record.
pub(super) fn recognised(cells: &[Content]) -> usize {
    let is_header = |cell: &&Content| match cell {
        Content::Text(text) if text.len() < 200 => Kind::RECORDS
            .iter()
            .any(|kind| meant(*kind, text).is_some() || is_path(*kind, text)),
        _ => false,
    };
    cells.iter().filter(is_header).count()
}

#[cfg(test)]
mod tests {
    use crate::records::field::Field;
    use crate::records::shape_of;

    use super::*;

    #[test]
    fn every_header_means_one_field_that_exists() {
        for kind in Kind::RECORDS {
            let mut meant: BTreeMap<String, &str> = BTreeMap::new();
            for (field, headers) in of(kind) {
                assert!(Field::at(shape_of(kind), field).is_some(), "{kind}: {field}");
                for header in *headers {
                    let other = meant.insert(stems(header), field);
                    assert!(
                        other.is_none_or(|other| other == *field),
                        "{kind}: {header}: {other:?} and {field}"
                    );
                }
            }
        }
    }
}
