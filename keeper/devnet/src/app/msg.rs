use cosmrs::proto::cosmos::bank::v1beta1::{MsgMultiSend, MsgMultiSendResponse, MsgSend, MsgSendResponse};
use cosmrs::proto::cosmos::base::v1beta1::Coin;
use cosmrs::proto::cosmwasm::wasm::v1::{
    MsgClearAdmin, MsgClearAdminResponse, MsgExecuteContract, MsgExecuteContractResponse, MsgInstantiateContract,
    MsgInstantiateContract2, MsgInstantiateContract2Response, MsgInstantiateContractResponse, MsgMigrateContract,
    MsgMigrateContractResponse, MsgStoreCode, MsgStoreCodeResponse, MsgUpdateAdmin, MsgUpdateAdminResponse,
};
use cosmrs::proto::Any;
use prost::{Message, Name};

use super::error::{ChainError, Outcome};
use super::run::{Run, Space};
use super::{address, bank, wasm, AbciEvent};

macro_rules! messages {
    ($($variant:ident: $message:ident => $response:ident;)*) => {
        /// The messages this chain routes.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Msg {
            $(
                #[doc = stringify!($message)]
                $variant($message),
            )*
        }

        impl Msg {
            /// Reads a message. Errors: unknown type, or bytes that are none of it.
            pub fn decode(any: &Any) -> Result<Self, String> {
                $(
                    if any.type_url == $message::type_url() {
                        let message = $message::decode(any.value.as_slice()).map_err(|error| error.to_string())?;
                        return Ok(Self::$variant(message));
                    }
                )*
                Err(format!("unable to resolve type URL {}", any.type_url))
            }

            /// Type URL of the message.
            pub fn type_url(&self) -> String {
                match self { $(Self::$variant(_) => $message::type_url(),)* }
            }

            /// Type URL of its response.
            fn response_url(&self) -> String {
                match self { $(Self::$variant(_) => $response::type_url(),)* }
            }
        }
    };
}

messages! {
    Send: MsgSend => MsgSendResponse;
    MultiSend: MsgMultiSend => MsgMultiSendResponse;
    StoreCode: MsgStoreCode => MsgStoreCodeResponse;
    Instantiate: MsgInstantiateContract => MsgInstantiateContractResponse;
    Instantiate2: MsgInstantiateContract2 => MsgInstantiateContract2Response;
    Execute: MsgExecuteContract => MsgExecuteContractResponse;
    Migrate: MsgMigrateContract => MsgMigrateContractResponse;
    UpdateAdmin: MsgUpdateAdmin => MsgUpdateAdminResponse;
    ClearAdmin: MsgClearAdmin => MsgClearAdminResponse;
}

/// What a message gave back.
#[derive(Clone, Debug)]
pub struct Handled {
    /// Its response.
    pub response: Any,
    /// What it emitted.
    pub events: Vec<AbciEvent>,
}

impl Msg {
    /// Addresses that must have signed.
    pub fn signers(&self) -> Result<Vec<Vec<u8>>, ChainError> {
        let one = |text: &String| Ok(vec![address::parse(text)?]);
        match self {
            Self::Send(msg) => one(&msg.from_address),
            Self::MultiSend(msg) => msg.inputs.iter().map(|input| address::parse(&input.address)).collect(),
            Self::StoreCode(msg) => one(&msg.sender),
            Self::Instantiate(msg) => one(&msg.sender),
            Self::Instantiate2(msg) => one(&msg.sender),
            Self::Execute(msg) => one(&msg.sender),
            Self::Migrate(msg) => one(&msg.sender),
            Self::UpdateAdmin(msg) => one(&msg.sender),
            Self::ClearAdmin(msg) => one(&msg.sender),
        }
    }

    /// Coins that are named in it.
    pub fn coins(&self) -> Vec<&Coin> {
        match self {
            Self::Send(msg) => msg.amount.iter().collect(),
            Self::MultiSend(msg) => {
                let inputs = msg.inputs.iter().flat_map(|input| &input.coins);
                inputs.chain(msg.outputs.iter().flat_map(|output| &output.coins)).collect()
            }
            Self::Instantiate(msg) => msg.funds.iter().collect(),
            Self::Instantiate2(msg) => msg.funds.iter().collect(),
            Self::Execute(msg) => msg.funds.iter().collect(),
            Self::StoreCode(_) | Self::Migrate(_) | Self::UpdateAdmin(_) | Self::ClearAdmin(_) => Vec::new(),
        }
    }

    /// What can be seen to be wrong without state.
    pub fn validate(&self) -> Result<(), ChainError> {
        match self {
            Self::Send(_) | Self::MultiSend(_) => Ok(()),
            Self::StoreCode(msg) => wasm::validate::store_code(msg),
            Self::Instantiate(msg) => {
                wasm::validate::instantiate(msg.code_id, &msg.label, &msg.funds, &msg.admin, &msg.msg)
            }
            Self::Instantiate2(msg) => {
                wasm::validate::instantiate(msg.code_id, &msg.label, &msg.funds, &msg.admin, &msg.msg)?;
                wasm::validate::salt(&msg.salt)
            }
            Self::Execute(msg) => wasm::validate::execute(&msg.contract, &msg.funds, &msg.msg),
            Self::Migrate(msg) => wasm::validate::migrate(msg.code_id, &msg.contract, &msg.msg),
            Self::UpdateAdmin(msg) => wasm::validate::update_admin(msg),
            Self::ClearAdmin(msg) => address::parse(&msg.contract).map(drop).map_err(|error| error.wrap("contract")),
        }
    }

    /// Runs the message with events of its own. Its writes stay when it fails: who calls rolls back.
    pub fn handle(&self, run: &mut Run<'_>) -> Outcome<Handled> {
        run.has(Space::Circuit, &[])?;
        self.validate()?;
        let outer = std::mem::take(&mut run.events);
        let response = self.respond(run);
        let events = std::mem::replace(&mut run.events, outer);
        Ok(Handled { response: Any { type_url: self.response_url(), value: response? }, events })
    }

    fn respond(&self, run: &mut Run<'_>) -> Outcome<Vec<u8>> {
        Ok(match self {
            Self::Send(msg) => {
                bank::send_msg(run, msg)?;
                MsgSendResponse {}.encode_to_vec()
            }
            Self::MultiSend(msg) => {
                bank::multi_send_msg(run, msg)?;
                MsgMultiSendResponse {}.encode_to_vec()
            }
            Self::StoreCode(msg) => wasm::store_code(run, msg)?.encode_to_vec(),
            Self::Instantiate(msg) => wasm::instantiate_msg(run, msg)?.encode_to_vec(),
            Self::Instantiate2(msg) => wasm::instantiate2_msg(run, msg)?.encode_to_vec(),
            Self::Execute(msg) => wasm::execute_msg(run, msg)?.encode_to_vec(),
            Self::Migrate(msg) => wasm::migrate_msg(run, msg)?.encode_to_vec(),
            Self::UpdateAdmin(msg) => {
                wasm::set_admin(run, &msg.sender, &msg.contract, Some(&msg.new_admin))?;
                MsgUpdateAdminResponse {}.encode_to_vec()
            }
            Self::ClearAdmin(msg) => {
                wasm::set_admin(run, &msg.sender, &msg.contract, None)?;
                MsgClearAdminResponse {}.encode_to_vec()
            }
        })
    }
}
