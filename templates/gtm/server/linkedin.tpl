___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "LinkedIn Conversions API (govern)",
  "categories": [
    "ADVERTISING",
    "CONVERSIONS",
    "MARKETING"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": ""
  },
  "description": "Sends one event to LinkedIn Conversions API: match keys normalised and hashed as the platform compares them, with the event ID of the browser\u0027s event. The token stays in Secret Manager.",
  "containerContexts": [
    "SERVER"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "accountId",
    "displayName": "Partner ID",
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
    "help": "Such as 202604.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "conversionAction",
    "displayName": "Conversion",
    "simpleValueType": true,
    "help": "The conversion\u0027s ID at the platform.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ]
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
const isHash = (text) => text.length === 64 && isOnly(text, DIGITS + 'abcdefABCDEF');
const trim = (text) => text.trim();
const lowercase = (text) => text.toLowerCase();
const iso3166Alpha2 = (text) => text.length === 2 && isOnly(text, LETTERS) ? text : undefined;

const PLATFORM = 'LinkedIn Conversions API';

const MATCH_KEYS = {
  SHA256_EMAIL: {steps: [trim, lowercase], hash: true},
  LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID: {steps: [], hash: false},
  ACXIOM_ID: {steps: [], hash: false},
  ORACLE_MOAT_ID: {steps: [], hash: false},
  PLAINTEXT_IP_ADDRESS: {steps: [], hash: false},
  GOOGLE_AID: {steps: [], hash: false},
  'userInfo.firstName': {steps: [trim], hash: false},
  'userInfo.lastName': {steps: [trim], hash: false},
  'userInfo.companyName': {steps: [], hash: false},
  'userInfo.title': {steps: [], hash: false},
  'userInfo.countryCode': {steps: [iso3166Alpha2], hash: false},
  externalIds: {steps: [], hash: false}
};

const TYPES = {
  'conversionValue.currencyCode': 'string',
  'conversionValue.amount': 'string'
};

const NAMES = {
  value: 'conversionValue.amount',
  currency: 'conversionValue.currencyCode'
};

const CONTENTS = {};

const request = () => [
  {name: 'LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID', value: getCookieValues('li_fat_id')[0]}
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
  if (key.hash && isHash(text)) {
    return text.toLowerCase();
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

const quantityOf = (item) => isMissing(item.quantity) ? 1 : makeNumber(item.quantity);

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

const FORMS = {
  integer: (value) => makeInteger(value),
  number: (value) => makeNumber(value),
  text: (value) => textOf(value),
  texts: (value) => getType(value) === 'array' ? value.map(textOf) : [textOf(value)]
};

const FORMS_OF_ITEMS = {
  'array<object>': (items) => items.map(contentOf),
  'array<string>': idsOf,
  integer: (items) => makeInteger(items.reduce((sum, item) => sum + quantityOf(item), 0))
};

const FORM_OF = {
  'array<string>': 'texts', 'enum': 'text', float: 'number', integer: 'integer', number: 'number', string: 'text',
  url: 'text', urn: 'text'
};

const translated = (type, value) => {
  if (isListOfItems(value) && FORMS_OF_ITEMS[type]) {
    return FORMS_OF_ITEMS[type](value);
  }
  return FORM_OF[type] ? FORMS[FORM_OF[type]](value) : value;
};

// What is told about the event, under the names that the platform's server knows.
const parameters = () => {
  const result = {};
  (data.parameters || []).forEach((row) => {
    const name = NAMES[row.name] || row.name;
    const value = isMissing(row.value) ? undefined : translated(TYPES[name] || TYPES[row.name], row.value);
    if (!isMissing(value)) {
      result[name] = value;
    }
  });
  return result;
};

const IDS = [
  'ACXIOM_ID', 'GOOGLE_AID', 'LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID', 'ORACLE_MOAT_ID', 'PLAINTEXT_IP_ADDRESS',
  'SHA256_EMAIL'
];

// An object of the names that begin with a prefix, without it.
const below = (found, prefix) => {
  const result = {};
  Object.keys(found).forEach((name) => {
    if (name.indexOf(prefix) === 0) {
      result[name.slice(prefix.length)] = found[name];
    }
  });
  return result;
};

// An object that says nothing without these.
const whole = (found, names) =>
  names.filter((name) => isMissing(found[name])).length ? undefined : found;

const person = () => {
  const found = matchKeys(request());
  return compact({
    userIds: IDS.filter((name) => !isMissing(found[name])).map((name) => ({idType: name, idValue: found[name]})),
    userInfo: whole(below(found, 'userInfo.'), ['firstName', 'lastName']),
    externalIds: isMissing(found.externalIds) ? undefined : [found.externalIds]
  });
};

const endpoint = (token) => 'https://api.linkedin.com/rest/conversionEvents';

const headers = (token) => ({
  'Content-Type': 'application/json',
  'Authorization': 'Bearer ' + token,
  'LinkedIn-Version': makeString(data.apiVersion),
  'X-Restli-Protocol-Version': '2.0.0'
});

const conversion = () => {
  const rule = makeString(data.conversionAction);
  return isOnly(rule, DIGITS) ? 'urn:lla:llaPartnerConversion:' + rule : rule;
};

const body = () => compact({
  conversion: conversion(),
  conversionHappenedAt: getTimestampMillis(),
  conversionValue: whole(below(parameters(), 'conversionValue.'), ['amount', 'currencyCode']),
  eventId: isMissing(data.eventId) ? undefined : makeString(data.eventId),
  user: person()
});

const signed = (event, token) => event;

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
                "string": "https://api.linkedin.com/*"
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
                "string": "li_fat_id"
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
    assertThat(sent[1].url).isEqualTo("https://api.linkedin.com/rest/conversionEvents");
    assertThat(JSON.parse(sent[1].body)).isEqualTo({
      "conversion": "urn:lla:llaPartnerConversion:1234567",
      "conversionHappenedAt": 1767225600000,
      "conversionValue": {
        "amount": "429.9",
        "currencyCode": "EUR"
      },
      "eventId": "order_A-1001",
      "user": {
        "userIds": [
          {
            "idType": "SHA256_EMAIL",
            "idValue": "e233d4a29013e9d87150c6237c6777bedf379ebf1acdc5d6126fec7e8bb74fb5"
          }
        ]
      }
    });
    assertThat(lines).isEqualTo(['[govern] LinkedIn Conversions API PURCHASE: sent with status 200 at attempt 1']);
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
    assertThat(lines).isEqualTo(['[govern] LinkedIn Conversions API PURCHASE: not sent, there is no token: the secret was answered with status 404']);
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
    assertThat(lines).isEqualTo(['[govern] LinkedIn Conversions API PURCHASE: not sent, no consent to ad_storage']);
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
    assertThat(lines).isEqualTo(['[govern] LinkedIn Conversions API PURCHASE: refused with status 503 at attempt 3']);
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
    "eventName": "PURCHASE",
    "eventId": "order_A-1001",
    "secret": "projects/shop/secrets/token",
    "apiVersion": "202604",
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
        "name": "SHA256_EMAIL",
        "value": " Customer@Example.com "
      }
    ],
    "parameters": [
      {
        "name": "conversionValue.amount",
        "value": 429.9
      },
      {
        "name": "conversionValue.currencyCode",
        "value": "EUR"
      }
    ],
    "conversionAction": "1234567"
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
