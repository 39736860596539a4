### Textes français de la fenêtre.
###
### Espace insécable (U+00A0) avant ; : ! ? % et dans « », apostrophe ’. Pas d’espace
### fine insécable (U+202F) : la bibliothèque d’affichage coupe les lignes à cet endroit.

## Les dates en toutes lettres, composées de ces éléments (voir src/date_words/phrases.rs).
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

## Les intervalles sans événement.

unsupported-uncited = rien de sourcé : { $days }
unsupported-undated = aucun événement daté : { $days }
unsupported-uncited-here = rien de sourcé ici
unsupported-undated-here = aucun événement daté ici

## Proportions.

share = { $number } %
share-less-than-one = moins de 1 %
share-more-than-ninety-nine = plus de 99 %

## Une source dont seules les citations sont disponibles.

omitted-one = un caractère non cité
omitted-characters = { $count } caractères non cités
omitted-unknown = ailleurs dans la source

## Pendant l’ouverture d’un fichier.

opening-read = { $share } % lus
opening-searched = { $passages } passages vérifiés sur { $of }

## Les modifications non enregistrées.

step-adopt-words = Adopter le texte actuel de « { $passage } »
step-add-source = Ajouter la source « { $source } »
step-add-records = { $count ->
        [one] Ajouter une source
       *[other] Ajouter { $count } sources
    }
step-undone = Annulation : { $step }
step-merged = Modifications d’un autre programme
edit-refused = Cette modification est impossible
saved-with-losses = La chronologie est enregistrée, mais certains attributs du fichier n’ont pas pu être conservés
notice-merged = { $conflicts ->
        [0] Un autre programme a modifié le fichier. Ses modifications et les vôtres sont fusionnées.
        [one] Un autre programme a modifié le fichier. Ses modifications et les vôtres sont fusionnées, avec un conflit à résoudre.
       *[other] Un autre programme a modifié le fichier. Ses modifications et les vôtres sont fusionnées, avec { $conflicts } conflits à résoudre.
    }
notice-merged-hint = « Annuler » retire les modifications de l’autre programme.

## La barre d’avis.

notice-no-records = Le fichier ne contient aucune notice de source
notice-no-record-used =
    { $lost ->
        [one] Aucune notice de source n’a pu être lue ({ $lost } problème)
       *[other] Aucune notice de source n’a pu être lue ({ $lost } problèmes)
    }
notice-records-added =
    { $used ->
        [one] { $used } notice ajoutée
       *[other] { $used } notices ajoutées
    } ; { $lost ->
        [one] un élément n’a pas pu être lu
       *[other] { $lost } éléments n’ont pas pu être lus
    }
notice-changed = Le fichier a changé depuis sa dernière ouverture
notice-changed-hint = La version précédente s’est d’abord affichée en aperçu ; voici la version actuelle.

## Les erreurs d’un filtre.

filter-unknown-field = Champ inconnu : « { $field } »
filter-unknown-field-hint = Les champs sont { $fields }. Pour rechercher les mots eux-mêmes, mettez-les entre guillemets.
filter-missing-value = « { $field }: » demande une valeur
filter-missing-value-hint = Écrivez-la sans espace, par exemple { $example }.
filter-unknown-value = « { $text } » n’est pas une valeur de « { $field }: »
filter-unknown-value-hint = Valeurs possibles : { $values }.
filter-set = { $text } est un ensemble de dates, alors qu’une période a un début et une fin
filter-set-hint = Écrivez un intervalle, par exemple 1953/1963.
filter-out-of-range = { $text } est hors limites
filter-out-of-range-hint = Une date peut se situer à quelque 292 milliards d’années d’aujourd’hui, avant ou après.
filter-invalid-date = « { $text } » n’est pas une date EDTF
filter-date-suggestion = Vouliez-vous dire { $date } ?
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

details-cited-by-none = n’est citée par aucun événement
details-cited-by =
    { $count ->
        [one] citée par { $count } événement
       *[other] citée par { $count } événements
    }
details-supports-none = n’en appuie aucun
details-supports-one = en appuie 1
details-supports-none-alone = en appuie { $count }, toujours avec d’autres sources
details-supports-alone = en appuie { $count }, en source unique
details-supports-some-alone = en appuie { $count }, dont { $alone } en source unique

quoted = « { $words } »

document-heading = Au fil du document
document-strip = { $passages } au fil du document
document-passage = Passage, { $label }
document-events-on-it = cité par { $events }
document-quoted-share = Les passages citent { $share } de son texte.
document-frame = Le cadre montre ce que vous avez lu en dernier.
document-unplaced =
    { $count ->
        [one] { $count } passage n’a pas pu être localisé avec certitude et peut se trouver dans n’importe quel paragraphe.
       *[other] { $count } passages n’ont pas pu être localisés avec certitude et peuvent se trouver dans n’importe quel paragraphe.
    }
document-uncited = Paragraphes non cités
document-no-paragraph = Ce texte n’a aucun paragraphe.
document-one-cited = Son seul paragraphe est cité.
document-all-cited = Ses { $count } paragraphes sont tous cités.
document-uncited-count = { $none } sur { $paragraphs } ({ $share })
document-uncited-paragraph = Paragraphe non cité { $number } : { $begins }
document-recorded = Du début à la dernière citation, d’après les positions enregistrées dans la chronologie. Sans le texte, on ignore la longueur du document, la part citée et les paragraphes non cités.
document-without-position =
    { $count ->
        [one] { $count } passage n’a pas de position connue.
       *[other] { $count } passages n’ont pas de position connue.
    }
document-without-text = Sans le texte, on ignore la position de ses passages, la part citée et les paragraphes non cités.

over-time-heading = Au fil du temps
over-time-no-event = Aucun événement ne cite cette source.
over-time-no-date =
    { $count ->
        [one] Le seul événement qui cite cette source n’est pas daté.
       *[other] Aucun des { $count } événements qui citent cette source n’est daté.
    }
over-time-filled-and-hollow = Plein : un passage de cette source donne la date. Vide : aucun ne la donne.
over-time-hollow = Vide : aucun passage de cette source ne donne la date.
over-time-undated =
    { $count ->
        [one] { $count } événement qui la cite n’est pas daté.
       *[other] { $count } événements qui la citent ne sont pas datés.
    }
over-time-as-it-says = date tirée de cette source
over-time-not-from-it = date d’une autre origine
over-time-on-axis = Sur l’axe : { $label }

no-lane = Sans couloir

record-published-in = Publié dans
record-number = Numéro
record-edit = Modifier la notice…
record-edit-hint = Modifier la notice bibliographique et le document
record-publisher = Éditeur
record-date = Date
record-address = Adresse
record-language = Langue
record-known-as = Identifiant dans la chronologie
record-file = Fichier
record-by-digest = identifié par son empreinte comme l’exemplaire cité
record-by-name = trouvé par son nom de fichier
record-by-path = trouvé au chemin indiqué dans la chronologie
record-other-copy = {""} ; ce n’est pas l’exemplaire qui a été cité
record-not-found = introuvable : le texte n’est pas sur cet ordinateur
record-read-from = Lu dans

locate-text = Localiser le document…
locate-text-hint = Choisir le document ou son dossier pour le lire ici

## Modifications.

step-recovered = Une modification de la dernière session
recovered-changes = { $changes ->
        [0] Les étapes de la dernière session sont rétablies.
        [one] Une modification non enregistrée de la dernière session est rétablie.
       *[other] { $changes } modifications non enregistrées de la dernière session sont rétablies.
    }
recovered-keep = Garder
recovered-discard = Abandonner
edit-locked-hint = Fermez-la là-bas, puis rechargez la chronologie ici pour la modifier.
journal-at-risk = Un plantage ferait perdre les modifications non enregistrées : { $reason }. Enregistrez souvent.
conflicts-none = Il ne reste rien à résoudre.
conflicts-explained = Les deux versions ont modifié le même champ. La vôtre vaut jusqu’à ce que vous choisissiez.
conflicts-whole-entry = L’entrée entière
conflicts-field = Champ « { $field } »
conflicts-ours = La vôtre
conflicts-theirs = L’autre version
conflicts-base = Avant les deux
conflicts-nothing = Rien : supprimé.
conflicts-take-ours = Garder la vôtre
conflicts-take-theirs = Prendre l’autre
conflicts-take-base = Revenir à l’état d’avant
conflicts-bar = { $count ->
        [one] Un conflit entre deux versions n’est pas résolu.
       *[other] { $count } conflits entre deux versions ne sont pas résolus.
    }
conflicts-resolve = Résoudre…
dialog-conflicts = Conflits
private-data-explained = Annals supprime de cet ordinateur : les journaux des chronologies dont toutes les modifications sont enregistrées, avec leur historique d’annulation, les listes de chronologies et de documents récents, et le cache. Chronologies, documents et réglages restent.
private-data-clear = Effacer les données privées
private-data-cleared = { $removed ->
        [0] Rien n’était stocké.
        [one] Un fichier ou dossier a été supprimé.
       *[other] { $removed } fichiers et dossiers ont été supprimés.
    } { $kept ->
        [0] {""}
        [one] Un élément est gardé : il contient du travail non enregistré ou est utilisé.
       *[other] { $kept } éléments sont gardés : ils contiennent du travail non enregistré ou sont utilisés.
    }
dialog-private-data = Effacer les données privées ?
history-explained = Cliquez sur une étape pour y revenir, ou pour la rétablir.
toast-undo = Annuler
toast-close = Fermer
history-undo = Annuler
history-redo = Rétablir
history-begin = Avant la première étape
changes-save = Enregistrer
save-first-explained = La chronologie fournie avec Annals reste telle quelle. Enregistrez votre version dans un fichier à part pour garder vos modifications.
save-first-choose = Enregistrer sous…
save-first-later = Plus tard
changes-would-be-lost = En fermant, vous perdez { $changes }.
changes-leave = Fermer sans enregistrer
changes-stay = Annuler

## Étapes de l’historique.

step-set-title = Titre de la chronologie : « { $title } »
step-set-description = Modifier la description
step-set-language = Langue de la chronologie : { $language }
step-remove-language = Retirer la langue de la chronologie
step-new-lane = Nouveau couloir « { $lane } »
step-duplicate-lane = Dupliquer le couloir « { $lane } »
step-rename-lane = Renommer le couloir « { $from } » en « { $to } »
step-set-color = Modifier la couleur de « { $lane } »
step-delete-lane = Supprimer le couloir « { $lane } »
step-move-lane = Déplacer le couloir « { $lane } »
step-move-event = Déplacer « { $event } » dans la liste
step-move-source = Déplacer la source « { $source } » dans la liste
step-move-passage = Déplacer un passage dans la liste
step-new-event = Nouvel événement « { $event } »
step-edit-event = Modifier « { $event } »
step-duplicate-event = Dupliquer « { $event } »
step-delete-events =
    { $count ->
        [one] Supprimer « { $event } »
       *[other] Supprimer { $count } événements
    }
step-set-title-of-event = Renommer « { $event } » en « { $title } »
step-set-date-text = Modifier la date en toutes lettres de « { $event } »
step-set-summary = Modifier le résumé de « { $event } »
step-set-note = Modifier la note de « { $event } »
step-set-lane =
    { $count ->
        [one] Déplacer « { $event } » vers « { $lane } »
       *[other] Déplacer { $count } événements vers « { $lane } »
    }
step-set-date = Date de « { $event } » : { $date }
step-remove-date = Retirer la date de « { $event } »
step-set-basis = Modifier ce qui fonde la date de « { $event } »
step-add-tag =
    { $count ->
        [one] Ajouter l’étiquette « { $name } » à « { $event } »
       *[other] Ajouter l’étiquette « { $name } » à { $count } événements
    }
