### What the window says in English, the language that the others are made from.
### Ids begin with the region of the window that says them.

## Dates in words. They are put together from these parts: see src/time/phrases.rs.

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
date-thousands = ,
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

## Lengths of time.

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

## Stretches of time in which nothing lies.

silence-uncited = nothing cited { $days }
silence-undated = no event dated { $days }
silence-uncited-here = nothing cited here
silence-undated-here = no event dated here

## Shares.

share = { $number } %
share-less-than-one = less than 1 %
share-more-than-ninety-nine = more than 99 %

## A source of which only the quotations are at hand.

omitted-one = one character that nothing quotes
omitted-characters = { $count } characters that nothing quotes
omitted-unknown = somewhere in the source

## While a file is opened.

opening-read = { $share } % read
opening-searched = { $passages } of { $of } passages looked for

## Changes that are held in the window.

change-new-words = New words of the passage “{ $old }”, as “{ $new }”
change-new-source = A new source, “{ $source }”

## What the bar of notices tells.

notice-no-records = The file holds no record of a source
notice-no-record-used = None of its records could be used ({ $lost } problems)
notice-records-added =
    { $lost ->
        [one] { $used } records were added; one part could not be used
       *[other] { $used } records were added; { $lost } parts could not be used
    }
notice-changed = The file has changed since it was last opened
notice-changed-hint = At first its earlier version was shown in outline; this is what it holds now.

## What is wrong with a filter.

filter-unknown-field = There is no field “{ $field }”
filter-unknown-field-hint = The fields are { $fields }. To look for the words themselves, put them between quotation marks.
filter-missing-value = Nothing stands after “{ $field }:”
filter-missing-value-hint = Write it without a space, as in { $example }.
filter-unknown-value = “{ $text }” is nothing that “{ $field }:” knows
filter-unknown-value-hint = It may be { $values }.
filter-set = { $text } is a set, and a period has one beginning and one end
filter-set-hint = Write it as an interval, as in 1953/1963.
filter-out-of-range = { $text } lies beyond what the clock can say
filter-out-of-range-hint = Some 292 billion years before and after today can be asked for.
filter-invalid-date = “{ $text }” is no date: { $error }
filter-invalid-date-hint = A year is 1953, a month 1953-11, a day 1953-11-09, a period 1953/1963.

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

about-cited-by-none = no event cites it
about-cited-by =
    { $count ->
        [one] { $count } event cites it
       *[other] { $count } events cite it
    }
about-supports-none = it supports none of them
about-supports-one = it supports 1
about-supports-none-alone = it supports { $count }, none of them alone
about-supports-alone = it alone supports { $count }
about-supports-some-alone = it supports { $count }, { $alone } of them alone

quoted = “{ $words }”

document-heading = Over the document
document-strip = { $passages } over the document
document-passage = Passage, { $told }
document-events-on-it = { $events } on it
document-quoted-share = The passages quote { $share } of its text.
document-frame = The frame is what was last read.
document-unplaced =
    { $count ->
        [one] { $count } passage has no sure place in this text, and may stand in any paragraph.
       *[other] { $count } passages have no sure place in this text, and may stand in any paragraph.
    }
document-uncited = What nothing cites
document-no-paragraph = This text has no paragraph of running text.
document-one-cited = Its one paragraph is cited.
document-all-cited = Each of its { $count } paragraphs is cited.
document-uncited-count = { $none } of { $paragraphs } ({ $share })
document-uncited-paragraph = Paragraph { $number }, which nothing cites: { $begins }
document-recorded = From the beginning to the last quotation, by the positions that the timeline records. How far the document goes on, how much of it is quoted and which paragraphs nothing cites cannot be told without its text.
document-without-position =
    { $count ->
        [one] { $count } passage has no recorded position.
       *[other] { $count } passages have no recorded position.
    }
document-without-text = Where its passages stand, how much of it is quoted and which paragraphs nothing cites cannot be told without its text.

over-time-heading = Over time
over-time-no-event = No event cites this source.
over-time-no-date =
    { $count ->
        [one] The one event that cites this source has no date.
       *[other] None of the { $count } events that cite this source has a date.
    }
