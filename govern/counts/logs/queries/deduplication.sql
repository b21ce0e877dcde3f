-- De-duplication by account, event and day: how many hits, how many IDs, and on which legs each ID came
with ids as (
  select account, event, local_day(at_us) as day, coalesce(event_id, '') as event_id, count(*) as hits,
    max(case when leg = 'browser' then 1 else 0 end) as browser,
    max(case when leg = 'server' then 1 else 0 end) as server
  from hits
  group by account, event, local_day(at_us), coalesce(event_id, '')
)
select account, event, day, sum(hits) as hits,
  sum(case when event_id <> '' then 1 else 0 end) as ids,
  sum(case when event_id <> '' then browser * server else 0 end) as both_legs,
  sum(case when event_id <> '' then browser - browser * server else 0 end) as browser_only,
  sum(case when event_id <> '' then server - browser * server else 0 end) as server_only,
  sum(case when event_id = '' then hits else 0 end) as without_id
from ids
group by account, event, day
