//! Annals: a verb on the command line, or the window.

use std::io::{BufWriter, Write as _};
use std::process::ExitCode;

use annals::app;
use annals::cli::{Command, Verb, WindowArgs, parse, run};
use annals_documents::{EXTRACT_VERB, Worker, serve};

fn main() -> ExitCode {
    // First of all: a child that reads one document does nothing else.
    let mut arguments = std::env::args_os()
        .skip(1)
        .map_while(|one| one.into_string().ok());
    if arguments.next().as_deref() == Some(EXTRACT_VERB) {
        return serve(arguments);
    }
    match parse() {
        Command::Verb(verb) => run_verb(&verb),
        Command::Window(asked) => open_window(&asked),
    }
}

fn run_verb(verb: &Verb) -> ExitCode {
    let mut stdout = BufWriter::new(std::io::stdout().lock());
    let mut stderr = std::io::stderr().lock();
    let outcome = run(verb, &Worker::this_program(), &mut stdout, &mut stderr);
    // `run` has flushed; what a closed pipe left over is not wanted.
    let _ = stdout.into_parts();
    outcome.into()
}

fn open_window(asked: &WindowArgs) -> ExitCode {
    let opened = app::run(
        asked.file.as_deref(),
        asked.sources.as_deref(),
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