step-add-actor =
    { $count ->
        [one] Ajouter l’acteur « { $name } » à « { $event } »
       *[other] Ajouter l’acteur « { $name } » à { $count } événements
    }
step-remove-tag =
    { $count ->
        [one] Retirer l’étiquette « { $name } » de « { $event } »
       *[other] Retirer l’étiquette « { $name } » de { $count } événements
    }
step-remove-actor =
    { $count ->
        [one] Retirer l’acteur « { $name } » de « { $event } »
       *[other] Retirer l’acteur « { $name } » de { $count } événements
    }
step-rename-tag = Renommer l’étiquette « { $from } » en « { $to } »
step-rename-actor = Renommer l’acteur « { $from } » en « { $to } »
step-merge-tags = Fusionner l’étiquette « { $from } » avec « { $to } »
step-merge-actors = Fusionner l’acteur « { $from } » avec « { $to } »
step-delete-tag =
    { $count ->
        [one] Retirer l’étiquette « { $name } » de { $count } événement
       *[other] Retirer l’étiquette « { $name } » de { $count } événements
    }
step-delete-actor =
    { $count ->
        [one] Retirer l’acteur « { $name } » de { $count } événement
       *[other] Retirer l’acteur « { $name } » de { $count } événements
    }
step-add-citation = Citer un passage pour « { $event } »
step-remove-citation = Retirer une citation de « { $event } »
step-move-citation = Déplacer une citation de « { $event } »
step-set-stance = Modifier la position d’une citation de « { $event } »
step-set-citation-date = Modifier la date d’une citation de « { $event } »
step-set-attributed-to = Modifier l’auteur de l’affirmation d’une citation de « { $event } »
step-set-citation-note = Modifier la note d’une citation de « { $event } »
step-review-none =
    { $count ->
        [one] Retirer l’état de relecture de « { $event } »
       *[other] Retirer l’état de relecture de { $count } événements
    }
step-review-draft =
    { $count ->
        [one] Faire de « { $event } » un brouillon
       *[other] Faire de { $count } événements des brouillons
    }
step-review-proposed =
    { $count ->
        [one] Proposer « { $event } »
       *[other] Proposer { $count } événements
    }
step-review-accepted =
    { $count ->
        [one] Accepter « { $event } »
       *[other] Accepter { $count } événements
    }
step-review-rejected =
    { $count ->
        [one] Rejeter « { $event } »
       *[other] Rejeter { $count } événements
    }
step-add-comment = Commenter « { $event } »
step-edit-comment = Modifier un commentaire sur « { $event } »
step-resolve-comment = Marquer un commentaire sur « { $event } » comme réglé
step-reopen-comment = Rouvrir un commentaire sur « { $event } »
step-delete-comment = Supprimer un commentaire sur « { $event } »
step-merge-events = Fusionner { $count } événements dans « { $event } »
step-split-event = Scinder « { $event } »
step-paste-events =
    { $count ->
        [one] Coller « { $event } »
       *[other] Coller { $count } événements
    }
step-resolve-conflict = Résoudre un conflit de « { $entry } »
step-new-passage = Nouveau passage « { $words } »
step-edit-passage = Modifier le passage « { $words } »
step-delete-passages =
    { $count ->
        [one] Supprimer le passage « { $words } »
       *[other] Supprimer { $count } passages
    }
step-new-source = Nouvelle source « { $source } »
step-edit-source = Modifier la source « { $source } »
step-set-document = Modifier le document de « { $source } »
step-remove-document = Retirer le document de « { $source } »
step-delete-sources =
    { $count ->
        [one] Supprimer la source « { $source } »
       *[other] Supprimer { $count } sources
    }

## Erreurs de modification, affichées près de leur champ.

edit-error-no-lane = Le couloir « { $id } » n’existe plus
edit-error-no-source = La source « { $id } » n’existe plus
edit-error-no-passage = Le passage « { $id } » n’existe plus
edit-error-no-event = L’événement « { $id } » n’existe plus
edit-error-no-citation = Cette citation n’existe plus
edit-error-needs-title = Donnez un titre à l’événement
edit-error-needs-lane = Choisissez un couloir
edit-error-needs-lane-name = Donnez un nom au couloir
edit-error-needs-name = Écrivez un nom
edit-error-needs-date = Donnez d’abord une date à l’événement
edit-error-needs-reason = Aucun passage cité ne donne cette date. Dites de quoi elle est déduite.
edit-error-not-stated = La date { $date } est marquée comme énoncée. Donnez cette date à la citation, ou dites de quoi elle est déduite.
edit-error-unknown-date = « { $date } » n’est pas compris comme une date. Écrivez-la en EDTF, par exemple 1958-03.
edit-error-unsourced-state = Un événement qui ne cite aucun passage ne peut être qu’un brouillon ou rejeté
edit-error-needs-source = Choisissez une source
edit-error-needs-words = Copiez les mots de la source
edit-error-words-differ = La source contient ici d’autres mots : « { $words } »
edit-error-words-ambiguous =
    { $count ->
        [one] Ces mots se trouvent plusieurs fois dans la source. Ajoutez les mots qui précèdent ou qui suivent.
       *[other] Ces mots se trouvent { $count } fois dans la source. Ajoutez les mots qui précèdent ou qui suivent.
    }
edit-error-words-not-found = Ces mots ne se trouvent pas dans la source
edit-error-replaced-already = Un autre passage contient déjà le texte actuel
edit-error-no-current-words = Le passage n’a pas de place dans un document présent sur cet ordinateur
edit-error-needs-record = Donnez au moins le titre de la source
edit-error-language = « { $language } » n’est pas un code de langue tel que en, fr ou pt-BR
edit-error-color = « { $color } » n’est pas une couleur telle que #3b6ea5
edit-error-file-outside-folder = « { $file } » est en dehors du dossier de la chronologie
edit-error-clipboard = Le presse-papiers ne contient pas d’événements à coller
edit-error-no-conflict = Ce conflit est déjà résolu
edit-error-no-comment = Ce commentaire n’existe plus
edit-error-needs-comment = Écrivez un commentaire
edit-error-merge-needs-events = Sélectionnez au moins deux événements
edit-error-merge-order = Une source place l’un de ces événements avant un autre : ils ne peuvent pas en être un seul
edit-error-split-needs-some = Choisissez les citations qui partent : au moins une, mais pas toutes
edit-error-lane-has-events =
    { $count ->
        [one] Ce couloir contient { $count } événement. Choisissez le couloir qui le reçoit.
       *[other] Ce couloir contient { $count } événements. Choisissez le couloir qui les reçoit.
    }

## Ce qu’une suppression modifie aussi.

edit-consequence-passages =
    { $count ->
        [one] { $count } passage est supprimé aussi.
       *[other] { $count } passages sont supprimés aussi.
    }
edit-consequence-drafts =
    { $count ->
        [one] Cet événement n’a plus de passage et devient un brouillon : { $events }
       *[other] { $count } événements n’ont plus de passage et deviennent des brouillons : { $events }
    }{ $more ->
        [0] .
       *[other] {" "}et { $more } de plus.
    }
edit-consequence-citations =
    { $count ->
        [one] Cet événement perd une citation : { $events }
       *[other] { $count } événements perdent des citations : { $events }
    }{ $more ->
        [0] .
       *[other] {" "}et { $more } de plus.
    }
edit-consequence-undated =
    { $count ->
        [one] Cet événement perd sa date, qu’aucune autre citation ne donne : { $events }
       *[other] { $count } événements perdent leur date, qu’aucune autre citation ne donne : { $events }
    }{ $more ->
        [0] .
       *[other] {" "}et { $more } de plus.
    }
edit-consequence-order =
    { $count ->
        [one] Cet événement n’est plus ordonné par rapport à ce qui est supprimé : { $events }
       *[other] { $count } événements ne sont plus ordonnés par rapport à ce qui est supprimé : { $events }
    }{ $more ->
        [0] .
       *[other] {" "}et { $more } de plus.
    }

## Les passages d’un événement qui se contredisent.

claims-dates = Les sources donnent des dates divergentes
claims-stances = Pour et contre
claims-speakers = Affirmé par plusieurs personnes
claims-date = Date
claims-stance = Position
claims-speaker = Affirmé par
claims-words-and-speaker = Citation et locuteur
claims-words-and-source = Citation et source
claims-more = et { $count } autres passages
claims-go = Aller au passage
claims-no-date = sans date
claims-inferred = date déduite
claims-source-itself = la source elle-même
claims-claim-of = affirmé par { $who }
claims-number = Affirmation { $number } sur { $of }
claims-facts = { $facts } : { $words }
quote-opens = «{" "}
quote-opens-within = … «{" "}
quote-closes = {" "}»
quote-closes-within = {" "}» …
stance-supports = Appuie
stance-disputes = Conteste
stance-context = Contexte

## Les groupes d’événements sur le graphique.

cluster-began-earlier =
    { $count ->
        [one] ← { $count } a commencé avant
       *[other] ← { $count } ont commencé avant
    }
cluster-begin = (début : { $span })
cluster-reaching = (commencés avant cette vue)
cluster-zooms = Cliquer pour zoomer
cluster-zooms-and-lists = Cliquer pour zoomer ; clic droit ou L pour en afficher la liste
cluster-lists = Cliquer pour en afficher la liste

## Les bords des panneaux.

width-of-quotations = Largeur du panneau des citations
width-of-source = Largeur du panneau de la source
height-of-quotations = Hauteur du panneau des citations

## Une source dont le texte a changé depuis la citation.

drift-now = Texte actuel :
drift-similarity = Similitude { $score } sur 1. Barré : seulement dans la citation enregistrée. Souligné : seulement dans le texte actuel.
drift-adopted = Remplacé par le passage « { $passage } »
drift-keep = Conserver le texte enregistré
drift-keep-hint = La citation reste telle qu’elle a été enregistrée
drift-adopt = Utiliser le texte actuel
drift-adopt-hint = Ajouter un passage qui cite le texte actuel et le citer à la place ; l’ancien passage reste

## Les appuis des événements.

evidence-nothing = sans appui
evidence-single-source = une seule source
evidence-shorter-periods = et des intervalles plus courts

fold-folded = Replié : { $length }, aucun événement affiché n’y commence ni n’y finit, { $span }
fold-click-unfolds = Cliquer pour déplier (Z)
fold-unfold = Déplier { $gaps }
fold-unfold-hint = Afficher les intervalles vides de l’axe dans toute leur longueur (Z)
fold-fold = Replier { $gaps }
fold-fold-hint = Raccourcir les longs intervalles de l’axe sans événement (Z)

## Couloirs.

lane = Couloir { $name }, { $events }
lane-folded = Couloir { $name }, { $events }, replié
lane-some-of = { $shown } sur { $events }
lane-unfold-hint = Couloir replié : ses événements sont regroupés. Cliquer pour le déplier, glisser pour le déplacer.
lane-fold-hint = Cliquer pour replier ce couloir et regrouper ses événements. Glisser pour le déplacer.
lane-edit = Modifier le couloir…

## La légende.

