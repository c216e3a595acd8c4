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
    pub groups: Vec<Group>,
}

/// Rows that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Stands above this group and those after it, up to the next heading.
    pub heading: Option<String>,
    pub tone: Tone,
    pub rows: Vec<Vec<String>>,
}

/// How much a group asks for attention. The words say it too: not everybody sees colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Notice,
    Caution,
    Alarm,
}

impl From<Vec<Vec<String>>> for Group {
    fn from(rows: Vec<Vec<String>>) -> Self {
        Group {
            rows,
            ..Group::default()
        }
    }
}

impl FromIterator<Vec<String>> for Group {
    fn from_iter<I: IntoIterator<Item = Vec<String>>>(rows: I) -> Self {
        Group::from(rows.into_iter().collect::<Vec<_>>())
    }
}

impl Table {
    pub fn rows(&self) -> impl Iterator<Item = &Vec<String>> {
        self.groups.iter().flat_map(|group| &group.rows)
    }
}