over-time-filled-and-hollow = Filled: a passage of this source gives the date. Hollow: it does not.
over-time-hollow = Hollow: no passage of this source gives the date.
over-time-undated =
    { $count ->
        [one] { $count } event that cites it has no date.
       *[other] { $count } events that cite it have no date.
    }
over-time-as-it-says = as this source says
over-time-not-from-it = not from this source
over-time-on-axis = On the axis: { $told }

no-lane = No lane

record-published-in = Published in
record-number = Number
record-publisher = Publisher
record-date = Date
record-address = Address
record-language = Language
record-known-as = Known here as
record-file = File
record-by-digest = recognised by its digest: it is the copy that was quoted
record-by-name = recognised by its file name
record-by-path = found where the timeline says
record-other-copy = ; it is another copy than the one that was quoted
record-not-found = nowhere: the text is not on this machine
record-read-from = Read from

locate-text = Locate the text…
locate-text-hint = Choose the document or its folder, and it is read here

## Changes.

changes-explained = What you changed is held in this window. The file that is open stays as it is; a copy with the changes is written where you say.
changes-save = Save a copy…
changes-undo = Take back the last
changes-would-be-lost = { $changes } held in this window would be lost.
changes-leave = Leave without saving
changes-stay = Stay

## What the passages of an event say where they differ.

claims-dates = The sources differ on the date
claims-stances = For and against
claims-speakers = Who says so
claims-date = Date
claims-stance = Stance
claims-speaker = Says so
claims-words-and-speaker = Words, and whose
claims-words-and-source = Words, and source
claims-more = and { $count } more among the passages
claims-go = Go to the whole passage
claims-no-date = no date
claims-inferred = inferred
claims-source-itself = the source itself
claims-claim-of = claim of { $who }
claims-reading = Reading { $number } of { $of }
claims-facts = { $facts }: { $words }
quote-opens = “
quote-opens-within = … “
quote-closes = ”
quote-closes-within = ” …
stance-supports = Supports
stance-disputes = Disputes
stance-context = Context

## Groups of events on the plot.

cluster-began-earlier = ← { $count } began earlier
cluster-begin = begin { $span }
cluster-reaching = began earlier and reach into the picture
cluster-zooms = Click zooms in
cluster-zooms-and-lists = Click zooms in, the second button or L lists them
cluster-lists = Click lists them

## Edges of panels.

width-of-quotations = Width of the quotations
width-of-source = Width of the source
height-of-quotations = Height of the quotations

## What stands in a source now that says it differently.

drift-now = Stands there now:
drift-similarity = Likeness { $score } of 1. Struck through: only in what was written down. Underlined: only in what stands there now.
drift-adopted = Adopted, as the passage “{ $passage }”
drift-keep = Keep as written
drift-keep-hint = The quotation stays as it was written down
drift-adopt = Adopt the new words
drift-adopt-hint = A new passage quotes what stands there now; the old one stays beside it

## What events rest on.

evidence-nothing = nothing supports it
evidence-single-source = single source
evidence-shorter-stretches = and shorter stretches

fold-folded = Folded: { $length } in which nothing that is shown begins or ends, { $span }
fold-click-unfolds = A click unfolds it (Z)
fold-unfold = Unfold { $gaps }
fold-unfold-hint = Give the empty stretches of the axis their whole length again (Z)
fold-fold = Fold { $gaps }
fold-fold-hint = Shorten the long stretches of the axis in which no event lies (Z)

## Lanes.

lane = Lane { $name }, { $events }
lane-folded = Lane { $name }, { $events }, folded
lane-some-of = { $shown } of { $events }
lane-unfold-hint = Folded: all its events stand together. A click unfolds it, dragging moves it.
lane-fold-hint = A click folds this lane: all its events stand together. Dragging moves it.

## The legend.

