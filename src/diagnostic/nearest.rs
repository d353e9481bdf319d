//! The nearest known name to one that is not known.

/// Returns the candidate that differs least from `name`, if one is near enough to be meant.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = name.to_lowercase();
    let allowed = (wanted.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns the help text for a name that is not known: the nearest one, else a short list of all.
pub fn did_you_mean<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str> + Clone) -> Option<String> {
    if let Some(candidate) = nearest(name, candidates.clone()) {
        return Some(format!("Did you mean '{candidate}'?"));
    }
    let all: Vec<&str> = candidates.into_iter().take(25).collect();
    match all.len() {
        0 => None,
        25 => Some(format!("Among the known ones are: {}, …", all[..12].join(", "))),
        _ => Some(format!("Known are: {}", all.join(", "))),
    }
}
