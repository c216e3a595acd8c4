//! Which file belongs where, by its path alone: the same for disk and commit.

use crate::text::nearest;

use super::{Kind, MARKER};

/// Why a file is out of place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stray {
    /// In a record folder, but not named `*.toml`.
    NotToml,
    /// A TOML file beside the record folders.
    Toml,
    /// In a folder whose name is nearly that of a record folder.
    NearlyIn(&'static str),
    /// A file that is named as one of the folders.
    InTheWay,
    /// In `norms/`, but not directly there as `*.yaml`.
    NotAPack,
}

const NORMS: &str = "norms";

/// How many folders deep is looked.
const DEEPEST: usize = 128;

/// Whether a folder lies deeper than is looked.
pub(super) fn is_too_deep(path: &str) -> bool {
    path.matches('/').count() >= DEEPEST
}

/// Configuration of editors' TOML tools, which belongs in the folder's root.
const EDITORS: [&str; 2] = ["taplo.toml", "tombi.toml"];

fn known_folders() -> impl Iterator<Item = &'static str> {
    Kind::RECORDS.into_iter().map(Kind::folder).chain([NORMS])
}

/// Whether a folder in the root is looked into: the known ones, and those whose name is nearly a known one.
/// Every other folder is the user's own.
pub(super) fn concerns_us(folder: &str) -> bool {
    !folder.starts_with('.') && (known_folders().any(|known| known == folder) || nearly_known(folder).is_some())
}

fn nearly_known(folder: &str) -> Option<&'static str> {
    let known: Vec<&str> = known_folders().collect();
    nearest(folder, &known).filter(|known| *known != folder)
}

/// Whether a file is a norm pack of the house: `norms/*.yaml`.
pub fn is_pack(path: &str) -> bool {
    let name = path.strip_prefix("norms/");
    name.is_some_and(|name| !name.contains('/') && name.ends_with(".yaml") && name != ".yaml")
}

/// Whether a file's contents are wanted.
pub(super) fn is_read(path: &str) -> bool {
    path == MARKER || is_pack(path) || (path.ends_with(".toml") && Kind::of_file(path).is_some())
}

/// Why a file is out of place, if it is. Hidden files are the user's own, except hidden TOML among the records.
pub fn stray(path: &str) -> Option<Stray> {
    if is_read(path) {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let hidden = name.starts_with('.');
    match path.split_once('/') {
        None if known_folders().any(|known| known == name) => Some(Stray::InTheWay),
        None => {
            let is_toml = name.to_ascii_lowercase().ends_with(".toml");
            (is_toml && !hidden && !EDITORS.contains(&name)).then_some(Stray::Toml)
        }
        Some((NORMS, _)) => (!hidden).then_some(Stray::NotAPack),
        Some((folder, _)) if Kind::RECORDS.iter().any(|kind| kind.folder() == folder) => {
            (!hidden).then_some(Stray::NotToml)
        }
        Some((folder, _)) => nearly_known(folder).filter(|_| !hidden).map(Stray::NearlyIn),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_its_place() {
        for path in [
            "avg.toml",
            "register/a.toml",
            "incidents/2026/a.toml",
            "norms/huis.yaml",
            "register/.a.toml",
        ] {
            assert!(is_read(path), "{path}");
            assert_eq!(stray(path), None, "{path}");
        }
        for (path, why) in [
            ("incident.toml", Stray::Toml),
            ("AVG.TOML", Stray::Toml),
            ("register/a.tml", Stray::NotToml),
            ("register/a.toml~", Stray::NotToml),
            ("incident/2026-001.toml", Stray::NearlyIn("incidents")),
            ("Requests/2026-001.toml", Stray::NearlyIn("requests")),
            ("requests", Stray::InTheWay),
            ("norms/huis.yml", Stray::NotAPack),
            ("norms/oud/huis.yaml", Stray::NotAPack),
        ] {
            assert_eq!(stray(path), Some(why), "{path}");
        }
        for path in [
            "README.md",
            "taplo.toml",
            ".taplo.toml",
            "docs/a.toml",
            "register/.gitkeep",
            "src/Cargo.toml",
        ] {
            assert_eq!(stray(path), None, "{path}");
        }
    }
}