legend-stated = A year or a month that a source states, as wide as it is.
legend-inferred = The same, inferred: the editor says from what.
legend-day = A day, among years.
legend-within = Some time within: a decade, a century.
legend-approximate = Approximate: the edges fade.
legend-uncertain = Uncertain: dashed.
legend-approximate-uncertain = Approximate and uncertain.
legend-interval = From one date to another.
legend-interval-about = From one date to about another.
legend-open = No beginning, or no end, is given.
legend-ended = It ended, and nobody says when.
legend-season = A season.
legend-one-of = One of several.
legend-all-of = All of several.
legend-show-evidence = Show on the plot what each event rests on (E)
legend-rival = Sources differ: each date is drawn, and tied.
legend-undated = Undated events stand in the shelf below the plot, off the axis. The colour tells the lane and nothing else.
legend-evidence = Where the plot shows what each event rests on:
legend-single-source = A single source supports it.
legend-no-passage = No passage supports it.
legend-hatching = No supported event is dated here, nor may any be: between the first and the last. That nothing happened is not said.

overview = Overview
overview-showing = Overview, showing { $span }

## The popup of the period.

period-explained = Show only what lies in a period. It is written as dates are in the file: 1953/1963, 1958, 195X, 2023/.. and so on.
period-field = Period in EDTF
period-show-everything = Show everything
period-incomplete = No date yet, at column { $column }: { $expected }
period-certainly-in = Certainly in it: { $events }
period-possibly-in = Possibly in it: { $events }, the undated among them
period-everything = Everything
period-certainly-possibly = Certainly: all that its dates allow lies inside. Possibly: some of it does, or it has no date.

## Keys and gestures.

keys-click = Click an event
keys-click-does = read the passages it rests on
keys-zoom = Wheel, W S, + −
keys-zoom-does = zoom in and out
keys-pan = Drag, Shift + wheel, A D
keys-pan-does = move earlier and later
keys-fit = Double-click, F
keys-fit-does = zoom to the selected event; F again: everything
keys-lane-name = Click, drag a lane's name
keys-lane-name-does = fold the lane, move it (Shift + ↑ ↓); drag the line under it: its height
keys-list = L on a group of events
keys-list-does = list them; Enter zooms in on them
keys-tab = Tab
keys-tab-does = from control to control, mark to mark
keys-rows = Wheel over lane names, Page Up, Page Down
keys-rows-does = scroll the rows
keys-scroll = Page Up, Page Down, Space
keys-scroll-does = scroll the source that is read
keys-copy = Drag over text, Ctrl + C
keys-copy-does = copy words of a source with their citation

## Popups.

popup-keys = Keys and gestures
popup-legend = What the marks mean
popup-problems = Problems
popup-sources = Sources
popup-open = Open a timeline
popup-listing = Events of a cluster
popup-save = Save a copy
popup-add = Add a source
popup-changes = Changes
popup-unsaved = Changes in no copy
popup-no-problems = No problems.
popup-line-and-column = line { $line }, column { $column }
popup-go-to = Go to “{ $event }”
popup-show-sources = Show the sources
popup-more-problems = And { $count } more: annals check lists them all.
popup-add-source = Add a source…
popup-add-source-hint = A document, or records in CSL-JSON, BibTeX or RIS; dropping a file does the same
popup-cited-in-style = Cited in the style of
popup-verified-against = ✓ { $verified } of { $of } verified against { $place }
popup-found-in = ✓ { $verified } of { $of } found in { $place }; the timeline records no digest
popup-found-in-other = { $verified } of { $of } found in another copy: { $place }
popup-not-here = { $of } from a copy that is not on this machine
popup-sources-explained = A quotation is checked against the document it is from. Choose a folder that holds the documents: they are known by their SHA-256, else by their file name.
popup-choose-folder = Choose a folder…
popup-or-path = or the path of a folder or document
popup-check = Check
popup-open-no-dialog = This system shows no file dialog. Drop a timeline file on the window, or give its path.
popup-path-of-timeline = path of a timeline file
popup-do-open = Open
popup-add-no-dialog = This system shows no file dialog. Drop a document on the window, or give its path. Records of sources are read from CSL-JSON, BibTeX and RIS.
popup-path-of-addition = path of a document or of records
popup-do-add = Add
popup-save-no-dialog = This system shows no file dialog. Give the path of the copy.
popup-path-of-copy = path of the new file
popup-do-save = Save
popup-path = Path
popup-close = Close
popup-close-hint = Close this (Esc)

## A passage of the quote panel.

