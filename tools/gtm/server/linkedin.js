const IDS = [
  'ACXIOM_ID', 'GOOGLE_AID', 'LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID', 'ORACLE_MOAT_ID', 'PLAINTEXT_IP_ADDRESS',
  'SHA256_EMAIL'
];

// An object of the names that begin with a prefix, without it.
const below = (found, prefix) => {
  const result = {};
  Object.keys(found).forEach((name) => {
    if (name.indexOf(prefix) === 0) {
      result[name.slice(prefix.length)] = found[name];
    }
  });
  return result;
};

// An object that says nothing without these.
const whole = (found, names) =>
  names.filter((name) => isMissing(found[name])).length ? undefined : found;

const person = () => {
  const found = matchKeys(request());
  return compact({
    userIds: IDS.filter((name) => !isMissing(found[name])).map((name) => ({idType: name, idValue: found[name]})),
    userInfo: whole(below(found, 'userInfo.'), ['firstName', 'lastName']),
    externalIds: isMissing(found.externalIds) ? undefined : [found.externalIds]
  });
};

const endpoint = (token) => 'https://api.linkedin.com/rest/conversionEvents';

const headers = (token) => ({
  'Content-Type': 'application/json',
  'Authorization': 'Bearer ' + token,
  'LinkedIn-Version': makeString(data.apiVersion),
  'X-Restli-Protocol-Version': '2.0.0'
});

const conversion = () => {
  const rule = makeString(data.conversionAction);
  return isOnly(rule, DIGITS) ? 'urn:lla:llaPartnerConversion:' + rule : rule;
};

const body = () => compact({
  conversion: conversion(),
  conversionHappenedAt: getTimestampMillis(),
  conversionValue: whole(below(parameters(), 'conversionValue.'), ['amount', 'currencyCode']),
  eventId: isMissing(data.eventId) ? undefined : makeString(data.eventId),
  user: person()
});

const signed = (event, token) => event;

const isAccepted = (answer) => true;
