//! Which addresses are accepted, and their warnings.

use super::*;
use proptest::prelude::*;

#[test]
fn a_dangerous_or_incomplete_address_is_refused_with_its_reason() {
    for (text, why) in [
        ("", "empty"),
        ("  \n ", "empty"),
        ("javascript:alert(1)", "run a program"),
        ("JavaScript:alert(1)", "run a program"),
        ("java\nscript:alert(1)", "white space"),
        ("\u{1}javascript:alert(1)", "control"),
        ("javascript://example.org/%0aalert(1)", "run a program"),
        ("vbscript:msgbox", "run a program"),
        ("data:text/html,<script>alert(1)</script>", "no place"),
        ("blob:https://example.org/1", "no place"),
        ("about:blank", "no place"),
        ("view-source:https://example.org", "no place"),
        ("file:///etc/passwd", "file on this computer"),
        ("FILE://server/share/x.exe", "file on this computer"),
        ("ms-msdt:/id PCWDiagnostic", "white space"),
        ("ms-msdt:/id", "start another program"),
        ("search-ms:query=x", "start another program"),
        ("steam://run/1", "start another program"),
        ("ssh://host", "start another program"),
        ("ftp://example.org/x", "start another program"),
        ("tel:+85523", "start another program"),
        ("localhost:8080", "start another program"),
        ("//evil.example/x", "no scheme"),
        ("\\\\server\\share", "no scheme"),
        ("/etc/passwd", "no scheme"),
        ("../up", "no scheme"),
        ("www.example.org", "no scheme"),
        ("?q=1", "no scheme"),
        ("ｈttps://example.org", "no scheme"),
        ("https:example.org", "no //"),
        ("https:/example.org", "no //"),
        ("https:///example.org", "no host"),
        ("https://", "no host"),
        ("https://?q", "no host"),
        ("https://user@/x", "No host"),
        ("https:\\\\evil.example", "no //"),
        ("https://good.example\\@evil.example", "backslash"),
        ("https://good.example%40evil.example", "No host"),
        ("https://exa mple.org", "white space"),
        ("https://example.org/a\u{a0}b", "white space"),
        ("https://example.org/a\tb", "white space"),
        ("https://example.org/\0", "control"),
        ("https://example.org/\u{9b}", "control"),
        ("https://example.org/\u{202e}gpj.exe", "direction"),
        ("https://example.org/\u{200f}", "direction"),
        ("https://exam\u{200b}ple.org", "invisible"),
        ("https://exam\u{ad}ple.org", "invisible"),
        ("https://example.org/\u{e0041}", "invisible"),
        ("\u{feff}https://example.org", "invisible"),
        ("https://example.org:99999/", "No host"),
        ("https://exa<mple.org", "No host"),
        ("https://1.2.3.4.5/", "No host"),
        ("https://[::1", "No host"),
        ("https://xn--a/", "No host"),
        ("mailto:", "no recipient"),
        ("mailto:?to=a@example.org", "no recipient"),
        ("mailto:a@example.org?attach=/etc/passwd", "attach a file"),
        ("mailto:a@example.org?Attachment=x", "attach a file"),
        ("mailto:a@example.org%0d%0aBcc:b@example.org", "hidden"),
        ("mailto:a@example.org?subject=x%0d%0aBcc:b", "hidden"),
    ] {
        let refused = Address::of(text).expect_err(text);
        assert!(refused.message.text().contains(why), "{text:?}: {refused}");
        assert!(refused.hint.text().ends_with('.'), "{text:?}: {refused}");
        let hides = |c: char| forbidden_kind(c).is_some_and(|it| it != SPACE);
        assert!(!refused.to_string().contains(hides), "{text:?}: {refused}");
    }
    let long = format!("https://example.org/{}", "a".repeat(MAX_LENGTH));
    assert!(
        Address::of(&long)
            .unwrap_err()
            .message
            .text()
            .contains("longer")
    );
}

#[test]
fn an_address_is_shown_as_it_is_opened() {
    for (text, shown, host) in [
        (
            "https://example.org",
            "https://example.org/",
            Some("example.org"),
        ),
        (
            "  HTTP://Example.ORG:80/a?b#c\n",
            "http://example.org/a?b#c",
            Some("example.org"),
        ),
        (
            "https://km.wikipedia.org/wiki/ភ្នំ",
            "https://km.wikipedia.org/wiki/%E1%9E%97%E1%9F%92%E1%9E%93%E1%9F%86",
            Some("km.wikipedia.org"),
        ),
        (
            "https://example.org/ع",
            "https://example.org/%D8%B9",
            Some("example.org"),
        ),
        (
            "https://[::1]:8080/x",
            "https://[::1]:8080/x",
            Some("[::1]"),
        ),
        ("http://127.0.0.1/", "http://127.0.0.1/", Some("127.0.0.1")),
        (
            "https://example.org/a%20b",
            "https://example.org/a%20b",
            Some("example.org"),
        ),
        ("mailto:a@example.org", "mailto:a@example.org", None),
    ] {
        let address = Address::of(text).expect(text);
        assert_eq!(
            (address.shown(), address.host(), address.host_in_letters()),
            (shown, host, None),
            "{text:?}"
        );
        assert!(address.warnings().is_empty(), "{address:?}");
    }
}

