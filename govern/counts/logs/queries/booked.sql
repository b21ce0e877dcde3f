-- Orders told against orders booked, by day and currency; an order counts once
with told as (
  select order_id, min(at_us) as at_us, max(value_micros) as value_micros, max(currency) as currency
  from hits
  where order_id is not null and order_id <> ''
  group by order_id
),
sent as (
  select local_day(at_us) as day, coalesce(currency, '') as currency, count(*) as number, sum(value_micros) as value_micros
  from told
  group by local_day(at_us), coalesce(currency, '')
),
books as (
  select local_day(at_us) as day, coalesce(currency, '') as currency, count(*) as number, sum(value_micros) as value_micros
  from orders
  group by local_day(at_us), coalesce(currency, '')
)
select coalesce(sent.day, books.day) as day, coalesce(sent.currency, books.currency) as currency,
  coalesce(sent.number, 0) as sent, coalesce(books.number, 0) as booked,
  coalesce(sent.value_micros, 0) as sent_micros, coalesce(books.value_micros, 0) as booked_micros
from sent
full outer join books on sent.day = books.day and sent.currency = books.currency
