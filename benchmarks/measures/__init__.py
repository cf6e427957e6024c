"""What `make bench` measures, one part a file, over the documents that `corpora` lays out; `report` writes it down."""
