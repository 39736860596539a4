//! Messages in files that are read again, perhaps in another language.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lookup::has_message;
use super::message::Message;
use super::messages::MessageArgument;

/// A message with its id and arguments as JSON, to be shown in the language of the
/// window that reads it.
///
/// An id that this version does not have is read as a message that says so.
///
/// # Example
///
/// ```
/// use std::borrow::Cow;
/// use annals::language::{Language, Message, StoredMessage, with_language};
///
/// let message = Message::new("count-event").with("count", 3_usize);
/// let json = serde_json::to_string(&StoredMessage(Cow::Borrowed(&message)))?;
/// assert_eq!(json, r#"{"id":"count-event","arguments":[["count",{"count":3}]]}"#);
/// let read: StoredMessage = serde_json::from_str(&json)?;
/// assert_eq!(with_language(Language::French, || read.0.text()), "3 événements");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMessage<'a>(pub Cow<'a, Message>);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum MessageJson<'a> {
    English(Cow<'a, str>),
    Translated {
        id: Cow<'a, str>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        arguments: Vec<(Cow<'a, str>, MessageArgument<'a>)>,
    },
}

impl Serialize for StoredMessage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = match &*self.0 {
            Message::English(text) => MessageJson::English(Cow::Borrowed(text)),
            Message::Translated { id, arguments } => {
                let arguments = arguments.iter();
                MessageJson::Translated {
                    id: Cow::Borrowed(id),
                    arguments: arguments
                        .map(|(name, value)| (Cow::Borrowed(&**name), value.borrowed()))
                        .collect(),
                }
            }
        };
        json.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for StoredMessage<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let message = match MessageJson::deserialize(deserializer)? {
            MessageJson::English(text) => Message::English(text.into_owned()),
            MessageJson::Translated { id, .. } if !has_message(&id) => {
                Message::new("message-of-another-version")
            }
            MessageJson::Translated { id, arguments } => Message::Translated {
                id: Cow::Owned(id.into_owned()),
                arguments: arguments
                    .into_iter()
                    .map(|(name, value)| (Cow::Owned(name.into_owned()), value.into_owned()))
                    .collect(),
            },
        };
        Ok(Self(Cow::Owned(message)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(message: &Message) -> String {
        serde_json::to_string(&StoredMessage(Cow::Borrowed(message))).unwrap()
    }

    fn read(json: &str) -> Message {
        let read: StoredMessage = serde_json::from_str(json).unwrap();
        read.0.into_owned()
    }

    #[test]
    fn a_stored_message_is_read_as_it_was() {
        let messages = [
            Message::new("bar-open"),
            Message::new("count-event").with("count", 3_usize),
            Message::new("quoted").with("words", "“a”\n{ $b }"),
            Message::new("length-years").with("number", -12_i64),
            Message::English("The disk is gone".to_owned()),
        ];
        for message in messages {
            assert_eq!(read(&stored(&message)), message, "{}", stored(&message));
        }
    }

    #[test]
    fn an_unknown_id_is_read_as_a_message_of_another_version() {
        let message = read(r#"{"id":"step-of-the-future","arguments":[["a",{"count":1}]]}"#);
        assert_eq!(message, Message::new("message-of-another-version"));
        assert!(message.text().contains("version"));
    }
}
