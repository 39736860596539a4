### English strings of the window. Translations follow this file.
### The first word of an id names the part of the window.

## Dates in words, composed of these parts: see src/date_words/phrases.rs.

date-january = January
date-february = February
date-march = March
date-april = April
date-may = May
date-june = June
date-july = July
date-august = August
date-september = September
date-october = October
date-november = November
date-december = December
date-spring = spring
date-summer = summer
date-autumn = autumn
date-winter = winter
date-first-quarter = first quarter
date-second-quarter = second quarter
date-third-quarter = third quarter
date-fourth-quarter = fourth quarter
date-first-third = first four months
date-middle-third = middle four months
date-last-third = last four months
date-first-half = first half
date-second-half = second half
date-of-year = { $first } { $second }
date-of = { $first } of { $second }
date-group-of-year = { $first } of { $second }
date-day-of-month = { $first } { $second }
date-days-of-month = { $first } { $second }
date-first-day = 1
date-one-day = { $part }
date-southern = { $part } (southern hemisphere)
date-northern = { $part } (northern hemisphere)
date-common-era = { $part } CE
date-before-common-era = { $part } BCE
date-long-year = year { $part }
date-power-of-ten = { $first } × 10^{ $second }
date-minus = −
date-decade = the { $part }s
date-early-decade = the early { $part }s
date-mid-decade = the mid-{ $part }s
date-late-decade = the late { $part }s
date-some-year = some year
date-some-year-in = some year in { $part }
date-some-year-from-to = some year from { $first } to { $second }
date-some-month = some month
date-some-month-from-to = some month from { $first } to { $second }
date-some-day = some day
date-some-day-in = some day in { $part }
date-some-day-from-to = some day from { $first } to { $second }
date-day-number = day { $part }
date-some-time-in = some time in { $part }
date-between = { $first }–{ $second }
date-from-to = { $first } to { $second }
date-about = about { $part }
date-perhaps = perhaps { $part }
date-perhaps-about = perhaps about { $part }
date-about-span = about { $part }
date-perhaps-span = perhaps { $part }
date-perhaps-about-span = perhaps about { $part }
date-partly-about = { $part } (in part approximate)
date-partly-perhaps = { $part } (in part uncertain)
date-partly-perhaps-about = { $part } (in part uncertain and approximate)
date-partly-each = { $part } (in part uncertain, in part approximate)
date-significant = about { $first } (between { $second })
date-significant-range = { $first }–{ $second }
date-significant-digit = one significant digit
date-significant-digits = { $part } significant digits
date-from-on = from { $part } on
date-until = until { $part }
date-end-unknown = from { $part }, end unknown
date-start-unknown = start unknown, until { $part }
date-or-earlier = { $part } or earlier
date-or-later = { $part } or later
date-and-earlier = { $part } and earlier
date-and-later = { $part } and later
date-always = at all times
date-or = { $first } or { $second }
date-and = { $first } and { $second }
date-listed = { $first }, { $second }
date-at-time = { $first }, { $second }
date-utc = {" "}UTC

## Durations.

length-years = { $number } years
length-months = { $number } months
length-days = { $number } days
length-hours = { $number } hours
length-minutes = { $number } minutes
length-seconds =
    { $number ->
        [one] { $number } second
       *[other] { $number } seconds
    }
length-over = over { $length }

## The axis.

axis-january = Jan
axis-february = Feb
axis-march = Mar
axis-april = Apr
axis-may = May
axis-june = Jun
axis-july = Jul
axis-august = Aug
axis-september = Sep
axis-october = Oct
axis-november = Nov
axis-december = Dec
axis-month = { $month } { $year }
axis-day = { $day } { $month }
axis-first-day = 1
axis-common-era = { $year } CE
axis-before-common-era = { $year } BCE

## Gaps: periods without events.

unsupported-uncited = nothing cited { $days }
unsupported-undated = no event dated { $days }
unsupported-uncited-here = nothing cited here
unsupported-undated-here = no event dated here

## Percentages.

share = { $number } %
share-less-than-one = less than 1 %
share-more-than-ninety-nine = more than 99 %

## A source of which only the quotations are available.

omitted-one = one character not quoted
omitted-characters = { $count } characters not quoted
omitted-unknown = elsewhere in the source

## Progress of loading a file.

opening-read = { $share } % read
opening-searched = { $passages } of { $of } passages checked

## Unsaved changes.

step-adopt-words = Adopt the current words of “{ $passage }”
step-add-source = Add the source “{ $source }”
step-add-records = { $count ->
        [one] Add a source
       *[other] Add { $count } sources
    }
step-undone = Undo: { $step }
step-merged = Changes made by another program
edit-refused = This change can’t be made
saved-with-losses = The timeline is saved, but not everything about the file could be kept
notice-merged = { $conflicts ->
        [0] Another program changed the file. Its changes and yours are merged.
        [one] Another program changed the file. Its changes and yours are merged, with one conflict to resolve.
       *[other] Another program changed the file. Its changes and yours are merged, with { $conflicts } conflicts to resolve.
    }
notice-merged-hint = Undo takes the other program’s changes back.

## The notice bar.

notice-no-records = The file contains no source records
notice-no-record-used = No source record could be read ({ $lost } problems)
notice-records-added =
    { $lost ->
        [one] { $used } records added; one part could not be read
       *[other] { $used } records added; { $lost } parts could not be read
    }
notice-changed = The file has changed since it was last opened
notice-changed-hint = The earlier version was shown first, as a preview; this is the current one.

## Errors in a filter.

filter-unknown-field = Unknown field “{ $field }”
filter-unknown-field-hint = The fields are { $fields }. To search for the words themselves, put them in quotation marks.
filter-missing-value = “{ $field }:” needs a value
filter-missing-value-hint = Write it without a space, as in { $example }.
filter-unknown-value = “{ $text }” is not a value of “{ $field }:”
filter-unknown-value-hint = Possible values: { $values }.
filter-set = { $text } is a set of dates, but a period has one start and one end
filter-set-hint = Write an interval, as in 1953/1963.
filter-out-of-range = { $text } is out of range
filter-out-of-range-hint = Dates can lie some 292 billion years before or after today.
filter-invalid-date = “{ $text }” isn’t a date in EDTF
filter-date-suggestion = Did you mean { $date }?
filter-invalid-date-hint = Write a year as 1953, a month as 1953-11, a day as 1953-11-09, a period as 1953/1963.

## Counts.

count-event =
    { $count ->
        [one] { $count } event
       *[other] { $count } events
    }
count-lane =
    { $count ->
        [one] { $count } lane
       *[other] { $count } lanes
    }
count-source =
    { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }
count-passage =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
count-quotation =
    { $count ->
        [one] { $count } quotation
       *[other] { $count } quotations
    }
count-paragraph =
    { $count ->
        [one] { $count } paragraph
       *[other] { $count } paragraphs
    }
count-problem =
    { $count ->
        [one] { $count } problem
       *[other] { $count } problems
    }
count-change =
    { $count ->
        [one] { $count } change
       *[other] { $count } changes
    }
count-gap =
    { $count ->
        [one] { $count } gap
       *[other] { $count } gaps
    }

## About a source.

details-cited-by-none = cited by no event
details-cited-by =
    { $count ->
        [one] cited by { $count } event
       *[other] cited by { $count } events
    }
details-supports-none = supports none of them
details-supports-one = supports 1
details-supports-none-alone = supports { $count }, always with other sources
details-supports-alone = supports { $count }, as the only source
details-supports-some-alone = supports { $count }, { $alone } as the only source

quoted = “{ $words }”

document-heading = Over the document
document-strip = { $passages } over the document
document-passage = Passage, { $label }
document-events-on-it = cited by { $events }
document-quoted-share = The passages quote { $share } of its text.
document-frame = The frame shows what you read last.
document-unplaced =
    { $count ->
        [one] { $count } passage could not be located for certain and may be in any paragraph.
       *[other] { $count } passages could not be located for certain and may be in any paragraph.
    }
document-uncited = Uncited paragraphs
document-no-paragraph = This text has no paragraphs.
document-one-cited = Its only paragraph is cited.
document-all-cited = All { $count } paragraphs are cited.
document-uncited-count = { $none } of { $paragraphs } ({ $share })
document-uncited-paragraph = Uncited paragraph { $number }: { $begins }
document-recorded = From the start to the last quotation, by the positions recorded in the timeline. Without the text, the length of the document, the share quoted and the uncited paragraphs are unknown.
document-without-position =
    { $count ->
        [one] { $count } passage has no recorded position.
       *[other] { $count } passages have no recorded position.
    }
document-without-text = Without the text, the positions of its passages, the share quoted and the uncited paragraphs are unknown.

over-time-heading = Over time
over-time-no-event = No event cites this source.
over-time-no-date =
    { $count ->
        [one] The only event that cites this source has no date.
       *[other] None of the { $count } events that cite this source has a date.
    }
over-time-filled-and-hollow = Filled: a passage of this source gives the date. Hollow: none does.
over-time-hollow = Hollow: no passage of this source gives the date.
over-time-undated =
    { $count ->
        [one] { $count } event that cites it has no date.
       *[other] { $count } events that cite it have no date.
    }
over-time-as-it-says = date from this source
over-time-not-from-it = date not from this source
over-time-on-axis = On the axis: { $label }

no-lane = No lane

record-published-in = Published in
record-number = Number
record-edit = Edit record…
record-edit-hint = Edit the bibliographic record and the document
record-publisher = Publisher
record-date = Date
record-address = Address
record-language = Language
record-known-as = ID in the timeline
record-file = File
record-by-digest = identified by its digest as the quoted copy
record-by-name = found by its file name
record-by-path = found at the path in the timeline
record-other-copy = ; not the copy that was quoted
record-not-found = not found: the text is not on this computer
record-read-from = Read from

locate-text = Locate the document…
locate-text-hint = Choose the document or its folder to read it here

## Changes.

step-recovered = A change of the last session
recovered-changes = { $changes ->
        [0] The steps of the last session are restored.
        [one] One unsaved change of the last session is restored.
       *[other] { $changes } unsaved changes of the last session are restored.
    }
