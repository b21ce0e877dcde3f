___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Meta Pixel (govern)",
  "brand": {
    "id": "brand_dummy",
    "displayName": ""
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
    "macrosInSelect": false,
    "simpleValueType": true,
    "alwaysInSummary": true,
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
    "enablingConditions": [
      {
        "paramName": "call",
        "paramValue": "none",
        "type": "NOT_EQUALS"
      }
    ],
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
    "type": "CHECKBOX",
    "name": "automaticEvents",
    "checkboxText": "Let the library send events of its own (clicks, page data, page views on history changes)",
    "simpleValueType": true
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const aliasInWindow = require('aliasInWindow');
const callInWindow = require('callInWindow');
const copyFromWindow = require('copyFromWindow');
const createQueue = require('createQueue');
const getType = require('getType');
const injectScript = require('injectScript');
const makeNumber = require('makeNumber');
const makeString = require('makeString');
const setInWindow = require('setInWindow');
const templateStorage = require('templateStorage');

const LIBRARY = 'https://connect.facebook.net/en_US/fbevents.js';

// NaN is the only value that is not itself.
const isMissing = (value) => value === undefined || value === null || value === '' || value !== value;

// Calls wait in the queue that Meta's library looks for when it arrives; later ones go straight to the library.
const openQueue = () => {
  if (copyFromWindow('fbq')) {
    return;
  }
  setInWindow('fbq', function() {
    if (copyFromWindow('fbq.callMethod.apply')) {
      callInWindow('fbq.callMethod.apply', null, arguments);
    } else {
      callInWindow('fbq.queue.push', arguments);
    }
  });
  aliasInWindow('_fbq', 'fbq');
  createQueue('fbq.queue');
};

// Once a page for each pixel, whichever tag comes first.
const prepare = (pixelId) => {
  const prepared = templateStorage.getItem('pixels') || [];
  if (prepared.indexOf(pixelId) !== -1) {
    return;
  }
  templateStorage.setItem('pixels', prepared.concat([pixelId]));
  if (!data.automaticEvents) {
    setInWindow('fbq.disablePushState', true, true);
    callInWindow('fbq', 'set', 'autoConfig', false, pixelId);
  }
  callInWindow('fbq', 'init', pixelId);
};

const quantityOf = (item) => isMissing(item.quantity) ? 1 : makeNumber(item.quantity);

// An item as Google Analytics has it, in Meta's words; one that has an id is Meta's already.
const contentOf = (item) => {
  if (!isMissing(item.id)) {
    return item;
  }
  const content = {id: item.item_id, quantity: quantityOf(item)};
  if (!isMissing(item.price)) {
    content.item_price = makeNumber(item.price);
  }
  return content;
};

const isListOfItems = (value) => getType(value) === 'array' && value.length > 0 && getType(value[0]) === 'object';

const translated = (name, value) => {
  if (!isListOfItems(value)) {
    return value;
  }
  if (name === 'contents') {
    return value.map(contentOf);
  }
  if (name === 'content_ids') {
    return value.map((item) => makeString(contentOf(item).id));
  }
  if (name === 'num_items') {
    return value.reduce((sum, item) => sum + quantityOf(item), 0);
  }
  return value;
};

const parameters = () => {
  const result = {};
  (data.parameters || []).forEach((row) => {
    if (!isMissing(row.value)) {
      result[row.name] = translated(row.name, row.value);
    }
  });
  return result;
};

if (isMissing(data.pixelId)) {
  data.gtmOnFailure();
  return;
}

const pixelId = makeString(data.pixelId);
openQueue();
prepare(pixelId);
if (data.call === 'trackSingle' || data.call === 'trackSingleCustom') {
  if (isMissing(data.eventId)) {
    callInWindow('fbq', data.call, pixelId, data.eventName, parameters());
  } else {
    callInWindow('fbq', data.call, pixelId, data.eventName, parameters(), {eventID: makeString(data.eventId)});
  }
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
    const items = [{item_id: 'SKU-1', price: 10, quantity: 2}, {item_id: 7, price: '5.5'}];
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
- name: Without a pixel ID nothing happens
  code: |-
    runCode({call: 'trackSingle', eventName: 'Purchase'});
    assertThat(calls).isEqualTo([]);
    assertApi('injectScript').wasNotCalled();
    assertApi('gtmOnFailure').wasCalled();
setup: |-
  const calls = [];
  const stored = {};
  mock('copyFromWindow', (key) => key === 'fbq' ? () => {} : undefined);
  mock('setInWindow', () => true);
  mock('callInWindow', function(name, a, b, c, d, e) {
    calls.push([a, b, c, d, e].filter((value) => value !== undefined));
  });
  mock('injectScript', (url, onSuccess) => onSuccess());
  mockObject('templateStorage', {
    getItem: (key) => stored[key],
    setItem: (key, value) => {
      stored[key] = value;
    }
  });


___NOTES___

Part of govern, which keeps this template in its own files. Change it there.
