use std::process::ExitCode;

fn main() -> ExitCode {
    demarche::engine::quiet_panics();
    ExitCode::from(demarche::cli::run(std::env::args_os()))
}
