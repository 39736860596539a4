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
date-partly-about = { $part } (en partie approximative)
date-partly-perhaps = { $part } (en partie incertaine)
date-partly-perhaps-about = { $part } (en partie incertaine et approximative)
date-partly-each = { $part } (en partie incertaine, en partie approximative)
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

omitted-one = un caractère que rien ne cite
omitted-characters = { $count } caractères que rien ne cite
omitted-unknown = quelque part dans la source

## Pendant l’ouverture d’un fichier.

opening-read = { $share } % lus
opening-searched = { $passages } passages recherchés sur { $of }

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

filter-unknown-field = Il n’y a pas de champ « { $field } »
filter-unknown-field-hint = Les champs sont { $fields }. Pour chercher les mots eux-mêmes, mettez-les entre guillemets.
filter-missing-value = Rien ne suit « { $field }: »
filter-missing-value-hint = À écrire sans espace, par exemple { $example }.
filter-unknown-value = « { $field }: » ne connaît pas « { $text } »
filter-unknown-value-hint = Valeurs possibles : { $values }.
filter-set = { $text } est un ensemble, alors qu’une période a un seul début et une seule fin
filter-set-hint = Écrivez un intervalle, par exemple 1953/1963.
filter-out-of-range = { $text } dépasse ce que l’horloge peut dire
filter-out-of-range-hint = On peut remonter ou avancer de quelque 292 milliards d’années.
filter-invalid-date = « { $text } » n’est pas une date : { $error }
filter-invalid-date-hint = Une année s’écrit 1953, un mois 1953-11, un jour 1953-11-09, une période 1953/1963.

## Dénombrements.

count-event =
    { $count ->
        [one] { $count } événement
       *[other] { $count } événements
    }
count-lane =
    { $count ->
        [one] { $count } couloir
       *[other] { $count } couloirs
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
        [one] { $count } citation
       *[other] { $count } citations
    }
count-paragraph =
    { $count ->
        [one] { $count } paragraphe
       *[other] { $count } paragraphes
    }
count-problem =
    { $count ->
        [one] { $count } problème
       *[other] { $count } problèmes
    }
count-change =
    { $count ->
        [one] { $count } modification
       *[other] { $count } modifications
    }
count-gap =
    { $count ->
        [one] { $count } intervalle vide
       *[other] { $count } intervalles vides
    }

## À propos d’une source.

about-cited-by-none = aucun événement ne la cite
about-cited-by =
    { $count ->
        [one] { $count } événement la cite
       *[other] { $count } événements la citent
    }
about-supports-none = elle n’en appuie aucun
about-supports-one = elle en appuie 1
about-supports-none-alone = elle en appuie { $count }, aucun à elle seule
about-supports-alone = à elle seule, elle en appuie { $count }
about-supports-some-alone = elle en appuie { $count }, dont { $alone } à elle seule

quoted = « { $words } »

document-heading = Au fil du document
document-strip = { $passages } au fil du document
document-passage = Passage, { $told }
document-events-on-it = { $events } sur ce passage
document-quoted-share = Les passages citent { $share } de son texte.
document-frame = Le cadre montre ce qui a été lu en dernier.
document-unplaced =
    { $count ->
        [one] { $count } passage n’a pas de place sûre dans ce texte et peut se trouver dans n’importe quel paragraphe.
       *[other] { $count } passages n’ont pas de place sûre dans ce texte et peuvent se trouver dans n’importe quel paragraphe.
    }
document-uncited = Ce que rien ne cite
document-no-paragraph = Ce texte n’a aucun paragraphe de texte suivi.
document-one-cited = Son unique paragraphe est cité.
document-all-cited = Chacun de ses { $count } paragraphes est cité.
document-uncited-count = { $none } sur { $paragraphs } ({ $share })
document-uncited-paragraph = Paragraphe { $number }, que rien ne cite : { $begins }
document-recorded = Du début à la dernière citation, d’après les positions que la chronologie indique. Sans le texte, on ne peut dire jusqu’où va le document, quelle part en est citée ni quels paragraphes rien ne cite.
document-without-position =
    { $count ->
        [one] { $count } passage n’a pas de position connue.
       *[other] { $count } passages n’ont pas de position connue.
    }
document-without-text = Sans le texte, on ne peut dire où se trouvent ses passages, quelle part en est citée ni quels paragraphes rien ne cite.

over-time-heading = Au fil du temps
over-time-no-event = Aucun événement ne cite cette source.
over-time-no-date =
    { $count ->
        [one] Le seul événement qui cite cette source n’est pas daté.
       *[other] Aucun des { $count } événements qui citent cette source n’est daté.
    }
over-time-filled-and-hollow = Plein : un passage de cette source donne la date. Creux : non.
over-time-hollow = Creux : aucun passage de cette source ne donne la date.
over-time-undated =
    { $count ->
        [one] { $count } événement qui la cite n’est pas daté.
       *[other] { $count } événements qui la citent ne sont pas datés.
    }