legend-stated = Une année ou un mois indiqués par une source, dans toute leur largeur.
legend-inferred = Une année ou un mois déduits par l’éditeur.
legend-day = Un jour, à l’échelle des années.
legend-within = À un moment d’une décennie ou d’un siècle.
legend-approximate = Date approximative : bords estompés.
legend-uncertain = Date incertaine : contour en tirets.
legend-approximate-uncertain = Date approximative et incertaine.
legend-interval = D’une date à une autre.
legend-interval-about = D’une date à une autre, approximative.
legend-open = Le début ou la fin n’est pas donné.
legend-ended = Terminé à une date inconnue.
legend-season = Une saison.
legend-one-of = Une date parmi plusieurs.
legend-all-of = Toutes ces dates.
legend-show-evidence = Afficher les appuis de chaque événement (E)
legend-rival = Dates divergentes : chacune est tracée, reliée aux autres par une ligne.
legend-undated = Les événements sans date sont listés sous le graphique. La couleur indique le couloir et rien d’autre.
legend-evidence = Quand les appuis sont affichés :
legend-single-source = Une seule source l’appuie.
legend-no-passage = Aucun passage ne l’appuie.
legend-hatching = Entre le premier et le dernier événement appuyé : aucun événement appuyé n’est ni ne peut être daté ici. Cela ne signifie pas qu’il ne s’est rien passé.

overview = Vue d’ensemble
overview-showing = Vue d’ensemble, { $span } affiché

## La fenêtre de la période.

period-explained = N’afficher que les événements d’une période. Elle s’écrit comme les dates du fichier : 1953/1963, 1958, 195X, 2023/.., etc.
period-field = Période en EDTF
period-show-everything = Effacer la période
period-suggestion = Vouliez-vous dire { $date } ?
period-incomplete = Date incomplète, colonne { $column } : { $expected }
period-certainly-in = Certainement dans la période : { $events }
period-possibly-in = Peut-être dans la période : { $events }, y compris les événements sans date
period-everything = Tout
period-certainly-possibly = Certainement : toutes les dates possibles sont dans la période. Peut-être : certaines le sont, ou l’événement n’est pas daté.

## Touches et gestes.

keys-click = Cliquer sur un événement
keys-click-does = lire les passages qui l’appuient
keys-zoom = Molette, W S, + −
keys-zoom-does = zoomer et dézoomer
keys-pan = Glisser, Maj + molette, A D
keys-pan-does = avancer ou reculer dans le temps
keys-fit = Double-clic, F
keys-fit-does = zoomer sur l’événement sélectionné ; F une seconde fois : tout afficher
keys-lane-name = Cliquer ou glisser le nom d’un couloir
keys-lane-name-does = replier ou déplacer le couloir (Maj + ↑ ↓) ; glisser la ligne en dessous pour changer sa hauteur
keys-list = L sur un groupe d’événements
keys-list-does = afficher la liste de ses événements ; Entrée zoome
keys-tab = Tab
keys-tab-does = aller à la commande ou à la marque suivante
keys-rows = Molette sur les noms des couloirs, Page préc., Page suiv.
keys-rows-does = faire défiler les rangées
keys-scroll = Page préc., Page suiv., Espace
keys-scroll-does = faire défiler la source
keys-copy = Glisser sur le texte, Ctrl + C
keys-copy-does = copier les mots avec leur référence
keys-drag-event = Faire glisser un événement vers le haut ou le bas
keys-drag-event-does = le déplacer vers un autre couloir, jamais dans le temps (M) ; Échap annule
keys-select-rows = Ctrl ou Maj + clic, Maj + ↑ ↓, Ctrl + A dans le tableau
keys-select-rows-does = sélectionner plusieurs événements
keys-copy-events = Ctrl + C, Ctrl + V
keys-copy-events-does = copier les événements sélectionnés et les coller dans une chronologie

## Fenêtres.

dialog-keys = Touches et gestes
dialog-legend = Ce que signifient les marques
dialog-problems = Problèmes
dialog-sources = Sources
dialog-open = Ouvrir une chronologie
dialog-cluster-events = Événements d’un groupe
dialog-save = Enregistrer une copie
dialog-add = Ajouter une source
dialog-history = Historique
dialog-save-as = Enregistrer sous
dialog-save-first = Où enregistrer votre version ?
dialog-unsaved = Modifications non enregistrées
dialog-no-problems = Aucun problème.
dialog-line-and-column = ligne { $line }, colonne { $column }
dialog-go-to = Aller à « { $event } »
dialog-show-sources = Afficher les sources
dialog-more-problems = Et { $count } de plus : lancez annals check pour les afficher tous.
dialog-add-source = Ajouter une source…
dialog-add-source-hint = Ajouter un document, ou des notices en CSL-JSON, BibTeX ou RIS. Vous pouvez aussi déposer le fichier sur la fenêtre.
dialog-cited-in-style = Style des références
dialog-verified-against =
    { $verified ->
        [one] ✓ { $of } : { $verified } vérifiée dans { $place }
       *[other] ✓ { $of } : { $verified } vérifiées dans { $place }
    }
dialog-found-in =
    { $verified ->
        [one] ✓ { $of } : { $verified } trouvée dans { $place } ; la chronologie ne donne pas d’empreinte
       *[other] ✓ { $of } : { $verified } trouvées dans { $place } ; la chronologie ne donne pas d’empreinte
    }
dialog-found-in-other =
    { $verified ->
        [one] { $of } : { $verified } trouvée dans un autre exemplaire, { $place }
       *[other] { $of } : { $verified } trouvées dans un autre exemplaire, { $place }
    }
dialog-not-here = { $of } d’un exemplaire qui n’est pas sur cet ordinateur
dialog-sources-explained = Chaque citation est vérifiée dans son document. Choisissez un dossier qui contient les documents ; ils sont identifiés par leur empreinte SHA-256 ou leur nom de fichier.
dialog-choose-folder = Choisir un dossier…
dialog-or-path = ou le chemin d’un dossier ou d’un document
dialog-check = Vérifier
dialog-open-no-dialog = Ce système n’a pas de boîte de dialogue de fichiers. Déposez un fichier de chronologie sur la fenêtre, ou saisissez son chemin.
dialog-path-of-timeline = chemin d’un fichier de chronologie
dialog-do-open = Ouvrir
dialog-add-no-dialog = Ce système n’a pas de boîte de dialogue de fichiers. Déposez un document sur la fenêtre, ou saisissez son chemin. Les notices de sources peuvent être en CSL-JSON, BibTeX ou RIS.
dialog-path-of-addition = chemin d’un document ou de notices
dialog-do-add = Ajouter
dialog-save-no-dialog = Ce système n’a pas de boîte de dialogue de fichiers. Saisissez le chemin de la copie.
dialog-path-of-copy = chemin du nouveau fichier
dialog-do-save = Enregistrer
dialog-do-replace = Remplacer
dialog-path = Chemin
dialog-close = Fermer
dialog-close-hint = Fermer (Échap)

## Un passage du panneau des citations.

passage-label = Passage { $number } sur { $of } : { $words }
passage-disputes = Conteste cet événement
passage-read = Lire dans la source
passage-read-hint = Afficher le passage dans sa source (Entrée)
passage-copied = ✓ Copié
passage-copy = Copier avec la référence
passage-copy-hint = Copier la citation et sa référence
passage-edit-citation = Modifier la référence
passage-edit-citation-hint = Modifier ici la position, la date, qui le dit et la note
passage-edit = Modifier le passage…
passage-edit-hint = Modifier la source, les mots et la page du passage
passage-also = Autres événements qui citent ce passage
passage-more = et { $count } de plus
passage-dates-it = Date donnée : { $date }
passage-dates-it-inferred = Date donnée : { $date } (déduite)
passage-claim-of = Propos rapportés de { $who }
passage-exact = ✓ Vérifié, mot pour mot
passage-normalised = ✓ Vérifié ; les retours à la ligne ou la typographie diffèrent
passage-drifted = ≈ Altéré : le texte disponible diffère
passage-ambiguous = ? Ambigu : trouvé à { $count } endroits du texte disponible ; le contexte convient à chacun
passage-missing = × Introuvable dans le texte disponible
passage-unavailable = Cité d’après un exemplaire qui n’est pas sur cet ordinateur
passage-place = Caractères { $start } à { $end } du texte disponible, qui est l’exemplaire cité
passage-place-in-other = Caractères { $start } à { $end } du texte disponible, qui n’est pas l’exemplaire cité
passage-digest = Empreinte de l’exemplaire cité : { $digest }
passage-locate-hint = Choisir le document ou son dossier pour vérifier la citation
passage-candidate = Endroit { $number }
passage-candidate-hint = Le lire à cet endroit (similitude { $score } sur 1)
passage-editors-note = Note de l’éditeur

## Le graphique.

plot-none-dated = Aucun événement daté ne correspond.
plot-none-shown-here = Aucun événement correspondant ici. Appuyez sur Début pour les afficher tous.
plot-none-here = Aucun événement daté ici. Appuyez sur Début pour tout afficher.
plot-lane-without-place = { $events }, sans date sur l’axe
plot-label = Chronologie, { $span } : { $events } dans la vue, { $lanes }{ $stretches }
plot-about = environ { $events }
plot-rows = Rangées de la chronologie

mark-no-lane = sans couloir
mark-by = selon { $source }
mark-according-to = selon { $sources }
mark-stated = date indiquée
mark-inferred = date déduite

## L’événement sélectionné.

event-no-passage = Aucun passage de ce fichier n’appuie cet événement.
event-inferred = Date déduite : { $reason }
event-order-unknown = Les dates n’indiquent pas si c’était avant ou après { $events }.
event-order-and = {" et "}
event-no-lane = couloir inconnu « { $lane } »
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
event-none-supports = aucun appui, { $others }
event-only-supports = seule la source { $source } l’appuie
event-undated = Sans date : aucune date n’est donnée
event-undated-by-sources = Sans date propre ; ses sources donnent { $dates }
event-undated-says = Sans date : la source dit « { $words } »
event-invalid-date = « { $text } » n’est pas une date valide
event-rival-dates = { $date }, ou { $others } : dates divergentes
event-rival-or = {", ou "}
event-stated-in-a-passage = { $date }, date indiquée dans un passage
event-stated-in-the-passage = { $date }, date indiquée dans le passage
event-inferred-not-stated = { $date }, date déduite, non indiquée
event-order-after = D’après les sources, après :
event-order-before = D’après les sources, avant :

## La recherche.

search-placeholder = Rechercher  ( / )
search-timeline = Rechercher dans la chronologie
search-explained = Recherche dans les titres, résumés, citations et notes. Mettez « plusieurs mots » entre guillemets pour trouver l’expression ; - devant un mot l’exclut.
search-index-being-made = L’index est en préparation…
search-none = Aucun événement
search-found = { $number } sur { $events }
search-found-ranked = { $number } sur { $events }, les { $ranked } premiers par pertinence
search-hit = Trouvé : { $event }
search-undated = sans date

## La liste des événements sans date.

shelf = Sans date
shelf-label = Sans date, { $events }
shelf-hint = Aucune source ne date ces événements : ils ne sont donc pas sur l’axe.

## La barre du haut.

bar-untitled = Sans titre
bar-no-file = Chronologie sans titre
bar-built-in = Chronologie intégrée
bar-stop = Arrêter
bar-sources-hint = Les sources et leurs documents
bar-saved = Enregistré
bar-not-saved = Modifications non enregistrées
bar-saving = Enregistrement…
bar-history-hint = Les étapes que vous pouvez annuler et rétablir
bar-open = Ouvrir…
bar-open-hint = Ouvrir un fichier de chronologie (Ctrl+O)
bar-read = Lire
bar-read-hint = Lire les sources à côté du graphique (Ctrl+4)
bar-legend = Légende
bar-legend-hint = Ce que signifient les marques
bar-keys = Touches
bar-keys-hint = Touches et gestes (?)
bar-problems-hint = Les problèmes du fichier, leur position et leur solution
bar-no-quotations = aucune citation
bar-not-on-this-machine = { $quotations }, documents absents : localiser…
bar-all-verified =
    { $verified ->
        [one] ✓ { $quotations } : { $verified } vérifiée
       *[other] ✓ { $quotations } : { $verified } vérifiées
    }
