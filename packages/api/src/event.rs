//! Typed events: one struct a fact, written by a contract and read by the keeper.
//!
//! An event's type is `<contract>_<fact>`, past tense; the chain puts `wasm-` before it. A reader must look at
//! `_contract_address` too, which the chain sets and a contract cannot: anyone can emit an event of the same name
//! (acceptance X80), so [`read`](TypedEvent::read) takes the address that may speak.

use cosmwasm_std::Event;

/// An event that is a struct.
pub trait TypedEvent: Sized {
    /// The type as the contract names it, without the chain's `wasm-`.
    const TYPE: &'static str;

    /// Reads the event if it is of this type and was emitted by `contract`; an attribute that is missing or cannot
    /// be parsed makes it not such an event.
    fn read(event: &Event, contract: &str) -> Option<Self>;

    /// All events of this type that `contract` emitted, in order.
    fn read_all(events: &[Event], contract: &str) -> Vec<Self> {
        events.iter().filter_map(|event| Self::read(event, contract)).collect()
    }
}

/// Declares event structs: `typed_event! { /// doc  Name = "contract_fact" { field: Type, … } }`.
/// Every field's type must be `Display` and `FromStr`; hashes are lower-case hex strings, addresses `String`s.
#[macro_export]
macro_rules! typed_event {
    ($($(#[$doc:meta])* $name:ident = $ty:literal { $($(#[$fdoc:meta])* $field:ident : $fty:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: $fty,)*
        }

        impl From<$name> for cosmwasm_std::Event {
            fn from(event: $name) -> Self {
                cosmwasm_std::Event::new($ty)$(.add_attribute(stringify!($field), event.$field.to_string()))*
            }
        }

        impl $crate::event::TypedEvent for $name {
            const TYPE: &'static str = $ty;

            fn read(event: &cosmwasm_std::Event, contract: &str) -> Option<Self> {
                if event.ty.strip_prefix("wasm-") != Some($ty) {
                    return None;
                }
                let value = |key: &str| {
                    event.attributes.iter().find(|attribute| attribute.key == key).map(|found| found.value.as_str())
                };
                if value("_contract_address") != Some(contract) {
                    return None;
                }
                Some(Self { $($field: value(stringify!($field))?.parse().ok()?,)* })
            }
        }
    )*};
}

#[cfg(test)]
mod tests {
    use super::*;

    typed_event! {
        /// A sample.
        SampleHappened = "sample_happened" {
            /// A number.
            run: u64,
            /// A text.
            who: String,
        }
    }

    #[test]
    fn an_event_comes_back_from_its_own_contract_only() {
        let sample = SampleHappened { run: 7, who: "anna".into() };
        let mut event = Event::from(sample.clone());
        event.ty = format!("wasm-{}", event.ty);
        let event = event.add_attribute("_contract_address", "wasm1a");
        assert_eq!(SampleHappened::read(&event, "wasm1a"), Some(sample));
        assert_eq!(SampleHappened::read(&event, "wasm1b"), None);
    }
}
