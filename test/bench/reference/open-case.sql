-- The floor for opening a case: every row of the model case $1, as the product wrote them, under new ids and the number
-- $2; one statement, one commit. Nothing is checked, counted, encrypted or split into words: that is in the model already.
WITH copy AS MATERIALIZED (SELECT uuidv7() AS id, uuidv7() AS requester),
requesters AS (
  INSERT INTO requester (id, county_code, identity, key_id, phone_index)
  SELECT copy.requester, r.county_code, r.identity, r.key_id, r.phone_index
    FROM copy, cases m JOIN requester r ON r.id = m.requester_id WHERE m.id = $1
),
opened AS (
  INSERT INTO cases (id, county_code, number, type_code, type_version_id, version, state, open, village_code, category,
                     urgency, tier, lead_organisation_id, lead_person_id, co_organisation_ids, leader_id,
                     supervision_level, requester_id, fingerprint, opened_at, due_at, due_clock, warn_at,
                     original_due_at, provisional, running, stood_at, due_unit, facts)
  SELECT copy.id, county_code, $2, type_code, type_version_id, version, state, open, village_code, category,
         urgency, tier, lead_organisation_id, lead_person_id, co_organisation_ids, leader_id,
         supervision_level, copy.requester, fingerprint, opened_at, due_at, due_clock, warn_at,
         original_due_at, provisional, running, stood_at, due_unit, facts
    FROM copy, cases m WHERE m.id = $1
),
events AS (
  INSERT INTO case_event (case_id, county_code, kind, at, actor_kind, actor_person_id, actor_posting_id, from_state, to_state, data)
  SELECT copy.id, county_code, kind, at, actor_kind, actor_person_id, actor_posting_id, from_state, to_state, data
    FROM copy, case_event m WHERE m.case_id = $1
),
texts AS (
  INSERT INTO case_text (id, case_id, county_code, kind, body, search, written_at)
  SELECT uuidv7(), copy.id, county_code, kind, body, search, written_at FROM copy, case_text m WHERE m.case_id = $1
),
clocks AS (
  INSERT INTO clock (case_id, name, subject, county_code, status, span, started_at, stopped_at, pauses, due_at,
                     original_due_at, provisional, warn_at, version, first_version, policy_version_id, calendar_version_id)
  SELECT copy.id, name, subject, county_code, status, span, started_at, stopped_at, pauses, due_at,
         original_due_at, provisional, warn_at, version, first_version, policy_version_id, calendar_version_id
    FROM copy, clock m WHERE m.case_id = $1
),
timers AS (
  INSERT INTO timer (case_id, clock, step, deadline_version, county_code, fire_at, decision, decided_at)
  SELECT copy.id, clock, step, deadline_version, county_code, fire_at, decision, decided_at
    FROM copy, timer m WHERE m.case_id = $1
)
INSERT INTO notification (id, county_code, person_id, case_id, clock, step, deadline_version, kind, because, created_at)
SELECT uuidv7(), county_code, person_id, copy.id, clock, step, deadline_version, kind, because, created_at
  FROM copy, notification m WHERE m.case_id = $1
