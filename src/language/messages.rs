//! The messages of one language, parsed and cached.

use super::languages::Language;
use super::numbers::group_digits;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use unic_langid::LanguageIdentifier;

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageArgument<'a> {
    /// A count, which selects the plural and is written with separators of
    /// thousands. Exact below 2⁵³.
    Count(usize),
    /// A number without separators, which selects the plural too.
    Number(i64),
    /// Text.
    Text(Cow<'a, str>),
}

impl MessageArgument<'_> {
    /// A count without separators.
    #[must_use]
    pub fn ungrouped(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// The same argument, without a copy of its text.
    pub(super) fn borrowed(&self) -> MessageArgument<'_> {
        match self {
            Self::Count(count) => MessageArgument::Count(*count),
            Self::Number(number) => MessageArgument::Number(*number),
            Self::Text(text) => MessageArgument::Text(Cow::Borrowed(text)),
        }
    }

    /// The same argument with its own text.
    pub(super) fn into_owned(self) -> MessageArgument<'static> {
        match self {
            Self::Count(count) => MessageArgument::Count(count),
            Self::Number(number) => MessageArgument::Number(number),
            Self::Text(text) => MessageArgument::Text(text.into_owned().into()),
        }
    }
}

impl From<usize> for MessageArgument<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<i64> for MessageArgument<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for MessageArgument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for MessageArgument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.as_str().into())
    }
}

impl<'a> From<Cow<'a, str>> for MessageArgument<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<String> for MessageArgument<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a MessageArgument<'a>> for FluentValue<'a> {
    fn from(value: &'a MessageArgument<'a>) -> Self {
        match value {
            MessageArgument::Count(count) => FluentNumber::from(*count).into(),
            MessageArgument::Number(number) => {
                let mut number = FluentNumber::from(*number);
                number.options.use_grouping = false;
                number.into()
            }
            MessageArgument::Text(text) => text.as_ref().into(),
        }
    }
}

/// Messages with a count below this are cached, because every frame uses them.
const CACHED_COUNTS: usize = 64;

/// The messages of one language, with a cache of those without arguments and
/// those whose only argument is a count below [`CACHED_COUNTS`].
pub(super) struct MessageCatalog {
    bundle: FluentBundle<FluentResource>,
    texts: HashMap<Box<str>, Box<str>>,
    texts_with_count: HashMap<Box<str>, [Option<Box<str>>; CACHED_COUNTS]>,
}

impl MessageCatalog {
    /// Parses the messages. Invalid ones are left out; a test finds them.
    pub(super) fn parse(language: Language) -> Self {
        let resource = match FluentResource::try_new(language.source().to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![identifier]);
        // Isolation marks would be counted, searched and copied with the text.
        // Text from a file is isolated where it is drawn.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::English => |value, _| format_number(value, Language::English),
            Language::French => |value, _| format_number(value, Language::French),
        }));
        // The first of two messages with one id is used; a test finds them.
        let _ = bundle.add_resource(resource);
        Self {
            bundle,
            texts: HashMap::new(),
            texts_with_count: HashMap::new(),
        }
    }

    /// Whether the language has a message.
    pub(super) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// A message without arguments; `None` if the language has no such message.
    pub(super) fn say(&mut self, id: &str) -> Option<String> {
        if let Some(text) = self.texts.get(id) {
            return Some(String::from(&**text));
        }
        let text = self.format(id, &[])?;
        self.texts.insert(id.into(), text.as_str().into());
        Some(text)
    }

    /// A message with its arguments; `None` if the language has no such message.
    pub(super) fn say_with(
        &mut self,
        id: &str,
        arguments: &[(&str, MessageArgument<'_>)],
    ) -> Option<String> {
        let [("count", MessageArgument::Count(count @ 0..CACHED_COUNTS))] = *arguments else {
            return self.format(id, arguments);
        };
        let cached =
            |texts: &[Option<Box<str>>; CACHED_COUNTS]| texts.get(count).cloned().flatten();
        if let Some(text) = self.texts_with_count.get(id).and_then(cached) {
            return Some(text.into());
        }
        let text = self.format(id, arguments)?;
        let texts = self.texts_with_count.entry(id.into());
        let texts = texts.or_insert_with(|| [const { None }; CACHED_COUNTS]);
        if let Some(cached) = texts.get_mut(count) {
            *cached = Some(text.as_str().into());
        }
        Some(text)
    }

    fn format(&self, id: &str, arguments: &[(&str, MessageArgument<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut fluent_arguments = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            fluent_arguments.set(*name, FluentValue::from(value));
        }
        // A missing argument shows its name.
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&fluent_arguments), &mut errors);
        Some(text.into_owned())
    }
}

/// Groups the digits of a count; leaves other values to Fluent.
fn format_number(value: &FluentValue, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    number
        .options
        .use_grouping
        .then(|| group_digits(&number.as_string(), language))
}