over-time-as-it-says = selon cette source
over-time-not-from-it = pas d’après cette source
over-time-on-axis = Sur l’axe : { $told }

no-lane = Sans couloir

record-published-in = Publié dans
record-number = Numéro
record-publisher = Éditeur
record-date = Date
record-address = Adresse
record-language = Langue
record-known-as = Nom ici
record-file = Fichier
record-by-digest = reconnu à son empreinte : c’est l’exemplaire qui a été cité
record-by-name = reconnu à son nom de fichier
record-by-path = trouvé là où la chronologie l’indique
record-other-copy = {""} ; ce n’est pas l’exemplaire qui a été cité
record-not-found = nulle part : le texte n’est pas sur cette machine
record-read-from = Lu dans

locate-text = Localiser le texte…
locate-text-hint = Choisissez le document ou son dossier, et il sera lu ici

## Modifications.

changes-explained = Vos modifications sont gardées dans cette fenêtre. Le fichier ouvert reste tel quel ; une copie qui les contient est enregistrée où vous le dites.
changes-save = Enregistrer une copie…
changes-undo = Annuler la dernière
changes-would-be-lost = { $changes } dans cette fenêtre : tout serait perdu.
changes-leave = Quitter sans enregistrer
changes-stay = Rester

## Ce que disent les passages d’un événement quand ils diffèrent.

claims-dates = Les sources donnent des dates concurrentes
claims-stances = Pour et contre
claims-speakers = Qui le dit
claims-date = Date
claims-stance = Position
claims-speaker = Qui le dit
claims-words-and-speaker = Propos et auteur
claims-words-and-source = Propos et source
claims-more = et { $count } de plus parmi les passages
claims-go = Aller au passage entier
claims-no-date = sans date
claims-inferred = date déduite
claims-source-itself = la source elle-même
claims-claim-of = attribué à { $who }
claims-reading = Version { $number } sur { $of }
claims-facts = { $facts } : { $words }
quote-opens = «{" "}
quote-opens-within = … «{" "}
quote-closes = {" "}»
quote-closes-within = {" "}» …
stance-supports = Appuie
stance-disputes = Conteste
stance-context = Contexte

## Les groupes d’événements sur le graphique.

cluster-began-earlier =
    { $count ->
        [one] ← { $count } a commencé avant
       *[other] ← { $count } ont commencé avant
    }
cluster-begin = (début : { $span })
cluster-reaching = (commencés avant, ils se prolongent dans la vue)
cluster-zooms = Un clic agrandit
cluster-zooms-and-lists = Un clic agrandit, le bouton droit ou L en donne la liste
cluster-lists = Un clic en donne la liste

## Les bords des panneaux.

width-of-quotations = Largeur des citations
width-of-source = Largeur de la source
height-of-quotations = Hauteur des citations

## Ce qu’on lit maintenant dans une source qui le dit autrement.

drift-now = On y lit maintenant :
drift-similarity = Ressemblance { $score } sur 1. Barré : seulement dans ce qui a été relevé. Souligné : seulement dans ce qu’on y lit maintenant.
drift-adopted = Adopté, sous le nom de passage « { $passage } »
drift-keep = Garder tel quel
drift-keep-hint = La citation reste telle qu’elle a été relevée
drift-adopt = Adopter le nouveau texte
drift-adopt-hint = Un nouveau passage cite ce qu’on y lit maintenant ; l’ancien reste à côté

## Ce qui fonde les événements.

evidence-nothing = rien ne l’appuie
evidence-single-source = une seule source
evidence-shorter-stretches = et des intervalles plus courts

fold-folded = Replié : { $length } où rien d’affiché ne commence ni ne finit, { $span }
fold-click-unfolds = Un clic le déplie (Z)
fold-unfold = Déplier { $gaps }
fold-unfold-hint = Rendre toute leur longueur aux intervalles vides de l’axe (Z)
fold-fold = Replier { $gaps }
fold-fold-hint = Raccourcir les longs intervalles de l’axe où il n’y a aucun événement (Z)

## Couloirs.

lane = Couloir { $name }, { $events }
lane-folded = Couloir { $name }, { $events }, replié
lane-some-of = { $shown } sur { $events }
lane-unfold-hint = Replié : tous ses événements sont regroupés. Un clic le déplie, glisser le déplace.
lane-fold-hint = Un clic replie ce couloir : tous ses événements sont regroupés. Glisser le déplace.

## La légende.

