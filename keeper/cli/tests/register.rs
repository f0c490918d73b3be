//! The register of holders that ships.

use backlot_cli::{holders, plan::Plan};

#[test]
fn the_shipped_register_is_two_thousand_wallets_sorted_by_canonical_address() {
    let text = include_str!("../../../examples/night-ferry/holders.csv");
    let holders = holders::parse("holders.csv", text).unwrap();
    assert_eq!(holders.len(), 2_000);
    assert!(holders.windows(2).all(|pair| pair[0].canonical < pair[1].canonical));
    let plan = Plan::parse("film.toml", include_str!("../../../examples/night-ferry/film.toml")).unwrap();
    let cap = plan.series[0].cap.value;
    assert!(holders.iter().map(|holder| holder.units).sum::<u128>() < cap);
}
