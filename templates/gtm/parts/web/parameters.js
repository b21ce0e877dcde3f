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