recovered-keep = Keep
recovered-discard = Discard
edit-locked-hint = Close it there, then reload the timeline here to edit it.
journal-at-risk = Unsaved changes would not survive a crash: { $reason }. Save often.
conflicts-none = There is nothing left to resolve.
conflicts-explained = Both versions changed the same field. Yours is used until you choose.
conflicts-whole-entry = The whole entry
conflicts-field = Field “{ $field }”
conflicts-ours = Yours
conflicts-theirs = The other version
conflicts-base = Before both
conflicts-nothing = Nothing: it was removed.
conflicts-take-ours = Keep yours
conflicts-take-theirs = Take the other
conflicts-take-base = Go back to before
conflicts-bar = { $count ->
        [one] One conflict between two versions is not resolved.
       *[other] { $count } conflicts between two versions are not resolved.
    }
conflicts-resolve = Resolve…
dialog-conflicts = Conflicts
private-data-explained = Annals removes from this computer: the journals of timelines whose changes are all saved, with their history for undo, the lists of recent timelines and documents, and the cache. Timelines, documents and settings stay.
private-data-clear = Clear private data
private-data-cleared = { $removed ->
        [0] Nothing was stored.
        [one] One file or folder was removed.
       *[other] { $removed } files and folders were removed.
    } { $kept ->
        [0] {""}
        [one] One was kept: it has unsaved work or is in use.
       *[other] { $kept } were kept: they have unsaved work or are in use.
    }
dialog-private-data = Clear private data?
history-explained = Click a step to go back to it, or forward.
toast-undo = Undo
toast-close = Close
history-undo = Undo
history-redo = Redo
history-begin = Before the first step
changes-save = Save
save-first-explained = The chronology that comes with Annals stays as it is. Save your version as a file of its own to keep your changes.
save-first-choose = Save as…
save-first-later = Later
changes-would-be-lost = { $changes } will be lost.
changes-leave = Close without saving
changes-stay = Cancel

## Steps of the history.

step-set-title = Set the title to “{ $title }”
step-set-description = Set the description
step-set-language = Set the language to { $language }
step-remove-language = Remove the language of the timeline
step-new-lane = New lane “{ $lane }”
step-duplicate-lane = Duplicate the lane “{ $lane }”
step-rename-lane = Rename the lane “{ $from }” to “{ $to }”
step-set-color = Set the colour of “{ $lane }”
step-delete-lane = Delete the lane “{ $lane }”
step-move-lane = Move the lane “{ $lane }”
step-move-event = Move “{ $event }” in the list
step-move-source = Move the source “{ $source }” in the list
step-move-passage = Move a passage in the list
step-new-event = New event “{ $event }”
step-edit-event = Edit “{ $event }”
step-duplicate-event = Duplicate “{ $event }”
step-delete-events =
    { $count ->
        [one] Delete “{ $event }”
       *[other] Delete { $count } events
    }
step-set-title-of-event = Rename “{ $event }” to “{ $title }”
step-set-date-text = Set the date in words of “{ $event }”
step-set-summary = Set the summary of “{ $event }”
step-set-note = Set the note of “{ $event }”
step-set-lane =
    { $count ->
        [one] Move “{ $event }” to “{ $lane }”
       *[other] Move { $count } events to “{ $lane }”
    }
step-set-date = Set the date of “{ $event }” to { $date }
step-remove-date = Remove the date of “{ $event }”
step-set-basis = Set how the date of “{ $event }” is known
step-add-tag =
    { $count ->
        [one] Add the tag “{ $name }” to “{ $event }”
       *[other] Add the tag “{ $name }” to { $count } events
    }
step-add-actor =
    { $count ->
        [one] Add the actor “{ $name }” to “{ $event }”
       *[other] Add the actor “{ $name }” to { $count } events
    }
step-remove-tag =
    { $count ->
        [one] Remove the tag “{ $name }” from “{ $event }”
       *[other] Remove the tag “{ $name }” from { $count } events
    }
step-remove-actor =
    { $count ->
        [one] Remove the actor “{ $name }” from “{ $event }”
       *[other] Remove the actor “{ $name }” from { $count } events
    }
step-rename-tag = Rename the tag “{ $from }” to “{ $to }”
step-rename-actor = Rename the actor “{ $from }” to “{ $to }”
step-merge-tags = Merge the tag “{ $from }” into “{ $to }”
step-merge-actors = Merge the actor “{ $from }” into “{ $to }”
step-delete-tag =
    { $count ->
        [one] Remove the tag “{ $name }” from { $count } event
       *[other] Remove the tag “{ $name }” from { $count } events
    }
step-delete-actor =
    { $count ->
        [one] Remove the actor “{ $name }” from { $count } event
       *[other] Remove the actor “{ $name }” from { $count } events
    }
step-add-citation = Cite a passage for “{ $event }”
step-remove-citation = Remove a citation from “{ $event }”
step-move-citation = Move a citation of “{ $event }”
step-set-stance = Set the stance of a citation of “{ $event }”
step-set-citation-date = Set the date of a citation of “{ $event }”
step-set-attributed-to = Set whose claim a citation of “{ $event }” reports
step-set-citation-note = Set the note of a citation of “{ $event }”
step-review-none =
    { $count ->
        [one] Remove the review state of “{ $event }”
       *[other] Remove the review state of { $count } events
    }
step-review-draft =
    { $count ->
        [one] Make “{ $event }” a draft
       *[other] Make { $count } events drafts
    }
step-review-proposed =
    { $count ->
        [one] Propose “{ $event }”
       *[other] Propose { $count } events
    }
step-review-accepted =
    { $count ->
        [one] Accept “{ $event }”
       *[other] Accept { $count } events
    }
step-review-rejected =
    { $count ->
        [one] Reject “{ $event }”
       *[other] Reject { $count } events
    }
step-add-comment = Comment on “{ $event }”
step-edit-comment = Edit a comment on “{ $event }”
step-resolve-comment = Resolve a comment on “{ $event }”
step-reopen-comment = Reopen a comment on “{ $event }”
step-delete-comment = Delete a comment on “{ $event }”
step-merge-events = Merge { $count } events into “{ $event }”
step-split-event = Split “{ $event }”
step-paste-events =
    { $count ->
        [one] Paste “{ $event }”
       *[other] Paste { $count } events
    }
step-resolve-conflict = Resolve a conflict of “{ $entry }”
step-new-passage = New passage “{ $words }”
step-edit-passage = Edit the passage “{ $words }”
step-delete-passages =
    { $count ->
        [one] Delete the passage “{ $words }”
       *[other] Delete { $count } passages
    }
step-new-source = New source “{ $source }”
step-edit-source = Edit the source “{ $source }”
step-set-document = Set the document of “{ $source }”
step-remove-document = Remove the document of “{ $source }”
step-delete-sources =
    { $count ->
        [one] Delete the source “{ $source }”
       *[other] Delete { $count } sources
    }

## Errors of edits, shown at their field.

edit-error-no-lane = There is no lane “{ $id }” any more
edit-error-no-source = There is no source “{ $id }” any more
edit-error-no-passage = There is no passage “{ $id }” any more
edit-error-no-event = There is no event “{ $id }” any more
edit-error-no-citation = There is no such citation any more
edit-error-needs-title = Give the event a title
edit-error-needs-lane = Choose a lane
edit-error-needs-lane-name = Give the lane a name
edit-error-needs-name = Write a name
edit-error-needs-date = Give the event a date first
edit-error-needs-reason = No cited passage gives this date. Say what it is concluded from.
edit-error-not-stated = The date { $date } is marked as stated. Give the citation this date, or say what it is concluded from.
edit-error-unknown-date = “{ $date }” isn’t understood as a date. Write it in EDTF, such as 1958-03, or in words, such as “March 1958”.
edit-error-unsourced-state = An event that cites no passage can only be a draft or rejected
edit-error-needs-source = Choose a source
edit-error-needs-words = Copy the words of the source
edit-error-words-differ = The source has other words here: “{ $words }”
edit-error-words-ambiguous =
    { $count ->
        [one] These words are in the source more than once. Add the words before or after them.
       *[other] These words are in the source { $count } times. Add the words before or after them.
    }
edit-error-words-not-found = These words are not in the source
edit-error-replaced-already = Another passage already has the current words
edit-error-no-current-words = The passage has no place in a document on this machine
edit-error-needs-record = Give at least the title of the source
edit-error-language = “{ $language }” isn’t a language tag such as en, fr or pt-BR
edit-error-color = “{ $color }” isn’t a colour such as #3b6ea5
edit-error-file-outside-folder = “{ $file }” is outside the folder of the timeline
edit-error-clipboard = The clipboard has no events that can be pasted
edit-error-no-conflict = This conflict is resolved already
edit-error-no-comment = There is no such comment any more
edit-error-needs-comment = Write a comment
edit-error-merge-needs-events = Select two or more events
edit-error-merge-order = A source puts one of these events before another, so they can’t be one
edit-error-split-needs-some = Choose the citations that go: at least one, but not all
edit-error-lane-has-events =
    { $count ->
        [one] This lane has { $count } event. Choose the lane that gets it.
       *[other] This lane has { $count } events. Choose the lane that gets them.
    }

## What else a deletion changes.

edit-consequence-passages =
    { $count ->
        [one] { $count } passage is deleted too.
       *[other] { $count } passages are deleted too.
    }
edit-consequence-drafts =
    { $count ->
        [one] This event has no passage left and becomes a draft: { $events }
       *[other] { $count } events have no passage left and become drafts: { $events }
    }{ $more ->
        [0] .
       *[other] {" "}and { $more } more.
    }
edit-consequence-citations =
    { $count ->
        [one] This event loses a citation: { $events }
       *[other] { $count } events lose citations: { $events }
    }{ $more ->
        [0] .
       *[other] {" "}and { $more } more.
    }
edit-consequence-undated =
    { $count ->
        [one] This event loses its date, which no other citation gives: { $events }
       *[other] { $count } events lose their dates, which no other citation gives: { $events }
    }{ $more ->
        [0] .
       *[other] {" "}and { $more } more.
    }
