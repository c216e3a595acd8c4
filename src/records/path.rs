//! A path to a value in a record: keys joined by dots, from the row at hand or, with a leading slash, from the root.

use std::fmt;

/// `answer.given_on`, or `/discovered_at` from the record's root.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path {
    from_root: bool,
    keys: Vec<String>,
}

impl Path {
    pub fn parse(written: &str) -> Self {
        let (from_root, rest) = match written.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, written),
        };
        let keys = rest
            .split('.')
            .filter(|key| !key.is_empty())
            .map(str::to_string)
            .collect();
        Path { from_root, keys }
    }

    pub fn is_from_root(&self) -> bool {
        self.from_root
    }

    pub fn keys(&self) -> &[String] {
        &self.keys
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.from_root { "/" } else { "" }, self.keys.join("."))
    }
}
