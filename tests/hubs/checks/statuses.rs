//! What is shown as open is known to be open: its window holds the day of the build.

use super::Site;

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let today = site.today.as_str();
    for (file, page) in &site.pages {
        for (status, opens, closes) in &page.statuses {
            // A day, or a day and an hour: both begin with the day.
            let day = |bound: &Option<String>| bound.as_ref().map(|bound| bound.chars().take(10).collect::<String>());
            let (opens, closes) = (day(opens), day(closes));
            let has_opened = opens.as_deref().is_none_or(|opens| opens <= today);
            let has_closed = closes.as_deref().is_some_and(|closes| closes < today);
            let agrees = match status.as_str() {
                "open" | "closing-soon" => has_opened && !has_closed && (opens.is_some() || closes.is_some()),
                "upcoming" => !has_opened,
                "closed" => has_closed,
                _ => false,
            };
            if !agrees {
                problems.push(format!("{file}: shown as '{status}' with the window {opens:?} to {closes:?} on {today}"));
            }
        }
    }
}
