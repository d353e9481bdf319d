//! Diagnostics for people: the offending line with a caret, by `annotate-snippets`.

use super::{Counts, Diagnostic, Place, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;

/// Renders all diagnostics, each with its line where `read` still finds the file.
///
/// `read` gives the bytes of a file relative to the hub's root; files are read in parallel, the order stays.
pub fn human(diagnostics: &[Diagnostic], color: bool, read: &ReadFile) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let texts: Vec<String> = diagnostics.par_iter().with_min_len(16).map(|diagnostic| one(diagnostic, &renderer, read) + "\n\n").collect();
    texts.concat()
}

/// Gives the bytes of a file by its path relative to the hub's root.
type ReadFile<'r> = dyn Fn(&str) -> Option<Vec<u8>> + Sync + 'r;

/// Renders the closing line that counts, such as `2 errors, 1 warning`.
pub fn human_summary(diagnostics: &[Diagnostic]) -> String {
    let counts = Counts::of(diagnostics);
    let parts: Vec<String> = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.hints, "hint")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

fn one(diagnostic: &Diagnostic, renderer: &Renderer, read: &ReadFile) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO.with_name("hint"),
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.id.as_str());
    let mut texts = vec![source(&diagnostic.place, read)];
    texts.extend(diagnostic.related.iter().map(|related| source(&related.place, read)));
    let mut groups = Vec::new();
    let mut first = Group::with_title(title);
    first = element(first, &diagnostic.place, texts[0].as_ref(), AnnotationKind::Primary);
    if let Some(help) = &diagnostic.help {
        first = first.element(Level::HELP.message(&**help));
    }
    groups.push(first);
    for (related, text) in diagnostic.related.iter().zip(&texts[1..]) {
        let group = Group::with_title(Level::NOTE.secondary_title(&*related.message));
        groups.push(element(group, &related.place, text.as_ref(), AnnotationKind::Context));
    }
    renderer.render(&groups).clone()
}

/// A line of a file and where in it, in bytes, something stands.
struct Excerpt {
    line: String,
    from: usize,
    to: usize,
}

fn element<'a>(group: Group<'a>, place: &'a Place, excerpt: Option<&'a Excerpt>, kind: AnnotationKind) -> Group<'a> {
    match excerpt {
        Some(excerpt) => group.element(
            Snippet::source(&*excerpt.line)
                .path(&*place.file)
                .line_start(place.line as usize)
                .annotation(kind.span(excerpt.from..excerpt.to)),
        ),
        None => group.element(Origin::path(&*place.file).line(place.line.max(1) as usize).char_column(place.column.max(1) as usize)),
    }
}

/// Of a whole file no line is shown: the first would say nothing.
fn source(place: &Place, read: &ReadFile) -> Option<Excerpt> {
    if place.is_whole_file {
        return None;
    }
    let bytes = read(&place.file)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let line = bytes.split_inclusive(|byte| *byte == b'\n').nth((place.line.max(1) - 1) as usize)?;
    let line = line.strip_suffix(b"\n").map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line));
    // What is not UTF-8 is shown by replacement characters.
    let line = String::from_utf8_lossy(line);
    let position = |characters: usize| line.char_indices().nth(characters).map_or(line.len(), |(index, _)| index);
    let column = (place.column.max(1) - 1) as usize;
    let from = position(column);
    let to = position(column + (place.length.max(1)) as usize);
    // A line of many kilobytes would bury the message.
    if line.len() > 400 {
        return None;
    }
    Some(Excerpt { line: line.replace('\t', " "), from, to: to.max(from) })
}
