//! The shape of a norm pack: what a YAML file in `norms/` may say.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::finding::Level;
use crate::records::vocabulary::{AgreementRole, Country, Date, Within};
use crate::text::Text;
use crate::time::{Counting, Term};

/// A pack: norms with one source.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "norms/*.yaml")]
pub struct PackFile {
    /// The file's stem.
    pub pack: String,
    /// How its norms are cited: `AVG`. Without it they are not.
    pub cite: Option<String>,
    pub title: Option<Translated>,
    /// Where the source can be read; `{article}` stands for the number of a norm's article.
    pub url: Option<String>,
    /// What several norms decide by, under a name.
    #[serde(default)]
    pub lists: Lists,
    pub norms: Vec<NormFile>,
    /// What the source asks and nobody checks here, and why not: for the report of what is covered.
    #[serde(default)]
    pub unchecked: Vec<Unchecked>,
}

/// Lists under a name, for `with`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Lists {
    pub entries: BTreeMap<String, Vec<Meaning>>,
    pub countries: BTreeMap<String, Vec<String>>,
    pub decisions: BTreeMap<String, Vec<Decision>>,
}

/// A list, or the name of one of the pack's.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Listed<T> {
    Named(String),
    Given(Vec<T>),
}

/// By hand, because serde's own untagged reading goes through a copy that knows no dates.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Listed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListedVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for ListedVisitor<T> {
            type Value = Listed<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list, or the name of one")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Listed<T>, E> {
                Ok(Listed::Named(name.to_string()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Listed<T>, A::Error> {
                let mut given = Vec::new();
                while let Some(item) = items.next_element()? {
                    given.push(item);
                }
                Ok(Listed::Given(given))
            }
        }
        deserializer.deserialize_any(ListedVisitor(PhantomData))
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Listed::Given(Vec::new())
    }
}

impl<T: Clone> Listed<T> {
    /// What stands in the list; nothing where the pack has none of that name.
    pub fn of(&self, lists: &BTreeMap<String, Vec<T>>) -> Vec<T> {
        match self {
            Listed::Named(name) => lists.get(name).cloned().unwrap_or_default(),
            Listed::Given(items) => items.clone(),
        }
    }
}

/// A provision that no norm checks, on purpose.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unchecked {
    /// The article or clause, behind the pack's cite.
    pub cite: Written,
    pub why: Translated,
}

/// A norm: a demand with a source. It has exactly one of `require`, `within`, `ahead`, `judge` and `reader`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NormFile {
    /// In kebab-case: the wrong it finds, or what must be done.
    pub id: String,
    /// The article or clause, behind the pack's cite.
    pub cite: Option<Written>,
    /// A kind of record, or a table inside it: `incidents/controllers`. `any`: every kind.
    pub on: String,
    /// The norm applies where all of these hold: a path, and the values that it may have.
    #[serde(default)]
    pub when: BTreeMap<String, Choice>,
    /// `error` when absent.
    pub level: Option<Level>,
    /// What is wrong, or what must be done, in a few words.
    pub title: Option<Translated>,
    /// What to do about it.
    pub help: Option<Translated>,
    /// What a reader should know beyond that.
    pub explain: Option<Translated>,
    /// Who must act.
    pub actor: Option<Translated>,
    /// The period in which the norm holds for an event.
    pub in_force: Option<InForce>,
    /// Proposed law: known, explained, never applied.
    #[serde(default)]
    pub pending: bool,

    /// A path that must say something, a list of paths of which one must, or a map of paths and the values they must have.
    pub require: Option<Requirement>,
    /// Where to point when what is required is absent.
    pub at: Option<String>,

    /// The duty that this is a norm for; its own id when absent.
    pub duty: Option<String>,
    /// The moment from which the term runs: the first of these that is there.
    pub from: Option<OneOrMore>,
    /// In place of `from`: a fixed day.
    pub from_day: Option<Date>,
    /// An earlier signal from which the safe end may be counted.
    pub safe_from: Option<String>,
    /// How long after `from` the duty must be done.
    pub within: Option<Period>,
    /// How long before `from` the duty must be done.
    pub ahead: Option<Period>,
    pub extended: Option<Extended>,
    pub suspended: Option<Suspended>,
    /// `calendar` when absent.
    pub count: Option<Counting>,
    /// What shows that it was done: the first of these that is there. `done` writes the last.
    pub met_by: Option<OneOrMore>,
    /// What must be recorded when it was done late.
    pub late_needs: Option<String>,
    /// Whether there is nothing left to do once the last moment has passed.
    #[serde(default)]
    pub lapses: bool,

    /// A function that decides.
    pub judge: Option<String>,
    /// What the function decides by.
    pub with: Option<With>,
    /// Found while reading, before any norm is applied. Only for the packs in the binary.
    #[serde(default)]
    pub reader: bool,
}

