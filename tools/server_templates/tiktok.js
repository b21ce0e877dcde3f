const itemOf = (item) => compact({
  content_id: idOf(item),
  content_name: item.item_name,
  quantity: quantityOf(item),
  price: isMissing(item.price) ? undefined : makeNumber(item.price)
});

const ITEMS = {
  contents: (items) => items.map(itemOf),
  content_ids: (items) => items.map(idOf),
  num_items: (items) => items.reduce((sum, item) => sum + quantityOf(item), 0)
};

const endpoint = (token) =>
  'https://business-api.tiktok.com/open_api/' + encodeUriComponent(data.apiVersion) + '/event/track/';

const headers = (token) => ({'Content-Type': 'application/json', 'Access-Token': token});

const body = () => compact({
  event_source: data.actionSource,
  event_source_id: data.accountId,
  test_event_code: data.testEventCode,
  data: [compact({
    event: data.eventName,
    event_time: Math.floor(getTimestampMillis() / 1000),
    event_id: isMissing(data.eventId) ? undefined : makeString(data.eventId),
    user: matchKeys([
      {name: 'ip', value: getEventData('ip_override')},
      {name: 'user_agent', value: getEventData('user_agent')},
      {name: 'ttp', value: getCookieValues('_ttp')[0]},
      {name: 'ttclid', value: getCookieValues('ttclid')[0]}
    ]),
    page: compact({url: getEventData('page_location'), referrer: getEventData('page_referrer')}),
    properties: parameters()
  })]
});

// TikTok answers 200 to what it refuses too; its own code says which.
const isAccepted = (answer) => {
  const found = JSON.parse(answer.body || '');
  return !!found && found.code === 0;
};