legend-stated = Une année ou un mois qu’une source indique, à sa largeur.
legend-inferred = De même, mais déduite : la rédaction dit de quoi.
legend-day = Un jour, parmi des années.
legend-within = À un moment de cette durée : une décennie, un siècle.
legend-approximate = Approximative : les bords s’estompent.
legend-uncertain = Incertaine : en tirets.
legend-approximate-uncertain = Approximative et incertaine.
legend-interval = D’une date à une autre.
legend-interval-about = D’une date à une autre, approximative.
legend-open = Ni début ni fin, ou l’un des deux, n’est donné.
legend-ended = C’est fini, et personne ne dit quand.
legend-season = Une saison.
legend-one-of = Une date parmi plusieurs.
legend-all-of = Toutes ces dates.
legend-show-evidence = Montrer sur le graphique ce qui fonde chaque événement (E)
legend-rival = Dates concurrentes : chacune est tracée, et reliée aux autres.
legend-undated = Les événements sans date sont sur l’étagère sous le graphique, hors de l’axe. La couleur indique le couloir et rien d’autre.
legend-evidence = Quand le graphique montre ce qui fonde chaque événement :
legend-single-source = Une seule source l’appuie.
legend-no-passage = Aucun passage ne l’appuie.
legend-hatching = Aucun événement appuyé n’est daté ici, ni ne peut l’être, entre le premier et le dernier. Cela ne dit pas qu’il ne s’est rien passé.

overview = Survol
overview-showing = Survol, montrant { $span }

## La fenêtre de la période.

period-explained = Ne montrer que ce qui se situe dans une période. Elle s’écrit comme les dates du fichier : 1953/1963, 1958, 195X, 2023/.., etc.
period-field = Période en EDTF
period-show-everything = Tout montrer
period-incomplete = Pas encore une date, à la colonne { $column } : { $expected }
period-certainly-in = Certainement dedans : { $events }
period-possibly-in = Peut-être dedans : { $events }, y compris les non datés
period-everything = Tout
period-certainly-possibly = Certainement : tout ce que permettent ses dates est dedans. Peut-être : une partie l’est, ou l’événement n’est pas daté.

## Touches et gestes.

keys-click = Clic sur un événement
keys-click-does = lire les passages qui le fondent
keys-zoom = Molette, W S, + −
keys-zoom-does = agrandir et réduire
keys-pan = Glisser, Maj + molette, A D
keys-pan-does = aller plus tôt et plus tard
keys-fit = Double-clic, F
keys-fit-does = cadrer l’événement choisi ; encore F : tout
keys-lane-name = Cliquer, glisser le nom d’un couloir
keys-lane-name-does = replier le couloir, le déplacer (Maj + ↑ ↓) ; glisser la ligne dessous : sa hauteur
keys-list = L sur un groupe d’événements
keys-list-does = en donner la liste ; Entrée les agrandit
keys-tab = Tab
keys-tab-does = de commande en commande, de marque en marque
keys-rows = Molette sur les noms des couloirs, Page préc., Page suiv.
keys-rows-does = faire défiler les rangées
keys-scroll = Page préc., Page suiv., Espace
keys-scroll-does = faire défiler la source qu’on lit
keys-copy = Glisser sur le texte, Ctrl + C
keys-copy-does = copier des mots d’une source avec leur référence

## Fenêtres.

popup-keys = Touches et gestes
popup-legend = Ce que signifient les marques
popup-problems = Problèmes
popup-sources = Sources
popup-open = Ouvrir une chronologie
popup-listing = Événements d’un groupe
popup-save = Enregistrer une copie
popup-add = Ajouter une source
popup-changes = Modifications
popup-unsaved = Modifications dans aucune copie
popup-no-problems = Aucun problème.
popup-line-and-column = ligne { $line }, colonne { $column }
popup-go-to = Aller à « { $event } »
popup-show-sources = Montrer les sources
popup-more-problems = Et { $count } de plus : annals check les donne tous.
popup-add-source = Ajouter une source…
popup-add-source-hint = Un document, ou des notices en CSL-JSON, BibTeX ou RIS ; déposer un fichier fait de même
popup-cited-in-style = Références dans le style
popup-verified-against =
    { $verified ->
        [one] ✓ { $of } : { $verified } vérifiée dans { $place }
       *[other] ✓ { $of } : { $verified } vérifiées dans { $place }
    }
popup-found-in =
    { $verified ->
        [one] ✓ { $of } : { $verified } trouvée dans { $place } ; la chronologie ne donne pas d’empreinte
       *[other] ✓ { $of } : { $verified } trouvées dans { $place } ; la chronologie ne donne pas d’empreinte
    }
popup-found-in-other =
    { $verified ->
        [one] { $of } : { $verified } trouvée dans un autre exemplaire, { $place }
       *[other] { $of } : { $verified } trouvées dans un autre exemplaire, { $place }
    }
popup-not-here = { $of } d’un exemplaire qui n’est pas sur cette machine
popup-sources-explained = Une citation se vérifie dans le document dont elle vient. Choisissez un dossier qui contient les documents : ils sont reconnus à leur SHA-256, sinon à leur nom de fichier.
popup-choose-folder = Choisir un dossier…
popup-or-path = ou le chemin d’un dossier ou d’un document
popup-check = Vérifier
popup-open-no-dialog = Ce système n’ouvre pas de fenêtre de fichiers. Déposez un fichier de chronologie sur la fenêtre, ou donnez son chemin.
popup-path-of-timeline = chemin d’un fichier de chronologie
popup-do-open = Ouvrir
popup-add-no-dialog = Ce système n’ouvre pas de fenêtre de fichiers. Déposez un document sur la fenêtre, ou donnez son chemin. Les notices de sources se lisent en CSL-JSON, BibTeX et RIS.
popup-path-of-addition = chemin d’un document ou de notices
popup-do-add = Ajouter
popup-save-no-dialog = Ce système n’ouvre pas de fenêtre de fichiers. Donnez le chemin de la copie.
popup-path-of-copy = chemin du nouveau fichier
popup-do-save = Enregistrer
popup-path = Chemin
popup-close = Fermer
popup-close-hint = Fermer ceci (Échap)

