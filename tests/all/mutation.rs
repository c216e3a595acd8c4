//! Does a test notice when a norm is not what it was? Every norm of the packs is taken out, turned round, and loosened in
//! each of its facets, one at a time; its cases must object.

use std::collections::BTreeMap;

use avg::norms::{Catalogue, EMBEDDED, Embedded, Norm};
use serde_yaml::{Mapping, Value};

use super::cases::Case;

/// A norm as data, changed in one way.
struct Mutant {
    what: String,
    norm: Value,
}

/// What survives, and why it may.
const MAY_SURVIVE: &[(&str, &str)] = &[
    (
        "avg/notify-authority-within-96-hours: ",
        "proposed law is never applied, whatever it says",
    ),
    (
        "uavg/audit-of-accounts: ",
        "proposed law is never applied, whatever it says",
    ),
];

fn string(text: &str) -> Value {
    Value::String(text.to_string())
}

fn list(values: &[&str]) -> Value {
    values.iter().map(|value| string(value)).collect::<Vec<_>>().into()
}

/// What a requirement asks, the other way round. Where `when` pins the same path to a value, no absence can be met: there the
/// other way round is that any value will do.
fn turned(requirement: &Value, when: Option<&Value>) -> Value {
    let mut turned = Mapping::new();
    match requirement {
        Value::String(path) => {
            turned.insert(string(path), string("absent"));
        }
        Value::Sequence(paths) => {
            for path in paths {
                turned.insert(path.clone(), string("absent"));
            }
        }
        Value::Mapping(wanted) => {
            for (path, value) in wanted {
                let is_pinned = when.is_some_and(|when| when.get(path).is_some());
                let is_absence = *value == string("absent") || is_pinned;
                turned.insert(
                    path.clone(),
                    if is_absence {
                        string("present")
                    } else {
                        string("absent")
                    },
                );
            }
        }
        _ => {}
    }
    Value::Mapping(turned)
}

fn mutants(norm: &Mapping) -> Vec<Mutant> {
    let mut found = Vec::new();
    let mut with = |what: String, change: &dyn Fn(&mut Mapping)| {
        let mut changed = norm.clone();
        change(&mut changed);
        found.push(Mutant {
            what,
            norm: Value::Mapping(changed),
        });
    };
    if let Some(requirement) = norm.get("require") {
        with("require turned round".to_string(), &|norm| {
            let when = norm.get("when").cloned();
            norm.insert(string("require"), turned(requirement, when.as_ref()));
        });
    }
    if let Some(Value::Sequence(paths)) = norm.get("require") {
        for at in 0..paths.len() {
            with(format!("require without its choice {at}"), &|norm| {
                let mut fewer = paths.clone();
                fewer.remove(at);
                norm.insert(string("require"), fewer.into());
            });
        }
    }
    if let Some(Value::Mapping(conditions)) = norm.get("when") {
        for (path, accepted) in conditions {
            let name = path.as_str().unwrap();
            with(format!("when without {name}"), &|norm| {
                let mut fewer = conditions.clone();
                fewer.remove(path);
                norm.insert(string("when"), Value::Mapping(fewer));
            });
            let Value::Sequence(values) = accepted else { continue };
            for at in 0..values.len() {
                with(format!("when {name} without {:?}", values[at].as_str()), &|norm| {
                    let mut fewer = values.clone();
                    fewer.remove(at);
                    let mut narrower = conditions.clone();
                    narrower.insert(path.clone(), fewer.into());
                    norm.insert(string("when"), Value::Mapping(narrower));
                });
            }
        }
    }
    let level = norm.get("level").and_then(Value::as_str).unwrap_or("error");
    if !norm.contains_key("from") && !norm.contains_key("from_day") {
        let other = if level == "error" { "warning" } else { "error" };
        with(format!("level {other}"), &|norm| {
            norm.insert(string("level"), string(other));
        });
    }
    if norm.contains_key("pending") {
        with("in force after all".to_string(), &|norm| {
            norm.remove("pending");
        });
    }
    if let Some(Value::Mapping(period)) = norm.get("in_force") {
        for end in period.keys() {
            with(format!("in force without {:?}", end.as_str()), &|norm| {
                let mut open = period.clone();
                open.remove(end);
                norm.insert(string("in_force"), Value::Mapping(open));
            });
        }
    }
    if let Some(Value::Mapping(given)) = norm.get("with")
        && given.len() > 1
    {
        for (key, _) in given {
            with(format!("judged without {:?}", key.as_str()), &|norm| {
                let mut fewer = given.clone();
                fewer.remove(key);
                norm.insert(string("with"), Value::Mapping(fewer));
            });
        }
    }
    if let Some(Value::Sequence(pairs)) = norm.get("with").and_then(|with| with.get("order"))
        && pairs.len() > 1
    {
        for at in 0..pairs.len() {
            with(format!("order without its pair {at}"), &|norm| {
                let mut fewer = pairs.clone();
                fewer.remove(at);
                norm.get_mut("with").unwrap()["order"] = fewer.into();
            });
        }
    }
    if norm.get("with").is_some_and(|with| with.get("term").is_some()) {
        with("judged by another term".to_string(), &|norm| {
            norm.get_mut("with").unwrap()["term"] = string("40 years");
        });
    }
    for facet in ["extended", "suspended", "safe_from", "met_by"] {
        if norm.contains_key(facet) {
            with(format!("without {facet}"), &|norm| {
                norm.remove(facet);
            });
        }
    }
    for facet in ["within", "ahead"] {
        match norm.get(facet) {
            Some(Value::String(term)) if term != "without-delay" => with(format!("{facet} 40 years"), &|norm| {
                norm.insert(string(facet), string("40 years"));
            }),
            Some(Value::String(_)) => with(format!("{facet} a day"), &|norm| {
                norm.insert(string(facet), string("1 day"));
            }),
            Some(Value::Mapping(_)) => with(format!("{facet} 40 years, whatever was agreed"), &|norm| {
                norm.insert(string(facet), string("40 years"));
            }),
            _ => {}
        }
    }
    if norm.get("count").is_some_and(|count| count != "calendar") {
        with("counted on the calendar".to_string(), &|norm| {
            norm.insert(string("count"), string("calendar"));
        });
    }
    if let Some(Value::Sequence(paths)) = norm.get("from") {
        with("from its last moment only".to_string(), &|norm| {
            norm.insert(string("from"), list(&[paths.last().unwrap().as_str().unwrap()]));
        });
    }
    found
}

