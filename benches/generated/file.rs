//! Writes the chronology as a timeline file in canonical form, event by event.

use std::io::{self, Write};

use super::{Chronology, GeneratedEvent, GeneratedPassage, LANES, SOURCES};

/// Writes JSON with one key per line.
struct Json<W> {
    out: W,
    depth: usize,
    /// Whether the current list is still empty.
    is_empty: bool,
}

impl<W: Write> Json<W> {
    fn line(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")?;
        for _ in 0..self.depth {
            self.out.write_all(b"  ")?;
        }
        Ok(())
    }

    fn next(&mut self) -> io::Result<()> {
        if !self.is_empty {
            self.out.write_all(b",")?;
        }
        self.is_empty = false;
        self.line()
    }

    fn key(&mut self, key: &str) -> io::Result<()> {
        self.next()?;
        write!(self.out, "\"{key}\": ")
    }

    fn text(&mut self, key: &str, text: &str) -> io::Result<()> {
        self.key(key)?;
        serde_json::to_writer(&mut self.out, text)?;
        Ok(())
    }

    fn number(&mut self, key: &str, number: usize) -> io::Result<()> {
        self.key(key)?;
        write!(self.out, "{number}")
    }

    fn within(
        &mut self,
        [open, close]: [&str; 2],
        fill: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.out.write_all(open.as_bytes())?;
        self.depth += 1;
        self.is_empty = true;
        fill(self)?;
        self.depth -= 1;
        if !self.is_empty {
            self.line()?;
        }
        self.is_empty = false;
        self.out.write_all(close.as_bytes())
    }

    fn entry(&mut self, fill: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.next()?;
        self.within(["{", "}"], fill)
    }

    fn object(
        &mut self,
        key: &str,
        fill: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.key(key)?;
        self.within(["{", "}"], fill)
    }

    fn list(
        &mut self,
        key: &str,
        fill: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.key(key)?;
        self.within(["[", "]"], fill)
    }

    fn texts(&mut self, key: &str, texts: &[&str]) -> io::Result<()> {
        if texts.is_empty() {
            return Ok(());
        }
        self.list(key, |json| {
            for text in texts {
                json.next()?;
                serde_json::to_writer(&mut json.out, text)?;
            }
            Ok(())
        })
    }
}

impl Chronology {
    /// Writes the file, with one event in memory at a time.
    ///
    /// # Errors
    ///
    /// Errors of the writer.
    pub fn write(&self, out: impl Write) -> io::Result<()> {
        let mut json = Json {
            out,
            depth: 0,
            is_empty: true,
        };
        json.within(["{", "}"], |json| {
            json.number("annals", 1)?;
            json.text(
                "title",
                &format!("A chronology of {} made-up events", self.events),
            )?;
            json.text("language", "en")?;
            json.list("lanes", |json| {
                for (id, name) in LANES {
                    json.entry(|json| {
                        json.text("id", id)?;
                        json.text("name", name)
                    })?;
                }
                Ok(())
            })?;
            json.list("sources", |json| {
                (0..SOURCES).try_for_each(|number| json.entry(|json| source(json, number)))
            })?;
            json.list("passages", |json| {
                for number in 0..self.events {
                    for generated in self.event(number).passages {
                        json.entry(|json| passage(json, &generated))?;
                    }
                }
                Ok(())
            })?;
            json.list("events", |json| {
                (0..self.events)
                    .try_for_each(|number| json.entry(|json| event(json, &self.event(number))))
            })
        })?;
        json.out.write_all(b"\n")?;
        json.out.flush()
    }
}

fn source<W: Write>(json: &mut Json<W>, number: usize) -> io::Result<()> {
    let (family, title) = super::timeline::source_names(number);
    json.text("id", &format!("source-{number:02}"))?;
    json.object("csl", |json| {
        json.text("type", "book")?;
        json.text("title", &title)?;
        json.list("author", |json| {
            json.entry(|json| json.text("family", family))
        })?;
        json.object("issued", |json| {
            json.text("raw", &(1950 + number).to_string())
        })
    })
}

fn passage<W: Write>(json: &mut Json<W>, passage: &GeneratedPassage) -> io::Result<()> {
    json.text("id", &passage.id)?;
    json.text("source", &format!("source-{:02}", passage.source))?;
    json.text("exact", &passage.exact)?;
    json.text("prefix", &passage.prefix)?;
    json.text("suffix", &passage.suffix)?;
    json.number("start", passage.start)?;
    json.number("end", passage.start + passage.exact.chars().count())?;
    json.text("locator", &format!("p. {}", passage.page))
}

fn event<W: Write>(json: &mut Json<W>, event: &GeneratedEvent) -> io::Result<()> {
    json.text("id", &event.id)?;
    json.text("title", &event.title)?;
    if let Some(date) = &event.date {
        json.text("date", &date.edtf)?;
        if date.reason.is_none() {
            json.text("date_text", &date.words)?;
        }
        json.object("dating", |json| match &date.reason {
            None => json.text("basis", "stated"),
            Some(reason) => {
                json.text("basis", "inferred")?;
                json.text("reason", reason)
            }
        })?;
    } else if let Some(after) = &event.after {
        json.object("dating", |json| json.texts("after", &[after]))?;
    }
    json.text("lane", LANES[event.lane].0)?;
    json.texts("tags", &event.tags)?;
    json.texts("actors", &event.actors)?;
    if let Some(summary) = &event.summary {
        json.text("summary", summary)?;
    }
    json.list("citations", |json| {
        for passage in &event.passages {
            json.entry(|json| {
                json.text("passage", &passage.id)?;
                if let Some(date) = &passage.date {
                    json.text("date", date)?;
                }
                json.text(
                    "stance",
                    if passage.disputes {
                        "disputes"
                    } else {
                        "supports"
                    },
                )?;
                if let Some(note) = &passage.note {
                    json.text("note", note)?;
                }
                Ok(())
            })?;
        }
        if let Some(shared) = &event.shared {
            json.entry(|json| {
                json.text("passage", shared)?;
                json.text("stance", "context")
            })?;
        }
        Ok(())
    })?;
    if let Some(note) = &event.note {
        json.text("note", note)?;
    }
    Ok(())
}
