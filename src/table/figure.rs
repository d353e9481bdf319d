//! Numbers and amounts as spreadsheets and people write them.

use super::Problem;

const HELP: &str = "Write thousands without a mark, such as 1234, and fractions with a point, such as 1.5.";

/// Returns a number as the format writes it: `1 234,5` and `1,234.5` become `1234.5`.
pub(super) fn number(text: &str) -> Result<String, Problem> {
    let wrong = || Problem::invalid(format!("'{text}' is not a number."), HELP);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (commas, points) = (digits.matches(',').count(), digits.matches('.').count());
    let last = digits.rfind([',', '.']);
    let decimal = match (commas, points) {
        (1, 0) if last.is_some_and(|at| digits.len() - at == 4 && (1..=3).contains(&at)) && !digits.starts_with('0') => {
            return Err(Problem::invalid(format!("'{text}' could be thousands or a fraction."), HELP));
        }
        (1, 0) | (0, 1) => last,
        (0, _) | (_, 0) => None,
        _ => last,
    };
    let (whole, fraction) = decimal.map_or((digits, None), |at| (&digits[..at], Some(&digits[at + 1..])));
    let groups: Vec<&str> = whole.split(|c: char| is_space(c) || matches!(c, ',' | '.')).collect();
    let mut marks = whole.chars().filter(|c| !c.is_ascii_digit());
    let grouped = groups.len() == 1
        || ((1..=3).contains(&groups[0].len())
            && groups[1..].iter().all(|group| group.len() == 3)
            && marks.next().is_some_and(|first| marks.all(|mark| mark == first)));
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !grouped || !groups.iter().all(|group| plain(group)) || fraction.is_some_and(|fraction| !plain(fraction)) {
        return Err(wrong());
    }
    let value: f64 = format!("{}.{}", groups.concat(), fraction.unwrap_or("0")).parse().map_err(|_| wrong())?;
    if value.is_finite() { Ok(format!("{sign}{value}")) } else { Err(wrong()) }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Returns money as the format writes it: `80 000 zł` becomes `{amount: 80000, currency: PLN}`.
pub(super) fn money(text: &str) -> Result<String, Problem> {
    let help = "Write 50000, 80000 PLN, or 10000-50000 PLN.";
    let wrong = |_| Problem::invalid(format!("'{text}' is not an amount."), help);
    let (rest, currency) = currency(text).ok_or_else(|| Problem::invalid(format!("'{text}' names several currencies."), help))?;
    let rest = rest.trim();
    let bounded = |word: &[&str]| {
        let lower = rest.to_lowercase();
        let found = word.iter().find(|word| lower.strip_prefix(**word).is_some_and(|rest| rest.starts_with([' ', '\u{a0}'])))?;
        rest.get(found.len()..).map(str::trim)
    };
    let range = |min: Option<String>, max: Option<String>| {
        let bound = |name: &str, value: Option<String>| value.map(|value| format!("{name}: {value}, ")).unwrap_or_default();
        format!("{{{}{}currency: {currency}}}", bound("min", min), bound("max", max))
    };
    if let Some(most) = bounded(&["do", "up to", "max"]) {
        return Ok(range(None, Some(number(most).map_err(wrong)?)));
    }
    if let Some(least) = bounded(&["od", "from", "min"]) {
        return Ok(range(Some(number(least).map_err(wrong)?), None));
    }
    if let Some((min, max)) = rest.split_once(['–', '—']).or_else(|| rest.split_once('-').filter(|(min, _)| !min.is_empty())) {
        return Ok(range(Some(number(min.trim()).map_err(wrong)?), Some(number(max.trim()).map_err(wrong)?)));
    }
    let amount = number(rest)?;
    Ok(if currency == "EUR" { amount } else { format!("{{amount: {amount}, currency: {currency}}}") })
}

/// Takes the currency out of an amount: a code of three letters or a sign; without one it is EUR.
fn currency(text: &str) -> Option<(String, String)> {
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let signs = text.replace("zł", " PLN ").replace('€', " EUR ");
    let codes: Vec<&str> = signs.split([' ', '\u{a0}']).filter(|word| is_code(word)).collect();
    let rest: Vec<&str> = signs.split([' ']).filter(|word| !word.is_empty() && !is_code(word)).collect();
    match codes.as_slice() {
        [] => Some((text.to_owned(), "EUR".to_owned())),
        [first, others @ ..] if others.iter().all(|other| other == first) => Some((rest.join(" "), (*first).to_owned())),
        _ => None,
    }
}
