___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "X Pixel (govern)",
  "categories": [
    "ADVERTISING",
    "CONVERSIONS"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "govern"
  },
  "description": "Sends one event of an X pixel, with its conversion ID, or only prepares X\u0027s library.",
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
        "displayValue": "Nothing of its own, load the library only"
      },
      {
        "value": "event",
        "displayValue": "An event"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "eventName",
    "displayName": "Event",
    "simpleValueType": true,
    "alwaysInSummary": true,
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ],
    "help": "The event as X\u0027s event manager shows it, such as tw-o8z6j-o87ne, or its last part alone.",
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
    "help": "The same text as the conversion ID that the server sends, so that X counts the two as one.",
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
    "help": "Empty values are left out. Items as Google Analytics has them become X\u0027s contents and num_items.",
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

var LIBRARY = 'https://static.ads-twitter.com/uwt.js';
var FUNCTION = 'twq';
var HANDLER = 'twq.exe.apply';
var QUEUE = 'twq.queue';
var ITEMS = 'contents';
var IDS = '';
var COUNT = 'num_items';
var WORDS = ['item_id', 'item_name', 'price', 'quantity'];
var ITEM = {item_id: 'content_id', item_name: 'content_name', price: 'content_price', quantity: 'num_items'};

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
  var name = makeString(data.eventName);
  var sent = parameters();
  var known = userData();
  Object.keys(known).forEach(function(key) {
    sent[key] = known[key];
  });
  if (!isMissing(data.eventId)) {
    sent.conversion_id = makeString(data.eventId);
  }
  callInWindow('twq', 'event', name.indexOf('tw-') === 0 ? name : 'tw-' + pixelId + '-' + name, sent);
};

if (isMissing(data.pixelId)) {
  data.gtmOnFailure();
  return;
}

var pixelId = makeString(data.pixelId);
openQueue();
if (!isPrepared(pixelId)) {
  setInWindow('twq.version', '1.1');
  callInWindow('twq', 'config', pixelId);
}
if (data.call === 'event') {
  send(pixelId);
}
injectScript(LIBRARY, data.gtmOnSuccess, data.gtmOnFailure, 'uwt');


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
                    "string": "twq"
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
                    "string": "twq.exe.apply"
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
                    "string": "twq.queue"
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
                    "string": "twq.queue.push"
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
                    "string": "twq.version"
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
                "string": "https://static.ads-twitter.com/uwt.js"
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
- name: The library is loaded and the pixel prepared, nothing else is sent
  code: |-
    runCode({pixelId: 'o8z6j', call: 'none'});
    assertThat(calls).isEqualTo([['twq', 'config', 'o8z6j']]);
    assertApi('injectScript').wasCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: An event carries its parameters and its conversion ID
  code: |-
    runCode({
      pixelId: 'o8z6j',
      call: 'event',
      eventName: 'tw-o8z6j-o87ne',
      eventId: 'order_A-1',
      parameters: [{name: 'value', value: 29.99}, {name: 'currency', value: 'EUR'}]
    });
    assertThat(calls[1]).isEqualTo(
      ['twq', 'event', 'tw-o8z6j-o87ne', {value: 29.99, currency: 'EUR', conversion_id: 'order_A-1'}]
    );
- name: The last part of an event's name is enough
  code: |-
    runCode({pixelId: 'o8z6j', call: 'event', eventName: 'o87ne', eventId: ''});
    assertThat(calls[1]).isEqualTo(['twq', 'event', 'tw-o8z6j-o87ne', {}]);
- name: Match keys go with the event
  code: |-
    runCode({
      pixelId: 'o8z6j',
      call: 'event',
      eventName: 'o87ne',
      userData: [{name: 'email_address', value: 'hazel@shop.example'}, {name: 'phone_number'}]
    });
    assertThat(calls[1][3]).isEqualTo({email_address: 'hazel@shop.example'});
- name: A pixel is prepared once a page
  code: |-
    runCode({pixelId: 'o8z6j', call: 'none'});
    runCode({pixelId: 'o8z6j', call: 'event', eventName: 'o87ne'});
    assertThat(calls.length).isEqualTo(2);
- name: Items become contents and a number
  code: |-
    var items = [{item_id: 'SKU-1', price: '5.5', quantity: 2}];
    runCode({
      pixelId: 'o8z6j',
      call: 'event',
      eventName: 'o87ne',
      parameters: [{name: 'contents', value: items}, {name: 'num_items', value: items}]
    });
    assertThat(calls[1][3]).isEqualTo({
      contents: [{content_id: 'SKU-1', content_price: 5.5, num_items: 2}],
      num_items: 2
    });
- name: Without a pixel ID nothing happens
  code: |-
    runCode({call: 'event', eventName: 'o87ne'});
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
