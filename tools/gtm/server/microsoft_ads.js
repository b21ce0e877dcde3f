const ADS_CONSENT = {'true': 'G', 'false': 'D'};

const PAGES = ['page_view', 'pageLoad'];

const endpoint = (token) => 'https://capi.uet.microsoft.com/v1/' + encodeUriComponent(data.accountId) + '/events';

const headers = (token) => ({'Content-Type': 'application/json', 'Authorization': 'Bearer ' + token});

const body = () => ({
  data: [compact({
    eventType: PAGES.indexOf(data.eventName) === -1 ? 'custom' : 'pageLoad',
    eventName: PAGES.indexOf(data.eventName) === -1 ? data.eventName : undefined,
    eventTime: Math.floor(getTimestampMillis() / 1000),
    eventSourceUrl: getEventData('page_location'),
    eventId: isMissing(data.eventId) ? undefined : makeString(data.eventId),
    adStorageConsent: ADS_CONSENT[makeString(consentTo('ad_storage'))],
    userData: matchKeys(request()),
    customData: parameters()
  })]
});

const signed = (event, token) => event;

const isAccepted = (answer) => true;
