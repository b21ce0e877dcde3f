-- The same event told again by the same leg within five seconds: a double click, a reload, a tag that fires twice
with before_it as (
  select account, event, leg, order_id, event_id, at_us,
    lag(at_us) over (partition by account, event, leg, order_id order by at_us nulls last, event_id nulls last) as last_us,
    lag(event_id) over (partition by account, event, leg, order_id order by at_us nulls last, event_id nulls last) as last_id
  from hits
  where order_id is not null and order_id <> ''
)
select account, event, leg, sum(case when event_id = last_id then 1 else 0 end) as same_id,
  sum(case when event_id <> last_id or event_id is null or last_id is null then 1 else 0 end) as other_id
from before_it
where last_us is not null and at_us - last_us <= 5000000
group by account, event, leg
