//! Where packs come from: the packs in the binary, each with the places of its values, and those of a house.

use crate::records::tree::Node;
use crate::records::yaml::{self, Trouble};

use super::places;

/// Where the text comes from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// For messages: `norms/huis.yaml`.
    pub file: &'a str,
    pub text: &'a str,
    /// The packs in the binary may name what the reader finds; a house's have places that a user can look at.
    pub is_house: bool,
    /// Of the packs in the binary a test holds that they have the shape of packs, and that their places are right: at every
    /// start that is not asked again.
    pub embedded: Option<&'a Embedded>,
}

/// A pack in the binary.
#[derive(Clone, Copy, Debug)]
pub struct Embedded {
    pub name: &'static str,
    pub text: &'static str,
    /// Where its values stand: see [`places`].
    places: &'static str,
}

impl Embedded {
    /// What is read from it by its places.
    pub fn tree(&self) -> Option<Node<'static>> {
        places::tree(self.text, self.places)
    }
}

macro_rules! embedded {
    ($name:literal) => {
        Embedded {
            name: $name,
            text: include_str!(concat!("packs/", $name, ".yaml")),
            places: include_str!(concat!("packs/", $name, ".places")),
        }
    };
}

/// The packs in the binary. The order is that of the listings: the law first.
pub const EMBEDDED: &[Embedded] = &[
    embedded!("avg"),
    embedded!("uavg"),
    embedded!("guidance"),
    embedded!("record"),
];

/// The packs in the binary, as texts to load.
pub(super) fn embedded<'s>() -> impl Iterator<Item = Source<'s>> {
    EMBEDDED.iter().map(|pack| Source {
        file: pack.name,
        text: pack.text,
        is_house: false,
        embedded: Some(pack),
    })
}

impl<'a> Source<'a> {
    /// What the pack is called by the name of its file.
    pub(super) fn stem(self) -> &'a str {
        let name = self.file.rsplit('/').next().unwrap_or_default();
        name.trim_end_matches(".yaml")
    }

    /// What is written there.
    pub(super) fn tree(self) -> Result<Node<'a>, Trouble> {
        let by_places = self.embedded.and_then(Embedded::tree);
        by_places.map_or_else(|| yaml::read(self.text), Ok)
    }
}
