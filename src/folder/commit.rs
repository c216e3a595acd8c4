//! The folder as it was at a commit, from git's own store.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use git2::{ObjectType, Repository, Tree};

use crate::text;

use super::{Content, File, layout};

const LINK: i32 = 0o120_000;

pub(super) fn read(root: &Path, rev: &str) -> Result<Vec<File>> {
    let shown = root.display();
    let repository = Repository::discover(root).with_context(|| {
        text!(
            "{shown} staat niet in een git-werkmap",
            "{shown} is not in a git repository"
        )
    })?;
    let commit = repository
        .revparse_single(rev)
        .and_then(|object| object.peel_to_commit())
        .map_err(|_| {
            anyhow!(text!(
                "de revisie ‘{rev}’ is hier geen bekende commit",
                "the revision ‘{rev}’ is not a commit known here"
            ))
        })?;
    let tree = commit.tree().context(cannot_be_read(rev))?;
    let mut files = Vec::new();
    match prefix(&repository, root)? {
        None => walk(&repository, &tree, "", &mut files).context(cannot_be_read(rev))?,
        Some(prefix) => {
            let entry = tree.get_path(Path::new(&prefix));
            let folder = entry
                .and_then(|entry| entry.to_object(&repository))
                .and_then(|object| object.peel_to_tree());
            let folder = folder.map_err(|_| {
                anyhow!(text!(
                    "de map {prefix} bestaat niet in ‘{rev}’",
                    "the folder {prefix} does not exist in ‘{rev}’"
                ))
            })?;
            walk(&repository, &folder, "", &mut files).context(cannot_be_read(rev))?;
        }
    }
    Ok(files)
}

fn cannot_be_read(rev: &str) -> crate::text::Text {
    text!(
        "de commit ‘{rev}’ is niet te lezen",
        "the commit ‘{rev}’ cannot be read"
    )
}

/// The folder's path inside the repository; `None` when it is the repository's root, or the repository is bare.
pub(super) fn prefix(repository: &Repository, root: &Path) -> Result<Option<String>> {
    let Some(workdir) = repository.workdir() else {
        return Ok(None);
    };
    let (root, workdir) = (root.canonicalize()?, workdir.canonicalize()?);
    let inside = root.strip_prefix(&workdir).unwrap_or(Path::new(""));
    let parts: Vec<_> = inside
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    Ok((!parts.is_empty()).then(|| parts.join("/")))
}

fn walk(repository: &Repository, tree: &Tree, above: &str, files: &mut Vec<File>) -> Result<(), git2::Error> {
    for entry in tree {
        let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
        let path = format!("{above}{name}");
        if entry.kind() == Some(ObjectType::Tree) {
            if !above.is_empty() || layout::concerns_us(&name) {
                let below = entry.to_object(repository)?.peel_to_tree()?;
                walk(repository, &below, &format!("{path}/"), files)?;
            }
            continue;
        }
        let is_link = entry.filemode() == LINK;
        let wanted = layout::is_read(&path);
        if !wanted && layout::stray(&path).is_none() && !(is_link && layout::concerns_us(&path)) {
            continue;
        }
        let content = match entry.kind() {
            _ if is_link => Content::Link,
            Some(ObjectType::Blob) if wanted => match repository.find_blob(entry.id()) {
                Ok(blob) => Content::of(blob.content().to_vec()),
                Err(error) => Content::Refused(error.message().to_string()),
            },
            Some(ObjectType::Blob) => Content::Unread,
            _ => Content::Special,
        };
        files.push(File { path, content });
    }
    Ok(())
}
