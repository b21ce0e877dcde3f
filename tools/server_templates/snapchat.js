const itemOf = (item) => compact({
  id: idOf(item),
  quantity: quantityOf(item),
  item_price: isMissing(item.price) ? undefined : makeNumber(item.price)
});

const ITEMS = {
  contents: (items) => items.map(itemOf),
  content_ids: (items) => items.map(idOf),
  num_items: (items) => items.reduce((sum, item) => sum + quantityOf(item), 0)
};

const endpoint = (token) => 'https://tr.snapchat.com/' + encodeUriComponent(data.apiVersion) + '/' +
  encodeUriComponent(data.accountId) + '/events?access_token=' + encodeUriComponent(token);

const headers = (token) => ({'Content-Type': 'application/json'});

const body = () => ({
  data: [compact({
    event_name: data.eventName,
    event_time: Math.floor(getTimestampMillis() / 1000),
    action_source: data.actionSource,
    event_source_url: getEventData('page_location'),
    event_id: isMissing(data.eventId) ? undefined : makeString(data.eventId),
    test_event_code: data.testEventCode,
    user_data: matchKeys([
      {name: 'client_ip_address', value: getEventData('ip_override')},
      {name: 'client_user_agent', value: getEventData('user_agent')},
      {name: 'sc_cookie1', value: getCookieValues('_scid')[0]},
      {name: 'sc_click_id', value: getCookieValues('_scclid')[0]}
    ]),
    custom_data: parameters()
  })]
});

const isAccepted = (answer) => true;
