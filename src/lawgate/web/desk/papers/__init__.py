"""Paper: black only, 12 points, fax-safe; name, number and page on every sheet, a barcode at its foot. Layout, and no law."""
