const LISTED = ['em', 'ph', 'ge', 'db', 'ln', 'fn', 'ct', 'st', 'zp', 'country', 'external_id', 'hashed_maids'];

// Hashes come in lists, the rest alone.
const person = () => {
  const found = matchKeys(request());
  LISTED.forEach((name) => {
    if (!isMissing(found[name])) {
      found[name] = [found[name]];
    }
  });
  return found;
};

const endpoint = (token) => 'https://api.pinterest.com/' + encodeUriComponent(data.apiVersion) + '/ad_accounts/' +
  encodeUriComponent(data.accountId) + '/events' + (isMissing(data.testEventCode) ? '' : '?test=true');

const headers = (token) => ({'Content-Type': 'application/json', 'Authorization': 'Bearer ' + token});

const body = () => ({
  data: [extended(compact({
    event_name: data.eventName,
    action_source: data.actionSource,
    event_time: Math.floor(getTimestampMillis() / 1000),
    event_id: isMissing(data.eventId) ? undefined : makeString(data.eventId),
    event_source_url: getEventData('page_location'),
    user_data: person(),
    custom_data: extended(parameters(), dataUse(['opt_out_type']))
  }), dataUse(['opt_out']))]
});

const signed = (event, token) => event;

const isAccepted = (answer) => true;
