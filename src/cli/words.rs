//! The words by which the command line knows what other rooms hold: they know nothing of a command line.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::folder::Kind;
use crate::report::letter::Form;
use crate::text::Lang;
use crate::time::Counting;

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Lang] {
        &[Lang::Nl, Lang::En]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// The kinds of which there are many.
impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Kind] {
        &Kind::RECORDS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

impl ValueEnum for Counting {
    fn value_variants<'a>() -> &'a [Counting] {
        &Counting::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for Form {
    fn value_variants<'a>() -> &'a [Form] {
        &[Form::Receipt, Form::Extension, Form::Grant, Form::Refusal]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Form::Receipt => "receipt",
            Form::Extension => "extension",
            Form::Grant => "grant",
            Form::Refusal => "refusal",
        }))
    }
}
