"""Tags for the templates of readings: `{% load streets %}`."""
