const endpoint = (token) => 'https://tr.snapchat.com/' + encodeUriComponent(data.apiVersion) + '/' +
  encodeUriComponent(data.accountId) + '/events?access_token=' + encodeUriComponent(token);

const headers = (token) => ({'Content-Type': 'application/json'});

const body = () => ({
  data: [extended(compact({
    event_name: data.eventName,
    event_time: getTimestampMillis(),
    action_source: data.actionSource,
    event_source_url: getEventData('page_location'),
    event_id: isMissing(data.eventId) ? undefined : makeString(data.eventId),
    test_event_code: data.testEventCode,
    user_data: matchKeys(request()),
    custom_data: parameters()
  }), dataUse(DATA_USE))]
});

const signed = (event, token) => event;

const isAccepted = (answer) => true;
