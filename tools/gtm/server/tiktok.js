const endpoint = (token) =>
  'https://business-api.tiktok.com/open_api/' + encodeUriComponent(data.apiVersion) + '/event/track/';

const headers = (token) => ({'Content-Type': 'application/json', 'Access-Token': token});

const body = () => compact({
  event_source: data.actionSource,
  event_source_id: data.accountId,
  test_event_code: data.testEventCode,
  data: [extended(compact({
    event: data.eventName,
    event_time: Math.floor(getTimestampMillis() / 1000),
    event_id: isMissing(data.eventId) ? undefined : makeString(data.eventId),
    user: matchKeys(request()),
    page: compact({url: getEventData('page_location'), referrer: getEventData('page_referrer')}),
    properties: parameters()
  }), dataUse(DATA_USE))]
});

const signed = (event, token) => event;

// TikTok answers 200 to what it refuses too; its own code says which.
const isAccepted = (answer) => {
  const found = JSON.parse(answer.body || '');
  return !!found && found.code === 0;
};
