//! Why a document gives no text, as messages in any language.

use crate::language::{Message, MessageArgument};
use annals_documents::{DocumentFormat, ExtractErrorKind};

/// What is wrong, as a sentence without its full stop.
pub(super) fn message(kind: &ExtractErrorKind) -> Message {
    use ExtractErrorKind as Kind;
    let of_format =
        |id, format: &DocumentFormat| Message::new(id).with("format", format.to_string());
    match kind {
        Kind::OtherFormat(format) => of_format("extract-other-format", format),
        Kind::Encrypted(format) => of_format("extract-encrypted", format),
        Kind::EncryptedOrDoc(format) => of_format("extract-encrypted-or-doc", format),
        Kind::UnsupportedEncryption => Message::new("extract-unsupported-encryption"),
        Kind::RightsManagement => Message::new("extract-rights-management"),
        Kind::Damaged(format) => of_format("extract-damaged", format),
        Kind::MissingPart { format, part } => {
            of_format("extract-missing-part", format).with("part", part)
        }
        Kind::DamagedPart {
            format,
            part,
            error,
        } => of_format("extract-damaged-part", format)
            .with("part", part)
            .with("error", error),
        Kind::UnreadableEpub { error } => {
            Message::new("extract-unreadable-epub").with("error", error)
        }
        Kind::TooLarge {
            format,
            part,
            limit,
        } => of_format("extract-too-large", format)
            .with("part", part)
            .with("limit", limit.to_string()),
        Kind::NoText(format) => of_format("extract-no-text", format),
        Kind::NoPages => Message::new("extract-no-pages"),
        Kind::NoTextLayer => Message::new("extract-no-text-layer"),
        Kind::UnmappedFonts => Message::new("extract-unmapped-fonts"),
        Kind::TooMuchText { limit } => {
            Message::new("extract-too-much-text").with("limit", MessageArgument::ungrouped(*limit))
        }
        Kind::UnknownEncoding(label) => {
            Message::new("extract-unknown-encoding").with("label", label)
        }
        Kind::InvalidBytes {
            encoding,
            byte: Some(byte),
        } => Message::new("extract-invalid-byte")
            .with("encoding", encoding)
            .with("byte", format!("{byte:#04x}")),
        Kind::InvalidBytes {
            encoding,
            byte: None,
        } => Message::new("extract-invalid-bytes").with("encoding", encoding),
        Kind::Binary => Message::new("extract-binary"),
        Kind::NotStarted { format, error } => {
            of_format("extract-not-started", format).with("error", error)
        }
        Kind::OutOfMemory { format, limit } => {
            of_format("extract-out-of-memory", format).with("limit", limit.to_string())
        }
        Kind::TooSlow { format, limit } => {
            of_format("extract-too-slow", format).with("seconds", limit.as_secs_f32().to_string())
        }
        Kind::NestedTooDeeply(format) => of_format("extract-nested-too-deeply", format),
        Kind::Crashed(format) => of_format("extract-crashed", format),
    }
}

/// How to fix it, in sentences.
pub(super) fn hint(kind: &ExtractErrorKind) -> Option<Message> {
    use ExtractErrorKind as Kind;
    Some(Message::new(match kind {
        Kind::OtherFormat(_) => "extract-other-format-hint",
        Kind::Encrypted(_) => "extract-encrypted-hint",
        Kind::EncryptedOrDoc(_) => "extract-encrypted-or-doc-hint",
        Kind::UnsupportedEncryption => "extract-unsupported-encryption-hint",
        Kind::RightsManagement => "extract-rights-management-hint",
        Kind::Damaged(_) | Kind::DamagedPart { .. } | Kind::NoPages => "extract-damaged-hint",
        Kind::MissingPart { .. } => "extract-missing-part-hint",
        Kind::UnreadableEpub { .. } => "extract-unreadable-epub-hint",
        Kind::TooLarge { .. } => "extract-too-large-hint",
        Kind::NoText(DocumentFormat::Html) => "extract-no-text-in-html-hint",
        Kind::NoText(DocumentFormat::Pdf) => "extract-no-text-in-pdf-hint",
        Kind::NoText(_) => "extract-no-text-hint",
        Kind::NoTextLayer => "extract-no-text-layer-hint",
        Kind::UnmappedFonts => "extract-unmapped-fonts-hint",
        Kind::TooMuchText { .. } => "extract-too-much-text-hint",
        Kind::UnknownEncoding(_) => "extract-unknown-encoding-hint",
        Kind::InvalidBytes { .. } => "extract-invalid-bytes-hint",
        Kind::Binary => "extract-binary-hint",
        Kind::NotStarted { .. } => return None,
        Kind::OutOfMemory { .. } => "extract-out-of-memory-hint",
        Kind::TooSlow { .. } => "extract-too-slow-hint",
        Kind::NestedTooDeeply(_) => "extract-nested-too-deeply-hint",
        Kind::Crashed(_) => "extract-crashed-hint",
    }))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::language::{Language, with_language};

    #[test]
    fn the_english_messages_are_those_of_the_crate() {
        use ExtractErrorKind as Kind;
        let format = DocumentFormat::Epub;
        let (part, error) = ("a.xml".to_owned(), "odd".to_owned());
        let encoding = "UTF-8".to_owned();
        let kinds = [
            Kind::OtherFormat(format),
            Kind::Encrypted(format),
            Kind::EncryptedOrDoc(format),
            Kind::UnsupportedEncryption,
            Kind::RightsManagement,
            Kind::Damaged(format),
            Kind::MissingPart {
                format,
                part: part.clone(),
            },
            Kind::DamagedPart {
                format,
                part: part.clone(),
                error: error.clone(),
            },
            Kind::UnreadableEpub {
                error: error.clone(),
            },
            Kind::TooLarge {
                format,
                part,
                limit: 1024,
            },
            Kind::NoText(DocumentFormat::Html),
            Kind::NoText(DocumentFormat::Pdf),
            Kind::NoText(format),
            Kind::NoPages,
            Kind::NoTextLayer,
            Kind::UnmappedFonts,
            Kind::TooMuchText { limit: 1024 },
            Kind::UnknownEncoding("klingon".to_owned()),
            Kind::InvalidBytes {
                encoding: encoding.clone(),
                byte: Some(7),
            },
            Kind::InvalidBytes {
                encoding,
                byte: None,
            },
            Kind::Binary,
            Kind::NotStarted { format, error },
            Kind::OutOfMemory {
                format,
                limit: 1024,
            },
            Kind::TooSlow {
                format,
                limit: Duration::from_millis(1500),
            },
            Kind::NestedTooDeeply(format),
            Kind::Crashed(format),
        ];
        for kind in &kinds {
            assert_eq!(message(kind).to_string(), kind.to_string());
            let hint = hint(kind);
            let english = hint.as_ref().map(ToString::to_string);
            assert_eq!(english.as_deref(), kind.hint());
            let french = with_language(Language::French, || message(kind).text());
            assert_ne!(french, kind.to_string());
            let french = with_language(Language::French, || hint.map(|hint| hint.text()));
            assert!(french.is_none() || french.as_deref() != kind.hint());
        }
    }
}
