"""The relations of accounts as tables: the stretches of days on which an account is a customer, which may be several.

Where subscriptions of an account are known, they say it, and those that overlap or meet are joined. Otherwise it is the time from its start
to its end, without the days on which its status or a churn flag says that it has left; where that has no first day, a known end says it.
What begins after the as-of day is not there yet; what ends before it begins is no stretch of days.
"""

from datetime import date

from journeybook.measure.definitions.known_values import day_sql

_EARLIEST, _LATEST = day_sql(date(1, 1, 2)), day_sql(date(9999, 12, 1))
_NEXT, _BEFORE = "CAST({} + INTERVAL '1' DAY AS DATE)", "CAST({} - INTERVAL '1' DAY AS DATE)"
_ORDER = 'since NULLS FIRST, "until" NULLS FIRST'
"""Neither is ever empty, and this is the order that every engine can say of a window; BigQuery knows no other."""
_SUBSCRIPTION = """
  SELECT account, since, COALESCE("until", {latest}) AS "until" FROM periods
  WHERE kind = 'subscription' AND since <= {day} AND COALESCE("until" >= since, TRUE)
"""
_LEAVING = """
  SELECT account, COALESCE(since, {earliest}) AS since, COALESCE("until", {latest}) AS "until" FROM history
  WHERE ((field = 'status' AND "value" IN ('left', 'churned')) OR (field = 'churned' AND "value" = 'yes'))
  AND COALESCE("until" >= since, TRUE)
  AND (since IS NOT NULL OR NOT account IN (SELECT account FROM accounts WHERE ended IS NOT NULL))
"""
_STRETCHES = """
  SELECT account, MIN(since) AS since, MAX("until") AS "until" FROM (
    SELECT account, since, "until", SUM(CASE WHEN before IS NULL OR since > {next} THEN 1 ELSE 0 END)
    OVER (PARTITION BY account ORDER BY {order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stretch FROM (
      SELECT *, MAX("until") OVER (PARTITION BY account ORDER BY {order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM {table}
    ) AS ordered
  ) AS numbered GROUP BY account, stretch
"""
_STARTS = """
  SELECT accounts.account, accounts."start" AS since, ended FROM accounts LEFT JOIN absence
  ON absence.account = accounts.account AND absence.since <= accounts."start" AND absence."until" >= accounts."start"
  WHERE accounts."start" <= {day} AND absence.account IS NULL
  UNION ALL
  SELECT accounts.account, {next} AS since, ended FROM accounts JOIN absence
  ON absence.account = accounts.account AND absence."until" >= accounts."start" WHERE absence."until" < {day}
"""
_PRESENCE = """
  SELECT starts.account, starts.since, LEAST(COALESCE(starts.ended, {latest}), COALESCE({before}, {latest})) AS "until"
  FROM starts LEFT JOIN absence ON absence.account = starts.account AND absence.since > starts.since
  GROUP BY starts.account, starts.since, starts.ended
"""
_STRETCH = """
  SELECT account, since, "until" FROM subscribed
  UNION ALL
  SELECT account, since, "until" FROM presence WHERE since <= "until" AND NOT account IN (SELECT account FROM subscription)
"""


_RELATION = """
  SELECT account, since, "until", COALESCE({next}, {earliest}) AS earliest FROM (
    SELECT stretch.*, LAG("until") OVER (PARTITION BY account ORDER BY since NULLS FIRST) AS last_until FROM stretch
  ) AS ordered_stretches
"""


def relation_tables(as_of: date) -> dict[str, str]:
    """Return tables by name, each of which reads those before it; the last is `relation`, with `account`, `since` and `until`.

    What happened from `earliest` on counts for a relation: all that lies before the first one, and what came after the one before it.
    """
    day = day_sql(as_of)
    return {
        "subscription": _SUBSCRIPTION.format(day=day, latest=_LATEST),
        "leaving": _LEAVING.format(earliest=_EARLIEST, latest=_LATEST),
        "subscribed": _STRETCHES.format(order=_ORDER, table="subscription", next=_NEXT.format("before")),
        "absence": _STRETCHES.format(order=_ORDER, table="leaving", next=_NEXT.format("before")),
        "starts": _STARTS.format(day=day, next=_NEXT.format('absence."until"')),
        "presence": _PRESENCE.format(latest=_LATEST, before=_BEFORE.format("MIN(absence.since)")),
        "stretch": _STRETCH,
        "relation": _RELATION.format(next=_NEXT.format("last_until"), earliest=_EARLIEST),
    }
