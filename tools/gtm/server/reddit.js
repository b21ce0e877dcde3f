const endpoint = (token) => 'https://ads-api.reddit.com/api/' + encodeUriComponent(data.apiVersion) + '/pixels/' +
  encodeUriComponent(data.accountId) + '/conversion_events';

const headers = (token) => ({'Content-Type': 'application/json', 'Authorization': 'Bearer ' + token});

const typeOf = (name) => STANDARD.indexOf(name) === -1
  ? {tracking_type: 'CUSTOM', custom_event_name: name}
  : {tracking_type: name};

const metadata = () => {
  const found = parameters();
  if (isMissing(found.conversion_id) && !isMissing(data.eventId)) {
    found.conversion_id = makeString(data.eventId);
  }
  return found;
};

// How far the data may be used, in an object of its own.
const limits = () => {
  const found = dataUse(DATA_USE);
  return compact({
    modes: found.data_processing_options,
    country: found.data_processing_options_country,
    region: found.data_processing_options_region
  });
};

const body = () => ({
  data: compact({
    test_id: data.testEventCode,
    events: [compact({
      event_at: getTimestampMillis(),
      action_source: data.actionSource,
      event_source_url: getEventData('page_location'),
      type: typeOf(data.eventName),
      click_id: getCookieValues('_rdt_cid')[0],
      metadata: metadata(),
      user: extended(matchKeys(request()), compact({data_processing_options: limits()}))
    })]
  })
});

const signed = (event, token) => event;

const isAccepted = (answer) => true;
