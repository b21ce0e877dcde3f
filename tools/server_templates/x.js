const itemOf = (item) => compact({
  content_id: idOf(item),
  content_name: item.item_name,
  content_price: isMissing(item.price) ? undefined : makeNumber(item.price),
  num_items: quantityOf(item)
});

const ITEMS = {
  contents: (items) => items.map(itemOf),
  number_items: (items) => items.reduce((sum, item) => sum + quantityOf(item), 0)
};

const KEYS = ['hashed_email', 'hashed_phone_number', 'twclid', 'ip_address', 'user_agent'];

const identifiers = () => {
  const found = matchKeys([
    {name: 'twclid', value: getCookieValues('twclid')[0]},
    {name: 'ip_address', value: getEventData('ip_override')},
    {name: 'user_agent', value: getEventData('user_agent')}
  ]);
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
  event.conversion_id = isMissing(data.eventId) ? event.conversion_id : makeString(data.eventId);
  return {conversions: [compact(event)]};
};

const isAccepted = (answer) => true;
