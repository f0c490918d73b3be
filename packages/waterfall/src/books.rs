//! What is remembered of the receipts so far. The head is read and written by every receipt; the tiers lie in pages of
//! a few, and a receipt reads and writes only the pages of the tiers that it touches.

use alloc::{vec, vec::Vec};

use crate::{schedule::Deduction, Schedule};

/// Tiers in one page.
pub const PAGE: usize = 4;

/// Sums over everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Latest day on which anything happened.
    pub day: u32,
    /// Gross of each source.
    pub gross: Vec<u128>,
    /// Off the top, by source and deduction.
    pub deducted: Vec<Vec<Deducted>>,
    /// Credited to each party.
    pub credited: Vec<u128>,
    /// Accumulators of the schedule's totals.
    pub totals: Vec<u128>,
    /// Figures as attested.
    pub figures: Vec<u128>,
    /// What other films have not recouped: the latest reading less what was paid to them since.
    pub deficits: Vec<u128>,
    /// Tiers that have opened; those without a condition are not in it.
    pub opened: u64,
    /// Tiers that have ended.
    pub ended: u64,
}

/// A deduction's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deducted {
    /// A percentage.
    Percent {
        /// Taken so far.
        taken: u128,
        /// It has come to so much more, which receipts did not suffice for.
        arrears: u128,
    },
    /// A percentage with a yearly minimum.
    Yearly {
        /// Taken so far.
        taken: u128,
        /// Calendar year of the latest receipt.
        year: u32,
        /// What the percentage has come to in that year, arrears of the year before included.
        due: u128,
        /// Taken in that year.
        in_year: u128,
    },
    /// Expenses.
    Expenses {
        /// Recovered so far.
        taken: u128,
        /// Approved so far.
        approved: u128,
    },
    /// A reserve.
    Reserve {
        /// Set aside so far.
        taken: u128,
        /// Released so far.
        released: u128,
        /// It has come to so much more within its cap, which receipts did not suffice for.
        arrears: u128,
    },
}

impl Deducted {
    /// Taken so far.
    pub fn taken(&self) -> u128 {
        match self {
            Self::Percent { taken, .. }
            | Self::Yearly { taken, .. }
            | Self::Expenses { taken, .. }
            | Self::Reserve { taken, .. } => *taken,
        }
    }
}

/// A tier's account. It fills in stretches: within one, weights and the shares that take part stay as they are, and each
/// share holds the floor of its part of what entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierBook {
    /// Escalators in force.
    pub step: u8,
    /// Shares that take part in this stretch.
    pub active: u64,
    /// Entered in this stretch.
    pub entered: u128,
    /// Paid to each share before this stretch.
    pub base: Vec<u128>,
    /// Of each share with a loan, in order.
    pub loans: Vec<LoanBook>,
}

/// A loan's account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoanBook {
    /// Accrued until this day.
    pub day: u32,
    /// Draw-downs so far.
    pub drawn: u8,
    /// Outstanding principal.
    pub principal: u128,
    /// Interest due, whole units.
    pub interest: u128,
    /// Fraction of a unit of interest, in 3,650,000ths.
    pub fraction: u32,
}

impl LoanBook {
    /// Principal and interest.
    pub fn outstanding(&self) -> u128 {
        self.principal.saturating_add(self.interest)
    }
}

/// A page of tiers.
pub type Page = Vec<TierBook>;

/// Where pages lie until they are asked for.
pub trait Shelf {
    /// The page of this number; none where the books are damaged.
    fn page(&self, number: usize) -> Option<Page>;
}

/// Nothing lies anywhere: all pages are at hand.
impl Shelf for () {
    fn page(&self, _: usize) -> Option<Page> {
        None
    }
}

/// The books of a film.
#[derive(Clone)]
pub struct Books<'a> {
    /// Sums over everything.
    pub head: Head,
    pages: Vec<Option<Page>>,
    changed: Vec<bool>,
    shelf: &'a dyn Shelf,
}

