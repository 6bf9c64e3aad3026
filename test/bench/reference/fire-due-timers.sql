-- The floor for firing due timers: one batch, one statement, nothing decided outside. $1 is the instant, $2 the batch.
-- It claims as the product does and writes the same rows for a reminder (handler told) and for the due instant of the
-- handling clock (urge: handler, head and linked leader told). It knows no other step, no policy and no calendar.
WITH claimed AS MATERIALIZED (
  SELECT t.case_id, t.clock, t.step, t.deadline_version, t.county_code, t.step = 'due' AS due,
         c.state, c.lead_organisation_id, c.lead_person_id, c.leader_id
    FROM timer t JOIN cases c ON c.id = t.case_id
   WHERE t.decision IS NULL AND t.fire_at <= $1
   ORDER BY t.fire_at LIMIT $2
     FOR UPDATE OF c, t SKIP LOCKED
),
told AS MATERIALIZED (
  SELECT k.*,
         CASE WHEN due THEN ARRAY[lead_person_id, head.person_id, leader_id] ELSE ARRAY[lead_person_id] END AS persons
    FROM claimed k
    LEFT JOIN posting head ON due AND head.organisation_id = k.lead_organisation_id AND head.role = 'head'
                          AND head.from_at <= $1 AND head.to_at > $1
),
decided AS (
  UPDATE timer t SET decision = 'fired', decided_at = $1
    FROM claimed k
   WHERE t.case_id = k.case_id AND t.clock = k.clock AND t.step = k.step AND t.deadline_version = k.deadline_version
),
moved AS (
  UPDATE cases c SET supervision_level = 'urge', facts = c.facts || '{"supervisionLevel": "urge"}'
    FROM claimed k WHERE c.id = k.case_id AND k.due
),
events AS (
  INSERT INTO case_event (case_id, county_code, kind, at, actor_kind, from_state, to_state, data)
  SELECT case_id, county_code, 'step', $1, 'system', state, state,
         jsonb_build_object('clock', clock, 'step', step, 'version', deadline_version, 'told', persons,
                            'rung', CASE WHEN due THEN 'escalate' ELSE 'remind' END)
           || CASE WHEN due THEN '{"level": "urge"}' ELSE '{}' END::jsonb
    FROM told
),
notices AS (
  INSERT INTO notification (id, county_code, person_id, case_id, clock, step, deadline_version, kind, because, created_at)
  SELECT uuidv7(), county_code, person.id, case_id, clock, step, deadline_version,
         CASE WHEN due THEN 'escalate' ELSE 'remind' END, (ARRAY['handler', 'head', 'linked-leader'])[person.place], $1
    FROM told, unnest(persons) WITH ORDINALITY AS person (id, place)
)
SELECT count(*)::int AS claimed FROM claimed
