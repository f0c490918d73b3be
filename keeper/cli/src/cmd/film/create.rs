//! `backlot film create`: one message of the studio makes everything.

use std::path::Path;

use backlot_api::{
    event::TypedEvent,
    studio::{self, Film, StudioFilmCreated},
};
use serde_json::json;

use crate::{
    ctx::{call, Ctx, Sent, Session},
    forecast::Forecast,
    output::Output,
    plan::Plan,
};

/// Runs it.
///
/// # Errors
/// Faults in the plan; the studio's refusal.
pub async fn run(ctx: &Ctx, file: &Path) -> anyhow::Result<Output> {
    let plan = Plan::load(file)?;
    Forecast::new(&plan)?;
    let wire = plan.to_wire(&|name| ctx.resolve(name))?;
    let session = ctx.session()?;
    if !ctx.global.dry_run {
        let (series, parties) = (wire.series.len(), plan.parties.len());
        ctx.confirm(&format!("Make the film `{}` with {series} series and {parties} parties?", plan.film.value))?;
    }
    let (sent, film) = create(ctx, &session, &plan.film.value, wire).await?;
    let output = Output::of(&json!({ "tx": sent, "film": film }))?.line(sent.line());
    Ok(match film {
        Some(film) => output.facts(super::show::facts(&film)),
        None => output,
    })
}

/// Makes the film; none for it in a dry run.
///
/// # Errors
/// The studio's refusal.
pub async fn create(
    ctx: &Ctx,
    session: &Session,
    film: &str,
    plan: studio::FilmPlan,
) -> anyhow::Result<(Sent, Option<Film>)> {
    let studio = ctx.deployment()?.studio;
    let msg = studio::ExecuteMsg::CreateFilm { film: film.to_string(), plan };
    let purpose = format!("studio.create_film {film}");
    let (sent, outcome) = session.send(&purpose, &[call(&studio, &msg, Vec::new())?]).await?;
    let Some(outcome) = outcome else { return Ok((sent, None)) };
    // The event is a hint; what the registry says is the truth (acceptance X80).
    anyhow::ensure!(
        !StudioFilmCreated::read_all(&outcome.events, &studio).is_empty(),
        "the studio's event is missing from {}",
        outcome.hash
    );
    let made: Film = session.reader.ask(&studio, &studio::QueryMsg::Film { film: film.to_string() }).await?;
    Ok((sent, Some(made)))
}
