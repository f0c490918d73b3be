//! Licences, reports and entitlements, as tables.

use backlot_api::{
    licences::{
        BalanceResponse, DisputeResponse, EntitledResponse, Entitlement, Licence, QueryMsg, ReconciliationResponse,
        ReportResponse,
    },
    limits,
    rights::{self, RecordDateEntry},
    studio::Film,
};
use backlot_plan::{amount, date};
use serde_json::json;

use super::At;
use crate::output::Output;

impl At<'_> {
    pub(super) async fn all(&self) -> anyhow::Result<Vec<Licence>> {
        let page = |last: Option<&Licence>| QueryMsg::Licences {
            start_after: last.map(|licence| licence.grant.id.clone()),
            limit: Some(limits::PAGE_MAX),
        };
        self.reader.ask_all(self.licences, page).await
    }

    pub(super) async fn list(&self) -> anyhow::Result<Output> {
        let on = self.reader.today().await?;
        let page = |last: Option<&ReconciliationResponse>| QueryMsg::Reconciliations {
            start_after: last.map(|row| row.licence.clone()),
            limit: Some(limits::PAGE_MAX),
        };
        // Both come in the order of the grants; asked for second, no licence of the first list is missing here.
        let (licences, reconciliations) = (self.all().await?, self.reader.ask_all(self.licences, page).await?);
        let (mut all, mut rows) = (Vec::new(), Vec::new());
        for (licence, reconciliation) in licences.into_iter().zip(reconciliations) {
            let id = licence.grant.id.clone();
            let balance: BalanceResponse =
                self.reader.ask(self.licences, &QueryMsg::Balance { licence: id.clone(), on }).await?;
            let grant = &licence.grant;
            let media: Vec<_> = grant.media.iter().map(|medium| medium.name()).collect();
            rows.push(vec![
                id,
                grant.territories.join(" "),
                media.join(" "),
                if grant.exclusive { "exclusive" } else { "shared" }.into(),
                date::of_day(grant.window.from),
                date::of_day(licence.terminated_on.unwrap_or(grant.window.until)),
                self.show(balance.guaranteed),
                self.show(balance.overdue),
                self.show(reconciliation.reported),
                self.show(reconciliation.paid),
                self.show(reconciliation.unpaid),
                self.show(reconciliation.unreported),
                reconciliation.open_disputes.to_string(),
            ]);
            all.push(json!({ "licence": licence, "balance": balance, "reconciliation": reconciliation }));
        }
        let head = [
            "licence",
            "territories",
            "media",
            "",
            "from",
            "until",
            "guaranteed",
            "overdue",
            "reported",
            "paid",
            "reported, not paid",
            "paid, not reported",
            "disputes",
        ];
        Ok(Output::of(&all)?.rows(&head, rows))
    }

    pub(super) async fn reports(&self, licence: String) -> anyhow::Result<Output> {
        let page = |last: Option<&ReportResponse>| QueryMsg::Reports {
            licence: licence.clone(),
            start_after: last.map(|report| report.report),
            limit: Some(limits::PAGE_MAX),
        };
        let reports: Vec<ReportResponse> = self.reader.ask_all(self.licences, page).await?;
        let (mut all, mut rows) = (Vec::new(), Vec::new());
        for report in reports {
            let page = |last: Option<&DisputeResponse>| QueryMsg::Disputes {
                report: Some(report.report),
                start_after: last.map(|dispute| dispute.dispute),
                limit: Some(limits::PAGE_MAX),
            };
            let disputes: Vec<DisputeResponse> = self.reader.ask_all(self.licences, page).await?;
            rows.push(vec![
                report.report.to_string(),
                date::of_day(report.period.from),
                date::of_day(report.period.until),
                self.show(report.gross),
                self.show(report.deductions),
                self.show(report.net),
                stands(&report, &disputes),
            ]);
            all.push(json!({ "report": report, "disputes": disputes }));
        }
        let head = ["report", "from", "until", "gross", "deductions", "net", "stands"];
        Ok(Output::of(&all)?.rows(&head, rows))
    }

    pub(super) async fn set_entitlements(&self) -> anyhow::Result<Vec<Entitlement>> {
        self.reader.ask(self.licences, &QueryMsg::Entitlements {}).await
    }

    pub(super) async fn entitlements(&self, film: &Film) -> anyhow::Result<Output> {
        let all = self.set_entitlements().await?;
        let mut tokens = Vec::with_capacity(film.addresses.rights.len());
        for token in &film.addresses.rights {
            tokens.push((self.decimals(token).await?, self.record_dates(token).await?));
        }
        let row = |one: &Entitlement| {
            let token = tokens.get(usize::from(one.series));
            let entry = token.and_then(|(_, dates)| dates.iter().find(|entry| entry.record == one.record));
            let when = entry.map_or_else(|| "–".into(), |entry| date::moment(entry.at.seconds()));
            let units = amount::plain(one.units.u128(), token.map_or(0, |(decimals, _)| *decimals));
            vec![one.id.clone(), one.series.to_string(), units, when, one.text.clone()]
        };
        Ok(Output::of(&all)?.rows(&["entitlement", "series", "units", "held at", "to"], all.iter().map(row).collect()))
    }

    pub(super) async fn entitled(&self, entitlement: String, wallet: &str) -> anyhow::Result<Output> {
        let address = self.ctx.who(wallet)?;
        let ask = QueryMsg::Entitled { entitlement, address };
        let answer: EntitledResponse = self.reader.ask(self.licences, &ask).await?;
        let word = if answer.entitled { "entitled" } else { "not entitled" };
        let line = format!("{word}: it held {} base units, {} are needed", answer.units, answer.needed);
        Ok(Output::of(&answer)?.line(line))
    }

    pub(super) async fn decimals(&self, token: &str) -> anyhow::Result<u8> {
        let info: cw20::TokenInfoResponse = self.reader.ask(token, &rights::QueryMsg::TokenInfo {}).await?;
        Ok(info.decimals)
    }

    pub(super) async fn record_dates(&self, token: &str) -> anyhow::Result<Vec<RecordDateEntry>> {
        let page = |last: Option<&RecordDateEntry>| rights::QueryMsg::RecordDates {
            start_after: last.map(|entry| entry.record),
            limit: Some(limits::PAGE_MAX),
        };
        self.reader.ask_all(token, page).await
    }
}

fn stands(report: &ReportResponse, disputes: &[DisputeResponse]) -> String {
    let mut said = Vec::new();
    if let Some(by) = report.corrected_by {
        said.push(format!("corrected by {by}"));
    }
    said.extend(report.verifications.iter().map(|one| format!("verified by {}", one.verifier)));
    said.extend(disputes.iter().map(|one| match &one.settled {
        None => format!("dispute {} open", one.dispute),
        Some(_) => format!("dispute {} settled", one.dispute),
    }));
    if said.is_empty() {
        said.push("in force".into());
    }
    said.join(", ")
}
