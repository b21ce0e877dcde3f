___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Meta Pixel (govern)",
  "categories": [
    "ADVERTISING",
    "CONVERSIONS"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "govern"
  },
  "description": "Sends one event to one Meta pixel, with its event ID, or only prepares Meta\u0027s library.",
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
        "value": "trackSingle",
        "displayValue": "A standard event"
      },
      {
        "value": "trackSingleCustom",
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
    "help": "The same text as in the event that the server sends, so that Meta counts the two as one.",
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
    "help": "Empty values are left out. Items as Google Analytics has them become Meta\u0027s contents, content_ids and num_items.",
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
  },
  {
    "type": "CHECKBOX",
    "name": "automaticEvents",
    "checkboxText": "Let the library send events of its own (clicks, page data, page views on history changes)",
    "simpleValueType": true
  },
  {
    "type": "TEXT",
    "name": "dataProcessingOptions",
    "displayName": "Data processing options, such as LDU",
    "simpleValueType": true
  },
  {
    "type": "TEXT",
    "name": "dataProcessingCountry",
    "displayName": "Data processing country, a number",
    "simpleValueType": true
  },
  {
    "type": "TEXT",
    "name": "dataProcessingState",
    "displayName": "Data processing state, a number",
    "simpleValueType": true
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

var Object = require('Object');
var aliasInWindow = require('aliasInWindow');
var callInWindow = require('callInWindow');
var copyFromWindow = require('copyFromWindow');
var createQueue = require('createQueue');
var getType = require('getType');
var injectScript = require('injectScript');
var makeInteger = require('makeInteger');
var makeNumber = require('makeNumber');
var makeString = require('makeString');
var setInWindow = require('setInWindow');
var templateStorage = require('templateStorage');

var LIBRARY = 'https://connect.facebook.net/en_US/fbevents.js';
var FUNCTION = 'fbq';
var HANDLER = 'fbq.callMethod.apply';
var QUEUE = 'fbq.queue';
var ITEMS = 'contents';
var IDS = 'content_ids';
var COUNT = 'num_items';
var WORDS = ['item_id', 'quantity', 'price'];
var ITEM = {item_id: 'id', quantity: 'quantity', price: 'item_price'};

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

var prepare = function(pixelId) {
  if (isPrepared(pixelId)) {
    return;
  }
  if (!data.automaticEvents) {
    setInWindow('fbq.disablePushState', true, true);
    callInWindow('fbq', 'set', 'autoConfig', false, pixelId);
  }
  if (!isMissing(data.dataProcessingOptions)) {
    var country = makeInteger(data.dataProcessingCountry || 0);
    var state = makeInteger(data.dataProcessingState || 0);
    callInWindow('fbq', 'dataProcessingOptions', [makeString(data.dataProcessingOptions)], country, state);
  }
  callInWindow('fbq', 'init', pixelId);
};

// Known users are told to the library by preparing the pixel again.
var identify = function(pixelId) {
  var known = userData();
  if (!isEmpty(known)) {
    callInWindow('fbq', 'init', pixelId, known);
  }
};

var send = function(pixelId) {
  if (isMissing(data.eventId)) {
    callInWindow('fbq', data.call, pixelId, data.eventName, parameters());
  } else {
    callInWindow('fbq', data.call, pixelId, data.eventName, parameters(), {eventID: makeString(data.eventId)});
  }
};

if (isMissing(data.pixelId)) {
  data.gtmOnFailure();
  return;
}

var pixelId = makeString(data.pixelId);
openQueue();
aliasInWindow('_fbq', 'fbq');
prepare(pixelId);
if (data.call === 'trackSingle' || data.call === 'trackSingleCustom') {
  identify(pixelId);
  send(pixelId);
}
injectScript(LIBRARY, data.gtmOnSuccess, data.gtmOnFailure, 'fbevents');


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
                    "string": "fbq"
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
                    "string": "_fbq"
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
                    "string": "fbq.callMethod.apply"
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
                    "string": "fbq.queue"
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
                    "string": "fbq.queue.push"
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
                    "string": "fbq.disablePushState"
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
                "string": "https://connect.facebook.net/en_US/fbevents.js"
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
    runCode({pixelId: '123', call: 'none'});
    assertThat(calls).isEqualTo([
      ['set', 'autoConfig', false, '123'],
      ['init', '123']
    ]);
    assertApi('injectScript').wasCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: A standard event carries its parameters and its event ID
  code: |-
    runCode({
      pixelId: '123',
      call: 'trackSingle',
      eventName: 'Purchase',
      eventId: 'order_A-1',
      parameters: [{name: 'value', value: 29.99}, {name: 'currency', value: 'EUR'}]
    });
    assertThat(calls[2]).isEqualTo(
      ['trackSingle', '123', 'Purchase', {value: 29.99, currency: 'EUR'}, {eventID: 'order_A-1'}]
    );
- name: An event of your own is sent by its own name
  code: |-
    runCode({pixelId: '123', call: 'trackSingleCustom', eventName: 'quiz_done'});
    assertThat(calls[2]).isEqualTo(['trackSingleCustom', '123', 'quiz_done', {}]);
- name: Empty values and an empty event ID are left out
  code: |-
    runCode({
      pixelId: '123',
      call: 'trackSingle',
      eventName: 'Lead',
      eventId: '',
      parameters: [{name: 'value', value: 0}, {name: 'currency'}, {name: 'content_name', value: ''}]
    });
    assertThat(calls[2]).isEqualTo(['trackSingle', '123', 'Lead', {value: 0}]);
- name: A pixel is prepared once a page
  code: |-
    runCode({pixelId: '123', call: 'none'});
    runCode({pixelId: '123', call: 'trackSingle', eventName: 'Lead'});
    assertThat(calls.length).isEqualTo(3);
- name: Items become contents, ids and a number
  code: |-
    var items = [{item_id: 'SKU-1', price: 10, quantity: 2}, {item_id: 7, price: '5.5'}];
    runCode({
      pixelId: '123',
      call: 'trackSingle',
      eventName: 'Purchase',
      parameters: [
        {name: 'contents', value: items},
        {name: 'content_ids', value: items},
        {name: 'num_items', value: items}
      ]
    });
    assertThat(calls[2][3]).isEqualTo({
      contents: [{id: 'SKU-1', quantity: 2, item_price: 10}, {id: 7, quantity: 1, item_price: 5.5}],
      content_ids: ['SKU-1', '7'],
      num_items: 3
    });
- name: Automatic events stay on when they are wanted
  code: |-
    runCode({pixelId: '123', call: 'none', automaticEvents: true});
    assertThat(calls).isEqualTo([['init', '123']]);
    assertApi('setInWindow').wasNotCalled();
- name: Limited data use is said before the pixel is prepared
  code: |-
    runCode({
      pixelId: '123',
      call: 'none',
      automaticEvents: true,
      dataProcessingOptions: 'LDU',
      dataProcessingCountry: '1',
      dataProcessingState: '1000'
    });
    assertThat(calls).isEqualTo([['dataProcessingOptions', ['LDU'], 1, 1000], ['init', '123']]);
- name: Match keys go to the library before the event
  code: |-
    runCode({
      pixelId: '123',
      call: 'trackSingle',
      eventName: 'Lead',
      userData: [{name: 'em', value: 'hazel@shop.example'}, {name: 'ph'}, {name: 'fn', value: ''}]
    });
    assertThat(calls[2]).isEqualTo(['init', '123', {em: 'hazel@shop.example'}]);
    assertThat(calls[3][0]).isEqualTo('trackSingle');
- name: Without a pixel ID nothing happens
  code: |-
    runCode({call: 'trackSingle', eventName: 'Purchase'});
    assertThat(calls).isEqualTo([]);
    assertApi('injectScript').wasNotCalled();
    assertApi('gtmOnFailure').wasCalled();
setup: |-
  var calls = [];
  var stored = {};
  mock('copyFromWindow', function(key) {
    return key === 'fbq' ? function() {} : undefined;
  });
  mock('setInWindow', function() {
    return true;
  });
  mock('aliasInWindow', function() {
    return true;
  });
  mock('callInWindow', function(name, a, b, c, d, e) {
    calls.push([a, b, c, d, e].filter(function(value) {
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
