//! Diagnostics as annotations of code hosts.

use super::{Diagnostic, Severity};

/// Renders workflow commands, one a line, that GitHub shows beside the changed lines
/// (docs.github.com, 'Workflow commands for GitHub Actions').
pub fn github(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let mut text = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            text.push('\n');
            text.push_str(help);
        }
        let place = &diagnostic.place;
        out.push_str(&format!(
            "::{command} file={},line={},col={},title={}::{}\n",
            property(&place.file),
            place.line,
            place.column,
            property(diagnostic.id.as_str()),
            data(&text)
        ));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