passage-label = Passage { $number } of { $of }: { $words }
passage-disputes = Disputes this
passage-read = Read in the source
passage-read-hint = The passage in its place, the source around it (Enter)
passage-copied = ✓ Copied
passage-copy = Copy with citation
passage-copy-hint = The quotation and its citation, to the clipboard
passage-also = Also resting on this passage
passage-more = and { $count } more
passage-dates-it = Dates it to { $date }
passage-dates-it-inferred = Dates it to { $date } (inferred)
passage-claim-of = Reported claim of { $who }
passage-exact = ✓ Verified, word for word
passage-normalised = ✓ Verified; line breaks or typography differ
passage-drifted = ≈ The text at hand says it differently
passage-ambiguous = ? Stands in { $count } places of the text at hand; its context does not say which
passage-missing = × Not found in the text at hand
passage-unavailable = Quoted from a copy that is not on this machine
passage-place = Characters { $start } to { $end } of the text at hand, which is the copy that was quoted
passage-place-in-other = Characters { $start } to { $end } of the text at hand, which is another copy than the one that was quoted
passage-digest = The copy that was quoted has the digest { $digest }
passage-locate-hint = Choose the document or its folder, and the quotation is checked
passage-candidate = Place { $number }
passage-candidate-hint = Read it there (likeness { $score } of 1)
passage-editors-note = Editor’s note

## The plot.

plot-none-dated = No dated event is among those that are shown.
plot-none-shown-here = None of the events that are shown lies here. Home goes to all of them.
plot-none-here = No dated event here. Home shows everything.
plot-lane-without-place = { $events }, none with a place on the axis
plot-label = Timeline, { $span }: { $events } in view, { $lanes }{ $stretches }
plot-about = about { $events }
plot-rows = Rows of the timeline

mark-no-lane = no lane
mark-by = according to { $source }
mark-according-to = according to { $sources }
mark-stated = stated
mark-inferred = inferred

## The event that is selected.

event-no-passage = No passage of this file supports this event.
event-inferred = Inferred: { $reason }
event-order-unknown = The dates do not say whether this came before or after { $events }.
event-order-and = {" and "}
event-no-lane = no lane “{ $lane }”
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
event-none-supports = none supports, { $others }
event-only-supports = only { $source } supports it
event-undated = Undated: no date is given
event-undated-by-sources = No date of its own; by its sources { $dates }
event-undated-says = Undated: the source says “{ $words }”
event-invalid-date = “{ $text }” is no date that can be read
event-rival-dates = { $date }, or { $others }: the sources differ
event-rival-or = {", or "}
event-stated-in-a-passage = { $date }, stated in a passage
event-stated-in-the-passage = { $date }, stated in the passage
event-inferred-not-stated = { $date }, inferred, not stated
event-order-after = By the sources’ order, after:
event-order-before = By the sources’ order, before:

## Searching.

search = Search
search-placeholder = Search  ( / )
search-timeline = Search the timeline
search-explained = Words of titles, summaries, quotations and notes; “several words” in quotation marks stand together; - before a word leaves it out.
search-index-being-made = The index is being made…
search-none = No event
search-found = { $number } of { $events }
search-found-ranked = { $number } of { $events }, the first { $ranked } by rank
search-hit = Found: { $event }
search-undated = undated

## The shelf of the undated.

shelf = Undated
shelf-label = Undated, { $events }
shelf-hint = No source says when these happened, so they stand off the axis.

## The top bar.

bar-untitled = Untitled
bar-built-in = The chronology built into the program
bar-stop = Stop
bar-sources-hint = The sources, and where their documents are
bar-changes-saved = { $changes }, saved in a copy
bar-changes-not-saved = { $changes }, not saved
bar-changes-hint = What you changed, and saving a copy
bar-open = Open…
bar-open-hint = Open a timeline file (Ctrl+O)
bar-read = Read
bar-read-hint = Read the sources beside the plot (Ctrl+4)
bar-legend = Legend
bar-legend-hint = What the marks mean
bar-keys = Keys
bar-keys-hint = Keys and gestures (?)
bar-problems-hint = What is wrong in the file, where, and how to mend it
bar-no-quotations = no quotations
bar-not-on-this-machine = { $quotations }, sources not on this machine: locate…
bar-all-verified = ✓ { $verified } of { $quotations } verified
bar-verified = { $verified } of { $quotations } verified
theme-system = Theme: as the system
theme-light = Theme: light
theme-dark = Theme: dark
theme-hint = { $theme }. Click to change.

