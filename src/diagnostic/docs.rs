//! The page about all diagnostics, made from the code.

use super::{DiagnosticId, NOTHING, Shown};

/// Returns the page as Markdown: each id with what it means, why it matters, and a bad and a mended example.
pub fn documentation() -> String {
    let mut page = String::from(
        "# Diagnostics\n\nWhat `pacthub check` and `pacthub build` tell, by id. An id never changes its meaning, so that tools may rely on it.\n\n\
         *Errors* stop a build. *Warnings* are probably wrong for readers; with `--strict` they are errors. *Hints* are suggestions.\n\
         What no format asks for, such as alternative texts, is told by `check` alone.\n\n\
         This page is made from the code: `UPDATE=1 cargo test --test diagnostics` writes it anew.\n\n| Id | Usually | Meaning |\n|---|---|---|\n",
    );
    for id in DiagnosticId::ALL {
        let name = id.as_str();
        let first = id.explanation().trim().lines().next().unwrap_or_default().trim().to_owned();
        page.push_str(&format!("| [`{name}`](#{name}) | {} | {first} |\n", id.example().severity.as_str()));
    }
    for id in DiagnosticId::ALL {
        let example = id.example();
        let meaning: Vec<&str> = id.explanation().lines().map(str::trim).collect();
        page.push_str(&format!(
            "\n## {}\n\n*{}.* {} {}\n\n",
            id.as_str(),
            capital(example.severity.as_str()),
            meaning.join(" ").trim(),
            example.why
        ));
        match example.shown {
            Shown::File { file, bad, mended, also } => {
                page.push_str(&format!("Bad, in `{file}`:\n\n{}", block(file, bad)));
                page.push_str(&format!("\nMended:\n\n{}", block(file, mended)));
                for (file, text) in also {
                    page.push_str(&format!("\nBoth with `{file}`:\n\n{}", block(file, text)));
                }
            }
            Shown::Words { bad, mended } => page.push_str(&format!("Bad: {bad}\n\nMended: {mended}\n")),
        }
    }
    page
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text may hold a block of its own, so that its fence must be longer.
fn block(file: &str, text: &str) -> String {
    if text == NOTHING {
        return "(the file is not there)\n".to_owned();
    }
    let language = file.rsplit('.').next().filter(|ending| matches!(*ending, "md" | "yaml" | "html" | "svg")).unwrap_or("text");
    format!("````{language}\n{}\n````\n", text.trim_end_matches('\n'))
}