edit-consequence-order =
    { $count ->
        [one] This event is no longer ordered by what is deleted: { $events }
       *[other] { $count } events are no longer ordered by what is deleted: { $events }
    }{ $more ->
        [0] .
       *[other] {" "}and { $more } more.
    }

## Passages of an event that disagree.

claims-dates = The sources differ on the date
claims-stances = For and against
claims-speakers = Claimed by different people
claims-date = Date
claims-stance = Stance
claims-speaker = Said by
claims-words-and-speaker = Quotation and speaker
claims-words-and-source = Quotation and source
claims-more = and { $count } more passages
claims-go = Go to the passage
claims-no-date = no date
claims-inferred = inferred
claims-source-itself = the source itself
claims-claim-of = claimed by { $who }
claims-number = Claim { $number } of { $of }
claims-facts = { $facts }: { $words }
quote-opens = “
quote-opens-within = … “
quote-closes = ”
quote-closes-within = ” …
stance-supports = Supports
stance-disputes = Disputes
stance-context = Context

## Clusters on the plot.

cluster-began-earlier = ← { $count } began earlier
cluster-begin = begin { $span }
cluster-reaching = began before this view
cluster-zooms = Click to zoom in
cluster-zooms-and-lists = Click to zoom in; right-click or press L to list them
cluster-lists = Click to list them

## Splitters between panels.

width-of-quotations = Width of the quotations panel
width-of-source = Width of the source panel
height-of-quotations = Height of the quotations panel

## A source whose text changed since it was quoted.

drift-now = Current text:
drift-similarity = Similarity { $score } of 1. Struck through: only in the recorded quotation. Underlined: only in the current text.
drift-adopted = Replaced by passage “{ $passage }”
drift-keep = Keep recorded words
drift-keep-hint = The quotation stays as it was recorded
drift-adopt = Use current words
drift-adopt-hint = Adds a passage that quotes the current text and cites it instead; the old passage stays

## Evidence for events.

evidence-nothing = unsupported
evidence-single-source = single source
evidence-shorter-periods = and shorter gaps

fold-folded = Folded: { $length } in which no visible event starts or ends, { $span }
fold-click-unfolds = Click to unfold (Z)
fold-unfold = Unfold { $gaps }
fold-unfold-hint = Show the empty gaps of the axis at full length (Z)
fold-fold = Fold { $gaps }
fold-fold-hint = Shorten the long gaps of the axis without events (Z)

## Lanes.

lane = Lane { $name }, { $events }
lane-folded = Lane { $name }, { $events }, folded
lane-some-of = { $shown } of { $events }
lane-unfold-hint = This lane is folded: its events are drawn together. Click to unfold it, drag to move it.
lane-fold-hint = Click to fold this lane and draw its events together. Drag to move it.
lane-edit = Edit lane…

## The legend.

legend-stated = A year or a month stated by a source, drawn at its full width.
legend-inferred = A year or a month inferred by the editor.
legend-day = A day, on a scale of years.
legend-within = Sometime within a decade or a century.
legend-approximate = Approximate: faded edges.
legend-uncertain = Uncertain: dashed outline.
legend-approximate-uncertain = Approximate and uncertain.
legend-interval = From one date to another.
legend-interval-about = From one date to about another.
legend-open = No start or no end is given.
legend-ended = It ended at an unknown date.
legend-season = A season.
legend-one-of = One of several dates.
legend-all-of = All of several dates.
legend-show-evidence = Show the evidence for each event (E)
legend-rival = Sources differ: each date is drawn, joined by a line.
legend-undated = Undated events are listed below the plot. The colour shows the lane and nothing else.
legend-evidence = When evidence is shown:
legend-single-source = A single source supports it.
legend-no-passage = No passage supports it.
legend-hatching = Between the first and the last supported event: no supported event is or may be dated here. This does not mean that nothing happened.

overview = Overview
overview-showing = Overview, showing { $span }

## The period dialog.

period-explained = Show only events in a period. Write it like dates in the file: 1953/1963, 1958, 195X, 2023/.. and so on.
period-field = Period in EDTF
period-show-everything = Clear period
period-suggestion = Did you mean { $date }?
period-incomplete = Not a date yet; column { $column }: { $expected }
period-certainly-in = Certainly in the period: { $events }
period-possibly-in = Possibly in the period: { $events }, including undated ones
period-everything = Everything
period-certainly-possibly = Certainly: every possible date is in the period. Possibly: some are, or the event has no date.

## Keys and gestures.

keys-click = Click an event
keys-click-does = read the passages that support it
keys-zoom = Wheel, W S, + −
keys-zoom-does = zoom in and out
keys-pan = Drag, Shift + wheel, A D
keys-pan-does = move to earlier or later
keys-fit = Double-click, F
keys-fit-does = zoom to the selected event; press F again to show everything
keys-lane-name = Click or drag a lane’s name
keys-lane-name-does = fold or move the lane (Shift + ↑ ↓); drag the line below it to change its height
keys-list = L on a cluster
keys-list-does = list its events; Enter zooms in
keys-tab = Tab
keys-tab-does = go to the next control or mark
keys-rows = Wheel over lane names, Page Up, Page Down
keys-rows-does = scroll the rows
keys-scroll = Page Up, Page Down, Space
keys-scroll-does = scroll the source
keys-copy = Drag over text, Ctrl + C
keys-copy-does = copy the words with their citation
keys-drag-event = Drag an event up or down
keys-drag-event-does = move it to another lane, never along time (M); Esc cancels
keys-select-rows = Ctrl or Shift + click, Shift + ↑ ↓, Ctrl + A in the table
keys-select-rows-does = select several events
keys-copy-events = Ctrl + C, Ctrl + V
keys-copy-events-does = copy the selected events, and paste them in a timeline

## Dialogs.

dialog-keys = Keys and gestures
dialog-legend = What the marks mean
dialog-problems = Problems
dialog-sources = Sources
dialog-open = Open a timeline
dialog-cluster-events = Events of a cluster
dialog-save = Save a copy
dialog-add = Add a source
dialog-history = History
dialog-save-as = Save as
dialog-save-first = Where should your version be saved?
dialog-unsaved = Unsaved changes
dialog-no-problems = No problems.
dialog-line-and-column = line { $line }, column { $column }
dialog-go-to = Go to “{ $event }”
dialog-show-sources = Show the sources
dialog-more-problems = And { $count } more: run annals check to list them all.
dialog-add-source = Add a source…
dialog-add-source-hint = Add a document, or records in CSL-JSON, BibTeX or RIS. You can also drop the file on the window.
dialog-cited-in-style = Citation style
dialog-verified-against = ✓ { $verified } of { $of } verified against { $place }
dialog-found-in = ✓ { $verified } of { $of } found in { $place }; the timeline records no digest
dialog-found-in-other = { $verified } of { $of } found in a different copy: { $place }
dialog-not-here = { $of } from a copy that is not on this computer
dialog-sources-explained = Each quotation is checked against its document. Choose a folder that contains the documents; they are identified by their SHA-256 digest or their file name.
dialog-choose-folder = Choose a folder…
dialog-or-path = or the path of a folder or document
dialog-check = Check
dialog-open-no-dialog = This system has no file dialog. Drop a timeline file on the window, or type its path.
dialog-path-of-timeline = path of a timeline file
dialog-do-open = Open
dialog-add-no-dialog = This system has no file dialog. Drop a document on the window, or type its path. Source records can be CSL-JSON, BibTeX or RIS.
dialog-path-of-addition = path of a document or of source records
dialog-do-add = Add
dialog-save-no-dialog = This system has no file dialog. Type the path of the copy.
dialog-path-of-copy = path of the new file
dialog-do-save = Save
dialog-do-replace = Replace
dialog-path = Path
dialog-close = Close
dialog-close-hint = Close (Esc)

## A passage in the quotations panel.

passage-label = Passage { $number } of { $of }: { $words }
passage-disputes = Disputes this event
passage-read = Read in the source
passage-read-hint = Show the passage in its source (Enter)
passage-copied = ✓ Copied
passage-copy = Copy with citation
passage-copy-hint = Copy the quotation and its citation
passage-edit-citation = Edit citation
passage-edit-citation-hint = Edit stance, date, speaker and note here
passage-edit = Edit passage…
passage-edit-hint = Edit source, words and page of the passage
passage-also = Other events citing this passage
passage-more = and { $count } more
passage-dates-it = Date given: { $date }
passage-dates-it-inferred = Date given: { $date } (inferred)
passage-claim-of = Reported claim by { $who }
passage-exact = ✓ Verified, word for word
passage-normalised = ✓ Verified; line breaks or typography differ
passage-drifted = ≈ The available text differs
passage-ambiguous = ? Found in { $count } places of the available text; the context fits each
passage-missing = × Not found in the available text
passage-unavailable = Quoted from a copy that is not on this computer
passage-place = Characters { $start } to { $end } of the available text, which is the copy that was quoted
passage-place-in-other = Characters { $start } to { $end } of the available text, which is not the copy that was quoted
passage-digest = Digest of the quoted copy: { $digest }
passage-locate-hint = Choose the document or its folder to check the quotation
passage-candidate = Place { $number }
passage-candidate-hint = Read it there (similarity { $score } of 1)
passage-editors-note = Editor’s note

## The plot.

plot-none-dated = No dated events match.
plot-none-shown-here = No matching events here. Press Home to show them all.
plot-none-here = No dated events here. Press Home to show everything.
plot-lane-without-place = { $events }, none with a date on the axis
plot-label = Timeline, { $span }: { $events } in view, { $lanes }{ $stretches }
plot-about = about { $events }
plot-rows = Rows of the timeline

mark-no-lane = no lane
mark-by = according to { $source }
mark-according-to = according to { $sources }
mark-stated = stated
mark-inferred = inferred

## The selected event.

event-no-passage = No passage supports this event.
event-inferred = Inferred: { $reason }
event-order-unknown = The dates do not show whether this was before or after { $events }.
event-order-and = {" and "}
event-no-lane = unknown lane “{ $lane }”
event-supports =
    { $count ->
        [one] { $count } supports
       *[other] { $count } support
    }
event-disputes =
    { $count ->
        [one] { $count } disputes
       *[other] { $count } dispute
    }
