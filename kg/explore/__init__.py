"""Looking around: dossiers, explanations, review, the Browser and the HTML view."""