/// A pack of one norm, with the lists of the pack that it is from.
fn alone(pack: &Value, norm: &Value) -> String {
    let mut alone = Mapping::new();
    for key in ["pack", "cite", "lists"] {
        if let Some(value) = pack.get(key) {
            alone.insert(string(key), value.clone());
        }
    }
    alone.insert(string("norms"), Value::Sequence(vec![norm.clone()]));
    serde_yaml::to_string(&alone).unwrap()
}

/// Whether any case of a norm objects to a catalogue.
fn is_noticed(norm: &Norm, cases: &[Case], catalogue: &Catalogue) -> bool {
    cases.iter().any(|case| case.holds(norm, catalogue).is_err())
}

#[test]
fn a_norm_that_is_not_what_it_was_is_noticed() {
    let whole = Catalogue::embedded().unwrap();
    let norms: BTreeMap<&str, &Norm> = whole.norms().map(|norm| (norm.name.as_str(), norm)).collect();
    let (mut tried, mut survivors) = (0, Vec::new());
    for Embedded {
        name: pack_name, text, ..
    } in EMBEDDED
    {
        let pack: Value = serde_yaml::from_str(text).unwrap();
        let nothing = alone(&pack, &Value::Null).replace("- null", "[]");
        let nothing = nothing.replace("norms:\n[]", "norms: []");
        for data in pack["norms"].as_sequence().unwrap() {
            let data = data.as_mapping().unwrap();
            let name = format!("{pack_name}/{}", data["id"].as_str().unwrap());
            let norm = norms[name.as_str()];
            let cases = Case::all(norm);
            if cases.is_empty() || data.contains_key("reader") {
                continue;
            }
            let load = |text: &str| Catalogue::of_packs(&[(*pack_name, text)]);
            // Alone, the norm does with its cases what it does among the others.
            let own =
                load(&alone(&pack, &Value::Mapping(data.clone()))).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!is_noticed(norm, &cases, &own), "{name} is another norm alone");
            let mut try_one = |what: &str, catalogue: anyhow::Result<Catalogue>| {
                tried += 1;
                // What cannot be loaded at all is noticed at once.
                if catalogue.is_ok_and(|catalogue| !is_noticed(norm, &cases, &catalogue)) {
                    survivors.push(format!("{name}: {what}"));
                }
            };
            if !norm.pending {
                try_one("taken out", load(&nothing));
            }
            for mutant in mutants(data) {
                try_one(&mutant.what, load(&alone(&pack, &mutant.norm)));
            }
        }
    }
    let is_explained = |survivor: &String| MAY_SURVIVE.iter().any(|(known, _)| survivor.starts_with(known));
    let unexplained: Vec<&String> = survivors.iter().filter(|survivor| !is_explained(survivor)).collect();
    eprintln!("{tried} mutants, {} survive", survivors.len());
    assert!(tried > 1000, "{tried}");
    assert!(
        unexplained.is_empty(),
        "{} of {tried} survive\n{}",
        unexplained.len(),
        unexplained.iter().map(|it| format!("{it}\n")).collect::<String>()
    );
}