## Un passage du panneau des citations.

passage-label = Passage { $number } sur { $of } : { $words }
passage-disputes = Conteste ceci
passage-read = Lire dans la source
passage-read-hint = Le passage à sa place, la source autour (Entrée)
passage-copied = ✓ Copié
passage-copy = Copier avec la référence
passage-copy-hint = La citation et sa référence, dans le presse-papiers
passage-also = Ce passage fonde aussi
passage-more = et { $count } de plus
passage-dates-it = Date donnée : { $date }
passage-dates-it-inferred = Date donnée : { $date } (déduite)
passage-claim-of = Propos rapportés, attribués à { $who }
passage-exact = ✓ Vérifié, mot pour mot
passage-normalised = ✓ Vérifié ; les retours à la ligne ou la typographie diffèrent
passage-drifted = ≈ Altéré : le texte disponible le dit autrement
passage-ambiguous = ? Ambigu : se trouve à { $count } endroits du texte disponible ; son contexte ne dit pas lequel
passage-missing = × Introuvable dans le texte disponible
passage-unavailable = Cité d’après un exemplaire qui n’est pas sur cette machine
passage-place = Caractères { $start } à { $end } du texte disponible, qui est l’exemplaire cité
passage-place-in-other = Caractères { $start } à { $end } du texte disponible, qui n’est pas l’exemplaire cité
passage-digest = L’exemplaire cité a l’empreinte { $digest }
passage-locate-hint = Choisissez le document ou son dossier, et la citation sera vérifiée
passage-candidate = Endroit { $number }
passage-candidate-hint = Le lire là (ressemblance { $score } sur 1)
passage-editors-note = Note de la rédaction

## Le graphique.

plot-none-dated = Aucun des événements montrés n’est daté.
plot-none-shown-here = Aucun des événements montrés n’est ici. Début va à tous.
plot-none-here = Aucun événement daté ici. Début montre tout.
plot-lane-without-place = { $events }, sans place sur l’axe
plot-label = Chronologie, { $span } : { $events } dans la vue, { $lanes }{ $stretches }
plot-about = environ { $events }
plot-rows = Rangées de la chronologie

mark-no-lane = sans couloir
mark-by = selon { $source }
mark-according-to = selon { $sources }
mark-stated = date indiquée
mark-inferred = date déduite

## L’événement choisi.

event-no-passage = Aucun passage de ce fichier n’appuie cet événement.
event-inferred = Déduction : { $reason }
event-order-unknown = Les dates ne disent pas si c’était avant ou après { $events }.
event-order-and = {" et "}
event-no-lane = aucun couloir « { $lane } »
event-supports =
    { $count ->
        [one] { $count } appuie
       *[other] { $count } appuient
    }
event-disputes =
    { $count ->
        [one] { $count } conteste
       *[other] { $count } contestent
    }
event-context = { $count } en contexte
event-none-supports = aucun n’appuie, { $others }
event-only-supports = seule la source { $source } l’appuie
event-undated = Non daté : aucune date n’est donnée
event-undated-by-sources = Sans date propre ; d’après ses sources, { $dates }
event-undated-says = Non daté : la source dit « { $words } »
event-invalid-date = « { $text } » n’est pas une date lisible
event-rival-dates = { $date }, ou { $others } : dates concurrentes
event-rival-or = {", ou "}
event-stated-in-a-passage = { $date }, date indiquée dans un passage
event-stated-in-the-passage = { $date }, date indiquée dans le passage
event-inferred-not-stated = { $date }, date déduite, non indiquée
event-order-after = Dans l’ordre des sources, après :
event-order-before = Dans l’ordre des sources, avant :

## La recherche.

search = Chercher
search-placeholder = Chercher  ( / )
search-timeline = Chercher dans la chronologie
search-explained = Mots des titres, résumés, citations et notes ; « plusieurs mots » entre guillemets vont ensemble ; - devant un mot l’exclut.
search-index-being-made = L’index est en préparation…
search-none = Aucun événement
search-found = { $number } sur { $events }
search-found-ranked = { $number } sur { $events }, les { $ranked } premiers par pertinence
search-hit = Trouvé : { $event }
search-undated = non daté

## L’étagère des non datés.

shelf = Non datés
shelf-label = Non datés, { $events }
shelf-hint = Aucune source ne dit quand ils ont eu lieu : ils restent hors de l’axe.

## La barre du haut.

