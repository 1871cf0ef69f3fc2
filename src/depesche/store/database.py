"""The store: write documents, read them back, ask questions in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import msgspec

from depesche.errors import StoreError
from depesche.records import Document, Record
from depesche.store.connect import connect, first_line
from depesche.store.export import Result
from depesche.store.rows import ROWS, table_rows
from depesche.store.schema import RECORD_TABLES, TABLES, arrow_schema

if TYPE_CHECKING:
    import duckdb

    from depesche.read.skipped import Skipped

# Documents written in one transaction; more is hardly faster and costs memory.
BATCH = 200


class Listing(Record, frozen=True, kw_only=True):
    """One document of a store, in one line."""

    id: str
    published: str | None
    language: str
    publisher: str | None
    title: str | None
    events: int
    statements: int
    source: str | None


class Store:
    """A DuckDB file of documents, made when there is none. Use it in a `with` block, or close it.

    `":memory:"` is a store that lives as long as the object. Raises StoreError for a file that cannot be opened, is
    no store, or was written by another version.
    """

    def __init__(self, path: str | Path, read_only: bool = False) -> None:
        self.path = str(path)
        self.connection: duckdb.DuckDBPyConnection = connect(self.path, read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Write what DuckDB holds back and let go of the file."""
        self.connection.close()

    # --- writing ----------------------------------------------------------------------------------------------

    def write(self, document: Document) -> None:
        """Put in a document with all its records, in place of what stood under its id."""
        self.write_many([document])

    def write_many(self, documents: Iterable[Document]) -> int:
        """Put in many, some hundred in a transaction; gives their number. The last of several with one id stands."""
        count = 0
        waiting = iter(documents)
        while batch := list(islice(waiting, BATCH)):
            self._replace(list({document.id: document for document in batch}.values()))
            count += len(batch)
        return count

    def write_skipped(self, skipped: Iterable[Skipped]) -> None:
        """Note inputs that gave no document; a source's newest reason stands, until the source gives a document."""
        reasons = {item.source: item.reason for item in skipped}
        with self._transaction():
            self._delete("skipped", "source", list(reasons))
            self._insert("skipped", [{"source": source, "reason": reason} for source, reason in reasons.items()])

    def _replace(self, documents: list[Document]) -> None:
        ids = [document.id for document in documents]
        with self._transaction():
            self._delete("documents", "id", ids)
            self._delete("skipped", "source", [document.source for document in documents if document.source])
            for table in RECORD_TABLES:
                self._delete(table, "document", ids)
            for table in ROWS:
                self._insert(table, table_rows(documents, table))

    def _delete(self, table: str, column: str, values: list[str]) -> None:
        if values:
            self.connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?))", [values])

    def _insert(self, table: str, rows: list[dict[str, object]]) -> None:
        import pyarrow as pa

        if not rows:
            return
        columns = ", ".join(f'"{column}"' for column in TABLES[table])
        self.connection.register("incoming", pa.Table.from_pylist(rows, schema=arrow_schema(table)))
        try:
            self.connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming")
        finally:
            self.connection.unregister("incoming")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing; what DuckDB refuses (a full disk, a read-only file) is a StoreError."""
        import duckdb

        self.connection.begin()
        try:
            yield
            self.connection.commit()
        except BaseException as error:
            rollback(self.connection)
            if isinstance(error, duckdb.Error):
                raise StoreError(
                    f"{self.path!r} cannot be written ({first_line(error)})", "check the disk and the permissions"
                ) from None
            raise

    # --- reading ----------------------------------------------------------------------------------------------

    def documents(self) -> list[Listing]:
        """All documents, by date of publication."""
        rows = self._ask(LISTING, [])
        return [Listing(**dict(zip(Listing.__struct_fields__, row, strict=True))) for row in rows]

    def read_document(self, id: str) -> Document:
        """The document of an id or of the beginning of one; StoreError when there is none or more than one."""
        rows = self._ask("SELECT id, record FROM documents WHERE starts_with(id, ?) ORDER BY id LIMIT 4", [id])
        if not rows:
            raise StoreError(f"{self.path!r} has no document {id!r}", f"list them with: depesche show {self.path}")
        if len(rows) > 1:
            found = ", ".join(str(row[0])[: len(id) + 8] for row in rows[:3])
            raise StoreError(f"{id!r} begins the id of several documents ({found} ...)", "give more of it")
        try:
            return Document.from_json(str(rows[0][1]))
        except msgspec.ValidationError as error:
            raise StoreError(
                f"the record of document {id!r} does not fit ({error})", "code the article again"
            ) from None

    def query(self, sql: str) -> Result:
        """The rows of an SQL query; StoreError with DuckDB's reason when it fails. See docs/store.md for the tables."""
        import duckdb

        try:
            cursor = self.connection.execute(sql)
        except duckdb.Error as error:
            raise StoreError(
                f"the query failed ({first_line(error)})", "correct it; docs/store.md lists tables, views and columns"
            ) from None
        if cursor is None or cursor.description is None:
            raise StoreError("the query is empty", 'write SQL, such as "SELECT * FROM who_did_what"')
        return Result.of(cursor)

    def _ask(self, sql: str, values: list[str]) -> list[tuple[Any, ...]]:
        """The rows of a question of our own, which only a damaged file can fail."""
        import duckdb

        try:
            return self.connection.execute(sql, values).fetchall()
        except duckdb.Error as error:
            raise StoreError(
                f"{self.path!r} cannot be read ({first_line(error)})", "code the articles again into a new file"
            ) from None


LISTING = """
SELECT
  d.id, d.published, d.language, d.publisher, d.title,
  (SELECT count(*) FROM events e WHERE e.document = d.id),
  (SELECT count(*) FROM statements s WHERE s.document = d.id),
  d.source
FROM documents d ORDER BY d.published, d.title, d.id
"""


def rollback(connection: duckdb.DuckDBPyConnection) -> None:
    """Undo the transaction, if DuckDB has not done so itself."""
    import duckdb

    try:
        connection.rollback()
    except duckdb.Error:
        return


# --- for those who want one thing of one file ---------------------------------------------------------------------


def write_documents(path: str | Path, documents: Iterable[Document]) -> int:
    """Put documents into the store at `path`; gives their number."""
    with Store(path) as store:
        return store.write_many(documents)


def read_document(path: str | Path, id: str) -> Document:
    """One document of the store at `path`, by id or the beginning of one."""
    with Store(path, read_only=True) as store:
        return store.read_document(id)


def query(path: str | Path, sql: str) -> Result:
    """All rows of an SQL query over the store at `path`, which is opened read-only."""
    with Store(path, read_only=True) as store:
        return store.query(sql).fetched()
