// NaN is the only value that is not itself.
var isMissing = function(value) {
  return value === undefined || value === null || value === '' || value !== value;
};
