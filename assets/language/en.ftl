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

gap-one = one character that nothing quotes
gap-characters = { $count } characters that nothing quotes
gap-unknown = somewhere in the source

## While a file is opened.

opening-read = { $share } % read
opening-looked-for = { $passages } of { $of } passages looked for

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

filter-no-field = There is no field “{ $field }”
filter-no-field-hint = The fields are { $fields }. To look for the words themselves, put them between quotation marks.
filter-nothing-after = Nothing stands after “{ $field }:”
filter-nothing-after-hint = Write it without a space, as in { $example }.
filter-unknown-value = “{ $text }” is nothing that “{ $field }:” knows
filter-unknown-value-hint = It may be { $values }.
filter-set = { $text } is a set, and a period has one beginning and one end
filter-set-hint = Write it as an interval, as in 1953/1963.
filter-beyond-clock = { $text } lies beyond what the clock can say
filter-beyond-clock-hint = Some 292 billion years before and after today can be asked for.
filter-no-date = “{ $text }” is no date: { $error }
filter-no-date-hint = A year is 1953, a month 1953-11, a day 1953-11-09, a period 1953/1963.