## Where no event is selected.

welcome-no-events = No events yet
welcome-no-events-why = This timeline holds no event that can be shown.
welcome-click = Click any event
welcome-and-read = and read, here, the very words it rests on.
welcome-begin = Begin with “{ $event }”
welcome-wheel = Wheel to zoom, drag to move, F to see everything.
welcome-arrows = ← and → walk through the events in time.
welcome-keys = ? lists every key.
welcome-this = This chronology
welcome-undated = { $count } of them undated
welcome-drawn-from = Drawn from
welcome-more-sources =
    { $count ->
        [one] and { $count } more source
       *[other] and { $count } more sources
    }
welcome-being-read = Being read
welcome-being-read-so-far = { $events } so far, { $undated } undated. The plot shows where they lie; what they are, and the words that they rest on, come once all is read.

## The window as a whole.

window-reading = Reading…
notice-built-in = The built-in chronology
notice-in-file = { $file }: { $message }
notice-in-file-at = { $file }, line { $line }, column { $column }: { $message }
notice-last-version = What is shown is the last version that could be read.
notice-open-another = Open another…
notice-read-again = Read again
notice-dismiss = Dismiss
footer-gestures = Wheel zooms  ·  drag pans  ·  ← → next event  ·  F fits  ·  E evidence  ·  ? keys
footer-hidden = { $count } undated, hidden: Ctrl+1 shows them

## The reader.

reader-no-source = No source is open. “Read in the source” at a quotation opens one.
reader-empty-text = This text is empty.
reader-in-period = { $belonging } of { $passages } in the period shown
reader-recorded-copy = the copy that was quoted
reader-other-copy = another copy than the one quoted
reader-only-quotations = only what is quoted: the text is not on this machine
reader-unplaced = { $count } not found or in doubt
reader-on-passage = { $events } on this passage
reader-marked-passage = Marked passage, { $events }: { $words }
reader-tab = Source: { $source }
reader-close-tab = Close { $source }
reader-close = Close this source
reader-about = About
reader-about-hint = The source’s record, what rests on it, what nothing cites
reader-outline = Outline
reader-outline-hint = The headings of this source
reader-find = Find
reader-find-hint = Find words in this text (Ctrl+F)
reader-find-words = Words in this text
reader-find-in-text = Find in this text
reader-find-before = The place before (Shift+Enter)
reader-find-next = The next place (Enter)
reader-find-searching = looking…
reader-find-place = { $current } of { $of }
reader-find-place-or-more = { $current } of { $of } or more
reader-find-none = nowhere in this text
reader-text = Text of the source
reader-page = p. { $page }
reader-place = Place in the source

## File dialogs.

dialog-timeline = Timeline
dialog-add = Add a document, or records of sources
dialog-documents = Documents
dialog-records = Records of sources
dialog-sources = Choose the folder that holds the sources
dialog-name = timeline
dialog-name-of-copy = { $name }-copy.json

## Finding one's way: filters, commands, tabs, the table, settings

bar-menu = Menu
bar-filter = Filter
bar-filter-hint = Show only some events: by lane, tag, actor, source, period, evidence
bar-table = Table
bar-table-hint = The events in a table (Ctrl+5)
bar-evidence-short = { $verified } / { $all } verified
tabs-timeline = Timeline { $name }
tabs-close = Close { $name }
tabs-close-hint = Close this timeline (Ctrl+W)
part-plot = Timeline
part-shelf = Undated
part-table = Table
part-quotes = Quotations
part-reader = Source
table-name = Table
table-of = Table of { $events }
table-sorting = Sorting…
table-some = { $rows } of { $events }
table-hide = Hide
table-hide-hint = Hide the table (Ctrl+5)
table-columns = Columns
table-sort-hint = Sort by this; once more: the other way round
table-sorted-up = { $column }, sorted, first to last
table-sorted-down = { $column }, sorted, last to first
table-none = No event is shown.
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
chips-remove = Take away: { $chip }
chips-more = Filter…
chips-clear = Show all
popup-filters = Filter
popup-commands = Commands
popup-settings = Settings
popup-recent = Open lately
filters-saved = Saved filters
filters-none-saved = None yet. What is searched or filtered can be kept here under a name.
filters-name = Name of this filter
filters-save = Save
filters-delete = Forget the filter { $name }
filters-period = Period
filters-value =
    { $count ->
        [one] { $name }, { $count } event
       *[other] { $name }, { $count } events
    }
