//! A difference for people at a terminal.

use super::{Difference, Gone, Page};

impl Difference {
    /// Says it in plain text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let (lost, led): (Vec<&Gone>, Vec<&Gone>) = self.gone.iter().partition(|gone| gone.redirect.is_none());
        section(&mut out, "Gone without a redirect", lost.iter().map(|gone| page(&gone.page)));
        section(
            &mut out,
            "Gone, with a redirect",
            led.iter().map(|gone| format!("{} → {}", gone.page.path, gone.redirect.as_deref().unwrap_or_default())),
        );
        section(&mut out, "Added", self.added.iter().map(page));
        section(
            &mut out,
            "Changed",
            self.changed.iter().map(|changed| {
                let changes: String = changed.changes.iter().map(|change| format!("\n    {change}")).collect();
                format!("{}  {}{changes}", changed.title, changed.file)
            }),
        );
        if let Some(line) = self.elsewhere_line() {
            out.push_str(&format!("{line}\n"));
        }
        if self.is_empty() {
            out.push_str("Readers see no difference.\n");
        }
        out
    }

    /// Says how much changed only with others, in a line.
    pub(super) fn elsewhere_line(&self) -> Option<String> {
        if self.elsewhere.is_empty() {
            return None;
        }
        let counts: Vec<String> = self
            .elsewhere
            .counts()
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(noun, count)| format!("{count} {noun}{}", if *count == 1 { "" } else { "s" }))
            .collect();
        let shared = if self.shared.is_empty() { String::new() } else { format!(" (also edited: {})", self.shared.join(", ")) };
        Some(format!("Changed only in what they share with others: {}{shared}", counts.join(", ")))
    }
}

fn page(page: &Page) -> String {
    format!("{}  {} {}", page.path, page.kind.as_str(), page.title)
}

fn section(out: &mut String, heading: &str, lines: impl ExactSizeIterator<Item = String>) {
    if lines.len() > 0 {
        out.push_str(&format!("{heading}: {}\n", lines.len()));
        lines.for_each(|line| out.push_str(&format!("  {line}\n")));
    }
}
