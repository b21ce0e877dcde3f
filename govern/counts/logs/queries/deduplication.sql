-- De-duplication by account, event and day: how many hits, how many IDs, on which legs each ID came, and how many hits came again on the same leg
-- share: both_legs of ids
with ids as (
  select account, event, coalesce(event_id, '') as event_id,
    case when coalesce(event_id, '') = '' then local_day(at_us) else 0 end as bare_day,
    min(at_us) as first_us, count(*) as hits,
    max(case when leg = 'browser' then 1 else 0 end) as browser,
    max(case when leg = 'server' then 1 else 0 end) as server
  from hits
  group by account, event, coalesce(event_id, ''), case when coalesce(event_id, '') = '' then local_day(at_us) else 0 end
)
select account, event, case when event_id = '' then bare_day else local_day(first_us) end as day, sum(hits) as hits,
  sum(case when event_id <> '' then 1 else 0 end) as ids,
  sum(case when event_id <> '' then browser * server else 0 end) as both_legs,
  sum(case when event_id <> '' then browser - browser * server else 0 end) as browser_only,
  sum(case when event_id <> '' then server - browser * server else 0 end) as server_only,
  sum(case when event_id <> '' and browser + server > 1 then hits - 2 when event_id <> '' then hits - 1 else 0 end) as again,
  sum(case when event_id = '' then hits else 0 end) as without_id
from ids
group by account, event, case when event_id = '' then bare_day else local_day(first_us) end
