"""The frame around the views: navigation rail, health strip, outage bar, pop-over, playbook."""
