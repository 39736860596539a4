//! The language that a thread speaks, and what it says.

use super::languages::Language;
use super::messages::{Messages, Value};
use std::cell::{Cell, RefCell};

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
    static ENGLISH: RefCell<Messages> = RefCell::new(Messages::of(Language::English));
    static FRENCH: RefCell<Messages> = RefCell::new(Messages::of(Language::French));
}

/// Sets the language of this thread.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// The language of this thread; English until it was set.
#[must_use]
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// Does something in a language and goes back to the one before: for words of
/// the window that are made on another thread, and for words of a citation,
/// which stay English, that are made on the window's.
pub fn speaking<T>(language: Language, work: impl FnOnce() -> T) -> T {
    struct Before(Language);
    impl Drop for Before {
        fn drop(&mut self) {
            speak(self.0);
        }
    }
    let _before = Before(SPOKEN.replace(language));
    work()
}

/// A message without gaps, in the language of this thread. A message that this
/// language lacks is said in English; an id that English lacks too is given
/// back.
#[must_use]
pub fn say(id: &str) -> String {
    asked(id, |messages| messages.say(id))
}

/// A message with its gaps filled, in the language of this thread, as [`say`]
/// says one without.
#[must_use]
pub fn say_with(id: &str, named: &[(&str, Value<'_>)]) -> String {
    asked(id, |messages| messages.say_with(id, named))
}

fn asked(id: &str, say: impl Fn(&mut Messages) -> Option<String>) -> String {
    let in_language = |language| {
        let messages = match language {
            Language::English => &ENGLISH,
            Language::French => &FRENCH,
        };
        messages.with(|messages| {
            messages
                .try_borrow_mut()
                .ok()
                .and_then(|mut it| say(&mut it))
        })
    };
    in_language(spoken())
        .or_else(|| in_language(Language::English))
        .unwrap_or_else(|| id.to_owned())
}
