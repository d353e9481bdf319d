//! Styles and scripts mention files that are there.

use super::Site;

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let mentions = [(".css", "url("), (".js", "from \""), (".js", "from\""), (".js", "import \""), (".js", "import(\"")];
    for (ending, before) in mentions {
        for (file, text) in site.texts(ending) {
            for (index, _) in text.match_indices(before) {
                // Comments name the modules whose types they mean by their names in the theme.
                let line = text[..index].rsplit('\n').next().unwrap_or_default();
                if ending == ".js" && line.contains('*') {
                    continue;
                }
                let rest = text[index + before.len()..].trim_start_matches('"');
                let Some(link) = rest.split(['"', ')', '\n']).next().filter(|link| ending == ".css" || link.starts_with('.')) else {
                    continue;
                };
                if link.starts_with("data:") || link.starts_with('#') {
                    continue;
                }
                let target = site.address(file).join(link).ok().and_then(|address| site.file_of(&address));
                if !target.is_some_and(|target| site.files.contains_key(&target)) {
                    problems.push(format!("{file}: '{link}' leads to no file"));
                }
            }
        }
    }
}
