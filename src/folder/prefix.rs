//! Where the folder stands in its git work tree.

use std::path::Path;

use git2::Repository;

/// What comes before the folder's paths when they are counted from the root of the work tree, as `git rev-parse
/// --show-prefix` says it: a path with a slash at its end, or nothing where the folder is that root or git is not there.
pub(super) fn of(root: &Path) -> String {
    match Repository::discover(root) {
        Ok(repository) => within(&repository, root),
        // A repository that cannot be opened, such as another user's in a container, still has a root.
        Err(_) => {
            let root = root.canonicalize().unwrap_or_default();
            let top = root.ancestors().find(|dir| dir.join(".git").exists());
            top.map(|top| between(top, &root)).unwrap_or_default()
        }
    }
}

/// The same, in a repository that is open. One without a work tree is its own root.
pub(super) fn within(repository: &Repository, root: &Path) -> String {
    // Links are resolved: git knows a folder by where it really is.
    let top = repository.workdir().and_then(|top| top.canonicalize().ok());
    match (top, root.canonicalize()) {
        (Some(top), Ok(root)) => between(&top, &root),
        _ => String::new(),
    }
}

fn between(top: &Path, root: &Path) -> String {
    let inside = root.strip_prefix(top).unwrap_or(Path::new("")).components();
    inside
        .map(|part| format!("{}/", part.as_os_str().to_string_lossy()))
        .collect()
}
