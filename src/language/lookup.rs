//! The language of a thread, and message lookup in it.

use super::languages::Language;
use super::messages::{MessageArgument, MessageCatalog};
use std::cell::{Cell, RefCell};

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::English) };
    static ENGLISH: RefCell<MessageCatalog> = RefCell::new(MessageCatalog::parse(Language::English));
    static FRENCH: RefCell<MessageCatalog> = RefCell::new(MessageCatalog::parse(Language::French));
}

/// Sets the language of this thread.
pub fn set_language(language: Language) {
    LANGUAGE.set(language);
}

/// The language of this thread; English by default.
#[must_use]
pub fn current_language() -> Language {
    LANGUAGE.get()
}

/// Runs a function in a language and restores the previous one. Other threads
/// use it for text of the window, and the thread of the window for citations,
/// which stay English.
pub fn with_language<T>(language: Language, work: impl FnOnce() -> T) -> T {
    struct Previous(Language);
    impl Drop for Previous {
        fn drop(&mut self) {
            set_language(self.0);
        }
    }
    let _previous = Previous(LANGUAGE.replace(language));
    work()
}

/// A message without arguments, in the language of this thread. A message that
/// is missing in this language is in English; an unknown id is returned.
#[must_use]
pub fn say(id: &str) -> String {
    look_up(id, |messages| messages.say(id))
}

/// A message with arguments, in the language of this thread, like [`say`].
#[must_use]
pub fn say_with(id: &str, arguments: &[(&str, MessageArgument<'_>)]) -> String {
    look_up(id, |messages| messages.say_with(id, arguments))
}

/// Whether there is a message with this id.
pub(super) fn has_message(id: &str) -> bool {
    ENGLISH.with(|messages| messages.try_borrow().is_ok_and(|messages| messages.has(id)))
}

fn look_up(id: &str, say: impl Fn(&mut MessageCatalog) -> Option<String>) -> String {
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
    in_language(current_language())
        .or_else(|| in_language(Language::English))
        .unwrap_or_else(|| id.to_owned())
}