filters-more = and { $count } more: search for them
filters-indexing = Once the index is made, the fields can be chosen here.
commands-hint = What would you do?
commands-field = Find a command
commands-none = No command is called so.
recent-none = No timeline was opened yet.
keys-commands = Commands
keys-drop = Drop a file on the window
keys-drop-does = a timeline opens beside this one; a document becomes a source
keys-change = Change the keys…
settings-appearance = Looks
settings-theme = Theme
settings-as-system = As the system
settings-light = Light
settings-dark = Dark
settings-text-size = Size of text
settings-language = Language
settings-panels = Shown from the start
settings-panel-shelf = Undated
settings-panel-overview = Overview
settings-panel-quotes = Quotations
settings-panel-reader = Source
settings-panel-table = Table
settings-navigation = Moving
settings-motion = Motion
settings-motion-full = Full
settings-motion-reduced = Reduced
settings-swap-wheel = Wheel scrolls rows over the plot, zooms over the lane names
settings-quotations = Words
settings-citation-style = Citations
settings-quote-limit = Limit quotations that leave the window
settings-quote-limit-words = words a source
settings-keys = Keys
settings-single-keys = Commands on a single key, without Ctrl or Alt
settings-all-keys = The keys of every command
settings-keys-of = Keys of “{ $command }”
settings-keys-change = Give it other keys: Ctrl+K, Shift+W, F8; several with a space between
settings-keys-set = Set
settings-keys-reset = As before
settings-key-taken = { $keys } does “{ $holder }”, and so cannot do “{ $loser }”.
settings-problem-at = Line { $line }, column { $column }:{" "}
settings-file = All of this stands in { $path }, with a comment on each.
settings-no-file = This system has no place for a settings file: what is changed holds until the window closes.
settings-copy-path = Copy the path
popup-address = An address
address-explained = A source names this address. It opens in another program, such as a browser, and nothing of the timeline goes with it.
address-letters = In its own letters the host is { $host }. Look whether it is the one you expect.
address-open = Open it
address-copy = Copy the address
address-button = Open the address…
address-button-hint = Shows the whole address before anything opens it
event-copy-link = Copy link
event-copy-link-hint = A link that opens this timeline at this event (Ctrl+L)
chips-copy-link = Copy link
popup-confirm-replace = A file stands there already. Save once more to put the copy in its place.
selection-announced = Selected: { $event }, { $date }, { $passages }

## Export

popup-export-figure = Export figure
popup-export-page = Export page or table
export-figure-explained = A figure for a paper or a page: marks, labels, and numbered notes that cite what each event rests on. SVG and PDF keep text as text.
export-page-explained = The events that search and period leave, wherever the axis stands, with their quotations, dates and citations.
export-svg = SVG
export-pdf = PDF
export-png = PNG
export-html = A page for a browser (HTML)
export-csv = A table (CSV), a row for each citation
export-markdown = A text (Markdown) with its citations
export-json = Everything, for programs (JSON)
export-web-annotation = Web annotations (JSON-LD)
export-csl = The sources’ records, for reference managers (CSL-JSON)
export-in-view = What is in view
export-whole = The whole timeline
export-width = Width
export-points = points
export-light = Light
export-dark = Dark
export-white = On white, for print
export-undated = List the undated events
export-quotes = Quote the passages in the notes
export-limit =
    { $count ->
        [one] At most { $count } word of each source is quoted (Settings).
       *[other] At most { $count } words of each source are quoted (Settings).
    }
export-no-limit = Quotations stand in full (Settings).
export-path = File
export-choose = Choose…
export-write = Write
export-in-progress = Being written…
export-confirm-replace = A file stands there already. Press Write once more to put this in its place.
export-written = Written: { $path }
export-words-cut =
    { $count ->
        [one] { $count } quoted word was cut, for the limit on quotations.
       *[other] { $count } quoted words were cut, for the limit on quotations.
    }