impl core::fmt::Debug for Books<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Books").field("head", &self.head).field("pages", &self.pages).finish()
    }
}

impl Books<'static> {
    /// Nothing received yet; all pages are at hand.
    pub fn start(schedule: &Schedule) -> Self {
        let tiers: Vec<TierBook> = schedule.tiers.iter().map(TierBook::start).collect();
        let pages: Vec<Option<Page>> = tiers.chunks(PAGE).map(|page| Some(page.to_vec())).collect();
        Self { head: Head::start(schedule), changed: vec![true; pages.len()], pages, shelf: &() }
    }
}

impl Books<'static> {
    /// Books of which everything is at hand, and new.
    pub(crate) fn whole(head: Head, pages: Vec<Page>) -> Self {
        Self { head, changed: vec![true; pages.len()], pages: pages.into_iter().map(Some).collect(), shelf: &() }
    }
}

impl<'a> Books<'a> {
    /// Books whose pages are fetched when they are needed.
    pub fn open(schedule: &Schedule, head: Head, shelf: &'a dyn Shelf) -> Self {
        let pages = schedule.tiers.len().div_ceil(PAGE);
        Self { head, pages: vec![None; pages], changed: vec![false; pages], shelf }
    }

    /// Number and page of all that changed since they were opened, or are new.
    pub fn changed(&self) -> impl Iterator<Item = (usize, &Page)> {
        let pages = self.pages.iter().zip(&self.changed).enumerate();
        pages.filter_map(|(number, (page, changed))| page.as_ref().filter(|_| *changed).map(|page| (number, page)))
    }

    /// A tier's account.
    pub fn tier(&mut self, tier: usize) -> Option<&TierBook> {
        self.fetch(tier)?.get(tier.checked_rem(PAGE)?)
    }

    /// A tier's account, to change it.
    pub(crate) fn tier_mut(&mut self, tier: usize) -> Option<&mut TierBook> {
        let number = tier.checked_div(PAGE)?;
        self.fetch(tier)?;
        *self.changed.get_mut(number)? = true;
        self.pages.get_mut(number)?.as_mut()?.get_mut(tier.checked_rem(PAGE)?)
    }

    fn fetch(&mut self, tier: usize) -> Option<&Page> {
        self.page(tier.checked_div(PAGE)?)
    }

    /// A page, fetched where it is not at hand.
    pub(crate) fn page(&mut self, number: usize) -> Option<&Page> {
        let page = self.pages.get_mut(number)?;
        if page.is_none() {
            *page = Some(self.shelf.page(number)?);
        }
        page.as_ref()
    }
}

impl Head {
    fn start(schedule: &Schedule) -> Self {
        let deducted = schedule.sources.iter().map(|source| source.deductions.iter().map(Deducted::start).collect());
        Self {
            day: 0,
            gross: vec![0; schedule.sources.len()],
            deducted: deducted.collect(),
            credited: vec![0; schedule.parties],
            totals: vec![0; schedule.totals.len()],
            figures: vec![0; schedule.figures],
            deficits: vec![0; schedule.films.len()],
            opened: 0,
            ended: 0,
        }
    }
}

impl Deducted {
    fn start(deduction: &Deduction) -> Self {
        match deduction {
            Deduction::Percent { minimum: 0, .. } => Self::Percent { taken: 0, arrears: 0 },
            Deduction::Percent { .. } => Self::Yearly { taken: 0, year: 0, due: 0, in_year: 0 },
            Deduction::Expenses { .. } => Self::Expenses { taken: 0, approved: 0 },
            Deduction::Reserve { .. } => Self::Reserve { taken: 0, released: 0, arrears: 0 },
        }
    }
}

impl TierBook {
    pub(crate) fn start(tier: &crate::schedule::Tier) -> Self {
        let loans = tier.shares.iter().filter(|share| share.loan().is_some()).count();
        Self {
            step: 0,
            active: 0,
            entered: 0,
            base: vec![0; tier.shares.len()],
            loans: vec![LoanBook::default(); loans],
        }
    }
}
