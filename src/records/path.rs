//! A path to a value: keys joined by dots, from the row at hand, with a leading slash from the record's root, or with two
//! from the root of `avg.toml`.

use std::fmt;

use super::key::{Asked, Key};

/// `answer.given_on`, `/discovered_at` from the record's root, or `//organisation.country` from that of `avg.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    base: Base,
    keys: Vec<String>,
    /// The same, to be asked for.
    asked: Vec<Key>,
}

/// Where a path begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    Row,
    Root,
    /// `avg.toml`.
    Organisation,
}

impl Path {
    pub fn parse(written: &str) -> Self {
        let (base, keys) = Path::split(written);
        let keys: Vec<String> = keys.map(str::to_string).collect();
        let asked = keys.iter().map(|key| Key::from(key.as_str())).collect();
        Path { base, keys, asked }
    }

    /// A path as it is written, taken apart where it stands.
    pub fn split(written: &str) -> (Base, impl Iterator<Item = &str> + Clone) {
        let (base, rest) = if let Some(rest) = written.strip_prefix("//") {
            (Base::Organisation, rest)
        } else if let Some(rest) = written.strip_prefix('/') {
            (Base::Root, rest)
        } else {
            (Base::Row, written)
        };
        (base, rest.split('.').filter(|key| !key.is_empty()))
    }

    pub fn base(&self) -> Base {
        self.base
    }

    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    pub fn iter(&self) -> impl Iterator<Item = Asked<'_>> + Clone {
        self.asked.iter().map(Asked::from)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slashes = match self.base {
            Base::Row => "",
            Base::Root => "/",
            Base::Organisation => "//",
        };
        write!(f, "{slashes}{}", self.keys.join("."))
    }
}