/// A text in Dutch and English; either may stand for both.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Translated {
    pub nl: Option<String>,
    pub en: Option<String>,
}

impl From<&Translated> for Text {
    fn from(translated: &Translated) -> Text {
        let nl = translated.nl.as_ref().or(translated.en.as_ref());
        let en = translated.en.as_ref().or(translated.nl.as_ref());
        let tidy = |text: Option<&String>| text.map(|text| text.trim().to_string()).unwrap_or_default();
        Text::new(tidy(nl), tidy(en))
    }
}

/// The events for which a norm holds: from and including, until and including.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InForce {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// Another term, where something was recorded in time.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extended {
    /// The path of the extension; it counts when it lies within the first term.
    #[serde(rename = "if")]
    pub condition: String,
    /// The whole term, from the same moment.
    pub within: Term,
    /// Within which it must be told; the first term when absent.
    pub told_within: Option<Term>,
}

/// What a judge decides by. Each judge takes its own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct With {
    /// Beginnings of words, in lower case.
    pub words: Vec<String>,
    /// Words, and what they give away or what takes their place.
    pub entries: Listed<Meaning>,
    /// Where to look; everywhere in the row when absent.
    pub paths: Vec<String>,
    /// Pairs of moments: the first is not after the second.
    // Read as lists of any length, so that one that is no pair is named with the norm's other mistakes.
    #[schemars(with = "Vec<[String; 2]>")]
    pub order: Vec<Vec<String>>,
    pub term: Option<Term>,
    /// Criteria that must all be there.
    pub criteria: Vec<String>,
    /// How many criteria there must be at least.
    pub at_least: Option<u8>,
    /// ISO 3166-1 alpha-2.
    pub countries: Listed<String>,
    /// Adequacy decisions, article 45(3).
    pub decisions: Listed<Decision>,
    /// Words that excuse.
    pub unless: Vec<String>,
}

/// Words and what they mean.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meaning {
    pub words: Vec<String>,
    pub means: Translated,
}

/// An adequacy decision: for whom, when, and on which condition.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// ISO 3166-1 alpha-2.
    pub country: Option<Country>,
    /// In place of a country: words by which the international organisation is known.
    #[serde(default)]
    pub organisation: Vec<String>,
    /// The first day; since before the Regulation applied when absent.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// What the recipient must meet for the decision to cover it.
    pub condition: Option<Translated>,
    pub source: Option<String>,
}

/// Days that do not count towards the last defensible end.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspended {
    pub from: String,
    pub until: String,
    /// Only when it began within this term.
    pub if_within: Term,
}

/// A scalar as it was written, for citations: `22` and `30(1)(b)` alike.
#[derive(Clone, Debug)]
pub struct Written(pub String);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Scalar::deserialize(deserializer)? {
            Scalar::Text(text) => Ok(Written(text)),
            Scalar::Integer(number) => Ok(Written(number.to_string())),
            Scalar::Bool(_) => Err(D::Error::custom("not an article")),
        }
    }
}

impl JsonSchema for Written {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Written".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"] })
    }
}

/// A value in a condition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Scalar {
    Bool(bool),
    Integer(i64),
    Text(String),
}

/// One value, or the values that will do.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Choice {
    Any(Vec<Scalar>),
    One(Scalar),
}

impl Choice {
    pub fn values(&self) -> &[Scalar] {
        match self {
            Choice::Any(values) => values,
            Choice::One(value) => std::slice::from_ref(value),
        }
    }
}

/// One path, or several in order.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// What must be there.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Requirement {
    Path(String),
    /// One of these is enough.
    AnyOf(Vec<String>),
    Values(BTreeMap<String, Choice>),
}

/// A term, `without-delay`, or the term that a contract sets.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Period {
    Fixed(Within),
    Contract(ContractPeriod),
}

/// A term from an agreement's own record.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractPeriod {
    /// The key in the agreement's `[terms]`.
    pub term: String,
    /// The path of the reference to the agreement; absent where the record is the agreement.
    pub of: Option<String>,
    /// Instead of one agreement: the shortest term of all that are in force in which we have this role.
    pub strictest: Option<AgreementRole>,
    /// What holds where the contract sets no term. Without it there is no duty then.
    #[serde(rename = "else")]
    pub otherwise: Option<Within>,
    /// A contract's term longer than this is laxer than the law.
    pub at_most: Option<Term>,
}
