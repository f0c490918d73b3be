//! `make bench`: measures on the devnet with the shipped wasm, prints the table, writes `target/bench/gas.json`, and
//! fails where a goal is missed.

use std::{fs, path::Path, process::ExitCode};

use backlot_tests::{artifacts, devnet::Devnet, gas, World};

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let mut figures = Vec::new();
    let world = World::on(Devnet::ring().await).await;
    figures.extend(gas::of_a_transfer(&world, artifacts::peer_cw20()).await);
    figures.extend(gas::of_the_waterfall(&world).await);
    for (holders, deliver) in [(2_048, 1_024), (20_000, 0), (200_000, 0)] {
        eprintln!("measuring with {holders} holders …");
        figures.extend(gas::of_a_run(&world, holders, deliver).await);
    }
    figures.extend(artifacts::sizes());

    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    fs::create_dir_all(&out)?;
    fs::write(out.join("gas.json"), serde_json::to_vec_pretty(&figures)?)?;
    for figure in &figures {
        let goal = figure.goal.map_or(String::new(), |goal| format!("≤ {goal}"));
        let mark = if figure.met() { " " } else { "✗" };
        println!("{mark} {:<66} {:>10} {:<10} {}", figure.name, figure.value, goal, figure.unit);
    }
    Ok(if figures.iter().all(gas::Figure::met) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
