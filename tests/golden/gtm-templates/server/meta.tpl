___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Meta Conversions API (govern)",
  "categories": [
    "ADVERTISING",
    "CONVERSIONS",
    "MARKETING"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": ""
  },
  "description": "Sends one event to Meta Conversions API: match keys normalised and hashed as the platform compares them, with the event ID of the browser\u0027s event. The token stays in Secret Manager.",
  "containerContexts": [
    "SERVER"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "accountId",
    "displayName": "Pixel ID",
    "simpleValueType": true,
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "eventName",
    "displayName": "Event name",
    "simpleValueType": true,
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "eventId",
    "displayName": "Event ID",
    "simpleValueType": true,
    "help": "The same text as in the browser\u0027s event, so that the two count as one."
  },
  {
    "type": "TEXT",
    "name": "secret",
    "displayName": "Secret with the token",
    "simpleValueType": true,
    "help": "Its name in Google Cloud\u0027s Secret Manager. The server\u0027s own identity must be allowed to read it; the token itself is written nowhere.",
    "valueValidators": [
      {
        "type": "REGEX",
        "args": [
          "^projects/[^/]+/secrets/[^/]+$"
        ],
        "errorMessage": "Write projects/PROJECT/secrets/NAME; never the token itself"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "apiVersion",
    "displayName": "Version of the API",
    "simpleValueType": true,
    "help": "Such as v27.0.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "actionSource",
    "displayName": "Where the event happened",
    "simpleValueType": true,
    "help": "Such as website.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "testEventCode",
    "displayName": "Test event code",
    "simpleValueType": true,
    "help": "Never on a production page: events with a code are not counted."
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "matchKeys",
    "displayName": "Match keys",
    "simpleTableColumns": [
      {
        "type": "TEXT",
        "name": "name",
        "displayName": "Name",
        "defaultValue": "",
        "isUnique": true
      },
      {
        "type": "TEXT",
        "name": "value",
        "displayName": "Value",
        "defaultValue": ""
      }
    ],
    "help": "Who did it, in plain text: the template normalises and hashes."
  },
  {
    "type": "TEXT",
    "name": "phonePlan",
    "displayName": "Phone numbers without a country",
    "simpleValueType": true,
    "help": "How they are read: the country\u0027s code, what is dialled ahead inside of it, the fewest and the most digits, such as 1,1,10,10. Empty where visitors come from several countries: then they are left out."
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "parameters",
    "displayName": "Parameters",
    "simpleTableColumns": [
      {
        "type": "TEXT",
        "name": "name",
        "displayName": "Name",
        "defaultValue": "",
        "isUnique": true
      },
      {
        "type": "TEXT",
        "name": "value",
        "displayName": "Value",
        "defaultValue": ""
      }
    ],
    "help": "What is told about the event. Empty values are left out."
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "dataUse",
    "displayName": "Limited use of data",
    "simpleTableColumns": [
      {
        "type": "TEXT",
        "name": "name",
        "displayName": "Name",
        "defaultValue": "",
        "isUnique": true
      },
      {
        "type": "TEXT",
        "name": "value",
        "displayName": "Value",
        "defaultValue": ""
      }
    ],
    "help": "The platform\u0027s options, such as data_processing_options. Empty where nothing is limited."
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "consent",
    "displayName": "Consent that must be given",
    "simpleTableColumns": [
      {
        "type": "TEXT",
        "name": "type",
        "displayName": "Type",
        "defaultValue": "",
        "isUnique": true
      }
    ],
    "help": "Consent types of Google consent mode."
  },
  {
    "type": "SELECT",
    "name": "unsetConsent",
    "displayName": "A choice that nobody made counts as",
    "macrosInSelect": false,
    "simpleValueType": true,
    "defaultValue": "denied",
    "selectItems": [
      {
        "value": "denied",
        "displayValue": "denied"
      },
      {
        "value": "granted",
        "displayValue": "granted"
      }
    ]
  }
]


___SANDBOXED_JS_FOR_SERVER___

const JSON = require('JSON');
const Math = require('Math');
const Object = require('Object');
const encodeUriComponent = require('encodeUriComponent');
const fromBase64 = require('fromBase64');
const getCookieValues = require('getCookieValues');
const getEventData = require('getEventData');
const getGoogleAuth = require('getGoogleAuth');
const getTimestampMillis = require('getTimestampMillis');
const getType = require('getType');
const logToConsole = require('logToConsole');
const makeInteger = require('makeInteger');
const makeNumber = require('makeNumber');
const makeString = require('makeString');
const sendHttpRequest = require('sendHttpRequest');
const sha256Sync = require('sha256Sync');
const templateDataStorage = require('templateDataStorage');

const keep = (text, wanted) => text.split('').filter(wanted).join('');
const among = (characters) => (letter) => characters.indexOf(letter) !== -1;
const outside = (characters) => (letter) => characters.indexOf(letter) === -1;
const isOnly = (text, characters) => keep(text, outside(characters)) === '';
const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const BLANKS = " \t\n\r\u000b\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
const PUNCTUATION = "!\"#$%&\u0027()*+,-./:;<=>?@[\\]^_`{|}~\u00a1\u00bf\u00b7\u00ab\u00bb\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026";
const isHash = (text) => text.length === 64 && isOnly(text, DIGITS + 'abcdefABCDEF');
const isInternational = (text) =>
  text.length >= 7 && text.length <= 15 && text.charAt(0) !== '0' && isOnly(text, DIGITS);
const trim = (text) => text.trim();
const lowercase = (text) => text.toLowerCase();
const digitsOnly = (text) => keep(text, among(DIGITS));
const stripLeadingZeros = (text) => text.charAt(0) === '0' ? stripLeadingZeros(text.slice(1)) : text;
const countryCodeRequired = (text) => isInternational(text) ? text : undefined;
const stripSpaces = (text) => keep(text, outside(BLANKS));
const stripPunctuation = (text) => keep(text, outside(PUNCTUATION));
const stripDigitsPunctuation = (text) => keep(text, outside(DIGITS + PUNCTUATION));
const COUNTRIES = 'ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw'.split(' ');
const iso3166Alpha2 = (text) => {
  const code = text === 'UK' ? 'GB' : text === 'uk' ? 'gb' : text;
  return isOnly(code, LETTERS) && COUNTRIES.indexOf(code.toLowerCase()) !== -1 ? code : undefined;
};
// A number as one of the country whose visitors the site has: its code, what stands ahead, fewest and most digits.
const ofCountry = (shown, plan) => {
  const code = plan[0];
  const ahead = plan[1];
  const fits = (length) => length >= makeNumber(plan[2]) && length <= makeNumber(plan[3]);
  if (ahead && shown.indexOf(ahead) === 0 && fits(shown.length - ahead.length)) {
    return code + shown.slice(ahead.length);
  }
  if (shown.indexOf(code) === 0 && fits(shown.length - code.length)) {
    return shown;
  }
  return fits(shown.length) && !(ahead && shown.charAt(0) === '0') ? code + shown : undefined;
};
// Without its extension and the (0) of its own country; without + or 00 it has a country where it has eleven digits.
const phoneNumber = (text) => {
  const number = text.split('x')[0].split('X')[0].split('#')[0].split('(0)').join('');
  const shown = keep(number, among(DIGITS + '+'));
  if (shown.charAt(0) === '+' || shown.slice(0, 2) === '00') {
    return number;
  }
  if (data.phonePlan) {
    return ofCountry(shown, makeString(data.phonePlan).split(','));
  }
  return isOnly(shown, DIGITS) && shown.length > 10 && shown.charAt(0) !== '0' ? number : undefined;
};
const emailAddress = (text) => {
  const parts = text.split('@');
  const labels = parts.length === 2 ? parts[1].split('.') : [];
  const isWhole = labels.length > 1 && parts[0] !== '' && labels.indexOf('') === -1;
  return isWhole && keep(text, among(BLANKS)) === '' ? text : undefined;
};
const usFirstFiveDigits = (text) => {
  const parts = text.split('-');
  const digits = parts.join('');
  const isLong = digits.length === 9 && isOnly(digits, DIGITS) && (parts.length === 1 || parts.length === 2 && parts[0].length === 5);
  return isLong ? digits.slice(0, 5) : text;
};
const isByte = (part) => part.length > 0 && isOnly(part, DIGITS) && makeNumber(part) < 256 && makeString(makeNumber(part)) === part;
const isGroup = (part) => part.length < 5 && isOnly(part, DIGITS + 'abcdefABCDEF');
const ipv4OrIpv6 = (text) => {
  const bytes = text.split('.');
  const groups = text.split(':');
  const is4 = bytes.length === 4 && bytes.filter(isByte).length === 4;
  const isWhole = groups.length === 8 && groups.indexOf('') === -1;
  const isShort = text.split('::').length === 2 && groups.length <= 8;
  const is6 = (isWhole || isShort) && groups.filter(isGroup).length === groups.length;
  return is4 || is6 ? text : undefined;
};
const day = (text) => {
  const digits = keep(text, outside(BLANKS + '-/.'));
  const month = makeNumber(digits.slice(4, 6));
  const date = makeNumber(digits.slice(6));
  const year = makeNumber(digits.slice(0, 4));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = month === 2 ? isLeap ? 29 : 28 : [4, 6, 9, 11].indexOf(month) === -1 ? 31 : 30;
  const isDay = digits.length === 8 && isOnly(digits, DIGITS) && month > 0 && month < 13 && date > 0 && date <= longest;
  return isDay ? digits : undefined;
};
const WORDS_FOR = {female: 'f', male: 'm'};
const oneOf = (allowed) => (text) => {
  const letter = WORDS_FOR.hasOwnProperty(text) ? WORDS_FOR[text] : text;
  return allowed.indexOf(letter) === -1 ? undefined : letter;
};
const SIGNS = "$\u00a2\u00a3\u00a4\u00a5\u0e3f\u20a1\u20a6\u20a9\u20aa\u20ab\u20ac\u20ad\u20ae\u20b1\u20b2\u20b4\u20b5\u20b8\u20b9\u20ba\u20bc\u20bd\u20be\u20bf";
const stripped = (text) => {
  const around = BLANKS + SIGNS;
  const inner = text.split('').map((letter, at) => around.indexOf(letter) === -1 ? at : -1).filter((at) => at !== -1);
  return inner.length ? text.slice(inner[0], inner[inner.length - 1] + 1) : '';
};
const SEPARATORS = ".,' \u2019\u00a0\u202f";
const isGrouped = (parts) => parts.length > 1 && parts[0].length > 0 && parts[0].length < 4 &&
  parts.slice(1).filter((part) => part.length !== 3).length === 0;
// The number that a text stands for; `1,299` may be two, so it is none.
const amount = (text) => {
  const marked = stripped(text);
  const isNegative = marked.charAt(0) === '-';
  const shown = isNegative ? stripped(marked.slice(1)) : marked;
  const marks = keep(shown, outside(DIGITS));
  const first = marks.charAt(0);
  const last = marks.slice(-1);
  const others = keep(marks, outside(first)).length;
  const parts = shown.split(last || '.');
  const tail = parts.length === 2 ? parts[1].length : 0;
  const hasFraction = marks !== '' && (last === '.' || last === ',') && tail > 0 &&
    (others === 1 && marks.length > 1 || marks.length === 1 && !(last === ',' && tail === 3));
  const whole = hasFraction ? parts[0] : shown;
  const groups = whole.split(first || '.');
  if (!isOnly(marks, SEPARATORS) || others > 1 || shown === '' || whole === '' || groups.length > 1 && !isGrouped(groups)) {
    return undefined;
  }
  if (marks !== '' && !hasFraction && (marks.length === 1 && last === ',' || others === 1)) {
    return undefined;
  }
  const number = makeNumber(keep(whole, among(DIGITS)) + (hasFraction ? '.' + parts[1] : ''));
  return isNegative ? -number : number;
};
const inQuery = (field) => {
  const page = makeString(getEventData('page_location') || '').split('#')[0];
  const query = page.indexOf('?') === -1 ? '' : page.slice(page.indexOf('?') + 1);
  const found = query.split('&').filter((pair) => pair.indexOf(field + '=') === 0)[0];
  return found ? found.slice(field.length + 1) : '';
};
const isOfMeta = (text, last) => {
  const parts = text.split('.');
  const isOwn = parts.length === 4 || parts.length === 5 && parts[4].length > 1 && parts[4].length < 9 && isOnly(parts[4], DIGITS + LETTERS + '_-');
  return isOwn && parts[0] === 'fb' && parts[1].length === 1 && parts[2].length > 9 && parts[2].length < 14 &&
    isOnly(parts[1] + parts[2], DIGITS) && parts[3] !== '' && parts[3].length <= 1000 && isOnly(parts[3], last);
};
const isFbc = (text) => isOfMeta(text, DIGITS + LETTERS + '_-');
const isFbp = (text) => isOfMeta(text, DIGITS);
// The ID of a click, from the cookie that keeps it, else from the page's address; in the form that the platform takes.
const clickOf = (kept, field, fits, before) => {
  const cookie = makeString(kept || '');
  const found = fits(cookie) ? cookie : field && inQuery(field) ? before + inQuery(field) : '';
  return fits(found) ? found : undefined;
};

const PLATFORM = 'Meta Conversions API';

const MATCH_KEYS = {
  em: {steps: [trim, lowercase, emailAddress], hash: true},
  ph: {steps: [phoneNumber, digitsOnly, stripLeadingZeros, countryCodeRequired], hash: true},
  fn: {steps: [trim, lowercase, stripPunctuation], hash: true},
  ln: {steps: [trim, lowercase, stripPunctuation], hash: true},
  db: {steps: [day], hash: true},
  ge: {steps: [trim, lowercase, oneOf(['f', 'm'])], hash: true},
  ct: {steps: [trim, lowercase, stripSpaces, stripDigitsPunctuation], hash: true},
  st: {steps: [trim, lowercase, stripPunctuation, stripSpaces], hash: true},
  zp: {steps: [trim, lowercase, stripSpaces, usFirstFiveDigits, stripPunctuation], hash: true},
  country: {steps: [trim, lowercase, iso3166Alpha2], hash: true},
  external_id: {steps: [trim], hash: true},
  client_ip_address: {steps: [ipv4OrIpv6], hash: false},
  client_user_agent: {steps: [], hash: false},
  fbc: {steps: [], hash: false},
  fbp: {steps: [], hash: false},
  subscription_id: {steps: [], hash: false},
  fb_login_id: {steps: [], hash: false},
  lead_id: {steps: [], hash: false},
  anon_id: {steps: [], hash: false},
  madid: {steps: [lowercase], hash: false},
  page_id: {steps: [], hash: false},
  ctwa_clid: {steps: [], hash: false},
  page_scoped_user_id: {steps: [], hash: false},
  ig_account_id: {steps: [], hash: false},
  ig_sid: {steps: [], hash: false}
};

const TYPES = {
  currency: 'string',
  value: 'number',
  content_ids: 'array<string>',
  contents: 'array<object>',
  content_type: 'enum',
  content_name: 'string',
  content_category: 'string',
  num_items: 'integer',
  order_id: 'string',
  predicted_ltv: 'number',
  net_revenue: 'number',
  search_string: 'string',
  status: 'string',
  item_number: 'string',
  delivery_category: 'enum'
};

const NAMES = {};

const TAKEN = [];

const CONTENTS = {
  id: ['item_id', 'text'],
  quantity: ['quantity', 'integer'],
  item_price: ['price', 'number']
};

const request = () => [
  {name: 'client_ip_address', value: getEventData('ip_override')},
  {name: 'client_user_agent', value: getEventData('user_agent')},
  {name: 'fbc', value: clickOf(getCookieValues('_fbc')[0], 'fbclid', isFbc, 'fb.1.' + makeString(getTimestampMillis()) + '.')},
  {name: 'fbp', value: clickOf(getCookieValues('_fbp')[0], '', isFbp, '')}
];

const DATA_USE = [
  'data_processing_options',
  'data_processing_options_country',
  'data_processing_options_state',
  'opt_out'
];

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

const matched = (row) => {
  const key = MATCH_KEYS[row.name];
  const text = isMissing(row.value) ? '' : makeString(row.value);
  if (!key || !text) {
    return undefined;
  }
  if (key.hash && isHash(text.trim())) {
    return text.trim().toLowerCase();
  }
  const found = key.steps.reduce((value, step) => value ? step(value) : undefined, text);
  return found && key.hash ? sha256Sync(found, {outputEncoding: 'hex'}) : found || undefined;
};

// Who did it, each key as the platform compares it; what has no such form is left out.
const matchKeys = (rows) => {
  const result = {};
  rows.concat(data.matchKeys || []).forEach((row) => {
    const value = matched(row);
    if (!isMissing(value)) {
      result[row.name] = value;
    }
  });
  return result;
};

// Numbers as text without the dust of binary fractions.
const textOf = (value) => getType(value) === 'number' ? makeString(Math.round(value * 1000000000) / 1000000000) : makeString(value);

const isListOfItems = (value) => getType(value) === 'array' && value.length > 0 && getType(value[0]) === 'object';

const quantityOf = (item) => isMissing(item.quantity) ? 1 : numberOf(item.quantity);

// An item as Google Analytics has it, in the platform's words.
const contentOf = (item) => {
  const result = {};
  Object.keys(CONTENTS).forEach((name) => {
    const from = CONTENTS[name][0];
    const value = from === 'quantity' ? quantityOf(item) : item[from];
    result[name] = isMissing(value) ? undefined : FORMS[CONTENTS[name][1]](value);
  });
  return compact(result);
};

const idsOf = (items) => items.filter((item) => !isMissing(item.item_id)).map((item) => textOf(item.item_id));

const numberOf = (value) => getType(value) === 'string' ? amount(value) : makeNumber(value);

// What is made of a sum; one that may be read in two ways is missing.
const ofSum = (value, make) => isMissing(numberOf(value)) ? undefined : make(numberOf(value));

// A sum with at least two decimals.
const withCents = (text) => text.indexOf('.') === -1 ? text + '.00' : text.split('.')[1].length === 1 ? text + '0' : text;

const FORMS = {
  integer: (value) => ofSum(value, makeInteger),
  number: (value) => numberOf(value),
  decimal: (value) => ofSum(value, textOf),
  cents: (value) => ofSum(value, (sum) => withCents(textOf(sum))),
  text: (value) => textOf(value),
  texts: (value) => getType(value) === 'array' ? value.map(textOf) : [textOf(value)]
};

const FORMS_OF_ITEMS = {
  'array<object>': (items) => items.map(contentOf),
  'array<string>': idsOf,
  integer: (items) => makeInteger(items.reduce((sum, item) => sum + quantityOf(item), 0))
};

const FORM_OF = {
  'array<string>': 'texts', cents: 'cents', decimal: 'decimal', 'enum': 'text', float: 'number', integer: 'integer', number: 'number', string: 'text',
  url: 'text', urn: 'text'
};

const translated = (type, value) => {
  if (isListOfItems(value) && FORMS_OF_ITEMS[type]) {
    return FORMS_OF_ITEMS[type](value);
  }
  return FORM_OF[type] ? FORMS[FORM_OF[type]](value) : value;
};

// Where the list of fields is closed, an unknown one makes the platform refuse the event.
const isTaken = (name) => TAKEN.length === 0 || TAKEN.indexOf(name) !== -1;

// What is told about the event, under the names that the platform's server knows.
const parameters = () => {
  const result = {};
  (data.parameters || []).forEach((row) => {
    const name = NAMES[row.name] || row.name;
    const value = isMissing(row.value) ? undefined : translated(TYPES[name] || TYPES[row.name], row.value);
    if (!isMissing(value) && isTaken(name)) {
      result[name] = value;
    }
  });
  return result;
};

const saidIn = (text) => {
  if (text === 'true' || text === 'false') {
    return text === 'true';
  }
  return isOnly(text, DIGITS) ? makeInteger(text) : text;
};

// What the tag says about a limited use of data.
const dataUse = (names) => {
  const result = {};
  (data.dataUse || []).forEach((row) => {
    if (names.indexOf(row.name) !== -1 && !isMissing(row.value)) {
      const text = makeString(row.value);
      result[row.name] = row.name === 'data_processing_options' ? [text] : saidIn(text);
    }
  });
  return result;
};

// An object with the fields of another besides.
const extended = (fields, more) => {
  Object.keys(more).forEach((name) => {
    fields[name] = more[name];
  });
  return fields;
};

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

run();


___SERVER_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "read_event_data",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keyPatterns",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "ip_override"
              },
              {
                "type": 1,
                "string": "page_location"
              },
              {
                "type": 1,
                "string": "page_referrer"
              },
              {
                "type": 1,
                "string": "user_agent"
              },
              {
                "type": 1,
                "string": "x-ga-gcd"
              },
              {
                "type": 1,
                "string": "x-ga-gcs"
              }
            ]
          }
        },
        {
          "key": "eventDataAccess",
          "value": {
            "type": 1,
            "string": "specific"
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "send_http",
        "versionId": "1"
      },
      "param": [
        {
          "key": "allowedUrls",
          "value": {
            "type": 1,
            "string": "specific"
          }
        },
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://graph.facebook.com/*"
              },
              {
                "type": 1,
                "string": "https://secretmanager.googleapis.com/v1/projects/*"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "use_google_credentials",
        "versionId": "1"
      },
      "param": [
        {
          "key": "allowedScopes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://www.googleapis.com/auth/cloud-platform"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_template_storage",
        "versionId": "1"
      },
      "param": []
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "logging",
        "versionId": "1"
      },
      "param": [
        {
          "key": "environments",
          "value": {
            "type": 1,
            "string": "all"
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "get_cookies",
        "versionId": "1"
      },
      "param": [
        {
          "key": "cookieAccess",
          "value": {
            "type": 1,
            "string": "specific"
          }
        },
        {
          "key": "cookieNames",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "_fbc"
              },
              {
                "type": 1,
                "string": "_fbp"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: The event goes out with the token of the secret, and says so without personal data
  code: |-
    runCode(tag);
    assertThat(sent.length).isEqualTo(2);
    assertThat(sent[0].url).isEqualTo('https://secretmanager.googleapis.com/v1/projects/shop/secrets/token/versions/latest:access');
    assertThat(sent[1].url).isEqualTo("https://graph.facebook.com/v27.0/123/events");
    assertThat(JSON.parse(sent[1].body)).isEqualTo({
      "data": [
        {
          "event_name": "Purchase",
          "event_time": 1767225600,
          "action_source": "website",
          "event_source_url": "https://www.shop.example/thanks",
          "referrer_url": "https://www.shop.example/cart",
          "event_id": "order_A-1001",
          "user_data": {
            "client_ip_address": "203.0.113.7",
            "client_user_agent": "Browser/1.0",
            "em": "e233d4a29013e9d87150c6237c6777bedf379ebf1acdc5d6126fec7e8bb74fb5"
          },
          "custom_data": {
            "value": 429.9,
            "currency": "EUR",
            "contents": [
              {
                "id": "CHAIR-7",
                "quantity": 1,
                "item_price": 429.9
              }
            ],
            "content_ids": [
              "CHAIR-7"
            ]
          }
        }
      ],
      "access_token": "the-token"
    });
    assertThat(lines).isEqualTo(['[govern] Meta Conversions API Purchase: sent with status 200 at attempt 1']);
    assertApi('gtmOnSuccess').wasCalled();
    assertApi('gtmOnFailure').wasNotCalled();
- name: A token that is known is not asked for again
  code: |-
    runCode(tag);
    runCode(tag);
    assertThat(sent.length).isEqualTo(3);
- name: Without a token nothing goes out, and the tag fails
  code: |-
    secret = {statusCode: 404, body: ''};
    runCode(tag);
    assertThat(sent.length).isEqualTo(1);
    assertThat(lines).isEqualTo(['[govern] Meta Conversions API Purchase: not sent, there is no token: the secret was answered with status 404']);
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
- name: An empty secret is no token
  code: |-
    secret = {statusCode: 200, body: JSON.stringify({payload: {data: ''}})};
    runCode(tag);
    assertThat(sent.length).isEqualTo(1);
    assertApi('gtmOnFailure').wasCalled();
- name: Without consent nothing goes out, not even to the secrets
  code: |-
    event['x-ga-gcd'] = '13q3t3t3t5l1';
    runCode(tag);
    assertThat(sent).isEqualTo([]);
    assertThat(lines).isEqualTo(['[govern] Meta Conversions API Purchase: not sent, no consent to ad_storage']);
    assertApi('gtmOnSuccess').wasCalled();
- name: A choice that nobody made is no consent, unless the tag says that nobody is asked
  code: |-
    event['x-ga-gcd'] = undefined;
    runCode(tag);
    assertThat(sent).isEqualTo([]);
    tag.unsetConsent = 'granted';
    runCode(tag);
    assertThat(sent.length).isEqualTo(2);
- name: A platform that is busy is asked three times and no more
  code: |-
    answer = {statusCode: 503, body: ''};
    runCode(tag);
    assertThat(sent.length).isEqualTo(4);
    assertThat(lines).isEqualTo(['[govern] Meta Conversions API Purchase: refused with status 503 at attempt 3']);
    assertApi('gtmOnFailure').wasCalled();
- name: What is refused is not tried again, and a refused token is forgotten
  code: |-
    answer = {statusCode: 401, body: ''};
    runCode(tag);
    assertThat(sent.length).isEqualTo(2);
    assertThat(stored).isEqualTo({});
    assertApi('gtmOnFailure').wasCalled();
- name: Without an account nothing goes out
  code: |-
    tag.accountId = '';
    runCode(tag);
    assertThat(sent).isEqualTo([]);
    assertApi('gtmOnFailure').wasCalled();
setup: |-
  const JSON = require('JSON');
  const Object = require('Object');
  const toBase64 = require('toBase64');

  const tag = {
    "accountId": "123",
    "eventName": "Purchase",
    "eventId": "order_A-1001",
    "secret": "projects/shop/secrets/token",
    "apiVersion": "v27.0",
    "consent": [
      {
        "type": "ad_storage"
      },
      {
        "type": "ad_user_data"
      },
      {
        "type": "ad_personalization"
      }
    ],
    "unsetConsent": "denied",
    "matchKeys": [
      {
        "name": "em",
        "value": " Customer@Example.com "
      }
    ],
    "parameters": [
      {
        "name": "value",
        "value": 429.9
      },
      {
        "name": "currency",
        "value": "EUR"
      },
      {
        "name": "contents",
        "value": [
          {
            "item_id": "CHAIR-7",
            "item_name": "Oak chair",
            "price": 429.9,
            "quantity": 1
          }
        ]
      },
      {
        "name": "content_ids",
        "value": [
          {
            "item_id": "CHAIR-7",
            "item_name": "Oak chair",
            "price": 429.9,
            "quantity": 1
          }
        ]
      }
    ],
    "actionSource": "website"
  };
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


___NOTES___

Part of govern, which keeps this template in its own files. Change it there.
