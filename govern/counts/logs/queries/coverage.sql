-- Match keys: how many hits carry each, and how many a strong one, only weak ones, or none
-- share: strong of hits
select account, event, leg, count(*) as hits,
  sum(case when em <> '' then 1 else 0 end) as email,
  sum(case when ph <> '' then 1 else 0 end) as phone,
  sum(case when click <> '' then 1 else 0 end) as click_id,
  sum(case when external_id <> '' then 1 else 0 end) as external_id,
  sum(case when ip <> '' then 1 else 0 end) as ip,
  sum(case when em <> '' or ph <> '' or click <> '' or external_id <> '' then 1 else 0 end) as strong,
  sum(case when coalesce(em, '') = '' and coalesce(ph, '') = '' and coalesce(click, '') = '' and coalesce(external_id, '') = '' and ip <> '' then 1 else 0 end) as only_weak
from hits
group by account, event, leg
