___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Snap Pixel (govern)",
  "categories": [
    "ADVERTISING",
    "CONVERSIONS"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "govern"
  },
  "description": "Sends one event to one Snap pixel, with its event ID, or only prepares Snap\u0027s library.",
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
        "displayValue": "An event"
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
    "help": "The same text as in the event that the server sends, so that Snap counts the two as one.",
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
    "help": "Empty values are left out. Items as Google Analytics has them become Snap\u0027s item_ids and number_items.",
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
var createQueue = require('createQueue');
var getType = require('getType');
var injectScript = require('injectScript');
var makeNumber = require('makeNumber');
var makeString = require('makeString');
var setInWindow = require('setInWindow');
var templateStorage = require('templateStorage');

var LIBRARY = 'https://sc-static.net/scevent.min.js';
var FUNCTION = 'snaptr';
var HANDLER = 'snaptr.handleRequest.apply';
var QUEUE = 'snaptr.queue';
var ITEMS = '';
var IDS = 'item_ids';
var COUNT = 'number_items';
var WORDS = ['item_id'];
var ITEM = {item_id: 'id'};

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

var send = function(pixelId) {
  var sent = parameters();
  if (!isMissing(data.eventId)) {
    sent.client_dedup_id = makeString(data.eventId);
  }
  callInWindow('snaptr', 'track', pixelId, data.eventName, sent);
};

if (isMissing(data.pixelId)) {
  data.gtmOnFailure();
  return;
}

var pixelId = makeString(data.pixelId);
openQueue();
if (!isPrepared(pixelId)) {
  callInWindow('snaptr', 'init', pixelId);
}
var known = userData();
if (!isEmpty(known)) {
  callInWindow('snaptr', 'init', pixelId, known);
}
if (data.call === 'track') {
  send(pixelId);
}
injectScript(LIBRARY, data.gtmOnSuccess, data.gtmOnFailure, 'scevent');


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
                    "string": "snaptr"
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
                    "string": "snaptr.handleRequest.apply"
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
                    "string": "snaptr.queue"
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
                    "string": "snaptr.queue.push"
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
                "string": "https://sc-static.net/scevent.min.js"
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
    runCode({pixelId: 'p-1', call: 'none'});
    assertThat(calls).isEqualTo([['snaptr', 'init', 'p-1']]);
    assertApi('injectScript').wasCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: An event carries its parameters and its event ID, and goes to one pixel
  code: |-
    runCode({
      pixelId: 'p-1',
      call: 'track',
      eventName: 'PURCHASE',
      eventId: 'order_A-1',
      parameters: [{name: 'price', value: 29.99}, {name: 'currency', value: 'EUR'}]
    });
    assertThat(calls[1]).isEqualTo(
      ['snaptr', 'track', 'p-1', 'PURCHASE', {price: 29.99, currency: 'EUR', client_dedup_id: 'order_A-1'}]
    );
- name: Empty values and an empty event ID are left out
  code: |-
    runCode({
      pixelId: 'p-1',
      call: 'track',
      eventName: 'SIGN_UP',
      eventId: '',
      parameters: [{name: 'price', value: 0}, {name: 'currency'}]
    });
    assertThat(calls[1]).isEqualTo(['snaptr', 'track', 'p-1', 'SIGN_UP', {price: 0}]);
- name: Match keys prepare the pixel again, before the event
  code: |-
    runCode({
      pixelId: 'p-1',
      call: 'track',
      eventName: 'SIGN_UP',
      userData: [{name: 'user_email', value: 'hazel@shop.example'}, {name: 'user_phone_number'}]
    });
    assertThat(calls[1]).isEqualTo(['snaptr', 'init', 'p-1', {user_email: 'hazel@shop.example'}]);
    assertThat(calls[2][1]).isEqualTo('track');
- name: A pixel is prepared once a page
  code: |-
    runCode({pixelId: 'p-1', call: 'none'});
    runCode({pixelId: 'p-1', call: 'track', eventName: 'PURCHASE'});
    assertThat(calls.length).isEqualTo(2);
- name: Items become ids and a number
  code: |-
    var items = [{item_id: 'SKU-1', quantity: 2}, {item_id: 7}];
    runCode({
      pixelId: 'p-1',
      call: 'track',
      eventName: 'PURCHASE',
      parameters: [{name: 'item_ids', value: items}, {name: 'number_items', value: items}]
    });
    assertThat(calls[1][4]).isEqualTo({item_ids: ['SKU-1', '7'], number_items: 3});
- name: Without a pixel ID nothing happens
  code: |-
    runCode({call: 'track', eventName: 'PURCHASE'});
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
