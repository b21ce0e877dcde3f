const JSON = require('JSON');
const Object = require('Object');
const toBase64 = require('toBase64');

const tag = @TAG@;
const event = {
  'x-ga-gcd': '13t3t3t3t5l1',
  page_location: 'https://www.shop.example/thanks',
  page_referrer: 'https://www.shop.example/cart',
  ip_override: '203.0.113.7',
  user_agent: 'Browser/1.0'
};
const sent = [];
const lines = [];
const stored = {};
let secret = {statusCode: 200, body: JSON.stringify({payload: {data: toBase64('the-token\n')}})};
let answer = {statusCode: 200, body: '{"code":0}'};

mock('getEventData', (key) => event[key]);
mock('getCookieValues', () => []);
mock('getTimestampMillis', () => 1767225600000);
mock('getGoogleAuth', () => ({}));
mock('logToConsole', (line) => {
  lines.push(line);
});
mockObject('templateDataStorage', {
  getItemCopy: (key) => stored[key],
  setItemCopy: (key, value) => {
    stored[key] = value;
  },
  removeItem: (key) => {
    Object.delete(stored, key);
  }
});
mock('sendHttpRequest', (url, options, body) => {
  sent.push({url: url, options: options, body: body});
  const isSecret = url.indexOf('https://secretmanager.googleapis.com/') === 0;
  return {then: (run) => run(isSecret ? secret : answer)};
});