event-context = { $count } context
event-none-supports = none in support, { $others }
event-only-supports = only { $source } supports it
event-undated = Undated: no date is given
event-undated-by-sources = No date of its own; its sources give { $dates }
event-undated-says = Undated: the source says “{ $words }”
event-invalid-date = “{ $text }” isn’t a valid date
event-rival-dates = { $date }, or { $others }: the sources differ
event-rival-or = {", or "}
event-stated-in-a-passage = { $date }, stated in a passage
event-stated-in-the-passage = { $date }, stated in the passage
event-inferred-not-stated = { $date }, inferred, not stated
event-order-after = According to the sources, after:
event-order-before = According to the sources, before:

## Search.

search-placeholder = Search  ( / )
search-timeline = Search the timeline
search-explained = Searches titles, summaries, quotations and notes. Put “several words” in quotation marks to find the phrase; put - before a word to exclude it.
search-index-being-made = Building the index…
search-none = No events
search-found = { $number } of { $events }
search-found-ranked = { $number } of { $events }, the best { $ranked } ranked
search-hit = Found: { $event }
search-undated = undated

## The list of undated events.

shelf = Undated
shelf-label = Undated, { $events }
shelf-hint = No source gives a date for these events, so they are not on the axis.

## The top bar.

bar-untitled = Untitled
bar-no-file = Untitled timeline
bar-built-in = Built-in chronology
bar-stop = Stop
bar-sources-hint = Sources and their documents
bar-saved = Saved
bar-not-saved = Unsaved changes
bar-saving = Saving…
bar-history-hint = The steps that you can undo and redo
bar-open = Open…
bar-open-hint = Open a timeline file (Ctrl+O)
bar-read = Read
bar-read-hint = Read the sources next to the plot (Ctrl+4)
bar-legend = Legend
bar-legend-hint = What the marks mean
bar-keys = Keys
bar-keys-hint = Keys and gestures (?)
bar-problems-hint = Problems in the file, their positions and how to fix them
bar-no-quotations = no quotations
bar-not-on-this-machine = { $quotations }, documents missing: locate…
bar-all-verified = ✓ { $verified } of { $quotations } verified
bar-verified = { $verified } of { $quotations } verified
theme-system = Theme: system
theme-light = Theme: light
theme-dark = Theme: dark
theme-hint = { $theme }. Click to change.

## The welcome panel, while no event is selected.

welcome-no-events = No events yet
welcome-no-events-why = Add a document to quote from, or records of sources. Then add events.
welcome-add-source = Add a document or records…
welcome-click = Click any event
welcome-and-read = to read the words that support it.
welcome-begin = Begin with “{ $event }”
welcome-wheel = Turn the wheel to zoom, drag to move, press F to show everything.
welcome-arrows = Press ← and → to step through the events in time.
welcome-keys = Press ? to list all keys.
welcome-this = This chronology
welcome-undated = { $count } of them undated
welcome-drawn-from = Sources
welcome-more-sources =
    { $count ->
        [one] and { $count } more source
       *[other] and { $count } more sources
    }
welcome-being-read = Loading
welcome-being-read-so-far = { $events } so far, { $undated } undated. The plot shows their dates; titles and quotations follow once the file is loaded.

## The window as a whole.

window-reading = Loading…
notice-built-in = The built-in chronology
notice-in-file = { $file }: { $message }
notice-in-file-at = { $file }, line { $line }, column { $column }: { $message }
notice-last-version = This is the last version that could be read.
notice-open-another = Open another…
notice-read-again = Reload
notice-dismiss = Dismiss
footer-gestures = Wheel zooms  ·  drag pans  ·  ← → next event  ·  F fits  ·  E evidence  ·  ? keys
footer-hidden = { $count } undated, hidden: press Ctrl+1 to show

## The source reader.

reader-no-source = No source is open. Choose “Read in the source” below a quotation.
reader-empty-text = This text is empty.
reader-in-period = { $belonging } of { $passages } in the period shown
reader-recorded-copy = the copy that was quoted
reader-other-copy = not the copy that was quoted
reader-only-quotations = quotations only: the text is not on this computer
reader-unplaced = { $count } not found or uncertain
reader-on-passage = { $events } citing this passage
reader-marked-passage = Marked passage, { $events }: { $words }
reader-tab = Source: { $source }
reader-close-tab = Close { $source }
reader-close = Close this source
reader-details = About
reader-details-hint = The source’s record, the events it supports, its uncited paragraphs
reader-outline = Outline
reader-outline-hint = The headings of this source
reader-find = Find
reader-find-hint = Find words in this text (Ctrl+F)
reader-find-words = Words in this text
reader-find-in-text = Find in this text
reader-find-before = Previous match (Shift+Enter)
reader-find-next = Next match (Enter)
reader-find-searching = searching…
reader-find-place = { $current } of { $of }
reader-find-place-or-more = { $current } of { $of } or more
reader-find-none = no match in this text
reader-text = Text of the source
reader-page = p. { $page }
reader-place = Position in the source

## File dialogs.

file-dialog-timeline = Timeline
file-dialog-add = Add a document or source records
file-dialog-documents = Documents
file-dialog-records = Source records
file-dialog-sources = Choose the folder of the sources
file-dialog-name = timeline
file-dialog-name-of-copy = { $name }-copy.json

## Filters, commands, tabs, table, settings.

bar-menu = Menu
bar-filter = Filter
bar-filter-hint = Show only some events: by lane, tag, actor, source, period or evidence
bar-table = Table
bar-table-hint = Show the events in a table (Ctrl+5)
bar-evidence-short = { $verified } / { $all } verified
tabs-timeline = Timeline { $name }
tabs-close = Close { $name }
tabs-close-hint = Close this timeline (Ctrl+W)
panel-plot = Timeline
panel-shelf = Undated
panel-table = Table
panel-quotes = Quotations
panel-reader = Source
table-name = Table
table-of = Table of { $events }
table-sorting = Sorting…
table-some = { $rows } of { $events }
table-hide = Hide
table-hide-hint = Hide the table (Ctrl+5)
table-columns = Columns
table-sort-hint = Click to sort; click again to reverse
table-sorted-up = { $column }, sorted ascending
table-sorted-down = { $column }, sorted descending
table-none = No events match.
table-undated = undated
table-height = Height of the table
column-date = Date
column-title = Event
column-lane = Lane
column-basis = Basis
column-passages = Passages
column-sources = Sources
column-tags = Tags
column-actors = Actors
column-state = Quotations
field-lane = Lane
field-tag = Tag
field-source = Source
field-actor = Actor
field-possibly = Possibly in
field-certainly = Certainly in
field-basis = Basis of the date
field-evidence = Evidence
field-state = Quotations
field-is = Date
value-stated = stated
value-inferred = inferred
value-none = none
value-single-source = a single source
value-several-sources = several sources
value-disputed = disputed
value-rival-dates = rival dates
value-exact = exact
value-normalised = normalised
value-drifted = drifted
value-ambiguous = ambiguous
value-missing = missing
value-unavailable = unavailable
value-undated = undated
chips-shown =
    { $all ->
        [one] { $shown } of { $all } event
       *[other] { $shown } of { $all } events
    }
chips-certainly = Certainly in { $period }
chips-possibly = Possibly in { $period }
chips-field = { $field }: { $value }
chips-not = { $field }: not { $value }
chips-remove = Remove filter: { $chip }
chips-more = Filter…
chips-clear = Show all
dialog-filters = Filter
dialog-commands = Commands
dialog-settings = Settings
dialog-recent = Recent timelines
filters-saved = Saved filters
filters-none-saved = None yet. Save the current search and filters here under a name.
filters-name = Name of this filter
filters-save = Save
filters-delete = Delete the filter { $name }
filters-period = Period
filters-value =
    { $count ->
        [one] { $name }, { $count } event
       *[other] { $name }, { $count } events
    }
filters-more = and { $count } more; use the search to find them
filters-indexing = Fields appear here once the index is built.
commands-hint = Type a command
commands-field = Find a command
commands-none = No matching command
recent-none = No recent timelines.
keys-commands = Commands
keys-drop = Drop a file on the window
keys-drop-does = open a timeline in a new tab, or add a document as a source
keys-change = Change the keys…
settings-appearance = Appearance
settings-theme = Theme
settings-as-system = System
settings-light = Light
settings-dark = Dark
settings-text-size = Text size
settings-language = Language
settings-panels = Shown at start
settings-panel-shelf = Undated
settings-panel-overview = Overview
settings-panel-quotes = Quotations
settings-panel-reader = Source
settings-panel-table = Table
settings-saving = Saving
settings-autosave = Save changes automatically, two seconds after the last one
settings-navigation = Navigation
settings-motion = Animation
settings-motion-full = Full
settings-motion-reduced = Reduced
settings-swap-wheel = The wheel scrolls rows over the plot and zooms over lane names
settings-quotations = Citations and quotations
settings-citation-style = Citation style
settings-quote-limit = Limit quotations in exports
settings-quote-limit-words = words per source
settings-keys = Keys
settings-single-keys = Single-key commands, without Ctrl or Alt
settings-all-keys = Keys of all commands
settings-keys-of = Keys of “{ $command }”
settings-keys-change = Change keys: Ctrl+K, Shift+W, F8; separate several with a space
settings-keys-set = Set
settings-keys-reset = Reset
settings-key-taken = { $keys } runs “{ $holder }”, so it cannot run “{ $loser }”.
settings-problem-at = Line { $line }, column { $column }:{" "}
settings-file = Settings are saved in { $path }, each explained there.
settings-no-file = This system has no folder for a settings file: changes last until the window closes.
settings-copy-path = Copy path
dialog-open-link = Web address
address-explained = A source gives this address. It opens in another program, such as a browser. No data of the timeline is sent with it.
address-letters = In its own script, the host is { $host }. Check that it is the one you expect.
address-open = Open address
address-copy = Copy address
address-button = Open web address…
address-button-hint = Shows the full address first
event-copy-link = Copy link
event-copy-link-hint = A link that opens this timeline at this event (Ctrl+L)
event-edit = Edit…
event-edit-hint = Edit every field of the event
event-duplicate = Duplicate
event-duplicate-hint = Add an event like this one
event-delete = Delete
event-delete-hint = Delete the event; you can undo it
edit-not-ready = This can’t be changed now: the timeline is still being read, or its file is over 64 MB
chips-copy-link = Copy link
dialog-confirm-replace = This file exists. Replace it?
selection-announced = Selected: { $event }, { $date }, { $passages }

