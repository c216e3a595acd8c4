//! How a duty is met: which field of the record shows that it was done.

use chrono::{DateTime, Utc};

use crate::records::edit::{self, Spot};
use crate::records::{Base, Path, toml_tree};
use crate::text::Text;
use crate::time::{End, Moment, Zone, count};

use super::catalogue::Catalogue;
use super::duties::{Clock, Duty};
use super::norm::{DutyRule, Norm, Period};

/// What must be written to meet a duty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// Fields that take the moment at which it was done.
    pub moments: Vec<Spot>,
    /// Fields that say it is not so yet, where no moment shows it.
    pub yes: Vec<Spot>,
    /// Where the reasons go when it was done late.
    pub late_reason: Option<Spot>,
    /// What to do, where no single field shows that it was done.
    pub help: Text,
}

/// How the clocks of a duty that still run are met, or were where none does.
pub fn meeting(duty: &Duty, catalogue: &Catalogue) -> Meeting {
    let mut meeting = Meeting::default();
    let take = |spots: &mut Vec<Spot>, path: &Path| {
        let new = spot(path, duty).filter(|spot| !spots.contains(spot));
        spots.extend(new);
    };
    let (mut moments, mut yes) = (Vec::new(), Vec::new());
    for (norm, rule) in open(duty, catalogue) {
        match rule.met_by.last() {
            Some(path) => take(&mut moments, path),
            None => {
                let denied = norm.when.iter().filter(|condition| condition.asks_for_no());
                denied.for_each(|condition| take(&mut yes, &condition.path));
            }
        }
        if let Some(path) = &rule.late_needs {
            meeting.late_reason = spot(path, duty);
        }
        if meeting.help.is_empty() {
            meeting.help = norm.help.clone();
        }
    }
    Meeting {
        moments,
        yes,
        ..meeting
    }
}

/// How duties are named in which somebody else has to act.
const WAITING: &str = "await-";

/// Whether it is a duty that nobody here can do: what is awaited comes or does not come.
pub fn is_waiting(duty: &Duty) -> bool {
    duty.name.starts_with(WAITING)
}

/// What stands where it says that a duty was done, goes before what was just written there, and lies ahead of now.
pub fn ahead(duty: &Duty, catalogue: &Catalogue, text: &str, now: DateTime<Utc>, zone: Zone) -> Option<(Spot, Moment)> {
    let root = toml_tree::whole(text)?;
    let spots = open(duty, catalogue).flat_map(|(_, rule)| rule.met_by.iter().filter_map(|path| spot(path, duty)));
    let mut written = spots.filter_map(|spot| {
        let moment = edit::at(&root, &spot)?.moment()?;
        Some((spot, moment))
    });
    written.find(|(_, moment)| zone.instant(*moment).is_ok_and(|at| at.to_utc() > now))
}

/// A longer term that a duty can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Longer {
    /// Where it is recorded that it was told.
    pub told: Spot,
    /// Until when it can be told; nothing that moves the duty's own end moves this.
    pub until: End,
}

/// The longer term of a duty, where one of its clocks can have one.
pub fn longer(duty: &Duty, catalogue: &Catalogue, zone: Zone) -> Option<Longer> {
    let clocks = duty.clocks.iter().filter(|clock| clock.met.is_none());
    let mut found = clocks.filter_map(|clock| {
        let rule = catalogue.norms().find(|norm| norm.name == clock.norm)?.duty()?;
        let extension = rule.extended.as_ref()?;
        let Period::Fixed(within) = rule.period else {
            return None;
        };
        let term = extension.told_within.or(within.term())?;
        let until = count(term, rule.count, clock.from, rule.direction, zone).ok()?.latest;
        Some(Longer {
            told: spot(&extension.told, duty)?,
            until,
        })
    });
    found.next()
}

/// The norms whose clocks still run, or all of them where none does.
fn open<'c>(duty: &'c Duty, catalogue: &'c Catalogue) -> impl Iterator<Item = (&'c Norm, &'c DutyRule)> {
    let runs = |clock: &&Clock| clock.met.is_none();
    let is_done = !duty.clocks.iter().any(|clock| runs(&clock));
    let clocks = duty.clocks.iter().filter(move |clock| is_done || runs(clock));
    clocks.filter_map(|clock| {
        let norm = catalogue.norms().find(|norm| norm.name == clock.norm)?;
        Some((norm, norm.duty()?))
    })
}

/// A path of a norm as a place in the record that the duty is on; what is in `avg.toml` is no place in it.
fn spot(path: &Path, duty: &Duty) -> Option<Spot> {
    let row = match path.base() {
        Base::Row => duty.table.clone(),
        Base::Root => Vec::new(),
        Base::Organisation => return None,
    };
    let (key, above) = path
        .keys()
        .split_last()
        .map_or((String::new(), &[][..]), |(key, above)| (key.clone(), above));
    let tables = row.into_iter().chain(above.iter().map(|name| (name.clone(), None)));
    Some(Spot {
        tables: tables.collect(),
        key,
    })
}
