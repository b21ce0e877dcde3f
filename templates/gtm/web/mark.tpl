___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Mark as sent (govern)",
  "categories": [
    "UTILITY"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "govern"
  },
  "description": "Keeps in this browser that an event with this ID was sent, so that a page that is loaded again does not send it twice.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "event",
    "displayName": "Event",
    "simpleValueType": true,
    "alwaysInSummary": true,
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "id",
    "displayName": "What it may happen once for, such as the event ID",
    "simpleValueType": true
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

var JSON = require('JSON');
var getType = require('getType');
var localStorage = require('localStorage');

var KEY = 'govern_once';
var KEPT = 50;

var kept = JSON.parse(localStorage.getItem(KEY) || '[]');
var marks = getType(kept) === 'array' ? kept : [];
var mark = data.event + ' ' + data.id;
if (data.id && marks.indexOf(mark) === -1) {
  localStorage.setItem(KEY, JSON.stringify(marks.concat([mark]).slice(-KEPT)));
}
data.gtmOnSuccess();


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_local_storage",
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
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "govern_once"
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
  }
]


___TESTS___

scenarios:
- name: An event is marked once
  code: |-
    runCode({event: 'purchase', id: 'A-1'});
    runCode({event: 'purchase', id: 'A-1'});
    assertThat(stored).isEqualTo('["purchase A-1"]');
    assertApi('gtmOnSuccess').wasCalled();
- name: Without an ID nothing is kept
  code: |-
    runCode({event: 'purchase'});
    assertThat(stored).isEqualTo(null);
- name: The oldest marks make room
  code: |-
    for (var n = 0; n < 60; n++) {
      runCode({event: 'purchase', id: 'A-' + n});
    }
    assertThat(JSON.parse(stored).length).isEqualTo(50);
setup: |-
  var stored = null;
  mockObject('localStorage', {
    getItem: function() {
      return stored;
    },
    setItem: function(key, value) {
      stored = value;
      return true;
    }
  });


___NOTES___

Part of govern, which keeps this template in its own files. Change it there.