bar-untitled = Sans titre
bar-built-in = La chronologie intégrée au programme
bar-stop = Arrêter
bar-sources-hint = Les sources, et où se trouvent leurs documents
bar-changes-saved = { $changes }, dans une copie
bar-changes-not-saved = { $changes }, rien d’enregistré
bar-changes-hint = Vos modifications, et l’enregistrement d’une copie
bar-open = Ouvrir…
bar-open-hint = Ouvrir un fichier de chronologie (Ctrl+O)
bar-read = Lire
bar-read-hint = Lire les sources à côté du graphique (Ctrl+4)
bar-legend = Légende
bar-legend-hint = Ce que signifient les marques
bar-keys = Touches
bar-keys-hint = Touches et gestes (?)
bar-problems-hint = Ce qui ne va pas dans le fichier, où, et comment y remédier
bar-no-quotations = aucune citation
bar-not-on-this-machine = { $quotations }, sources absentes de cette machine : localiser…
bar-all-verified =
    { $verified ->
        [one] ✓ { $quotations } : { $verified } vérifiée
       *[other] ✓ { $quotations } : { $verified } vérifiées
    }
bar-verified =
    { $verified ->
        [one] { $quotations } : { $verified } vérifiée
       *[other] { $quotations } : { $verified } vérifiées
    }
theme-system = Thème : comme le système
theme-light = Thème : clair
theme-dark = Thème : sombre
theme-hint = { $theme }. Cliquer pour changer.

## Quand aucun événement n’est choisi.

welcome-no-events = Pas encore d’événements
welcome-no-events-why = Cette chronologie ne contient aucun événement qu’on puisse montrer.
welcome-click = Cliquez sur un événement
welcome-and-read = et lisez ici les mots mêmes qui le fondent.
welcome-begin = Commencer par « { $event } »
welcome-wheel = La molette agrandit, glisser déplace, F montre tout.
welcome-arrows = ← et → parcourent les événements dans le temps.
welcome-keys = ? donne la liste des touches.
welcome-this = Cette chronologie
welcome-undated =
    { $count ->
        [one] dont { $count } non daté
       *[other] dont { $count } non datés
    }
welcome-drawn-from = Tirée de
welcome-more-sources =
    { $count ->
        [one] et { $count } autre source
       *[other] et { $count } autres sources
    }
welcome-being-read = Lecture en cours
welcome-being-read-so-far = { $events } jusqu’ici, { $undated } sans date. Le graphique montre où ils se situent ; ce qu’ils sont, et les mots qui les fondent, viendront quand tout sera lu.

## La fenêtre tout entière.

window-reading = Lecture…
notice-built-in = La chronologie intégrée
notice-in-file = { $file } : { $message }
notice-in-file-at = { $file }, ligne { $line }, colonne { $column } : { $message }
notice-last-version = On voit la dernière version qui a pu être lue.
notice-open-another = En ouvrir une autre…
notice-read-again = Relire
notice-dismiss = Fermer l’avis
footer-gestures = Molette : agrandir  ·  glisser : déplacer  ·  ← → événement suivant  ·  F cadrer  ·  E appuis  ·  ? touches
footer-hidden =
    { $count ->
        [one] { $count } non daté, masqué : Ctrl+1 le montre
       *[other] { $count } non datés, masqués : Ctrl+1 les montre
    }

## Le lecteur.

reader-no-source = Aucune source n’est ouverte. « Lire dans la source », près d’une citation, en ouvre une.
reader-empty-text = Ce texte est vide.
reader-in-period = { $passages }, dont { $belonging } dans la période montrée
reader-recorded-copy = l’exemplaire cité
reader-other-copy = un autre exemplaire que celui qui a été cité
reader-only-quotations = seulement ce qui est cité : le texte n’est pas sur cette machine
reader-unplaced =
    { $count ->
        [one] { $count } introuvable ou douteux
       *[other] { $count } introuvables ou douteux
    }
reader-on-passage = { $events } sur ce passage
reader-marked-passage = Passage marqué, { $events } : { $words }
reader-tab = Source : { $source }
reader-close-tab = Fermer { $source }
reader-close = Fermer cette source
reader-about = À propos
reader-about-hint = La notice de la source, ce qu’elle fonde, ce que rien ne cite
reader-outline = Plan
reader-outline-hint = Les titres de cette source
reader-find = Rechercher
reader-find-hint = Rechercher des mots dans ce texte (Ctrl+F)
reader-find-words = Mots de ce texte
reader-find-in-text = Rechercher dans ce texte
reader-find-before = L’endroit précédent (Maj+Entrée)
reader-find-next = L’endroit suivant (Entrée)
reader-find-searching = recherche…
reader-find-place = { $current } sur { $of }
reader-find-place-or-more = { $current } sur { $of } ou plus
reader-find-none = nulle part dans ce texte
reader-text = Texte de la source
reader-page = p. { $page }
reader-place = Place dans la source

## Boîtes de dialogue de fichiers.

dialog-timeline = Chronologie
dialog-add = Ajouter un document, ou des notices de sources
dialog-documents = Documents
dialog-records = Notices de sources
dialog-sources = Choisir le dossier qui contient les sources
dialog-name = chronologie
dialog-name-of-copy = { $name }-copie.json

