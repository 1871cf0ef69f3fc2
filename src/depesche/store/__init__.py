"""The embedded store: one DuckDB file with documents, their records, and views over them. See docs/store.md."""

from depesche.store.database import Listing, Store, query, read_document, write_documents
from depesche.store.export import Result, write_csv, write_json, write_jsonl, write_parquet

__all__ = [
    "Listing",
    "Result",
    "Store",
    "query",
    "read_document",
    "write_csv",
    "write_documents",
    "write_json",
    "write_jsonl",
    "write_parquet",
]
