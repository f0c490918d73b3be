use super::error::{Fault, Outcome};

/// Flat cost of a read.
pub const READ_FLAT: u64 = 1_000;
/// Cost of each byte read, key included.
pub const READ_BYTE: u64 = 3;
/// Flat cost of a write.
pub const WRITE_FLAT: u64 = 2_000;
/// Cost of each byte written, key included.
pub const WRITE_BYTE: u64 = 30;
/// Cost of asking whether a key is there.
pub const HAS: u64 = 1_000;
/// Cost of a deletion.
pub const DELETE: u64 = 1_000;
/// Flat cost of a step of an iterator.
pub const ITER_NEXT: u64 = 30;

/// CosmWasm gas in one unit of SDK gas (wasmd's `DefaultGasMultiplier`).
pub const VM_MULTIPLIER: u64 = 140_000;
/// Loading a contract.
pub const INSTANCE: u64 = 60_000;
/// Loading a contract whose code this transaction already loaded, or that is pinned; also every reply.
pub const INSTANCE_DISCOUNT: u64 = 2_000;
/// Compiling, per byte of wasm.
pub const COMPILE_BYTE: u64 = 3;
/// Bytes of attributes that cost nothing.
pub const FREE_ATTRIBUTE_BYTES: u64 = 100;
/// Cost of an attribute.
pub const ATTRIBUTE: u64 = 10;
/// Cost of a byte of attributes past the free ones, and of an event's type.
pub const ATTRIBUTE_BYTE: u64 = 1;
/// Cost of a typed event.
pub const CUSTOM_EVENT: u64 = 20;

/// Limit of a meter without limit.
pub const INFINITE: u64 = u64::MAX;

/// Counts SDK gas against a limit. What is consumed may pass the limit by the charge that broke it, as in the SDK.
#[derive(Clone, Debug)]
pub struct Meter {
    limit: u64,
    used: u64,
}

impl Meter {
    /// A fresh meter.
    pub fn new(limit: u64) -> Self {
        Self { limit, used: 0 }
    }

    /// The limit, [`INFINITE`] if none.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// What was consumed, possibly more than the limit.
    pub fn used(&self) -> u64 {
        self.used
    }

    /// Nothing left.
    pub fn is_out(&self) -> bool {
        self.limit != INFINITE && self.used >= self.limit
    }

    /// What is left.
    pub fn left(&self) -> u64 {
        self.limit.saturating_sub(self.used)
    }

    /// Consumes, and faults when that passes the limit.
    pub fn consume(&mut self, amount: u64, place: &'static str) -> Outcome<()> {
        self.used = self.used.saturating_add(amount);
        if self.limit != INFINITE && self.used > self.limit {
            return Err(Fault::OutOfGas(place));
        }
        Ok(())
    }
}

/// Length as gas arithmetic wants it.
pub fn bytes(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}

/// What unpacking a gzip archive costs: 0.15 a byte of the archive.
pub fn uncompress(archive_len: usize) -> u64 {
    bytes(archive_len).saturating_mul(15) / 100
}

/// What loading a contract costs.
pub fn setup(discount: bool) -> u64 {
    if discount {
        INSTANCE_DISCOUNT
    } else {
        INSTANCE
    }
}

/// What the events of a contract cost: `attributes` are those of its plain event, `events` the typed ones. The free
/// bytes are shared by all.
pub fn contract_events<'a, A, E, B>(attributes: A, events: E) -> u64
where
    A: IntoIterator<Item = (&'a str, &'a str)>,
    E: IntoIterator<Item = (&'a str, B)>,
    B: IntoIterator<Item = (&'a str, &'a str)>,
{
    let mut free = FREE_ATTRIBUTE_BYTES;
    let mut gas = attributes_cost(attributes, &mut free);
    for (kind, attributes) in events {
        gas += CUSTOM_EVENT + bytes(kind.len()) * ATTRIBUTE_BYTE;
        gas += attributes_cost(attributes, &mut free);
    }
    gas
}

fn attributes_cost<'a>(attributes: impl IntoIterator<Item = (&'a str, &'a str)>, free: &mut u64) -> u64 {
    let (mut count, mut len) = (0u64, 0u64);
    for (key, value) in attributes {
        count += 1;
        len += bytes(key.len()) + bytes(value.len());
    }
    let paid = len.saturating_sub(*free);
    *free = free.saturating_sub(len);
    paid * ATTRIBUTE_BYTE + count * ATTRIBUTE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_shows_how_far_the_last_charge_went_over() {
        let mut meter = Meter::new(10);
        assert!(meter.consume(10, "a").is_ok());
        assert!(meter.is_out());
        assert_eq!(meter.consume(5, "b"), Err(Fault::OutOfGas("b")));
        assert_eq!((meter.used(), meter.left()), (15, 0));
    }

    #[test]
    fn the_free_bytes_of_attributes_are_shared_by_all_events() {
        let long = "x".repeat(60);
        let plain = [("k", long.as_str())];
        let typed = [("wasm-a", [("k", long.as_str())])];
        // 61 of 100 free bytes, then 39 of the 61 that follow.
        assert_eq!(contract_events(plain, typed), 10 + 20 + 6 + 10 + 22);
    }
}
