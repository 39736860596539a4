//! Annals: a subcommand on the command line, or the window.

use std::io::{BufWriter, Write as _};
use std::process::ExitCode;

use annals::app;
use annals::cli::{Invocation, Subcommand, WindowArgs, parse, run};
use annals::storage::handle_termination;
use annals_documents::{EXTRACT_SUBCOMMAND, Worker, serve};

fn main() -> ExitCode {
    // Run as extraction child before anything else.
    let mut arguments = std::env::args_os()
        .skip(1)
        .map_while(|argument| argument.into_string().ok());
    if arguments.next().as_deref() == Some(EXTRACT_SUBCOMMAND) {
        return serve(arguments);
    }
    handle_termination();
    match parse() {
        Invocation::Subcommand(subcommand) => run_subcommand(&subcommand),
        Invocation::Window(args) => open_window(&args),
    }
}

fn run_subcommand(subcommand: &Subcommand) -> ExitCode {
    let mut stdout = BufWriter::new(std::io::stdout().lock());
    let mut stderr = std::io::stderr().lock();
    let outcome = run(
        subcommand,
        &Worker::this_program(),
        &mut stdout,
        &mut stderr,
    );
    // Drop what a closed pipe did not take; dropping the writer would retry.
    let _ = stdout.into_parts();
    outcome.into()
}

fn open_window(args: &WindowArgs) -> ExitCode {
    let opened = app::run(
        args.file.as_deref(),
        args.sources.as_deref(),
        Worker::this_program(),
    );
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(
                std::io::stderr(),
                "annals: the window cannot be opened: {error}\n  hint: without a display, \
                 `annals check`, `list` and `show` work in a terminal."
            );
            ExitCode::from(2)
        }
    }
}
