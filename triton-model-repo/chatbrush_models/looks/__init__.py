"""Named looks, recolouring and painted styles: data in `*.json`, one small module per kind."""
