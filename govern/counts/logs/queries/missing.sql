-- What hits lack, and values and currencies that cannot be right
-- share: without_id of hits
select account, event, leg, count(*) as hits,
  sum(case when event_id is null or event_id = '' then 1 else 0 end) as without_id,
  sum(case when order_id is null or order_id = '' then 1 else 0 end) as without_order,
  sum(case when value_micros is null then 1 else 0 end) as without_value,
  sum(case when value_micros = 0 then 1 else 0 end) as value_zero,
  sum(case when value_micros < 0 then 1 else 0 end) as value_negative,
  sum(case when currency is null or currency = '' then 1 else 0 end) as without_currency,
  sum(case when currency <> '' and (length(currency) <> 3 or translate(currency, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') <> '') then 1 else 0 end) as currency_malformed
from hits
group by account, event, leg
