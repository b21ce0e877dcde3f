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
