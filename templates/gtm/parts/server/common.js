const ATTEMPTS = 3;
const TIMEOUT = 5000;
const TOKEN_KEPT = 600000;
const SECRETS = 'https://secretmanager.googleapis.com/v1/';
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const POSITIONS = {ad_storage: 2, analytics_storage: 4, ad_user_data: 6, ad_personalization: 8};
const SIGNALS = {t: true, r: true, n: true, v: true, l: undefined};

// NaN is the only value that is not itself.
const isMissing = (value) => value === undefined || value === null || value === '' || value !== value;

const isEmpty = (value) => getType(value) === 'object' && Object.keys(value).length === 0;

// An object without what is missing.
const compact = (fields) => {
  const result = {};
  Object.keys(fields).forEach((name) => {
    if (!isMissing(fields[name]) && !isEmpty(fields[name])) {
      result[name] = fields[name];
    }
  });
  return result;
};

// Nothing about a person, no order number and no answer of the platform: those may hold both.
const log = (words) => logToConsole('[govern] ' + PLATFORM + ' ' + makeString(data.eventName) + ': ' + words);

const fail = (words) => {
  log(words);
  data.gtmOnFailure();
};

// What the hit says about one consent type: true, false, or undefined where nobody has said anything. Where its two
// signals differ, a refusal counts, and a letter that we do not know is one.
const consentTo = (type) => {
  const two = makeString(getEventData('x-ga-gcs') || '');
  const digit = type === 'ad_storage' ? two.slice(2, 3) : type === 'analytics_storage' ? two.slice(3, 4) : '';
  const all = makeString(getEventData('x-ga-gcd') || '');
  if (digit === '0' || !all) {
    return digit === '1' ? true : digit === '0' ? false : undefined;
  }
  const letter = all.slice(POSITIONS[type], POSITIONS[type] + 1);
  return SIGNALS.hasOwnProperty(letter) ? SIGNALS[letter] : false;
};

const isGranted = (type) => {
  const said = consentTo(type);
  return said === undefined ? data.unsetConsent === 'granted' : said;
};

const refusals = () => (data.consent || []).map((row) => row.type).filter((type) => !isGranted(type));

const tokenIn = (answer) => {
  const found = answer.statusCode === 200 ? JSON.parse(answer.body || '') : undefined;
  return found && found.payload ? makeString(fromBase64(found.payload.data) || '').trim() : '';
};

// The token lies in Secret Manager. The server reads it with its own identity and keeps it in memory for a while.
const withToken = (use) => {
  const kept = templateDataStorage.getItemCopy(data.secret);
  if (kept && getTimestampMillis() - kept.at < TOKEN_KEPT) {
    use(kept.token);
    return;
  }
  const options = {method: 'GET', authorization: getGoogleAuth({scopes: [SCOPE]}), timeout: TIMEOUT};
  sendHttpRequest(SECRETS + data.secret + '/versions/latest:access', options).then((answer) => {
    const token = tokenIn(answer);
    if (!token) {
      fail('not sent, there is no token: the secret was answered with status ' + makeString(answer.statusCode));
      return;
    }
    templateDataStorage.setItemCopy(data.secret, {token: token, at: getTimestampMillis()});
    use(token);
  }, () => fail('not sent, there is no token: the secret was not answered'));
};

const isPassing = (status) => status === 429 || status >= 500;

const end = (answer, attempt) => {
  const words = ' with status ' + makeString(answer.statusCode) + ' at attempt ' + makeString(attempt);
  if (answer.statusCode >= 200 && answer.statusCode < 300 && isAccepted(answer)) {
    log('sent' + words);
    data.gtmOnSuccess();
    return;
  }
  if (answer.statusCode === 401 || answer.statusCode === 403) {
    templateDataStorage.removeItem(data.secret);
  }
  fail('refused' + words);
};

// The event ID makes it safe to try again; a sandbox has no clock to wait with, so it is tried at once and not often.
const send = (token, text, attempt) => {
  const options = {method: 'POST', headers: headers(token), timeout: TIMEOUT};
  sendHttpRequest(endpoint(token), options, text).then((answer) => {
    if (isPassing(answer.statusCode) && attempt < ATTEMPTS) {
      send(token, text, attempt + 1);
    } else {
      end(answer, attempt);
    }
  }, () => {
    if (attempt < ATTEMPTS) {
      send(token, text, attempt + 1);
    } else {
      fail('not answered at attempt ' + makeString(attempt));
    }
  });
};

const run = () => {
  if (isMissing(data.accountId) || isMissing(data.secret)) {
    fail('not sent, the tag has no account or no secret');
    return;
  }
  const refused = refusals();
  if (refused.length) {
    log('not sent, no consent to ' + refused.join(', '));
    data.gtmOnSuccess();
    return;
  }
  const event = body();
  withToken((token) => send(token, JSON.stringify(signed(event, token)), 1));
};
