-- Answers by class and day
-- share: refused of answered
-- share: failed of answered
select account, event, local_day(at_us) as day, count(*) as hits, count(status) as answered,
  sum(case when status >= 200 and status < 300 then 1 else 0 end) as accepted,
  sum(case when status >= 300 and status < 400 then 1 else 0 end) as redirected,
  sum(case when status >= 400 and status < 500 then 1 else 0 end) as refused,
  sum(case when status in (401, 403) then 1 else 0 end) as denied,
  sum(case when status >= 500 then 1 else 0 end) as failed
from hits
group by account, event, local_day(at_us)
