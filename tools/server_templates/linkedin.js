const IDS = [
  'SHA256_EMAIL', 'LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID', 'ACXIOM_ID', 'ORACLE_MOAT_ID', 'PLAINTEXT_IP_ADDRESS',
  'GOOGLE_AID'
];

const ITEMS = {};

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

const person = () => {
  const found = matchKeys([{name: 'LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID', value: getCookieValues('li_fat_id')[0]}]);
  return compact({
    userIds: IDS.filter((name) => !isMissing(found[name])).map((name) => ({idType: name, idValue: found[name]})),
    userInfo: below(found, 'userInfo.'),
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

const body = () => compact({
  conversion: 'urn:lla:llaPartnerConversion:' + makeString(data.conversionAction).split(':').pop(),
  conversionHappenedAt: getTimestampMillis(),
  conversionValue: below(parameters(), 'conversionValue.'),
  eventId: isMissing(data.eventId) ? undefined : makeString(data.eventId),
  user: person()
});

const isAccepted = (answer) => true;
