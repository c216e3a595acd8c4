//! Findings as a compiler shows them: level, norm, message, the user's own line with the place marked, what to do.

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Tone, Origin, Renderer, Snippet};

use crate::finding::{Finding, Level, Site};
use crate::text::Lang;

use super::{Look, Sources, harmless};

pub fn render(findings: &[Finding], sources: &Sources, lang: Lang, look: Look) -> String {
    let renderer = if look.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(usize::from(look.width));
    let one = |finding| format!("{}\n\n", renderer.render(&[group(finding, sources, lang)]));
    findings.iter().map(one).collect()
}

fn group<'a>(finding: &'a Finding, sources: &Sources<'a>, lang: Lang) -> Group<'a> {
    let tone = match finding.level {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
        Level::Note => Tone::NOTE,
    };
    let tone = tone.with_name(finding.level.word(lang));
    let mut group = Group::with_title(
        tone.primary_title(harmless(finding.message.get(lang)))
            .id(&finding.norm),
    );
    group = excerpt(group, &finding.site, None, sources);
    for (site, words) in &finding.related {
        group = excerpt(group, site, Some(words.get(lang)), sources);
    }
    if let Some(cite) = &finding.cite {
        group = group.element(
            Tone::NOTE
                .with_name(lang.pick("bron", "source"))
                .message(harmless(cite)),
        );
    }
    if !finding.help.is_empty() {
        group = group.element(
            Tone::HELP
                .with_name(lang.pick("hulp", "help"))
                .message(harmless(finding.help.get(lang))),
        );
    }
    group
}

fn excerpt<'a>(group: Group<'a>, site: &Site, label: Option<&'a str>, sources: &Sources<'a>) -> Group<'a> {
    let file = harmless(&site.file);
    let Some(text) = sources.get(site.file.as_str()) else {
        return group.element(Origin::path(file));
    };
    let kind = if label.is_none() {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let mark = kind.span(site.bytes()).label(label);
    group.element(Snippet::source(without_c1(text)).path(file).annotation(mark))
}

/// The excerpt's renderer shows control characters as pictures, but not those of the second set; a middle dot is as many
/// bytes, so every place stays where it is.
fn without_c1(text: &str) -> Cow<'_, str> {
    let is_c1 = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    if text.contains(is_c1) {
        text.replace(is_c1, "·").into()
    } else {
        text.into()
    }
}