bar-verified =
    { $verified ->
        [one] { $quotations } : { $verified } vérifiée
       *[other] { $quotations } : { $verified } vérifiées
    }
theme-system = Thème : système
theme-light = Thème : clair
theme-dark = Thème : sombre
theme-hint = { $theme }. Cliquer pour changer.

## L’accueil, quand aucun événement n’est sélectionné.

welcome-no-events = Pas encore d’événements
welcome-no-events-why = Ajoutez un document à citer, ou des notices de sources. Ajoutez ensuite des événements.
welcome-add-source = Ajouter un document ou des notices…
welcome-click = Cliquez sur un événement
welcome-and-read = pour lire les mots qui l’appuient.
welcome-begin = Commencer par « { $event } »
welcome-wheel = Tournez la molette pour zoomer, glissez pour vous déplacer, appuyez sur F pour tout afficher.
welcome-arrows = ← et → passent d’un événement à l’autre dans le temps.
welcome-keys = ? affiche la liste des touches.
welcome-this = Cette chronologie
welcome-undated =
    { $count ->
        [one] dont { $count } sans date
       *[other] dont { $count } sans date
    }
welcome-drawn-from = Sources
welcome-more-sources =
    { $count ->
        [one] et { $count } autre source
       *[other] et { $count } autres sources
    }
welcome-being-read = Chargement
welcome-being-read-so-far = { $events } jusqu’ici, { $undated } sans date. Le graphique montre leurs dates ; les titres et les citations suivront quand le fichier sera chargé.

## La fenêtre tout entière.

window-reading = Chargement…
notice-built-in = La chronologie intégrée
notice-in-file = { $file } : { $message }
notice-in-file-at = { $file }, ligne { $line }, colonne { $column } : { $message }
notice-last-version = Voici la dernière version lisible.
notice-open-another = Ouvrir un autre fichier…
notice-read-again = Recharger
notice-dismiss = Fermer
footer-gestures = Molette : zoom  ·  glisser : déplacer  ·  ← → événement suivant  ·  F cadrer  ·  E appuis  ·  ? touches
footer-hidden =
    { $count ->
        [one] { $count } sans date, masqué : Ctrl+1 pour l’afficher
       *[other] { $count } sans date, masqués : Ctrl+1 pour les afficher
    }

## Le lecteur.

reader-no-source = Aucune source n’est ouverte. Choisissez « Lire dans la source » sous une citation.
reader-empty-text = Ce texte est vide.
reader-in-period = { $passages }, dont { $belonging } dans la période affichée
reader-recorded-copy = l’exemplaire cité
reader-other-copy = pas l’exemplaire cité
reader-only-quotations = citations seulement : le texte n’est pas sur cet ordinateur
reader-unplaced =
    { $count ->
        [one] { $count } introuvable ou incertain
       *[other] { $count } introuvables ou incertains
    }
reader-on-passage = { $events } citant ce passage
reader-marked-passage = Passage marqué, { $events } : { $words }
reader-tab = Source : { $source }
reader-close-tab = Fermer { $source }
reader-close = Fermer cette source
reader-details = À propos
reader-details-hint = La notice de la source, les événements qu’elle appuie, ses paragraphes non cités
reader-outline = Plan
reader-outline-hint = Les titres de cette source
reader-find = Rechercher
reader-find-hint = Rechercher des mots dans ce texte (Ctrl+F)
reader-find-words = Mots à rechercher dans ce texte
reader-find-in-text = Rechercher dans ce texte
reader-find-before = Occurrence précédente (Maj+Entrée)
reader-find-next = Occurrence suivante (Entrée)
reader-find-searching = recherche…
reader-find-place = { $current } sur { $of }
reader-find-place-or-more = { $current } sur { $of } ou plus
reader-find-none = aucune occurrence dans ce texte
reader-text = Texte de la source
reader-page = p. { $page }
reader-place = Position dans la source

## Boîtes de dialogue de fichiers.

file-dialog-timeline = Chronologie
file-dialog-add = Ajouter un document, ou des notices de sources
file-dialog-documents = Documents
file-dialog-records = Notices de sources
file-dialog-sources = Choisir le dossier des sources
file-dialog-name = chronologie
file-dialog-name-of-copy = { $name }-copie.json

## Filtres, commandes, onglets, tableau, réglages.

bar-menu = Menu
bar-filter = Filtrer
bar-filter-hint = N’afficher que certains événements : par couloir, étiquette, acteur, source, période ou appuis
bar-table = Tableau
bar-table-hint = Afficher les événements en tableau (Ctrl+5)
bar-evidence-short = { $verified } / { $all } vérifiées
tabs-timeline = Chronologie { $name }
tabs-close = Fermer { $name }
tabs-close-hint = Fermer cette chronologie (Ctrl+W)
panel-plot = Chronologie
panel-shelf = Sans date
panel-table = Tableau
panel-quotes = Citations
panel-reader = Source
table-name = Tableau
table-of = Tableau de { $events }
table-sorting = Tri en cours…
table-some = { $rows } sur { $events }
table-hide = Masquer
table-hide-hint = Masquer le tableau (Ctrl+5)
table-columns = Colonnes
table-sort-hint = Cliquer pour trier ; cliquer de nouveau pour inverser l’ordre
table-sorted-up = { $column }, tri croissant
table-sorted-down = { $column }, tri décroissant
table-none = Aucun événement ne correspond.
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
value-rival-dates = dates divergentes
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
chips-field = { $field } : { $value }
chips-not = { $field } : pas { $value }
chips-remove = Retirer le filtre { $chip }
chips-more = Filtrer…
chips-clear = Tout afficher
dialog-filters = Filtrer
dialog-commands = Commandes
dialog-settings = Réglages
dialog-recent = Chronologies récentes
filters-saved = Filtres enregistrés
filters-none-saved = Aucun pour l’instant. Enregistrez ici la recherche et les filtres actuels sous un nom.
filters-name = Nom de ce filtre
filters-save = Enregistrer
filters-delete = Supprimer le filtre { $name }
filters-period = Période
filters-value =
    { $count ->
        [one] { $name }, { $count } événement
       *[other] { $name }, { $count } événements
    }
filters-more = et { $count } autres ; utilisez la recherche pour les trouver
filters-indexing = Les champs s’afficheront ici quand l’index sera prêt.
commands-hint = Saisir une commande
commands-field = Trouver une commande
commands-none = Aucune commande correspondante
recent-none = Aucune chronologie récente.
keys-commands = Commandes
keys-drop = Déposer un fichier sur la fenêtre
keys-drop-does = ouvrir une chronologie dans un nouvel onglet, ou ajouter un document comme source
keys-change = Modifier les touches…
settings-appearance = Apparence
settings-theme = Thème
settings-as-system = Système
settings-light = Clair
settings-dark = Sombre
settings-text-size = Taille du texte
settings-language = Langue
settings-panels = Affichés au démarrage
settings-panel-shelf = Sans date
settings-panel-overview = Vue d’ensemble
settings-panel-quotes = Citations
settings-panel-reader = Source
settings-panel-table = Tableau
settings-saving = Enregistrement
settings-autosave = Enregistrer automatiquement, deux secondes après la dernière modification
settings-navigation = Navigation
settings-motion = Animations
settings-motion-full = Complètes
settings-motion-reduced = Réduites
settings-swap-wheel = La molette fait défiler les rangées sur le graphique et zoome sur les noms des couloirs
settings-quotations = Références et citations
settings-citation-style = Style des références
settings-quote-limit = Limiter les citations dans les exports
settings-quote-limit-words = mots par source
settings-keys = Touches
settings-single-keys = Commandes à une seule touche, sans Ctrl ni Alt
settings-all-keys = Touches de toutes les commandes
settings-keys-of = Touches de « { $command } »
settings-keys-change = Modifier les touches : Ctrl+K, Shift+W, F8 ; en séparer plusieurs par une espace
settings-keys-set = Valider
settings-keys-reset = Rétablir
settings-key-taken = { $keys } exécute « { $holder } » et ne peut donc pas exécuter « { $loser } ».
settings-problem-at = Ligne { $line }, colonne { $column } :{" "}
settings-file = Les réglages sont enregistrés dans { $path }, où chacun est expliqué.
settings-no-file = Ce système n’a pas de dossier pour un fichier de réglages : les changements durent jusqu’à la fermeture de la fenêtre.
settings-copy-path = Copier le chemin
dialog-open-link = Adresse web
address-explained = Une source donne cette adresse. Elle s’ouvre dans un autre programme, par exemple un navigateur. Aucune donnée de la chronologie n’est transmise.
address-letters = Dans son écriture d’origine, l’hôte est { $host }. Vérifiez que c’est bien celui que vous attendez.
address-open = Ouvrir l’adresse
address-copy = Copier l’adresse
address-button = Ouvrir l’adresse web…
address-button-hint = Affiche d’abord l’adresse entière
event-copy-link = Copier le lien
event-copy-link-hint = Un lien qui ouvre cette chronologie à cet événement (Ctrl+L)
event-edit = Modifier…
event-edit-hint = Modifier tous les champs de l’événement
event-duplicate = Dupliquer
event-duplicate-hint = Ajouter un événement semblable
event-delete = Supprimer
event-delete-hint = Supprimer l’événement ; vous pouvez l’annuler
edit-not-ready = Impossible de modifier maintenant : la chronologie est encore en cours de lecture, ou son fichier dépasse 64 Mo
chips-copy-link = Copier le lien
dialog-confirm-replace = Ce fichier existe déjà. Le remplacer ?
selection-announced = Sélectionné : { $event }, { $date }, { $passages }

## Modifier plusieurs événements.

drop-in-lane =
    { $count ->
        [one] Déplacer vers « { $lane } »
       *[other] Déplacer { $count } événements vers « { $lane } »
    }
selected-events =
    { $count ->
        [one] { $count } événement sélectionné
       *[other] { $count } événements sélectionnés
    }
selected-move = Déplacer vers un couloir…
selected-add-tag = Ajouter une étiquette…
selected-remove-tag = Retirer une étiquette…
selected-add-actor = Ajouter un acteur…
selected-remove-actor = Retirer un acteur…
selected-merge = Fusionner…
selected-delete = Supprimer
selected-clear = N’en sélectionner qu’un
event-split = Scinder…
event-copy = Copier l’événement
dialog-move-to-lane = Déplacer vers un autre couloir
dialog-add-tag = Ajouter une étiquette
dialog-add-actor = Ajouter un acteur
dialog-remove-tag = Retirer une étiquette
dialog-remove-actor = Retirer un acteur
dialog-merge-events = Fusionner des événements
dialog-split-event = Scinder un événement
dialog-rename-tags = Renommer ou fusionner des étiquettes
dialog-rename-actors = Renommer ou fusionner des acteurs
names-new-tag = Étiquette
names-new-actor = Acteur
names-add = Ajouter
names-no-tags = Aucun de ces événements n’a d’étiquette.
names-no-actors = Aucun de ces événements n’a d’acteur.
merge-explained = Choisissez l’événement qui garde son titre et son couloir. Il reçoit les références, les étiquettes et les acteurs des autres ; une date qui diffère reste comme date d’une référence.
split-explained = Choisissez les références qui vont au nouvel événement. Il doit en rester au moins une.
split-title = Titre du nouvel événement
split-do = Scinder
rename-choose-tag = Choisissez l’étiquette à renommer.
rename-choose-actor = Choisissez l’acteur à renommer.
rename-in =
    { $count ->
        [one] Dans { $count } événement.
       *[other] Dans { $count } événements.
    }
rename-name = Nouveau nom
rename-merges =
    { $count ->
        [one] { $count } événement a déjà « { $name } ». Les deux sont fusionnés.
       *[other] { $count } événements ont déjà « { $name } ». Les deux sont fusionnés.
    }
