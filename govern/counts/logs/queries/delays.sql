-- How long after the event its hits came, and which came before it
-- share: after_15_minutes of timed
-- share: before_it_happened of timed
select account, event, leg, count(*) as hits, count(event_us) as timed,
  sum(case when at_us - event_us > 900000000 then 1 else 0 end) as after_15_minutes,
  sum(case when at_us - event_us > 3600000000 then 1 else 0 end) as after_1_hour,
  sum(case when at_us - event_us > 86400000000 then 1 else 0 end) as after_1_day,
  sum(case when at_us - event_us > 604800000000 then 1 else 0 end) as after_7_days,
  sum(case when event_us - at_us > 60000000 then 1 else 0 end) as before_it_happened
from hits
group by account, event, leg
