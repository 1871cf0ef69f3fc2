"""Open a DuckDB file, and say in one line why one cannot be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from depesche.errors import StoreError
from depesche.store.schema import VERSION, create_tables
from depesche.store.views import VIEWS

if TYPE_CHECKING:
    import duckdb

MEMORY = ":memory:"
# Bytes 8 to 11 of every DuckDB file.
MAGIC = b"DUCK"
# Nothing is downloaded at run time; DuckDB would fetch an extension to open, say, an SQLite file.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def connect(path: str, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to a store, made if need be; StoreError where that cannot be."""
    if path != MEMORY:
        check_file(Path(path), read_only)
    connection = open_file(path, read_only)
    try:
        check_schema(connection, path, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def check_file(path: Path, read_only: bool) -> None:
    """StoreError for what cannot be a store, before DuckDB looks at it."""
    if path.is_dir():
        raise StoreError(f"{str(path)!r} is a folder", "give the path of a .duckdb file")
    if not path.exists() and read_only:
        raise StoreError(f"there is no store {str(path)!r}", f"make one with: depesche code PATH -o {path}")
    if not path.exists() and not path.absolute().parent.is_dir():
        raise StoreError(f"there is no folder {str(path.parent)!r}", "make it, or write the store elsewhere")
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError as error:
        raise StoreError(
            f"{str(path)!r} cannot be read ({error.strerror})", "check the path and its permissions"
        ) from None
    if head[8:] != MAGIC:
        raise StoreError(f"{str(path)!r} is not a DuckDB file", "give a file that depesche code -o has written")


def open_file(path: str, read_only: bool) -> duckdb.DuckDBPyConnection:
    import duckdb

    try:
        return duckdb.connect(path, read_only=read_only, config=CONFIG)
    except duckdb.Error as error:
        problem = first_line(error)
        if "set lock" in problem:
            raise StoreError(f"{path!r} is in use by another process", "close that and try again") from None
        raise StoreError(
            f"{path!r} cannot be opened ({problem})",
            "check its permissions; if it is damaged, code again into a new file",
        ) from None


def check_schema(connection: duckdb.DuckDBPyConnection, path: str, read_only: bool) -> None:
    """Make the tables in an empty database; StoreError for another's tables or another version of ours."""
    tables = {str(row[0]) for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables and not read_only:
        create(connection)
        return
    if "meta" not in tables or "documents" not in tables:
        raise StoreError(f"{path!r} is a DuckDB file but no depesche store", "choose another file")
    meta = read_meta(connection, path)
    found = meta.get("schema", "unknown")
    if found != VERSION:
        wrote = meta.get("depesche", "of unknown version")
        raise StoreError(
            f"{path!r} is a store of version {found}, this depesche reads version {VERSION}",
            f"read it with depesche {wrote}, or code the articles again into a new file",
        )


def read_meta(connection: duckdb.DuckDBPyConnection, path: str) -> dict[str, str]:
    import duckdb

    try:
        rows = connection.execute("SELECT key, value FROM meta").fetchall()
    except duckdb.Error:
        raise StoreError(f"{path!r} is a DuckDB file but no depesche store", "choose another file") from None
    return {str(key): str(value) for key, value in rows}


def create(connection: duckdb.DuckDBPyConnection) -> None:
    from depesche.coder import own_version

    connection.begin()
    for statement in (*create_tables(), *VIEWS.values()):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('schema', ?), ('depesche', ?)", [VERSION, own_version()])
    connection.commit()


def first_line(error: Exception) -> str:
    """DuckDB's message without the drawing of where in the statement it happened."""
    return " ".join(str(error).split("\n\n")[0].split())
