//! Names for files, made from names that others gave: every system can hold them, no two are the same on any of them, and none
//! leads out of the folder in which it is put.

use std::collections::BTreeSet;

use crate::finding::Fingerprint;

/// How long a name, and a path of names, may be: what is unpacked in a folder with a long path of its own must still fit in the
/// 260 characters of Windows.
const LONGEST_NAME: usize = 64;
const LONGEST_PATH: usize = 120;

/// How much is kept of a name that is too long.
const KEPT: usize = 24;

/// What Windows keeps for itself, whatever comes behind a dot.
const RESERVED: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

/// The names that were given out.
#[derive(Debug, Default)]
pub struct Names {
    /// In lower case, as a system that does not tell cases apart sees them.
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Names {
    /// The path below one of our own folders for a path that somebody else made up: that path itself where it can be. Another
    /// character is written as `%` and its bytes; what is too long or not alone is told apart by a fingerprint.
    pub fn place(&mut self, folder: &str, path: &str) -> String {
        let names: Vec<String> = path.split('/').map(portable).collect();
        let plain = format!("{folder}/{}", names.join("/"));
        let fits = plain.len() <= LONGEST_PATH && names.iter().all(|name| name.len() <= LONGEST_NAME);
        if fits && self.take(&plain) {
            return plain;
        }
        let name = names.last().map(String::as_str).unwrap_or_default();
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if extension.len() <= 8 => (stem, format!(".{extension}")),
            _ => (name, String::new()),
        };
        let kept = &stem[..stem.len().min(KEPT)];
        let mut number = 0_u32;
        loop {
            let print = Fingerprint::of([path, &number.to_string()]).to_string();
            let told_apart = format!("{folder}/{kept}~{print}{extension}");
            if self.take(&told_apart) {
                return told_apart;
            }
            number += 1;
        }
    }

    /// Whether a path is free: neither a file, nor a folder, nor below a file.
    fn take(&mut self, path: &str) -> bool {
        let path = path.to_ascii_lowercase();
        let above: Vec<String> = path.match_indices('/').map(|(at, _)| path[..at].to_string()).collect();
        let is_free = !self.files.contains(&path)
            && !self.folders.contains(&path)
            && !above.iter().any(|folder| self.files.contains(folder));
        if is_free {
            self.files.insert(path);
            self.folders.extend(above);
        }
        is_free
    }
}

/// A name as every system can hold it: ASCII alone, so that no system composes an accent in another way.
pub fn portable(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let coded = |byte: u8| format!("%{byte:02X}");
    let write = |byte: u8| match is_plain(byte) {
        true => char::from(byte).to_string(),
        false => coded(byte),
    };
    let mut written: String = name.bytes().map(write).collect();
    // Windows drops a dot at the end, and `..` is nothing but such a dot.
    if written.ends_with('.') {
        written.truncate(written.len() - 1);
        written += &coded(b'.');
    }
    match written.bytes().next() {
        None => "%".to_string(),
        Some(first) if is_reserved(&written) => format!("{}{}", coded(first), &written[1..]),
        Some(_) => written,
    }
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    RESERVED.contains(&device) && stem.len() <= device.len() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_anywhere_or_is_refused_by_a_system() {
        for (name, written) in [
            ("salaris-2026.toml", "salaris-2026.toml"),
            (".a.toml", ".a.toml"),
            ("..", ".%2E"),
            (".", "%2E"),
            ("", "%"),
            ("a.", "a%2E"),
            ("con.toml", "%63on.toml"),
            ("LPT1", "%4CPT1"),
            ("console.toml", "console.toml"),
            ("com.toml", "%63om.toml"),
            ("com12.toml", "com12.toml"),
            ("a:b\\c", "a%3Ab%5Cc"),
            ("50%", "50%25"),
            ("é \n", "%C3%A9%20%0A"),
        ] {
            assert_eq!(portable(name), written, "{name:?}");
        }
    }

    #[test]
    fn no_two_are_the_same_on_any_system() {
        let mut names = Names::default();
        let long = "a".repeat(300) + ".toml";
        let paths = [
            "a.toml",
            "A.toml",
            "a.toml",
            "A.TOML/b.toml",
            "../../a.toml",
            &long,
            "/a.toml",
        ];
        let placed: Vec<String> = paths.iter().map(|path| names.place("records/register", path)).collect();
        assert_eq!(placed[0], "records/register/a.toml");
        let different: BTreeSet<String> = placed.iter().map(|path| path.to_lowercase()).collect();
        assert_eq!(different.len(), paths.len(), "{placed:?}");
        for path in &placed {
            assert!(path.starts_with("records/register/"), "{path}");
            assert!(path.len() <= LONGEST_PATH, "{path}");
            assert!(path.split('/').all(|name| !name.is_empty() && name != ".."), "{path}");
        }
    }
}
