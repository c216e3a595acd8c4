//! All norms that hold in a folder: the packs in the binary, and the house's own.

use anyhow::Result;
use rayon::prelude::*;

use crate::finding::{Finding, Level, MOST, Site};
use crate::folder::{Content, File, Folder, Kind, is_pack};
use crate::records::Records;
use crate::records::vocabulary::Within;
use crate::text;
use crate::text::{Lang, Text, nearest};
use crate::time::{Direction, Term};

use super::contract::term_node;
use super::load::{Loader, Mistake, Pack};
use super::norm::{ContractTerm, Demand, DutyRule, Norm, Period};
use super::source::{self, Source};

/// Every norm that holds, and the packs that they come from.
#[derive(Debug)]
pub struct Catalogue {
    pub packs: Vec<Pack>,
}

impl Catalogue {
    /// The packs in the binary alone.
    pub fn embedded() -> Result<Catalogue> {
        Catalogue::load(source::embedded())
    }

    /// The packs in the binary and those in the folder. A broken pack is an error: a house whose own rules cannot be
    /// read has not been checked.
    pub fn of(folder: &Folder) -> Result<Catalogue> {
        let mut house: Vec<Source> = Vec::new();
        for file in folder.files.iter().filter(|file| is_pack(&file.path)) {
            match &file.content {
                Content::Text(text) => house.push(Source {
                    file: &file.path,
                    text,
                    is_house: true,
                    embedded: None,
                }),
                _ => return Err(unreadable(file).into()),
            }
        }
        Catalogue::load(source::embedded().chain(house))
    }

    /// Packs in place of those in the binary, by name and text, held against all that packs are held against.
    pub fn of_packs(packs: &[(&str, &str)]) -> Result<Catalogue> {
        Catalogue::load(packs.iter().map(|(file, text)| Source {
            file,
            text,
            is_house: false,
            embedded: None,
        }))
    }

