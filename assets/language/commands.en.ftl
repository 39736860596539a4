# Names of the commands in the command palette and the list of keys.

command-group-search = Search
command-group-navigation = Navigation
command-group-view = View
command-group-sources = Sources
command-group-files = File
command-group-window = Window

command-search = Search the timeline
command-find-here = Find words in the text or the timeline
command-next-found = Next match
command-previous-found = Previous match
command-find-command = Find a command
command-filters = Filter events
command-save-filter = Save the filter
command-clear-filters = Clear all filters
command-period = Filter by period

command-zoom-in = Zoom in
command-zoom-out = Zoom out
command-earlier = Move to earlier dates
command-later = Move to later dates
command-zoom-to-selection = Zoom to the selected event
command-fit-all = Show the whole timeline
command-next-event = Next event
command-previous-event = Previous event
command-lane-up = Select in the lane above
command-lane-down = Select in the lane below
command-next-passage = Next passage of the event
command-previous-passage = Previous passage of the event
command-enter-quotes = Go to the quotations
command-step-back = Close or clear the selection
command-scroll-up = Scroll rows up
command-scroll-down = Scroll rows down
command-back = Back to the previous view
command-forth = Forward to the next view
command-next-region = Next region of the window
command-previous-region = Previous region of the window
command-focus-table = Go to the table of events

command-toggle-shelf = Show or hide undated events
command-toggle-overview = Show or hide the overview
command-toggle-quotes = Show or hide the quotations
command-toggle-reader = Show or hide the source reader
command-toggle-table = Show or hide the table of events
command-evidence = Show or hide the evidence for each event
command-fold-silences = Fold or unfold empty gaps
command-legend = Legend: what the marks mean
command-text-larger = Larger text
command-text-smaller = Smaller text
command-text-normal = Normal text size
command-theme-light = Light theme
command-theme-dark = Dark theme
command-theme-system = System theme

command-read-passage = Read the passage in its source
command-copy-quotation = Copy the quotation with its citation
command-adopt-words = Use the source’s current words
command-keep-words = Keep the recorded words
command-sources = Sources and their documents
command-locate-sources = Locate source documents…
command-add-source = Add a source…
command-close-source = Close the source

command-new-timeline = New timeline
command-open = Open a timeline…
command-open-recent = Open a recent timeline
command-read-again = Reload the file
command-stop-reading = Stop loading
command-copy-link = Copy a link to this view
command-save = Save
command-save-as = Save as…
command-save-copy = Save a copy…
command-export-figure = Export a figure…
command-export-page = Export a page or table…
command-changes = History
command-take-back-change = Undo
command-redo = Redo
command-problems = Problems in the file

command-next-tab = Next tab
command-previous-tab = Previous tab
command-close-tab = Close the tab
command-settings = Settings
command-keys = Keys and gestures
command-close-window = Close the window
