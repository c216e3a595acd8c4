//! What git leaves in a file when two texts could not be merged. No reader understands it, and each would say something else.

use crate::text;
use crate::text::Text;

use super::tree::Span;

/// Where a conflict begins, and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The line that git put before it.
    pub span: Span,
    /// The line that git put behind it, from 1.
    last: usize,
}

impl Conflict {
    pub fn message(self) -> Text {
        let last = self.last;
        text!(
            "hier heeft git twee teksten achtergelaten die niet samen te voegen waren, tot en met regel {last}",
            "here git left two texts that could not be merged, through line {last}"
        )
    }

    pub fn help() -> Text {
        text!(
            "Kies uit beide wat klopt, en haal de regels met <<<<<<<, ======= en >>>>>>> weg. De rest van dit bestand wordt \
             nagezien zodra dat gedaan is.",
            "Choose from both what is right, and take out the lines with <<<<<<<, ======= and >>>>>>>. The rest of this file \
             is checked once that is done."
        )
    }
}

/// Every conflict in a text.
pub(super) fn all(text: &str) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut begun: Option<Span> = None;
    let mut is_parted = false;
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let written = line.trim_end();
        if written.starts_with("<<<<<<< ") {
            let end = start + written.len();
            (begun, is_parted) = (Some(Span::from(start..end)), false);
        } else if written == "=======" {
            is_parted = begun.is_some();
        } else if written.starts_with(">>>>>>> ") && is_parted {
            let last = number + 1;
            found.extend(begun.take().map(|span| Conflict { span, last }));
            is_parted = false;
        }
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_has_all_three_lines() {
        let whole = "a\n<<<<<<< HEAD\nb\n||||||| base\n=======\r\nc\n>>>>>>> x\n";
        let span = Span::from(2..14);
        assert_eq!(all(whole), [Conflict { span, last: 7 }]);
        assert_eq!(all(&whole.repeat(3)).len(), 3);
        for part in [
            "<<<<<<< HEAD\n>>>>>>> x\n",
            "=======\n>>>>>>> x\n",
            "<<<<<<< HEAD\n=======\n",
            " <<<<<<< HEAD\n=======\n>>>>>>> x",
        ] {
            assert_eq!(all(part), [], "{part}");
        }
    }
}
