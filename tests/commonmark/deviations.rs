//! What differs by design.

/// The examples of a specification that differ.
pub struct Deviations {
    /// The examples whose HTML differs, with the reason.
    pub html: &'static [(u32, &'static str)],
    /// The examples in which something is reported, by the id of the diagnostic.
    pub diagnostics: &'static [(&'static str, &'static [u32])],
}

const EMPTY_LINK: &str = "a link without an address leads to the beginning of its page, `#`";

pub const COMMONMARK: Deviations = Deviations {
    html: &[(200, EMPTY_LINK), (485, EMPTY_LINK), (486, EMPTY_LINK), (487, EMPTY_LINK), (567, EMPTY_LINK)],
    diagnostics: &[
        // Schemes other than http, https, mailto and tel.
        ("link-scheme", &[596, 598, 599, 601]),
        // Images are files of the hub; these have addresses of a site or lie nowhere.
        ("missing-image", &[572, 574, 575, 579, 581, 582, 583, 584, 585, 586, 587, 588, 589, 591]),
        // Everything that the specification passes through as HTML, comments alone excepted.
        (
            "raw-html",
            &[
                21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170,
                171, 172, 173, 174, 175, 176, 177, 178, 180, 181, 182, 184, 185, 186, 187, 188, 189, 190, 191, 201, 344, 475, 476, 477,
                491, 494, 524, 536, 613, 614, 615, 616, 617, 623, 626, 627, 628, 629, 630, 631, 642, 643,
            ],
        ),
    ],
};

pub const GFM: Deviations = Deviations { html: &[], diagnostics: &[] };
