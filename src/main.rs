use std::process::ExitCode;

/// The allocator of the C library took a third of a build's time; why this one, is in `benches/README.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    demarche::engine::quiet_panics();
    ExitCode::from(demarche::cli::run(std::env::args_os()))
}
