"""A small world with account data: a base map and one of a segment, and six accounts that can be followed by hand."""

MEASURED_WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern
    | default_anchor: signature
    | anchors: [{{id: signature, name: Signature}}]
    | lanes: [{{id: us, name: Us, role: frontstage}}]
    | teams: [{{id: crew, name: Crew}}]
  segments/all.yml
    | - {{id: small, name: Small, summary: Small boats}}
    | - {{id: large, name: Large, summary: Large boats}}
  maps/base.yml
    | id: base
    | name: Sailing
    | goal: They sail
    | owner: crew
    | status: live
    | stages:
    |   - id: fit-out
    |     name: Fitting out
    |     lasts: 2 to 4 weeks
    |     entry: [{{fact: Signed, when: signature}}]
    |     exit: [{{fact: Afloat, when: afloat}}]
    |     milestones:
    |       - {{id: afloat, owner: crew, name: Afloat, target: 21 days after signature, maturity: 30 days, clamp: Counts as it is}}
    |       - {{id: painted, owner: crew, name: Painted, target: 10 days after signature}}
    |       - {{id: insured, owner: crew, name: Insured, target: 5 days after signature, applies: {{segments: [large]}}}}
    |   - id: cruise
    |     name: Cruising
    |     entry: [{{fact: Afloat, when: afloat}}]
    |     exit: [{{fact: Home again, when: home}}]
    |     milestones: [{{id: home, owner: crew, name: Home again, target: 60 days after afloat}}]
    |   - {{id: harbour, name: In harbour, entry: [{{fact: Home, when: home}}], exit: [{{fact: Sold}}]}}
  maps/large.yml
    | id: large-boats
    | name: Sailing in large boats
    | goal: They sail
    | owner: crew
    | status: live
    | extends: base
    | segments: [large]
    | alterations: [{{change: afloat, why: They are larger, set: {{target: 40 days after signature}}}}]
  metrics/boats.yml
    | row: account
    | as_of: 2026-06-30
    | names_accounts: true
    | names_shown: {names}
    | columns: {{boat: account, class: segment, signed: {{means: start, of: signature}}, left: end}}
  metrics/boats.csv
    | boat,class,signed,left
    | auk,small,2026-01-01,
    | dun,small,2026-01-01,2026-03-01
    | eider,small,2026-06-10,
    | gull,small,2026-02-01,
    | kite,large,2026-01-01,
    | tern,large,2026-03-01,
  metrics/log.yml
    | {{row: event, as_of: 2026-06-30, names_shown: {names}, columns: {{boat: account, kind: kind, id: id, day: day}}}}
  metrics/log.csv
    | boat,kind,id,day
    | auk,milestone,afloat,2026-01-15
    | auk,milestone,home,2026-03-15
    | dun,milestone,afloat,2026-01-31
    | eider,milestone,afloat,2026-06-15
    | kite,milestone,afloat,2026-02-05
    | kite,milestone,home,2026-06-01
    | kite,milestone,insured,2026-01-04
"""