export-without-glyph = No font at hand has these characters: { $letters }

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
page-whole = All
page-wider = Wider
page-widest = Widest
page-dated = In the order of time
page-undated = Without a date
page-beyond = Too far away for the axis
page-previous = ← Previous
page-next = Next →
page-back = To the timeline
page-steps = From event to event
page-note = Editor’s note:
page-cut =
    { $count ->
        [one] { $count } word cut here, for the limit on quotations
       *[other] { $count } words cut here, for the limit on quotations
    }
page-exact = ✓ Verified, word for word, when this page was made
page-normalised = ✓ Verified when this page was made; line breaks or typography differ
page-drifted = ≈ The copy at hand said it differently when this page was made
page-ambiguous = ? Stood in several places of the copy at hand when this page was made
page-missing = × Was not found in the copy at hand when this page was made
page-unavailable = Quoted from a copy that was not at hand when this page was made
page-sources = Sources
page-copy = SHA-256 of the copy that was quoted:
page-words =
    { $count ->
        [one] { $count } word of it is quoted here
       *[other] { $count } words of it are quoted here
    }
page-words-cut =
    { $count ->
        [one] { $count } word of it is quoted here
       *[other] { $count } words of it are quoted here
    }, { $cut } cut for the limit on quotations
page-made = How this page was made
page-file = Timeline
page-program = Program
page-quoted = Quotations
page-limit =
    { $count ->
        [one] { $count } word of a source at most
       *[other] { $count } words of a source at most
    }
page-no-limit = without a limit
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
figure-note = { $title } ({ $known }). { $citations }.
figure-note-uncited = { $title } ({ $known }). No passage is cited.
figure-known-stated = { $date }, stated
figure-known-inferred = { $date }, inferred
figure-known-inferred-from = { $date }, inferred: { $reason }
figure-known-not = undated
figure-citing-again = ibid., { $locator }
figure-citing-report = { $citation } (reporting { $who })
figure-citing-date = { $citation } (giving { $date })
figure-citing-inferred = { $citation } (from which { $date } is inferred)
figure-citing-inferred-from = { $citation } (from which { $date } is inferred: { $reason })
figure-citing-against = against it, { $citation }
figure-citing-context = for the context, { $citation }
figure-citing-words = { $citation }: “{ $quotation }”
figure-key-stated = stated by a source
figure-key-inferred = inferred by the editor
figure-key-day = a day
figure-key-day-inferred = a day, inferred by the editor
figure-key-narrow = wider than it lasted
figure-key-about = about
figure-key-uncertain = uncertain
figure-key-within = some time within
figure-key-interval = from one date to another
figure-key-open-start = no beginning given
figure-key-open = no end given
figure-key-unknown-start = beginning unknown
figure-key-unknown = end unknown
figure-key-season = a season
figure-key-one-of = one of these
figure-key-all-of = all of these
figure-key-cluster = several events, and how densely they begin
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
    [one] One dated event lies outside what was chosen.
   *[other] { $count } dated events lie outside what was chosen.
}
figure-left-out-undated = { $count ->
    [one] One more undated event is of another lane or outside the filter.
   *[other] { $count } more undated events are of other lanes or outside the filter.
}
figure-words-cut = { $count ->
    [one] One word of quotation is cut.
   *[other] { $count } words of quotation are cut.
}
figure-made-of = Made by { $program } from the timeline with the SHA-256 digest { $digest }.
figure-made = Made by { $program }.
page-shown = Shown
page-shown-of = { $events } of { $of } events
page-filter = Filter
page-range = Period
dialog-export = Where to write it
page-checked-in = SHA-256 of the other copy in which its quotations were looked for:
export-still-loading = The timeline is still being read: try again once it is open
export-search-not-understood = A part of the search is not understood, so nothing is written
export-wrong-extension = The name ends as another form does: let it end in .{ $suffix }
export-still-searching = The search is still under way: try again in a moment
export-unsaved =
    { $count ->
        [one] { $file }, with { $count } change that is in no file
       *[other] { $file }, with { $count } changes that are in no file
    }
export-failed = The export broke off, through a fault of the program; nothing was written
export-nuls =
    { $count ->
        [one] { $count } NUL was written as ␀, as CSV cannot hold it.
       *[other] { $count } NULs were written as ␀, as CSV cannot hold them.
    }