rename-do = Renommer
rename-do-merge = Fusionner
rename-remove =
    { $count ->
        [one] Retirer de { $count } événement
       *[other] Retirer de { $count } événements
    }
rename-another = Choisir un autre nom
filters-rename = Renommer ou fusionner… (F2)

## Formulaires : titres et boutons.

form-new-event = Nouvel événement
form-event = Événement
form-new-passage = Nouveau passage
form-edit-passage = Passage
form-new-source = Nouvelle source
form-edit-source = Source
form-new-lane = Nouveau couloir
form-edit-lane = Couloir
form-timeline = Détails de la chronologie
form-add-event = Ajouter l’événement
form-add-passage = Ajouter le passage
form-add-source = Ajouter la source
form-add-lane = Ajouter le couloir
form-apply = Appliquer
form-apply-hint = Appliquer (Ctrl+Entrée)
form-keep = Garder pour plus tard
form-keep-hint = Fermer le formulaire en gardant ce que vous avez saisi (Échap)
form-discard = Abandonner
form-discard-hint = Fermer le formulaire et supprimer ce que vous avez saisi
form-delete = Supprimer…
form-delete-hint = Supprimer cet élément ; vous pouvez l’annuler
form-delete-now = Supprimer quand même
form-delete-lane =
    { $count ->
        [one] Son événement doit aller dans un autre couloir. Choisissez-en un pour supprimer celui-ci :
       *[other] Ses { $count } événements doivent aller dans un autre couloir. Choisissez-en un pour supprimer celui-ci :
    }
form-delete-cancel = Le garder
form-cancel = Annuler
form-cancel-hint = Laisser le champ tel qu’il était (Échap)
form-resume = Continuer
form-resume-hint = Rouvrir : { $form }
form-kept-event = Événement inachevé : { $title }
form-kept-passage = Passage inachevé : { $title }
form-kept-source = Source inachevée : { $title }
form-kept-lane = Couloir inachevé : { $title }
form-kept-timeline = Détails inachevés de la chronologie : { $title }
form-kept-untitled = sans titre
form-edit = Modifier : { $field }
form-remove = Retirer { $name }
form-remove-hint = Cliquer pour retirer
form-remove-short = Retirer
form-add-actors = + Acteurs
form-add-summary = + Résumé
form-add-note = + Note
form-add-tags = + Étiquettes

## Formulaires : champs.

form-title = Titre
form-date = Date
form-date-hint = 1958, late 1950s, 3 May 1921
form-date-none = Sans date : l’événement rejoint les événements sans date
form-date-words = Date non comprise
form-date-words-kept = Gardée en toutes lettres ; l’événement reste sans date
form-date-meaning = { $words } · EDTF { $edtf }
form-date-extent = { $earliest } – { $latest }
form-date-open-start = sans début
form-date-open-end = sans fin
form-date-unknown = inconnu
form-date-out-of-range = au-delà de ce qui se dessine
form-date-or = ou { $words } : { $edtf }
form-date-take = Choisir { $words } : { $edtf }
form-basis = Comment la date est connue
form-basis-stated = Un passage la donne
form-basis-inferred = Je la déduis
form-reason = Déduite de
form-reason-hint = Ce qui vous mène à cette date
form-lane = Couloir
form-lane-create = créer ce couloir
form-first-lane = Événements
form-tags = Étiquettes
form-tags-hint = Une virgule ou Entrée ajoute une étiquette
form-actors = Acteurs
form-actors-hint = Personnes ou organismes ; une virgule ou Entrée en ajoute un
form-summary = Résumé
form-note = Note de la rédaction
form-note-hint = Votre remarque, pas les mots d’une source
form-passages = Passages
form-passages-none = Sans passage, l’événement est enregistré comme brouillon.
form-cite = Citer un passage…
form-cite-new = Nouveau passage…
form-citation = Passage { $number }
form-citation-remove = Retirer le passage { $number } de l’événement
form-passage = Passage
form-passage-hint = Mots d’un passage de cette chronologie
form-passage-other = En choisir un autre
form-stance = Position
form-citation-date = Date que donne ce passage
form-citation-date-hint = Seulement si le passage en donne une
form-attributed = Qui le dit
form-attributed-hint = L’auteur
form-citation-note = Note sur cette citation
form-source = Source
form-source-hint = Auteur ou titre
form-exact = Texte exact
form-exact-hint = Les mots, tels qu’ils sont dans le document
form-words-none = Les mots sont cherchés dans le document pendant la saisie
form-words-searching = Recherche en cours…
form-words-unavailable = Le document n’est pas sur cet ordinateur : les mots ne peuvent pas être vérifiés
form-words-exact = Trouvé dans le document, mot pour mot
form-words-normalised = Trouvé, aux espaces, guillemets ou autres signes près
form-words-drifted = Le document a des mots semblables, pas ceux-ci
form-words-take = Reprendre les mots du document : « { $words } »
form-words-ambiguous =
    { $count ->
        [one] Trouvé à { $count } endroit
       *[other] Trouvé à { $count } endroits : ajoutez des mots jusqu’à ce qu’il n’en reste qu’un
    }
form-words-missing = Introuvable dans le document
form-words-keep = Enregistrer quand même ces mots
form-locator = Page ou paragraphe
form-locator-hint = p. 12
form-locator-take = Reprendre { $locator }
form-source-type = Type
form-names-hint = Nom, Prénom : un par ligne
form-record-date-hint = 2025-02-07, ou en toutes lettres
form-file = Document
form-file-hint = Chemin dans le dossier de la chronologie
form-language = Langue
form-language-hint = en, fr, km…
form-lane-name = Nom
form-color = Couleur
form-color-hint = #b5502a ; vide : automatique
form-color-offered = Couleur { $color }
form-color-automatic = Automatique
form-description = Description

## Formulaires : ce qui ne va pas dans un champ.

form-error-no-title = Saisissez un titre.
form-error-no-name = Saisissez un nom.
form-error-no-lane = Choisissez un couloir, ou saisissez le nom d’un nouveau.
form-error-unknown-lane = Aucun couloir n’a ce nom, ou plusieurs l’ont. Choisissez-en un dans la liste, ou créez-le là.
form-error-lane-exists = Un autre couloir a ce nom. Choisissez-en un autre.
form-error-no-basis = Dites comment la date est connue : aucun passage cité ici ne la donne.
form-error-no-reason = Dites de quoi vous déduisez la date.
form-error-which-passage = Dites quel passage donne la date : saisissez-la à cet endroit.
form-error-no-passage = Choisissez un passage dans la liste, ou écrivez-en un nouveau.
form-error-no-source = Choisissez une source.
form-error-unknown-source = Aucune source n’a ce nom, ou plusieurs l’ont. Choisissez-en une dans la liste.
form-error-no-words = Saisissez les mots du passage.
form-error-citation-date = Date non comprise. Écrivez 1958, 1958-03 ou 3 May 1958, ou laissez le champ vide.
form-error-no-source-title = Saisissez un titre, un auteur ou le lieu de publication.
form-error-file-outside = Le chemin doit rester dans le dossier de la chronologie.
form-error-language = Saisissez un code de langue tel que en, fr ou zh-Hant.
form-error-color = Saisissez une couleur telle que #b5502a, ou choisissez-en une ci-dessous.

## Types de sources et champs de leurs notices.

source-type-document = Document
source-type-article = Article
source-type-article-journal = Article de revue
source-type-article-newspaper = Article de journal
source-type-article-magazine = Article de magazine
source-type-book = Livre
source-type-chapter = Chapitre
source-type-report = Rapport
source-type-thesis = Thèse
source-type-paper-conference = Communication de colloque
source-type-webpage = Page web
source-type-manuscript = Manuscrit
source-type-letter = Lettre ou message
source-type-interview = Entretien
source-type-speech = Discours
source-type-legislation = Texte de loi
source-type-legal-case = Décision de justice
source-type-treaty = Traité
source-type-broadcast = Émission
source-type-film = Film ou vidéo
source-type-image = Image
source-type-dataset = Jeu de données
csl-title = Titre
csl-author = Auteur
csl-editor = Directeur de publication
csl-translator = Traducteur
csl-recipient = Destinataire
csl-interviewer = Intervieweur
csl-director = Réalisateur
csl-container-title = Publié dans
csl-event-title = Manifestation
csl-event-place = Lieu de la manifestation
csl-volume = Volume
csl-issue = Numéro de livraison
csl-number = Numéro
csl-page = Pages
csl-edition = Édition
csl-section = Section
csl-version = Version
csl-genre = Genre
csl-medium = Support
csl-authority = Tribunal ou autorité
csl-publisher = Éditeur
csl-publisher-place = Lieu de publication
csl-archive = Archives
csl-archive-location = Cote
csl-issued = Date
csl-accessed = Consulté le
csl-doi = DOI
csl-isbn = ISBN
csl-url = Adresse web

## Export

dialog-export-figure = Exporter une figure
dialog-export-page = Exporter une page ou un tableau
export-figure-explained = Une figure pour un article ou une page web : marques, étiquettes et notes numérotées qui citent les appuis de chaque événement. SVG et PDF conservent le texte en tant que texte.
export-page-explained = Tout ce qui correspond à votre recherche et à votre période, visible à l’écran ou non, avec les citations, les dates et les références.
export-svg = SVG
export-pdf = PDF
export-png = PNG
export-html = Page web (HTML)
export-csv = Tableau (CSV), une ligne par référence
export-markdown = Texte avec références (Markdown)
export-json = Données complètes, pour des programmes (JSON)
export-web-annotation = Annotations web (JSON-LD)
export-csl = Notices des sources, pour logiciels de bibliographie (CSL-JSON)
export-in-view = Vue actuelle
export-whole = Toute la chronologie
export-width = Largeur
export-points = points
export-light = Clair
export-dark = Sombre
export-white = Fond blanc, pour l’impression
export-undated = Lister les événements sans date
export-quotes = Citer les passages dans les notes
export-limit =
    { $count ->
        [one] { $count } mot de chaque source est cité au plus (Réglages).
       *[other] { $count } mots de chaque source sont cités au plus (Réglages).
    }
export-no-limit = Les citations sont exportées en entier (Réglages).
export-path = Fichier
export-choose = Choisir…
export-write = Exporter
export-in-progress = Export en cours…
export-confirm-replace = Ce fichier existe déjà. Le remplacer ?
export-written = Exporté : { $path }
export-words-cut =
    { $count ->
        [one] { $count } mot cité a été omis (limite des citations).
       *[other] { $count } mots cités ont été omis (limite des citations).
    }
export-without-glyph = Aucune police disponible n’a ces caractères : { $letters }

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
page-whole = Entière
page-wider = Plus large
page-widest = Très large
page-dated = Dans l’ordre chronologique
page-undated = Sans date
page-beyond = Hors des limites de l’axe
page-previous = ← Précédent
page-next = Suivant →
page-back = Retour à la chronologie
page-steps = Événement précédent et suivant
page-note = Note de l’éditeur :
page-cut =
    { $count ->
        [one] { $count } mot omis ici (limite des citations)
       *[other] { $count } mots omis ici (limite des citations)
    }
page-exact = ✓ Vérifié mot pour mot à la création de cette page
page-normalised = ✓ Vérifié à la création de cette page ; les sauts de ligne ou la typographie diffèrent
page-drifted = ≈ L’exemplaire disponible différait à la création de cette page
page-ambiguous = ? Trouvé à plusieurs endroits de l’exemplaire disponible à la création de cette page
page-missing = × Introuvable dans l’exemplaire disponible à la création de cette page
page-unavailable = Cité d’après un exemplaire indisponible à la création de cette page
page-sources = Sources
page-copy = SHA-256 de l’exemplaire cité :
page-words =
    { $count ->
        [one] { $count } mot cité ici
       *[other] { $count } mots cités ici
    }
