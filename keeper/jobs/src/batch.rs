/// How much goes into one transaction: doubled after success, halved where it did not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    size: u32,
    max: u32,
    /// What did not fit the last time: not tried again, so that size does not swing around the bound.
    too_much: u32,
}

impl Batch {
    /// From `start` up to `max` items.
    pub fn new(start: u32, max: u32) -> Self {
        let max = max.max(1);
        Self { size: start.clamp(1, max), max, too_much: u32::MAX }
    }

    /// Items in the next transaction.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// A transaction of `used` items went through. Grows only where the size was made use of.
    pub fn grow(&mut self, used: u32) {
        if used >= self.size {
            self.size = self.size.saturating_mul(2).min(self.max).min(self.too_much.saturating_sub(1)).max(1);
        }
    }

    /// A transaction of `tried` items did not fit. False where it cannot be smaller.
    pub fn shrink(&mut self, tried: u32) -> bool {
        if tried <= 1 {
            return false;
        }
        self.too_much = tried;
        self.size = tried / 2;
        true
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
        assert_eq!(refused, 2, "64 does not fit, 32 does, 63 does not, and then it stays");
        assert!(batch.size() <= 50);
        assert!(!Batch::new(1, 1).shrink(1));
    }
}
