var quantityOf = function(item) {
  return isMissing(item.quantity) ? 1 : makeNumber(item.quantity);
};

// An item as Google Analytics has it, in the platform's words; one that has the platform's id is its own already.
var itemOf = function(item) {
  if (!isMissing(item[ITEM.item_id])) {
    return item;
  }
  var result = {};
  WORDS.forEach(function(word) {
    var value = word === 'quantity' ? quantityOf(item) : item[word];
    if (ITEM[word] && !isMissing(value)) {
      result[ITEM[word]] = word === 'price' ? makeNumber(value) : value;
    }
  });
  return result;
};

var isListOfItems = function(value) {
  return getType(value) === 'array' && value.length > 0 && getType(value[0]) === 'object';
};

var translated = function(name, value) {
  if (!isListOfItems(value)) {
    return value;
  }
  if (name === ITEMS) {
    return value.map(itemOf);
  }
  if (name === IDS) {
    return value.map(function(item) {
      return makeString(itemOf(item)[ITEM.item_id]);
    });
  }
  if (name === COUNT) {
    return value.reduce(function(sum, item) {
      return sum + quantityOf(item);
    }, 0);
  }
  return value;
};
