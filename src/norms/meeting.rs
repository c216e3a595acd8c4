//! How a duty is met: which field of the record shows that it was done.

use crate::records::edit::Spot;
use crate::records::{Base, Path};
use crate::text::Text;

use super::catalogue::Catalogue;
use super::duties::Duty;
use super::norm::{DutyRule, Norm};

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

/// How the clocks of a duty that still run are met.
pub fn meeting(duty: &Duty, catalogue: &Catalogue) -> Meeting {
    let mut meeting = Meeting::default();
    let take = |spots: &mut Vec<Spot>, path: &Path| {
        let spot = spot(path, duty);
        if !spots.contains(&spot) {
            spots.push(spot);
        }
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
            meeting.late_reason = Some(spot(path, duty));
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

/// Where it is recorded that the other side was told of a longer term, for the clocks of a duty that can have one.
pub fn extension(duty: &Duty, catalogue: &Catalogue) -> Option<Spot> {
    let extended = open(duty, catalogue).find_map(|(_, rule)| rule.extended.as_ref());
    extended.map(|extension| spot(&extension.told, duty))
}

fn open<'c>(duty: &'c Duty, catalogue: &'c Catalogue) -> impl Iterator<Item = (&'c Norm, &'c DutyRule)> {
    let clocks = duty.clocks.iter().filter(|clock| clock.met.is_none());
    clocks.filter_map(|clock| {
        let norm = catalogue.norms().find(|norm| norm.name == clock.norm)?;
        Some((norm, norm.duty()?))
    })
}

/// A path of a norm as a place in the record that the duty is on.
fn spot(path: &Path, duty: &Duty) -> Spot {
    let row = match path.base() {
        Base::Row => duty.table.clone(),
        Base::Root | Base::Organisation => Vec::new(),
    };
    let (key, above) = path
        .keys()
        .split_last()
        .map_or((String::new(), &[][..]), |(key, above)| (key.clone(), above));
    let tables = row.into_iter().chain(above.iter().map(|name| (name.clone(), None)));
    Spot {
        tables: tables.collect(),
        key,
    }
}
