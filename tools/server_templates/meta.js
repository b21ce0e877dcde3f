const endpoint = (token) => 'https://graph.facebook.com/' + encodeUriComponent(data.apiVersion) + '/' +
  encodeUriComponent(data.accountId) + '/events';

const headers = (token) => ({'Content-Type': 'application/json'});

const body = (token) => compact({
  data: [extended(compact({
    event_name: data.eventName,
    event_time: Math.floor(getTimestampMillis() / 1000),
    action_source: data.actionSource,
    event_source_url: getEventData('page_location'),
    referrer_url: getEventData('page_referrer'),
    event_id: isMissing(data.eventId) ? undefined : makeString(data.eventId),
    user_data: matchKeys(request()),
    custom_data: parameters()
  }), dataUse(DATA_USE))],
  test_event_code: data.testEventCode,
  access_token: token
});

const isAccepted = (answer) => true;
