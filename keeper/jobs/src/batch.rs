/// How much goes into one transaction: doubled after success, halved where it did not fit, and between the two bounds
/// so found it closes in on the largest size that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    size: u32,
    max: u32,
    /// The largest size that went through since the last bound was found.
    fits: u32,
    /// The least size that did not fit.
    too_much: u32,
}

impl Batch {
    /// From `start` up to `max` items.
    pub fn new(start: u32, max: u32) -> Self {
        let max = max.max(1);
        Self { size: start.clamp(1, max), max, fits: 0, too_much: u32::MAX }
    }

    /// Items in the next transaction.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// A transaction of `used` items went through. Grows only where the size was made use of.
    pub fn grow(&mut self, used: u32) {
        self.fits = self.fits.max(used);
        if used >= self.size {
            // Half-way to what did not fit; without such a bound that is far, and doubling is all there is.
            let between = used / 2 + self.too_much / 2 + (used & self.too_much & 1);
            self.size = used.saturating_mul(2).min(between.max(used)).min(self.max);
        }
    }

    /// A transaction of `tried` items did not fit. False where it cannot be smaller.
    pub fn shrink(&mut self, tried: u32) -> bool {
        if tried <= 1 {
            return false;
        }
        self.too_much = tried;
        // What fitted before may not fit this time: items differ.
        self.size = if self.fits < tried { self.fits.max(tried / 2) } else { tried / 2 };
        if self.fits >= tried {
            self.fits = 0;
        }
        true
    }

    /// A transaction took only `through` of its items: more are not worth asking for.
    pub fn cap(&mut self, through: u32) {
        self.size = through.max(1);
        self.fits = self.size;
        self.too_much = self.size.saturating_add(1);
    }

    /// What did not fit may fit now: another run has other holders.
    pub fn forget_bound(&mut self) {
        self.too_much = u32::MAX;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_settles_under_the_bound_without_swinging() {
        let mut batch = Batch::new(4, 200);
        let mut refused = 0;
        for _ in 0..40 {
            let size = batch.size();
            if size > 50 {
                refused += 1;
                assert!(batch.shrink(size));
            } else {
                batch.grow(size);
            }
        }
        assert!(refused <= 5, "64, then half of what is left each time: {refused}");
        assert_eq!(batch.size(), 50);
        assert!(batch.shrink(50), "other items, and not even what fitted before fits");
        assert_eq!(batch.size(), 25);
        assert!(!Batch::new(1, 1).shrink(1));
    }
}
