// Once a page for each account, whichever tag comes first.
var isPrepared = function(account) {
  var prepared = templateStorage.getItem('prepared') || [];
  if (prepared.indexOf(account) !== -1) {
    return true;
  }
  templateStorage.setItem('prepared', prepared.concat([account]));
  return false;
};