## Changing several events.

drop-in-lane =
    { $count ->
        [one] Move to “{ $lane }”
       *[other] Move { $count } events to “{ $lane }”
    }
selected-events =
    { $count ->
        [one] { $count } event selected
       *[other] { $count } events selected
    }
selected-move = Move to lane…
selected-add-tag = Add tag…
selected-remove-tag = Remove tag…
selected-add-actor = Add actor…
selected-remove-actor = Remove actor…
selected-merge = Merge…
selected-delete = Delete
selected-clear = Select only one
event-split = Split…
event-copy = Copy event
dialog-move-to-lane = Move to another lane
dialog-add-tag = Add a tag
dialog-add-actor = Add an actor
dialog-remove-tag = Remove a tag
dialog-remove-actor = Remove an actor
dialog-merge-events = Merge events
dialog-split-event = Split an event
dialog-rename-tags = Rename or merge tags
dialog-rename-actors = Rename or merge actors
names-new-tag = Tag
names-new-actor = Actor
names-add = Add
names-no-tags = None of these events has a tag.
names-no-actors = None of these events has an actor.
merge-explained = Choose the event that keeps its title and lane. It gets the citations, tags and actors of the others; a date that differs stays as the date of a citation.
split-explained = Choose the citations that go to the new event. At least one stays.
split-title = Title of the new event
split-do = Split
rename-choose-tag = Choose the tag to rename.
rename-choose-actor = Choose the actor to rename.
rename-in =
    { $count ->
        [one] In { $count } event.
       *[other] In { $count } events.
    }
rename-name = New name
rename-merges =
    { $count ->
        [one] { $count } event has “{ $name }” already. The two are merged.
       *[other] { $count } events have “{ $name }” already. The two are merged.
    }
rename-do = Rename
rename-do-merge = Merge
rename-remove =
    { $count ->
        [one] Remove from { $count } event
       *[other] Remove from { $count } events
    }
rename-another = Choose another
filters-rename = Rename or merge… (F2)

## Forms: headings and buttons.

form-new-event = New event
form-event = Event
form-new-passage = New passage
form-edit-passage = Passage
form-new-source = New source
form-edit-source = Source
form-new-lane = New lane
form-edit-lane = Lane
form-timeline = Timeline details
form-add-event = Add event
form-add-passage = Add passage
form-add-source = Add source
form-add-lane = Add lane
form-apply = Apply
form-apply-hint = Apply (Ctrl+Enter)
form-keep = Keep for later
form-keep-hint = Close the form and keep what you typed (Esc)
form-discard = Discard
form-discard-hint = Close the form and delete what you typed
form-delete = Delete…
form-delete-hint = Delete this entry; you can undo it
form-delete-now = Delete all the same
form-delete-lane =
    { $count ->
        [one] Its event has to go to another lane. Choose one to delete this lane:
       *[other] Its { $count } events have to go to another lane. Choose one to delete this lane:
    }
form-delete-cancel = Keep it
form-cancel = Cancel
form-cancel-hint = Leave the field as it was (Esc)
form-resume = Continue
form-resume-hint = Open again: { $form }
form-kept-event = Unfinished event: { $title }
form-kept-passage = Unfinished passage: { $title }
form-kept-source = Unfinished source: { $title }
form-kept-lane = Unfinished lane: { $title }
form-kept-timeline = Unfinished timeline details: { $title }
form-kept-untitled = untitled
form-edit = Edit: { $field }
form-remove = Remove { $name }
form-remove-hint = Click to remove
form-remove-short = Remove
form-add-actors = + Actors
form-add-summary = + Summary
form-add-note = + Note
form-add-tags = + Tags

## Forms: fields.

form-title = Title
form-date = Date
form-date-hint = 1958, late 1950s, 3 May 1921
form-date-none = No date: the event goes to the undated events
form-date-words = Not understood as a date
form-date-words-kept = Kept in words; the event stays undated
form-date-meaning = { $words } · EDTF { $edtf }
form-date-extent = { $earliest } to { $latest }
form-date-open-start = no beginning
form-date-open-end = no end
form-date-unknown = unknown
form-date-out-of-range = beyond what can be drawn
form-date-or = or { $words }: { $edtf }
form-date-take = Use { $words }: { $edtf }
form-basis = How the date is known
form-basis-stated = A passage states it
form-basis-inferred = I infer it
form-reason = Inferred from
form-reason-hint = What leads you to this date
form-lane = Lane
form-lane-create = create this lane
form-first-lane = Events
form-tags = Tags
form-tags-hint = A comma or Enter adds a tag
form-actors = Actors
form-actors-hint = People or bodies; a comma or Enter adds one
form-summary = Summary
form-note = Editor’s note
form-note-hint = Your remark, not words of a source
form-passages = Passages
form-passages-none = Without a passage the event is saved as a draft.
form-cite = Cite a passage…
form-cite-new = New passage…
form-citation = Passage { $number }
form-citation-remove = Remove passage { $number } from the event
form-passage = Passage
form-passage-hint = Words of a passage in this timeline
form-passage-other = Choose another
form-stance = Stance
form-citation-date = Date that this passage gives
form-citation-date-hint = Only if the passage gives one
form-attributed = Who says so
form-attributed-hint = The author
form-citation-note = Note on this citation
form-source = Source
form-source-hint = Author or title
form-exact = Exact words
form-exact-hint = The words, exactly as in the document
form-words-none = The words are looked up in the document as you type
form-words-searching = Looking them up…
form-words-unavailable = The document is not on this computer: the words can’t be checked
form-words-exact = Found in the document, word for word
form-words-normalised = Found, but for spaces, quotation marks or the like
form-words-drifted = The document has similar words, not these
form-words-take = Use the document’s words: “{ $words }”
form-words-ambiguous =
    { $count ->
        [one] Found in { $count } place
       *[other] Found in { $count } places: add words until it is one
    }
form-words-missing = Not found in the document
form-words-keep = Record these words all the same
form-locator = Page or paragraph
form-locator-hint = p. 12
form-locator-take = Use { $locator }
form-source-type = Type
form-names-hint = Family name, Given name: one per line
form-record-date-hint = 2025-02-07, or words
form-file = Document
form-file-hint = Path in the folder of the timeline
form-language = Language
form-language-hint = en, fr, km…
form-lane-name = Name
form-color = Colour
form-color-hint = #b5502a; empty: automatic
form-color-offered = Colour { $color }
form-color-automatic = Automatic
form-description = Description

## Forms: what is wrong with a field.

form-error-no-title = Enter a title.
form-error-no-name = Enter a name.
form-error-no-lane = Choose a lane, or type the name of a new one.
form-error-unknown-lane = There is no lane of this name, or several. Choose one from the list, or create it there.
form-error-lane-exists = Another lane has this name. Choose a different one.
form-error-no-basis = Say how the date is known: no passage cited here gives it in words.
form-error-no-reason = Say what you infer the date from.
form-error-which-passage = Say which passage states the date: enter it there.
form-error-no-passage = Choose a passage from the list, or write a new one.
form-error-no-source = Choose a source.
form-error-unknown-source = There is no source of this name, or several. Choose one from the list.
form-error-no-words = Enter the words of the passage.
form-error-citation-date = Not understood as a date. Write 1958, 1958-03 or 3 May 1958, or leave it empty.
form-error-no-source-title = Enter a title, an author or where it was published.
form-error-file-outside = The path has to stay in the folder of the timeline.
form-error-language = Enter a language tag such as en, fr or zh-Hant.
form-error-color = Enter a colour such as #b5502a, or choose one below.

## Types of sources and the fields of their records.

source-type-document = Document
source-type-article = Article
source-type-article-journal = Journal article
source-type-article-newspaper = Newspaper article
source-type-article-magazine = Magazine article
source-type-book = Book
source-type-chapter = Chapter
source-type-report = Report
source-type-thesis = Thesis
source-type-paper-conference = Conference paper
source-type-webpage = Web page
source-type-manuscript = Manuscript
source-type-letter = Letter or message
source-type-interview = Interview
source-type-speech = Speech
source-type-legislation = Legislation
source-type-legal-case = Court decision
source-type-treaty = Treaty
source-type-broadcast = Broadcast
source-type-film = Film or video
source-type-image = Image
source-type-dataset = Data set
csl-title = Title
csl-author = Author
csl-editor = Editor
csl-translator = Translator
csl-recipient = Recipient
csl-interviewer = Interviewer
csl-director = Director
csl-container-title = Published in
csl-event-title = Event
csl-event-place = Place of the event
csl-volume = Volume
csl-issue = Issue
csl-number = Number
csl-page = Pages
csl-edition = Edition
csl-section = Section
csl-version = Version
csl-genre = Kind
csl-medium = Medium
csl-authority = Court or authority
csl-publisher = Publisher
csl-publisher-place = Place of publication
csl-archive = Archive
csl-archive-location = Shelf mark
csl-issued = Date
csl-accessed = Accessed on
csl-doi = DOI
csl-isbn = ISBN
csl-url = Web address

## Export

dialog-export-figure = Export figure
dialog-export-page = Export page or table
export-figure-explained = A figure for a paper or a web page: marks, labels, and numbered notes that cite the evidence for each event. SVG and PDF keep text as text.
export-page-explained = Everything that matches your search and period, on screen or not, with quotations, dates and citations.
export-svg = SVG
export-pdf = PDF
export-png = PNG
export-html = Web page (HTML)
export-csv = Table (CSV), one row per citation
export-markdown = Text with citations (Markdown)
export-json = Complete data, for programs (JSON)
export-web-annotation = Web annotations (JSON-LD)
export-csl = Source records, for reference managers (CSL-JSON)
export-in-view = Current view
export-whole = Whole timeline
export-width = Width
export-points = points
export-light = Light
export-dark = Dark
export-white = White background, for print
export-undated = List undated events
export-quotes = Quote passages in the notes
export-limit =
    { $count ->
        [one] At most { $count } word of each source is quoted (Settings).
       *[other] At most { $count } words of each source are quoted (Settings).
    }