page-words-cut =
    { $count ->
        [one] { $count } mot cité ici
       *[other] { $count } mots cités ici
    }, { $cut ->
        [one] { $cut } omis
       *[other] { $cut } omis
    } (limite des citations)
page-made = Création de cette page
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
figure-description = Une chronologie, { $span } : { $single }.
figure-description-clustered = Une chronologie, { $span } : { $single } un à un, { $clustered } en groupes.
figure-description-empty = Une chronologie où aucun événement daté n’est représenté.
figure-notes = Notes
figure-bibliography = Sources
figure-beyond = Hors de l’axe : { $events ->
    [one] un événement
   *[other] { $events } événements
}
figure-beyond-left-out = { $events ->
    [one] Un événement a une date qu’aucun axe ne peut montrer et n’est pas représenté.
   *[other] { $events } événements ont des dates qu’aucun axe ne peut montrer et ne sont pas représentés.
}
figure-undated = Sans date : { $events ->
    [one] un événement
   *[other] { $events } événements
}
figure-undated-left-out = { $events ->
    [one] Un événement n’a pas de date et n’est pas représenté.
   *[other] { $events } événements n’ont pas de date et ne sont pas représentés.
}
figure-note = { $title } ({ $date }). { $citations }.
figure-note-uncited = { $title } ({ $date }). Aucun passage n’est cité.
figure-date-stated = { $date }, date donnée
figure-date-inferred = { $date }, date déduite
figure-date-inferred-from = { $date }, date déduite : { $reason }
figure-date-unknown = sans date
figure-citation-again = ibid., { $locator }
figure-citation-report = { $citation } (qui rapporte { $who })
figure-citation-date = { $citation } (qui donne { $date })
figure-citation-inferred = { $citation } (d’où l’on déduit { $date })
figure-citation-inferred-from = { $citation } (d’où l’on déduit { $date } : { $reason })
figure-citation-disputes = contre, { $citation }
figure-citation-context = pour le contexte, { $citation }
figure-citation-words = { $citation } : « { $quotation } »
figure-key-stated = indiqué par une source
figure-key-inferred = déduit par l’éditeur
figure-key-day = un jour
figure-key-day-inferred = un jour, déduit par l’éditeur
figure-key-narrow = tracé plus large que sa durée
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
figure-key-cluster = plusieurs événements, avec leur densité
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
    [one] Un événement daté est en dehors de la sélection.
   *[other] { $count } événements datés sont en dehors de la sélection.
}
figure-left-out-undated = { $count ->
    [one] Un autre événement sans date est dans un autre couloir ou ne correspond pas au filtre.
   *[other] { $count } autres événements sans date sont dans d’autres couloirs ou ne correspondent pas au filtre.
}
figure-drafts-left-out = { $count ->
    [one] Un événement à l’état de brouillon ou rejeté est omis.
   *[other] { $count } événements à l’état de brouillon ou rejetés sont omis.
}
figure-words-cut = { $count ->
    [one] Un mot cité est omis.
   *[other] { $count } mots cités sont omis.
}
figure-made-of = Réalisé par { $program } à partir de la chronologie dont l’empreinte SHA-256 est { $digest }.
figure-made = Réalisé par { $program }.
page-shown = Affiché
page-left-out = Omis
page-drafts =
    { $count ->
        [one] { $count } brouillon ou événement rejeté
       *[other] { $count } brouillons et événements rejetés
    }
page-shown-of = { $events } événements sur { $of }
page-filter = Filtre
page-range = Période
file-dialog-export = Où l’écrire
page-checked-in = SHA-256 de l’autre exemplaire où ses citations ont été recherchées :
export-still-loading = La chronologie est en cours de chargement ; réessayez quand elle sera ouverte
export-search-not-understood = Une partie de la recherche n’est pas valide : rien n’est exporté
export-wrong-extension = Le nom du fichier doit se terminer par .{ $suffix }
export-still-searching = La recherche est en cours ; réessayez dans un instant
export-unsaved =
    { $count ->
        [one] { $file }, avec { $count } modification non enregistrée
       *[other] { $file }, avec { $count } modifications non enregistrées
    }
export-failed = L’export a échoué à cause d’une erreur du logiciel ; rien n’a été écrit
export-nuls =
    { $count ->
        [one] { $count } caractère NUL a été écrit ␀, car le format CSV ne peut pas le contenir.
       *[other] { $count } caractères NUL ont été écrits ␀, car le format CSV ne peut pas les contenir.
    }

## Les erreurs de fichiers.

file-not-found = Ce fichier n’existe pas
file-folder-hint = Le dossier { $folder } n’existe pas non plus.
file-path-hint = Une partie de son chemin est un fichier, pas un dossier.
file-is-folder = C’est un dossier, pas un fichier
file-is-device = C’est un tube ou un périphérique ; seuls les fichiers ordinaires peuvent être lus
file-unreadable = Vous n’avez pas le droit de lire ce fichier
file-read-failed = Le fichier ne peut pas être lu : { $error }
file-unwritable = Vous n’avez pas le droit d’écrire dans ce dossier
file-no-folder = Ce dossier n’existe pas
file-disk-full = Le disque est plein ; le fichier est inchangé
file-write-failed = Le fichier ne peut pas être écrit : { $error }
file-read-only = Ce fichier est en lecture seule
file-read-only-hint = Rendez-le modifiable, ou écrivez dans un autre fichier.
file-not-permitted = Vous n’avez pas le droit de modifier ce fichier
file-dangling-link = C’est un lien vers un fichier qui n’existe pas
file-dangling-link-hint = Connectez le disque qui contient le fichier, ou écrivez dans un autre fichier.
file-in-use = Un autre programme a ouvert ce fichier en écriture
file-in-use-hint = Rien n’a été écrit. Fermez le fichier dans ce programme, puis enregistrez de nouveau.
file-changed-meanwhile = Un autre programme a modifié ce fichier pendant l’enregistrement
file-changed-meanwhile-hint = Rien n’a été écrit ; le fichier est tel que l’autre programme l’a laissé. Réessayez.
file-changed-twice-hint = Rien n’a été écrit. Deux programmes ont modifié le fichier au même moment : une version est dans le fichier, l’autre dans { $path }.
file-recovered = Un enregistrement antérieur a été interrompu. Ce qu’un autre programme avait écrit alors est maintenant dans { $path }
file-owner-lost = Le propriétaire du fichier n’a pas pu être conservé : le fichier vous appartient désormais
file-group-lost = Le groupe du fichier n’a pas pu être conservé : son groupe a désormais les droits de tous
file-acl-lost = La liste de contrôle d’accès du fichier n’a pas pu être conservée
file-attribute-lost = L’attribut étendu { $name } du fichier n’a pas pu être conservé
file-hard-links = { $count ->
    [one] Le fichier a un autre nom (un lien physique), qui mène toujours à l’ancienne version
   *[other] Le fichier a { $count } autres noms (des liens physiques), qui mènent toujours à l’ancienne version
}
export-write-failed = L’export a échoué : { $error }
figure-too-large = L’image aurait plus de 200 millions de pixels
figure-too-large-hint = Choisissez une échelle ou une largeur plus petite, ou écrivez en SVG ou en PDF.
figure-font = Une police ne peut pas être incorporée
figure-font-hint = Indiquez une autre police, ou aucune.
figure-not-drawn = La figure ne peut pas être dessinée dans ce format
figure-not-drawn-hint = Essayez un autre format, et signalez ce problème.
file-overwrites = L’export écraserait { $input ->
        [timeline] la chronologie
        [recipe] le fichier d’options
        [font] une police
       *[source] une source
    } dont il est tiré
file-overwrites-hint = Écrivez dans un autre fichier.
file-folder-not-made = Le dossier { $folder } ne peut pas être créé : { $error }
file-import-too-large = Le fichier dépasse 32 Mio, le maximum pour un import
file-no-source-at = Il n’y a ni document ni dossier à { $path }
file-no-source-at-hint = Vérifiez le chemin, ou choisissez le dossier des sources.
file-reading-stopped = La lecture a été interrompue
message-of-another-version = Une modification faite avec une autre version d’Annals
journal-damaged = La ligne { $line } du journal est endommagée. Ce qui la suit n’est pas rétabli
journal-of-another-version = La ligne { $line } du journal vient d’une autre version d’Annals. Elle et ce qui la suit ne sont pas rétablis
journal-no-journal = Autre chose se trouve à la place du journal, donc rien n’est rétabli
journal-too-large = Le journal dépasse 512 Mio, donc il n’est pas lu
journal-unreadable = Le journal ne peut pas être lu : { $error }
journal-disk-full = Le disque est plein. Si Annals s’arrêtait maintenant, les modifications non enregistrées seraient perdues
journal-not-permitted = Annals ne peut pas écrire dans son dossier d’état. S’il s’arrêtait maintenant, les modifications non enregistrées seraient perdues
journal-failed = Le journal ne peut pas être écrit : { $error }. Si Annals s’arrêtait maintenant, les modifications non enregistrées seraient perdues
journal-risk-hint = Enregistrez la chronologie. Annals réessaie d’écrire le journal après chaque modification.
journal-safe-again = Le journal est de nouveau écrit : les modifications non enregistrées sont en sécurité
journal-in-use = Une autre fenêtre modifie cette chronologie { $where ->
        [here] (processus { $process })
        [elsewhere] (processus { $process } sur { $computer })
       *[unknown] (dans un autre processus)
    }
sources-folder-missing = Le dossier de sources { $folder } n’existe pas
sources-folder-not-folder = Le dossier de sources { $folder } n’est pas un dossier
sources-folder-no-permission = Le dossier de sources { $folder } ne peut pas être lu : droits insuffisants
sources-folder-unreadable = Le dossier de sources { $folder } ne peut pas être lu : { $error }
sources-folder-too-full = Le dossier de sources { $folder } contient plus de { $count } fichiers
sources-folder-too-full-hint = Indiquez un dossier qui ne contient que les sources.
document-too-large = Le document dépasse 256 Mio, la limite pour un document
document-unknown-format = Format inconnu ; les formats lus sont : texte brut, Markdown, HTML, PDF, DOCX et EPUB
document-unknown-format-hint = S’il a l’un de ces formats, donnez-lui l’extension .txt, .md, .html, .pdf, .docx ou .epub. Sinon, enregistrez son texte en UTF-8 dans un fichier .txt.

## Les documents sans texte lisible.

