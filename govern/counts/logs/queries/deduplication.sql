-- De-duplication by account, event and day: how many hits, how many IDs, and on which legs each ID came
with ids as (
  select account, event, local_day(at_us) as day, event_id, count(*) as hits,
    max(case when leg = 'browser' then 1 else 0 end) as browser,
    max(case when leg = 'server' then 1 else 0 end) as server
  from hits
  where event_id is not null and event_id <> ''
  group by account, event, local_day(at_us), event_id
),
bare as (
  select account, event, local_day(at_us) as day, count(*) as hits
  from hits
  where event_id is null or event_id = ''
  group by account, event, local_day(at_us)
),
told as (
  select account, event, day, sum(hits) as hits, count(*) as ids, sum(browser * server) as both_legs,
    sum(browser - browser * server) as browser_only, sum(server - browser * server) as server_only
  from ids
  group by account, event, day
)
select coalesce(told.account, bare.account) as account, coalesce(told.event, bare.event) as event,
  coalesce(told.day, bare.day) as day, coalesce(told.hits, 0) + coalesce(bare.hits, 0) as hits,
  coalesce(told.ids, 0) as ids, coalesce(told.both_legs, 0) as both_legs, coalesce(told.browser_only, 0) as browser_only,
  coalesce(told.server_only, 0) as server_only, coalesce(bare.hits, 0) as without_id
from told
full outer join bare on told.account = bare.account and told.event = bare.event and told.day = bare.day
