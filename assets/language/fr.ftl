### Ce que dit la fenêtre en français.
###
### Espace fine insécable (U+202F) avant ; : ! ? et dans « », apostrophe ’.

## Les dates en toutes lettres, composées de ces éléments (voir src/time/phrases.rs).
## « de le » y devient « du », « à les » « aux », et ainsi de suite.

date-january = janvier
date-february = février
date-march = mars
date-april = avril
date-may = mai
date-june = juin
date-july = juillet
date-august = août
date-september = septembre
date-october = octobre
date-november = novembre
date-december = décembre
date-spring = le printemps
date-summer = l’été
date-autumn = l’automne
date-winter = l’hiver
date-first-quarter = le premier trimestre
date-second-quarter = le deuxième trimestre
date-third-quarter = le troisième trimestre
date-fourth-quarter = le quatrième trimestre
date-first-third = les quatre premiers mois
date-middle-third = les quatre mois du milieu
date-last-third = les quatre derniers mois
date-first-half = le premier semestre
date-second-half = le second semestre
date-of-year = { $first } { $second }
date-of = { $first } de { $second }
date-group-of-year = { $first } de { $second }
date-day-of-month = le { $first } { $second }
date-days-of-month = { $first } { $second }
date-first-day = 1er
date-one-day = le { $part }
date-southern = { $part } (hémisphère Sud)
date-northern = { $part } (hémisphère Nord)
date-common-era = { $part } apr. J.-C.
date-before-common-era = { $part } av. J.-C.
date-long-year = l’an { $part }
date-power-of-ten = { $first } × 10^{ $second }
date-thousands = {" "}
date-minus = −
date-decade = les années { $part }
date-early-decade = le début des années { $part }
date-mid-decade = le milieu des années { $part }
date-late-decade = la fin des années { $part }
date-some-year = une année
date-some-year-in = une année de { $part }
date-some-year-from-to = une année entre { $first } et { $second }
date-some-month = un mois
date-some-month-from-to = un mois entre { $first } et { $second }
date-some-day = un jour
date-some-day-in = un jour de { $part }
date-some-day-from-to = un jour entre { $first } et { $second }
date-day-number = le { $part }
date-some-time-in = courant { $part }
date-between = { $first }–{ $second }
date-from-to = de { $first } à { $second }
date-about = vers { $part }
date-perhaps = peut-être { $part }
date-perhaps-about = peut-être vers { $part }
date-about-span = { $part } environ
date-perhaps-span = peut-être { $part }
date-perhaps-about-span = peut-être { $part } environ
date-partly-about = { $part } (en partie approximatif)
date-partly-perhaps = { $part } (en partie incertain)
date-partly-perhaps-about = { $part } (en partie incertain et approximatif)
date-partly-each = { $part } (en partie incertain, en partie approximatif)
date-significant = vers { $first } (entre { $second })
date-significant-range = { $first } et { $second }
date-significant-digit = un chiffre significatif
date-significant-digits = { $part } chiffres significatifs
date-from-on = à partir de { $part }
date-until = jusqu’à { $part }
date-end-unknown = à partir de { $part }, fin inconnue
date-start-unknown = début inconnu, jusqu’à { $part }
date-or-earlier = { $part } ou avant
date-or-later = { $part } ou après
date-and-earlier = { $part } et avant
date-and-later = { $part } et après
date-always = de tout temps
date-or = { $first } ou { $second }
date-and = { $first } et { $second }
date-listed = { $first }, { $second }
date-at-time = { $first } à { $second }
date-utc = {" "}UTC

## Durées.

length-years = { $number } ans
length-months = { $number } mois
length-days = { $number } jours
length-hours = { $number } heures
length-minutes = { $number } minutes
length-seconds =
    { $number ->
        [one] { $number } seconde
       *[other] { $number } secondes
    }
length-over = plus de { $length }

## L’axe.

axis-january = janv.
axis-february = févr.
axis-march = mars
axis-april = avr.
axis-may = mai
axis-june = juin
axis-july = juill.
axis-august = août
axis-september = sept.
axis-october = oct.
axis-november = nov.
axis-december = déc.
axis-month = { $month } { $year }
axis-day = { $day } { $month }
axis-first-day = 1er
axis-common-era = { $year } apr. J.-C.
axis-before-common-era = { $year } av. J.-C.

## Les intervalles où il n’y a rien.

silence-uncited = rien de sourcé : { $days }
silence-undated = aucun événement daté : { $days }
silence-uncited-here = rien de sourcé ici
silence-undated-here = aucun événement daté ici

## Proportions.

share = { $number } %
share-less-than-one = moins de 1 %
share-more-than-ninety-nine = plus de 99 %

## Une source dont on n’a que les citations.

gap-one = un caractère que rien ne cite
gap-characters = { $count } caractères que rien ne cite
gap-unknown = quelque part dans la source

## Pendant l’ouverture d’un fichier.

opening-read = { $share } % lus
opening-looked-for = { $passages } passages recherchés sur { $of }

## Les modifications gardées dans la fenêtre.

change-new-words = Nouveau texte du passage « { $old } », sous le nom « { $new } »
change-new-source = Une nouvelle source, « { $source } »

## Ce que dit la barre d’avis.

notice-no-records = Le fichier ne contient aucune notice de source
notice-no-record-used =
    { $lost ->
        [one] Aucune de ses notices n’est utilisable ({ $lost } problème)
       *[other] Aucune de ses notices n’est utilisable ({ $lost } problèmes)
    }
notice-records-added =
    { $used ->
        [one] { $used } notice ajoutée
       *[other] { $used } notices ajoutées
    } ; { $lost ->
        [one] un élément n’a pas pu être utilisé
       *[other] { $lost } éléments n’ont pas pu être utilisés
    }
notice-changed = Le fichier a changé depuis sa dernière ouverture
notice-changed-hint = Sa version précédente s’est d’abord affichée en aperçu ; voici ce qu’il contient maintenant.

## Ce qui ne va pas dans un filtre.

filter-no-field = Il n’y a pas de champ « { $field } »
filter-no-field-hint = Les champs sont { $fields }. Pour chercher les mots eux-mêmes, mettez-les entre guillemets.
filter-nothing-after = Rien ne suit « { $field }: »
filter-nothing-after-hint = À écrire sans espace, par exemple { $example }.
filter-unknown-value = « { $field }: » ne connaît pas « { $text } »
filter-unknown-value-hint = Valeurs possibles : { $values }.
filter-set = { $text } est un ensemble, alors qu’une période a un seul début et une seule fin
filter-set-hint = Écrivez un intervalle, par exemple 1953/1963.
filter-beyond-clock = { $text } dépasse ce que l’horloge peut dire
filter-beyond-clock-hint = On peut remonter ou avancer de quelque 292 milliards d’années.
filter-no-date = « { $text } » n’est pas une date : { $error }
filter-no-date-hint = Une année s’écrit 1953, un mois 1953-11, un jour 1953-11-09, une période 1953/1963.