extract-other-format = Ce n’est pas un fichier { $format }
extract-other-format-hint = Donnez-lui l’extension de son vrai format.
extract-encrypted = Le fichier { $format } est chiffré et demande un mot de passe
extract-encrypted-hint = Enregistrez-en une copie sans mot de passe.
extract-encrypted-or-doc = Le fichier { $format } est chiffré, ou dans un format plus ancien (.doc)
extract-encrypted-or-doc-hint = Enregistrez-le en .docx, sans mot de passe, dans un traitement de texte.
extract-unsupported-encryption = Le fichier PDF est chiffré par une méthode non prise en charge
extract-unsupported-encryption-hint = Enregistrez-en une copie non chiffrée.
extract-rights-management = Le fichier EPUB est chiffré (gestion des droits numériques)
extract-rights-management-hint = Demandez à l’éditeur une copie non chiffrée, ou citez une autre édition.
extract-damaged = Le fichier { $format } est endommagé ou incomplet
extract-damaged-hint = Téléchargez-le de nouveau.
extract-missing-part = Le fichier { $format } est endommagé : il y manque la partie { $part }
extract-missing-part-hint = Téléchargez-le de nouveau, ou réenregistrez-le dans le logiciel qui l’a créé.
extract-damaged-part = Le fichier { $format } est endommagé : sa partie { $part } est illisible ({ $error })
extract-unreadable-epub = Le fichier EPUB est illisible : { $error }
extract-unreadable-epub-hint = Il est peut-être endommagé. Téléchargez-le de nouveau.
extract-too-large = Une fois décompressé, le fichier { $format } dépasse { $limit } Mio, la limite pour un fichier (à sa partie { $part })
extract-too-large-hint = Le fichier est peut-être malveillant. S’il est sûr, divisez-le.
extract-no-text = Le fichier { $format } ne contient pas de texte
extract-no-text-hint = Ses pages sont peut-être des images. Cherchez une copie qui contient le texte.
extract-no-text-in-html-hint = Son texte est peut-être chargé par un script. Enregistrez la page depuis un navigateur une fois chargée, ou imprimez-la en PDF.
extract-no-text-in-pdf-hint = Ses lettres sont peut-être des dessins. Soumettez-le à une reconnaissance de caractères (ocrmypdf ajoute une couche de texte).
extract-no-pages = Le fichier PDF est endommagé : il n’a aucune page
extract-no-text-layer = Le fichier PDF n’a pas de couche de texte : ses pages sont des images numérisées
extract-no-text-layer-hint = Soumettez-le à une reconnaissance de caractères (ocrmypdf ajoute une couche de texte).
extract-unmapped-fonts = Les polices du fichier PDF n’associent pas ses glyphes à des caractères : son texte est illisible
extract-unmapped-fonts-hint = Soumettez-le à une reconnaissance de caractères, ou cherchez une autre copie.
extract-too-much-text = Le document contient plus de { $limit } Mio de texte, la limite pour un document
extract-too-much-text-hint = Divisez-le, et citez ses parties comme des sources distinctes.
extract-unknown-encoding = Le codage « { $label } » n’existe pas
extract-unknown-encoding-hint = Employez un nom de la norme Encoding du WHATWG, comme utf-8, windows-1252, shift_jis, gb18030 ou koi8-r.
extract-invalid-byte = Le document contient des octets invalides en { $encoding } (octet { $byte })
extract-invalid-bytes = Le document contient des octets invalides en { $encoding }
extract-invalid-bytes-hint = Il est peut-être dans un autre codage, ou n’est pas du texte. Indiquez son codage (`encoding` de la source), ou enregistrez-le en UTF-8.
extract-binary = Le document n’est pas du texte : il contient des octets binaires
extract-binary-hint = S’il s’agit d’un fichier PDF, DOCX, EPUB ou HTML, donnez-lui cette extension. S’il est en UTF-16, enregistrez-le en UTF-8.
extract-not-started = Le processus qui lit les fichiers { $format } n’a pas pu démarrer : { $error }
extract-out-of-memory = La lecture de ce fichier { $format } demande plus de { $limit } Mio de mémoire, la limite pour un fichier
extract-out-of-memory-hint = Le fichier est peut-être malveillant. S’il est sûr, divisez-le, ou enregistrez son texte en .txt.
extract-too-slow = La lecture de ce fichier { $format } dure plus de { $seconds } secondes, la limite pour un fichier
extract-too-slow-hint = Le fichier est peut-être endommagé. S’il est sûr, divisez-le, ou enregistrez son texte en .txt.
extract-nested-too-deeply = Le fichier { $format } est imbriqué trop profondément
extract-nested-too-deeply-hint = Le fichier est peut-être malveillant. Réenregistrez-le, ou enregistrez son texte en .txt.
extract-crashed = Le fichier { $format } a fait planter son lecteur ; rien d’autre n’est touché
extract-crashed-hint = Le fichier est peut-être endommagé. Réenregistrez-le, ou enregistrez son texte en .txt.

## L’import de notices de sources.

import-too-large-hint = Exportez les notices dans plusieurs fichiers.
import-not-utf8 = Le fichier n’est pas du texte en UTF-8
import-not-utf8-hint = Exportez-le de nouveau en UTF-8, ou convertissez-le.
import-no-records = Le fichier est du JSON sans notices
import-no-records-hint = Le CSL-JSON est une liste d’objets, chacun avec un `type` et un `title`.
import-not-json = Le fichier n’est pas du JSON
import-not-json-hint = Exportez-le de nouveau en CSL-JSON ; Zotero propose ce format dans « Exporter la bibliothèque ».
import-more-problems =
    { $count ->
        [one] Il y a encore { $count } autre problème.
       *[other] Il y a encore { $count } autres problèmes.
    }
import-not-a-record = Ceci n’est pas une notice ; elle est ignorée.
import-not-a-record-hint = Une notice est un objet avec un `type` et un `title`.
import-empty-record = La notice est vide ; elle est ignorée.
import-no-type = La notice n’a pas de `type`.
import-no-type-hint = Donnez-lui-en un, comme `article-journal`, `book` ou `webpage`.
import-no-end = La notice précédente n’a pas de fin.
import-no-last-end = La dernière notice n’a pas de fin ; le fichier est peut-être tronqué.
import-end-hint = Chaque notice se termine par une ligne « ER  - ».
import-outside = « { $tag } » est hors d’une notice.
import-outside-hint = Chaque notice commence par une ligne « TY  - » suivie de son type.
import-unknown-tag = La balise « { $tag } » est inconnue ; ses valeurs sont ignorées.
import-no-tag = La ligne n’a pas de balise ; elle est ignorée.
import-no-tag-hint = Une ligne de RIS se compose de deux lettres, deux espaces, un trait d’union, une espace et la valeur.
import-unknown-type = Le type « { $type } » est inconnu ; la notice est importée comme document.
import-unreadable-entry = L’entrée qui commence à la ligne { $line } est illisible : { $error }.
import-unreadable-entry-hint = Vérifiez ses accolades, guillemets et virgules.
import-skipped-field = Le champ « { $field } » de « { $entry } » est ignoré : { $error }.
import-empty-entry = L’entrée « { $entry } » est vide ; elle est ignorée.

## Les adresses Web et les fichiers de chronologies.

address-in-full = Écrivez-la en entier, en commençant par https://.
address-empty = L’adresse est vide
address-too-long = L’adresse dépasse { $most } caractères
address-too-long-hint = Utilisez une adresse plus courte de la même page, si le site en propose une.
address-no-doi = `{ $doi }` n’est pas un DOI
address-no-doi-hint = Un DOI ressemble à 10.1000/182 : un nombre qui commence par 10., une barre oblique, un nom.
address-no-slashes = L’adresse n’a pas // devant son hôte
address-no-slashes-hint = Écrivez https://, puis l’hôte.
address-backslash = L’adresse contient une barre oblique inverse, que certains logiciels lisent comme une barre oblique et d’autres non
address-backslash-hint = Écrivez / entre les parties, et « %5C » pour une barre oblique inverse.
address-no-host = L’adresse n’a pas d’hôte
address-host-not-found = Aucun hôte ne se trouve dans l’adresse : { $error }
address-host-not-found-hint = Cherchez l’adresse à la source.
address-user-name = L’hôte est { $host } ; `{ $name }` devant l’arobase est un nom d’utilisateur.
address-shown-in-letters = L’hôte { $host } s’affiche { $letters }, ce qui peut ressembler à un autre hôte.
address-written-otherwise = L’hôte est écrit `{ $written }` mais désigne { $host }.
address-mail-hint = Écrivez mailto:nom@hôte et rien d’autre.
address-unreadable = L’adresse ne peut pas être lue : { $error }
address-no-recipient = L’adresse n’a pas de destinataire
address-attaches-file = L’adresse demande de joindre un fichier de cet ordinateur
address-hidden-fields = L’adresse contient des caractères cachés qui ajoutent des champs au message
address-filled-fields = Ces champs du message sont déjà remplis : { $fields }.
address-space = L’adresse contient un espace, { $code }, comme caractère numéro { $position }
address-control = L’adresse contient un caractère de contrôle, { $code }, comme caractère numéro { $position }
address-direction = L’adresse contient un caractère qui change le sens du texte, { $code }, comme caractère numéro { $position }
address-invisible = L’adresse contient un caractère invisible, { $code }, comme caractère numéro { $position }
address-character-hint = Supprimez-le, ou codez-le avec un signe pour cent s’il fait partie de l’adresse.
address-begins-with-host = L’adresse commence par son hôte, sans protocole
address-no-scheme = L’adresse n’a pas de protocole
address-runs-program = Une adresse avec `{ $scheme }:` lancerait un programme
address-not-on-web = Une adresse avec `{ $scheme }:` n’existe pas sur le Web
address-is-file = Une adresse avec `{ $scheme }:` est un fichier de cet ordinateur
address-starts-program = Une adresse avec `{ $scheme }:` démarrerait un autre logiciel
address-is-file-hint = Indiquez le document d’une source dans son champ `file`.
address-schemes-hint = Seuls http, https et mailto sont ouverts.
timeline-empty = Le fichier est vide
timeline-empty-hint = La plus petite chronologie est `{"{"} "annals": 1 {"}"}`.
timeline-too-large = Le fichier dépasse 1 Gio, la taille maximale d’une chronologie
timeline-not-utf8 = Le fichier n’est pas un texte en UTF-8
timeline-utf16-hint = Il semble être en UTF-16. Enregistrez-le en UTF-8.
timeline-not-utf8-hint = Une chronologie est un fichier JSON en UTF-8. Enregistrez-la dans ce codage.
timeline-not-json =
    Le fichier n’est pas du JSON : { $error ->
        [list-end] il se termine dans une liste
        [object-end] il se termine dans un objet
        [string-end] il se termine dans une chaîne
        [value-end] il se termine avant une valeur
        [colon] deux-points attendu
        [list-comma] `,` ou `]` attendu
        [object-comma] `,` ou `{ "}" }` attendu
        [last-comma] une virgule suit le dernier élément
        [literal] `true`, `false` ou `null` attendu
        [value] valeur attendue
        [key] une clé doit être une chaîne
        [escape] séquence d’échappement invalide
        [control] caractère de contrôle dans une chaîne
        [number] nombre invalide
        [trailing] des caractères suivent la fin
       *[other] { $text }
    }
timeline-not-a-list = `{ $key }` n’est pas une liste et ne peut donc pas être modifié
timeline-not-a-list-hint = Faites-en une liste : `"{ $key }": []`.
timeline-end-hint = La fin du fichier manque.
timeline-last-comma-hint = Supprimez la virgule devant ce crochet ou cette accolade.
timeline-trailing-hint = Une chronologie est un seul objet, mais quelque chose suit sa fin.
timeline-control-hint = Dans un texte, écrivez un saut de ligne `\n` et une tabulation `\t`.
timeline-nul-hint = Il y a ici un caractère NUL. Supprimez-le.
timeline-quotes-hint = Mettez les textes et les clés entre guillemets droits.
timeline-comment-hint = Le format JSON n’a pas de commentaires. Supprimez celui-ci.
timeline-comma-hint = Manque-t-il une virgule avant ceci ?
timeline-key-hint = Mettez les clés entre guillemets droits.
timeline-is-other = C’est du JSON valide, mais pas une chronologie d’Annals : c’est { $kind ->
        [array] un tableau
        [object] un objet
        [string] un texte
        [number] un nombre
        [boolean] un booléen
       *[null] null
    }
timeline-no-version = C’est du JSON valide, mais pas une chronologie d’Annals : il n’a pas de `annals`
timeline-version-no-integer = C’est du JSON valide, mais pas une chronologie d’Annals : son `annals` n’est pas un nombre entier
timeline-version-is-other = C’est du JSON valide, mais pas une chronologie d’Annals : son `annals` est { $kind ->
        [array] un tableau
        [object] un objet
        [string] un texte
        [number] un nombre
        [boolean] un booléen
       *[null] null
    }
