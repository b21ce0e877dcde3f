___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Pinterest Tag (govern)",
  "categories": [
    "ADVERTISING",
    "CONVERSIONS"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "govern"
  },
  "description": "Sends one event to a Pinterest tag, with its event ID, or only prepares Pinterest\u0027s library.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "pixelId",
    "displayName": "Tag ID",
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
    "help": "The same text as in the event that the server sends, so that Pinterest counts the two as one.",
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
    "help": "Empty values are left out. Items as Google Analytics has them become Pinterest\u0027s line_items, product_ids and order_quantity.",
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

var createArgumentsQueue = require('createArgumentsQueue');
var getType = require('getType');
var injectScript = require('injectScript');
var makeNumber = require('makeNumber');
var makeString = require('makeString');
var templateStorage = require('templateStorage');

var LIBRARY = 'https://s.pinimg.com/ct/core.js';
var ITEMS = 'line_items';
var IDS = 'product_ids';
var COUNT = 'order_quantity';
var WORDS = ['item_id', 'item_name', 'item_category', 'item_brand', 'price', 'quantity'];
var ITEM = {
  item_id: 'product_id',
  item_name: 'product_name',
  item_category: 'product_category',
  item_brand: 'product_brand',
  price: 'product_price',
  quantity: 'product_quantity'
};

// NaN is the only value that is not itself.
var isMissing = function(value) {
  return value === undefined || value === null || value === '' || value !== value;
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

var send = function(pintrk) {
  var sent = parameters();
  if (!isMissing(data.eventId)) {
    sent.event_id = makeString(data.eventId);
  }
  pintrk('track', data.eventName, sent);
};

if (isMissing(data.pixelId)) {
  data.gtmOnFailure();
  return;
}

// Pinterest's library empties the queue of this function when it arrives, and takes the function over.
var pintrk = createArgumentsQueue('pintrk', 'pintrk.queue');
var pixelId = makeString(data.pixelId);
if (!isPrepared(pixelId)) {
  pintrk('load', pixelId);
}
if (data.call === 'track') {
  send(pintrk);
}
injectScript(LIBRARY, data.gtmOnSuccess, data.gtmOnFailure, 'pinterest');


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
                    "string": "pintrk"
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
                    "string": "pintrk.queue"
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
                "string": "https://s.pinimg.com/ct/core.js"
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
- name: The library is loaded and the tag prepared, nothing is sent
  code: |-
    runCode({pixelId: '26', call: 'none'});
    assertThat(calls).isEqualTo([['load', '26']]);
    assertApi('injectScript').wasCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: An event carries its parameters and its event ID
  code: |-
    runCode({
      pixelId: '26',
      call: 'track',
      eventName: 'checkout',
      eventId: 'order_A-1',
      parameters: [{name: 'value', value: 29.99}, {name: 'currency', value: 'EUR'}]
    });
    assertThat(calls[1]).isEqualTo(['track', 'checkout', {value: 29.99, currency: 'EUR', event_id: 'order_A-1'}]);
- name: A tag is prepared once a page
  code: |-
    runCode({pixelId: '26', call: 'none'});
    runCode({pixelId: '26', call: 'track', eventName: 'lead', eventId: ''});
    assertThat(calls).isEqualTo([['load', '26'], ['track', 'lead', {}]]);
- name: Items become line items, ids and a number
  code: |-
    var items = [{item_id: 'SKU-1', item_name: 'Tea', price: '5.5', quantity: 2}];
    runCode({
      pixelId: '26',
      call: 'track',
      eventName: 'checkout',
      parameters: [
        {name: 'line_items', value: items},
        {name: 'product_ids', value: items},
        {name: 'order_quantity', value: items}
      ]
    });
    assertThat(calls[1][2]).isEqualTo({
      line_items: [{product_id: 'SKU-1', product_name: 'Tea', product_price: 5.5, product_quantity: 2}],
      product_ids: ['SKU-1'],
      order_quantity: 2
    });
- name: Without a tag ID nothing happens
  code: |-
    runCode({call: 'track', eventName: 'checkout'});
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

  mock('createArgumentsQueue', function() {
    return function(a, b, c) {
      calls.push([a, b, c].filter(function(value) {
        return value !== undefined;
      }));
    };
  });


___NOTES___

Part of govern, which keeps this template in its own files. Change it there.