    fn load<'s>(sources: impl Iterator<Item = Source<'s>>) -> Result<Catalogue> {
        let loader = Loader::default();
        let mut packs: Vec<Pack> = Vec::new();
        let mut mistakes: Vec<Mistake> = Vec::new();
        // The largest takes as long as all others; they need not wait for each other.
        let sources: Vec<Source> = sources.collect();
        let loaded: Vec<_> = sources.par_iter().map(|source| loader.load(*source)).collect();
        for (source, (pack, found)) in sources.iter().zip(loaded) {
            mistakes.extend(found);
            // Of one that could not be read not even the name is known.
            let is_taken = |other: &Pack| other.name == pack.name && !pack.name.is_empty();
            if packs.iter().any(is_taken) {
                mistakes.push(taken(source.file, &pack.name));
            }
            packs.push(pack);
        }
        let mut catalogue = Catalogue { packs };
        catalogue.borrow_titles();
        mistakes.extend(catalogue.unknown_duties());
        if mistakes.is_empty() {
            Ok(catalogue)
        } else {
            Err(refusal(&mistakes).into())
        }
    }

    /// Gives duties without words of their own those of the duty.
    fn borrow_titles(&mut self) {
        let borrowed: Vec<(String, Text)> = self
            .norms()
            .filter(|norm| norm.title.is_empty())
            .filter_map(|norm| Some((norm.name.clone(), self.duty_title(&norm.duty()?.duty))))
            .collect();
        for norm in self.packs.iter_mut().flat_map(|pack| &mut pack.norms) {
            if let Some((_, title)) = borrowed.iter().find(|(name, _)| *name == norm.name) {
                norm.title = title.clone();
            }
        }
    }

    pub fn norms(&self) -> impl Iterator<Item = &Norm> {
        self.packs.iter().flat_map(|pack| &pack.norms)
    }

    /// The norms that hold: all but proposed law.
    pub fn applied(&self) -> impl Iterator<Item = &Norm> {
        self.norms().filter(|norm| !norm.pending)
    }

    /// A norm by its full name, or by its id alone where only one has it.
    pub fn find(&self, name: &str) -> Vec<&Norm> {
        self.norms()
            .filter(|norm| norm.name == name || norm.id() == name)
            .collect()
    }

    /// The countries of the European Economic Area, as the law's pack lists them.
    pub fn eea(&self) -> &[String] {
        let within = self.norms().find(|norm| norm.name == "avg/transfer-within-eea");
        match within.map(|norm| &norm.demand) {
            Some(Demand::Judge { with, .. }) => &with.countries,
            _ => &[],
        }
    }

    /// The paths in a record that a norm wants something written at, rows not counted.
    pub fn required(&self, name: &str) -> Vec<String> {
        let norm = self.norms().find(|norm| norm.name == name);
        let Some((norm, Demand::Require { needs, .. })) = norm.map(|norm| (norm, &norm.demand)) else {
            return Vec::new();
        };
        let paths = needs.iter().flat_map(|need| &need.0).map(|condition| &condition.path);
        paths.map(|path| norm.from_root(path)).collect()
    }

    /// The paths in a kind of record from which a term is counted back: what they hold may lie ahead.
    pub fn announced(&self, kind: Kind) -> Vec<String> {
        let back = self.norms().filter(|norm| norm.on.kind == Some(kind));
        let back = back.filter_map(|norm| Some((norm, norm.duty()?)));
        let back = back.filter(|(_, rule)| rule.direction == Direction::Before);
        back.flat_map(|(norm, rule)| rule.from.iter().map(|path| norm.from_root(path)))
            .collect()
    }

    /// The words for a duty: the title of the first norm that has it.
    pub fn duty_title(&self, duty: &str) -> Text {
        let own = |norm: &&Norm| norm.duty().is_some_and(|rule| rule.duty == duty);
        let named = self.norms().filter(own).find(|norm| norm.id() == duty);
        named
            .or_else(|| self.norms().find(own))
            .map_or_else(|| Text::same(duty), |norm| norm.title.clone())
    }

    /// A norm that says whose duty it is for must name a duty that exists.
    fn unknown_duties(&self) -> Vec<Mistake> {
        let known: Vec<&str> = self
            .norms()
            .filter(|norm| norm.duty().is_some())
            .map(Norm::id)
            .collect();
        let of_house = self
            .norms()
            .filter_map(|norm| Some((norm, norm.duty()?, norm.site.clone()?)));
        of_house
            .filter(|(_, rule, _)| !known.contains(&rule.duty.as_str()))
            .map(|(_, rule, site)| {
                let duty = &rule.duty;
                let help = match nearest(duty, &known) {
                    Some(nearest) => text!("Bedoelt u ‘{nearest}’?", "Did you mean ‘{nearest}’?"),
                    None => text!(
                        "avg explain --all noemt de plichten.",
                        "avg explain --all names the duties."
                    ),
                };
                Mistake {
                    site,
                    message: text!("er is geen plicht ‘{duty}’", "there is no duty ‘{duty}’"),
                    help,
                }
            })
            .collect()
    }

    /// Terms of the house and of contracts that can end later than the law's for the same duty.
    pub fn laxer_terms(&self, records: &Records) -> Vec<Finding> {
        let mut found = Vec::new();
        for norm in self.norms().filter(|norm| norm.site.is_some()) {
            let laws = self.norms().filter(|law| law.site.is_none() && law.on == norm.on);
            found.extend(laws.filter_map(|law| laxer_than(norm, law)));
        }
        for norm in self.norms() {
            if let Some(DutyRule {
                period: Period::Contract(contract),
                ..
            }) = norm.duty()
            {
                found.extend(laxer_contracts(norm, contract, records));
            }
        }
        // Several norms may read the same term of a contract.
        found.sort_by(|a, b| a.site.cmp(&b.site));
        found.dedup_by(|a, b| a.site == b.site);
        found
    }
}

fn laxer_than(house: &Norm, law: &Norm) -> Option<Finding> {
    let (ours, theirs) = (house.duty()?, law.duty()?);
    let is_comparable = ours.duty == theirs.duty
        && ours.direction == theirs.direction
        && ours.from.iter().any(|path| theirs.from.contains(path))
        && !house
            .when
            .iter()
            .any(|condition| law.when.iter().any(|other| condition.excludes(other)));
    let Period::Fixed(Within::Term(our_term)) = ours.period else {
        return None;
    };
    let bound = match &theirs.period {
        Period::Fixed(within) => Bound::OfLaw(within.term()?),
        Period::Contract(contract) => Bound::OfReason(contract.at_most?),
    };
    let their_term = bound.term();
    let is_longer = match ours.direction {
        Direction::After => our_term.can_outlast(their_term),
        Direction::Before => their_term.can_outlast(our_term),
    };
    let is_same_but_extended = !their_term.can_outlast(our_term) && ours.count.extends_more_than(theirs.count);
    (is_comparable && (is_longer || is_same_but_extended)).then(|| {
        let site = ours.period_site.clone().unwrap_or_else(|| Site::whole(&house.name));
        laxer(site, None, our_term, bound, law)
    })
}

fn laxer_contracts(norm: &Norm, contract: &ContractTerm, records: &Records) -> Vec<Finding> {
    let Some(at_most) = contract.at_most else {
        return Vec::new();
    };
    let agreements = records
        .iter()
        .filter(|record| record.kind == Kind::Agreement && record.is_sound);
    let laxer_one = agreements.filter_map(|record| {
        let node = term_node(&record.root, &contract.term)?;
        let term: Term = node.text()?.parse().ok()?;
        term.can_outlast(at_most).then(|| {
            laxer(
                record.site(node.span),
                Some(record.name.clone()),
                term,
                Bound::OfReason(at_most),
                norm,
            )
        })
    });
    laxer_one.collect()
}

