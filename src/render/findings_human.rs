//! Findings as a compiler shows them: level, norm, message, the user's own line with the place marked, what to do.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Tone, Origin, Renderer, Snippet};

use crate::finding::{Finding, Level, Site};
use crate::text::{Lang, in_line, steers};

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

/// More than this of a file is not shown around a place, nor looked through for it.
const LONGEST: usize = 4096;

/// How much of a longer line is shown before a place.
const BEFORE: usize = 128;

fn excerpt<'a>(group: Group<'a>, site: &Site, label: Option<&'a str>, sources: &Sources<'a>) -> Group<'a> {
    let file = in_line(&site.file);
    let Some(text) = sources.get(site.file.as_str()) else {
        return group.element(Origin::path(file));
    };
    let kind = if label.is_none() {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    // Only the lines themselves: to look through the whole file for each finding would take the square of it.
    let (lines, is_cut) = shown(text, site.bytes());
    let within = |byte: usize| byte.clamp(lines.start, lines.end) - lines.start;
    let mark = kind.span(within(site.bytes().start)..within(site.bytes().end));
    let snippet = Snippet::source(without_steering(&text[lines.clone()])).line_start(site.start.line);
    let snippet = snippet.annotation(mark.label(label.map(harmless)));
    match is_cut {
        false => group.element(snippet.path(file)),
        // The column counts from where the line begins, which is not here.
        true => {
            let place = Origin::path(file).line(site.start.line).char_column(site.start.column);
            group.element(place).element(snippet)
        }
    }
}

/// The lines in which a place is, without the end of the last; of very long ones a part, and whether their beginning is missing.
fn shown(text: &str, place: Range<usize>) -> (Range<usize>, bool) {
    let start = text[..place.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[place.end..]
        .find('\n')
        .map_or(text.len(), |newline| place.end + newline);
    let near = text.floor_char_boundary(place.start.saturating_sub(BEFORE));
    match place.start - start > LONGEST {
        true => (near..text.floor_char_boundary(end.min(near + LONGEST)), true),
        false => (start..text.floor_char_boundary(end.min(start + 2 * LONGEST)), false),
    }
}

/// The excerpt's renderer shows the control characters of old as pictures; the others, and what turns the reading order, are
/// shown as characters of as many bytes, so every place stays where it is.
fn without_steering(text: &str) -> Cow<'_, str> {
    let is_other = |c: char| !c.is_ascii() && steers(c);
    if !text.contains(is_other) {
        return text.into();
    }
    let instead = |c: char| match c.len_utf8() {
        _ if !is_other(c) => c,
        2 => '·',
        _ => char::REPLACEMENT_CHARACTER,
    };
    text.chars().map(instead).collect::<String>().into()
}
