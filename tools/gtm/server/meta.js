const endpoint = (token) => 'https://graph.facebook.com/' + encodeUriComponent(data.apiVersion) + '/' +
  encodeUriComponent(data.accountId) + '/events';

const headers = (token) => ({'Content-Type': 'application/json'});

const body = () => compact({
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
  test_event_code: data.testEventCode
});

// The token stands in the body rather than in the address, which more people log.
const signed = (event, token) => {
  event.access_token = token;
  return event;
};

const isAccepted = (answer) => true;
