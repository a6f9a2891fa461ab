//! Diagnostics as a person reads them: the line, a caret, and what would be right.

use crate::report::{Diagnostic, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Whether escape codes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Plain,
    Coloured,
}

/// One diagnostic over several lines, without a line break at the end.
pub fn render(diagnostic: &Diagnostic, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(&*diagnostic.message).id(diagnostic.code));
    let file = diagnostic.file.as_deref().unwrap_or("");
    match (&diagnostic.source_line, diagnostic.line) {
        (Some(line), Some(number)) => {
            let start = byte_of(line, diagnostic.column.unwrap_or(1) - 1);
            let end = byte_of(line, diagnostic.column.unwrap_or(1) - 1 + diagnostic.length).max(start);
            let snippet = Snippet::source(&**line).line_start(number).path(file);
            group = group.element(snippet.annotation(AnnotationKind::Primary.span(start..end)));
        }
        _ if !file.is_empty() => {
            let mut origin = Origin::path(file);
            if let Some(line) = diagnostic.line {
                origin = origin.line(line).char_column(diagnostic.column.unwrap_or(1));
            }
            group = group.element(origin);
        }
        _ => {}
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(&**hint));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.render(&[group])
}

fn byte_of(line: &str, column: usize) -> usize {
    line.char_indices().nth(column).map_or(line.len(), |(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_its_caret() {
        let told = Diagnostic::error("unknown-key", "`datum` is no key of an event")
            .file("data/events.yaml")
            .at(7, 5)
            .showing("    datum: é", 5)
            .hint("did you mean `date`?");
        let text = render(&told, Style::Plain);
        for part in
            ["error[unknown-key]: `datum`", "data/events.yaml:7:5", "    datum: é", "^^^^^", "did you mean `date`?"]
        {
            assert!(text.contains(part), "{part} in\n{text}");
        }
        assert!(!text.contains('\u{1b}'));
        assert!(render(&told, Style::Coloured).contains('\u{1b}'));
        for (line, column) in [("", 1), ("é", 9), ("x", 1)] {
            render(&told.clone().at(1, column).showing(line, 4), Style::Plain);
        }
        assert!(
            render(&Diagnostic::warning("empty", "skipped: is empty").file("a.txt"), Style::Plain).contains("a.txt")
        );
    }
}