export-no-limit = Quotations are exported in full (Settings).
export-path = File
export-choose = Choose…
export-write = Export
export-in-progress = Exporting…
export-confirm-replace = This file exists. Replace it?
export-written = Exported: { $path }
export-words-cut =
    { $count ->
        [one] { $count } quoted word was left out (quotation limit).
       *[other] { $count } quoted words were left out (quotation limit).
    }
export-without-glyph = No available font has these characters: { $letters }

## Pages

page-skip = To the events
page-timeline = Timeline
page-counts =
    { $events ->
        [one] { $events } event
       *[other] { $events } events
    }, { $undated ->
        [0] each with a date
        [one] { $undated } of them without a date
       *[other] { $undated } of them without a date
    }
page-zoom = Width
page-whole = Whole
page-wider = Wider
page-widest = Widest
page-dated = In chronological order
page-undated = Undated
page-beyond = Outside the range of the axis
page-previous = ← Previous
page-next = Next →
page-back = Back to the timeline
page-steps = Previous and next event
page-note = Editor’s note:
page-cut =
    { $count ->
        [one] { $count } word left out here (quotation limit)
       *[other] { $count } words left out here (quotation limit)
    }
page-exact = ✓ Verified, word for word, when this page was made
page-normalised = ✓ Verified when this page was made; line breaks or typography differ
page-drifted = ≈ The available copy differed when this page was made
page-ambiguous = ? Found in several places of the available copy when this page was made
page-missing = × Not found in the available copy when this page was made
page-unavailable = Quoted from a copy that was not available when this page was made
page-sources = Sources
page-copy = SHA-256 of the copy that was quoted:
page-words =
    { $count ->
        [one] { $count } word quoted here
       *[other] { $count } words quoted here
    }
page-words-cut =
    { $count ->
        [one] { $count } word quoted here
       *[other] { $count } words quoted here
    }, { $cut } left out (quotation limit)
page-made = How this page was made
page-file = Timeline
page-program = Program
page-quoted = Quotations
page-limit =
    { $count ->
        [one] at most { $count } word per source
       *[other] at most { $count } words per source
    }
page-no-limit = no limit

## Figures.

figure-event-label = { $title }, { $date }, { $lane }, { $passages }
figure-cluster-label = { $events } { $when }
figure-description = A timeline, { $span }: { $single }.
figure-description-clustered = A timeline, { $span }: { $single } drawn one by one, { $clustered } in clusters.
figure-description-empty = A timeline in which no dated event is drawn.
figure-notes = Notes
figure-bibliography = Sources
figure-beyond = Beyond the axis: { $events ->
    [one] one event
   *[other] { $events } events
}
figure-beyond-left-out = { $events ->
    [one] One event has a date that no axis can show and is not drawn.
   *[other] { $events } events have dates that no axis can show and are not drawn.
}
figure-undated = Undated: { $events ->
    [one] one event
   *[other] { $events } events
}
figure-undated-left-out = { $events ->
    [one] One event is undated and not drawn.
   *[other] { $events } events are undated and not drawn.
}
figure-note = { $title } ({ $date }). { $citations }.
figure-note-uncited = { $title } ({ $date }). No passage is cited.
figure-date-stated = { $date }, stated
figure-date-inferred = { $date }, inferred
figure-date-inferred-from = { $date }, inferred: { $reason }
figure-date-unknown = undated
figure-citation-again = ibid., { $locator }
figure-citation-report = { $citation } (reporting { $who })
figure-citation-date = { $citation } (giving { $date })
figure-citation-inferred = { $citation } (from which { $date } is inferred)
figure-citation-inferred-from = { $citation } (from which { $date } is inferred: { $reason })
figure-citation-disputes = against it, { $citation }
figure-citation-context = for the context, { $citation }
figure-citation-words = { $citation }: “{ $quotation }”
figure-key-stated = stated by a source
figure-key-inferred = inferred by the editor
figure-key-day = a day
figure-key-day-inferred = a day, inferred by the editor
figure-key-narrow = drawn wider than it lasted
figure-key-about = about
figure-key-uncertain = uncertain
figure-key-within = some time within
figure-key-interval = from one date to another
figure-key-open-start = no start given
figure-key-open = no end given
figure-key-unknown-start = start unknown
figure-key-unknown = end unknown
figure-key-season = a season
figure-key-one-of = one of these
figure-key-all-of = all of these
figure-key-cluster = several events, with their density
figure-key-rivals = sources differ
figure-drawn = { $events ->
    [one] One event is drawn by itself.
   *[other] { $events } events are drawn one by one.
}
figure-drawn-in-clusters = { $count ->
    [one] One more is drawn in a cluster and not cited.
   *[other] { $count } more are drawn in clusters and not cited one by one.
}
figure-left-out = { $count ->
    [one] One dated event is outside the selection.
   *[other] { $count } dated events are outside the selection.
}
figure-left-out-undated = { $count ->
    [one] One more undated event is in another lane or does not match the filter.
   *[other] { $count } more undated events are in other lanes or do not match the filter.
}
figure-drafts-left-out = { $count ->
    [one] One draft or rejected event is left out.
   *[other] { $count } drafts and rejected events are left out.
}
figure-words-cut = { $count ->
    [one] One quoted word is left out.
   *[other] { $count } quoted words are left out.
}
figure-made-of = Made by { $program } from the timeline with the SHA-256 digest { $digest }.
figure-made = Made by { $program }.
page-shown = Shown
page-left-out = Left out
page-drafts =
    { $count ->
        [one] { $count } draft or rejected event
       *[other] { $count } drafts and rejected events
    }
page-shown-of = { $events } of { $of } events
page-filter = Filter
page-range = Period
file-dialog-export = Where to write it
page-checked-in = SHA-256 of the other copy in which its quotations were searched:
export-still-loading = The timeline is still loading; try again when it is open
export-search-not-understood = Part of the search is invalid, so nothing is exported
export-wrong-extension = The file name must end in .{ $suffix }
export-still-searching = The search is still running; try again in a moment
export-unsaved =
    { $count ->
        [one] { $file }, with { $count } unsaved change
       *[other] { $file }, with { $count } unsaved changes
    }
export-failed = The export failed because of an error in the program; nothing was written
export-nuls =
    { $count ->
        [one] { $count } NUL character was written as ␀, because CSV cannot contain it.
       *[other] { $count } NUL characters were written as ␀, because CSV cannot contain them.
    }

## Errors of files.

file-not-found = There is no such file
file-folder-hint = The folder { $folder } does not exist either.
file-path-hint = A part of its path is a file, not a folder.
file-is-folder = This is a folder, not a file
file-is-device = This is a pipe or a device; only regular files can be read
file-unreadable = You do not have permission to read this file
file-read-failed = The file cannot be read: { $error }
file-unwritable = You do not have permission to write in this folder
file-no-folder = The folder does not exist
file-disk-full = The disk is full; the file is unchanged
file-write-failed = The file cannot be written: { $error }
file-read-only = The file is read-only
file-read-only-hint = Make it writable, or write to another file.
file-not-permitted = You do not have permission to change this file
file-dangling-link = This is a link to a file that does not exist
file-dangling-link-hint = Connect the disk that has the file, or write to another file.
file-in-use = Another program has this file open for writing
file-in-use-hint = Nothing was written. Close the file there, and save again.
file-changed-meanwhile = Another program changed this file while it was being saved
file-changed-meanwhile-hint = Nothing was written; the file is as the other program left it. Try again.
file-changed-twice-hint = Nothing was written. Two programs changed the file at the same moment: one version is in the file, the other in { $path }.
file-recovered = A save was interrupted earlier. What another program had written then is now in { $path }
file-owner-lost = The owner of the file could not be kept: it is yours now
file-group-lost = The group of the file could not be kept, so its group has the rights of everybody now
file-acl-lost = The access control list of the file could not be kept
file-attribute-lost = The extended attribute { $name } of the file could not be kept
file-hard-links = { $count ->
    [one] The file has another name (a hard link), which still leads to the old version
   *[other] The file has { $count } other names (hard links), which still lead to the old version
}
export-write-failed = The export failed: { $error }
figure-too-large = The picture would have more than 200 million pixels
figure-too-large-hint = Choose a smaller scale or width, or write SVG or PDF.
figure-font = A font cannot be embedded
figure-font-hint = Name another font, or none.
figure-not-drawn = The figure cannot be drawn in this format
figure-not-drawn-hint = Try another format, and please report this.
file-overwrites = This would overwrite { $input ->
        [timeline] the timeline
        [recipe] the recipe
        [font] a font
       *[source] a source
    } it is made from
file-overwrites-hint = Write to another file.
file-folder-not-made = The folder { $folder } cannot be created: { $error }
file-import-too-large = The file is larger than 32 MiB, the most that is imported
file-no-source-at = There is no document or folder at { $path }
file-no-source-at-hint = Check the path, or choose the folder that holds the sources.
file-reading-stopped = Reading was stopped
message-of-another-version = A change made with another version of Annals
journal-damaged = Line { $line } of the journal is damaged. What came after it is not restored
journal-of-another-version = Line { $line } of the journal was written by another version of Annals. It and what came after it are not restored
journal-no-journal = There is something else in place of the journal, so nothing is restored
journal-too-large = The journal is larger than 512 MiB, so it is not read
journal-unreadable = The journal cannot be read: { $error }
journal-disk-full = The disk is full. If Annals stopped now, unsaved changes would be lost
journal-not-permitted = Annals may not write in its state folder. If it stopped now, unsaved changes would be lost
journal-failed = The journal cannot be written: { $error }. If Annals stopped now, unsaved changes would be lost
journal-risk-hint = Save the timeline. Annals tries to write the journal again after every change.
journal-safe-again = The journal is written again: unsaved changes are safe
journal-in-use = Another window edits this timeline { $where ->
        [here] (process { $process })
        [elsewhere] (process { $process } on { $computer })
       *[unknown] (in another process)
    }
