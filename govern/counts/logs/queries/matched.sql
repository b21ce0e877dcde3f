-- Orders matched by number: told and booked, booked only, told only, and of the matched those with another value
with told as (
  select order_id, max(value_micros) as value_micros, max(currency) as currency
  from hits
  where order_id is not null and order_id <> ''
  group by order_id
)
select sum(case when told.order_id is not null and orders.order_id is not null then 1 else 0 end) as matched,
  sum(case when told.order_id is null then 1 else 0 end) as booked_only,
  sum(case when orders.order_id is null then 1 else 0 end) as told_only,
  sum(case when told.value_micros <> orders.value_micros and told.currency = orders.currency then 1 else 0 end) as other_value,
  sum(case when told.value_micros = orders.value_micros * 100 then 1 else 0 end) as hundredfold,
  sum(case when told.currency <> orders.currency then 1 else 0 end) as other_currency
from told
full outer join orders on told.order_id = orders.order_id
