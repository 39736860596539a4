const COLUMNS: [Column<Row<'_>>; 53] = [
    ("event_id", |row| text(&*row.event().id)),
    ("citation_date_in_words", |row| {
        text(row.cited_date.in_words().as_deref())
    }),
    ("attributed_to", |row| {
        text(row.citation.and_then(|it| it.attributed_to.as_deref()))
    }),
    ("recorded_sha256", |row| {
        value(row.source().and_then(|it| it.sha256))
    }),
];
