//! Special kinds of data, transfers and joint controllers in the terms of the vocabulary.

use serde_json::Value;

use super::super::support::{folder, root};
use super::{AVG, DPV, GDPR, Triples, register};

const STRICT: &str = "
name = 'Gezondheidsonderzoek'
role = 'joint-controller'
controllers = ['agreements/partner']
subjects = ['kinderen']
processors = []
x_own = { a = [1, true, 2.5], b = [] }

[[personal_data]]
category = 'Gezondheid'
kind = 'health'
ground = '9(2)(h)'

[[personal_data]]
category = 'Herkomst'
kind = 'racial-or-ethnic-origin'

[[personal_data]]
items = ['handtekening']

[[retention]]
data = 'dossier'
keep = '10 working days'

[[transfers]]
country = 'US'
recipient = 'Lab Inc.'
instrument = 'adequacy'
condition_met = true

[[transfers]]
country = 'IN'
instrument = 'derogation'
derogation = '49(1)'

[[transfers]]
country = 'BR'
instrument = 'scc'
assessment_on = 2026-01-01

[dpia]
criteria = ['sensitive-data']
outcome = 'high-residual'
done_on = 2026-02-01
";

const PARTNER: &str =
    "name = 'Regeling'\nour_role = 'joint-controller'\n[counterparty]\nname = 'Partner'\ncountry = 'BE'\n";

fn strict() -> tempfile::TempDir {
    folder(&[
        (
            "avg.toml",
            "[organisation]\nname = \"A & B\"\n[settings]\nlanguage = 'en'\n",
        ),
        ("register/onderzoek.toml", STRICT),
        ("agreements/partner.toml", PARTNER),
    ])
}

#[test]
fn special_kinds_transfers_and_joint_controllers_have_their_own_terms() {
    let dir = strict();
    let triples = Triples::of(&register(dir.path(), "jsonld", &[]).out);
    let process = "urn:avg:A%20%26%20B:register/onderzoek";
    let is_a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    let special = format!("{DPV}SpecialCategoryPersonalData");
    for kind in ["Gezondheid", "Herkomst"] {
        assert!(triples.has(triples.named(kind), is_a, &special), "{kind}");
    }
    let legal = triples.objects(process, &format!("{DPV}hasLegalBasis"));
    for term in ["A9-2-h", "A45-3", "AdequacyDecision", "A49-2"] {
        assert!(legal.contains(&format!("{GDPR}{term}").as_str()), "{term}: {legal:?}");
    }
    assert!(
        !legal.iter().any(|term| term.contains("A46")),
        "whose clauses they are, is not written: {legal:?}"
    );
    let countries = triples.objects(process, &format!("{DPV}hasThirdCountry"));
    let loc = |code: &str| format!("https://w3id.org/dpv/loc#{code}");
    assert_eq!(countries, [loc("US"), loc("IN"), loc("BR")]);
    let group = triples.objects(process, &format!("{DPV}hasJointDataControllers"));
    assert_eq!(triples.objects(group[0], &format!("{DPV}hasDataController")).len(), 2);
    let reached = triples.reached(process);
    for said in [
        "Partner",
        "Lab Inc.",
        "10 working days",
        "2026-01-01",
        "sensitive-data",
        "2.5",
        "true",
    ] {
        assert!(reached.contains(said), "{said}");
    }
    assert!(reached.contains(&format!("{GDPR}DPIAOutcomeHighResidualRisk")));
    let own = triples.named("handtekening");
    let broader = triples.objects(own, "http://www.w3.org/2004/02/skos/core#broader");
    assert_eq!(broader, [format!("{DPV}PersonalData")], "no term, so the class alone");
    assert!(triples.has(process, &format!("{AVG}none"), "\"processors\""));
}

/// What the norms take for the EEA is the same here: only what lies outside it is a third country.
#[test]
fn within_the_eea_is_no_third_country() {
    let pack = std::fs::read_to_string(root().join("src/norms/packs/avg.yaml")).expect("the pack");
    let pack: Value = serde_yaml::from_str(&pack).expect("YAML");
    let found = find(&pack, "eea").expect("the EEA");
    let eea: Vec<&str> = found
        .as_array()
        .expect("codes")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(eea.len() >= 30);
    let transfers = |codes: &[&str]| {
        let rows = codes.iter().map(|code| format!("[[transfers]]\ncountry = '{code}'\n"));
        format!("name = 'a'\nrole = 'controller'\n{}", rows.collect::<String>())
    };
    let dir = folder(&[
        ("avg.toml", "[organisation]\nname = \"A\"\n"),
        ("register/inside.toml", &transfers(&eea)),
        ("register/outside.toml", &transfers(&["CH", "GB", "GL", "AW", "US"])),
    ]);
    let triples = Triples::of(&register(dir.path(), "jsonld", &[]).out);
    let third = |process: &str| triples.objects(process, &format!("{DPV}hasThirdCountry")).len();
    assert_eq!(
        (third("urn:avg:A:register/inside"), third("urn:avg:A:register/outside")),
        (0, 5)
    );
}

/// The value of a key, wherever it stands.
fn find<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Object(entries) => entries
            .get(key)
            .or_else(|| entries.values().find_map(|value| find(value, key))),
        Value::Array(items) => items.iter().find_map(|item| find(item, key)),
        _ => None,
    }
}
