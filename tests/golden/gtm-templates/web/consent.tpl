___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Consent defaults (govern)",
  "categories": [
    "TAG_MANAGEMENT",
    "UTILITY"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "govern"
  },
  "description": "Says what a visitor has agreed to before choosing, in general and by region.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "SIMPLE_TABLE",
    "name": "defaults",
    "displayName": "Defaults",
    "simpleTableColumns": [
      {
        "type": "TEXT",
        "name": "regions",
        "displayName": "Regions, such as DE or US-CA, with commas; empty for everywhere",
        "defaultValue": "",
        "isUnique": true
      },
      {
        "type": "TEXT",
        "name": "state",
        "displayName": "granted, denied, or each type: ad_storage: denied, analytics_storage: granted",
        "defaultValue": ""
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "types",
    "displayName": "Consent types, with commas",
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
    "name": "waitForUpdate",
    "displayName": "Milliseconds that tags wait for the visitor\u0027s choice",
    "simpleValueType": true
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

var makeInteger = require('makeInteger');
var makeString = require('makeString');
var setDefaultConsentState = require('setDefaultConsentState');

// Setting defaults is all that this does: what a visitor chooses is the business of the consent banner.
var split = function(text) {
  return makeString(text || '').split(',').map(function(part) {
    return part.trim();
  }).filter(function(part) {
    return part !== '';
  });
};

(data.defaults || []).forEach(function(row) {
  var settings = {};
  var words = split(row.state);
  var each = words.length > 1 || words.join('').indexOf(':') !== -1;
  (each ? words : split(data.types)).forEach(function(type) {
    var pair = type.split(':');
    settings[pair[0].trim()] = each ? makeString(pair[1] || '').trim() : row.state;
  });
  var regions = split(row.regions);
  if (regions.length > 0) {
    settings.region = regions;
  }
  if (data.waitForUpdate) {
    settings.wait_for_update = makeInteger(data.waitForUpdate);
  }
  setDefaultConsentState(settings);
});
data.gtmOnSuccess();


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_consent",
        "versionId": "1"
      },
      "param": [
        {
          "key": "consentTypes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
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
                    "string": "ad_storage"
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
                    "string": "consentType"
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
                    "string": "analytics_storage"
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
                    "string": "consentType"
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
                    "string": "ad_user_data"
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
                    "string": "consentType"
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
                    "string": "ad_personalization"
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
                    "string": "consentType"
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
                    "string": "functionality_storage"
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
                    "string": "consentType"
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
                    "string": "personalization_storage"
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
                    "string": "consentType"
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
                    "string": "security_storage"
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
  }
]


___TESTS___

scenarios:
- name: Each row is one default
  code: |-
    runCode({
      types: 'ad_storage, analytics_storage',
      defaults: [{regions: '', state: 'denied'}, {regions: 'US, BR', state: 'granted'}],
      waitForUpdate: '500'
    });
    assertThat(defaults).isEqualTo([
      {ad_storage: 'denied', analytics_storage: 'denied', wait_for_update: 500},
      {ad_storage: 'granted', analytics_storage: 'granted', region: ['US', 'BR'], wait_for_update: 500}
    ]);
    assertApi('gtmOnSuccess').wasCalled();
- name: A row may say each type by itself
  code: |-
    runCode({types: 'ad_storage', defaults: [{state: 'ad_storage: denied, security_storage: granted'}]});
    assertThat(defaults).isEqualTo([{ad_storage: 'denied', security_storage: 'granted'}]);
- name: Without a time to wait tags do not wait
  code: |-
    runCode({types: 'ad_storage', defaults: [{state: 'denied'}]});
    assertThat(defaults).isEqualTo([{ad_storage: 'denied'}]);
setup: |-
  var defaults = [];
  mock('setDefaultConsentState', function(settings) {
    defaults.push(settings);
  });


___NOTES___

Part of govern, which keeps this template in its own files. Change it there.