## S’y retrouver : filtres, commandes, onglets, tableau, réglages

bar-menu = Menu
bar-filter = Filtrer
bar-filter-hint = Ne montrer que certains événements : par couloir, étiquette, acteur, source, période, appuis
bar-table = Tableau
bar-table-hint = Les événements en tableau (Ctrl+5)
bar-evidence-short = { $verified } / { $all } vérifiées
tabs-timeline = Chronologie { $name }
tabs-close = Fermer { $name }
tabs-close-hint = Fermer cette chronologie (Ctrl+W)
part-plot = Chronologie
part-shelf = Sans date
part-table = Tableau
part-quotes = Citations
part-reader = Source
table-name = Tableau
table-of = Tableau de { $events }
table-sorting = Tri en cours…
table-some = { $rows } sur { $events }
table-hide = Masquer
table-hide-hint = Masquer le tableau (Ctrl+5)
table-columns = Colonnes
table-sort-hint = Trier selon cette colonne ; une fois de plus, dans l’autre sens
table-sorted-up = { $column }, trié du premier au dernier
table-sorted-down = { $column }, trié du dernier au premier
table-none = Aucun événement n’est montré.
table-undated = sans date
table-height = Hauteur du tableau
column-date = Date
column-title = Événement
column-lane = Couloir
column-basis = Fondement
column-passages = Passages
column-sources = Sources
column-tags = Étiquettes
column-actors = Acteurs
column-state = Citations
field-lane = Couloir
field-tag = Étiquette
field-source = Source
field-actor = Acteur
field-possibly = Peut-être dans
field-certainly = Certainement dans
field-basis = Fondement de la date
field-evidence = Appuis
field-state = Citations
field-is = Date
value-stated = énoncé
value-inferred = déduit
value-none = aucun
value-single-source = une seule source
value-several-sources = plusieurs sources
value-disputed = contesté
value-rival-dates = dates concurrentes
value-exact = exact
value-normalised = normalisé
value-drifted = altéré
value-ambiguous = ambigu
value-missing = introuvable
value-unavailable = indisponible
value-undated = sans date
chips-shown =
    { $all ->
        [one] { $shown } sur { $all } événement
       *[other] { $shown } sur { $all } événements
    }
chips-certainly = Certainement dans { $period }
chips-possibly = Peut-être dans { $period }
chips-field = { $field } : { $value }
chips-not = { $field } : pas { $value }
chips-remove = Ôter : { $chip }
chips-more = Filtrer…
chips-clear = Tout montrer
popup-filters = Filtrer
popup-commands = Commandes
popup-settings = Réglages
popup-recent = Ouvertes récemment
filters-saved = Filtres enregistrés
filters-none-saved = Aucun pour l’instant. Une recherche ou un filtre peut être gardé ici sous un nom.
filters-name = Nom de ce filtre
filters-save = Enregistrer
filters-delete = Oublier le filtre { $name }
filters-period = Période
filters-value =
    { $count ->
        [one] { $name }, { $count } événement
       *[other] { $name }, { $count } événements
    }
filters-more = et { $count } autres : cherchez-les
filters-indexing = Quand l’index sera fait, les champs pourront être choisis ici.
commands-hint = Que voulez-vous faire ?
commands-field = Trouver une commande
commands-none = Aucune commande ne porte ce nom.
recent-none = Aucune chronologie n’a encore été ouverte.
keys-commands = Commandes
keys-drop = Déposer un fichier sur la fenêtre
keys-drop-does = une chronologie s’ouvre à côté ; un document devient une source
keys-change = Changer les touches…
settings-appearance = Apparence
settings-theme = Thème
settings-as-system = Comme le système
settings-light = Clair
settings-dark = Sombre
settings-text-size = Taille du texte
settings-language = Langue
settings-panels = Montrés dès le début
settings-panel-shelf = Sans date
settings-panel-overview = Vue d’ensemble
settings-panel-quotes = Citations
settings-panel-reader = Source
settings-panel-table = Tableau
settings-navigation = Déplacements
settings-motion = Mouvement
settings-motion-full = Complet
settings-motion-reduced = Réduit
settings-swap-wheel = La molette fait défiler les rangées sur le tracé, et zoome sur les noms des couloirs
settings-quotations = Mots
settings-citation-style = Références
settings-quote-limit = Limiter les citations qui quittent la fenêtre
settings-quote-limit-words = mots par source
settings-keys = Touches
settings-single-keys = Commandes sur une seule touche, sans Ctrl ni Alt
settings-all-keys = Les touches de chaque commande
settings-keys-of = Touches de « { $command } »
settings-keys-change = Lui donner d’autres touches : Ctrl+K, Shift+W, F8 ; plusieurs, séparées par une espace
settings-keys-set = Valider
settings-keys-reset = Comme avant
settings-key-taken = { $keys } fait « { $holder } », et ne peut donc pas faire « { $loser } ».
settings-problem-at = Ligne { $line }, colonne { $column } :{" "}
settings-file = Tout cela se trouve dans { $path }, avec un commentaire pour chaque réglage.
settings-no-file = Ce système n’a pas d’emplacement pour un fichier de réglages : les changements valent jusqu’à la fermeture de la fenêtre.
settings-copy-path = Copier le chemin
popup-address = Une adresse
address-explained = Une source indique cette adresse. Elle s’ouvre dans un autre programme, par exemple un navigateur, et rien de la chronologie ne part avec elle.
address-letters = Dans ses propres lettres, l’hôte est { $host }. Vérifiez que c’est bien celui que vous attendez.
address-open = L’ouvrir
address-copy = Copier l’adresse
address-button = Ouvrir l’adresse…
address-button-hint = Montre l’adresse entière avant que rien ne l’ouvre
event-copy-link = Copier le lien
event-copy-link-hint = Un lien qui ouvre cette chronologie à cet événement (Ctrl+L)
chips-copy-link = Copier le lien
popup-confirm-replace = Un fichier s’y trouve déjà. Enregistrez encore une fois pour que la copie prenne sa place.
selection-announced = Choisi : { $event }, { $date }, { $passages }

