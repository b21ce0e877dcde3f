___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "LinkedIn Insight Tag (govern)",
  "categories": [
    "ADVERTISING",
    "CONVERSIONS"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "govern"
  },
  "description": "Sends one conversion to LinkedIn, with its event ID, or only prepares LinkedIn\u0027s library.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "pixelId",
    "displayName": "Partner ID",
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
        "displayValue": "A conversion"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "conversionId",
    "displayName": "Conversion ID",
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
    "help": "The same text as in the event that the server sends, so that LinkedIn counts the two as one.",
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
    "help": "Empty values are left out.",
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
var callLater = require('callLater');
var copyFromWindow = require('copyFromWindow');
var injectScript = require('injectScript');
var makeInteger = require('makeInteger');
var makeString = require('makeString');
var setInWindow = require('setInWindow');

var LIBRARY = 'https://snap.licdn.com/li.lms-analytics/insight.min.js';

// NaN is the only value that is not itself.
var isMissing = function(value) {
  return value === undefined || value === null || value === '' || value !== value;
};

var conversion = function() {
  var sent = {conversion_id: makeInteger(data.conversionId)};
  (data.parameters || []).forEach(function(row) {
    if (!isMissing(row.value)) {
      sent[row.name] = row.value;
    }
  });
  if (!isMissing(data.eventId)) {
    sent.event_id = makeString(data.eventId);
  }
  return sent;
};

// The library reads the partner IDs of a page when it sends.
var addPartner = function(partnerId) {
  var partners = copyFromWindow('_linkedin_data_partner_ids') || [];
  if (partners.indexOf(partnerId) === -1) {
    setInWindow('_linkedin_data_partner_ids', partners.concat([partnerId]), true);
  }
};

var send = function() {
  if (data.call === 'track') {
    callInWindow('lintrk', 'track', conversion());
  }
  data.gtmOnSuccess();
};

if (isMissing(data.pixelId) || (data.call === 'track' && isMissing(data.conversionId))) {
  data.gtmOnFailure();
  return;
}

addPartner(makeString(data.pixelId));
if (copyFromWindow('lintrk')) {
  send();
} else {
  // Else the library would send a page view of its own.
  setInWindow('_already_called_lintrk', true, true);
  injectScript(LIBRARY, function() {
    callLater(send);
  }, data.gtmOnFailure, 'insight');
}


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
                    "string": "lintrk"
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
                    "string": "_linkedin_data_partner_ids"
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
                    "string": "_already_called_lintrk"
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
                "string": "https://snap.licdn.com/li.lms-analytics/insight.min.js"
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
- name: The library is loaded, nothing is sent
  code: |-
    runCode({pixelId: '123', call: 'none'});
    assertThat(calls).isEqualTo([]);
    assertThat(there._linkedin_data_partner_ids).isEqualTo(['123']);
    assertThat(there._already_called_lintrk).isEqualTo(true);
    assertApi('injectScript').wasCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: A conversion carries its event ID and waits for the library
  code: |-
    runCode({pixelId: '123', call: 'track', conversionId: '987', eventId: 'order_A-1'});
    assertThat(calls).isEqualTo([['lintrk', 'track', {conversion_id: 987, event_id: 'order_A-1'}]]);
- name: A library that is there is not loaded again
  code: |-
    there.lintrk = function() {};
    runCode({pixelId: '123', call: 'track', conversionId: '987', eventId: ''});
    assertThat(calls).isEqualTo([['lintrk', 'track', {conversion_id: 987}]]);
    assertApi('injectScript').wasNotCalled();
- name: A partner ID is added once
  code: |-
    there._linkedin_data_partner_ids = ['1'];
    runCode({pixelId: '123', call: 'none'});
    runCode({pixelId: '123', call: 'none'});
    assertThat(there._linkedin_data_partner_ids).isEqualTo(['1', '123']);
- name: Without a partner ID or a conversion ID nothing happens
  code: |-
    runCode({call: 'track', conversionId: '987'});
    runCode({pixelId: '123', call: 'track'});
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

  mock('callLater', function(run) {
    run();
  });


___NOTES___

Part of govern, which keeps this template in its own files. Change it there.