timeline-other-hint = Une chronologie est un objet avec `"annals": 1`.
timeline-newer = Le fichier a la version { $version } du format, mais ce logiciel lit la version { $known }
timeline-newer-hint = Il vient d’un Annals plus récent. Ouvrez-le avec cette version.
timeline-unknown-version = Le fichier a la version { $version } du format, qui n’existe pas
timeline-unknown-version-hint = Ce logiciel lit la version { $known }.
timeline-too-deep = Le fichier a plus de { $most } niveaux, plus qu’une chronologie n’en demande

## Les liens.

link-unknown-key = Le lien contient une clé inconnue : `{ $key }`
link-unknown-key-hint = Un lien se termine par #event=ID, #range=EDTF ou #filter=MOTS, reliés par &.
link-invalid-escape = `{ $part }` dans le lien contient une séquence d’échappement non valide
link-invalid-escape-hint = Le signe « % » est suivi de deux chiffres hexadécimaux, et les octets sont en UTF-8 ; le signe lui-même s’écrit « %25 ».
link-repeated-key = Le lien contient plusieurs fois `{ $key }`
link-repeated-key-hint = La première valeur s’applique : `{ $first }`.
link-invalid-range = « { $range } » dans le lien n’est pas une date EDTF
link-range-suggestion = Vouliez-vous dire { $date } ?
link-invalid-range-hint = Écrivez une période comme 1953/1963, une année comme 1958 ou une décennie comme 195X.
link-other-scheme = Le lien commence par `{ $scheme }:` et ne désigne pas un fichier
link-other-host = Le lien désigne un fichier de la machine `{ $host }`
link-elsewhere-hint = Copiez le fichier sur cette machine et ouvrez-le par son chemin.
link-no-file = `{ $address }` n’est pas un fichier de cette machine
link-invalid-address = Le lien ne peut pas être lu : { $error }
link-path-hint = Ouvrez le fichier par son chemin.
link-unknown-event = Cette chronologie ne contient pas l’événement `{ $event }`
link-unknown-event-hint = Son identifiant a peut-être changé. Cherchez des mots de son titre.
link-empty-range = Rien n’est daté de { $range }
link-empty-range-hint = La partie la plus proche de la chronologie est affichée.

## Les touches.

chord-unknown = « { $keys } » n’est pas une touche
chord-unknown-hint = Écrivez par exemple "Ctrl+K", "Shift+F3", "Alt+ArrowLeft", "W", "/" ou "F6".
chord-with-shift = « { $sign } » ne se combine pas avec Maj, qui sert à le taper
chord-with-shift-hint = Écrivez le caractère que Maj et la touche produisent : "?", "+".
chord-not-on-keyboards = « { $sign } » n’est pas sur tous les claviers et ne produit rien avec Ctrl ou Alt
chord-not-on-keyboards-hint = Avec Ctrl ou Alt, utilisez une lettre de A à Z, un chiffre ou un signe de ponctuation ASCII.
chord-escape = { $keys } est réservé : Échap ferme toujours et annule la sélection
chord-enter = { $keys } est réservé : Entrée ouvre et confirme toujours
chord-space = { $keys } est réservé : Espace active l’élément qui a le focus
chord-tab = { $keys } est réservé : Tab déplace toujours le focus
chord-system = { $keys } est réservé : le système change de fenêtre avec
chord-deletes-text = { $keys } est réservé : la touche efface du texte
chord-selects-text = { $keys } est réservé : la touche sélectionne du texte
chord-copies-text = { $keys } est réservé : la touche sélectionne, copie ou colle du texte
chord-reserved-hint = Choisissez une autre touche.

## Les problèmes du fichier de réglages.

settings-too-large = Le fichier de réglages est trop grand
settings-too-large-hint = Il peut avoir { $bytes } octets.
settings-not-toml = Le fichier de réglages n’est pas un fichier TOML valide ; il est ignoré et reste inchangé : { $error }
settings-not-toml-hint = Écrivez chaque réglage sous la forme name = value, les textes entre guillemets : theme = "dark".
settings-not-utf8 = Le fichier de réglages n’est pas en UTF-8
settings-not-utf8-hint = Enregistrez-le en UTF-8 dans votre éditeur.
settings-more-problems = Il y a { $count } autres problèmes
settings-more-problems-hint = Corrigez d’abord les premiers.
settings-unknown = Réglage inconnu : `{ $name }`
settings-unknown-command = Commande inconnue : `{ $name }`
settings-similar-name = Vouliez-vous dire `{ $name }` ?
settings-ignored = La ligne est ignorée.
settings-invalid = Valeur non valide : { $value }
settings-invalid-table = Valeur non valide : une table
settings-filter-incomplete = Un filtre doit avoir un `name` non vide et un `filter`
settings-filter-repeated = Un autre filtre s’appelle « { $name } » ; celui-ci est ignoré
settings-filter-repeated-hint = Donnez-lui un autre nom.
settings-key-fixed = La touche de `{ $command }` ne peut pas être changée
settings-key-fixed-hint = Échap et Entrée ont le même sens dans tous les programmes.
settings-key-conflict = { $keys } appartient déjà à `{ $holder }`
settings-key-conflict-hint = Donnez une autre touche à `{ $loser }`, ou écrivez { $loser } = [] pour aucune.

## Les commentaires du fichier de réglages, affichés aussi pour une valeur non valide.

setting-theme = Le thème : "system", "light" ou "dark".
setting-text-size = La taille du texte en pour cent, de 80 à 300.
setting-motion = L’animation des changements de vue : "system", "full" ou "reduced".
setting-swap-wheel = Si la molette fait défiler les rangées sur le graphique et zoome sur les noms des couloirs : true ou false.
setting-citation-style = Le style bibliographique : "chicago-notes", "apa" ou "mla".
setting-language = La langue de la fenêtre : "system", "en" ou "fr".
setting-quote-limit = Le nombre maximal de mots cités par source dans les exports : un nombre, ou "none" pour aucune limite.
setting-autosave = Enregistrement automatique deux secondes après la dernière modification : true ou false.
setting-single-keys = Si des touches seules, comme W ou /, sont des commandes : true ou false.
setting-panel-shelf = Les événements non datés.
setting-panel-overview = La vue d’ensemble de la chronologie.
setting-panel-quotes = Les citations de l’événement sélectionné.
setting-panel-reader = La source.
setting-panel-table = Le tableau des événements.
setting-panels = Les panneaux affichés à l’ouverture de la fenêtre : true ou false.
setting-filters = Filtres enregistrés : {"{"} name = "Aide", filter = "ce que l’on taperait dans le champ de recherche" {"}"}
setting-keys =
    D’autres touches pour les commandes, une ou plusieurs : "Ctrl+K", "Shift+F3", "Alt+ArrowLeft", "W", "/", "F6".
    zoom-in = [] laisse une commande sans touche. Échap, Entrée, Tab, Ctrl+C et d’autres ne peuvent pas être changées.

## Ce qui était attendu là où un texte cesse d’être une date.

edtf-date = une date, comme 1958 ou 1958-03-12
edtf-year-or-long-year = une date : une année à quatre chiffres, ou Y suivi d’au moins cinq chiffres
edtf-year-after-minus = une année à quatre chiffres après le signe moins
edtf-four-digits = une année à quatre chiffres, avec X pour un chiffre inconnu
edtf-year-zero = une année : l’an zéro s’écrit 0000, et l’année précédente -0001
edtf-hyphen-after-year = un trait d’union, ou la fin de l’année : les années plus longues commencent par Y, comme Y12345
edtf-no-significant-digits = pas de S après une année avec X : une année a l’un ou l’autre
edtf-long-year-digits = les chiffres d’une année après Y
edtf-long-year-without-zeros = une année sans zéros initiaux après Y
edtf-exponent = une puissance de dix à partir de 1, sans zéros initiaux
edtf-more-digits = d’autres chiffres de l’année, ou E et une puissance de dix
edtf-long-year = une année au-delà de 9999 après Y : une année plus courte s’écrit avec quatre chiffres
edtf-two-digit-month = un mois à deux chiffres
edtf-month = un mois de 01 à 12, ou de 21 à 41 pour une saison ou une partie de l’année
edtf-digits-of-month = des chiffres possibles pour un mois de 01 à 12
edtf-two-digit-day = un jour à deux chiffres
edtf-day-before-time = un jour complet et simple (AAAA-MM-JJ) avant l’heure
edtf-hour = une heure de 00 à 23
edtf-minute = une minute de 00 à 59
edtf-second = une seconde de 00 à 59, ou 60 pour une seconde intercalaire
edtf-leap-second = une seconde de 00 à 59 : 60 est la seconde intercalaire, à 23:59:60 UTC
edtf-colon = un deux-points : l’heure s’écrit hh:mm:ss
edtf-zone = Z, un décalage comme +02:00, ou la fin
edtf-end-of-time = la fin de l’heure
edtf-no-time-in-interval = la fin : pas d’heure dans un intervalle ni dans un ensemble
edtf-offset-hours = les heures d’un décalage, de 00 à 14
edtf-offset-minutes = les minutes d’un décalage, de 00 à 59
edtf-offset = un décalage d’au plus 14 heures
edtf-zero-offset = +00:00 ou Z : un décalage nul n’est pas négatif
edtf-slash = une barre oblique : un début ouvert s’écrit dans un intervalle (../1984) ou un ensemble ([..1984])
edtf-end-not-before-start = une fin qui ne précède pas le début
edtf-date-without-dots = une date sans points devant
edtf-date-of-interval = une date : un intervalle en a au moins une
edtf-end-of-interval = la fin de l’intervalle, qui a une seule barre oblique
edtf-comma-or-bracket = une virgule ou ]
edtf-comma-or-brace = une virgule ou {"}"}
edtf-comma-or-end = une virgule ou le crochet fermant
edtf-end-of-set = la fin, après le crochet fermant
edtf-no-nested-set = une date : les ensembles ne s’emboîtent pas
edtf-no-empty-member = une date : un ensemble n’a pas d’élément vide
edtf-no-interval-in-set = une virgule ou le crochet fermant : pas d’intervalle dans un ensemble
edtf-plain-start = une année, un mois ou un jour simples au début d’une plage (sans signe de doute, X, S ni saison)
edtf-plain-end = une année, un mois ou un jour simples à la fin d’une plage (sans signe de doute, X, S ni saison)
edtf-equal-precision = une date aussi précise que celle qui précède les points
edtf-range-forwards = une fin de plage qui ne précède pas son début
edtf-day = un jour de 01 à { $last }
edtf-significant-digits = un nombre de chiffres significatifs de 1 à { $most }
edtf-length = une date d’au plus { $most } caractères
edtf-after-date = { $component ->
        [month] un trait d’union et un mois,{" "}
        [day] un trait d’union et un jour,{" "}
       *[none] {""}
    }{ $qualifier ->
        [yes] « ? », « ~ » ou « % », ou{" "}
        [no] ou{" "}
       *[none] {""}
    }{ $place ->
        [interval] la fin de l’intervalle, qui a une seule barre oblique
        [set] une virgule ou le crochet fermant
       *[alone] la fin de la date
    }
edtf-end-of-date = { $place ->
        [interval] la fin de l’intervalle, qui a une seule barre oblique
        [set] une virgule ou le crochet fermant
       *[alone] la fin de la date
    } : { $reason ->
        [month] une telle année n’a pas de mois
        [day] une saison ou une partie d’année n’a pas de jour
       *[time] pas d’heure dans un intervalle ni dans un ensemble
    }
edtf-no-space = pas d’espace, mais { $expected }
