//! The messages of one language.

use super::languages::Language;
use super::numbers::parted;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use std::collections::HashMap;
use unic_langid::LanguageIdentifier;

/// What a message is filled with.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// How many there are: chooses the plural, and is written with its
    /// thousands parted. Exact below 2⁵³.
    Count(usize),
    /// A number that is written as it is: chooses the plural too.
    Number(i64),
    /// Words.
    Text(std::borrow::Cow<'a, str>),
}

impl Value<'_> {
    /// How many there are, written without groups.
    #[must_use]
    pub fn plain(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.as_str().into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a Value<'a>> for FluentValue<'a> {
    fn from(value: &'a Value<'a>) -> Self {
        match value {
            Value::Count(count) => FluentNumber::from(*count).into(),
            Value::Number(number) => {
                let mut number = FluentNumber::from(*number);
                number.options.use_grouping = false;
                number.into()
            }
            Value::Text(text) => text.as_ref().into(),
        }
    }
}

/// Small counts are said in every frame; below this one they are kept.
const SMALL: usize = 64;

/// The messages of one language, and what was said of them and is said often:
/// those without a gap, and those whose one gap is a small count.
pub(super) struct Messages {
    bundle: FluentBundle<FluentResource>,
    said: HashMap<Box<str>, Box<str>>,
    counted: HashMap<Box<str>, [Option<Box<str>>; SMALL]>,
}

impl Messages {
    /// A message that cannot be read is left out of them, and a test tells.
    pub(super) fn of(language: Language) -> Self {
        let resource = match FluentResource::try_new(language.source().to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![identifier]);
        // The marks would be counted, searched and copied with the words; what
        // comes from a file is isolated or made visible where it is drawn.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::English => |value, _| written(value, Language::English),
            Language::French => |value, _| written(value, Language::French),
        }));
        // The first of two messages of one id holds; a test tells.
        let _ = bundle.add_resource(resource);
        Self {
            bundle,
            said: HashMap::new(),
            counted: HashMap::new(),
        }
    }

    /// A message without a gap.
    pub(super) fn say(&mut self, id: &str) -> Option<String> {
        if let Some(said) = self.said.get(id) {
            return Some(String::from(&**said));
        }
        let said = self.filled(id, &[])?;
        self.said.insert(id.into(), said.as_str().into());
        Some(said)
    }

    /// A message with its gaps filled.
    pub(super) fn say_with(&mut self, id: &str, named: &[(&str, Value<'_>)]) -> Option<String> {
        let [("count", Value::Count(count @ 0..SMALL))] = *named else {
            return self.filled(id, named);
        };
        let kept = |counted: &[Option<Box<str>>; SMALL]| counted.get(count).cloned().flatten();
        if let Some(said) = self.counted.get(id).and_then(kept) {
            return Some(said.into());
        }
        let said = self.filled(id, named)?;
        let counted = self.counted.entry(id.into());
        let counted = counted.or_insert_with(|| [const { None }; SMALL]);
        if let Some(kept) = counted.get_mut(count) {
            *kept = Some(said.as_str().into());
        }
        Some(said)
    }

    fn filled(&self, id: &str, named: &[(&str, Value<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut given = FluentArgs::with_capacity(named.len());
        for (name, value) in named {
            given.set(*name, FluentValue::from(value));
        }
        // A gap that nothing fills shows the name of what it lacks.
        let mut wrong = Vec::new();
        let said = self
            .bundle
            .format_pattern(pattern, Some(&given), &mut wrong);
        Some(said.into_owned())
    }
}

/// A number as it is written; everything else as Fluent has it.
fn written(value: &FluentValue, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    number
        .options
        .use_grouping
        .then(|| parted(&number.as_string(), language))
}
