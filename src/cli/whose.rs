//! `--for`: whose duties are wanted, an owner's or those that an agreement brings.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, anyhow};

use crate::folder::Kind;
use crate::norms::duties::Duty;
use crate::records::Records;
use crate::text;
use crate::text::nearest;

/// Who was named, as the records write it: one name can be both.
pub(super) struct Whose {
    /// In lower case.
    owner: Option<String>,
    /// `agreements/klant-a`.
    agreement: Option<String>,
}

impl Whose {
    /// Finds who is meant in all folders together. Nobody by that name is an error: an empty list would look clean.
    pub fn of<'r>(who: &str, all: impl Iterator<Item = &'r Records<'r>>) -> Result<Whose> {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        let mut agreements: BTreeSet<&str> = BTreeSet::new();
        for record in all.flat_map(Records::iter) {
            owners.extend(record.owner().map(|owner| (folded(owner), owner)));
            if record.kind == Kind::Agreement {
                agreements.insert(&record.name);
            }
            // One whose own file is gone or unreadable is still named by the others.
            agreements.extend(record.agreements().into_iter().map(|(name, _)| name));
        }
        let wanted = folded(who);
        let named = format!("{}/{wanted}", Kind::Agreement);
        let whose = Whose {
            owner: owners.contains_key(&wanted).then(|| wanted.clone()),
            agreement: [wanted.as_str(), &named]
                .into_iter()
                .find(|name| agreements.contains(name))
                .map(str::to_string),
        };
        if whose.owner.is_some() || whose.agreement.is_some() {
            return Ok(whose);
        }
        // Compared without case and without the folder, suggested as it is written.
        let short = |name: &'r str| name.rsplit('/').next().unwrap_or(name);
        let mut known: BTreeMap<String, &str> =
            agreements.iter().map(|name| (short(name).to_string(), *name)).collect();
        known.extend(owners);
        let names: Vec<&str> = known.keys().map(String::as_str).collect();
        let meant = nearest(short_of(&wanted), &names).and_then(|name| known.get(name));
        Err(match meant {
            Some(meant) => anyhow!(text!(
                "‘{who}’ is geen eigenaar in het register en geen overeenkomst: bedoelt u ‘{meant}’?",
                "‘{who}’ is no owner in the register and no agreement: did you mean ‘{meant}’?"
            )),
            None => {
                let known: Vec<&str> = known.into_values().collect();
                let known = known.join(", ");
                anyhow!(text!(
                    "‘{who}’ is geen eigenaar in het register en geen overeenkomst; bekend zijn: {known}",
                    "‘{who}’ is no owner in the register and no agreement; known are: {known}"
                ))
            }
        })
    }

    /// Whether a duty is theirs.
    pub fn has(&self, duty: &Duty, records: &Records) -> bool {
        let Some(record) = records.get(&duty.record) else {
            return false;
        };
        let is_owned = || record.owner().map(folded) == self.owner;
        if self.owner.is_some() && is_owned() {
            return true;
        }
        let Some(agreement) = self.agreement.as_deref() else {
            return false;
        };
        let refers = || record.agreements().iter().any(|(name, _)| *name == agreement);
        match duty.item.as_deref() {
            _ if duty.record == agreement => true,
            // What is done for one of the others is not for this one.
            Some(item) if item.starts_with("agreements/") => item == agreement,
            _ => refers(),
        }
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn short_of(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
