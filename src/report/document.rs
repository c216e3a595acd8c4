//! The neutral form of everything that is handed over.

/// A document: what it is, what should be known about it, and its tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    pub title: String,
    /// Sentences under the title.
    pub about: Vec<String>,
    pub parts: Vec<Part>,
}

/// One part of a document. Empty is shown as empty, never left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    pub table: Table,
}

/// A grid with a head. Cells are text; how they are laid out is the renderer's business.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub head: Vec<String>,
    /// What programs call the columns, whatever the language.
    pub keys: Vec<&'static str>,
    /// Rows that belong together.
    pub groups: Vec<Vec<Vec<String>>>,
}

impl Table {
    pub fn rows(&self) -> impl Iterator<Item = &Vec<String>> {
        self.groups.iter().flatten()
    }
}
