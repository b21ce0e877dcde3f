___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "TikTok Pixel (govern)",
  "categories": [
    "ADVERTISING",
    "CONVERSIONS"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "govern"
  },
  "description": "Sends one event to one TikTok pixel, with its event ID, or only prepares TikTok\u0027s library.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "pixelId",
    "displayName": "Pixel code",
    "simpleValueType": true,
    "alwaysInSummary": true,
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ]
  },
  {
    "type": "SELECT",
    "name": "call",
    "displayName": "What to send",
    "simpleValueType": true,
    "macrosInSelect": false,
    "selectItems": [
      {
        "value": "none",
        "displayValue": "Nothing, load the library only"
      },
      {
        "value": "track",
        "displayValue": "An event"
      },
      {
        "value": "page",
        "displayValue": "A page view"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "eventName",
    "displayName": "Event name",
    "simpleValueType": true,
    "enablingConditions": [
      {
        "paramName": "call",
        "paramValue": "none",
        "type": "NOT_EQUALS"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "eventId",
    "displayName": "Event ID",
    "simpleValueType": true,
    "help": "The same text as in the event that the server sends, so that TikTok counts the two as one.",
    "enablingConditions": [
      {
        "paramName": "call",
        "paramValue": "none",
        "type": "NOT_EQUALS"
      }
    ]
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
    "help": "Empty values are left out. Items as Google Analytics has them become TikTok\u0027s contents, content_ids and num_items.",
    "enablingConditions": [
      {
        "paramName": "call",
        "paramValue": "none",
        "type": "NOT_EQUALS"
      }
    ]
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "userData",
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
    "help": "In plain text; the library hashes them. Empty values are left out.",
    "enablingConditions": [
      {
        "paramName": "call",
        "paramValue": "none",
        "type": "NOT_EQUALS"
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

var Object = require('Object');
var callInWindow = require('callInWindow');
var copyFromWindow = require('copyFromWindow');
var encodeUriComponent = require('encodeUriComponent');
var getTimestampMillis = require('getTimestampMillis');
var getType = require('getType');
var injectScript = require('injectScript');
var makeNumber = require('makeNumber');
var makeString = require('makeString');
var setInWindow = require('setInWindow');

var LIBRARY = 'https://analytics.tiktok.com/i18n/pixel/events.js';
var METHODS = ['page', 'track', 'identify'];
var ITEMS = 'contents';
var IDS = 'content_ids';
var COUNT = 'num_items';
var WORDS = ['item_id', 'item_name', 'item_category', 'item_brand', 'price', 'quantity'];
var ITEM = {
  item_id: 'content_id',
  item_name: 'content_name',
  item_category: 'content_category',
  item_brand: 'brand',
  price: 'price',
  quantity: 'quantity'
};

// NaN is the only value that is not itself.
var isMissing = function(value) {
  return value === undefined || value === null || value === '' || value !== value;
};

var quantityOf = function(item) {
  return isMissing(item.quantity) ? 1 : makeNumber(item.quantity);
};

// An item as Google Analytics has it, in the platform's words; one that has the platform's id is its own already.
var itemOf = function(item) {
  if (!isMissing(item[ITEM.item_id])) {
    return item;
  }
  var result = {};
  WORDS.forEach(function(word) {
    var value = word === 'quantity' ? quantityOf(item) : item[word];
    if (ITEM[word] && !isMissing(value)) {
      result[ITEM[word]] = word === 'price' ? makeNumber(value) : value;
    }
  });
  return result;
};

var isItem = function(value) {
  return getType(value) === 'object';
};

// A list of items in what the platform wants of it: items, their ids, or how many there are.
var translated = function(name, value) {
  var items = getType(value) === 'array' ? value.filter(isItem) : [];
  if (items.length === 0) {
    return value;
  }
  if (name === ITEMS) {
    return items.map(itemOf);
  }
  if (name === IDS) {
    return items.map(function(item) {
      return makeString(itemOf(item)[ITEM.item_id]);
    });
  }
  if (name === COUNT) {
    return items.reduce(function(sum, item) {
      return sum + quantityOf(item);
    }, 0);
  }
  return value;
};

// What goes with an event; empty values are left out.
var parameters = function() {
  var result = {};
  (data.parameters || []).forEach(function(row) {
    if (!isMissing(row.value)) {
      result[row.name] = translated(row.name, row.value);
    }
  });
  return result;
};

// What the visitor has told about himself, in plain text: the library normalises and hashes it before anything leaves.
var userData = function() {
  var result = {};
  (data.userData || []).forEach(function(row) {
    if (!isMissing(row.value)) {
      result[row.name] = makeString(row.value);
    }
  });
  return result;
};

var isEmpty = function(object) {
  return Object.keys(object).length === 0;
};

// TikTok's library looks for a list with the names and arguments of calls, which has the same methods as itself.
// It adds the pixel, which its address names, by itself.
var openQueue = function(pixelId) {
  if (copyFromWindow('ttq')) {
    return;
  }
  var times = {};
  times[pixelId] = getTimestampMillis();
  setInWindow('TiktokAnalyticsObject', 'ttq');
  setInWindow('ttq', []);
  setInWindow('ttq._t', times);
  METHODS.forEach(function(method) {
    setInWindow('ttq.' + method, function(a, b, c) {
      callInWindow('ttq.push', [method, a, b, c]);
    });
  });
};

var send = function(pixelId) {
  var options = {pixel_code: pixelId};
  if (!isMissing(data.eventId)) {
    options.event_id = makeString(data.eventId);
  }
  callInWindow('ttq.track', data.eventName, parameters(), options);
};

if (isMissing(data.pixelId)) {
  data.gtmOnFailure();
  return;
}

var pixelId = makeString(data.pixelId);
openQueue(pixelId);
var known = userData();
if (!isEmpty(known)) {
  callInWindow('ttq.identify', known);
}
if (data.call === 'track') {
  send(pixelId);
} else if (data.call === 'page') {
  callInWindow('ttq.page');
}
var url = LIBRARY + '?sdkid=' + encodeUriComponent(pixelId) + '&lib=ttq';
injectScript(url, data.gtmOnSuccess, data.gtmOnFailure, url);


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "TiktokAnalyticsObject"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ttq"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ttq.push"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ttq._t"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ttq.page"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ttq.track"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ttq.identify"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
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
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://analytics.tiktok.com/i18n/pixel/events.js*"
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
- name: The library is loaded and the pixel prepared, nothing is sent
  code: |-
    runCode({pixelId: 'C1', call: 'none'});
    assertThat(calls).isEqualTo([]);
    assertThat(there.TiktokAnalyticsObject).isEqualTo('ttq');
    assertThat(there.ttq).isEqualTo([]);
    assertApi('injectScript').wasCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: An event carries its parameters and its event ID, and goes to one pixel
  code: |-
    runCode({
      pixelId: 'C1',
      call: 'track',
      eventName: 'CompletePayment',
      eventId: 'order_A-1',
      parameters: [{name: 'value', value: 29.99}, {name: 'currency', value: 'EUR'}]
    });
    assertThat(calls[0]).isEqualTo([
      'ttq.track',
      'CompletePayment',
      {value: 29.99, currency: 'EUR'},
      {pixel_code: 'C1', event_id: 'order_A-1'}
    ]);
- name: Match keys go to the library before the event
  code: |-
    runCode({
      pixelId: 'C1',
      call: 'track',
      eventName: 'Lead',
      userData: [{name: 'email', value: 'hazel@shop.example'}, {name: 'phone_number'}]
    });
    assertThat(calls[0]).isEqualTo(['ttq.identify', {email: 'hazel@shop.example'}]);
    assertThat(calls[1][0]).isEqualTo('ttq.track');
- name: A page view is a call of its own
  code: |-
    runCode({pixelId: 'C1', call: 'page'});
    assertThat(calls).isEqualTo([['ttq.page']]);
- name: Empty values and an empty event ID are left out
  code: |-
    runCode({pixelId: 'C1', call: 'track', eventName: 'Lead', eventId: '', parameters: [{name: 'value'}]});
    assertThat(calls[0]).isEqualTo(['ttq.track', 'Lead', {}, {pixel_code: 'C1'}]);
- name: Items become contents, ids and a number
  code: |-
    var items = [{item_id: 'SKU-1', item_name: 'Tea', price: '5.5', quantity: 2}];
    runCode({
      pixelId: 'C1',
      call: 'track',
      eventName: 'AddToCart',
      parameters: [
        {name: 'contents', value: items},
        {name: 'content_ids', value: items},
        {name: 'num_items', value: items}
      ]
    });
    assertThat(calls[0][2]).isEqualTo({
      contents: [{content_id: 'SKU-1', content_name: 'Tea', price: 5.5, quantity: 2}],
      content_ids: ['SKU-1'],
      num_items: 2
    });
- name: A library that is there is left as it is
  code: |-
    there.ttq = {track: function() {}};
    runCode({pixelId: 'C2', call: 'none'});
    assertApi('setInWindow').wasNotCalled();
    assertApi('injectScript').wasCalled();
- name: Without a pixel code nothing happens
  code: |-
    runCode({call: 'track', eventName: 'Lead'});
    assertThat(calls).isEqualTo([]);
    assertApi('injectScript').wasNotCalled();
    assertApi('gtmOnFailure').wasCalled();
setup: |-
  var calls = [];
  var stored = {};
  var there = {};
  mock('copyFromWindow', function(key) {
    return there[key];
  });
  mock('setInWindow', function(key, value) {
    there[key] = value;
    return true;
  });
  mock('createQueue', function() {
    return function() {};
  });
  mock('callInWindow', function(name, a, b, c, d, e) {
    calls.push([name, a, b, c, d, e].filter(function(value) {
      return value !== undefined;
    }));
  });
  mock('injectScript', function(url, onSuccess) {
    onSuccess();
  });
  mockObject('templateStorage', {
    getItem: function(key) {
      return stored[key];
    },
    setItem: function(key, value) {
      stored[key] = value;
    }
  });


___NOTES___

Part of govern, which keeps this template in its own files. Change it there.
