use backlot_api::rights::{InstantiateMarketingInfo, RightsLogoSet, RightsMarketingSet};
use backlot_kit::{address, KitError};
use cosmwasm_std::{Addr, DepsMut, Response, Storage};
use cw20::{Logo, LogoInfo, MarketingInfoResponse};

use crate::{
    metadata::{check_logo, check_text, logo_info},
    state::{LOGO, MARKETING},
    ContractError,
};

use super::word;

/// Marketing data of the first message.
pub fn create_marketing(deps: &mut DepsMut, info: InstantiateMarketingInfo) -> Result<(), ContractError> {
    let InstantiateMarketingInfo { project, description, marketing, logo } = info;
    check_text("project", project.as_ref())?;
    check_text("description", description.as_ref())?;
    if let Some(logo) = &logo {
        check_logo(logo)?;
        LOGO.save(deps.storage, logo);
    }
    let marketing = marketing.map(|given| address(deps.api, &given)).transpose()?;
    let logo = logo.as_ref().map(logo_info);
    MARKETING.save(deps.storage, &MarketingInfoResponse { project, description, logo, marketing });
    Ok(())
}

/// cw20 `UpdateMarketing`: what is left out stays, what is blank is cleared.
pub fn update_marketing(
    deps: DepsMut,
    sender: Addr,
    project: Option<String>,
    description: Option<String>,
    marketing: Option<String>,
) -> Result<Response, ContractError> {
    let mut info = load_for(deps.storage, &sender)?;
    check_text("project", project.as_ref())?;
    check_text("description", description.as_ref())?;
    if let Some(project) = project {
        info.project = not_blank(project);
    }
    if let Some(description) = description {
        info.description = not_blank(description);
    }
    if let Some(marketing) = marketing {
        info.marketing = not_blank(marketing).map(|given| address(deps.api, &given)).transpose()?;
    }
    if info == MarketingInfoResponse::default() {
        MARKETING.remove(deps.storage);
    } else {
        MARKETING.save(deps.storage, &info);
    }
    Ok(Response::new().add_event(RightsMarketingSet { marketing: word(info.marketing) }))
}

/// cw20 `UploadLogo`.
pub fn upload_logo(deps: DepsMut, sender: Addr, logo: Logo) -> Result<Response, ContractError> {
    let mut info = load_for(deps.storage, &sender)?;
    check_logo(&logo)?;
    LOGO.save(deps.storage, &logo);
    let kind = match logo_info(&logo) {
        LogoInfo::Url(_) => "url",
        LogoInfo::Embedded => "embedded",
    };
    info.logo = Some(logo_info(&logo));
    MARKETING.save(deps.storage, &info);
    Ok(Response::new().add_event(RightsLogoSet { kind: kind.into() }))
}

fn load_for(storage: &dyn Storage, sender: &Addr) -> Result<MarketingInfoResponse, ContractError> {
    match MARKETING.may_load(storage)? {
        Some(info) if info.marketing.as_ref() == Some(sender) => Ok(info),
        _ => Err(KitError::Unauthorized { sender: sender.to_string(), role: "marketing wallet" }.into()),
    }
}

fn not_blank(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}
