# The names of the commands, as the palette and the list of keys show them.

command-group-finding = Finding
command-group-moving = Moving
command-group-looking = Looking
command-group-reading = Reading
command-group-files = Files
command-group-window = Window

command-search = Search the timeline
command-find-here = Find words here
command-next-found = Next place of the words
command-previous-found = Previous place of the words
command-find-command = Find a command
command-filters = Filter the events
command-save-filter = Save the filter under a name
command-clear-filters = Show all events again
command-period = Show only a period

command-zoom-in = Zoom in
command-zoom-out = Zoom out
command-earlier = Move to earlier
command-later = Move to later
command-zoom-to-selection = Zoom to the selected event
command-fit-all = Show the whole timeline
command-next-event = Next event in time
command-previous-event = Previous event in time
command-lane-up = Lane above
command-lane-down = Lane below
command-next-passage = Next passage of the event
command-previous-passage = Previous passage of the event
command-enter-quotes = Go into the quotations
command-step-back = Close, or clear the selection
command-scroll-up = Scroll the rows up
command-scroll-down = Scroll the rows down
command-back = Back to the view before
command-forth = Forward to the view after
command-next-region = Next region of the window
command-previous-region = Previous region of the window
command-focus-table = Go into the table of events

command-toggle-shelf = Show or hide the undated events
command-toggle-overview = Show or hide the overview
command-toggle-quotes = Show or hide the quotations
command-toggle-reader = Show or hide the source reader
command-toggle-table = Show or hide the table of events
command-evidence = Show or hide what each event rests on
command-fold-silences = Fold or unfold the empty stretches
command-legend = Legend: what the marks mean
command-text-larger = Larger text
command-text-smaller = Smaller text
command-text-normal = Normal text size
command-theme-light = Light theme
command-theme-dark = Dark theme
command-theme-system = Theme of the system

command-read-passage = Read the passage in its source
command-copy-quotation = Copy the quotation with its citation
command-adopt-words = Adopt the words that the source has now
command-keep-words = Keep the words as written
command-sources = Sources and their documents
command-locate-sources = Locate the documents of the sources…
command-add-source = Add a source…
command-close-source = Close the source

command-open = Open a timeline…
command-open-recent = Open a recent timeline
command-read-again = Read the file again
command-stop-reading = Stop reading
command-copy-link = Copy a link to this place
command-save-copy = Save a copy…
command-export-figure = Export figure…
command-export-page = Export page or table…
command-changes = Changes in this session
command-take-back-change = Take back the last change
command-problems = Problems of the file

command-next-tab = Next tab
command-previous-tab = Previous tab
command-close-tab = Close the tab
command-settings = Settings
command-keys = List of keys
command-close-window = Close the window
