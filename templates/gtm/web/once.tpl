___INFO___

{
  "type": "MACRO",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Once (govern)",
  "categories": [
    "UTILITY"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "govern"
  },
  "description": "Tells whether an event with this ID was already sent from this browser.",
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

var marks = JSON.parse(localStorage.getItem('govern_once') || '[]');
var isKnown = getType(marks) === 'array' && marks.indexOf(data.event + ' ' + data.id) !== -1;
return data.id && isKnown ? 'sent' : 'new';


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
  }
]


___TESTS___

scenarios:
- name: What was marked was sent
  code: |-
    assertThat(runCode({event: 'purchase', id: 'A-1'})).isEqualTo('sent');
- name: Another ID or another event is new
  code: |-
    assertThat(runCode({event: 'purchase', id: 'A-2'})).isEqualTo('new');
    assertThat(runCode({event: 'refund', id: 'A-1'})).isEqualTo('new');
- name: Without an ID nobody can tell
  code: |-
    assertThat(runCode({event: 'purchase'})).isEqualTo('new');
- name: A browser that keeps nothing knows nothing
  code: |-
    stored = null;
    assertThat(runCode({event: 'purchase', id: 'A-1'})).isEqualTo('new');
- name: What somebody else wrote there is passed over
  code: |-
    stored = 'no list';
    assertThat(runCode({event: 'purchase', id: 'A-1'})).isEqualTo('new');
    stored = '{}';
    assertThat(runCode({event: 'purchase', id: 'A-1'})).isEqualTo('new');
setup: |-
  var stored = '["purchase A-1"]';
  mockObject('localStorage', {
    getItem: function() {
      return stored;
    }
  });


___NOTES___

Part of govern, which keeps this template in its own files. Change it there.
