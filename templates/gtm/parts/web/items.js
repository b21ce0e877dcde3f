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

var isItem = function(value) {
  return getType(value) === 'object';
};

// A list of items in what the platform wants of it: items, their ids, or how many there are.
var translated = function(name, value) {
  var items = getType(value) === 'array' ? value.filter(isItem) : [];
  if (items.length === 0) {
    return value;
  }
  if (name === ITEMS) {
    return items.map(itemOf);
  }
  if (name === IDS) {
    return items.map(function(item) {
      return makeString(itemOf(item)[ITEM.item_id]);
    });
  }
  if (name === COUNT) {
    return items.reduce(function(sum, item) {
      return sum + quantityOf(item);
    }, 0);
  }
  return value;
};