#[test]
fn an_address_with_a_misleading_host_has_a_warning() {
    for (text, host, letters, warning) in [
        (
            "https://good.example@evil.example/",
            "evil.example",
            None,
            "The host is evil.example; `good.example`",
        ),
        (
            "https://good.example:443@evil.example",
            "evil.example",
            None,
            "The host is evil.example",
        ),
        (
            "https://a@b@evil.example",
            "evil.example",
            None,
            "The host is evil.example; `a@b`",
        ),
        (
            "https://\u{430}pple.example/",
            "xn--pple-43d.example",
            Some("\u{430}pple.example"),
            "may look like",
        ),
        (
            "https://xn--pple-43d.example/",
            "xn--pple-43d.example",
            Some("\u{430}pple.example"),
            "may look like",
        ),
        (
            "https://MÜNCHEN.example/",
            "xn--mnchen-3ya.example",
            Some("münchen.example"),
            "may look like",
        ),
        ("http://2130706433/", "127.0.0.1", None, "means 127.0.0.1"),
        ("http://0x7f.1/", "127.0.0.1", None, "means 127.0.0.1"),
        (
            "https://ｅvil。example/",
            "evil.example",
            None,
            "means evil.example",
        ),
        (
            "https://%65vil.example/",
            "evil.example",
            None,
            "means evil.example",
        ),
    ] {
        let address = Address::of(text).expect(text);
        assert_eq!(address.host(), Some(host), "{text:?}");
        assert_eq!(address.host_in_letters(), letters, "{text:?}");
        assert_eq!(address.warnings().len(), 1, "{address:?}");
        assert!(
            address.warnings()[0].text().contains(warning),
            "{address:?}"
        );
    }
    let mail = Address::of("mailto:a@example.org?subject=x&body=y%0D%0Az").unwrap();
    let warnings: Vec<String> = mail.warnings().iter().map(Message::text).collect();
    assert_eq!(
        warnings,
        ["The message has these fields filled in: subject, body."]
    );
}

#[test]
fn a_doi_becomes_an_address_of_the_resolver() {
    for (doi, shown) in [
        ("10.1000/182", "https://doi.org/10.1000/182"),
        (" doi:10.1000/182 ", "https://doi.org/10.1000/182"),
        ("DOI: 10.1000/182", ""),
        (
            "https://dx.doi.org/10.1000/182",
            "https://doi.org/10.1000/182",
        ),
        ("10.1000.10/a", "https://doi.org/10.1000.10/a"),
        (
            "10.1002/(SICI)1097<1:AID#2>3.0.CO;2-I?x%",
            "https://doi.org/10.1002/(SICI)1097%3C1:AID%232%3E3.0.CO;2-I%3Fx%25",
        ),
        ("", ""),
        ("182", ""),
        ("10.1000", ""),
        ("10.1000/", ""),
        ("10./x", ""),
        ("10.1000/../../x", ""),
        ("@evil.example/10.1000/182", ""),
        ("https://evil.example/10.1000/182", ""),
        ("javascript:alert(1)", ""),
        ("10.1000/a\u{202e}b", ""),
    ] {
        let address = Address::of_doi(doi);
        let read = address.as_ref().map_or("", Address::shown);
        assert_eq!(read, shown, "{doi:?}: {address:?}");
    }
}

proptest! {
    #[test]
    fn every_accepted_address_is_web_or_mail(text in "\\PC{0,40}") {
        for text in [text.clone(), format!("https://{text}"), format!("mailto:{text}")] {
            if let Ok(address) = Address::of(&text) {
                let shown = address.shown();
                let is_fine = ["https://", "http://", "mailto:"].iter().any(|it| shown.starts_with(it));
                prop_assert!(is_fine && shown.is_ascii(), "{}", shown);
            }
        }
    }

    #[test]
    fn a_shown_address_parses_as_itself(path in "[a-zក-៹ ]{0,9}", host in "[a-z]{1,9}|[а-я]{1,9}") {
        let text = format!("https://{host}.example/{}", path.replace(' ', "/"));
        if let Ok(address) = Address::of(&text) {
            let again = Address::of(address.shown()).unwrap();
            prop_assert_eq!(address.shown(), again.shown());
            prop_assert_eq!(address.host_in_letters(), again.host_in_letters());
        }
    }
}
