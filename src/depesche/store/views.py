"""The views of a store. Column names of `plover_events` are POLECAT's data fields in snake case; see docs/store.md."""

from __future__ import annotations

# An entity as a reader would name it: its canonical name, else its country, else the words of the text.
LABEL = "coalesce(name, text)"


def side(name: str) -> str:
    """One side of the dyad: a row per participant."""
    return f"""{name} AS (
  SELECT document, event, position, name, country, sectors, role, text FROM participants WHERE side = '{name}'
)"""


def side_columns(name: str) -> str:
    return f"""
  coalesce({name}.name, {name}.text) AS {name}_name,
  {name}.country AS {name}_country,
  {name}.sectors[1] AS {name}_primary_sector,
  {name}.sectors AS {name}_sectors,
  {name}.role AS {name}_title,
  {name}.text AS {name}_name_raw"""


SOURCES = f"""told AS (
  SELECT document, record_kind, record, string_agg({LABEL}, '; ' ORDER BY position) AS sources
  FROM sources GROUP BY ALL
)"""

PLOVER_EVENTS = f"""
CREATE VIEW plover_events AS
WITH {side("actor")}, {side("recipient")}, {SOURCES}
SELECT
  left(e.document, 16) || '-' || e.id AS event_id,
  e.date_start AS event_date,
  e.event_type,
  array_to_string(e.event_mode, '; ') AS event_mode,
  e.score AS intensity,
  e.quad AS quad_code,
  array_to_string(e.context, '; ') AS contexts,
  {side_columns("actor").strip()},
  {side_columns("recipient").strip()},
  e.place_name AS placename,
  e.place_admin1 AS province,
  e.place_country AS country,
  e.place_lat AS latitude,
  e.place_lon AS longitude,
  e.place_geoname AS geonames_id,
  e.place_text AS raw_placename,
  d.publisher AS source,
  try_cast(left(d.published, 10) AS DATE) AS publication_date,
  d.title AS headline,
  d.language,
  d.depesche AS version,
  e.date_end AS event_date_end,
  e.status,
  e.cameo,
  told.sources AS sources,
  d.original_publisher,
  e.trigger,
  e.sentence_text AS sentence,
  e.confidence,
  e.rule,
  e.id AS event,
  e.document
FROM events e
JOIN documents d ON d.id = e.document
LEFT JOIN actor ON actor.document = e.document AND actor.event = e.id
LEFT JOIN recipient ON recipient.document = e.document AND recipient.event = e.id
LEFT JOIN told ON told.document = e.document AND told.record_kind = 'event' AND told.record = e.id
ORDER BY e.document, e.position, actor.position, recipient.position
"""

WHO_DID_WHAT = f"""
CREATE VIEW who_did_what AS
WITH parties AS (
  SELECT document, event, side, string_agg({LABEL}, ', ' ORDER BY position) AS names
  FROM participants GROUP BY ALL
), {SOURCES}
SELECT
  actor.names AS actor,
  array_to_string([e.event_type] || e.event_mode, '-') AS what,
  recipient.names AS recipient,
  e.status,
  coalesce(CAST(e.date_start AS VARCHAR), e.date_text) AS date,
  coalesce(e.place_name, e.place_text) AS place,
  told.sources AS according_to,
  e.trigger,
  left(e.document, 12) AS document,
  e.id AS event
FROM events e
LEFT JOIN parties actor ON actor.document = e.document AND actor.event = e.id AND actor.side = 'actor'
LEFT JOIN parties recipient
  ON recipient.document = e.document AND recipient.event = e.id AND recipient.side = 'recipient'
LEFT JOIN told ON told.document = e.document AND told.record_kind = 'event' AND told.record = e.id
ORDER BY e.document, e.position
"""

WHO_SAID = f"""
CREATE VIEW who_said AS
WITH {SOURCES}
SELECT
  coalesce(s.entity_name, s.speaker, s.entity_text) AS speaker,
  s.entity_country AS speaker_country,
  s.entity_sectors AS speaker_sectors,
  s.entity_role AS speaker_title,
  s.cue,
  s.type,
  s.medium,
  s.quote,
  s.addressee,
  told.sources AS sources,
  try_cast(left(d.published, 10) AS DATE) AS publication_date,
  d.publisher,
  d.title AS headline,
  d.language,
  s.confidence,
  s.id AS statement,
  s.document
FROM statements s
JOIN documents d ON d.id = s.document
LEFT JOIN told ON told.document = s.document AND told.record_kind = 'statement' AND told.record = s.id
ORDER BY s.document, s.position
"""

VIEWS = {"plover_events": PLOVER_EVENTS, "who_did_what": WHO_DID_WHAT, "who_said": WHO_SAID}
