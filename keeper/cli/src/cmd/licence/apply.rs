//! A file of deals, brought to the chain: what is there is left alone, so it may be repeated.

use std::path::Path;

use backlot_api::{
    licences::{Entitlement, ExecuteMsg},
    rights,
    studio::Film,
};
use cosmwasm_std::Timestamp;
use serde::Serialize;

use super::{
    deals::{Deals, Entitled},
    At,
};
use crate::{
    ctx::{call, Sent, Session},
    exit::Failure,
    output::Output,
};

/// What it brought about.
#[derive(Debug, Default, Serialize)]
struct Applied {
    granted: Vec<String>,
    entitled: Vec<String>,
    there: Vec<String>,
    transactions: Vec<Sent>,
}

impl At<'_> {
    pub(super) async fn apply(&self, film: &Film, file: &Path) -> anyhow::Result<Output> {
        let Deals { licence, entitlement } = Deals::load(file)?;
        let grants: Vec<_> =
            licence.iter().map(|deal| deal.grant(self.ctx, self.exponent)).collect::<anyhow::Result<_>>()?;
        // Record dates of a series ascend.
        let mut days = Vec::new();
        for entitled in entitlement {
            days.push((entitled.record_day()?, entitled));
        }
        days.sort_by_key(|(day, _)| *day);
        let session = self.ctx.session()?;
        let mut done = Applied::default();
        let there = self.all().await?;
        for grant in grants {
            let id = grant.id.clone();
            match there.iter().find(|licence| licence.grant.id == id) {
                Some(licence) if licence.grant == grant => done.there.push(id),
                Some(_) => {
                    let say = "is there with other terms, which never change: end it, and grant another";
                    return Err(Failure::usage(format!("licence `{id}` {say}")));
                }
                None => {
                    let purpose = format!("licences.grant {id}");
                    let msg = call(self.licences, &ExecuteMsg::Grant { licence: grant }, vec![])?;
                    done.transactions.push(session.send(&purpose, &[msg]).await?.0);
                    done.granted.push(id);
                }
            }
        }
        let set = self.set_entitlements().await?;
        for (day, entitled) in days {
            self.entitle(&session, film, (day, entitled), &set, &mut done).await?;
        }
        let line = format!(
            "{} licences granted, {} entitlements set; {} were there already",
            done.granted.len(),
            done.entitled.len(),
            done.there.len()
        );
        let dry = if self.ctx.global.dry_run { "dry run: nothing was sent" } else { "" };
        let lines: Vec<_> = done.transactions.iter().map(Sent::line).collect();
        Ok(Output::of(&done)?.line(lines.join("\n")).line(line).line(dry))
    }

    async fn entitle(
        &self,
        session: &Session,
        film: &Film,
        (day, entitled): (u32, Entitled),
        set: &[Entitlement],
        done: &mut Applied,
    ) -> anyhow::Result<()> {
        let Entitled { id, series, kind, text, .. } = &entitled;
        let token = film.addresses.rights.get(usize::from(*series));
        let token = token.ok_or_else(|| Failure::nothing(format!("{id}: `{}` has no series {series}", film.film)))?;
        let units = entitled.units(self.decimals(token).await?)?;
        let at = Timestamp::from_seconds(u64::from(day) * 86_400);
        let dates = self.record_dates(token).await?;
        let known = dates.iter().find(|entry| entry.at == at);
        let record = known.map_or(dates.len() as u64 + 1, |entry| entry.record);
        let wanted = Entitlement { id: id.clone(), series: *series, units, record, kind: *kind, text: text.clone() };
        if set.contains(&wanted) && known.is_some() {
            done.there.push(id.clone());
            return Ok(());
        }
        if known.is_none() {
            let msg = rights::ExecuteMsg::SetRecordDate { at, note: Some(text.clone()) };
            let purpose = format!("rights.set_record_date series {series}");
            done.transactions.push(session.send(&purpose, &[call(token, &msg, vec![])?]).await?.0);
        }
        // In a dry run the record date is not there, and the licences would refuse to hear of it.
        if known.is_some() || !self.ctx.global.dry_run {
            let msg = call(self.licences, &ExecuteMsg::SetEntitlement { entitlement: wanted }, vec![])?;
            done.transactions.push(session.send(&format!("licences.set_entitlement {id}"), &[msg]).await?.0);
        }
        done.entitled.push(id.clone());
        Ok(())
    }
}
