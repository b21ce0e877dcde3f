const itemOf = (item) => compact({
  id: idOf(item),
  name: item.item_name,
  quantity: quantityOf(item),
  price: isMissing(item.price) ? undefined : makeNumber(item.price)
});

const ITEMS = {
  items: (items) => items.map(itemOf),
  itemIds: (items) => items.map(idOf)
};

const endpoint = (token) => 'https://capi.uet.microsoft.com/' + encodeUriComponent(data.apiVersion) + '/' +
  encodeUriComponent(data.accountId) + '/events';

const headers = (token) => ({'Content-Type': 'application/json', 'Authorization': 'Bearer ' + token});

const body = () => ({
  data: [compact({
    eventType: data.eventName === 'page_view' ? 'pageLoad' : 'custom',
    eventName: data.eventName === 'page_view' ? undefined : data.eventName,
    eventTime: Math.floor(getTimestampMillis() / 1000),
    eventSourceUrl: getEventData('page_location'),
    eventId: isMissing(data.eventId) ? undefined : makeString(data.eventId),
    adStorageConsent: isGranted('ad_storage') ? 'G' : 'D',
    userData: matchKeys([
      {name: 'clientIpAddress', value: getEventData('ip_override')},
      {name: 'clientUserAgent', value: getEventData('user_agent')},
      {name: 'msclkid', value: makeString(getCookieValues('_uetmsclkid')[0] || '').split('_uet').pop()}
    ]),
    customData: parameters()
  })]
});

const isAccepted = (answer) => true;
