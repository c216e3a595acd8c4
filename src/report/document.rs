//! The neutral form of everything that is handed over.

/// A grid with a head. Cells are text; how they are laid out is the renderer's business.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub head: Vec<String>,
    /// Rows that belong together.
    pub groups: Vec<Vec<Vec<String>>>,
}
