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