/// What a term is held against.
#[derive(Clone, Copy)]
enum Bound {
    /// The law names the number.
    OfLaw(Term),
    /// The law names none, but what it asks can hardly be kept in more than this.
    OfReason(Term),
}

impl Bound {
    fn term(self) -> Term {
        match self {
            Bound::OfLaw(term) | Bound::OfReason(term) => term,
        }
    }
}

fn laxer(site: Site, record: Option<String>, ours: Term, bound: Bound, law: &Norm) -> Finding {
    let message = Text::by(|lang| {
        let (ours, bound_words, title) = (ours.in_words(lang), bound.term().in_words(lang), law.title.get(lang));
        match (lang, bound) {
            (Lang::Nl, Bound::OfLaw(Term { number: 0, .. })) => {
                format!("{ours} is ruimer dan de wet, die geen uitstel geeft: {title}")
            }
            (Lang::En, Bound::OfLaw(Term { number: 0, .. })) => {
                format!("{ours} is laxer than the law, which leaves no time: {title}")
            }
            (Lang::Nl, Bound::OfLaw(_)) => {
                format!("{ours} is ruimer dan de wet: hoogstens {bound_words} ({title})")
            }
            (Lang::En, Bound::OfLaw(_)) => format!("{ours} is laxer than the law: at most {bound_words} ({title})"),
            (Lang::Nl, Bound::OfReason(_)) => {
                format!("{ours} is ruimer dan {bound_words}, waarbinnen de wet hier te houden moet zijn: {title}")
            }
            (Lang::En, Bound::OfReason(_)) => {
                format!("{ours} is laxer than {bound_words}, in which the law must be kept here: {title}")
            }
        }
    });
    Finding {
        norm: "record/term-laxer".to_string(),
        cite: law.cite.clone(),
        level: match bound {
            Bound::OfLaw(_) => Level::Error,
            Bound::OfReason(_) => Level::Warning,
        },
        message,
        help: text!(
            "Een huisregel of overeenkomst mag strenger zijn dan de wet, nooit ruimer: kort de termijn in.",
            "A house rule or contract may be stricter than the law, never laxer: shorten the term."
        ),
        record,
        item: None,
        site,
        related: Vec::new(),
    }
}

fn taken(file: &str, name: &str) -> Mistake {
    Mistake {
        site: Site::whole(file),
        message: text!("er is al een pakket ‘{name}’", "there is a pack ‘{name}’ already"),
        help: text!(
            "Geef het bestand en het pakket een andere naam.",
            "Give the file and the pack another name."
        ),
    }
}

fn unreadable(file: &File) -> Text {
    let path = &file.path;
    match &file.content {
        Content::Garbled { at, readable, .. } => {
            let line = Site::new(path, readable, *at..*at).start.line;
            text!(
                "{path}:{line}: dit normenpakket is geen UTF-8",
                "{path}:{line}: this norm pack is not UTF-8"
            )
        }
        Content::Link => text!(
            "{path} is een symbolische link; die worden niet gevolgd",
            "{path} is a symbolic link; links are not followed"
        ),
        Content::Special => text!(
            "{path} is geen bestand maar een pijp, een socket of een apparaat, en wordt niet gelezen",
            "{path} is no file but a pipe, a socket or a device, and is not read"
        ),
        Content::TooLarge => text!(
            "{path} is groter dan 4 GB en wordt niet gelezen",
            "{path} is larger than 4 GB and is not read"
        ),
        Content::Refused(why) => text!(
            "het normenpakket {path} is niet te lezen: {why}",
            "the norm pack {path} cannot be read: {why}"
        ),
        _ => text!(
            "het normenpakket {path} is niet te lezen",
            "the norm pack {path} cannot be read"
        ),
    }
}

/// One message that names every mistake with its place.
fn refusal(mistakes: &[Mistake]) -> Text {
    Text::by(|lang| {
        let lines = mistakes.iter().take(MOST).map(|mistake| {
            let (site, message, help) = (&mistake.site, mistake.message.get(lang), mistake.help.get(lang));
            format!(
                "\n  {}:{}:{}: {message}. {help}",
                site.file, site.start.line, site.start.column
            )
        });
        let head = lang.pick("het normenpakket is niet te gebruiken", "the norm pack cannot be used");
        let more = mistakes.len().saturating_sub(MOST);
        let more = match (more, lang) {
            (0, _) => String::new(),
            (more, Lang::Nl) => format!("\n  en nog {more} andere fouten, die hier niet staan"),
            (more, Lang::En) => format!("\n  and {more} other mistakes, which are not told here"),
        };
        format!("{head}:{}{more}", lines.collect::<String>())
    })
}