## Export

popup-export-figure = Exporter une figure
popup-export-page = Exporter une page ou un tableau
export-figure-explained = Une figure pour un article ou une page : marques, étiquettes et notes numérotées qui citent ce sur quoi repose chaque événement. SVG et PDF gardent le texte en texte.
export-page-explained = Les événements que laissent la recherche et la période, où que soit l’axe, avec leurs citations, leurs dates et leurs références.
export-svg = SVG
export-pdf = PDF
export-png = PNG
export-html = Une page pour navigateur (HTML)
export-csv = Un tableau (CSV), une ligne par citation
export-markdown = Un texte (Markdown) avec ses références
export-json = Le tout, pour des programmes (JSON)
export-web-annotation = Des annotations du Web (JSON-LD)
export-csl = Les notices des sources, pour logiciels de bibliographie (CSL-JSON)
export-in-view = Ce qui est en vue
export-whole = Toute la chronologie
export-width = Largeur
export-points = points
export-light = Clair
export-dark = Sombre
export-white = Sur blanc, pour l’impression
export-undated = Énumérer les événements sans date
export-quotes = Citer les passages dans les notes
export-limit =
    { $count ->
        [one] { $count } mot de chaque source est cité au plus (Réglages).
       *[other] { $count } mots de chaque source sont cités au plus (Réglages).
    }
export-no-limit = Les citations sont entières (Réglages).
export-path = Fichier
export-choose = Choisir…
export-write = Écrire
export-in-progress = En cours d’écriture…
export-confirm-replace = Un fichier se trouve déjà là. Appuyez encore une fois sur Écrire pour le remplacer.
export-written = Écrit : { $path }
export-words-cut =
    { $count ->
        [one] { $count } mot cité a été coupé, pour la limite des citations.
       *[other] { $count } mots cités ont été coupés, pour la limite des citations.
    }
export-without-glyph = Aucune police disponible n’a ces caractères : { $letters }

## Pages

page-skip = Aller aux événements
page-timeline = Chronologie
page-counts =
    { $events ->
        [one] { $events } événement
       *[other] { $events } événements
    }, { $undated ->
        [0] tous datés
        [one] dont { $undated } sans date
       *[other] dont { $undated } sans date
    }
page-zoom = Largeur
page-whole = Tout
page-wider = Plus large
page-widest = Très large
page-dated = Dans l’ordre du temps
page-undated = Sans date
page-beyond = Trop lointains pour l’axe
page-previous = ← Précédent
page-next = Suivant →
page-back = À la chronologie
page-steps = D’un événement à l’autre
page-note = Note de l’éditeur :
page-cut =
    { $count ->
        [one] { $count } mot coupé ici, pour la limite des citations
       *[other] { $count } mots coupés ici, pour la limite des citations
    }
page-exact = ✓ Vérifié mot pour mot quand cette page a été faite
page-normalised = ✓ Vérifié quand cette page a été faite ; les sauts de ligne ou la typographie diffèrent
page-drifted = ≈ L’exemplaire disponible disait autrement quand cette page a été faite
page-ambiguous = ? Se trouvait à plusieurs endroits de l’exemplaire disponible quand cette page a été faite
page-missing = × Introuvable dans l’exemplaire disponible quand cette page a été faite
page-unavailable = Cité d’après un exemplaire qui n’était pas disponible quand cette page a été faite
page-sources = Sources
page-copy = SHA-256 de l’exemplaire cité :
page-words =
    { $count ->
        [one] { $count } mot en est cité ici
       *[other] { $count } mots en sont cités ici
    }
page-words-cut =
    { $count ->
        [one] { $count } mot en est cité ici
       *[other] { $count } mots en sont cités ici
    }, { $cut ->
        [one] { $cut } coupé
       *[other] { $cut } coupés
    } pour la limite des citations
