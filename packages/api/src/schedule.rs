//! The agreement of a film's parties: who they are, and the recoupment schedule that divides what comes in.
//!
//! Every amount is in base units of the film's denom, every rate in hundredths of a percent (10,000 is the whole), every
//! day a number of days since 1970-01-01 (UTC). Ids are 1–32 of a–z, 0–9 and `-`.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

/// What the parties agree on.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Who is paid.
    #[serde(deserialize_with = "crate::apart")]
    pub parties: Vec<Party>,
    /// How.
    #[serde(deserialize_with = "crate::apart")]
    pub schedule: Schedule,
    /// Of the parties that an amendment cannot hurt, so many hundredths of a percent (by head) must consent to it too.
    pub quorum: u16,
}

/// A party to the schedule.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Unique in the film.
    pub id: String,
    /// Who gets its money.
    #[serde(deserialize_with = "crate::apart")]
    pub payee: Payee,
    /// What it put into the film: the base of caps in percent.
    pub invested: Option<Uint128>,
    /// Credited at once, paid out from this day on.
    pub held_until: Option<u32>,
    /// Who consents to amendments for it; the payee's wallet where none is named. A party with neither has no voice.
    pub voice: Option<String>,
}

/// Who gets a party's money.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Payee {
    /// A wallet, through the interchange.
    Wallet {
        /// Its address.
        address: String,
    },
    /// The holders of a token series, through a distribution run of `returns`.
    Series {
        /// Its number in the film.
        series: u8,
    },
    /// Another film of the same owner: its collection account receives the money as a receipt of a source of its own.
    Film {
        /// The other film's collection account.
        account: String,
        /// The source there.
        source: String,
    },
}

/// A recoupment schedule.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Figures that the owner attests over time, as `admissions` or `box-office`: they only grow.
    pub figures: Vec<String>,
    /// Tables, each with tiers of its own.
    #[serde(deserialize_with = "crate::apart")]
    pub tables: Vec<Table>,
    /// Where receipts come from, and what is taken off the top of each.
    #[serde(deserialize_with = "crate::apart")]
    pub sources: Vec<Source>,
}

/// A table of tiers: cinema, television, platforms, a territory.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Unique in the film.
    pub id: String,
    /// What comes in runs through these in order: what one cannot take goes on to the next. The last one is open.
    #[serde(deserialize_with = "crate::apart")]
    pub tiers: Vec<Tier>,
}

/// A source of receipts.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Unique in the film.
    pub id: String,
    /// The table it pays into.
    pub table: String,
    /// Taken in order before anything reaches the table.
    #[serde(deserialize_with = "crate::apart")]
    pub off_the_top: Vec<Deduction>,
}

/// A deduction off the top.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Deduction {
    /// A percentage of the gross: commission, collection fee, residuals, support by brackets.
    Percent {
        /// Who gets it.
        party: String,
        /// The rate from each volume of this source on; the first from 0.
        steps: Vec<Step>,
        /// At least this in every calendar year (UTC) with receipts, as far as they suffice.
        yearly_minimum: Option<Uint128>,
    },
    /// Expenses as spent and approved: everything that is left of receipts, until all that is approved is recovered.
    Expenses {
        /// Who gets it.
        party: String,
        /// Most that can ever be approved.
        cap: Uint128,
    },
    /// Money set aside until a day; then it flows into the source's table.
    Reserve {
        /// Of the gross.
        bps: u16,
        /// Most that is ever set aside.
        cap: Option<Uint128>,
        /// Released from this day on.
        until: u32,
    },
}

/// A rate from some amount on.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// From this amount on.
    pub from: Uint128,
    /// Of what lies above it, until the next step.
    pub bps: u16,
}

/// One step of the waterfall.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Unique in the film.
    pub id: String,
    /// Money passes by until this holds; then it is open for good.
    #[serde(deserialize_with = "crate::apart")]
    pub opens: Option<When>,
    /// Who shares in it, pari passu by weight. Who has reached the cap drops out; the others share on.
    #[serde(deserialize_with = "crate::apart")]
    pub shares: Vec<Share>,
    /// Escalators: from each on, the shares have other weights. They come in order.
    #[serde(deserialize_with = "crate::apart")]
    pub escalators: Vec<Escalator>,
    /// The tier ends for good when this holds. None: when all its caps are full.
    #[serde(deserialize_with = "crate::apart")]
    pub ends: Option<When>,
}

/// A share in a tier.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Who; once in a tier.
    pub party: String,
    /// Weight against the others' weights; above zero.
    pub weight: u32,
    /// At most this in this tier. None: open.
    #[serde(deserialize_with = "crate::apart")]
    pub cap: Option<Cap>,
}

/// How much a share can get in its tier.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Cap {
    /// One limit.
    Only(Limit),
    /// The lesser of two.
    Lesser(Limit, Limit),
    /// The greater of two.
    Greater(Limit, Limit),
}

/// A limit as the trade writes it.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Limit {
    /// An amount.
    Amount {
        /// How much.
        amount: Uint128,
    },
    /// A percentage of what the party put in, as 12,000 for 120 %.
    Invested {
        /// Hundredths of a percent.
        bps: u32,
    },
    /// Principal and interest, actual/365, on what is outstanding since each draw-down; interest is paid first.
    Loan {
        /// What was drawn, and when; days ascend.
        draws: Vec<Draw>,
        /// A year.
        bps: u32,
        /// Interest that is unpaid after each 365 days from the first draw-down bears interest.
        compound: bool,
    },
    /// Piecewise linear in an attested figure, as support money is.
    Brackets {
        /// Which.
        figure: String,
        /// Rates; the first from 0.
        steps: Vec<Step>,
    },
    /// What another film of the same owner has not recouped yet. The party's payee is that film.
    Deficit {},
}

/// A draw-down of a loan.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Draw {
    /// On this day.
    pub day: u32,
    /// So much.
    pub amount: Uint128,
}

/// From a condition on, other weights.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Escalator {
    /// From when.
    #[serde(deserialize_with = "crate::apart")]
    pub when: When,
    /// One a share, in their order; above zero.
    pub weights: Vec<u32>,
}

/// Conditions together. Whatever once held holds for good.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum When {
    /// One of them.
    Any(Vec<Condition>),
    /// Each of them.
    All(Vec<Condition>),
}

/// A condition.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Condition {
    /// All caps of this tier are full. Of an end only.
    Full {},
    /// These parties together have received so much in these tiers, of any tables.
    Received {
        /// Parties; empty for all.
        parties: Vec<String>,
        /// Tiers; empty for all.
        tiers: Vec<String>,
        /// Together.
        amount: Uint128,
    },
    /// These sources together have received so much gross.
    Gross {
        /// Sources; empty for all.
        sources: Vec<String>,
        /// Together.
        amount: Uint128,
    },
    /// An attested figure has reached so much.
    Figure {
        /// Which.
        figure: String,
        /// So much.
        reaches: Uint128,
    },
    /// The day has come.
    Day {
        /// From this one on.
        from: u32,
    },
    /// Other tiers have ended.
    Ended {
        /// All of these.
        tiers: Vec<String>,
    },
}
