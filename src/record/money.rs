//! Amounts of money.

/// An amount or a range of amounts, never negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// Exactly so much.
    Exact(f64),
    /// At least, at most, or both.
    Range {
        /// At least so much.
        min: Option<f64>,
        /// At most so much.
        max: Option<f64>,
    },
}

/// Money in a currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// How much.
    pub amount: Amount,
    /// The currency's ISO 4217 code.
    pub currency: Box<str>,
}

impl Money {
    /// Returns the amount that it counts as in orders and ranges: the exact one, else the most, else the least.
    pub fn figure(&self) -> f64 {
        match self.amount {
            Amount::Exact(amount) => amount,
            Amount::Range { min, max } => max.or(min).unwrap_or(0.0),
        }
    }
}
