//! A difference as a comment on a pull request.

use super::{Difference, Gone, Page};

/// Longer lists are folded.
const FOLD: usize = 10;

impl Difference {
    /// Says it in GitHub-flavoured Markdown.
    pub fn markdown(&self) -> String {
        let mut out = String::from("## What this changes for readers\n");
        if self.is_empty() {
            out.push_str("\nNothing.\n");
            return out;
        }
        let (lost, led): (Vec<&Gone>, Vec<&Gone>) = self.gone.iter().partition(|gone| gone.redirect.is_none());
        section(&mut out, "⚠ Gone without a redirect", lost.iter().map(|gone| page(&gone.page)));
        let leads = |gone: &&Gone| format!("- {} → {}\n", code(&gone.page.path), code(gone.redirect.as_deref().unwrap_or_default()));
        section(&mut out, "Gone, with a redirect", led.iter().map(leads));
        section(&mut out, "Added", self.added.iter().map(page));
        section(
            &mut out,
            "Changed",
            self.changed.iter().map(|changed| {
                let changes: String = changed.changes.iter().map(|change| format!("  - {}\n", escape(&change.to_string()))).collect();
                format!("- **{}** {}\n{changes}", escape(&changed.title), code(&changed.file))
            }),
        );
        if let Some(line) = self.elsewhere_line() {
            out.push_str(&format!("\n{}\n", escape(&line)));
        }
        out
    }
}

fn page(page: &Page) -> String {
    format!("- {} {} {}\n", code(&page.path), page.kind.as_str(), escape(&page.title))
}

fn section(out: &mut String, heading: &str, items: impl ExactSizeIterator<Item = String>) {
    let count = items.len();
    if count == 0 {
        return;
    }
    let list: String = items.collect();
    if count > FOLD {
        out.push_str(&format!("\n<details><summary><b>{heading}: {count}</b></summary>\n\n{list}\n</details>\n"));
    } else {
        out.push_str(&format!("\n### {heading}: {count}\n\n{list}"));
    }
}

/// A code span holds everything but backticks, which no path needs.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// Keeps what editors wrote from being read as Markdown, HTML or a mention of somebody.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '@' => out.push_str("&#64;"),
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
