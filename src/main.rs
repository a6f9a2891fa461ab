use std::process::ExitCode;

/// The allocator of the C library took a third of a build's time; why this one, is in `benches/README.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // what is asked for by the page is filled by the page: large ones doubled what a small project takes
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    demarche::engine::quiet_panics();
    ExitCode::from(demarche::cli::run(std::env::args_os()))
}
