const KEYS = ['twclid', 'ip_address', 'user_agent', 'hashed_email', 'hashed_phone_number'];

const identifiers = () => {
  const found = matchKeys(request());
  return KEYS.filter((name) => !isMissing(found[name])).map((name) => {
    const one = {};
    one[name] = found[name];
    return one;
  });
};

const endpoint = (token) => 'https://ads-api.x.com/' + encodeUriComponent(data.apiVersion) +
  '/measurement/conversions/' + encodeUriComponent(data.accountId);

const headers = (token) => ({'Content-Type': 'application/json', 'X-Pixel-Token': token});

const body = () => {
  const event = parameters();
  event.conversion_time = isoTime(getTimestampMillis());
  event.event_id = data.conversionAction;
  event.identifiers = identifiers();
  if (isMissing(event.conversion_id) && !isMissing(data.eventId)) {
    event.conversion_id = makeString(data.eventId);
  }
  return {conversions: [compact(event)]};
};

const signed = (event, token) => event;

const isAccepted = (answer) => true;
