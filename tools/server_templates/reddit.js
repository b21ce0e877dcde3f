const itemOf = (item) => compact({id: idOf(item), name: item.item_name, category: item.item_category});

const ITEMS = {
  products: (items) => items.map(itemOf),
  item_count: (items) => items.reduce((sum, item) => sum + quantityOf(item), 0)
};

const endpoint = (token) => 'https://ads-api.reddit.com/api/' + encodeUriComponent(data.apiVersion) + '/pixels/' +
  encodeUriComponent(data.accountId) + '/conversion_events';

const headers = (token) => ({'Content-Type': 'application/json', 'Authorization': 'Bearer ' + token});

const typeOf = (name) => STANDARD.indexOf(name) === -1
  ? {tracking_type: 'CUSTOM', custom_event_name: name}
  : {tracking_type: name};

const metadata = () => {
  const found = parameters();
  found.conversion_id = isMissing(data.eventId) ? found.conversion_id : makeString(data.eventId);
  return compact(found);
};

const body = () => {
  const found = matchKeys([
    {name: 'ip_address', value: getEventData('ip_override')},
    {name: 'user_agent', value: getEventData('user_agent')},
    {name: 'uuid', value: getCookieValues('_rdt_uuid')[0]},
    {name: 'click_id', value: getCookieValues('_rdt_cid')[0]}
  ]);
  const clickId = found.click_id;
  found.click_id = undefined;
  return {
    data: compact({
      test_id: data.testEventCode,
      events: [compact({
        event_at: getTimestampMillis(),
        action_source: data.actionSource,
        event_source_url: getEventData('page_location'),
        type: typeOf(data.eventName),
        click_id: clickId,
        metadata: metadata(),
        user: compact(found)
      })]
    })
  };
};

const isAccepted = (answer) => true;
