___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Reddit Pixel (govern)",
  "categories": [
    "ADVERTISING",
    "CONVERSIONS"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "govern"
  },
  "description": "Sends one event to one Reddit pixel, with its conversion ID, or only prepares Reddit\u0027s library.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "pixelId",
    "displayName": "Pixel ID",
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
        "displayValue": "A standard event"
      },
      {
        "value": "custom",
        "displayValue": "An event of your own"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "eventName",
    "displayName": "Event name",
    "simpleValueType": true,
    "alwaysInSummary": true,
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ],
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
    "help": "The same text as the conversion ID that the server sends, so that Reddit counts the two as one.",
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
    "help": "Empty values are left out. Items as Google Analytics has them become Reddit\u0027s products and itemCount.",
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

var callInWindow = require('callInWindow');
var copyFromWindow = require('copyFromWindow');
var createQueue = require('createQueue');
var getType = require('getType');
var injectScript = require('injectScript');
var makeNumber = require('makeNumber');
var makeString = require('makeString');
var setInWindow = require('setInWindow');
var templateStorage = require('templateStorage');

var LIBRARY = 'https://www.redditstatic.com/ads/pixel.js';
var FUNCTION = 'rdt';
var HANDLER = 'rdt.sendEvent.apply';
var QUEUE = 'rdt.callQueue';
var ITEMS = 'products';
var IDS = '';
var COUNT = 'itemCount';
var WORDS = ['item_id', 'item_name', 'item_category', 'price', 'quantity'];
var ITEM = {item_id: 'id', item_name: 'name', item_category: 'category', price: 'price', quantity: 'quantity'};

// NaN is the only value that is not itself.
var isMissing = function(value) {
  return value === undefined || value === null || value === '' || value !== value;
};

// Calls wait in the queue that the library looks for when it arrives; later ones go straight to the library.
var openQueue = function() {
  if (copyFromWindow(FUNCTION)) {
    return;
  }
  setInWindow(FUNCTION, function() {
    if (copyFromWindow(HANDLER)) {
      callInWindow(HANDLER, null, arguments);
    } else {
      callInWindow(QUEUE + '.push', arguments);
    }
  });
  createQueue(QUEUE);
};

// Once a page for each account, whichever tag comes first.
var isPrepared = function(account) {
  var prepared = templateStorage.getItem('prepared') || [];
  if (prepared.indexOf(account) !== -1) {
    return true;
  }
  templateStorage.setItem('prepared', prepared.concat([account]));
  return false;
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

var send = function() {
  var sent = parameters();
  if (data.call === 'custom') {
    sent.customEventName = data.eventName;
  }
  if (!isMissing(data.eventId)) {
    sent.conversionId = makeString(data.eventId);
  }
  callInWindow('rdt', 'track', data.call === 'custom' ? 'Custom' : data.eventName, sent);
};

if (isMissing(data.pixelId)) {
  data.gtmOnFailure();
  return;
}

var pixelId = makeString(data.pixelId);
openQueue();
if (!isPrepared(pixelId)) {
  callInWindow('rdt', 'init', pixelId);
}
if (data.call === 'track' || data.call === 'custom') {
  send();
}
injectScript(LIBRARY, data.gtmOnSuccess, data.gtmOnFailure, 'rdtPixel');


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
                    "string": "rdt"
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
                    "string": "rdt.sendEvent.apply"
                  },
                  {
                    "type": 8,
                    "boolean": true
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
                    "string": "rdt.callQueue"
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
                    "string": "rdt.callQueue.push"
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
                "string": "https://www.redditstatic.com/ads/pixel.js"
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
  }
]


___TESTS___

scenarios:
- name: The library is loaded and the pixel prepared, nothing is sent
  code: |-
    runCode({pixelId: 'a2_1', call: 'none'});
    assertThat(calls).isEqualTo([['rdt', 'init', 'a2_1']]);
    assertApi('injectScript').wasCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: An event carries its parameters and its conversion ID
  code: |-
    runCode({
      pixelId: 'a2_1',
      call: 'track',
      eventName: 'Purchase',
      eventId: 'order_A-1',
      parameters: [{name: 'value', value: 29.99}, {name: 'currency', value: 'EUR'}]
    });
    assertThat(calls[1]).isEqualTo(
      ['rdt', 'track', 'Purchase', {value: 29.99, currency: 'EUR', conversionId: 'order_A-1'}]
    );
- name: An event of your own is named in its parameters
  code: |-
    runCode({pixelId: 'a2_1', call: 'custom', eventName: 'quiz_done', eventId: ''});
    assertThat(calls[1]).isEqualTo(['rdt', 'track', 'Custom', {customEventName: 'quiz_done'}]);
- name: A pixel is prepared once a page
  code: |-
    runCode({pixelId: 'a2_1', call: 'none'});
    runCode({pixelId: 'a2_1', call: 'track', eventName: 'Lead'});
    assertThat(calls.length).isEqualTo(2);
- name: Items become products and a number
  code: |-
    var items = [{item_id: 'SKU-1', item_name: 'Tea', price: '5.5', quantity: 2}, {item_id: 'SKU-2'}];
    runCode({
      pixelId: 'a2_1',
      call: 'track',
      eventName: 'Purchase',
      parameters: [{name: 'products', value: items}, {name: 'itemCount', value: items}]
    });
    assertThat(calls[1][3]).isEqualTo({
      products: [{id: 'SKU-1', name: 'Tea', price: 5.5, quantity: 2}, {id: 'SKU-2', quantity: 1}],
      itemCount: 3
    });
- name: Without a pixel ID nothing happens
  code: |-
    runCode({call: 'track', eventName: 'Purchase'});
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
