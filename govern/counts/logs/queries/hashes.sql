-- Forms of e-mail addresses and phone numbers in hits: hashed as they should be, in capitals, of another length, or in clear
select account, event, leg,
  sum(case when length(em) = 64 and translate(em, '0123456789abcdef', '') = '' then 1 else 0 end) as email_sha256,
  sum(case when length(em) = 64 and translate(em, '0123456789abcdef', '') <> '' and translate(em, '0123456789abcdefABCDEF', '') = '' then 1 else 0 end) as email_capitals,
  sum(case when em like '%_@_%' then 1 else 0 end) as email_in_clear,
  sum(case when em <> '' and length(em) <> 64 and not em like '%_@_%' then 1 else 0 end) as email_other,
  sum(case when em = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' then 1 else 0 end) as email_hash_of_nothing,
  sum(case when length(ph) = 64 and translate(ph, '0123456789abcdef', '') = '' then 1 else 0 end) as phone_sha256,
  sum(case when ph <> '' and length(ph) < 20 and translate(ph, '+0123456789 ()-', '') = '' then 1 else 0 end) as phone_in_clear
from hits
group by account, event, leg
