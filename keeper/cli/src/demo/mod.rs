//! The story of a film, told on the embedded chain: made, paid, divided, delivered.
//!
//! The devnet and the keeper are processes of their own, as a studio runs them; the keeper is killed with SIGKILL
//! between two sets and started again. Both end when this process does, however it ends: they watch their standard
//! input. What is reported is read back from the chain.

mod audit;
mod child;
mod narrator;
mod stage;
mod story;
pub mod summary;

use std::time::Instant;

use anyhow::Context;

use crate::{
    amount,
    cmd::demo::Args,
    ctx::Ctx,
    exit::{Exit, Failure},
    holders,
    output::Output,
    plan::Plan,
    receipts,
    report::{self, Data},
};
use narrator::Narrator;
use stage::Stage;
use summary::Summary;

/// Tells it.
///
/// # Errors
/// A step that failed; exit code 6 where the money does not add up.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let began = Instant::now();
    let (plan, receipts) = args.files();
    let plan = Plan::load(&plan)?;
    let rows = receipts::load(&receipts, &plan.money, &plan.figure_exponents())?;
    let register = holders::load(&args.holders)?;
    crate::forecast::Forecast::new(&plan)?.divide(&rows)?;
    std::fs::create_dir_all(&args.out).with_context(|| format!("cannot make {}", args.out.display()))?;
    let narrator = Narrator::new(!ctx.global.json);
    let told = tokio::select! {
        told = tell(ctx, &args, &plan, &rows, register, narrator) => told,
        () = crate::cmd::keeper::interrupted() => Err(Failure::with(Exit::Interrupted, "interrupted: nothing is left running")),
    };
    let (mut summary, payments) = told?;
    summary.seconds = (began.elapsed().as_secs_f64() * 10.0).round() / 10.0;
    let file = |name: &str| args.out.join(name);
    std::fs::write(file("summary.json"), serde_json::to_vec_pretty(&summary)?)?;
    let data = Data { summary: &summary, plan: &plan, receipts: &rows, payments: &payments };
    std::fs::write(file("report.html"), report::html(&data)?)?;
    let output = show(&summary, &plan)?.line(format!(
        "\nwritten: {} and {}",
        file("summary.json").display(),
        file("report.html").display()
    ));
    if summary.check.ok {
        return Ok(output);
    }
    output.print(ctx.global.json);
    Err(Failure::with(Exit::Money, format!("the money check failed: {}", summary.check.faults.join("; "))))
}

async fn tell(
    ctx: &Ctx,
    args: &Args,
    plan: &Plan,
    rows: &[receipts::Row],
    register: Vec<holders::Holder>,
    narrator: Narrator,
) -> anyhow::Result<(Summary, Vec<u128>)> {
    let mut stage = Stage::set(ctx, args, plan, narrator).await?;
    let told = story::tell(&mut stage, plan, rows, register).await;
    // Even a story that broke off leaves nothing running.
    let struck = stage.strike().await;
    let found = told?;
    struck?;
    Ok(found)
}

fn show(summary: &Summary, plan: &Plan) -> anyhow::Result<Output> {
    let exponent = plan.money.exponent;
    let exact = |units: u128| amount::exact(units, exponent);
    let parties = summary
        .parties
        .iter()
        .map(|party| vec![party.party.clone(), exact(party.entitled), exact(party.credited), exact(party.delivered)])
        .collect();
    let check = &summary.check;
    let rows = vec![
        vec!["paid into the collection account".into(), exact(check.received)],
        vec!["in the parties' wallets".into(), exact(check.parties)],
        vec![format!("in the wallets of {} holders", summary.holders), exact(check.holders)],
        vec!["parked".into(), exact(check.parked)],
        vec!["carried to the next run".into(), exact(check.carry)],
        vec!["held as fractions".into(), exact(check.held)],
    ];
    let verdict = if check.ok {
        format!("The money check holds: {} = {}, to the last unit.", exact(check.received), exact(check.right()))
    } else {
        format!("THE MONEY CHECK DOES NOT HOLD: {}", check.faults.join("; "))
    };
    let gas = summary
        .gas
        .iter()
        .map(|(message, gas)| {
            let each = gas.gas / u64::from(gas.transactions.max(1));
            let group = |number: u64| amount::group(&number.to_string());
            vec![message.clone(), gas.transactions.to_string(), group(gas.gas), group(each)]
        })
        .collect();
    Ok(Output::of(summary)?
        .line(format!("\n{}: who was paid what, in {}", summary.title, summary.symbol))
        .rows(&["party", "entitled", "credited", "delivered"], parties)
        .rows(&["where the money is", "amount"], rows)
        .line(verdict)
        .line(format!(
            "{} runs in {} transaction sets, {} blocks; the keeper was killed and started again {}; {:.1} s",
            summary.runs,
            summary.sets,
            summary.blocks,
            if summary.keeper_restarts == 1 { "once".into() } else { format!("{} times", summary.keeper_restarts) },
            summary.seconds
        ))
        .rows(&["message", "transactions", "gas", "each"], gas))
}
