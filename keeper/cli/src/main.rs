//! The studio's command line: backlot.

use backlot_cli::{
    cli::Cli,
    exit::{self, Exit},
    run,
};
use clap::Parser;

fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    let json = cli.global.json;
    let exit = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(finish(cli, json)),
        Err(fault) => {
            eprintln!("error: no runtime: {fault}");
            Exit::Failed
        }
    };
    std::process::ExitCode::from(exit as u8)
}

async fn finish(cli: Cli, json: bool) -> Exit {
    match run(cli).await {
        Ok(output) => {
            output.print(json);
            Exit::Done
        }
        Err(error) => {
            let exit = Exit::of(&error);
            if json {
                let code = backlot_cli::ctx::contract_code(&error);
                let mut answer = serde_json::json!({ "error": format!("{error:#}"), "code": code, "exit": exit as u8 });
                if let Some(detail) = exit::detail(&error) {
                    answer["detail"] = detail;
                }
                println!("{answer:#}");
            } else {
                eprintln!("error: {error:#}");
            }
            exit
        }
    }
}