sources-folder-missing = The folder of sources { $folder } does not exist
sources-folder-not-folder = The folder of sources { $folder } is not a folder
sources-folder-no-permission = The folder of sources { $folder } cannot be read: permission denied
sources-folder-unreadable = The folder of sources { $folder } cannot be read: { $error }
sources-folder-too-full = The folder of sources { $folder } has more than { $count } entries
sources-folder-too-full-hint = Name a folder that contains only the sources.
document-too-large = The document is larger than 256 MiB, the limit for one document
document-unknown-format = The format is unknown; plain text, Markdown, HTML, PDF, DOCX and EPUB are read
document-unknown-format-hint = If it is one of these, give it the suffix .txt, .md, .html, .pdf, .docx or .epub. Otherwise save its text as UTF-8 in a .txt file.

## Documents without a readable text. The English texts are those of annals-documents.

extract-other-format = This is not a { $format } file
extract-other-format-hint = Give it the suffix of its actual format.
extract-encrypted = The { $format } file is encrypted and needs a password
extract-encrypted-hint = Save a copy without a password.
extract-encrypted-or-doc = The { $format } file is encrypted, or has an older format (.doc)
extract-encrypted-or-doc-hint = Save it as .docx without a password in a word processor.
extract-unsupported-encryption = The PDF file is encrypted by an unsupported method
extract-unsupported-encryption-hint = Save a copy without encryption.
extract-rights-management = The EPUB file is encrypted (digital rights management)
extract-rights-management-hint = Ask its publisher for an unencrypted copy, or quote from another edition.
extract-damaged = The { $format } file is damaged or incomplete
extract-damaged-hint = Download it again.
extract-missing-part = The { $format } file is damaged: its part { $part } is missing
extract-missing-part-hint = Download it again, or save it again in the program that made it.
extract-damaged-part = The { $format } file is damaged: its part { $part } cannot be read ({ $error })
extract-unreadable-epub = The EPUB file cannot be read: { $error }
extract-unreadable-epub-hint = It may be damaged. Download it again.
extract-too-large = The { $format } file decompresses to more than { $limit } MiB, the limit for one file (at its part { $part })
extract-too-large-hint = The file may be malicious. If you trust it, split it.
extract-no-text = The { $format } file has no text
extract-no-text-hint = Its pages may be images. Look for a copy with text.
extract-no-text-in-html-hint = A script may load its text. Save the page from a browser after it has loaded, or print it to PDF.
extract-no-text-in-pdf-hint = Its letters may be drawn as shapes. Run it through OCR (ocrmypdf adds a text layer).
extract-no-pages = The PDF file is damaged: it has no pages
extract-no-text-layer = The PDF file has no text layer: its pages are scanned images
extract-no-text-layer-hint = Run it through OCR (ocrmypdf adds a text layer).
extract-unmapped-fonts = The fonts of the PDF file do not map its glyphs to characters, so it has no readable text
extract-unmapped-fonts-hint = Run it through OCR, or look for another copy.
extract-too-much-text = The document has more than { $limit } MiB of text, the limit for one document
extract-too-much-text-hint = Split it, and cite the parts as separate sources.
extract-unknown-encoding = There is no encoding “{ $label }”
extract-unknown-encoding-hint = Use a name of the WHATWG Encoding Standard, such as utf-8, windows-1252, shift_jis, gb18030 or koi8-r.
extract-invalid-byte = The document contains bytes that are invalid in { $encoding } (byte { $byte })
extract-invalid-bytes = The document contains bytes that are invalid in { $encoding }
extract-invalid-bytes-hint = It may be in another encoding, or not be text. Specify its encoding (the source's `encoding`), or save it as UTF-8.
extract-binary = The document is not text: it contains binary bytes
extract-binary-hint = If it is a PDF, DOCX, EPUB or HTML file, give it that suffix. If it is UTF-16, save it as UTF-8.
extract-not-started = The process that reads { $format } files cannot be started: { $error }
extract-out-of-memory = Reading this { $format } file takes more than { $limit } MiB of memory, the limit for one file
extract-out-of-memory-hint = The file may be malicious. If you trust it, split it, or save its text as .txt.
extract-too-slow = Reading this { $format } file takes longer than { $seconds } seconds, the limit for one file
extract-too-slow-hint = The file may be damaged. If you trust it, split it, or save its text as .txt.
extract-nested-too-deeply = The { $format } file is nested too deeply
extract-nested-too-deeply-hint = The file may be malicious. Save it again, or save its text as .txt.
extract-crashed = The { $format } file crashed its reader; nothing else is affected
extract-crashed-hint = The file may be damaged. Save it again, or save its text as .txt.

## Imports of source records.

import-too-large-hint = Export the records to several files.
import-not-utf8 = The file is not UTF-8 text
import-not-utf8-hint = Export it again as UTF-8, or convert it.
import-no-records = The file is JSON without records
import-no-records-hint = CSL-JSON is a list of objects, each with a `type` and a `title`.
import-not-json = The file is not JSON
import-not-json-hint = Export it again as CSL-JSON; Zotero has that format in “Export Library”.
import-more-problems =
    { $count ->
        [one] There is { $count } more problem.
       *[other] There are { $count } more problems.
    }
import-not-a-record = This is not a record; it is skipped.
import-not-a-record-hint = A record is an object with a `type` and a `title`.
import-empty-record = The record is empty; it is skipped.
import-no-type = The record has no `type`.
import-no-type-hint = Give it one, such as `article-journal`, `book` or `webpage`.
import-no-end = The previous record has no end.
import-no-last-end = The last record has no end; the file may be truncated.
import-end-hint = Each record ends with a line “ER  - ”.
import-outside = “{ $tag }” is outside of a record.
import-outside-hint = Each record starts with a line “TY  - ” and its type.
import-unknown-tag = The tag “{ $tag }” is unknown; its values are skipped.
import-no-tag = The line has no tag; it is skipped.
import-no-tag-hint = A line of RIS is two letters, two spaces, a hyphen, a space and the value.
import-unknown-type = The type “{ $type }” is unknown; it is imported as a document.
import-unreadable-entry = The entry that starts in line { $line } cannot be read: { $error }.
import-unreadable-entry-hint = Check its braces, quotation marks and commas.
import-skipped-field = The field “{ $field }” of “{ $entry }” is skipped: { $error }.
import-empty-entry = The entry “{ $entry }” is empty; it is skipped.

## Web addresses and files of timelines.

address-in-full = Write it in full, beginning with https://.
address-empty = The address is empty
address-too-long = The address is longer than { $most } characters
address-too-long-hint = Use a shorter address of the same page, if its site offers one.
address-no-doi = `{ $doi }` isn’t a DOI
address-no-doi-hint = A DOI looks like 10.1000/182: a number that begins with 10., a slash, a name.
address-no-slashes = The address has no // before its host
address-no-slashes-hint = Write https://, then the host.
address-backslash = The address has a backslash, which some programs read as a slash and others do not
address-backslash-hint = Write / between parts, and %5C for a backslash.
address-no-host = The address has no host
address-host-not-found = No host can be found in the address: { $error }
address-host-not-found-hint = Look the address up at the source.
address-user-name = The host is { $host }; `{ $name }` before the @ is a user name.
address-shown-in-letters = The host { $host } is displayed as { $letters }, which may look like another host.
address-written-otherwise = The host is written `{ $written }` but means { $host }.
address-mail-hint = Write mailto:name@host and nothing else.
address-unreadable = The address cannot be read: { $error }
address-no-recipient = The address has no recipient
address-attaches-file = The address asks to attach a file from this computer
address-hidden-fields = The address has hidden characters that add fields to the message
address-filled-fields = The message has these fields filled in: { $fields }.
address-space = The address has white space, { $code }, as its character { $position }
address-control = The address has a control character, { $code }, as its character { $position }
address-direction = The address has a character that changes the direction of text, { $code }, as its character { $position }
address-invisible = The address has an invisible character, { $code }, as its character { $position }
address-character-hint = Remove it, or percent-encode it if it is part of the address.
address-begins-with-host = The address begins with its host and has no scheme
address-no-scheme = The address has no scheme
address-runs-program = An address with `{ $scheme }:` would run a program
address-not-on-web = An address with `{ $scheme }:` has no place on the web
address-is-file = An address with `{ $scheme }:` is a file on this computer
address-starts-program = An address with `{ $scheme }:` would start another program
address-is-file-hint = Give the document of a source as its `file`.
address-schemes-hint = Only http, https and mailto are opened.
timeline-empty = The file is empty
timeline-empty-hint = The smallest timeline is `{"{"} "annals": 1 {"}"}`.
timeline-too-large = The file is larger than 1 GiB, the largest timeline that can be read
timeline-not-utf8 = The file is not UTF-8 text
timeline-utf16-hint = It looks like UTF-16. Save it as UTF-8.
timeline-not-utf8-hint = A timeline is JSON in UTF-8. Save it in that encoding.
timeline-not-json =
    The file is not JSON: { $error ->
        [list-end] it ends inside a list
        [object-end] it ends inside an object
        [string-end] it ends inside a string
        [value-end] it ends before a value
        [colon] expected a colon
        [list-comma] expected `,` or `]`
        [object-comma] expected `,` or `{ "}" }`
        [last-comma] there is a comma after the last entry
        [literal] expected `true`, `false` or `null`
        [value] expected a value
        [key] a key must be a string
        [escape] invalid escape
        [control] control character in a string
        [number] invalid number
        [trailing] trailing characters
       *[other] { $text }
    }
timeline-not-a-list = `{ $key }` is not a list, so it can’t be changed
timeline-not-a-list-hint = Make it a list: `"{ $key }": []`.
timeline-end-hint = The end of the file is missing.
timeline-last-comma-hint = Remove the comma before this bracket.
timeline-trailing-hint = A timeline is one object, but something follows its end.
timeline-control-hint = Inside a string, write a line break as `\n` and a tab as `\t`.
timeline-nul-hint = There is a NUL character here. Remove it.
timeline-quotes-hint = Put strings and keys in straight double quotes.
timeline-comment-hint = JSON has no comments. Remove this one.
timeline-comma-hint = Is a comma missing before this?
timeline-key-hint = Put keys in double quotes.
timeline-is-other = This is valid JSON but not an Annals timeline: it is { $kind ->
        [array] an array
        [object] an object
        [string] a string
        [number] a number
        [boolean] a boolean
       *[null] null
    }
timeline-no-version = This is valid JSON but not an Annals timeline: it has no `annals`
timeline-version-no-integer = This is valid JSON but not an Annals timeline: its `annals` is not a whole number
timeline-version-is-other = This is valid JSON but not an Annals timeline: its `annals` is { $kind ->
        [array] an array
        [object] an object
        [string] a string
        [number] a number
        [boolean] a boolean
       *[null] null
    }
timeline-other-hint = A timeline is an object with `"annals": 1`.
timeline-newer = The file has version { $version } of the format, but this program reads version { $known }
timeline-newer-hint = It was written by a newer Annals. Open it with that version.
timeline-unknown-version = The file has version { $version } of the format, which does not exist
timeline-unknown-version-hint = This program reads version { $known }.
timeline-too-deep = The file nests deeper than { $most } levels, more than any timeline needs

## Links.

link-unknown-key = The link contains an unknown key: `{ $key }`
link-unknown-key-hint = A link ends in #event=ID, #range=EDTF or #filter=WORDS, joined by &.
link-invalid-escape = `{ $part }` in the link has an invalid % escape
link-invalid-escape-hint = A % is followed by two hexadecimal digits, and the bytes are UTF-8; a % itself is written %25.
link-repeated-key = The link names `{ $key }` more than once
link-repeated-key-hint = The first one is used: `{ $first }`.
link-invalid-range = “{ $range }” in the link isn’t a date in EDTF
link-range-suggestion = Did you mean { $date }?
link-invalid-range-hint = Write a range like 1953/1963, a year like 1958, or a decade like 195X.
link-other-scheme = The link starts with `{ $scheme }:` and does not name a file
link-other-host = The link names a file on the host `{ $host }`
link-elsewhere-hint = Copy the file to this machine, and open it by its path.
link-no-file = `{ $address }` is not a file on this machine
link-invalid-address = The link cannot be read: { $error }
link-path-hint = Open the file by its path.
link-unknown-event = There is no event `{ $event }` in this timeline
link-unknown-event-hint = Its id may have changed. Search for words of its title.
link-empty-range = Nothing is dated in { $range }
link-empty-range-hint = The nearest part of the timeline is shown.

## Keys.

chord-unknown = “{ $keys }” is not a key
chord-unknown-hint = Write for example "Ctrl+K", "Shift+F3", "Alt+ArrowLeft", "W", "/" or "F6".
chord-with-shift = “{ $sign }” cannot be combined with Shift, which is part of typing it
chord-with-shift-hint = Write the character that Shift and the key type: "?", "+".
chord-not-on-keyboards = “{ $sign }” is not on every keyboard and types nothing with Ctrl or Alt
chord-not-on-keyboards-hint = With Ctrl or Alt, use a letter from A to Z, a digit, or ASCII punctuation.
chord-escape = { $keys } is reserved: Esc always closes and clears the selection
chord-enter = { $keys } is reserved: Enter always opens and confirms
chord-space = { $keys } is reserved: Space presses the focused control
chord-tab = { $keys } is reserved: Tab always moves the focus
chord-system = { $keys } is reserved: the system switches windows with it
chord-deletes-text = { $keys } is reserved: it deletes text
chord-selects-text = { $keys } is reserved: it selects text
chord-copies-text = { $keys } is reserved: it selects, copies or pastes text
chord-reserved-hint = Choose another key.

## Problems of the settings file.

settings-too-large = The settings file is too large
settings-too-large-hint = It may have { $bytes } bytes.
settings-not-toml = The settings file is not valid TOML, so it is ignored and left unchanged: { $error }
settings-not-toml-hint = Write each setting as name = value, with text in quotes: theme = "dark".
settings-not-utf8 = The settings file is not UTF-8
settings-not-utf8-hint = Save it as UTF-8 in your editor.
settings-more-problems = There are { $count } more problems
settings-more-problems-hint = Fix the first ones first.
settings-unknown = Unknown setting `{ $name }`
settings-unknown-command = Unknown command `{ $name }`
settings-similar-name = Did you mean `{ $name }`?
settings-ignored = It is ignored.
settings-invalid = Invalid value: { $value }
settings-invalid-table = Invalid value: a table
settings-filter-incomplete = A filter must have a `name` that is not blank and a `filter`
settings-filter-repeated = Another filter is named “{ $name }”; this one is ignored
settings-filter-repeated-hint = Give it another name.
settings-key-fixed = The key of `{ $command }` cannot be changed
settings-key-fixed-hint = Esc and Enter mean the same in every program.
settings-key-conflict = { $keys } already belongs to `{ $holder }`
settings-key-conflict-hint = Give `{ $loser }` another key, or write { $loser } = [] for none.

## The comments in the settings file, which are also the hints about invalid values.

setting-theme = The theme: "system", "light" or "dark".
setting-text-size = The text size in percent, from 80 to 300.
setting-motion = Whether changes of view are animated: "system", "full" or "reduced".
setting-swap-wheel = Whether the wheel scrolls rows over the plot and zooms over the lane names: true or false.
setting-citation-style = The citation style: "chicago-notes", "apa" or "mla".
setting-language = The language of the window: "system", "en" or "fr".
setting-quote-limit = The most words that exports quote from one source: a number, or "none" for no limit.
setting-autosave = Whether changes are saved two seconds after the last one: true or false.
setting-single-keys = Whether single keys such as W or / are commands: true or false.
setting-panel-shelf = Undated events.
setting-panel-overview = The overview of the whole timeline.
setting-panel-quotes = Quotations of the selected event.
setting-panel-reader = The source.
setting-panel-table = The table of events.
setting-panels = The panels that are shown when the window opens: true or false.
setting-filters = Saved filters: {"{"} name = "Aid", filter = "what you would type into the search field" {"}"}
setting-keys =
    Other keys for commands, one or several: "Ctrl+K", "Shift+F3", "Alt+ArrowLeft", "W", "/", "F6".
    zoom-in = [] leaves a command without a key. Esc, Enter, Tab, Ctrl+C and the like cannot be changed.

## What was expected where a text stops being a date, after “column 5:”. The English text is that of annals-edtf.

edtf-date = a date, such as 1958 or 1958-03-12
edtf-year-or-long-year = a date: a four-digit year, or Y followed by five or more digits
edtf-year-after-minus = a year of four digits after the minus sign
edtf-four-digits = a year of four digits, with X for an unknown one
edtf-year-zero = a year: year zero is 0000, and the year before it -0001
edtf-hyphen-after-year = a hyphen, or the end of the year: longer years begin with Y, such as Y12345
edtf-no-significant-digits = no S after a year with X: a year has one or the other
edtf-long-year-digits = the digits of a year after Y
edtf-long-year-without-zeros = a year without leading zeros after Y
edtf-exponent = a power of ten from 1 on, without leading zeros
edtf-more-digits = more digits of the year, or E and a power of ten
edtf-long-year = a year beyond 9999 after Y: write a shorter year with four digits
edtf-two-digit-month = a month of two digits
edtf-month = a month from 01 to 12, or 21 to 41 for a season or part of the year
edtf-digits-of-month = digits that a month from 01 to 12 can have
edtf-two-digit-day = a day of two digits
edtf-day-before-time = a complete, plain day (YYYY-MM-DD) before a time of day
edtf-hour = an hour from 00 to 23
edtf-minute = a minute from 00 to 59
edtf-second = a second from 00 to 59, or 60 in a leap second
edtf-leap-second = a second from 00 to 59: 60 is the leap second, at 23:59:60 UTC
edtf-colon = a colon: a time of day is hh:mm:ss
edtf-zone = Z, an offset such as +02:00, or the end
edtf-end-of-time = the end of the time
edtf-no-time-in-interval = the end: no times of day in intervals and sets
edtf-offset-hours = the hours of an offset, from 00 to 14
edtf-offset-minutes = the minutes of an offset, from 00 to 59
edtf-offset = an offset of at most 14 hours
edtf-zero-offset = +00:00 or Z: an offset of zero is not negative
edtf-slash = a slash: an open start is written in an interval (../1984) or a set ([..1984])
edtf-end-not-before-start = an end that is not before the start
edtf-date-without-dots = a date without the dots before it
edtf-date-of-interval = a date: an interval has one at least
edtf-end-of-interval = the end of the interval, which has one slash
edtf-comma-or-bracket = a comma or ]
edtf-comma-or-brace = a comma or {"}"}
edtf-comma-or-end = a comma or the closing bracket
edtf-end-of-set = the end, after the closing bracket
edtf-no-nested-set = a date: sets do not nest
edtf-no-empty-member = a date: a set has no empty member
edtf-no-interval-in-set = a comma or the closing bracket: no intervals in a set
edtf-plain-start = a plain year, month or day where a range begins (no ?, ~, %, X, S or season)
edtf-plain-end = a plain year, month or day where a range ends (no ?, ~, %, X, S or season)
edtf-equal-precision = a date as precise as the one before the dots
edtf-range-forwards = an end of the range that is not before its start
edtf-day = a day from 01 to { $last }
edtf-significant-digits = a number of significant digits from 1 to { $most }
edtf-length = a date of at most { $most } characters
edtf-after-date = { $component ->
        [month] a hyphen and a month,{" "}
        [day] a hyphen and a day,{" "}
       *[none] {""}
    }{ $qualifier ->
        [yes] ?, ~ or %, or{" "}
        [no] or{" "}
       *[none] {""}
    }{ $place ->
        [interval] the end of the interval, which has one slash
        [set] a comma or the closing bracket
       *[alone] the end of the date
    }
edtf-end-of-date = { $place ->
        [interval] the end of the interval, which has one slash
        [set] a comma or the closing bracket
       *[alone] the end of the date
    }: { $reason ->
        [month] such a year has no month
        [day] a season or part of a year has no day
       *[time] no times of day in intervals and sets
    }
edtf-no-space = no space, but { $expected }
