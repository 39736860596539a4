# Les noms des commandes, dans la palette et dans la liste des touches.

command-group-finding = Rechercher
command-group-moving = Se déplacer
command-group-looking = Affichage
command-group-reading = Lecture
command-group-files = Fichiers
command-group-window = Fenêtre

command-search = Rechercher dans la chronologie
command-find-here = Rechercher des mots ici
command-next-found = Occurrence suivante
command-previous-found = Occurrence précédente
command-find-command = Trouver une commande
command-filters = Filtrer les événements
command-save-filter = Enregistrer le filtre sous un nom
command-clear-filters = Réafficher tous les événements
command-period = N’afficher qu’une période

command-zoom-in = Zoom avant
command-zoom-out = Zoom arrière
command-earlier = Remonter dans le temps
command-later = Avancer dans le temps
command-zoom-to-selection = Zoomer sur l’événement sélectionné
command-fit-all = Afficher toute la chronologie
command-next-event = Événement suivant
command-previous-event = Événement précédent
command-lane-up = Couloir du dessus
command-lane-down = Couloir du dessous
command-next-passage = Passage suivant de l’événement
command-previous-passage = Passage précédent de l’événement
command-enter-quotes = Aller aux citations
command-step-back = Fermer, ou effacer la sélection
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
command-evidence = Afficher ou masquer ce qui étaye chaque événement
command-fold-silences = Replier ou déplier les intervalles vides
command-legend = Légende : ce que disent les symboles
command-text-larger = Agrandir le texte
command-text-smaller = Réduire le texte
command-text-normal = Taille normale du texte
command-theme-light = Thème clair
command-theme-dark = Thème sombre
command-theme-system = Thème du système

command-read-passage = Lire le passage dans sa source
command-copy-quotation = Copier la citation avec sa référence
command-adopt-words = Adopter le texte actuel de la source
command-keep-words = Conserver le texte noté
command-sources = Sources et leurs documents
command-locate-sources = Localiser les documents des sources…
command-add-source = Ajouter une source…
command-close-source = Fermer la source

command-open = Ouvrir une chronologie…
command-open-recent = Ouvrir une chronologie récente
command-read-again = Relire le fichier
command-stop-reading = Interrompre la lecture
command-copy-link = Copier un lien vers cet endroit
command-save-copy = Enregistrer une copie…
command-export-figure = Exporter une figure…
command-export-page = Exporter une page ou un tableau…
command-changes = Modifications de cette session
command-take-back-change = Annuler la dernière modification
command-problems = Problèmes du fichier

command-next-tab = Onglet suivant
command-previous-tab = Onglet précédent
command-close-tab = Fermer l’onglet
command-settings = Réglages
command-keys = Liste des touches
command-close-window = Fermer la fenêtre