page-made = Comment cette page a été faite
page-file = Chronologie
page-program = Logiciel
page-quoted = Citations
page-limit =
    { $count ->
        [one] { $count } mot par source au plus
       *[other] { $count } mots par source au plus
    }
page-no-limit = sans limite
## Figures.

figure-event-label = { $title }, { $date }, { $lane }, { $passages }
figure-cluster-label = { $events } { $when }
figure-description = Une chronologie, { $span } : { $single }.
figure-description-clustered = Une chronologie, { $span } : { $single } un à un, { $clustered } en groupes.
figure-description-empty = Une chronologie où aucun événement daté n’est représenté.
figure-notes = Notes
figure-bibliography = Sources
figure-beyond = Hors de l’axe : { $events ->
    [one] un événement
   *[other] { $events } événements
}
figure-beyond-left-out = { $events ->
    [one] Un événement a une date qu’aucun axe ne peut montrer et n’est pas représenté.
   *[other] { $events } événements ont des dates qu’aucun axe ne peut montrer et ne sont pas représentés.
}
figure-undated = Sans date : { $events ->
    [one] un événement
   *[other] { $events } événements
}
figure-undated-left-out = { $events ->
    [one] Un événement n’a pas de date et n’est pas représenté.
   *[other] { $events } événements n’ont pas de date et ne sont pas représentés.
}
figure-note = { $title } ({ $known }). { $citations }.
figure-note-uncited = { $title } ({ $known }). Aucun passage n’est cité.
figure-known-stated = { $date }, date donnée
figure-known-inferred = { $date }, date déduite
figure-known-inferred-from = { $date }, date déduite : { $reason }
figure-known-not = sans date
figure-citing-again = ibid., { $locator }
figure-citing-report = { $citation } (qui rapporte { $who })
figure-citing-date = { $citation } (qui donne { $date })
figure-citing-inferred = { $citation } (d’où l’on déduit { $date })
figure-citing-inferred-from = { $citation } (d’où l’on déduit { $date } : { $reason })
figure-citing-against = contre, { $citation }
figure-citing-context = pour le contexte, { $citation }
figure-citing-words = { $citation } : « { $quotation } »
figure-key-stated = donné par une source
figure-key-inferred = déduit par l’éditeur
figure-key-day = un jour
figure-key-day-inferred = un jour, déduit par l’éditeur
figure-key-narrow = plus large que sa durée
figure-key-about = environ
figure-key-uncertain = incertain
figure-key-within = à un moment de cette période
figure-key-interval = d’une date à une autre
figure-key-open-start = début non donné
figure-key-open = fin non donnée
figure-key-unknown-start = début inconnu
figure-key-unknown = fin inconnue
figure-key-season = une saison
figure-key-one-of = l’une de ces dates
figure-key-all-of = toutes ces dates
figure-key-cluster = plusieurs événements, et leur densité
figure-key-rivals = les sources divergent
figure-drawn = { $events ->
    [0] Aucun événement n’est représenté seul.
    [one] Un événement est représenté seul.
   *[other] { $events } événements sont représentés un à un.
}
figure-drawn-in-clusters = { $count ->
    [one] Un autre est représenté dans un groupe, sans référence.
   *[other] { $count } autres sont représentés en groupes, sans référence à chacun.
}
figure-left-out = { $count ->
    [one] Un événement daté est en dehors de ce qui a été choisi.
   *[other] { $count } événements datés sont en dehors de ce qui a été choisi.
}
figure-left-out-undated = { $count ->
    [one] Un autre événement sans date est d’un autre couloir ou en dehors du filtre.
   *[other] { $count } autres événements sans date sont d’autres couloirs ou en dehors du filtre.
}
figure-words-cut = { $count ->
    [one] Un mot de citation est coupé.
   *[other] { $count } mots de citation sont coupés.
}
figure-made-of = Réalisé par { $program } à partir de la chronologie dont l’empreinte SHA-256 est { $digest }.
figure-made = Réalisé par { $program }.
page-shown = Montré
page-shown-of = { $events } événements sur { $of }
page-filter = Filtre
page-range = Période
dialog-export = Où l’écrire
page-checked-in = SHA-256 de l’autre exemplaire où ses citations ont été cherchées :
export-still-loading = La chronologie est encore en cours de lecture : réessayez quand elle sera ouverte
export-search-not-understood = Une partie de la recherche n’est pas comprise, rien n’est donc écrit
export-wrong-extension = Le nom se termine comme celui d’une autre forme : terminez-le par .{ $suffix }
export-still-searching = La recherche est encore en cours : réessayez dans un instant
export-unsaved =
    { $count ->
        [one] { $file }, avec { $count } modification qui n’est dans aucun fichier
       *[other] { $file }, avec { $count } modifications qui ne sont dans aucun fichier
    }
export-failed = L’export s’est interrompu par une faute du logiciel ; rien n’a été écrit
export-nuls =
    { $count ->
        [one] { $count } NUL a été écrit ␀, car le CSV ne peut le contenir.
       *[other] { $count } NUL ont été écrits ␀, car le CSV ne peut les contenir.
    }
