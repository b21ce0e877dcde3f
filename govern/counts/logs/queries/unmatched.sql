-- Orders that both legs sent under IDs of their own, the first hundred
with legs as (
  select account, event, order_id, event_id, max(case when leg = 'browser' then 1 else 0 end) as browser,
    max(case when leg = 'server' then 1 else 0 end) as server
  from hits
  where order_id is not null and order_id <> ''
  group by account, event, order_id, event_id
),
orders_sent as (
  select account, event, order_id, count(*) as ids, max(browser) as browser, max(server) as server,
    max(browser * server) as matched
  from legs
  group by account, event, order_id
)
select account, event, order_id, ids
from orders_sent
where browser = 1 and server = 1 and matched = 0
order by account nulls last, event nulls last, order_id nulls last, ids nulls last
limit 100
