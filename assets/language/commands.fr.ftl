# Les noms des commandes, dans la palette et dans la liste des touches.

command-group-search = Rechercher
command-group-navigation = Navigation
command-group-view = Affichage
command-group-sources = Sources
command-group-files = Fichier
command-group-window = Fenêtre

command-search = Rechercher dans la chronologie
command-find-here = Rechercher des mots dans le texte ou la chronologie
command-next-found = Occurrence suivante
command-previous-found = Occurrence précédente
command-find-command = Trouver une commande
command-filters = Filtrer les événements
command-save-filter = Enregistrer le filtre
command-clear-filters = Effacer tous les filtres
command-period = Filtrer par période

command-zoom-in = Zoom avant
command-zoom-out = Zoom arrière
command-earlier = Reculer dans le temps
command-later = Avancer dans le temps
command-zoom-to-selection = Zoomer sur l’événement sélectionné
command-fit-all = Afficher toute la chronologie
command-next-event = Événement suivant
command-previous-event = Événement précédent
command-lane-up = Sélectionner dans le couloir du dessus
command-lane-down = Sélectionner dans le couloir du dessous
command-next-passage = Passage suivant de l’événement
command-previous-passage = Passage précédent de l’événement
command-enter-quotes = Aller aux citations
command-step-back = Fermer ou effacer la sélection
command-scroll-up = Faire défiler les lignes vers le haut
command-scroll-down = Faire défiler les lignes vers le bas
command-back = Revenir à la vue précédente
command-forth = Passer à la vue suivante
command-next-region = Zone suivante de la fenêtre
command-previous-region = Zone précédente de la fenêtre
command-focus-table = Aller au tableau des événements

command-toggle-shelf = Afficher ou masquer les événements sans date
command-toggle-overview = Afficher ou masquer la vue d’ensemble
command-toggle-quotes = Afficher ou masquer les citations
command-toggle-reader = Afficher ou masquer le lecteur de sources
command-toggle-table = Afficher ou masquer le tableau des événements
command-evidence = Afficher ou masquer les appuis de chaque événement
command-fold-silences = Replier ou déplier les intervalles vides
command-legend = Légende : ce que signifient les marques
command-text-larger = Agrandir le texte
command-text-smaller = Réduire le texte
command-text-normal = Taille normale du texte
command-theme-light = Thème clair
command-theme-dark = Thème sombre
command-theme-system = Thème du système

command-read-passage = Lire le passage dans sa source
command-copy-quotation = Copier la citation avec sa référence
command-adopt-words = Utiliser le texte actuel de la source
command-keep-words = Conserver le texte enregistré
command-sources = Sources et leurs documents
command-locate-sources = Localiser les documents des sources…
command-add-source = Ajouter une source…
command-close-source = Fermer la source

command-new-timeline = Nouvelle chronologie
command-open = Ouvrir une chronologie…
command-open-recent = Ouvrir une chronologie récente
command-read-again = Recharger le fichier
command-stop-reading = Interrompre le chargement
command-copy-link = Copier un lien vers cette vue
command-save = Enregistrer
command-save-as = Enregistrer sous…
command-save-copy = Enregistrer une copie…
command-export-figure = Exporter une figure…
command-export-page = Exporter une page ou un tableau…
command-changes = Historique
command-take-back-change = Annuler
command-redo = Rétablir
command-problems = Problèmes du fichier

command-next-tab = Onglet suivant
command-previous-tab = Onglet précédent
command-close-tab = Fermer l’onglet
command-settings = Réglages
command-keys = Touches et gestes
command-close-window = Fermer la fenêtre
