//! Sorting by counting: how many there are of each kind says where each kind begins.

/// Turns the numbers of each kind into the places where each begins.
pub(super) fn begin(counts: &mut [u32]) {
    let mut total = 0;
    for count in counts {
        total += std::mem::replace(count, total);
    }
}
